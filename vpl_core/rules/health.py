"""Health: total over all accounts, internal, and never green for want of data."""

from __future__ import annotations

from vpl_core.model.answers import Answer
from vpl_core.model.assessment import Health, MilestoneState, Reason
from vpl_core.model.health import Colour
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import STRENGTH, ask
from vpl_core.rules.ladder import counted

_OF_STATUS = {MilestoneStatus.MISSED: Colour.RED, MilestoneStatus.DELAYED: Colour.YELLOW}


def health(now: AccountDay, states: tuple[MilestoneState, ...]) -> Health:
    """Grey without outcome data; else the worst colour that a signal gives.

    A red signal that is unknown leaves it grey, a yellow one too unless something is red: losing data
    must not turn red into yellow or yellow into green.
    """
    reasons = (*_from_milestones(states), *_from_signals(now))
    if not _has_outcome_data(now):
        nothing = Reason("outcome-data", Colour.GREY, Outcome.MET, "No outcome has been read yet.")
        return Health(Colour.GREY, (nothing, *reasons))
    return Health(_worst(reasons), reasons)


def _worst(reasons: tuple[Reason, ...]) -> Colour:
    for colour in (Colour.RED, Colour.YELLOW):
        outcomes = [reason.outcome for reason in reasons if reason.colour is colour]
        if Outcome.MET in outcomes:
            return colour
        if Outcome.UNKNOWN in outcomes:
            return Colour.GREY
    return Colour.GREEN


def _from_milestones(states: tuple[MilestoneState, ...]) -> list[Reason]:
    return [
        Reason(state.milestone, _OF_STATUS[state.status], Outcome.MET, f"The milestone is {state.status}.")
        for state in states
        if state.status in _OF_STATUS
    ]


def _from_signals(now: AccountDay) -> list[Reason]:
    """Each signal with its answer; those that are not met are kept, so that silence can be asked why."""
    reasons = []
    for signal in now.playbook.health_signals:
        answer = ask(signal.when, now, now.day, prove=False)
        reasons.append(Reason(signal.id, Colour(signal.colour), cautious(answer), signal.says, answer))
    return reasons


def cautious(answer: Answer) -> Outcome:
    """The outcome where missing evidence is not a no: losing a paper must not silence an alarm."""
    if answer.kind == "evidence_of":
        return Outcome.UNKNOWN if answer.outcome is Outcome.UNMET else answer.outcome
    outcomes = [cautious(part) for part in answer.parts]
    if answer.kind == "all_of":
        return min(outcomes, key=STRENGTH.__getitem__)
    if answer.kind == "any_of":
        return max(outcomes, key=STRENGTH.__getitem__)
    if answer.kind == "count_of" and answer.needed is not None:
        return counted(outcomes, int(answer.needed))
    return outcomes[0] if answer.kind == "milestone_reached" else answer.outcome


def _has_outcome_data(now: AccountDay) -> bool:
    outcomes = now.playbook.outcomes
    return any((series := now.series.get(value)) is not None and series.until(now.day) for value in outcomes)
