"""Courses judged: whether a promise was kept, how its date was moved, and what a milestone still needs.

A first promise that passed is told from the promise and the readings alone: no reset, waiver, correction or review has
a say in it, so none can take it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import localcontext
from typing import TypeVar

from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.base import EXACT
from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview
from vpl_core.model.courses import (
    BrokenPromise,
    MilestoneCourse,
    MovedDate,
    Need,
    NeedKind,
    RoutedBarrier,
    RoutedEscalation,
)
from vpl_core.model.milestone_plans import MilestonePlan, Reset
from vpl_core.model.milestones import Badge, Milestone, MilestoneStatus
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.milestones import judge_milestone
from vpl_core.rules.routes import desk_of, destination_of
from vpl_core.rules.wording import days_in_words

Dated = TypeVar("Dated", Reset, Correction, Barrier, Escalation, MilestoneReview)


def courses_on(
    facts: AccountFacts, playbook: Playbook, as_of: dt.date, overrides: tuple[Override, ...] = ()
) -> tuple[MilestoneCourse, ...]:
    """The course of every milestone of the account on the day, in the playbook's order; judges nothing else."""
    with localcontext(EXACT):
        now = AccountDay(facts, playbook, as_of, overrides)
        states = [judge_milestone(milestone, now) for milestone in playbook.milestones]
    return courses_of(facts, playbook, states, as_of)


def courses_of(
    facts: AccountFacts, playbook: Playbook, states: Iterable[MilestoneState], as_of: dt.date
) -> tuple[MilestoneCourse, ...]:
    """The same from milestones that were judged before."""
    plans = {plan.milestone: plan for plan in facts.account.milestones}
    return tuple(course_of(playbook.milestone[state.milestone], plans, state, as_of) for state in states)


def course_of(
    milestone: Milestone, plans: Mapping[str, MilestonePlan], state: MilestoneState, as_of: dt.date
) -> MilestoneCourse:
    """The course of one milestone; what was written down for a later day is not there yet."""
    plan = plans.get(milestone.id, _NOTHING_SAID)
    broken, reviews = broken_promise(milestone, state, as_of), _known(plan.reviews, as_of)
    corrections = tuple(_undone(one, "done_on", as_of) for one in _known(plan.corrections, as_of))
    barriers = tuple(_routed(one, as_of) for one in _known(plan.barriers, as_of))
    escalations = tuple(_called(one, as_of) for one in _known(plan.escalations, as_of))
    needs = (
        *_to_correct(state, corrections, _known(plan.resets, as_of), as_of),
        *_to_review(state, broken, reviews),
        *_overdue(state, corrections, barriers, escalations, as_of),
    )
    return MilestoneCourse(
        milestone=milestone.id,
        status=state.status,
        promised=state.promised,
        agreed=plan.due is not None,
        due=state.due,
        days_behind=state.days_behind,
        broken=broken,
        moved=moved_dates(plan.resets, state.promised, as_of),
        corrections=corrections,
        barriers=barriers,
        escalations=escalations,
        reviews=reviews,
        needs=tuple(sorted(needs, key=lambda need: _PRESSING.index(need.kind))),
        closed=state.status is MilestoneStatus.ACHIEVED and not list(_to_review(state, broken, reviews)),
    )


_NOTHING_SAID = MilestonePlan(milestone="nothing-said")
_PRESSING = tuple(NeedKind)


def broken_promise(milestone: Milestone, state: MilestoneState, as_of: dt.date) -> BrokenPromise | None:
    """The first promise where its day was over before the milestone was first reached."""
    until = state.first_reached or as_of
    if state.promised is None or until <= state.promised:
        return None
    days = (until - state.promised).days
    return BrokenPromise(state.promised, state.first_reached, days, counts_as_missed=days >= milestone.grace_days)


def moved_dates(resets: Iterable[Reset], promised: dt.date | None, as_of: dt.date) -> tuple[MovedDate, ...]:
    """Every reset known by the day with the date before it: variance = new - old, in days."""
    moved, was = [], promised
    for reset in _known(resets, as_of):
        moved.append(MovedDate(reset, was, None if was is None else (reset.to - was).days))
        was = reset.to
    return tuple(moved)


def _to_correct(
    state: MilestoneState, corrections: tuple[Correction, ...], resets: tuple[Reset, ...], as_of: dt.date
) -> Iterator[Need]:
    """What is late or missed needs a cause and an option that speak of this lateness, not of one before it."""
    if state.status not in (MilestoneStatus.DELAYED, MilestoneStatus.MISSED):
        return
    answers = [one for one in corrections if _speaks_of_it(one, state, resets, as_of)]
    late = f"it {_behind(state)} and"
    if not answers:
        step = "append a correction with its causes, its option, an owner and a day"
        yield Need(NeedKind.CAUSE, f"{late} nobody has written down why", step)
    elif not any(one.option for one in answers):
        step = "append a correction with an option: adjust_timeline, add_resources, revise_milestone or escalate"
        yield Need(NeedKind.OPTION, f"{late} nothing is done about the cause yet", step)


