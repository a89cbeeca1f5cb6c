"""Contradictions: conditions that nothing meets or nothing misses, and the sentence that names what clashes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import THRESHOLDS, VALUES, playbook, rung, step, value
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    CountOf,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.health import HealthSignal
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.contradictions import always_met, dead_ways
from vpl_core.rules.faults import Fault
from vpl_core.rules.formulas import FREE, Claim, Formula, Quantity
from vpl_core.rules.intervals import Interval
from vpl_core.rules.satisfiable import Verdict, verdict_of
from vpl_core.rules.soundness import faults_of, proven_of

SHARE = value("share", unit="percent", category="quality", direction="up", least=0, most=100)
HOURS_10, HOURS_5 = AtLeast(value="hours", limit=10), AtMost(value="hours", limit=5)
CUSTOMER = AttributeIs(attribute="size", one_of=("small", "tiny"))


def all_of(*parts: Any) -> AllOf:
    return AllOf(conditions=parts)


def any_of(*parts: Any) -> AnyOf:
    return AnyOf(conditions=parts)


def some(at_least: int, *parts: Any) -> CountOf:
    return CountOf(at_least=at_least, conditions=parts)


def book_of(condition: Any, **parts: Any) -> Playbook:
    low = (rung(1, "begun", floor=Rigor.UNSOURCED),)
    return playbook(step("begun", condition), **{"values": (*VALUES, SHARE), "rungs": low, **parts})


IMPOSSIBLE: dict[str, tuple[Any, str]] = {
    "two limits that do not meet": (
        all_of(HOURS_10, HOURS_5),
        "'hours' is at most 5 and 'hours' is at least 10 cannot hold together",
    ),
    "the same end, once without it": (
        all_of(AtLeast(value="hours", limit=5, strictly=True), HOURS_5),
        "'hours' is at most 5 and 'hours' is above 5 cannot hold together",
    ),
    "a threshold and a number": (
        all_of(AtMost(value="hours", limit="few-hours"), AtLeast(value="hours", limit=5)),
        "'hours' is at most 4 and 'hours' is at least 5 cannot hold together",
    ),
    "windows that only touch": (
        all_of(Between(value="hours", low=3, high=6), Between(value="hours", low=6, high=12)),
        "'hours' lies in [3, 6) and 'hours' lies in [6, 12) cannot hold together",
    ),
    "a condition and its opposite": (
        all_of(TargetMet(value="hours"), Not(condition=TargetMet(value="hours"))),
        "the target of 'hours' is met and the target of 'hours' is missed cannot hold together",
    ),
    "texts of one attribute": (
        all_of(CUSTOMER, AttributeIs(attribute="size", one_of=("large",))),
        "the attribute 'size' is 'large' and the attribute 'size' is 'small' or 'tiny' cannot hold together",
    ),
    "up and down at once": (
        all_of(ChangedBy(value="hours", limit=5), ChangedBy(value="hours", limit=-5)),
        "the change of 'hours' is at most -5 and the change of 'hours' is at least 5 cannot hold together",
    ),
    "what lasts and what is": (
        all_of(Sustained(condition=HOURS_10, days=30), HOURS_5),
        "'hours' is at most 5 and 'hours' is at least 10 cannot hold together",
    ),
    "another milestone and what it asks for": (
        all_of(MilestoneReached(milestone="quick"), HOURS_10),
        "'hours' is at most 5 and 'hours' is at least 10 cannot hold together",
    ),
    "more than the unit can hold": (
        AtLeast(value="share", limit=120),
        "'share' is at least 120, but 'share' lies from 0 to 100",
    ),
    "a fall by more than everything": (
        ChangedBy(value="share", limit=-150, counted_in="percent"),
        "the change of 'share' in percent is at most -150, but the change of 'share' in percent lies from -100 up",
    ),
    "three that clash, of which two would not": (
        all_of(
            Between(value="hours", low=1, high=4),
            Not(condition=Between(value="hours", low=0, high=2)),
            Not(condition=Between(value="hours", low=2, high=9)),
        ),
        "'hours' lies in [1, 4), 'hours' lies outside [0, 2) and 'hours' lies outside [2, 9) cannot hold together",
    ),
    "more of several than go together": (
        some(2, Between(value="hours", low=0, high=2), Between(value="hours", low=2, high=4), HOURS_10),
        "2 of 3 are asked for, and no more than 1 of them can hold together",
    ),
    "a part deep inside": (
        all_of(Recorded(fact="goal"), any_of(all_of(HOURS_10, HOURS_5))),
        "'hours' is at most 5 and 'hours' is at least 10 cannot hold together",
    ),
}


@pytest.mark.parametrize(("condition", "why"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_condition_that_nothing_can_meet_is_refused_and_what_clashes_is_named(condition: Any, why: str) -> None:
    quick = step("quick", HOURS_5)
    low = (rung(1, "begun", floor=Rigor.UNSOURCED),)
    book = playbook(step("begun", condition), quick, values=(*VALUES, SHARE), rungs=low)
    [fault] = faults_of(book)
    assert fault == Fault("milestones", "begun", f"begun: it can never be met: {why}", fault.next_step, why)


POSSIBLE: dict[str, Any] = {
    "limits that meet in one number": all_of(AtLeast(value="hours", limit=5), HOURS_5),
    "windows that share a number": all_of(
        Between(value="hours", low=3, high=6), Between(value="hours", low=5, high=12)
    ),
    "a number between two whole ones": all_of(
        AtLeast(value="hours", limit=5, strictly=True), AtMost(value="hours", limit=6, strictly=True)
    ),
    "limits of two values": all_of(HOURS_10, AtMost(value="errors", limit=5)),
    "one of two that clash": any_of(HOURS_10, HOURS_5),
    "texts that share one": all_of(CUSTOMER, AttributeIs(attribute="size", one_of=("tiny", "large"))),
    "a text that is neither": all_of(
        Not(condition=CUSTOMER), Not(condition=AttributeIs(attribute="size", one_of=("large",)))
    ),
    "all that the unit can hold": AtLeast(value="share", limit=100),
    "a fall to nothing": ChangedBy(value="share", limit=-100, counted_in="percent"),
    "a reading above and a change below": all_of(HOURS_10, ChangedBy(value="hours", limit=-5)),
    "no fall and a rise": all_of(ChangedBy(value="hours", limit=0), ChangedBy(value="hours", limit=3)),
    "a closed gap and a missed target": all_of(
        GapClosed(value="hours", percent=90), Not(condition=TargetMet(value="hours"))
    ),
}


@pytest.mark.parametrize("condition", POSSIBLE.values(), ids=POSSIBLE)
def test_a_condition_that_something_can_meet_is_sound(condition: Any) -> None:
    book = book_of(condition)
    assert faults_of(book) == []
    assert proven_of(book) == (1, 1, 1, 0)


def test_a_signal_that_can_never_fire_and_a_question_that_can_never_be_answered_are_refused() -> None:
    never = all_of(HOURS_10, HOURS_5)
    asked = Question(id="q-1", text="Is it so?", condition=never, why="It matters", next_step="Ask")
    book = playbook(
        health_signals=(HealthSignal(id="alarm", colour="red", when=never, says="Wrong."),),
        checklists=(Checklist(id="go", name="Go", decides="Whether to go", questions=(asked,)),),
    )
    assert [(fault.part, fault.id, fault.message.rpartition(": ")[0]) for fault in faults_of(book)] == [
        ("health_signals", "alarm", "alarm: it can never fire"),
        ("checklists", "go", "q-1: it can never be met"),
    ]


# --- rungs ------------------------------------------------------------------------------------------------------


def climbing(*rungs: Any) -> list[str]:
    steps = (step("much", HOURS_10), step("little", HOURS_5), step("used"))
    return [fault.message for fault in faults_of(playbook(*steps, rungs=rungs))]


def test_a_rung_whose_milestones_clash_is_unreachable() -> None:
    clash = "'hours' is at most 5 and 'hours' is at least 10 cannot hold together"
    assert climbing(rung(1, "used"), rung(2, "much", "little")) == [f"'rung-2' can never be stood on: {clash}"]
    assert climbing(rung(1, "much"), rung(2, "used"), rung(3, "little"), rung(4, "used")) == [
        f"'rung-3' can never be stood on: {clash}"
    ]


def test_a_rung_that_needs_one_of_two_milestones_that_clash_is_sound() -> None:
    assert climbing(rung(1, "much", "little", at_least=1)) == []


def test_a_rung_with_a_milestone_that_nothing_meets_is_not_told_a_second_time() -> None:
    messages = [fault.message for fault in faults_of(book_of(all_of(HOURS_10, HOURS_5)))]
    assert len(messages) == 1
    assert messages[0].startswith("begun: it can never be met")


# --- always and never -------------------------------------------------------------------------------------------

ALWAYS: dict[str, tuple[Any, str]] = {
    "one of two limits that overlap": (
        any_of(AtLeast(value="hours", limit=3), AtMost(value="hours", limit=5)),
        "it is met whatever is read: always 'hours' is at most 5 or 'hours' is at least 3",
    ),
    "a condition or its opposite": (
        any_of(HOURS_10, Not(condition=HOURS_10)),
        "it is met whatever is read: always 'hours' is below 10 or 'hours' is at least 10",
    ),
    "a limit below all that is possible": (
        AtLeast(value="share", limit=-1),
        "it is met whatever is read: always 'share' is at least -1, for 'share' lies from 0 to 100",
    ),
    "a part beside another": (
        all_of(Recorded(fact="goal"), any_of(HOURS_5, AtLeast(value="hours", limit=5, strictly=True))),
        "a part of it says nothing: always 'hours' is at most 5 or 'hours' is above 5",
    ),
}


@pytest.mark.parametrize(("condition", "message"), ALWAYS.values(), ids=ALWAYS)
def test_a_condition_that_any_reading_meets_is_told(condition: Any, message: str) -> None:
    book = book_of(condition)
    assert faults_of(book) == []
    [warning] = always_met(book)
    assert warning.message == f"begun: {message}"
    assert warning.warning


@pytest.mark.parametrize(
    "condition",
    [
        any_of(HOURS_10, HOURS_5),
        any_of(HOURS_10, EvidenceOf(kinds=("report",), milestone="begun")),
        AtLeast(value="share", limit=0),
        all_of(AtMost(value="share", limit=100), Recorded(fact="goal")),
        Sustained(condition=AtLeast(value="share", limit=0), days=90),
    ],
    ids=["a gap between", "evidence", "the least there is", "the most there is", "what lasts"],
)
def test_a_condition_that_can_be_missed_or_that_asks_for_a_reading_at_all_is_not_told(condition: Any) -> None:
    assert list(always_met(book_of(condition))) == []


def test_a_signal_that_any_reading_fires_is_told_even_at_the_end_of_what_is_possible() -> None:
    alarm = HealthSignal(id="alarm", colour="red", when=AtLeast(value="share", limit=0), says="Wrong.")
    [warning] = always_met(book_of(HOURS_5, health_signals=(alarm,)))
    assert warning.message.startswith("alarm: it fires whatever is read: ")


def test_a_question_whose_answer_is_always_yes_is_told() -> None:
    condition = any_of(AttributeIs(attribute="size", one_of=("small",)), Not(condition=CUSTOMER), CUSTOMER)
    asked = Question(id="q-1", text="Is it so?", condition=condition, why="It matters", next_step="Ask")
    go = Checklist(id="go", name="Go", decides="Whether to go", questions=(asked,))
    [warning] = always_met(book_of(HOURS_5, checklists=(go,)))
    assert (warning.part, warning.id) == ("checklists", "go")
    assert warning.message.startswith("q-1: its answer is yes whatever is read: ")


def test_one_of_several_ways_that_leads_nowhere_is_told() -> None:
    book = book_of(any_of(TargetMet(value="errors"), all_of(HOURS_10, HOURS_5)))
    assert faults_of(book) == []
    [warning] = dead_ways(book)
    assert warning.message == (
        "begun: one of the ways to meet it leads nowhere: "
        "'hours' is at most 5 and 'hours' is at least 10 cannot hold together"
    )
    assert list(dead_ways(book_of(any_of(HOURS_10, HOURS_5)))) == []


# --- what is not decided ----------------------------------------------------------------------------------------


def test_a_condition_with_too_many_ways_is_left_undecided_and_never_refused() -> None:
    values = tuple(value(f"v-{n}") for n in range(20))
    pairs = [(AtLeast(value=v.id, limit=10), AtMost(value=v.id, limit=5)) for v in values]
    book = book_of(some(21, *(part for pair in pairs for part in pair)), values=(*VALUES, *values))
    assert faults_of(book) == []
    assert proven_of(book) == (1, 0, 1, 1)


def test_what_is_left_free_holds_whatever_else_does() -> None:
    below = Claim(Quantity("reading", "hours"), Interval(), negated=True)
    book = playbook(thresholds=THRESHOLDS)
    assert verdict_of(FREE, book) is Verdict.POSSIBLE
    assert verdict_of(Formula(1, (FREE, below)), book) is Verdict.POSSIBLE
    assert verdict_of(Formula(2, (FREE, below)), book) is Verdict.IMPOSSIBLE
