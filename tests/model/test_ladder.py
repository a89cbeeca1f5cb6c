"""Ladders: what a rung may ask for."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.worlds import rung
from vpl_core.model.ladder import Ladder


def test_a_rung_needs_all_its_milestones_unless_it_says_how_many() -> None:
    assert rung(1, "a", "b", "c").needed == 3
    assert rung(1, "a", "b", "c", at_least=2).needed == 2


@pytest.mark.parametrize(("milestones", "at_least"), [(("a", "b"), 3), (("a", "b"), 0), (("a", "a"), None), ((), None)])
def test_a_rung_that_nobody_could_count_is_refused(milestones: tuple[str, ...], at_least: int | None) -> None:
    with pytest.raises(ValidationError):
        rung(1, *milestones, at_least=at_least)


@pytest.mark.parametrize("count", [0, 9])
def test_a_ladder_has_one_to_eight_rungs(count: int) -> None:
    with pytest.raises(ValidationError):
        Ladder(id="ladder", name="Ladder", rungs=tuple(rung(n, "a") for n in range(count)))
