"""Carrying: what a rung rests on, and how well that could ever be proven."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    EvidenceOf,
    MilestoneReached,
    Not,
    Sustained,
)
from vpl_core.model.outcomes import Rigor, strongest, weakest
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import MEASURING, Kind
from vpl_core.rules.faults import Fault


def falling_floors(playbook: Playbook) -> Iterator[Fault]:
    """Rungs that ask for less rigor than the one below them, or than the segment promises for all of its rungs."""
    ladder, promised = playbook.ladder, playbook.segment.floor
    for lower, rung in zip((None, *ladder.rungs), ladder.rungs, strict=False):
        if lower is not None and not rung.floor.reaches(lower.floor):
            message = f"{rung.id!r} asks for {rung.floor}, less than {lower.id!r} below it ({lower.floor})"
            yield Fault("ladder", ladder.id, message, "raise the upper floor or lower the one below")
        if not rung.floor.reaches(promised):
            message = f"{rung.id!r} asks for {rung.floor}, less than the segment promises of every rung ({promised})"
            yield Fault("ladder", ladder.id, message, "raise the rung's floor, or promise less in vpl_segments")


def uncarried(playbook: Playbook) -> Iterator[Fault]:
    """Outcome rungs that could be reached without any outcome: usage is never an outcome."""
    for rung in playbook.ladder.rungs:
        if rung.carries != "outcome":
            continue
        without = sum(not is_carried(playbook, playbook.milestone[m].condition) for m in rung.milestones)
        if without >= rung.needed:
            message = f"{rung.id!r} is an outcome rung, but can be reached by usage and leading indicators alone"
            yield Fault("ladder", playbook.ladder.id, message, "ask for a milestone that an outcome value carries")


def is_carried(playbook: Playbook, condition: Condition) -> bool:
    """Whether the condition cannot be met unless a condition over an outcome value is met."""
    if isinstance(condition, AllOf):
        return any(is_carried(playbook, part) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return all(is_carried(playbook, part) for part in condition.conditions)
    if isinstance(condition, CountOf):
        others = sum(not is_carried(playbook, part) for part in condition.conditions)
        return others < condition.at_least
    if isinstance(condition, MilestoneReached):
        return is_carried(playbook, playbook.milestone[condition.milestone].condition)
    if isinstance(condition, Sustained):
        return is_carried(playbook, condition.condition)
    # The opposite of a condition over a reading needs the reading too: without one it is unknown, not met.
    about = condition.condition if isinstance(condition, Not) else condition
    value = playbook.value.get(getattr(about, "value", None) or "")
    return value is not None and value.kind is Kind.OUTCOME and not isinstance(condition, EvidenceOf)


def beyond_proof(playbook: Playbook) -> Iterator[Fault]:
    """Rungs whose floor is higher than anything their milestones can prove."""
    for rung in playbook.ladder.rungs:
        ceilings = {m: ceiling(playbook, playbook.milestone[m].condition) for m in rung.milestones}
        short = sorted(m for m, best in ceilings.items() if not best.reaches(rung.floor))
        if len(ceilings) - len(short) < rung.needed:
            told = ", ".join(f"{m} ({ceilings[m]} at best)" for m in short)
            message = f"{rung.id!r} asks for {rung.floor}, which cannot be proven for {told}"
            yield Fault(
                "ladder", playbook.ladder.id, message, "lower the floor, or ask for readings or evidence instead"
            )


def ceiling(playbook: Playbook, condition: Condition) -> Rigor:
    """The best rigor at which the condition could ever be met."""
    if isinstance(condition, AllOf):
        return weakest([ceiling(playbook, part) for part in condition.conditions])
    if isinstance(condition, AnyOf):
        return strongest([ceiling(playbook, part) for part in condition.conditions])
    if isinstance(condition, CountOf):
        best = sorted((ceiling(playbook, part) for part in condition.conditions), key=lambda r: -r.rank)
        return best[condition.at_least - 1]
    if isinstance(condition, MilestoneReached):
        return ceiling(playbook, playbook.milestone[condition.milestone].condition)
    about = condition.condition if isinstance(condition, Sustained | Not) else condition
    if isinstance(about, AboutReading):
        # What nobody measures is as good as what somebody says of it, whoever signs or agrees.
        measured = MEASURING.intersection(playbook.value[about.value].methods)
        return Rigor.VERIFIED if measured else Rigor.REPORTED
    return _CEILINGS[about.kind]


_CEILINGS = {
    "evidence_of": Rigor.VERIFIED,
    "plan_agreed": Rigor.CORROBORATED,
    "recorded": Rigor.REPORTED,
    "attribute_is": Rigor.REPORTED,
    "custom": Rigor.REPORTED,
}
