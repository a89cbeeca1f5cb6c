"""Time to value: clocks that stop on the day a milestone is first reached, or are still open."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts, readings_of
from tests.random_playbooks import AS_OF, CLOCKS, IDS, STEPS, conditions_without_milestones, playbooks
from tests.worlds import assessed, day, playbook, rung, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.conditions import AllOf, Condition, MilestoneReached
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook


def one_after_another(first: Condition, second: Condition, third: Condition) -> Playbook:
    """Each of the three milestones also waits for the one before it."""
    waiting = [first] + [
        AllOf(conditions=(condition, MilestoneReached(milestone=before)))
        for before, condition in zip(STEPS, (second, third), strict=False)
    ]
    milestones = [step(id_, condition) for id_, condition in zip(STEPS, waiting, strict=True)]
    return playbook(*milestones, rungs=(rung(1, *STEPS),), stop_rules=CLOCKS)


chains = st.builds(one_after_another, *[conditions_without_milestones] * 3)


@law(account_facts(), chains, times=2)
def test_what_waits_for_another_is_never_reached_before_it(facts: AccountFacts, book: Playbook) -> None:
    """First action, first value and full value, each built on the one before, come in this order.

    m' requires m ⇒ observed(m') ⇒ observed(m) and days(m) ≤ days(m').
    """
    found = assessed(facts, book, AS_OF)
    for earlier, later in zip(found.clocks, found.clocks[1:], strict=False):
        assert earlier.observed >= later.observed
        assert earlier.days <= later.days
    assert not [issue for issue in found.issues if "comes before" in issue]


@law(account_facts(), playbooks(), st.lists(readings_of(IDS), min_size=1, max_size=5))
def test_what_comes_after_a_clock_has_stopped_does_not_move_it(
    facts: AccountFacts, book: Playbook, later: list[Observation]
) -> None:
    """A value that was reached once was reached on that day, whatever is read afterwards.

    observed(c) ⇒ days(c | facts) = days(c | facts + facts of later days).
    """
    before = assessed(facts, book, AS_OF)
    more = [one.model_copy(update={"on": day(AS_OF + number)}) for number, one in enumerate(later, start=1)]
    after = assessed(facts.model_copy(update={"observations": (*facts.observations, *more)}), book, AS_OF + 60)
    for clock, other in zip(before.clocks, after.clocks, strict=True):
        if clock.observed:
            assert (other.observed, other.days) == (True, clock.days)


@law(account_facts(), playbooks(), st.integers(0, AS_OF))
def test_a_clock_is_stopped_exactly_where_its_milestone_was_reached(
    facts: AccountFacts, book: Playbook, after: int
) -> None:
    """An open clock is open and no success: after 25 of 30 days nobody is in time yet.

    observed ⇔ the milestone was reached; in time ⇔ observed and days ≤ target; late ⇔ days > target.
    """
    found = assessed(facts, book, after)
    reached = {state.milestone: state.first_reached for state in found.milestones}
    for one in found.clocks:
        stop = reached[one.milestone]
        assert one.observed == (stop is not None)
        assert one.days == ((stop or found.as_of) - facts.account.start).days
        if one.target_days is not None:
            assert (one.in_time is Outcome.MET) == (one.observed and one.days <= one.target_days)
            assert (one.in_time is Outcome.UNMET) == (one.days > one.target_days)
