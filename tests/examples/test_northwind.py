"""Northwind, the showcase of the examples: its story comes out of its facts, as the README promises it."""

from __future__ import annotations

import datetime as dt

from tests.examples.portfolio import course, milestone, rigor, standing, value
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.health import Colour
from vpl_core.model.milestones import Badge
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.rules.course_words import told

# --- northwind: the showcase ------------------------------------------------------------------------------------------


def test_northwind_stands_on_the_second_rung_and_only_claim_errors_are_late(portfolio):
    one = portfolio.on("northwind")
    assert standing(one) == (2, 2)
    assert [requirement.milestone for requirement in one.assessment.standing.blocking] == ["claim-errors-met"]
    late = [s.milestone for s in one.assessment.milestones if s.status in ("delayed", "missed")]
    assert late == ["claim-errors-met"]
    assert one.assessment.health.colour is Colour.YELLOW


def test_northwinds_reporting_time_is_verified(portfolio):
    one = portfolio.on("northwind")
    state = value(one, "reporting-hours")
    assert state.plan.baseline.number == 15 and state.latest.number == 2
    assert (state.target, rigor(state)) == (Outcome.MET, Rigor.VERIFIED)
    assert all(state.proof.tests)
    assert milestone(one, "reporting-time-met").days_behind == 0


def test_northwinds_claim_errors_moved_once_with_a_reason(portfolio):
    one = portfolio.on("northwind")
    state = milestone(one, "claim-errors-met")
    (reset,) = next(plan for plan in one.facts.account.milestones if plan.milestone == "claim-errors-met").resets
    assert (state.promised, state.due) == (dt.date(2026, 10, 31), dt.date(2026, 12, 18))
    assert (state.badges, reset.confidence, bool(reset.because)) == ((Badge.RESET,), "medium", True)
    assert rigor(value(one, "claim-error-rate")) is Rigor.CORROBORATED
    assert value(one, "claim-error-rate").plan.strictly


def test_northwinds_moved_date_has_its_causes_and_its_first_promise_stays_told(portfolio):
    found = course(portfolio, "northwind", "claim-errors-met")
    assert told(found) == "Not reached 15 days after the first promise; moved once, by +48 days"
    assert [one.causes for one in found.corrections] == [("organisational_blocker", "technical_blocker")]
    assert (found.needs, [one.open for one in found.barriers]) == ((), [True, True])
    view = next(m for m in portfolio.view("northwind").milestones if m.id == "claim-errors-met")
    assert [barrier.what for barrier in view.barriers] == [found.barriers[0].barrier.what]


def test_northwinds_claims_per_biller_are_only_reported(portfolio):
    state = value(portfolio.on("northwind"), "claims-per-biller")
    assert (state.latest.number, state.plan.target, rigor(state)) == (128, 150, Rigor.REPORTED)
    assert "validator" in state.plan.missing


def test_northwinds_overtime_has_no_starting_point_and_therefore_no_percentage(portfolio):
    state = value(portfolio.on("northwind"), "overtime-cost")
    assert (state.latest, state.gap_closed, state.change, state.target) == (None, None, None, Outcome.UNKNOWN)


def test_northwinds_decision_about_claim_rules_lacks_nothing(portfolio):
    (record,) = portfolio.view("northwind").records
    assert (len(record.options), record.percent, record.missing, record.review_overdue) == (3, 100, (), False)
    assert (record.status, record.next_review.on) == (RecordStatus.IN_FORCE, dt.date(2026, 11, 24))


def test_northwinds_letters_are_not_on_file_so_what_they_say_is_an_assumption(portfolio):
    (record,) = portfolio.view("northwind").records
    assert [s.text for s in record.statements if s.demoted] == [
        "Each of the three lets a single person sign new claim rules off."
    ]


def test_northwinds_second_step_is_locked_until_the_first_is_proven(portfolio):
    (record,) = portfolio.view("northwind").records
    assert [step.state for step in record.steps] == ["Open", "Locked until the step before is proven"]


# --- the others -------------------------------------------------------------------------------------------------------


def test_northwinds_decision_holds_with_one_approval_given_and_one_excused(portfolio):
    (record,) = portfolio.view("northwind").records
    assert [(one.name, one.standing) for one in record.approvals[:2]] == [
        ("Clinical safety", "exempt"),
        ("Privacy", "given"),
    ]
    assert "Dr K. Vasanthan" in record.approvals[0].told and record.approvals[2].source == ""
