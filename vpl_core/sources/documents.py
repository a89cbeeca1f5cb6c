"""Documents: the shapes of `accounts/*.yml` and `evidence/*.yml`, keyed by id where the words are lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from vpl_core.model.accounts import (
    Account,
    Ask,
    Attribute,
    Decision,
    Goal,
    Language,
    MilestonePlan,
    Override,
    Person,
    ValuePlan,
    Visibility,
    refuse_languages,
)
from vpl_core.model.audiences import Audiences
from vpl_core.model.base import Day, Id, Line, Name, Number, Prose, Word
from vpl_core.model.benefits import Benefit, Cost, WorkCalendar
from vpl_core.model.consents import Consent
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Source
from vpl_core.model.parts import Parts
from vpl_core.model.waivers import Waiver

FROM_ITS_KEY: Literal["from-its-key"] = "from-its-key"
"""Stands in an entry until its key is known; what the file says there itself is refused, not passed over."""
_Key = SkipJsonSchema[Literal["from-its-key"]]
W = TypeVar("W", bound=Word)


class GoalEntry(Goal):
    """A goal under its id."""

    id: _Key = FROM_ITS_KEY


class PlanEntry(ValuePlan):
    """What was agreed for the value that is its key."""

    value: _Key = FROM_ITS_KEY


class MilestoneEntry(MilestonePlan):
    """What the account changed about the milestone that is its key."""

    milestone: _Key = FROM_ITS_KEY


class OverrideEntry(Override):
    """What the threshold that is its key is set to, why and by whom."""

    threshold: _Key = FROM_ITS_KEY


class WaiverEntry(Waiver):
    """What excuses the milestone or question that is its key."""

    about: _Key = FROM_ITS_KEY


class DecisionEntry(Decision):
    """A decision under its id."""

    id: _Key = FROM_ITS_KEY


class BenefitEntry(Benefit):
    """What a value is worth in money, under its id."""

    id: _Key = FROM_ITS_KEY


class CostEntry(Cost):
    """What the customer pays, under its id."""

    id: _Key = FROM_ITS_KEY


class ConsentEntry(Consent):
    """What somebody allowed to be told elsewhere, under its id."""

    id: _Key = FROM_ITS_KEY


class PartsEntry(Parts):
    """The parts of the value that is its key."""

    value: _Key = FROM_ITS_KEY


class SourceEntry(Source):
    """A source of this account's readings, under its id."""

    id: _Key = FROM_ITS_KEY


