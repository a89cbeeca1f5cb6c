"""Outcomes and rigor: closed sets, the second with an order."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from vpl_core.model.outcomes import Outcome, Rigor, strongest, weakest

RIGORS = st.lists(st.sampled_from(Rigor), min_size=1)


def test_there_are_four_outcomes_and_six_degrees_of_rigor_weakest_first() -> None:
    assert [*Outcome] == ["met", "unmet", "unknown", "exempt"]
    assert [*Rigor] == ["unsourced", "asserted", "reported", "measured", "corroborated", "verified"]
    assert [rigor.rank for rigor in Rigor] == [0, 1, 2, 3, 4, 5]


def test_a_rigor_reaches_itself_and_all_below_it() -> None:
    for one, other in itertools.product(Rigor, Rigor):
        assert one.reaches(other) == ([*Rigor].index(one) >= [*Rigor].index(other))


@pytest.mark.parametrize(("steps", "left"), [(0, "verified"), (1, "corroborated"), (5, "unsourced"), (9, "unsourced")])
def test_rigor_is_lowered_step_by_step_and_not_below_the_ground(steps: int, left: str) -> None:
    assert Rigor.VERIFIED.lowered(steps) == left


def test_the_weakest_and_the_strongest_of_nothing_prove_nothing() -> None:
    assert weakest([]) is strongest([]) is Rigor.UNSOURCED


@given(RIGORS)
def test_a_chain_is_as_strong_as_its_weakest_link(rigors: list[Rigor]) -> None:
    assert all(rigor.reaches(weakest(rigors)) for rigor in rigors)
    assert all(strongest(rigors).reaches(rigor) for rigor in rigors)
    assert {weakest(rigors), strongest(rigors)} <= set(rigors)
