"""The small business segment as its customers meet it."""

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
from vpl_core.model.outcomes import Outcome
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.engine import assess

SMB = "smb"
START = dt.date(2025, 1, 6)
TOP = dt.date(2026, 3, 20)
PLAYBOOK = PLAYBOOKS[SMB]
OUTCOMES = {value.id for value in PLAYBOOK.values if value.kind is Kind.OUTCOME}
SOURCES = (
    Source(id="timesheet", name="Team's timesheets", party="customer", method="time_log"),
    Source(id="observer", name="Bookkeeper's visits", party="third_party", method="observation"),
    Source(id="books", name="Bookkeeping", party="customer", method="finance_record"),
    Source(id="accountant", name="Accountant", party="third_party", method="finance_record"),
    Source(id="till", name="Order list", party="customer", method="instrumented"),
    Source(id="product", name="The product's own log", party="vendor", method="instrumented"),
    Source(id="sample", name="Checked sample", party="vendor", method="audit"),
    Source(id="answers", name="Team's answers", party="customer", method="survey"),
)
PLANNED = {
    "weekly-manual-hours": ("15", "4", "timesheet", "time_log"),
    "monthly-tool-cost": ("900", "150", "books", "finance_record"),
    "return-on-cost": ("-100", "20", "books", "finance_record"),
    "orders-per-person": ("100", "150", "till", "instrumented"),
    "quote-win-percent": ("18", "27", "till", "instrumented"),
}
MONTHS = [dt.date(2025, month, 3) for month in range(2, 13)] + [dt.date(2026, month, 3) for month in range(1, 4)]
"""From 3 February 2025, one reading a month."""


def series(value: str, source: str, numbers: list[float]) -> list[Observation]:
    """The latest months' readings, the last number being the one of March 2026."""
    months = MONTHS[len(MONTHS) - len(numbers) :]
    return [
        Observation(value=value, on=on, number=number, source=source)
        for on, number in zip(months, numbers, strict=True)
    ]


HOURS = [12, 9, 7, 5, 4, 4, 3.9, 4, 3.8, 4, 3.9, 3.8, 3.9, 3.8]
OBSERVATIONS = (
    Observation(value="jobs-start-to-finish", on=dt.date(2025, 1, 15), number=4, source="product"),
    *series("jobs-start-to-finish", "product", [20] * 14),
    Observation(value="clean-records-percent", on=dt.date(2025, 2, 20), number=99, source="sample"),
    *series("team-using-percent", "product", [60, 100] + [95] * 12),
    *series("weekly-manual-hours", "timesheet", HOURS),
    *series("weekly-manual-hours", "observer", HOURS),
    *series("monthly-tool-cost", "books", [900, 900, 500, 150, 150] + [150] * 9),
    *series("return-on-cost", "books", [25, 34, 45, 60, 70, 80, 90]),
    *series("return-on-cost", "accountant", [24, 33, 44, 59, 69, 79, 89]),
    *series("orders-per-person", "till", [152, 153, 155]),
    *series("orders-per-person", "accountant", [151, 152, 155]),
    *series("quote-win-percent", "till", [20, 28]),
    *series("quote-win-percent", "accountant", [20, 28]),
)


def filed(kind: str, milestone: str, on: dt.date, party: str, by: str) -> Evidence:
    """A piece of evidence with its file."""
    name = f"{milestone}-{party.replace('_', '-')}"
    sha256 = hashlib.sha256(f"{name} {kind}".encode()).hexdigest()
    return Evidence(id=name, kind=kind, title=name, on=on, by=by, party=party, milestones=(milestone,), sha256=sha256)


OWNERS_SIGNATURE = filed("confirmation", "paid-back", dt.date(2025, 10, 1), "customer", "Mina Sato, owner")
EVIDENCE = (
    filed("agreement", "old-way-retired", dt.date(2025, 4, 1), "customer", "Mina Sato"),
    filed("finance_report", "paid-back", dt.date(2025, 9, 30), "third_party", "Kuhn & Partner"),
    OWNERS_SIGNATURE,
)


def account(**changes: object) -> Account:
    plan = tuple(
        ValuePlan(
            value=value,
            baseline=Baseline(number=baseline, on=dt.date(2025, 1, 3), source=source),
            target=target,
            due=dt.date(2025, 7, 6),
            method=method,
            validator="Mina Sato",
            agreed_by="Mina Sato",
            agreed_on=dt.date(2025, 1, 10),
            source=source,
        )
        for value, (baseline, target, source, method) in PLANNED.items()
    )
    return Account(**{"id": "sato-bikes", "name": "Sato Bikes", "segment": SMB, "start": START, "plan": plan} | changes)


