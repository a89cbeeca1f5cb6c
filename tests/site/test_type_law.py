"""Every field of every word is either printed for the customer, decides something, or stays with the vendor."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

import vpl_core.model.base as base
from tests.site.canaries import Marks, marked_facts, marked_playbook
from tests.site.segments import PLAYBOOKS
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Health, Score, TimeToValue
from vpl_core.model.audience import CustomerView
from vpl_core.model.playbook import Playbook, Predicate
from vpl_core.model.visibility import DECIDES, KEPT, LAW


def words_under(*roots: type) -> dict[str, type]:
    """Every word that a fact or a playbook can hold, by name."""
    found: dict[str, type] = {}
    todo = list(roots)
    while todo:
        word = todo.pop()
        if found.setdefault(word.__name__, word) is not word:
            raise AssertionError(f"two words are called {word.__name__}")
        parts = [part for annotation in annotations_of(word).values() for part in inside(annotation)]
        todo += [part for part in parts if is_word(part) and part.__name__ not in found]
    return found


def is_word(part: Any) -> bool:
    return isinstance(part, type) and (issubclass(part, BaseModel) or dataclasses.is_dataclass(part))


def annotations_of(word: type) -> dict[str, Any]:
    if issubclass(word, BaseModel):
        return {name: (field.annotation, *field.metadata) for name, field in word.model_fields.items()}
    return {field.name: field.type for field in dataclasses.fields(word)}


def inside(annotation: Any) -> Iterator[Any]:
    """The annotation and everything it is put together from."""
    yield annotation
    letters = get_origin(annotation) is Literal
    parts = annotation if isinstance(annotation, tuple) else () if letters else get_args(annotation)
    for part in parts:
        yield from inside(part)


def is_text(annotation: Any) -> bool:
    """Whether somebody may have written anything at all there: no id, and nothing that has to match a pattern."""
    parts = list(inside(annotation))
    bound = [p for p in parts if getattr(p, "func", None) is base._usable_id or getattr(p, "pattern", None)]
    return (str in parts or "str" in parts) and not bound


WORDS = words_under(AccountFacts, Playbook, Predicate)
FIELDS = {(name, field): a for name, word in WORDS.items() for field, a in annotations_of(word).items()}


def law_of(word: str, field: str) -> list[str]:
    return [kind for kind, fields in LAW.get(word, {}).items() if field in fields.split()]


def test_every_field_of_every_word_is_under_the_law():
    lawless = [f"{word}.{field}" for word, field in FIELDS if len(law_of(word, field)) != 1]
    assert not lawless, "say in LAW whether a customer may read it; what nobody has decided is not published"


def test_the_law_speaks_of_no_field_that_is_gone():
    spoken = {(word, field) for word, law in LAW.items() for fields in law.values() for field in fields.split()}
    assert spoken == set(FIELDS)


def test_a_text_is_either_shown_or_kept():
    texts = [(word, field) for (word, field), annotation in FIELDS.items() if is_text(annotation)]
    assert len(texts) > 60
    assert not [f"{word}.{field}" for word, field in texts if law_of(word, field) == [DECIDES]]


def test_a_field_that_nobody_decided_about_would_be_seen(monkeypatch):
    class Confession(base.Word):
        words: base.Line = ""

    monkeypatch.setitem(FIELDS, ("Confession", "words"), annotations_of(Confession)["words"])
    with pytest.raises(AssertionError, match="Confession"):
        test_every_field_of_every_word_is_under_the_law()


@pytest.mark.parametrize("segment", sorted(PLAYBOOKS))
def test_every_text_of_a_marked_account_carries_a_mark_that_says_what_the_law_says(segment):
    facts, mark = marked_facts(marked_playbook(PLAYBOOKS[segment], Marks(segment)), "kept-one", 1)
    by_text = {text: name for name, text in mark.by_field.items()}
    seen: dict[tuple[str, str], list[bool]] = {}
    for word, field, text in texts_in(facts):
        assert text in by_text, f"{word}.{field} is {text!r}: give it a mark, so that a leak of it is seen"
        seen.setdefault((word, field), []).append(by_text[text].endswith("(kept)"))
    of_facts = words_under(AccountFacts)
    assert set(seen) == {key for key, a in FIELDS.items() if key[0] in of_facts and is_text(a)}
    for field, kept in seen.items():
        assert all(kept) if law_of(*field) == [KEPT] else not all(kept), field


def texts_in(thing: Any) -> Iterator[tuple[str, str, str]]:
    """Every text of a word and of the words inside it that is not empty, with where it stands."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from texts_in(part)
    elif isinstance(thing, BaseModel):
        for field in type(thing).model_fields:
            held = getattr(thing, field)
            if isinstance(held, str) and is_text(FIELDS[type(thing).__name__, field]):
                if held:
                    yield type(thing).__name__, field, held
            elif isinstance(held, tuple) and held and isinstance(held[0], str):
                if is_text(FIELDS[type(thing).__name__, field]):
                    yield from ((type(thing).__name__, field, text) for text in held)
            elif not isinstance(held, str):
                yield from texts_in(held)


def test_a_customers_view_has_no_field_that_an_internal_word_could_stand_in():
    """Health, scores, clocks and people are types of their own, and no view holds one."""
    views = words_under(CustomerView)
    internal = {Health.__name__, Score.__name__, TimeToValue.__name__, "Person", "Attribute", "Scorecard", "Evidence"}
    assert not internal & set(views)
    named = {field for view in views.values() for field in annotations_of(view)}
    assert not named & {"sponsor", "contacts", "renewal", "attributes", "notes", "email", "note", "health", "scores"}


def test_what_is_no_word_and_no_text_is_a_number_a_day_or_one_of_ours():
    """Nothing like a dictionary of anything, in which an unknown field could travel."""
    loose = (dict, list, set, Any, object)
    for (word, field), annotation in FIELDS.items():
        if word != "Predicate":
            assert not [part for part in inside(annotation) if part in loose], f"{word}.{field}"
    assert {Decimal, dt.date} <= {part for a in FIELDS.values() for part in inside(a) if isinstance(part, type)}
