"""The portfolio's views: what only the vendor reads, of all accounts and of each; never inside a customer's site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vpl_core.model.audience import RungLook
from vpl_core.model.base import Word
from vpl_core.model.health import Colour
from vpl_core.model.record_views import Dated, DeadlineView
from vpl_core.model.slip_views import CourseView


class RungAhead(Word):
    """The rung after the highest proven one, as only the vendor reads of it."""

    number: int
    name: str
    done: int
    """Milestones that are proven for it, of those that it needs."""
    needed: int
    missing: tuple[str, ...]
    """A sentence for each milestone that does not count for it yet."""


class StepAhead(Word):
    """A milestone that is late or due within a month."""

    name: str
    on: dt.date
    late: bool


class PortfolioRow(Word):
    """One account as only the vendor sees it."""

    account: str
    customer: str
    segment: str
    owner: str
    health: Colour
    health_why: tuple[str, ...]
    proven: int
    claimed: int
    rungs: int
    rung_name: str
    looks: tuple[RungLook, ...]
    days_behind: int
    late: tuple[str, ...]
    """The names of the milestones that are late."""
    resets: int
    """How often a promised date was moved, over all milestones."""
    variance: int | None
    """By how many days in all; none where a first date was missing."""
    course: CourseView
    """What is off its course, and what was learned."""
    scores: tuple[tuple[str, str, str], ...]
    """Scorecard, score or interval as text, and band."""
    first_value: str
    """Days to first value, or for how long it has been open, or that the account has not started."""
    started: bool
    """False for an account whose start lies after the day; it stands on no rung yet."""
    proven_before: int | None
    """The rung proven on the earlier day; none where the account had not started by then."""
    proof_days: int | None
    """Days from the start to the first proven value, or to the day while it is open; none where no clock runs."""
    proof_seen: bool
    """True where the first value has been proven."""
    renewal: Dated | None
    issues: tuple[str, ...]
    deadlines: tuple[DeadlineView, ...] = ()
    """What the account's decisions make due, by day."""
    records: tuple[tuple[str, str, str], ...] = ()
    """Title, state and reason of each decision record."""
    approvals: tuple[tuple[str, str, str, str], ...] = ()
    """Of each approval that a record waits for: the decision, the approval, the role, and what is missing."""
    rung_ahead: RungAhead | None = None
    """None where every rung is proven."""
    steps_ahead: tuple[StepAhead, ...] = ()
    """By day."""


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The vendor's own view of all accounts; never inside a customer's site."""

    name: str
    vendor: str
    as_of: Dated
    earlier: Dated
    """The day that the rungs are compared with."""
    rows: Sequence[PortfolioRow]
    """The most urgent first; where there are very many, each may be made when it is asked for, and not be kept."""
    left_out: tuple[tuple[str, str], ...]
    """Accounts that could not be assessed, and why."""
