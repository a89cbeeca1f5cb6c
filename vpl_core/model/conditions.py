"""Conditions: the closed forms in which a plugin can say that something holds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Id, Name, Number, Word
from vpl_core.model.evidence import EvidenceKind
from vpl_core.model.outcomes import Rigor

Limit = Number | Id
"""A number, or the id of a declared threshold that an account may override with a reason."""


class AtLeast(Word):
    """The latest reading is at or above the limit."""

    kind: Literal["at_least"] = "at_least"
    value: Id
    """The value that is read."""
    limit: Limit
    """In the unit of the value."""
    strictly: bool = False
    """True where the limit must be passed and not only reached."""


class AtMost(Word):
    """The latest reading is at or below the limit."""

    kind: Literal["at_most"] = "at_most"
    value: Id
    """The value that is read."""
    limit: Limit
    """In the unit of the value."""
    strictly: bool = False
    """True where the reading must stay below the limit."""


class Between(Word):
    """The latest reading lies in [low, high)."""

    kind: Literal["between"] = "between"
    value: Id
    """The value that is read."""
    low: Limit
    """The lower end, inclusive."""
    high: Limit
    """The upper end, exclusive."""

    @model_validator(mode="after")
    def _not_empty(self) -> Between:
        if not isinstance(self.low, str) and not isinstance(self.high, str) and self.low >= self.high:
            raise ValueError(f"nothing lies in [{self.low}, {self.high})")
        return self


class ChangedBy(Word):
    """The latest reading differs from the agreed baseline by the limit or more, in the limit's direction.

    A limit of -50 with `percent` means fallen by half or more; +10 with `units` means risen by 10 or more.
    """

    kind: Literal["changed_by"] = "changed_by"
    value: Id
    """The value that is read."""
    limit: Limit
    """The sign says which way."""
    counted_in: Literal["units", "percent"] = "units"
    """The unit of the value, or percent of the baseline."""


class GapClosed(Word):
    """At least this percentage of the way from the agreed baseline to the agreed target is covered."""

    kind: Literal["gap_closed"] = "gap_closed"
    value: Id
    """The value that is read."""
    percent: Limit
    """0 at the baseline, 100 at the target."""


class TargetMet(Word):
    """The latest reading meets the target agreed with the customer, strictly where the plan says so."""

    kind: Literal["target_met"] = "target_met"
    value: Id
    """The value that is read."""


class Sustained(Word):
    """The condition has held at each of the last readings, for a number of readings or of days."""

    kind: Literal["sustained"] = "sustained"
    condition: AtLeast | AtMost | Between | ChangedBy | GapClosed | TargetMet = Field(discriminator="kind")
    """What must have held."""
    readings: int | None = Field(default=None, ge=2, le=100)
    """At so many of the latest readings, one after the other."""
    days: int | None = Field(default=None, ge=1, le=1500)
    """Over so many days, up to the latest reading."""

    @model_validator(mode="after")
    def _one_measure(self) -> Sustained:
        if (self.readings is None) == (self.days is None):
            raise ValueError("say either readings or days")
        return self


class PlanAgreed(Word):
    """Baseline, target, method and validator are agreed with the customer for this many of the values."""

    kind: Literal["plan_agreed"] = "plan_agreed"
    values: tuple[Id, ...] = ()
    """The values that may count; all outcomes of the segment where left out."""
    at_least: int = Field(default=1, ge=1)
    """How many of them."""


class MilestoneReached(Word):
    """Another milestone is met."""

    kind: Literal["milestone_reached"] = "milestone_reached"
    milestone: Id
    """The other milestone; it must not wait for this one."""


class EvidenceOf(Word):
    """Evidence of one of these kinds speaks of the milestone or value, at least this rigorous."""

    kind: Literal["evidence_of"] = "evidence_of"
    kinds: tuple[EvidenceKind, ...] = Field(min_length=1)
    """Any of these."""
    milestone: Id | None = None
    """What it speaks of; or else"""
    value: Id | None = None
    """the value that it speaks of."""
    at_least: Rigor = Rigor.ASSERTED
    """The weakest proof that counts."""
    count: int = Field(default=1, ge=1)
    """How many such papers."""

    @model_validator(mode="after")
    def _about_one_thing(self) -> EvidenceOf:
        if (self.milestone is None) == (self.value is None):
            raise ValueError("name either the milestone or the value that the evidence speaks of")
        return self


Fact = Literal["owner", "sponsor", "goal", "renewal", "decision", "review_date", "reversal_signal", "options", "ask"]


class Recorded(Word):
    """The account's file says so: a sponsor is named, a goal is written down in the customer's words."""

    kind: Literal["recorded"] = "recorded"
    fact: Fact
    """What the file has to hold."""


class AttributeIs(Word):
    """The account's attribute is one of these texts, letter for letter."""

    kind: Literal["attribute_is"] = "attribute_is"
    attribute: Name
    """The name of the attribute."""
    one_of: tuple[Name, ...] = Field(min_length=1)
    """Compared letter for letter."""


class Custom(Word):
    """A predicate that a plugin wrote in Python, by its name."""

    kind: Literal["custom"] = "custom"
    name: Id
    """As the plugin gave it through `vpl_conditions`."""


class CountOf(Word):
    """At least so many of the conditions hold."""

    kind: Literal["count_of"] = "count_of"
    at_least: int = Field(ge=1)
    """How many of them."""
    conditions: tuple[Condition, ...] = Field(min_length=1)
    """Those that are counted."""

    @model_validator(mode="after")
    def _reachable(self) -> CountOf:
        if self.at_least > len(self.conditions):
            raise ValueError(f"at least {self.at_least} of {len(self.conditions)} conditions can never hold")
        return self


class AllOf(Word):
    """Every condition holds."""

    kind: Literal["all_of"] = "all_of"
    conditions: tuple[Condition, ...] = Field(min_length=1)
    """All that have to hold."""


class AnyOf(Word):
    """At least one condition holds."""

    kind: Literal["any_of"] = "any_of"
    conditions: tuple[Condition, ...] = Field(min_length=1)
    """Those of which one is enough."""


class Not(Word):
    """The reading's condition does not hold; with no reading that is unknown too.

    Only conditions over readings and attributes can be negated: to negate evidence would let its loss raise somebody.
    """

    kind: Literal["not"] = "not"
    condition: AtLeast | AtMost | Between | ChangedBy | GapClosed | TargetMet | AttributeIs = Field(
        discriminator="kind"
    )
    """What must not hold."""


Condition = Annotated[
    AtLeast
    | AtMost
    | Between
    | ChangedBy
    | GapClosed
    | TargetMet
    | Sustained
    | PlanAgreed
    | MilestoneReached
    | EvidenceOf
    | Recorded
    | AttributeIs
    | Custom
    | CountOf
    | AllOf
    | AnyOf
    | Not,
    Field(discriminator="kind"),
]
for _composed in (CountOf, AllOf, AnyOf):
    _composed.model_rebuild()

AboutReading = AtLeast | AtMost | Between | ChangedBy | GapClosed | TargetMet
"""Conditions that look at one reading of one value."""
