"""TOML text: the lines on which its tables and keys stand, and a slip of syntax in the words of who made it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple


class Slip(NamedTuple):
    """Where a text is no TOML."""

    message: str
    """What stands there, or does not."""
    next_step: str
    line: int
    field: str
    """The dotted key, or the table, to which the line belongs; empty before the first."""


def slip_of(fault: tomllib.TOMLDecodeError, text: str) -> Slip:
    """The slip that made the parser stop; a kind that is not known here keeps the parser's own words."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(fault))
    said = str(fault).removesuffix(place[0] if place else "")
    spoken = list(_spoken(text))
    # What is left open up to the end of the file was opened by the last key that could be read.
    line = int(place[1]) if place and place[1] else max((number for number, _ in spoken), default=1)
    field = _field(spoken, line)
    if said == "Invalid value" and place and not place[1] and "[" in text.split("\n")[line - 1].partition("=")[2]:
        said = "Unclosed array"  # as after its last comma nothing follows
    for begins, message, step in _SLIPS:
        if said.startswith(begins):
            return Slip(message, step, line, field)
    return Slip(said, "correct the syntax there, as https://toml.io describes it", line, field)


_SLIPS = (
    ("Expected ']]'", "the name of a table is not closed", "close it with ]], and write nothing behind it"),
    ("Expected ']'", "the name of a table is not closed", "close it with ], and write nothing behind it"),
    ("Expected '='", "a name stands there without a value", 'write = and its value behind it: name = "text"'),
    (
        "Expected newline",
        "something stands behind the value, or it is no value as a whole",
        "write one setting on a line, text in quotes, a day as 2026-11-15, and a remark behind #",
    ),
    (
        "Invalid value",
        "there is no value behind the =, or one that cannot be read",
        'write text in straight quotes ("), true or false in small letters, a number, or a day as 2026-11-15',
    ),
    ("Invalid statement", "the line begins with no name", 'begin it with one: name = "text", or [table]'),
    ("Invalid initial character", "a name is missing", "write one of letters, digits, - and _, or any in quotes"),
    ("Unterminated string", "the text is not closed", "close it with the quotes that opened it"),
    ("Illegal character '\\n'", "the text is not closed", "close it on the same line with the quote that opened it"),
    ("Unescaped '\\'", "a backslash stands in the text", "write it twice, or put the text in single quotes"),
    ("Invalid date", "there is no such day", "write a day of the calendar as 2026-11-15"),
    ("Unclosed array", "the list is not closed", "close it with ]"),
    ("Unclosed inline table", "the table in braces is not closed", "close it with } on the same line"),
    ("Cannot overwrite", "the setting stands there twice", "keep one of the two"),
    ("Cannot declare", "the table stands there twice", "put all that belongs to it under one heading"),
)
"""By the beginning of what the parser says: what is wrong, and what to do."""


def _field(spoken: list[tuple[int, tuple[str, ...]]], line: int) -> str:
    before = [way for number, way in spoken if number <= line]
    return ".".join(before[-1]) if before else ""


def line_of(way: tuple[str, ...], text: str) -> int:
    """The line of the deepest key on the way that the file has; its first line where it has none of them."""
    places = _places(text)
    return next((places[way[:depth]] for depth in range(len(way), 0, -1) if way[:depth] in places), 1)


_HEADER = re.compile(r"\s*(\[[^=]*\])\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def _places(text: str) -> dict[tuple[str, ...], int]:
    """The line on which each table and each key first stands; tomllib does not tell."""
    places: dict[tuple[str, ...], int] = {}
    for number, way in _spoken(text):
        for depth in range(1, len(way) + 1):
            places.setdefault(way[:depth], number)
    return places


def _spoken(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every line that names a table or a key, with the way to it."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            table = _keys(header[1])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_keys(f"{key[1]} = 0"))


def _keys(line: str) -> tuple[str, ...]:
    """The keys that one line of TOML spells, outermost first."""
    keys: list[str] = []
    try:
        content: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    while isinstance(content, dict) and content:
        keys += content
        content = content[keys[-1]]
    return tuple(keys)
