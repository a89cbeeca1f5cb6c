"""Decision records: what is to be decided, between what, on which facts, and what would call it back."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from vpl_core.model.alternatives import Alternative
from vpl_core.model.base import Day, Id, Line, Name, Prose, Word
from vpl_core.model.conditions import Condition
from vpl_core.model.reviews import HeldReview, Lock, ReviewDates
from vpl_core.model.scenarios import Assumption, Scenario
from vpl_core.model.waivers import Waiver


class Section(StrEnum):
    """The twelve sections of a record, in the order in which they are read."""

    OBJECTIVE = "Objective"
    SCOPE = "Scope and horizon"
    METRICS = "Success metrics"
    ASSUMPTIONS = "Key assumptions"
    OPTIONS = "Options"
    RANGES = "Scenario ranges"
    TRADE_OFF = "Trade-off summary"
    RISKS = "Risks and mitigations"
    CRITERIA = "Decision criteria"
    RECOMMENDATION = "Recommendation"
    TIMELINE = "Owner and timeline"
    TRIGGERS = "Review triggers"


class Passage(Word):
    """The prose of one section."""

    section: Section
    """Under which of the twelve headings it stands."""
    words: Prose = Field(min_length=1)
    """As it was written; shown as text."""


class Horizon(Word):
    """From when to when the decision is meant to hold."""

    starts: Day
    """The first day."""
    ends: Day
    """The last day."""

    @model_validator(mode="after")
    def _forward(self) -> Horizon:
        if self.ends <= self.starts:
            raise ValueError(f"it ends on {self.ends}, not after it starts on {self.starts}")
        return self


class Audit(Word):
    """Somebody looked whether it is right."""

    by: Name
    """Who looked."""
    on: Day
    """When."""


class Input(Word):
    """Something the decision rests on that changes by itself: a journey map, criteria, assets."""

    id: Id
    """Unique within the record."""
    name: Name
    """As pages show it."""
    owner: Line = ""
    """Who keeps it up to date."""
    refreshed_on: Day | None = None
    """When it was last brought up to date."""
    every_days: int = Field(default=90, ge=1, le=730)
    """How often that is due; a day later it is stale."""
    audit: Audit | None = None
    """Who checked it; without it the decision fails its check."""
    says: Line = ""
    """What it says, or which version it is; other words are a material change, other spacing is not."""
    paper: Id | None = None
    """The evidence that holds it; another file is a material change."""


class Criterion(Word):
    """What a good choice has to do."""

    id: Id
    """Unique within the record."""
    text: Line = Field(min_length=1)
    """As it will be judged."""
    audit: Audit | None = None
    """Who checked that it is what the customer wants; without it the decision fails its check."""


class Statement(Word):
    """A sentence that the decision rests on: a fact, an assumption or an open question."""

    kind: Literal["fact", "assumption", "open"]
    """A fact whose evidence is not on file counts, and is shown, as an assumption."""
    text: Line = Field(min_length=1)
    """The sentence."""
    evidence: tuple[Id, ...] = ()
    """What carries a fact; one piece on file is enough."""
    who: Line = ""
    """Who answers an open question."""
    by: Day | None = None
    """Until when."""


class Constraint(Word):
    """What must stay as it is for the decision to make sense."""

    id: Id
    """Unique within the record."""
    text: Line = Field(min_length=1)
    """In words; other words are a changed constraint."""
    holds: Condition | None = None
    """How facts tell that it still holds; watched by nobody where left out."""


class Approval(Word):
    """A yes that is needed from somebody: one that the segment asks for, or one that the record asks for itself."""

    answers: Id | None = None
    """Which of the segment's approvals it is; none where the record asks for it by itself."""
    who: Line = ""
    """The person."""
    role: Line = ""
    """In which role they say yes; for one that the segment asks for it has to be the role that is asked."""
    what: Line = ""
    """What they have to agree to, where the segment does not say it."""
    needed_by: Day | None = None
    """The last day on which it is in time."""
    given_on: Day | None = None
    """When they gave it."""
    evidence: Id | None = None
    """The evidence that holds it; one that the segment asks for does not count without."""

    @model_validator(mode="after")
    def _of_somebody(self) -> Approval:
        if self.answers is None and not (self.who and self.what):
            raise ValueError("say who has to approve, and what; or which approval of the segment it answers")
        return self


class Risk(Word):
    """What may go wrong, and what is done about it."""

    what: Line = Field(min_length=1)
    """What may happen."""
    mitigation: Line = ""
    """What keeps it small."""
    owner: Line = ""
    """Who watches it."""


class Action(Word):
    """What happens next."""

    what: Line = Field(min_length=1)
    """To be done."""
    owner: Line = ""
    """By whom."""
    due: Day | None = None
    """Until when."""
    done_on: Day | None = None
    """When it was done."""


