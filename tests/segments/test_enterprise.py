"""The enterprise segment as its customers meet it."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.site.segments import PLAYBOOKS
from vpl_core.model.accounts import (
    Account,
    AccountFacts,
    Ask,
    Attribute,
    Baseline,
    Decision,
    Goal,
    Option,
    Person,
    ValuePlan,
)
from vpl_core.model.assessment import Assessment
from vpl_core.model.evidence import Evidence
from vpl_core.model.health import Colour
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.engine import assess

ENTERPRISE = "enterprise"
START = dt.date(2025, 2, 3)
TOP = dt.date(2026, 6, 20)
PLAYBOOK = PLAYBOOKS[ENTERPRISE]
OUTCOMES = {value.id for value in PLAYBOOK.values if value.kind is Kind.OUTCOME}
SOURCES = (
    Source(id="platform", name="The product's own log", party="vendor", method="instrumented"),
    Source(id="warehouse", name="Data warehouse", party="customer", method="instrumented"),
    Source(id="ledger", name="General ledger", party="customer", method="finance_record"),
    Source(id="time-sheets", name="Time sheets", party="customer", method="time_log"),
    Source(id="internal-audit", name="Internal audit", party="customer", method="audit"),
    Source(id="auditor", name="Auditing firm", party="third_party", method="audit"),
    Source(id="heads", name="Survey of department heads", party="customer", method="survey"),
)
PLANNED = {
    "handover-wait-hours": ("48", "6", "warehouse", "instrumented"),
    "audit-preparation-hours": ("900", "300", "time-sheets", "time_log"),
    "cost-per-case": ("40", "25", "ledger", "finance_record"),
    "return-on-cost": ("-100", "15", "ledger", "finance_record"),
    "new-service-revenue": ("0", "500000", "ledger", "finance_record"),
    "open-audit-findings": ("14", "2", "internal-audit", "audit"),
    "shared-record-percent": ("71", "98", "internal-audit", "audit"),
    "peak-cases-per-day": ("1000", "3000", "warehouse", "instrumented"),
}
MONTHS = [dt.date(2025, month, 9) for month in range(3, 13)] + [dt.date(2026, month, 9) for month in range(1, 7)]
"""From 9 March 2025, one reading a month."""
FORTNIGHTS = [dt.date(2025, 5, 1) + dt.timedelta(days=14 * n) for n in range(30)]


def series(value: str, source: str, numbers: list[float]) -> list[Observation]:
    """The latest months' readings, the last number being the one of June 2026."""
    months = MONTHS[len(MONTHS) - len(numbers) :]
    return [
        Observation(value=value, on=on, number=number, source=source)
        for on, number in zip(months, numbers, strict=True)
    ]


WAITS = [44, 36, 30, 24, 18, 12, 8, 6, 6, 5.5, 5.5, 5, 5, 5, 5, 5]
OBSERVATIONS = (
    *series("cases-end-to-end", "platform", [4, 25, 60, 200] + [900] * 12),
    *series("handover-wait-hours", "warehouse", WAITS),
    *series("handover-wait-hours", "platform", WAITS),
    *[Observation(value="sync-success-percent", on=on, number="99.7", source="platform") for on in FORTNIGHTS],
    *series("departments-live", "platform", [1, 1, 2] + [4] * 13),
    *series("active-staff-percent", "platform", [20, 40, 85] + [88] * 13),
    *series("shared-record-percent", "internal-audit", [80, 90, 96, 98.5, 98.5, 99, 99, 99, 99, 99, 99]),
    *series("shared-record-percent", "warehouse", [80, 90, 96, 98, 98.5, 99, 99, 99, 99, 99, 99]),
    *series("critical-fix-days", "platform", [40, 25, 20, 18]),
    *series("open-audit-findings", "internal-audit", [9, 4, 2, 2]),
    *series("return-on-cost", "ledger", [16, 20, 24, 30, 33]),
    *series("return-on-cost", "auditor", [16, 20, 24, 30, 33]),
    *series("peak-cases-per-day", "warehouse", [2200, 3100]),
    *series("peak-cases-per-day", "platform", [2200, 3090]),
    *series("cost-per-case", "ledger", [33, 31]),
    *series("cost-per-case", "auditor", [33, 31]),
    *series("new-service-revenue", "ledger", [510_000, 540_000]),
    *series("new-service-revenue", "auditor", [510_000, 541_000]),
)


