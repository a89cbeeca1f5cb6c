"""First proof: the day on which a milestone was proven for the first time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.random_facts import DECIDED
from tests.worlds import agreed, day, known, paper, playbook, reading, rung, step
from vpl_core.model.accounts import Baseline, Goal
from vpl_core.model.conditions import AnyOf, AtMost, ChangedBy, Condition, Recorded
from vpl_core.model.ladder import Ladder
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.first_proof import first_proven, floor_of

QUICK = playbook(step("relief", AtMost(value="hours", limit=4)), rungs=(rung(1, "relief", floor=Rigor.REPORTED),))
OUR_WORD = reading("hours", 4, on=20, source="our-word")


def test_what_was_reached_first_and_proven_later_counts_from_the_proof() -> None:
    facts = known((OUR_WORD, reading("hours", 4, on=33)))
    assert first_proven("relief", facts, QUICK, since=day(20), until=day(60)) == day(33)


def one_step(condition: Condition) -> Playbook:
    return playbook(step("relief", condition), rungs=(rung(1, "relief", floor=Rigor.REPORTED),))


def test_an_agreement_on_the_baseline_can_be_what_was_missing() -> None:
    grown = one_step(ChangedBy(value="seats", limit=3))
    plan = agreed("seats", 5, 20, agreed_on=day(37)).model_copy(update={"baseline": Baseline(number=5, on=day(1))})
    facts = known((reading("seats", 9, on=20, source="product"),), plan=(plan,))
    assert first_proven("relief", facts, grown, since=day(20), until=day(60)) == day(37)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("goal", {"goals": (Goal(id="faster", words="Home by five", level="tactical", said_on=day(40)),)}),
        ("decision", {"decisions": (DECIDED,)}),
    ],
)
def test_a_record_with_a_day_of_its_own_counts_from_that_day(fact: str, told: dict[str, Any]) -> None:
    either = one_step(AnyOf(conditions=(AtMost(value="hours", limit=4), Recorded(fact=fact))))
    facts = known((OUR_WORD,), **told)
    assert first_proven("relief", facts, either, since=day(20), until=day(60)) == day(40)


def test_what_nobody_ever_proved_has_no_day() -> None:
    assert first_proven("relief", known((OUR_WORD,)), QUICK, since=day(20), until=day(60)) is None


def test_a_signature_can_prove_what_was_reached_long_before() -> None:
    signed = paper("signed", "confirmation", on=41, values=("hours",))
    facts = known((OUR_WORD,), (signed,))
    assert first_proven("relief", facts, QUICK, since=day(20), until=day(60)) == day(41)
    assert first_proven("relief", facts, QUICK, since=day(20), until=day(40)) is None


def test_the_floor_is_that_of_the_lowest_rung_that_asks_for_it_or_else_of_the_first() -> None:
    rungs = (rung(1, "begun"), rung(2, "begun", "relief", floor=Rigor.CORROBORATED), rung(3, "relief"))
    ladder = Ladder(id="ladder", name="Ladder", rungs=rungs)
    assert floor_of("relief", ladder) is Rigor.CORROBORATED
    assert floor_of("in-no-rung", ladder) is Rigor.ASSERTED
