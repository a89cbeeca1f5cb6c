"""The ledger: what each standing site was built from, kept beside the sites from one build to the next."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import NamedTuple

from pydantic_core import from_json, to_json

from vpl_core.app.shelf import Aside, Shelf
from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.build import BuiltSite

LEDGER = "ledger"
_ENDING = ".jsonl"


class Entry(NamedTuple):
    """What became of one account when its site was last built."""

    account: str
    made_from: str
    """The digest of all that the site was made from, its day excepted."""
    as_of: dt.date
    segment: str
    language: str
    newest: dt.date | None
    """The day of the account's newest reading or evidence."""
    theme: str
    """The set of files beside the sites that its pages fetch from; empty where the site has its own."""
    files: int
    bytes: int
    digest: str
    proven: int
    claimed: int
    line: Aside | str
    """The account's line in the portfolio, packed: more than all the rest together, and so put aside."""
    readers: str = ""
    """Of each site for one reader: whom for, files, bytes, digest, with spaces between; `told_of_readers` writes it."""

    @property
    def for_readers(self) -> tuple[tuple[str, BuiltSite], ...]:
        """The sites for one reader each."""
        if not self.readers:
            return ()
        told = self.readers.split()
        return tuple(
            (reader, BuiltSite(int(files), int(size), digest))
            for reader, files, size, digest in zip(*(told[part::4] for part in range(4)), strict=True)
        )

    @property
    def built(self) -> BuiltSite:
        return BuiltSite(self.files, self.bytes, self.digest)


def told_of_readers(sites: Iterable[tuple[str, BuiltSite]]) -> str:
    """The sites for one reader each, as an entry holds them."""
    return " ".join(f"{reader} {site.files} {site.bytes} {site.digest}" for reader, site in sites)


class Frame(NamedTuple):
    """What the portfolio's own site was last built from."""

    portfolio: str
    """The digest of all that it was made from."""
    files: int
    bytes: int
    digest: str


class _Begun(NamedTuple):
    """Accounts that are being worked on."""

    begun: list[str]