class AccountDocument(Word):
    """An account's file: who, since when, what they want, and what was agreed."""

    name: Name
    """How people call the customer."""
    segment: Id
    """The kind of account, which plugins speak for."""
    start: Day
    """The day from which all months count, as YYYY-MM-DD."""
    language: Language = "en"
    """In which the customer's pages are written."""
    languages: tuple[Language, ...] = ()
    """Where they are written in several: all of them, instead of `language`; the first is at the site's root."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    """Of every amount of money, as ISO 4217 spells it."""
    sponsor: Person | None = None
    """Who at the customer wants this to succeed."""
    owner: Person | None = None
    """Who at the vendor answers for it."""
    contacts: tuple[Person, ...] = ()
    """Never published."""
    renewal: Day | None = None
    """Never published."""
    attributes: dict[Name, Number | Line] = Field(default_factory=dict)
    """Never published."""
    goals: dict[Id, GoalEntry] = Field(default_factory=dict)
    """By id, what success looks like in the customer's words."""
    plan: dict[Id, PlanEntry] = Field(default_factory=dict)
    """By value, what was agreed before anything was measured."""
    milestones: dict[Id, MilestoneEntry] = Field(default_factory=dict)
    """By milestone, its promised date, its owner, or why it is left out."""
    thresholds: dict[Id, OverrideEntry] = Field(default_factory=dict)
    """By threshold, what it is set to here, why and by whom."""
    waivers: dict[Id, WaiverEntry] = Field(default_factory=dict)
    """By milestone or question, what excuses it, until when."""
    asks: tuple[Ask, ...] = ()
    """What the vendor needs from the customer."""
    decisions: dict[Id, DecisionEntry] = Field(default_factory=dict)
    """By id, what was decided between which ways."""
    sources: dict[Id, SourceEntry] = Field(default_factory=dict)
    """By id, where this account's readings come from."""
    calendar: WorkCalendar = WorkCalendar()
    """How much of a year is worked there; needed where money follows from something counted an hour, day or week."""
    benefits: dict[Id, BenefitEntry] = Field(default_factory=dict)
    """By id, what a value is worth in money, by whose word."""
    costs: dict[Id, CostEntry] = Field(default_factory=dict)
    """By id, what the customer pays for it."""
    visibility: Visibility = Visibility()
    """Who at the customer may read of money and of decisions; fewer than the sponsor and finance."""
    sites: Audiences = ()
    """Readers who get a site of their own: sponsor, users, it, finance."""
    consents: dict[Id, ConsentEntry] = Field(default_factory=dict)
    """By id, what somebody allowed to be told elsewhere, until when."""
    parts: dict[Id, PartsEntry] = Field(default_factory=dict)
    """By value, what one source says of each clinic, team or region; shown, and deciding nothing."""
    notes: Prose = ""
    """Never published."""

    @model_validator(mode="after")
    def _languages(self) -> AccountDocument:
        first = self.languages[0] if self.languages and "language" not in self.model_fields_set else self.language
        refuse_languages(self.languages, first)
        return self

    def account(self, id_: str) -> Account:
        """The account in the words of the core; the id has to be one."""
        return Account.trusted(
            id=id_,
            name=self.name,
            segment=self.segment,
            start=self.start,
            language=self.languages[0] if self.languages else self.language,
            languages=self.languages,
            currency=self.currency,
            sponsor=self.sponsor,
            owner=self.owner,
            contacts=self.contacts,
            renewal=self.renewal,
            attributes=tuple(
                Attribute.trusted(name=name, content=content) for name, content in self.attributes.items()
            ),
            goals=_keyed(self.goals, Goal, "id"),
            plan=_keyed(self.plan, ValuePlan, "value"),
            milestones=_keyed(self.milestones, MilestonePlan, "milestone"),
            overrides=_keyed(self.thresholds, Override, "threshold"),
            waivers=_keyed(self.waivers, Waiver, "about"),
            asks=self.asks,
            decisions=_keyed(self.decisions, Decision, "id"),
            calendar=self.calendar,
            benefits=_keyed(self.benefits, Benefit, "id"),
            costs=_keyed(self.costs, Cost, "id"),
            visibility=self.visibility,
            sites=self.sites,
            consents=_keyed(self.consents, Consent, "id"),
            parts=_keyed(self.parts, Parts, "value"),
            notes=self.notes,
        )

    def own_sources(self) -> tuple[Source, ...]:
        return _keyed(self.sources, Source, "id")


class EvidenceEntry(Evidence):
    """A piece of evidence under its id; its file's SHA-256 is computed, never written down."""

    id: _Key = FROM_ITS_KEY
    sha256: SkipJsonSchema[Literal[""]] = ""
    file: Line = ""
    """A file's name under `evidence/ACCOUNT/`."""

    def evidence(self, id_: str, sha256: str) -> Evidence:
        """The evidence in the words of the core."""
        return Evidence.trusted(**{**vars(self), "id": id_, "sha256": sha256})


class EvidenceDocument(Word):
    """An account's evidence, by id."""

    evidence: dict[Id, EvidenceEntry] = Field(default_factory=dict)
    """By id, what somebody can hold in their hands."""


def _keyed(entries: Mapping[str, Word], kind: type[W], key: str) -> tuple[W, ...]:
    """The entries in the file's order, as words of the core that know their keys."""
    # The entries were checked under the rules of the kind, and the keys as ids.
    return tuple([kind.trusted(**{**vars(entry), key: id_}) for id_, entry in entries.items()])
