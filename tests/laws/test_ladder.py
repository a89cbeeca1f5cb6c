"""The ladder: climbed one rung at a time, with what is claimed beside what is proven."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

from hypothesis import assume, strategies as st

from tests.laws.law import law
from tests.worlds import assessed, known, rung
from vpl_core.model.assessment import MilestoneState, Standing
from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.rules.ladder import stand

MET, UNMET, UNKNOWN, EXEMPT = Outcome
STEPS = "abcd"
TEMPLATE = assessed(known()).milestones[0]
"""A judged milestone, of which only outcome and rigor matter here."""
BEST = (MET, Rigor.VERIFIED)

outcomes = st.sampled_from([UNMET, UNKNOWN, EXEMPT, *((MET, rigor) for rigor in Rigor)])
all_outcomes = st.fixed_dictionaries(dict.fromkeys(STEPS, outcomes))
ladders = st.lists(
    st.tuples(
        st.lists(st.sampled_from(STEPS), min_size=1, max_size=3, unique=True),
        st.sampled_from(Rigor),
        st.sampled_from([None, 1]),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda drawn: tuple(
        rung(number, *needs, floor=floor, at_least=at_least)
        for number, (needs, floor, at_least) in enumerate(drawn, start=1)
    )
)


def standing(rungs: tuple[Rung, ...], said: dict[str, Any]) -> Standing:
    return stand(Ladder(id="ladder", name="Ladder", rungs=rungs), {step: state(step, said[step]) for step in STEPS})


def state(milestone: str, said: Any) -> MilestoneState:
    outcome, rigor = said if isinstance(said, tuple) else (said, None)
    return dataclasses.replace(TEMPLATE, milestone=milestone, outcome=outcome, rigor=rigor)


def worth(said: Any) -> int:
    """How much an outcome proves: nothing unless it is met, then as its rigor."""
    return said[1].rank + 1 if isinstance(said, tuple) else 0


@law(ladders, all_outcomes, st.sampled_from(STEPS), outcomes, times=4)
def test_more_proof_never_lowers_and_less_never_raises(
    rungs: tuple[Rung, ...], said: dict[str, Any], milestone: str, other: Any
) -> None:
    """One milestone better proven, all else the same: the standing is the same or higher.

    proof(m) ≤ proof'(m) for every m ⇒ standing ≤ standing'.
    """
    changed = {**said, milestone: other}
    more, less = (said, changed) if worth(said[milestone]) >= worth(other) else (changed, said)
    assert standing(rungs, more).proven >= standing(rungs, less).proven


@law(ladders, st.sampled_from([UNMET, UNKNOWN, EXEMPT]))
def test_everything_proven_is_the_top_and_nothing_proven_the_ground(rungs: tuple[Rung, ...], nothing: Outcome) -> None:
    """Whoever has proven everything stands on the highest rung, whoever has proven nothing on none.

    standing(all verified) = n; standing(∅) = 0.
    """
    top, ground = standing(rungs, dict.fromkeys(STEPS, BEST)), standing(rungs, dict.fromkeys(STEPS, nothing))
    assert (top.proven, top.next_rung, top.blocking) == (len(rungs), None, ())
    assert (ground.proven, ground.next_rung) == (0, 1)


@law(ladders, all_outcomes, times=2)
def test_the_rung_held_is_the_one_below_the_first_that_is_not_proven(
    rungs: tuple[Rung, ...], said: dict[str, Any]
) -> None:
    """No rung is skipped: with all of the third and not all of the first one stands on the ground.

    standing = max{k : rungs 1 … k are each proven at their floor}.
    """
    found = standing(rungs, said)
    proven = [sum(worth(said[m]) > one.floor.rank for m in one.milestones) >= one.needed for one in rungs]
    assert found.proven == len([*itertools.takewhile(bool, proven)])
    assert [one.held for one in found.rungs] == [number <= found.proven for number in range(1, len(rungs) + 1)]


@law(ladders, all_outcomes, times=2)
def test_what_blocks_the_next_rung_is_what_is_needed_and_nothing_else_helps(
    rungs: tuple[Rung, ...], said: dict[str, Any]
) -> None:
    """Everything else proven beyond doubt lifts nobody while what blocks stays as it is; with it proven too, it lifts.

    standing(all but blocking verified) = standing < standing(blocking verified).
    """
    found = standing(rungs, said)
    assume(found.next_rung is not None)
    blocking = {requirement.milestone for requirement in found.blocking}
    without = {step: said[step] if step in blocking else BEST for step in STEPS}
    assert standing(rungs, without).proven == found.proven
    assert standing(rungs, {**said, **dict.fromkeys(blocking, BEST)}).proven > found.proven


@law(ladders, all_outcomes, times=2)
def test_what_is_claimed_is_what_would_stand_if_every_word_were_proof(
    rungs: tuple[Rung, ...], said: dict[str, Any]
) -> None:
    """The claim ignores how well things are proven and accepts what is excused; it is never below the proof.

    claimed(facts) = proven(facts with every met or excused milestone verified) ≥ proven(facts).
    """
    believed = {step: BEST if isinstance(one, tuple) or one is EXEMPT else one for step, one in said.items()}
    found = standing(rungs, said)
    assert found.claimed == standing(rungs, believed).proven >= found.proven
