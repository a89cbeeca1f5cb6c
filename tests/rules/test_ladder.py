"""The ladder: climbed one rung at a time, with what is claimed beside what is proven."""

from __future__ import annotations

from typing import Any

import pytest

from tests.laws.test_ladder import BEST, state
from tests.worlds import assessed, known, playbook, reading, rung, step
from vpl_core.model.assessment import Standing
from vpl_core.model.conditions import AtLeast
from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.rules.ladder import stand

MET, UNMET, UNKNOWN, EXEMPT = Outcome
THREE = (rung(1, "a", "b"), rung(2, "c"), rung(3, "d", "e", "f"))


def standing(rungs: tuple[Rung, ...], default: Outcome = MET, **outcomes: Outcome | tuple[Outcome, Rigor]) -> Standing:
    """The standing with every milestone at the default but for those named."""
    states = {}
    for milestone in sorted({m for one in rungs for m in one.milestones}):
        said = outcomes.get(milestone, default)
        states[milestone] = state(milestone, BEST if said is MET else said)
    return stand(Ladder(id="ladder", name="Ladder", rungs=rungs), states)


def test_all_of_the_third_rung_with_one_of_the_first_missing_stands_on_the_ground() -> None:
    found = standing(THREE, b=UNMET)
    assert (found.proven, found.claimed, found.next_rung) == (0, 0, 1)
    assert [r.milestone for r in found.blocking] == ["b"]
    assert [(one.proven, one.held) for one in found.rungs] == [(UNMET, False), (MET, False), (MET, False)]


def test_a_claim_stands_beside_the_proof() -> None:
    weak: dict[str, Any] = dict.fromkeys("cdef", (MET, Rigor.ASSERTED))
    rungs = (rung(1, "a", "b"), rung(2, "c", floor=Rigor.MEASURED), rung(3, "d", "e", "f", floor=Rigor.MEASURED))
    found = standing(rungs, **weak)
    assert (found.proven, found.claimed) == (1, 3)
    assert [(r.milestone, r.outcome, r.proven, r.why) for r in found.blocking] == [("c", MET, UNMET, "asserted")]


@pytest.mark.parametrize("floor", Rigor)
def test_a_milestone_counts_from_the_floor_of_its_rung(floor: Rigor) -> None:
    for rigor in Rigor:
        found = standing((rung(1, "a", floor=floor),), a=(MET, rigor))
        assert found.proven == (rigor.rank >= floor.rank)
        assert found.claimed == 1


def test_a_waiver_lifts_what_is_claimed_and_never_what_is_proven() -> None:
    found = standing(THREE, b=EXEMPT)
    assert (found.proven, found.claimed) == (0, 3)
    assert [(r.milestone, r.why) for r in found.blocking] == [("b", "exempt")]
    assert found.rungs[0].proven is UNMET


def test_the_reasons_of_all_that_blocks_are_named() -> None:
    found = standing((rung(1, "a", "b", "c", "d", floor=Rigor.MEASURED),), a=UNMET, b=UNKNOWN, c=(MET, Rigor.REPORTED))
    assert [(r.milestone, r.why) for r in found.blocking] == [("a", "unmet"), ("b", "unknown"), ("c", "reported")]
    assert [r.why for r in found.rungs[0].requirements] == ["unmet", "unknown", "reported", ""]


def test_a_gap_in_the_claims_stops_the_claim_too() -> None:
    assert standing(THREE, c=UNKNOWN).claimed == 1
    assert standing(THREE, c=UNKNOWN).proven == 1


@pytest.mark.parametrize(
    ("outcomes", "proven"),
    [
        ((MET, MET, UNMET), MET),
        ((MET, UNKNOWN, UNMET), UNKNOWN),
        ((MET, UNKNOWN, UNKNOWN), UNKNOWN),
        ((MET, UNMET, UNMET), UNMET),
        ((UNKNOWN, UNMET, UNMET), UNMET),
        ((MET, EXEMPT, UNMET), UNMET),
    ],
)
def test_two_of_three_are_enough_where_the_rung_says_so(outcomes: tuple[Outcome, ...], proven: Outcome) -> None:
    found = standing((rung(1, "a", "b", "c", at_least=2),), **dict(zip("abc", outcomes, strict=True)))
    assert found.rungs[0].proven is proven
    assert found.proven == (proven is MET)


def test_an_account_without_any_fact_stands_on_the_ground() -> None:
    book = playbook(step("a", AtLeast(value="seats", limit=0)), rungs=(rung(1, "a", floor=Rigor.UNSOURCED),))
    assert assessed(known(), book).standing.proven == 0
    assert assessed(known((reading("seats", 0, source=""),)), book).standing.proven == 1
