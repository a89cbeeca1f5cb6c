"""What is unused: declared, and never asked for."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.conditions import Condition, EvidenceOf, MilestoneReached, PlanAgreed
from vpl_core.model.playbook import Playbook
from vpl_core.rules.faults import Fault, leaves_of, thresholds_in


def unused(playbook: Playbook) -> Iterator[Fault]:
    """Milestones that nothing needs, values that nothing reads, and thresholds and archetypes that decide nothing."""
    asked = list(leaves_of(playbook))
    yield from _milestones(playbook, asked)
    yield from _values(playbook, asked)
    yield from _archetypes(playbook)
    limits = {id_ for leaf in asked for id_ in thresholds_in(leaf)}
    for threshold in playbook.thresholds:
        if threshold.id not in limits:
            message = f"{threshold.id}: no condition compares anything with it"
            yield Fault("thresholds", threshold.id, message, "name it in a condition, or take it out", warning=True)


def _archetypes(playbook: Playbook) -> Iterator[Fault]:
    """Archetypes that an approval names besides the type that they are of."""
    for approval in playbook.approvals:
        for id_ in approval.archetypes:
            archetype = playbook.option_archetype[id_]
            if archetype.type in approval.types:
                message = f"{approval.id}: every {archetype.type!r} needs it already, {id_!r} among them"
                yield Fault("approvals", approval.id, message, "take the archetype out, or the type", warning=True)


def _milestones(playbook: Playbook, asked: list[Condition]) -> Iterator[Fault]:
    needed = {id_ for rung in playbook.ladder.rungs for id_ in rung.milestones}
    needed |= {leaf.milestone for leaf in asked if isinstance(leaf, MilestoneReached)}
    clocks = {rule.milestone: str(rule.clock) for rule in playbook.stop_rules}
    step = "put it on a rung, ask for it in a condition, or take it out"
    for milestone in playbook.milestones:
        if milestone.id in needed:
            continue
        if milestone.id in clocks:
            message = f"{clocks[milestone.id]} stops at {milestone.id!r}, which no rung and no condition needs"
            yield Fault("stop_rules", clocks[milestone.id], message, step, warning=True)
        else:
            message = f"{milestone.id}: no rung, no condition and no clock needs it"
            yield Fault("milestones", milestone.id, message, step, warning=True)


def _values(playbook: Playbook, asked: list[Condition]) -> Iterator[Fault]:
    read = {factor.value for card in playbook.scorecards for factor in card.factors}
    read |= {getattr(leaf, "value", None) for leaf in asked if not isinstance(leaf, EvidenceOf)}
    spoken_of = {leaf.value for leaf in asked if isinstance(leaf, EvidenceOf)}
    spoken_of |= {value for leaf in asked if isinstance(leaf, PlanAgreed) for value in leaf.values}
    step = "ask for a reading of it in a condition or factor, or take it out"
    for value in playbook.values:
        if value.id in read:
            continue
        about = "plans and evidence are asked for, but nothing" if value.id in spoken_of else "nothing"
        message = f"{value.id}: {about} ever looks at its readings"
        yield Fault("values", value.id, message, step, warning=True)
