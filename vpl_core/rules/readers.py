"""Readers: what is left of an account for one of them, before anything of it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

from vpl_core.model.accounts import Account, AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.audiences import Audience
from vpl_core.model.base import Word
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Category, ValueDefinition
from vpl_core.model.visibility import DOORS, Subject

W = TypeVar("W", bound=Word)
_JUDGED: dict[Subject, dict[str, Any]] = {
    Subject.PROGRESS: {},
    Subject.MONEY: {"business_case": None},
    Subject.DECISIONS: {"records": (), "checklists": ()},
}
"""What an assessment says of a subject, with what stands there when nothing is said."""
_ON_THE_WAY = frozenset(door.partition(".")[0] for doors in DOORS.values() for door in doors)


def withheld_from(account: Account, reader: Audience) -> tuple[Subject, ...]:
    """The subjects of which this reader does not read on a site of this account."""
    return tuple(subject for subject in Subject if reader not in account.visibility.readers(subject))


def without(
    subjects: tuple[Subject, ...], facts: AccountFacts, playbook: Playbook, assessment: Assessment
) -> tuple[AccountFacts, Playbook, Assessment]:
    """The same with nothing left that speaks of these subjects; the standing stays what it is.

    Values that speak of money become internal where it is withheld.
    """
    said_nothing = {name: nothing for subject in subjects for name, nothing in _JUDGED[subject].items()}
    book = _playbook_without(_Book(playbook.fingerprint, playbook), subjects)
    return emptied(facts, subjects), book, replace(assessment, **said_nothing)


def speaks_of_money(value: ValueDefinition) -> bool:
    """Whether its readings are amounts, or shares of amounts such as a return on costs."""
    return value.unit == "money" or value.category in (Category.COST, Category.REVENUE)


def emptied(word: W, subjects: Iterable[Subject]) -> W:
    """The word without what stands behind the doors to these subjects, however deep inside it."""
    return _emptied(word, frozenset(door for subject in subjects for door in DOORS.get(subject, ())))


def _emptied(word: W, doors: frozenset[str]) -> W:
    kind = type(word)
    update: dict[str, Any] = {}
    for name, what in kind.model_fields.items():
        if f"{kind.__name__}.{name}" in doors:
            update[name] = what.get_default(call_default_factory=True, validated_data={})
        elif _may_hold_a_door(held := getattr(word, name)):
            inside = held if isinstance(held, tuple) else (held,)
            found = tuple(_emptied(one, doors) for one in inside)
            update[name] = found if isinstance(held, tuple) else found[0]
    return word.model_copy(update=update)


def _may_hold_a_door(held: object) -> bool:
    first = held[0] if isinstance(held, tuple) and held else held
    return type(first).__name__ in _ON_THE_WAY


@dataclass(frozen=True, slots=True)
class _Book:
    """A playbook that is told from others by its fingerprint."""

    fingerprint: str
    playbook: Playbook = field(compare=False)


@lru_cache(maxsize=64)
def _playbook_without(book: _Book, subjects: tuple[Subject, ...]) -> Playbook:
    playbook = emptied(book.playbook, subjects)
    if Subject.MONEY not in subjects:
        return playbook
    values = (v.model_copy(update={"internal": True}) if speaks_of_money(v) else v for v in playbook.values)
    return playbook.model_copy(update={"values": tuple(values)})
