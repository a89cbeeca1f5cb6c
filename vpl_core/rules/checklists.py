"""Decision checklists answered from facts; what is unknown stays open."""

from __future__ import annotations

from vpl_core.model.assessment import ChecklistState, QuestionState
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask


def answer_checklist(checklist: Checklist, now: AccountDay) -> ChecklistState:
    """Each question's condition asked of the account; a waiver in force exempts, and shows that it does."""
    return ChecklistState(checklist.id, tuple(_answer(question, now) for question in checklist.questions))


def _answer(question: Question, now: AccountDay) -> QuestionState:
    answer = ask(question.condition, now, now.day, prove=False)
    waiver = None if answer.outcome is Outcome.MET else now.waiver(question.id)
    return QuestionState(question.id, Outcome.EXEMPT if waiver else answer.outcome, answer, waiver)
