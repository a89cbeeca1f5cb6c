"""Assessments: all that follows from an account's facts on one day, with reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.accounts import Override, ValuePlan
from vpl_core.model.answers import Answer
from vpl_core.model.business_cases import BusinessCase
from vpl_core.model.decision_states import RecordState
from vpl_core.model.health import Colour
from vpl_core.model.milestones import Badge, MilestoneStatus, Stage
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.time_to_value import Clock
from vpl_core.model.waivers import Waiver


class FourTests(NamedTuple):
    """The tests a proof goes through; the weakest link decides its rigor."""

    confirmed: bool
    """A named person at the customer confirmed it."""
    agrees: bool
    """A source that does not depend on the first agrees within the tolerance."""
    sound: bool
    """It was measured by an acceptable method, for an outcome the one agreed beforehand."""
    reproducible: bool
    """Somebody got the same result again from the raw data."""


class ReadingProof(NamedTuple):
    """How well one reading is proven on a day."""

    rigor: Rigor
    fresh: Rigor
    """The rigor before ageing."""
    tests: FourTests
    age_days: int
    stale: bool
    """Older than the value's refresh interval."""
    agreeing: tuple[Observation, ...] = ()
    conflicting: tuple[Observation, ...] = ()
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ValueState:
    """Where one value stands."""

    value: str
    plan: ValuePlan | None
    latest: Observation | None
    proof: ReadingProof | None
    baseline_rigor: Rigor | None
    gap_closed: Decimal | None
    """(now - baseline) / (target - baseline), unclamped; none where undefined."""
    change: Decimal | None
    """(now - baseline) / baseline, unclamped; none where undefined."""
    planned: Decimal | None
    """The share of the gap that a straight line from baseline to due date would have closed by now, 0 to 1."""
    target: Outcome
    """Whether the agreed target is met."""
    target_rigor: Rigor | None
    """How well that is proven, by the best reading since it has been met without a break; none while it is not met."""
    badges: tuple[Badge, ...]
    series: tuple[Observation, ...]
    """The readings of the source of record up to the day, oldest first."""


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """Where one milestone stands."""

    milestone: str
    stage: Stage
    outcome: Outcome
    status: MilestoneStatus
    badges: tuple[Badge, ...]
    rigor: Rigor | None
    """How well the achievement is proven; none while it is not met."""
    answer: Answer
    opens: dt.date
    promised: dt.date | None
    """The first promise; none where nothing was promised."""
    due: dt.date | None
    """The date in force after resets."""
    first_reached: dt.date | None
    held_since: dt.date | None
    """The first day of the present unbroken achievement."""
    days_behind: int
    """Days since the first promise while not met, or by which it came late; 0 when on time or early."""
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One milestone as a rung asks for it."""

    milestone: str
    outcome: Outcome
    rigor: Rigor | None
    proven: Outcome
    """Met only where the milestone is met at the rung's floor."""
    why: str
    """unmet, unknown, exempt, or the rigor that is too low; empty where proven."""


@dataclass(frozen=True, slots=True)
class RungState:
    """One rung, by itself and with all below it."""

    rung: str
    number: int
    """From 1."""
    floor: Rigor
    requirements: tuple[Requirement, ...]
    proven: Outcome
    """By its own requirements."""
    claimed: Outcome
    """By its own requirements if rigor were ignored and waivers accepted."""
    held: bool
    """Proven, and every rung below too."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The rung that is held, the one that is claimed, and what blocks the next."""

    proven: int
    """0 for none, else the number of the highest rung held."""
    claimed: int
    rungs: tuple[RungState, ...]
    next_rung: int | None
    blocking: tuple[Requirement, ...]
    """The requirements of the next rung that are not proven."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one factor adds to a score; the contributions sum to the score exactly."""

    factor: str
    weight: Decimal
    seen: str
    """What was read, as text; empty where nothing is known."""
    band: str
    least: Fraction
    most: Fraction
    """Equal to `least` where the factor is known."""
    on: dt.date | None = None

    @property
    def known(self) -> bool:
        return bool(self.band)


@dataclass(frozen=True, slots=True)
class Score:
    """A scorecard's result: exact where everything is known, an interval where something is not."""

    scorecard: str
    least: Fraction
    """The score if everything unknown were at its worst: what is safe to say."""
    most: Fraction
    coverage: Fraction
    """The share of the weight that is known."""
    band: str
    """The band that both ends lie in; empty where they differ or nothing is known."""
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a colour was given."""

    signal: str
    colour: Colour
    outcome: Outcome
    says: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """The vendor's own view; never on a customer's page and never part of the standing."""

    colour: Colour
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TimeToValue:
    """One clock: stopped, or still open after so many days."""

    clock: Clock
    milestone: str
    observed: bool
    days: int
    """From start to the stop, or to the day of the assessment while open."""
    target_days: int | None
    in_time: Outcome
    """Met: stopped within the target. Unmet: stopped or still open beyond it. Unknown: open, or no target."""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question of a checklist, answered."""

    question: str
    outcome: Outcome
    answer: Answer
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class ChecklistState:
    """A checklist with its answers, in the declared order."""

    checklist: str
    questions: tuple[QuestionState, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(question.outcome is outcome for question in self.questions)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows for one account on one day."""

    account: str
    segment: str
    as_of: dt.date
    elapsed_months: int
    calendar_stage: Stage | None
    """Where the calendar puts the account; none before its start."""
    values: tuple[ValueState, ...]
    milestones: tuple[MilestoneState, ...]
    standing: Standing
    scores: tuple[Score, ...]
    health: Health
    clocks: tuple[TimeToValue, ...]
    checklists: tuple[ChecklistState, ...]
    overrides: tuple[Override, ...]
    """The overrides in force, those of the portfolio included."""
    issues: tuple[str, ...]
    """What in the facts contradicts itself, in words; internal."""
    playbook: str
    """The playbook's fingerprint."""
    records: tuple[RecordState, ...] = ()
    """The decisions that have a record of their own, by id."""
    business_case: BusinessCase | None = None
    """What it brought and cost in money; none where the account says nothing of money."""
