"""Brevity: texts held to a counted length, for a page that has room for so much and no more."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DOTS = "…"
_BROAD = frozenset("MWmw@%&—…")
_HALVES = 2
"""An ordinary small letter counts as two halves."""


def shorten(text: str, columns: int) -> str:
    """The text, or its beginning with dots behind it, no wider than so many small letters.

    A capital counts for one and a half, a wide letter such as 証 or W for two, and nothing for less than one.
    """
    room = columns * _HALVES
    if not _too_wide(text, room):
        return text
    kept, used = 0, _width(_DOTS)
    for char in text:
        used += _width(char)
        if used > room:
            break
        kept += 1
    while kept and kept < len(text) and unicodedata.combining(text[kept]):
        kept -= 1
    return f"{text[:kept].rstrip()}{_DOTS}"


def fits(text: str, columns: int) -> bool:
    """Whether the text is left as it is."""
    return not _too_wide(text, columns * _HALVES)


@lru_cache(maxsize=2048)
def lines_of(text: str, columns: int) -> int:
    """How many lines of so many columns the text takes, at least one."""
    return max(1, -(-sum(map(_width, text)) // (columns * _HALVES)))


def _too_wide(text: str, room: int) -> bool:
    # No letter is wider than four halves, so that most texts need no counting.
    return len(text) * 4 > room and sum(map(_width, text)) > room


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    """In halves of a small letter."""
    if char in _BROAD or unicodedata.east_asian_width(char) in "WF":
        return 4
    return 3 if char.isupper() or char >= "\u0600" else 2
