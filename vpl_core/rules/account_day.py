"""An account's facts as they were known on or before a day; a reading after the day does not exist."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from vpl_core.model.accounts import AccountFacts, Decision, MilestonePlan, Override, ValuePlan
from vpl_core.model.answers import Answer
from vpl_core.model.base import EXACT
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver
from vpl_core.rules.ready import ready_with

if TYPE_CHECKING:
    from vpl_core.model.conditions import AboutReading
    from vpl_core.rules.dossiers import Dossier
    from vpl_core.rules.reading_tests import Test
    from vpl_core.rules.rigor import Basis

_BY_DAY = attrgetter("on")
_IN_TIME = attrgetter("on", "sequence", "source", "number")
_NO_PLAN = ValuePlan(value="none-agreed")


class Series:
    """The readings of one value, oldest first, by (day, sequence, source, number)."""

    __slots__ = ("_numbers", "all_days", "days", "of_record", "readings", "sources")

    def __init__(self, readings: list[Observation], source_of_record: str) -> None:
        self.readings = readings = _in_force(readings)
        # No falling back on other sources: losing the readings of record must not let a friendlier source decide.
        self.of_record = [r for r in readings if r.source == source_of_record] if source_of_record else readings
        self.days = [r.on for r in self.of_record]
        self.all_days = self.days if self.of_record is readings else [r.on for r in readings]
        self.sources = frozenset([r.source for r in readings])
        self._numbers: list[Decimal] | None = None

    @property
    def numbers(self) -> list[Decimal]:
        """What was read, of record."""
        if self._numbers is None:
            self._numbers = [r.number for r in self.of_record]
        return self._numbers

    def until(self, day: dt.date) -> int:
        """How many readings of record there are on or before the day."""
        return bisect_right(self.days, day)

    def between(self, first: dt.date, last: dt.date) -> list[Observation]:
        """The readings of any source from the first day to the last, both included."""
        return self.readings[bisect_left(self.all_days, first) : bisect_right(self.all_days, last)]


def _in_force(readings: list[Observation]) -> list[Observation]:
    """The readings in time order; of one source's on one day only the highest sequence, which corrects the others."""
    readings.sort(key=_BY_DAY)
    if len({r.on for r in readings}) == len(readings):
        return readings
    readings.sort(key=_IN_TIME)
    last = {(r.on, r.source): r for r in readings}
    if len(last) == len(readings):
        return readings
    last = {(r.on, r.source): r for r in sorted(readings, key=_wholly)}
    return sorted(last.values(), key=_IN_TIME)


def _wholly(reading: Observation) -> tuple[object, ...]:
    return (*_IN_TIME(reading), reading.respondents or 0, reading.note)


def as_text(content: Decimal | str) -> str:
    """An attribute as text; equal numbers are equal text, however they were written."""
    return content if isinstance(content, str) else f"{content.normalize(EXACT):f}"


class AccountDay:
    """What the rules look at: one account, one playbook, the facts by value, and what was agreed."""

    def __init__(self, facts: AccountFacts, playbook: Playbook, day: dt.date, overrides: tuple[Override, ...] = ()):
        account = facts.account
        self.facts, self.account, self.playbook, self.day = facts, account, playbook, day
        self.sources = facts.source
        self.plans: dict[str, ValuePlan] = {plan.value: plan for plan in account.plan}
        self.agreed: dict[str, dt.date] = {p.value: p.agreed_on for p in account.plan if p.agreed_on and p.is_agreed}
        self.milestone_plans: dict[str, MilestonePlan] = {plan.milestone: plan for plan in account.milestones}
        self.attributes = {attribute.name: attribute.content for attribute in account.attributes}
        self.overrides = {o.threshold: o for o in (*overrides, *account.overrides)}
        self.ready = ready_with(playbook, self.overrides.values())
        self.limits: dict[str, Decimal] = self.ready.limits
        self.series = self._by_value(day)
        self.evidence = tuple(sorted((e for e in facts.evidence if e.on <= day), key=lambda e: (e.on, e.id)))
        self.evidence_of_value, self.evidence_of_milestone = _by_subject(self.evidence)
        self.tests: dict[int, Test] = {}
        self.verdicts: dict[int, tuple[AboutReading, list[bool]]] = {}
        self.bases: dict[tuple[str, str], Basis] = {}
        self.baselines: dict[str, Rigor] = {}
        self.ceilings: dict[str, Rigor] = {}
        self.dossiers: dict[tuple[str | None, str | None], Dossier | None] = {}
        self.firm_sources: frozenset[str] | None = None
        self.firm_of_root: dict[str, set[str]] = {}
        self.fresh_rigors: dict[int, Rigor] = {}
        self.courses: dict[str, list[tuple[dt.date, int]]] = {}
        self.milestone_answers: dict[tuple[str, dt.date, bool], Answer] = {}

    def _by_value(self, day: dt.date) -> dict[str, Series]:
        grouped = ((value, [r for r in all_days if r.on <= day]) for value, all_days in self.facts.readings.items())
        return {value: Series(rs, self.plans.get(value, _NO_PLAN).source) for value, rs in grouped if rs}

    def waiver(self, about: str) -> Waiver | None:
        """The waiver in force for a milestone or question: begun, and not expired."""
        if not self.account.waivers:
            return None
        running = [w for w in self.account.waivers if w.about == about and w.on <= self.day < w.expires]
        return max(running, key=lambda w: (w.on, w.expires), default=None)

    def has(self, fact: str, day: dt.date) -> Outcome:
        """Whether the account's file records the fact; what is not recorded is not there."""
        return Outcome.MET if _RECORDED[fact](self, day) else Outcome.UNMET


def _by_subject(evidence: tuple[Evidence, ...]) -> tuple[dict[str, list[Evidence]], dict[str, list[Evidence]]]:
    of_value: dict[str, list[Evidence]] = defaultdict(list)
    of_milestone: dict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        for value in one.values:
            of_value[value].append(one)
        for milestone in one.milestones:
            of_milestone[milestone].append(one)
    return dict(of_value), dict(of_milestone)


def _decided(now: AccountDay, day: dt.date) -> list[Decision]:
    return [d for d in now.account.decisions if d.decided_on is None or d.decided_on <= day]


def _all_decided(now: AccountDay, day: dt.date) -> list[Decision | DecisionRecord]:
    return [*_decided(now, day), *_recorded(now, day)]


def _recorded(now: AccountDay, day: dt.date) -> list[DecisionRecord]:
    """The records of decisions that were made by the day; one that is the vendor's alone answers nothing."""
    return [r for r in now.facts.records if not r.internal and r.decided_on is not None and r.decided_on <= day]


_RECORDED: dict[str, Callable[[AccountDay, dt.date], bool]] = {
    "owner": lambda now, day: now.account.owner is not None,
    "sponsor": lambda now, day: now.account.sponsor is not None,
    "goal": lambda now, day: any(g.said_on is None or g.said_on <= day for g in now.account.goals),
    "renewal": lambda now, day: now.account.renewal is not None,
    "ask": lambda now, day: bool(now.account.asks),
    "decision": lambda now, day: any(d.chosen and d.owner for d in _all_decided(now, day)),
    "options": lambda now, day: any(len(d.options) >= 2 for d in _all_decided(now, day)),
    "review_date": lambda now, day: (
        any(d.review_on is not None for d in _decided(now, day))
        or any(r.reviews.operating is not None for r in _recorded(now, day))
    ),
    "reversal_signal": lambda now, day: (
        any(d.reversal_signal for d in _decided(now, day)) or any(r.reversal is not None for r in _recorded(now, day))
    ),
}
