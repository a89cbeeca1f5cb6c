"""What a segment's definitions say of one another, worked out once for all its accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from vpl_core.model.audiences import Audience
from vpl_core.model.playbook import Playbook
from vpl_core.rules.audiences import audiences_of_milestone, audiences_of_value
from vpl_core.rules.faults import leaves, thresholds_in
from vpl_core.rules.private import hidden_values


@dataclass(frozen=True, slots=True)
class Definitions:
    """The lookups of one playbook that a customer's view uses."""

    hidden: frozenset[str]
    """The values that are internal."""
    decides: Mapping[str, tuple[str, ...]]
    """For each threshold the names of the milestones whose condition uses it; none where only internal things do."""
    measures: Mapping[str, tuple[str, ...]]
    """For each milestone the values that its condition looks at, those that may be shown."""
    rung: Mapping[str, str]
    """For each milestone that a rung asks for the name of the lowest such rung."""
    audiences: Mapping[str, tuple[Audience, ...]]
    """For each milestone whose it is; what it looks at that may not be shown has no say in it."""
    readers: Mapping[str, tuple[Audience, ...]]
    """The same for each value."""


def definitions_of(playbook: Playbook) -> Definitions:
    """Equal playbooks have the same."""
    return _definitions(_Book(playbook.fingerprint, playbook))


@dataclass(frozen=True, slots=True)
class _Book:
    """A playbook that is told from others by its fingerprint."""

    fingerprint: str
    playbook: Playbook = field(compare=False)


@lru_cache(maxsize=64)
def _definitions(book: _Book) -> Definitions:
    playbook = book.playbook
    hidden = hidden_values(playbook)
    measures = {milestone.id: _measures(playbook, milestone.id, hidden) for milestone in playbook.milestones}
    return Definitions(
        hidden=hidden,
        decides=_decides(playbook),
        measures=measures,
        rung={milestone: rung.name for rung in reversed(playbook.ladder.rungs) for milestone in rung.milestones},
        audiences={
            one.id: audiences_of_milestone(one.audiences, [playbook.value[value] for value in measures[one.id]])
            for one in playbook.milestones
        },
        readers={value.id: audiences_of_value(value) for value in playbook.values},
    )


def _decides(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = {}
    for milestone in playbook.milestones:
        for threshold in thresholds_in(milestone.condition):
            names.setdefault(threshold, {})[milestone.name] = None
    return {threshold: tuple(of) for threshold, of in names.items()}


def _measures(playbook: Playbook, milestone: str, hidden: frozenset[str]) -> tuple[str, ...]:
    used = [getattr(leaf, "value", None) for leaf in leaves(playbook.milestone[milestone].condition)]
    return tuple(value for value in dict.fromkeys(used) if value in playbook.value and value not in hidden)
