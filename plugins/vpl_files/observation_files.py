"""Observation files: `observations.csv` for all accounts, or `observations/ACCOUNT.csv` for one."""

from __future__ import annotations

import csv
import datetime as dt
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from vpl_core import CsvRow, Flaw, Observation, Problem, Refusal, parse_date, parse_number, read_csv, shown
from vpl_files.account_files import as_problem, path_in, read_bytes
from vpl_files.shared_file import SharedFile

SHARED = "observations.csv"
LARGEST_FILE = 64 << 20
MOST_REMEMBERED = 50_000
"""Cells of one kind."""
_REQUIRED = ("value", "on", "number")
_OF_ALL = ("account", *_REQUIRED)
_OPTIONAL = ("source", "sequence", "respondents", "note")
T = TypeVar("T")


@dataclass(slots=True)
class Readings:
    """The readings of every account, and where each was read."""

    of: dict[str, list[Observation]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("L")))
    files: dict[str, str] = field(default_factory=dict)
    """The one file of an account that has its own."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many readings of an account come from the shared file, which are the first."""

    def place(self, account: str, index: int) -> tuple[str, int]:
        """The file and line of the account's reading of that number."""
        lines = self.lines.get(account, ())
        if index >= len(lines):
            return "", 0
        shared = index < self.counts.get(account, 0)
        return SHARED if shared else self.files.get(account, SHARED), lines[index]


def find_shared(root: Path) -> SharedFile | Refusal | None:
    """The file with everybody's readings, as it lies there now; none where there is none."""
    path = root / SHARED
    if not (path.exists() or path.is_symlink()):
        return None
    raw = read_bytes(path, root, most=LARGEST_FILE, instead="give each account a file in observations/")
    return raw if isinstance(raw, Refusal) else SharedFile(SHARED, raw, required=_OF_ALL, optional=_OPTIONAL)


def read_observations(
    root: Path, shared: SharedFile | Refusal | None, own: Mapping[str, Path], everyone: Set[str], wanted: Set[str]
) -> Readings:
    """All readings of the wanted accounts; a file that cannot be trusted leaves out every account it speaks for.

    `everyone` are all accounts that have a file, wanted or not; `own` the files of accounts that have one.
    """
    readings, cells = Readings(), _Cells()
    if isinstance(shared, Refusal):
        flaw = Flaw(SHARED, 0, "", shared.message, shared.next_step)
        readings.problems += [as_problem(flaw, ""), *_doubted(flaw, wanted)]
    elif shared is not None:
        _read_shared(shared, readings, cells, everyone, wanted)
    readings.counts = {account: len(rows) for account, rows in readings.of.items()}
    for account in sorted(wanted & own.keys()):
        _read_own(own[account], account, readings, cells, root)
    return readings


def _read_shared(shared: SharedFile, readings: Readings, cells: _Cells, everyone: Set[str], wanted: Set[str]) -> None:
    rows, found = shared.rows(wanted)
    if flaws := [*found, *_swallowed(rows, shared.raw, SHARED)]:
        readings.problems += _told(flaws, shared.raw, everyone, wanted)
    for row in rows:
        if row.cells["account"] in wanted:
            _take(row, row.cells["account"], SHARED, readings, cells)


def strangers(shared: SharedFile, everyone: Set[str]) -> tuple[Problem, ...]:
    """Those who are named in the file and have none in accounts/."""
    found = ((account, line) for account, line in shared.named().items() if account not in everyone)
    return tuple(_stranger(account, line) for account, line in found)


def _told(flaws: list[Flaw], raw: bytes, everyone: Set[str], wanted: Set[str]) -> Iterator[Problem]:
    """Each flaw under the account whose row it is in; one that is in nobody's row leaves out all of them."""
    owners = _owners(raw, everyone)
    for flaw in flaws:
        owner = owners(flaw)
        if not owner or owner in wanted:
            yield as_problem(flaw, owner)
    nobodys = next((flaw for flaw in flaws if not owners(flaw)), None)
    if nobodys is not None:
        yield from _doubted(nobodys, wanted)


def _stranger(account: str, line: int) -> Problem:
    if not account:
        return Problem("no account is named", "write the account's id", SHARED, line, "account")
    message = f"{shown(account)} has readings but no file in accounts/"
    return Problem(message, "add the file, or correct the id", SHARED, line, "account")


def _swallowed(rows: tuple[CsvRow, ...], raw: bytes, path: str) -> Iterator[Flaw]:
    """Cells with a line break: a quote that was never meant to open may have swallowed whole rows."""
    if b'"' not in raw:
        return
    message = "this cell goes over several lines, and may have swallowed rows"
    step = "write the cell on one line; if no quote was meant there, delete it"
    for row in rows:
        for name, cell in row.cells.items():
            if "\n" in cell:
                yield Flaw(path, row.line, name, message, step)


