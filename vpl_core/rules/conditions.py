"""Conditions asked of an account: four outcomes, Kleene's logic, and a trace with every answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from vpl_core.model.answers import Answer
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
from vpl_core.rules.account_day import AccountDay, Series, as_text
from vpl_core.rules.dossiers import dossier_of
from vpl_core.rules.reading_tests import FROM_A_PLAN, OVER_READINGS, Test, test_of, verdicts_on
from vpl_core.rules.rigor import baseline_of, basis_of, ceiling_of, rigor_on

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
        return _unread(condition, test)
    reading = series.of_record[count - 1]
    if test.missing:
        return _unknown(condition, test, reading, test.missing)
    seen = test.seen(reading.number)
    met = test.holds(seen)
    rigor = _streak_rigor(condition, now, day, series, count) if met and prove else None
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


def _unread(condition: AboutReading, test: Test) -> Answer:
    """The answer where nothing has been read; for all accounts with these limits the same."""
    if test.unread is None:
        test.unread = _unknown(condition, test, None, ("reading",))
    return test.unread


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
    condition: AboutReading, now: AccountDay, day: dt.date, series: Series, count: int, *, met: bool = True
) -> Rigor:
    """The best-proven reading of the unbroken run that meets the condition, weakened by the baseline it needs.

    A later reading that also meets it confirms an earlier, better proven one and never weakens it.
    Where `met` is false, of the run that does not meet it.
    """
    definition = now.playbook.value[condition.value]
    best, limit = Rigor.UNSOURCED, ceiling_of(now, definition)
    verdicts, readings = verdicts_on(condition, series, now), series.of_record
    for place in range(count - 1, -1, -1):
        if best.reaches(limit) or verdicts[place] is not met:
            break
        reading = readings[place]
        if not best.reaches(basis_of(now, reading.source, definition).ceiling):
            best = strongest([best, rigor_on(now, reading, definition, day)])
    if condition.kind not in FROM_A_PLAN:
        return best
    return weakest([best, baseline_of(now, now.plans.get(condition.value), definition) or Rigor.ASSERTED])


def _sustained(condition: Sustained, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    """Met once the unbroken run is long enough; unknown while it is too short but unbroken; unmet when broken."""
    inner = ask(condition.condition, now, day, prove=prove)
    wanted = Decimal(condition.readings or condition.days or 0)
    unit = "readings" if condition.readings else "days"
    if inner.outcome is not MET or inner.reading is None:
        return inner._replace(kind="sustained", seen=None, needed=wanted, counted_in=unit, parts=(inner,))
    series = now.series[condition.condition.value]
    last = series.until(day) - 1
    first = _start_of_run(verdicts_on(condition.condition, series, now), last)
    length = Decimal(last - first + 1 if condition.readings else (series.days[last] - series.days[first]).days)
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


def _start_of_run(verdicts: list[bool], last: int) -> int:
    """Where the unbroken run begins that ends with the last reading and meets the condition."""
    first = last
    while first > 0 and verdicts[first - 1]:
        first -= 1
    return first


# --- conditions over other facts ------------------------------------------------------------------------------


def _plan_agreed(condition: PlanAgreed, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    wanted = condition.values or now.playbook.outcomes
    agreed = [value for value in wanted if (on := now.agreed.get(value)) is not None and on <= day]
    return _agreed(len(agreed), condition.at_least)


@lru_cache
def _agreed(count: int, needed: int) -> Answer:
    outcome = MET if count >= needed else UNMET
    missing = () if outcome is MET else ("agreement",)
    # Both parties put their names to the same sheet.
    rigor = Rigor.CORROBORATED if outcome is MET else None
    return Answer(outcome, "plan_agreed", "", Decimal(count), Decimal(needed), rigor=rigor, missing=missing)


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
    subject = condition.milestone or condition.value or ""
    dossier = dossier_of(now, milestone=condition.milestone, value=condition.value)
    if dossier is None:
        return _no_evidence(subject, condition.count)
    papers = [paper for paper in dossier.papers if paper.on <= day and paper.kind in condition.kinds]
    graded = [(dossier.rigor_on(paper, day), paper) for paper in papers]
    good = [(rigor, paper) for rigor, paper in graded if rigor.reaches(condition.at_least)]
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
        evidence=tuple(sorted(paper.id for _, paper in good)),
    )


@lru_cache(maxsize=1024)
def _no_evidence(subject: str, count: int) -> Answer:
    return Answer(UNMET, "evidence_of", subject, Decimal(0), Decimal(count), missing=("evidence",))


def _recorded(condition: Recorded, now: AccountDay, day: dt.date, prove: bool) -> Answer:
    return _on_record(condition.fact, now.has(condition.fact, day))


@lru_cache
def _on_record(fact: str, outcome: Outcome) -> Answer:
    missing = () if outcome is MET else (fact,)
    return Answer(outcome, "recorded", fact, rigor=_said(outcome), missing=missing)


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
    series = now.series[condition.value]
    return _streak_rigor(condition, now, day, series, series.until(day), met=False)


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
