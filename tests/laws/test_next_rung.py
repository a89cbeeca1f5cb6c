"""The next rung: each lifts, none holds more than it must, and none that is smaller is missed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from math import prod

from hypothesis import assume

from tests.laws.law import law
from tests.random_facts import account_facts, hostile_facts
from tests.random_playbooks import AS_OF, STEPS, playbooks
from tests.worlds import day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.changes import Change, Way
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.next_rung import Climb, next_rung
from vpl_core.rules.planned_changes import covers
from vpl_core.rules.planned_facts import apply, known_by

TODAY = day(AS_OF)
MOST_TRIED = 400
"""How many sets of changes the brute force tries for one account."""
ALL = 10**6

Tried = tuple[dt.date, tuple[Change, ...]]


def _lifts(facts: AccountFacts, playbook: Playbook, way: Way, rung: int) -> bool:
    after = assess(apply(known_by(facts, TODAY), way.everything), playbook, way.day)
    return after.standing.proven >= rung


@law(account_facts(), playbooks(), times=0.5)
def test_every_way_lifts_the_account_one_rung(facts: AccountFacts, playbook: Playbook) -> None:
    """Whoever does all that a way says stands on the next rung, as the engine judges it.

    w ∈ ways(facts) ⇒ proven(facts + w) ≥ proven(facts) + 1, on the day of the way.
    """
    coming = next_rung(facts, playbook, TODAY)
    standing = assess(facts, playbook, TODAY).standing
    assert coming.number == standing.next_rung
    for way in coming.ways:
        assert way.day >= TODAY
        assert _lifts(facts, playbook, way, standing.proven + 1)


@law(account_facts(), playbooks(), times=0.5)
def test_no_way_lifts_with_any_change_left_out(facts: AccountFacts, playbook: Playbook) -> None:
    """Nobody is asked for anything that the rung does not need.

    w ∈ ways(facts), c ∈ w ⇒ proven(facts + w - c) < the next rung.
    """
    coming = next_rung(facts, playbook, TODAY)
    for way in coming.ways:
        for number in range(len(way.changes)):
            less = replace(way, changes=way.changes[:number] + way.changes[number + 1 :])
            assert not _lifts(facts, playbook, less, coming.number or 0)


@law(account_facts(), playbooks(), times=0.4)
def test_the_ways_are_exactly_the_minimal_sets_that_trying_everything_finds(
    facts: AccountFacts, playbook: Playbook
) -> None:
    """The search over the formula misses nothing and adds nothing: every set of the changes considered is tried.

    ways(facts) = {S : S lifts, and no S' that asks for less does}, over every set S of changes.
    """
    rung = assess(facts, playbook, TODAY).standing.next_rung
    assume(rung is not None)
    climb = Climb(known_by(facts, TODAY), playbook, TODAY, (), rung or 0)
    assume(sum(_how_many(climb, on) for on in climb.days) <= MOST_TRIED)
    lifting = [tried for on in climb.days for tried in _all_sets(climb, on) if _holds(climb, tried)]
    minimal = {tried for tried in lifting if not any(_asks_less(other, tried) for other in lifting)}
    coming = next_rung(facts, playbook, TODAY, most=ALL)
    assert coming.all_counted
    assert {(way.day, frozenset(way.changes)) for way in coming.ways} == {(on, frozenset(some)) for on, some in minimal}
    assert coming.found == len(coming.ways)


def _how_many(climb: Climb, on: dt.date) -> int:
    return prod(len(slot) + 1 for slots in climb.slots(on).values() for slot in slots)


def _all_sets(climb: Climb, on: dt.date) -> list[Tried]:
    """Every choice of at most one change of each slot."""
    slots = [(None, *slot) for slots in climb.slots(on).values() for slot in slots]
    return [(on, tuple(change for change in some if change is not None)) for some in product(*slots)]


def _holds(climb: Climb, tried: Tried) -> bool:
    on, changes = tried
    return climb.lifts(Way(changes, on, climb.proviso(on)))


def _asks_less(one: Tried, other: Tried) -> bool:
    return one != other and one[0] <= other[0] and covers(one[1], other[1])


@law(account_facts(), playbooks(), times=0.5)
def test_the_order_in_which_changes_are_made_makes_no_difference(facts: AccountFacts, playbook: Playbook) -> None:
    """A way is a set: whoever signs first, the facts are the same afterwards.

    apply(facts, π(w)) = apply(facts, w).
    """
    for way in next_rung(facts, playbook, TODAY).ways:
        assert apply(facts, way.everything) == apply(facts, tuple(reversed(way.everything)))


def with_a_choice(book: Playbook) -> Playbook:
    """The playbook with any one milestone enough for each rung, so that some may be out of reach."""
    rungs = tuple(one.model_copy(update={"milestones": STEPS, "at_least": 1}) for one in book.ladder.rungs)
    return book.model_copy(update={"ladder": book.ladder.model_copy(update={"rungs": rungs})})


@law(hostile_facts(), playbooks() | playbooks().map(with_a_choice), times=0.35)
def test_whatever_can_be_written_down_has_ways_that_hold_or_obstacles(facts: AccountFacts, playbook: Playbook) -> None:
    """Days at the ends of the calendar and numbers at the ends of their range are no reason to fail or to lie.

    every w ∈ ways(facts) lifts, and ways(facts) = ∅ or obstacles(facts) = ∅.
    """
    coming = next_rung(facts, playbook, TODAY)
    assert all(_lifts(facts, playbook, way, coming.number or 0) for way in coming.ways)
    assert not (coming.ways and coming.obstacles)


@law(account_facts(), playbooks(), times=0.5)
def test_what_is_dated_after_today_makes_no_difference(facts: AccountFacts, playbook: Playbook) -> None:
    """Nobody knows tomorrow's readings, not even for a way that takes until next month.

    ways({f ∈ facts : date(f) ≤ today}) = ways(facts).
    """
    told = facts.model_copy(
        update={
            "observations": tuple(o for o in facts.observations if o.on <= TODAY),
            "evidence": tuple(e for e in facts.evidence if e.on <= TODAY),
        }
    )
    assert next_rung(told, playbook, TODAY) == next_rung(facts, playbook, TODAY)


@law(account_facts(), playbooks(), times=0.5)
def test_facts_known_by_a_day_give_the_assessment_of_the_day(facts: AccountFacts, playbook: Playbook) -> None:
    """A plan that reaches into the future starts from what is known today and from nothing else.

    assess(known_by(facts, d), d) = assess(facts, d).
    """
    known = assess(known_by(facts, TODAY), playbook, TODAY)
    usual = assess(facts, playbook, TODAY)
    assert known.standing == usual.standing
    assert [state.answer for state in known.milestones] == [state.answer for state in usual.milestones]
    assert [state.latest for state in known.values] == [state.latest for state in usual.values]
