"""Intervals: numbers between two ends, exact, and one witness for each place where something could change."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.base import EXACT


class Interval(NamedTuple):
    """The rationals between two ends; an end that is None is without bound."""

    low: Fraction | None = None
    high: Fraction | None = None
    without_low: bool = False
    """True where the low end itself does not belong to it."""
    without_high: bool = False

    def holds(self, point: Fraction) -> bool:
        above = self.low is None or (point > self.low if self.without_low else point >= self.low)
        return above and (self.high is None or (point < self.high if self.without_high else point <= self.high))

    def __str__(self) -> str:
        """From 0 to 100; from 0 up; up to 100."""
        if self.low is None:
            return "anywhere" if self.high is None else f"up to {written(self.high)}"
        return f"from {written(self.low)} " + ("up" if self.high is None else f"to {written(self.high)}")


EVERYTHING = Interval()


def half_open(low: Decimal | int | None, high: Decimal | int | None) -> Interval:
    """[low, high)."""
    return Interval(exact(low), exact(high), without_high=True)


def closed(low: Decimal | None, high: Decimal | None) -> Interval:
    """[low, high]."""
    return Interval(exact(low), exact(high))


def exact(number: Decimal | int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def witnesses(intervals: Iterable[Interval], within: Interval = EVERYTHING) -> list[Fraction]:
    """Points of `within`, ascending: each end, one between any two and one beyond the outermost.

    Whether a number lies in an interval changes only at an end, so what holds at all of these holds everywhere.
    """
    ends = {end for one in (*intervals, within) for end in (one.low, one.high) if end is not None}
    cuts = sorted(ends or {Fraction(0)})
    cuts = [cuts[0] - 1, *cuts, cuts[-1] + 1]
    between = [(low + high) / 2 for low, high in itertools.pairwise(cuts)]
    return [point for point in sorted({*cuts, *between[1:-1]}) if within.holds(point)]


def written(point: Fraction) -> str:
    """The number with all its digits, for a rounded one might lie elsewhere; halves of decimals are decimals."""
    as_decimal = EXACT.divide(Decimal(point.numerator), Decimal(point.denominator))
    return f"{EXACT.normalize(as_decimal):f}"
