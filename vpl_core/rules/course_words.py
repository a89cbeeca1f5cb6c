"""Course words: what became of a first promise, in a sentence."""

from __future__ import annotations

from vpl_core.model.courses import MilestoneCourse
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.rules.wording import days_in_words, moved_words


def told(course: MilestoneCourse) -> str:
    """Reached 30 days after the first promise; moved twice, by +28 days in all."""
    moved = f"; {moved_words(len(course.moved), course.variance)}" if course.moved else ""
    return f"{_kept(course)}{moved}"


def _kept(course: MilestoneCourse) -> str:
    broken, excused = course.broken, course.status is MilestoneStatus.EXEMPT
    if broken is None:
        return _not_broken(course)
    after = "after the first promise" if course.agreed else "after the usual time"
    if broken.reached is not None:
        again = ", and fallen back since" if course.status is not MilestoneStatus.ACHIEVED else ""
        return f"Reached {days_in_words(broken.days)} {after}{again}"
    since = f"Not reached {days_in_words(broken.days)} {after}"
    return f"{since}, and excused" if excused else since


def _not_broken(course: MilestoneCourse) -> str:
    if course.status is MilestoneStatus.ACHIEVED:
        return "Reached in time" if course.promised else "Reached; no date was promised"
    if course.slips:
        return "Reached in time, and fallen back since" if course.days_behind else "Due today"
    return "Excused before its date came" if course.status is MilestoneStatus.EXEMPT else "Its date has not come yet"
