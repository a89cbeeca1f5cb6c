"""Threshold tables proven: every value falls into exactly one row, or the one that does not is named."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from vpl_core.model.scorecards import Band

_MINUS_INFINITY, _INFINITY = Fraction(-(10**18)), Fraction(10**18)


def fault_in(bands: Sequence[Band], least: Fraction | None = None, most: Fraction | None = None) -> str:
    """The first value in [least, most] that no row or more than one row holds, in words; empty where sound.

    Half-open rows [at_least, below) over the rationals; an end that is left out is without bound.
    """
    if len({band.name for band in bands}) != len(bands):
        return "two rows have the same name"
    return next((fault for point in _witnesses(bands, least, most) if (fault := _fault_at(point, bands))), "")


def _witnesses(bands: Sequence[Band], least: Fraction | None, most: Fraction | None) -> list[Fraction]:
    """One value at each cut and one between any two cuts: rows are constant in between."""
    cuts = sorted({Fraction(c) for band in bands for c in (band.at_least, band.below) if c is not None})
    low = _MINUS_INFINITY if least is None else least
    high = _INFINITY if most is None else most
    points = sorted({low, *(c for c in cuts if low <= c <= high), high})
    between = [(a + b) / 2 for a, b in itertools.pairwise(points)]
    return sorted({*points, *between}, key=lambda p: (abs(p) >= _INFINITY, p))


def _fault_at(point: Fraction, bands: Sequence[Band]) -> str:
    holding = [
        band.name
        for band in bands
        if (band.at_least is None or point >= Fraction(band.at_least))
        and (band.below is None or point < Fraction(band.below))
    ]
    if len(holding) == 1:
        return ""
    value = "a value without bound" if abs(point) >= _INFINITY else f"{float(point):.12g}"
    return f"{value} falls into no row" if not holding else f"{value} falls into both {holding[0]} and {holding[1]}"
