"""The ground the words stand on: frozen, closed, and deaf to numbers that are none."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints

from vpl_core.model.descriptions import describe

EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)
"""The context of every division: the thread's own may have been changed by others."""
DOOR = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Numbers are carried with 15 significant digits, which a float keeps through JSON and back."""
LARGEST = Decimal("1e15")
SMALLEST = Decimal("1e-12")

RESERVED_IDS = frozenset(
    ["con", "prn", "aux", "nul", "assets", "search", "index", "404", "portfolio", "theme", "static", "none", "all"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


_set = object.__setattr__


class Term(StrEnum):
    """One of a closed set of texts; it is looked up as quickly as the text itself."""

    # An enumeration hashes its name, in Python.
    __hash__ = str.__hash__


class Word(BaseModel):
    """A frozen word of the vocabulary; an unknown field is an error, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=describe, strict=False)

    @classmethod
    def trusted(cls, **fields: Any) -> Self:
        """The word of fields that were checked already, by this class or one with the same rules; none is looked at.

        For our own reading of files, where a word is made of the parts of another by the million: it equals the word
        that the class itself would make.
        """
        word = cls.__new__(cls)
        _set(word, "__dict__", {**_defaults_of(cls), **fields})
        _set(word, "__pydantic_fields_set__", set(fields))
        _set(word, "__pydantic_extra__", None)
        _set(word, "__pydantic_private__", None)
        return word

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The word with the fields changed, and without what was worked out from them as they were."""
        copied = super().model_copy(update=update, deep=deep)
        for name in [name for name in vars(copied) if name not in type(self).model_fields]:
            del vars(copied)[name]
        return copied


@cache
def _defaults_of(word: type[Word]) -> dict[str, Any]:
    """What stands in the fields that are left out, in the order of all fields."""
    return {
        name: field.get_default(call_default_factory=True, validated_data={})
        for name, field in word.model_fields.items()
    }


def gate(number: object) -> Decimal:
    """The number as a Decimal of at most 15 significant digits.

    Raises ValueError for NaN, infinities, |x| > 1e15 and what is no number; |x| < 1e-12 is 0.
    """
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal | str):
        raise ValueError(f"{number!r} is not a number")
    try:
        exact = DOOR.create_decimal(repr(number) if isinstance(number, float) else number)
    except ArithmeticError:
        raise ValueError(f"{number!r} is not a number") from None
    if not exact.is_finite():
        raise ValueError(f"{number} is not a finite number")
    if abs(exact) > LARGEST:
        raise ValueError(f"{number} is larger than 1e15 either way")
    return Decimal(0) if abs(exact) < SMALLEST else exact


def refuse_outside_range(number: Decimal, low: Decimal | None, high: Decimal | None) -> None:
    """ValueError where only one end of a range is there, or the number does not lie between the two."""
    if low is None and high is None:
        return
    if low is None or high is None:
        raise ValueError("a range has two ends; write both low and high")
    if not low <= number <= high:
        raise ValueError(f"{number} does not lie between low, {low}, and high, {high}")


def as_json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def clean(text: str) -> str:
    """The text in NFC, without control, direction or unseen characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """The text, cleaned, on one line with single spaces."""
    return " ".join(clean(text).split())


def _usable_id(text: str) -> str:
    if not _ID.fullmatch(text) or len(text) > 40:
        raise ValueError(f"{text!r} is not an id: small letters, digits and single hyphens, a letter first, at most 40")
    if text in RESERVED_IDS:
        raise ValueError(f"{text!r} is reserved for files of the site; add a word to it")
    return text


def _plain_date(day: object) -> object:
    if isinstance(day, dt.datetime):
        raise ValueError(f"{day} has a time of day; write it as YYYY-MM-DD")
    if isinstance(day, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        raise ValueError(f"{day!r} is not a date; write it as YYYY-MM-DD")
    if isinstance(day, int | float):
        raise ValueError(f"{day!r} is not a date; write it as YYYY-MM-DD")
    return day


Number = Annotated[Decimal, BeforeValidator(gate), PlainSerializer(as_json_number, when_used="json")]
Id = Annotated[str, AfterValidator(_usable_id)]
Line = Annotated[str, AfterValidator(one_line), StringConstraints(max_length=400)]
"""Text on one line."""
Name = Annotated[str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=120)]
"""Text on one line that is never empty."""
Prose = Annotated[str, AfterValidator(clean), StringConstraints(max_length=4000)]
"""Text that may have several lines."""
Day = Annotated[dt.date, BeforeValidator(_plain_date)]


def canonical(word: BaseModel) -> str:
    """The word as JSON with sorted keys: equal words, equal text."""
    import json

    return json.dumps(word.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def id_problem(text: Any) -> str:
    """Why the text is no id, or nothing."""
    try:
        _usable_id(str(text))
    except ValueError as refusal:
        return str(refusal)
    return ""
