"""What reading and assessing cost, a few accounts at a time: `python -m benchmarks.assessing --accounts 1000,10000`.

Each number stands beside a baseline of the same minute, which a slow or busy machine slows as well: of every tenth few
accounts the same files are read by `csv` and `yaml` alone, and their readings are sorted. With `--out` the rows are
kept as JSON, beside those that the file holds already.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from benchmarks import with_kits
from benchmarks.contestants import ENVIRONMENT
from benchmarks.portfolios import AS_OF, SHAPES, write
from vpl_core.app.holdings import Holdings
from vpl_core.app.portfolio import assess_one, open_workspace
from vpl_core.model.accounts import AccountFacts

T = TypeVar("T")

SCHEMA = "vpl.assessing/1"
AT_ONCE = 32
"""Accounts that are read together, as a build reads them."""
EVERY = 10
"""One batch in so many is also read and sorted plainly."""


@dataclass(frozen=True, slots=True)
class Course:
    """What it cost to go through a portfolio once, in seconds of CPU of one process."""

    accounts: int
    readings: int
    looking: float
    """To list the files and find each account's lines."""
    reading: float
    """To read and check them."""
    assessing: float
    plainly: float
    """To read the same files by `csv` and `yaml` alone, taken to cost for all what it costs for every tenth."""
    sorting: float
    """To sort all readings, taken likewise."""
    peak: int
    """Bytes of memory in use at once, at most."""

    @property
    def a_second(self) -> float:
        """How many accounts are read and assessed in a second."""
        return self.accounts / (self.looking + self.reading + self.assessing)


def main() -> None:
    """Goes through a portfolio of each size in a process of its own, and prints a line for each."""
    wish = _wish()
    if wish.through:
        print(json.dumps(asdict(_gone_through(wish.through))))
        return
    for accounts in wish.accounts:
        with tempfile.TemporaryDirectory(prefix="vpl-assessing-") as folder:
            root = wish.portfolio or write(Path(folder) / "portfolio", accounts, SHAPES["full"])
            course = _measured(root)
        print(told(course), flush=True)
        if wish.out:
            known = {one.accounts: one for one in load(wish.out)} if wish.out.exists() else {}
            save([course for _, course in sorted((known | {course.accounts: course}).items())], wish.out)


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--accounts", type=lambda text: [int(one) for one in text.split(",")], default=[1000])
    parser.add_argument("--portfolio", type=Path, help="a folder that is there already, instead of writing one")
    parser.add_argument("--out", type=Path, help="a JSON file for the results, to those in it")
    parser.add_argument("--through", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.portfolio and len(wish.accounts) > 1:
        parser.error("a portfolio that is there has one number of accounts; leave --accounts out")
    return wish


def told(course: Course) -> str:
    """A line about it."""
    each = 1e3 / course.accounts
    return (
        f"{course.accounts:,} accounts, {course.readings:,} readings: {course.a_second:.0f} accounts a second; "
        f"reading {(course.looking + course.reading) * each:.2f} ms each, {course.reading / course.plainly:.2f} x csv "
        f"and yaml; assessing {course.assessing * each:.2f} ms, {course.assessing / course.sorting:.0f} x sorting; "
        f"{course.peak / 1e6:.0f} MB"
    )


def save(courses: Sequence[Course], file: Path) -> None:
    """Writes them as JSON."""
    content = {"schema": SCHEMA, "courses": [asdict(one) for one in courses]}
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def load(file: Path) -> list[Course]:
    """Reads what `save` wrote; ValueError where the file is of another kind."""
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if content.get("schema") != SCHEMA:
        raise ValueError(f"{file.name} holds no {SCHEMA}")
    return [Course(**one) for one in content["courses"]]


def _measured(root: Path) -> Course:
    """In a process of its own, which has not written the portfolio before."""
    command = [sys.executable, "-m", "benchmarks.assessing", "--through", str(root.absolute())]
    home = Path(__file__).parent.parent
    environment = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=home, env=environment)
    return Course(**json.loads(done.stdout))


def _gone_through(root: Path) -> Course:
    with with_kits():
        workspace = open_workspace(root)
    looking, holdings = _seconds(lambda: Holdings(workspace))
    accounts = sorted(holdings.accounts)
    reading = assessing = plainly = sorting = 0.0
    readings = sampled = 0
    for number, few in enumerate(_parts(accounts)):
        read, facts = _seconds(lambda few=few: holdings.read(few).facts)  # type: ignore[misc]
        if len(facts) < len(few):
            raise ValueError(f"some of {', '.join(few)} cannot be read: `vpl check -C {root}` says why")
        judged, _ = _seconds(lambda facts=facts: sum(1 for one in facts if assess_one(workspace, one, AS_OF)))  # type: ignore[misc]
        reading, assessing = reading + read, assessing + judged
        readings += sum(len(one.observations) for one in facts)
        if number % EVERY == 0:
            sampled += len(few)
            plainly += _read_plainly(root, few)
            sorting += _sorted(facts)
    times = len(accounts) / sampled
    return Course(
        len(accounts), readings, looking, reading, assessing, plainly * times, sorting * times, _most_memory()
    )


def _parts(accounts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(accounts), AT_ONCE):
        yield accounts[start : start + AT_ONCE]


def _read_plainly(root: Path, accounts: Sequence[str]) -> float:
    """The same files by the libraries' own readers, with nothing checked."""
    rows = [path for one in accounts if (path := root / "observations" / f"{one}.csv").exists()]
    lines = [] if rows else [line for line in _shared(root) if line.partition(",")[0] in {*accounts}]

    def read() -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for one in accounts:
            for folder in ("accounts", "evidence"):
                yaml.load((root / folder / f"{one}.yml").read_text(encoding="utf-8"), loader)
        for path in rows:
            list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        list(csv.DictReader(["account,value,on,number,source", *lines]))

    return _seconds(read)[0]


def _shared(root: Path) -> list[str]:
    return (root / "observations.csv").read_text(encoding="utf-8").splitlines()


def _sorted(facts: Sequence[AccountFacts]) -> float:
    return _seconds(lambda: [sorted(one.observations, key=lambda o: (o.value, o.on)) for one in facts])[0]


def _most_memory() -> int:
    """Bytes; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def _seconds(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


if __name__ == "__main__":
    main()
