"""The contract of a source: a good one keeps it, and each broken one is caught by the test that says so."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import importlib
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from vpl_core import Account, AccountFacts, Observation, Problem, SourceReading, SourceRequest, parse_date, parse_number
from vpl_core.testing import source_contract
from vpl_core.testing.source_trial import SourceTrial

CONTRACT = {name: getattr(source_contract, name) for name in source_contract.__all__}
FILE = "tills.csv"
WHOLE = {FILE: "acme,2026-03-02,4\nbolt,2026-03-02,7\nacme,2026-04-02,3\n"}
FLAWED = {"a number that is none": {FILE: WHOLE[FILE].replace("4\n", "four\n")}}


class Tills:
    """Reads `tills.csv`, a row for each reading: account, day, minutes in the queue."""

    name = "tills"

    def read(self, request: SourceRequest) -> SourceReading:
        path = request.root / FILE
        rows = list(csv.reader(path.read_text().splitlines())) if path.exists() else []
        facts: dict[str, list[Observation]] = {}
        problems, places = [], []
        for line, (account, day, number) in enumerate(rows, start=1):
            if request.accounts is not None and account not in request.accounts:
                continue
            facts.setdefault(account, [])
            read, on = parse_number(number), parse_date(day)
            if isinstance(read, str | int) or hasattr(read, "next_step"):
                problems.append(Problem(read.message, read.next_step, FILE, line, "number", account))
                continue
            facts[account].append(Observation(value="queue-minutes", on=on, number=read))
            places.append((account, len(facts[account]) - 1, line))
        return SourceReading(self.given(facts), tuple(problems), self.finder(places))

    def given(self, facts: dict[str, list[Observation]]) -> tuple[AccountFacts, ...]:
        return tuple(self.account(id_, tuple(readings)) for id_, readings in facts.items())

    def account(self, id_: str, readings: tuple[Observation, ...]) -> AccountFacts:
        account = Account(id=id_, name=id_.title(), segment="kiosks", start=dt.date(2026, 1, 5))
        return AccountFacts(account=account, observations=readings)

    def finder(self, places: list[tuple[str, int, int]]) -> Callable[[str, str], tuple[str, int]]:
        lines = {(account, f"observations[{index}]"): line for account, index, line in places}
        return lambda account, field: (FILE, lines.get((account, field), 0))


def put_to_trial(source: Any, root: Path, **changes: Any) -> SourceTrial:
    usual = SourceTrial(source, WHOLE, FLAWED, root, spoils={"a number that is none": "acme"})
    return replace(usual, **changes)


@pytest.mark.parametrize("test", CONTRACT)
def test_a_good_source_keeps_the_contract(test: str, tmp_path: Path) -> None:
    CONTRACT[test](put_to_trial(Tills(), tmp_path))


# --- broken ones -------------------------------------------------------------------------------------------------


class Nameless(Tills):
    name = " "


class Complaining(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        return replace(super().read(request), problems=(Problem("tills.csv is old", "renew it", FILE, 1),))


class Insisting(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        missing = () if (request.root / FILE).exists() else (Problem("no tills.csv", "add it", FILE),)
        return replace(super().read(request), problems=missing + super().read(request).problems)


class Doubling(Tills):
    def given(self, facts: dict[str, list[Observation]]) -> tuple[AccountFacts, ...]:
        return super().given(facts) * 2


class Counting(Tills):
    """Takes each reading for a new one."""

    count = 0

    def account(self, id_: str, readings: tuple[Observation, ...]) -> AccountFacts:
        self.count += 1
        return super().account(id_, tuple(o.model_copy(update={"sequence": self.count}) for o in readings))


class Calling(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", 9), timeout=0.01).close()
        return super().read(request)


class Greedy(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        return super().read(replace(request, accounts=None))


class Lost(Tills):
    def finder(self, places: Any) -> Callable[[str, str], tuple[str, int]]:
        return lambda account, field: ("somewhere.csv", 1)


class Silent(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        return replace(super().read(request), problems=())


class Curt(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        read = super().read(request)
        return replace(read, problems=tuple(replace(p, next_step=" ") for p in read.problems))


class Placeless(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        read = super().read(request)
        return replace(read, problems=tuple(replace(p, path="", line=0) for p in read.problems))


class Lineless(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        read = super().read(request)
        return replace(read, problems=tuple(replace(p, line=0) for p in read.problems))


class Warning_(Tills):
    """Tells the flaw as if the account were whole without it."""

    def read(self, request: SourceRequest) -> SourceReading:
        read = super().read(request)
        return replace(read, problems=tuple(replace(p, warning=True) for p in read.problems))


class AllOrNothing(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        read = super().read(request)
        return replace(read, facts=()) if read.problems else read


class Blaming(Tills):
    def read(self, request: SourceRequest) -> SourceReading:
        read = super().read(request)
        others = [replace(p, account=account) for p in read.problems for account in ("acme", "bolt")]
        return replace(read, problems=tuple(others))


WHOLE_TEST = "test_it_gives_whole_accounts_and_no_problem"
FLAW_TEST = "test_a_flaw_is_told_with_its_place_and_the_next_step"
OTHERS_TEST = "test_a_flaw_leaves_the_other_accounts_whole"
BROKEN: dict[type[Tills], tuple[str, str]] = {
    Nameless: ("test_it_has_a_name", "give the source a `name`"),
    Complaining: (WHOLE_TEST, "tills.csv is old"),
    Insisting: ("test_an_empty_folder_gives_nothing_and_is_no_problem", "no tills.csv"),
    Doubling: (WHOLE_TEST, "given twice: acme, acme, bolt, bolt"),
    Counting: ("test_reading_twice_gives_the_same", "the second reading gives other facts"),
    Calling: ("test_it_asks_neither_the_network_nor_the_clock", "socket."),
    Greedy: ("test_only_the_accounts_that_are_asked_for_are_read", ""),
    Lost: ("test_what_it_gives_can_be_found_again", "'somewhere.csv' is no file of the portfolio"),
    Silent: (FLAW_TEST, "nothing is told"),
    Curt: (FLAW_TEST, "says not what to do"),
    Placeless: (FLAW_TEST, "name the file"),
    Lineless: (FLAW_TEST, "no problem names a line"),
    Warning_: ("test_nothing_is_read_by_halves", "'acme' is given without some of its facts"),
    AllOrNothing: (OTHERS_TEST, "others lost facts"),
    Blaming: (OTHERS_TEST, "bolt is left out beside 'acme'"),
}


@pytest.mark.parametrize("source", BROKEN)
def test_a_broken_source_is_caught_by_the_test_that_says_why(source: type[Tills], tmp_path: Path) -> None:
    test, words = BROKEN[source]
    with pytest.raises(AssertionError) as failure:
        CONTRACT[test](put_to_trial(source(), tmp_path))
    assert words in str(failure.value)


LATE = """\
import datetime as dt

