"""What became of a milestone's promise, as a customer reads it: moved dates, corrections, public barriers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vpl_core.model.assessment import MilestoneState
from vpl_core.model.corrections import Correction
from vpl_core.model.course_views import BarrierView, CorrectionView, ResetView
from vpl_core.model.courses import MilestoneCourse
from vpl_core.model.milestone_plans import MilestonePlan
from vpl_core.rules.courses import broken_promise, course_of
from vpl_core.site.projection import Projection
from vpl_core.site.words import BARRIER_WORDS, CAUSE_WORDS, CONFIDENCE_WORDS, WAY_OUT_WORDS


def told_course(sight: Projection, state: MilestoneState) -> dict[str, Any]:
    """The fields of a milestone's view that tell its course."""
    milestone = sight.playbook.milestone[state.milestone]
    broken = broken_promise(milestone, state, sight.as_of)
    passed = {"days_after_promise": broken.days if broken else None}
    if not _has_a_course(sight.plans.get(milestone.id)):
        return passed
    course = course_of(milestone, sight.plans, state, sight.as_of)
    return {
        **passed,
        "resets": tuple(_resets(sight, course)),
        "variance": course.variance,
        "corrections": tuple(_correction(sight, course, one) for one in course.corrections),
        "barriers": tuple(_barriers(sight, course)),
    }


def _has_a_course(plan: MilestonePlan | None) -> bool:
    """Whether anything was written down that is told; for most milestones nothing is."""
    return plan is not None and bool(plan.resets or plan.corrections or plan.barriers)


def _resets(sight: Projection, course: MilestoneCourse) -> Iterator[ResetView]:
    for reset, was, variance in course.moved:
        yield ResetView(
            was=sight.maybe(was),
            to=sight.day(reset.to),
            on=sight.day(reset.on),
            because=sight.wording.say("{why} ({name})", why=reset.because, name=reset.by),
            confidence=sight.wording.say(CONFIDENCE_WORDS[reset.confidence]),
            variance=variance,
        )


def _correction(sight: Projection, course: MilestoneCourse, one: Correction) -> CorrectionView:
    was, now = _change(sight, course, one)
    return CorrectionView(
        on=sight.day(one.on),
        causes=tuple(sight.wording.say(CAUSE_WORDS[cause], vendor=sight.vendor) for cause in one.causes),
        what=sight.wording.say(WAY_OUT_WORDS[one.option]) if one.option else "",
        was=was,
        now=now,
        because=one.because,
        owner=one.owner,
        due=sight.day(one.due),
        done=sight.maybe(one.done_on),
        overdue=one.done_on is None and one.due < sight.as_of,
    )


def _change(sight: Projection, course: MilestoneCourse, one: Correction) -> tuple[str, str]:
    """What was and what is now planned; of a moved date, the dates of that day's last reset."""
    moved = [m for m in course.moved if m.reset.on == one.on]
    if one.option != "adjust_timeline" or not moved:
        return one.was, one.now
    was = moved[-1].was
    return (sight.wording.day(was) if was else ""), sight.wording.day(moved[-1].reset.to)


def _barriers(sight: Projection, course: MilestoneCourse) -> Iterator[BarrierView]:
    for barrier, _, _, _ in course.barriers:
        if barrier.public:
            yield BarrierView(
                kind=sight.wording.say(BARRIER_WORDS[barrier.kind]),
                what=barrier.what,
                since=sight.day(barrier.on),
                removed=sight.maybe(barrier.removed_on),
            )
