"""Formulas: a condition as what has to hold of exact numbers and texts, with everything else left free.

The latest reading of a value is one number, whichever condition looks at it; so is its change, and the text of an
attribute. That is why conditions over the same quantity can clash. Evidence, agreements, records and predicates can
always come or stay away, so they clash with nothing.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    GapClosed,
    Limit,
    MilestoneReached,
    Not,
    Sustained,
)
from vpl_core.model.playbook import Playbook
from vpl_core.rules.intervals import EVERYTHING, Interval, closed, exact, half_open, witnesses

Point = Fraction | str
"""A number, or the text of an attribute."""


class Quantity(NamedTuple):
    """What one number or text is seen of: the reading of a value, its change, an attribute's text."""

    measure: Literal["reading", "units", "percent", "gap", "target", "attribute"]
    """The change from the baseline in units or percent, the closed gap in percent, 1 where the target is met."""
    of: str
    """The value or attribute."""


class Claim(NamedTuple):
    """Something that has to hold of one quantity."""

    quantity: Quantity
    interval: Interval = EVERYTHING
    texts: frozenset[str] = frozenset()
    negated: bool = False

    def holds(self, point: Point) -> bool:
        inside = point in self.texts if isinstance(point, str) else self.interval.holds(point)
        return inside is not self.negated


class Formula(NamedTuple):
    """At least so many of the parts hold."""

    needed: int
    parts: tuple[Formula | Claim, ...]


FREE = Formula(0, ())
"""What holds in some world whatever else holds there."""


def met(condition: Condition, playbook: Playbook) -> Formula:
    """What the readings and attributes have to be for the condition to be met, were everything known."""
    return _as_rule(_formula(condition, playbook, True))


def unmet(condition: Condition, playbook: Playbook) -> Formula:
    """What they have to be for it to be unmet, were everything known."""
    return _as_rule(_formula(condition, playbook, False))


def _as_rule(rule: Formula | Claim) -> Formula:
    return rule if isinstance(rule, Formula) else Formula(1, (rule,))


def _formula(condition: Condition, playbook: Playbook, wanted: bool) -> Formula | Claim:
    if isinstance(condition, AllOf | AnyOf | CountOf):
        parts = tuple(_formula(part, playbook, wanted) for part in condition.conditions)
        needed = needed_of(condition)
        return Formula(needed if wanted else len(parts) - needed + 1, parts)
    if isinstance(condition, Not):
        return _formula(condition.condition, playbook, not wanted)
    if isinstance(condition, MilestoneReached):
        return _formula(playbook.milestone[condition.milestone].condition, playbook, wanted)
    if isinstance(condition, Sustained):
        # While the run is too short it is not met, whatever the latest reading is.
        return _formula(condition.condition, playbook, wanted) if wanted else FREE
    claim = claim_of(condition, playbook)
    return FREE if claim is None else claim._replace(negated=not wanted)


def needed_of(condition: AllOf | AnyOf | CountOf) -> int:
    """How many of its conditions have to hold."""
    if isinstance(condition, CountOf):
        return condition.at_least
    return len(condition.conditions) if isinstance(condition, AllOf) else 1


def claim_of(leaf: Condition, playbook: Playbook) -> Claim | None:
    """What the condition claims of a reading or attribute; none where it looks at neither."""
    if isinstance(leaf, AttributeIs):
        return Claim(Quantity("attribute", leaf.attribute), texts=frozenset(leaf.one_of))
    if isinstance(leaf, AboutReading):
        measure, interval = _seen(leaf, playbook)
        return Claim(Quantity(measure, leaf.value), interval)
    return None


def _seen(leaf: AboutReading, playbook: Playbook) -> tuple[Any, Any]:
    """The measure that the condition looks at, and where it has to lie."""

    def number(limit: Limit) -> Decimal:
        return playbook.threshold[limit].number if isinstance(limit, str) else limit

    if isinstance(leaf, AtLeast):
        return "reading", Interval(low=exact(number(leaf.limit)), without_low=leaf.strictly)
    if isinstance(leaf, AtMost):
        return "reading", Interval(high=exact(number(leaf.limit)), without_high=leaf.strictly)
    if isinstance(leaf, Between):
        return "reading", half_open(number(leaf.low), number(leaf.high))
    if isinstance(leaf, ChangedBy):
        limit = number(leaf.limit)
        return leaf.counted_in, closed(limit, None) if limit >= 0 else closed(None, limit)
    if isinstance(leaf, GapClosed):
        return "gap", closed(number(leaf.percent), None)
    return "target", Interval(low=Fraction(1))


def range_of(quantity: Quantity, playbook: Playbook) -> Interval:
    """Where the quantity can lie at all: a reading or baseline that is not possible is refused with the facts."""
    if quantity.measure == "target":
        return Interval(Fraction(0), Fraction(1))
    if quantity.measure in ("gap", "attribute"):
        return EVERYTHING
    value = playbook.value[quantity.of]
    low, high = exact(value.least), exact(value.most)
    if quantity.measure == "reading":
        return Interval(low, high)
    if quantity.measure == "percent":
        # What is never below 0 cannot fall by more than all of it.
        return Interval(low=Fraction(-100)) if low is not None and low >= 0 else EVERYTHING
    return EVERYTHING if low is None or high is None else Interval(low - high, high - low)


def points_of(quantity: Quantity, claims: list[Claim], playbook: Playbook) -> list[Point]:
    """One point for each way in which the claims about the quantity can hold or not."""
    if quantity.measure == "attribute":
        named = sorted({text for claim in claims for text in claim.texts})
        return [*named, "".join(named) + "?"]
    return [*witnesses([claim.interval for claim in claims], range_of(quantity, playbook))]
