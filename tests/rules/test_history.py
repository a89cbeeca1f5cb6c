"""History: since when a milestone has held, as if it had been asked on every single day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import agreed, assessed, day, known, on_day, paper, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Goal
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.conditions import (
    AllOf,
    AtLeast,
    AtMost,
    EvidenceOf,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
)
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.conditions import milestone_answer
from vpl_core.rules.history import history_of

FEW = AtMost(value="hours", limit=4)
EARLY, BROKEN, AGAIN = reading("hours", 3, on=10), reading("hours", 9, on=20), reading("hours", 4, on=25)


def judged(condition: object, facts: AccountFacts, after: int = 30) -> MilestoneState:
    return assessed(facts, playbook(step("begun", condition)), after).milestones[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("observations", "first", "since"),
    [
        ((), None, None),
        ((EARLY,), 10, 10),
        ((EARLY, BROKEN), 10, None),
        ((EARLY, BROKEN, AGAIN), 10, 25),
        ((BROKEN, AGAIN), 25, 25),
        ((EARLY, AGAIN), 10, 10),
        ((reading("hours", 3, on=31),), None, None),
        ((reading("hours", 3, on=-5),), 0, 0),
        ((reading("hours", 3, on=-5), reading("hours", 9, on=-1)), None, None),
        ((reading("hours", 3, on=-5), reading("hours", 9, on=0)), None, None),
        ((reading("hours", 3, on=-5), reading("hours", 9, on=1)), 0, None),
        ((reading("hours", 3, on=10), reading("hours", 9, on=10, sequence=1)), None, None),
    ],
)
def test_the_first_day_and_the_day_since_which_it_holds(
    observations: tuple[Observation, ...], first: int | None, since: int | None
) -> None:
    state = judged(FEW, known(observations))
    assert state.first_reached == (None if first is None else day(first))
    assert state.held_since == (None if since is None else day(since))


@pytest.mark.parametrize("after", [-3, -1])
def test_nothing_is_reached_before_the_start(after: int) -> None:
    state = judged(FEW, known((reading("hours", 3, on=-5),)), after)
    assert (state.outcome, state.first_reached, state.held_since) == (Outcome.MET, None, None)


def test_what_rests_on_several_things_is_reached_with_the_last_of_them() -> None:
    facts = known(
        (EARLY, reading("seats", 9, on=3)),
        (paper("one", on=4, milestones=("begun",)), paper("two", on=14, milestones=("begun",))),
        plan=(agreed("hours", 15, 2, agreed_on=day(12)),),
        goals=(Goal(id="home", words="Home by five", level="tactical", said_on=day(16)),),
    )
    parts = (
        FEW,
        PlanAgreed(),
        EvidenceOf(kinds=("report",), milestone="begun", count=2),
        Not(condition=AtLeast(value="seats", limit=10)),
        Recorded(fact="goal"),
    )
    assert [judged(part, facts).first_reached for part in parts] == [day(n) for n in (10, 12, 14, 3, 16)]
    assert judged(AllOf(conditions=parts), facts).first_reached == day(16)


def test_evidence_that_grows_more_rigorous_is_reached_on_the_later_day() -> None:
    filed = paper("filed", on=5, milestones=("begun",))
    signed = paper("signed", "confirmation", on=15, party="third_party", milestones=("begun",))
    condition = EvidenceOf(kinds=("report",), milestone="begun", at_least=Rigor.CORROBORATED)
    assert judged(condition, known(evidence=(filed, signed))).first_reached == day(15)


def test_what_is_sustained_is_reached_with_the_reading_that_completes_it() -> None:
    held = tuple(reading("hours", 3, on=on) for on in (10, 20, 29))
    assert judged(Sustained(condition=FEW, readings=3), known(held)).first_reached == day(29)
    assert judged(Sustained(condition=FEW, days=10), known(held)).first_reached == day(20)


def test_a_break_begins_what_is_sustained_anew() -> None:
    twice = Sustained(condition=FEW, readings=2)
    assert judged(twice, known((EARLY, BROKEN, AGAIN))).first_reached is None
    regained = judged(twice, known((EARLY, BROKEN, AGAIN, reading("hours", 2, on=28))))
    assert regained.first_reached == day(28)


@pytest.mark.parametrize(
    ("observations", "lost"),
    [
        ((), None),
        ((BROKEN,), None),
        ((EARLY,), None),
        ((EARLY, BROKEN), 20),
        ((EARLY, BROKEN, reading("hours", 8, on=25)), 20),
        ((EARLY, BROKEN, AGAIN), None),
        ((EARLY, BROKEN, AGAIN, reading("hours", 9, on=28)), 28),
    ],
)
def test_a_loss_is_dated_by_the_day_on_which_it_stopped_holding(
    observations: tuple[Observation, ...], lost: int | None
) -> None:
    now = on_day(known(observations), 30, playbook(step("begun", FEW)))
    assert history_of("begun", now).lost == (None if lost is None else day(lost))


READINGS = st.lists(st.builds(reading, st.just("hours"), st.integers(2, 5), st.integers(0, 40)), max_size=8)
LASTING = st.sampled_from([{"readings": 2}, {"readings": 3}, {"days": 1}, {"days": 9}])


@given(READINGS, LASTING)
def test_what_is_sustained_has_the_history_that_asking_on_every_day_would_give(
    observations: list[Observation], length: dict[str, int]
) -> None:
    assert_history_as_if_asked_daily(
        playbook(step("begun", Sustained(condition=FEW, **length))), known(tuple(observations)), 45
    )


def test_a_milestone_that_waits_for_another_is_reached_with_it() -> None:
    book = playbook(step("begun", FEW), step("done", MilestoneReached(milestone="begun")))
    done = assessed(known((EARLY, BROKEN, AGAIN)), book).milestones[1]
    assert (done.first_reached, done.held_since) == (day(10), day(25))


@given(account_facts(), playbooks())
def test_the_history_is_what_asking_on_every_day_would_give(facts: AccountFacts, book: Playbook) -> None:
    assert_history_as_if_asked_daily(book, facts, AS_OF)


def assert_history_as_if_asked_daily(book: Playbook, facts: AccountFacts, today: int) -> None:
    now = on_day(facts, today, book)
    every_day = [day(after) for after in range(today + 1)]
    for milestone in book.milestones:
        held = [on for on in every_day if _holds(milestone.id, book, facts, on)]
        broken = [on for on in every_day if on not in held]
        history = history_of(milestone.id, now)
        assert history.first == (held[0] if held else None)
        since = min((on for on in held if not broken or on > broken[-1]), default=None)
        assert history.since == since
        lost = [on for on in broken if held and on > held[-1]]
        assert history.lost == (lost[0] if lost else None)


def _holds(milestone: str, book: Playbook, facts: AccountFacts, on: dt.date) -> bool:
    """Asked as of the day, knowing nothing that came later."""
    now = on_day(facts, (on - facts.account.start).days, book)
    return milestone_answer(milestone, now, on, prove=False).outcome is Outcome.MET
