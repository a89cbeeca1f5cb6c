"""Scorecards added up exactly: what is unknown makes the score an interval, never a zero and never a gift."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.assessment import Contribution, Score
from vpl_core.model.scorecards import Band, Factor, Scorecard
from vpl_core.rules.account_day import AccountDay, as_text


def score(card: Scorecard, now: AccountDay) -> Score:
    """The weighted mean of the factors' points, 0 to 100.

    least = sum(weight * points) / sum(weight) with everything unknown at its worst, most with it at its best;
    the contributions sum to both exactly. Leaving a factor out can only lower `least`.
    """
    contributions = tuple([_contribute(factor, card.shares[factor.id], now) for factor in card.factors])
    least = sum((c.least for c in contributions), Fraction(0))
    most = least if all(c.known for c in contributions) else sum((c.most for c in contributions), Fraction(0))
    known = sum((card.shares[c.factor] for c in contributions if c.known), Fraction(0))
    low = band_of(card.bands, least)
    band = low if known and (most == least or band_of(card.bands, most) == low) else ""
    return Score(card.id, least, most, known, band, contributions)


def _contribute(factor: Factor, share: Fraction, now: AccountDay) -> Contribution:
    content, on = _read(factor, now)
    row = None if content is None else _row(factor, content)
    seen = "" if content is None else as_text(content)
    if row is None:
        worst, best = share * Fraction(factor.worst), share * Fraction(factor.best)
        return Contribution(factor.id, factor.weight, seen, "", worst, best, on)
    name, points = row
    exact = share * Fraction(points)
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


def _row(factor: Factor, content: Decimal | str) -> tuple[str, Decimal] | None:
    """The row that holds the content; none for a text that no row names, which stays unknown."""
    if factor.choices:
        return next(((c.text, c.points) for c in factor.choices if c.text == as_text(content)), None)
    if isinstance(content, str):
        return None
    return next(((band.name, band.points) for band in factor.bands if band.holds(content)), None)


def band_of(bands: tuple[Band, ...], score: Fraction) -> str:
    """The name of the band that holds the score; bands are half-open and were checked to be total."""
    return next(band.name for band in bands if band.holds(score))
