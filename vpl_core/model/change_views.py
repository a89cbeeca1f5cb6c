"""Change views: what moved between two days, as facts that a page puts into words."""

from __future__ import annotations

from vpl_core.model.base import Term, Word
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.record_views import Dated


class Move(Term):
    """What became of a milestone between two days; the first that fits."""

    REACHED = "reached"
    REGAINED = "regained"
    """It was lost in between, and holds again."""
    LOST = "lost"
    MISSED = "missed"
    LATE = "late"
    EXCUSED = "excused"
    RESUMED = "resumed"
    """It was excused, and is not any more."""
    BEGUN = "begun"
    OTHERWISE = "otherwise"
    """Its status is another in some way that has no name of its own."""
    SAME = "same"


class MilestoneMove(Word):
    """A milestone of which something is not as it was; how it stands now its own view says."""

    milestone: str
    move: Move
    was: MilestoneStatus
    was_rigor: Rigor | None


class MeasureMove(Word):
    """A value that was read again, or whose proof or target is not as it was; how it stands now its own view says."""

    measure: str
    was: str
    """Empty where nothing had been read."""
    was_on: Dated | None
    was_rigor: Rigor | None
    was_target: Outcome
    new: int
    """How many readings came in."""
    better: bool | None
    """Whether it is nearer to what is better; none where it is the same, or there is nothing to compare."""
    overdue: bool
    """Whether a new reading is overdue now that was not then."""


class MoneyMove(Word):
    """The sums of the two days."""

    proven: tuple[str, str]
    claimed: tuple[str, str]
    cost: tuple[str, str]


class ChangesView(Word):
    """Everything that is not as it was on the earlier day."""

    since: Dated
    started: bool
    """False where the account began later than that day, so that everything is new."""
    proven: int
    """The rung that was proven then."""
    claimed: int
    milestones: tuple[MilestoneMove, ...]
    measures: tuple[MeasureMove, ...]
    money: MoneyMove | None
    """None where nothing is said of money, or the sums are the same."""
