"""Deadlines: everything that the decisions of one account make due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vpl_core.model.accounts import Account, Decision
from vpl_core.model.assessment import Assessment
from vpl_core.model.decision_states import Deadline
from vpl_core.rules.due import due_of_short


def deadlines_of(account: Account, assessment: Assessment) -> tuple[Deadline, ...]:
    """What is due of the account's records and of its short decisions, by day."""
    return tuple(sorted(_deadlines(account, assessment), key=lambda d: (d.due.on, d.decision, d.due.key)))


def _deadlines(account: Account, assessment: Assessment) -> Iterator[Deadline]:
    for state in assessment.records:
        for due in state.due:
            yield Deadline(account.id, account.name, state.record.id, state.record.title, due, is_short=False)
    for decision in made_by(account, assessment.as_of):
        for due in due_of_short(decision):
            yield Deadline(account.id, account.name, decision.id, decision.title, due, is_short=True)


def made_by(account: Account, day: dt.date) -> tuple[Decision, ...]:
    """The short decisions that were made by the day, or are open."""
    return tuple(d for d in account.decisions if d.decided_on is None or d.decided_on <= day)
