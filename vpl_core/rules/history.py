"""History: since when and how often a condition has held, without asking it again for every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, NamedTuple

from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    EvidenceOf,
    MilestoneReached,
    Not,
    PlanAgreed,
    Sustained,
)
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask
from vpl_core.rules.dossiers import dossier_of
from vpl_core.rules.reading_tests import OVER_READINGS, test_of, verdicts_on

UNMET, UNKNOWN, MET = 0, 1, 2
"""Kleene's three values as numbers: all is the minimum, any the maximum."""
_CODES = {Outcome.UNMET: UNMET, Outcome.UNKNOWN: UNKNOWN, Outcome.MET: MET}

Course = list[tuple[dt.date, int]]
"""From each day on the outcome, by day; the first entry is for the beginning of time, the last of a day counts."""
_BEGINNING = (dt.date.min, UNKNOWN)


class History(NamedTuple):
    """When a condition was first met, and since when it has held without a break."""

    first: dt.date | None
    since: dt.date | None
    """None where it does not hold on the account's day."""
    lost: dt.date | None = None
    """Since when it no longer holds, where it once did."""


def history_of(milestone: str, now: AccountDay) -> History:
    """The milestone's history from the account's start to its day."""
    first = since = lost = None
    start = now.account.start
    for day, code in _from(start, course_of_milestone(milestone, now)):
        if code == MET and day <= now.day:
            first, since, lost = first or day, since or day, None
        elif day <= now.day:
            lost = lost or (day if since else None)
            since = None
    return History(first, since, lost)


def _from(start: dt.date, course: Course) -> Iterable[tuple[dt.date, int]]:
    """The course as seen from the start on: what held before counts from the start."""
    if len(course) == 1:
        return [(start, course[0][1])]
    at_start = UNKNOWN
    later: dict[dt.date, int] = {}
    for day, code in course:
        if day <= start:
            at_start = code
        else:
            later[day] = code
    return [(start, at_start), *later.items()]


def course_of_milestone(milestone: str, now: AccountDay) -> Course:
    """The course of the milestone's own condition, worked out once."""
    course = now.courses.get(milestone)
    if course is None:
        course = now.courses[milestone] = course_of(now.playbook.milestone[milestone].condition, now)
    return course


def course_of(condition: Condition, now: AccountDay) -> Course:
    """The outcome of the condition on every day up to the account's, as `ask` would give it."""
    return _COURSES[condition.kind](condition, now)


def _about_reading(condition: AboutReading, now: AccountDay) -> Course:
    course, before = [_BEGINNING], None
    for day, met in _judged(condition, now):
        if met is not before:
            course.append((day, MET if met else UNMET))
            before = met
    return course


def _judged(condition: AboutReading, now: AccountDay) -> Iterable[tuple[dt.date, bool]]:
    """Every reading's day, and whether it meets the condition; nothing where that cannot be told."""
    series = now.series.get(condition.value)
    if series is None or test_of(condition, now).missing:
        return ()
    return zip(series.days, verdicts_on(condition, series, now), strict=True)


def _sustained(condition: Sustained, now: AccountDay) -> Course:
    course: Course = [_BEGINNING]
    began, length = dt.date.min, 0
    for day, met in _judged(condition.condition, now):
        code = UNMET
        if met:
            began, length = (began, length + 1) if length else (day, 1)
            long_enough = length >= condition.readings if condition.readings else (day - began).days >= _days(condition)
            code = MET if long_enough else UNKNOWN
        else:
            length = 0
        course.append((day, code))
    return course


def _days(condition: Sustained) -> int:
    return condition.days or 0


def _plan_agreed(condition: PlanAgreed, now: AccountDay) -> Course:
    wanted = condition.values or now.playbook.outcomes
    days = sorted([on for value in wanted if (on := now.agreed.get(value)) is not None])
    reached = days[condition.at_least - 1 : condition.at_least]
    return [(dt.date.min, UNMET), *[(day, MET) for day in reached]]


def _milestone_reached(condition: MilestoneReached, now: AccountDay) -> Course:
    return course_of_milestone(condition.milestone, now)


def _evidence_of(condition: EvidenceOf, now: AccountDay) -> Course:
    """Papers are only ever added, and each can only be proven better by the others."""
    dossier = dossier_of(now, milestone=condition.milestone, value=condition.value)
    if dossier is None:
        return [_BEGINNING]
    days = sorted(dossier.reaching(condition.kinds, condition.at_least))
    reached = days[condition.count - 1 : condition.count]
    return [_BEGINNING, (min([paper.on for paper in dossier.papers]), UNMET), *[(day, MET) for day in reached]]


def _recorded(condition: Condition, now: AccountDay) -> Course:
    """Goals and decisions have days of their own; everything else in the account's file holds from the start."""
    account = now.account
    days = {account.start, now.day}
    days.update(goal.said_on for goal in account.goals if goal.said_on)
    days.update(decision.decided_on for decision in account.decisions if decision.decided_on)
    days.update(record.decided_on for record in now.facts.records if record.decided_on)
    return _asked(condition, now, sorted(days))


def _asked(condition: Condition, now: AccountDay, days: list[dt.date]) -> Course:
    course = [(day, _CODES[ask(condition, now, day, prove=False).outcome]) for day in days if day <= now.day]
    return [_BEGINNING, *course]


def _all_of(condition: AllOf, now: AccountDay) -> Course:
    return _joined([course_of(part, now) for part in condition.conditions], min)


def _any_of(condition: AnyOf, now: AccountDay) -> Course:
    return _joined([course_of(part, now) for part in condition.conditions], max)


def _count_of(condition: CountOf, now: AccountDay) -> Course:
    needed = condition.at_least

    def counted(codes: list[int]) -> int:
        met = codes.count(MET)
        return MET if met >= needed else UNMET if met + codes.count(UNKNOWN) < needed else UNKNOWN

    return _joined([course_of(part, now) for part in condition.conditions], counted)


def _not(condition: Not, now: AccountDay) -> Course:
    return [(day, MET - code) for day, code in course_of(condition.condition, now)]


def _joined(courses: list[Course], join: Callable[[list[int]], int]) -> Course:
    """One course of several: at each day on which any changes, what they come to together."""
    codes = [course[0][1] for course in courses]
    joined = {dt.date.min: join(codes)}
    changes = [(day, which, code) for which, course in enumerate(courses) for day, code in course[1:]]
    changes.sort(key=itemgetter(0))
    for day, which, code in changes:
        codes[which] = code
        joined[day] = join(codes)
    return list(joined.items())


_COURSES: dict[str, Callable[[Any, AccountDay], Course]] = {
    **dict.fromkeys(OVER_READINGS, _about_reading),
    "sustained": _sustained,
    "plan_agreed": _plan_agreed,
    "milestone_reached": _milestone_reached,
    "evidence_of": _evidence_of,
    **dict.fromkeys(["recorded", "attribute_is", "custom"], _recorded),
    "all_of": _all_of,
    "any_of": _any_of,
    "count_of": _count_of,
    "not": _not,
}
