"""Assessing: a portfolio gone through once, whatever the form of its readings, and told without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import assessing, portfolios
from benchmarks.assessing import Course, load, save, told
from benchmarks.portfolios import SHAPES, write
from benchmarks.tables import courses_table

COURSE = Course(1000, 240_000, 1.0, 3.0, 4.0, plainly=8.0, sorting=0.5, peak=90_000_000)


@pytest.mark.parametrize("each_its_own", [False, True], ids=["one file", "a file each"])
def test_every_account_is_read_and_assessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, each_its_own: bool
) -> None:
    monkeypatch.setattr(portfolios, "SHARED_READINGS", 0 if each_its_own else 10**6)
    root = write(tmp_path / "portfolio", 4, SHAPES["full"])
    course = assessing._gone_through(root)
    rows = [path.read_text().splitlines()[1:] for path in root.rglob("observations*/*.csv")]
    rows += [path.read_text().splitlines()[1:] for path in root.glob("observations.csv")]
    assert (course.accounts, course.readings) == (4, sum(map(len, rows)))
    assert min(course.reading, course.assessing, course.plainly, course.sorting) > 0


def test_courses_are_read_as_they_were_kept_and_stand_in_the_table(tmp_path: Path) -> None:
    save([COURSE], tmp_path / "courses.json")
    assert load(tmp_path / "courses.json") == [COURSE]
    assert "125 accounts a second; reading 4.00 ms each" in told(COURSE)
    assert "| 1,000 | 240,000 | 4.0 | 0.50 x | 4.0 | 8.0 x | 125 | 90.0 |" in courses_table([COURSE])


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "courses.json").write_text('{"schema": "vpl.benchmark/1"}')
    with pytest.raises(ValueError, match=r"courses\.json"):
        load(tmp_path / "courses.json")
