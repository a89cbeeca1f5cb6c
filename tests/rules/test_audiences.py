"""Audiences: whose something is follows from what it is counted in, and nothing is nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tests.worlds import step, value
from vpl_core.model.accounts import Ask
from vpl_core.model.audiences import Audience
from vpl_core.model.conditions import TargetMet
from vpl_core.model.values import UNITS_OF, Category, ValueDefinition
from vpl_core.rules.audiences import audiences_of_milestone, audiences_of_value

HOURS = value("hours")
COST = value("cost", unit="money", category="cost")
SYNC = value("sync", unit="percent", category="process", audiences=("it",))
values: st.SearchStrategy[ValueDefinition] = st.sampled_from([HOURS, COST, SYNC])


@pytest.mark.parametrize("category", Category)
def test_money_is_finances_and_everything_else_changes_somebodys_day(category: Category) -> None:
    one = value("one", category=category, unit=min(UNITS_OF[category]))
    expected = Audience.FINANCE if category in (Category.COST, Category.REVENUE) else Audience.USERS
    assert audiences_of_value(one) == (expected,)


def test_an_author_says_whose_a_value_is_in_place_of_its_category() -> None:
    assert audiences_of_value(SYNC) == (Audience.IT,)


def test_a_milestone_is_of_those_that_it_names_and_of_those_of_its_values() -> None:
    assert audiences_of_milestone((Audience.IT,), [COST, HOURS]) == (Audience.USERS, Audience.IT, Audience.FINANCE)


def test_a_milestone_that_is_nobodys_is_the_sponsors() -> None:
    assert audiences_of_milestone((), []) == (Audience.SPONSOR,)


def test_an_ask_is_the_sponsors_where_nobody_says_otherwise() -> None:
    assert Ask(who="Mina", what="A name", by="2026-03-01", otherwise="It waits").audience is Audience.SPONSOR


named = st.lists(st.sampled_from(Audience), max_size=4).map(tuple)
read: st.SearchStrategy[list[ValueDefinition]] = st.lists(values, max_size=3)


@given(named, read, st.permutations([*Audience]))
def test_whose_a_milestone_is_does_not_depend_on_the_order_it_was_written_in(
    declared: tuple[Audience, ...], looks_at: list[ValueDefinition], order: list[Audience]
) -> None:
    """A milestone has at least one audience, each once, in the order of the four, and keeps all that are named."""
    found = audiences_of_milestone(declared, looks_at)
    assert found and list(found) == [audience for audience in Audience if audience in found]
    assert {*declared} <= {*found}
    again = tuple(audience for audience in order if audience in declared)
    assert audiences_of_milestone(again, looks_at[::-1]) == found


def test_the_order_that_a_milestone_names_them_in_is_not_kept() -> None:
    assert step("one", TargetMet(value="hours"), audiences=("it", "users")) == step(
        "one", TargetMet(value="hours"), audiences=("users", "it")
    )
