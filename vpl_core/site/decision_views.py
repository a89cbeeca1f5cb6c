"""Decisions and decision checklists as both sides may read them."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.accounts import Decision
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import ChecklistState, QuestionState
from vpl_core.model.audience import ChecklistView, QuestionView
from vpl_core.model.checklists import Checklist
from vpl_core.model.record_views import DecisionView, OptionView
from vpl_core.rules.catalogue import N_
from vpl_core.site.projection import Projection


def decisions_of(sight: Projection) -> tuple[DecisionView, ...]:
    """The decisions made by the day, in the account's order."""
    return tuple(
        _decision(sight, decision)
        for decision in sight.account.decisions
        if decision.decided_on is None or decision.decided_on <= sight.as_of
    )


def _decision(sight: Projection, decision: Decision) -> DecisionView:
    return DecisionView(
        id=decision.id,
        title=decision.title,
        owner=decision.owner,
        options=tuple(
            OptionView(name=o.name, gives=o.gives, costs=o.costs, chosen=o.name == decision.chosen)
            for o in decision.options
        ),
        chosen=decision.chosen,
        because=decision.because,
        decided_on=sight.maybe(decision.decided_on),
        review_on=sight.maybe(decision.review_on),
        review_overdue=decision.review_on is not None and decision.review_on < sight.as_of,
        reversal_signal=decision.reversal_signal,
        lacking=tuple(sight.wording.say(what) for what in lacking(decision)),
    )


def lacking(decision: Decision) -> tuple[str, ...]:
    """What the record needs before it counts as decided."""
    there = {
        N_("an owner"): bool(decision.owner),
        N_("at least two options"): len(decision.options) >= 2,
        N_("a choice"): bool(decision.chosen),
        N_("a review date"): decision.review_on is not None,
        N_("a reversal signal"): bool(decision.reversal_signal),
    }
    return tuple(what for what, present in there.items() if not present)


def checklists_of(sight: Projection) -> tuple[ChecklistView, ...]:
    """The checklists that are not the vendor's alone."""
    states = {state.checklist: state for state in sight.assessment.checklists}
    return tuple(
        ChecklistView(id=c.id, name=c.name, decides=c.decides, questions=tuple(_questions(sight, c, states[c.id])))
        for c in sight.playbook.checklists
        if not c.internal
    )


def _questions(sight: Projection, checklist: Checklist, state: ChecklistState) -> Iterator[QuestionView]:
    for question, answered in zip(checklist.questions, state.questions, strict=True):
        yield QuestionView(
            text=question.text,
            outcome=answered.outcome,
            because=_because(sight, answered),
            why=question.why,
            next_step=question.next_step,
            source=question.source,
            waived=sight.waived(answered.waiver),
        )


def _because(sight: Projection, state: QuestionState) -> str:
    """The first part of the trace that decided: one with the whole answer's outcome."""
    parts = list(_flat(state.answer))
    deciding = next((part for part in parts if part.outcome is state.answer.outcome), parts[0])
    return sight.wording.say("{sentence}.", sentence=sight.why(deciding))


def _flat(answer: Answer) -> Iterator[Answer]:
    if not answer.parts or answer.kind in ("sustained", "milestone_reached"):
        yield answer
    else:
        for part in answer.parts:
            yield from _flat(part)
