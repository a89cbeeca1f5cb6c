"""Wording: numbers with their units, and days, as text; no locale of the machine has a say in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import floor

from vpl_core.model.accounts import Language
from vpl_core.model.values import Per, Unit, ValueDefinition
from vpl_core.rules.catalogue import N_, PLAIN, Catalogue, Said, Theirs, ands

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩"}
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_MINUS, _NARROW = "\u2212", "\u202f"
_SIGNS_ABROAD = {"ko": {"USD": "US$"}}
"""Where another currency has the plain sign, or is taken for it."""
_WITH_UNIT: dict[Unit, tuple[str, str]] = {
    "hours": (N_("{n}\u202fh"), "{n}\u202fh"),
    "minutes": (N_("{n}\u202fmin"), "{n}\u202fmin"),
    "percent": ("{n}%", "{n}%"),
    "ratio": ("{n}×", "{n}×"),
    "days": (N_("{n} day"), N_("{n} days")),
    "points": (N_("{n} point"), N_("{n} points")),
}
"""For one and for any other number."""
_TIMELESS = frozenset(["percent", "points", "score", "ratio"])
_EACH: dict[Per, str] = {
    "": "{amount}",
    "hour": N_("{amount} an hour"),
    "day": N_("{amount} a day"),
    "week": N_("{amount} a week"),
    "month": N_("{amount} a month"),
    "quarter": N_("{amount} a quarter"),
    "year": N_("{amount} a year"),
}
_PERIODS: dict[Per, str] = {
    "hour": N_("an hour"),
    "day": N_("a day"),
    "week": N_("a week"),
    "month": N_("a month"),
    "quarter": N_("a quarter"),
    "year": N_("a year"),
}
_TIMES = {1: N_("once"), 2: N_("twice")}


@dataclass(frozen=True, slots=True)
class Wording:
    """How numbers and days are written for one account."""

    language: Language = "en"
    currency: str = "USD"
    catalogue: Catalogue = PLAIN
    """The sentences of the language."""

    def say(self, sentence: str, /, **parts: object) -> str:
        """One of our sentences with its parts put in as they are: `say("{done} of {all} proven", done=2, all=3)`."""
        said = self.catalogue.sentence(sentence)
        return said.format(**parts) if parts or "{" in said else said

    def word(self, context: str, word: str) -> str:
        """A word that means two things: `word("due", "By")`; other languages have one for each."""
        return self.catalogue.sentence(f"{context}\x04{word}").rpartition("\x04")[2]

    def count(self, number: int, one: str, many: str, /, **parts: object) -> str:
        """The sentence for one or for many, with the number as `{n}`: `count(2, "{n} day", "{n} days")`."""
        return self.catalogue.counted(one, many, number).format(n=number, **parts)

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other, the empty ones left out."""
        return ("" if self.language == "ja" else " ").join([one for one in sentences if one])

    def listed(self, parts: Iterable[str]) -> str:
        """Parts one after the other, the empty ones left out: a, b, c."""
        return ("、" if self.language == "ja" else ", ").join([part for part in parts if part])

    def all_of(self, names: Iterable[str]) -> str:
        """Names that belong together: a and b and c."""
        return self.again(ands(names))

    def again(self, told: str) -> str:
        """What a rule has said in English, in this language; whatever else was written stays as it is."""
        if self.catalogue is PLAIN:
            return told
        if isinstance(told, Theirs):
            return self.catalogue.theirs(told.kind, told)
        if not isinstance(told, Said):
            return told
        return self.say(told.sentence, **{name: self._part(part) for name, part in told.parts.items()})

    def _part(self, part: object) -> object:
        if isinstance(part, dt.date):
            return self.day(part)
        return self.again(part) if isinstance(part, str) else part

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
            return f"{sign}{self._coin()}{coins}"
        if unit not in _WITH_UNIT:
            return f"{sign}{plain}"
        one, many = _WITH_UNIT[unit]
        return self.say(one if number == 1 else many, n=f"{sign}{plain}")

    def _coin(self) -> str:
        abroad = _SIGNS_ABROAD.get(self.language, {})
        return abroad.get(self.currency) or _SIGNS.get(self.currency, self.currency + _NARROW)

    def reading(self, number: Decimal, value: ValueDefinition) -> str:
        """A reading as it stands beside its name: 3.1%, 2 h."""
        return self.amount(number, value.unit)

    def rate(self, number: Decimal, value: ValueDefinition) -> str:
        """A reading with its period, 2 h a week; a percentage or a score is the same over any period."""
        amount = self.amount(number, value.unit)
        return amount if value.unit in _TIMELESS or not value.per else self.say(_EACH[value.per], amount=amount)

    def period(self, value: ValueDefinition) -> str:
        """`a week`, or nothing for a value without a period or that is the same over any."""
        return "" if value.unit in _TIMELESS or not value.per else self.say(_PERIODS[value.per])

    def in_a_period(self, amount: str, period: str) -> str:
        """A ready amount with its ready period, which may be empty."""
        return self.say("{amount} {period}", amount=amount, period=period) if period else amount

    def times(self, count: int) -> str:
        """How often, in words."""
        return self.say(_TIMES[count]) if count in _TIMES else self.say("{n} times", n=count)

    def days(self, count: int) -> str:
        """1 day, 30 days."""
        return self.count(count, "{days} day", "{days} days", days=f"{count:,}")

    def signed_days(self, count: int) -> str:
        """+48 days, −3 days, 0 days."""
        sign = _MINUS if count < 0 else "+" if count else ""
        return self.count(abs(count), "{days} day", "{days} days", days=f"{sign}{abs(count):,}")

    def moved(self, count: int, variance: int | None) -> str:
        """Moved twice, by +48 days in all; without the days where a first date was missing."""
        times = self.times(count)
        if variance is None:
            return self.say("moved {times}", times=times)
        days = self.signed_days(variance)
        if count > 1:
            return self.say("moved {times}, by {days} in all", times=times, days=days)
        return self.say("moved {times}, by {days}", times=times, days=days)

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


def days_in_words(count: int) -> str:
    """1 day, 30 days."""
    return ENGLISH.days(count)


def moved_words(count: int, variance: int | None) -> str:
    """Moved twice, by +48 days in all; without the days where a first date was missing."""
    return ENGLISH.moved(count, variance)


def signed_days(count: int) -> str:
    """+48 days, −3 days, 0 days."""
    return ENGLISH.signed_days(count)
