"""Courses of a portfolio: what slips, what each milestone still needs, and a warning for every miss without a cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from vpl_core.app.portfolio import Collected, Workspace
from vpl_core.errors import Problem
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.courses import MilestoneCourse, NeedKind
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.rules.course_words import told
from vpl_core.rules.courses import courses_on


class Followed(NamedTuple):
    """The course of one milestone and whose it is."""

    account: str
    course: MilestoneCourse


class Totals(NamedTuple):
    """Counted over everything that was followed."""

    slipping: int
    """Milestones that are late or missed."""
    needing: int
    """Milestones that still need something; the review of what was reached is counted by itself."""
    resets: int
    variance: int
    """Days, over the moves whose old date is known."""
    variance_unknown: int
    """Milestones whose date was moved from none."""
    open_escalations: int
    unreviewed: int
    """Milestones that were reached and are not closed, because nobody has looked back on them."""


def followed(workspace: Workspace, collected: Collected, as_of: dt.date) -> tuple[Followed, ...]:
    """Every milestone of every account that was collected, by account and in the playbook's order."""
    return tuple(Followed(f.account.id, one) for f in collected.facts for one in _courses(workspace, f, as_of))


def _courses(workspace: Workspace, facts: AccountFacts, as_of: dt.date) -> tuple[MilestoneCourse, ...]:
    segment = facts.account.segment
    playbook = workspace.playbooks.by_segment[segment]
    return courses_on(facts, playbook, as_of, workspace.settings.overrides(segment))


def courses_with_a_story(
    workspace: Workspace, roster: Iterable[Collected], as_of: dt.date
) -> tuple[tuple[Followed, ...], Totals]:
    """Of everything that can be followed what slips or once did, and the totals of all of it."""
    stories: list[Followed] = []
    of_few: list[Totals] = []
    for collected in roster:
        found = followed(workspace, collected, as_of)
        stories += (one for one in found if one.course.has_a_story)
        of_few.append(_totals(found))
    return tuple(stories), Totals(*map(sum, zip(*of_few, strict=True)))


def _totals(all_of_them: tuple[Followed, ...]) -> Totals:
    courses = [one.course for one in all_of_them]
    moved = [course.variance for course in courses if course.moved]
    return Totals(
        slipping=sum(course.slips for course in courses),
        needing=sum(bool(course.off_course) for course in courses),
        resets=sum(len(course.moved) for course in courses),
        variance=sum(days for days in moved if days is not None),
        variance_unknown=moved.count(None),
        open_escalations=sum(one.open for course in courses for one in course.escalations),
        unreviewed=sum(need.kind is NeedKind.REVIEW_OF_REACHED for course in courses for need in course.needs),
    )


def misses_without_a_cause(workspace: Workspace, collected: Collected, as_of: dt.date) -> Iterator[Problem]:
    """A warning for every milestone that is missed while nobody has written down why, or what is done about it."""
    for account, course in followed(workspace, collected, as_of):
        if course.status is not MilestoneStatus.MISSED:
            continue
        for need in course.needs:
            if need.kind in (NeedKind.CAUSE, NeedKind.OPTION):
                field = f"milestones.{course.milestone}"
                path, line = collected.locate(account, field)
                message = f"{course.milestone}: {need.says}"
                yield Problem(message, need.next_step, path, line, field, account, warning=True)


def as_row(one: Followed) -> dict[str, Any]:
    """The course as a row of a document, with its sentence."""
    course = one.course
    return {
        "account": one.account,
        "milestone": course.milestone,
        "status": course.status,
        "promised": course.promised,
        "due": course.due,
        "days_behind": course.days_behind,
        "broken": course.broken,
        "moved": course.moved,
        "variance": course.variance,
        "corrections": course.corrections,
        "barriers": course.barriers,
        "escalations": course.escalations,
        "reviews": course.reviews,
        "needs": course.needs,
        "closed": course.closed,
        "says": told(course),
    }
