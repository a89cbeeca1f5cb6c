"""Decisions judged: the one state of each record on a day, with everything that speaks against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from vpl_core.model.base import Word
from vpl_core.model.conditions import Condition
from vpl_core.model.decision_states import (
    JudgedStatement,
    Objection,
    ObjectionKind,
    RecordStage,
    RecordState,
    RecordStatus,
    StageState,
    TriggerState,
)
from vpl_core.model.decisions import Criterion, DecisionRecord, Input, Statement, Trigger
from vpl_core.model.outcomes import Outcome, Rigor, strongest
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.approvals import approval_states
from vpl_core.rules.catalogue import N_, Said, commas
from vpl_core.rules.comparability import not_comparable
from vpl_core.rules.completeness import completeness, stage_of
from vpl_core.rules.conditions import ask
from vpl_core.rules.dossiers import evidence_rigor
from vpl_core.rules.drift import drift_of
from vpl_core.rules.due import due_of
from vpl_core.rules.objections import objections_to
from vpl_core.rules.resolved import resolved
from vpl_core.rules.reviews import is_concluded
from vpl_core.rules.seals import other_signals, redefined, seals_of, values_of

W = TypeVar("W", bound=Word)
A = TypeVar("A", Input, Criterion)


def judge_record(record: DecisionRecord, now: AccountDay) -> RecordState:
    """The record's one state on the day, with the reasons; what was written later does not exist."""
    record = resolved(known_on(record, now.day), now.playbook)
    seals = seals_of(record, now.playbook, now.evidence)
    changed = frozenset(redefined(record.locked, seals) if record.locked else ())
    resaid = frozenset(other_signals(record.locked, seals) if record.locked else ())
    statements = tuple(_judged(statement, now) for statement in record.statements)
    approvals = approval_states(record, now)
    drift = drift_of(record, now, changed)
    stage, missing = stage_of(record, statements, not_comparable(record.options), approvals)
    reversal = _seen(record.reversal, record, now, changed, resaid) if record.reversal else None
    stops = tuple(_seen(trigger, record, now, changed, resaid) for trigger in record.stop)
    if is_concluded(record):
        objections: tuple[Objection, ...] = ()
    else:
        found = objections_to(record, now, seals, changed, statements, missing, (reversal, *stops), approvals, drift)
        objections = tuple(sorted(found, key=lambda one: (_WORST_FIRST[one.kind], one.field)))
    status = _status(record, stage, objections)
    return RecordState(
        record=record,
        stage=stage,
        status=status,
        because=_because(record, status, objections, missing),
        objections=objections,
        completeness=completeness(record),
        missing=missing,
        statements=statements,
        reversal=reversal,
        stops=stops,
        stages=tuple(_stages(record, now, changed)),
        approvals=approvals,
        due=() if status is RecordStatus.CONCLUDED else due_of(record, approvals),
        drift=drift,
    )


def as_shown(state: RecordState) -> RecordState:
    """The state as it is without whatever speaks against the record and may not be told to a customer."""
    told = tuple(objection for objection in state.objections if not objection.private)
    status = _status(state.record, state.stage, told)
    because = _because(state.record, status, told, state.missing)
    return replace(state, objections=told, status=status, because=because)


_WORST_FIRST = {kind: place for place, kind in enumerate(ObjectionKind)}


def _status(record: DecisionRecord, stage: RecordStage, objections: tuple[Objection, ...]) -> RecordStatus:
    if record.decided_on is None:  # so it cannot be committed
        return RecordStatus(stage.value)
    if is_concluded(record):
        return RecordStatus.CONCLUDED
    worst = [objection.kind.status for objection in objections]
    return next((status for status in _WORST_STATUS_FIRST if status in worst), RecordStatus.IN_FORCE)


_WORST_STATUS_FIRST = (
    RecordStatus.REFUSED,
    RecordStatus.EXPIRED,
    RecordStatus.AWAITING_APPROVAL,
    RecordStatus.REVIEW_DUE,
)


def _because(
    record: DecisionRecord, status: RecordStatus, objections: tuple[Objection, ...], missing: tuple[str, ...]
) -> str:
    reasons = [objection.says for objection in objections if objection.kind.status is status]
    if reasons:
        return reasons[0] if len(reasons) == 1 else Said("{why} And {n} more.", why=reasons[0], n=len(reasons) - 1)
    if status is RecordStatus.CONCLUDED:
        last = record.held[-1]
        return Said(_CONCLUDED[last.kind, last.outcome], day=last.on, name=last.by)
    if status is RecordStatus.IN_FORCE:
        return Said("What it rests on is as it was sealed, and nothing on file speaks against it.")
    return Said("Still needed: {what}.", what=commas(missing))


