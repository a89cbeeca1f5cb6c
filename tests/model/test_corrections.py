"""Corrections: what is written down when a milestone slips says everything it has to, and nothing impossible."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.worlds import day
from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview
from vpl_core.model.milestone_plans import MilestonePlan, Reset

SAID: dict[str, Any] = {
    "on": day(10),
    "causes": ("priority_shift",),
    "because": "It helps",
    "owner": "Mina",
    "due": day(20),
}
BARRIER: dict[str, Any] = {"on": day(10), "kind": "process", "what": "A form", "owner": "Mina", "due": day(20)}
CALLED: dict[str, Any] = {
    "on": day(10),
    "trigger": "not_engaging",
    "because": "No answer",
    "participants": ("Vera",),
    "owner": "Omar",
    "due": day(20),
}
MISSED = dict.fromkeys(("went_wrong", "warning_signs", "prevention", "learned"), "Something")
REACHED = dict.fromkeys(("worked", "accelerators", "replicate"), "Something")


def test_a_correction_names_at_least_one_cause_and_each_once() -> None:
    assert Correction(**SAID).option is None
    with pytest.raises(ValidationError, match="at least 1 item"):
        Correction(**{**SAID, "causes": ()})
    with pytest.raises(ValidationError, match="stands there twice"):
        Correction(**{**SAID, "causes": ("priority_shift", "priority_shift")})
    with pytest.raises(ValidationError, match="Input should be"):
        Correction(**{**SAID, "causes": ("their_fault",)})


@pytest.mark.parametrize("option", ["add_resources", "revise_milestone"])
def test_more_help_or_another_step_says_what_was_and_what_is_now(option: str) -> None:
    assert Correction(**SAID, option=option, was="One", now="Two")
    for change in ({}, {"was": "One"}, {"now": "Two"}):
        with pytest.raises(ValidationError, match="write both was and now"):
            Correction(**SAID, option=option, **change)


def test_what_was_and_what_is_now_of_a_moved_date_is_never_typed_in() -> None:
    with pytest.raises(ValidationError, match="computed from the reset"):
        Correction(**SAID, option="adjust_timeline", was="May", now="June")


def test_a_correction_that_moves_the_date_comes_with_the_reset_of_that_day() -> None:
    moved = Reset(to=day(40), on=day(10), because="Why", confidence="low", by="Mina")
    said = Correction(**SAID, option="adjust_timeline")
    assert MilestonePlan(milestone="begun", corrections=(said,), resets=(moved,))
    for resets in ((), (moved.model_copy(update={"on": day(11)}),)):
        with pytest.raises(ValidationError, match="append what was done under resets"):
            MilestonePlan(milestone="begun", corrections=(said,), resets=resets)


def test_a_correction_that_calls_somebody_in_comes_with_the_escalation_of_that_day() -> None:
    said = Correction(**SAID, option="escalate")
    assert MilestonePlan(milestone="begun", corrections=(said,), escalations=(Escalation(**CALLED),))
    with pytest.raises(ValidationError, match="append what was done under escalations"):
        MilestonePlan(milestone="begun", corrections=(said,))


@pytest.mark.parametrize(
    ("word", "said", "end"),
    [(Correction, SAID, "done_on"), (Barrier, BARRIER, "removed_on"), (Escalation, CALLED, "closed_on")],
)
@pytest.mark.parametrize("in_time", [True, False])
def test_nothing_is_due_or_done_before_it_was_written_down(
    word: Any, said: dict[str, Any], end: str, in_time: bool
) -> None:
    for name in ("due", end):
        if in_time:
            assert word(**{**said, name: said["on"]})
        else:
            with pytest.raises(ValidationError, match=f"{name} is .*, before .*, the day it was written down"):
                word(**{**said, name: day(9)})


@pytest.mark.parametrize("name", ["corrections", "barriers", "escalations", "reviews"])
def test_entries_are_appended_in_the_order_of_their_days(name: str) -> None:
    entry: Any = {
        "corrections": Correction(**SAID),
        "barriers": Barrier(**BARRIER),
        "escalations": Escalation(**CALLED),
        "reviews": MilestoneReview(of="missed", on=day(10), by="Mina", **MISSED),
    }[name]
    earlier = entry.model_copy(update={"on": day(9)})
    assert MilestonePlan(milestone="begun", **{name: (earlier, entry)})
    with pytest.raises(ValidationError, match=f"{name} are appended"):
        MilestonePlan(milestone="begun", **{name: (entry, earlier)})


@pytest.mark.parametrize(("of", "answers", "odd"), [("missed", MISSED, "worked"), ("reached", REACHED, "learned")])
def test_a_review_answers_its_own_questions_and_no_others(of: Any, answers: dict[str, Any], odd: str) -> None:
    whole = {"of": of, "on": day(10), "by": "Mina", **answers}
    assert MilestoneReview(**whole)
    for name in answers:
        with pytest.raises(ValidationError, match=f"lacks {name}; answer every question"):
            MilestoneReview(**{**whole, name: ""})
    with pytest.raises(ValidationError, match=f"{odd} is not asked of what was {of}"):
        MilestoneReview(**whole, **{odd: "Something"})
