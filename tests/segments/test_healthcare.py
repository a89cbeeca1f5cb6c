"""The healthcare segment: what it declares, and how accounts climb its ladder."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.site.segments import PLAYBOOKS
from vpl_core.model.accounts import Account, AccountFacts, Baseline, Decision, Goal, Option, Person, ValuePlan
from vpl_core.model.assessment import Assessment, MilestoneState
from vpl_core.model.evidence import Evidence, EvidenceKind
from vpl_core.model.health import Colour
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Outcome
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Kind
from vpl_core.rules.calendar import add_months
from vpl_core.rules.engine import assess

PLAYBOOK = PLAYBOOKS["healthcare"]
START = dt.date(2025, 1, 6)
AS_OF = add_months(START, 24)
AGREED = {
    "reporting-hours": ("15", "2"),
    "claim-error-rate": ("12", "2"),
    "claims-per-biller": ("100", "150"),
    "data-age-hours": ("48", "1"),
    "appointment-wait-days": ("21", "10"),
    "compliance-findings": ("4", "0"),
    "benefit-percent-of-cost": ("0", "120"),
}
USAGE = {
    "sites-live-percent": "100",
    "training-percent": "100",
    "open-safety-hazards": "0",
    "downtime-drill-percent": "100",
}
REACHED_ON_RUNG = {
    1: {},
    2: USAGE,
    3: {"reporting-hours": "2", "claim-error-rate": "1.5", "benefit-percent-of-cost": "140"},
    4: {"claims-per-biller": "150", "data-age-hours": "1", "appointment-wait-days": "9"},
    5: {"compliance-findings": "0"},
}
PAPERS_ON_RUNG: dict[int, tuple[tuple[EvidenceKind, str, str], ...]] = {
    1: (("agreement", "vendor", "agreement-and-access"), ("report", "customer", "first-report")),
    2: (("certificate", "customer", "privacy-review-signed"), ("finance_report", "customer", "old-way-retired")),
    3: (
        ("finance_report", "vendor", "benefit-exceeds-cost"),
        ("confirmation", "customer", "benefit-exceeds-cost"),
    ),
    4: (),
    5: (
        ("audit_report", "third_party", "audit-passed"),
        ("confirmation", "customer", "audit-passed"),
        ("report", "vendor", "same-day-decisions"),
        ("confirmation", "customer", "same-day-decisions"),
        ("reproduction", "third_party", "same-day-decisions"),
    ),
}
SECOND = Source(id="second", name="A second source", system="second", party="third_party", method="instrumented")


def record_of(value: str) -> Source:
    """The customer's own record of a value, kept by the method that the segment names first."""
    method = PLAYBOOK.value[value].methods[0]
    return Source(
        id=f"record-{method.replace('_', '-')}", name="The record", system="record", party="customer", method=method
    )


def plan(value: str, baseline: str, target: str) -> ValuePlan:
    return ValuePlan(
        value=value,
        baseline=Baseline(number=baseline, on=START - dt.timedelta(days=14), source=record_of(value).id),
        target=target,
        strictly=value == "claim-error-rate",
        method=record_of(value).method,
        how="Every site, every month.",
        validator="P. Adeyemi",
        agreed_by="P. Adeyemi",
        agreed_on=START + dt.timedelta(days=21),
        source=record_of(value).id,
    )


def read(value: str, number: str, months: range = range(3, 24)) -> list[Observation]:
    """The same number month by month from the record, and four days later from a second, independent source."""
    days = [add_months(START, month) for month in months]
    return [
        Observation(value=value, on=day + dt.timedelta(days=late), number=number, source=source)
        for day in days
        for late, source in ((0, record_of(value).id), (4, SECOND.id))
    ]


def paper(kind: EvidenceKind, party: str, about: str) -> Evidence:
    """A signed file about a milestone, or about a value on the last day."""
    is_value = about in PLAYBOOK.value
    return Evidence(
        id=f"{kind.replace('_', '-')}-{about}"[:40].rstrip("-"),
        kind=kind,
        title="A page",
        on=AS_OF if is_value else START + dt.timedelta(days=30),
        by="P. Adeyemi",
        party=party,
        values=(about,) if is_value else (),
        milestones=() if is_value else (about,),
        sha256="a" * 64,
    )


def account(**more: object) -> Account:
    given = {"plan": tuple(plan(value, *ends) for value, ends in AGREED.items()), **more}
    return Account(id="northwind", name="Northwind Clinics", segment="healthcare", start=START, **given)


