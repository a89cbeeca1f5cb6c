"""Milestone plans: what an account changed about a milestone, and everything that was ever said of its date."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Word
from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview


class Reset(Word):
    """A promised date that was moved; never deleted."""

    to: Day
    """The new date."""
    on: Day
    """The day on which it was moved."""
    because: Line = Field(min_length=1)
    """Why it was moved; shown to the customer."""
    confidence: Literal["high", "medium", "low"]
    """How sure the new date is."""
    by: Name
    """Who moved it."""


class MilestonePlan(Word):
    """What the account changed about a milestone: its date, who answers for it, whether it is wanted at all."""

    milestone: Id
    """The milestone that it changes."""
    due: Day | None = None
    """The first promise; the end of the window where left out."""
    owner: Line = ""
    """Who answers for it."""
    impact: Line = ""
    """What reaching it means for this customer, in their words."""
    resets: tuple[Reset, ...] = ()
    """Every time the date was moved, oldest first; none is ever taken away."""
    corrections: tuple[Correction, ...] = ()
    """Why it slips and what is done about it, oldest first; none is ever taken away."""
    barriers: tuple[Barrier, ...] = ()
    """What stands in its way, oldest first; internal unless public."""
    escalations: tuple[Escalation, ...] = ()
    """Who was called in, oldest first; never published."""
    reviews: tuple[MilestoneReview, ...] = ()
    """What it taught, oldest first; never published."""
    left_out: Line = ""
    """Why the customer does not go for it; it is then neither late nor missed, and no rung that needs it is lifted."""
    left_out_by: Line = ""
    """Who decided that."""

    @model_validator(mode="after")
    def _left_out_by_whom(self) -> MilestonePlan:
        if bool(self.left_out) != bool(self.left_out_by):
            raise ValueError("a milestone is left out with a reason and a name; write both left_out and left_out_by")
        return self

    @model_validator(mode="after")
    def _in_time_order(self) -> MilestonePlan:
        for name in ("resets", "corrections", "barriers", "escalations", "reviews"):
            days = [entry.on for entry in getattr(self, name)]
            if days != sorted(days):
                raise ValueError(f"{name} are appended; put them in the order of their days")
        for reset in self.resets:
            if reset.to < reset.on:
                raise ValueError(f"on {reset.on} the date cannot be moved to {reset.to}, which was past")
        return self

    @model_validator(mode="after")
    def _does_what_it_says(self) -> MilestonePlan:
        """A correction that moves the date or calls somebody in comes with the reset or escalation of that day."""
        for option, name, entries in (
            ("adjust_timeline", "resets", self.resets),
            ("escalate", "escalations", self.escalations),
        ):
            there = {entry.on for entry in entries}
            for one in self.corrections:
                if one.option == option and one.on not in there:
                    raise ValueError(f"the correction of {one.on} says {option}; append what was done under {name}")
        return self
