"""Where a value stands: what is known of it, in percentages that are told apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF
from tests.worlds import agreed, assessed, day, known, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import ValueState
from vpl_core.model.outcomes import Outcome

PLAN = agreed("hours", 15, 5, due=day(95))


def state(*observations: Any, after: int = 30, **account: Any) -> ValueState:
    return assessed(known(observations, **{"plan": (PLAN,), **account}), after=after).values[0]


def test_a_value_that_was_never_read_is_unknown_throughout() -> None:
    found = state()
    assert (found.latest, found.proof, found.gap_closed, found.change) == (None, None, None, None)
    assert (found.target, found.badges, found.series) == (Outcome.UNKNOWN, (), ())
    assert found.baseline_rigor == "verified"


def test_gap_closed_change_and_plan_are_three_numbers() -> None:
    found = state(reading("hours", "7.5"), after=45)
    assert [str(share) for share in (found.gap_closed, found.change, found.planned)] == ["0.75", "-0.5", "0.5"]


@pytest.mark.parametrize(
    ("change", "gap", "moved", "target"),
    [
        ({"target": None}, None, "-0.5", "unknown"),
        ({"baseline": None}, None, None, "unmet"),
        ({"target": 15}, None, "-0.5", "met"),
        ({"baseline": None, "target": None}, None, None, "unknown"),
    ],
)
def test_a_plan_that_lacks_something_gives_what_can_be_known(
    change: dict[str, Any], gap: Any, moved: str | None, target: str
) -> None:
    plan = PLAN.model_validate({**PLAN.model_dump(), **change})
    found = state(reading("hours", "7.5"), plan=(plan,))
    assert (found.gap_closed, None if found.change is None else str(found.change), found.target) == (gap, moved, target)


def test_a_value_without_a_plan_has_a_reading_and_no_percentage() -> None:
    found = state(reading("hours", 9), plan=())
    assert (found.plan, found.gap_closed, found.change, found.planned) == (None, None, None, None)
    assert (found.latest, found.target, found.baseline_rigor) == (reading("hours", 9), Outcome.UNKNOWN, None)


@pytest.mark.parametrize(
    ("hours", "badges"),
    [
        ((16,), ("regressed",)),
        ((15,), ()),
        ((5,), ()),
        (("4.999",), ("over_achieved",)),
        ((5, 6), ("regressed",)),
        ((5, 6, 5), ()),
        ((6, 7), ()),
    ],
)
def test_badges_tell_of_what_passed_its_target_or_fell_back(hours: tuple[Any, ...], badges: tuple[str, ...]) -> None:
    readings = [reading("hours", number, on=5 + place) for place, number in enumerate(hours)]
    assert state(*readings).badges == badges


def test_a_strict_target_is_not_met_by_reaching_it() -> None:
    strict = PLAN.model_copy(update={"strictly": True})
    assert state(reading("hours", 5), plan=(strict,)).target is Outcome.UNMET
    assert state(reading("hours", 5, on=5), reading("hours", 6), plan=(strict,)).badges == ()


def test_a_stale_and_a_contradicted_reading_say_so() -> None:
    assert [state(reading("hours", 9, on=0), after=after).badges for after in (30, 31)] == [(), ("stale",)]
    both = (reading("hours", 9), reading("hours", 12, on=12, source="observer"))
    of_record = PLAN.model_copy(update={"source": "timesheet"})
    assert state(*both, plan=(of_record,)).badges == ("conflicting",)


def test_the_series_is_that_of_the_source_of_record_oldest_first() -> None:
    of_record = PLAN.model_copy(update={"source": "timesheet"})
    mixed = (
        reading("hours", 7, on=20),
        reading("hours", 9, on=10),
        reading("hours", 8, on=10, sequence=1),
        reading("hours", 3, on=25, source="survey"),
        reading("hours", 1, on=31),
    )
    assert [str(one.number) for one in state(*mixed, plan=(of_record,)).series] == ["8", "7"]
    assert [str(one.number) for one in state(*mixed).series] == ["8", "7", "3"]


@given(account_facts())
def test_a_value_stands_where_its_latest_reading_is(facts: AccountFacts) -> None:
    for found in assessed(facts, playbook(), AS_OF).values:
        assert found.latest == (found.series[-1] if found.series else None)
        assert [one.on for one in found.series] == sorted(one.on for one in found.series)
        assert len({(one.on, one.source) for one in found.series}) == len(found.series)
        assert (found.proof is None) == (found.latest is None)
        if found.target is Outcome.MET and found.gap_closed is not None:
            assert found.gap_closed >= 1
