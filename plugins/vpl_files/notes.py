"""Notes: digests of what was read, kept by what the system told of the files then, so that few are read again."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
"""To be raised where a digest comes to be made in another way."""
FRESH = 2_000_000_000
"""Nanoseconds: a file that was changed so shortly before it was looked at may be changed again without telling."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """Until when a change has certainly left its mark."""

    time: int
    """By the clock of the file system, in nanoseconds."""
    device: int
    """The one whose clock that is."""

    def mark(self, name: str, found: os.stat_result) -> str:
        """What the system tells of a file, another one after each change of it; empty where that is not certain.

        Nobody can put back the time of the last change to a file, as one can that of its content; but two changes in
        one tick of the clock look like one.
        """
        if found.st_ctime_ns >= self.time - FRESH or found.st_dev != self.device:
            return ""
        return f"{name}\0{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}\n"


def horizon_of(place: Path | None) -> Horizon:
    """As of a file that is made there now; where none can be made, nothing is certain."""
    if place is not None:
        fresh = _beside(place)
        with suppress(OSError):
            try:
                fresh.write_bytes(b"")
                made = fresh.stat()
                return Horizon(made.st_ctime_ns, made.st_dev)
            finally:
                fresh.unlink(missing_ok=True)
    return Horizon(0, -1)


@dataclass(slots=True)
class Notes:
    """What was noted at the last look, and what is noted at this one."""

    place: Path | None
    """None where nothing is to be noted."""
    _known: dict[str, dict[str, tuple[str, str]]] = field(init=False)
    _new: dict[str, dict[str, tuple[str, str]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known = _read(self.place)

    def known(self, of: str, account: str, mark: str) -> str:
        """The digest that was noted for the account under this mark; empty where there is none."""
        noted, digest = self._known.get(of, {}).get(account, ("", ""))
        return digest if mark and noted == mark else ""

    def note(self, of: str, account: str, mark: str, digest: str) -> None:
        """The digest of what had this mark before it was read; nothing is noted without both."""
        if mark and digest:
            self._new.setdefault(of, {})[account] = (mark, digest)

    def keep(self) -> None:
        """For the next look; where that cannot be written, everything is read again then."""
        if self.place is None or not self._new:
            return
        for of, noted in self._new.items():
            self._known[of] = {**self._known.get(of, {}), **noted}
        self._new = {}
        fresh = _beside(self.place)
        with suppress(OSError):
            try:
                fresh.write_text(json.dumps({"format": FORMAT, "digests": self._known}, sort_keys=True), "utf-8")
                fresh.replace(self.place)
            finally:
                fresh.unlink(missing_ok=True)


def _read(place: Path | None) -> dict[str, dict[str, tuple[str, str]]]:
    """What is noted there; nothing where anything about it is odd."""
    if place is None:
        return {}
    try:
        told = json.loads(place.read_bytes())
        return _digests(told["digests"]) if told["format"] == FORMAT else {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _digests(told: Any) -> dict[str, dict[str, tuple[str, str]]]:
    return {of: {account: _pair(*noted) for account, noted in digests.items()} for of, digests in told.items()}


def _pair(mark: Any, digest: Any) -> tuple[str, str]:
    if type(mark) is not str or type(digest) is not str:
        raise TypeError("a note holds two texts")
    return mark, digest


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}")
