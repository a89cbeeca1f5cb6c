"""Consents: what somebody at the customer allowed to be told elsewhere, for how long, and whether they took it back."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Word

ConsentScope = Literal["case_study", "name", "quote"]


class Consent(Word):
    """A person's dated and expiring yes; what it does not name is not allowed."""

    id: Id
    """Unique within the account."""
    scope: tuple[ConsentScope, ...] = Field(min_length=1)
    """`case_study`: the story may be told. `name`: with the customer's name. `quote`: in this person's own words."""
    by: Line = Field(min_length=1)
    """Who gave it, as they sign their words."""
    given_on: Day
    """The first day on which it counts."""
    expires: Day
    """The first day on which it does not count any more."""
    revoked_on: Day | None = None
    """The day on which it was taken back; from then on it does not count."""

    @model_validator(mode="after")
    def _in_time_order(self) -> Consent:
        if self.expires <= self.given_on:
            raise ValueError(f"it expires on {self.expires}, not after it was given on {self.given_on}")
        if self.revoked_on is not None and self.revoked_on < self.given_on:
            raise ValueError(f"it was taken back on {self.revoked_on}, before it was given on {self.given_on}")
        return self

    def covers(self, scope: ConsentScope, day: dt.date) -> bool:
        """Whether it allows that on the day."""
        is_open = self.given_on <= day < self.expires and (self.revoked_on is None or day < self.revoked_on)
        return scope in self.scope and is_open
