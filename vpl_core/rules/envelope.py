"""The upper envelope of straight lines over a range: who is on top where, exact in rationals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple


class Straight(NamedTuple):
    """height(x) = intercept + slope * x."""

    intercept: Fraction
    slope: Fraction

    def at(self, x: Fraction) -> Fraction:
        return self.intercept + self.slope * x


class Stretch(NamedTuple):
    """A part of the range throughout which the same lines are on top; at its ends others may be as high."""

    start: Fraction
    end: Fraction
    top: tuple[str, ...]
    """By name; more than one only where lines are the same all along."""


def upper_envelope(lines: Mapping[str, Straight], low: Fraction, high: Fraction) -> tuple[Stretch, ...]:
    """The stretches of [low, high] from left to right; they meet end to end, and no two neighbours have one top.

    Lines cross at most once, so between neighbouring crossings the order of all of them is fixed and can be read off
    in the middle.
    """
    crossings = {
        x
        for one, other in combinations(lines.values(), 2)
        if one.slope != other.slope
        and low < (x := (other.intercept - one.intercept) / (one.slope - other.slope)) < high
    }
    ends = [low, *sorted(crossings), high]
    stretches: list[Stretch] = []
    for start, end in pairwise(ends):
        top = highest({name: line.at((start + end) / 2) for name, line in lines.items()})
        if stretches and stretches[-1].top == top:
            stretches[-1] = stretches[-1]._replace(end=end)
        else:
            stretches.append(Stretch(start, end, top))
    return tuple(stretches)


def highest(heights: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The names of all that are as high as the highest, in order."""
    best = max(heights.values())
    return tuple(sorted(name for name, height in heights.items() if height == best))
