"""The shared file of readings, whole or only the lines of some accounts."""

from __future__ import annotations

import csv
from array import array
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from vpl_core import CsvRow, Flaw, read_csv

_LONGEST_LINE = 10_000
"""Bytes; in longer lines a cell may be longer than the reader of CSV allows."""
_MOST_LINES = 1_000_000
_ORDINARY = bytes([*b"\n\t", *range(0x20, 0x7F), *range(0x80, 0x100)])
"""What an ordinary file is made of."""


@dataclass(slots=True)
class _Index:
    """Where in the file each account's lines begin, and their numbers."""

    header: bytes
    header_line: int
    starts: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("Q")))
    lines: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("L")))


class SharedFile:
    """One file with the readings of many accounts.

    Where every line by itself is sound CSV that begins with an account, accounts are told apart without reading what
    else the lines say. Where a single line is not, the file is not `orderly` and speaks only as a whole.
    """

    def __init__(self, name: str, raw: bytes, *, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        """`required` begins with the column of the account."""
        self.name, self.raw, self._required, self._optional = name, raw, required, optional

    @property
    def orderly(self) -> bool:
        return self._index is not None

    def rows(self, accounts: Set[str]) -> tuple[tuple[CsvRow, ...], tuple[Flaw, ...]]:
        """The rows of these accounts, or of all where the file is not orderly; and the flaws of the whole file."""
        if self._index is None:
            return self._whole
        known = sorted(account for account in accounts if account in self._index.starts)
        lines = [self._index.header_line, *(line for account in known for line in self._index.lines[account])]
        rows, flaws = self._read(b"\n".join([self._index.header, *(line for a in known for line in self._lines(a))]))
        return tuple(row._replace(line=lines[row.line - 1]) for row in rows), flaws

    def named(self) -> dict[str, int]:
        """Everyone who is named in the file, with the first line that does."""
        if self._index is not None:
            return {account: lines[0] for account, lines in self._index.lines.items()}
        first: dict[str, int] = {}
        for row in self._whole[0]:
            first.setdefault(row.cells[self._required[0]], row.line)
        return first

    def fingerprint(self, account: str) -> bytes:
        """A digest of the lines of this account and the header; of the whole file where it is not orderly."""
        if self._index is None:
            return self._fingerprint_of_all
        return blake2b(b"\n".join([self._index.header, *self._lines(account)]), digest_size=20).digest()

    @cached_property
    def _fingerprint_of_all(self) -> bytes:
        return blake2b(self.raw, digest_size=20).digest()

    @cached_property
    def _whole(self) -> tuple[tuple[CsvRow, ...], tuple[Flaw, ...]]:
        return self._read(self.raw)

    def _read(self, raw: bytes) -> tuple[tuple[CsvRow, ...], tuple[Flaw, ...]]:
        return read_csv(raw, path=self.name, required=self._required, optional=self._optional)

    def _lines(self, account: str) -> Iterator[bytes]:
        for start in self._index.starts.get(account, ()) if self._index is not None else ():
            end = self._plain.find(b"\n", start)
            yield self._plain[start : end if end >= 0 else None]

    @cached_property
    def _plain(self) -> bytes:
        return self.raw.replace(b"\r\n", b"\n")

    @cached_property
    def _index(self) -> _Index | None:
        """Where the lines are; none where they cannot be told apart for certain."""
        raw = self._plain
        if raw.translate(None, _ORDINARY) or not _is_utf8(raw) or raw.count(b"\n") >= _MOST_LINES:
            return None
        said = ((n, start, line) for n, start, line in _numbered(raw) if line.strip(b" \t,"))
        number, _, header = next(said, (0, 0, b""))
        columns = self._columns_of(header)
        index = _Index(header, number)
        for number, start, line in said if columns else ():
            account = _account_in(line, columns)
            if account is None:
                return None
            index.starts[account].append(start)
            index.lines[account].append(number)
        return index if columns else None

    def _columns_of(self, header: bytes) -> int:
        """How many columns there are; 0 where the header is not as it should be, or begins with another column."""
        _, flaws = self._read(header)
        first = header.decode().lstrip("\ufeff").partition(",")[0].strip()
        return 0 if flaws or b'"' in header or first != self._required[0] else header.count(b",") + 1


def _numbered(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each line with its number, from 1, and the place where it begins."""
    start = 0
    for number, line in enumerate(raw.split(b"\n"), 1):
        yield number, start, line
        start += len(line) + 1


def _account_in(line: bytes, cells: int) -> str | None:
    """The account whose row the line is; none where the line is no sound row by itself."""
    if len(line) > _LONGEST_LINE:
        return None
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
