"""Threshold tables: total and disjoint, or the value that shows the fault."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, strategies as st

from vpl_core.model.scorecards import Band
from vpl_core.rules.intervals import Interval, closed, half_open
from vpl_core.rules.tables import Row, fault_in, slip_in

cuts = st.lists(
    st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, places=9), min_size=1, max_size=6, unique=True
).map(sorted)


def table(cuts: list[Decimal]) -> list[Band]:
    """The rows that the cuts make: each begins where the one below it ends."""
    ends = [None, *cuts, None]
    return [Band(name=f"row {n}", at_least=ends[n], below=ends[n + 1]) for n in range(len(ends) - 1)]


def rows_of(bands: list[Band], number: Fraction) -> list[str]:
    return [
        band.name
        for band in bands
        if not (band.at_least is not None and number < band.at_least)
        and not (band.below is not None and number >= band.below)
    ]


def named_value(fault: str) -> Fraction:
    match = re.match(r"(-?[\d.]+) falls into ", fault)
    assert match, fault
    return Fraction(match[1])


@given(cuts, st.randoms(use_true_random=False))
def test_rows_that_begin_where_others_end_are_sound_in_any_order(cuts: list[Decimal], chance: Random) -> None:
    rows = table(cuts)
    chance.shuffle(rows)
    assert fault_in(rows) == ""


@given(cuts, st.data())
def test_a_gap_is_told_with_a_value_that_really_falls_through(cuts: list[Decimal], data: st.DataObject) -> None:
    rows = table(cuts)
    rows.pop(data.draw(st.integers(0, len(rows) - 1)))
    assert rows_of(rows, named_value(fault_in(rows))) == []


@given(cuts, st.data())
def test_an_overlap_is_told_with_a_value_that_really_falls_into_two_rows(
    cuts: list[Decimal], data: st.DataObject
) -> None:
    assume(len(cuts) > 1)
    rows = table(cuts)
    wide = data.draw(st.integers(0, len(rows) - 3))
    rows[wide] = rows[wide].model_copy(update={"below": rows[wide + 1].below})
    fault = fault_in(rows)
    holding = rows_of(rows, named_value(fault))
    assert len(holding) == 2
    assert fault.endswith(f"falls into both {holding[0]} and {holding[1]}")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([("low", None, 6), ("high", 6, None)], ""),
        ([("all", None, None)], ""),
        ([("low", None, 6), ("high", 7, None)], "6 falls into no row"),
        ([("low", None, 7), ("high", 6, None)], "6 falls into both low and high"),
        ([("low", None, 6), ("high", 6, 9)], "9 falls into no row"),
        ([("low", 0, 6), ("high", 6, None)], "-1 falls into no row"),
        ([("low", None, "0.1"), ("high", "0.2", None)], "0.1 falls into no row"),
        ([("low", None, 50), ("edge", 50, 50), ("high", 50, None)], ""),
        ([("same", None, 6), ("same", 6, None)], "two rows have the same name"),
        ([], "-1 falls into no row"),
    ],
)
def test_the_first_fault_of_a_table_is_told(rows: list[tuple[str, object, object]], fault: str) -> None:
    assert fault_in([Band(name=name, at_least=low, below=high) for name, low, high in rows]) == fault


@pytest.mark.parametrize(
    ("least", "most", "fault"),
    [
        (0, 100, ""),
        (0, 101, "100.1 falls into no row"),
        (-1, 100, "-1 falls into no row"),
        (None, 100, "-1 falls into no row"),
        (0, None, "100.1 falls into no row"),
    ],
)
def test_a_table_over_an_interval_is_total_there_and_need_not_be_elsewhere(
    least: int | None, most: int | None, fault: str
) -> None:
    rows = [Band(name="low", at_least=0, below=60), Band(name="high", at_least=60, below="100.1")]
    ends = [None if end is None else Fraction(end) for end in (least, most)]
    assert fault_in(rows, *ends) == fault


def test_a_gap_between_two_numbers_of_fifteen_digits_is_told_by_a_number_in_it() -> None:
    rows = [Band(name="low", below="1.00000000000001"), Band(name="high", at_least="1.00000000000003")]
    assert rows_of(rows, named_value(fault_in(rows))) == []


# --- tables as others print them --------------------------------------------------------------------------------------


def both_ends(name: str, low: int | None, high: int | None) -> Row:
    """A row as it is usually printed: `51-100`, both ends included."""
    return Row(name, closed(None if low is None else Decimal(low), None if high is None else Decimal(high)))


def above(name: str, low: int, high: int) -> Row:
    return Row(name, Interval(Fraction(low), Fraction(high), without_low=True))


PRINTED: dict[str, tuple[list[Row], str]] = {
    "whole numbers from 0 to 50 and from 51 to 100": (
        [both_ends("at risk", 0, 50), both_ends("healthy", 51, 100)],
        "50.5 falls into no row",
    ),
    "three colours of whole numbers": (
        [both_ends("red", 0, 49), both_ends("yellow", 50, 79), both_ends("green", 80, 100)],
        "49.5 falls into no row",
    ),
    "rows that share an end": (
        [both_ends("red", 0, 50), both_ends("green", 50, 100)],
        "50 falls into both red and green",
    ),
    "an end that neither row has": (
        [Row("red", half_open(0, 50)), above("green", 50, 100)],
        "50 falls into no row",
    ),
    "a last row that stops short of the best": (
        [Row("red", half_open(0, 50)), Row("green", half_open(50, 100))],
        "100 falls into no row",
    ),
    "one end for each": ([both_ends("red", 0, 50), above("green", 50, 100)], ""),
}


@pytest.mark.parametrize(("rows", "fault"), PRINTED.values(), ids=PRINTED)
def test_a_score_that_falls_through_a_printed_table_is_named(rows: list[Row], fault: str) -> None:
    assert str(slip_in(rows, closed(Decimal(0), Decimal(100))) or "") == fault


MONTHS: dict[str, tuple[list[Row], str]] = {
    "growth from 3 to 6 and maturity from 6 to 12": (
        [both_ends("start", 0, 2), above("ramp", 2, 3), above("growth", 3, 6), both_ends("maturity", 6, None)],
        "month 6 falls into both growth and maturity",
    ),
    "growth in months 3 to 6 and maturity from month 7": (
        [Row("start", half_open(0, 3)), both_ends("growth", 3, 6), both_ends("maturity", 7, None)],
        "month 6.5 falls into no row",
    ),
    "half-open windows": ([Row("start", half_open(0, 3)), Row("growth", half_open(3, None))], ""),
}


@pytest.mark.parametrize(("rows", "fault"), MONTHS.values(), ids=MONTHS)
def test_a_month_that_two_stages_claim_is_named(rows: list[Row], fault: str) -> None:
    slip = slip_in(rows, Interval(low=Fraction(0)), counted_as="month ")
    assert str(slip or "") == fault
