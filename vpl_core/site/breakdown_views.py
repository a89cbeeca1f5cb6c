"""Breakdowns as a customer reads them: the parts of a value, the one that is furthest behind first."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.base import EXACT
from vpl_core.model.breakdown_views import BreakdownView, PartView
from vpl_core.model.parts import Part
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.breakdowns import behind_first, met_by, parts_rigor, percent_of_the_way
from vpl_core.site.projection import Projection

_STEPS = 3
"""An axis is cut into at least so many steps, and hardly more: their words must fit on a phone."""


def breakdown_of(sight: Projection, value: ValueDefinition, plan: ValuePlan | None) -> BreakdownView | None:
    """The parts of the value as they were known on the day; none where nobody named them by then."""
    parts = sight.parts.get(value.id)
    if parts is None:
        return None
    source = sight.facts.source.get(parts.source)
    measured = any(part.now is not None for part in parts.of)
    return BreakdownView(
        by=parts.by,
        on=sight.day(parts.on),
        source=source.name if source else "",
        rigor=parts_rigor(parts, value, sight.now) if measured else None,
        parts=tuple(_part(sight, part, value, plan) for part in behind_first(parts.of, value)),
        axis=_axis(sight, parts.of, value, plan),
    )


def _part(sight: Projection, part: Part, value: ValueDefinition, plan: ValuePlan | None) -> PartView:
    return PartView(
        name=part.name,
        before="" if part.before is None else sight.wording.reading(part.before, value),
        now="" if part.now is None else sight.wording.reading(part.now, value),
        before_number=None if part.before is None else float(part.before),
        now_number=None if part.now is None else float(part.now),
        percent=percent_of_the_way(part, plan, value),
        outcome=met_by(part, plan, value),
    )


def _axis(
    sight: Projection, parts: tuple[Part, ...], value: ValueDefinition, plan: ValuePlan | None
) -> tuple[tuple[float, str], ...]:
    aim = plan.target if plan else None
    numbers = [number for part in parts for number in (part.before, part.now, aim) if number is not None]
    marks = round_numbers(min(numbers), max(numbers)) if numbers else ()
    turned = marks if value.direction == "up" else marks[::-1]
    return tuple((float(mark), sight.wording.reading(mark, value)) for mark in turned)


def round_numbers(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Multiples of 1, 2 or 5 times a power of ten, from one that is at most `low` to one that is at least `high`."""
    span = Fraction(high) - Fraction(low) or abs(Fraction(high)) or Fraction(1)
    step = _round_step(span / _STEPS)
    first, last = floor(Fraction(low) / step), ceil(Fraction(high) / step)
    several = range(first, max(last, first + 1) + 1)
    return tuple(EXACT.divide(Decimal((n * step).numerator), Decimal((n * step).denominator)) for n in several)


def _round_step(least: Fraction) -> Fraction:
    """The smallest 1, 2 or 5 times a power of ten that is at least that."""
    power = Fraction(10) ** Decimal(float(least)).adjusted()
    return next(times * power for times in (1, 2, 5, 10, 20) if times * power >= least)
