"""Course deadlines: what was promised to be done about a milestone, and is not done yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from vpl_core.model.accounts import Account
from vpl_core.model.corrections import Barrier, Correction, Escalation
from vpl_core.model.courses import MilestoneCourse
from vpl_core.model.decision_states import Deadline, Due
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.playbook import Playbook

_OVER = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)


def course_deadlines(account: Account, playbook: Playbook, courses: Iterable[MilestoneCourse]) -> tuple[Deadline, ...]:
    """Corrections, barriers and escalations without an end, by day; none of what was reached or is excused."""
    found = [
        Deadline(account.id, account.name, one.milestone, playbook.milestone[one.milestone].name, due, is_short=True)
        for one in courses
        if one.status not in _OVER
        for due in _due(one)
    ]
    return tuple(sorted(found, key=lambda one: (one.due.on, one.decision, one.due.key)))


def _due(course: MilestoneCourse) -> Iterator[Due]:
    """Each with a key of the day on which it was written down, so that it is the same when its own day is moved."""
    written = Counter[str]()
    for kind, entry, says in _open(course):
        key = f"{kind.lower()}-{entry.on}"
        written[key] += 1
        number = f"-{written[key]}" if written[key] > 1 else ""
        yield Due(f"{key}{number}", entry.due, f"{kind}: {says}", entry.owner)


def _open(course: MilestoneCourse) -> Iterator[tuple[str, Correction | Barrier | Escalation, str]]:
    for one in course.corrections:
        if one.done_on is None:
            yield "Correction", one, one.now or one.because
    for barrier, _, is_open, _ in course.barriers:
        if is_open:
            yield "Barrier", barrier, barrier.what
    for called, _, is_open, _ in course.escalations:
        if is_open:
            yield "Escalation", called, called.because
