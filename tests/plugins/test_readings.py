"""Readings in a folder: a faulty row leaves out as few accounts as it can, and never one that is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.folders import BOTH, accounts, the_problem, told, with_changes
from tests.portfolios import read, write
from vpl_core.errors import in_order
from vpl_files.observation_files import SHARED


def shared(*rows: str) -> dict[str, str]:
    """Two accounts, with these rows for both of them."""
    return {**BOTH, SHARED: "\n".join(["account,value,on,number,source,note", *rows]) + "\n"}


GOOD = "fine,weekly-manual-hours,2026-03-02,17,timesheet,"


def test_a_quote_that_is_not_closed_leaves_out_all_accounts_for_rows_may_be_missing_of_any(tmp_path: Path) -> None:
    reading = read(write(tmp_path, shared(GOOD, 'acme,weekly-manual-hours,2026-03-02,17,timesheet,"', GOOD)))
    assert not accounts(reading)
    assert "observations.csv:3  (row)  a quote is opened here" in told(reading)
    assert told(reading).count("so the account's readings may be incomplete") == 2


def test_in_an_accounts_own_file_it_leaves_out_only_that_account(tmp_path: Path) -> None:
    own = 'value,on,number,note\nweekly-manual-hours,2026-03-02,17,"\n'
    reading = read(write(tmp_path, {**BOTH, "observations/acme.csv": own}))
    assert accounts(reading) == {"fine"}
    assert the_problem(tmp_path).startswith("observations/acme.csv:2  (row)  a quote is opened here")


@pytest.mark.parametrize(
    "row", ["acme,weekly-manual-hours,2026-03-02", "acme,weekly-manual-hours,2026-03-02,1,2,3,4,5"]
)
def test_a_row_with_too_few_or_too_many_cells_leaves_out_only_its_account(tmp_path: Path, row: str) -> None:
    write(tmp_path, shared(GOOD, row, GOOD.replace("03", "04")))
    assert accounts(read(tmp_path)) == {"fine"}
    assert the_problem(tmp_path).startswith("observations.csv:3  (row)  cells in this row: ")
    # The same is true whichever accounts are asked for.
    assert accounts(read(tmp_path, "fine")) == {"fine"}
    assert accounts(read(tmp_path, "acme")) == set()


@pytest.mark.parametrize("before", ["\u2028", "\x0c", "\x85", "\x1c"])
def test_a_faulty_rows_account_is_found_however_the_lines_before_it_look(tmp_path: Path, before: str) -> None:
    write(
        tmp_path, shared(f"{GOOD}a{before}b", "fine,weekly-manual-hours,2026-03-09,12,timesheet,", "acme,x,2026-03-02")
    )
    assert accounts(read(tmp_path)) == {"fine"}


def test_a_faulty_row_of_nobody_there_is_leaves_out_all(tmp_path: Path) -> None:
    assert not accounts(read(write(tmp_path, shared(GOOD, "amce,weekly-manual-hours,2026-03-02"))))


def test_a_file_that_was_not_read_to_its_end_leaves_out_all(tmp_path: Path) -> None:
    """The hundred faulty rows are all of one account, but nobody has looked at the rows behind them."""
    reading = read(write(tmp_path, shared(*["acme,weekly-manual-hours,2026-03-02"] * 120, GOOD)))
    assert not accounts(reading)


@pytest.mark.parametrize("folder", ["shared", "own"])
def test_a_quote_that_swallows_rows_and_is_closed_again_is_not_taken_for_a_note(tmp_path: Path, folder: str) -> None:
    rows = ('weekly-manual-hours,2026-03-02,17,"half', "weekly-manual-hours,2026-04-02,30,", 'csat,2026-04-02,3,"')
    if folder == "shared":
        texts = {**BOTH, SHARED: "account,value,on,number,note\n" + "".join(f"acme,{row}\n" for row in rows)}
    else:
        texts = {**BOTH, "observations/acme.csv": "value,on,number,note\n" + "\n".join(rows) + "\n"}
    reading = read(write(tmp_path, texts))
    assert ":2  note  this cell goes over several lines, and may have swallowed rows" in told(reading)
    assert accounts(reading) == (set() if folder == "shared" else {"fine"})


def test_readings_of_an_account_that_is_not_there_are_told_once_and_leave_nobody_out(tmp_path: Path) -> None:
    write(tmp_path, shared(GOOD, GOOD.replace("fine", "fnie"), GOOD.replace("fine", "fnie")))
    assert the_problem(tmp_path) == (
        'observations.csv:3  account  "fnie" has readings but no file in accounts/\n  add the file, or correct the id'
    )
    assert accounts(read(tmp_path)) == {"acme", "fine"}


def test_everything_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, shared("acme,Hours,2026-02-30,1 200,timesheet,"))
    assert [p.field for p in in_order(read(tmp_path).problems)] == ["number", "on", "value"]


def test_the_shared_readings_of_an_account_come_before_its_own(tmp_path: Path) -> None:
    own = "number,on,value\n5,2026-01-01,csat\n"
    [facts] = read(with_changes(tmp_path, **{"observations/acme.csv": own})).facts
    assert [int(o.number) for o in facts.observations] == [17, 9, 80, 5]
