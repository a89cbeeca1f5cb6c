"""Numbers and days: plausible for a unit, at the edge of what is taken, and refused at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from hypothesis import strategies as st

from vpl_core.model.base import gate
from vpl_core.model.values import Unit, ValueDefinition

START = dt.date(2025, 1, 31)
"""The usual day on which an account starts: the last of a month, so that ends of months are clamped."""
AS_OF = 530
"""The usual day of assessment, in days after the start; facts are drawn from before and after it."""


def day(after: int) -> dt.date:
    """So many days after the usual start."""
    return START + dt.timedelta(days=after)


days: st.SearchStrategy[dt.date] = st.integers(-20, AS_OF + 20).map(day)
"""The days of a usual account, some before its start and some after the usual assessment."""
any_day: st.SearchStrategy[dt.date] = st.one_of(days, st.dates(), st.sampled_from([dt.date.min, dt.date.max]))

_USUAL: dict[Unit, tuple[int, int]] = {
    "hours": (0, 60),
    "minutes": (0, 240),
    "days": (0, 90),
    "percent": (0, 100),
    "points": (-100, 100),
    "count": (0, 500),
    "money": (0, 100_000),
    "score": (0, 10),
    "ratio": (0, 5),
}


def numbers_for(value: ValueDefinition, near: Iterable[Decimal] = ()) -> st.SearchStrategy[Decimal]:
    """Readings that the value can have, often right at one of the numbers that are near or just beside it."""
    low, high = range_of(value)
    beside = {limit + step for limit in near for step in (-1, 0, 1)}
    close = sorted(number for number in beside if low <= number <= high)
    whole = st.integers(int(low), int(high)).map(Decimal)
    exact = st.decimals(low, high, places=2, allow_nan=False, allow_infinity=False)
    return st.one_of(*([st.sampled_from(close)] if close else []), whole, exact)


def range_of(value: ValueDefinition) -> tuple[Decimal, Decimal]:
    """The smallest and the largest reading that is drawn: what is possible, or else usual for the unit."""
    low, high = map(Decimal, _USUAL[value.unit])
    least = low if value.least is None else value.least
    most = max(high, least + 1) if value.most is None else value.most
    return (min(least, most - 1) if value.least is None else least), most


small_numbers: st.SearchStrategy[Decimal] = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
edge_numbers: st.SearchStrategy[Decimal] = st.sampled_from(
    [Decimal(text) for text in ("1e15", "-1e15", "1e-12", "-1e-12", "0", "999999999999999")]
)
"""The largest and smallest that the door lets in."""
any_number: st.SearchStrategy[Decimal] = st.one_of(
    small_numbers,
    edge_numbers,
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15).map(gate),
)
refused_numbers: st.SearchStrategy[object] = st.one_of(
    st.sampled_from([float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity")]),
    st.sampled_from(["NaN", "inf", "1e16", "", "12,5", "1 000", "n/a", "ten", True, None, b"1", 1j]),
    st.integers(min_value=10**15 + 10),
    st.floats(min_value=1.1e15, allow_nan=False).map(lambda number: -number),
)
"""What no field of the kind Number takes, under whatever playbook."""
