"""Mutants: each mistake is found by its law, and each law finds a mistake."""

from __future__ import annotations

import pytest

from tests.laws.book import all_laws, sentence_of
from tests.laws.law import hunt
from tests.laws.mutants import MUTANTS, Mutant
from tests.laws.patch import function_at, in_force, source_of


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_law_falls_to_its_mutant(mutant: Mutant) -> None:
    """A mutant that crashes is not fair: it is the law that has to say no."""
    assert source_of(mutant.where).count(mutant.old) == 1
    with in_force(mutant.where, mutant.old, mutant.new), pytest.raises(AssertionError):
        hunt(mutant.law)


def test_every_law_has_been_seen_to_fall() -> None:
    fallen = {mutant.law for mutant in MUTANTS}
    assert [sentence_of(law) for law in all_laws() if law not in fallen] == []
    assert fallen <= {*all_laws()}


def test_no_mistake_is_listed_twice() -> None:
    assert len(MUTANTS) >= 45
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert len({(mutant.where, mutant.old, mutant.new, mutant.law) for mutant in MUTANTS}) == len(MUTANTS)


def test_a_mistake_is_gone_after_its_block() -> None:
    for mutant in MUTANTS:
        function = function_at(mutant.where)
        sound = function.__code__
        with in_force(mutant.where, mutant.old, mutant.new):
            assert function.__code__ is not sound
        assert function.__code__ is sound
