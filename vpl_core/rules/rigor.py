"""Rigor: how hard a number is to argue with, computed from who, how, when and the four tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from vpl_core.model.accounts import Baseline, ValuePlan
from vpl_core.model.assessment import FourTests, ReadingProof
from vpl_core.model.benefits import Stated
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Rigor, strongest
from vpl_core.model.values import MEASURING, Kind, ValueDefinition
from vpl_core.rules.account_day import AccountDay, Series


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


class Basis(NamedTuple):
    """What every reading of one value from one source has in common."""

    footing: Footing
    sound_from: dt.date | None
    """The first day of sound readings; none where the method is not sound, `date.min` where none has to be agreed."""
    others: frozenset[str]
    """The sources that can confirm it: of another root, and more than the vendor's bare word."""
    confirmed_until: dt.date
    """Readings up to here were signed for by a named person at the customer; `date.min` where none was."""
    confirmed_by: str
    reproduced_until: dt.date
    ceiling: Rigor
    """No reading of this basis can be proven better."""


def rigor_on(now: AccountDay, reading: Observation, definition: ValueDefinition, day: dt.date) -> Rigor:
    """How well the reading is proven as of the day, older ones weaker."""
    fresh = now.fresh_rigors.get(id(reading))
    if fresh is None:
        basis = basis_of(now, reading.source, definition)
        # Whether others agree makes no difference to what is no record or was not soundly measured.
        looks = basis.footing is Footing.RECORD and is_sound_on(basis, reading.on)
        agrees = looks and _somebody_agrees(now, basis, reading, definition)
        fresh = now.fresh_rigors[id(reading)] = grade(basis.footing, _tests(basis, reading, agrees))
    lost = steps_lost((day - reading.on).days, definition.refresh_days)
    return fresh.lowered(lost) if lost else fresh


def reading_proof(now: AccountDay, reading: Observation, definition: ValueDefinition, day: dt.date) -> ReadingProof:
    """The whole proof of the reading as of the day: its tests, its age, and who agrees or does not."""
    basis = basis_of(now, reading.source, definition)
    near = _independent(now, basis, reading, definition)
    agreeing = tuple([o for o in near if agree(o.number, reading.number, definition.tolerance_percent)])
    tests = _tests(basis, reading, bool(agreeing))
    fresh, age = grade(basis.footing, tests), (day - reading.on).days
    return ReadingProof(
        rigor=fresh.lowered(steps_lost(age, definition.refresh_days)),
        fresh=fresh,
        tests=tests,
        age_days=age,
        stale=age > definition.refresh_days,
        agreeing=agreeing,
        conflicting=tuple([o for o in near if not agree(o.number, reading.number, definition.tolerance_percent)]),
        confirmed_by=basis.confirmed_by if tests.confirmed else "",
    )


def basis_of(now: AccountDay, source: str, definition: ValueDefinition) -> Basis:
    """The basis of the value's readings from this source, worked out once."""
    key = (definition.id, source)
    basis = now.bases.get(key)
    if basis is None:
        basis = now.bases[key] = _basis(now, now.sources.get(source), definition)
    return basis


def ceiling_of(now: AccountDay, definition: ValueDefinition) -> Rigor:
    """No reading of the value can be proven better than this; worked out once."""
    limit = now.ceilings.get(definition.id)
    if limit is None:
        series = now.series.get(definition.id)
        sources = {reading.source for reading in series.of_record} if series else ()
        limit = strongest([basis_of(now, source, definition).ceiling for source in sources])
        now.ceilings[definition.id] = limit
    return limit


def _basis(now: AccountDay, source: Source | None, definition: ValueDefinition) -> Basis:
    until, by, repeated = _signatures(now.evidence_of_value.get(definition.id))
    others = _others(source, now.series[definition.id], now) if source and definition.id in now.series else _NOBODY
    footing, sound_from = footing_of(source), _sound_from(source, definition, now.plans.get(definition.id))
    at_best = FourTests(bool(by), bool(others), sound_from is not None, repeated is not None)
    return Basis(footing, sound_from, others, until, by, repeated or dt.date.min, grade(footing, at_best))


_NOBODY: frozenset[str] = frozenset()


def _signatures(papers: list[Evidence] | None) -> tuple[dt.date, str, dt.date | None]:
    """Until when readings were signed for and by whom, and the last day on which somebody got the same again."""
    if papers is None:
        return dt.date.min, "", None
    signed = max((e for e in papers if signs(e)), key=lambda e: (e.on, e.id), default=None)
    repeated = max((e.on for e in papers if e.kind == "reproduction" and (e.by or e.sha256)), default=None)
    return (signed.on, signed.by, repeated) if signed else (dt.date.min, "", repeated)


