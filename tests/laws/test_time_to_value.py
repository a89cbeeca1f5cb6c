"""Time to value: clocks that stop on the day a milestone is first reached, or are still open."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts, readings_of
from tests.random_playbooks import (
    AS_OF,
    CLOCKS,
    IDS,
    OF_EVIDENCE,
    STEPS,
    about_readings,
    conditions_without_milestones,
    joined,
    playbooks,
)
from tests.worlds import START, assessed, day, playbook, rung, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.conditions import AllOf, Condition, MilestoneReached
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.first_proof import first_proven


def one_after_another(first: Condition, second: Condition, third: Condition) -> Playbook:
    """Each of the three milestones also waits for the one before it."""
    waiting = [first] + [
        AllOf(conditions=(condition, MilestoneReached(milestone=before)))
        for before, condition in zip(STEPS, (second, third), strict=False)
    ]
    milestones = [step(id_, condition) for id_, condition in zip(STEPS, waiting, strict=True)]
    return playbook(*milestones, rungs=(rung(1, *STEPS),), stop_rules=CLOCKS)


chains = st.builds(one_after_another, *[conditions_without_milestones] * 3)


@law(account_facts(), chains)
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


def of_one_step(condition: Condition, floor: Rigor) -> Playbook:
    return playbook(step("relief", condition), rungs=(rung(1, "relief", floor=floor),))


_of_papers = st.sampled_from([one for one in OF_EVIDENCE if Rigor.REPORTED.reaches(one.at_least)])
of_papers_and_readings = joined(st.one_of(_of_papers, _of_papers, about_readings))


def proven_on(facts: AccountFacts, book: Playbook, on: dt.date) -> bool:
    """By an assessment made on that day, which knows of no later one."""
    [state] = assess(facts, book, on).milestones
    return state.outcome is Outcome.MET and (state.rigor is None or state.rigor.reaches(book.ladder.rungs[0].floor))


@law(account_facts(), st.builds(of_one_step, of_papers_and_readings, st.sampled_from([*Rigor][:3])), times=0.5)
def test_the_first_proof_is_of_the_first_day_on_which_an_assessment_would_have_said_so(
    facts: AccountFacts, book: Playbook
) -> None:
    """What was reached before and proven later counts from the proof, and by what was known that day.

    first_proven(m) = min{d : m is met on d, and proven as well as its rung asks}, over every day.
    """
    every_day = (day(after) for after in range(AS_OF // 2))
    expected = next((on for on in every_day if proven_on(facts, book, on)), None)
    assert first_proven("relief", facts, book, since=START, until=day(AS_OF // 2 - 1)) == expected
