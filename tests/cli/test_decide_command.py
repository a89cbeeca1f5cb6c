"""`vpl decide`: a decision written, committed, reviewed and checked from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.decision_texts import PATH, RECORD, WITH_RECORD
from tests.portfolios import SMALL, Run, write

FINE, FINDINGS, WRONG_USE = 0, 1, 2
CHOICE = ("--choose", "tablets", "--because", "They end the second writing")
INITIAL = ("--kind", "initial", "--outcome", "continue", "--by", "Mina Park", "--signal", "All of it is checked")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A portfolio whose one account has a record that is ready to be committed."""
    return write(tmp_path / "shop", WITH_RECORD)


@pytest.fixture
def committed(shop: Path, run: Run) -> Path:
    """The same after its initial review and its commit on 10 June."""
    assert run("decide", "review", "acme", "take-orders", "-C", shop, "--as-of", "2026-06-10", *INITIAL).code == FINE
    assert run("decide", "commit", "acme", "take-orders", "-C", shop, "--as-of", "2026-06-10", *CHOICE).code == FINE
    return shop


def text(root: Path) -> str:
    return (root / PATH).read_text(encoding="utf-8")


# --- new ----------------------------------------------------------------------------------------------------------


def test_a_new_record_is_a_draft_that_says_what_it_needs(run: Run, small: Path) -> None:
    made = run("decide", "new", "acme", "take-orders", "-C", small, "--title", "How to take orders")
    assert (made.code, made.err) == (FINE, "")
    shown = run("decide", "show", "acme", "take-orders", "-C", small)
    assert "draft: Still needed: an owner, by name" in shown.out
    assert "Complete: 0 of 12 sections, 0%" in shown.out
    assert run("decide", "check", "-C", small).code == FINE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("acme", "Take Orders"), "'Take Orders' is not an id"),
        (("acme", "../../out"), "is not an id"),
        (("acme", "take-orders"), "is there already"),
    ],
)
def test_a_record_is_not_written_under_a_name_that_cannot_be_used(run: Run, shop: Path, arguments, says) -> None:
    before = sorted(shop.rglob("*"))
    said = run("decide", "new", *arguments, "-C", shop, "--title", "One")
    assert (said.code, sorted(shop.rglob("*"))) == (FINDINGS, before)
    assert says in said.err


def test_a_record_of_nobody_is_wrong_use(run: Run, small: Path) -> None:
    said = run("decide", "new", "acne", "one", "-C", small, "--title", "One")
    assert said.code == WRONG_USE and "did you mean 'acme'?" in said.err
    assert not (small / "decisions").exists()


# --- commit and review ------------------------------------------------------------------------------------------------


def test_a_commit_and_a_review_add_their_lines_and_touch_nothing_else(committed: Path) -> None:
    written = text(committed).split("\n")
    for line in RECORD.split("\n"):
        written.remove(line)
    assert [line for line in written if not line.startswith(" ")] == [
        "held:",
        "chosen: tablets",
        'because: "They end the second writing"',
        "decided_on: 2026-06-10",
        "locked:",
    ]
    assert text(committed).startswith(RECORD.split("# the end")[0] + "# the end\nheld:\n")
    assert text(committed).endswith(RECORD.rpartition("---")[2])


def test_a_committed_record_is_in_force_until_its_review_is_missed(run: Run, committed: Path) -> None:
    in_time = run("decide", "check", "-C", committed, "--as-of", "2026-07-01")
    assert (in_time.code, in_time.out) == (
        FINE,
        "Checked 1 record and 0 short decisions as of 2026-07-01: 0 objections.\n",
    )
    late = run("decide", "check", "-C", committed, "--as-of", "2026-07-02")
    line = RECORD.split("\n").index(next(row for row in RECORD.split("\n") if row.startswith("reviews:"))) + 1
    assert late.code == FINDINGS
    assert f"{PATH}:{line}  reviews.operating  The operating review was due on 2026-07-01" in late.out


