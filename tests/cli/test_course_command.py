"""`vpl course`: what slips, what became of each promise, and what is still needed; `vpl check` warns of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.portfolios import ACCOUNT, Run, document, write
from vpl_core.cli.console import FINDINGS, FINE

SLIPPED = (
    ACCOUNT
    + """\
milestones:
  hours-given-back:
    due: 2026-07-01
    resets:
      - {to: 2026-12-01, on: 2026-06-20, because: Holidays, confidence: low, by: M. Okafor}
"""
)
CORRECTED = (
    SLIPPED
    + """\
    corrections:
      - on: 2026-06-20
        causes: [resources_unavailable]
        option: adjust_timeline
        because: After the holidays there is time
        owner: M. Okafor
        due: 2026-12-01
"""
)
ESCALATED = """\
    escalations:
      - on: 2026-06-20
        trigger: not_engaging
        because: Nobody answers
        participants: [K. Vance]
        owner: K. Vance
        due: 2026-12-01
"""


def slip(root: Path, text: str) -> Path:
    return write(root, {"accounts/acme.yml": text})


def story(run: Run, root: Path, milestone: str) -> Any:
    [row] = [one for one in document(run("course", "--json", "-C", root))["rows"] if one["milestone"] == milestone]
    return row


def test_what_slips_is_listed_with_what_it_needs_and_the_command_finds_it(run: Run, small: Path) -> None:
    ran = run("course", "-C", slip(small, SLIPPED), "--as-of", "2026-07-20")
    assert ran.code == FINDINGS
    assert "Not reached 19 days after the first promise; moved once, by +153 days" in ran.out
    assert "acme  hours-given-back: it is 19 days late and nobody has written down why\n  append" in ran.out
    assert "1 date moved by +153 days in all; 0 escalations open; " in ran.out


def test_a_correction_answers_it(run: Run, small: Path) -> None:
    needed = story(run, slip(small, SLIPPED), "hours-given-back")
    answered = story(run, slip(small, CORRECTED), "hours-given-back")
    assert [need["kind"] for need in needed["needs"]] == ["cause", "review_of_miss"]
    assert [need["kind"] for need in answered["needs"]] == ["review_of_miss"]
    assert (answered["variance"], answered["closed"]) == (153, False)
    assert answered["broken"] == {"promised": "2026-07-01", "reached": None, "days": 137, "counts_as_missed": True}


def test_an_account_that_keeps_its_promises_is_fine(run: Run, small: Path) -> None:
    ran = run("course", "-C", small, "--as-of", "2026-02-10")
    assert ran.code == FINE
    assert ran.out.startswith("As of 2026-02-10: 0 milestones late or missed; 0 milestones need something.\n")
    assert "No date was moved" in ran.out


def test_check_warns_of_a_miss_without_a_cause_at_its_line_and_goes_on(run: Run, small: Path) -> None:
    moved_again = SLIPPED.replace("2026-12-01", "2026-08-01")
    ran = run("check", "--json", "-C", slip(small, moved_again))
    said = document(ran)
    [warned] = [one for one in said["problems"] if one.get("field") == "milestones.hours-given-back"]
    assert (ran.code, said["ok"], warned["warning"]) == (FINE, True, True)
    line = moved_again.splitlines().index("  hours-given-back:") + 1
    assert (warned["path"], warned["line"]) == ("accounts/acme.yml", line)
    assert warned["message"] == "hours-given-back: it is missed, 137 days late, and nobody has written down why"
    early = document(run("check", "--json", "-C", small, "--as-of", "2026-07-20"))
    assert "milestones.hours-given-back" not in [one.get("field") for one in early["problems"]]


def test_whoever_escalates_stays(run: Run, small: Path) -> None:
    alone = document(run("check", "--json", "-C", slip(small, SLIPPED + ESCALATED)))
    [problem] = [one for one in alone["problems"] if not one.get("warning")]
    assert problem["field"] == "milestones.hours-given-back.escalations.0.participants"
    assert problem["line"] == len((SLIPPED + ESCALATED).splitlines()) - 2
    assert problem["message"] == "M. Okafor, who answers for the account, is not among those who stay with it"
    both = SLIPPED + ESCALATED.replace("[K. Vance]", "[K. Vance, M. Okafor]")
    assert document(run("check", "--json", "-C", slip(small, both)))["ok"]
    ownerless = both.replace("owner: {name: M. Okafor}\n", "")
    [problem] = [
        one
        for one in document(run("check", "--json", "-C", slip(small, ownerless)))["problems"]
        if not one.get("warning")
    ]
    assert problem["message"] == "something is escalated, and nobody answers for the account"


def test_an_impossible_entry_is_refused_with_its_line(run: Run, small: Path) -> None:
    wrong = CORRECTED.replace("causes: [resources_unavailable]", "causes: [their_fault]")
    [problem] = document(run("check", "--json", "-C", slip(small, wrong)))["problems"]
    assert problem["field"] == "milestones.hours-given-back.corrections.0.causes.0"
    assert problem["line"] == wrong.splitlines().index("        causes: [their_fault]") + 1
    past = CORRECTED.replace("to: 2026-12-01", "to: 2026-06-19")
    [problem] = document(run("check", "--json", "-C", slip(small, past)))["problems"]
    assert problem["message"] == "on 2026-06-20 the date cannot be moved to 2026-06-19, which was past"
    empty = CORRECTED.replace("causes: [resources_unavailable]", "causes: []")
    [problem] = document(run("check", "--json", "-C", slip(small, empty)))["problems"]
    assert (problem["message"], problem["next_step"]) == ("this list is empty", "write at least 1 item")


def test_the_calendar_holds_what_is_to_be_done_about_it(run: Run, small: Path, tmp_path: Path) -> None:
    assert run("decide", "calendar", "-C", slip(small, CORRECTED), "-o", tmp_path / "due.ics").code == FINE
    said = (tmp_path / "due.ics").read_text(encoding="utf-8")
    assert "UID:acme.hours-given-back.correction-2026-06-20@value-proof-ladder" in said
    assert "DTSTART;VALUE=DATE:20261201" in said
