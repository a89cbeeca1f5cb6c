"""Threshold tables proven: every value falls into exactly one row, or the one that does not is named."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.base import EXACT
from vpl_core.model.scorecards import Band


def fault_in(bands: Sequence[Band], least: Fraction | None = None, most: Fraction | None = None) -> str:
    """The first value in [least, most] that no row or more than one row holds, in words; empty where sound.

    Half-open rows [at_least, below) over the rationals; an end that is left out is without bound.
    """
    if len({band.name for band in bands}) != len(bands):
        return "two rows have the same name"
    return next((fault for point in _witnesses(bands, least, most) if (fault := _fault_at(point, bands))), "")


def _witnesses(bands: Sequence[Band], least: Fraction | None, most: Fraction | None) -> list[Fraction]:
    """One value at each cut, one between any two and one beyond each open end: rows are constant in between."""
    cuts = sorted(
        {Fraction(c) for band in bands for c in (band.at_least, band.below) if c is not None} or {Fraction(0)}
    )
    low = cuts[0] - 1 if least is None else least
    high = cuts[-1] + 1 if most is None else most
    points = sorted({low, *(c for c in cuts if low <= c <= high), high})
    return sorted({*points, *((a + b) / 2 for a, b in itertools.pairwise(points))})


def _fault_at(point: Fraction, bands: Sequence[Band]) -> str:
    holding = [
        band.name
        for band in bands
        if (band.at_least is None or point >= Fraction(band.at_least))
        and (band.below is None or point < Fraction(band.below))
    ]
    if len(holding) == 1:
        return ""
    value = _written(point)
    return f"{value} falls into no row" if not holding else f"{value} falls into both {holding[0]} and {holding[1]}"


def _written(point: Fraction) -> str:
    """The value with all its digits, for a rounded one might lie in a row; halves of decimals are decimals."""
    exact = EXACT.divide(Decimal(point.numerator), Decimal(point.denominator))
    return f"{EXACT.normalize(exact):f}"