class Trigger(Word):
    """What, once seen, stops the decision or calls it back."""

    says: Line = ""
    """In words, with what happens then; those of the signal where it names one."""
    when: Condition | None = None
    """How facts tell that it is seen; or else"""
    signal: Id | None = None
    """the signal of the segment that says so; or else"""
    manual: bool = False
    """true where only a person can tell."""
    seen_on: Day | None = None
    """When that person saw it."""

    @model_validator(mode="after")
    def _watched_one_way(self) -> Trigger:
        if (self.when is not None) + (self.signal is not None) + self.manual != 1:
            raise ValueError(
                "facts or a person tell; write one of `when:` with a condition, `signal:` with one of the segment's, "
                "or `manual: true`"
            )
        if not self.says and self.signal is None:
            raise ValueError("say in words what is seen, and what happens then, as `says:`")
        if self.seen_on is not None and not self.manual:
            raise ValueError("facts tell when this is seen; remove seen_on")
        return self


class DecisionRecord(Word):
    """One decision from frame over compare to commit, with everything that could undo it."""

    id: Id
    """Unique within the account."""
    title: Name
    """The choice, as a question or a sentence."""
    owner: Line = ""
    """The person who answers for it."""
    changes: Line = ""
    """What people will do otherwise because of it; a record that changes nothing is theatre."""
    horizon: Horizon | None = None
    """From when to when it is meant to hold."""
    passages: tuple[Passage, ...] = ()
    """The prose of the sections."""
    metrics: tuple[Id, ...] = ()
    """The values that success is measured by."""
    inputs: tuple[Input, ...] = ()
    """What it rests on that changes by itself."""
    statements: tuple[Statement, ...] = ()
    """Facts, assumptions and open questions."""
    constraints: tuple[Constraint, ...] = ()
    """What must stay as it is."""
    approvals: tuple[Approval, ...] = ()
    """Whose yes is needed."""
    waivers: tuple[Waiver, ...] = ()
    """Approvals of the segment that a person excuses for a time, with a reason; none counts as given by it."""
    options: tuple[Alternative, ...] = ()
    """All ways that are open."""
    ranges: tuple[Assumption, ...] = ()
    """How far uncertain inputs may lie off."""
    scenario: Scenario | None = None
    """The options weighed over these ranges."""
    traded: Line = ""
    """What was given up for what, in a sentence."""
    risks: tuple[Risk, ...] = ()
    """What may go wrong."""
    criteria: tuple[Criterion, ...] = ()
    """What a good choice has to do."""
    chosen: Id | None = None
    """The id of the option that is taken."""
    because: Line = ""
    """Why that one."""
    decided_on: Day | None = None
    """The day of the choice; before it the record is open."""
    next: tuple[Action, ...] = ()
    """What happens next."""
    reviews: ReviewDates = ReviewDates()
    """When it is looked at again."""
    stop: tuple[Trigger, ...] = ()
    """What ends it."""
    reversal: Trigger | None = None
    """What calls it back."""
    locked: Lock | None = None
    """What was sealed at the commit."""
    held: tuple[HeldReview, ...] = ()
    """Every review that took place, oldest first."""
    internal: bool = False
    """True where the customer's site must not show it."""
    notes: Prose = ""
    """Internal."""

    @field_validator("scenario")
    @classmethod
    def _of_this_record(cls, scenario: Scenario | None, info: ValidationInfo) -> Scenario | None:
        if scenario is None or "options" not in info.data or "ranges" not in info.data:
            return scenario
        options, weighed = (option.id for option in info.data["options"]), (one.option for one in scenario.alternatives)
        if odd := sorted(set(options) ^ set(weighed)):
            raise ValueError(f"{odd[0]!r} is not both an option and weighed; weigh every option, and nothing else")
        if scenario.assumptions != info.data["ranges"]:
            raise ValueError("its assumptions are not the ranges; write them as `ranges:` of the record")
        return scenario

    @model_validator(mode="after")
    def _whole(self) -> DecisionRecord:
        if self.chosen is not None and self.chosen not in [option.id for option in self.options]:
            raise ValueError(f"chosen: {self.chosen!r} is none of its options")
        if (double := _double([passage.section.value for passage in self.passages])) is not None:
            raise ValueError(f"the section {double!r} stands there twice")
        if (days := [review.on for review in self.held]) != sorted(days):
            raise ValueError("held: reviews are appended; put them in the order of their days")
        for what in ("inputs", "constraints", "options", "ranges", "criteria"):
            if (double := _double([one.id for one in getattr(self, what)])) is not None:
                raise ValueError(f"{what}: {double!r} stands there twice")
        return self

    def prose(self, section: Section) -> str:
        """What is written under the section's heading; empty where nothing is."""
        return next((passage.words for passage in self.passages if passage.section is section), "")

    @property
    def choice(self) -> Alternative | None:
        """The option that is taken; none while it is open."""
        return next((option for option in self.options if option.id == self.chosen), None)


def _double(ids: list[str]) -> str | None:
    return next((one for one in ids if ids.count(one) > 1), None)
