"""Figures: what one written cell says, as clean text, as a number or as a day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from vpl_core.sources.flaws import shown

LARGEST = Decimal("1e15")
SMALLEST = Decimal("1e-12")
MAX_MARKS = 30
"""Combining marks that are kept in a row, as in Unicode's stream-safe text (UAX #15, section 13)."""

_DOOR = Context(prec=15, rounding=ROUND_HALF_EVEN, traps=[])
"""Our own, for the thread's may have been changed; nothing raises, an overflow is an infinity."""
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_FAR_FROM_ASCII = re.compile(r"[^\x00-\u02ff][^\x00-\u02ff]{30,}")
"""Where more than thirty marks in a row can stand; the first character is said apart, as it makes the search faster."""
_MARKS_WHEN_TAKEN_APART = "\u0f73\u0f75\u0f81"
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?([0-9]+))?")
_SHORT = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")
_NOT_FINITE = re.compile(r"[-+]?\.?(?:nan|inf|infinity)", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_DATE_AND_TIME = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|\s+)[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[Zz]|[-+][0-9]{1,2}(?::?[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell is not taken, and what to write instead."""

    message: str
    next_step: str


def parse_number(text: str) -> Decimal | Refusal:
    """The number that a cell says, spelt as JSON spells numbers: `12`, `-3.5`, `1e3`; blanks around it do not count.

    At most 15 significant digits, rounded half-even; |x| < 1e-12 is 0. Equal numbers come out spelt equally.
    Refused is what is no number, not finite, above 1e15 either way, or could be read in two ways.
    """
    if _SHORT.fullmatch(text):  # as nearly all are, with nothing to be rounded
        return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) or Decimal(0)
    cell = clean_text(text).strip()
    spelling = _NUMBER.fullmatch(cell)
    if spelling is None:
        return _why_no_number(cell)
    if len(spelling[1] or "") > 4:
        return Refusal(f"{shown(cell)} has an exponent beyond any figure", _WRITTEN_OUT)
    return _through_the_gate(cell)


def parse_date(text: str) -> date | Refusal:
    """The day that a cell says as YYYY-MM-DD; blanks around it do not count."""
    cell = clean_text(text).strip()
    if _DATE_AND_TIME.fullmatch(cell):
        return Refusal(f"{shown(cell)} is a date with a time of day", "write the day alone, as YYYY-MM-DD")
    spelling = _DATE.fullmatch(cell)
    try:
        return date(*map(int, spelling.groups())) if spelling else _no_date(cell)
    except ValueError:
        return _no_date(cell)


def looks_like_number(text: str) -> bool:
    """Whether the text, unquoted, would be taken for a number: a finite one or not, small enough or not."""
    return bool(_NUMBER.fullmatch(text) or _NOT_FINITE.fullmatch(text))


def looks_like_day(text: str) -> bool:
    """Whether the text, unquoted, would be taken for a day: on the calendar or not, with a time of day or without."""
    return bool(_DAY_LIKE.fullmatch(text) or _DATE_AND_TIME.fullmatch(text))


def clean_text(text: str) -> str:
    """The text in NFC without control, direction and unseen characters; newline and tab stay."""
    if text.isascii() and (text.isprintable() or text.replace("\n", "").isprintable()):
        return text
    seen = _UNWANTED.sub("", text)
    if unicodedata.is_normalized("NFC", seen):
        return seen
    # Normalising sorts marks by insertion: a hundred thousand in a row would take a minute.
    return unicodedata.normalize("NFC", _FAR_FROM_ASCII.sub(_without_surplus_marks, seen))


def _without_surplus_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) or char in _MARKS_WHEN_TAKEN_APART else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _through_the_gate(spelling: str) -> Decimal | Refusal:
    number = _DOOR.create_decimal(spelling)
    if number.copy_abs() > LARGEST:
        return Refusal(f"{shown(spelling)} is larger than 1e15 either way", "write it in a larger unit")
    if number.copy_abs() < SMALLEST:
        return Decimal(0)
    return _shortest(number)


def _shortest(number: Decimal) -> Decimal:
    whole = number.to_integral_value(context=_DOOR)
    return Decimal(int(whole)) if number == whole else number.normalize(_DOOR)


def _no_date(cell: str) -> Refusal:
    return Refusal(f"{shown(cell)} is not a date" if cell else "no date is written here", "write it as YYYY-MM-DD")


def _why_no_number(cell: str) -> Refusal:
    if not cell:
        return Refusal("no number is written here", "write a figure, or leave the reading out")
    for pattern, message, next_step in _NOT_NUMBERS:
        if pattern.fullmatch(cell[:MAX_LOOK]):
            return Refusal(f"{shown(cell)} {message}", next_step)
    return Refusal(f"{shown(cell)} is not a number", _ALONE)


MAX_LOOK = 60
"""Characters of a refused cell that are looked at to say why."""

_ALONE = "write the figure alone, as 1200.5"
_WRITTEN_OUT = "write it out, as 1200.5 or -0.5"
_LEFT_OUT = "leave the reading out; what is not known stays unknown"
_AS_READ = "write the figure that was read, or leave the reading out"
_ONE_POINT = "write a point before decimals and nothing between thousands, as 1200.5"

_NOT_NUMBERS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), message, next_step)
    for pattern, message, next_step in (
        (_NOT_FINITE.pattern, "is not a finite number", _LEFT_OUT),
        (r"n\.?/?a\.?|none|null|nil|unknown|tbd|tbc|\?+|[-–—]+|#.*", "says that there is no figure", _LEFT_OUT),
        (r".*[^\W\D0-9].*", "has digits other than 0 to 9", "write it with the digits 0 to 9"),
        (r".*%.*", "has a percent sign", "write the figure alone; its value tells the unit"),
        (r"(?:[~≈±]|about|approx|circa|ca?\.).*", "is an estimate, not a figure", _AS_READ),
        (r"[<>≤≥].*|.*[0-9]\+", "is a bound, not a figure", _AS_READ),
        (r"[0-9.,]+\s*(?:-|–|to)\s*[0-9.,]+", "is a range, not a figure", _AS_READ),
        (r"−.*", "has a minus that is not the plain one", "write the minus as -"),
        (r"[-+]?[0-9.,]*[0-9],[0-9.,]*", "has a comma, which may part thousands or decimals", _ONE_POINT),
        (r"[-+]?[0-9]+(?:[\s'’_][0-9]+)+(?:[.,][0-9]+)?", "has something between its digits", _ONE_POINT),
        (r"[-+]?[0-9]+(?:\.[0-9]+){2,}", "has more than one point", _ONE_POINT),
        (r"[-+]?0[0-9]+(?:\.[0-9]*)?", "begins with a zero that says nothing", _WRITTEN_OUT),
        (r"\+?(?:[0-9]*\.[0-9]+|[0-9]+\.?)|-(?:\.[0-9]+|[0-9]+\.)", "is not written out", _WRITTEN_OUT),
        (r"[^-+.\d]{1,4}[0-9][0-9.]*|[-+]?[0-9]+(?:\.[0-9]+)?\s*[^-+.\d]\D*", "has a unit with it", _ALONE),
    )
)