_CONCLUDED = {
    ("initial", "stop"): N_("The initial review of {day} by {name} said stop."),
    ("operating", "stop"): N_("The operating review of {day} by {name} said stop."),
    ("post", "stop"): N_("The post review of {day} by {name} said stop."),
    ("post", "continue"): N_("The post review of {day} by {name} said continue."),
}
"""A review ends a decision by stopping it, or as the last one."""


# --- what is known on the day -------------------------------------------------------------------------------------


def known_on(record: DecisionRecord, day: dt.date) -> DecisionRecord:
    """The record without what is dated after the day: a later choice leaves it open, later reviews were not held."""
    changes: dict[str, object] = {
        "held": tuple(review for review in record.held if review.on <= day),
        "approvals": tuple(_until(approval, "given_on", day) for approval in record.approvals),
        "waivers": tuple(waiver for waiver in record.waivers if waiver.on <= day),
        "inputs": tuple(_audited(_until(one, "refreshed_on", day), day) for one in record.inputs),
        "criteria": tuple(_audited(one, day) for one in record.criteria),
        "next": tuple(_until(action, "done_on", day) for action in record.next),
        "stop": tuple(_until(trigger, "seen_on", day) for trigger in record.stop),
        "reversal": record.reversal and _until(record.reversal, "seen_on", day),
    }
    if record.locked is not None and record.locked.on > day:
        changes["locked"] = None
    if record.decided_on is not None and record.decided_on > day:
        changes |= {"decided_on": None, "chosen": None, "because": ""}
    return record.model_copy(update=changes)


def _until(word: W, field: str, day: dt.date) -> W:
    on = getattr(word, field)
    return word if on is None or on <= day else word.model_copy(update={field: None})


def _audited(word: A, day: dt.date) -> A:
    return word if word.audit is None or word.audit.on <= day else word.model_copy(update={"audit": None})


# --- statements ---------------------------------------------------------------------------------------------------


def _judged(statement: Statement, now: AccountDay) -> JudgedStatement:
    """A fact without evidence on file is an assumption."""
    on_file = [paper for paper in now.evidence if paper.id in statement.evidence]
    if statement.kind != "fact":
        return JudgedStatement(statement, statement.kind, tuple(paper.id for paper in on_file), None)
    rigors = [evidence_rigor(paper, [other for other in on_file if other is not paper]) for paper in on_file]
    counts_as = "fact" if on_file else "assumption"
    return JudgedStatement(statement, counts_as, tuple(p.id for p in on_file), strongest(rigors) if rigors else None)


# --- triggers and stages ----------------------------------------------------------------------------------------------


def _seen(
    trigger: Trigger, record: DecisionRecord, now: AccountDay, changed: frozenset[str], resaid: frozenset[str]
) -> TriggerState:
    if trigger.when is None:
        outcome = Outcome.UNKNOWN if trigger.seen_on is None else Outcome.MET
        looked = trigger.seen_on is not None and any(review.on >= trigger.seen_on for review in record.held)
        return TriggerState(trigger, outcome, None, looked)
    if trigger.signal in resaid:
        return TriggerState(trigger, Outcome.UNKNOWN, None, False)
    if changed.intersection(values_of(trigger.when)):
        return TriggerState(trigger, Outcome.UNKNOWN, None, False)
    answer = ask(trigger.when, now, now.day)
    return TriggerState(trigger, answer.outcome, answer, _settled(trigger.when, record, now))


def _settled(condition: Condition, record: DecisionRecord, now: AccountDay) -> bool:
    """Whether the last review saw it too, and it has not gone and come back since."""
    if not record.held:
        return False
    last = record.held[-1].on
    days = {reading.on for reading in now.facts.observations} | {paper.on for paper in now.facts.evidence}
    since = sorted(day for day in days if last < day <= now.day)
    return all(ask(condition, now, day, prove=False).outcome is Outcome.MET for day in (last, *since))


def _stages(record: DecisionRecord, now: AccountDay, changed: frozenset[str]) -> Iterator[StageState]:
    """The steps of the chosen option; each is locked until the one before is met at its rigor."""
    is_open = True
    for stage in record.choice.stages if record.choice else ():
        answer = None if changed.intersection(values_of(stage.threshold)) else ask(stage.threshold, now, now.day)
        met = (
            answer is not None
            and answer.outcome is Outcome.MET
            and (answer.rigor or Rigor.UNSOURCED).reaches(stage.rigor)
        )
        yield StageState(stage, is_open, met, answer)
        is_open = is_open and met
