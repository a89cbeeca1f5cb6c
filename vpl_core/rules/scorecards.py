"""Scorecards added up exactly: what is unknown makes the score an interval, never a zero and never a gift."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from math import lcm

from vpl_core.model.assessment import Contribution, Score
from vpl_core.model.scorecards import Band, Factor, Scorecard, Worth
from vpl_core.rules.account_day import AccountDay, as_text


def score(card: Scorecard, now: AccountDay) -> Score:
    """The weighted mean of the factors' points, 0 to 100.

    least = sum(weight * points) / sum(weight) with everything unknown at its worst, most with it at its best;
    the contributions sum to both exactly. Leaving a factor out can only lower `least`.
    """
    contributions = tuple(
        [_contribute(factor, worth, now) for factor, worth in zip(card.factors, card.worth, strict=True)]
    )
    least = _sum([c.least for c in contributions])
    most = least if all(c.known for c in contributions) else _sum([c.most for c in contributions])
    known = _sum([card.shares[c.factor] for c in contributions if c.known])
    low = band_of(card.bands, least)
    band = low if known and (most == least or band_of(card.bands, most) == low) else ""
    return Score(card.id, least, most, known, band, contributions)


def _sum(parts: list[Fraction]) -> Fraction:
    """The exact sum over one common denominator, which is cheaper than adding fraction to fraction."""
    whole = lcm(*[part.denominator for part in parts])
    return Fraction(sum([part.numerator * (whole // part.denominator) for part in parts]), whole)


def _contribute(factor: Factor, worth: Worth, now: AccountDay) -> Contribution:
    content, on = _read(factor, now)
    row = None if content is None else _row(factor, content)
    seen = "" if content is None else as_text(content)
    if row is None:
        return Contribution(factor.id, factor.weight, seen, "", worth.worst, worth.best, on)
    place, name = row
    exact = worth.rows[place]
    return Contribution(factor.id, factor.weight, seen, name, exact, exact, on)


def _read(factor: Factor, now: AccountDay) -> tuple[Decimal | str | None, dt.date | None]:
    if factor.value is None:
        return now.attributes.get(factor.attribute), None
    series = now.series.get(factor.value)
    count = series.until(now.day) if series else 0
    if series is None or not count:
        return None, None
    reading = series.of_record[count - 1]
    return reading.number, reading.on


def _row(factor: Factor, content: Decimal | str) -> tuple[int, str] | None:
    """Place and name of the row that holds the content; none for a text that no row names, which stays unknown."""
    if factor.choices:
        text = as_text(content)
        return next(((place, c.text) for place, c in enumerate(factor.choices) if c.text == text), None)
    if isinstance(content, str):
        return None
    return next(((place, band.name) for place, band in enumerate(factor.bands) if band.holds(content)), None)


def band_of(bands: tuple[Band, ...], score: Fraction) -> str:
    """The name of the band that holds the score; bands are half-open and were checked to be total."""
    return next(band.name for band in bands if band.holds(score))
