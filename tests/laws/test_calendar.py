"""The calendar: months that elapse, and the stages that they lead through."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tests.laws.law import law
from vpl_core.model.milestones import STAGE_WINDOWS
from vpl_core.rules.calendar import add_months, closing, elapsed_months, opening, stage_on

dates = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31))
months = st.integers(0, 240)


@law(dates, months)
def test_so_many_months_later_so_many_months_have_elapsed_and_not_a_day_earlier(start: dt.date, after: int) -> None:
    """A month is over on the same day of the next one, or on its last day where it is shorter.

    elapsed(s, s + n months) = n and elapsed(s, s + n months - 1 day) = n - 1.
    """
    there = add_months(start, after)
    assert elapsed_months(start, there) == after
    assert elapsed_months(start, there - dt.timedelta(days=1)) == after - 1


@law(dates, dates | st.sampled_from([0, 1, 3, 6, 12]) | months)
def test_a_stage_lasts_from_its_opening_to_the_day_before_its_closing(start: dt.date, day: dt.date | int) -> None:
    """Every day since the start lies in one stage and one only: month 6 is maturity and nothing else.

    stage(d) = w ⇔ opens(w) ≤ d < closes(w); exactly one w for d ≥ start, none before.
    """
    asked = add_months(start, day) if isinstance(day, int) else day
    holding = []
    for stage, window in STAGE_WINDOWS.items():
        end = closing(start, window)
        if opening(start, window) <= asked and (end is None or asked < end):
            holding.append(stage)
    assert len(holding) == (asked >= start)
    assert stage_on(start, asked) is (holding[0] if holding else None)
