"""The business case of an account: benefits less costs, the return, and the day since which it has paid for itself."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil

from vpl_core.model.benefits import Benefit, Cost
from vpl_core.model.business_cases import Balance, BenefitState, BusinessCase, Charge, Stretch
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.benefits import missing, stretches_of
from vpl_core.rules.calendar import add_months
from vpl_core.rules.catalogue import Said
from vpl_core.rules.overlaps import counted_once
from vpl_core.rules.plausibility import impossible
from vpl_core.rules.rigor import stated_rigor

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def business_case(now: AccountDay) -> BusinessCase | None:
    """What the account's benefits and costs come to on its day; none where it names neither.

    The return is (proven - cost) / cost, as in ROI = (V - C) / C with V the corroborated and verified money only. It is
    not told while a benefit that is due has no reading, while one says what cannot be or none is proven, or
    where nothing was paid.
    """
    account = now.account
    if not account.benefits and not account.costs:
        return None
    benefits = tuple(_states(now))
    paid = [charge for cost in account.costs for charge in _charges(cost, now.day)]
    charges = tuple(sorted(paid, key=lambda charge: (charge.on, charge.cost)))
    missing, course = tuple(_lacks(benefits, charges, now)), _course(benefits, charges, now)
    proven, cost = course[-1].proven, course[-1].cost
    return BusinessCase(
        benefits=benefits,
        charges=charges,
        course=course,
        rigor=_rigor(benefits, now),
        missing=missing,
        paid_back_on=_paid_back_on(course, charges[0].on) if charges else None,
        proven=proven,
        claimed=course[-1].claimed,
        cost=cost,
        return_on_cost=None if missing else (proven - cost) / cost,
        exceeds_cost=Outcome.UNKNOWN if missing else Outcome.MET if proven > cost else Outcome.UNMET,
    )


def _states(now: AccountDay) -> Iterator[BenefitState]:
    benefits = sorted(now.account.benefits, key=lambda benefit: benefit.id)
    cannot_be = {benefit.id: impossible(benefit, now) for benefit in benefits}
    waiting = {benefit.id: _is_waiting(benefit, now.day) for benefit in benefits}
    sound = [b for b in benefits if not cannot_be[b.id] and not waiting[b.id]]
    stretches = [stretch for benefit in sound for stretch in stretches_of(benefit, now)]
    counted = counted_once(stretches, {benefit.id: benefit.draws_on for benefit in sound})
    for benefit in benefits:
        own = tuple(stretch for stretch in counted if stretch.benefit == benefit.id)
        yield BenefitState(
            benefit=benefit.id,
            stretches=own,
            missing=missing(benefit, now),
            impossible=cannot_be[benefit.id],
            waiting=waiting[benefit.id],
            proven=_sum(one.counted for one in own if one.proven),
            claimed=_sum(one.counted for one in own if not one.proven),
            elsewhere=_sum(one.money - one.counted for one in own),
        )


def _sum(money: Iterable[Fraction]) -> Fraction:
    return sum(money, Fraction(0))


def _is_waiting(benefit: Benefit, day: dt.date) -> bool:
    return benefit.first_reading is not None and day < benefit.first_reading


def _charges(cost: Cost, day: dt.date) -> Iterator[Charge]:
    amount = Fraction(cost.amount)
    if cost.every == "once":
        if cost.start <= day:
            yield Charge(cost.id, cost.start, amount)
        return
    for number in itertools.count():
        on = add_months(cost.start, number * MONTHS[cost.every])
        if on > day or (cost.end is not None and on >= cost.end):
            return
        yield Charge(cost.id, on, amount)
        if on == dt.date.max:
            return


def _lacks(benefits: Sequence[BenefitState], charges: Sequence[Charge], now: AccountDay) -> Iterator[str]:
    """Why no return can be told."""
    name = {benefit.id: benefit.name for benefit in now.account.benefits}
    for state in benefits:
        for lack in state.missing if not state.waiting else ():
            yield Said("{name}: {sentence}", name=name[state.benefit], sentence=lack)
        for fault in state.impossible:
            yield Said("{name}: {sentence}", name=name[state.benefit], sentence=fault)
    if not any(stretch.proven for state in benefits for stretch in state.stretches):
        yield Said("a benefit that two sources prove")
    if not charges:
        yield Said("what was paid")


def _rigor(benefits: Sequence[BenefitState], now: AccountDay) -> Rigor:
    """The weakest of what is counted and of what was paid."""
    counted = [s.rigor for state in benefits for s in state.stretches if s.proven and s.counted]
    paid = [stated_rigor(cost, now.sources, now.day) for cost in now.account.costs if cost.start <= now.day]
    return weakest([*counted, *paid])


def _course(benefits: Sequence[BenefitState], charges: Sequence[Charge], now: AccountDay) -> tuple[Balance, ...]:
    """The running totals at the end of every day after which something changes: a slope, or what was paid."""
    turns = _turns([stretch for state in benefits for stretch in state.stretches])
    paid: dict[int, Fraction] = defaultdict(Fraction)
    for charge in charges:
        paid[charge.on.toordinal()] += charge.amount
    changes = {*turns, *paid, now.account.start.toordinal()}
    days = sorted({*(day - 1 for day in changes), *paid, now.day.toordinal()})
    slope, (proven, claimed), cost = _LEVEL, _LEVEL, Fraction(0)
    course = [_balance(days[0], _LEVEL, cost)]
    for day, after in itertools.pairwise(days):
        slope = _plus(slope, turns.get(day + 1, _LEVEL))
        proven, claimed = proven + slope[0] * (after - day), claimed + slope[1] * (after - day)
        cost += paid.get(after, Fraction(0))
        course.append(_balance(after, (proven, claimed), cost))
    return tuple(course)


def _balance(day: int, gains: _Slope, cost: Fraction) -> Balance:
    return Balance(dt.date.fromordinal(max(1, day)), *gains, cost)


_Slope = tuple[Fraction, Fraction]
_LEVEL: _Slope = (Fraction(0), Fraction(0))


def _turns(stretches: Iterable[Stretch]) -> dict[int, _Slope]:
    """By the day from which it holds, how the daily gain changes: the proven and the claimed."""
    turns: dict[int, _Slope] = defaultdict(lambda: _LEVEL)
    for stretch in stretches:
        daily = stretch.counted / stretch.days
        change = (daily, Fraction(0)) if stretch.proven else (Fraction(0), daily)
        first, last = stretch.first.toordinal(), stretch.last.toordinal()
        turns[first] = _plus(turns[first], change)
        turns[last] = _plus(turns[last], (-change[0], -change[1]))
    return turns


def _plus(one: _Slope, other: _Slope) -> _Slope:
    return one[0] + other[0], one[1] + other[1]


def _paid_back_on(course: Sequence[Balance], first_charge: dt.date) -> dt.date | None:
    """The first day of the last unbroken time in which the proven benefits are no less than the costs."""
    over = [(balance.on, balance.proven - balance.cost) for balance in course]
    if over[-1][1] < 0:
        return None
    for (day, before), (after, then) in reversed(list(itertools.pairwise(over))):
        if before < 0:
            crossed = day + dt.timedelta(ceil(-before * (after - day).days / (then - before)))
            return max(crossed, first_charge)
    return first_charge