def facts(rung: int, *, without: str = "", **more: object) -> AccountFacts:
    """What an account has that stands on the rung; `without` drops one kind of evidence about its values."""
    numbers = {value: number for r in range(1, rung + 1) for value, number in REACHED_ON_RUNG[r].items()}
    papers = [paper(*given) for r in range(1, rung + 1) for given in PAPERS_ON_RUNG[r]]
    if rung >= 4:
        papers += [paper("confirmation", "customer", value) for value in AGREED]
        papers += [paper("reproduction", "third_party", value) for value in AGREED]
    return AccountFacts(
        account=account(**more) if rung > 1 else account(plan=()),
        observations=tuple(o for value, number in numbers.items() for o in read(value, number)),
        evidence=tuple(p for p in papers if p.kind != without or p.milestones),
        sources=tuple({s.id: s for s in (SECOND, *(record_of(value) for value in PLAYBOOK.value))}.values()),
    )


def observed(*observations: Observation, **more: object) -> AccountFacts:
    """An account of which nothing is known but these readings."""
    return facts(2, **more).model_copy(update={"observations": observations, "evidence": ()})


def state_of(assessment: Assessment, milestone: str) -> MilestoneState:
    return next(state for state in assessment.milestones if state.milestone == milestone)


# --- what the segment declares ----------------------------------------------------------------------------------


def test_use_training_drills_and_hazard_logs_are_no_outcomes() -> None:
    assert {value.id for value in PLAYBOOK.values if value.kind is not Kind.OUTCOME} == set(USAGE)


