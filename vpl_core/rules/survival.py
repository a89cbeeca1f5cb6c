"""Time until something happens, over many: those for whom it has not happened yet are counted, not left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt
from typing import NamedTuple

HALF = Fraction(1, 2)
NINETY_FIVE = 1.959963984540054
"""The normal quantile of 0.975: so many standard errors to either side hold 95 in 100."""


class Waiting(NamedTuple):
    """One wait in whole days: ended by what was waited for, or still open (censored) after so many."""

    days: int
    observed: bool


class Step(NamedTuple):
    """A day on which it happened to somebody."""

    day: int
    at_risk: int
    """How many had waited that long without it, those who are seen no longer than that day included."""
    events: int
    survival: Fraction
    """The estimated share for which it has not happened by the end of that day."""
    doubt: Fraction | None
    """The sum of events / (at risk · (at risk - events)) up to that day; none once nobody is left to wait.

    Greenwood's formula (The natural duration of cancer, 1926): the variance of the share is its square times this.
    """

    @property
    def error(self) -> float | None:
        """The standard error of the share still waiting; none once nobody is left to wait."""
        return None if self.doubt is None else float(self.survival) * sqrt(self.doubt)

    @property
    def band(self) -> tuple[float, float] | None:
        """Between which shares still waiting the true one lies with a confidence of 95 %; none where it cannot be told.

        Taken on the scale of log(-log S), after Kalbfleisch and Prentice (1980): S^exp(±z·√doubt / log S). So it never
        leaves 0 to 1.
        """
        if self.doubt is None:
            return None
        share = float(self.survival)
        away = NINETY_FIVE * sqrt(self.doubt) / abs(log(share))
        return share ** exp(away), share ** exp(-away)


@dataclass(frozen=True, slots=True)
class Curve:
    """The product-limit estimate: the share still waiting, which falls at each step and is 1 before the first."""

    steps: tuple[Step, ...]
    open_after: tuple[int, ...]
    """For each that is still open, after how many days; in order."""

    @property
    def observed(self) -> int:
        return sum(step.events for step in self.steps)

    @property
    def longest(self) -> int:
        """The longest wait, whether it ended or is open; 0 where nobody waits."""
        return max([*self.open_after, *(step.day for step in self.steps)], default=0)

    @property
    def median(self) -> int | None:
        """The first day by which half or more have it; none while no such day has been seen.

        Where there is none, fewer than half of all have it: each counts for at least its own share.
        """
        return next((step.day for step in self.steps if step.survival <= HALF), None)

    def survival(self, day: int) -> Fraction:
        """The share still waiting after that day; beyond the longest wait, the last share that is known."""
        return next((step.survival for step in reversed(self.steps) if step.day <= day), Fraction(1))

    def at_risk(self, day: int) -> int:
        """How many had waited that long without it, those who are seen no longer than that day included."""
        later = sum(step.events for step in self.steps if step.day >= day)
        return later + sum(seen >= day for seen in self.open_after)


def kaplan_meier(waits: Iterable[Waiting]) -> Curve:
    """The curve of the waits, in any order: S(t) = product over days d <= t of (1 - events / at risk).

    Exact, after Kaplan and Meier (1958). Who is last seen on a day is still at risk on it. ValueError for a wait
    below zero.
    """
    ended, censored = Counter[int](), Counter[int]()
    for days, observed in waits:
        if days < 0:
            raise ValueError(f"a wait of {days} days ended before it began")
        (ended if observed else censored)[days] += 1
    steps, share, doubt = [], Fraction(1), Fraction(0)
    at_risk = ended.total() + censored.total()
    for day in sorted({*ended, *censored}):
        if ended[day]:
            share *= 1 - Fraction(ended[day], at_risk)
            left = at_risk - ended[day]
            doubt += Fraction(ended[day], at_risk * left) if left else 0
            steps.append(Step(day, at_risk, ended[day], share, doubt if left else None))
        at_risk -= ended[day] + censored[day]
    return Curve(tuple(steps), tuple(sorted(censored.elements())))
