"""Decision states: where a record stands on a day, and everything that speaks against it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from vpl_core.model.alternatives import PilotStage
from vpl_core.model.answers import Answer
from vpl_core.model.approvals import RequiredApproval
from vpl_core.model.decisions import Approval, DecisionRecord, Section, Statement, Trigger
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.waivers import Waiver
from vpl_core.model.weighings import Weighing


class RecordStage(StrEnum):
    """How far a record has come."""

    DRAFT = "draft"
    FRAMED = "framed"
    COMPARED = "compared"
    COMMITTED = "committed"


class RecordStatus(StrEnum):
    """The one state of a record: a stage while it is open; once it is decided, whether it holds."""

    DRAFT = "draft"
    FRAMED = "framed"
    COMPARED = "compared"
    REFUSED = "refused"
    EXPIRED = "expired"
    AWAITING_APPROVAL = "awaiting_approval"
    REVIEW_DUE = "review_due"
    IN_FORCE = "in_force"
    CONCLUDED = "concluded"


class ObjectionKind(StrEnum):
    """What can speak against a record, worst first."""

    NO_OWNER = "no_owner"
    NO_EVIDENCE = "no_evidence"
    NO_CHOICE = "no_choice"
    INCOMPLETE = "incomplete"
    NOT_LOCKED = "not_locked"
    REDEFINED = "redefined"
    NOT_COMPARABLE = "not_comparable"
    STALE = "stale"
    UNAUDITED = "unaudited"
    APPROVAL_MISSED = "approval_missed"
    CONSTRAINT_CHANGED = "constraint_changed"
    REVIEW_MISSED = "review_missed"
    APPROVAL_AWAITED = "approval_awaited"
    APPROVAL_EXPIRED = "approval_expired"
    REVERSAL = "reversal"
    STOP = "stop"
    FLIPPED = "flipped"
    INPUT_CHANGED = "input_changed"
    CONSTRAINT_UNKNOWN = "constraint_unknown"
    APPROVAL_UNKNOWN = "approval_unknown"
    NOT_ADAPTED = "not_adapted"
    REVIEW_TODAY = "review_today"

    @property
    def status(self) -> RecordStatus:
        """What a decided record is because of it."""
        if self in (ObjectionKind.CONSTRAINT_CHANGED, ObjectionKind.REVIEW_MISSED):
            return RecordStatus.EXPIRED
        if self in (ObjectionKind.APPROVAL_AWAITED, ObjectionKind.APPROVAL_EXPIRED):
            return RecordStatus.AWAITING_APPROVAL
        late = (
            ObjectionKind.REVERSAL,
            ObjectionKind.STOP,
            ObjectionKind.FLIPPED,
            ObjectionKind.INPUT_CHANGED,
            ObjectionKind.CONSTRAINT_UNKNOWN,
            ObjectionKind.APPROVAL_UNKNOWN,
            ObjectionKind.NOT_ADAPTED,
            ObjectionKind.REVIEW_TODAY,
        )
        return RecordStatus.REVIEW_DUE if self in late else RecordStatus.REFUSED


class Objection(NamedTuple):
    """One thing that speaks against a record."""

    kind: ObjectionKind
    says: str
    """In a sentence, with the words of the record."""
    next_step: str
    """What to do about it, as an order."""
    field: str = ""
    """Where in the record: `inputs.journey-map`."""
    private: bool = False
    """It rests on something that a customer may not know."""

    @property
    def fails(self) -> bool:
        """Whether `vpl decide check` fails by it: a review that is due today is not late yet."""
        return self.kind is not ObjectionKind.REVIEW_TODAY


class JudgedStatement(NamedTuple):
    """A statement as the day's facts let it stand."""

    statement: Statement
    counts_as: str
    """fact, assumption or open."""
    evidence: tuple[str, ...]
    """What of its evidence is on file."""
    rigor: Rigor | None
    """Of the best of it; none where nothing carries it."""

    @property
    def demoted(self) -> bool:
        """Written as a fact, but nothing on file carries it."""
        return self.counts_as != self.statement.kind


