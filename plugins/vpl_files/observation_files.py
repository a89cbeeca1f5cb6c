"""Observation files: `observations.csv` for all accounts, or `observations/ACCOUNT.csv` for one."""

from __future__ import annotations

import csv
import datetime as dt
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter
from pathlib import Path

from pydantic import ValidationError

from vpl_core import CsvTable, Flaw, Observation, Problem, Refusal, parse_date, parse_number, read_columns, shown
from vpl_files.account_files import as_problem, path_in, read_bytes
from vpl_files.shared_file import SharedFile

SHARED = "observations.csv"
LARGEST_FILE = 64 << 20
MOST_REMEMBERED = 4096
"""Cells of one kind, which come again and again."""
_REQUIRED = ("value", "on", "number")
_OF_ALL = ("account", *_REQUIRED)
_RARE = ("sequence", "respondents", "note")
"""Columns that most rows say nothing in."""
_OPTIONAL = ("source", *_RARE)


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
    readings, known = Readings(), _Ids()
    if isinstance(shared, Refusal):
        flaw = Flaw(SHARED, 0, "", shared.message, shared.next_step)
        readings.problems += [as_problem(flaw, ""), *_doubted(flaw, wanted)]
    elif shared is not None:
        _read_shared(shared, readings, known, everyone, wanted)
    readings.counts = {account: len(rows) for account, rows in readings.of.items()}
    for account in sorted(wanted & own.keys()):
        _read_own(own[account], account, readings, known, root)
    return readings


def _read_shared(shared: SharedFile, readings: Readings, known: _Ids, everyone: Set[str], wanted: Set[str]) -> None:
    table, found = shared.table(wanted)
    if flaws := [*found, *(_swallowed(table, SHARED) if shared.has_quotes else ())]:
        readings.problems += _told(flaws, shared.raw, everyone, wanted)
    owners = table.columns["account"]
    for account, places in groupby(range(len(owners)), key=owners.__getitem__):
        if account in wanted:
            first, *others = places
            rows = slice(first, others[-1] + 1 if others else first + 1)
            _take(_part(table, rows), account, SHARED, readings, known)


def _part(table: CsvTable, rows: slice) -> CsvTable:
    return CsvTable(table.lines[rows], {name: cells[rows] for name, cells in table.columns.items()})


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


def _swallowed(table: CsvTable, path: str) -> Iterator[Flaw]:
    """Cells with a line break, which are in quotes: one that was never meant to open may have swallowed whole rows."""
    message = "this cell goes over several lines, and may have swallowed rows"
    step = "write the cell on one line; if no quote was meant there, delete it"
    columns = table.columns.items()
    found = [(place, name) for name, cells in columns for place, cell in enumerate(cells) if "\n" in cell]
    for place, name in sorted(found, key=itemgetter(0)):
        yield Flaw(path, table.lines[place], name, message, step)


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


def _read_own(path: Path, account: str, readings: Readings, known: _Ids, root: Path) -> None:
    shown_path = path_in(root, path)
    readings.files[account] = shown_path
    raw = read_bytes(path, root, most=LARGEST_FILE, instead="keep fewer readings")
    if isinstance(raw, Refusal):
        readings.problems.append(Problem(raw.message, raw.next_step, shown_path, account=account))
        return
    table, found = read_columns(raw, path=shown_path, required=_REQUIRED, optional=_OPTIONAL)
    swallowed = _swallowed(table, shown_path) if b'"' in raw else ()
    readings.problems += [as_problem(flaw, account) for flaw in (*found, *swallowed)]
    _take(table, account, shown_path, readings, known)


def _take(table: CsvTable, account: str, path: str, readings: Readings, known: _Ids) -> None:
    """Adds the reading of each of the account's rows, or tells everything that is wrong with the row.

    Column by column: nearly every row says a value, a day, a number and a source, each of which was found good before.
    """
    of, lines = readings.of[account], readings.lines[account]
    columns = table.columns
    days, numbers = list(map(_day, columns["on"])), list(map(_number, columns["number"]))
    rows = zip(columns["value"], days, numbers, columns["source"], _says_more(columns), table.lines, strict=False)
    for place, (value, on, number, source, more, line) in enumerate(rows):
        if more or value not in known or type(on) is Refusal or type(number) is Refusal:
            reading, refused = _reading({name: cells[place] for name, cells in columns.items()}, on, number)
            readings.problems += [Problem(no.message, no.next_step, path, line, name, account) for name, no in refused]
            if reading is None or refused:
                continue
            known.learn(value)
        else:
            reading = Observation.plain(value, on, number, source)
        of.append(reading)
        lines.append(line)


def _says_more(columns: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """For each row whether it says something in one of the rarer columns."""
    there = [columns[name] for name in _RARE if any(columns[name])]
    return map("".join, zip(*there, strict=True)) if there else repeat("")


def _reading(
    text: dict[str, str], on: dt.date | Refusal, number: Decimal | Refusal
) -> tuple[Observation | None, list[tuple[str, Refusal]]]:
    """What the row says, and its cells that are no good."""
    refused = [(name, said) for name, said in (("number", number), ("on", on)) if isinstance(said, Refusal)]
    try:
        reading = Observation(
            value=text["value"],
            on=_ANY_DAY if isinstance(on, Refusal) else on,
            number=Decimal(0) if isinstance(number, Refusal) else number,
            source=text["source"],
            note=text["note"],
            **_counts(text, refused),
        )
    except ValidationError as refusal:
        return None, [*refused, *((str(error["loc"][0]), _refusal(error["msg"])) for error in refusal.errors())]
    return reading, refused


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


class _Ids(set[str]):
    """Texts that are ids of values."""

    def learn(self, value: str) -> None:
        """Notes that this is an id."""
        if len(self) < MOST_REMEMBERED:
            self.add(value)


_number = lru_cache(maxsize=MOST_REMEMBERED)(parse_number)
_day = lru_cache(maxsize=MOST_REMEMBERED)(parse_date)
