"""The shelf: texts put aside on the disk until they are asked for, so that thousands of them take no memory."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile

_AT_ONCE = 1 << 16
"""Bytes that wait to be written together."""


class Aside:
    """A text on a shelf, equal to it; `str` fetches it, as long as the shelf is open."""

    __slots__ = ("_length", "_shelf", "_start")

    def __init__(self, shelf: Shelf, start: int, length: int) -> None:
        self._shelf, self._start, self._length = shelf, start, length

    def __str__(self) -> str:
        return self._shelf.fetched(self._start, self._length)

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, (str, Aside)) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))


class Shelf:
    """A file without a name, which is gone with the process; one process fills it."""

    def __init__(self, folder: Path) -> None:
        """The file lies in the folder, where there is room for what is made of the texts as well."""
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # it is open as long as the shelf is
        self._waiting = bytearray()
        self._written = 0

    def put(self, text: str) -> Aside:
        raw = text.encode("utf-8", "surrogatepass")
        place = Aside(self, self._written + len(self._waiting), len(raw))
        self._waiting += raw
        if len(self._waiting) >= _AT_ONCE:
            self._write()
        return place

    def fetched(self, start: int, length: int) -> str:
        """The text that lies there."""
        if start + length > self._written:
            self._write()
        return os.pread(self._file.fileno(), length, start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Nothing on it can be fetched any more."""
        self._file.close()

    def _write(self) -> None:
        # At a place of its own each time, whatever other processes hold the same file.
        rest = memoryview(bytes(self._waiting))
        self._waiting.clear()
        while rest:
            count = os.pwrite(self._file.fileno(), rest, self._written)
            self._written, rest = self._written + count, rest[count:]