def test_a_second_review_stands_below_the_first(run: Run, committed: Path) -> None:
    before = text(committed)
    seen = (
        "--kind",
        "operating",
        "--outcome",
        "adapt",
        "--by",
        "J. Cho",
        "--signal",
        "Two: tablets",
        "--signal",
        "slow",
    )
    said = run("decide", "review", "acme", "take-orders", "-C", committed, "--as-of", "2026-07-01", *seen)
    assert said.code == FINE
    new = '    by: "J. Cho"\n    outcome: adapt\n    signals:\n      - "Two: tablets"\n      - slow\n'
    assert new in text(committed) and before.split("chosen: tablets")[0] in text(committed)
    checked = run("decide", "check", "-C", committed, "--as-of", "2026-07-02")
    assert checked.code == FINDINGS and "said to adapt, and nothing was committed since" in checked.out
    again = run("decide", "commit", "acme", "take-orders", "-C", committed, "--as-of", "2026-07-02", "--choose", "stay")
    assert again.code == FINE
    assert run("decide", "check", "-C", committed, "--as-of", "2026-07-02").code == FINE
    assert "decided_on: 2026-06-10" not in text(committed)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("owner: Mina Park   # not the team", ""), "Nobody owns the decision"),
        (("evidence: [june-sheet]", "evidence: [july-sheet]"), "rests on guesses only"),
        (("changes: [action, budget]", "changes: []"), "there is no choice"),
        (("assumptions: June, unit: hours", "assumptions: May, unit: hours"), "cannot be compared"),
        (("    audit: {by: J. Cho, on: 2026-06-02}\n", ""), "Nobody has checked “Map of an order”"),
        (("every_days: 365", "every_days: 5"), "is stale"),
        (("post: 2026-12-31", "every_days: 9"), "the day of the post-review"),
        (("limit: 12}", "limit: 8}"), "The reversal signal is seen"),
    ],
)
def test_a_commit_is_refused_with_the_reason_and_the_file_stays(run: Run, shop: Path, change, says) -> None:
    said = RECORD.replace(*change, 1).replace("every_days: 30, every_days: 9", "every_days: 30")
    (shop / PATH).write_text(said, encoding="utf-8")
    refused = run("decide", "commit", "acme", "take-orders", "-C", shop, "--as-of", "2026-06-10", *CHOICE)
    assert (refused.code, text(shop)) == (FINDINGS, said)
    assert says in refused.err


def test_a_commit_to_an_option_that_is_not_there_is_refused(run: Run, shop: Path) -> None:
    refused = run("decide", "commit", "acme", "take-orders", "-C", shop, "--choose", "paper", "--because", "It is dry")
    assert (refused.code, text(shop)) == (FINDINGS, RECORD)
    assert "'paper' is none of its options\n  use one of: tablets, stay" in refused.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as-of", "2026-06-09", *INITIAL), "reviews are appended in time order"),
        (("--as-of", "2026-06-10", *INITIAL[:2], "--outcome", "adapt", *INITIAL[4:]), "committed on this very day"),
    ],
)
def test_a_review_out_of_turn_is_refused(run: Run, committed: Path, arguments, says) -> None:
    before = text(committed)
    refused = run("decide", "review", "acme", "take-orders", "-C", committed, *arguments)
    assert (refused.code, text(committed)) == (FINDINGS, before)
    assert says in refused.err


def test_what_cannot_be_written_into_is_put_back_as_it_was(run: Run, shop: Path) -> None:
    """A list in brackets cannot be added to by a line; the review that stands in it must not be lost."""
    held = "held: [{kind: initial, on: 2026-06-09, by: M, outcome: continue, signals: [S]}]\n# the end"
    (shop / PATH).write_text(RECORD.replace("# the end", held), encoding="utf-8")
    refused = run("decide", "review", "acme", "take-orders", "-C", shop, "--as-of", "2026-06-10", *INITIAL)
    assert (refused.code, text(shop)) == (FINDINGS, RECORD.replace("# the end", held))
    assert "nothing can be put into it" in refused.err


