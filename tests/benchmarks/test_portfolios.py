"""Synthetic portfolios: the same every time, without a mistake in them, and as mixed as customers are."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks import KITS, portfolios, with_kits
from benchmarks.portfolios import AS_OF, SHAPES, write
from tests.portfolios import collect, vpl
from vpl_core.app.portfolio import Collected, assess_one, open_workspace


def _digests(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): sha256(path.read_bytes()).hexdigest() for path in files}


def _collected(root: Path) -> Collected:
    with with_kits():
        return collect(open_workspace(root))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_wish_gives_the_same_bytes_and_another_seed_others(tmp_path: Path, shape: str) -> None:
    first, again, other = (
        _digests(write(tmp_path / name, 12, SHAPES[shape], seed=seed))
        for name, seed in (("first", 7), ("again", 7), ("other", 8))
    )
    assert first == again
    assert first.keys() == other.keys()
    assert {name for name in first if first[name] == other[name]} == {
        name for name in first if name == "vpl.toml" or name.endswith(portfolios.PAPER)
    }


def test_an_account_is_the_same_however_many_come_after_it(tmp_path: Path) -> None:
    few, many = (_digests(write(tmp_path / str(count), count)) for count in (5, 25))
    assert {name for name in few if few[name] != many[name]} == {"observations.csv"}
    rows = [(tmp_path / count / "observations.csv").read_text() for count in ("5", "25")]
    assert rows[1].startswith(rows[0])


@pytest.mark.parametrize("shape", SHAPES)
def test_the_check_finds_nothing_in_what_is_written(tmp_path: Path, shape: str) -> None:
    write(tmp_path, 20, SHAPES[shape])
    checked = vpl("check", "-C", tmp_path, PYTHONPATH=os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(KITS)]))
    readings = 20 * SHAPES[shape].values * SHAPES[shape].readings
    assert f"Checked 20 accounts with {readings:,} readings: 0 errors, " in checked.out


def test_readings_say_the_same_in_one_file_and_in_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = _collected(write(tmp_path / "shared", 8))
    monkeypatch.setattr(portfolios, "SHARED_READINGS", 10)
    own = _collected(write(tmp_path / "own", 8))
    assert not (tmp_path / "own" / "observations.csv").exists()
    assert own.facts == shared.facts
    assert all(facts.observations for facts in own.facts)


def test_names_are_as_odd_as_customers_are(tmp_path: Path) -> None:
    accounts = [facts.account for facts in _collected(write(tmp_path, 100)).facts]
    names = " ".join(account.name for account in accounts)
    assert all(mark in names for mark in "&<>'\"")
    assert re.search("[À-ž]", names)
    assert sum(account.language == "ja" for account in accounts) == 5


@pytest.mark.parametrize("shape", SHAPES)
def test_accounts_stand_on_several_rungs(tmp_path: Path, shape: str) -> None:
    with with_kits():
        workspace = open_workspace(write(tmp_path, 40, SHAPES[shape]))
    proven = {assess_one(workspace, facts, AS_OF).assessment.standing.proven for facts in collect(workspace).facts}
    assert len(proven) >= 3


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
