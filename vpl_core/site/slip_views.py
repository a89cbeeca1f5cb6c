"""Milestones off their course as the internal portfolio shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from vpl_core.model.corrections import Correction, MilestoneReview
from vpl_core.model.courses import MilestoneCourse, NeedKind
from vpl_core.model.playbook import Playbook
from vpl_core.model.record_views import Dated
from vpl_core.model.slip_views import BarrierRow, CourseView, EscalationRow, LearningRow, SlipView
from vpl_core.rules.course_words import told
from vpl_core.rules.wording import Wording
from vpl_core.site.words import BARRIER_WORDS, CAUSE_WORDS, DESTINATION_WORDS, TRIGGER_WORDS, WAY_OUT_WORDS

_WORDING = Wording()


def course_view(courses: Iterable[MilestoneCourse], playbook: Playbook) -> CourseView:
    """What the vendor sees of all courses of one account."""
    all_of_them = tuple(courses)
    names = {id_: milestone.name for id_, milestone in playbook.milestone.items()}
    return CourseView(
        slips=tuple(_slip(course, names[course.milestone]) for course in all_of_them if course.has_a_story),
        barriers=tuple(row for course in all_of_them for row in _barriers(course, names[course.milestone])),
        escalations=tuple(row for course in all_of_them for row in _escalations(course, names[course.milestone])),
        learnings=tuple(_learning(one, names[c.milestone]) for c in all_of_them for one in c.reviews),
        causes=tuple(cause_word(cause) for c in all_of_them for one in c.corrections for cause in one.causes),
        unreviewed=sum(need.kind is NeedKind.REVIEW_OF_REACHED for c in all_of_them for need in c.needs),
    )


def cause_word(cause: str) -> str:
    """The cause as the vendor reads it."""
    return CAUSE_WORDS[cause].format(vendor="The vendor")  # type: ignore[index]


def variance_of(courses: Iterable[MilestoneCourse]) -> int | None:
    """By how many days dates were moved, over all milestones; none where a first date was missing."""
    each = [course.variance for course in courses if course.moved]
    return None if None in each else sum(days for days in each if days is not None)


def _slip(course: MilestoneCourse, name: str) -> SlipView:
    causes = dict.fromkeys(cause_word(cause) for one in course.corrections for cause in one.causes)
    return SlipView(
        milestone=course.milestone,
        name=name,
        status=course.status,
        slips=course.slips,
        promised=dated(course.promised) if course.promised else None,
        due=dated(course.due) if course.due else None,
        days_behind=course.days_behind,
        moved=len(course.moved),
        variance=course.variance,
        says=told(course),
        causes=tuple(causes),
        doing=tuple(_doing(one) for one in course.corrections),
        needs=tuple((need.says, need.next_step) for need in course.off_course),
    )


def _doing(one: Correction) -> str:
    what = WAY_OUT_WORDS[one.option] if one.option else "The way out is looked for"
    change = f" ({one.was} → {one.now})" if one.now else ""
    until = f"done {_WORDING.day(one.done_on)}" if one.done_on else f"by {_WORDING.day(one.due)}"
    return f"{what}{change}: {one.owner}, {until}"


def _barriers(course: MilestoneCourse, name: str) -> Iterator[BarrierRow]:
    for barrier, to, is_open, overdue in course.barriers:
        if is_open:
            yield BarrierRow(
                milestone=name,
                kind=BARRIER_WORDS[barrier.kind],
                what=barrier.what,
                to=DESTINATION_WORDS[to],
                owner=barrier.owner,
                due=dated(barrier.due),
                overdue=overdue,
            )


def _escalations(course: MilestoneCourse, name: str) -> Iterator[EscalationRow]:
    for called, to, is_open, overdue in course.escalations:
        if is_open:
            yield EscalationRow(
                milestone=name,
                trigger=TRIGGER_WORDS[called.trigger],
                because=called.because,
                to=DESTINATION_WORDS[to],
                owner=called.owner,
                participants=called.participants,
                due=dated(called.due),
                overdue=overdue,
            )


def _learning(one: MilestoneReview, name: str) -> LearningRow:
    missed = one.of == "missed"
    return LearningRow(
        milestone=name,
        missed=missed,
        on=dated(one.on),
        by=one.by,
        happened=one.went_wrong if missed else one.worked,
        signs=one.warning_signs if missed else one.accelerators,
        next_time=one.prevention if missed else one.replicate,
        learned=one.learned,
    )


def dated(day: dt.date) -> Dated:
    return Dated(on=day, text=_WORDING.day(day))
