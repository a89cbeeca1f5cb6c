"""Readings judged: a condition over one reading made ready for an account, with the limit in force."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

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
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.progress import meets


class Test(NamedTuple):
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


def test_of(condition: AboutReading, now: AccountDay) -> Test:
    """The test for this account, made once."""
    known = now.tests.get(id(condition))
    if known is None:
        # The condition is kept with its test: the id of one that is gone passes to another.
        known = now.tests[id(condition)] = condition, _TESTS[condition.kind](condition, now)
    return known[1]


def limit_of(limit: Limit, now: AccountDay) -> tuple[Decimal, str]:
    """The number in force and the threshold it came from, if any."""
    return (now.limits[limit], limit) if isinstance(limit, str) else (limit, "")


def _as_read(number: Decimal) -> Decimal:
    return number


def _at_least(condition: AtLeast, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.limit, now)
    holds = partial(lt, needed) if condition.strictly else partial(le, needed)
    return Test(needed, None, threshold, strictly=condition.strictly, seen=_as_read, holds=holds)


def _at_most(condition: AtMost, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.limit, now)
    holds = partial(gt, needed) if condition.strictly else partial(ge, needed)
    return Test(needed, None, threshold, strictly=condition.strictly, seen=_as_read, holds=holds)


def _between(condition: Between, now: AccountDay) -> Test:
    (low, threshold), (high, _) = limit_of(condition.low, now), limit_of(condition.high, now)
    return Test(low, high, threshold, seen=_as_read, holds=lambda number: low <= number < high)


def _changed_by(condition: ChangedBy, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.limit, now)
    holds = partial(le, needed) if needed >= 0 else partial(ge, needed)
    test = Test(needed, None, threshold, condition.counted_in, holds=holds)
    plan = now.plans.get(condition.value)
    if plan is None or plan.baseline is None:
        return test._replace(missing=("baseline",))
    began = plan.baseline.number
    if condition.counted_in == "units":
        return test._replace(seen=lambda number: number - began)
    if began == 0:
        return test._replace(missing=("baseline other than 0",))
    return test._replace(seen=lambda number: EXACT.divide((number - began) * 100, abs(began)))


def _gap_closed(condition: GapClosed, now: AccountDay) -> Test:
    needed, threshold = limit_of(condition.percent, now)
    test = Test(needed, None, threshold, "percent", holds=partial(le, needed))
    plan = now.plans.get(condition.value)
    missing = [what for what in ("baseline", "target") if plan is None or getattr(plan, what) is None]
    if plan is None or plan.baseline is None or plan.target is None:
        return test._replace(missing=tuple(missing))
    began, aim = plan.baseline.number, plan.target
    if began == aim:
        return test._replace(missing=("target other than the baseline",))
    return test._replace(seen=lambda number: EXACT.divide((number - began) * 100, aim - began))


def _target_met(condition: TargetMet, now: AccountDay) -> Test:
    plan = now.plans.get(condition.value)
    if plan is None or plan.target is None:
        return Test(missing=("target",))
    aim, strictly, direction = plan.target, plan.strictly, now.playbook.value[condition.value].direction
    return Test(
        aim,
        strictly=strictly,
        seen=_as_read,
        holds=lambda number: meets(number, aim, direction, strictly=strictly) is Outcome.MET,
    )


_TESTS: dict[str, Callable[[Any, AccountDay], Test]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "between": _between,
    "changed_by": _changed_by,
    "gap_closed": _gap_closed,
    "target_met": _target_met,
}
OVER_READINGS = tuple(_TESTS)
"""The kinds of condition that look at one reading."""
