"""`vpl decide` with approvals of a segment: asked for in a new record, in the way of a commit, and run out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.decision_texts import PATH, RECORD
from tests.portfolios import ACCOUNT, EVIDENCE, READINGS, SMALL, Run, write

FINE, FINDINGS, WRONG_USE = 0, 1, 2
CHOICE = ("--choose", "tablets", "--because", "They end the second writing")
INITIAL = ("--kind", "initial", "--outcome", "continue", "--by", "Mina Park", "--signal", "All of it is checked")
JUNE = ("--as-of", "2026-06-10")


def clinical(text: str) -> str:
    """The same words about a clinic's hours of reporting."""
    text = text.replace("segment: smb", "segment: healthcare").replace("weekly-manual-hours", "reporting-hours")
    return text.replace("team-using-percent,2026-06-02,80,log", "sites-live-percent,2026-06-02,80,log")


CLINIC = {
    **SMALL,
    "accounts/acme.yml": clinical(ACCOUNT),
    "observations.csv": clinical(READINGS),
    "evidence/acme.yml": clinical(EVIDENCE),
    PATH: clinical(RECORD),
}
PRIVACY = "  - {answers: privacy, who: R. Osei, role: Privacy official, given_on: 2026-06-09, evidence: june-sheet}\n"
SAFETY = PRIVACY.replace("privacy", "clinical-safety").replace("Privacy official", "clinical  safety officer")
STOP = "  - {says: A tablet breaks every week, manual: true}"
EXCUSED = """\
waivers:
  - {about: clinical-safety, because: No screen is changed, by: Dr Vas, on: 2026-06-09, expires: 2026-07-01}
"""


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic whose one record is ready to be committed but for the approvals of its segment."""
    return write(tmp_path / "clinic", CLINIC)


def saying(clinic: Path, more: str) -> Path:
    """The clinic with these lines in the record's front matter."""
    path = clinic / PATH
    path.write_text(path.read_text(encoding="utf-8").replace("# the end\n", f"{more}# the end\n"), encoding="utf-8")
    return clinic


def reviewed(run: Run, clinic: Path) -> Path:
    assert run("decide", "review", "acme", "take-orders", "-C", clinic, *JUNE, *INITIAL).code == FINE
    return clinic


def test_a_new_record_asks_for_the_approvals_of_its_segment_and_names_what_it_knows(run: Run, clinic: Path) -> None:
    made = run("decide", "new", "acme", "one-more", "-C", clinic, "--title", "One more")
    assert "It asks for 2 approvals of the segment healthcare." in made.out
    text = (clinic / "decisions/acme/one-more.md").read_text(encoding="utf-8")
    for line in (
        '  - answers: privacy\n    role: "Privacy official"\n    who: ""\n',
        "#   one-site-first (staged_pilot): ",
        "#   stop: {signal: high-hazard-open}",
        "45 CFR 164.530(a)(1)(i)",
        "https://www.law.cornell.edu/cfr/text/45/164.530",
    ):
        assert line in text
    assert run("decide", "check", "-C", clinic, *JUNE).code == FINE, "an open record may still lack them"


def test_a_new_record_of_a_segment_that_asks_for_nothing_is_as_it_was(run: Run, small: Path) -> None:
    made = run("decide", "new", "acme", "one-more", "-C", small, "--title", "One more")
    text = (small / "decisions/acme/one-more.md").read_text(encoding="utf-8")
    assert "approval" not in made.out
    assert "# approvals:\n#   - {who: C. Person" in text and "archetypes" not in text


def test_a_commit_is_refused_until_everybody_has_approved(run: Run, clinic: Path) -> None:
    reviewed(run, clinic)
    before = (clinic / PATH).read_bytes()
    said = run("decide", "commit", "acme", "take-orders", "-C", clinic, *JUNE, *CHOICE)
    assert (said.code, (clinic / PATH).read_bytes()) == (FINDINGS, before)
    assert "The Privacy official has not approved “Privacy”. It is asked for by HIPAA" in said.err
    assert "The Clinical safety officer has not approved “Clinical safety”." in said.err
    assert "with `answers: privacy`" in said.err
    saying(clinic, f"approvals:\n{PRIVACY}{SAFETY}")
    assert run("decide", "commit", "acme", "take-orders", "-C", clinic, *JUNE, *CHOICE).code == FINE
    assert run("decide", "check", "-C", clinic, *JUNE).code == FINE


