"""Strict CSV: rows under known columns, or flaws that say where and why not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from vpl_files.figures import clean_text
from vpl_files.flaws import WHOLE_FILE, WHOLE_ROW, Flaw, FlawSheet, shown

MAX_BYTES = 64 << 20
MAX_LINES = 1_000_000
"""A list of millions of rows would not fit into memory; they belong into Parquet."""
MAX_LINE = 1 << 20
"""Characters of one line: a line of nothing but commas is a row of as many cells."""
MAX_CHARACTERS = 10_000
"""Of one cell."""


class CsvRow(NamedTuple):
    """One row of readings."""

    line: int
    """The line on which it begins, from 1."""
    cells: dict[str, str]
    """Every column that was asked for, stripped; empty where the file does not have it or has nothing in it."""


class _Columns(NamedTuple):
    """The header of a file, and what it leaves out."""

    written: tuple[str, ...]
    absent: tuple[str, ...]


def read_csv(
    raw: bytes, *, path: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[tuple[CsvRow, ...], tuple[Flaw, ...]]:
    """The sound rows of a CSV file in the order of its lines, and all flaws that were found; nothing is raised.

    UTF-8, cells parted by commas, the first line that is not blank names the columns, in any order. A row that says
    nothing at all is left out. Where there is any flaw, some rows are missing.
    """
    sheet = FlawSheet(path)
    text = _decoded(raw, sheet)
    rows = () if sheet.flaws() else tuple(_rows(text, sheet, required, optional))
    return rows, sheet.flaws()


def _decoded(raw: bytes, sheet: FlawSheet) -> str:
    """The text with plain line ends and clean characters; empty, with a flaw, where it cannot be had."""
    if len(raw) > MAX_BYTES:
        sheet.note(1, WHOLE_FILE, "this file is larger than 64 MiB", "split it, or write it as Parquet")
        return ""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if lines.count(b"\n") > MAX_LINES:
        sheet.note(1, WHOLE_FILE, f"this file has more than {MAX_LINES:,} lines", "split it, or write it as Parquet")
    elif (nul := lines.find(0)) >= 0:
        sheet.note(_line_at(lines, nul), WHOLE_FILE, "a NUL byte stands here", "save the file as UTF-8 text")
    else:
        return _utf8(raw, lines, sheet)
    return ""


def _utf8(raw: bytes, lines: bytes, sheet: FlawSheet) -> str:
    try:
        # A mark of the byte order is no character of the first column; it goes with all that is unseen.
        return clean_text(lines.decode("utf-8"))
    except UnicodeDecodeError as wrong:
    	...
