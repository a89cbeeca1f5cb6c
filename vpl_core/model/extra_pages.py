"""Extra pages: what a plugin adds to a customer's site, as words that our templates show as inert text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Id, Line, Name, Prose, Word


class Paragraph(Word):
    """Plain text; line breaks are kept, nothing in it is markup."""

    kind: Literal["paragraph"] = "paragraph"
    text: Prose = Field(min_length=1)
    """Shown as it stands."""


class FactList(Word):
    """Pairs of a term and what it is; an empty one is shown as not recorded."""

    kind: Literal["fact_list"] = "fact_list"
    facts: tuple[tuple[Line, Line], ...] = Field(min_length=1)
    """Terms with what they are."""


class TextTable(Word):
    """Rows of text under column names; the first cell names the row."""

    kind: Literal["text_table"] = "text_table"
    columns: tuple[Name, ...] = Field(min_length=1, max_length=8)
    """Their names."""
    rows: tuple[tuple[Line, ...], ...] = ()
    """As many cells in each as there are columns."""

    @model_validator(mode="after")
    def _rectangular(self) -> TextTable:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row needs {len(self.columns)} cells")
        return self


Block = Annotated[Paragraph | FactList | TextTable, Field(discriminator="kind")]


class PageSection(Word):
    """A part of a page under its heading."""

    title: Name
    """The heading."""
    note: Line = ""
    """A line below it."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """What stands there, from top to bottom."""


class ExtraPage(Word):
    """A page of its own beside ours, in the navigation after them."""

    id: Id
    """Names the file, under `more/`."""
    title: Name
    """The heading, and the name in the navigation."""
    lead: Line
    """The one question that the page answers."""
    sections: tuple[PageSection, ...] = Field(min_length=1)
    """From top to bottom."""
