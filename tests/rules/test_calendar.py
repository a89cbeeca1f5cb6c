"""The calendar: months that elapse, with month ends clamped."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from tests.worlds import START, assessed, known, playbook
from vpl_core.model.milestones import Stage, StageWindow, Window
from vpl_core.rules.calendar import add_months, closing, elapsed_months, stage_on

dates = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31))
months = st.integers(0, 240)


@given(dates, dates)
def test_the_elapsed_months_are_the_most_that_fit(start: dt.date, day: dt.date) -> None:
    elapsed = elapsed_months(start, day)
    assert add_months(start, elapsed) <= day < add_months(start, elapsed + 1)


@given(dates, months, months)
def test_more_months_are_never_earlier(start: dt.date, one: int, other: int) -> None:
    assert (add_months(start, one) <= add_months(start, other)) or one > other


@pytest.mark.parametrize(
    ("start", "after", "there"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 2, "2025-03-31"),
        ("2025-01-31", 3, "2025-04-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-01-31", 0, "2025-01-31"),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(start: str, after: int, there: str) -> None:
    assert add_months(dt.date.fromisoformat(start), after).isoformat() == there


@pytest.mark.parametrize("start", [dt.date.max, dt.date(9999, 12, 1), dt.date(9990, 1, 1)])
def test_the_calendar_ends_without_a_fault(start: dt.date) -> None:
    assert add_months(start, 120) == dt.date.max


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2025-01-30", None),
        ("2025-01-31", Stage.EARLY_WIN),
        ("2025-02-27", Stage.EARLY_WIN),
        ("2025-02-28", Stage.FOUNDATION),
        ("2025-04-29", Stage.FOUNDATION),
        ("2025-04-30", Stage.GROWTH),
        ("2025-07-30", Stage.GROWTH),
        ("2025-07-31", Stage.MATURITY),
        ("2026-01-30", Stage.MATURITY),
        ("2026-01-31", Stage.STRATEGIC),
        ("2035-01-31", Stage.STRATEGIC),
    ],
)
def test_an_account_that_began_on_31_january_changes_stage_on_the_last_days(day: str, stage: Stage | None) -> None:
    assert stage_on(dt.date(2025, 1, 31), dt.date.fromisoformat(day)) is stage


def test_a_window_without_an_end_never_closes() -> None:
    assert closing(dt.date(2025, 1, 31), Window(opens=12)) is None


def test_a_segment_with_its_own_calendar_counts_by_it() -> None:
    own = (StageWindow(stage="early_win", opens=0, closes=2), StageWindow(stage="foundation", opens=2, closes=3))
    slow = playbook(segment=playbook().segment.model_copy(update={"calendar": own}))
    usual, later = assessed(known(), after=40), assessed(known(), slow, after=40)
    assert (usual.calendar_stage, later.calendar_stage) == (Stage.FOUNDATION, Stage.EARLY_WIN)
    dues = [one.milestones[0].due for one in (usual, later)]
    assert dues == [add_months(START, 1), add_months(START, 2)]
