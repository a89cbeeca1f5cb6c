"""Record views: decisions as both sides may read them; notes and internal records have no place here."""

from __future__ import annotations

import datetime as dt

from vpl_core.model.base import Word
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.outcomes import Outcome, Rigor


class Dated(Word):
    """A day, and how it is written for this reader."""

    on: dt.date
    text: str


class OptionView(Word):
    """One way that was open when a short decision was made."""

    name: str
    gives: str
    costs: str
    chosen: bool


class DecisionView(Word):
    """A decision as both sides may read it."""

    id: str
    title: str
    owner: str = ""
    options: tuple[OptionView, ...] = ()
    chosen: str = ""
    because: str = ""
    decided_on: Dated | None = None
    review_on: Dated | None = None
    review_overdue: bool = False
    reversal_signal: str = ""
    lacking: tuple[str, ...] = ()
    """What it needs before it counts as decided."""


class AlternativeView(Word):
    """One way that was open, with what it trades."""

    name: str
    type: str
    gives: str
    costs: str
    changes: str
    proof: str
    """Days until it is proven."""
    rigor: Rigor | None
    """How hard that proof will be to argue with."""
    cost: str
    risk: str
    way_back: str
    chosen: bool


class StatementView(Word):
    """A fact, an assumption or an open question."""

    counts_as: str
    text: str
    demoted: bool
    """Written as a fact, but nothing on file carries it."""
    rigor: Rigor | None = None
    evidence: tuple[str, ...] = ()
    """The titles of what carries it, as far as they may be shown."""
    who: str = ""
    by: Dated | None = None


class SignalView(Word):
    """What would stop the decision or call it back."""

    stops: bool
    says: str
    outcome: Outcome | None
    """Whether it is seen; None where that may not be told."""
    told: str
    """What was read, or who watches it."""


class StepView(Word):
    """One step of the chosen pilot."""

    name: str
    state: str
    needs: str


class BasisView(Word):
    """Something the decision rests on: an input, a criterion or a constraint."""

    kind: str
    name: str
    says: str
    owner: str
    kept: str
    """When it was brought up to date, and who checked it."""


class WeighedView(Word):
    """The options weighed over what is not known for sure."""

    horizon: str
    """The time over which every option is measured."""
    worths: tuple[tuple[str, str], ...]
    """Each option with what it is worth, from 0 to 1."""
    verdict: tuple[str, ...]
    """Which one is worth most, and whether it is the one that is chosen."""
    flips: tuple[str, ...]
    """What flips the choice, the soonest first, as far as it may be shown."""
    drift: tuple[str, ...]
    """How the flip points moved since the decision; empty where that is not known, or may not be told."""
    kept_back: int
    """How many assumptions are kept private."""
    criteria: tuple[tuple[str, str, str, str], ...]
    """Name, worst, best and weight."""


class HeldView(Word):
    """A review that took place."""

    kind: str
    on: Dated
    by: str
    outcome: str
    signals: tuple[str, ...]


class ApprovalView(Word):
    """A yes that the decision needs."""

    name: str
    """What is approved."""
    role: str
    """In which role; empty where the record names only a person."""
    confirms: str
    """What a yes says; empty where the record asks for it by itself."""
    standing: str
    """given, exempt, missing, expired, unknown or not_needed."""
    told: str
    """Who gave it and when, who excuses it, or what is missing."""
    source: str = ""
    """The rule that asks for it; empty where the record asks for it by itself."""
    url: str = ""
    """Where the rule can be read."""


class RecordView(Word):
    """A decision record as the customer sees it."""

    id: str
    title: str
    status: RecordStatus
    because: str
    """Why it is in that state."""
    objections: tuple[str, ...]
    missing: tuple[str, ...]
    """What it needs before its next stage."""
    percent: int
    """How many of its sections are there."""
    lacks: tuple[tuple[str, str], ...]
    """The sections that are not, with what they need."""
    passages: tuple[tuple[str, str], ...]
    """Sections by name with their prose."""
    owner: str
    changes: str
    horizon: str
    decided_on: Dated | None
    """None too while an approval is awaited: what is not approved is not decided."""
    chosen: str
    """Empty while an approval is awaited."""
    proposed: str = ""
    """The option that waits for an approval."""
    awaits: tuple[str, ...] = ()
    """The roles whose approval is awaited."""
    why: str
    traded: str
    next_review: Dated | None
    review_overdue: bool
    metrics: tuple[str, ...]
    options: tuple[AlternativeView, ...]
    compared_on: tuple[str, ...]
    """What the estimates rest on."""
    steps: tuple[StepView, ...]
    signals: tuple[SignalView, ...]
    statements: tuple[StatementView, ...]
    rests_on: tuple[BasisView, ...]
    ranges: tuple[tuple[str, str, str, str, str], ...]
    """Name, low, base, high, and where that comes from."""
    weighed: WeighedView | None
    """None where nobody weighed the options."""
    risks: tuple[tuple[str, str, str], ...]
    """What, its mitigation, its owner."""
    actions: tuple[tuple[str, str, str, str], ...]
    """What, by whom, until when, done when."""
    approvals: tuple[ApprovalView, ...]
    """What the segment asks for, then what the record asks for itself."""
    held: tuple[HeldView, ...]


class DeadlineView(Word):
    """Something that a decision makes due."""

    decision: str
    what: str
    who: str
    on: Dated
    overdue: bool
