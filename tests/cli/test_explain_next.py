"""`vpl explain --next`: what would lift an account one rung, for the example portfolio and on the terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.portfolios import Run, collect, document
from tests.worlds import day, known, playbook, rung, step, value
from vpl_core.app.portfolio import Assessed, assess_one, open_workspace
from vpl_core.app.roster import Roster
from vpl_core.app.what_would_change import what_would_change
from vpl_core.cli.explain_command import next_lines
from vpl_core.model.conditions import AtLeast, AtMost, Condition, Custom
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Predicate
from vpl_core.rules.engine import assess
from vpl_core.rules.next_rung import next_rung
from vpl_core.rules.planned_facts import apply, known_by

EXAMPLES = Path(__file__).parents[2] / "examples" / "portfolio"


def test_every_way_of_every_example_lifts_it_and_holds_nothing_too_much() -> None:
    workspace = open_workspace(EXAMPLES)
    collected = collect(workspace)
    today = Roster(workspace).day(None, lambda: pytest.fail("the examples have a fixed day"))
    for facts in collected.facts:
        one = assess_one(workspace, facts, today)
        overrides, rung_now = one.assessment.overrides, one.assessment.standing.proven
        coming = next_rung(facts, one.playbook, today, overrides)
        # Two segments at once are more than the search goes through to its end; what it finds has to lift all the same.
        assert coming.all_counted or one.assessment.segment == "smb-clinic", one.id
        assert bool(coming.ways) is (coming.number is not None), one.id
        for way in coming.ways:
            shorter = [replace(way, changes=tuple(c for c in way.changes if c is not gone)) for gone in way.changes]
            rungs = [
                assess(apply(known_by(facts, today), w.everything), one.playbook, w.day, overrides).standing.proven
                for w in (way, *shorter)
            ]
            assert rungs[0] > rung_now, one.id
            assert max(rungs[1:]) <= rung_now, one.id


def test_an_example_is_told_what_it_lacks(run: Run) -> None:
    assert run("explain", "--next", "northwind", "-C", EXAMPLES).out == (
        "northwind would stand on rung 3, Lighter work, fewer errors.\n"
        "\n"
        "Both of these are needed:\n"
        "  - “Claim error rate” falls to less than 2% (now 3.1%), read from Clearing house's rejection report\n"
        "  - “Claim error rate” is read from Northwind's billing system too, and agrees\n"
    )


def test_time_and_what_must_not_fade_meanwhile_are_told(run: Run) -> None:
    said = run("explain", "--next", "saltmarsh", "-C", EXAMPLES).out
    assert "and it takes until 16 Dec 2026, provided that everything else stays as it is" in said


def test_an_account_that_is_claimed_higher_lacks_only_proof(run: Run) -> None:
    said = run("explain", "--next", "fennimore", "-C", EXAMPLES).out.splitlines()
    assert said[0].endswith("It is claimed already, and lacks only proof.")
    assert "1. One change is enough:" in said


def test_several_ways_are_counted(run: Run) -> None:
    said = run("explain", "--next", "westmere", "-C", EXAMPLES).out.splitlines()
    assert sum(line.endswith("of these are needed:") for line in said) == 5
    assert said[1:4] == ["Each of these ways is enough by itself.", "", "1. All 9 of these are needed:"]
    assert said[-1] == "These are the shortest of 11 ways."


def test_who_stands_at_the_top_is_told_so(run: Run) -> None:
    said = run("explain", "--next", "kingsmere", "-C", EXAMPLES)
    assert (said.code, said.out) == (0, "kingsmere stands at the top: New ground.\n")


def test_another_program_gets_the_changes_and_the_sentences(run: Run) -> None:
    said = document(run("explain", "--next", "northwind", "--json", "-C", EXAMPLES))
    coming = said["next"]
    assert (said["account"], coming["number"], coming["found"], coming["obstacles"]) == ("northwind", 3, 1, [])
    (way,) = coming["ways"]
    assert (way["day"], way["provided"]) == (said["as_of"], "")
    reading, second = way["changes"]
    assert reading["says"].startswith("“Claim error rate” falls to less than 2%")
    assert (reading["change"]["kind"], reading["change"]["value"]) == ("new_reading", "claim-error-rate")
    assert second["change"]["source"]["id"] == "billing-system"


def test_the_next_rung_is_asked_for_by_itself(run: Run, small: Path) -> None:
    said = run("explain", "--next", "acme", "weekly-manual-hours", "-C", small)
    assert said.code == 2
    assert 'leave out "weekly-manual-hours"' in said.err


def told(*conditions: Condition, **parts: Any) -> str:
    """What is said of an account of which nothing is known, where one rung asks for these conditions."""
    steps = [step(f"step-{number}", condition) for number, condition in enumerate(conditions, start=1)]
    sunny = Predicate(name="sunny", says="The sun shines", ask=lambda facts, on: Outcome.UNMET)
    book = playbook(*steps, rungs=(rung(1, *[one.id for one in steps]),), predicates=(sunny,), **parts)
    return "\n".join(next_lines("acme", what_would_change(Assessed(known(), book, assess(known(), book, day(30))))))


def test_what_cannot_be_computed_is_told_in_its_own_words() -> None:
    said = told(Custom(name="sunny"), AtLeast(value="seats", limit=8))
    assert said.splitlines()[1:] == ["  - “Step step-1” cannot be computed: The sun shines"]


def test_a_number_that_no_reading_can_have_is_told() -> None:
    seats = value("seats", name="Seats", unit="percent", category="adoption", kind="usage", least=0, most=100)
    assert told(AtLeast(value="seats", limit=101), values=(seats,)).splitlines()[1:] == [
        "  - Nothing that can be planned would prove “Step step-1” as asserted: "
        "Seats: at least 101% needed; no reading yet"
    ]


def test_demands_that_exclude_one_another_are_told_as_such() -> None:
    said = told(AtLeast(value="seats", limit=8), AtMost(value="seats", limit=3))
    assert "not all of them at once" in said
