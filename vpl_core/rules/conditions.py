"""Conditions asked of an account: four outcomes, Kleene's logic, and a trace with every answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from vpl_core.model.assessment import Answer
from vpl_core.model.base import EXACT
from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    Custom,
    EvidenceOf,
    GapClosed,
    Limit,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor, strongest, weakest
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.progress import gap_closed, meets
from vpl_core.rules.rigor import baseline_rigor, evidence_rigor, reading_proof

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
_STRENGTH = {UNMET: 0, UNKNOWN: 1, MET: 2}
_FLIPPED = {MET: UNMET, UNMET: MET, UNKNOWN: UNKNOWN}


def ask(condition: Condition, now: AccountDay, day: dt.date, *, prove: bool = True) -> Answer:
    """The condition's answer as of the day, which must not be after the account's day.

    Without `prove` the rigor is left out, which is cheaper: the outcome is the same.
    """
    return _ASKS[condition.kind](condition, now, day, prove)


def limit_of(limit: Limit, now: AccountDay) -> tuple[Decimal, str]:
    """The number in force and the threshold it came from, if any."""
    return (now.limits[limit], limit) if isinstance(limit, str) else (limit, "")


# --- conditions over readings ---------------------------------------------------------------------------------


def _about_reading(condition: AboutReading, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    series = now.series.get(condition.value)
    count = series.until(day) if series else 0
    if not series or not count:
        return Answer(UNKNOWN, condition.kind, condition.value, **_needs(condition, now), missing=("reading",))
    answer = _judge(condition, now, series.of_record[count - 1])
    if prove and answer.outcome is MET:
        return answer._replace(rigor=_streak_rigor(condition, now, day, series.of_record, count))
    return answer


def _judge(condition: AboutReading, now: AccountDay, reading: Observation) -> Answer:
    """The answer as this one reading gives it."""
    return _JUDGES[condition.kind](condition, now, reading)


def _streak_rigor(
    condition: AboutReading, now: AccountDay, day: dt.date, readings: list[Observation], count: int
) -> Rigor:
    """The best-proven reading of the unbroken run that meets the condition, weakened by the baseline it needs.

    A later reading that also meets it confirms an earlier, better proven one and never weakens it.
    """
    definition = now.playbook.value[condition.value]
    best: list[Rigor] = []
    for reading in reversed(readings[:count]):
        if best and _judge(condition, now, reading).outcome is not MET:
            break
        proof = reading_proof(now, reading, definition, day).rigor
        best.append(proof)
        if proof is Rigor.VERIFIED:
            break
    return weakest([strongest(best), *_baseline_link(condition, now, definition)])


def _baseline_link(condition: AboutReading, now: AccountDay, definition: ValueDefinition) -> list[Rigor]:
    if not isinstance(condition, ChangedBy | GapClosed | TargetMet):
        return []
    plan = now.plans.get(condition.value)
    if plan is None or plan.baseline is None:
        return [Rigor.ASSERTED]
    return [baseline_rigor(now, plan.baseline, plan, definition)]


def _at_least(condition: AtLeast, now: AccountDay, reading: Observation) -> Answer:
    needed, threshold = limit_of(condition.limit, now)
    outcome = MET if reading.number > needed or (reading.number == needed and not condition.strictly) else UNMET
    return Answer(outcome, "at_least", condition.value, reading.number, needed, None, threshold, reading)


def _at_most(condition: AtMost, now: AccountDay, reading: Observation) -> Answer:
    needed, threshold = limit_of(condition.limit, now)
    outcome = MET if reading.number < needed or (reading.number == needed and not condition.strictly) else UNMET
    return Answer(outcome, "at_most", condition.value, reading.number, needed, None, threshold, reading)


def _between(condition: Between, now: AccountDay, reading: Observation) -> Answer:
    (low, threshold), (high, _) = limit_of(condition.low, now), limit_of(condition.high, now)
    outcome = MET if low <= reading.number < high else UNMET
    return Answer(outcome, "between", condition.value, reading.number, low, high, threshold, reading)


def _changed_by(condition: ChangedBy, now: AccountDay, reading: Observation) -> Answer:
    needed, threshold = limit_of(condition.limit, now)
    plan = now.plans.get(condition.value)
    if plan is None or plan.baseline is None:
        return _without(condition, needed, threshold, reading, "baseline")
    moved = reading.number - plan.baseline.number
    if condition.counted_in == "percent":
        if plan.baseline.number == 0:
            return _without(condition, needed, threshold, reading, "baseline other than 0")
        moved = EXACT.divide(moved * 100, abs(plan.baseline.number))
    outcome = MET if (moved >= needed if needed >= 0 else moved <= needed) else UNMET
    unit = condition.counted_in
    return Answer(outcome, "changed_by", condition.value, moved, needed, None, threshold, reading, counted_in=unit)


def _gap_closed(condition: GapClosed, now: AccountDay, reading: Observation) -> Answer:
    needed, threshold = limit_of(condition.percent, now)
    plan = now.plans.get(condition.value)
    if plan is None or plan.baseline is None or plan.target is None:
        return _without(condition, needed, threshold, reading, "baseline", "target")
    share = gap_closed(reading.number, plan.baseline.number, plan.target)
    if share is None:
        return _without(condition, needed, threshold, reading, "target other than the baseline")
    outcome = MET if share * 100 >= needed else UNMET
    return Answer(outcome, "gap_closed", condition.value, share * 100, needed, None, threshold, reading)


def _target_met(condition: TargetMet, now: AccountDay, reading: Observation) -> Answer:
    plan = now.plans.get(condition.value)
    if plan is None or plan.target is None:
        return _without(condition, None, "", reading, "target")
    direction = now.playbook.value[condition.value].direction
    outcome = meets(reading.number, plan.target, direction, strictly=plan.strictly)
    return Answer(outcome, "target_met", condition.value, reading.number, plan.target, None, "", reading)


def _without(
    condition: AboutReading, needed: Decimal | None, threshold: str, reading: Observation, *missing: str
) -> Answer:
    return Answer(UNKNOWN, condition.kind, condition.value, None, needed, None, threshold, reading, missing=missing)


def _needs(condition: AboutReading, now: AccountDay) -> dict[str, Any]:
    """What the condition asks for, where there is nothing yet to compare with it."""
    if isinstance(condition, TargetMet):
        plan = now.plans.get(condition.value)
        return {"needed": plan.target if plan else None}
    if isinstance(condition, Between):
        low, threshold = limit_of(condition.low, now)
        return {"needed": low, "upper": limit_of(condition.high, now)[0], "threshold": threshold}
    needed, threshold = limit_of(condition.percent if isinstance(condition, GapClosed) else condition.limit, now)
    return {"needed": needed, "threshold": threshold}


def _sustained(condition: Sustained, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    """Met once the unbroken run is long enough; unknown while it is too short but unbroken; unmet when broken."""
    inner = ask(condition.condition, now, day, prove=prove)
    wanted = Decimal(condition.readings or condition.days or 0)
    unit = "readings" if condition.readings else "days"
    if inner.outcome is not MET or inner.reading is None:
        return inner._replace(kind="sustained", seen=None, needed=wanted, counted_in=unit, parts=(inner,))
    series = now.series[condition.condition.value]
    run = _unbroken_run(condition.condition, now, series.of_record[: series.until(day)])
    length = Decimal(len(run)) if condition.readings else Decimal((run[0].on - run[-1].on).days)
    enough = length >= wanted
    missing = () if enough else ("more readings" if condition.readings else "more time",)
    return Answer(
        MET if enough else UNKNOWN,
        "sustained",
        inner.subject,
        length,
        wanted,
        reading=inner.reading,
        rigor=inner.rigor,
        missing=missing,
        parts=(inner,),
        counted_in=unit,
    )


def _unbroken_run(condition: AboutReading, now: AccountDay, readings: list[Observation]) -> list[Observation]:
    """The latest readings that all meet the condition, newest first."""
    run: list[Observation] = []
    for reading in reversed(readings):
        if _judge(condition, now, reading).outcome is not MET:
            break
        run.append(reading)
    return run


# --- conditions over other facts ------------------------------------------------------------------------------


def _plan_agreed(condition: PlanAgreed, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    wanted = condition.values or tuple(v.id for v in now.playbook.values if v.kind is Kind.OUTCOME)
    agreed = [
        value
        for value in wanted
        if (plan := now.plans.get(value)) and plan.is_agreed and plan.agreed_on is not None and plan.agreed_on <= day
    ]
    outcome = MET if len(agreed) >= condition.at_least else UNMET
    missing = () if outcome is MET else ("agreement",)
    # Both parties put their names to the same sheet.
    rigor = Rigor.CORROBORATED if outcome is MET else Rigor.UNSOURCED
    needed = Decimal(condition.at_least)
    return Answer(outcome, "plan_agreed", "", Decimal(len(agreed)), needed, rigor=rigor, missing=missing)


def _milestone_reached(condition: MilestoneReached, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    inner = milestone_answer(condition.milestone, now, day, prove=prove)
    return inner._replace(
        kind="milestone_reached", subject=condition.milestone, seen=None, needed=None, reading=None, parts=(inner,)
    )


def milestone_answer(milestone: str, now: AccountDay, day: dt.date, *, prove: bool = True) -> Answer:
    """The answer of a milestone's own condition, remembered by day."""
    key = (milestone, day, prove)
    known = now.milestone_answers.get(key)
    if known is None:
        condition = now.playbook.milestone[milestone].condition
        known = now.milestone_answers[key] = ask(condition, now, day, prove=prove)
    return known


