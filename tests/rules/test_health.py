"""Health: a colour for every account, and never green for want of data."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.worlds import agreed, assessed, day, known, paper, playbook, reading, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Health
from vpl_core.model.conditions import AllOf, AnyOf, AtLeast, AtMost, CountOf, EvidenceOf, MilestoneReached
from vpl_core.model.health import Colour, HealthSignal
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.waivers import Waiver

SEATS = {
    Outcome.MET: AtLeast(value="seats", limit=5),
    Outcome.UNMET: AtLeast(value="seats", limit=50),
    Outcome.UNKNOWN: AtLeast(value="mood", limit=5),
}
READ = (reading("seats", 9), reading("hours", 9))


def signal(colour: str, when: Any, id_: str = "alarm") -> HealthSignal:
    return HealthSignal(id=id_, colour=colour, when=when, says="Something is wrong.")


def health(*signals: HealthSignal, facts: AccountFacts = known(READ), after: int = 20, **milestone: Any) -> Health:  # noqa: B008
    begun = step("begun", AtMost(value="hours", limit=4), **milestone)
    return assessed(facts, playbook(begun, health_signals=signals), after).health


@pytest.mark.parametrize(
    ("red", "yellow", "colour"),
    [
        ("met", "met", "red"),
        ("met", "unmet", "red"),
        ("met", "unknown", "red"),
        ("unmet", "met", "yellow"),
        ("unmet", "unmet", "green"),
        ("unmet", "unknown", "grey"),
        ("unknown", "met", "grey"),
        ("unknown", "unmet", "grey"),
        ("unknown", "unknown", "grey"),
    ],
)
def test_the_worst_signal_decides_and_an_unknown_one_hides_what_is_better(red: str, yellow: str, colour: str) -> None:
    signals = (signal("red", SEATS[Outcome(red)], "one"), signal("yellow", SEATS[Outcome(yellow)], "two"))
    for order in (signals, signals[::-1]):
        assert health(*order).colour == colour


def test_every_combination_of_two_signals_of_a_colour_is_answered() -> None:
    for one, other in itertools.product(SEATS, repeat=2):
        found = health(signal("red", SEATS[one], "one"), signal("red", SEATS[other], "two")).colour
        expected = (
            Colour.RED if Outcome.MET in (one, other) else Colour.GREY if Outcome.UNKNOWN in (one, other) else None
        )
        assert found is (expected or Colour.GREEN)


@pytest.mark.parametrize(
    "readings", [(), (reading("seats", 100),), (reading("hours", 1, on=21),)], ids=["none", "usage only", "too late"]
)
def test_without_any_outcome_read_the_colour_is_grey_whatever_usage_says(readings: Any) -> None:
    found = health(signal("red", SEATS[Outcome.MET]), facts=known(readings))
    assert found.colour is Colour.GREY
    assert found.reasons[0].signal == "outcome-data"


def test_readings_of_a_source_that_is_not_of_record_are_no_outcome_data() -> None:
    plan = agreed("hours", 15, 2, source="timesheet")
    assert health(facts=known((reading("hours", 9, source="survey"),), plan=(plan,))).colour is Colour.GREY
    assert health(facts=known((reading("hours", 9),), plan=(plan,))).colour is Colour.GREEN


@pytest.mark.parametrize(("after", "colour"), [(27, "green"), (28, "yellow"), (37, "yellow"), (38, "red")])
def test_a_late_milestone_is_yellow_and_a_missed_one_red(after: int, colour: str) -> None:
    assert health(after=after, grace_days=10).colour == colour


def test_before_its_due_day_nothing_that_is_not_reached_is_red() -> None:
    assert health(after=0, facts=known((reading("hours", 9, on=0),))).colour is Colour.GREEN


def test_a_waived_milestone_gives_no_colour() -> None:
    waiver = Waiver(about="begun", because="Not now", by="Mina", on=day(0), expires=day(50))
    waived = known(READ, waivers=(waiver,))
    assert [health(facts=waived, after=after, grace_days=0).colour for after in (49, 50)] == ["green", "red"]


def test_every_signal_is_told_with_its_answer_even_where_it_is_silent() -> None:
    found = health(signal("red", SEATS[Outcome.UNMET], "one"), signal("yellow", SEATS[Outcome.MET], "two"), after=40)
    assert [(r.signal, r.colour, r.outcome) for r in found.reasons] == [
        ("begun", "yellow", "met"),
        ("one", "red", "unmet"),
        ("two", "yellow", "met"),
    ]
    assert [r.answer is not None for r in found.reasons] == [False, True, True]
    assert found.reasons[0].says == "The milestone is delayed."


PAPER = EvidenceOf(kinds=("agreement",), milestone="begun")
BAD, GOOD = SEATS[Outcome.MET], SEATS[Outcome.UNMET]


@pytest.mark.parametrize(
    ("when", "without", "with_it"),
    [
        (PAPER, "grey", "red"),
        (AllOf(conditions=(PAPER, BAD)), "grey", "red"),
        (AllOf(conditions=(PAPER, GOOD)), "green", "green"),
        (AnyOf(conditions=(PAPER, BAD)), "red", "red"),
        (AnyOf(conditions=(PAPER, GOOD)), "grey", "red"),
        (CountOf(at_least=2, conditions=(PAPER, BAD, GOOD)), "grey", "red"),
        (CountOf(at_least=2, conditions=(PAPER, GOOD, GOOD)), "green", "green"),
        (CountOf(at_least=1, conditions=(PAPER, BAD)), "red", "red"),
        (AllOf(conditions=(AnyOf(conditions=(PAPER, GOOD)), BAD)), "grey", "red"),
    ],
)
def test_for_an_alarm_a_missing_paper_is_not_known_rather_than_a_no(when: Any, without: str, with_it: str) -> None:
    papers = (paper("signed", "agreement", milestones=("begun",)),)
    found = [health(signal("red", when), facts=known(READ, evidence)) for evidence in ((), papers)]
    assert [one.colour for one in found] == [without, with_it]


@pytest.mark.parametrize(
    "when",
    [
        EvidenceOf(kinds=("agreement",), milestone="accepted", at_least=Rigor.ASSERTED),
        MilestoneReached(milestone="accepted"),
    ],
    ids=["evidence", "a milestone that rests on evidence"],
)
def test_losing_a_paper_never_silences_an_alarm(when: Any) -> None:
    accepted = step("accepted", EvidenceOf(kinds=("agreement",), milestone="accepted"), stage="strategic")
    book = playbook(accepted, health_signals=(signal("red", when),))
    signed = known((reading("hours", 9),), (paper("signed", "agreement", milestones=("accepted",)),))
    before, after = assessed(signed, book).health, assessed(known((reading("hours", 9),)), book).health
    assert before.colour is Colour.RED
    assert after.colour in (Colour.RED, Colour.GREY)
