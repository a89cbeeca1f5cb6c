"""Soundness: every fault of a playbook, made on purpose, and the sentence that names it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import THRESHOLDS, playbook, rung, step, value
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
from vpl_core.model.health import HealthSignal
from vpl_core.model.milestones import StageWindow
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.model.values import Threshold
from vpl_core.rules.soundness import Fault, faults_of, leaves

OUTCOME = AtMost(value="hours", limit=4)
USE = AtLeast(value="seats", limit=8)
LEADING = AtLeast(value="mood", limit=8)
SIGNED = EvidenceOf(kinds=("agreement",), milestone="begun")


def told(book: Playbook) -> list[str]:
    return [fault.message for fault in faults_of(book)]


def asking(condition: Any, **parts: Any) -> Playbook:
    return playbook(step("begun", condition), **parts)


# --- conditions -------------------------------------------------------------------------------------------------

UNKNOWN_IDS: dict[str, tuple[Any, str]] = {
    "a value": (AtLeast(value="ghosts", limit=1), "'ghosts' is no value of the segment"),
    "a value that is sustained": (
        Sustained(condition=TargetMet(value="ghosts"), days=3),
        "'ghosts' is no value of the segment",
    ),
    "a value that is negated": (Not(condition=TargetMet(value="ghosts")), "'ghosts' is no value of the segment"),
    "a value deep inside": (
        AllOf(conditions=(USE, AnyOf(conditions=(CountOf(at_least=1, conditions=(TargetMet(value="ghosts"),)),)))),
        "'ghosts' is no value of the segment",
    ),
    "a value with a plan": (PlanAgreed(values=("hours", "ghosts")), "'ghosts' is no value of the segment"),
    "a value with evidence": (EvidenceOf(kinds=("report",), value="ghosts"), "'ghosts' is no value of the segment"),
    "a milestone": (MilestoneReached(milestone="ghosts"), "'ghosts' is no milestone of the segment"),
    "a milestone with evidence": (
        EvidenceOf(kinds=("report",), milestone="ghosts"),
        "'ghosts' is no milestone of the segment",
    ),
    "a threshold": (AtMost(value="hours", limit="ghosts"), "'ghosts' is no threshold of the segment"),
    "a threshold of a share": (GapClosed(value="hours", percent="ghosts"), "'ghosts' is no threshold of the segment"),
    "an end of an interval": (
        Between(value="hours", low=1, high="ghosts"),
        "'ghosts' is no threshold of the segment",
    ),
    "a predicate": (Custom(name="ghosts"), "no plugin gives a condition named 'ghosts'"),
}


@pytest.mark.parametrize(("condition", "message"), UNKNOWN_IDS.values(), ids=UNKNOWN_IDS)
def test_an_id_that_nobody_declares_is_told(condition: Any, message: str) -> None:
    [fault] = faults_of(asking(condition))
    assert (fault.part, fault.id, fault.message) == ("milestones", "begun", f"begun: {message}")
    assert fault.next_step


SHARE = Threshold(id="share", number=50, unit="percent")
WRONG_UNITS: dict[str, tuple[Any, str]] = {
    "a share for hours": (AtMost(value="hours", limit="share"), "compared in hours"),
    "hours for a share of the gap": (GapClosed(value="hours", percent="few-hours"), "compared in percent"),
    "hours for a change in percent": (
        ChangedBy(value="hours", limit="few-hours", counted_in="percent"),
        "compared in percent",
    ),
    "a share for a change in units": (ChangedBy(value="hours", limit="share"), "compared in hours"),
    "a share for the end of an interval": (Between(value="hours", low=1, high="share"), "compared in hours"),
    "hours for a use in percent": (AtLeast(value="seats", limit="few-hours"), "compared in percent"),
}


@pytest.mark.parametrize(("condition", "message"), WRONG_UNITS.values(), ids=WRONG_UNITS)
def test_a_limit_in_another_unit_is_told(condition: Any, message: str) -> None:
    [told_] = told(asking(condition, thresholds=(*THRESHOLDS, SHARE)))
    assert message in told_


@pytest.mark.parametrize(
    "condition",
    [
        AtMost(value="hours", limit="few-hours"),
        GapClosed(value="hours", percent="share"),
        ChangedBy(value="hours", limit="share", counted_in="percent"),
        ChangedBy(value="hours", limit="few-hours"),
        Between(value="hours", low=1, high="few-hours"),
        AtLeast(value="seats", limit="share"),
        Recorded(fact="goal"),
        AttributeIs(attribute="size", one_of=("small",)),
        PlanAgreed(at_least=3),
    ],
)
def test_a_limit_in_its_own_unit_is_sound(condition: Any) -> None:
    assert (
        told(asking(condition, thresholds=(*THRESHOLDS, SHARE), rungs=(rung(1, "begun", floor=Rigor.UNSOURCED),))) == []
    )


@pytest.mark.parametrize(("low", "message"), [(3, None), (4, "nothing lies in [4, 4)"), (5, "nothing lies in [5, 4)")])
def test_an_interval_that_its_threshold_leaves_empty_is_told(low: int, message: str | None) -> None:
    found = told(asking(Between(value="hours", low=low, high="few-hours")))
    assert found == ([] if message is None else [f"begun: {message}"])


@pytest.mark.parametrize(
    ("condition", "asked"),
    [(PlanAgreed(values=("hours",), at_least=2), 2), (PlanAgreed(at_least=4), 4)],
    ids=["of those named", "of all outcomes"],
)
def test_more_plans_than_there_are_values_is_told(condition: Any, asked: int) -> None:
    assert told(asking(condition)) == [f"begun: {asked} agreed plans are asked for, of fewer values"]


def test_the_place_of_a_fault_is_named() -> None:
    ghosts = AtLeast(value="ghosts", limit=1)
    question = Question(id="q-1", text="Is it so?", condition=ghosts, why="It matters", next_step="Ask")
    book = playbook(
        health_signals=(HealthSignal(id="alarm", colour="red", when=ghosts, says="Wrong."),),
        checklists=(Checklist(id="go", name="Go", decides="Whether to go", questions=(question,)),),
        stop_rules=(StopRule(clock=Clock.FIRST_VALUE, milestone="ghosts"),),
    )
    assert [(fault.part, fault.id) for fault in faults_of(book)] == [
        ("health_signals", "alarm"),
        ("checklists", "go"),
        ("stop_rules", "first_value"),
    ]
    assert told(book)[-1] == "first_value stops at 'ghosts', which is no milestone"


# --- milestones and questions -----------------------------------------------------------------------------------


def waiting(id_: str, *others: str) -> Any:
    reached = tuple(MilestoneReached(milestone=other) for other in others)
    return step(id_, AnyOf(conditions=(USE, *reached)))


@pytest.mark.parametrize(
    ("milestones", "circle"),
    [
        ([waiting("a", "a")], ["a"]),
        ([waiting("a", "b"), waiting("b", "a")], ["a", "b"]),
        ([waiting("a", "b"), waiting("b", "c"), waiting("c", "a"), waiting("d", "a")], ["a", "b", "c"]),
        ([waiting("a", "b"), waiting("b"), waiting("c", "b", "a")], []),
    ],
)
def test_a_milestone_that_waits_for_itself_is_told(milestones: Any, circle: list[str]) -> None:
    assert told(playbook(*milestones)) == [f"{one}: it waits for itself" for one in circle]


def test_a_question_that_a_waiver_could_not_name_alone_is_told() -> None:
    def asked(id_: str) -> Question:
        return Question(id=id_, text="Is it so?", condition=USE, why="It matters", next_step="Ask")

    def go(*ids: str) -> Checklist:
        return Checklist(id="go", name="Go", decides="Whether to go", questions=tuple(asked(i) for i in ids))

    again = "has the id of a milestone or another question"
    assert told(playbook(checklists=(go("q-1", "q-2"),))) == []
    assert told(playbook(checklists=(go("q-1", "q-1"),))) == [f"go: the question 'q-1' {again}"]
    assert told(playbook(checklists=(go("begun"),))) == [f"go: the question 'begun' {again}"]


# --- scorecards -------------------------------------------------------------------------------------------------

ROWS = (Band(name="few", below=5), Band(name="many", at_least=5, points=90))
FACTOR = Factor(id="use", name="Use", aspect="action", tag="grow", weight=1, value="seats", bands=ROWS)
SCORECARD = Scorecard(id="fit", name="Fit", what_for="A day", factors=(FACTOR,), bands=(Band(name="all"),))


def scoring(card: dict[str, Any] | None = None, **factor: Any) -> list[str]:
    factors = (FACTOR.model_copy(update=factor),)
    return told(playbook(scorecards=(SCORECARD.model_copy(update={"factors": factors, **(card or {})}),)))


def test_a_table_with_a_gap_an_overlap_or_an_open_end_is_told_with_a_value() -> None:
    assert scoring() == []
    assert scoring(bands=(ROWS[0], Band(name="many", at_least=6))) == ["use: 5 falls into no row"]
    assert scoring(bands=(ROWS[0], Band(name="many", at_least=4))) == ["use: 4 falls into both few and many"]
    assert scoring(bands=ROWS[:1]) == ["use: 5 falls into no row"]


def test_a_scorecards_own_bands_cover_0_to_100() -> None:
    whole = (Band(name="low", at_least=0, below=60), Band(name="high", at_least=60, below="100.5"))
    assert scoring({"bands": whole}) == []
    short = (Band(name="low", at_least=0, below=60), Band(name="high", at_least=60, below=100))
    assert scoring({"bands": short}) == ["bands: 100 falls into no row"]


def test_a_factor_covers_all_that_its_value_can_be_and_no_more_is_asked_of_it() -> None:
    def scoring_share(*rows: Band) -> list[Fault]:
        share = value("share", unit="percent", category="quality", direction="up", least=0, most=100)
        factor = FACTOR.model_copy(update={"value": "share", "bands": rows})
        return faults_of(
            playbook(
                scorecards=(SCORECARD.model_copy(update={"factors": (factor,)}),),
                values=(share,),
                milestones=(step("begun", TargetMet(value="share")),),
            )
        )

    low = Band(name="low", at_least=0, below=51)
    assert scoring_share(low, Band(name="high", at_least=51, below=101)) == []
    [fault] = scoring_share(low, Band(name="high", at_least=52, below=101))
    assert (fault.message, fault.shown_by) == ("use: 51 falls into no row", "51")
    [fault] = scoring_share(low, Band(name="high", at_least=51, below=100))
    assert fault.message == "use: 100 falls into no row"


def test_a_factor_reads_a_value_and_names_each_choice_once() -> None:
    assert scoring(value="ghosts") == ["use: 'ghosts' is no value of the segment"]
    twice = (Choice(text="gold", points=1), Choice(text="gold", points=2))
    assert scoring(value=None, attribute="size", bands=(), choices=twice) == ["use: a choice stands there twice"]


def test_two_factors_of_one_name_are_told() -> None:
    assert scoring({"factors": (FACTOR, FACTOR)}) == ["a factor named 'use' stands there twice"]


# --- the ladder -------------------------------------------------------------------------------------------------


def climbing(*rungs: Any, **milestones: Any) -> list[str]:
    return told(playbook(*(step(id_, condition) for id_, condition in milestones.items()), rungs=rungs))


def test_a_floor_that_falls_is_told() -> None:
    lower, upper = rung(1, "a", floor=Rigor.MEASURED), rung(2, "b", floor=Rigor.REPORTED)
    assert climbing(lower, upper, a=USE, b=USE) == [
        "'rung-2' asks for reported, less than 'rung-1' below it (measured)"
    ]
    assert climbing(lower, upper.model_copy(update={"floor": Rigor.MEASURED}), a=USE, b=USE) == []


@pytest.mark.parametrize(
    ("promised", "found"),
    [
        (Rigor.UNSOURCED, []),
        (Rigor.REPORTED, []),
        (Rigor.MEASURED, ["'rung-1' asks for reported, less than the segment promises of every rung (measured)"]),
    ],
)
def test_a_rung_below_what_the_segment_promises_is_told(promised: Rigor, found: list[str]) -> None:
    segment = playbook().segment.model_copy(update={"floor": promised})
    rungs = (rung(1, "begun", floor=Rigor.REPORTED), rung(2, "begun", floor=Rigor.MEASURED))
    assert told(playbook(rungs=rungs, segment=segment)) == found


def test_a_rung_named_twice_or_asking_for_a_ghost_is_told() -> None:
    assert climbing(rung(1, "a"), rung(1, "a"), a=USE) == ["two rungs are named 'rung-1'"]
    assert climbing(rung(1, "a", "ghosts"), a=USE) == [
        "'rung-1' asks for 'ghosts', which is no milestone of the segment"
    ]


# --- the calendar of the stages ---------------------------------------------------------------------------------


def of_months(*windows: tuple[str, int, int | None]) -> list[Fault]:
    calendar = tuple(StageWindow(stage=stage, opens=opens, closes=closes) for stage, opens, closes in windows)
    return faults_of(playbook(segment=playbook().segment.model_copy(update={"calendar": calendar})))


def test_a_month_that_lies_in_two_stages_of_the_segment_or_in_none_is_told() -> None:
    assert of_months(("growth", 3, 7), ("maturity", 7, 12)) == []
    [fault] = of_months(("growth", 3, 7))
    assert (fault.part, fault.id) == ("segment", "shops")
    assert (fault.message, fault.shown_by) == ("stages: month 6 falls into both growth and maturity", "month 6")
    assert [fault.message for fault in of_months(("strategic", 13, None))] == ["stages: month 12 falls into no row"]
    assert [fault.message for fault in of_months(("early_win", 0, 2))] == [
        "stages: month 1 falls into both early_win and foundation"
    ]


def test_a_stage_with_two_windows_is_told() -> None:
    assert "the stage growth has two windows" in [
        fault.message for fault in of_months(("growth", 3, 5), ("growth", 3, 6))
    ]


# --- laws -------------------------------------------------------------------------------------------------------


def test_a_sound_playbook_has_no_fault() -> None:
    assert faults_of(playbook()) == []


def test_an_id_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    [fault] = faults_of(asking(AtLeast(value="hour", limit=1)))
    assert fault.next_step == "did you mean 'hours'?"


def test_a_fault_says_what_to_do_next() -> None:
    book = asking(AtLeast(value="ghosts", limit=1))
    assert faults_of(book) == [
        Fault(
            "milestones",
            "begun",
            "begun: 'ghosts' is no value of the segment",
            "use an id that the segment declares, or declare it",
        )
    ]


def test_leaves_are_the_conditions_that_look_at_facts() -> None:
    inner = (USE, Not(condition=OUTCOME), Sustained(condition=LEADING, readings=2))
    assert [*leaves(AnyOf(conditions=(AllOf(conditions=inner), SIGNED)))] == [USE, OUTCOME, LEADING, SIGNED]
