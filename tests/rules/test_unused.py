"""What is unused: milestones nobody needs, values nobody reads, thresholds that decide nothing."""

from __future__ import annotations

from typing import Any

from tests.worlds import playbook, rung, step, value
from vpl_core.model.conditions import AtMost, Between, EvidenceOf, GapClosed, MilestoneReached, PlanAgreed, TargetMet
from vpl_core.model.scorecards import Band, Factor, Scorecard
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.model.values import Threshold
from vpl_core.rules.soundness import warnings_of
from vpl_core.rules.unused import unused

HOURS = value("hours")


def told(*milestones: Any, **parts: Any) -> list[tuple[str, str]]:
    usual = {"values": (HOURS,), "thresholds": (), "rungs": (rung(1, "begun"),)}
    book = playbook(*milestones, **{**usual, **parts})
    found = list(unused(book))
    assert [warning for warning in warnings_of(book) if warning in found] == found
    assert all(warning.warning for warning in found)
    return [(warning.part, warning.message) for warning in found]


BEGUN = step("begun", TargetMet(value="hours"))
EXTRA = step("extra", TargetMet(value="hours"))


def test_a_milestone_that_nothing_needs_is_told() -> None:
    assert told(BEGUN, EXTRA) == [("milestones", "extra: no rung, no condition and no clock needs it")]


def test_a_milestone_of_a_rung_or_of_a_condition_is_needed() -> None:
    assert told(BEGUN, EXTRA, rungs=(rung(1, "begun", "extra", at_least=1),)) == []
    assert told(step("begun", MilestoneReached(milestone="extra")), EXTRA) == []


def test_a_clock_at_a_milestone_that_nothing_needs_is_told() -> None:
    stops = (StopRule(clock=Clock.FIRST_VALUE, milestone="extra"), StopRule(clock=Clock.FULL_VALUE, milestone="begun"))
    assert told(BEGUN, EXTRA, stop_rules=stops) == [
        ("stop_rules", "first_value stops at 'extra', which no rung and no condition needs")
    ]


def test_a_value_that_nothing_reads_is_told() -> None:
    others = (value("errors", unit="percent", category="quality"), value("claims", unit="count", category="quality"))
    evidence = EvidenceOf(kinds=("report",), value="errors")
    asked = step("begun", TargetMet(value="hours")).model_copy(update={"condition": evidence})
    assert told(asked, values=(HOURS, *others)) == [
        ("values", "hours: nothing ever looks at its readings"),
        ("values", "errors: plans and evidence are asked for, but nothing ever looks at its readings"),
        ("values", "claims: nothing ever looks at its readings"),
    ]
    plan = step("begun", PlanAgreed(values=("hours",)))
    assert told(plan) == [("values", "hours: plans and evidence are asked for, but nothing ever looks at its readings")]


def test_a_value_that_only_a_factor_reads_is_read() -> None:
    rows = (Band(name="few", below=5, points=90), Band(name="many", at_least=5))
    factor = Factor(id="one", name="One", aspect="action", tag="grow", weight=1, value="hours", bands=rows)
    card = Scorecard(id="fit", name="Fit", what_for="A day", factors=(factor,), bands=(Band(name="all"),))
    assert told(step("begun", PlanAgreed()), scorecards=(card,)) == []


def test_a_threshold_that_decides_nothing_is_told() -> None:
    spare = Threshold(id="spare", number=4, unit="hours")
    assert told(BEGUN, thresholds=(spare,)) == [("thresholds", "spare: no condition compares anything with it")]
    share = Threshold(id="share", number=40, unit="percent")
    for used, threshold in (
        (AtMost(value="hours", limit="spare"), spare),
        (Between(value="hours", low="spare", high=9), spare),
        (Between(value="hours", low=1, high="spare"), spare),
        (GapClosed(value="hours", percent="share"), share),
    ):
        assert told(step("begun", used), thresholds=(threshold,)) == []
