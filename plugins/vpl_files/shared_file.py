"""The shared file of readings, whole or only the lines of some accounts."""

from __future__ import annotations

import csv
import os
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Set
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from sys import intern
from tempfile import TemporaryFile
from typing import BinaryIO
from weakref import finalize

from vpl_core import CsvTable, Flaw, read_columns

_LONGEST_LINE = 10_000
"""Bytes; in longer lines a cell may be longer than the reader of CSV allows."""
_MOST_LINES = 1_000_000
_MANY = 1 << 18
"""Bytes; so many are put aside on the disk."""
_ORDINARY = bytes([*b"\n\t", *range(0x20, 0x7F), *range(0x80, 0x100)])
"""What an ordinary file is made of."""


class _Kept:
    """The bytes of a file as they were; many of them lie in a file without a name, where they take no memory."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._size = raw, len(raw)
        self._copy: BinaryIO | None = None
        # Where there is no room on the disk, they stay.
        with suppress(OSError):
            self._copy = _copy(raw) if len(raw) > _MANY else None
        if self._copy is not None:
            self._raw = b""
            finalize(self, self._copy.close)

    @property
    def all(self) -> bytes:
        return self.part(0, self._size)

    def part(self, start: int, end: int) -> bytes:
        return self._raw[start:end] if self._copy is None else os.pread(self._copy.fileno(), end - start, start)


def _copy(raw: bytes) -> BinaryIO:
    with ExitStack() as stack:
        copy = stack.enter_context(TemporaryFile())
        copy.write(raw)
        copy.flush()
        stack.pop_all()
    return copy


@dataclass(slots=True)
class _Index:
    """Where in the file each account's lines are."""

    text: _Kept
    """The file, with plain ends of lines."""
    header: bytes
    header_line: int
    runs: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("Q")))
    """By account, of each run of lines: where it begins, where it ends, and the number of its first line."""

    def add(self, account: str, start: int, end: int, line: int) -> None:
        self.runs[intern(account)].extend((start, end, line))

    def of(self, account: str) -> Iterator[tuple[int, int, int]]:
        runs = iter(self.runs.get(account, ()))
        return zip(runs, runs, runs, strict=True)


