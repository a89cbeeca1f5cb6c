"""A folder looked over: fingerprints that change with what they stand for, and parts that make up the whole."""

from __future__ import annotations

import os
import shutil
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.plugins.folders import FAULTY
from tests.portfolios import ACCOUNT, EVIDENCE, READINGS, SETTINGS, write
from vpl_core.errors import in_order
from vpl_core.ports import SourceReading, SourceRequest, SurveyedSource
from vpl_files.folder import Folder, FolderSurvey
from vpl_files.shared_file import SharedFile, _has_a_longer_line

HEADER = "account,value,on,number,source,note\n"
THREE = {f"accounts/{name}.yml": ACCOUNT.replace("Acme", name) for name in ("acme", "brook", "cliff")}
ALL = {
    "vpl.toml": SETTINGS,
    **THREE,
    "observations.csv": READINGS + "brook,weekly-manual-hours,2026-03-02,16,timesheet\n",
    "observations/cliff.csv": "value,on,number,source\nweekly-manual-hours,2026-03-02,15,timesheet\n",
    "evidence/acme.yml": EVIDENCE,
    "evidence/acme/june.csv": "day,hours\n2026-06-02,9\n",
    "decisions/brook/tills.md": "---\nowner: M. Okafor\n---\n# Tills\n",
}
CHANGES = {
    "accounts/acme.yml": {"acme"},
    "observations/cliff.csv": {"cliff"},
    "evidence/acme.yml": {"acme"},
    "evidence/acme/june.csv": {"acme"},
    "decisions/brook/tills.md": {"brook"},
}


def survey(root: Path) -> FolderSurvey:
    return Folder().survey(SourceRequest(root))


def fingerprints(root: Path) -> dict[str, str]:
    found = survey(root)
    return found.fingerprints(found.accounts)


def in_parts(root: Path) -> list[SourceReading]:
    """Every account by itself."""
    found = survey(root)
    return [found.read({account}) for account in sorted(found.accounts)]


def whole(root: Path) -> SourceReading:
    return Folder().read(SourceRequest(root))


