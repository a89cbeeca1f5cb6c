"""Rigor: how hard a number is to argue with, computed from who, how, when and the four tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import IntEnum

from vpl_core.model.accounts import Baseline, ValuePlan
from vpl_core.model.assessment import FourTests, ReadingProof
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Rigor
from vpl_core.model.values import MEASURING, Kind, ValueDefinition
from vpl_core.rules.account_day import AccountDay


class Footing(IntEnum):
    """What a claim stands on before it is tested."""

    NOTHING = 0
    VENDOR_WORD = 1
    CUSTOMER_WORD = 2
    RECORD = 3
    """A system, a log, a document: something that can be looked at again."""


_START = {
    Footing.NOTHING: Rigor.UNSOURCED,
    Footing.VENDOR_WORD: Rigor.ASSERTED,
    Footing.CUSTOMER_WORD: Rigor.REPORTED,
    Footing.RECORD: Rigor.REPORTED,
}


def grade(footing: Footing, tests: FourTests) -> Rigor:
    """The rigor of a claim: monotone in its footing and in each of the four tests.

    Measured needs a record read by a sound method; corroborated also an independent source that agrees;
    verified also a customer's confirmation and a reproduction. A confirmation alone makes it reported.
    """
    if footing is Footing.RECORD and tests.sound:
        if not tests.agrees:
            return Rigor.MEASURED
        return Rigor.VERIFIED if tests.confirmed and tests.reproducible else Rigor.CORROBORATED
    start = _START[footing]
    return Rigor.REPORTED if tests.confirmed and not start.reaches(Rigor.REPORTED) else start


def steps_lost(age_days: int, refresh_days: int) -> int:
    """0 up to twice the refresh interval, then one step for each further interval begun."""
    return max(0, -(-age_days // refresh_days) - 2)


def reading_proof(now: AccountDay, reading: Observation, definition: ValueDefinition, day: dt.date) -> ReadingProof:
    """How well the reading is proven as of the day, older ones weaker."""
    fresh = now.proofs.get(id(reading))
    if fresh is None:
        fresh = now.proofs[id(reading)] = _fresh_proof(now, reading, definition)
    age = (day - reading.on).days
    return fresh._replace(
        rigor=fresh.fresh.lowered(steps_lost(age, definition.refresh_days)),
        age_days=age,
        stale=age > definition.refresh_days,
    )


def _fresh_proof(now: AccountDay, reading: Observation, definition: ValueDefinition) -> ReadingProof:
    source = now.sources.get(reading.source)
    plan = now.plans.get(reading.value)
    agreeing, conflicting = _other_sources(now, reading, definition)
    about = now.evidence_of_value.get(reading.value, ())
    confirmation = next((e for e in about if _confirms(e, reading)), None)
    tests = FourTests(
        confirmed=confirmation is not None,
        agrees=bool(agreeing),
        sound=source is not None and _is_sound(source, definition, plan, reading.on),
        reproducible=any(e.kind == "reproduction" and e.on >= reading.on for e in about),
    )
    rigor = grade(footing_of(source), tests)
    by = confirmation.by if confirmation else ""
    return ReadingProof(rigor, rigor, tests, 0, False, agreeing, conflicting, by)


def footing_of(source: Source | None) -> Footing:
    """A measuring source is a record; an asking one is the word of whoever keeps it."""
    if source is None:
        return Footing.NOTHING
    if source.method in MEASURING:
        return Footing.RECORD
    return Footing.VENDOR_WORD if source.party == "vendor" else Footing.CUSTOMER_WORD


def _is_sound(source: Source, definition: ValueDefinition, plan: ValuePlan | None, day: dt.date) -> bool:
    """By an acceptable method; for an outcome, the one that was agreed with the customer beforehand."""
    if source.method not in definition.methods:
        return False
    if plan is not None and plan.method is not None and source.method != plan.method:
        return definition.kind is not Kind.OUTCOME
    if definition.kind is not Kind.OUTCOME:
        return True
    return plan is not None and plan.is_agreed and plan.agreed_on is not None and plan.agreed_on <= day


def _confirms(evidence: Evidence, reading: Observation) -> bool:
    """A named person at the customer signed for the value on or after the day of the reading."""
    return (
        evidence.kind == "confirmation"
        and evidence.party == "customer"
        and bool(evidence.by)
        and evidence.on >= reading.on
    )


def _other_sources(
    now: AccountDay, reading: Observation, definition: ValueDefinition
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """Readings of independent sources near in time: those that agree, those that conflict.

    The vendor's bare word confirms nothing, whatever it says.
    """
    series = now.series.get(reading.value)
    source = now.sources.get(reading.source)
    if series is None or source is None or len(now.sources) < 2:
        return (), ()
    near = [
        other
        for other in series.readings
        if other.source != reading.source
        and abs((other.on - reading.on).days) * 2 <= definition.refresh_days
        and (kept := now.sources.get(other.source)) is not None
        and kept.root != source.root
        and footing_of(kept) > Footing.VENDOR_WORD
    ]
    agreeing = tuple(o for o in near if agree(o.number, reading.number, definition.tolerance_percent))
    return agreeing, tuple(o for o in near if o not in agreeing)


def agree(one: Decimal, other: Decimal, tolerance_percent: Decimal) -> bool:
    """|one - other| <= tolerance of the larger of the two in size."""
    return abs(one - other) * 100 <= tolerance_percent * max(abs(one), abs(other))


def baseline_rigor(now: AccountDay, baseline: Baseline, plan: ValuePlan, definition: ValueDefinition) -> Rigor:
    """How well a baseline is proven; it is history and does not age.

    Agreed beforehand by a named person, it counts as confirmed and, where its source measures, as sound.
    A second source is asked of it by no rule: both parties put their names to the number.
    """
    source = now.sources.get(baseline.source)
    sound = source is not None and source.method in definition.methods
    tests = FourTests(confirmed=bool(plan.agreed_by), agrees=plan.is_agreed, sound=sound, reproducible=plan.is_agreed)
    return grade(footing_of(source), tests)


def evidence_rigor(evidence: Evidence, beside: list[Evidence]) -> Rigor:
    """How well a piece of evidence proves an event, given all that speaks of the same thing.

    An attached file makes it a record; another party's evidence agrees with it; events do not age.
    """
    if not evidence.by and not evidence.sha256:
        footing = Footing.NOTHING
    elif evidence.sha256:
        footing = Footing.RECORD
    else:
        footing = Footing.VENDOR_WORD if evidence.party == "vendor" else Footing.CUSTOMER_WORD
    tests = FourTests(
        confirmed=any(e.kind == "confirmation" and e.party == "customer" and e.by for e in (evidence, *beside)),
        agrees=any(e.party != evidence.party and (e.by or e.sha256) for e in beside),
        sound=bool(evidence.sha256),
        reproducible=any(e.kind == "reproduction" or (e.party == "third_party" and e.sha256) for e in beside)
        or evidence.party == "third_party",
    )
    return grade(footing, tests)
