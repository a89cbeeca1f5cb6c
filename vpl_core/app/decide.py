"""Decisions of a portfolio: where each record stands, and what of all of them is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from vpl_core.app.portfolio import Assessed
from vpl_core.errors import NotFound, Problem
from vpl_core.model.accounts import Decision
from vpl_core.model.decision_states import Due, RecordState
from vpl_core.rules.due import due_of_short


class Deadline(NamedTuple):
    """Something of a decision that is due, and whose it is."""

    account: str
    customer: str
    decision: str
    """The id of the record, or of the short decision."""
    title: str
    due: Due
    is_short: bool = False
    """It stands in the account's own file, and has no record."""

    def is_late(self, day: dt.date) -> bool:
        """The day it was due on has passed."""
        return self.due.on < day


def deadlines(assessed: Iterable[Assessed]) -> tuple[Deadline, ...]:
    """Everything that is due of everybody's decisions, short ones included, by day."""
    found = [deadline for one in assessed for deadline in _of_account(one)]
    return tuple(sorted(found, key=lambda d: (d.due.on, d.account, d.decision, d.due.key)))


def _of_account(one: Assessed) -> list[Deadline]:
    account = one.facts.account

    def deadline(id_: str, title: str, due: Due, *, is_short: bool) -> Deadline:
        return Deadline(account.id, account.name, id_, title, due, is_short)

    records = [(state.record, due) for state in one.assessment.records for due in state.due]
    short = [(decision, due) for decision in made(one) for due in due_of_short(decision)]
    return [
        *(deadline(record.id, record.title, due, is_short=False) for record, due in records),
        *(deadline(decision.id, decision.title, due, is_short=True) for decision, due in short),
    ]


def made(one: Assessed) -> tuple[Decision, ...]:
    """The short decisions that were made by the day, or are open."""
    day = one.assessment.as_of
    return tuple(d for d in one.facts.account.decisions if d.decided_on is None or d.decided_on <= day)


def record_of(one: Assessed, record: str) -> RecordState:
    """The state of one record; raises NotFound with the nearest name where the account has no such record."""
    states = {state.record.id: state for state in one.assessment.records}
    if record in states:
        return states[record]
    close = get_close_matches(record, states, n=1)
    there = f"use one of: {', '.join(states)}" if states else "`vpl decide new` writes one"
    step = f"did you mean {close[0]!r}?" if close else there
    raise NotFound(Problem(f"{one.id} has no decision record {record!r}", step, account=one.id))
