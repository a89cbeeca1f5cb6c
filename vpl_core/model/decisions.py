"""Decision records: what is to be decided, between what, on which facts, and what would call it back."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Number, Prose, Word
from vpl_core.model.conditions import Condition
from vpl_core.model.outcomes import Rigor


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


OptionType = Literal["maintain", "staged_pilot", "redesign", "other"]
"""Keep the present way, try in stages, build anew; or something that its own words explain."""
ReviewKind = Literal["initial", "operating", "post"]
"""Before the first decision, on a fixed rhythm, and at the end."""


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
    """A yes that is needed from somebody."""

    who: Name
    """The person."""
    what: Line
    """What they have to agree to."""
    needed_by: Day | None = None
    """The last day on which it is in time."""
    given_on: Day | None = None
    """When they gave it."""


class Assumed(Word):
    """A number that an option's estimate takes for granted."""

    name: Name
    """What the number is of."""
    number: Number
    """In the unit that the name says."""


class Basis(Word):
    """What an option's estimate rests on; options on different ones are not compared."""

    assumptions: Line = ""
    """Which version of the assumptions."""
    numbers: tuple[Assumed, ...] = ()
    """The numbers taken for granted."""
    unit: Line = ""
    """What gains are counted in."""
    horizon_days: int | None = Field(default=None, ge=1, le=3650)
    """How far the estimate looks."""


class Estimate(Word):
    """What an option trades: speed of proof against rigor of evidence, cost, risk and the way back."""

    days_to_proof: int | None = Field(default=None, ge=0, le=3650)
    """Days until it is proven whether it works."""
    rigor: Rigor | None = None
    """How hard that proof will be to argue with."""
    cost: Number | None = None
    """In the account's currency."""
    risk: Literal["low", "medium", "high"] | None = None
    """Of its execution."""
    reversibility: Literal["easy", "costly", "final"] | None = None
    """What it takes to go back."""

    @property
    def weighs(self) -> bool:
        """Speed of proof and rigor of evidence are both told."""
        return self.days_to_proof is not None and self.rigor is not None


class PilotStage(Word):
    """One step of a pilot; the next is locked until its threshold is met at its rigor."""

    id: Id
    """Unique within the option."""
    name: Name
    """What is done in it."""
    threshold: Condition
    """What must be seen before the next step begins."""
    rigor: Rigor = Rigor.MEASURED
    """How well that must be proven."""


class Alternative(Word):
    """One way that is open, with what it trades."""

    id: Id
    """How `chosen` names it."""
    name: Name
    """As pages show it."""
    type: OptionType | None = None
    """Which of the archetypes it is."""
    gives: Line = ""
    """What speaks for it."""
    costs: Line = ""
    """What it takes, and what speaks against it."""
    changes: tuple[Literal["action", "owner", "budget"], ...] = ()
    """What will be otherwise once it is chosen; where no option changes anything there is no choice."""
    estimate: Estimate | None = None
    """What it trades."""
    basis: Basis | None = None
    """What the estimate rests on."""
    stages: tuple[PilotStage, ...] = ()
    """The steps of a staged pilot, in order."""


class Range(Word):
    """How far an uncertain input may lie off."""

    id: Id
    """Unique within the record."""
    name: Name
    """Of what."""
    unit: Line = ""
    """What the three numbers are counted in."""
    low: Number
    """The lowest that is thought possible."""
    base: Number
    """What is reckoned with."""
    high: Number
    """The highest that is thought possible."""

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if not self.low <= self.base <= self.high:
            raise ValueError(f"{self.low}, {self.base}, {self.high} do not rise; write low, base and high in order")
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

    says: Line = Field(min_length=1)
    """In words, with what happens then."""
    when: Condition | None = None
    """How facts tell that it is seen; or else"""
    manual: bool = False
    """true where only a person can tell."""
    seen_on: Day | None = None
    """When that person saw it."""

    @model_validator(mode="after")
    def _watched_one_way(self) -> Trigger:
        if (self.when is None) != self.manual:
            raise ValueError("facts or a person tell; write either `when:` with a condition, or `manual: true`")
        if self.seen_on is not None and not self.manual:
            raise ValueError("facts tell when this is seen; remove seen_on")
        return self


class ReviewDates(Word):
    """When the decision is looked at again; fixed before anything starts."""

    initial: Day | None = None
    """Inputs and assumptions are confirmed."""
    operating: Day | None = None
    """Evidence and execution are looked at for the first time."""
    every_days: int = Field(default=30, ge=1, le=730)
    """The rhythm after that, from each operating review to the next."""
    post: Day | None = None
    """Continue, adapt or stop."""

    @model_validator(mode="after")
    def _in_time_order(self) -> ReviewDates:
        days = [day for day in (self.initial, self.operating, self.post) if day is not None]
        if days != sorted(days):
            raise ValueError("the dates go back in time; put initial before operating before post")
        return self


class Seal(Word):
    """The content of one thing on one day, as a hash."""

    id: Id
    """Of the value, input or constraint."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Over what it said."""


class Lock(Word):
    """What was sealed when the choice was made; written by `vpl decide commit`."""

    on: Day
    """The day of the commit."""
    metrics: tuple[Seal, ...] = ()
    """The definitions of the values that the record measures by."""
    inputs: tuple[Seal, ...] = ()
    """What the inputs said."""
    criteria: tuple[Seal, ...] = ()
    """What the criteria said."""
    constraints: tuple[Seal, ...] = ()
    """What the constraints said."""


class HeldReview(Word):
    """A review that took place; written by `vpl decide review`, never taken away."""

    kind: ReviewKind
    """Which of the three."""
    on: Day
    """When."""
    by: Name
    """Who held it."""
    outcome: Literal["continue", "adapt", "stop"]
    """What came of it."""
    signals: tuple[Line, ...] = Field(min_length=1)
    """What was seen that speaks for the outcome."""
    again_on: Day | None = None
    """When it is looked at again, where not on the fixed rhythm."""
    inputs: tuple[Seal, ...] = ()
    """What the inputs said on that day."""
    criteria: tuple[Seal, ...] = ()
    """What the criteria said on that day."""
    constraints: tuple[Seal, ...] = ()
    """What the constraints said on that day."""


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
    options: tuple[Alternative, ...] = ()
    """All ways that are open."""
    ranges: tuple[Range, ...] = ()
    """How far uncertain inputs may lie off."""
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