class Entries(MutableMapping[str, Sequence[Entry]]):
    """By account, what it may have been built from: several entries where several machines have built it.

    They lie on the shelf, and each is made anew whenever it is asked for: nobody holds very many of them.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._places: dict[str, tuple[tuple[Aside, Aside | str], ...]] = {}
        """Of each entry all but its line, and its line."""

    def __getitem__(self, account: str) -> Sequence[Entry]:
        return [_made_of(str(told), line) for told, line in self._places[account]]

    def __setitem__(self, account: str, entries: Iterable[Entry]) -> None:
        # It is in a dozen other places as well, and held once.
        self._places[intern(str(account))] = tuple((self._shelf.put(_told(entry)), entry.line) for entry in entries)

    def __delitem__(self, account: str) -> None:
        del self._places[account]

    def add(self, others: Entries) -> None:
        """The entries that another machine has written, beside those that are there."""
        for account, places in others._places.items():
            self._places[account] = (*self._places.get(account, ()), *places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


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
        self.shelf = Shelf(output)
        """Where lines are put aside while the ledger is open."""
        self.entries = Entries(self.shelf)
        self.frame: Frame | None = None
        self.problems: tuple[Problem, ...] = ()
        self._is_written: tuple[list[str], Frame | None] | None = None
        """The accounts and the frame that the file holds, where each of its lines is still true and it has no other."""
        self._read_all()

    def begin(self, accounts: Iterable[str]) -> None:
        """From now on nobody knows what these sites were built from."""
        begun = sorted(accounts)
        for account in begun:
            self.entries.pop(account, None)
        self._append(_Begun(begun))

    def keep(self, entry: Entry) -> None:
        """The account's site stands, built from this."""
        self.entries[entry.account] = [entry]
        self._append(entry)

    def forget(self, accounts: Iterable[str]) -> None:
        """Nothing stands of these accounts, and nobody knows them any more."""
        for account in accounts:
            del self.entries[account]

    def finish(self, accounts: Iterable[str] | None = None) -> None:
        """Written anew, an entry a line, by account: of these accounts, or of all; parts are taken over."""
        names = sorted(self.entries if accounts is None else self.entries.keys() & set(accounts))
        if self._is_written == (names, self.frame):
            return
        fresh = self._path.with_suffix(".fresh")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.writelines(_line(entry) for name in names for entry in self.entries[name])
            file.writelines([] if self.frame is None else [_line(self.frame)])
        fresh.replace(self._path)
        self._is_written = (names, self.frame)

    def take_over_parts(self) -> None:
        """What other builds of parts have written stands in this ledger from now on."""
        for path in self._parts:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Other builds may begin; what was added since the last `finish` is there for the next one."""
        os.close(self._handle)
        os.close(self._folder)
        self.shelf.close()

    def _append(self, words: Entry | _Begun) -> None:
        self._is_written = None
        # One call for the whole line: a signal comes before or after it, never in between.
        os.write(self._handle, _line(words))

    def _read_all(self) -> None:
        unclear: set[str] = set()
        try:
            for path in [*self._parts, self._path]:
                last = _last_words(path, self.shelf)
                self.frame = last.frame if path == self._path else self.frame
                unclear |= last.begun
                self.entries.add(last.entries)
        except (OSError, ValueError, RecursionError) as fault:
            self.entries.clear()
            self.frame = None
            why = getattr(fault, "strerror", None) or "a line in it is none that a build has written"
            message = f"{path.name} cannot be read, so every site is built anew: {why}"
            self.problems = (Problem(message, "nothing is to be done; it is written anew too", warning=True),)
        for account in unclear:
            self.entries.pop(account, None)
        # What is added must not go on in a line that breaks off, nor stand behind one that makes all of them unknown.
        os.ftruncate(self._handle, 0 if self.problems else last.size)
        if not self.problems:
            self._is_written = ([*self.entries], self.frame) if last.is_orderly and not self._parts else None


@dataclass(slots=True)
class _LastWords:
    """What a ledger says in the end."""

    entries: Entries
    begun: set[str] = field(default_factory=set)
    frame: Frame | None = None
    lines: int = 0
    size: int = 0
    """In bytes, as far as there are whole lines."""

    @property
    def is_orderly(self) -> bool:
        """Whether there is a line for each entry, by account, one for the frame, and no other."""
        return self.lines == len(self.entries) + (self.frame is not None) and [*self.entries] == sorted(self.entries)


def _last_words(path: Path, shelf: Shelf) -> _LastWords:
    """ValueError where a line is none of ours; a last one that breaks off was being written when a build was killed."""
    last = _LastWords(Entries(shelf))
    for line in _whole_lines(path):
        words, last.lines, last.size = _words(line, shelf), last.lines + 1, last.size + len(line)
        if isinstance(words, Entry):
            last.begun.discard(words.account)
            last.entries[words.account] = [words]
        elif isinstance(words, Frame):
            last.frame = words
        else:
            last.begun.update(words.begun)
            for account in words.begun:
                last.entries.pop(account, None)
    return last


def _whole_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from (line for line in file if line.endswith(b"\n"))


def _told(entry: Entry) -> str:
    """All but its line, to be put aside."""
    return to_json(entry[:-2] + entry[-1:]).decode()


def _made_of(told: str, line: Aside | str) -> Entry:
    """The entry that was put aside."""
    account, made_from, as_of, segment, language, newest, *rest, readers = from_json(told, cache_strings="keys")
    return Entry._make([account, made_from, _day(as_of), segment, language, _day(newest), *rest, line, readers])


def _line(words: Entry | Frame | _Begun) -> bytes:
    return to_json(words._asdict(), fallback=str) + b"\n"


def _words(line: bytes, shelf: Shelf) -> Entry | Frame | _Begun:
    """What a line says, field by field as it was written."""
    # Ids and digests come once: the reader shall not keep them for the next line.
    told = from_json(line, cache_strings="keys")
    if not isinstance(told, dict):
        raise ValueError("a line holds an object")
    kind = _KINDS.get(tuple(told))
    kinds = tuple(map(type, told.values()))
    if kind is Entry and kinds in _OF_AN_ENTRY:
        told |= {name: _day(told[name]) for name in ("as_of", "newest")}
        told["line"] = shelf.put(told["line"])
        return Entry(**told)
    if kind is Frame and kinds == _OF_A_FRAME:
        return Frame(**told)
    if kind is _Begun and kinds == (list,) and {*map(type, told["begun"])} <= {str}:
        return _Begun(**told)
    raise ValueError("a line has other fields")


_KINDS: dict[tuple[str, ...], type] = {kind._fields: kind for kind in (Entry, Frame, _Begun)}
_OF_AN_ENTRY = frozenset(
    (str, str, str, str, str, newest, str, int, int, str, int, int, str, str) for newest in (str, type(None))
)
_OF_A_FRAME = (str, int, int, str)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _lock(handle: int, output: Path, how: int) -> None:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError as refusal:
        message = f"another build is at work in {output}"
        raise BuildFailure(Problem(message, "wait until it is done, or name another folder with -o")) from refusal
