"""Movement between rungs: who stood where before, and who stands where now."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import strategies as st

from tests.laws.law import law
from vpl_core.rules.movements import Flow, Place, movement

places = st.one_of(st.none(), st.integers(0, 5))
all_places = st.lists(st.tuples(places, places), max_size=30)
Places = list[tuple[Place, Place]]


@law(all_places)
def test_the_shares_of_those_who_stood_together_sum_to_one(pairs: Places) -> None:
    """Of those who stood on a rung, some stayed, some moved and some are gone: together they are all of them.

    Each row of the transition matrix sums to 1 exactly; a row of nobody is absent.
    """
    moved = movement(pairs)
    for rung in range(6):
        shares = [flow.share for flow in moved.flows if flow.before == rung]
        assert sum(share or 0 for share in shares) == (1 if rung in moved.before else 0)
        assert all(share and 0 < share <= 1 for share in shares)


@law(all_places)
def test_the_flows_reconcile_with_both_distributions(pairs: Places) -> None:
    """Who stood on each rung then, and who stands there now, comes out of the flows as counting them one by one.

    Σ flows from r = |{a : before(a) = r}| and Σ flows to r = |{a : now(a) = r}|.
    """
    moved = movement(pairs)
    assert moved.before == dict(sorted(Counter(b for b, _ in pairs if b is not None).items()))
    assert moved.now == dict(sorted(Counter(n for _, n in pairs if n is not None).items()))


@law(all_places)
def test_the_population_changes_by_those_who_entered_less_those_who_left(pairs: Places) -> None:
    """Nobody appears or vanishes in the matrix who did not come or go.

    now = before + entered - left, and of those there on both days each rose, fell or stayed.
    """
    moved = movement(pairs)
    before, now = sum(moved.before.values()), sum(moved.now.values())
    assert now == before + moved.entered - moved.left
    assert moved.up + moved.down + moved.stayed == before - moved.left


@law(all_places)
def test_looking_back_from_now_turns_every_flow_round(pairs: Places) -> None:
    """Seen from the other day, rising is falling and entering is leaving.

    up(π) = down(π⁻¹), entered(π) = left(π⁻¹), stayed(π) = stayed(π⁻¹), and so for every flow.
    """
    there, back = movement(pairs), movement((now, before) for before, now in pairs)
    assert (there.up, there.entered, there.stayed) == (back.down, back.left, back.stayed)
    assert all(back.accounts(flow.now, flow.before) == flow.accounts for flow in there.flows)


@law(all_places)
def test_the_order_of_the_accounts_makes_no_difference(pairs: Places) -> None:
    """However the accounts are listed, they make the same flows in the same order.

    movement(π(accounts)) = movement(accounts).
    """
    assert movement(pairs) == movement(reversed(pairs))


@law(st.lists(st.integers(0, 5), min_size=1))
def test_where_nobody_moves_everybody_stays_on_their_own_rung(rungs: list[int]) -> None:
    """Where nothing happens, nothing is told: neither rise nor fall.

    The transition matrix of standing still is the identity.
    """
    moved = movement((rung, rung) for rung in rungs)
    assert all(flow.before == flow.now and flow.share == 1 for flow in moved.flows)
    assert moved.stayed == len(rungs)


def test_two_rise_one_falls_one_is_new_and_one_is_gone() -> None:
    """A story with each kind of flow once, the lowest rung first and who was not there last."""
    moved = movement([(0, 1), (0, 1), (0, 0), (3, 2), (None, 0), (2, None), (None, None)])
    third = Fraction(1, 3)
    assert moved.flows == (
        Flow(0, 0, 1, third),
        Flow(0, 1, 2, 2 * third),
        Flow(2, None, 1, Fraction(1)),
        Flow(3, 2, 1, Fraction(1)),
        Flow(None, 0, 1, None),
    )
    assert (moved.up, moved.down, moved.stayed, moved.entered, moved.left) == (2, 1, 1, 1, 1)
