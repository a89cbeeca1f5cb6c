"""What is due: the days of a record on which somebody has to do something."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator

from vpl_core.model.accounts import Decision
from vpl_core.model.decision_states import ApprovalStanding, ApprovalState, Due
from vpl_core.model.decisions import DecisionRecord, Input
from vpl_core.rules.calendar import later
from vpl_core.rules.reviews import reviews_due

_REVIEWS = {"initial": "Initial review", "operating": "Operating review", "post": "Post-review"}


def due_of(record: DecisionRecord, approvals: tuple[ApprovalState, ...] = ()) -> tuple[Due, ...]:
    """Everything of the record and of its segment's approvals that is due, things that are overdue included, by day."""
    in_order = sorted((*_due(record), *_of_approvals(approvals)), key=lambda due: (due.on, due.key))
    seen = Counter[str]()
    found = []
    for due in in_order:
        seen[due.key] += 1
        found.append(due if seen[due.key] == 1 else due._replace(key=f"{due.key}-{seen[due.key]}"))
    return tuple(found)


def _due(record: DecisionRecord) -> Iterator[Due]:
    for review in reviews_due(record):
        if review.kind == "initial" or record.decided_on is not None:
            yield Due(f"review-{review.kind}", review.on, _REVIEWS[review.kind], record.owner)
    for approval in record.approvals:
        if approval.answers is None and approval.needed_by is not None and approval.given_on is None:
            key = _key("approval", approval.who, approval.what)
            yield Due(key, approval.needed_by, f"Approval: {approval.what}", approval.who)
    for action in record.next:
        if action.due is not None and action.done_on is None:
            yield Due(_key("action", action.what), action.due, action.what, action.owner)
    for statement in record.statements:
        if statement.kind == "open" and statement.by is not None:
            yield Due(_key("question", statement.text), statement.by, statement.text, statement.who)
    for one in record.inputs:
        if (last := fresh_until(one)) is not None:
            yield Due(f"refresh-{one.id}", last, f"Refresh: {one.name}", one.owner)


def _of_approvals(approvals: tuple[ApprovalState, ...]) -> Iterator[Due]:
    """The day by which each is needed, and the last on which what was given holds."""
    for state in approvals:
        asked, answer = state.asked, state.answer
        if state.until is not None and state.standing in (ApprovalStanding.GIVEN, ApprovalStanding.EXPIRED):
            yield Due(f"approval-{asked.id}", state.until, f"Approval again: {asked.name}", asked.role)
        elif state.is_awaited and answer is not None and answer.needed_by is not None:
            who = answer.who or asked.role
            yield Due(f"approval-{asked.id}", answer.needed_by, f"Approval: {asked.name}", who)


def due_of_short(decision: Decision) -> tuple[Due, ...]:
    """The review of a decision that stands in the account's own file."""
    if decision.review_on is None:
        return ()
    return (Due("review-operating", decision.review_on, _REVIEWS["operating"], decision.owner),)


def fresh_until(one: Input) -> dt.date | None:
    """The last day on which the input is not stale; none where it was never refreshed."""
    return None if one.refreshed_on is None else later(one.refreshed_on, one.every_days)


def _key(kind: str, *words: str) -> str:
    """The same wherever it stands in the file, and whenever it is due."""
    return f"{kind}-{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:12]}"
