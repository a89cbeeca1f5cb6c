"""The ladder: climbed one rung at a time, with what is claimed beside what is proven."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import playbooks
from tests.worlds import assessed, day, known, playbook, reading, rung, step
from vpl_core.model.accounts import AccountFacts, Waiver
from vpl_core.model.assessment import MilestoneState, Standing
from vpl_core.model.conditions import AtLeast
from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.ladder import counted, stand

MET, UNMET, UNKNOWN, EXEMPT = Outcome
TEMPLATE = assessed(known()).milestones[0]
"""A judged milestone, of which only outcome and rigor matter here."""

THREE = (rung(1, "a", "b"), rung(2, "c"), rung(3, "d", "e", "f"))


def state(milestone: str, outcome: Outcome, rigor: Rigor | None = Rigor.VERIFIED) -> MilestoneState:
    return dataclasses.replace(TEMPLATE, milestone=milestone, outcome=outcome, rigor=rigor if outcome is MET else None)


def standing(rungs: tuple[Rung, ...], default: Outcome = MET, **outcomes: Outcome | tuple[Outcome, Rigor]) -> Standing:
    """The standing with every milestone at the default but for those named."""
    states = {}
    for milestone in sorted({m for one in rungs for m in one.milestones}):
        said = outcomes.get(milestone, default)
        states[milestone] = state(milestone, *said) if isinstance(said, tuple) else state(milestone, said)
    return stand(Ladder(id="ladder", name="Ladder", rungs=rungs), states)


def test_all_of_the_third_rung_with_one_of_the_first_missing_stands_on_the_ground() -> None:
    found = standing(THREE, b=UNMET)
    assert (found.proven, found.claimed, found.next_rung) == (0, 0, 1)
    assert [r.milestone for r in found.blocking] == ["b"]
    assert [(one.proven, one.held) for one in found.rungs] == [(UNMET, False), (MET, False), (MET, False)]


@pytest.mark.parametrize(("default", "rungs"), [(MET, 3), (UNMET, 0), (UNKNOWN, 0), (EXEMPT, 0)])
def test_everything_proven_is_the_top_and_nothing_proven_the_ground(default: Outcome, rungs: int) -> None:
    found = standing(THREE, default)
    assert found.proven == rungs
    assert found.next_rung == (None if rungs == 3 else 1)
    assert bool(found.blocking) == (rungs < 3)


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


@pytest.mark.parametrize("needed", [1, 2, 3])
def test_counting_answers_what_no_missing_fact_could_change(needed: int) -> None:
    for outcomes in itertools.product((MET, UNMET, UNKNOWN), repeat=3):
        ways = itertools.product(*[(MET, UNMET) if o is UNKNOWN else (o,) for o in outcomes])
        results = {way.count(MET) >= needed for way in ways}
        expected = UNKNOWN if len(results) == 2 else MET if results.pop() else UNMET
        assert counted([*outcomes], needed) is expected


OUTCOMES = st.sampled_from([UNMET, UNKNOWN, EXEMPT, *((MET, rigor) for rigor in Rigor)])
LADDERS = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True),
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


def worth(said: Any) -> int:
    return said[1].rank + 1 if isinstance(said, tuple) else 0


@given(LADDERS, st.fixed_dictionaries(dict.fromkeys("abcdef", OUTCOMES)), st.sampled_from("abcdef"), OUTCOMES)
def test_more_proof_never_lowers_and_less_never_raises(
    rungs: tuple[Rung, ...], outcomes: dict[str, Any], milestone: str, other: Any
) -> None:
    changed = {**outcomes, milestone: other}
    more, less = (outcomes, changed) if worth(outcomes[milestone]) >= worth(other) else (changed, outcomes)
    assert standing(rungs, **more).proven >= standing(rungs, **less).proven


@given(LADDERS, st.fixed_dictionaries(dict.fromkeys("abcdef", OUTCOMES)))
def test_the_rung_held_is_the_first_below_one_that_is_not_proven(
    rungs: tuple[Rung, ...], outcomes: dict[str, Any]
) -> None:
    found = standing(rungs, **outcomes)
    proven = [
        sum(worth(outcomes[m]) > one.floor.rank for m in one.milestones) >= (one.at_least or len(one.milestones))
        for one in rungs
    ]
    assert found.proven == len([*itertools.takewhile(bool, proven)])
    assert found.claimed >= found.proven
    assert [one.held for one in found.rungs] == [number <= found.proven for number in range(1, len(rungs) + 1)]
    if found.next_rung is not None:
        assert found.next_rung == found.proven + 1
        needed = rungs[found.proven].needed
        assert len(rungs[found.proven].milestones) - len(found.blocking) < needed, "what blocks is really needed"


@given(LADDERS, st.fixed_dictionaries(dict.fromkeys("abcdef", OUTCOMES)))
def test_a_waiver_more_never_changes_the_proof(rungs: tuple[Rung, ...], outcomes: dict[str, Any]) -> None:
    waived: dict[str, Any] = {m: EXEMPT if not isinstance(said, tuple) else said for m, said in outcomes.items()}
    before, after = standing(rungs, **outcomes), standing(rungs, **waived)
    assert after.proven == before.proven
    assert after.claimed >= before.claimed


@given(account_facts(), playbooks())
def test_waiving_everything_proves_nothing_more(facts: AccountFacts, book: Playbook) -> None:
    waivers = tuple(
        Waiver(about=m.id, because="Not now", by="Mina", on=day(0), expires=day(900)) for m in book.milestones
    )
    waived = facts.model_copy(update={"account": facts.account.model_copy(update={"waivers": waivers})})
    before, after = assessed(facts, book, 120).standing, assessed(waived, book, 120).standing
    assert after.proven == before.proven
    assert after.claimed == len(book.ladder.rungs)


def test_an_account_without_any_fact_stands_on_the_ground() -> None:
    book = playbook(step("a", AtLeast(value="seats", limit=0)), rungs=(rung(1, "a", floor=Rigor.UNSOURCED),))
    assert assessed(known(), book).standing.proven == 0
    assert assessed(known((reading("seats", 0, source=""),)), book).standing.proven == 1
