"""Spoken playbooks: a segment's texts in another language, in the place of the English ones, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from vpl_core.model.base import Word
from vpl_core.model.playbook import Playbook

Say = Callable[[str, str], str]
"""The text in the other language, from its kind and the English one; the English one where it has none."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "Segment": ("name", "cares_about"),
    "ValueDefinition": ("name", "what"),
    "Milestone": ("name", "counts_as_reached", "why_it_matters", "next_step"),
    "Rung": ("name", "proves"),
    "Checklist": ("name", "decides"),
    "Question": ("text", "why", "next_step"),
    "OptionArchetype": ("name",),
    "RequiredApproval": ("name", "confirms", "role"),
    "DecisionSignal": ("says",),
}
"""The texts that a customer reads. A rule or publication is cited as it is called, so that it can be looked up."""
KINDS = frozenset(f"{word}.{field}" for word, fields in TEXTS.items() for field in fields)
"""What a text can be: `Milestone.name`."""
_WITHIN: Mapping[str, tuple[str, ...]] = {
    "Playbook": (
        *("segment", "values", "milestones", "ladder", "checklists"),
        *("option_archetypes", "approvals", "decision_signals"),
    ),
    "Ladder": ("rungs",),
    "Checklist": ("questions",),
}
"""Where the words with such texts stand."""


class SegmentText(NamedTuple):
    """A text that a segment declares and a customer reads."""

    kind: str
    text: str
    part: str
    """Where it stands in the playbook: `milestones`."""
    id: str
    """Of the definition that it belongs to."""


def texts_of(playbook: Playbook) -> Iterator[SegmentText]:
    """Every text of the playbook that may reach a customer's page, in the order of the playbook."""
    for part in _WITHIN["Playbook"]:
        for word in _several(getattr(playbook, part)):
            yield from _texts_in(word, part, str(word.id))  # type: ignore[attr-defined]


def _texts_in(word: Word, part: str, id_: str) -> Iterator[SegmentText]:
    if getattr(word, "internal", False):
        return
    kind = type(word).__name__
    for field in TEXTS.get(kind, ()):
        if text := getattr(word, field):
            yield SegmentText(f"{kind}.{field}", text, part, id_)
    for field in _WITHIN.get(kind, ()):
        for inner in _several(getattr(word, field)):
            yield from _texts_in(inner, part, id_)


def spoken(playbook: Playbook, say: Say) -> Playbook:
    """The playbook with its texts said so; ids, numbers, conditions and order are as they are."""
    said: Playbook = _said(playbook, say)
    return said


def _said(word: Any, say: Say) -> Any:
    kind = type(word).__name__
    texts = {field: say(f"{kind}.{field}", getattr(word, field)) for field in TEXTS.get(kind, ())}
    inner = {field: _each_said(getattr(word, field), say) for field in _WITHIN.get(kind, ())}
    return word.model_copy(update={**texts, **inner})


def _each_said(words: Any, say: Say) -> Any:
    return tuple(_said(one, say) for one in words) if isinstance(words, tuple) else _said(words, say)


def _several(words: Any) -> tuple[Word, ...]:
    return words if isinstance(words, tuple) else (words,)
