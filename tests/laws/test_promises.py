"""Promises: no rung asks for less proof than the one below it, or than its segment promises of all of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import assessed, playbook, rung
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.carrying import falling_floors

_rigors = st.sampled_from(Rigor)


@law(st.lists(_rigors, min_size=1, max_size=4), _rigors)
def test_a_ladder_is_refused_exactly_where_a_floor_falls_or_a_promise_is_not_kept(
    floors: list[Rigor], promised: Rigor
) -> None:
    """Every rung that asks for too little is told, the first one too, once for the rung below and once for the promise.

    faults = |{i : floor(i) < floor(i - 1)}| + |{i : floor(i) < floor(segment)}|.
    """
    rungs = tuple(rung(number, "begun", floor=floor) for number, floor in enumerate(floors, start=1))
    told = [fault.message.split("'")[1] for fault in falling_floors(promising(playbook(rungs=rungs), promised))]
    falling = [upper.id for lower, upper in pairwise(rungs) if upper.floor.rank < lower.floor.rank]
    breaking = [one.id for one in rungs if one.floor.rank < promised.rank]
    assert sorted(told) == sorted([*falling, *breaking])


def promising(book: Playbook, floor: Rigor) -> Playbook:
    return book.model_copy(update={"segment": book.segment.model_copy(update={"floor": floor})})


@law(account_facts(), playbooks(), times=0.5)
def test_nothing_that_lifts_an_account_is_proven_by_less_than_its_segment_promises(
    facts: AccountFacts, book: Playbook
) -> None:
    """On a ladder that keeps the promise, whatever counts as proven is proven at least as well.

    floor(segment) ≤ floor(r) for every rung r, m proven on r ⇒ rigor(m) ≥ floor(segment).
    """
    promised = book.ladder.rungs[0].floor
    assert list(falling_floors(promising(book, promised))) == []
    for state in assessed(facts, promising(book, promised), AS_OF).standing.rungs:
        proven = [one.rigor for one in state.requirements if one.proven is Outcome.MET]
        assert all(rigor is None or rigor.reaches(promised) for rigor in proven)
