"""Scenarios weighed: what each option is worth, and at which values of an assumption another one becomes the best."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise, product
from typing import Literal, NamedTuple

from vpl_core.model.scenarios import Scenario, Weighed, Yardstick
from vpl_core.rules.envelope import Straight, Stretch, highest, upper_envelope


class Axis(NamedTuple):
    """What is varied while all else stays at its base: an assumption, or the weight of a criterion."""

    kind: Literal["assumption", "weight"]
    id: str


class Extent(NamedTuple):
    """How far an axis reaches."""

    low: Fraction
    base: Fraction
    high: Fraction


Point = Mapping[Axis, Fraction]
"""Where each varied axis stands; the others are at their base."""


class Flip(NamedTuple):
    """The value at which the best option changes; exactly there both are as good."""

    at: Fraction
    below: tuple[str, ...]
    above: tuple[str, ...]


class Sensitivity(NamedTuple):
    """Who is best along one axis."""

    axis: Axis
    extent: Extent
    stretches: tuple[Stretch, ...]
    lead_at_low: Fraction
    """How much more than its best rival the option that is best at the base is worth, 0 to 1; negative where less."""
    lead_at_high: Fraction

    @property
    def flips(self) -> tuple[Flip, ...]:
        """From low to high; empty where the same option is best all along."""
        return flips_between(self.stretches)

    @property
    def tied_everywhere(self) -> bool:
        """Whether no value of the axis tells the best options apart."""
        return len(self.stretches) == 1 and len(self.stretches[0].top) > 1

    @property
    def nearest(self) -> Fraction | None:
        """How far from the base the nearest flip lies, as a share of the way to that end; none without a flip."""
        return min((self._way_to(flip.at) for flip in self.flips), default=None)

    @property
    def swing(self) -> Fraction:
        """How much of the lead depends on the axis."""
        return abs(self.lead_at_high - self.lead_at_low)

    def _way_to(self, at: Fraction) -> Fraction:
        low, base, high = self.extent
        if at == base:
            return Fraction(0)
        return (at - base) / (high - base) if at > base else (base - at) / (base - low)


class Beyond(NamedTuple):
    """A measure that leaves its scale."""

    option: str
    criterion: str
    corner: tuple[tuple[str, Fraction], ...]
    """Assumptions with where they stand when it does; empty where it always does."""


def worth(scenario: Scenario, at: Point | None = None) -> dict[str, Fraction]:
    """Each option's weighted mean over the criteria: 0 at every worst, 1 at every best; empty without any weight."""
    whole = sum(_weight(criterion, at or {}) for criterion in scenario.criteria)
    return {name: height / whole for name, height in worth_sums(scenario, at or {}).items()} if whole else {}


def worth_sums(scenario: Scenario, at: Point) -> dict[str, Fraction]:
    """The weighted sums, not divided by the weights: straight in each axis, and in the order of the means."""
    return {
        one.option: sum(
            (_weight(c, at) * _share(scenario, one, c, at) for c in scenario.criteria),
            Fraction(0),
        )
        for one in scenario.alternatives
    }


def preferred(scenario: Scenario, at: Point | None = None) -> tuple[str, ...]:
    """The best option; several where they are exactly as good."""
    return highest(worth_sums(scenario, at or {}))


def extents(scenario: Scenario) -> dict[Axis, Extent]:
    """Every axis that has a width: assumptions in their order, then the weights of criteria in theirs."""
    found = {Axis("assumption", a.id): (a.low, a.base, a.high) for a in scenario.assumptions}
    found |= {Axis("weight", c.id): (c.weights[0], c.weight, c.weights[1]) for c in scenario.criteria}
    return {axis: Extent(*map(Fraction, ends)) for axis, ends in found.items() if ends[0] < ends[2]}