def _others(source: Source, series: Series, now: AccountDay) -> frozenset[str]:
    """The sources of the value's readings that stand apart from this one.

    They are of another root; the vendor's bare word confirms nothing, whatever it says.
    """
    if now.firm_sources is None:
        firm = [one for one in now.sources.values() if footing_of(one) > Footing.VENDOR_WORD]
        now.firm_sources = frozenset([one.id for one in firm])
        for one in firm:
            now.firm_of_root.setdefault(one.root, set()).add(one.id)
    return (series.sources & now.firm_sources).difference(now.firm_of_root.get(source.root, ()))


def _tests(basis: Basis, reading: Observation, agrees: bool) -> FourTests:
    return FourTests(
        confirmed=reading.on <= basis.confirmed_until,
        agrees=agrees,
        sound=is_sound_on(basis, reading.on),
        reproducible=reading.on <= basis.reproduced_until,
    )


def is_sound_on(basis: Basis, day: dt.date) -> bool:
    """Whether what was read on the day was read by a sound method."""
    return basis.sound_from is not None and basis.sound_from <= day


def footing_of(source: Source | None) -> Footing:
    """A measuring source is a record; an asking one is the word of whoever keeps it."""
    if source is None:
        return Footing.NOTHING
    if source.method in MEASURING:
        return Footing.RECORD
    return Footing.VENDOR_WORD if source.party == "vendor" else Footing.CUSTOMER_WORD


def _sound_from(source: Source | None, definition: ValueDefinition, plan: ValuePlan | None) -> dt.date | None:
    """By an acceptable method; for an outcome, the one that was agreed with the customer beforehand."""
    if source is None or source.method not in definition.methods:
        return None
    if definition.kind is not Kind.OUTCOME:
        return dt.date.min
    if plan is None or not plan.is_agreed or source.method != plan.method:
        return None
    return plan.agreed_on


def signs(evidence: Evidence) -> bool:
    """A named person at the customer signs for it."""
    return evidence.kind == "confirmation" and evidence.party == "customer" and bool(evidence.by)


def _independent(now: AccountDay, basis: Basis, reading: Observation, definition: ValueDefinition) -> list[Observation]:
    """Readings of sources that can confirm it, within half the refresh interval either way."""
    if not basis.others:
        return []
    reach = definition.refresh_days // 2
    first, last = max(1, reading.on.toordinal() - reach), min(_LAST_DAY, reading.on.toordinal() + reach)
    near = now.series[reading.value].between(dt.date.fromordinal(first), dt.date.fromordinal(last))
    return [other for other in near if other.source in basis.others]


_LAST_DAY = dt.date.max.toordinal()


def _somebody_agrees(now: AccountDay, basis: Basis, reading: Observation, definition: ValueDefinition) -> bool:
    tolerance = definition.tolerance_percent
    return any(agree(o.number, reading.number, tolerance) for o in _independent(now, basis, reading, definition))


def agree(one: Decimal, other: Decimal, tolerance_percent: Decimal) -> bool:
    """|one - other| <= tolerance of the larger of the two in size."""
    return abs(one - other) * 100 <= tolerance_percent * max(abs(one), abs(other))


def baseline_of(now: AccountDay, plan: ValuePlan | None, definition: ValueDefinition) -> Rigor | None:
    """How well the plan's baseline is proven, worked out once; none where there is no baseline."""
    if plan is None or plan.baseline is None:
        return None
    known = now.baselines.get(definition.id)
    if known is None:
        known = now.baselines[definition.id] = baseline_rigor(now, plan.baseline, plan, definition)
    return known


def baseline_rigor(now: AccountDay, baseline: Baseline, plan: ValuePlan, definition: ValueDefinition) -> Rigor:
    """How well a baseline is proven; it is history and does not age.

    Agreed beforehand by a named person, it counts as confirmed and, where its source measures, as sound.
    A second source is asked of it by no rule: both parties put their names to the number.
    What is agreed after the account's day is not agreed yet.
    """
    source = now.sources.get(baseline.source)
    sound = source is not None and source.method in definition.methods
    signed = plan.agreed_on is None or plan.agreed_on <= now.day
    agreed = signed and plan.is_agreed
    tests = FourTests(confirmed=signed and bool(plan.agreed_by), agrees=agreed, sound=sound, reproducible=agreed)
    return grade(footing_of(source), tests)


def stated_rigor(stated: Stated, sources: Mapping[str, Source], day: dt.date) -> Rigor:
    """How well a rate, a count, a share or a cost is proven; like a baseline it does not age.

    Looked up in a record it is measured, and verified where a named person at the customer agreed to it too; what was
    agreed without a record is the customer's word, and what nobody agreed to is the vendor's.
    """
    source = sources.get(stated.source)
    agreed = stated.agreed_on is not None and stated.agreed_on <= day
    footing = footing_of(source) if source else Footing.VENDOR_WORD
    return grade(footing, FourTests(confirmed=agreed, agrees=agreed, sound=source is not None, reproducible=agreed))
