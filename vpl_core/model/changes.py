"""Changes: what could become known of an account, each said as one thing that somebody can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.base import Day, Id, Line, Name, Number, Word
from vpl_core.model.conditions import Condition, Fact
from vpl_core.model.evidence import EvidenceKind
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Rigor
from vpl_core.model.values import Direction, Party


class Span(Word):
    """The readings that would do, from one end to the other; an end that is left out is without bound."""

    low: Number | None = None
    beyond_low: bool = False
    """True where the lower end itself would not do."""
    high: Number | None = None
    below_high: bool = False
    """True where the upper end itself would not do."""


class NewReading(Word):
    """A value is read again, once or at every reading of a run, and the number lies in the span."""

    kind: Literal["new_reading"] = "new_reading"
    value: Id
    number: Number
    """The number of the span that asks for the least: the nearest to what is read now."""
    span: Span
    days: tuple[Day, ...] = Field(min_length=1)
    """The days of the readings, oldest first; several are a run without a break."""
    source: Source
    usual: bool
    """True where the value is read from there already; false where somebody has to set that up."""
    now: Number | None = None
    """The reading now; none where there is none yet."""
    direction: Direction
    """Which way is better."""
    planned: bool = False
    """True where baseline or target are still to be agreed, so that the number is only a stand-in."""


class SecondReading(Word):
    """A source that does not depend on the first reads the same as the newest reading of record."""

    kind: Literal["second_reading"] = "second_reading"
    value: Id
    source: Source
    on: Day


class NewPaper(Word):
    """Documents of a kind and party about one value or one milestone, named and on file."""

    kind: Literal["new_paper"] = "new_paper"
    of: EvidenceKind
    instead: tuple[EvidenceKind, ...] = ()
    """Other kinds that would do as well."""
    party: Party
    value: Id | None = None
    milestone: Id | None = None
    count: int = Field(default=1, ge=1)
    on: Day


Lacking = Literal["baseline", "measured_baseline", "target", "method", "source", "validator", "agreed_by", "agreed_on"]


class AgreedPlan(Word):
    """The plan for a value is agreed in full, with a method and a source that measure it."""

    kind: Literal["agreed_plan"] = "agreed_plan"
    plan: ValuePlan
    """The plan as it would be; what people have to choose is filled with stand-ins."""
    lacks: tuple[Lacking, ...] = Field(min_length=1)
    """What has to be agreed, in the order of the sheet."""
    sources: tuple[Source, ...] = ()
    """The sources it names that are not declared yet."""


class NewRecord(Word):
    """Something is written down in the account's file: a sponsor, a goal, a decision."""

    kind: Literal["new_record"] = "new_record"
    fact: Fact
    on: Day


class AttributeSet(Word):
    """An attribute of the account is this text."""

    kind: Literal["attribute_set"] = "attribute_set"
    attribute: Name
    content: Line


class KeptUp(Word):
    """Everything else stays as it is: it is read again with the same numbers, and signed again."""

    kind: Literal["kept_up"] = "kept_up"
    until: Day
    readings: tuple[Observation, ...]
    """The newest reading of each source, as it would be read on that day."""
    papers: tuple[Line, ...] = ()
    """The ids of the signatures and reproductions that would be given again."""


Change = Annotated[
    NewReading | SecondReading | NewPaper | AgreedPlan | NewRecord | AttributeSet | KeptUp,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class Way:
    """A minimal set of changes that lifts an account: without any one of them it is not lifted."""

    changes: tuple[Change, ...]
    day: Day
    """The first day on which it can be so; the assessment's own where nothing takes time."""
    proviso: KeptUp | None = None
    """What else has to stay as it is until then; none where nothing would fade."""

    @property
    def everything(self) -> tuple[Change, ...]:
        """All that has to be applied, the proviso included."""
        return (self.proviso, *self.changes) if self.proviso else self.changes


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that is asked for and that no change which can be planned would bring about."""

    milestone: Id
    condition: Condition
    floor: Rigor


@dataclass(frozen=True, slots=True)
class NextRung:
    """What would lift an account to the next rung."""

    number: int | None
    """The rung's number; none where the account stands at the top."""
    ways: tuple[Way, ...]
    """The best ways: those with the fewest changes first, then the soonest."""
    found: int
    """How many ways there are, those that are not given included; at least so many where not all were counted."""
    all_counted: bool
    obstacles: tuple[Obstacle, ...]
    """What stands in every way; empty where there is a way."""