def filed(
    kind: str, about: str, on: dt.date, party: str, by: str, *, values: tuple[str, ...] = (), file: bool = True
) -> Evidence:
    """A piece of evidence about a milestone, or about values where they are named."""
    name = f"{about}-{kind}-{party}".replace("_", "-")
    sha256 = hashlib.sha256(name.encode()).hexdigest() if file else ""
    milestones = () if values else (about,)
    return Evidence(
        id=name[:40].strip("-"),
        kind=kind,
        title=name,
        on=on,
        by=by,
        party=party,
        values=values,
        milestones=milestones,
        sha256=sha256,
    )


TOP_VALUES = ("peak-cases-per-day", "cost-per-case", "new-service-revenue")
CONFIRMED = filed("confirmation", "top", dt.date(2026, 6, 15), "customer", "R. Ito, CFO", values=TOP_VALUES)
REPRODUCED = filed("reproduction", "top", dt.date(2026, 6, 16), "third_party", "Auditing firm", values=TOP_VALUES)
CFO_ON_RETURN = filed("confirmation", "value-accepted-by-finance", dt.date(2026, 3, 1), "customer", "R. Ito, CFO")
EVIDENCE = (
    filed("certificate", "security-review-passed", dt.date(2025, 4, 1), "third_party", "Certifier"),
    filed("confirmation", "security-review-passed", dt.date(2025, 4, 20), "customer", "L. Weiss, security officer"),
    filed("agreement", "key-integration-live", dt.date(2025, 6, 20), "customer", "T. Okafor, IT"),
    filed("training_record", "departments-on-board", dt.date(2025, 6, 1), "vendor", "Jo Park"),
    filed("finance_report", "value-accepted-by-finance", dt.date(2026, 2, 20), "third_party", "Auditing firm"),
    CFO_ON_RETURN,
    CONFIRMED,
    REPRODUCED,
)


def account(**changes: object) -> Account:
    plan = tuple(
        ValuePlan(
            value=value,
            baseline=Baseline(number=baseline, on=dt.date(2025, 1, 31), source=source),
            target=target,
            due=dt.date(2026, 2, 3),
            method=method,
            validator="R. Ito",
            agreed_by="R. Ito",
            agreed_on=dt.date(2025, 3, 1),
            source=source,
        )
        for value, (baseline, target, source, method) in PLANNED.items()
    )
    stated = {"id": "ito-logistics", "name": "Ito Logistics", "segment": ENTERPRISE, "start": START, "plan": plan}
    return Account(**stated | changes)


def facts(
    observations: tuple[Observation, ...] = OBSERVATIONS, evidence: tuple[Evidence, ...] = EVIDENCE, **changes: object
) -> AccountFacts:
    return AccountFacts(account=account(**changes), observations=observations, evidence=evidence, sources=SOURCES)


def on_day(day: dt.date, known: AccountFacts | None = None) -> Assessment:
    return assess(known or facts(), PLAYBOOK, day)


def best(value: ValueDefinition) -> Decimal | None:
    """The best reading that is possible."""
    return value.least if value.direction == "down" else value.most


# --- the climb --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        (dt.date(2025, 3, 20), 0),
        (dt.date(2025, 5, 20), 1),
        (dt.date(2025, 7, 20), 2),
        (dt.date(2025, 10, 20), 2),
        (dt.date(2025, 11, 20), 3),
        (dt.date(2026, 4, 20), 3),
        (dt.date(2026, 5, 20), 4),
        (TOP, 5),
    ],
)
def test_a_logistics_group_climbs_one_rung_after_the_other(day: dt.date, rung: int) -> None:
    assert on_day(day).standing.proven == rung


@pytest.mark.parametrize("lost", [CONFIRMED, REPRODUCED])
def test_without_confirmation_or_reproduction_the_top_rung_is_lost_and_only_that(lost: Evidence) -> None:
    standing = on_day(TOP, facts(evidence=tuple(e for e in EVIDENCE if e is not lost))).standing
    assert (standing.proven, standing.claimed) == (4, 5)
    assert {r.rigor for r in standing.blocking if r.outcome is Outcome.MET} == {Rigor.CORROBORATED}


def test_a_return_that_no_executive_confirmed_is_not_accepted() -> None:
    standing = on_day(TOP, facts(evidence=tuple(e for e in EVIDENCE if e is not CFO_ON_RETURN))).standing
    assert standing.proven == 3
    assert [requirement.milestone for requirement in standing.blocking] == ["value-accepted-by-finance"]


