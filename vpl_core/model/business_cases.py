"""Business cases: what came back in money, how well that is proven, and what it cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.outcomes import Outcome, Rigor

COUNTED_FROM = Rigor.CORROBORATED
"""Money that is proven by less stands beside the sum and not in it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time over which a benefit held, between two readings; the worse of the two is what held."""

    benefit: str
    first: dt.date
    last: dt.date
    """The first day after it."""
    at_first: Decimal
    """The reading it begins at, or the baseline."""
    at_last: Decimal
    """The reading it ends at."""
    improved: Decimal
    """By how much the worse of the two is better than the baseline, or the part of that which is proven by `rigor`;
    negative where it is worse than the baseline."""
    money: Fraction
    """What that was worth over the time, in the account's currency."""
    rigor: Rigor
    """The weakest of baseline, readings, rate, times and share."""
    counted: Fraction
    """What of the money counts: all of it, or what benefits that draw on the same do not count already."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    @property
    def proven(self) -> bool:
        """A loss is counted however weakly it is known."""
        return self.money < 0 or self.rigor.reaches(COUNTED_FROM)


@dataclass(frozen=True, slots=True)
class BenefitState:
    """Where one benefit stands."""

    benefit: str
    stretches: tuple[Stretch, ...]
    missing: tuple[str, ...]
    """What would have to be known before anything can be counted."""
    impossible: tuple[str, ...]
    """Why nothing of it is counted: what it says cannot be."""
    waiting: bool
    """Its first reading is not due yet."""

    proven: Fraction
    """What of it counts in the sum: corroborated and verified gains, and every loss."""
    claimed: Fraction
    """What is not proven well enough for that."""
    elsewhere: Fraction
    """What other benefits count already."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One payment."""

    cost: str
    on: dt.date
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Balance:
    """The running totals at the end of a day."""

    on: dt.date
    proven: Fraction
    claimed: Fraction
    cost: Fraction


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """What the product brought and what it cost, from the account's start to the day."""

    benefits: tuple[BenefitState, ...]
    charges: tuple[Charge, ...]
    """By day."""
    course: tuple[Balance, ...]
    """Wherever the slope of a total changes, by day."""
    rigor: Rigor
    """The weakest of everything that the return is worked out from."""
    missing: tuple[str, ...]
    """Why no return can be told; empty where it can."""
    paid_back_on: dt.date | None
    """The first day of the time, lasting until now, in which the proven benefits are no less than the costs."""

    proven: Fraction
    """The corroborated and verified money, less every loss."""
    claimed: Fraction
    """What stands beside the sum because it is not proven well enough."""
    cost: Fraction
    return_on_cost: Fraction | None
    """(proven - cost) / cost; none where something it needs is not known, or nothing was paid."""
    exceeds_cost: Outcome
    """Whether the proven benefits are more than the costs; equal is not more."""
