"""First proof: the day on which a milestone was met and proven for the first time, by what was known that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import localcontext

from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.base import EXACT
from vpl_core.model.ladder import Ladder
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import milestone_answer


def first_proven(
    milestone: str,
    facts: AccountFacts,
    playbook: Playbook,
    *,
    since: dt.date,
    until: dt.date,
    overrides: tuple[Override, ...] = (),
) -> dt.date | None:
    """The first day from `since` to `until` on which the milestone was met at its floor; none where there is none.

    A proof only weakens with age, so only the days on which something became known are asked.
    """
    floor = floor_of(milestone, playbook.ladder)
    with localcontext(EXACT):
        for day in sorted({since, until, *(d for d in _days(facts) if since < d < until)}):
            answer = milestone_answer(milestone, AccountDay(facts, playbook, day, overrides), day)
            if answer.outcome is Outcome.MET and (answer.rigor is None or answer.rigor.reaches(floor)):
                return day
    return None


def floor_of(milestone: str, ladder: Ladder) -> Rigor:
    """What the lowest rung that asks for the milestone takes as proven; the first rung's where none asks for it."""
    return next((rung.floor for rung in ladder.rungs if milestone in rung.milestones), ladder.rungs[0].floor)


def _days(facts: AccountFacts) -> Iterator[dt.date]:
    """The days on which something became known of the account."""
    yield from (observation.on for observation in facts.observations)
    yield from (evidence.on for evidence in facts.evidence)
    account = facts.account
    yield from (plan.agreed_on for plan in account.plan if plan.agreed_on)
    yield from (goal.said_on for goal in account.goals if goal.said_on)
    yield from (decision.decided_on for decision in account.decisions if decision.decided_on)
