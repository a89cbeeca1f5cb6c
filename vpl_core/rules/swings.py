"""Swings: how far what is left after the costs moves while one number goes over its range and all others stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal, NamedTuple

from vpl_core.model.accounts import AccountFacts, Baseline
from vpl_core.model.base import EXACT
from vpl_core.model.benefits import Benefit, StatedNumber
from vpl_core.model.business_cases import BusinessCase
from vpl_core.model.observations import Observation
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.benefits import period_of
from vpl_core.rules.business_cases import business_case
from vpl_core.rules.rigor import reading_proof

What = Literal["rate", "times", "share", "baseline", "readings", "calendar"]
_STATED: tuple[Literal["rate", "times", "share"], ...] = ("rate", "times", "share")
_BY_CALENDAR = ("hour", "day", "week")
_DIGITS = 4
"""To so many digits it is told where a return turns."""


class End(NamedTuple):
    """One end of a range, and what is left after the costs there."""

    number: Decimal | None
    """None where it is no single number: the readings."""
    net: Fraction


@dataclass(frozen=True, slots=True)
class Swing:
    """What becomes of the net while one number goes over its range."""

    about: str
    """The benefit, or the value whose baseline or readings are moved."""
    what: What
    low: End
    """At the least number; of readings, where the worst of those that agree were right."""
    high: End
    flips: Literal["", "below", "above", "within"]
    """On which side of `flips_at` the net is negative; `within` where no single number tells; empty where its sign
    stays."""
    flips_at: Decimal | None

    @property
    def width(self) -> Fraction:
        return abs(self.high.net - self.low.net)


@dataclass(frozen=True, slots=True)
class Swings:
    """All that could be moved, and what could not."""

    net: Fraction
    swings: tuple[Swing, ...]
    """The widest first."""
    unstated: tuple[tuple[str, What], ...]
    """What goes into the net and has no range; for a calendar the period that it is asked about."""


def swings_of(facts: AccountFacts, playbook: Playbook, day: dt.date) -> Swings | None:
    """The swings of the account on the day; none while no return can be told.

    Each end of a swing is the net that the rules work out with that number in the place of its own. Only numbers that
    the proven benefits rest on are moved: the others move nothing.
    """
    with localcontext(EXACT):
        return _swings(_Case(facts, playbook, day))


class _Case:
    """The business case as it is, and as it would be with other facts."""

    def __init__(self, facts: AccountFacts, playbook: Playbook, day: dt.date) -> None:
        self.facts, self.playbook, self.day = facts, playbook, day
        self.now = AccountDay(facts, playbook, day)
        self.found = business_case(self.now)

    def net(self, facts: AccountFacts) -> Fraction:
        return _net(business_case(AccountDay(facts, self.playbook, self.day)))

    def counted(self) -> list[Benefit]:
        """The benefits of which something stands in the sum."""
        states = self.found.benefits if self.found else ()
        names = {one.benefit for one in states if any(s.proven and s.counted for s in one.stretches)}
        return sorted((one for one in self.facts.account.benefits if one.id in names), key=lambda one: one.id)


def _net(case: BusinessCase | None) -> Fraction:
    return case.proven - case.cost if case else Fraction(0)


def _swings(case: _Case) -> Swings | None:
    if case.found is None or case.found.missing:
        return None
    net, swings, unstated = _net(case.found), list[Swing](), list[tuple[str, What]]()
    for number in _numbers(case):
        if number.low is None or number.high is None:
            unstated.append((number.about, number.what))
        else:
            swings.append(_swing(number, number.low, number.high, net))
    for value in sorted({benefit.value for benefit in case.counted()}):
        swing = _of_readings(value, case, net)
        unstated += [] if swing else [(value, "readings")]
        swings += [swing] if swing else []
    unstated += [(period, "calendar") for period in _periods(case)]
    widest = sorted(swings, key=lambda one: (-one.width, one.about, one.what))
    return Swings(net, tuple(widest), tuple(unstated))


class _Movable(NamedTuple):
    """A number that somebody stated, and the net with another in its place."""

    about: str
    what: What
    number: Decimal
    low: Decimal | None
    high: Decimal | None
    net_at: Callable[[Decimal], Fraction]


def _numbers(case: _Case) -> Iterator[_Movable]:
    counted = case.counted()
    for benefit in counted:
        for what in _STATED:
            if (stated := getattr(benefit, what)) is not None:
                yield _of_assumption(case, benefit, what, stated)
    for value in sorted({benefit.value for benefit in counted}):
        plan = case.now.plans.get(value)
        if plan is not None and plan.baseline is not None:
            yield _of_baseline(case, value, plan.baseline)


def _of_assumption(case: _Case, benefit: Benefit, what: What, stated: StatedNumber) -> _Movable:
    def net_at(number: Decimal) -> Fraction:
        changed = benefit.model_copy(update={what: stated.model_copy(update={"number": number})})
        benefits = tuple(changed if one.id == benefit.id else one for one in case.facts.account.benefits)
        return case.net(_with(case.facts, benefits=benefits))

    return _Movable(benefit.id, what, stated.number, stated.low, stated.high, net_at)


def _of_baseline(case: _Case, value: str, baseline: Baseline) -> _Movable:
    def net_at(number: Decimal) -> Fraction:
        began = baseline.model_copy(update={"number": number})
        account = case.facts.account
        plan = tuple(p.model_copy(update={"baseline": began}) if p.value == value else p for p in account.plan)
        return case.net(_with(case.facts, plan=plan))

    return _Movable(value, "baseline", baseline.number, baseline.low, baseline.high, net_at)


def _with(facts: AccountFacts, **account: object) -> AccountFacts:
    return facts.model_copy(update={"account": facts.account.model_copy(update=account)})


def _swing(moved: _Movable, least: Decimal, most: Decimal, net: Fraction) -> Swing:
    low, high = End(least, moved.net_at(least)), End(most, moved.net_at(most))
    turned = next((end for end in (low, high) if (end.net < 0) != (net < 0)), None)
    if turned is None or turned.number is None:
        return Swing(moved.about, moved.what, low, high, "", None)
    at = _turning(moved, turned.number, net, turned.net)
    # The number as it stands and the end lie on either side; the net is negative on one of them.
    negative = turned.number if turned.net < 0 else moved.number
    return Swing(moved.about, moved.what, low, high, "below" if negative < at else "above", at)


def _turning(moved: _Movable, end: Decimal, net: Fraction, at_end: Fraction) -> Decimal:
    """Where between its number and the end the net changes its sign: by a straight line, or else by halving."""
    way = Fraction(end) - Fraction(moved.number)
    guess = _told(Fraction(moved.number) + way * net / (net - at_end))
    near = _told(Fraction(guess) * Fraction(9999, 10000)), _told(Fraction(guess) * Fraction(10001, 10000))
    if len({moved.net_at(number) < 0 for number in near}) == 2:
        return guess
    kept, turned = Fraction(moved.number), Fraction(end)
    for _ in range(32):
        middle = (kept + turned) / 2
        if (moved.net_at(_plain(middle)) < 0) == (net < 0):
            kept = middle
        else:
            turned = middle
    return _told(turned)


def _told(number: Fraction) -> Decimal:
    plain = _plain(number)
    return plain if not plain else round(plain, _DIGITS - 1 - plain.adjusted())


def _plain(number: Fraction) -> Decimal:
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def _of_readings(value: str, case: _Case, net: Fraction) -> Swing | None:
    """What if, of the sources that agree, always the worst or always the best were right; none where all say one."""
    seen = list(_agreeing(value, case))
    down = case.playbook.value[value].direction == "down"
    worst, best = (max, min) if down else (min, max)
    ends = [_replaced(case.facts, ((one, pick(numbers)) for one, numbers in seen)) for pick in (worst, best)]
    if ends[0] == ends[1] == case.facts:
        return None
    low, high = (End(None, case.net(facts)) for facts in ends)
    turns = any((end.net < 0) != (net < 0) for end in (low, high))
    return Swing(value, "readings", low, high, "within" if turns else "", None)


def _agreeing(value: str, case: _Case) -> Iterator[tuple[Observation, list[Decimal]]]:
    """Each reading of record since the baseline with its number and those that agree with it."""
    now, plan = case.now, case.now.plans[value]
    series, definition = now.series[value], case.playbook.value[value]
    for reading in series.of_record[: series.until(now.day)]:
        if plan.baseline is not None and reading.on > plan.baseline.on:
            agreeing = reading_proof(now, reading, definition, reading.on).agreeing
            yield reading, [reading.number, *(other.number for other in agreeing)]


def _replaced(facts: AccountFacts, numbers: Iterable[tuple[Observation, Decimal]]) -> AccountFacts:
    of = {id(reading): number for reading, number in numbers}
    observations = tuple(
        one.model_copy(update={"number": of[id(one)]}) if of.get(id(one), one.number) != one.number else one
        for one in facts.observations
    )
    return facts.model_copy(update={"observations": observations})


def _periods(case: _Case) -> list[str]:
    """The periods of which the customer's calendar says how many a year has."""
    used = {period_of(benefit, case.playbook.value[benefit.value]) for benefit in case.counted()}
    return [period for period in _BY_CALENDAR if period in used]
