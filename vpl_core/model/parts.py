"""Parts: what one source says of a value in each of the clinics, teams or regions that it is made of."""

from __future__ import annotations

from pydantic import Field

from vpl_core.model.base import Day, Id, Name, Number, Word


class Part(Word):
    """One of the parts, before and now; what is left out is not known."""

    name: Name
    """As pages show it; unique among the parts of the value."""
    before: Number | None = None
    """Where it began, in the unit of the value; left out where nobody knows."""
    now: Number | None = None
    """What was read there; left out where it is not measured yet."""


class Parts(Word):
    """A value, part by part, on one day. It shows who is behind and decides nothing: the value's own readings do."""

    value: Id
    """The value that is taken apart."""
    by: Name
    """What the parts are, in the singular: clinic, team, region."""
    on: Day
    """The day that the numbers of now are true of; before it they do not exist."""
    source: str = ""
    """The id of a declared source; empty where nobody knows any more."""
    of: tuple[Part, ...] = Field(min_length=1)
    """The parts in any order."""
