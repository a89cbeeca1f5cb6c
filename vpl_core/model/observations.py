"""Observations: dated readings of a value, each with where it came from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pydantic import Field

from vpl_core.model.base import Day, Id, Line, Name, Number, Word
from vpl_core.model.values import Method, Party


class Source(Word):
    """A place that readings come from: a system, a survey, a person."""

    id: Id
    """How readings name it."""
    name: Name
    """As pages show it."""
    system: Line = ""
    """Sources that share a system do not confirm one another; the source's own id where left out."""
    party: Party
    """Who keeps it."""
    method: Method
    """How it comes by its numbers."""

    @property
    def root(self) -> str:
        return self.system or self.id


class Observation(Word):
    """One reading of one value on one day."""

    value: Id
    """The value that was read."""
    on: Day
    """The day that it is true of."""
    number: Number
    """In the unit of the value."""
    source: str = ""
    """The id of a declared source; empty where nobody knows any more."""
    sequence: int = Field(default=0, ge=0)
    """Orders readings of the same day; the highest counts."""
    respondents: int | None = Field(default=None, ge=1)
    """How many people were asked, for a survey."""
    note: Line = ""
    """Internal; never on a customer's page."""

    @classmethod
    def plain(cls, value: str, on: dt.date, number: Decimal, source: str) -> Observation:
        """The reading of a row that says no more than this; its cells were checked already.

        What `trusted` would make, in half the time: portfolios have readings by the million.
        """
        reading = cls.__new__(cls)
        said = {"value": value, "on": on, "number": number, "source": source}
        _set(reading, "__dict__", {**said, "sequence": 0, "respondents": None, "note": ""})
        _set(reading, "__pydantic_fields_set__", {*said})
        _set(reading, "__pydantic_extra__", None)
        _set(reading, "__pydantic_private__", None)
        return reading


_set = object.__setattr__
