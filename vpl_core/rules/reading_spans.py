"""Spans: which readings of a value would meet a condition, and which of them asks for the least."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from vpl_core.model.base import DOOR, EXACT, LARGEST, SMALLEST, gate
from vpl_core.model.changes import Span
from vpl_core.model.conditions import AboutReading, AtMost, Between, ChangedBy, GapClosed, Not, TargetMet
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.reading_tests import Test, test_of

_UP = Context(prec=DOOR.prec, rounding=ROUND_CEILING)
_DOWN = Context(prec=DOOR.prec, rounding=ROUND_FLOOR)


def spans_of(condition: AboutReading | Not, now: AccountDay) -> tuple[Span, ...]:
    """The readings that meet the condition; none where the plan it needs is not agreed."""
    if isinstance(condition, Not):
        about = condition.condition
        return () if about.kind == "attribute_is" else _outside(spans_of(about, now))
    test = test_of(condition, now)
    return () if test.missing or test.needed is None else (_span(condition, test, now),)


def meets_condition(condition: AboutReading | Not, number: Decimal, now: AccountDay) -> bool:
    """Whether a reading of this number would meet it, as the rules judge it."""
    if isinstance(condition, Not):
        about = condition.condition
        return about.kind != "attribute_is" and not test_of(about, now).missing and not _holds(about, number, now)
    return _holds(condition, number, now)


def edges_of(condition: AboutReading | Not, now: AccountDay) -> Iterator[Decimal]:
    """The first and the last reading that meet it, as far as it has ends that a reading can have."""

    def holds(number: Decimal) -> bool:
        return meets_condition(condition, number, now)

    for span in spans_of(condition, now):
        if span.low is not None:
            yield from _just_inside(span.low, _UP, holds)
        if span.high is not None:
            yield from _just_inside(span.high, _DOWN, holds)


def holding(spans: tuple[Span, ...], number: Decimal) -> Span | None:
    """The span that holds the number."""
    return next((span for span in spans if _above(span, number) and _below(span, number)), None)


def meet(one: Span, other: Span) -> Span:
    """The readings that lie in both spans, which must have one in common."""
    lows = [(s.low, s.beyond_low) for s in (one, other) if s.low is not None]
    highs = [(s.high, not s.below_high) for s in (one, other) if s.high is not None]
    low, beyond = max(lows, default=(None, False))
    high, reached = min(highs, default=(None, True))
    return Span(low=low, beyond_low=beyond, high=high, below_high=not reached)


def _holds(condition: AboutReading, number: Decimal, now: AccountDay) -> bool:
    test = test_of(condition, now)
    return not test.missing and test.holds(test.seen(number))


def _span(condition: AboutReading, test: Test, now: AccountDay) -> Span:
    needed = test.needed or Decimal(0)
    if isinstance(condition, Between):
        return Span(low=needed, high=test.upper, below_high=True)
    if isinstance(condition, AtMost):
        return Span(high=needed, below_high=test.strictly)
    if isinstance(condition, TargetMet) and now.playbook.value[condition.value].direction == "down":
        return Span(high=needed, below_high=test.strictly)
    if isinstance(condition, ChangedBy | GapClosed):
        edge, upwards = _edge_from_plan(condition, needed, now)
        return Span(low=edge) if upwards else Span(high=edge)
    return Span(low=needed, beyond_low=test.strictly)


def _edge_from_plan(condition: ChangedBy | GapClosed, needed: Decimal, now: AccountDay) -> tuple[Decimal, bool]:
    """The reading at which it holds exactly, and whether larger ones meet it too."""
    plan = now.plans[condition.value]
    began = plan.baseline.number if plan.baseline else Decimal(0)
    if isinstance(condition, GapClosed):
        gap = (plan.target or Decimal(0)) - began
        return _limited(began + EXACT.divide(needed * gap, Decimal(100))), gap > 0
    moved = needed if condition.counted_in == "units" else EXACT.divide(needed * abs(began), Decimal(100))
    return _limited(began + moved), needed >= 0


def _limited(number: Decimal) -> Decimal:
    """No reading is larger than 1e15; where one is needed, none is found beyond it either."""
    return max(-LARGEST, min(LARGEST, number))


def _outside(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    found = []
    for span in spans:
        if span.low is not None:
            found.append(Span(high=span.low, below_high=not span.beyond_low))
        if span.high is not None:
            found.append(Span(low=span.high, beyond_low=not span.below_high))
    return tuple(found)


def _just_inside(edge: Decimal, towards: Context, holds: Callable[[Decimal], bool]) -> Iterator[Decimal]:
    """The reading nearest to the edge that holds, in the fifteen digits that a reading has."""
    number = towards.create_decimal(edge)
    for _ in range(4):
        if abs(number) > LARGEST:
            return
        if holds(gate(number)):
            yield gate(number)
            return
        number = _next(number, towards)


def _next(number: Decimal, towards: Context) -> Decimal:
    if abs(number) < SMALLEST:
        return SMALLEST if towards is _UP else -SMALLEST
    return towards.next_plus(number) if towards is _UP else towards.next_minus(number)


def _above(span: Span, number: Decimal) -> bool:
    return span.low is None or number > span.low or (number == span.low and not span.beyond_low)


def _below(span: Span, number: Decimal) -> bool:
    return span.high is None or number < span.high or (number == span.high and not span.below_high)
