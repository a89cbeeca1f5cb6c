"""The healthcare segment: clinics and hospitals that count compliance, patient outcomes and efficiency as value."""

from __future__ import annotations

from vpl_core import (
    Checklist,
    DecisionSignal,
    HealthSignal,
    Ladder,
    Milestone,
    OptionArchetype,
    RequiredApproval,
    Rigor,
    Scorecard,
    Segment,
    StopRule,
    Threshold,
    Translations,
    ValueDefinition,
    hookimpl,
    translations_beside,
)
from vpl_healthcare.checklists import CHECKLISTS
from vpl_healthcare.governance import APPROVALS, DECISION_SIGNALS, OPTION_ARCHETYPES
from vpl_healthcare.ladder import LADDER, STOP_RULES
from vpl_healthcare.milestones import MILESTONES
from vpl_healthcare.scorecard import HEALTH_SIGNALS, SCORECARD
from vpl_healthcare.values import THRESHOLDS, VALUES

SEGMENT = Segment(
    id="healthcare",
    name="Healthcare",
    cares_about="Compliance that stands up to an audit, better care for patients, and work done in less time.",
    floor=Rigor.MEASURED,
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
def vpl_option_archetypes(segment: str) -> tuple[OptionArchetype, ...]:
    return OPTION_ARCHETYPES if segment == SEGMENT.id else ()


@hookimpl
def vpl_approvals(segment: str) -> tuple[RequiredApproval, ...]:
    return APPROVALS if segment == SEGMENT.id else ()


@hookimpl
def vpl_decision_signals(segment: str) -> tuple[DecisionSignal, ...]:
    return DECISION_SIGNALS if segment == SEGMENT.id else ()


@hookimpl
def vpl_translations() -> tuple[Translations, ...]:
    return translations_beside(__name__)
