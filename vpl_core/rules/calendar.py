"""Elapsed calendar months, with month ends clamped: 31 January and one month is 28 February."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from functools import lru_cache

from vpl_core.model.milestones import STAGE_WINDOWS, Stage, Window


@lru_cache(maxsize=4096)
def add_months(start: dt.date, months: int) -> dt.date:
    """The day so many months later, or the last day of that month where it has none such; never after year 9999."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, min(start.day, monthrange(year, month)[1]))


def later(day: dt.date, days: int) -> dt.date:
    """So many days after the day; the last day there is where the calendar ends before."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


def elapsed_months(start: dt.date, day: dt.date) -> int:
    """The greatest n with start + n months <= day; negative before the start."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if add_months(start, months) <= day else months - 1


def opening(start: dt.date, window: Window) -> dt.date:
    return add_months(start, window.opens)


def closing(start: dt.date, window: Window) -> dt.date | None:
    """The first day after the window; none where it has no end."""
    return None if window.closes is None else add_months(start, window.closes)


def stage_on(start: dt.date, day: dt.date, calendar: Mapping[Stage, Window] = STAGE_WINDOWS) -> Stage | None:
    """The stage whose window holds the day; none before the start."""
    months = elapsed_months(start, day)
    return next((s for s, w in calendar.items() if w.opens <= months and (w.closes is None or months < w.closes)), None)
