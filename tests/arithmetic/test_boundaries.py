"""Where the founding documents leave an edge open: strict targets, months that overlap, colours before the due date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.worlds import SOURCES, START, agreed, assessed, day, known, playbook, reading, rung, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import ReadingProof
from vpl_core.model.conditions import AtLeast, AtMost, TargetMet
from vpl_core.model.health import Colour
from vpl_core.model.milestones import STAGE_WINDOWS, MilestoneStatus, Stage
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.scorecards import Band
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.model.values import Threshold
from vpl_core.rules.calendar import add_months, stage_on
from vpl_core.rules.progress import change, gap_closed, meets
from vpl_core.rules.soundness import faults_of
from vpl_core.rules.tables import fault_in

# --- targets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("errors", "below_two"), [("2.1", "unmet"), ("2", "unmet"), ("1.9", "met")])
def test_two_percent_of_errors_is_not_below_two_percent(errors: str, below_two: str) -> None:
    facts = known((reading("errors", errors),), plan=(agreed("errors", 12, 2, strictly=True),))
    state = next(value for value in assessed(facts).values if value.value == "errors")
    assert state.target == below_two


def test_live_data_has_a_target_of_zero_that_can_be_reached_but_nothing_can_be_compared_with() -> None:
    """From 48 hours to none the gap and the change are whole; what is then read has no change from zero."""
    zero = Decimal(0)
    assert gap_closed(zero, Decimal(48), zero) == 1
    assert change(zero, Decimal(48)) == -1
    assert change(Decimal(1), zero) is None
    assert meets(zero, zero, "down", strictly=False) is Outcome.MET


def test_hours_are_not_held_against_a_limit_in_minutes() -> None:
    """Nothing is converted silently: a limit in another unit is a fault of the playbook."""
    quarter = Threshold(id="quarter-of-an-hour", number=15, unit="minutes")
    limit = step("quick", AtMost(value="hours", limit="quarter-of-an-hour"))
    faults = faults_of(playbook(limit, thresholds=(quarter,)))
    assert [fault.next_step for fault in faults] == ["use one unit"]


# --- months and stages -------------------------------------------------------------------------------------------


def months(name: str, first: int, end: int | None) -> Band:
    return Band(name=name, at_least=first, below=end)


def test_months_counted_one_two_three_put_the_sixth_into_two_stages() -> None:
    """Months 1 to 2, 3 to 6, 6 to 12 and from the second year on, each as [first - 1, last) elapsed months."""
    printed = (
        months("foundation", 0, 2),
        months("growth", 2, 6),
        months("maturity", 5, 12),
        months("strategic", 12, None),
    )
    assert fault_in(printed, Fraction(0)) == "5 falls into both growth and maturity"


def test_two_to_four_weeks_and_the_first_month_are_two_names_for_the_same_days() -> None:
    printed = (months("early win", 0, 1), months("foundation", 0, 3), months("growth", 3, None))
    assert fault_in(printed, Fraction(0)) == "0 falls into both early win and foundation"


def test_months_counted_as_elapsed_leave_the_third_to_nobody() -> None:
    printed = (months("early win", 0, 1), months("foundation", 1, 2), months("growth", 3, 6), months("later", 6, None))
    assert fault_in(printed, Fraction(0)) == "2 falls into no row"


def test_our_stages_hold_every_month_once() -> None:
    ours = tuple(months(stage, window.opens, window.closes) for stage, window in STAGE_WINDOWS.items())
    assert fault_in(ours, Fraction(0)) == ""


@pytest.mark.parametrize(
    ("elapsed", "before", "on"),
    [
        (1, Stage.EARLY_WIN, Stage.FOUNDATION),
        (3, Stage.FOUNDATION, Stage.GROWTH),
        (6, Stage.GROWTH, Stage.MATURITY),
        (12, Stage.MATURITY, Stage.STRATEGIC),
    ],
)
def test_the_day_a_month_is_full_belongs_to_the_next_stage_and_the_day_before_does_not(
    elapsed: int, before: Stage, on: Stage
) -> None:
    full = add_months(START, elapsed)
    assert (stage_on(START, full - dt.timedelta(days=1)), stage_on(START, full)) == (before, on)


def test_where_the_calendar_puts_an_account_is_not_what_it_has_reached() -> None:
    """A step of the foundation that is reached in the fourth month stays one, and both are told."""
    steps = playbook(step("integrated", AtLeast(value="seats", limit=1), stage="foundation"))
    assessment = assessed(known((reading("seats", 5, on=100),)), steps, after=110)
    state = assessment.milestones[0]
    assert (assessment.calendar_stage, state.stage, state.status) == (Stage.GROWTH, Stage.FOUNDATION, "achieved")


# --- not yet is not never ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "status"),
    [(10, "in_progress"), (27, "in_progress"), (28, "delayed"), (87, "delayed"), (88, "missed")],
)
def test_what_is_not_reached_before_it_is_due_is_under_way_and_only_later_late(after: int, status: str) -> None:
    """Due a month after 31 January, 28 days on; missed after 60 days of grace."""
    assessment = assessed(known(), playbook(step("begun", grace_days=60)), after)
    assert assessment.milestones[0].status == MilestoneStatus(status)
    if status == "in_progress":
        assert assessment.health.colour is not Colour.RED


def test_twenty_five_days_of_thirty_are_no_success_yet() -> None:
    steps = playbook(step("begun"), stop_rules=(StopRule(clock=Clock.FIRST_VALUE, milestone="begun", target_days=30),))
    clock = assessed(known(), steps, after=25).clocks[0]
    assert (clock.observed, clock.days, clock.in_time) == (False, 25, Outcome.UNKNOWN)


def test_logins_of_nearly_everybody_carry_no_rung_of_outcomes() -> None:
    """87 % adoption and 28 % gone: a rung that promises outcomes and rests on usage is a faulty playbook."""
    used = step("used", AtLeast(value="seats", limit=87))
    usage = playbook(used, rungs=(rung(1, "used", carries="outcome"),))
    assert "usage" in " ".join(fault.message for fault in faults_of(usage))
    better = playbook(step("better", TargetMet(value="hours")), rungs=(rung(1, "better", carries="outcome"),))
    assert faults_of(better) == []


# --- how many sources --------------------------------------------------------------------------------------------


def proof_of(facts: AccountFacts) -> ReadingProof:
    state = next(value for value in assessed(facts).values if value.value == "hours")
    assert state.proof is not None
    return state.proof


def test_three_sources_of_which_two_are_one_are_two() -> None:
    """A book listed twice confirms nothing: the sheet and its export agree, and only an observer corroborates."""
    roots = {source.id: source.root for source in SOURCES}
    named = ("timesheet", "export", "observer")
    assert len({roots[name] for name in named}) == 2
    plan = (agreed("hours", 15, 2, source="timesheet"),)
    said = {name: reading("hours", 9, on=25, source=name) for name in named}
    twice = known((said["timesheet"], said["export"]), plan=plan)
    assert (proof_of(twice).rigor, proof_of(twice).agreeing) == (Rigor.MEASURED, ())
    thrice = known(tuple(said.values()), plan=plan)
    assert (proof_of(thrice).rigor, len(proof_of(thrice).agreeing)) == (Rigor.CORROBORATED, 1)
    assert proof_of(thrice).agreeing[0].on == day(25)
