"""Decisions of a portfolio: where each record stands, and what of all of them is due."""

from __future__ import annotations

from collections.abc import Iterable

from vpl_core.app.portfolio import Assessed
from vpl_core.errors import NotFound, Problem, did_you_mean
from vpl_core.model.decision_states import Deadline, RecordState
from vpl_core.rules.course_deadlines import course_deadlines
from vpl_core.rules.courses import courses_of
from vpl_core.rules.deadlines import deadlines_of


def deadlines(assessed: Iterable[Assessed]) -> tuple[Deadline, ...]:
    """Everything that is due of everybody's decisions, short ones included, by day."""
    return _by_day(deadline for one in assessed for deadline in deadlines_of(one.facts.account, one.assessment))


def calendar_entries(assessed: Iterable[Assessed]) -> tuple[Deadline, ...]:
    """The same with what is to be done about milestones that slip."""
    everybody = tuple(assessed)
    return _by_day((*deadlines(everybody), *(deadline for one in everybody for deadline in _of_courses(one))))


def _of_courses(one: Assessed) -> tuple[Deadline, ...]:
    courses = courses_of(one.facts, one.playbook, one.assessment.milestones, one.assessment.as_of)
    return course_deadlines(one.facts.account, one.playbook, courses)


def _by_day(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted(found, key=lambda d: (d.due.on, d.account, d.decision, d.due.key)))


def record_of(one: Assessed, record: str) -> RecordState:
    """The state of one record; raises NotFound with the nearest name where the account has no such record."""
    states = {state.record.id: state for state in one.assessment.records}
    if record in states:
        return states[record]
    step = did_you_mean(record, states, where_none="`vpl decide new` writes one")
    raise NotFound(Problem(f"{one.id} has no decision record {record!r}", step, account=one.id))
