"""Growth: reading a folder takes as many more steps as there is more to read, counted and not timed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, EVIDENCE, SETTINGS, write
from tests.rules.test_growth import steps
from vpl_core.app.holdings import Holdings
from vpl_core.app.portfolio import Workspace, open_workspace

ROW = "weekly-manual-hours,{year}-{month:02}-{day:02},{hours},timesheet\n"
COUNTS = (8, 32)
AT_ONCE = 4
"""Accounts that are read together."""


def rows(count: int, form: str = ROW) -> list[str]:
    days = ((2024 + n // 336, n // 28 % 12 + 1, n % 28 + 1) for n in range(count))
    return [form.format(year=year, month=month, day=day, hours=day / 10) for year, month, day in days]


def readings_of_one(root: Path, count: int) -> None:
    write(root, {"vpl.toml": SETTINGS, "accounts/acme.yml": ACCOUNT})
    write(root, {"observations/acme.csv": "value,on,number,source\n" + "".join(rows(count))})


def bad_readings_of_one(root: Path, count: int) -> None:
    write(root, {"vpl.toml": SETTINGS, "accounts/acme.yml": ACCOUNT})
    form = ROW.replace("manual", "manul").replace("timesheet", "timesheets")
    write(root, {"observations/acme.csv": "value,on,number,source\n" + "".join(rows(count, form))})


def accounts_with_a_file_each(root: Path, count: int) -> None:
    write(root, {"vpl.toml": SETTINGS})
    for number in range(count):
        own = {f"accounts/a-{number}.yml": ACCOUNT, f"evidence/a-{number}.yml": EVIDENCE}
        write(root, own | {f"evidence/a-{number}/june.csv": "day,hours\n2026-06-02,9\n"})
        write(root, {f"observations/a-{number}.csv": "value,on,number,source\n" + "".join(rows(12))})


def accounts_in_one_file(root: Path, count: int) -> None:
    write(root, {"vpl.toml": SETTINGS} | {f"accounts/a-{number}.yml": ACCOUNT for number in range(count)})
    # The rows of an account do not follow one another: by day, as many a system writes them.
    said = "".join(f"a-{number},{row}" for row in rows(4) for number in range(count))
    write(root, {"observations.csv": "account,value,on,number,source\n" + said})


def read(workspace: Workspace) -> int:
    """Reads the whole folder a few accounts at a time; gives how many could be assessed."""
    holdings = Holdings(workspace)
    accounts = sorted(holdings.accounts)
    return sum(len(holdings.read(accounts[n : n + AT_ONCE]).facts) for n in range(0, len(accounts), AT_ONCE))


def counted(root: Path) -> int:
    """The steps of reading it."""
    workspace = open_workspace(root)
    read(workspace)
    return steps(lambda: read(workspace))


@pytest.mark.parametrize(
    "made", [readings_of_one, bad_readings_of_one, accounts_with_a_file_each, accounts_in_one_file]
)
def test_reading_grows_with_what_there_is_to_read_and_no_faster(
    tmp_path: Path, made: Callable[[Path, int], None]
) -> None:
    for count in COUNTS:
        made(tmp_path / str(count), count)
    few, many = (counted(tmp_path / str(count)) for count in COUNTS)
    assert many < 4.4 * few
