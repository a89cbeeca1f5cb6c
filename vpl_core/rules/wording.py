"""Wording: numbers with their units, and days, as text; no locale of the machine has a say in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import floor

from vpl_core.model.accounts import Language
from vpl_core.model.values import Per, Unit, ValueDefinition
from vpl_core.rules.catalogue import PLAIN, Catalogue

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩"}
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_MINUS, _NARROW = "\u2212", "\u202f"
_SUFFIX: dict[Unit, str] = {
    "hours": f"{_NARROW}h",
    "minutes": f"{_NARROW}min",
    "percent": "%",
    "ratio": "×",
}
_TIMELESS = frozenset(["percent", "points", "score", "ratio"])
_PER: dict[Per, str] = {
    "": "",
    "hour": " an hour",
    "day": " a day",
    "week": " a week",
    "month": " a month",
    "quarter": " a quarter",
    "year": " a year",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How numbers and days are written for one account."""

    language: Language = "en"
    currency: str = "USD"
    catalogue: Catalogue = PLAIN
    """The sentences of the language."""

    def say(self, sentence: str, **parts: object) -> str:
        """One of our sentences with its parts put in as they are: `say("{done} of {all} proven", done=2, all=3)`."""
        return self.catalogue.sentence(sentence).format(**parts)

    def count(self, number: int, one: str, many: str, **parts: object) -> str:
        """The sentence for one or for many, with the number as `{n}`: `count(2, "{n} day", "{n} days")`."""
        return self.catalogue.counted(one, many, number).format(n=number, **parts)

    def day(self, day: dt.date) -> str:
        """15 Nov 2026, or 2026年11月15日, or 2026년 11월 15일."""
        if self.language == "ja":
            return f"{day.year}年{day.month}月{day.day}日"
        if self.language == "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def amount(self, number: Decimal, unit: Unit) -> str:
        """The number with its unit, grouped by thousands, with a true minus sign."""
        plain = plain_number(abs(number))
        sign = _MINUS if number < 0 else ""
        if unit == "money":
            coins = plain if "." not in plain else f"{abs(number):,.2f}"
            return f"{sign}{_SIGNS.get(self.currency, self.currency + _NARROW)}{coins}"
        if unit in ("days", "points"):
            return f"{sign}{plain} {unit[:-1] if number == 1 else unit}"
        return f"{sign}{plain}{_SUFFIX.get(unit, '')}"

    def reading(self, number: Decimal, value: ValueDefinition) -> str:
        """A reading as it stands beside its name: 3.1%, 2 h."""
        return self.amount(number, value.unit)

    def rate(self, number: Decimal, value: ValueDefinition) -> str:
        """A reading with its period, 2 h a week; a percentage or a score is the same over any period."""
        return self.amount(number, value.unit) + ("" if value.unit in _TIMELESS else _PER[value.per])

    def percent(self, share: Decimal) -> str:
        """A share of 1 as a signed percentage with at most one decimal, rounded half-even."""
        rounded = to_tenths(share * 100)
        sign = _MINUS if rounded < 0 else "+" if rounded > 0 else ""
        return f"{sign}{plain_number(abs(rounded))}%"

    def whole_percent(self, share: Fraction) -> str:
        """A share of 1 as a signed whole percentage, rounded down, so that no return looks better than it is."""
        whole = floor(share * 100)
        return f"{_MINUS if whole < 0 else '+' if whole else ''}{abs(whole):,}%"


ENGLISH = Wording()
"""Whoever writes for the vendor writes English."""


def to_tenths(number: Decimal) -> Decimal:
    """The number with one decimal, rounded half-even; 1e15 over 1e-12 needs more digits than is usual."""
    return number.quantize(Decimal("0.1"), context=_WIDE)


def plain_number(number: Decimal) -> str:
    """1,234.5 without trailing zeros or exponent."""
    text = f"{number.normalize(_WIDE):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def period(value: ValueDefinition) -> str:
    """`a week`, or nothing for a value without a period or that is the same over any."""
    return "" if value.unit in _TIMELESS else _PER[value.per].strip()


def times(count: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def days_in_words(count: int) -> str:
    """1 day, 30 days."""
    return "1 day" if count == 1 else f"{count:,} days"


def moved_words(count: int, variance: int | None) -> str:
    """Moved twice, by +48 days in all; without the days where a first date was missing."""
    by = "" if variance is None else f", by {signed_days(variance)}{' in all' if count > 1 else ''}"
    return f"moved {times(count)}{by}"


def signed_days(count: int) -> str:
    """+48 days, −3 days, 0 days."""
    sign = _MINUS if count < 0 else "+" if count else ""
    return f"{sign}{days_in_words(abs(count))}"