def sensitivity(scenario: Scenario, axis: Axis) -> Sensitivity:
    """Who is best along the axis, all else at its base. Raises KeyError for an axis without a width."""
    extent, stretches = extents(scenario)[axis], stretches_along(scenario, axis, {})
    best = preferred(scenario)[0]
    leads = [_lead(worth(scenario, {axis: end}), best) for end in (extent.low, extent.high)]
    return Sensitivity(axis, extent, stretches, *leads)


def stretches_along(scenario: Scenario, axis: Axis, others: Point) -> tuple[Stretch, ...]:
    """Who is best where along the axis, all else where `others` has it or at its base.

    Raises KeyError for an axis without a width.
    """
    extent = extents(scenario)[axis]
    none, one = (worth_sums(scenario, {**others, axis: Fraction(x)}) for x in (0, 1))
    lines = {name: Straight(none[name], one[name] - none[name]) for name in none}
    return upper_envelope(lines, extent.low, extent.high)


def flips_between(stretches: tuple[Stretch, ...]) -> tuple[Flip, ...]:
    """From low to high; empty where the same option is best all along."""
    return tuple(Flip(right.start, left.top, right.top) for left, right in pairwise(stretches))


def tornado(scenario: Scenario) -> tuple[Sensitivity, ...]:
    """Every axis, the one that flips the choice soonest first; without a flip by how much of the lead hangs on it."""
    found = [sensitivity(scenario, axis) for axis in extents(scenario)]
    return tuple(sorted(found, key=lambda one: (one.nearest is None, one.nearest or 0, -one.swing, one.axis)))


def watched_by(scenario: Scenario | None) -> frozenset[str]:
    """The values of the assumptions that any measure depends on: every worth and every flip point tells of them."""
    if scenario is None:
        return frozenset()
    named = {slope.assumption for one in scenario.alternatives for m in one.measures for slope in m.slopes}
    return frozenset(one.value for one in scenario.assumptions if one.id in named and one.value)


def beyond_the_scale(scenario: Scenario) -> tuple[Beyond, ...]:
    """Measures that leave the scale of their criterion somewhere in the ranges, each with one corner where they do.

    A measure is straight in every assumption, so that it is largest and smallest in a corner of the ranges.
    """
    measured = product(scenario.alternatives, scenario.criteria)
    return tuple(found for one, criterion in measured if (found := _leaves(scenario, one, criterion)) is not None)


def _leaves(scenario: Scenario, alternative: Weighed, criterion: Yardstick) -> Beyond | None:
    measure = next(one for one in alternative.measures if one.criterion == criterion.id)
    ends = {a.id: (Fraction(a.low), Fraction(a.high)) for a in scenario.assumptions}
    named = [slope.assumption for slope in measure.slopes]
    for corner in product(*(ends[name] for name in named)):
        at = {Axis("assumption", name): x for name, x in zip(named, corner, strict=True)}
        if not 0 <= _share(scenario, alternative, criterion, at) <= 1:
            return Beyond(alternative.option, criterion.id, tuple(zip(named, corner, strict=True)))
    return None


def _lead(worths: Mapping[str, Fraction], best: str) -> Fraction:
    return worths[best] - max(w for name, w in worths.items() if name != best) if worths else Fraction(0)


def _weight(criterion: Yardstick, at: Point) -> Fraction:
    return at.get(Axis("weight", criterion.id), Fraction(criterion.weight))


def _share(scenario: Scenario, alternative: Weighed, criterion: Yardstick, at: Point) -> Fraction:
    """How much of the way from the worst to the best it covers."""
    measure = next(one for one in alternative.measures if one.criterion == criterion.id)
    base = {a.id: Fraction(a.base) for a in scenario.assumptions}
    reached = Fraction(measure.start) + sum(
        Fraction(s.each) * at.get(Axis("assumption", s.assumption), base[s.assumption]) for s in measure.slopes
    )
    worst, best = Fraction(criterion.worst), Fraction(criterion.best)
    return (reached - worst) / (best - worst)
