"""Words for counterexamples: values and inputs told so that nobody needs to read code."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any


def told(content: Any) -> str:
    """The value in words: a number with at most six decimals, a text in quotes, a day as YYYY-MM-DD.

    None is told as missing.
    """
    if content is None:
        return "missing"
    if isinstance(content, int | float | Decimal | Fraction) and not isinstance(content, bool):
        return _number(content)
    if isinstance(content, dt.date):
        return content.isoformat()
    if isinstance(content, Mapping):
        return "{" + ", ".join(f"{name}: {told(one)}" for name, one in content.items()) + "}"
    if isinstance(content, list | tuple):
        return "[" + ", ".join(told(one) for one in content) + "]"
    return repr(content)


def _number(number: float | Decimal | Fraction) -> str:
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "infinity" if number > 0 else "minus infinity"
    text = f"{float(number):.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def spoken(field: str) -> str:
    """The field's name as words."""
    return field.replace("_", " ").replace("-", " ")


def listed(parts: Iterable[str], joined: str = "and") -> str:
    """One, two and three; or as they are `joined`."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} {joined} {last}" if first else last


def fields_told(fields: Mapping[str, Any]) -> str:
    """Each field with its value: usage 50, segment 'smb' and nps missing."""
    return listed(f"{spoken(name)} {told(content)}" for name, content in fields.items())
