"""Benefits in money, stretch by stretch: improvement × rate × times × share × time, counted between readings only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.benefits import Benefit, Stated, StatedNumber, WorkCalendar
from vpl_core.model.business_cases import COUNTED_FROM, Stretch
from vpl_core.model.outcomes import Rigor, weakest
from vpl_core.model.values import Per, ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.catalogue import N_, Said
from vpl_core.rules.rigor import baseline_rigor, rigor_on, stated_rigor

MANY_DAYS = dt.date.max.toordinal()
DAYS_IN_A_YEAR = 365
"""A stretch of so many days is a whole year."""


def periods_in_a_year(per: Per, calendar: WorkCalendar) -> Fraction | None:
    """How often the period comes in a year: months, quarters and years always, the rest as the customer works.

    None where the calendar does not say.
    """
    fixed = {"month": 12, "quarter": 4, "year": 1}
    if per in fixed:
        return Fraction(fixed[per])
    said = {"week": calendar.weeks_per_year, "day": calendar.days_per_year, "hour": calendar.hours_per_year}
    number = said.get(per)
    return None if number is None else Fraction(number)


def stretches_of(benefit: Benefit, now: AccountDay) -> tuple[Stretch, ...]:
    """What the benefit was worth between any two readings that follow one another, until the last one.

    The worse of the two readings is what held in between. A gain counts for as long after a reading as the value's
    refresh interval, a loss until the next reading. Money is exact; no stretch where something it needs is missing.
    """
    if missing(benefit, now):
        return ()
    worth = money_for_a_day(benefit, now)
    return tuple(_stretch(benefit, held, worth) for held in _held(benefit, now))


def missing(benefit: Benefit, now: AccountDay) -> tuple[str, ...]:
    """What has to be known before the benefit can be counted."""
    definition, plan = now.playbook.value[benefit.value], now.plans.get(benefit.value)
    series, per = now.series.get(benefit.value), period_of(benefit, definition)
    read = series is not None and series.until(now.day) > 0
    lacks = {
        Said("a baseline"): plan is None or plan.baseline is None,
        Said("a reading"): not read,
        Said(_WORKED.get(per, "")): periods_in_a_year(per, now.account.calendar) is None,
    }
    return tuple(what for what, lacking in lacks.items() if lacking)


_WORKED: dict[Per, str] = {
    "hour": N_("how many hours a year are worked"),
    "day": N_("how many days a year are worked"),
    "week": N_("how many weeks a year are worked"),
}
"""Of the periods of which not all are worked."""


def period_of(benefit: Benefit, definition: ValueDefinition) -> Per:
    """The period that a reading of the value covers."""
    return definition.per or benefit.every


def money_for_a_day(benefit: Benefit, now: AccountDay) -> Fraction:
    """What an improvement by one unit is worth on one day of the year: rate × times × share × periods / 365."""
    definition = now.playbook.value[benefit.value]
    periods = periods_in_a_year(period_of(benefit, definition), now.account.calendar) or Fraction(0)
    hundredth = Fraction(1, 100) if definition.unit == "percent" else Fraction(1)
    factors = [_number(benefit.rate), _number(benefit.times), _number(benefit.share), hundredth, periods]
    worth = Fraction(1, DAYS_IN_A_YEAR)
    for factor in factors:
        worth *= factor
    return worth


def _number(assumption: StatedNumber | None) -> Fraction:
    return Fraction(1) if assumption is None else Fraction(assumption.number)


def _assumed_rigor(benefit: Benefit, begun: _Point, now: AccountDay) -> Rigor:
    """How well all is proven that every stretch rests on."""
    stated: list[Stated] = [one for one in (benefit.rate, benefit.times, benefit.share) if one is not None]
    return weakest([begun.rigor, *(stated_rigor(one, now.sources, now.day) for one in stated)])


@dataclass(frozen=True, slots=True)
class _Point:
    """The baseline or a later reading of record."""

    on: dt.date
    number: Decimal
    better: Decimal
    """By how much it is better than the baseline."""
    rigor: Rigor
    """As it was when it was new: what happened then does not age."""

    @property
    def proven(self) -> bool:
        return self.rigor.reaches(COUNTED_FROM)


@dataclass(frozen=True, slots=True)
class _Held:
    """What held from one reading to the next."""

    begun: _Point
    ended: _Point
    first: dt.date
    last: dt.date
    improved: Decimal
    rigor: Rigor

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def _held(benefit: Benefit, now: AccountDay) -> Iterator[_Held]:
    definition, plan = now.playbook.value[benefit.value], now.plans[benefit.value]
    points = _points(definition, plan, now)
    assumed = _assumed_rigor(benefit, points[0], now)
    for number, (begun, ended) in enumerate(pairwise(points)):
        better = min(begun.better, ended.better)
        believed = min((ended.on - begun.on).days, definition.refresh_days if better > 0 else MANY_DAYS)
        until = begun.on + dt.timedelta(believed)
        first = max(begun.on, now.account.start)
        if first < until:
            for improved, rigor in _levels(points, number, better, split=assumed.reaches(COUNTED_FROM)):
                yield _Held(begun, ended, first, until, improved, weakest([assumed, rigor]))


def _levels(points: list[_Point], number: int, better: Decimal, *, split: bool) -> Iterator[tuple[Decimal, Rigor]]:
    """What held between a point and the next, in parts by how well they are proven.

    Between two proven readings what all readings from the one to the other reach is proven by them, however weak the
    readings in between are by themselves. Nothing is split off where the rest of the benefit is not proven as well.
    """
    own = weakest([points[number].rigor, points[number + 1].rigor])
    before = next((n for n in range(number, -1, -1) if points[n].proven), None)
    after = next((n for n in range(number + 1, len(points)) if points[n].proven), None)
    sure = Decimal(0)
    if split and better > 0 and before is not None and after is not None:
        sure = max(sure, min(point.better for point in points[before : after + 1]))
    if sure:
        yield sure, weakest([points[before or 0].rigor, points[after or 0].rigor])
    if better != sure:
        yield better - sure, own


def _points(definition: ValueDefinition, plan: ValuePlan, now: AccountDay) -> list[_Point]:
    """The baseline and every reading of record after it."""
    baseline, series = plan.baseline, now.series[definition.id]
    if baseline is None:
        return []
    readings = [r for r in series.of_record[: series.until(now.day)] if r.on > baseline.on]
    sign = 1 if definition.direction == "up" else -1
    begun = _Point(baseline.on, baseline.number, Decimal(0), baseline_rigor(now, baseline, plan, definition))
    later = [(r, rigor_on(now, r, definition, r.on)) for r in readings]
    return [begun, *(_Point(r.on, r.number, sign * (r.number - baseline.number), rigor) for r, rigor in later)]


def _stretch(benefit: Benefit, held: _Held, worth: Fraction) -> Stretch:
    money = Fraction(held.improved) * worth * held.days
    return Stretch(
        benefit=benefit.id,
        first=held.first,
        last=held.last,
        at_first=held.begun.number,
        at_last=held.ended.number,
        improved=held.improved,
        money=money,
        rigor=held.rigor,
        counted=money,
    )
