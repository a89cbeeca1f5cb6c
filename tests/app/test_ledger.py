"""The ledger: it gives back what was written, and refuses whatever no build has written."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from vpl_core.app.ledger import Entry, Frame, Ledger

DAY = dt.date(2026, 11, 15)
ENTRY = Entry("acme", "1f", DAY, "smb", "ja", None, "ab12", 14, 9000, "cd34", 1, 2, '{"customer":"ひのき\\n坂"}')
FRAME = Frame("77", 9, 800, "ef56")
LINE = {**ENTRY._asdict(), "as_of": "2026-11-15"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def again(ledger: Ledger, tmp_path: Path) -> Ledger:
    ledger.close()
    return Ledger(tmp_path)


def test_what_was_kept_is_there_again(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(ENTRY)
    ledger.keep(ENTRY._replace(account="brook", newest=DAY))
    ledger.frame = FRAME
    for _ in range(2):
        ledger.finish()
        ledger = again(ledger, tmp_path)
        assert dict(ledger.entries) == {"acme": [ENTRY], "brook": [ENTRY._replace(account="brook", newest=DAY)]}
        assert (ledger.frame, ledger.problems) == (FRAME, ())


def test_an_account_that_was_begun_and_not_finished_is_unknown(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(ENTRY)
    ledger.begin(["acme", "brook"])
    ledger.keep(ENTRY._replace(account="brook"))
    assert [*again(ledger, tmp_path).entries] == ["brook"]


def test_a_last_line_that_breaks_off_was_being_written_and_counts_for_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(ENTRY)
    with (tmp_path / "ledger.jsonl").open("a") as file:
        file.write('{"account":"bro')
    found = again(ledger, tmp_path)
    assert ([*found.entries], found.problems) == (["acme"], ())
    found.keep(ENTRY._replace(account="brook"))
    found = again(found, tmp_path)
    assert ([*found.entries], found.problems) == (["acme", "brook"], ())


def test_a_ledger_that_says_what_is_true_is_not_written_again(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep(ENTRY)
    ledger.keep(ENTRY._replace(account="brook"))
    ledger.finish()
    file = tmp_path / "ledger.jsonl"
    ledger, written = again(ledger, tmp_path), file.stat().st_ino
    ledger.finish()
    assert file.stat().st_ino == written
    ledger.forget(["brook"])
    ledger.finish()
    ledger = again(ledger, tmp_path)
    assert [*ledger.entries] == ["acme"]
    for line in ('{"begun":["acme"]}', file.read_text().strip()):
        before = file.read_bytes()
        with file.open("a") as more:
            more.write(f"{line}\n")
        ledger = again(ledger, tmp_path)
        ledger.finish()
        assert file.read_bytes() == (b"" if "begun" in line else before)
        file.write_bytes(before)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "7",
        "[" * 100_000,
        json.dumps({"account": "acme"}),
        json.dumps({**LINE, "more": 1}),
        json.dumps({**LINE, "files": "14"}),
        json.dumps({**LINE, "files": True}),
        json.dumps({**LINE, "as_of": None}),
        json.dumps({**LINE, "as_of": "yesterday"}),
        json.dumps({**LINE, "row": None}),
        json.dumps({"begun": "acme"}),
        json.dumps({"begun": [1]}),
        json.dumps({"portfolio": True, "files": 9, "bytes": 800, "digest": "ef56"}),
    ],
)
def test_a_line_that_no_build_has_written_makes_the_whole_ledger_unknown(
    ledger: Ledger, tmp_path: Path, line: str
) -> None:
    ledger.keep(ENTRY)
    with (tmp_path / "ledger.jsonl").open("a") as file:
        file.write(f"{line}\n")
    found = again(ledger, tmp_path)
    assert (dict(found.entries), found.frame) == ({}, None)
    [problem] = found.problems
    assert problem.warning
    assert "ledger.jsonl cannot be read, so every site is built anew" in problem.message


def test_what_is_built_after_a_ledger_was_found_unknown_is_known_to_the_next_build(
    ledger: Ledger, tmp_path: Path
) -> None:
    """As after a new version that writes other lines: a build that is stopped must not have been for nothing."""
    (tmp_path / "ledger.jsonl").write_text(json.dumps({**LINE, "more": 1}) + "\n")
    found = again(ledger, tmp_path)
    assert found.problems
    found.keep(ENTRY)
    found = again(found, tmp_path)
    assert (dict(found.entries), found.problems) == ({"acme": [ENTRY]}, ())
