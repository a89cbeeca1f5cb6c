"""Larkfield: a sales team's first year, as the README promises it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.examples.portfolio import milestone, rigor, standing, value
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.time_to_value import Clock


@pytest.mark.parametrize(
    ("month", "day", "hours", "shown"),
    [
        (1, dt.date(2025, 12, 3), "13", "15.4"),
        (2, dt.date(2026, 1, 3), "9", "46.2"),
        (3, dt.date(2026, 2, 3), "4", "84.6"),
        (4, dt.date(2026, 3, 3), "2.5", "96.2"),
        (5, dt.date(2026, 4, 3), "2", "100.0"),
    ],
)
def test_larkfields_hours_close_the_gap_month_by_month(portfolio, month, day, hours, shown):
    one = portfolio.on("larkfield", day)
    state = value(one, "weekly-manual-hours")
    assert one.assessment.elapsed_months == month
    assert state.latest.number == Decimal(hours)
    assert f"{state.gap_closed * 100:.1f}" == shown
    assert state.target is (Outcome.MET if month == 5 else Outcome.UNMET)


@pytest.mark.parametrize(
    ("reached", "day"),
    [
        ("first-job-done", dt.date(2025, 11, 17)),
        ("first-task-replaced", dt.date(2025, 12, 1)),
        ("whole-team-on-board", dt.date(2026, 1, 3)),
        ("first-connection-works", dt.date(2026, 2, 3)),
        ("hours-given-back", dt.date(2026, 4, 3)),
        ("paid-back", dt.date(2026, 5, 3)),
        ("more-work-same-team", dt.date(2026, 8, 3)),
    ],
    ids=["week 2", "week 4", "month 2", "month 3", "month 5", "month 6", "month 9"],
)
def test_larkfield_reaches_each_step_in_the_time_that_was_promised(portfolio, reached, day):
    state = milestone(portfolio.on("larkfield", day), reached)
    assert (state.status, state.days_behind) == (MilestoneStatus.ACHIEVED, 0)
    assert state.promised == day
    fortnight_before = milestone(portfolio.on("larkfield", day - dt.timedelta(days=14)), reached)
    assert fortnight_before.status is MilestoneStatus.IN_PROGRESS


def test_larkfields_clocks_all_stopped_in_time(portfolio):
    clocks = {clock.clock: clock for clock in portfolio.on("larkfield").assessment.clocks}
    assert {clock.in_time for clock in clocks.values()} == {Outcome.MET}
    assert clocks[Clock.FIRST_VALUE].days == 25


def test_exactly_two_percent_is_not_below_two_percent(portfolio):
    one = portfolio.on("larkfield")
    state = value(one, "error-percent")
    assert (state.latest.number, state.plan.target, state.plan.strictly) == (2, 2, True)
    assert (state.gap_closed, state.target) == (1, Outcome.UNMET)
    shown = next(measure for measure in portfolio.view("larkfield").measures if measure.id == "error-percent")
    assert shown.percent == 99


def test_larkfield_handles_half_as_many_deals_again(portfolio):
    state = value(portfolio.on("larkfield"), "orders-per-person")
    assert (state.plan.baseline.number, state.plan.target) == (100, 150)
    assert (state.target, rigor(state)) == (Outcome.MET, Rigor.CORROBORATED)


def test_larkfield_waits_on_the_fourth_rung_for_the_last(portfolio):
    assert standing(portfolio.on("larkfield")) == (4, 4)
