"""Milestones: stages that follow one another without gap or overlap."""

from __future__ import annotations

import itertools

import pytest
from pydantic import ValidationError

from tests.worlds import playbook, step
from vpl_core.model.milestones import STAGE_WINDOWS, Stage, StageWindow, Window
from vpl_core.model.playbook import Segment


def test_each_stage_opens_in_the_month_in_which_the_one_before_closes() -> None:
    assert [*STAGE_WINDOWS] == [*Stage]
    for earlier, later in itertools.pairwise(STAGE_WINDOWS.values()):
        assert earlier.closes == later.opens
    assert STAGE_WINDOWS[Stage.EARLY_WIN].opens == 0
    assert STAGE_WINDOWS[Stage.STRATEGIC].closes is None


@pytest.mark.parametrize(("month", "stage"), [(5, Stage.GROWTH), (6, Stage.MATURITY), (12, Stage.STRATEGIC)])
def test_a_month_belongs_to_one_stage(month: int, stage: Stage) -> None:
    holding = [s for s, w in STAGE_WINDOWS.items() if w.opens <= month and (w.closes is None or month < w.closes)]
    assert holding == [stage]


@pytest.mark.parametrize(("opens", "closes"), [(3, 3), (4, 3), (-1, 3), (0, 0)])
def test_a_window_has_some_time_in_it(opens: int, closes: int) -> None:
    with pytest.raises(ValidationError):
        Window(opens=opens, closes=closes)


def test_a_milestone_takes_its_stages_window_unless_it_has_its_own() -> None:
    usual, early = step("begun", stage="growth"), step("early", stage="growth", window=Window(opens=1, closes=2))
    assert playbook().months_of(usual) == STAGE_WINDOWS[Stage.GROWTH]
    assert playbook().months_of(early) == Window(opens=1, closes=2)


def test_a_stage_takes_the_usual_window_unless_its_segment_has_its_own() -> None:
    own = StageWindow(stage="growth", opens=2, closes=6)
    slow = playbook(segment=Segment(id="slow", name="Slow", cares_about="Care", calendar=(own,)))
    assert slow.months_of(step("begun", stage="growth")) == own
    assert {stage: window for stage, window in slow.calendar.items() if stage is not Stage.GROWTH} == {
        stage: window for stage, window in STAGE_WINDOWS.items() if stage is not Stage.GROWTH
    }
    assert [*slow.calendar] == [*Stage]
