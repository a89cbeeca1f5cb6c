"""Ready playbooks: what accounts share is only what follows from the playbook and the limits in force."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import playbooks
from tests.worlds import assessed, known, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.conditions import AtMost
from vpl_core.model.playbook import Playbook
from vpl_core.rules import ready
from vpl_core.rules.ready import MOST_READY, forget_ready, ready_with

BOOK = playbook(step("begun", AtMost(value="hours", limit="few-hours")))


def override(number: str) -> Override:
    return Override(threshold="few-hours", number=number, because="Agreed", by="Mina")


@given(st.lists(account_facts(), min_size=2, max_size=4), playbooks())
def test_an_account_is_assessed_after_others_as_if_it_were_the_first(
    several: list[AccountFacts], book: Playbook
) -> None:
    forget_ready()
    after_others = [repr(assessed(facts, book)) for facts in several]
    for facts, found in zip(several, after_others, strict=True):
        forget_ready()
        assert repr(assessed(facts, book)) == found


@pytest.mark.parametrize(("number", "outcome"), [("2", "unmet"), ("3", "met"), ("4", "met")])
def test_an_accounts_own_limit_is_its_own(number: str, outcome: str) -> None:
    read = (reading("hours", 3),)
    assert assessed(known(read), BOOK).milestones[0].outcome == "met"
    assert assessed(known(read, overrides=(override(number),)), BOOK).milestones[0].outcome == outcome
    assert assessed(known(read), BOOK).milestones[0].outcome == "met"


def test_a_limit_is_told_as_it_was_written() -> None:
    told = [ready_with(BOOK, [override(number)]).limits["few-hours"] for number in ("3", "3.0")]
    assert [str(number) for number in told] == ["3", "3.0"]


def test_the_same_limits_are_made_ready_once() -> None:
    assert ready_with(BOOK, [override("3")]) is ready_with(BOOK, [override("3")])
    assert ready_with(BOOK, [override("3")]) is not ready_with(BOOK, [])


def test_no_more_is_kept_than_was_said() -> None:
    for number in range(3 * MOST_READY):
        ready_with(BOOK, [override(str(number))])
    assert len(ready._KEPT) <= MOST_READY
