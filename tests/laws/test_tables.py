"""Threshold tables: every value falls into exactly one row, or the one that does not is named."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from tests.laws.law import law
from vpl_core.model.scorecards import Band
from vpl_core.rules.tables import fault_in

cuts = st.lists(st.decimals(-(10**6), 10**6, allow_nan=False, places=9), min_size=1, max_size=6, unique=True)
_ends = st.none() | st.integers(0, 6).map(lambda halves: Decimal(halves) / 2)
any_rows = st.lists(st.tuples(_ends, _ends), max_size=4).map(
    lambda rows: [Band(name=f"row {n}", at_least=low, below=high) for n, (low, high) in enumerate(rows)]
)
EVERY_QUARTER = [Fraction(quarter, 4) for quarter in range(-8, 25)]
"""Rows begin and end on halves between 0 and 3: what is between two of these falls where its neighbours fall."""


def holding(rows: list[Band], number: Fraction) -> list[str]:
    return [
        row.name
        for row in rows
        if not (row.at_least is not None and number < row.at_least)
        and not (row.below is not None and number >= row.below)
    ]


def named_value(fault: str) -> Fraction:
    match = re.match(r"(-?[\d.]+) falls into ", fault)
    assert match, fault
    return Fraction(match[1])


def sound_rows(cuts: list[Decimal]) -> list[Band]:
    """The rows that the cuts make: each begins where the one below it ends."""
    ends = [None, *sorted(cuts), None]
    return [Band(name=f"row {n}", at_least=ends[n], below=ends[n + 1]) for n in range(len(ends) - 1)]


@law(any_rows, times=4)
def test_a_table_is_sound_exactly_where_every_value_falls_into_one_row(rows: list[Band]) -> None:
    """The check of a table finds what trying every value would find: gaps, overlaps and open ends.

    fault(rows) is empty ⇔ |{row : x in row}| = 1 for every rational x.
    """
    assert (fault_in(rows) == "") == all(len(holding(rows, number)) == 1 for number in EVERY_QUARTER)


@law(cuts, st.randoms(use_true_random=False))
def test_rows_that_begin_where_others_end_are_sound_in_any_order(cuts: list[Decimal], chance: Random) -> None:
    """Half-open rows meet without a gap and without an overlap, however they are listed.

    fault({(-∞, c₁), [c₁, c₂), …, [cₙ, ∞)}) is empty.
    """
    rows = sound_rows(cuts)
    chance.shuffle(rows)
    assert fault_in(rows) == ""


@law(cuts, st.data())
def test_the_value_that_is_named_really_falls_through_or_into_two_rows(
    cuts: list[Decimal], data: st.DataObject
) -> None:
    """A fault is told with a value, written out in full, that anybody can try.

    fault = "x falls …" ⇒ |{row : x in row}| is 0 for a gap and 2 for an overlap.
    """
    rows = sound_rows(cuts)
    which = data.draw(st.integers(0, len(rows) - 1))
    missing, wide = [row for row in rows if row is not rows[which]], [*rows]
    assert holding(missing, named_value(fault_in(missing))) == []
    if which < len(rows) - 2:
        wide[which] = wide[which].model_copy(update={"below": wide[which + 1].below})
        assert len(holding(wide, named_value(fault_in(wide)))) == 2