class Late:
    name = "late"
    def read(self, request):
        self.day = dt.date.today()
"""


def test_a_source_whose_module_asks_the_clock_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "late_tills.py").write_text(LATE)
    monkeypatch.syspath_prepend(tmp_path)

    class Late(Tills):
        pass

    Late.__module__ = importlib.import_module("late_tills").__name__
    with pytest.raises(AssertionError, match=r"late_tills.py:6  dt.date.today\(\)"):
        CONTRACT["test_it_asks_neither_the_network_nor_the_clock"](put_to_trial(Late(), tmp_path))


class ByAge(Tills):
    """Takes for the best what was written last."""

    def read(self, request: SourceRequest) -> SourceReading:
        oldest_first = sorted(request.root.glob("*.txt"), key=lambda path: path.stat().st_mtime_ns)
        ranks = enumerate(path.stem for path in oldest_first)
        day = dt.date(2026, 1, 5)
        return SourceReading(self.given({id_: [Observation(value="rank", on=day, number=n)] for n, id_ in ranks}))


def test_files_whose_order_decides_are_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def slowly(path: Path, content: bytes) -> int:
        """The clock of a file system ticks only now and then."""
        sleep(0.02)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", slowly)
    files = {f"{name}.txt": "" for name in ("acme", "bolt")}
    with pytest.raises(AssertionError):
        CONTRACT["test_the_order_of_files_changes_nothing"](put_to_trial(ByAge(), tmp_path, whole=files))


def test_every_test_of_the_contract_is_seen_to_fail() -> None:
    caught = {test for test, _ in BROKEN.values()} | {"test_the_order_of_files_changes_nothing"}
    assert caught == set(CONTRACT)
