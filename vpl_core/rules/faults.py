"""Faults: what is wrong with a playbook, and the walks over it on which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vpl_core.errors import did_you_mean
from vpl_core.model.conditions import AllOf, AnyOf, Condition, CountOf, Not, Sustained
from vpl_core.model.playbook import Playbook


class Fault(NamedTuple):
    """One thing that is wrong, and in which part of the playbook it stands."""

    part: str
    id: str
    message: str
    next_step: str
    shown_by: str = ""
    """The value that falls through, or the conditions that clash; empty where the message says it all."""
    warning: bool = False
    """True where the playbook can be used as it is and its author ought to know."""


def known_ids(name: str, known: Iterable[str]) -> str:
    """What to do about an id that nobody declares: the nearest one that somebody does, if any is near."""
    return did_you_mean(name, known, "use an id that the segment declares, or declare it")


def conditions_of(playbook: Playbook) -> Iterator[tuple[str, str, str, Condition]]:
    """Every condition with its part, the id of that part, and the id that names it within."""
    for milestone in playbook.milestones:
        yield "milestones", milestone.id, milestone.id, milestone.condition
    for signal in playbook.health_signals:
        yield "health_signals", signal.id, signal.id, signal.when
    for checklist in playbook.checklists:
        for question in checklist.questions:
            yield "checklists", checklist.id, question.id, question.condition
    for approval in playbook.approvals:
        if approval.condition is not None:
            yield "approvals", approval.id, approval.id, approval.condition
    for trigger in playbook.decision_signals:
        yield "decision_signals", trigger.id, trigger.id, trigger.when


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that look at facts, without those that only join others."""
    if isinstance(condition, AllOf | AnyOf | CountOf):
        for part in condition.conditions:
            yield from leaves(part)
    elif isinstance(condition, Sustained | Not):
        yield condition.condition
    else:
        yield condition


def leaves_of(playbook: Playbook) -> Iterator[Condition]:
    """The leaves of every condition of the playbook."""
    for _, _, _, condition in conditions_of(playbook):
        yield from leaves(condition)


def thresholds_in(condition: Condition) -> Iterator[str]:
    """The ids of the thresholds that the condition compares with."""
    for leaf in leaves(condition):
        limits = [getattr(leaf, field, None) for field in _LIMITS]
        yield from (limit for limit in limits if isinstance(limit, str))


_LIMITS = ("limit", "low", "high", "percent")
