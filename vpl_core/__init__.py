"""The door for plugins: every word and marker that a plugin may use; nobody inside comes through here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vpl_core.errors import (
        Problem as Problem,
    )
    from vpl_core.hookspecs import (
        hookimpl as hookimpl,
    )
    from vpl_core.model.accounts import (
        Account as Account,
    )
    from vpl_core.model.accounts import (
        AccountFacts as AccountFacts,
    )
    from vpl_core.model.accounts import (
        Ask as Ask,
    )
    from vpl_core.model.accounts import (
        Attribute as Attribute,
    )
    from vpl_core.model.accounts import (
        Baseline as Baseline,
    )
    from vpl_core.model.accounts import (
        Decision as Decision,
    )
    from vpl_core.model.accounts import (
        Goal as Goal,
    )
    from vpl_core.model.accounts import (
        Language as Language,
    )
    from vpl_core.model.accounts import (
        MilestonePlan as MilestonePlan,
    )
    from vpl_core.model.accounts import (
        Option as Option,
    )
    from vpl_core.model.accounts import (
        Override as Override,
    )
    from vpl_core.model.accounts import (
        Person as Person,
    )
    from vpl_core.model.accounts import (
        Reset as Reset,
    )
    from vpl_core.model.accounts import (
        ValuePlan as ValuePlan,
    )
    from vpl_core.model.accounts import (
        Waiver as Waiver,
    )
    from vpl_core.model.base import (
        Day as Day,
    )
    from vpl_core.model.base import (
        Id as Id,
    )
    from vpl_core.model.base import (
        Line as Line,
    )
    from vpl_core.model.base import (
        Name as Name,
    )
    from vpl_core.model.base import (
        Number as Number,
    )
    from vpl_core.model.base import (
        Prose as Prose,
    )
    from vpl_core.model.base import (
        Word as Word,
    )
    from vpl_core.model.base import (
        clean as clean,
    )
    from vpl_core.model.base import (
        gate as gate,
    )
    from vpl_core.model.checklists import (
        Checklist as Checklist,
    )
    from vpl_core.model.checklists import (
        Question as Question,
    )
    from vpl_core.model.conditions import (
        AllOf as AllOf,
    )
    from vpl_core.model.conditions import (
        AnyOf as AnyOf,
    )
    from vpl_core.model.conditions import (
        AtLeast as AtLeast,
    )
    from vpl_core.model.conditions import (
        AtMost as AtMost,
    )
    from vpl_core.model.conditions import (
        AttributeIs as AttributeIs,
    )
    from vpl_core.model.conditions import (
        Between as Between,
    )
    from vpl_core.model.conditions import (
        ChangedBy as ChangedBy,
    )
    from vpl_core.model.conditions import (
        Condition as Condition,
    )
    from vpl_core.model.conditions import (
        CountOf as CountOf,
    )
    from vpl_core.model.conditions import (
        Custom as Custom,
    )
    from vpl_core.model.conditions import (
        EvidenceOf as EvidenceOf,
    )
    from vpl_core.model.conditions import (
        GapClosed as GapClosed,
    )
    from vpl_core.model.conditions import (
        MilestoneReached as MilestoneReached,
    )
    from vpl_core.model.conditions import (
        Not as Not,
    )
    from vpl_core.model.conditions import (
        PlanAgreed as PlanAgreed,
    )
    from vpl_core.model.conditions import (
        Recorded as Recorded,
    )
    from vpl_core.model.conditions import (
        Sustained as Sustained,
    )
    from vpl_core.model.conditions import (
        TargetMet as TargetMet,
    )
    from vpl_core.model.evidence import (
        Evidence as Evidence,
    )
    from vpl_core.model.evidence import (
        EvidenceKind as EvidenceKind,
    )
    from vpl_core.model.health import (
        Colour as Colour,
    )
    from vpl_core.model.health import (
        HealthSignal as HealthSignal,
    )
    from vpl_core.model.ladder import (
        Ladder as Ladder,
    )
    from vpl_core.model.ladder import (
        Rung as Rung,
    )
    from vpl_core.model.milestones import (
        Milestone as Milestone,
    )
    from vpl_core.model.milestones import (
        Stage as Stage,
    )
    from vpl_core.model.milestones import (
        Window as Window,
    )
    from vpl_core.model.observations import (
        Observation as Observation,
    )
    from vpl_core.model.observations import (
        Source as Source,
    )
    from vpl_core.model.outcomes import (
        Outcome as Outcome,
    )
    from vpl_core.model.outcomes import (
        Rigor as Rigor,
    )
    from vpl_core.model.playbook import (
        Predicate as Predicate,
    )
    from vpl_core.model.playbook import (
        Segment as Segment,
    )
    from vpl_core.model.scorecards import (
        Band as Band,
    )
    from vpl_core.model.scorecards import (
        Choice as Choice,
    )
    from vpl_core.model.scorecards import (
        Factor as Factor,
    )
    from vpl_core.model.scorecards import (
        Scorecard as Scorecard,
    )
    from vpl_core.model.time_to_value import (
        Clock as Clock,
    )
    from vpl_core.model.time_to_value import (
        StopRule as StopRule,
    )
    from vpl_core.model.values import (
        Category as Category,
    )
    from vpl_core.model.values import (
        Kind as Kind,
    )
    from vpl_core.model.values import (
        Method as Method,
    )
    from vpl_core.model.values import (
        Party as Party,
    )
    from vpl_core.model.values import (
        Threshold as Threshold,
    )
    from vpl_core.model.values import (
        ValueDefinition as ValueDefinition,
    )
    from vpl_core.model.values import (
        ValueType as ValueType,
    )
    from vpl_core.ports import (
        FactSource as FactSource,
    )
    from vpl_core.ports import (
        FileSchema as FileSchema,
    )
    from vpl_core.ports import (
        SourceReading as SourceReading,
    )
    from vpl_core.ports import (
        SourceRequest as SourceRequest,
    )

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