class SharedFile:
    """One file with the readings of many accounts.

    Where every line by itself is sound CSV that begins with an account, accounts are told apart without reading what
    else the lines say. Where a single line is not, the file is not `orderly` and speaks only as a whole.
    """

    def __init__(self, name: str, raw: bytes, *, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        """`required` begins with the column of the account."""
        self.name, self._kept, self._required, self._optional = name, _Kept(raw), required, optional
        self.has_quotes = b'"' in raw

    @property
    def orderly(self) -> bool:
        return self._index is not None

    @property
    def raw(self) -> bytes:
        """All of it; of an orderly file with plain ends of lines."""
        return (self._kept if self._index is None else self._index.text).all

    def table(self, accounts: Set[str]) -> tuple[CsvTable, tuple[Flaw, ...]]:
        """The rows of these accounts, or of all where the file is not orderly; and the flaws of the whole file."""
        if self._index is None:
            return self._whole
        known = sorted(account for account in accounts if account in self._index.runs)
        header = (self._index.header, self._index.header_line)
        runs = [header, *(run for account in known for run in self._runs(account))]
        lines = [line + further for raw, line in runs for further in range(raw.count(b"\n") + 1)]
        table, flaws = self._read(b"\n".join(raw for raw, _ in runs))
        return table._replace(lines=[lines[line - 1] for line in table.lines]), flaws

    def named(self) -> dict[str, int]:
        """Everyone who is named in the file, with the first line that does."""
        if self._index is not None:
            return {account: line for account, (_, _, line, *_) in self._index.runs.items()}
        first: dict[str, int] = {}
        table, _ = self._whole
        for account, line in zip(table.columns[self._required[0]], table.lines, strict=True):
            first.setdefault(account, line)
        return first

    def fingerprint(self, account: str) -> bytes:
        """A digest of the lines of this account and the header; of the whole file where it is not orderly."""
        if self._index is None:
            return self._fingerprint_of_all
        lines = b"\n".join([self._index.header, *(raw for raw, _ in self._runs(account))])
        return blake2b(lines, digest_size=20).digest()

    @cached_property
    def _fingerprint_of_all(self) -> bytes:
        return blake2b(self._kept.all, digest_size=20).digest()

    @cached_property
    def _whole(self) -> tuple[CsvTable, tuple[Flaw, ...]]:
        return self._read(self._kept.all)

    def _read(self, raw: bytes) -> tuple[CsvTable, tuple[Flaw, ...]]:
        return read_columns(raw, path=self.name, required=self._required, optional=self._optional)

    def _runs(self, account: str) -> Iterator[tuple[bytes, int]]:
        """The account's lines, as many at a time as follow each other, with the number of the first."""
        if self._index is not None:
            for start, end, line in self._index.of(account):
                yield self._index.text.part(start, end), line

    @cached_property
    def _index(self) -> _Index | None:
        """Where the lines are; none where they cannot be told apart for certain."""
        as_it_was = self._kept.all
        raw = as_it_was.replace(b"\r\n", b"\n")
        if raw.translate(None, _ORDINARY) or not _is_utf8(raw) or raw.count(b"\n") >= _MOST_LINES:
            return None
        if _has_a_longer_line(raw, _LONGEST_LINE):
            return None
        header, number, place = _first_line(raw)
        columns = self._columns_of(header)
        index = _Index(self._kept if raw == as_it_was else _Kept(raw), header, number)
        for account, start, end, line in _found(raw, columns, place, number + 1) if columns else ():
            if account is None:
                return None
            index.add(account, start, end, line)
        if not columns:
            return None
        self._kept = index.text
        return index

    def _columns_of(self, header: bytes) -> int:
        """How many columns there are; 0 where the header is not as it should be, or begins with another column."""
        _, flaws = self._read(header)
        first = header.decode().lstrip("\ufeff").partition(",")[0].strip()
        return 0 if flaws or b'"' in header or first != self._required[0] else header.count(b",") + 1


def _has_a_longer_line(raw: bytes, longest: int) -> bool:
    """Whether a line has more bytes than that; it is passed through in leaps, each to the last line end in reach."""
    place = 0
    while len(raw) - place > longest:
        end = raw.rfind(b"\n", place, place + longest + 1)
        if end < 0:
            return True
        place = end + 1
    return False


def _first_line(raw: bytes) -> tuple[bytes, int, int]:
    """The first line that says anything, its number, and where the next one begins."""
    start = 0
    for number, line in enumerate(raw.split(b"\n"), 1):
        start += len(line) + 1
        if _says_anything(line):
            return line, number, start
    return b"", 0, start


def _found(raw: bytes, columns: int, place: int, number: int) -> Iterator[tuple[str | None, int, int, int]]:
    """From this place and line on: each run of lines with its account, or none where a line is no sound row by itself.

    Nearly all lines are plain ones that stand with others of their account, and are found many at a time.
    """
    plain = re.compile(_PLAIN % (columns - 1, columns - 1))
    while place < len(raw):
        if run := plain.match(raw, place):
            yield run[1].decode(), place, run.end() - 1, number
            number += raw.count(b"\n", place, run.end())
            place = run.end()
            continue
        found = raw.find(b"\n", place)
        end = found if found >= 0 else len(raw)
        if _says_anything(line := raw[place:end]):
            yield _account_in(line, columns), place, end, number
        number, place = number + 1, end + 1


_PLAIN = rb"""([!#-+\--~]++)(?:,[^",\n]*+){%d}+\n(?:\1(?:,[^",\n]*+){%d}+\n)*+"""
"""Lines of one account, without quotes and without blanks before or behind its name."""


def _says_anything(line: bytes) -> bool:
    return bool(line.strip(b" \t,"))


def _account_in(line: bytes, cells: int) -> str | None:
    """The account whose row the line is; none where the line is no sound row by itself."""
    if b'"' not in line:
        first, _, rest = line.partition(b",")
        found = first.strip() if rest.count(b",") == cells - 2 else None
    else:
        try:
            row = next(csv.reader([line.decode()], strict=True, skipinitialspace=True))
        except (csv.Error, StopIteration):
            return None
        found = row[0].strip().encode() if len(row) == cells else None
    return found.decode() if found is not None and found.isascii() else None


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