def places(readings: list[SourceReading]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Where each reading stands, by account."""
    return [
        (one.account.id, [reading.locate(one.account.id, f"observations[{n}]") for n in range(len(one.observations))])
        for reading in readings
        for one in reading.facts
    ]


def assert_the_parts_are_the_whole(root: Path) -> None:
    parts, all_at_once = in_parts(root), whole(root)
    assert [one for part in parts for one in part.facts] == [*all_at_once.facts]
    assert in_order(p for part in parts for p in part.problems) == in_order(all_at_once.problems)
    assert places(parts) == places([all_at_once])


def test_the_folder_can_tell_what_has_changed() -> None:
    assert isinstance(Folder(), SurveyedSource)


def test_read_in_parts_a_faulty_folder_gives_what_it_gives_as_a_whole(tmp_path: Path) -> None:
    assert_the_parts_are_the_whole(write(tmp_path, FAULTY))


ROWS = [
    "acme,weekly-manual-hours,2026-03-02,17,timesheet,",
    'brook,weekly-manual-hours,2026-03-02,16,timesheet,"Counted, by hand"',
    '"cliff",weekly-manual-hours,2026-03-02,15,timesheet,',
    " acme ,team-using-percent,2026-03-02,x,log,",
    "brook,team-using-percent,2026-03-02,40,log,Grüße",
    "",
    " , ,",
    "nobody,team-using-percent,2026-03-02,40,log,",
    ",team-using-percent,2026-03-02,40,log,",
    "cliff,team-using-percent,2026-03-02,40",
    'acme,team-using-percent,2026-03-02,41,log,"never closed',
    'brook,team-using-percent,2026-03-02,42,log,a "quote" inside',
    'cliff,team-using-percent,2026-03-02,43,log,"over\ntwo lines"',
    "acm\u200be,team-using-percent,2026-03-02,44,log,",
    "acme,team-using-percent,2026-03-02,45,log,bell\x07",
    "acme,team-using-percent,2026-03-02,46,log,old\rMac",
]
HEADERS = [HEADER, f"\ufeff{HEADER}", HEADER.replace("account,value", "value,account"), "account,valu,on,number\n", ""]


@given(
    st.sampled_from([HEADER, *HEADERS]),
    st.lists(st.sampled_from([*ROWS[:6], *ROWS[:6], *ROWS]), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_lines_of_some_accounts_say_what_the_whole_file_says_of_them(
    header: str, rows: list[str], end: str
) -> None:
    """Whatever is in the shared file, an account read from its own lines is the account read from the whole file."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        text = header + "\n".join(rows) + "\n"
        root = write(Path(folder), {**THREE, "observations.csv": text.replace("\n", end).encode()})
        assert_the_parts_are_the_whole(root)
        parts = in_parts(root)
        patch.setattr(SharedFile, "_index", None)
        all_at_once = whole(root)
    assert [one for part in parts for one in part.facts] == [*all_at_once.facts]
    assert in_order(p for part in parts for p in part.problems) == in_order(all_at_once.problems)
    assert places(parts) == places([all_at_once])


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_changes_the_fingerprint_of_its_account_alone(tmp_path: Path, name: str) -> None:
    before = fingerprints(write(tmp_path, ALL))
    assert all(before.values())
    text = (tmp_path / name).read_text()
    (tmp_path / name).write_text(text + "\n")
    after = fingerprints(tmp_path)
    assert {account for account in after if after[account] != before[account]} == CHANGES[name]
    (tmp_path / name).write_text(text)
    assert fingerprints(tmp_path) == before


def test_a_file_counts_however_its_ending_is_written(tmp_path: Path) -> None:
    before = fingerprints(write(tmp_path, {"accounts/dune.Yaml": ACCOUNT, "evidence/dune.YML": EVIDENCE}))
    write(tmp_path, {"evidence/dune.YML": f"{EVIDENCE}\n"})
    after = fingerprints(tmp_path)
    assert {*before} == {*after} == {"dune"}
    assert "" != before["dune"] != after["dune"] != ""


def test_a_file_whose_name_is_no_text_is_refused_by_its_name(tmp_path: Path) -> None:
    odd = tmp_path / "evidence" / os.fsdecode(b"bru\xffck.yml")
    write(tmp_path, ALL)
    odd.write_text(EVIDENCE)
    told = [problem for reading in in_parts(tmp_path) for problem in reading.problems]
    assert {problem.path for problem in told if "no file in accounts/" in problem.message} == {"evidence/bru�ck.yml"}


@pytest.mark.parametrize(
    ("before", "after", "whose"),
    [
        ("acme,weekly-manual-hours,2026-03-02,17", "acme,weekly-manual-hours,2026-03-02,16", {"acme"}),
        ("brook,", "acme,", {"acme", "brook"}),
        ("account,value", "value,account", {"acme", "brook", "cliff"}),
        ("2026-03-02,16,timesheet\n", "2026-03-02,16\n", {"acme", "brook", "cliff"}),
    ],
)
def test_a_changed_line_changes_whose_line_it_is_and_everybody_where_that_is_unclear(
    tmp_path: Path, before: str, after: str, whose: set[str]
) -> None:
    old = fingerprints(write(tmp_path, ALL))
    assert ALL["observations.csv"].count(before) == 1
    write(tmp_path, {"observations.csv": ALL["observations.csv"].replace(before, after)})
    new = fingerprints(tmp_path)
    assert {account for account in new if new[account] != old[account]} == whose


def test_the_place_of_the_folder_and_the_order_of_the_shared_lines_of_others_change_nothing(tmp_path: Path) -> None:
    head, *lines = ALL["observations.csv"].splitlines(keepends=True)
    moved = {**ALL, "observations.csv": "".join([head, lines[-1], *lines[:-1]])}
    assert fingerprints(write(tmp_path / "here", ALL)) == fingerprints(write(tmp_path / "a" / "place", moved))


@pytest.mark.parametrize("name", ["accounts/acme.yml", "evidence/acme.yml", "evidence/acme/june.csv"])
def test_what_is_reached_through_a_link_has_no_fingerprint(tmp_path: Path, name: str) -> None:
    write(tmp_path, ALL)
    (tmp_path / name).rename(tmp_path / "elsewhere")
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    assert {account for account, digest in fingerprints(tmp_path).items() if not digest} == {"acme"}


@pytest.mark.parametrize("folder", ["accounts", "evidence", "observations", "decisions"])
def test_behind_a_folder_that_is_a_link_nobody_has_one(tmp_path: Path, folder: str) -> None:
    write(tmp_path, ALL)
    (tmp_path / folder).rename(tmp_path / "elsewhere")
    (tmp_path / folder).symlink_to(tmp_path / "elsewhere")
    assert set(fingerprints(tmp_path).values()) == {""}


def test_an_account_with_two_files_has_none(tmp_path: Path) -> None:
    write(tmp_path, {**ALL, "evidence/acme.yaml": EVIDENCE})
    assert {account for account, digest in fingerprints(tmp_path).items() if not digest} == {"acme"}


def test_a_file_that_comes_or_goes_changes_the_fingerprint(tmp_path: Path) -> None:
    before = fingerprints(write(tmp_path, ALL))
    write(tmp_path, {"evidence/acme/deep/er/note.txt": "x", "decisions/cliff/tills.md": "x"})
    shutil.rmtree(tmp_path / "decisions/brook")
    after = fingerprints(tmp_path)
    assert {account for account in after if after[account] != before[account]} == {"acme", "brook", "cliff"}


def test_a_long_shared_file_takes_no_memory_and_is_read_as_it_was_when_it_was_looked_over(tmp_path: Path) -> None:
    days = [row.replace("-02,", f"-{day:02},") for row in (ROWS[0], ROWS[4]) for day in range(1, 29)]
    file = write(tmp_path, {**THREE, "observations.csv": HEADER + "\n".join(days * 200) + "\n"}) / "observations.csv"
    size, before = file.stat().st_size, whole(tmp_path)
    tracemalloc.start()
    try:
        found = survey(tmp_path)
        before_it_is_asked = tracemalloc.get_traced_memory()[0]
        fingerprints = found.fingerprints(found.accounts)
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert max(before_it_is_asked, held) < size / 10
    file.write_text(HEADER)
    again = found.read(found.accounts)
    assert (again.facts, again.problems) == (before.facts, before.problems)
    assert found.fingerprints(found.accounts) == fingerprints
    assert survey(tmp_path).fingerprints(found.accounts) != fingerprints


@given(st.lists(st.integers(0, 9)), st.integers(1, 8))
def test_a_line_that_is_too_long_is_found_wherever_it_stands(lengths: list[int], longest: int) -> None:
    lines = [b"x" * length for length in lengths]
    assert _has_a_longer_line(b"\n".join(lines), longest) == any(len(line) > longest for line in lines)
