"""Playbooks: all that the plugins say of one segment, merged."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from vpl_core.model.accounts import AccountFacts
from vpl_core.model.approvals import RequiredApproval
from vpl_core.model.base import Id, Line, Name, Word, canonical
from vpl_core.model.checklists import Checklist
from vpl_core.model.conditions import TargetMet
from vpl_core.model.decision_signals import DecisionSignal
from vpl_core.model.health import HealthSignal
from vpl_core.model.ladder import Ladder
from vpl_core.model.milestones import STAGE_WINDOWS, Milestone, Stage, StageWindow, Window
from vpl_core.model.option_archetypes import OptionArchetype
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.scorecards import Scorecard
from vpl_core.model.time_to_value import StopRule
from vpl_core.model.translations import Translations
from vpl_core.model.values import Kind, Threshold, ValueDefinition


class Segment(Word):
    """A kind of account, for which plugins speak."""

    id: Id
    """How accounts name it."""
    name: Name
    """How people call it."""
    cares_about: Line
    """What customers of this kind count as value, in one sentence."""
    floor: Rigor = Rigor.UNSOURCED
    """No rung may ask for less rigor than this: nothing counts as proven here by less, whoever gives the ladder."""
    calendar: tuple[StageWindow, ...] = ()
    """The stages whose windows differ from the usual ones; with those, every month has to lie in exactly one stage."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition written in Python: a pure function of the facts and the day."""

    name: str
    says: str
    """What it means when it is met, as a sentence."""
    ask: Callable[[AccountFacts, dt.date], Outcome]


class Origin(Word):
    """Which plugin contributed which thing."""

    what: Line
    id: Line
    plugin: Line
    segment: Line = ""
    """The segment that it was declared for, where it came here by a composition."""
    how: Line = ""
    """How a conflict was decided: `preferred over smb`, `joined`; empty where there was none."""
    by: Line = Field(default="", exclude=True)
    """Where that was decided; no part of what is declared, for a line may move."""


class Playbook(Word):
    """One segment's values, thresholds, milestones, ladder, scorecards, signals, checklists, clocks and approvals."""

    segment: Segment
    values: tuple[ValueDefinition, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    ladder: Ladder
    scorecards: tuple[Scorecard, ...] = ()
    health_signals: tuple[HealthSignal, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    stop_rules: tuple[StopRule, ...] = ()
    option_archetypes: tuple[OptionArchetype, ...] = ()
    approvals: tuple[RequiredApproval, ...] = ()
    decision_signals: tuple[DecisionSignal, ...] = ()
    origins: tuple[Origin, ...] = ()
    predicates: tuple[Predicate, ...] = Field(default=(), exclude=True)
    translations: tuple[Translations, ...] = Field(default=(), exclude=True)
    """What its texts are in other languages; where two say the same text, the first is asked. No rule looks at them."""

    @cached_property
    def value(self) -> dict[str, ValueDefinition]:
        """The value definitions by id."""
        return {value.id: value for value in self.values}

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The ids of the values that prove: those that are outcomes, in their order."""
        return tuple(value.id for value in self.values if value.kind is Kind.OUTCOME)

    @cached_property
    def threshold(self) -> dict[str, Threshold]:
        return {threshold.id: threshold for threshold in self.thresholds}

    @cached_property
    def milestone(self) -> dict[str, Milestone]:
        return {milestone.id: milestone for milestone in self.milestones}

    @cached_property
    def option_archetype(self) -> dict[str, OptionArchetype]:
        return {archetype.id: archetype for archetype in self.option_archetypes}

    @cached_property
    def approval(self) -> dict[str, RequiredApproval]:
        return {approval.id: approval for approval in self.approvals}

    @cached_property
    def decision_signal(self) -> dict[str, DecisionSignal]:
        return {signal.id: signal for signal in self.decision_signals}

    @cached_property
    def calendar(self) -> dict[Stage, Window]:
        """The window of every stage, in order: the segment's own, else the usual one."""
        own = {window.stage: window for window in self.segment.calendar}
        return {stage: own.get(stage, usual) for stage, usual in STAGE_WINDOWS.items()}

    def months_of(self, milestone: Milestone) -> Window:
        """The milestone's own window, else that of its stage."""
        return milestone.window or self.calendar[milestone.stage]

    @cached_property
    def predicate(self) -> dict[str, Predicate]:
        return {predicate.name: predicate for predicate in self.predicates}

    @cached_property
    def target_met(self) -> dict[str, TargetMet]:
        """For each value the condition that its agreed target is met."""
        return {value: TargetMet(value=value) for value in self.value}

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of everything the plugins declared; a changed definition changes it."""
        return hashlib.sha256(canonical(self).encode()).hexdigest()