def facts(
    observations: tuple[Observation, ...] = OBSERVATIONS, evidence: tuple[Evidence, ...] = EVIDENCE, **changes: object
) -> AccountFacts:
    return AccountFacts(account=account(**changes), observations=observations, evidence=evidence, sources=SOURCES)


def best(value: ValueDefinition) -> Decimal | None:
    """The best reading that is possible."""
    return value.least if value.direction == "down" else value.most


def on_day(day: dt.date, known: AccountFacts | None = None) -> Assessment:
    return assess(known or facts(), PLAYBOOK, day)


# --- the climb --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        (dt.date(2025, 1, 10), 0),
        (dt.date(2025, 2, 5), 1),
        (dt.date(2025, 5, 5), 2),
        (dt.date(2025, 6, 5), 3),
        (dt.date(2025, 12, 5), 4),
        (TOP, 5),
    ],
)
def test_a_bicycle_shop_climbs_one_rung_after_the_other(day: dt.date, rung: int) -> None:
    assert on_day(day).standing.proven == rung


def test_without_the_owners_signature_the_upper_two_rungs_are_lost() -> None:
    unsigned = tuple(e for e in EVIDENCE if e is not OWNERS_SIGNATURE)
    standing = on_day(TOP, facts(evidence=unsigned)).standing
    assert standing.proven == 3
    assert [requirement.milestone for requirement in standing.blocking] == ["paid-back"]


def test_a_signature_without_a_file_is_a_claim_and_not_yet_a_proof() -> None:
    bare = OWNERS_SIGNATURE.model_copy(update={"sha256": ""})
    standing = on_day(TOP, facts(evidence=(*EVIDENCE[:-1], bare))).standing
    assert (standing.proven, standing.claimed) == (3, 5)


def test_a_return_of_exactly_nothing_has_not_paid_back() -> None:
    kept = tuple(o for o in OBSERVATIONS if o.value != "return-on-cost")
    plan = tuple(p.model_copy(update={"target": 0}) if p.value == "return-on-cost" else p for p in account().plan)
    for number, outcome in ((0, Outcome.UNMET), (1, Outcome.MET)):
        known = facts((*kept, *series("return-on-cost", "books", [number])), plan=plan)
        states = {state.milestone: state.outcome for state in on_day(TOP, known).milestones}
        assert states["paid-back"] is outcome


def test_usage_and_leading_readings_alone_carry_no_rung_above_the_second() -> None:
    perfect = tuple(
        Observation(value=value.id, on=on, number=best(value), source=source)
        for value in PLAYBOOK.values
        if value.kind is not Kind.OUTCOME
        for on in MONTHS
        for source in ("product", "sample", "answers")
    )
    proofs = tuple(
        filed(kind, milestone, dt.date(2025, 12, 1), party, "Somebody")
        for kind, party in (("testimonial", "customer"), ("finance_report", "third_party"))
        for milestone in PLAYBOOK.milestone
    )
    one_saving = series("weekly-manual-hours", "timesheet", [12])
    assessment = on_day(TOP, facts((*perfect, *one_saving), (*EVIDENCE, *proofs)))
    assert (assessment.standing.proven, assessment.standing.claimed) == (2, 2)
    assert all(rung.proven is not Outcome.MET for rung in assessment.standing.rungs[2:])
    without = on_day(TOP, facts(perfect, (*EVIDENCE, *proofs)))
    assert without.standing.proven == 0


def test_evenings_given_back_count_as_the_first_saving_too() -> None:
    plan = ValuePlan(value="evening-admin-hours", baseline=Baseline(number=8, on=START, source="timesheet"), target=2)
    evenings = (Observation(value="evening-admin-hours", on=dt.date(2025, 2, 1), number=6, source="timesheet"),)
    states = {s.milestone: s for s in on_day(dt.date(2025, 2, 3), facts(evenings, plan=(plan,))).milestones}
    assert states["first-task-replaced"].outcome is Outcome.MET


def test_the_clocks_stop_in_a_possible_order() -> None:
    assessment = on_day(TOP)
    days = {clock.clock: clock.days for clock in assessment.clocks if clock.observed}
    assert set(days) == set(Clock)
    assert days[Clock.FIRST_ACTION] == (dt.date(2025, 1, 15) - START).days
    assert assessment.issues == ()