def _owners(raw: bytes, everyone: Set[str]) -> Callable[[Flaw], str]:
    """Tells whose row a flaw is in, where its line can be read by itself; else nobody's.

    Only a row with the account in its first cell has an owner: cells are missing or too many somewhere behind it.
    """
    lines = re.split("\r\n|\r|\n", raw.decode("utf-8-sig", "replace"))
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)

    def owner(flaw: Flaw) -> str:
        if flaw.is_of_the_whole_file or not first < flaw.line <= len(lines):
            return ""
        try:
            header, row = (next(csv.reader([lines[n - 1]], strict=True)) for n in (first, flaw.line))
        except (csv.Error, StopIteration):
            return ""
        account = row[0].strip() if header and header[0].strip() == "account" else ""
        return account if account in everyone else ""

    return owner


def _doubted(flaw: Flaw, wanted: Set[str]) -> list[Problem]:
    """Every account: rows may be missing from any of them, so none can be told whole."""
    where = f"in line {flaw.line}" if flaw.line else "as a whole"
    message = f"{SHARED} has a fault {where}, so the account's readings may be incomplete"
    return [Problem(message, f"put {SHARED} right first", SHARED, flaw.line, "", account) for account in sorted(wanted)]


def _read_own(path: Path, account: str, readings: Readings, cells: _Cells, root: Path) -> None:
    shown_path = path_in(root, path)
    readings.files[account] = shown_path
    raw = read_bytes(path, root, most=LARGEST_FILE, instead="keep fewer readings")
    if isinstance(raw, Refusal):
        readings.problems.append(Problem(raw.message, raw.next_step, shown_path, account=account))
        return
    rows, found = read_csv(raw, path=shown_path, required=_REQUIRED, optional=_OPTIONAL)
    readings.problems += [as_problem(flaw, account) for flaw in (*found, *_swallowed(rows, raw, shown_path))]
    for row in rows:
        _take(row, account, shown_path, readings, cells)


def _take(row: CsvRow, account: str, path: str, readings: Readings, cells: _Cells) -> None:
    """Adds the row's reading, or tells everything that is wrong with the row."""
    refused: list[tuple[str, Refusal]] = []
    reading = _plain(row.cells, cells) or _reading(row.cells, cells, refused)
    if reading is not None and not refused:
        readings.of[account].append(reading)
        readings.lines[account].append(row.line)
    for name, said in refused:
        readings.problems.append(Problem(said.message, said.next_step, path, row.line, name, account))


def _plain(text: dict[str, str], cells: _Cells) -> Observation | None:
    """The reading of a row all of whose cells were found good before; most rows say value, day, number and source."""
    if text["sequence"] or text["respondents"] or text["note"] or text["value"] not in cells.values:
        return None
    on, number = cells.day(text["on"]), cells.number(text["number"])
    if isinstance(on, Refusal) or isinstance(number, Refusal):
        return None
    return Observation.trusted(value=text["value"], on=on, number=number, source=text["source"], note="")


def _reading(text: dict[str, str], cells: _Cells, refused: list[tuple[str, Refusal]]) -> Observation | None:
    """What the row says; the cells that are no good are added to those that are refused."""
    number, on = cells.number(text["number"]), cells.day(text["on"])
    refused += [(name, said) for name, said in (("number", number), ("on", on)) if isinstance(said, Refusal)]
    try:
        reading = Observation(
            value=text["value"],
            on=_ANY_DAY if isinstance(on, Refusal) else on,
            number=0 if isinstance(number, Refusal) else number,
            source=text["source"],
            note=text["note"],
            **_counts(text, refused),
        )
    except ValidationError as refusal:
        refused += [(str(error["loc"][0]), _refusal(error["msg"])) for error in refusal.errors()]
        return None
    cells.learn(reading.value)
    return reading


def _counts(text: dict[str, str], refused: list[tuple[str, Refusal]]) -> dict[str, int]:
    """The whole numbers of the row, where it has any."""
    counts: dict[str, int] = {}
    for name, pattern in _COUNTS.items():
        if not (cell := text[name]):
            continue
        if pattern.fullmatch(cell):
            counts[name] = int(cell)
        else:
            refused.append((name, _no_count(name, cell)))
    return counts


_ANY_DAY = dt.date(2000, 1, 1)
"""Stands in for a day that is refused, so that the other cells of its row are looked at too."""
_COUNTS = {"sequence": re.compile("[0-9]{1,9}"), "respondents": re.compile("[1-9][0-9]{0,8}")}


def _no_count(name: str, cell: str) -> Refusal:
    least = 1 if name == "respondents" else 0
    return Refusal(f"{shown(cell)} is not a whole number from {least}", "write one, or leave the cell empty")


def _refusal(message: str) -> Refusal:
    said, _, step = message.removeprefix("Value error, ").partition("; ")
    return Refusal(said, step or "correct the cell")


class _Cells:
    """Parses cells, remembering those that come again and again."""

    def __init__(self) -> None:
        self.number = _remembered(parse_number)
        self.day = _remembered(parse_date)
        self.values: set[str] = set()
        """Some that are ids."""

    def learn(self, value: str) -> None:
        """Notes that this is an id."""
        if len(self.values) < MOST_REMEMBERED:
            self.values.add(value)


def _remembered(parse: Callable[[str], T], most: int = MOST_REMEMBERED) -> Callable[[str], T]:
    known: dict[str, T] = {}

    def parsed(text: str) -> T:
        if text not in known:
            if len(known) >= most:
                known.clear()
            known[text] = parse(text)
        return known[text]

    return parsed
