"""The finance segment: what it declares, and how accounts climb its ladder."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.site.segments import PLAYBOOKS
from vpl_core.model.accounts import Account, AccountFacts, Baseline, Decision, Goal, Option, Person, ValuePlan
from vpl_core.model.assessment import Assessment, MilestoneState
from vpl_core.model.evidence import Evidence, EvidenceKind
from vpl_core.model.health import Colour
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Outcome
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Kind
from vpl_core.rules.calendar import add_months
from vpl_core.rules.engine import assess

PLAYBOOK = PLAYBOOKS["finance"]
START = dt.date(2025, 1, 31)
"""The first close is that of January; month ends are clamped from here."""
AS_OF = add_months(START, 24)
AGREED = {
    "close-days": ("9", "4"),
    "reconciliation-errors": ("147", "12"),
    "forecast-accuracy-percent": ("67", "89"),
    "errors-per-report": ("6", "1"),
    "control-failure-percent": ("14", "4"),
    "audit-findings-overdue": ("5", "0"),
}
USAGE = {"automated-reconciliation-percent": "92", "controls-mapped-percent": "100", "model-issues-open": "0"}
REACHED_ON_RUNG = {
    1: {"errors-per-report": "0"},
    2: USAGE,
    3: {"close-days": "4", "reconciliation-errors": "12"},
    4: {"forecast-accuracy-percent": "89"},
    5: {"control-failure-percent": "3", "audit-findings-overdue": "0"},
}
PAPERS_ON_RUNG: dict[int, tuple[tuple[EvidenceKind, str, str], ...]] = {
    1: (
        ("raw_data", "vendor", "ledger-connected"),
        ("report", "customer", "first-reconciliation"),
        ("confirmation", "customer", "first-verified-report"),
    ),
    2: (("audit_report", "third_party", "assurance-report-delivered"), ("report", "third_party", "model-reviewed")),
    3: (),
    4: (),
    5: (
        ("audit_report", "third_party", "audit-ready-sustained"),
        ("confirmation", "customer", "audit-ready-sustained"),
    ),
}
SECOND = Source(id="second", name="A second source", system="second", party="third_party", method="audit")


def record_of(value: str) -> Source:
    """The lender's own record of a value, kept by the method that the segment names first."""
    method = PLAYBOOK.value[value].methods[0]
    name = f"record-{method.replace('_', '-')}"
    return Source(id=name, name="The record", system="record", party="customer", method=method)


def plan(value: str, baseline: str, target: str) -> ValuePlan:
    return ValuePlan(
        value=value,
        baseline=Baseline(number=baseline, on=START - dt.timedelta(days=14), source=record_of(value).id),
        target=target,
        method=record_of(value).method,
        how="Every close.",
        validator="R. Castellanos",
        agreed_by="R. Castellanos",
        agreed_on=START + dt.timedelta(days=21),
        source=record_of(value).id,
    )


def read(value: str, number: str, months: range = range(1, 24)) -> list[Observation]:
    """The same number close by close from the record, and four days later from a second, independent source."""
    days = [add_months(START, month) for month in months]
    return [
        Observation(value=value, on=day + dt.timedelta(days=late), number=number, source=source)
        for day in days
        for late, source in ((0, record_of(value).id), (4, SECOND.id))
    ]


def paper(kind: EvidenceKind, party: str, about: str, *, on: dt.date = START + dt.timedelta(days=30)) -> Evidence:
    """A signed file about a milestone, or about a value on the last day."""
    is_value = about in PLAYBOOK.value
    return Evidence(
        id=f"{kind.replace('_', '-')}-{about}"[:40].rstrip("-"),
        kind=kind,
        title="A page",
        on=AS_OF if is_value else on,
        by="R. Castellanos",
        party=party,
        values=(about,) if is_value else (),
        milestones=() if is_value else (about,),
        sha256="b" * 64,
    )


def account(**more: object) -> Account:
    given = {"plan": tuple(plan(value, *ends) for value, ends in AGREED.items()), **more}
    return Account(id="harbour-lending", name="Harbour Lending", segment="finance", start=START, **given)


def facts(rung: int, *, without: str = "", **more: object) -> AccountFacts:
    """What an account has that stands on the rung; `without` drops one kind of evidence about its values."""
    numbers = {value: number for r in range(1, rung + 1) for value, number in REACHED_ON_RUNG[r].items()}
    papers = [paper(*given) for r in range(1, rung + 1) for given in PAPERS_ON_RUNG[r]]
    if rung == 5:
        papers += [paper("confirmation", "customer", value) for value in AGREED]
        papers += [paper("reproduction", "third_party", value) for value in AGREED]
    return AccountFacts(
        account=account(**more) if rung > 1 else account(plan=()),
        observations=tuple(o for value, number in numbers.items() for o in read(value, number)),
        evidence=tuple(p for p in papers if p.kind != without or p.milestones),
        sources=tuple({s.id: s for s in (SECOND, *(record_of(value) for value in PLAYBOOK.value))}.values()),
    )