def _speaks_of_it(one: Correction, state: MilestoneState, resets: tuple[Reset, ...], as_of: dt.date) -> bool:
    """What came with a loss or after it, and, where a moved date has passed as well, after the move."""
    if Badge.REGRESSED in state.badges and state.promised is not None:
        return one.on >= as_of - dt.timedelta(days=state.days_behind)
    moved_date_passed = bool(resets) and state.due is not None and state.due <= as_of
    return not moved_date_passed or one.on > resets[-1].on


def _behind(state: MilestoneState) -> str:
    days = days_in_words(state.days_behind)
    if Badge.REGRESSED in state.badges:
        return f"fell back {days} ago"
    return f"is missed, {days} late," if state.status is MilestoneStatus.MISSED else f"is {days} late"


def _to_review(
    state: MilestoneState, broken: BrokenPromise | None, reviews: tuple[MilestoneReview, ...]
) -> Iterator[Need]:
    """What was missed is looked back on, also where it was reached after all; so is what was reached.

    What is excused asks for nothing while it is; that its promise passed is told all the same.
    """
    if state.status is MilestoneStatus.EXEMPT:
        return
    missed = state.status is MilestoneStatus.MISSED or (broken is not None and broken.counts_as_missed)
    if missed and not _held(reviews, "missed", state.promised):
        step = "hold a review: what went wrong, which signs were there, what prevents it, what was learned"
        yield Need(NeedKind.REVIEW_OF_MISS, "it was missed and nobody has looked back on it", step)
    if state.status is MilestoneStatus.ACHIEVED and not _held(reviews, "reached", state.first_reached):
        step = "hold a review: what worked, what made it faster, how others can do the same"
        yield Need(NeedKind.REVIEW_OF_REACHED, "it was reached and nobody has looked back on it", step)


def _held(reviews: tuple[MilestoneReview, ...], of: str, since: dt.date | None) -> bool:
    """A review counts from the day on which there was something to look back on."""
    return any(one.of == of and (since is None or one.on >= since) for one in reviews)


def _overdue(
    state: MilestoneState,
    corrections: tuple[Correction, ...],
    barriers: tuple[RoutedBarrier, ...],
    escalations: tuple[RoutedEscalation, ...],
    as_of: dt.date,
) -> Iterator[Need]:
    """What somebody promised to do by a day that has passed; nothing of it matters once it is reached or excused."""
    if state.status in (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT):
        return
    for one in corrections:
        if one.done_on is None and one.due < as_of:
            says = f"its correction of {one.on} was due on {one.due} from {one.owner}"
            yield Need(NeedKind.OVERDUE_CORRECTION, says, "write done_on, or append another correction")
    for barrier, to, _, overdue in barriers:
        if overdue:
            says = f"a {barrier.kind} barrier was to be gone by {barrier.due}: {barrier.owner} ({_words(to)})"
            yield Need(NeedKind.OVERDUE_BARRIER, says, "write removed_on, or call somebody in")
    for called, to, _, overdue in escalations:
        if overdue:
            says = f"an answer was expected by {called.due} from {called.owner} ({_words(to)})"
            yield Need(NeedKind.OVERDUE_ESCALATION, says, "ask again, and write closed_on once it is settled")


def _words(code: str) -> str:
    return code.replace("_", " ")


def _routed(barrier: Barrier, as_of: dt.date) -> RoutedBarrier:
    known = _undone(barrier, "removed_on", as_of)
    is_open = known.removed_on is None
    return RoutedBarrier(known, destination_of(known), is_open, overdue=is_open and known.due < as_of)


def _called(escalation: Escalation, as_of: dt.date) -> RoutedEscalation:
    known = _undone(escalation, "closed_on", as_of)
    is_open = known.closed_on is None
    return RoutedEscalation(known, desk_of(known), is_open, overdue=is_open and known.due < as_of)


def _known(entries: Iterable[Dated], as_of: dt.date) -> tuple[Dated, ...]:
    return tuple(entry for entry in entries if entry.on <= as_of)


Ending = TypeVar("Ending", Correction, Barrier, Escalation)


def _undone(entry: Ending, name: str, as_of: dt.date) -> Ending:
    """The entry without an end that was not known yet on the day."""
    ended: dt.date | None = getattr(entry, name)
    return entry.model_copy(update={name: None}) if ended is not None and ended > as_of else entry
