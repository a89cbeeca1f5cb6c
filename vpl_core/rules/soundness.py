"""Soundness: what can be known to be wrong with a playbook before any account is assessed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    Custom,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.outcomes import Rigor, strongest, weakest
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Scorecard
from vpl_core.model.values import Kind, Threshold
from vpl_core.rules.tables import fault_in


class Fault(NamedTuple):
    """One thing that is wrong, and in which part of the playbook it stands."""

    part: str
    id: str
    message: str
    next_step: str


def faults_of(playbook: Playbook) -> list[Fault]:
    """Every fault of the playbook: unknown ids, wrong units, circles, tables with gaps, rungs that usage carries."""
    faults = [
        fault
        for part, id_, condition in _conditions(playbook)
        for fault in _in_condition(playbook, part, id_, condition)
    ]
    faults += _in_ladder(playbook)
    faults += _ambiguous(playbook)
    faults += [fault for card in playbook.scorecards for fault in _in_scorecard(playbook, card)]
    faults += [
        Fault(
            "stop_rules",
            str(rule.clock),
            f"{rule.clock} stops at {rule.milestone!r}, which is no milestone",
            _KNOWN_IDS,
        )
        for rule in playbook.stop_rules
        if rule.milestone not in playbook.milestone
    ]
    # Only a playbook whose ids are all known can be walked for circles and for what carries a rung.
    return faults or list(_circles(playbook)) or [*_uncarried(playbook), *_unreachable(playbook)]


_KNOWN_IDS = "use an id that the segment declares, or declare it"


def _conditions(playbook: Playbook) -> Iterator[tuple[str, str, Condition]]:
    for milestone in playbook.milestones:
        yield "milestones", milestone.id, milestone.condition
    for signal in playbook.health_signals:
        yield "health_signals", signal.id, signal.when
    for checklist in playbook.checklists:
        for question in checklist.questions:
            yield "checklists", checklist.id, question.condition


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that look at facts, without those that only join others."""
    if isinstance(condition, AllOf | AnyOf | CountOf):
        for part in condition.conditions:
            yield from leaves(part)
    elif isinstance(condition, Sustained | Not):
        yield condition.condition
    else:
        yield condition


def _in_condition(playbook: Playbook, part: str, id_: str, condition: Condition) -> Iterator[Fault]:
    for leaf in leaves(condition):
        for message, step in _in_leaf(playbook, leaf):
            yield Fault(part, id_, f"{id_}: {message}", step)


def _in_leaf(playbook: Playbook, leaf: Condition) -> Iterator[tuple[str, str]]:
    """What is wrong with one condition by itself."""
    if isinstance(leaf, PlanAgreed):
        yield from ((f"{v!r} is no value of the segment", _KNOWN_IDS) for v in leaf.values if v not in playbook.value)
        if len(leaf.values or [v for v in playbook.values if v.kind is Kind.OUTCOME]) < leaf.at_least:
            yield f"{leaf.at_least} agreed plans are asked for, of fewer values", "ask for fewer, or name more values"
    elif isinstance(leaf, MilestoneReached):
        if leaf.milestone not in playbook.milestone:
            yield f"{leaf.milestone!r} is no milestone of the segment", _KNOWN_IDS
    elif isinstance(leaf, EvidenceOf):
        if leaf.milestone is not None and leaf.milestone not in playbook.milestone:
            yield f"{leaf.milestone!r} is no milestone of the segment", _KNOWN_IDS
        if leaf.value is not None and leaf.value not in playbook.value:
            yield f"{leaf.value!r} is no value of the segment", _KNOWN_IDS
    elif isinstance(leaf, Custom):
        if leaf.name not in playbook.predicate:
            yield f"no plugin gives a condition named {leaf.name!r}", "give it through vpl_conditions"
    elif not isinstance(leaf, Recorded | AttributeIs):
        yield from _in_reading(playbook, leaf)


def _in_reading(playbook: Playbook, leaf: Condition) -> Iterator[tuple[str, str]]:
    value = playbook.value.get(getattr(leaf, "value", ""))
    if value is None:
        yield f"{getattr(leaf, 'value', '')!r} is no value of the segment", _KNOWN_IDS
        return
    for limit, unit in _limits(leaf, value.unit):
        if not isinstance(limit, str):
            continue
        threshold: Threshold | None = playbook.threshold.get(limit)
        if threshold is None:
            yield f"{limit!r} is no threshold of the segment", _KNOWN_IDS
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
    for lower, rung in zip((None, *ladder.rungs), ladder.rungs, strict=False):
        if rung.id in seen:
            yield Fault("ladder", ladder.id, f"two rungs are named {rung.id!r}", "rename one of them")
        seen.add(rung.id)
        if lower is not None and not rung.floor.reaches(lower.floor):
            message = f"{rung.id!r} asks for {rung.floor}, less than {lower.id!r} below it ({lower.floor})"
            yield Fault("ladder", ladder.id, message, "raise the upper floor or lower the one below")
        for milestone in rung.milestones:
            if milestone not in playbook.milestone:
                message = f"{rung.id!r} asks for {milestone!r}, which is no milestone of the segment"
                yield Fault("ladder", ladder.id, message, _KNOWN_IDS)


def _in_scorecard(playbook: Playbook, card: Scorecard) -> Iterator[Fault]:
    names = [factor.id for factor in card.factors]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        yield Fault("scorecards", card.id, f"a factor named {twice!r} stands there twice", "rename one of them")
    for factor in card.factors:
        if factor.value is not None and factor.value not in playbook.value:
            yield Fault("scorecards", card.id, f"{factor.id}: {factor.value!r} is no value of the segment", _KNOWN_IDS)
        if factor.bands and (fault := fault_in(factor.bands)):
            yield Fault("scorecards", card.id, f"{factor.id}: {fault}", _CLOSE_THE_GAP)
        if len({choice.text for choice in factor.choices}) != len(factor.choices):
            yield Fault("scorecards", card.id, f"{factor.id}: a choice stands there twice", "remove one of them")
    if fault := fault_in(card.bands, Fraction(0), Fraction(100)):
        yield Fault("scorecards", card.id, f"bands: {fault}", _CLOSE_THE_GAP)


_CLOSE_THE_GAP = "let each row begin, inclusive, where the one below it ends, exclusive"


def _circles(playbook: Playbook) -> Iterator[Fault]:
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


def _uncarried(playbook: Playbook) -> Iterator[Fault]:
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


def _unreachable(playbook: Playbook) -> Iterator[Fault]:
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
    return _CEILINGS.get(condition.kind, Rigor.VERIFIED)


_CEILINGS = {
    "plan_agreed": Rigor.CORROBORATED,
    "recorded": Rigor.REPORTED,
    "attribute_is": Rigor.REPORTED,
    "custom": Rigor.REPORTED,
}


def _ambiguous(playbook: Playbook) -> Iterator[Fault]:
    """Questions that are called like another or like a milestone: a waiver could not say which it excuses."""
    seen = set(playbook.milestone)
    for checklist in playbook.checklists:
        for question in checklist.questions:
            if question.id in seen:
                message = f"{checklist.id}: the question {question.id!r} has the id of a milestone or another question"
                yield Fault("checklists", checklist.id, message, "rename the question")
            seen.add(question.id)
