"""Readings judged: a condition over one reading made ready for an account, with the limit in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import ge, gt, le, lt
from typing import Any

from vpl_core.model.answers import Answer
from vpl_core.model.base import EXACT
from vpl_core.model.conditions import (
    AboutReading,
    AtLeast,
    AtMost,
    Between,
    ChangedBy,
    GapClosed,
    Limit,
    TargetMet,
)
from vpl_core.rules.account_day import AccountDay, Series
from vpl_core.rules.progress import reaching


@dataclass(slots=True, eq=False)
class Test:
    """A condition over one reading, made ready for an account: its limit in force, and what is still missing."""

    needed: Decimal | None = None
    upper: Decimal | None = None
    threshold: str = ""
    counted_in: str = ""
    strictly: bool = False
    missing: tuple[str, ...] = ()
    """What has to be agreed before any reading can be judged; empty where it can."""
    seen: Callable[[Decimal], Decimal] = Decimal
    """What is compared: the reading itself, or what follows from it."""
    holds: Callable[[Decimal], bool] = bool
    """Whether what is seen meets the condition."""
    about: AboutReading | None = None
    """The condition, kept alive as long as its test: the id of one that is gone passes to another."""
    unread: Answer | None = None
    """The answer while nothing has been read, once somebody asked for it."""


def test_of(condition: AboutReading, now: AccountDay) -> Test:
    """The test for this account, made once; one that rests on no plan is shared by all accounts with these limits."""
    own = condition.value in now.plans and condition.kind in FROM_A_PLAN
    known = (now.tests if own else now.ready.tests).get(id(condition))
    if known is None:
        known = _TESTS[condition.kind](condition, now)
        known.about = condition
        if own:
            now.tests[id(condition)] = known
        else:
            now.ready.keep(known)
    return known


def verdicts_on(condition: AboutReading, series: Series, now: AccountDay) -> list[bool]:
    """Whether each reading of record meets the condition, oldest first; judged once for each account."""
    known = now.verdicts.get(id(condition))
    if known is None:
        test = test_of(condition, now)
        numbers = series.numbers if test.seen is as_read else map(test.seen, series.numbers)
        # The condition is kept with its verdicts: the id of one that is gone passes to another.
        known = now.verdicts[id(condition)] = condition, list(map(test.holds, numbers))
    return known[1]


def limit_of(limit: Limit, now: AccountDay) -> tuple[Decimal, str]:
    """The number in force and the threshold it came from, if any."""
    return (now.limits[limit], limit) if isinstance(limit, str) else (limit, "")


def as_read(number: Decimal) -> Decimal:
    """The reading itself."""
    return number


def _at_least(condition: AtLeast, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.limit, now)
    holds = partial(lt, needed) if condition.strictly else partial(le, needed)
    return Test(needed, None, threshold, strictly=condition.strictly, seen=as_read, holds=holds)


def _at_most(condition: AtMost, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.limit, now)
    holds = partial(gt, needed) if condition.strictly else partial(ge, needed)
    return Test(needed, None, threshold, strictly=condition.strictly, seen=as_read, holds=holds)


def _between(condition: Between, now: AccountDay) -> Test:
    (low, threshold), (high, _) = limit_of(condition.low, now), limit_of(condition.high, now)
    return Test(low, high, threshold, seen=as_read, holds=lambda number: low <= number < high)


def _changed_by(condition: ChangedBy, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.limit, now)
    holds = partial(le, needed) if needed >= 0 else partial(ge, needed)
    test = partial(Test, needed, None, threshold, condition.counted_in, holds=holds)
    plan = now.plans.get(condition.value)
    if plan is None or plan.baseline is None:
        return test(missing=("baseline",))
    began = plan.baseline.number
    if condition.counted_in == "units":
        return test(seen=lambda number: number - began)
    if began == 0:
        return test(missing=("baseline other than 0",))
    size = abs(began)
    return test(seen=lambda number: EXACT.divide((number - began) * 100, size))


def _gap_closed(condition: GapClosed, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.percent, now)
    test = partial(Test, needed, None, threshold, "percent", holds=partial(le, needed))
    plan = now.plans.get(condition.value)
    missing = [what for what in ("baseline", "target") if plan is None or getattr(plan, what) is None]
    if plan is None or plan.baseline is None or plan.target is None:
        return test(missing=tuple(missing))
    began, aim = plan.baseline.number, plan.target
    if began == aim:
        return test(missing=("target other than the baseline",))
    way = aim - began
    return test(seen=lambda number: EXACT.divide((number - began) * 100, way))


def _target_met(condition: TargetMet, now: AccountDay) -> Test:
    plan = now.plans.get(condition.value)
    if plan is None or plan.target is None:
        return Test(missing=("target",))
    holds = reaching(plan.target, now.playbook.value[condition.value].direction, strictly=plan.strictly)
    return Test(plan.target, strictly=plan.strictly, seen=as_read, holds=holds)


_TESTS: dict[str, Callable[[Any, AccountDay], Test]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "between": _between,
    "changed_by": _changed_by,
    "gap_closed": _gap_closed,
    "target_met": _target_met,
}
FROM_A_PLAN = frozenset(["changed_by", "gap_closed", "target_met"])
OVER_READINGS = tuple(_TESTS)
"""The kinds of condition that look at one reading."""
