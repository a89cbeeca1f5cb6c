"""Slip views: milestones off their course as only the vendor sees them, and what they taught."""

from __future__ import annotations

from vpl_core.model.base import Word
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.record_views import Dated


class SlipView(Word):
    """One milestone with a story: late, once missed, moved, corrected or looked back on."""

    milestone: str
    name: str
    status: MilestoneStatus
    slips: bool
    promised: Dated | None
    due: Dated | None
    days_behind: int
    moved: int
    variance: int | None
    """In days, over all moves; none where a first date was missing."""
    says: str
    """What became of the first promise, in a sentence."""
    causes: tuple[str, ...]
    doing: tuple[str, ...]
    """Each correction with its option, owner and day, oldest first."""
    needs: tuple[tuple[str, str], ...]
    """What it still needs, and the next step; the review of what was reached left out."""


class BarrierRow(Word):
    """A barrier that is still there, and where it goes."""

    milestone: str
    kind: str
    what: str
    to: str
    owner: str
    due: Dated
    overdue: bool


class EscalationRow(Word):
    """An escalation that is still open."""

    milestone: str
    trigger: str
    because: str
    to: str
    owner: str
    participants: tuple[str, ...]
    due: Dated
    overdue: bool


class LearningRow(Word):
    """What one review says, and where it comes from."""

    milestone: str
    missed: bool
    on: Dated
    by: str
    happened: str
    """What went wrong, or what worked."""
    signs: str
    """Which signs were there, or what made it faster."""
    next_time: str
    """What prevents it, or how others can do the same."""
    learned: str
    """Only of what was missed."""


class CourseView(Word):
    """All of it for one account."""

    slips: tuple[SlipView, ...] = ()
    barriers: tuple[BarrierRow, ...] = ()
    escalations: tuple[EscalationRow, ...] = ()
    learnings: tuple[LearningRow, ...] = ()
    causes: tuple[str, ...] = ()
    """Every cause that a correction names, once for each."""
    unreviewed: int = 0
    """Milestones that were reached and that nobody has looked back on, so that they are not closed."""
