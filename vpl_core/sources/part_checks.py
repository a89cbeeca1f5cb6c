"""Parts of values checked against the playbook: what no chart can be drawn from is an error with its place."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.errors import did_you_mean
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import Number
from vpl_core.model.parts import Parts
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import ValueDefinition

Finding = tuple[str, str, str]
"""The dotted field, what is wrong, the next step."""


def part_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    """Everything that is wrong with the parts of the account's values."""
    for parts in facts.account.parts:
        field = f"parts.{parts.value}"
        definition = playbook.value.get(parts.value)
        if definition is None:
            yield field, f"{parts.value!r} is no value known here", did_you_mean(parts.value, playbook.value)
        else:
            yield from _beyond_what_can_be(field, parts, definition)
        if parts.source and parts.source not in facts.source:
            step = did_you_mean(parts.source, facts.source, where_none="declare it under `sources`")
            yield f"{field}.source", f"{parts.source!r} is no source known here", step
        yield from _of_one_name(field, parts)


def out_of_range(number: Number, definition: ValueDefinition) -> str:
    """Why the number cannot be a reading of the value; empty where it can."""
    least, most = definition.least, definition.most
    if least is not None and number < least:
        return f"{number} is below {least}, the least that is possible"
    if most is not None and number > most:
        return f"{number} is above {most}, the most that is possible"
    return ""


def _beyond_what_can_be(field: str, parts: Parts, definition: ValueDefinition) -> Iterator[Finding]:
    step = f"correct the number; {definition.id} is counted in {definition.unit}"
    for index, part in enumerate(parts.of):
        for name, number in (("before", part.before), ("now", part.now)):
            if number is not None and (fault := out_of_range(number, definition)):
                yield f"{field}.of.{index}.{name}", fault, step


def _of_one_name(field: str, parts: Parts) -> Iterator[Finding]:
    """Nobody could tell the two apart on the page."""
    seen: set[str] = set()
    for index, part in enumerate(parts.of):
        if part.name in seen:
            yield f"{field}.of.{index}.name", f"{part.name!r} stands there twice", "rename one of them, or drop it"
        seen.add(part.name)
