"""Time to value for one account: each clock stopped by a milestone, or honestly still open."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from vpl_core.model.assessment import MilestoneState, TimeToValue
from vpl_core.model.outcomes import Outcome
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.rules.account_day import AccountDay

_IN_ORDER = (Clock.FIRST_ACTION, Clock.FIRST_VALUE, Clock.FULL_VALUE)


def read_clock(rule: StopRule, states: Mapping[str, MilestoneState], now: AccountDay) -> TimeToValue:
    """Days from the start to the day the milestone was first reached; later events never change it.

    While the milestone is not reached the clock is open (censored) at the day: 25 days of a target of 30 are
    not a success yet.
    """
    stop = states[rule.milestone].first_reached
    days = max(0, ((stop or now.day) - now.account.start).days)
    return TimeToValue(
        rule.clock, rule.milestone, stop is not None, days, rule.target_days, _in_time(stop is not None, days, rule)
    )


def _in_time(observed: bool, days: int, rule: StopRule) -> Outcome:
    if rule.target_days is None:
        return Outcome.UNKNOWN
    if days > rule.target_days:
        return Outcome.UNMET
    return Outcome.MET if observed else Outcome.UNKNOWN


def disorder(clocks: tuple[TimeToValue, ...]) -> list[str]:
    """Where first action, first value and full value were observed in an impossible order, in words."""
    stopped = {clock.clock: clock.days for clock in clocks if clock.observed}
    present = [clock for clock in _IN_ORDER if clock in stopped]
    return [
        f"{later} after {stopped[later]} days comes before {earlier} after {stopped[earlier]} days"
        for earlier, later in itertools.pairwise(present)
        if stopped[later] < stopped[earlier]
    ]
