"""Conditions: which forms can be said at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from tests.random_playbooks import conditions
from vpl_core.model.conditions import Condition

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
FEW: dict[str, Any] = {"kind": "at_most", "value": "hours", "limit": 4}
SIGNED: dict[str, Any] = {"kind": "evidence_of", "kinds": ["agreement"], "milestone": "begun"}
REACHED: dict[str, Any] = {"kind": "milestone_reached", "milestone": "begun"}

REFUSED: dict[str, dict[str, Any]] = {
    "the opposite of evidence": {"kind": "not", "condition": SIGNED},
    "the opposite of a milestone": {"kind": "not", "condition": REACHED},
    "the opposite of an agreement": {"kind": "not", "condition": {"kind": "plan_agreed"}},
    "the opposite of a record": {"kind": "not", "condition": {"kind": "recorded", "fact": "sponsor"}},
    "the opposite of a python function": {"kind": "not", "condition": {"kind": "custom", "name": "odd"}},
    "the opposite of a sum of conditions": {"kind": "not", "condition": {"kind": "any_of", "conditions": [FEW]}},
    "the opposite of the opposite": {"kind": "not", "condition": {"kind": "not", "condition": FEW}},
    "evidence of nothing": {"kind": "evidence_of", "kinds": ["report"]},
    "evidence of two things": {**SIGNED, "value": "hours"},
    "evidence of no kind": {**SIGNED, "kinds": []},
    "an empty interval": {"kind": "between", "value": "hours", "low": 4, "high": 4},
    "an interval the wrong way round": {"kind": "between", "value": "hours", "low": 5, "high": 4},
    "sustained without a length": {"kind": "sustained", "condition": FEW},
    "sustained for two lengths": {"kind": "sustained", "condition": FEW, "readings": 2, "days": 2},
    "sustained for one reading": {"kind": "sustained", "condition": FEW, "readings": 1},
    "sustained evidence": {"kind": "sustained", "condition": SIGNED, "readings": 2},
    "all of nothing": {"kind": "all_of", "conditions": []},
    "any of nothing": {"kind": "any_of", "conditions": []},
    "two of one": {"kind": "count_of", "at_least": 2, "conditions": [FEW]},
    "none of one": {"kind": "count_of", "at_least": 0, "conditions": [FEW]},
    "a limit that is no number": {**FEW, "limit": float("nan")},
    "a limit without end": {**FEW, "limit": float("inf")},
    "a kind that nobody knows": {"kind": "eval", "text": "hours < 4"},
    "a word too many": {**FEW, "unit": "hours"},
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_cannot_be_asked(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(said)


def test_a_limit_is_a_number_or_the_id_of_a_threshold() -> None:
    limits = [CONDITION.validate_python({**FEW, "limit": limit}).limit for limit in (4, "4.5", "few-hours")]  # type: ignore[union-attr]
    assert [str(limit) for limit in limits] == ["4", "4.5", "few-hours"]
    assert [isinstance(limit, str) for limit in limits] == [False, False, True]


@given(conditions)
def test_a_condition_comes_back_from_json_as_it_went(condition: Condition) -> None:
    assert CONDITION.validate_json(CONDITION.dump_json(condition)) == condition
