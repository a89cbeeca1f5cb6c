"""Approvals: whose yes the decisions of a segment need, and by which rule."""

from __future__ import annotations

from pydantic import Field

from vpl_core.model.alternatives import OptionType
from vpl_core.model.base import Id, Line, Name, Word
from vpl_core.model.conditions import Condition


class Citation(Word):
    """A place in a rule or publication that somebody else can look up."""

    title: Name
    """Of the rule or publication, with who issued it where the title does not say so."""
    section: Line = Field(min_length=1)
    """Where in it: `45 CFR 164.530(a)(1)(i)`, or which edition of a text that has no sections."""
    url: Line = Field(pattern=r"^https://[A-Za-z0-9][A-Za-z0-9.-]*(/[^\s\\]*)?$")
    """Where it can be read; `https:` only."""

    @property
    def text(self) -> str:
        """Title and section in one line."""
        return f"{self.title}, {self.section}"


class RequiredApproval(Word):
    """A yes that decisions of the segment need before they count; it decides nothing about a rung.

    It is needed where the option that is taken, or while none is taken any option, is of one of the types or
    archetypes, and the condition is met. Where that is not known it is not known whether the approval is needed.
    """

    id: Id
    """How an approval in a record says that it `answers` it."""
    name: Name
    """What is approved, in a word or two, as pages show it."""
    confirms: Line = Field(min_length=1)
    """What a yes says, as a sentence."""
    role: Name
    """In which role somebody has to say yes; compared without regard to case and spacing."""
    types: tuple[OptionType, ...] = ()
    """The types of option that need it."""
    archetypes: tuple[Id, ...] = ()
    """The archetypes that need it; with neither types nor archetypes every decision does."""
    condition: Condition | None = None
    """What has to hold besides, for the decision to need it."""
    source: Citation
    """The rule that asks for it."""
    months: int = Field(ge=1, le=120)
    """How long a yes holds, in calendar months from the day it was given."""