def _evidence_of(condition: EvidenceOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    """No evidence is a count of 0, not unknown."""
    of = now.evidence_of_milestone if condition.milestone else now.evidence_of_value
    subject = condition.milestone or condition.value or ""
    beside = [e for e in of.get(subject, ()) if e.on <= day]
    graded = [(evidence_rigor(e, [o for o in beside if o is not e]), e) for e in beside if e.kind in condition.kinds]
    good = [(rigor, e) for rigor, e in graded if rigor.reaches(condition.at_least)]
    outcome = MET if len(good) >= condition.count else UNMET
    rigors = sorted((rigor for rigor, _ in good), key=lambda r: -r.rank)
    return Answer(
        outcome,
        "evidence_of",
        subject,
        Decimal(len(good)),
        Decimal(condition.count),
        rigor=rigors[condition.count - 1] if outcome is MET else Rigor.UNSOURCED,
        missing=() if outcome is MET else ("evidence",),
        evidence=tuple(sorted(e.id for _, e in good)),
    )


def _recorded(condition: Recorded, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    outcome = now.has(condition.fact, day)
    missing = () if outcome is MET else (condition.fact,)
    return Answer(outcome, "recorded", condition.fact, rigor=Rigor.REPORTED, missing=missing)


def _attribute_is(condition: AttributeIs, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    content = now.attributes.get(condition.attribute)
    if content is None:
        return Answer(UNKNOWN, "attribute_is", condition.attribute, missing=("attribute",))
    outcome = MET if str(content) in condition.one_of else UNMET
    return Answer(outcome, "attribute_is", condition.attribute, rigor=Rigor.REPORTED)


def _custom(condition: Custom, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    predicate = now.playbook.predicate[condition.name]
    try:
        outcome = Outcome(predicate.ask(now.facts, day))
    except Exception as fault:  # a stranger's code: its fault is an unknown, told in the trace
        return Answer(UNKNOWN, "custom", condition.name, missing=(f"an answer; it failed with {type(fault).__name__}",))
    return Answer(outcome, "custom", condition.name, rigor=Rigor.REPORTED)


# --- conditions over conditions (Kleene 1952: all is the minimum, any the maximum) ------------------------------


def _all_of(condition: AllOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    parts = tuple([ask(part, now, day, prove=prove) for part in condition.conditions])
    outcome = min([part.outcome for part in parts], key=_STRENGTH.__getitem__)
    return Answer(outcome, "all_of", rigor=weakest([part.rigor for part in parts]), parts=parts)


def _any_of(condition: AnyOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    parts = tuple([ask(part, now, day, prove=prove) for part in condition.conditions])
    outcome = max([part.outcome for part in parts], key=_STRENGTH.__getitem__)
    return Answer(outcome, "any_of", rigor=strongest([p.rigor for p in parts if p.outcome is MET]), parts=parts)


def _count_of(condition: CountOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    """Met once n are met; unmet once even all the unknown ones would not suffice."""
    parts = tuple([ask(part, now, day, prove=prove) for part in condition.conditions])
    met = sorted((part.rigor for part in parts if part.outcome is MET), key=lambda r: -r.rank)
    unknown = sum(part.outcome is UNKNOWN for part in parts)
    enough = len(met) >= condition.at_least
    outcome = MET if enough else UNMET if len(met) + unknown < condition.at_least else UNKNOWN
    rigor = met[condition.at_least - 1] if enough else Rigor.UNSOURCED
    return Answer(outcome, "count_of", "", Decimal(len(met)), Decimal(condition.at_least), rigor=rigor, parts=parts)


def _not(condition: Not, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    inner = ask(condition.condition, now, day, prove=prove)
    flipped = _FLIPPED[inner.outcome]
    rigor = inner.rigor
    if prove and flipped is MET and inner.reading is not None:
        rigor = reading_proof(now, inner.reading, now.playbook.value[inner.subject], day).rigor
    return Answer(flipped, "not", inner.subject, reading=inner.reading, rigor=rigor, parts=(inner,))


_JUDGES: dict[str, Callable[[Any, AccountDay, Observation], Answer]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "between": _between,
    "changed_by": _changed_by,
    "gap_closed": _gap_closed,
    "target_met": _target_met,
}
_ASKS: dict[str, Callable[[Any, AccountDay, dt.date, bool], Answer]] = {
    **dict.fromkeys(_JUDGES, _about_reading),
    "sustained": _sustained,
    "plan_agreed": _plan_agreed,
    "milestone_reached": _milestone_reached,
    "evidence_of": _evidence_of,
    "recorded": _recorded,
    "attribute_is": _attribute_is,
    "custom": _custom,
    "count_of": _count_of,
    "all_of": _all_of,
    "any_of": _any_of,
    "not": _not,
}
