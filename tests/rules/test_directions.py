"""Directions: what was probably meant the other way round, told with the two things that run against each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import VALUES, playbook, rung, step, value
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Between,
    ChangedBy,
    CountOf,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Sustained,
    TargetMet,
)
from vpl_core.model.health import HealthSignal
from vpl_core.model.milestones import Window
from vpl_core.model.outcomes import Rigor
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.model.values import Threshold
from vpl_core.rules.directions import against_direction
from vpl_core.rules.soundness import faults_of, warnings_of

LOW = (rung(1, "begun", floor=Rigor.UNSOURCED),)


def told(**parts: Any) -> list[str]:
    book = playbook(**parts)
    assert faults_of(book) == []
    warnings = list(against_direction(book))
    assert all(warning.warning and warning.next_step for warning in warnings)
    assert [w for w in warnings_of(book) if w in warnings] == warnings
    return [warning.message for warning in warnings]


def asking(condition: Any, **parts: Any) -> list[str]:
    usual = {"milestones": (step("begun", condition),), "rungs": LOW}
    book = {**usual, **parts}
    milestones = book.pop("milestones")
    found = playbook(*milestones, **book)
    assert faults_of(found) == []
    return [warning.message for warning in against_direction(found)]


def alarming(when: Any) -> list[str]:
    return told(health_signals=(HealthSignal(id="alarm", colour="red", when=when, says="Wrong."),))


# --- limits -----------------------------------------------------------------------------------------------------

AGAINST: dict[str, tuple[Any, str]] = {
    "many of what should be few": (AtLeast(value="hours", limit=4), "of 'hours' less is better, but this asks for"),
    "few of what should be many": (AtMost(value="sales", limit=4), "of 'sales' more is better, but this asks for"),
    "the opposite of few": (Not(condition=AtMost(value="hours", limit=4)), "of 'hours' less is better"),
    "a rise of what should fall": (ChangedBy(value="hours", limit=5), "of 'hours' less is better"),
    "a lasting wrong": (Sustained(condition=AtLeast(value="hours", limit=4), days=30), "of 'hours' less is better"),
    "a missed target": (Not(condition=TargetMet(value="sales")), "of 'sales' more is better"),
    "a part of several": (
        AllOf(conditions=(AtMost(value="hours", limit=4), AtMost(value="sales", limit=4))),
        "of 'sales' more is better",
    ),
}


@pytest.mark.parametrize(("condition", "message"), AGAINST.values(), ids=AGAINST)
def test_a_limit_that_is_easier_to_meet_the_worse_the_value_is_told(condition: Any, message: str) -> None:
    [warning] = asking(condition)
    assert warning.startswith(f"begun: {message}")


@pytest.mark.parametrize(
    "condition",
    [
        AtMost(value="hours", limit=4),
        AtLeast(value="sales", limit=4),
        Not(condition=AtMost(value="sales", limit=4)),
        ChangedBy(value="hours", limit=-5),
        GapClosed(value="hours", percent=50),
        Between(value="hours", low=1, high=4),
        AllOf(conditions=(AtLeast(value="hours", limit=1), AtMost(value="hours", limit=4))),
    ],
    ids=["few", "many", "not few", "a fall", "a gap", "a range", "a range of two limits"],
)
def test_a_limit_in_the_direction_of_its_value_is_not_told(condition: Any) -> None:
    assert asking(condition) == []


def test_a_signal_that_fires_when_all_is_well_is_told() -> None:
    assert alarming(AtMost(value="hours", limit=4)) == ["alarm: it fires when 'hours' is good"]
    agreed = PlanAgreed(values=("hours",))
    assert alarming(AllOf(conditions=(agreed, TargetMet(value="hours"), AtLeast(value="sales", limit=1)))) == [
        "alarm: it fires when 'hours' and 'sales' are good"
    ]


@pytest.mark.parametrize(
    "when",
    [
        AtLeast(value="hours", limit=4),
        AllOf(conditions=(AtLeast(value="seats", limit=80), Not(condition=TargetMet(value="hours")))),
        AllOf(conditions=(AtLeast(value="seats", limit=80), EvidenceOf(kinds=("report",), milestone="begun"))),
        PlanAgreed(),
    ],
    ids=["something bad", "busy without gain", "with evidence", "no reading"],
)
def test_a_signal_that_looks_at_something_bad_or_at_other_facts_is_not_told(when: Any) -> None:
    assert alarming(when) == []


def test_a_condition_that_counts_twice_is_told() -> None:
    few = AtMost(value="hours", limit=4)
    assert asking(CountOf(at_least=2, conditions=(few, few, TargetMet(value="errors")))) == [
        "begun: the same condition, at_most, stands there twice"
    ]


def test_of_two_thresholds_the_one_that_never_decides_is_told() -> None:
    ten = Threshold(id="ten-hours", number=10, unit="hours")
    four = Threshold(id="few-hours", number=4, unit="hours")
    both = (AtMost(value="hours", limit="few-hours"), AtMost(value="hours", limit="ten-hours"))
    message = "begun: of two limits for 'hours', 10 never decides beside 4"
    assert asking(AllOf(conditions=both), thresholds=(ten, four)) == [message]
    assert asking(AllOf(conditions=both[::-1]), thresholds=(ten, four)) == [message]
    upwards = (AtLeast(value="sales", limit=10), AtLeast(value="sales", limit=4))
    assert asking(AllOf(conditions=upwards)) == ["begun: of two limits for 'sales', 4 never decides beside 10"]
    assert asking(AnyOf(conditions=both), thresholds=(ten, four)) == []


# --- scorecards -------------------------------------------------------------------------------------------------

SCORE = (Band(name="low", below=50), Band(name="high", at_least=50))


def scoring(*bands: Band, bands_of_card: tuple[Band, ...] = SCORE, **factor: Any) -> list[str]:
    reads = {"value": "sales", "bands": bands, **factor}
    one = Factor(id="one", name="One", aspect="action", tag="grow", weight=1, **reads)
    card = Scorecard(id="fit", name="Fit", what_for="A day", factors=(one,), bands=bands_of_card)
    share = value("share", unit="percent", category="quality", direction="up", least=0, most=100)
    return told(scorecards=(card,), values=(*VALUES, share))


def row(name: str, low: int | None, below: int | None, points: int) -> Band:
    return Band(name=name, at_least=low, below=below, points=points)


def test_points_that_fall_while_the_value_gets_better_are_told_with_the_two_rows() -> None:
    few, many, most = row("few", None, 5, 10), row("many", 5, 9, 90), row("most", 9, None, 50)
    assert scoring(few, row("many", 5, None, 90)) == []
    assert scoring(few, many, row("most", 9, None, 90)) == []
    assert scoring(row("few", None, 5, 90), row("many", 5, None, 10)) == [
        "one: few gives 90 points and many, which is better, 10"
    ]
    assert scoring(most, few, many) == ["one: many gives 90 points and most, which is better, 50"]
    assert scoring(few, many.model_copy(update={"below": None}), value="hours") == [
        "one: many gives 90 points and few, which is better, 10"
    ]


def test_points_over_an_attribute_may_rise_and_fall() -> None:
    rows = (row("few", None, 5, 10), row("some", 5, 9, 90), row("many", 9, None, 50))
    assert scoring(value=None, attribute="staff", bands=rows) == []


def test_a_factor_whose_rows_are_all_worth_the_same_is_told() -> None:
    assert scoring(row("few", None, 5, 50), row("many", 5, None, 50)) == ["one: every row gives 50 points"]
    same = (Choice(text="a", points=5), Choice(text="b", points=5))
    assert scoring(value=None, attribute="staff", bands=(), choices=same) == ["one: every row gives 5 points"]


def test_a_row_into_which_no_possible_number_falls_is_told() -> None:
    rows = (row("low", None, 60, 10), row("high", 60, 101, 90), row("beyond", 101, None, 100))
    assert scoring(*rows, value="share") == ["one: no number that is possible falls into beyond"]
    bands = (Band(name="low", below=50), Band(name="high", at_least=50, below=101), Band(name="top", at_least=101))
    good = (row("few", None, 5, 10), row("many", 5, None, 90))
    assert scoring(*good, bands_of_card=bands) == ["no score from 0 to 100 falls into top"]


def test_bands_of_a_scorecard_that_are_worth_less_the_higher_the_score_are_told() -> None:
    good = (row("few", None, 5, 10), row("many", 5, None, 90))
    colours = (Band(name="Green", below=50), Band(name="red", at_least=50))
    assert scoring(*good, bands_of_card=colours) == ["a higher score falls from Green into red, which is worth less"]
    pointed = (Band(name="a", below=50, points=9), Band(name="b", at_least=50, points=1))
    assert scoring(*good, bands_of_card=pointed) == ["a higher score falls from a into b, which is worth less"]
    rising = (Band(name="red", below=50), Band(name="yellow", at_least=50, below=80), Band(name="fine", at_least=80))
    assert scoring(*good, bands_of_card=rising) == []


# --- months and days --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("opens", "message"), [(2, []), (3, ["begun: it is due by month 3, but waits for 'later', "])])
def test_a_milestone_that_is_due_before_what_it_waits_for_opens_is_told(opens: int, message: list[str]) -> None:
    waits = AllOf(conditions=(MilestoneReached(milestone="later"), TargetMet(value="hours")))
    begun = step("begun", waits, window=Window(opens=0, closes=3))
    later = step("later", TargetMet(value="errors"), window=Window(opens=opens))
    found = asking(None, milestones=(begun, later))
    assert [one.removesuffix(f"which opens in month {opens}") for one in found] == message


def test_a_milestone_that_another_may_reach_as_well_may_be_due_first() -> None:
    either = AnyOf(conditions=(MilestoneReached(milestone="later"), TargetMet(value="hours")))
    begun = step("begun", either, window=Window(opens=0, closes=3))
    later = step("later", TargetMet(value="errors"), window=Window(opens=6))
    assert asking(None, milestones=(begun, later)) == []


def test_clocks_that_are_due_in_an_impossible_order_are_told() -> None:
    def due(first_action: int, first_value: int) -> list[str]:
        rules = ((Clock.FIRST_VALUE, first_value), (Clock.FIRST_ACTION, first_action))
        return told(stop_rules=tuple(StopRule(clock=c, milestone="begun", target_days=days) for c, days in rules))

    assert due(30, 60) == due(30, 30) == []
    assert due(60, 30) == ["first_value is due after 30 days, before first_action after 60"]
