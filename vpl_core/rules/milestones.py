"""Milestones judged: outcome, status, badges and dates, all derived from the facts and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from vpl_core.model.accounts import MilestonePlan
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.milestones import Badge, Milestone, MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.calendar import closing, opening
from vpl_core.rules.conditions import milestone_answer
from vpl_core.rules.history import History, history_of
from vpl_core.rules.progress import gap_closed

OVER_ACHIEVED_FROM = Decimal("1.1")
"""A target passed by a tenth of the agreed gap or more counts as over-achieved."""


class Dates(NamedTuple):
    """When a milestone opens, was promised, and is due after resets."""

    opens: dt.date
    promised: dt.date | None
    due: dt.date | None


def judge_milestone(milestone: Milestone, now: AccountDay) -> MilestoneState:
    """The state of one milestone on the account's day."""
    answer = milestone_answer(milestone.id, now, now.day)
    met = answer.outcome is Outcome.MET
    plan = now.milestone_plans.get(milestone.id)
    dates = dates_of(milestone, plan, now)
    history = history_of(milestone.id, now)
    waiver = None if met else now.waiver(milestone.id)
    excused = waiver is not None or (not met and plan is not None and bool(plan.left_out))
    return MilestoneState(
        milestone=milestone.id,
        stage=milestone.stage,
        outcome=Outcome.EXEMPT if waiver else answer.outcome,
        status=MilestoneStatus.EXEMPT if excused else status_of(milestone, answer, dates, history, now),
        badges=_badges(answer, plan, history, now),
        rigor=answer.rigor if met else None,
        answer=answer,
        opens=dates.opens,
        promised=dates.promised,
        due=dates.due,
        first_reached=history.first,
        held_since=history.since,
        days_behind=0 if excused else _days_behind(dates, history, now, met=met),
        waiver=waiver,
    )


def dates_of(milestone: Milestone, plan: MilestonePlan | None, now: AccountDay) -> Dates:
    """The account's own date, or else the end of the window; resets known by the day move only what is due."""
    usual = _usual_dates(milestone, now)
    if plan is None:
        return usual
    promised = plan.due or usual.promised
    resets = [reset for reset in plan.resets if reset.on <= now.day]
    return Dates(usual.opens, promised, resets[-1].to if resets else promised)


def _usual_dates(milestone: Milestone, now: AccountDay) -> Dates:
    """The window's; the same for all accounts that began on the same day."""
    start = now.account.start
    known = now.ready.dates.get((milestone.id, start))
    if known is None:
        window = now.playbook.months_of(milestone)
        closes = closing(start, window)
        known = Dates(opening(start, window), closes, closes)
        now.ready.keep_dates(milestone.id, start, known)
    return known


def status_of(milestone: Milestone, answer: Answer, dates: Dates, history: History, now: AccountDay) -> MilestoneStatus:
    """Achieved when met; else missed after due and grace, delayed after the first promise, else begun or not.

    Due dates are the first day on which it is late: a window [0, 1) ends before the day one month after the start.
    What was reached and then lost is late from the day of the loss.
    """
    if answer.outcome is Outcome.MET:
        return MilestoneStatus.ACHIEVED
    due, promised = _after(dates.due, history.lost), _after(dates.promised, history.lost)
    if due is not None and (now.day - due).days >= milestone.grace_days:
        return MilestoneStatus.MISSED
    if promised is not None and now.day >= promised:
        return MilestoneStatus.DELAYED
    begun = now.day >= dates.opens or any(_touched(answer))
    return MilestoneStatus.IN_PROGRESS if begun and now.day >= now.account.start else MilestoneStatus.NOT_STARTED


def _touched(answer: Answer) -> Iterator[bool]:
    """Whether a reading or a piece of evidence has come in for any part."""
    yield answer.reading is not None or bool(answer.evidence)
    for part in answer.parts:
        yield from _touched(part)


def _after(day: dt.date | None, lost: dt.date | None) -> dt.date | None:
    """The later of a date and the day of a loss; none where nothing was promised."""
    return day if day is None or lost is None else max(day, lost)


def _days_behind(dates: Dates, history: History, now: AccountDay, *, met: bool) -> int:
    """How late it was first reached, or how long it has been late or lost."""
    promised = dates.promised if met else _after(dates.promised, history.lost)
    if promised is None:
        return 0
    until = (history.first or now.day) if met else now.day
    return max(0, (until - promised).days)


def _badges(answer: Answer, plan: MilestonePlan | None, history: History, now: AccountDay) -> tuple[Badge, ...]:
    met = answer.outcome is Outcome.MET
    badges = {
        Badge.OVER_ACHIEVED: met and _over_achieved(answer, now),
        Badge.REGRESSED: not met and history.first is not None,
        Badge.RESET: plan is not None and any(reset.on <= now.day for reset in plan.resets),
    }
    return tuple([badge for badge, earned in badges.items() if earned])


def _over_achieved(answer: Answer, now: AccountDay) -> bool:
    """Every agreed target it rests on is passed by a tenth of the gap or more."""
    shares = [share for leaf in _target_leaves(answer) if (share := _share(leaf, now)) is not None]
    return bool(shares) and all(share >= OVER_ACHIEVED_FROM for share in shares)


def _target_leaves(answer: Answer) -> Iterator[Answer]:
    if answer.kind in ("target_met", "gap_closed"):
        yield answer
    for part in answer.parts:
        yield from _target_leaves(part)


def _share(leaf: Answer, now: AccountDay) -> Decimal | None:
    plan = now.plans.get(leaf.subject)
    if leaf.reading is None or plan is None or plan.baseline is None or plan.target is None:
        return None
    return gap_closed(leaf.reading.number, plan.baseline.number, plan.target)
