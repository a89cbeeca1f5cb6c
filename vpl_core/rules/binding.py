"""Binding: a playbook whose conditions mean the same wherever they are carried."""

from __future__ import annotations

from typing import Any

from vpl_core.model.conditions import AllOf, AnyOf, Condition, CountOf, PlanAgreed
from vpl_core.model.milestones import Milestone
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Kind


def bound(playbook: Playbook) -> Playbook:
    """The same playbook, with the values named wherever a condition speaks of all outcomes of the segment.

    In a larger segment `all outcomes` would be more of them, and to agree on any three of them would be easier; and
    where a segment has a calendar of its own, its milestones keep the windows that it gives them.
    """
    outcomes = tuple(value.id for value in playbook.values if value.kind is Kind.OUTCOME)
    return playbook.model_copy(
        update={
            "milestones": tuple(_in_window(_with(one, "condition", outcomes), playbook) for one in playbook.milestones),
            "health_signals": tuple(_with(one, "when", outcomes) for one in playbook.health_signals),
            "checklists": tuple(
                one.model_copy(update={"questions": tuple(_with(q, "condition", outcomes) for q in one.questions)})
                for one in playbook.checklists
            ),
        }
    )


def _in_window(milestone: Milestone, playbook: Playbook) -> Milestone:
    own = bool(playbook.segment.calendar) and milestone.window is None
    return milestone.model_copy(update={"window": playbook.months_of(milestone)}) if own else milestone


def _with(thing: Any, field: str, outcomes: tuple[str, ...]) -> Any:
    return thing.model_copy(update={field: _bound(getattr(thing, field), outcomes)})


def _bound(condition: Condition, outcomes: tuple[str, ...]) -> Condition:
    if isinstance(condition, AllOf | AnyOf | CountOf):
        parts = tuple(_bound(part, outcomes) for part in condition.conditions)
        return condition.model_copy(update={"conditions": parts})
    if isinstance(condition, PlanAgreed) and not condition.values:
        return condition.model_copy(update={"values": outcomes})
    return condition