# --- the climb --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_an_account_climbs_rung_by_rung(rung: int) -> None:
    standing = assess(facts(rung), PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (rung, rung)


@pytest.mark.parametrize("missing", ["reproduction", "confirmation"])
def test_what_nobody_confirmed_or_worked_out_again_is_claimed_but_not_proven_above_rung_three(missing: str) -> None:
    standing = assess(facts(5, without=missing), PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (3, 5)


def test_one_source_alone_does_not_carry_an_outcome_rung() -> None:
    alone = facts(5)
    alone = alone.model_copy(update={"observations": tuple(o for o in alone.observations if o.source != SECOND.id)})
    assert assess(alone, PLAYBOOK, AS_OF).standing.proven == 2


def test_full_usage_with_every_paper_signed_never_passes_rung_two() -> None:
    everything = facts(5)
    usage_alone = everything.model_copy(
        update={"observations": tuple(o for o in everything.observations if o.value in USAGE)}
    )
    standing = assess(usage_alone, PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (2, 2)


def test_a_bare_word_does_not_open_the_first_rung() -> None:
    given = facts(1)
    bare = tuple(e.model_copy(update={"sha256": ""}) for e in given.evidence)
    assert assess(given.model_copy(update={"evidence": bare}), PLAYBOOK, AS_OF).standing.proven == 0


def test_gains_that_are_broken_once_must_be_kept_anew() -> None:
    given = facts(5)
    relapse = Observation(
        value="reporting-hours", on=add_months(START, 20), number=4, sequence=1, source="record-time-log"
    )
    broken = assess(given.model_copy(update={"observations": (*given.observations, relapse)}), PLAYBOOK, AS_OF)
    assert broken.standing.proven == 4
    assert state_of(broken, "gains-kept").outcome is Outcome.UNKNOWN


# --- the clinics of the example -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "outcome"), [("2", Outcome.UNMET), ("1.9", Outcome.MET), ("3.1", Outcome.UNMET)])
def test_claim_errors_have_to_fall_strictly_below_the_agreed_two_percent(rate: str, outcome: Outcome) -> None:
    assessment = assess(observed(*read("claim-error-rate", rate)), PLAYBOOK, AS_OF)
    assert state_of(assessment, "claim-errors-met").outcome is outcome


def test_clinics_whose_claims_lag_stand_on_rung_two_and_are_told_what_blocks_them() -> None:
    given = facts(3)
    others = tuple(o for o in given.observations if o.value != "claim-error-rate")
    lagging = given.model_copy(update={"observations": (*others, *read("claim-error-rate", "3.1"))})
    standing = assess(lagging, PLAYBOOK, AS_OF).standing
    assert (standing.proven, [blocker.milestone for blocker in standing.blocking]) == (2, ["claim-errors-met"])


def test_a_soft_target_does_not_make_a_high_error_rate_good() -> None:
    soft = observed(*read("claim-error-rate", "10"), plan=(plan("claim-error-rate", "12", "11"),))
    assert state_of(assess(soft, PLAYBOOK, AS_OF), "claim-errors-met").outcome is Outcome.UNMET


def test_overtime_without_a_baseline_stays_unknown_and_spoils_nothing() -> None:
    assessment = assess(facts(4), PLAYBOOK, AS_OF)
    overtime = next(value for value in assessment.values if value.value == "overtime-cost")
    assert (overtime.target, overtime.gap_closed) == (Outcome.UNKNOWN, None)
    assert state_of(assessment, "capacity-freed").outcome is Outcome.MET


def test_benefit_that_only_equals_the_cost_is_no_benefit() -> None:
    given = facts(3)
    others = tuple(o for o in given.observations if o.value != "benefit-percent-of-cost")
    even = given.model_copy(update={"observations": (*others, *read("benefit-percent-of-cost", "100"))})
    assert state_of(assess(even, PLAYBOOK, AS_OF), "benefit-exceeds-cost").outcome is Outcome.UNMET


@pytest.mark.parametrize(("value", "better"), [("reporting-hours", "9"), ("appointment-wait-days", "15")])
def test_the_clock_of_first_value_stops_with_less_work_or_better_care(value: str, better: str) -> None:
    assessment = assess(observed(*read(value, better, range(2, 4))), PLAYBOOK, AS_OF)
    clock = next(clock for clock in assessment.clocks if clock.clock is Clock.FIRST_VALUE)
    assert (clock.observed, clock.days, clock.in_time) == (True, (add_months(START, 2) - START).days, Outcome.MET)


# --- health and decisions -----------------------------------------------------------------------------------------


def test_an_account_at_the_top_is_green_though_it_never_agreed_to_measure_readmissions() -> None:
    assert assess(facts(5), PLAYBOOK, AS_OF).health.colour is Colour.GREEN


def test_who_agreed_to_measure_readmissions_and_has_no_reading_is_grey() -> None:
    plans = (*account().plan, plan("readmission-percent", "14", "11"))
    assert assess(facts(5, plan=plans), PLAYBOOK, AS_OF).health.colour is Colour.GREY


def test_three_overdue_findings_make_the_account_red_and_one_makes_it_yellow() -> None:
    given = facts(4)
    colours = []
    for count in ("1", "3"):
        found = given.model_copy(
            update={"observations": (*given.observations, *read("compliance-findings", count, range(22, 24)))}
        )
        reasons = assess(found, PLAYBOOK, AS_OF).health.reasons
        colours.append({r.colour for r in reasons if r.outcome is Outcome.MET and "finding" in r.signal})
    assert colours == [{Colour.YELLOW}, {Colour.YELLOW, Colour.RED}]


def test_going_live_everywhere_is_open_until_the_hazard_log_is_signed() -> None:
    decision = Decision(id="roll-out", title="Roll out", reversal_signal="A hazard graded high.")
    given = facts(5, sponsor=Person(name="P. Adeyemi"), decisions=(decision,))
    assert _open(given, "go-live-all-sites") == ["go-live-clinical-safety"]
    signed = (*given.evidence, paper("report", "customer", "open-safety-hazards"))
    assert _open(given.model_copy(update={"evidence": signed}), "go-live-all-sites") == []


def test_the_renewal_checklist_is_internal_and_asks_for_proof_and_for_a_decision() -> None:
    checklist = next(c for c in PLAYBOOK.checklists if c.id == "healthcare-renewal")
    assert checklist.internal
    missing = ["renewal-goal", "renewal-sponsor", "renewal-money-result", "renewal-options", "renewal-review"]
    assert _open(facts(5), checklist.id) == missing
    decision = Decision(
        id="next-year", title="Next year", options=(Option(name="As it is"), Option(name="All wards")), review_on=AS_OF
    )
    goal = Goal(id="hours", words="Give my managers their evenings back.", level="tactical")
    asked = facts(5, goals=(goal,), sponsor=Person(name="P. Adeyemi"), decisions=(decision,))
    assert _open(asked, checklist.id) == ["renewal-money-result"]


def _open(given: AccountFacts, checklist: str) -> list[str]:
    states = assess(given, PLAYBOOK, AS_OF).checklists
    answered = next(state for state in states if state.checklist == checklist)
    return [question.question for question in answered.questions if question.outcome is not Outcome.MET]