def test_an_excuse_lets_a_decision_be_committed_until_it_runs_out(run: Run, clinic: Path) -> None:
    saying(reviewed(run, clinic), f"approvals:\n{PRIVACY}{EXCUSED}")
    assert run("decide", "commit", "acme", "take-orders", "-C", clinic, *JUNE, *CHOICE).code == FINE
    assert run("decide", "check", "-C", clinic, "--as-of", "2026-06-30").code == FINE
    late = run("decide", "check", "-C", clinic, "--as-of", "2026-07-01")
    assert (late.code, "The Clinical safety officer has not approved" in late.out) == (FINDINGS, True)
    shown = run("decide", "show", "acme", "take-orders", "-C", clinic, "--as-of", "2026-06-30")
    assert "Clinical safety, by the Clinical safety officer: excused by Dr Vas until 2026-07-01" in shown.out
    assert "Privacy, by the Privacy official: given by R. Osei on 2026-06-09, holds until 2027-06-08" in shown.out


def test_an_approval_that_ran_out_fails_the_check_with_its_source(run: Run, clinic: Path) -> None:
    saying(reviewed(run, clinic), f"approvals:\n{PRIVACY}{SAFETY}")
    run("decide", "commit", "acme", "take-orders", "-C", clinic, *JUNE, *CHOICE)
    told = json.loads(run("decide", "check", "-C", clinic, "--as-of", "2027-06-09", "--json").out)
    ran_out = [one for one in told["objections"] if "held until 2027-06-08" in one["message"]]
    assert [one["field"] for one in ran_out] == ["approvals.0", "approvals.1"]
    line = (clinic / PATH).read_text(encoding="utf-8").split("\n").index(PRIVACY.rstrip()) + 1
    assert (ran_out[0]["path"], ran_out[0]["line"]) == (PATH, line)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("approvals:\n  - {answers: privacyy, who: R. Osei}\n", "'privacyy' is no approval known here"),
        ("approvals:\n  - {given_on: 2026-06-09}\n", "say who has to approve, and what"),
        (EXCUSED.replace("clinical-safety", "clinical"), "'clinical' is no approval known here"),
        (EXCUSED.replace("because: No screen is changed, ", ""), "because"),
        (EXCUSED.replace("2026-07-01", "2026-06-09"), "not after it began"),
    ],
)
def test_what_names_no_approval_or_is_not_whole_is_told_with_its_line(run: Run, clinic: Path, lines, says) -> None:
    said = run("check", "-C", saying(clinic, lines))
    assert said.code == FINDINGS
    assert says in said.out and f"{PATH}:" in said.out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("    type: redesign\n", "    archetype: one-sight-first\n"), "did you mean 'one-site-first'?"),
        (
            ("    type: redesign\n", "    type: redesign\n    archetype: one-site-first\n"),
            "is of the type 'staged_pilot'",
        ),
        (
            (STOP, "  - {signal: patients-worse-off}"),
            "move it to `reversal:`",
        ),
        (
            (STOP, "  - {signal: high-hazards}"),
            "is no signal known here",
        ),
    ],
)
def test_an_archetype_or_signal_that_is_not_there_or_does_not_fit_is_told(run: Run, clinic: Path, change, says) -> None:
    path = clinic / PATH
    path.write_text(path.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    said = run("check", "-C", clinic)
    assert said.code == FINDINGS and says in said.out


def test_a_signal_by_name_is_sealed_and_watched(run: Run, clinic: Path) -> None:
    reversal = "reversal:\n  says: Twelve hours again\n  when: {kind: at_least, value: reporting-hours, limit: 12}\n"
    path = clinic / PATH
    path.write_text(path.read_text(encoding="utf-8").replace(reversal, "reversal: {signal: patients-worse-off}\n"))
    saying(reviewed(run, clinic), f"approvals:\n{PRIVACY}{SAFETY}")
    assert run("decide", "commit", "acme", "take-orders", "-C", clinic, *JUNE, *CHOICE).code == FINE
    assert "  decision_signals:\n    patients-worse-off: " in path.read_text(encoding="utf-8")
    shown = run("decide", "show", "acme", "take-orders", "-C", clinic, *JUNE).out
    assert "reversal: Patients wait longer or come back more often than before the start" in shown
    sealed = "decision_signals:\n    "
    other = path.read_text(encoding="utf-8").replace(f"{sealed}patients-worse-off: ", f"{sealed}an-old-one: ")
    path.write_text(other, encoding="utf-8")
    said = run("decide", "check", "-C", clinic, *JUNE)
    assert said.code == FINDINGS and "The signal 'patients-worse-off' is not the one that was sealed" in said.out
