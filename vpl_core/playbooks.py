"""Playbooks put together: all that the plugins say of a segment, merged; clashes and faults refused by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from vpl_core.errors import Problem, in_order
from vpl_core.model.checklists import Checklist
from vpl_core.model.health import HealthSignal
from vpl_core.model.ladder import Ladder
from vpl_core.model.milestones import Milestone
from vpl_core.model.playbook import Origin, Playbook, Predicate, Segment
from vpl_core.model.scorecards import Scorecard
from vpl_core.model.time_to_value import StopRule
from vpl_core.model.values import Threshold, ValueDefinition
from vpl_core.registry import Contribution, Registry
from vpl_core.rules.soundness import faults_of

_PARTS: dict[str, tuple[str, type]] = {
    "values": ("vpl_value_definitions", ValueDefinition),
    "thresholds": ("vpl_thresholds", Threshold),
    "milestones": ("vpl_milestones", Milestone),
    "scorecards": ("vpl_scorecards", Scorecard),
    "health_signals": ("vpl_health_signals", HealthSignal),
    "checklists": ("vpl_checklists", Checklist),
    "stop_rules": ("vpl_stop_rules", StopRule),
}


@dataclass(frozen=True, slots=True)
class Playbooks:
    """The sound playbooks by segment, and why the others are missing."""

    by_segment: dict[str, Playbook]
    problems: tuple[Problem, ...]

    @property
    def broken(self) -> frozenset[str]:
        """The segments that plugins declare but whose playbook is not sound."""
        return frozenset(p.field for p in self.problems if p.field) - self.by_segment.keys()


def put_together(registry: Registry) -> Playbooks:
    """One playbook for each segment that a plugin declares; a faulty segment is left out with all its faults."""
    segments = registry.contributions("vpl_segments", Segment)
    predicates = registry.contributions("vpl_conditions", Predicate)
    problems = [*_doubles("segment", segments, "", _id), *_doubles("condition", predicates, "", _name)]
    doubled = {c.content.id for c in segments if sum(_id(o) == _id(c) for o in segments) > 1}
    playbooks: dict[str, Playbook] = {}
    for given in sorted(segments, key=_id):
        if given.content.id in doubled:
            continue
        playbook, faults = _merge(registry, given, tuple(c.content for c in predicates))
        problems += faults
        if playbook is not None:
            playbooks[given.content.id] = playbook
    return Playbooks(playbooks, in_order([*registry.problems, *problems]))


def _merge(
    registry: Registry, given: Contribution, predicates: tuple[Predicate, ...]
) -> tuple[Playbook | None, list[Problem]]:
    segment: Segment = given.content
    parts = {part: registry.contributions(hook, kind, segment=segment.id) for part, (hook, kind) in _PARTS.items()}
    ladders = registry.contributions("vpl_ladders", Ladder, segment=segment.id)
    problems = [*_ladder_faults(segment, ladders)]
    for part, contributions in parts.items():
        problems += _doubles(part, contributions, segment.id, _clock if part == "stop_rules" else _id)
    if problems:
        return None, problems
    playbook = Playbook(
        segment=segment,
        ladder=ladders[0].content,
        origins=_origins(given, ladders, parts),
        predicates=predicates,
        **{part: tuple(c.content for c in contributions) for part, contributions in parts.items()},
    )
    blame = {(origin.what, origin.id): origin.plugin for origin in playbook.origins}
    faults = [
        Problem(
            fault.message, fault.next_step, field=segment.id, plugin=blame.get((fault.part, fault.id), given.plugin)
        )
        for fault in faults_of(playbook)
    ]
    return (None if faults else playbook), faults


def _origins(
    given: Contribution, ladders: list[Contribution], parts: dict[str, list[Contribution]]
) -> tuple[Origin, ...]:
    everything = {"segment": [given], "ladder": ladders, **parts}
    return tuple(
        Origin(what=what, id=_clock(c) if what == "stop_rules" else _id(c), plugin=c.plugin)
        for what, contributions in everything.items()
        for c in contributions
    )


def _ladder_faults(segment: Segment, ladders: list[Contribution]) -> list[Problem]:
    if len(ladders) == 1:
        return []
    makers = " and ".join(sorted({c.plugin for c in ladders})) or "no plugin"
    message = f"the segment {segment.id!r} needs exactly one ladder, but {makers} gave {len(ladders)}"
    return [Problem(message, "keep one vpl_ladders implementation for it", field=segment.id)]


def _doubles(
    what: str, contributions: Iterable[Contribution], segment: str, key: Callable[[Contribution], str]
) -> list[Problem]:
    """The ids that stand there twice, with the plugins that gave them: nobody wins by coming last."""
    makers: dict[str, list[str]] = defaultdict(list)
    for contribution in contributions:
        makers[key(contribution)].append(contribution.plugin)
    return [
        Problem(
            f"{what}: {one!r} is declared by {' and by '.join(sorted(plugins))}",
            "rename one of them, or switch one plugin off",
            field=segment or one,
        )
        for one, plugins in sorted(makers.items())
        if len(plugins) > 1
    ]


def _id(contribution: Contribution) -> str:
    content: Any = contribution.content
    return str(content.id)


def _name(contribution: Contribution) -> str:
    return str(contribution.content.name)


def _clock(contribution: Contribution) -> str:
    return str(contribution.content.clock)