# --- show, check and calendar ----------------------------------------------------------------------------------------


def test_a_list_of_records_is_one_document_on_request(run: Run, committed: Path) -> None:
    shown = json.loads(run("decide", "show", "acme", "-C", committed, "--as-of", "2026-06-20", "--json").out)
    (record,) = shown["records"]
    assert (shown["schema"], record["status"], record["record"]["chosen"]) == ("vpl.decision/1", "in_force", "tablets")


def test_an_account_without_records_says_how_to_begin(run: Run, small: Path) -> None:
    said = run("decide", "show", "acme", "-C", small)
    assert (said.code, said.out) == (
        FINE,
        "No decision of acme has a record. Next: vpl decide new acme NAME --title TEXT\n",
    )


def test_a_record_that_is_not_there_is_answered_with_the_nearest(run: Run, shop: Path) -> None:
    said = run("decide", "show", "acme", "take-order", "-C", shop)
    assert said.code == WRONG_USE and "did you mean 'take-orders'?" in said.err


def test_a_short_decision_whose_review_is_late_fails_the_check(run: Run, tmp_path: Path) -> None:
    account = SMALL["accounts/acme.yml"] + "decisions:\n  move: {title: Move the till, review_on: 2026-06-10}\n"
    root = write(tmp_path / "short", {**SMALL, "accounts/acme.yml": account})
    assert run("decide", "check", "-C", root, "--as-of", "2026-06-10").code == FINE
    late = run("decide", "check", "-C", root, "--as-of", "2026-06-11")
    assert late.code == FINDINGS and "The review of “Move the till” was due on 2026-06-10" in late.out


def test_what_cannot_be_read_cannot_be_checked(run: Run, shop: Path) -> None:
    (shop / PATH).write_text("no front matter", encoding="utf-8")
    assert run("decide", "check", "-C", shop).code == WRONG_USE
    document = run("decide", "check", "-C", shop, "--json")
    assert document.code == WRONG_USE and not json.loads(document.out)["ok"]


def test_the_check_as_a_document_says_the_same(run: Run, committed: Path) -> None:
    said = run("decide", "check", "-C", committed, "--as-of", "2026-07-02", "--json")
    body = json.loads(said.out)
    assert (said.code, body["ok"], len(body["objections"])) == (FINDINGS, False, 1)
    assert body["records"] == [
        {"account": "acme", "because": body["objections"][0]["message"], "record": "take-orders", "status": "expired"}
    ]


def test_the_calendar_holds_what_is_due(run: Run, committed: Path, tmp_path: Path) -> None:
    output = tmp_path / "due.ics"
    assert run("decide", "calendar", "-C", committed, "--as-of", "2026-06-20", "-o", output).code == FINE
    written = output.read_bytes()
    assert b"\r\nDTSTART;VALUE=DATE:20260701\r\nSUMMARY:Acme Bakery: Operating review\r\n" in written
    assert written.count(b"BEGIN:VEVENT") == 3
    assert run("decide", "calendar", "-C", committed, "--as-of", "2026-06-20", "-o", output).code == FINE
    assert output.read_bytes() == written


def test_an_imported_decision_says_what_is_missing(run: Run, small: Path, tmp_path: Path) -> None:
    file = tmp_path / "0003-tills.md"
    file.write_text("# Two tills\n\n## Considered Options\n\n* One\n* Two\n", encoding="utf-8")
    said = run("decide", "import", "acme", file, "-C", small)
    assert said.code == FINE
    assert "taken over: Considered Options, as 2 options whose type is not said" in said.out
    assert "the type of every option" not in said.out and (small / "decisions/acme/tills.md").is_file()
