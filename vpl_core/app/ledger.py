"""The ledger: what each standing site was built from, kept beside the sites from one build to the next."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.build import BuiltSite

LEDGER = "ledger"
_ENDING = ".jsonl"


class Entry(BaseModel):
    """What became of one account when its site was last built."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account: str
    made_from: str
    """The digest of all that the site was made from, its day excepted."""
    as_of: dt.date
    segment: str
    language: str
    newest: dt.date | None
    """The day of the account's newest reading or evidence."""
    files: int
    bytes: int
    digest: str
    proven: int
    claimed: int
    row: str
    """The account's line in the portfolio, as JSON."""

    @property
    def built(self) -> BuiltSite:
        return BuiltSite(self.files, self.bytes, self.digest)


class Frame(BaseModel):
    """What the portfolio's own site was last built from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    portfolio: Literal[True] = True
    made_from: str
    files: int
    bytes: int
    digest: str


class Ledger:
    """The entries of a folder of sites, held against other builds while it is open.

    While a build goes on, each line is added as soon as what it says is true, so that a build that is stopped loses
    nothing. An account that is being built has no entry until its new site stands.
    """

    def __init__(self, output: Path, part: str = "") -> None:
        """`part` names the ledger of a build that makes only a part of the sites, beside which others may go on.

        BuildFailure where another build is at work there.
        """
        self._path = output / f"{LEDGER}{part}{_ENDING}"
        self._folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        _lock(self._folder, output, fcntl.LOCK_SH if part else fcntl.LOCK_EX)
        _lock(self._handle, output, fcntl.LOCK_EX)
        self._parts = [path for path in sorted(output.glob(f"{LEDGER}*{_ENDING}")) if path != self._path]
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        """By account, what it may have been built from: several where several machines have built it."""
        self.frame: Frame | None = None
        self.problems: tuple[Problem, ...] = ()
        self._read_all()

    def begin(self, accounts: Iterable[str]) -> None:
        """From now on nobody knows what these sites were built from."""
        begun = sorted(accounts)
        for account in begun:
            self.entries.pop(account, None)
        self._append(_Begun(begun=tuple(begun)))

    def keep(self, entry: Entry) -> None:
        """The account's site stands, built from this."""
        self.entries[entry.account] = [entry]
        self._append(entry)

    def finish(self, accounts: Iterable[str] | None = None) -> None:
        """Written anew, an entry a line, by account: of these accounts, or of all; parts are taken over."""
        names = sorted(self.entries if accounts is None else self.entries.keys() & set(accounts))
        lines = [entry.model_dump_json() for name in names for entry in self.entries[name]]
        lines += [self.frame.model_dump_json()] if self.frame is not None else []
        fresh = self._path.with_suffix(".fresh")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        fresh.replace(self._path)

    def take_over_parts(self) -> None:
        """What other builds of parts have written stands in this ledger from now on."""
        for path in self._parts:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Other builds may begin; what was added since the last `finish` is there for the next one."""
        os.close(self._handle)
        os.close(self._folder)

    def _append(self, line: BaseModel) -> None:
        # One call for the whole line: a signal comes before or after it, never in between.
        os.write(self._handle, line.model_dump_json().encode() + b"\n")

    def _read_all(self) -> None:
        unclear: set[str] = set()
        try:
            for path in [*self._parts, self._path]:
                last = _last_words(path)
                self.frame = last.frame if path == self._path else self.frame
                unclear |= last.begun
                for account, entry in last.entries.items():
                    self.entries[account].append(entry)
        except (OSError, ValueError) as fault:
            self.entries.clear()
            self.frame = None
            why = getattr(fault, "strerror", None) or "a line in it is none that a build has written"
            message = f"{path.name} cannot be read, so every site is built anew: {why}"
            self.problems = (Problem(message, "nothing is to be done; it is written anew too", warning=True),)
        for account in unclear:
            self.entries.pop(account, None)


class _Begun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    begun: tuple[str, ...]


@dataclass(slots=True)
class _LastWords:
    """What a ledger says in the end."""

    entries: dict[str, Entry] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    frame: Frame | None = None


def _last_words(path: Path) -> _LastWords:
    """ValueError where a line is none of ours; a last one that breaks off was being written when a build was killed."""
    last = _LastWords()
    for line in path.read_bytes().split(b"\n")[:-1]:
        if line.startswith(b'{"begun"'):
            begun = _Begun.model_validate_json(line).begun
            last.begun.update(begun)
            for account in begun:
                last.entries.pop(account, None)
        elif line.startswith(b'{"portfolio"'):
            last.frame = Frame.model_validate_json(line)
        else:
            entry = Entry.model_validate_json(line)
            last.begun.discard(entry.account)
            last.entries[entry.account] = entry
    return last


def _lock(handle: int, output: Path, how: int) -> None:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError as refusal:
        message = f"another build is at work in {output}"
        raise BuildFailure(Problem(message, "wait until it is done, or name another folder with -o")) from refusal
