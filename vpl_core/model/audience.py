"""What a customer may read: a type of its own, which has no place for an internal field."""

from __future__ import annotations

from typing import Literal

from vpl_core.model.accounts import Language
from vpl_core.model.audiences import Audience
from vpl_core.model.base import Word
from vpl_core.model.breakdown_views import BreakdownView
from vpl_core.model.case_study_views import CaseStudyView
from vpl_core.model.change_views import ChangesView
from vpl_core.model.course_views import BarrierView, CorrectionView, ResetView as ResetView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.money_views import MoneyView
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.record_views import Dated as Dated, DecisionView, RecordView
from vpl_core.model.visibility import Subject

RungLook = Literal["proven", "claimed", "current", "open", "none"]


class Point(Word):
    """One reading of a series."""

    on: Dated
    number: float
    text: str
    source: str


class ProofLine(Word):
    """One line of why something holds or does not."""

    depth: int
    outcome: Outcome
    text: str


class MeasureView(Word):
    """One value as the customer sees it: where it began, where it stands, what was agreed, how sure we are."""

    id: str
    name: str
    what: str
    period: str
    outcome: bool
    """False for usage and leading signs, which prove nothing by themselves."""
    category: str
    baseline: str = ""
    now: str = ""
    target: str = ""
    awaited: str = ""
    """When the first reading is due, or that no day is set for it; empty once there is one."""
    strictly: bool = False
    gap_closed: float | None = None
    """Unclamped; for drawing."""
    percent: int | None = None
    """What is printed: clamped, and 100 only where the target is met."""
    change: str = ""
    """The change from the baseline, signed, in percent."""
    planned: float | None = None
    """The share that the plan expected by now."""
    due: Dated | None = None
    target_outcome: Outcome
    target_rigor: Rigor | None = None
    """How well it is proven that the target is met; none while it is not."""
    badges: tuple[Badge, ...] = ()
    rigor: Rigor | None = None
    """None where there is no reading."""
    baseline_rigor: Rigor | None = None
    read_on: Dated | None = None
    age_days: int = 0
    source: str = ""
    agreeing: tuple[Point, ...] = ()
    conflicting: tuple[Point, ...] = ()
    confirmed_by: str = ""
    method: str = ""
    how: str = ""
    validator: str = ""
    agreed: str = ""
    """By whom and when the plan was agreed; empty where it is not."""
    lacking: tuple[str, ...] = ()
    """What the agreement still lacks."""
    series: tuple[Point, ...] = ()
    target_number: float | None = None
    baseline_number: float | None = None
    audiences: tuple[Audience, ...] = ()
    """Whose it is first of all."""
    from_system: bool = False
    """Whether the newest reading came out of a system that counts by itself."""
    breakdown: BreakdownView | None = None
    """Its parts; none where nobody named them."""


class EvidenceView(Word):
    """A piece of evidence as the customer may see it."""

    id: str
    kind: str
    title: str
    on: Dated
    by: str
    party: str
    about: tuple[str, ...]
    """The names of the values and milestones it speaks of."""
    file: str = ""
    sha256: str = ""
    quote: str = ""
    """Only with consent."""


class MilestoneView(Word):
    """One milestone with its promise, its proof and its history."""

    id: str
    name: str
    stage: str
    counts_as_reached: str
    why_it_matters: str
    impact: str = ""
    status: MilestoneStatus
    badges: tuple[Badge, ...] = ()
    outcome: Outcome
    rigor: Rigor | None = None
    party: str
    owner: str = ""
    next_step: str = ""
    opens: Dated
    promised: Dated | None = None
    """The first day on which it is late."""
    agreed_date: bool = False
    """True where the account promised that day itself; else it is the end of the usual window."""
    due: Dated | None = None
    reached: Dated | None = None
    """Since when it has held, while it holds."""
    first_reached: Dated | None = None
    days_behind: int = 0
    days_after_promise: int | None = None
    """From the first promise to the first day on which it was reached, or to today; none where that promise holds."""
    resets: tuple[ResetView, ...] = ()
    variance: int | None = 0
    """By how many days the date was moved in all; none where a first date was missing."""
    corrections: tuple[CorrectionView, ...] = ()
    barriers: tuple[BarrierView, ...] = ()
    """Those that were declared public."""
    waived: str = ""
    """Why, by whom and until when it is excused."""
    proof: tuple[ProofLine, ...] = ()
    measures: tuple[str, ...] = ()
    """The ids of the measures it rests on."""
    evidence: tuple[str, ...] = ()
    rung: str = ""
    """The rung that asks for it."""
    audiences: tuple[Audience, ...] = ()
    """Whose it is first of all; never empty in a view of ours."""