def test_the_vendors_own_log_alone_does_not_make_departments_work_as_one() -> None:
    alone = tuple(o for o in OBSERVATIONS if o.value not in OUTCOMES or o.source in ("warehouse", "ledger"))
    standing = on_day(TOP, facts(alone)).standing
    assert standing.proven == 2
    assert standing.claimed >= 2


def test_a_certificate_passes_the_review_only_with_the_security_officers_signature() -> None:
    vendors_own = filed("certificate", "security-review-passed", dt.date(2025, 4, 1), "vendor", "Jo Park")
    signature = filed("confirmation", "security-review-passed", dt.date(2025, 4, 20), "customer", "Somebody")
    for evidence, passed in (((vendors_own, signature), True), ((vendors_own,), False)):
        states = {s.milestone: s.outcome for s in on_day(TOP, facts(evidence=evidence)).milestones}
        assert (states["security-review-passed"] is Outcome.MET) == passed


def test_finance_is_not_asked_to_accept_a_return_of_exactly_nothing() -> None:
    kept = tuple(o for o in OBSERVATIONS if o.value != "return-on-cost")
    plan = tuple(p.model_copy(update={"target": 0}) if p.value == "return-on-cost" else p for p in account().plan)
    for number, outcome in ((0, Outcome.UNMET), (1, Outcome.MET)):
        known = facts((*kept, *series("return-on-cost", "ledger", [number])), plan=plan)
        states = {state.milestone: state.outcome for state in on_day(TOP, known).milestones}
        assert states["value-accepted-by-finance"] is outcome


def test_usage_and_leading_readings_alone_carry_no_rung_above_the_second() -> None:
    perfect = tuple(
        Observation(value=value.id, on=on, number=best(value), source=source)
        for value in PLAYBOOK.values
        if value.kind is not Kind.OUTCOME
        for on in FORTNIGHTS
        for source in ("platform", "auditor", "heads")
    )
    proofs = tuple(
        filed(kind, milestone, dt.date(2025, 12, 1), party, "Somebody")
        for kind, party in (("testimonial", "customer"), ("finance_report", "third_party"), ("reproduction", "vendor"))
        for milestone in PLAYBOOK.milestone
    )
    one_saving = series("handover-wait-hours", "warehouse", [36])
    assessment = on_day(TOP, facts((*perfect, *one_saving), (*EVIDENCE, *proofs)))
    assert (assessment.standing.proven, assessment.standing.claimed) == (2, 2)
    assert all(rung.proven is not Outcome.MET for rung in assessment.standing.rungs[2:])
    without = on_day(TOP, facts(perfect, (*EVIDENCE, *proofs)))
    assert without.standing.proven == 0


def test_two_of_three_gains_must_hold_without_a_break() -> None:
    def gains(*lost: str) -> Outcome:
        kept = tuple(o for o in OBSERVATIONS if o.value not in lost)
        return next(s.outcome for s in on_day(TOP, facts(kept)).milestones if s.milestone == "gains-held")

    quarters = series("audit-preparation-hours", "time-sheets", [350, 330])
    assert gains() is Outcome.MET
    assert gains("shared-record-percent") is Outcome.UNKNOWN
    broken = tuple(
        o.model_copy(update={"number": Decimal(7)}) if o.value == "handover-wait-hours" and o.on == MONTHS[-2] else o
        for o in OBSERVATIONS
    )
    fallen = next(s for s in on_day(TOP, facts(broken)).milestones if s.milestone == "gains-held")
    assert fallen.outcome is Outcome.UNKNOWN
    saved = next(s for s in on_day(TOP, facts((*broken, *quarters))).milestones if s.milestone == "gains-held")
    assert saved.outcome is Outcome.MET


def test_a_critical_fix_that_took_a_month_and_a_day_leaves_the_findings_open() -> None:
    kept = tuple(o for o in OBSERVATIONS if o.value != "critical-fix-days")
    for days, outcome in ((30, Outcome.MET), (31, Outcome.UNMET)):
        known = facts((*kept, *series("critical-fix-days", "platform", [days])))
        states = {state.milestone: state.outcome for state in on_day(TOP, known).milestones}
        assert states["findings-closed"] is outcome
    assert PLAYBOOK.threshold["enterprise-critical-fix-days"].source, "somebody else stands behind the number"


def test_the_clocks_stop_in_a_possible_order() -> None:
    assessment = on_day(TOP)
    days = {clock.clock: clock.days for clock in assessment.clocks if clock.observed}
    assert set(days) == set(Clock)
    assert days[Clock.FIRST_VALUE] == (dt.date(2025, 4, 9) - START).days
    assert assessment.issues == ()


