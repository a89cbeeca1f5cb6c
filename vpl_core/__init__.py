"""The door for plugins: every word and marker that a plugin may use; nobody inside comes through here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vpl_core.errors import Problem
    from vpl_core.hookspecs import hookimpl
    from vpl_core.model.accounts import (
        Account,
        AccountFacts,
        Ask,
        Attribute,
        Baseline,
        Decision,
        Goal,
        Language,
        MilestonePlan,
        Option,
        Override,
        Person,
        Reset,
        ValuePlan,
        Waiver,
    )
    from vpl_core.model.base import Day, Id, Line, Name, Number, Prose, Word, clean, gate
    from vpl_core.model.checklists import Checklist, Question
    from vpl_core.model.conditions import (
        AllOf,
        AnyOf,
        AtLeast,
        AtMost,
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
    from vpl_core.model.evidence import Evidence, EvidenceKind
    from vpl_core.model.health import Colour, HealthSignal
    from vpl_core.model.ladder import Ladder, Rung
    from vpl_core.model.milestones import Milestone, Stage, Window
    from vpl_core.model.observations import Observation, Source
    from vpl_core.model.outcomes import Outcome, Rigor
    from vpl_core.model.playbook import Predicate, Segment
    from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
    from vpl_core.model.time_to_value import Clock, StopRule
    from vpl_core.model.values import Category, Kind, Method, Party, Threshold, ValueDefinition, ValueType
    from vpl_core.ports import FactSource, FileSchema, SourceReading, SourceRequest

_ROOMS: dict[str, tuple[str, ...]] = {
    "errors": ("Problem",),
    "hookspecs": ("hookimpl",),
    "model.accounts": (
        "Account",
        "AccountFacts",
        "Ask",
        "Attribute",
        "Baseline",
        "Decision",
        "Goal",
        "Language",
        "MilestonePlan",
        "Option",
        "Override",
        "Person",
        "Reset",
        "ValuePlan",
        "Waiver",
    ),
    "model.base": ("Day", "Id", "Line", "Name", "Number", "Prose", "Word", "clean", "gate"),
    "model.checklists": ("Checklist", "Question"),
    "model.conditions": (
        "AllOf",
        "AnyOf",
        "AtLeast",
        "AtMost",
        "AttributeIs",
        "Between",
        "ChangedBy",
        "Condition",
        "CountOf",
        "Custom",
        "EvidenceOf",
        "GapClosed",
        "MilestoneReached",
        "Not",
        "PlanAgreed",
        "Recorded",
        "Sustained",
        "TargetMet",
    ),
    "model.evidence": ("Evidence", "EvidenceKind"),
    "model.health": ("Colour", "HealthSignal"),
    "model.ladder": ("Ladder", "Rung"),
    "model.milestones": ("Milestone", "Stage", "Window"),
    "model.observations": ("Observation", "Source"),
    "model.outcomes": ("Outcome", "Rigor"),
    "model.playbook": ("Predicate", "Segment"),
    "model.scorecards": ("Band", "Choice", "Factor", "Scorecard"),
    "model.time_to_value": ("Clock", "StopRule"),
    "model.values": ("Category", "Kind", "Method", "Party", "Threshold", "ValueDefinition", "ValueType"),
    "ports": ("FactSource", "FileSchema", "SourceReading", "SourceRequest"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted(_ROOM_OF)  # pyright: ignore
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Opens a room only when something in it is asked for, so that the command line starts at once."""
    if name not in _ROOM_OF:
        raise AttributeError(f"vpl_core has no {name!r}; what plugins may use is in vpl_core.__all__")
    return getattr(import_module(f"vpl_core.{_ROOM_OF[name]}"), name)
