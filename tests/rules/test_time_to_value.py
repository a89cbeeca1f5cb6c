"""Time to value: clocks that stop on the day a milestone is first reached, or are still open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import assessed, known, playbook, reading, step
from vpl_core.model.assessment import TimeToValue
from vpl_core.model.conditions import AtLeast, AtMost
from vpl_core.model.outcomes import Outcome
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.rules.time_to_value import disorder


def clock(reached: int | None, asked: int, target: int | None = 30) -> TimeToValue:
    facts = known(() if reached is None else (reading("hours", 3, on=reached),))
    rule = StopRule(clock=Clock.FIRST_VALUE, milestone="begun", target_days=target)
    book = playbook(step("begun", AtMost(value="hours", limit=4)), stop_rules=(rule,))
    return assessed(facts, book, asked).clocks[0]


@pytest.mark.parametrize(
    ("reached", "asked", "observed", "days", "in_time"),
    [
        (30, 90, True, 30, "met"),
        (31, 90, True, 31, "unmet"),
        (None, 25, False, 25, "unknown"),
        (None, 30, False, 30, "unknown"),
        (None, 31, False, 31, "unmet"),
        (0, 0, True, 0, "met"),
        (-5, 10, True, 0, "met"),
        (None, -5, False, 0, "unknown"),
        (30, 29, False, 29, "unknown"),
    ],
)
def test_thirty_days_of_thirty_are_in_time_and_an_open_clock_is_no_success(
    reached: int | None, asked: int, observed: bool, days: int, in_time: str
) -> None:
    found = clock(reached, asked)
    assert (found.observed, found.days, found.target_days, found.in_time) == (observed, days, 30, in_time)


@pytest.mark.parametrize("reached", [None, 5, 500])
def test_without_a_target_nobody_knows_whether_it_was_in_time(reached: int | None) -> None:
    assert clock(reached, 600, target=None).in_time is Outcome.UNKNOWN


def test_what_comes_after_the_stop_does_not_move_it() -> None:
    rule = StopRule(clock=Clock.FIRST_VALUE, milestone="begun", target_days=30)
    book = playbook(step("begun", AtMost(value="hours", limit=4)), stop_rules=(rule,))
    stopped = (reading("hours", 3, on=20),)
    later = (*stopped, reading("hours", 9, on=40), reading("hours", 1, on=60))
    found = [assessed(known(readings), book, 90).clocks[0] for readings in (stopped, later)]
    assert found[0] == found[1]
    assert found[0].days == 20


def stopped(clock: Clock, days: int, observed: bool = True) -> TimeToValue:
    return TimeToValue(clock, "begun", observed, days, None, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("clocks", "told"),
    [
        ((stopped(Clock.FIRST_ACTION, 5), stopped(Clock.FIRST_VALUE, 5), stopped(Clock.FULL_VALUE, 9)), []),
        (
            (stopped(Clock.FIRST_VALUE, 4), stopped(Clock.FIRST_ACTION, 5)),
            ["first_value after 4 days comes before first_action after 5 days"],
        ),
        (
            (stopped(Clock.FULL_VALUE, 4), stopped(Clock.FIRST_ACTION, 5)),
            ["full_value after 4 days comes before first_action after 5 days"],
        ),
        ((stopped(Clock.FULL_VALUE, 4, observed=False), stopped(Clock.FIRST_ACTION, 5)), []),
        ((stopped(Clock.ROI_BASED, 1), stopped(Clock.FIRST_ACTION, 5), stopped(Clock.USER_ADOPTION, 2)), []),
        (
            (stopped(Clock.FIRST_ACTION, 9), stopped(Clock.FIRST_VALUE, 8), stopped(Clock.FULL_VALUE, 7)),
            [
                "first_value after 8 days comes before first_action after 9 days",
                "full_value after 7 days comes before first_value after 8 days",
            ],
        ),
    ],
)
def test_clocks_that_stopped_in_an_impossible_order_are_told(clocks: Any, told: list[str]) -> None:
    assert disorder(clocks) == told


def test_disorder_is_an_issue_of_the_account() -> None:
    book = playbook(
        step("early", AtMost(value="hours", limit=4)),
        step("late", AtLeast(value="seats", limit=5)),
        stop_rules=(
            StopRule(clock=Clock.FIRST_ACTION, milestone="late"),
            StopRule(clock=Clock.FIRST_VALUE, milestone="early"),
        ),
    )
    found = assessed(known((reading("hours", 3, on=5), reading("seats", 9, on=15))), book)
    assert found.issues == ("first_value after 5 days comes before first_action after 15 days",)
