"""The enterprise segment: more volume, fewer compliance and security findings, departments that work as one."""

from __future__ import annotations

from vpl_core import (
    Checklist,
    HealthSignal,
    Ladder,
    Milestone,
    Scorecard,
    Segment,
    StopRule,
    Threshold,
    Translations,
    ValueDefinition,
    hookimpl,
    translations_beside,
)
from vpl_enterprise.checklists import CHECKLISTS
from vpl_enterprise.ladder import LADDER, STOP_RULES
from vpl_enterprise.milestones import MILESTONES
from vpl_enterprise.scorecard import HEALTH_SIGNALS, SCORECARD
from vpl_enterprise.values import THRESHOLDS, VALUES

SEGMENT = Segment(
    id="enterprise",
    name="Enterprise",
    cares_about="More volume without more cost per case, fewer compliance and security findings, departments that "
    "share facts.",
)


@hookimpl
def vpl_segments() -> tuple[Segment, ...]:
    return (SEGMENT,)


@hookimpl
def vpl_value_definitions(segment: str) -> tuple[ValueDefinition, ...]:
    return VALUES if segment == SEGMENT.id else ()


@hookimpl
def vpl_thresholds(segment: str) -> tuple[Threshold, ...]:
    return THRESHOLDS if segment == SEGMENT.id else ()


@hookimpl
def vpl_milestones(segment: str) -> tuple[Milestone, ...]:
    return MILESTONES if segment == SEGMENT.id else ()


@hookimpl
def vpl_ladders(segment: str) -> tuple[Ladder, ...]:
    return (LADDER,) if segment == SEGMENT.id else ()


@hookimpl
def vpl_checklists(segment: str) -> tuple[Checklist, ...]:
    return CHECKLISTS if segment == SEGMENT.id else ()


@hookimpl
def vpl_scorecards(segment: str) -> tuple[Scorecard, ...]:
    return (SCORECARD,) if segment == SEGMENT.id else ()


@hookimpl
def vpl_health_signals(segment: str) -> tuple[HealthSignal, ...]:
    return HEALTH_SIGNALS if segment == SEGMENT.id else ()


@hookimpl
def vpl_stop_rules(segment: str) -> tuple[StopRule, ...]:
    return STOP_RULES if segment == SEGMENT.id else ()


@hookimpl
def vpl_translations() -> tuple[Translations, ...]:
    return translations_beside(__name__)
