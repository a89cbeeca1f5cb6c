"""Reasons: a trace in sentences that name what was needed, what was seen, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.random_facts import account_facts, hostile_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import agreed, answer, day, known, on_day, paper, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Attribute, Person
from vpl_core.model.answers import Answer
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    Custom,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook, Predicate
from vpl_core.rules.conditions import ask
from vpl_core.rules.reasons import outcome_word, proof_tree, sentence
from vpl_core.rules.wording import Wording

H = "\u202fh"
FEW = AtMost(value="hours", limit="few-hours")
BOOK = playbook(step("begun", FEW), predicates=(Predicate("odd", "It is odd", lambda facts, day: Outcome.MET),))
READ = f"read 5{H} on 10 Feb 2025"
FACTS = known(
    (reading("hours", 5),),
    (paper("signed", "agreement", milestones=("begun",)),),
    plan=(agreed("hours", 15, 2),),
    sponsor=Person(name="Mina"),
    attributes=(Attribute(name="size", content="small"),),
)
SAID: dict[str, tuple[Condition, str]] = {
    "at least": (AtLeast(value="hours", limit=6), f"Value hours: at least 6{H} needed; {READ}"),
    "more than": (AtLeast(value="hours", limit=6, strictly=True), f"Value hours: more than 6{H} needed; {READ}"),
    "at most": (FEW, f"Value hours: at most 4{H} needed; {READ}"),
    "less than": (AtMost(value="hours", limit=6, strictly=True), f"Value hours: less than 6{H} needed; {READ}"),
    "between": (
        Between(value="hours", low=1, high=6),
        f"Value hours: between 1{H} and, without it, 6{H} needed; {READ}",
    ),
    "a change": (
        ChangedBy(value="hours", limit=-9),
        f"Value hours: a change of −9 from the baseline needed; changed by −10, {READ}",
    ),
    "a change in percent": (
        ChangedBy(value="hours", limit=50, counted_in="percent"),
        f"Value hours: a change of +50% from the baseline needed; changed by −66.7%, {READ}",
    ),
    "the gap": (
        GapClosed(value="hours", percent=50),
        f"Value hours: 50% of the way to the target needed; 76% of the way, {READ}",
    ),
    "the target": (TargetMet(value="hours"), f"Value hours: target 2{H} agreed; {READ}"),
    "sustained": (
        Sustained(condition=AtMost(value="hours", limit=9), days=20),
        f"Value hours: held for 20 days without a break; so far 0 days, {READ}; more time is needed",
    ),
    "no reading": (AtLeast(value="seats", limit=6), "Value seats: at least 6% needed; no reading yet"),
    "no baseline": (
        ChangedBy(value="seats", limit=6),
        "Value seats: a change of +6 from the baseline needed; no reading yet",
    ),
    "no target": (TargetMet(value="seats"), "Value seats: the agreed target; no reading yet"),
    "an agreement": (
        PlanAgreed(at_least=2),
        "Baseline, target, method and validator agreed for 2 or more; agreed so far: 1",
    ),
    "a milestone": (MilestoneReached(milestone="begun"), "The milestone “Step begun” is reached"),
    "evidence": (EvidenceOf(kinds=("agreement",), milestone="begun"), "Evidence for “Step begun”: signed"),
    "no evidence": (
        EvidenceOf(kinds=("agreement",), value="hours", count=2),
        "2 pieces of evidence for “Value hours”: none yet",
    ),
    "a record": (Recorded(fact="sponsor"), "A sponsor at the customer is named"),
    "an attribute": (AttributeIs(attribute="size", one_of=("small",)), "The account's size is one of those asked for"),
    "a predicate": (Custom(name="odd"), "It is odd"),
    "all": (AllOf(conditions=(FEW,)), "All of these hold"),
    "any": (AnyOf(conditions=(FEW,)), "At least one of these holds"),
    "a count": (CountOf(at_least=1, conditions=(FEW,)), "At least 1 of these hold"),
    "the opposite": (Not(condition=FEW), "This does not hold"),
}


@pytest.mark.parametrize(("condition", "text"), SAID.values(), ids=SAID)
def test_an_answer_is_told_in_one_sentence(condition: Condition, text: str) -> None:
    assert sentence(answer(condition, FACTS, book=BOOK), BOOK, Wording()) == text


@pytest.mark.parametrize(
    ("way", "value", "text"),
    [("down", "hours", f"target below 2{H} agreed"), ("up", "sales", "target above 20 agreed")],
)
def test_a_strict_target_says_on_which_side(way: str, value: str, text: str) -> None:
    target = 2 if way == "down" else 20
    facts = known((reading(value, 10),), plan=(agreed(value, 15, target, strictly=True),))
    told = sentence(answer(TargetMet(value=value), facts), BOOK, Wording())
    assert told.startswith(f"Value {value}: {text}; read 10")


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        ((), "no baseline agreed"),
        ((agreed("hours", 0, 2),), "the baseline is 0, so there is no percentage"),
    ],
)
def test_what_is_missing_is_told_behind_the_reading(plan: Any, missing: str) -> None:
    change = ChangedBy(value="hours", limit=6, counted_in="percent")
    told = sentence(answer(change, known((reading("hours", 5),), plan=plan)), BOOK, Wording())
    assert told.endswith(f"{READ}; {missing}")


def test_a_proof_tree_goes_from_the_top_down_to_the_readings() -> None:
    deep = AllOf(conditions=(AnyOf(conditions=(FEW, Not(condition=FEW))), Recorded(fact="sponsor")))
    lines = [*proof_tree(answer(deep, FACTS, book=BOOK), BOOK, Wording())]
    assert [(line.depth, line.answer.kind) for line in lines] == [
        *((0, "all_of"), (1, "any_of"), (2, "at_most"), (2, "not"), (3, "at_most")),
        (1, "recorded"),
    ]


def test_the_outcomes_have_words() -> None:
    assert [outcome_word(outcome) for outcome in Outcome] == ["yes", "no", "not known", "exempt"]


def depth(answer: Answer) -> int:
    return 1 + max([depth(part) for part in answer.parts], default=0)


@given(account_facts(), playbooks())
def test_every_answer_can_be_told(facts: AccountFacts, book: Playbook) -> None:
    now = on_day(facts, AS_OF, book)
    for milestone in book.milestones:
        found = ask(milestone.condition, now, now.day)
        lines = [*proof_tree(found, book, Wording())]
        assert lines[0].answer == found
        assert max(line.depth for line in lines) == depth(found) - 1
        assert all(line.text and outcome_word(line.answer.outcome) for line in lines)


@given(hostile_facts(), playbooks())
def test_every_answer_about_hostile_facts_can_be_told(facts: AccountFacts, book: Playbook) -> None:
    now = on_day(facts, AS_OF, book)
    for milestone in book.milestones:
        for line in proof_tree(ask(milestone.condition, now, day(AS_OF)), book, Wording()):
            assert line.text


def test_the_largest_change_there_can_be_is_told() -> None:
    facts = known((reading("hours", "1e15"),), plan=(agreed("hours", "1e-12", 2),))
    change = ChangedBy(value="hours", limit=6, counted_in="percent")
    assert "changed by +99,999," in sentence(answer(change, facts), BOOK, Wording())
