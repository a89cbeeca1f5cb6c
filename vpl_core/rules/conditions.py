"""Conditions asked of an account: four outcomes, Kleene's logic, and a trace with every answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from vpl_core.model.assessment import Answer
from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    AttributeIs,
    Condition,
    CountOf,
    Custom,
    EvidenceOf,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
)
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor, strongest, weakest
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.account_day import AccountDay, as_text
from vpl_core.rules.reading_tests import OVER_READINGS, Test, test_of
from vpl_core.rules.rigor import baseline_rigor, basis_of, ceiling_of, evidence_rigor, rigor_on

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
STRENGTH = {UNMET: 0, UNKNOWN: 1, MET: 2}
"""Kleene's order of the three."""
_FLIPPED = {MET: UNMET, UNMET: MET, UNKNOWN: UNKNOWN}


def ask(condition: Condition, now: AccountDay, day: dt.date, *, prove: bool = True) -> Answer:
    """The condition's answer as of the day, which must not be after the account's day.

    Without `prove` the rigor is left out, which is cheaper; the outcome is the same.
    """
    return _ASKS[condition.kind](condition, now, day, prove)


# --- conditions over readings ---------------------------------------------------------------------------------


def _about_reading(condition: AboutReading, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    series, test = now.series.get(condition.value), test_of(condition, now)
    count = series.until(day) if series else 0
    if not series or not count:
        return _unknown(condition, test, None, ("reading",))
    reading = series.of_record[count - 1]
    if test.missing:
        return _unknown(condition, test, reading, test.missing)
    seen = test.seen(reading.number)
    met = test.holds(seen)
    rigor = _streak_rigor(condition, test, now, day, series.of_record, count) if met and prove else None
    return Answer(
        MET if met else UNMET,
        condition.kind,
        condition.value,
        seen,
        test.needed,
        test.upper,
        test.threshold,
        reading,
        rigor,
        counted_in=test.counted_in,
        strictly=test.strictly,
    )


def _unknown(condition: AboutReading, test: Test, reading: Observation | None, missing: tuple[str, ...]) -> Answer:
    return Answer(
        UNKNOWN,
        condition.kind,
        condition.value,
        None,
        test.needed,
        test.upper,
        test.threshold,
        reading,
        missing=missing,
        counted_in=test.counted_in,
        strictly=test.strictly,
    )


def _streak_rigor(
    condition: AboutReading,
    test: Test,
    now: AccountDay,
    day: dt.date,
    readings: list[Observation],
    count: int,
    *,
    met: bool = True,
) -> Rigor:
    """The best-proven reading of the unbroken run that meets the condition, weakened by the baseline it needs.

    A later reading that also meets it confirms an earlier, better proven one and never weakens it.
    Where `met` is false, of the run that does not meet it.
    """
    definition = now.playbook.value[condition.value]
    best, limit = Rigor.UNSOURCED, ceiling_of(now, definition)
    for reading in reversed(readings[:count]):
        if best.reaches(limit) or test.holds(test.seen(reading.number)) is not met:
            break
        if not best.reaches(basis_of(now, reading, definition).ceiling):
            best = strongest([best, rigor_on(now, reading, definition, day)])
    return weakest([best, *_baseline_link(condition, now, definition)])


def _baseline_link(condition: AboutReading, now: AccountDay, definition: ValueDefinition) -> list[Rigor]:
    if condition.kind not in ("changed_by", "gap_closed", "target_met"):
        return []
    plan = now.plans.get(condition.value)
    if plan is None or plan.baseline is None:
        return [Rigor.ASSERTED]
    return [baseline_rigor(now, plan.baseline, plan, definition)]


def _sustained(condition: Sustained, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    """Met once the unbroken run is long enough; unknown while it is too short but unbroken; unmet when broken."""
    inner = ask(condition.condition, now, day, prove=prove)
    wanted = Decimal(condition.readings or condition.days or 0)
    unit = "readings" if condition.readings else "days"
    if inner.outcome is not MET or inner.reading is None:
        return inner._replace(kind="sustained", seen=None, needed=wanted, counted_in=unit, parts=(inner,))
    series = now.series[condition.condition.value]
    run = _unbroken_run(test_of(condition.condition, now), series.of_record[: series.until(day)])
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
        # A run that is too short proves nothing, however well its readings are proven.
        rigor=inner.rigor if enough else None,
        missing=missing,
        parts=(inner,),
        counted_in=unit,
    )


def _unbroken_run(test: Test, readings: list[Observation]) -> list[Observation]:
    """The latest readings that all meet the condition, newest first."""
    run: list[Observation] = []
    for reading in reversed(readings):
        if not test.holds(test.seen(reading.number)):
            break
        run.append(reading)
    return run


# --- conditions over other facts ------------------------------------------------------------------------------


def _plan_agreed(condition: PlanAgreed, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    wanted = condition.values or now.playbook.outcomes
    agreed = [
        value
        for value in wanted
        if (plan := now.plans.get(value)) and plan.is_agreed and plan.agreed_on is not None and plan.agreed_on <= day
    ]
    outcome = MET if len(agreed) >= condition.at_least else UNMET
    missing = () if outcome is MET else ("agreement",)
    # Both parties put their names to the same sheet.
    rigor = Rigor.CORROBORATED if outcome is MET else None
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
        rigor=rigors[condition.count - 1] if outcome is MET else None,
        missing=() if outcome is MET else ("evidence",),
        evidence=tuple(sorted(e.id for _, e in good)),
    )


def _recorded(condition: Recorded, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    outcome = now.has(condition.fact, day)
    missing = () if outcome is MET else (condition.fact,)
    return Answer(outcome, "recorded", condition.fact, rigor=_said(outcome), missing=missing)


def _attribute_is(condition: AttributeIs, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    content = now.attributes.get(condition.attribute)
    if content is None:
        return Answer(UNKNOWN, "attribute_is", condition.attribute, missing=("attribute",))
    outcome = MET if as_text(content) in condition.one_of else UNMET
    return Answer(outcome, "attribute_is", condition.attribute, rigor=_said(outcome))


def _custom(condition: Custom, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    predicate = now.playbook.predicate[condition.name]
    try:
        outcome = Outcome(predicate.ask(now.facts, day))
        if outcome is Outcome.EXEMPT:
            raise ValueError("only a person's waiver exempts")
    except Exception as fault:  # a stranger's code: its fault is an unknown, told in the trace
        return Answer(UNKNOWN, "custom", condition.name, missing=(f"an answer; it failed with {type(fault).__name__}",))
    return Answer(outcome, "custom", condition.name, rigor=_said(outcome))


def _said(outcome: Outcome) -> Rigor | None:
    """What stands in the account's file is somebody's word."""
    return Rigor.REPORTED if outcome is MET else None


# --- conditions over conditions (Kleene 1952: all is the minimum, any the maximum) ------------------------------


def _all_of(condition: AllOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    parts = tuple([ask(part, now, day, prove=prove) for part in condition.conditions])
    outcome = min([part.outcome for part in parts], key=STRENGTH.__getitem__)
    rigor = weakest(_rigors(parts)) if prove and outcome is MET else None
    return Answer(outcome, "all_of", rigor=rigor, parts=parts)


def _any_of(condition: AnyOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    parts = tuple([ask(part, now, day, prove=prove) for part in condition.conditions])
    outcome = max([part.outcome for part in parts], key=STRENGTH.__getitem__)
    rigor = strongest(_rigors(parts)) if prove and outcome is MET else None
    return Answer(outcome, "any_of", rigor=rigor, parts=parts)


def _count_of(condition: CountOf, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    """Met once n are met; unmet once even all the unknown ones would not suffice."""
    parts = tuple([ask(part, now, day, prove=prove) for part in condition.conditions])
    outcomes = [part.outcome for part in parts]
    met, needed = outcomes.count(MET), condition.at_least
    outcome = MET if met >= needed else UNMET if met + outcomes.count(UNKNOWN) < needed else UNKNOWN
    best = sorted(_rigors(parts), key=lambda rigor: -rigor.rank)
    rigor = best[needed - 1] if prove and outcome is MET else None
    return Answer(outcome, "count_of", "", Decimal(met), Decimal(needed), rigor=rigor, parts=parts)


def _rigors(parts: tuple[Answer, ...]) -> list[Rigor]:
    return [part.rigor for part in parts if part.rigor is not None]


def _not(condition: Not, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    inner = ask(condition.condition, now, day, prove=False)
    flipped, rigor = _FLIPPED[inner.outcome], None
    if prove and flipped is MET:
        rigor = _opposite_rigor(condition.condition, now, day)
    return Answer(flipped, "not", inner.subject, reading=inner.reading, rigor=rigor, parts=(inner,))


def _opposite_rigor(condition: AboutReading | AttributeIs, now: AccountDay, day: dt.date) -> Rigor:
    if isinstance(condition, AttributeIs):
        return Rigor.REPORTED
    series, test = now.series[condition.value], test_of(condition, now)
    return _streak_rigor(condition, test, now, day, series.of_record, series.until(day), met=False)


_ASKS: dict[str, Callable[[Any, AccountDay, dt.date, bool], Answer]] = {
    **dict.fromkeys(OVER_READINGS, _about_reading),
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
