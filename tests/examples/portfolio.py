"""The example portfolio, opened once, and what is asked of its accounts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.portfolios import collect
from vpl_core.app.portfolio import Assessed, Collected, Workspace, assess_one, open_workspace
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import MilestoneState, RungState, ValueState
from vpl_core.model.audience import CustomerView
from vpl_core.model.courses import MilestoneCourse
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.courses import courses_on
from vpl_core.site.context import customer_view

EXAMPLES = Path(__file__).parents[2] / "examples"

AS_OF = dt.date(2026, 11, 15)


class Portfolio:
    """The example portfolio, opened once; accounts are assessed when they are asked for."""

    def __init__(self) -> None:
        self.workspace: Workspace = open_workspace(EXAMPLES / "portfolio")
        self.collected: Collected = collect(self.workspace)
        self.facts: dict[str, AccountFacts] = {facts.account.id: facts for facts in self.collected.facts}

    def on(self, account: str, day: dt.date = AS_OF) -> Assessed:
        return assess_one(self.workspace, self.facts[account], day)

    def view(self, account: str, day: dt.date = AS_OF) -> CustomerView:
        one = self.on(account, day)
        return customer_view(one.facts, one.playbook, one.assessment, vendor="Tessaly")


def standing(one: Assessed) -> tuple[int, int]:
    return one.assessment.standing.proven, one.assessment.standing.claimed


def value(one: Assessed, id_: str) -> ValueState:
    return next(state for state in one.assessment.values if state.value == id_)


def milestone(one: Assessed, id_: str) -> MilestoneState:
    return next(state for state in one.assessment.milestones if state.milestone == id_)


def rung(one: Assessed, number: int) -> RungState:
    return one.assessment.standing.rungs[number - 1]


def rigor(state: ValueState) -> Rigor | None:
    return state.proof.rigor if state.proof else None


def course(portfolio: Portfolio, account: str, id_: str) -> MilestoneCourse:
    facts = portfolio.facts[account]
    courses = courses_on(facts, portfolio.on(account).playbook, AS_OF)
    return next(one for one in courses if one.milestone == id_)
