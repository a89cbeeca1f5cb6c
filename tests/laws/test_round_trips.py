"""Round trips: what is written down and read again is the same."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts, hostile_facts
from tests.random_playbooks import AS_OF, conditions, playbooks
from tests.worlds import assessed, day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import Word, canonical
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view

views = st.builds(
    lambda facts, book: customer_view(facts, book, assess(facts, book, day(AS_OF)), vendor="Tessaly"),
    account_facts(),
    playbooks(),
)
words = st.one_of(hostile_facts(), account_facts(), playbooks(), conditions, views)


@law(words)
def test_every_word_comes_back_from_json_as_it_went(word: Word) -> None:
    """Facts, playbooks, conditions and customers' views can be kept as JSON without losing a digit or a letter.

    parse(dump(x)) = x, and dump(parse(dump(x))) = dump(x).
    """
    kind: Any = type(word)
    again = kind.model_validate_json(word.model_dump_json())
    assert again == word
    assert canonical(again) == canonical(word)


@law(hostile_facts(), playbooks(), times=0.5)
def test_facts_that_went_through_json_give_the_same_assessment(facts: AccountFacts, book: Playbook) -> None:
    """Whoever stores the facts and comes back later gets the same answer, to the last digit.

    assess(parse(dump(facts))) = assess(facts).
    """
    again = AccountFacts.model_validate_json(facts.model_dump_json())
    assert assessed(again, book, AS_OF) == assessed(facts, book, AS_OF)