class ApprovalStanding(StrEnum):
    """Where an approval that the segment asks for stands: always in exactly one of these."""

    GIVEN = "given"
    EXEMPT = "exempt"
    """A person excuses it for a time; it is not given by that."""
    MISSING = "missing"
    EXPIRED = "expired"
    """It was given longer ago than it holds."""
    UNKNOWN = "unknown"
    """It is not known whether the decision needs it."""
    NOT_NEEDED = "not_needed"


class ApprovalState(NamedTuple):
    """Where one approval of the segment stands in a record on a day."""

    asked: RequiredApproval
    standing: ApprovalStanding
    answer: Approval | None = None
    """What the record says of it: the latest that counts, else the latest that does not."""
    lacks: tuple[str, ...] = ()
    """Why that does not count, where it was not given too long ago."""
    until: dt.date | None = None
    """The last day on which what was given holds."""
    waiver: Waiver | None = None
    """The one in force, where it is exempt."""

    @property
    def is_awaited(self) -> bool:
        """Somebody still has to say yes, or to say it again."""
        return self.standing in (ApprovalStanding.MISSING, ApprovalStanding.EXPIRED)


class TriggerState(NamedTuple):
    """Whether a trigger is seen."""

    trigger: Trigger
    outcome: Outcome
    """Met where it is seen; unknown where its readings are missing or not comparable any more."""
    answer: Answer | None
    """Of its condition; none where a person watches it, or where the comparison is refused."""
    settled: bool
    """A review was held since it was first seen, without a break."""

    @property
    def fired(self) -> bool:
        return self.outcome is Outcome.MET and not self.settled


class StageState(NamedTuple):
    """One step of the chosen pilot."""

    stage: PilotStage
    open: bool
    """Every step before it is met at its rigor."""
    met: bool
    """Its threshold is met, and proven at its rigor."""
    answer: Answer | None
    """None where the comparison is refused."""


class Completeness(NamedTuple):
    """Which of the twelve sections are there, in their order."""

    done: tuple[Section, ...]
    missing: tuple[tuple[Section, str], ...]
    """The others, with what each lacks."""

    @property
    def percent(self) -> int:
        """Rounded down: 100 only where all twelve are there."""
        return 100 * len(self.done) // len(Section)


class Due(NamedTuple):
    """Something of a record that is due on a day."""

    key: str
    """What it is within the record, the same however often its day is moved."""
    on: dt.date
    what: str
    who: str = ""


class Deadline(NamedTuple):
    """Something of a decision that is due, and whose it is."""

    account: str
    customer: str
    decision: str
    """The id of the record, or of the short decision."""
    title: str
    due: Due
    is_short: bool
    """It stands in the account's own file, and has no record."""

    def is_late(self, day: dt.date) -> bool:
        """The day it was due on has passed."""
        return self.due.on < day


class Look(NamedTuple):
    """What was sealed when somebody looked at the options."""

    what: str
    """`decision`, or the kind of the review: `operating review`."""
    on: dt.date
    weighing: Weighing


class Drift(NamedTuple):
    """What weighing the options found whenever somebody looked, beside what it finds now."""

    looks: tuple[Look, ...]
    """Sealed, oldest first; never empty."""
    now: Weighing | None
    """None where the options are not weighed any more."""


@dataclass(frozen=True, slots=True)
class RecordState:
    """Where one record stands on a day."""

    record: DecisionRecord
    """As it was known on the day."""
    stage: RecordStage
    status: RecordStatus
    because: str
    """Why it is in that state, in a sentence."""
    objections: tuple[Objection, ...]
    """Worst first."""
    completeness: Completeness
    missing: tuple[str, ...]
    """What the next stage needs; empty once it is committed."""
    statements: tuple[JudgedStatement, ...]
    reversal: TriggerState | None
    stops: tuple[TriggerState, ...]
    stages: tuple[StageState, ...]
    """Of the chosen option."""
    approvals: tuple[ApprovalState, ...]
    """Of all that the segment asks for, by id."""
    due: tuple[Due, ...]
    """What is due, overdue things included, by day."""
    drift: Drift | None
    """How flip points moved; none where none was ever sealed."""
