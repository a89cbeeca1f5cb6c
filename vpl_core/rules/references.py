"""References: ids that nobody declares, units that do not fit, names that mean two things, and circles."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.conditions import (
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    Custom,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    PlanAgreed,
    Recorded,
    TargetMet,
)
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Threshold
from vpl_core.rules.faults import Fault, conditions_of, known_ids, leaves


def lost_references(playbook: Playbook) -> Iterator[Fault]:
    """What names something that is not there, or compares what is not counted alike."""
    for part, id_, name, condition in conditions_of(playbook):
        for message, step in faults_in(playbook, condition):
            yield Fault(part, id_, f"{name}: {message}", step)
    stages = [window.stage for window in playbook.segment.calendar]
    for twice in sorted({stage for stage in stages if stages.count(stage) > 1}):
        yield Fault("segment", playbook.segment.id, f"the stage {twice} has two windows", "take one of them out")
    yield from _in_ladder(playbook)
    yield from _ambiguous(playbook)
    yield from _in_scorecards(playbook)
    for approval in playbook.approvals:
        for id_ in approval.archetypes:
            if id_ not in playbook.option_archetype:
                message = f"{approval.id}: {id_!r} is no archetype of the segment"
                yield Fault("approvals", approval.id, message, known_ids(id_, playbook.option_archetype))
    for rule in playbook.stop_rules:
        if rule.milestone not in playbook.milestone:
            message = f"{rule.clock} stops at {rule.milestone!r}, which is no milestone"
            yield Fault("stop_rules", str(rule.clock), message, known_ids(rule.milestone, playbook.milestone))


def faults_in(playbook: Playbook, condition: Condition) -> Iterator[tuple[str, str]]:
    """What is wrong with a condition, and the next step: ids that nobody declared, units that do not fit."""
    for leaf in leaves(condition):
        yield from _in_leaf(playbook, leaf)


def _in_leaf(playbook: Playbook, leaf: Condition) -> Iterator[tuple[str, str]]:
    """What is wrong with one condition by itself."""
    if isinstance(leaf, PlanAgreed):
        yield from (
            (f"{v!r} is no value of the segment", known_ids(v, playbook.value))
            for v in leaf.values
            if v not in playbook.value
        )
        if len(leaf.values or playbook.outcomes) < leaf.at_least:
            yield f"{leaf.at_least} agreed plans are asked for, of fewer values", "ask for fewer, or name more values"
    elif isinstance(leaf, MilestoneReached):
        if leaf.milestone not in playbook.milestone:
            yield f"{leaf.milestone!r} is no milestone of the segment", known_ids(leaf.milestone, playbook.milestone)
    elif isinstance(leaf, EvidenceOf):
        if leaf.milestone is not None and leaf.milestone not in playbook.milestone:
            yield f"{leaf.milestone!r} is no milestone of the segment", known_ids(leaf.milestone, playbook.milestone)
        if leaf.value is not None and leaf.value not in playbook.value:
            yield f"{leaf.value!r} is no value of the segment", known_ids(leaf.value, playbook.value)
    elif isinstance(leaf, Custom):
        if leaf.name not in playbook.predicate:
            yield f"no plugin gives a condition named {leaf.name!r}", "give it through vpl_conditions"
    elif not isinstance(leaf, Recorded | AttributeIs):
        yield from _in_reading(playbook, leaf)


def _in_reading(playbook: Playbook, leaf: Condition) -> Iterator[tuple[str, str]]:
    asked = getattr(leaf, "value", "")
    value = playbook.value.get(asked)
    if value is None:
        yield f"{asked!r} is no value of the segment", known_ids(asked, playbook.value)
        return
    for limit, unit in _limits(leaf, value.unit):
        if not isinstance(limit, str):
            continue
        threshold: Threshold | None = playbook.threshold.get(limit)
        if threshold is None:
            yield f"{limit!r} is no threshold of the segment", known_ids(limit, playbook.threshold)
        elif threshold.unit != unit:
            yield f"{limit!r} is in {threshold.unit}, but {value.id!r} is compared in {unit}", "use one unit"
    if isinstance(leaf, Between) and (empty := _is_empty(playbook, leaf)):
        yield empty, "put the lower end first"


def _limits(leaf: Condition, unit: str) -> list[tuple[object, str]]:
    if isinstance(leaf, Between):
        return [(leaf.low, unit), (leaf.high, unit)]
    if isinstance(leaf, GapClosed):
        return [(leaf.percent, "percent")]
    if isinstance(leaf, ChangedBy):
        return [(leaf.limit, "percent" if leaf.counted_in == "percent" else unit)]
    return [] if isinstance(leaf, TargetMet) else [(getattr(leaf, "limit", None), unit)]


def _is_empty(playbook: Playbook, leaf: Between) -> str:
    ends = [
        playbook.threshold[end].number if isinstance(end, str) and end in playbook.threshold else end
        for end in (leaf.low, leaf.high)
    ]
    if any(isinstance(end, str) for end in ends) or ends[0] < ends[1]:  # type: ignore[operator]
        return ""
    return f"nothing lies in [{ends[0]}, {ends[1]})"


def _in_ladder(playbook: Playbook) -> Iterator[Fault]:
    ladder, seen = playbook.ladder, set[str]()
    for rung in ladder.rungs:
        if rung.id in seen:
            yield Fault("ladder", ladder.id, f"two rungs are named {rung.id!r}", "rename one of them")
        seen.add(rung.id)
        for milestone in rung.milestones:
            if milestone not in playbook.milestone:
                message = f"{rung.id!r} asks for {milestone!r}, which is no milestone of the segment"
                yield Fault("ladder", ladder.id, message, known_ids(milestone, playbook.milestone))


def _in_scorecards(playbook: Playbook) -> Iterator[Fault]:
    for card in playbook.scorecards:
        names = [factor.id for factor in card.factors]
        for twice in sorted({name for name in names if names.count(name) > 1}):
            yield Fault("scorecards", card.id, f"a factor named {twice!r} stands there twice", "rename one of them")
        for factor in card.factors:
            if factor.value is not None and factor.value not in playbook.value:
                message = f"{factor.id}: {factor.value!r} is no value of the segment"
                yield Fault("scorecards", card.id, message, known_ids(factor.value, playbook.value))


def _ambiguous(playbook: Playbook) -> Iterator[Fault]:
    """Questions that are called like another or like a milestone: a waiver could not say which it excuses."""
    seen = set(playbook.milestone)
    for checklist in playbook.checklists:
        for question in checklist.questions:
            if question.id in seen:
                message = f"{checklist.id}: the question {question.id!r} has the id of a milestone or another question"
                yield Fault("checklists", checklist.id, message, "rename the question")
            seen.add(question.id)


def circles(playbook: Playbook) -> Iterator[Fault]:
    """Milestones that wait for themselves."""
    waits_for = {
        m.id: {leaf.milestone for leaf in leaves(m.condition) if isinstance(leaf, MilestoneReached)}
        for m in playbook.milestones
    }
    for start in sorted(waits_for):
        reached, frontier = set[str](), set(waits_for[start])
        while frontier:
            reached |= frontier
            frontier = {after for one in frontier for after in waits_for[one]} - reached
        if start in reached:
            yield Fault("milestones", start, f"{start}: it waits for itself", "break the circle of milestone_reached")
