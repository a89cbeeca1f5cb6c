"""Waivers: what a person excuses for a time, and answers for."""

from __future__ import annotations

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Word


class Waiver(Word):
    """A person's dated and expiring reason to go on without; it never lifts a proven rung."""

    about: Id
    """A milestone, or a checklist's question; in a decision record an approval that its segment asks for."""
    because: Line = Field(min_length=1)
    """Why it may be gone without."""
    by: Name
    """Who takes that on."""
    on: Day
    """The first day on which it counts."""
    expires: Day
    """The first day on which it does not count any more."""

    @model_validator(mode="after")
    def _expires_later(self) -> Waiver:
        if self.expires <= self.on:
            raise ValueError(f"it expires on {self.expires}, not after it began on {self.on}")
        return self
