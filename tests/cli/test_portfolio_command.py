"""`vpl portfolio`: under its table, who moved and how long the first proof took."""

from __future__ import annotations

from pathlib import Path

from tests.portfolios import ACCOUNT, Run, document, write


def two_more(root: Path) -> Path:
    """Beside Acme one account that has only just begun, and one that has not begun."""
    return write(
        root,
        {
            "accounts/brook.yml": ACCOUNT.replace("2026-02-02", "2026-10-01"),
            "accounts/cliff.yml": ACCOUNT.replace("2026-02-02", "2026-12-01"),
        },
    )


def test_who_moved_and_the_first_proof_are_told_under_the_table(run: Run, small: Path) -> None:
    said = run("portfolio", "-C", two_more(small)).out.splitlines()
    assert said[-2:] == [
        "Proven rung since 2026-08-17: 0 went up, 0 went down, 1 stayed, 1 new, 1 not started yet.",
        "First proven value: half of the accounts have it 28 days after their start (median); 1 have it, 1 not yet.",
    ]


def test_an_account_that_has_not_started_waits_for_nothing(run: Run, small: Path) -> None:
    rows = {
        row["account"]: row["first_value"]
        for row in document(run("portfolio", "--json", "-C", two_more(small)))["rows"]
    }
    assert rows == {"acme": "28 days", "brook": "open for 45 days", "cliff": "not started"}


def test_where_half_have_not_reached_it_the_median_is_not_known_yet(run: Run, small: Path) -> None:
    said = run("portfolio", "-C", small, "--as-of", "2026-02-20").out
    assert "First proven value: no median yet, for nobody has reached it; 0 have it, 1 not yet." in said


def test_as_json_the_flows_and_the_steps_are_given(run: Run, small: Path) -> None:
    said = document(run("portfolio", "--json", "-C", two_more(small)))
    moved, proof = said["movement"], said["first_proven_value"]
    assert moved["earlier"] == "2026-08-17"
    assert moved["flows"] == [
        {"before": 0, "now": 0, "accounts": 1, "share": 1.0},
        {"before": None, "now": 0, "accounts": 1, "share": None},
    ]
    assert (moved["before"], moved["now"]) == ({"0": 1}, {"0": 2})
    (step,) = proof["steps"]
    low, high = step.pop("band")
    assert 0 < low < 0.5 < high < 1
    assert step == {"day": 28, "at_risk": 2, "events": 1, "survival": 0.5}
    assert (proof["median_days"], proof["why_not_known"], proof["open_after_days"]) == (28, "", [45])


def test_showing_fewer_lines_counts_no_fewer_accounts(run: Run, small: Path) -> None:
    whole, one = (document(run("portfolio", "--json", "-C", two_more(small), *more)) for more in ((), ("--limit", 1)))
    assert len(one["rows"]) == 1
    assert (one["movement"], one["first_proven_value"]) == (whole["movement"], whole["first_proven_value"])