# --- what the vendor watches ------------------------------------------------------------------------------------


def test_a_failing_integration_is_red_only_once_it_was_accepted() -> None:
    failing = (*OBSERVATIONS, Observation(value="sync-success-percent", on=TOP, number=80, source="platform"))
    trusted = series("figures-trusted", "heads", [8])
    accepted = assess(facts((*failing, *trusted)), PLAYBOOK, TOP).health
    assert accepted.colour is Colour.RED
    unsigned = tuple(e for e in EVIDENCE if "key-integration-live" not in e.milestones)
    signals = {r.signal: r.outcome for r in assess(facts((*failing, *trusted), unsigned), PLAYBOOK, TOP).health.reasons}
    # Whether it was accepted is not known without the paper, and a lost paper must not silence the alarm.
    assert signals["accepted-integration-fails"] is Outcome.UNKNOWN


def test_nearly_everybody_at_work_without_shorter_waits_is_a_warning() -> None:
    others = tuple(o for o in OBSERVATIONS if o.value != "handover-wait-hours")
    stuck = (*others, *series("handover-wait-hours", "warehouse", [45] * 3))
    signals = {r.signal: r.outcome for r in on_day(TOP, facts(stuck)).health.reasons}
    assert signals["busy-without-gain"] is Outcome.MET
    assert signals["waits-worse-than-before"] is Outcome.UNMET


def test_without_any_outcome_the_colour_is_not_known() -> None:
    usage = tuple(o for o in OBSERVATIONS if o.value not in OUTCOMES)
    assert on_day(TOP, facts(usage)).health.colour is Colour.GREY


def test_the_scorecard_reads_attributes_actions_and_attitudes() -> None:
    attributes = (
        Attribute(name="employees", content=12_000),
        Attribute(name="contract_months_left", content=8),
        Attribute(name="executive_access", content="board"),
    )
    attitudes = (*series("figures-trusted", "heads", [9]), *series("nps", "heads", [35]))
    score = on_day(TOP, facts((*OBSERVATIONS, *attitudes), attributes=attributes)).scores[0]
    assert score.coverage == 1
    # (2*100 + 2*50 + 3*100 + 4*65 + 3*100 + 2*100 + 4*100 + 2*75) / 22
    assert score.least == score.most == Fraction(1910, 22)
    assert score.band == "deep roots"
    assert {factor.aspect for factor in PLAYBOOK.scorecards[0].factors} == {"attribute", "action", "attitude"}


# --- decisions --------------------------------------------------------------------------------------------------


def test_every_question_can_be_answered_yes() -> None:
    decision = Decision(
        id="admit-personal-records",
        title="Admit personal records",
        owner="L. Weiss",
        options=(Option(name="admit"), Option(name="keep out")),
        chosen="admit",
        decided_on=dt.date(2025, 9, 1),
        review_on=dt.date(2026, 9, 1),
        reversal_signal="A critical finding in an external audit.",
    )
    more = (
        filed("agreement", "security-review-passed", dt.date(2025, 4, 2), "customer", "L. Weiss"),
        filed("report", "data-migrated", dt.date(2025, 5, 20), "vendor", "Jo Park"),
        filed("confirmation", "data-migrated", dt.date(2025, 5, 25), "customer", "T. Okafor"),
        filed("certificate", "old-systems-retired", dt.date(2025, 10, 1), "customer", "T. Okafor"),
    )
    known = facts(
        (*OBSERVATIONS, *series("figures-trusted", "heads", [8])),
        (*EVIDENCE, *more),
        owner=Person(name="Jo Park"),
        sponsor=Person(name="R. Ito"),
        renewal=dt.date(2027, 2, 2),
        goals=(Goal(id="one-group", words="Nine countries that work as one group.", level="strategic"),),
        asks=(Ask(who="T. Okafor", what="A test copy of the ledger", by=TOP, otherwise="The move waits a month."),),
        decisions=(decision,),
    )
    for checklist in on_day(TOP, known).checklists:
        answers = {question.question: question.outcome for question in checklist.questions}
        assert set(answers.values()) == {Outcome.MET}, answers


def test_an_empty_file_answers_no_question_with_yes() -> None:
    for checklist in on_day(TOP, facts((), (), plan=())).checklists:
        assert checklist.count(Outcome.MET) == 0
