"""Decisions of a portfolio: where each record stands, and what of all of them is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from vpl_core.app.portfolio import Assessed, Collected, Workspace, assess_one
from vpl_core.app.record_files import as_problem
from vpl_core.errors import NotFound, Problem, did_you_mean
from vpl_core.model.decision_states import Deadline, RecordState, RecordStatus
from vpl_core.rules.course_deadlines import course_deadlines
from vpl_core.rules.courses import courses_of
from vpl_core.rules.deadlines import deadlines_of, made_by


class RecordRow(NamedTuple):
    """Where one record stands."""

    account: str
    record: str
    status: RecordStatus
    because: str


class HeldTo(NamedTuple):
    """Whether decisions still hold."""

    records: tuple[RecordRow, ...]
    objections: tuple[Problem, ...]
    """What fails, with its place: first of the records by account, then the reviews of short decisions by day."""
    short: int
    """How many decisions stand in the accounts' own files."""


def held_to(workspace: Workspace, given: Iterable[Collected], as_of: dt.date) -> HeldTo:
    """Every decision of the accounts that are given, as it stands on the day."""
    records: list[RecordRow] = []
    failing: list[Problem] = []
    late: list[tuple[Deadline, Problem]] = []
    short = 0
    for collected in given:
        for facts in collected.facts:
            one = assess_one(workspace, facts, as_of)
            for state in one.assessment.records:
                records.append(RecordRow(one.id, state.record.id, state.status, state.because))
                failing += (as_problem(o, one.id, state.record, collected) for o in state.objections if o.fails)
            everything = deadlines_of(facts.account, one.assessment)
            late += ((due, _not_held(due, collected)) for due in everything if due.is_short and due.is_late(as_of))
            short += len(made_by(facts.account, as_of))
    late.sort(key=lambda found: by_day(found[0]))
    return HeldTo(tuple(records), (*failing, *(problem for _, problem in late)), short)


def _not_held(due: Deadline, collected: Collected) -> Problem:
    field = f"decisions.{due.decision}.review_on"
    path, line = collected.locate(due.account, field)
    says = f"The review of “{due.title}” was due on {due.due.on} and was not held."
    step = "hold it, and write the day of the next one as `review_on:`"
    return Problem(says, step, path, line, field, due.account)


def calendar_entries(assessed: Iterable[Assessed]) -> tuple[Deadline, ...]:
    """Everything that everybody's decisions make due, and what is to be done about milestones that slip, by day."""
    due = (one for each in assessed for one in (*deadlines_of(each.facts.account, each.assessment), *_of_courses(each)))
    return tuple(sorted(due, key=by_day))


def _of_courses(one: Assessed) -> tuple[Deadline, ...]:
    courses = courses_of(one.facts, one.playbook, one.assessment.milestones, one.assessment.as_of)
    return course_deadlines(one.facts.account, one.playbook, courses)


def by_day(deadline: Deadline) -> tuple[dt.date, str, str, str]:
    """What deadlines are sorted by."""
    return deadline.due.on, deadline.account, deadline.decision, deadline.due.key


def record_of(one: Assessed, record: str) -> RecordState:
    """The state of one record; raises NotFound with the nearest name where the account has no such record."""
    states = {state.record.id: state for state in one.assessment.records}
    if record in states:
        return states[record]
    step = did_you_mean(record, states, where_none="`vpl decide new` writes one")
    raise NotFound(Problem(f"{one.id} has no decision record {record!r}", step, account=one.id))