class RequirementView(Word):
    """A milestone as a rung asks for it."""

    milestone: str
    name: str
    status: MilestoneStatus
    rigor: Rigor | None
    proven: bool
    missing: str = ""
    """What is missing, as a sentence; empty where proven."""
    date: Dated | None = None
    """When it was reached, or else is now due."""


class RungView(Word):
    """One rung of the ladder."""

    number: int
    name: str
    proves: str
    look: RungLook
    floor: Rigor
    outcome: bool
    needed: int
    done: int
    """How many of its milestones are proven."""
    requirements: tuple[RequirementView, ...]


class OverrideView(Word):
    """A threshold that was set otherwise, shown in the open."""

    name: str
    was: str
    now: str
    because: str
    by: str


class ThresholdView(Word):
    """A number that decides, and where it comes from."""

    name: str
    number: str
    source: str
    """Empty where it is a default to be agreed."""


class GoalView(Word):
    """What success looks like in the customer's words."""

    words: str
    level: str
    said_by: str = ""
    said_on: Dated | None = None
    measures: tuple[str, ...] = ()


class AskView(Word):
    """What the vendor needs from the customer."""

    who: str
    what: str
    by: Dated
    otherwise: str
    overdue: bool
    audience: Audience = Audience.SPONSOR
    """Whose it is."""


class QuestionView(Word):
    text: str
    outcome: Outcome
    because: str
    """Why the answer is what it is."""
    why: str
    next_step: str
    source: str = ""
    waived: str = ""


class ChecklistView(Word):
    """A decision checklist with its answers."""

    id: str
    name: str
    decides: str
    questions: tuple[QuestionView, ...]


class Term(Word):
    """A word of the glossary and what it means here."""

    word: str
    meaning: str


class CustomerView(Word):
    """Everything a customer's site is made from; what is not here cannot be published."""

    account: str
    """The id, which names the folder."""
    customer: str
    vendor: str
    reader: Audience | None = None
    """Whom the site is for; none where it is for all who may read everything."""
    withheld: tuple[Subject, ...] = ()
    """What this reader does not read of, so that nobody takes silence for absence."""
    segment: str
    cares_about: str
    language: Language
    left_english: tuple[str, ...] = ()
    """The segment's texts that nobody has said in this language."""
    as_of: Dated
    month: int
    """Elapsed months since the start."""
    started: Dated
    calendar_stage: str
    proven: int
    claimed: int
    rungs: tuple[RungView, ...]
    blocking: tuple[str, ...]
    """What blocks the next rung, as sentences."""
    measures: tuple[MeasureView, ...]
    milestones: tuple[MilestoneView, ...]
    money: MoneyView | None = None
    """What it brought and cost; none where nothing is said of money."""
    evidence: tuple[EvidenceView, ...]
    goals: tuple[GoalView, ...]
    asks: tuple[AskView, ...]
    decisions: tuple[DecisionView, ...]
    records: tuple[RecordView, ...] = ()
    """The decisions that have a record of their own, by id."""
    checklists: tuple[ChecklistView, ...]
    overrides: tuple[OverrideView, ...]
    thresholds: tuple[ThresholdView, ...]
    unproven: tuple[str, ...]
    """What is not proven, as sentences; never left out."""
    glossary: tuple[Term, ...]
    case_study: CaseStudyView | None = None
    """What may be told elsewhere; none where nobody allowed it, or not any more."""
    changes: ChangesView | None = None
    """What moved since an earlier day; none where nobody looked back."""
