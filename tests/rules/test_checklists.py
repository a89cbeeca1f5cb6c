"""Checklists: questions that facts answer, one by one and in their order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, conditions_without_milestones
from tests.worlds import assessed, day, known, on_day, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import AtMost, Recorded
from vpl_core.model.outcomes import Outcome
from vpl_core.model.waivers import Waiver
from vpl_core.rules.conditions import ask


def question(id_: str, condition: Any) -> Question:
    return Question(id=id_, text="Is it so?", condition=condition, why="It matters", next_step="Ask")


def book(*questions: Question) -> Any:
    return playbook(checklists=(Checklist(id="go", name="Go", decides="Whether to go", questions=questions),))


THREE = book(
    question("fast", AtMost(value="hours", limit=4)),
    question("clean", AtMost(value="errors", limit=4)),
    question("backed", Recorded(fact="sponsor")),
)


def test_questions_are_answered_yes_no_or_not_known_in_their_order() -> None:
    [found] = assessed(known((reading("hours", 3),)), THREE).checklists
    assert [(one.question, one.outcome) for one in found.questions] == [
        ("fast", Outcome.MET),
        ("clean", Outcome.UNKNOWN),
        ("backed", Outcome.UNMET),
    ]
    assert [found.count(outcome) for outcome in Outcome] == [1, 1, 1, 0]
    assert [one.answer.outcome for one in found.questions] == [one.outcome for one in found.questions]


@pytest.mark.parametrize(("after", "outcome"), [(9, "unknown"), (10, "exempt"), (19, "exempt"), (20, "unknown")])
def test_a_waiver_excuses_a_question_for_its_time_and_shows_it(after: int, outcome: str) -> None:
    waiver = Waiver(about="clean", because="No audit before June", by="Mina", on=day(10), expires=day(20))
    [found] = assessed(known((reading("hours", 3, on=0),), waivers=(waiver,)), THREE, after).checklists
    assert found.questions[1].outcome == outcome
    assert found.questions[1].answer.outcome is Outcome.UNKNOWN
    assert found.questions[1].waiver == (waiver if outcome == "exempt" else None)
    assert found.questions[2].outcome is Outcome.UNMET


def test_a_waiver_does_not_hide_a_yes() -> None:
    waiver = Waiver(about="fast", because="Why", by="Mina", on=day(0), expires=day(90))
    [found] = assessed(known((reading("hours", 3),), waivers=(waiver,)), THREE).checklists
    assert (found.questions[0].outcome, found.questions[0].waiver) == (Outcome.MET, None)


@given(account_facts(), conditions_without_milestones)
def test_a_question_is_answered_as_its_condition_is(facts: AccountFacts, condition: Any) -> None:
    facts = facts.model_copy(update={"account": facts.account.model_copy(update={"waivers": ()})})
    asked = book(question("q-1", condition))
    [found] = assessed(facts, asked, AS_OF).checklists
    assert found.questions[0].answer == ask(condition, on_day(facts, AS_OF, asked), day(AS_OF), prove=False)
