"""Faults that hide: between round numbers, where all fields are at their ends, and in scores that tell a risk."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st

from vpl_core.testing import (
    Bounded,
    MissingIsNotGood,
    Monotone,
    RefusesUnknown,
    SameAgain,
    all_at_once,
    by_keywords,
    choice,
    days,
    examine_scorer,
    faults_of_scorer,
    inputs,
    number,
    percent,
    usual_laws,
)
from vpl_core.testing.scorer_inputs import MOST_CORNERS, MOST_STEPS


@pytest.mark.parametrize(("limit", "most"), [(30, 400), (120, 365), (5000, 20_000), (50_000, 1_000_000)])
def test_a_gap_above_a_round_limit_is_found_in_a_wide_range_too(limit: int, most: int) -> None:
    def binned(one: Mapping[str, Any]) -> int:
        return 3 if one["spend"] <= limit else 4 if one["spend"] >= limit + 1 else 1

    [fault] = faults_of_scorer(binned, inputs(spend=number(0, most)), Monotone("spend"))
    assert fault.told.endswith("lowered the score from 3 to 1.") and f"from {limit} to {limit}.5" in fault.told


@pytest.mark.parametrize(("least", "most"), [(0, 100), (-100, 100), (0, 400), (7, 12_345), (-3, 10**9)])
def test_steps_rise_from_end_to_end_and_are_not_too_many(least: int, most: int) -> None:
    steps = number(least, most).steps
    assert (steps[0], steps[-1]) == (least, most)
    assert list(steps) == sorted(set(steps)) and len(steps) <= MOST_STEPS + 3


def test_a_score_that_leaves_its_bounds_only_where_everything_is_at_its_end_is_found() -> None:
    def health(one: Mapping[str, Any]) -> int:
        return 110 if min(one.values()) == 100 else 50

    many = {f"factor_{place}": percent() for place in range(6)}
    [fault] = faults_of_scorer(health, inputs(**many), Bounded(0, 100))
    assert fault.told == "The score is 110."
    assert fault.apart == dict.fromkeys(many, 100)


def test_of_many_fields_so_many_corners_are_tried_and_each_field_is_seen_at_both_ends() -> None:
    many = inputs(**{f"factor_{place}": percent() for place in range(12)})
    corners = list(many.corners())
    assert len({str(corner) for corner in corners}) == len(corners) <= MOST_CORNERS
    assert all({corner[name] for corner in corners} == {0, 100} for name in many.kinds)


def test_a_strategy_has_no_corners() -> None:
    assert (
        faults_of_scorer(lambda one: one["usage"], st.fixed_dictionaries({"usage": st.just(1)}), Bounded(0, 100)) == ()
    )


def risk(csat: float | None) -> float:
    return 100.0 - 10 * (7 if csat is None else csat)


def test_of_a_risk_not_knowing_may_not_lower_it() -> None:
    given = inputs(csat=number(0, 10).or_missing())
    [fault] = faults_of_scorer(by_keywords(risk), given, MissingIsNotGood("csat", high_is_bad=True))
    assert fault.told == "With csat missing the score is 30; with csat 5 it is 50."
    assert usual_laws(given, high_is_bad=True)[-1] == MissingIsNotGood("csat", high_is_bad=True)
    assert faults_of_scorer(lambda one: 10, given, MissingIsNotGood("csat", high_is_bad=True)) == ()


def test_a_scorer_keeps_its_name_in_another_shape() -> None:
    report = examine_scorer(by_keywords(risk), inputs(csat=number(0, 10)), SameAgain())
    assert str(report).startswith("risk keeps 1 of 1 laws")


def test_days_rise_and_are_told_as_people_write_them() -> None:
    given = inputs(renewal=days(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
    last = dt.date(2026, 3, 1)
    faults = faults_of_scorer(lambda one: int(one["renewal"] > last), given, Monotone("renewal", falling=True))
    assert [fault.told for fault in faults] == [
        "Raising renewal from 2026-01-01 to 2026-03-02 raised the score from 0 to 1."
    ]


def test_words_have_no_more_or_less() -> None:
    [fault] = faults_of_scorer(lambda one: 1, inputs(plan=choice("free", "pro")), Monotone("plan"))
    assert "put this law to the test" in fault.told


def test_a_choice_may_be_of_other_things_than_words() -> None:
    given = inputs(admin=choice(True, False), seats=choice(10, 50))
    assert not any(isinstance(law, RefusesUnknown) for law in usual_laws(given))
    assert faults_of_scorer(lambda one: one["seats"] + one["admin"], given) == ()


# --- scorers of many rows ---------------------------------------------------------------------------------------------


def scored_together(rows: list[dict[str, Any]]) -> list[Decimal]:
    if not all(math.isfinite(row["usage"]) for row in rows):
        raise ValueError("usage is to be finite")
    return [Decimal(row["usage"]) for row in rows]


def test_a_scorer_of_many_rows_is_asked_for_all_at_once_and_refuses_rows_on_their_own() -> None:
    asked: list[int] = []

    def counted(rows: list[dict[str, Any]]) -> list[Decimal]:
        asked.append(len(rows))
        return scored_together(rows)

    report = examine_scorer(
        all_at_once(counted), inputs(usage=percent()), Bounded(0, 100), *usual_laws(inputs(usage=percent()))
    )
    assert report.faults == () and report.scorer == "counted"
    assert asked[0] > 200


def test_a_scorer_of_many_rows_that_loses_some_is_not_believed() -> None:
    with pytest.raises(ValueError, match="gave 1 results for"):
        examine_scorer(all_at_once(lambda rows: [1]), inputs(usage=percent()), Bounded(0, 100))


# --- wrong use --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: inputs(usage=5), "usage is given as 5: say what it may hold"),  # type: ignore[arg-type]
        (lambda: number(10, 0), "the lower one first"),
        (lambda: number(0.5, 1), "two whole numbers"),  # type: ignore[arg-type]
        (lambda: choice(), "at least one"),
        (lambda: examine_scorer(risk, {"usage": 1}), "gives no inputs"),  # type: ignore[arg-type]
        (lambda: examine_scorer(risk, st.integers()), "gives no inputs"),
        (lambda: examine_scorer(5, inputs(csat=percent())), "5 is no scorer"),  # type: ignore[arg-type]
        (lambda: examine_scorer(risk, inputs(csat=percent()), Bounded), "is no law"),  # type: ignore[arg-type]
        (lambda: examine_scorer(risk, inputs(csat=percent()), [Bounded()]), "one after the other"),  # type: ignore[arg-type]
    ],
)
def test_wrong_use_is_told_with_the_next_step(wrong: Any, said: str) -> None:
    with pytest.raises((TypeError, ValueError), match=said):
        wrong()
