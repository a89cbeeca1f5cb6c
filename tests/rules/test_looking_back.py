"""Looking back: the earlier day is judged as it would have been judged on that day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import day, known, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.conditions import AtLeast
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.looking_back import day_before, look_back, proven_on

days = st.integers(-30, AS_OF).map(day)


@given(account_facts(), playbooks(), days)
def test_looking_back_says_what_the_assessment_of_that_day_said(
    facts: AccountFacts, book: Playbook, on: dt.date
) -> None:
    """look_back(f, p, d) is assess(f, p, d) in all that it tells."""
    then, whole = look_back(facts, book, on), assess(facts, book, on)
    for part in ("as_of", "values", "milestones", "standing", "business_case"):
        assert getattr(then, part) == getattr(whole, part), part
    assert proven_on(facts, book, on) == whole.standing.proven


@given(account_facts(), playbooks(), days)
def test_what_came_in_later_changes_nothing_of_the_earlier_day(
    facts: AccountFacts, book: Playbook, on: dt.date
) -> None:
    """look_back(f, p, d) = look_back(f without what is dated after d, p, d)."""
    then = facts.model_copy(
        update={
            "observations": tuple(o for o in facts.observations if o.on <= on),
            "evidence": tuple(e for e in facts.evidence if e.on <= on),
        }
    )
    assert look_back(facts, book, on) == look_back(then, book, on)


def test_the_thresholds_of_the_portfolio_counted_on_the_earlier_day_too() -> None:
    lower = (Override(threshold="many-seats", number=5, because="Small", by="Mina"),)
    facts, book = known((reading("seats", 6),)), playbook(step("busy", AtLeast(value="seats", limit="many-seats")))
    outcomes = [look_back(facts, book, day(20), overrides).milestones[0].outcome for overrides in ((), lower)]
    assert outcomes == [Outcome.UNMET, Outcome.MET]
    assert [proven_on(facts, book, day(20), overrides) for overrides in ((), lower)] == [0, 1]


@pytest.mark.parametrize(
    ("as_of", "asked", "expected"),
    [
        ("2026-11-15", None, "2026-10-15"),
        ("2026-03-31", None, "2026-02-28"),
        ("2026-01-10", None, "2025-12-10"),
        ("2026-11-15", "2026-11-01", "2026-11-01"),
        ("2026-11-15", "2026-11-15", "2026-10-15"),
        ("2026-11-15", "2027-01-01", "2026-10-15"),
        ("0001-01-20", None, "0001-01-01"),
        ("0001-02-15", None, "0001-01-15"),
    ],
)
def test_a_month_is_looked_back_unless_another_day_before_is_asked_for(
    as_of: str, asked: str | None, expected: str
) -> None:
    wanted = dt.date.fromisoformat(asked) if asked else None
    assert day_before(dt.date.fromisoformat(as_of), wanted) == dt.date.fromisoformat(expected)
