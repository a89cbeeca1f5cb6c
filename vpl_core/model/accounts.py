"""Accounts: one customer in one segment, what they want, what was agreed, and all that is known of them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Number, Prose, Word
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation, Source
from vpl_core.model.values import Method

Language = Literal["en", "ja", "ko"]


class Person(Word):
    """Somebody by name; the address never leaves the vendor."""

    name: Name
    role: Line = ""
    email: Line = ""
    """Internal."""


class Attribute(Word):
    """Something that is true of the account and is no reading of a value."""

    name: Name
    content: Number | Line


class Goal(Word):
    """What success looks like, in the customer's own words."""

    id: Id
    words: Prose = Field(min_length=1)
    level: Literal["strategic", "tactical", "operational"]
    said_by: Line = ""
    said_on: Day | None = None
    values: tuple[Id, ...] = ()
    """The values that will show whether it was reached."""


class Baseline(Word):
    """Where a value began, and how that is known."""

    number: Number
    on: Day
    source: str = ""
    """The id of a declared source."""


class ValuePlan(Word):
    """What was agreed for one value, before anything was measured against it."""

    value: Id
    baseline: Baseline | None = None
    target: Number | None = None
    strictly: bool = False
    """True where the target must be passed and not only reached: below 2 %, not 2 %."""
    due: Day | None = None
    method: Method | None = None
    how: Line = ""
    """How it is measured: who, over whom, when."""
    validator: Line = ""
    """The person at the customer who will confirm the result."""
    agreed_by: Line = ""
    agreed_on: Day | None = None
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


class Reset(Word):
    """A promised date that was moved; never deleted."""

    to: Day
    on: Day
    """The day on which it was moved."""
    because: Line = Field(min_length=1)
    confidence: Literal["high", "medium", "low"]
    by: Name


class MilestonePlan(Word):
    """What the account changed about a milestone: its date, who answers for it, whether it is wanted at all."""

    milestone: Id
    due: Day | None = None
    """The first promise; the end of the window where left out."""
    owner: Line = ""
    impact: Line = ""
    """What reaching it means for this customer, in their words."""
    resets: tuple[Reset, ...] = ()
    left_out: Line = ""
    """Why the customer does not go for it; it is then neither late nor missed, and no rung that needs it is lifted."""
    left_out_by: Line = ""
    """Who decided that."""

    @model_validator(mode="after")
    def _left_out_by_whom(self) -> MilestonePlan:
        if bool(self.left_out) != bool(self.left_out_by):
            raise ValueError("a milestone is left out with a reason and a name; write both left_out and left_out_by")
        return self

    @model_validator(mode="after")
    def _in_time_order(self) -> MilestonePlan:
        days = [reset.on for reset in self.resets]
        if days != sorted(days):
            raise ValueError("resets are appended: put them in the order of their days")
        for reset in self.resets:
            if reset.to < reset.on:
                raise ValueError(f"on {reset.on} the date cannot be moved to {reset.to}, which was past")
        return self


class Override(Word):
    """A threshold that this account or portfolio set otherwise, in the open."""

    threshold: Id
    number: Number
    because: Line = Field(min_length=1)
    by: Name


class Waiver(Word):
    """A person's dated and expiring reason to go on without; it never lifts a proven rung."""

    about: Id
    """A milestone, or a checklist's question."""
    because: Line = Field(min_length=1)
    by: Name
    on: Day
    expires: Day

    @model_validator(mode="after")
    def _expires_later(self) -> Waiver:
        if self.expires <= self.on:
            raise ValueError(f"it expires on {self.expires}, not after it began on {self.on}")
        return self


class Ask(Word):
    """What the vendor needs from the customer."""

    who: Name
    what: Line = Field(min_length=1)
    by: Day
    otherwise: Line
    """What happens without it."""


class Option(Word):
    """One way that was open when a decision was made."""

    name: Name
    gives: Line = ""
    costs: Line = ""


class Decision(Word):
    """What was chosen, by whom, and what would change it."""

    id: Id
    title: Name
    owner: Line = ""
    options: tuple[Option, ...] = ()
    chosen: Line = ""
    because: Line = ""
    decided_on: Day | None = None
    review_on: Day | None = None
    reversal_signal: Line = ""
    """What, if seen, calls the decision back."""

    @model_validator(mode="after")
    def _chose_an_option(self) -> Decision:
        if self.chosen and self.chosen not in [option.name for option in self.options]:
            raise ValueError(f"{self.chosen!r} is none of its options")
        return self


class Account(Word):
    """One customer: who, since when, what they want, what was agreed."""

    id: Id
    name: Name
    segment: Id
    start: Day
    """The day from which all months count."""
    language: Language = "en"
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
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
    plan: tuple[ValuePlan, ...] = ()
    milestones: tuple[MilestonePlan, ...] = ()
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    asks: tuple[Ask, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: Prose = ""
    """Internal."""

    @model_validator(mode="after")
    def _each_once(self) -> Account:
        for what, ids in (
            ("plan", [plan.value for plan in self.plan]),
            ("milestones", [plan.milestone for plan in self.milestones]),
            ("overrides", [override.threshold for override in self.overrides]),
            ("attributes", [attribute.name for attribute in self.attributes]),
            ("goals", [goal.id for goal in self.goals]),
            ("decisions", [decision.id for decision in self.decisions]),
        ):
            double = next((one for one in ids if ids.count(one) > 1), None)
            if double is not None:
                raise ValueError(f"{what}: {double!r} stands there twice")
        return self


class AccountFacts(Word):
    """Everything known of one account; the rules ask nobody else."""

    account: Account
    observations: tuple[Observation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[Source, ...] = ()

    @cached_property
    def source(self) -> dict[str, Source]:
        """The declared sources by id."""
        return {source.id: source for source in self.sources}
