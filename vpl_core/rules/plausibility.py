"""Plausibility: benefits that cannot be, with the reason; one impossible number costs all the others their trust."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.benefits import Benefit
from vpl_core.model.values import Per, ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.benefits import DAYS_IN_A_YEAR, missing, money_for_a_day, periods_in_a_year
from vpl_core.rules.catalogue import N_, Said
from vpl_core.rules.wording import plain_number

HOURS: dict[Per, int] = {"hour": 1, "day": 24, "week": 168, "month": 744, "quarter": 2208, "year": 8784}
"""The most hours that a period can have."""
HOURS_OF: dict[str, Fraction] = {"minutes": Fraction(1, 60), "hours": Fraction(1), "days": Fraction(24)}


def impossible(benefit: Benefit, now: AccountDay) -> tuple[str, ...]:
    """Why the benefit says what cannot be; empty where it can.

    No period has more hours than the calendar gives it, nobody saves more hours than they work, no share is above
    100 %, and nobody saves more than is spent.
    """
    if missing(benefit, now):
        return ()
    return tuple(_faults(benefit, now.playbook.value[benefit.value], now))


def _faults(benefit: Benefit, definition: ValueDefinition, now: AccountDay) -> Iterator[str]:
    seen = _seen(benefit.value, now)
    yield from _too_many_hours(definition, seen, now)
    if definition.unit == "percent" and benefit.times is not None:
        for number in (n for n in (max(seen), min(seen)) if not 0 <= n <= 100):
            of = plain_number(benefit.times.number)
            yield Said("{percent}% of {number} is no part of it", percent=plain_number(number), number=of)
    if benefit.out_of is not None:
        saved = money_for_a_day(benefit, now) * DAYS_IN_A_YEAR * Fraction(_gained(definition, seen))
        if saved > Fraction(benefit.out_of.number):
            spent = plain_number(benefit.out_of.number)
            saves = plain_number(Decimal(int(saved)))
            yield Said("it saves {saved} a year of the {spent} that are spent", saved=saves, spent=spent)


def _too_many_hours(definition: ValueDefinition, seen: tuple[Decimal, ...], now: AccountDay) -> Iterator[str]:
    """Only where a reading is a person's time in a period: minutes for each sale may be any number."""
    per, in_hours = definition.per, HOURS_OF.get(definition.unit)
    if in_hours is None or per not in HOURS:
        return
    if Fraction(max(seen)) * in_hours > HOURS[per]:
        amount = Said(_AMOUNTS[definition.unit], n=plain_number(max(seen)))
        yield Said(_MORE_THAN_IT_HAS[per], amount=amount)
    periods, worked = periods_in_a_year(per, now.account.calendar), now.account.calendar.hours_per_year
    if periods is not None and worked is not None and _gained(definition, seen) * in_hours * periods > Fraction(worked):
        n = plain_number(worked)
        yield Said("it saves one person more than the {n} hours a year that are worked", n=n)


_AMOUNTS = {"hours": N_("{n} hours"), "minutes": N_("{n} minutes"), "days": N_("{n} days")}
_MORE_THAN_IT_HAS = {
    "hour": N_("{amount} an hour is more than an hour has"),
    "day": N_("{amount} a day is more than a day has"),
    "week": N_("{amount} a week is more than a week has"),
    "month": N_("{amount} a month is more than a month has"),
    "quarter": N_("{amount} a quarter is more than a quarter has"),
    "year": N_("{amount} a year is more than a year has"),
}


def _seen(value: str, now: AccountDay) -> tuple[Decimal, ...]:
    """The baseline, first, and all readings of record up to the day."""
    baseline, series = now.plans[value].baseline, now.series[value]
    began = () if baseline is None else (baseline.number,)
    return (*began, *(r.number for r in series.of_record[: series.until(now.day)]))


def _gained(definition: ValueDefinition, seen: tuple[Decimal, ...]) -> Fraction:
    """The greatest improvement on the baseline."""
    best = max(seen) if definition.direction == "up" else min(seen)
    return abs(Fraction(best) - Fraction(seen[0]))
