"""The internal portfolio's lines: each account on two days, and until its first proven value."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, EVIDENCE, READINGS, SETTINGS, collect, write
from vpl_core.app.internal import LOOK_BACK_DAYS, earlier_than, row_of, statistics, view_of
from vpl_core.app.portfolio import assess_one, open_workspace
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView
from vpl_core.rules.engine import assess
from vpl_core.site.portfolio_views import first_proof_of, movement_of, urgency

EXAMPLES = Path(__file__).parents[2] / "examples/portfolio"
AS_OF = dt.date(2026, 11, 15)


def view_on(root: Path, day: dt.date = AS_OF) -> PortfolioView:
    workspace = open_workspace(root)
    facts = collect(workspace).facts
    rows = sorted((row_of(workspace, assess_one(workspace, one, day)) for one in facts), key=urgency)
    return view_of(workspace, rows, day)


@pytest.fixture(scope="module")
def example() -> PortfolioView:
    return view_on(EXAMPLES)


def known_by(facts: AccountFacts, day: dt.date) -> AccountFacts:
    """The facts without anything dated later."""
    observations = tuple(one for one in facts.observations if one.on <= day)
    return facts.model_copy(
        update={"observations": observations, "evidence": tuple(e for e in facts.evidence if e.on <= day)}
    )


def test_the_rung_before_is_what_the_facts_of_that_day_alone_would_have_proven(example: PortfolioView) -> None:
    workspace = open_workspace(EXAMPLES)
    for facts in collect(workspace).facts:
        row = next(row for row in example.rows if row.account == facts.account.id)
        book = workspace.playbooks.by_segment[facts.account.segment]
        then = assess(known_by(facts, example.earlier.on), book, example.earlier.on).standing.proven
        assert row.proven_before == (then if facts.account.start <= example.earlier.on else None), row.account


def test_what_comes_in_after_a_day_never_changes_what_was_shown_on_it() -> None:
    before = {row.account: row.proven for row in view_on(EXAMPLES, earlier_than(AS_OF)).rows if row.started}
    assert {row.account: row.proven_before for row in view_on(EXAMPLES).rows if row.account in before} == before


def test_the_flows_reconcile_with_the_lines(example: PortfolioView) -> None:
    moved = movement_of(example.rows)
    assert sum(moved.now.values()) == sum(row.started for row in example.rows) == 15
    assert sum(moved.before.values()) + moved.entered == 15
    assert moved.up and moved.down and moved.stayed and moved.entered


def test_every_clock_is_counted_once_as_stopped_or_as_open(example: PortfolioView) -> None:
    curve = first_proof_of(example.rows)
    assert curve.observed + len(curve.open_after) == len(example.rows)
    assert curve.observed == sum(row.proof_seen for row in example.rows)
    assert sorted(curve.open_after) == sorted(row.proof_days or 0 for row in example.rows if not row.proof_seen)


# --- one small business -------------------------------------------------------------------------------------------

SIGNED = """\
  signed:
    kind: confirmation
    title: Mina signs for it
    on: 2026-04-20
    by: Mina Park
    party: customer
    values: [weekly-manual-hours]
"""
CLAIMED = READINGS.replace("2026-03-02,17,timesheet", "2026-03-02,17,")


def row_with(tmp_path: Path, day: dt.date = AS_OF, **texts: str) -> PortfolioRow:
    files = {"vpl.toml": SETTINGS, "accounts/acme.yml": ACCOUNT, "observations.csv": READINGS, **texts}
    return view_on(write(tmp_path, files), day).rows[0]


def test_a_first_value_that_nobody_can_prove_yet_is_reached_and_still_open(tmp_path: Path) -> None:
    row = row_with(tmp_path, dt.date(2026, 4, 1), **{"observations.csv": CLAIMED})
    assert row.first_value == "28 days"
    assert (row.proof_days, row.proof_seen) == (58, False)


def test_it_is_proven_on_the_day_of_the_signature(tmp_path: Path) -> None:
    signed = {"observations.csv": CLAIMED, "evidence/acme.yml": f"evidence:\n{SIGNED}"}
    row = row_with(tmp_path, dt.date(2026, 5, 1), **signed)
    assert row.first_value == "28 days"
    assert (row.proof_days, row.proof_seen) == (77, True)


@pytest.mark.parametrize(
    ("day", "started", "before"),
    [("2026-02-01", False, None), ("2026-02-02", True, None), ("2026-05-02", True, None), ("2026-05-03", True, 0)],
)
def test_an_account_is_on_the_ladder_from_its_start_on(
    tmp_path: Path, day: str, started: bool, before: int | None
) -> None:
    row = row_with(tmp_path, dt.date.fromisoformat(day))
    assert (row.started, row.proven_before) == (started, before)
    assert (row.proof_days is None) is not started


def test_no_day_is_so_early_that_none_can_be_compared_with_it() -> None:
    assert earlier_than(AS_OF) == AS_OF - dt.timedelta(days=LOOK_BACK_DAYS)
    assert earlier_than(dt.date(1, 1, 31)) == dt.date.min


def test_a_median_that_is_not_known_says_why(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "vpl.toml": SETTINGS,
            "accounts/acme.yml": ACCOUNT,
            "evidence/acme.yml": EVIDENCE.replace("    file: june.csv\n", ""),
        },
    )
    alone = statistics(view_on(tmp_path))["first_proven_value"]
    assert (alone["median_days"], alone["why_not_known"]) == (None, "nobody has reached it")
    assert (alone["reached"], alone["open"]) == (0, 1)
    early = statistics(view_on(tmp_path, dt.date(2026, 1, 1)))["first_proven_value"]
    assert (early["why_not_known"], early["open"]) == ("no account has a clock for it", 0)
