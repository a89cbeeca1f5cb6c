"""Threshold tables proven: every value falls into exactly one row, or the one that does not is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.milestones import Stage, Window
from vpl_core.model.scorecards import Band
from vpl_core.rules.intervals import EVERYTHING, Interval, half_open, witnesses, written


class Row(NamedTuple):
    """A row of any table: its name, and the numbers that fall into it."""

    name: str
    holds: Interval


class Slip(NamedTuple):
    """A number that falls through a table or into two of its rows."""

    number: str
    rows: tuple[str, ...]

    def __str__(self) -> str:
        if not self.rows:
            return f"{self.number} falls into no row"
        return f"{self.number} falls into both {self.rows[0]} and {self.rows[1]}"


def slip_in(rows: Sequence[Row], within: Interval = EVERYTHING, *, counted_as: str = "") -> Slip | None:
    """The first number of `within` that no row or more than one row holds; none where the table is sound.

    What the numbers are counted as, such as `month `, is put before the number.
    """
    for point in witnesses([row.holds for row in rows], within):
        holding = tuple(row.name for row in rows if row.holds.holds(point))
        if len(holding) != 1:
            return Slip(f"{counted_as}{written(point)}", holding)
    return None


def slip_of(bands: Sequence[Band], within: Interval = EVERYTHING) -> Slip | None:
    """The first number of `within` that falls into no band or into two."""
    return slip_in(_rows(bands), within)


def fault_in(bands: Sequence[Band], least: Fraction | None = None, most: Fraction | None = None) -> str:
    """What is wrong with the bands over [least, most], in words; empty where they are sound."""
    if len({band.name for band in bands}) != len(bands):
        return "two rows have the same name"
    slip = slip_of(bands, Interval(least, most))
    return "" if slip is None else str(slip)


def idle_rows(bands: Sequence[Band], within: Interval = EVERYTHING) -> list[str]:
    """The rows into which no number of `within` falls."""
    rows = _rows(bands)
    points = witnesses([row.holds for row in rows], within)
    return [row.name for row in rows if not any(row.holds.holds(point) for point in points)]


def calendar_slip(calendar: Mapping[Stage, Window]) -> Slip | None:
    """The first elapsed month, from 0 on, that lies in no stage or in two; it lies in a stage until that closes."""
    rows = [Row(stage.value, half_open(window.opens, window.closes)) for stage, window in calendar.items()]
    return slip_in(rows, Interval(low=Fraction(0)), counted_as="month ")


def _rows(bands: Sequence[Band]) -> list[Row]:
    return [Row(band.name, half_open(band.at_least, band.below)) for band in bands]
