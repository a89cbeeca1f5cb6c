"""Conditions over agreements, evidence, records, milestones and a plugin's own predicates."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import agreed, answer, assessed, day, known, paper, playbook, reading, step
from vpl_core.model.accounts import Attribute, Decision, Goal, Option, Person
from vpl_core.model.conditions import (
    AllOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Condition,
    Custom,
    EvidenceOf,
    MilestoneReached,
    PlanAgreed,
    Recorded,
)
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Predicate

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
FEW = AtMost(value="hours", limit=4)


def outcome_of(condition: Condition, facts: Any, **where: Any) -> Outcome:
    return answer(condition, facts, **where).outcome


# --- agreements, evidence, records ------------------------------------------------------------------------------


def test_a_plan_counts_from_the_day_of_its_agreement() -> None:
    facts = known(plan=(agreed("hours", 15, 2, agreed_on=day(10)),))
    assert [outcome_of(PlanAgreed(), facts, after=after) for after in (9, 10, 11)] == [UNMET, MET, MET]


def test_plans_of_outcomes_count_where_no_values_are_named() -> None:
    facts = known(plan=(agreed("hours", 15, 2), agreed("seats", 1, 9)))
    two = answer(PlanAgreed(at_least=2), facts)
    assert (two.outcome, two.seen, two.needed, two.missing) == (UNMET, 1, 2, ("agreement",))
    assert outcome_of(PlanAgreed(at_least=2, values=("hours", "seats")), facts) is MET
    assert outcome_of(PlanAgreed(values=("errors",)), facts) is UNMET


def test_a_plan_that_lacks_its_validator_is_not_agreed() -> None:
    assert outcome_of(PlanAgreed(), known(plan=(agreed("hours", 15, 2, validator=""),))) is UNMET


SIGNED = EvidenceOf(kinds=("agreement", "report"), milestone="begun", at_least=Rigor.REPORTED, count=2)


def test_evidence_is_counted_from_its_day_by_kind_subject_and_rigor() -> None:
    counts = paper("a", "agreement", on=10, milestones=("begun",)), paper("b", "report", on=20, milestones=("begun",))
    others = (
        paper("c", "dashboard", milestones=("begun",)),
        paper("d", "report", milestones=("other",)),
        paper("e", "report", values=("hours",)),
        paper("f", "report", milestones=("begun",), party="vendor", sha256=""),
        paper("g", "report", on=31, milestones=("begun",)),
    )
    facts = known(evidence=(*others, *counts))
    found = answer(SIGNED, facts)
    assert (found.outcome, found.seen, found.needed, found.evidence) == (MET, 2, 2, ("a", "b"))
    early = answer(SIGNED, facts, after=19)
    assert (early.outcome, early.seen, early.evidence, early.missing) == (UNMET, 1, ("a",), ("evidence",))


def test_no_evidence_is_a_count_of_nothing_and_not_unknown() -> None:
    found = answer(SIGNED, known())
    assert (found.outcome, found.seen) == (UNMET, 0)


def test_evidence_is_as_rigorous_as_the_last_piece_that_is_needed() -> None:
    one = EvidenceOf(kinds=("report",), value="hours", at_least=Rigor.UNSOURCED)
    both = known(
        evidence=(paper("file", values=("hours",)), paper("bare", values=("hours",), sha256="")),
    )
    assert answer(one, both).rigor is Rigor.MEASURED
    assert answer(one.model_copy(update={"count": 2}), both).rigor is Rigor.REPORTED


OPTIONS = (Option(name="Stay"), Option(name="Leave"))
RENEW = {"id": "renew", "title": "Renew?"}


@pytest.mark.parametrize(
    ("fact", "account"),
    [
        ("owner", {"owner": Person(name="Vera")}),
        ("sponsor", {"sponsor": Person(name="Mina")}),
        ("goal", {"goals": (Goal(id="home", words="Home by five", level="tactical"),)}),
        ("renewal", {"renewal": day(365)}),
        ("decision", {"decisions": (Decision(**RENEW, owner="Mina", options=OPTIONS, chosen="Stay"),)}),
        ("options", {"decisions": (Decision(**RENEW, options=OPTIONS),)}),
        ("review_date", {"decisions": (Decision(**RENEW, review_on=day(200)),)}),
        ("reversal_signal", {"decisions": (Decision(**RENEW, reversal_signal="Hours rise again"),)}),
    ],
)
def test_what_is_recorded_is_there_and_what_is_not_is_not(fact: Any, account: dict[str, Any]) -> None:
    assert outcome_of(Recorded(fact=fact), known(**account)) is MET
    nothing = answer(Recorded(fact=fact), known())
    assert (nothing.outcome, nothing.missing) == (UNMET, (fact,))


def test_goals_and_decisions_are_recorded_from_their_own_day() -> None:
    facts = known(
        goals=(Goal(id="home", words="Home by five", level="tactical", said_on=day(10)),),
        decisions=(Decision(**RENEW, options=OPTIONS, decided_on=day(20)),),
    )
    goal, options = Recorded(fact="goal"), Recorded(fact="options")
    assert [outcome_of(goal, facts, after=after) for after in (9, 10)] == [UNMET, MET]
    assert [outcome_of(options, facts, after=after) for after in (19, 20)] == [UNMET, MET]


def test_a_decision_without_an_owner_or_a_choice_is_none() -> None:
    for open_ in ({"owner": "Mina"}, {"chosen": "Stay"}):
        decision = Decision(**RENEW, options=OPTIONS, **open_)
        assert outcome_of(Recorded(fact="decision"), known(decisions=(decision,))) is UNMET


@pytest.mark.parametrize(("content", "outcome"), [("small", MET), ("Small", UNMET), (5, MET), ("5.0", MET), (6, UNMET)])
def test_an_attribute_is_compared_letter_for_letter_and_a_number_by_its_worth(content: Any, outcome: Outcome) -> None:
    facts = known(attributes=(Attribute(name="size", content=content),))
    assert outcome_of(AttributeIs(attribute="size", one_of=("small", "5")), facts) is outcome


# --- milestones and predicates ----------------------------------------------------------------------------------


def test_a_milestone_is_reached_when_its_own_condition_is_met_and_as_well_proven() -> None:
    book = playbook(step("begun", FEW), step("done", MilestoneReached(milestone="begun")))
    facts = known((reading("hours", 3, on=10, source="survey"),))
    found = answer(MilestoneReached(milestone="begun"), facts, book=book)
    assert (found.outcome, found.subject, found.rigor) == (MET, "begun", Rigor.REPORTED)
    assert outcome_of(MilestoneReached(milestone="begun"), facts, after=9, book=book) is UNKNOWN


def asked(ask: Any) -> Any:
    return answer(Custom(name="odd"), known(), book=playbook(predicates=(Predicate("odd", "It is odd", ask),)))


def failing(facts: object, day: object) -> Outcome:
    raise ZeroDivisionError("secret words of the plugin")


@pytest.mark.parametrize("outcome", [MET, UNMET, UNKNOWN])
def test_a_predicate_answers_for_itself(outcome: Outcome) -> None:
    assert asked(lambda facts, day: outcome).outcome is outcome


@pytest.mark.parametrize(
    "nonsense",
    [True, None, 1, "yes", "", [], Outcome.EXEMPT, ZeroDivisionError("secret words of the plugin")],
    ids=["True", "None", "1", "yes", "nothing", "a list", "exempt", "a fault"],
)
def test_a_predicate_that_fails_or_answers_nonsense_leaves_it_unknown(nonsense: Any) -> None:
    found = asked(failing if isinstance(nonsense, Exception) else lambda facts, day: nonsense)
    assert found.outcome is UNKNOWN
    assert len(found.missing) == 1 and "secret" not in found.missing[0]


def test_the_fault_of_a_predicate_is_named_by_its_kind() -> None:
    assert "ZeroDivisionError" in asked(failing).missing[0]


def test_a_predicate_that_exempts_cannot_lift_a_claim() -> None:
    book = playbook(
        step("begun", AllOf(conditions=(Custom(name="odd"), AtLeast(value="seats", limit=0)))),
        predicates=(Predicate("odd", "It is odd", lambda facts, day: Outcome.EXEMPT),),
    )
    assert assessed(known((reading("seats", 9),)), book).standing.claimed == 0
