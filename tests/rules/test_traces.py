"""Traces: every answer points to the fact that decided it."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, conditions_without_milestones, playbooks
from tests.worlds import agreed, answer, day, known, on_day, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.answers import Answer
from vpl_core.model.conditions import AllOf, AtMost, Between, ChangedBy, Condition, GapClosed, Sustained, TargetMet
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.rules.conditions import ask

HOURS = (reading("hours", 9, on=10), reading("hours", 3, on=20))
PLAN = (agreed("hours", 15, 2),)


def test_an_answer_holds_the_reading_the_need_and_what_was_compared() -> None:
    facts = known(HOURS, plan=PLAN)
    for condition, seen, needed in (
        (AtMost(value="hours", limit=4), "3", "4"),
        (ChangedBy(value="hours", limit=-10), "-12", "-10"),
        (ChangedBy(value="hours", limit=-60, counted_in="percent"), "-80", "-60"),
        (TargetMet(value="hours"), "3", "2"),
    ):
        found = answer(condition, facts)
        assert found.reading == HOURS[1]
        assert (found.kind, found.subject, str(found.seen), str(found.needed)) == (
            condition.kind,
            "hours",
            seen,
            needed,
        )
    closed = answer(GapClosed(value="hours", percent=50), facts)
    assert closed.seen is not None and str(round(closed.seen, 2)) == "92.31"


def test_an_answer_without_a_reading_still_says_what_was_needed() -> None:
    nothing = known(plan=PLAN)
    between = answer(Between(value="hours", low="few-hours", high=9), nothing)
    assert (between.needed, between.upper, between.threshold) == (4, 9, "few-hours")
    assert answer(TargetMet(value="hours"), nothing).needed == 2
    assert answer(GapClosed(value="hours", percent=50), nothing).needed == 50


def test_the_parts_of_an_answer_stand_in_the_order_of_the_condition() -> None:
    parts = (AtMost(value="hours", limit=4), TargetMet(value="hours"), AtMost(value="errors", limit=4))
    found = answer(AllOf(conditions=parts), known(HOURS, plan=PLAN))
    assert [part.outcome for part in found.parts] == [Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN]
    assert found.parts == tuple(answer(part, known(HOURS, plan=PLAN)) for part in parts)


def test_what_is_sustained_points_to_the_latest_reading() -> None:
    found = answer(Sustained(condition=AtMost(value="hours", limit=4), readings=2), known(HOURS))
    assert (found.reading, found.seen) == (HOURS[1], 1)


def leaves(answer: Answer) -> list[Answer]:
    return [leaf for part in answer.parts for leaf in leaves(part)] or [answer]


@given(account_facts(), conditions_without_milestones, playbooks())
def test_every_answer_rests_on_facts_that_exist(facts: AccountFacts, condition: Condition, book: Playbook) -> None:
    now = on_day(facts, AS_OF, book)
    for leaf in leaves(ask(condition, now, now.day)):
        assert leaf.reading is None or (leaf.reading in facts.observations and leaf.reading.on <= now.day)
        assert set(leaf.evidence) <= {e.id for e in facts.evidence if e.on <= now.day}
        if leaf.outcome is Outcome.UNKNOWN:
            assert leaf.missing, "an unknown names what is missing"


@given(account_facts(), conditions_without_milestones, st.integers(0, AS_OF))
def test_an_answer_without_its_proof_has_the_same_outcome(
    facts: AccountFacts, condition: Condition, after: int
) -> None:
    now = on_day(facts, AS_OF)
    assert ask(condition, now, day(after), prove=False).outcome is ask(condition, now, day(after)).outcome
