"""Strict CSV: known columns of rows, or flaws that say where and why not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple, TypeAlias

from vpl_core.sources.figures import clean_text
from vpl_core.sources.flaws import WHOLE_FILE, WHOLE_ROW, Flaw, FlawSheet, field_name, shown

MAX_BYTES = 64 << 20
MAX_LINES = 1_000_000
"""More rows than this, as plain values, would want a gigabyte of memory."""
MAX_LINE = 1 << 20
"""Characters of one line: a line of nothing but commas is a row of as many cells."""
MAX_CHARACTERS = 10_000
"""Of one cell."""

_SPLIT = "split it into several files"
_SPOKEN = {";": "semicolons", "\t": "tabs", "|": "upright bars"}


class CsvRow(NamedTuple):
    """One row of a file."""

    line: int
    """The line on which it begins, from 1."""
    cells: dict[str, str]
    """Every column that was asked for, stripped; empty where the file has nothing there."""


class CsvTable(NamedTuple):
    """The rows of a file, column by column."""

    lines: Sequence[int]
    """The line on which each row begins, from 1."""
    columns: dict[str, Sequence[str]]
    """Every column that was asked for, its cells stripped; empty ones where the file has nothing there."""

    def rows(self) -> Iterator[CsvRow]:
        """The same row by row."""
        for line, *cells in zip(self.lines, *self.columns.values(), strict=True):
            yield CsvRow(line, dict(zip(self.columns, cells, strict=True)))


class _Columns(NamedTuple):
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)

    def absent_from(self, header: list[str]) -> list[str]:
        return [name for name in self.all if name not in header]


_Record: TypeAlias = tuple[int, list[str]]
"""The line on which it begins, and its cells."""


def read_csv(
    raw: bytes, *, path: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[tuple[CsvRow, ...], tuple[Flaw, ...]]:
    """The sound rows in the order of their lines, and all flaws that were found; nothing is raised.

    The file is UTF-8, its cells are parted by commas, and its first line names the columns in any order. Blank lines
    and rows of empty cells are left out. Any flaw may mean that rows are missing.
    """
    table, flaws = read_columns(raw, path=path, required=required, optional=optional)
    return tuple(table.rows()), flaws


def read_columns(
    raw: bytes, *, path: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[CsvTable, tuple[Flaw, ...]]:
    """The same rows column by column, which is much quicker where the file is a plain one."""
    sheet, asked = FlawSheet(path), _Columns(required, optional)
    text = _text(raw, sheet)
    table = _plain_table(text, asked) if text is not None else None
    if table is None:
        table = _table(() if text is None else tuple(_rows(text, sheet, asked)), asked)
    return table, sheet.flaws()


def _plain_table(text: str, asked: _Columns) -> CsvTable | None:
    """The table of a text without quotes and with nothing but whole rows below its first line; None for all others."""
    lines = text.rstrip("\n").split("\n")
    header = [name.strip() for name in lines[0].split(",")]
    if '"' in text or len(set(header)) < len(header) or not {*asked.required} <= {*header} <= {*asked.all}:
        return None
    rows = [line.split(",") for line in lines[1:]]
    if not {*map(len, rows)} <= {len(header)} or max(map(len, lines)) > MAX_CHARACTERS:
        return None
    cells = [list(map(str.strip, column)) for column in zip(*rows, strict=True)] or [[] for _ in header]
    columns = dict(zip(header, cells, strict=True))
    if not all(columns[asked.required[0]]):  # a row without its first cell may be an empty one
        return None
    return CsvTable(range(2, len(lines) + 1), {name: columns.get(name, [""] * len(rows)) for name in asked.all})


def _table(rows: Sequence[CsvRow], asked: _Columns) -> CsvTable:
    return CsvTable([row.line for row in rows], {name: [row.cells[name] for row in rows] for name in asked.all})


def _text(raw: bytes, sheet: FlawSheet) -> str | None:
    """Clean text whose lines end in a newline and are the lines of the file; None, and a flaw, where there is none."""
    if len(raw) > MAX_BYTES:
        sheet.note(1, WHOLE_FILE, "this file is larger than 64 MiB", _SPLIT)
        return None
    try:
        text = _plain_ends(raw.decode("utf-8"))
    except UnicodeDecodeError as wrong:
        message = f"the byte 0x{raw[wrong.start]:02x} at offset {wrong.start:,} is not UTF-8"
        before = _plain_ends(raw[: wrong.start].decode("utf-8"))
        sheet.note(_line_at(before, len(before)), WHOLE_FILE, message, "save the file as UTF-8")
        return None
    return clean_text(text) if _may_be_read(text, sheet) else None


def _may_be_read(text: str, sheet: FlawSheet) -> bool:
    if (nul := text.find("\0")) >= 0:
        sheet.note(_line_at(text, nul), WHOLE_FILE, "a NUL byte stands here", "save the file as UTF-8 text")
    elif text.count("\n") > MAX_LINES:
        sheet.note(1, WHOLE_FILE, f"this file has more than {MAX_LINES:,} lines", _SPLIT)
    return not sheet.flaws()


def _rows(text: str, sheet: FlawSheet, columns: _Columns) -> Iterator[CsvRow]:
    records = _records(text, sheet)
    line, header = next(records, (1, []))
    if header:
        _judge_header(line, header, sheet, columns)
    elif not sheet.flaws():
        sheet.note(1, WHOLE_FILE, "this file is empty", f"begin it with the header {','.join(columns.required)}")
    if not sheet.flaws():
        yield from _sound_rows(records, sheet, header, columns.absent_from(header))


def _records(text: str, sheet: FlawSheet) -> Iterator[_Record]:
    """All records that say anything, up to the first that cannot be taken apart."""
    reader = csv.reader(_lines(text), strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            stripped = list(map(str.strip, cells))
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as stumble:
        _note_stumble(stumble, text, line, sheet)


class _LongLine(csv.Error):
    """A line is refused before its cells are counted."""


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > MAX_LINE:
            raise _LongLine
        yield text[start:end]
        start = end


def _judge_header(line: int, header: list[str], sheet: FlawSheet, columns: _Columns) -> None:
    absent = columns.absent_from(header)
    if len(header) == 1 and absent and (other := re.search(r"[;\t|]", header[0])):
        message = f"the cells are parted by {_SPOKEN[other[0]]}"
        sheet.note(line, WHOLE_ROW, message, "save the file with commas between its cells")
        return
    for position, name in enumerate(header):
        if sheet.full:
            return
        first = header.index(name)
        if first < position:
            message = f"the column {shown(name)} stands twice, in places {first + 1} and {position + 1}"
            sheet.note(line, field_name((name,)), message, "keep one of the two")
        elif name not in columns.required and name not in columns.optional:
            message = f"the column {shown(name)} is not known" if name else f"column {position + 1} has no name"
            sheet.note(line, field_name((name,)), message, _another_name(name, absent))
    for name in absent:
        if name in columns.required:
            next_step = "add it to the header, and a cell for it to every row"
            sheet.note(line, name, f"the column {shown(name)} is missing", next_step)


def _another_name(name: str, absent: list[str]) -> str:
    near = get_close_matches(name.casefold(), absent, n=1)
    if near:
        return f"did you mean {shown(near[0])}?"
    return f"take it out, or name it one of {', '.join(absent)}" if absent else "take it out"


def _sound_rows(records: Iterator[_Record], sheet: FlawSheet, names: list[str], absent: list[str]) -> Iterator[CsvRow]:
    every_name, nothing = (*names, *absent), [""] * len(absent)
    for line, cells in records:
        if sheet.full:
            return
        if len(cells) != len(names):
            _note_count(line, len(cells), len(names), sheet)
        elif max(map(len, cells)) > MAX_CHARACTERS:
            _note_long_cells(line, cells, names, sheet)
        else:
            yield CsvRow(line, dict(zip(every_name, cells + nothing, strict=True)))


def _note_count(line: int, actual: int, expected: int, sheet: FlawSheet) -> None:
    if actual < expected:
        next_step = "add the cells that are missing; an empty one is a comma"
    else:
        next_step = "put a cell that has a comma in it in quotes, or delete what is too much"
    sheet.note(line, WHOLE_ROW, f"cells in this row: {actual:,}, in the header: {expected:,}", next_step)


def _note_long_cells(line: int, cells: list[str], names: list[str], sheet: FlawSheet) -> None:
    for name, cell in zip(names, cells, strict=True):
        if len(cell) > MAX_CHARACTERS:
            sheet.note(line, name, f"this cell has {len(cell):,} characters", f"keep it under {MAX_CHARACTERS:,}")


def _note_stumble(stumble: csv.Error, text: str, line: int, sheet: FlawSheet) -> None:
    """Tell of the row that begins on `line` and cannot be taken apart, by the cell where the trouble begins."""
    if isinstance(stumble, _LongLine):
        sheet.note(line, WHOLE_ROW, f"a line of this row is longer than {MAX_LINE:,} characters", "break it up")
        return
    cell = _broken_cell(text, start=_start_of(line, text))
    if text[cell : cell + 1] == '"':
        message = "a quote is opened here and not closed before the next comma or the end"
        next_step = 'close it; inside a quoted cell write a quote as ""'
    else:
        message, next_step = "a cell is too long to be read", f"keep it under {MAX_CHARACTERS:,} characters"
    sheet.note(_line_at(text, cell), WHOLE_ROW, message, next_step)


_CELL = re.compile(r' *+(?:"(?:[^"]++|"")*+"|(?!")[^,\n]*+)(?:,|\n|\Z)')


def _broken_cell(text: str, start: int) -> int:
    """Where the first cell begins that is ill quoted or beyond the limit of the csv module."""
    longest = csv.field_size_limit() + 1
    while start < len(text) and (cell := _CELL.match(text, start)) and cell.end() - start <= longest:
        start = cell.end()
    return start + len(text[start:]) - len(text[start:].lstrip(" "))


def _start_of(line: int, text: str) -> int:
    ends = re.finditer("\n", text)
    return next((end.end() for end in islice(ends, line - 2, None)), 0) if line > 1 else 0


def _line_at(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
