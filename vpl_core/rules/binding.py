"""Binding: a playbook whose conditions mean the same wherever they are carried."""

from __future__ import annotations

from typing import Any

from vpl_core.model.conditions import AllOf, AnyOf, Condition, CountOf, PlanAgreed
from vpl_core.model.milestones import Milestone, Window
from vpl_core.model.playbook import Playbook


def bound(playbook: Playbook, *, in_windows: bool = False) -> Playbook:
    """The same playbook, with the values named wherever a condition speaks of all outcomes of the segment.

    In a larger segment `all outcomes` would be more of them, and to agree on any three of them would be easier.
    With `in_windows` the milestones also keep the windows that the segment's calendar gives them.
    """
    outcomes = playbook.outcomes
    milestones = playbook.milestones
    if in_windows:
        milestones = tuple(_in_window(one, playbook) for one in milestones)
    return playbook.model_copy(
        update={
            "milestones": tuple(_with(one, "condition", outcomes) for one in milestones),
            "health_signals": tuple(_with(one, "when", outcomes) for one in playbook.health_signals),
            "checklists": tuple(
                one.model_copy(update={"questions": tuple(_with(q, "condition", outcomes) for q in one.questions)})
                for one in playbook.checklists
            ),
            "approvals": tuple(_with(one, "condition", outcomes) for one in playbook.approvals),
            "decision_signals": tuple(_with(one, "when", outcomes) for one in playbook.decision_signals),
        }
    )


def _in_window(milestone: Milestone, playbook: Playbook) -> Milestone:
    months = playbook.months_of(milestone)
    return milestone.model_copy(update={"window": Window(opens=months.opens, closes=months.closes)})


def _with(thing: Any, field: str, outcomes: tuple[str, ...]) -> Any:
    condition = getattr(thing, field)
    return thing if condition is None else thing.model_copy(update={field: _bound(condition, outcomes)})


def _bound(condition: Condition, outcomes: tuple[str, ...]) -> Condition:
    if isinstance(condition, AllOf | AnyOf | CountOf):
        parts = tuple(_bound(part, outcomes) for part in condition.conditions)
        return condition.model_copy(update={"conditions": parts})
    if isinstance(condition, PlanAgreed) and not condition.values:
        return condition.model_copy(update={"values": outcomes})
    return condition