def reading_instead(given: AccountFacts, value: str, number: str) -> AccountFacts:
    """The same account, in which the value was another number all the time."""
    others = tuple(o for o in given.observations if o.value != value)
    return given.model_copy(update={"observations": (*others, *read(value, number))})


def state_of(assessment: Assessment, milestone: str) -> MilestoneState:
    return next(state for state in assessment.milestones if state.milestone == milestone)


# --- what the segment declares ----------------------------------------------------------------------------------


def test_usage_mapped_controls_open_model_findings_and_opinions_are_no_outcomes() -> None:
    predicting = {value.id for value in PLAYBOOK.values if value.kind is not Kind.OUTCOME}
    assert predicting == {*USAGE, "team-confidence-score"}


def test_the_vendor_owes_a_connection_and_an_assurance_report() -> None:
    duties = {milestone.id for milestone in PLAYBOOK.milestones if milestone.party == "vendor"}
    assert duties == {"ledger-connected", "assurance-report-delivered"}


# --- the climb --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_an_account_climbs_rung_by_rung(rung: int) -> None:
    standing = assess(facts(rung), PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (rung, rung)


@pytest.mark.parametrize("missing", ["reproduction", "confirmation"])
def test_what_nobody_confirmed_or_worked_out_again_loses_the_top_rung(missing: str) -> None:
    standing = assess(facts(5, without=missing), PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (4, 5)
    assert {blocker.why for blocker in standing.blocking} == {"corroborated"}


def test_one_source_alone_does_not_carry_an_outcome_rung() -> None:
    alone = facts(5)
    alone = alone.model_copy(update={"observations": tuple(o for o in alone.observations if o.source != SECOND.id)})
    standing = assess(alone, PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (2, 5)


def test_two_sources_that_differ_do_not_bear_each_other_out() -> None:
    given = facts(3)
    differing = tuple(
        o.model_copy(update={"number": o.number * 2}) if o.source == SECOND.id else o for o in given.observations
    )
    assert assess(given.model_copy(update={"observations": differing}), PLAYBOOK, AS_OF).standing.proven == 2


def test_full_usage_with_every_paper_signed_never_passes_rung_two() -> None:
    everything = facts(5)
    kept = {*USAGE, "errors-per-report"}
    usage_alone = everything.model_copy(
        update={"observations": tuple(o for o in everything.observations if o.value in kept)}
    )
    standing = assess(usage_alone, PLAYBOOK, AS_OF).standing
    assert (standing.proven, standing.claimed) == (2, 2)


def test_two_of_three_ways_are_enough_for_a_cleaner_close_and_one_is_not() -> None:
    with_exceptions = reading_instead(facts(3), "reconciliation-errors", "40")
    more = tuple(read("exceptions-on-time-percent", "96"))
    plans = (*with_exceptions.account.plan, plan("exceptions-on-time-percent", "70", "95"))
    other_way = with_exceptions.model_copy(
        update={"observations": (*with_exceptions.observations, *more), "account": account(plan=plans)}
    )
    assert assess(with_exceptions, PLAYBOOK, AS_OF).standing.proven == 2
    assert assess(other_way, PLAYBOOK, AS_OF).standing.proven == 3


def test_a_way_that_an_account_does_not_take_is_never_late_unless_it_promised_a_day() -> None:
    assessment = assess(facts(5), PLAYBOOK, AS_OF)
    assert state_of(assessment, "exceptions-cleared").status is MilestoneStatus.IN_PROGRESS


# --- the lender of the example ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "milestone", "reached", "short"),
    [
        ("close-days", "close-time-met", "4", "5"),
        ("reconciliation-errors", "reconciliation-errors-met", "12", "13"),
        ("forecast-accuracy-percent", "forecast-accuracy-met", "89", "88.9"),
    ],
)
def test_a_target_counts_at_its_number_and_not_one_short_of_it(
    value: str, milestone: str, reached: str, short: str
) -> None:
    at_target = state_of(assess(reading_instead(facts(4), value, reached), PLAYBOOK, AS_OF), milestone)
    one_short = state_of(assess(reading_instead(facts(4), value, short), PLAYBOOK, AS_OF), milestone)
    assert (at_target.outcome, one_short.outcome) == (Outcome.MET, Outcome.UNMET)


def test_a_single_slow_year_end_close_breaks_the_year() -> None:
    given = facts(5)
    slow = Observation(
        value="close-days", on=add_months(START, 12), number=8, sequence=1, source=record_of("close-days").id
    )
    assessment = assess(given.model_copy(update={"observations": (*given.observations, slow)}), PLAYBOOK, AS_OF)
    assert state_of(assessment, "close-time-met").outcome is Outcome.MET
    assert state_of(assessment, "close-kept").outcome is Outcome.UNKNOWN
    assert assessment.standing.proven == 4


def test_the_clock_of_first_value_waits_for_the_confirmation_of_the_first_report() -> None:
    late = paper("confirmation", "customer", "first-verified-report", on=START + dt.timedelta(days=75))
    given = facts(2)
    waited = given.model_copy(
        update={"evidence": (*(e for e in given.evidence if "first-verified-report" not in e.milestones), late)}
    )
    clocks = {clock.clock: clock for clock in assess(waited, PLAYBOOK, AS_OF).clocks}
    assert clocks[Clock.FIRST_ACTION].in_time is Outcome.MET
    assert (clocks[Clock.FIRST_VALUE].days, clocks[Clock.FIRST_VALUE].in_time) == (75, Outcome.UNMET)


@pytest.mark.parametrize(
    ("percent", "papers", "outcome"),
    [
        ("101", ("finance_report", "confirmation"), Outcome.MET),
        ("100", ("finance_report", "confirmation"), Outcome.UNMET),
        ("101", ("finance_report",), Outcome.UNMET),
        ("101", ("confirmation",), Outcome.UNMET),
    ],
)
def test_the_return_counts_only_above_the_cost_documented_and_shared(
    percent: str, papers: tuple[EvidenceKind, ...], outcome: Outcome
) -> None:
    given = facts(4, plan=(*account().plan, plan("benefit-percent-of-cost", "0", "150")))
    signed = tuple(paper(kind, "customer", "benefit-documented") for kind in papers)
    observations = (*given.observations, *read("benefit-percent-of-cost", percent))
    shared = given.model_copy(update={"observations": observations, "evidence": (*given.evidence, *signed)})
    assert state_of(assess(shared, PLAYBOOK, AS_OF), "benefit-documented").outcome is outcome


# --- health and decisions -----------------------------------------------------------------------------------------


def test_failing_controls_are_red_and_controls_agreed_but_never_tested_are_grey() -> None:
    steady = facts(5)
    colours = [
        _signal(reading_instead(steady, "control-failure-percent", percent), "controls-failing")
        for percent in ("7", "12")
    ]
    untested = tuple(o for o in steady.observations if o.value != "control-failure-percent")
    never = steady.model_copy(update={"observations": untested})
    assert colours == [Outcome.UNMET, Outcome.MET]
    assert _signal(never, "controls-failing") is Outcome.UNKNOWN
    assert assess(never, PLAYBOOK, dt.date(2025, 3, 15)).health.colour is Colour.GREY


def test_the_next_audit_may_rest_on_reports_once_raw_data_is_attached_and_the_choice_is_written_down() -> None:
    options = (Option(name="All reports"), Option(name="Reconciliations only"))
    decision = Decision(id="reliance", title="Reliance", options=options)
    given = facts(5, sponsor=Person(name="R. Castellanos"), decisions=(decision,), plan=account().plan)
    without_raw = tuple(e for e in given.evidence if e.kind != "reproduction")
    assert _open(given.model_copy(update={"evidence": without_raw}), "audit-reliance") == ["audit-raw-data"]
    assert _open(given, "audit-reliance") == []
    assert _open(facts(5), "audit-reliance") == ["audit-sponsor", "audit-options"]


def test_a_model_is_used_only_with_a_purpose_a_review_date_and_a_sign_to_stop() -> None:
    recorded = ["model-goal", "model-review-date", "model-stop-sign"]
    assert _open(facts(5), "model-use") == recorded
    decision = Decision(id="use", title="Use it", review_on=AS_OF, reversal_signal="Two misses above 20 percent.")
    goal = Goal(id="cash", words="Plan cash for the next quarter.", level="tactical")
    assert _open(facts(5, decisions=(decision,), goals=(goal,)), "model-use") == []


def test_a_soft_forecast_target_does_not_pass_the_agreed_floor() -> None:
    plans = tuple(plan(v, *ends) for v, ends in {**AGREED, "forecast-accuracy-percent": ("67", "70")}.items())
    soft = reading_instead(facts(5, plan=plans), "forecast-accuracy-percent", "72")
    assert "model-against-actuals" in _open(soft, "model-use")


def _signal(given: AccountFacts, signal: str) -> Outcome:
    reasons = assess(given, PLAYBOOK, AS_OF).health.reasons
    return next(reason.outcome for reason in reasons if reason.signal == signal)


def _open(given: AccountFacts, checklist: str) -> list[str]:
    states = assess(given, PLAYBOOK, AS_OF).checklists
    answered = next(state for state in states if state.checklist == checklist)
    return [question.question for question in answered.questions if question.outcome is not Outcome.MET]
