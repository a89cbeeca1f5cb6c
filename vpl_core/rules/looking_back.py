"""Looking back: where an account stood on an earlier day, by the facts that were known then."""

from __future__ import annotations

import datetime as dt
from decimal import localcontext
from typing import NamedTuple

from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.assessment import MilestoneState, Standing, ValueState
from vpl_core.model.base import EXACT
from vpl_core.model.business_cases import BusinessCase
from vpl_core.model.playbook import Playbook
from vpl_core.model.visibility import Subject
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.business_cases import business_case
from vpl_core.rules.calendar import add_months
from vpl_core.rules.ladder import stand
from vpl_core.rules.milestones import judge_milestone
from vpl_core.rules.value_states import state_of


class Earlier(NamedTuple):
    """What an assessment of that day says of the standing, the milestones, the values and the money."""

    as_of: dt.date
    values: tuple[ValueState, ...]
    milestones: tuple[MilestoneState, ...]
    standing: Standing
    business_case: BusinessCase | None

    def without(self, subjects: tuple[Subject, ...]) -> Earlier:
        """The same with nothing left that speaks of these subjects."""
        return self._replace(business_case=None) if Subject.MONEY in subjects else self


def look_back(facts: AccountFacts, playbook: Playbook, day: dt.date, overrides: tuple[Override, ...] = ()) -> Earlier:
    """The parts of the day's assessment that a page compares, at half the price of the whole.

    What is dated after the day does not exist; what carries no date, such as a target, counts as it stands today.
    """
    with localcontext(EXACT):
        now = AccountDay(facts, playbook, day, overrides)
        milestones, standing = _climbed(now)
        return Earlier(
            as_of=day,
            values=tuple([state_of(value, now) for value in playbook.values]),
            milestones=milestones,
            standing=standing,
            business_case=business_case(now),
        )


def proven_on(facts: AccountFacts, playbook: Playbook, day: dt.date, overrides: tuple[Override, ...] = ()) -> int:
    """The highest rung that was proven on the day, 0 for none; at less than half of the price of the assessment."""
    with localcontext(EXACT):
        _, standing = _climbed(AccountDay(facts, playbook, day, overrides))
        return standing.proven


def _climbed(now: AccountDay) -> tuple[tuple[MilestoneState, ...], Standing]:
    milestones = tuple([judge_milestone(milestone, now) for milestone in now.playbook.milestones])
    return milestones, stand(now.playbook.ladder, {state.milestone: state for state in milestones})


def day_before(as_of: dt.date, asked: dt.date | None = None) -> dt.date:
    """The day that is looked back to: the one asked for where it is earlier, else a calendar month before."""
    if asked is not None and asked < as_of:
        return asked
    return add_months(as_of, -1) if as_of > dt.date(1, 1, 31) else dt.date.min
