"""Observation files: `observations.csv` for all accounts, or `observations/ACCOUNT.csv` for one."""

from __future__ import annotations

import csv
import re
from array import array
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from vpl_core import Observation, Problem
from vpl_files.account_files import as_problem
from vpl_files.figures import Refusal, parse_date, parse_number
from vpl_files.flaws import WHOLE_FILE, Flaw
from vpl_files.strict_csv import CsvRow, read_csv

SHARED = "observations.csv"
_REQUIRED = ("value", "on", "number")
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


def read_observations(root: Path, known: list[str], wanted: frozenset[str] | None) -> Readings:
    """All readings of the known accounts; a file that cannot be trusted leaves out every account it speaks for."""
    readings, cells = Readings(), _Cells()
    shared = root / SHARED
    if shared.is_file():
        _read_shared(shared, readings, cells, set(known), wanted)
    readings.counts = {account: len(rows) for account, rows in readings.of.items()}
    for account in known:
        own = root / "observations" / f"{account}.csv"
        if own.is_file():
            _read_own(own, account, readings, cells, root)
    return readings


def _read_shared(path: Path, readings: Readings, cells: _Cells, known: set[str], wanted: frozenset[str] | None) -> None:
    raw = path.read_bytes()
    rows, flaws = read_csv(raw, path=SHARED, required=("account", *_REQUIRED), optional=_OPTIONAL)
    lines = re.split("\r\n|\r|\n", raw.decode("utf-8-sig", "replace")) if flaws else []
    for flaw in flaws:
        owner = _owner(flaw, lines, known)
        readings.problems.append(as_problem(flaw, owner))
        if not owner:
            readings.problems += _doubted(flaw, known)
    strangers: dict[str, int] = {}
    for row in rows:
        account = row.cells["account"]
        if account in known:
            _take(row, account, SHARED, readings, cells)
        elif wanted is None:
            strangers.setdefault(account, row.line)
    for account, line in strangers.items():
        message = f"{account!r} has readings but no file accounts/{account}.yml" if account else "no account is named"
        step = "add the file, or correct the id" if account else "write the account's id"
        readings.problems.append(Problem(message, step, SHARED, line, "account", account))


def _owner(flaw: Flaw, lines: list[str], known: set[str]) -> str:
    """The account of a row with too few or too many cells, where its line can be read by itself; else nobody's."""
    if flaw.field == WHOLE_FILE:
        return ""
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    try:
        header, row = (next(csv.reader([lines[n - 1]], strict=True)) for n in (first, flaw.line))
    except (csv.Error, IndexError, StopIteration):
        return ""
    before = header.index("account") if "account" in header else len(row)
    # Cells are missing or too many somewhere behind the account's, so that one is where it should be.
    return row[0].strip() if before == 0 and flaw.line > first and row[0].strip() in known else ""


def _doubted(flaw: Flaw, known: set[str]) -> list[Problem]:
    """Every account: rows may be missing from any of them, so none can be told whole."""
    message = f"{SHARED} has a fault in line {flaw.line}, so its readings may be incomplete"
    return [Problem(message, f"put {SHARED} right first", SHARED, flaw.line, "", account) for account in sorted(known)]


def _read_own(path: Path, account: str, readings: Readings, cells: _Cells, root: Path) -> None:
    shown = str(path.relative_to(root))
    readings.files[account] = shown
    rows, flaws = read_csv(path.read_bytes(), path=shown, required=_REQUIRED, optional=_OPTIONAL)
    readings.problems += [as_problem(flaw, account) for flaw in flaws]
    for row in rows:
        _take(row, account, shown, readings, cells)


def _take(row: CsvRow, account: str, path: str, readings: Readings, cells: _Cells) -> None:
    """Adds the row's reading, or tells what is wrong with the row."""
    text = row.cells
    number, on = cells.number(text["number"]), cells.day(text["on"])
    refused = False
    for name, taken in (("number", number), ("on", on)):
        if isinstance(taken, Refusal):
            refused = True
            readings.problems.append(Problem(taken.message, taken.next_step, path, row.line, name, account))
    if refused:
        return
    try:
        observation = Observation(
            value=text["value"],
            on=on,
            number=number,
            source=text.get("source", ""),
            sequence=text.get("sequence") or 0,
            respondents=text.get("respondents") or None,
            note=text.get("note", ""),
        )
    except ValidationError as refusal:
        for error in refusal.errors():
            message = error["msg"].removeprefix("Value error, ")
            name = str(error["loc"][0])
            readings.problems.append(Problem(message, "correct the cell", path, row.line, name, account))
        return
    readings.of[account].append(observation)
    readings.lines[account].append(row.line)


class _Cells:
    """Parses cells, remembering those that come again and again."""

    def __init__(self) -> None:
        self.number = _remembered(parse_number)
        self.day = _remembered(parse_date)


def _remembered(parse: Callable[[str], T], most: int = 50_000) -> Callable[[str], T]:
    known: dict[str, T] = {}

    def parsed(text: str) -> T:
        if text not in known:
            if len(known) >= most:
                known.clear()
            known[text] = parse(text)
        return known[text]

    return parsed
