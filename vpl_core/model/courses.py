"""Courses: how one milestone keeps to its promise, what was said about it, and what it still needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview
from vpl_core.model.milestone_plans import Reset
from vpl_core.model.milestones import MilestoneStatus


class NeedKind(StrEnum):
    """What a milestone can still need, most pressing first."""

    CAUSE = "cause"
    OPTION = "option"
    REVIEW_OF_MISS = "review_of_miss"
    OVERDUE_CORRECTION = "overdue_correction"
    OVERDUE_BARRIER = "overdue_barrier"
    OVERDUE_ESCALATION = "overdue_escalation"
    REVIEW_OF_REACHED = "review_of_reached"
    """Only this keeps a milestone that was reached from being closed, and is no fault."""


class Need(NamedTuple):
    """One thing that is still missing."""

    kind: NeedKind
    says: str
    """In a sentence."""
    next_step: str
    """As an order."""


class MovedDate(NamedTuple):
    """One reset with the date that it took the place of."""

    reset: Reset
    was: dt.date | None
    """None where nothing had been promised."""
    variance: int | None
    """The new date minus the old one in days, below 0 where it came forward; none where there was no old one."""


class BrokenPromise(NamedTuple):
    """The first promise, which passed before the milestone was reached; nothing that comes later takes it back."""

    promised: dt.date
    reached: dt.date | None
    """The first day on which it was reached; none while it never was."""
    days: int
    """From the promise to that day, or to the day of the assessment."""
    counts_as_missed: bool
    """The days of grace were used up too."""


class RoutedBarrier(NamedTuple):
    """A barrier and where it goes."""

    barrier: Barrier
    to: str
    open: bool
    overdue: bool


class RoutedEscalation(NamedTuple):
    """An escalation and where it goes."""

    escalation: Escalation
    to: str
    open: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class MilestoneCourse:
    """Where one milestone stands against its promise, as it was known on a day."""

    milestone: str
    status: MilestoneStatus
    promised: dt.date | None
    """The first promise."""
    agreed: bool
    """True where the account promised that day itself; else it is the end of the usual window."""
    due: dt.date | None
    """The date in force."""
    days_behind: int
    broken: BrokenPromise | None
    """None where the first promise was kept, has not come yet, or was never made."""
    moved: tuple[MovedDate, ...]
    corrections: tuple[Correction, ...]
    barriers: tuple[RoutedBarrier, ...]
    escalations: tuple[RoutedEscalation, ...]
    reviews: tuple[MilestoneReview, ...]
    needs: tuple[Need, ...]
    """Most pressing first."""
    closed: bool
    """It was reached and every review that it calls for was held."""

    @property
    def slips(self) -> bool:
        """Late or missed on the day."""
        return self.status in (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)

    @property
    def variance(self) -> int | None:
        """By how many days the date was moved in all; none where a first date was missing."""
        each = [moved.variance for moved in self.moved]
        return None if None in each else sum(days for days in each if days is not None)

    @property
    def off_course(self) -> tuple[Need, ...]:
        """The needs that are findings: all but the review of what was reached."""
        return tuple(need for need in self.needs if need.kind is not NeedKind.REVIEW_OF_REACHED)

    @property
    def has_a_story(self) -> bool:
        """Whether there is more to tell than that it is on course."""
        said = self.moved or self.corrections or self.barriers or self.escalations or self.reviews
        return bool(self.slips or self.broken or self.off_course or said)
