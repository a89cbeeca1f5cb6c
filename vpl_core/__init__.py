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
        AccountFacts as AccountFacts,
        Ask as Ask,
        Attribute as Attribute,
        Baseline as Baseline,
        Decision as Decision,
        Goal as Goal,
        Language as Language,
        Option as Option,
        Override as Override,
        Person as Person,
        ValuePlan as ValuePlan,
    )
    from vpl_core.model.alternatives import (
        Alternative as Alternative,
        Assumed as Assumed,
        Basis as Basis,
        Estimate as Estimate,
        PilotStage as PilotStage,
    )
    from vpl_core.model.approvals import (
        Citation as Citation,
        RequiredApproval as RequiredApproval,
    )
    from vpl_core.model.audience import (
        CustomerView as CustomerView,
    )
    from vpl_core.model.audiences import (
        Audience as Audience,
    )
    from vpl_core.model.base import (
        Day as Day,
        Id as Id,
        Line as Line,
        Name as Name,
        Number as Number,
        Prose as Prose,
        Word as Word,
        clean as clean,
        gate as gate,
    )
    from vpl_core.model.checklists import (
        Checklist as Checklist,
        Question as Question,
    )
    from vpl_core.model.compositions import (
        Composition as Composition,
        Preference as Preference,
    )
    from vpl_core.model.conditions import (
        AllOf as AllOf,
        AnyOf as AnyOf,
        AtLeast as AtLeast,
        AtMost as AtMost,
        AttributeIs as AttributeIs,
        Between as Between,
        ChangedBy as ChangedBy,
        Condition as Condition,
        CountOf as CountOf,
        Custom as Custom,
        EvidenceOf as EvidenceOf,
        GapClosed as GapClosed,
        MilestoneReached as MilestoneReached,
        Not as Not,
        PlanAgreed as PlanAgreed,
        Recorded as Recorded,
        Sustained as Sustained,
        TargetMet as TargetMet,
    )
    from vpl_core.model.corrections import (
        Barrier as Barrier,
        Correction as Correction,
        Escalation as Escalation,
        MilestoneReview as MilestoneReview,
    )
    from vpl_core.model.decision_signals import (
        DecisionSignal as DecisionSignal,
    )
    from vpl_core.model.decisions import (
        Action as Action,
        Approval as Approval,
        Audit as Audit,
        Constraint as Constraint,
        Criterion as Criterion,
        DecisionRecord as DecisionRecord,
        Horizon as Horizon,
        Input as Input,
        Passage as Passage,
        Risk as Risk,
        Section as Section,
        Statement as Statement,
        Trigger as Trigger,
    )
    from vpl_core.model.evidence import (
        Evidence as Evidence,
        EvidenceKind as EvidenceKind,
    )
    from vpl_core.model.extra_pages import (
        ExtraPage as ExtraPage,
        FactList as FactList,
        PageSection as PageSection,
        Paragraph as Paragraph,
        TextTable as TextTable,
    )
    from vpl_core.model.health import (
        Colour as Colour,
        HealthSignal as HealthSignal,
    )
    from vpl_core.model.ladder import (
        Ladder as Ladder,
        Rung as Rung,
    )
    from vpl_core.model.milestone_plans import (
        MilestonePlan as MilestonePlan,
        Reset as Reset,
    )
    from vpl_core.model.milestones import (
        Milestone as Milestone,
        Stage as Stage,
        StageWindow as StageWindow,
        Window as Window,
    )
    from vpl_core.model.observations import (
        Observation as Observation,
        Source as Source,
    )
    from vpl_core.model.option_archetypes import (
        OptionArchetype as OptionArchetype,
    )
    from vpl_core.model.outcomes import (
        Outcome as Outcome,
        Rigor as Rigor,
    )
    from vpl_core.model.playbook import (
        Predicate as Predicate,
        Segment as Segment,
    )
    from vpl_core.model.reviews import (
        HeldReview as HeldReview,
        Lock as Lock,
        ReviewDates as ReviewDates,
        Seal as Seal,
    )
    from vpl_core.model.scenarios import (
        Assumption as Assumption,
        Measure as Measure,
        Scenario as Scenario,
        Slope as Slope,
        Weighed as Weighed,
        Yardstick as Yardstick,
    )
    from vpl_core.model.scorecards import (
        Band as Band,
        Choice as Choice,
        Factor as Factor,
        Scorecard as Scorecard,
    )
    from vpl_core.model.time_to_value import (
        Clock as Clock,
        StopRule as StopRule,
    )
    from vpl_core.model.translations import (
        Translations as Translations,
    )
    from vpl_core.model.values import (
        Category as Category,
        Kind as Kind,
        Method as Method,
        Party as Party,
        Threshold as Threshold,
        ValueDefinition as ValueDefinition,
        ValueType as ValueType,
    )
    from vpl_core.model.waivers import (
        Waiver as Waiver,
    )
    from vpl_core.ports import (
        FactSource as FactSource,
        FileSchema as FileSchema,
        SourceReading as SourceReading,
        SourceRequest as SourceRequest,
        Survey as Survey,
        SurveyedSource as SurveyedSource,
    )
    from vpl_core.segment_texts import (
        translations_beside as translations_beside,
    )
    from vpl_core.sources.decision_documents import (
        DecisionDocument as DecisionDocument,
    )
    from vpl_core.sources.documents import (
        AccountDocument as AccountDocument,
        EvidenceDocument as EvidenceDocument,
    )
    from vpl_core.sources.figures import (
        Refusal as Refusal,
        parse_date as parse_date,
        parse_number as parse_number,
    )
    from vpl_core.sources.flaws import (
        Flaw as Flaw,
        shown as shown,
    )
    from vpl_core.sources.refusals import (
        told_by as told_by,
    )
    from vpl_core.sources.strict_csv import (
        CsvRow as CsvRow,
        CsvTable as CsvTable,
        read_columns as read_columns,
        read_csv as read_csv,
    )
    from vpl_core.sources.strict_yaml import (
        YamlDocument as YamlDocument,
        read_yaml as read_yaml,
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
        "Option",
        "Override",
        "Person",
        "ValuePlan",
    ),
    "model.approvals": ("Citation", "RequiredApproval"),
    "model.audience": ("CustomerView",),
    "model.extra_pages": ("ExtraPage", "FactList", "PageSection", "Paragraph", "TextTable"),
    "model.base": ("Day", "Id", "Line", "Name", "Number", "Prose", "Word", "clean", "gate"),
    "model.checklists": ("Checklist", "Question"),
    "model.compositions": ("Composition", "Preference"),
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
    "model.audiences": ("Audience",),
    "model.alternatives": ("Alternative", "Assumed", "Basis", "Estimate", "PilotStage"),
    "model.decision_signals": ("DecisionSignal",),
    "model.reviews": ("HeldReview", "Lock", "ReviewDates", "Seal"),
    "model.corrections": ("Barrier", "Correction", "Escalation", "MilestoneReview"),
    "model.decisions": (
        "Action",
        "Approval",
        "Audit",
        "Constraint",
        "Criterion",
        "DecisionRecord",
        "Horizon",
        "Input",
        "Passage",
        "Risk",
        "Section",
        "Statement",
        "Trigger",
    ),
    "model.evidence": ("Evidence", "EvidenceKind"),
    "model.health": ("Colour", "HealthSignal"),
    "model.ladder": ("Ladder", "Rung"),
    "model.milestone_plans": ("MilestonePlan", "Reset"),
    "model.milestones": ("Milestone", "Stage", "StageWindow", "Window"),
    "model.observations": ("Observation", "Source"),
    "model.option_archetypes": ("OptionArchetype",),
    "model.outcomes": ("Outcome", "Rigor"),
    "model.playbook": ("Predicate", "Segment"),
    "model.scenarios": ("Assumption", "Measure", "Scenario", "Slope", "Weighed", "Yardstick"),
    "model.scorecards": ("Band", "Choice", "Factor", "Scorecard"),
    "model.time_to_value": ("Clock", "StopRule"),
    "model.translations": ("Translations",),
    "model.values": ("Category", "Kind", "Method", "Party", "Threshold", "ValueDefinition", "ValueType"),
    "model.waivers": ("Waiver",),
    "ports": ("FactSource", "FileSchema", "SourceReading", "SourceRequest", "Survey", "SurveyedSource"),
    "segment_texts": ("translations_beside",),
    "sources.decision_documents": ("DecisionDocument",),
    "sources.documents": ("AccountDocument", "EvidenceDocument"),
    "sources.figures": ("Refusal", "parse_date", "parse_number"),
    "sources.flaws": ("Flaw", "shown"),
    "sources.refusals": ("told_by",),
    "sources.strict_csv": ("CsvRow", "CsvTable", "read_columns", "read_csv"),
    "sources.strict_yaml": ("YamlDocument", "read_yaml"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted(_ROOM_OF)  # pyright: ignore
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Opens a room only when something in it is asked for, so that the command line starts at once."""
    if name not in _ROOM_OF:
        raise AttributeError(f"vpl_core has no {name!r}; what plugins may use is in vpl_core.__all__")
    return getattr(import_module(f"vpl_core.{_ROOM_OF[name]}"), name)
