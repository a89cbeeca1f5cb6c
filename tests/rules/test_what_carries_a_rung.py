"""What carries a rung, and how well it could ever be proven: known before any account is assessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.rules.test_soundness import LEADING, OUTCOME, SIGNED, USE, told
from tests.worlds import VALUES, assessed, known, paper, playbook, reading, rung, step, value
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AttributeIs,
    CountOf,
    Custom,
    EvidenceOf,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook, Predicate
from vpl_core.rules.soundness import ceiling, is_carried

BY_USAGE = "'rung-1' is an outcome rung, but can be reached by usage and leading indicators alone"
CARRIED: dict[str, tuple[Any, bool]] = {
    "an outcome": (OUTCOME, True),
    "usage": (USE, False),
    "a leading indicator": (LEADING, False),
    "evidence of an outcome": (EvidenceOf(kinds=("report",), value="hours"), False),
    "evidence of a milestone": (SIGNED, False),
    "an agreement about an outcome": (PlanAgreed(values=("hours",)), False),
    "a record": (Recorded(fact="goal"), False),
    "an attribute": (AttributeIs(attribute="size", one_of=("small",)), False),
    "a predicate": (Custom(name="odd"), False),
    "an outcome that lasts": (Sustained(condition=OUTCOME, readings=2), True),
    "usage that lasts": (Sustained(condition=USE, readings=2), False),
    "the opposite of an outcome": (Not(condition=OUTCOME), True),
    "the opposite of usage": (Not(condition=USE), False),
    "usage and an outcome": (AllOf(conditions=(USE, OUTCOME)), True),
    "usage and a leading indicator": (AllOf(conditions=(USE, LEADING)), False),
    "usage or an outcome": (AnyOf(conditions=(USE, OUTCOME)), False),
    "one outcome or another": (AnyOf(conditions=(OUTCOME, TargetMet(value="errors"))), True),
    "one of usage and two outcomes": (CountOf(at_least=1, conditions=(USE, OUTCOME, OUTCOME)), False),
    "two of usage and two outcomes": (CountOf(at_least=2, conditions=(USE, OUTCOME, OUTCOME)), True),
    "two of two usages and an outcome": (CountOf(at_least=2, conditions=(USE, LEADING, OUTCOME)), False),
    "a milestone that an outcome carries": (MilestoneReached(milestone="result"), True),
    "a milestone that usage reaches": (MilestoneReached(milestone="use"), False),
    "usage within an any within an all": (AllOf(conditions=(USE, AnyOf(conditions=(SIGNED, OUTCOME)))), False),
}


@pytest.mark.parametrize(("condition", "carried"), CARRIED.values(), ids=CARRIED)
def test_an_outcome_rung_is_carried_by_outcomes_alone(condition: Any, carried: bool) -> None:
    asked = rung(1, "begun", carries="outcome", floor=Rigor.UNSOURCED)
    steps = (step("begun", condition), step("result", OUTCOME), step("use", USE))
    odd = Predicate("odd", "It is odd", lambda facts, day: Outcome.MET)
    book = playbook(*steps, rungs=(asked,), predicates=(odd,))
    assert told(book) == ([] if carried else [BY_USAGE])
    assert is_carried(book, condition) is carried
    adoption = asked.model_copy(update={"carries": "adoption"})
    assert told(playbook(*steps, rungs=(adoption,), predicates=(odd,))) == []


@pytest.mark.parametrize(("at_least", "sound"), [(None, True), (3, True), (2, True), (1, False)])
def test_a_rung_is_carried_where_too_few_milestones_go_without_an_outcome(at_least: int | None, sound: bool) -> None:
    asked = rung(1, "a", "b", "c", carries="outcome", at_least=at_least)
    steps = (step("a", USE), step("b", OUTCOME), step("c", OUTCOME))
    assert told(playbook(*steps, rungs=(asked,))) == ([] if sound else [BY_USAGE])


CEILINGS: dict[str, tuple[Any, str]] = {
    "a reading": (OUTCOME, "verified"),
    "a reading of what people were asked": (TargetMet(value="poll"), "reported"),
    "a lasting one": (Sustained(condition=TargetMet(value="poll"), readings=2), "reported"),
    "evidence": (SIGNED, "verified"),
    "evidence of what people were asked": (EvidenceOf(kinds=("report",), value="poll"), "verified"),
    "an agreement": (PlanAgreed(), "corroborated"),
    "a record": (Recorded(fact="goal"), "reported"),
    "an attribute": (AttributeIs(attribute="size", one_of=("small",)), "reported"),
    "another attribute": (Not(condition=AttributeIs(attribute="size", one_of=("small",))), "reported"),
    "a predicate": (Custom(name="odd"), "reported"),
    "all": (AllOf(conditions=(OUTCOME, PlanAgreed())), "corroborated"),
    "any": (AnyOf(conditions=(Recorded(fact="goal"), PlanAgreed())), "corroborated"),
    "one of two": (CountOf(at_least=1, conditions=(Recorded(fact="goal"), PlanAgreed())), "corroborated"),
    "two of two": (CountOf(at_least=2, conditions=(Recorded(fact="goal"), PlanAgreed())), "reported"),
    "a milestone": (MilestoneReached(milestone="recorded"), "reported"),
}


@pytest.mark.parametrize(("condition", "best"), CEILINGS.values(), ids=CEILINGS)
def test_a_floor_that_nothing_can_reach_is_told(condition: Any, best: str) -> None:
    odd = Predicate("odd", "It is odd", lambda facts, day: Outcome.MET)
    steps = (step("begun", condition), step("recorded", Recorded(fact="goal")))
    poll = value("poll", methods=("survey", "statement"))
    for floor in Rigor:
        asked = rung(1, "begun", floor=floor)
        book = playbook(*steps, rungs=(asked,), predicates=(odd,), values=(*VALUES, poll))
        assert ceiling(book, condition) == best
        message = f"'rung-1' asks for {floor}, which cannot be proven for begun ({best} at best)"
        assert told(book) == ([] if Rigor(best).reaches(floor) else [message])


@given(account_facts(), playbooks())
def test_nothing_is_ever_proven_above_its_ceiling(facts: AccountFacts, book: Playbook) -> None:
    for milestone, state in zip(book.milestones, assessed(facts, book, AS_OF).milestones, strict=True):
        if state.rigor is not None:
            assert ceiling(book, milestone.condition).reaches(state.rigor)


def test_a_rung_whose_floor_can_be_reached_is_reached_by_somebody() -> None:
    book = playbook(step("begun", SIGNED), rungs=(rung(1, "begun", floor=Rigor.VERIFIED),))
    papers = (
        paper("a", "agreement", milestones=("begun",)),
        paper("b", "confirmation", milestones=("begun",)),
        paper("c", "audit_report", party="third_party", milestones=("begun",)),
    )
    assert told(book) == []
    assert assessed(known((reading("hours", 3),), papers), book).standing.proven == 1
