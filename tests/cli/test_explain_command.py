"""`vpl explain`: everything that is judged can be asked why, down to the line of the fact it rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.portfolios import Run, collect, document
from tests.strangers import offered, registry, retail_source
from tests.worlds import known
from vpl_core.app.explain import askable, explain
from vpl_core.app.portfolio import Assessed, assess_one, open_workspace
from vpl_core.app.roster import Roster
from vpl_core.playbooks import put_together
from vpl_core.ports import nowhere
from vpl_core.rules.engine import assess

# --- explain ---------------------------------------------------------------------------------------------------------

EXAMPLES = Path(__file__).parents[2] / "examples" / "portfolio"


def test_everything_about_every_example_account_can_be_explained() -> None:
    workspace = open_workspace(EXAMPLES)
    collected = collect(workspace)
    assert not collected.problems
    day = Roster(workspace).day(None, lambda: pytest.fail("the examples have a fixed day"))
    for facts in collected.facts:
        one = assess_one(workspace, facts, day)
        names = [(kind, name) for kind, group in askable(one).items() for name in group]
        kinds = {kind for kind, _ in names} - {"return", "benefit"}  # which only some have
        assert kinds == {"rung", "milestone", "value", "scorecard", "question", "clock", "health"}
        for kind, name in names:
            lines = explain(one, name, collected.locate)
            assert lines, (one.id, kind, name)
            assert all(line.text.strip() for line in lines)
            for line in lines:
                assert not line.place or (EXAMPLES / line.place.rpartition(":")[0]).is_file(), line


def test_a_reading_is_explained_with_the_line_that_it_stands_in(run: Run, small: Path) -> None:
    said = run("explain", "acme", "weekly-manual-hours", "-C", small)
    assert said.code == 0
    assert re.search(r"^  2026-06-02  9.* from timesheet  observations\.csv:3$", said.out, re.MULTILINE)
    assert "accounts/acme.yml:9" in said.out


def test_a_rung_is_asked_for_by_number_or_by_name(run: Run, small: Path) -> None:
    by_number = run("explain", "acme", "1", "-C", small)
    assert by_number.out.startswith("no        Rung 1, ")
    assert run("explain", "acme", "it-works-here", "-C", small).out == by_number.out


def test_what_can_be_asked_is_listed(run: Run, small: Path) -> None:
    *listed, hint = run("explain", "acme", "-C", small).out.splitlines()
    groups = document(run("explain", "acme", "--json", "-C", small))["askable"]
    assert {line.split(": ")[0]: tuple(line.split(": ")[1].split(", ")) for line in listed} == {
        kind: tuple(names) for kind, names in groups.items()
    }
    assert "weekly-manual-hours" in groups["value"]
    assert "`vpl explain --next acme`" in hint


def test_a_name_of_several_things_explains_all_of_them() -> None:
    """A milestone of one plugin may well be called like a value of another."""
    source = retail_source().replace('"faster-tills"', '"checkout-minutes"')
    book = put_together(registry(offered("retail", source))).by_segment["retail"]
    facts = known(segment="retail")
    one = Assessed(facts, book, assess(facts, book, facts.account.start))
    texts = [line.text for line in explain(one, "checkout-minutes", nowhere)]
    assert any(text.startswith("Faster tills: ") for text in texts)
    assert any(text.startswith("Time at the till: ") for text in texts)
