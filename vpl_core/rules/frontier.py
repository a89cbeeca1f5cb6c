"""The frontier between options over two axes at once: for each option the region in which it is the best."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.scenarios import Scenario
from vpl_core.rules.scenarios import Axis, extents, worth_sums

Corner = tuple[Fraction, Fraction]


class Region(NamedTuple):
    """Where an option is the best, or as good as the best: a convex polygon, its corners in one turning sense."""

    option: str
    corners: tuple[Corner, ...]

    @property
    def area(self) -> Fraction:
        """In units of the one axis times units of the other."""
        return abs(_twice_signed_area(self.corners)) / 2


def frontier(scenario: Scenario, across: Axis, up: Axis) -> tuple[Region, ...]:
    """The regions that cover the rectangle of both ranges, in the order of the alternatives; empty ones are left out.

    Raises ValueError where the two axes multiply each other (an assumption and the weight of a criterion that it
    moves), for the frontier is then no straight line; KeyError for an axis without a width.
    """
    reach = extents(scenario)
    (left, _, right), (bottom, _, top) = reach[across], reach[up]
    planes = _planes(scenario, across, up)
    box = ((left, bottom), (right, bottom), (right, top), (left, top))
    found = []
    for option, plane in planes.items():
        corners: Sequence[Corner] = box
        for other, rival in planes.items():
            if other != option:
                corners = _clipped(corners, _Plane(*(mine - theirs for mine, theirs in zip(plane, rival, strict=True))))
        if len(corners) > 2 and _twice_signed_area(corners):
            found.append(Region(option, tuple(corners)))
    return tuple(found)


class _Plane(NamedTuple):
    level: Fraction
    across: Fraction
    up: Fraction

    def at(self, corner: Corner) -> Fraction:
        return self.level + self.across * corner[0] + self.up * corner[1]


def _planes(scenario: Scenario, across: Axis, up: Axis) -> dict[str, _Plane]:
    """Each option's weighted sum as a plane over the two axes."""
    at = {(x, y): worth_sums(scenario, {across: Fraction(x), up: Fraction(y)}) for x in (0, 1) for y in (0, 1)}
    planes = {}
    for option, level in at[0, 0].items():
        planes[option] = _Plane(level, at[1, 0][option] - level, at[0, 1][option] - level)
        if planes[option].at((Fraction(1), Fraction(1))) != at[1, 1][option]:
            raise ValueError(f"{across.id} and {up.id} multiply each other; vary one of them, or two assumptions")
    return planes


def _clipped(corners: Sequence[Corner], lead: _Plane) -> list[Corner]:
    """The part of the convex polygon where the lead is not negative."""
    kept: list[Corner] = []
    for here, there in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        mine, next_ = lead.at(here), lead.at(there)
        if mine >= 0:
            kept.append(here)
        if (mine > 0 > next_) or (mine < 0 < next_):
            share = mine / (mine - next_)
            kept.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
    return kept


def _twice_signed_area(corners: Sequence[Corner]) -> Fraction:
    pairs = zip(corners, [*corners[1:], *corners[:1]], strict=True)
    return sum((one[0] * two[1] - two[0] * one[1] for one, two in pairs), Fraction(0))
