"""Copies: a word with some of its fields changed is the word that would have been made with them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import playbooks
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import Word
from vpl_core.model.playbook import Playbook
from vpl_core.rules.composition import PARTS


def worked_out(word: Word) -> dict[str, Any]:
    """Everything that the word remembers once it has been asked for it."""
    names = [name for name, place in vars(type(word)).items() if isinstance(place, cached_property)]
    return {name: getattr(word, name) for name in names}


def assert_made_anew(word: Word, update: dict[str, Any]) -> None:
    before = worked_out(word)
    copy = word.model_copy(update=update)
    anew = type(word).model_construct(**{**dict(word), **update})
    assert copy == anew
    assert worked_out(copy) == worked_out(anew)
    assert worked_out(word) == before


@law(playbooks(), playbooks(), st.sets(st.sampled_from(PARTS)), times=0.5)
def test_a_changed_playbook_forgets_what_was_worked_out_before(
    book: Playbook, other: Playbook, taken: set[str]
) -> None:
    """A fingerprint or an index belongs to the rules it was made of: a copy with other rules has its own.

    f(copy(p, parts)) = f(make(p, parts)) for all that a playbook remembers of itself, its fingerprint among it.
    """
    assert_made_anew(book, {part: getattr(other, part) for part in sorted(taken)})


@law(account_facts(), account_facts(), st.sets(st.sampled_from(["observations", "evidence", "sources"])), times=0.5)
def test_changed_facts_forget_what_was_worked_out_before(
    facts: AccountFacts, other: AccountFacts, taken: set[str]
) -> None:
    """The sources that a copy names are those that it has.

    f(copy(facts, parts)) = f(make(facts, parts)) for all that facts remember of themselves.
    """
    fewer = other.model_copy(update={"sources": other.sources[1:]})
    assert_made_anew(facts, {part: getattr(fewer, part) for part in sorted(taken)})
