"""Rule changes: in which definitions two playbooks differ, whatever order they are written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from vpl_core.model.base import Word
from vpl_core.model.playbook import Playbook
from vpl_core.rules.composition import PARTS, key_of
from vpl_core.rules.differences import differences


class RuleChange(NamedTuple):
    """One field of one definition."""

    segment: str
    part: str
    id: str
    field: str
    """Empty where the whole definition is there on one side only."""
    before: str
    after: str


def in_one_order(playbook: Playbook) -> Playbook:
    """The same rules with every part, and what a rung asks for, sorted by id; without who declared them."""
    parts: dict[str, Any] = {part: _sorted(playbook, part) for part in PARTS if part != "ladder"}
    rungs = tuple(
        rung.model_copy(update={"milestones": tuple(sorted(rung.milestones))}) for rung in playbook.ladder.rungs
    )
    ladder = playbook.ladder.model_copy(update={"rungs": rungs})
    return playbook.model_copy(update={**parts, "ladder": ladder, "origins": ()})


def _sorted(playbook: Playbook, part: str) -> tuple[Any, ...]:
    return tuple(sorted(getattr(playbook, part), key=lambda one: key_of(part, one)))


def rule_changes(before: Mapping[str, Playbook], after: Mapping[str, Playbook]) -> Iterator[RuleChange]:
    """What differs, by segment, part and id; nothing for the same rules in another order."""
    for segment in sorted(before.keys() | after.keys()):
        old, new = before.get(segment), after.get(segment)
        if old is None or new is None:
            yield RuleChange(segment, "segment", segment, "", "declared" if old else "", "declared" if new else "")
            continue
        for part in ("segment", *PARTS):
            yield from definition_changes(segment, part, _by_key(old, part), _by_key(new, part))


def definition_changes(
    segment: str, part: str, before: Mapping[str, Word], after: Mapping[str, Word]
) -> Iterator[RuleChange]:
    """What differs between definitions of one part, by id and field."""
    for id_ in sorted(before.keys() | after.keys()):
        old, new = before.get(id_), after.get(id_)
        if old is None or new is None:
            yield RuleChange(segment, part, id_, "", "declared" if old else "", "declared" if new else "")
            continue
        for field, was, now in differences(old, new):
            yield RuleChange(segment, part, id_, field, was, now)


def _by_key(playbook: Playbook, part: str) -> dict[str, Any]:
    ordered = in_one_order(playbook)
    if part in ("segment", "ladder"):
        return {part if part == "ladder" else ordered.segment.id: getattr(ordered, part)}
    return {key_of(part, one): one for one in getattr(ordered, part)}
