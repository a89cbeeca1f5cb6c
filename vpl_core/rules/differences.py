"""Differences: what two definitions do not agree on, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from vpl_core.model.base import Word


class Difference(NamedTuple):
    """One field, and what stands there on either side; empty where the field is not there."""

    field: str
    """Dotted, with positions from 1: `condition.conditions.2.limit`."""
    before: str
    after: str


def differences(before: Word, after: Word) -> tuple[Difference, ...]:
    """The deepest fields in which the two differ, in the order of the first; none where they are equal."""
    if before == after:
        return ()
    return tuple(_between("", before.model_dump(mode="json"), after.model_dump(mode="json")))


def _between(field: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    pairs = _pairs(before, after)
    if pairs is None:
        yield Difference(field, _shown(before), _shown(after))
        return
    for name, old, new in pairs:
        yield from _between(f"{field}.{name}" if field else name, old, new)


def _pairs(before: Any, after: Any) -> list[tuple[str, Any, Any]] | None:
    """What stands under the same name or position; none where the two cannot be laid side by side."""
    if isinstance(before, dict) and isinstance(after, dict) and before.get("kind") == after.get("kind"):
        return [(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [(str(n), old, new) for n, (old, new) in enumerate(zip(before, after, strict=True), start=1)]
    return None


def _shown(thing: Any) -> str:
    if thing is None:
        return ""
    return thing if isinstance(thing, str) else json.dumps(thing, ensure_ascii=False, sort_keys=True)
