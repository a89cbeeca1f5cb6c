"""YAML scalars: what an unquoted text says, and how much a file may hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from vpl_core.sources.figures import Refusal, looks_like_day, looks_like_number, parse_date, parse_number

MAX_BYTES = 1 << 20
MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_CHARACTERS = 10_000
"""Of one scalar."""


class Unreadable:
    """What stands where a value was refused: no model takes it, so the rest of the file can be judged all the same."""


UNREADABLE = Unreadable()
Scalar: TypeAlias = "str | int | Decimal | bool | date | Unreadable | None"
Content: TypeAlias = "dict[str, Content] | list[Content] | Scalar"

_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def unquoted(text: str) -> Scalar | Refusal:
    """What the clean text says where it stands without quotes, or why it says nothing."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if looks_like_number(text):
        number = parse_number(text)
        return int(number) if isinstance(number, Decimal) and text.strip("-").isdigit() else _or_quoted(number)
    return parse_date(text) if looks_like_day(text) else text


def _or_quoted(said: Decimal | Refusal) -> Decimal | Refusal:
    if isinstance(said, Refusal):
        return Refusal(said.message, f"{said.next_step}; put it in quotes if it is text")
    return said
