"""Accounts: one customer in one segment, what they want, what was agreed, and all that is known of them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from vpl_core.model.audiences import Audience, Audiences
from vpl_core.model.base import Day, Id, Line, Name, Number, Prose, Word, refuse_outside_range
from vpl_core.model.benefits import Benefit, Cost, WorkCalendar
from vpl_core.model.consents import Consent
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.evidence import Evidence
from vpl_core.model.milestone_plans import MilestonePlan as MilestonePlan, Reset as Reset
from vpl_core.model.observations import Observation, Source
from vpl_core.model.parts import Parts
from vpl_core.model.values import Method
from vpl_core.model.visibility import READERS, Subject
from vpl_core.model.waivers import Waiver

Language = Literal["en", "ja", "ko"]


class Person(Word):
    """Somebody by name; the address never leaves the vendor."""

    name: Name
    """As it stands on pages."""
    role: Line = ""
    """What they do there, shown beside the name."""
    email: Line = ""
    """Internal."""


class Attribute(Word):
    """Something that is true of the account and is no reading of a value."""

    name: Name
    """How scorecards and conditions ask for it."""
    content: Number | Line
    """A number or a text; texts are compared letter for letter."""


class Goal(Word):
    """What success looks like, in the customer's own words."""

    id: Id
    """Unique within the account."""
    words: Prose = Field(min_length=1)
    """What they said, unchanged."""
    level: Literal["strategic", "tactical", "operational"]
    """Whose success it is: the company's, a department's, a team's."""
    said_by: Line = ""
    """The person who said it."""
    said_on: Day | None = None
    """On which day."""
    values: tuple[Id, ...] = ()
    """The values that will show whether it was reached."""


class Baseline(Word):
    """Where a value began, and how that is known."""

    number: Number
    """In the unit of the value."""
    on: Day
    """The day it was read."""
    source: str = ""
    """The id of a declared source."""
    low: Number | None = None
    """The least that it may have been; written together with `high`."""
    high: Number | None = None
    """The most that it may have been."""

    @model_validator(mode="after")
    def _lies_in_its_range(self) -> Baseline:
        refuse_outside_range(self.number, self.low, self.high)
        return self


class ValuePlan(Word):
    """What was agreed for one value, before anything was measured against it."""

    value: Id
    """The value that the agreement is about."""
    baseline: Baseline | None = None
    """Where it began; without it no way is covered and no change is known."""
    target: Number | None = None
    """What counts as achieved, in the unit of the value."""
    strictly: bool = False
    """True where the target must be passed and not only reached: below 2 %, not 2 %."""
    due: Day | None = None
    """The day by which the target is promised."""
    first_reading: Day | None = None
    """The day on which the first reading is due; told wherever a page has no number yet."""
    method: Method | None = None
    """How it is measured; sound where the value allows the method."""
    how: Line = ""
    """How it is measured: who, over whom, when."""
    validator: Line = ""
    """The person at the customer who will confirm the result."""
    agreed_by: Line = ""
    """The person at the customer who agreed."""
    agreed_on: Day | None = None
    """The day of the agreement; a reading from before it is not sound proof of an outcome."""
    source: str = ""
    """The source of record; readings of other sources only corroborate."""

    @property
    def is_agreed(self) -> bool:
        """Baseline, target, method and validator are there, with the person and the day of the agreement."""
        return bool(
            self.baseline and self.target is not None and self.method and self.validator and self.agreed_by
        ) and (self.agreed_on is not None)

    @property
    def missing(self) -> tuple[str, ...]:
        """What an agreement still lacks, in the order of the sheet."""
        there = {
            "baseline": self.baseline is not None,
            "target": self.target is not None,
            "method": self.method is not None,
            "validator": bool(self.validator),
            "agreed_by": bool(self.agreed_by),
            "agreed_on": self.agreed_on is not None,
        }
        return tuple(name for name, present in there.items() if not present)


class Override(Word):
    """A threshold that this account or portfolio set otherwise, in the open."""

    threshold: Id
    """The threshold that is set otherwise."""
    number: Number
    """What counts instead, in the unit of the threshold."""
    because: Line = Field(min_length=1)
    """Why; shown wherever the threshold decides."""
    by: Name
    """Who set it."""


class Ask(Word):
    """What the vendor needs from the customer."""

    who: Name
    """The person or team at the customer."""
    what: Line = Field(min_length=1)
    """What is needed of them."""
    by: Day
    """Until when."""
    otherwise: Line
    """What happens without it."""
    audience: Audience = Audience.SPONSOR
    """Whose block it stands in; the sponsor's where left out."""


class Option(Word):
    """One way that was open when a decision was made."""

    name: Name
    """How the decision calls it."""
    gives: Line = ""
    """What speaks for it."""
    costs: Line = ""
    """What it takes, and what speaks against it."""


class Decision(Word):
    """What was chosen, by whom, and what would change it: the short form, for what needs no record of its own."""

    id: Id
    """Unique within the account."""
    title: Name
    """The question that was decided."""
    owner: Line = ""
    """Who answers for it."""
    options: tuple[Option, ...] = ()
    """All ways that were open."""
    chosen: Line = ""
    """The name of the option that was taken; empty while it is open."""
    because: Line = ""
    """Why that one."""
    decided_on: Day | None = None
    """The day of the choice."""
    review_on: Day | None = None
    """The day on which it is looked at again."""
    reversal_signal: Line = ""
    """What, if seen, calls the decision back."""

    @model_validator(mode="after")
    def _chose_an_option(self) -> Decision:
        if self.chosen and self.chosen not in [option.name for option in self.options]:
            raise ValueError(f"{self.chosen!r} is none of its options")
        return self