# --- what the vendor watches ------------------------------------------------------------------------------------


def test_a_busy_team_without_hours_given_back_is_yellow() -> None:
    others = tuple(o for o in OBSERVATIONS if o.value != "weekly-manual-hours")
    busy = (
        *others,
        *series("weekly-manual-hours", "timesheet", [14] * 14),
        *series("csat", "answers", [9]),
        *series("support-minutes", "product", [3]),
    )
    health = assess(facts(busy), PLAYBOOK, dt.date(2026, 3, 20)).health
    signals = {reason.signal: reason.outcome for reason in health.reasons}
    assert signals["busy-without-gain"] is Outcome.MET
    assert signals["hours-worse-than-before"] is Outcome.UNMET
    worse = assess(facts((*busy, *series("weekly-manual-hours", "timesheet", [16]))), PLAYBOOK, TOP).health
    assert worse.colour is Colour.RED


def test_without_any_outcome_the_colour_is_not_known() -> None:
    usage = tuple(o for o in OBSERVATIONS if o.value not in OUTCOMES)
    assert on_day(TOP, facts(usage)).health.colour is Colour.GREY


def test_a_row_of_a_churn_export_is_scored_and_stays_on_the_ground() -> None:
    """Size 10-50, 3 months, one active product, satisfaction 9, 4 articles, 14 emails, 8.3 minutes of support."""
    day = dt.date(2025, 4, 6)
    readings = {"active-products": 1, "csat": 9, "help-articles-read": 4, "support-minutes": 8.3}
    attributes = {"company_size": "10-50", "months_active": 3, "marketing_emails_clicked": 14, "us_region": "Pacific"}
    known = facts(
        tuple(Observation(value=value, on=day, number=number, source="product") for value, number in readings.items()),
        (),
        plan=(),
        attributes=tuple(Attribute(name=name, content=content) for name, content in attributes.items()),
    )
    assessment = on_day(day, known)
    score = assessment.scores[0]
    bands = {c.factor: c.band for c in score.contributions}
    assert bands == {
        "company-size": "10-50",
        "months-active": "settling in",
        "products-in-use": "one",
        "help-reading": "some",
        "help-needed": "some",
        "emails-clicked": "usual",
        "satisfaction": "satisfied",
        "recommendation": "",
    }
    # 2*70 + 2*60 + 4*40 + 1*50 + 3*60 + 1*50 + 4*65 = 960 of 19 weights, of which 2 are unknown.
    assert (score.least, score.most) == (Fraction(960, 19), Fraction(1160, 19))
    assert score.coverage == Fraction(17, 19)
    assert score.band == "keep in touch"
    assert assessment.standing.proven == 0
    assert assessment.health.colour is Colour.GREY


def test_every_size_that_such_exports_know_has_its_points() -> None:
    sizes = next(f for f in PLAYBOOK.scorecards[0].factors if f.id == "company-size").choices
    assert {choice.text for choice in sizes} == {"self-employed", "1-10", "10-50", "50-100", "100-250"}


# --- decisions --------------------------------------------------------------------------------------------------


def test_every_question_can_be_answered_yes() -> None:
    decision = Decision(
        id="close-the-list",
        title="Close the old list",
        owner="Mina Sato",
        options=(Option(name="close it"), Option(name="keep it")),
        chosen="close it",
        decided_on=dt.date(2025, 3, 1),
        review_on=dt.date(2025, 6, 1),
        reversal_signal="More than five orders lost in a month.",
    )
    known = facts(
        (
            *OBSERVATIONS,
            *series("support-minutes", "product", [10, 5, 5]),
            *series("csat", "answers", [9]),
        ),
        (
            *EVIDENCE,
            filed("raw_data", "records-moved", dt.date(2025, 2, 20), "customer", "Mina Sato"),
            filed("report", "first-connection-works", dt.date(2025, 2, 25), "vendor", "Jo Park"),
        ),
        owner=Person(name="Jo Park"),
        sponsor=Person(name="Mina Sato"),
        renewal=dt.date(2026, 6, 30),
        goals=(Goal(id="evenings", words="I want my evenings back.", level="operational"),),
        decisions=(decision,),
    )
    for checklist in on_day(TOP, known).checklists:
        answers = {question.question: question.outcome for question in checklist.questions}
        assert set(answers.values()) == {Outcome.MET}, answers


def test_an_empty_file_answers_no_question_with_yes() -> None:
    for checklist in on_day(TOP, facts((), (), plan=())).checklists:
        assert checklist.count(Outcome.MET) == 0
