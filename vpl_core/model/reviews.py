"""Reviews: when a decision is looked at again, what was sealed, and what came of each look."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Word
from vpl_core.model.weighings import Weighing

ReviewKind = Literal["initial", "operating", "post"]
"""Before the first decision, on a fixed rhythm, and at the end."""


class ReviewDates(Word):
    """When the decision is looked at again; fixed before anything starts."""

    initial: Day | None = None
    """Inputs and assumptions are confirmed."""
    operating: Day | None = None
    """Evidence and execution are looked at for the first time."""
    every_days: int = Field(default=30, ge=1, le=730)
    """The rhythm after that, from each operating review to the next."""
    post: Day | None = None
    """Continue, adapt or stop."""

    @model_validator(mode="after")
    def _in_time_order(self) -> ReviewDates:
        days = [day for day in (self.initial, self.operating, self.post) if day is not None]
        if days != sorted(days):
            raise ValueError("the dates go back in time; put initial before operating before post")
        return self


class Seal(Word):
    """The content of one thing on one day, as a hash."""

    id: Id
    """Of the value, input or constraint."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Over what it said."""


class Lock(Word):
    """What was sealed when the choice was made; written by `vpl decide commit`."""

    on: Day
    """The day of the commit."""
    metrics: tuple[Seal, ...] = ()
    """The definitions of the values that the record measures by."""
    inputs: tuple[Seal, ...] = ()
    """What the inputs said."""
    criteria: tuple[Seal, ...] = ()
    """What the criteria said."""
    constraints: tuple[Seal, ...] = ()
    """What the constraints said."""
    decision_signals: tuple[Seal, ...] = ()
    """The signals of the segment that it refers to."""
    weighed: Weighing | None = None
    """What weighing the options found; none where they were not weighed."""


class HeldReview(Word):
    """A review that took place; written by `vpl decide review`, never taken away."""

    kind: ReviewKind
    """Which of the three."""
    on: Day
    """When."""
    by: Name
    """Who held it."""
    outcome: Literal["continue", "adapt", "stop"]
    """What came of it."""
    signals: tuple[Line, ...] = Field(min_length=1)
    """What was seen that speaks for the outcome."""
    again_on: Day | None = None
    """When it is looked at again, where not on the fixed rhythm."""
    inputs: tuple[Seal, ...] = ()
    """What the inputs said on that day."""
    criteria: tuple[Seal, ...] = ()
    """What the criteria said on that day."""
    constraints: tuple[Seal, ...] = ()
    """What the constraints said on that day."""
    weighed: Weighing | None = None
    """What weighing the options found on that day; none where they were not weighed."""
