"""Benefits and costs: what one unit of a value is worth in money, who says so, and what was paid for it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Number, Word, refuse_outside_range
from vpl_core.model.values import Per

Effect = Literal["cashable", "avoided", "non_cashable"]
"""Cashable: money leaves a budget. Avoided: money that would have been spent is not. Non-cashable: time or quality."""
CostKind = Literal["licence", "setup", "own_time", "training", "other"]
Every = Literal["once", "month", "quarter", "year"]


class Stated(Word):
    """Something that somebody says, and what stands behind it."""

    because: Line = ""
    """Where it comes from: the pay scale, the contract, the count."""
    source: str = ""
    """The id of a declared source that it can be looked up in."""
    agreed_by: Line = ""
    """The person at the customer who agreed to it."""
    agreed_on: Day | None = None
    """On which day."""

    @model_validator(mode="after")
    def _agreed_by_whom_and_when(self) -> Stated:
        if bool(self.agreed_by) != (self.agreed_on is not None):
            raise ValueError("an agreement has a person and a day; write both agreed_by and agreed_on")
        return self


class StatedNumber(Stated):
    """A number that a benefit is worked out with and that no reading gives."""

    number: Number = Field(gt=0)
    """What is assumed."""
    low: Number | None = Field(default=None, gt=0)
    """The least that it may be; written together with `high`."""
    high: Number | None = None
    """The most that it may be."""

    @model_validator(mode="after")
    def _lies_in_its_range(self) -> StatedNumber:
        refuse_outside_range(self.number, self.low, self.high)
        return self


class WorkCalendar(Word):
    """How much of a year is worked at this customer; needed where something is counted an hour, a day or a week."""

    weeks_per_year: Number | None = Field(default=None, gt=0, le=53)
    """Weeks that are worked, holidays taken out."""
    days_per_year: Number | None = Field(default=None, gt=0, le=366)
    """Days that are worked."""
    hours_per_year: Number | None = Field(default=None, gt=0, le=8784)
    """Hours that one person works."""


class Benefit(Word):
    """What a value is worth in money: improvement × rate × times × share, for as long as it is known to have held."""

    id: Id
    """Unique within the account."""
    name: Name
    """As the customer reads it."""
    value: Id
    """The outcome that it rests on."""
    effect: Effect
    """Whether money leaves a budget, is not spent, or only time and quality are gained."""
    rate: StatedNumber | None = None
    """Money for one unit of the value, in the account's currency; left out where the value is money itself."""
    times: StatedNumber | None = None
    """How many people, places or pieces each reading stands for; 1 where left out."""
    share: StatedNumber | None = None
    """The part of the improvement that is owed to the product, at most 1; all of it where left out."""
    every: Per = ""
    """The period that one reading covers, where the value itself names none."""
    resource: Id | None = None
    """Whose hours or money it is; benefits that draw on the same are counted once. The value itself where left out."""
    out_of: StatedNumber | None = None
    """What is spent in a year on all that the benefit is a part of; saving more than that is impossible."""
    first_reading: Day | None = None
    """The day on which the first reading is due; from the account's start where left out."""

    @model_validator(mode="after")
    def _at_most_all_of_it(self) -> Benefit:
        most = None if self.share is None else self.share.high or self.share.number
        if most is not None and most > 1:
            raise ValueError(f"a share of {most} is more than all of it; at most 1")
        return self

    @property
    def draws_on(self) -> str:
        """What it shares with the benefits that it must not be counted beside."""
        return self.resource or self.value


class Cost(Stated):
    """What the customer pays to get there; a fee counts whole on the first day of the period that it is for."""

    id: Id
    """Unique within the account."""
    name: Name
    """As the customer reads it."""
    kind: CostKind
    """What it is paid for; the customer's own time costs too."""
    amount: Number = Field(gt=0)
    """In the account's currency."""
    every: Every = "once"
    """How often it is paid."""
    start: Day
    """The day of the first payment."""
    end: Day | None = None
    """The first day on which nothing is paid any more."""

    @model_validator(mode="after")
    def _ends_later(self) -> Cost:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"it ends on {self.end}, not after it began on {self.start}")
        if self.end is not None and self.every == "once":
            raise ValueError("what is paid once has no end; leave `end` out, or say how often it is paid")
        return self