class Visibility(Word):
    """Who at the customer may read what not everybody may; never more readers than vpl allows."""

    money: Audiences | None = None
    """Who reads of benefits and costs; sponsor and finance where left out."""
    decisions: Audiences | None = None
    """Who reads of decisions; sponsor and finance where left out."""

    @field_validator("money", "decisions")
    @classmethod
    def _never_more(cls, readers: Audiences | None, about: ValidationInfo) -> Audiences | None:
        most = READERS[Subject(about.field_name or "")]
        if more := [str(one) for one in readers or () if one not in most]:
            told = f"{about.field_name} is never shown to {', '.join(more)}"
            raise ValueError(f"{told}; name some of {', '.join(most)}, or nobody")
        return readers

    def readers(self, subject: Subject) -> tuple[Audience, ...]:
        """Who may read of it."""
        asked: tuple[Audience, ...] | None = None if subject is Subject.PROGRESS else getattr(self, subject)
        return READERS[subject] if asked is None else asked


def refuse_languages(languages: tuple[Language, ...], first: Language) -> None:
    """ValueError where a site would be in one language twice, or in another one first."""
    if len(set(languages)) < len(languages):
        raise ValueError("a language stands there twice; name each once")
    if languages and languages[0] != first:
        raise ValueError(f"the first language is {languages[0]!r} and not {first!r}; leave `language` out")


class Account(Word):
    """One customer: who, since when, what they want, what was agreed."""

    id: Id
    """Names its file, its folder and its site."""
    name: Name
    """As the customer writes it."""
    segment: Id
    """The kind of account, which chooses the playbook."""
    start: Day
    """The day from which all months count."""
    language: Language = "en"
    """Of the customer's site."""
    languages: tuple[Language, ...] = ()
    """Where the site is in several: all of them, `language` first; empty where it is in that one alone."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    """The ISO 4217 code in which money is told; nothing is ever converted."""
    sponsor: Person | None = None
    """Who at the customer wants this to succeed."""
    owner: Person | None = None
    """Who at the vendor answers for it."""
    contacts: tuple[Person, ...] = ()
    """Internal."""
    renewal: Day | None = None
    """Internal."""
    attributes: tuple[Attribute, ...] = ()
    """Internal."""
    goals: tuple[Goal, ...] = ()
    """What the customer wants, in their words."""
    plan: tuple[ValuePlan, ...] = ()
    """What was agreed for each value."""
    milestones: tuple[MilestonePlan, ...] = ()
    """What this account changed about milestones."""
    overrides: tuple[Override, ...] = ()
    """Thresholds that are set otherwise here."""
    waivers: tuple[Waiver, ...] = ()
    """What a person excuses for a time."""
    asks: tuple[Ask, ...] = ()
    """What is needed of the customer."""
    decisions: tuple[Decision, ...] = ()
    """What was decided, and what would call it back."""
    calendar: WorkCalendar = WorkCalendar()
    """How much of a year is worked there."""
    benefits: tuple[Benefit, ...] = ()
    """What the values are worth in money."""
    costs: tuple[Cost, ...] = ()
    """What the customer pays for it."""
    visibility: Visibility = Visibility()
    """Who at the customer may read what not everybody may."""
    sites: Audiences = ()
    """Readers who get a site of their own, beside the one that has everything."""
    consents: tuple[Consent, ...] = ()
    """What somebody allowed to be told elsewhere."""
    parts: tuple[Parts, ...] = ()
    """Values taken apart by clinic, team or region; they are shown and decide nothing."""
    notes: Prose = ""
    """Internal."""

    @property
    def spoken(self) -> tuple[Language, ...]:
        """Every language of the site, the one at its root first."""
        return self.languages or (self.language,)

    @model_validator(mode="after")
    def _language_first(self) -> Account:
        refuse_languages(self.languages, self.language)
        return self

    @model_validator(mode="after")
    def _each_once(self) -> Account:
        for what, ids in (
            ("plan", [plan.value for plan in self.plan]),
            ("milestones", [plan.milestone for plan in self.milestones]),
            ("overrides", [override.threshold for override in self.overrides]),
            ("attributes", [attribute.name for attribute in self.attributes]),
            ("goals", [goal.id for goal in self.goals]),
            ("decisions", [decision.id for decision in self.decisions]),
            ("benefits", [benefit.id for benefit in self.benefits]),
            ("costs", [cost.id for cost in self.costs]),
            ("consents", [consent.id for consent in self.consents]),
            ("parts", [parts.value for parts in self.parts]),
        ):
            if len(set(ids)) < len(ids):
                double = next(one for one, count in Counter(ids).items() if count > 1)
                raise ValueError(f"{what}: {double!r} stands there twice")
        return self


class AccountFacts(Word):
    """Everything known of one account; the rules ask nobody else."""

    account: Account
    """Who it is, and what was agreed."""
    observations: tuple[Observation, ...] = ()
    """Readings in any order."""
    evidence: tuple[Evidence, ...] = ()
    """Papers and statements in any order."""
    sources: tuple[Source, ...] = ()
    """Where readings come from; a source that is not declared proves nothing."""
    records: tuple[DecisionRecord, ...] = ()
    """The decisions that have a record of their own, in any order."""

    @cached_property
    def source(self) -> dict[str, Source]:
        """The declared sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def readings(self) -> dict[str, list[Observation]]:
        """The observations by value, in the order in which they were given; grouped once for all who look at them."""
        grouped: dict[str, list[Observation]] = {}
        for observation in self.observations:
            try:
                grouped[observation.value].append(observation)
            except KeyError:
                grouped[observation.value] = [observation]
        return grouped
