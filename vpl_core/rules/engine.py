"""The engine: facts, playbook and day in; assessment with reasons out."""

from __future__ import annotations

import datetime as dt
from decimal import localcontext

from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.assessment import Assessment
from vpl_core.model.base import EXACT
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.business_cases import business_case
from vpl_core.rules.calendar import elapsed_months, stage_on
from vpl_core.rules.checklists import answer_checklist
from vpl_core.rules.decisions import judge_record
from vpl_core.rules.health import health
from vpl_core.rules.ladder import stand
from vpl_core.rules.milestones import judge_milestone
from vpl_core.rules.scorecards import score
from vpl_core.rules.time_to_value import disorder, read_clock
from vpl_core.rules.value_states import state_of


def assess(facts: AccountFacts, playbook: Playbook, as_of: dt.date, overrides: tuple[Override, ...] = ()) -> Assessment:
    """All that follows for the account on the day; a pure function of its arguments.

    `overrides` are the portfolio's; the account's own override of the same threshold wins.
    """
    with localcontext(EXACT):
        return _assess(facts, playbook, as_of, overrides)


def _assess(facts: AccountFacts, playbook: Playbook, as_of: dt.date, overrides: tuple[Override, ...]) -> Assessment:
    now = AccountDay(facts, playbook, as_of, overrides)
    milestones = tuple([judge_milestone(milestone, now) for milestone in playbook.milestones])
    states = {state.milestone: state for state in milestones}
    clocks = tuple([read_clock(rule, states, now) for rule in playbook.stop_rules])
    start = facts.account.start
    return Assessment(
        account=facts.account.id,
        segment=playbook.segment.id,
        as_of=as_of,
        elapsed_months=elapsed_months(start, as_of),
        calendar_stage=stage_on(start, as_of, playbook.calendar),
        values=tuple([state_of(value, now) for value in playbook.values]),
        milestones=milestones,
        standing=stand(playbook.ladder, states),
        scores=tuple([score(card, now) for card in playbook.scorecards]),
        health=health(now, milestones),
        clocks=clocks,
        checklists=tuple([answer_checklist(checklist, now) for checklist in playbook.checklists]),
        overrides=tuple(now.overrides[key] for key in sorted(now.overrides) if key in now.limits),
        issues=(*disorder(clocks), *_impossible(now)),
        playbook=playbook.fingerprint,
        records=tuple([judge_record(record, now) for record in sorted(facts.records, key=lambda one: one.id)]),
        business_case=business_case(now),
    )


def _impossible(now: AccountDay) -> list[str]:
    """Facts that contradict themselves, in words."""
    account = now.account
    issues = []
    for plan in sorted(account.plan, key=lambda plan: plan.value):
        series = now.series.get(plan.value)
        first = series.readings[0].on if series else None
        began = plan.baseline.on if plan.baseline else None
        if plan.agreed_on and first and first < plan.agreed_on <= now.day and (began is None or first > began):
            issues.append(
                f"the plan for {plan.value} was agreed on {plan.agreed_on}, after its first reading on {first}"
            )
    if account.renewal is not None and account.renewal < account.start:
        issues.append(f"renewal {account.renewal} lies before the start {account.start}")
    return issues
