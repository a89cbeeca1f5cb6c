"""Scorecards: a factor reads one thing through one table."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard

BANDS = (Band(name="low", below=5, points=10), Band(name="high", at_least=5, points=90))
CHOICES = (Choice(text="gold", points=100), Choice(text="iron", points=20))
FACTOR = {"id": "size", "name": "Size", "aspect": "attribute", "tag": "grow", "weight": 10}


@pytest.mark.parametrize(
    "wrong",
    [
        {"bands": BANDS},
        {"bands": BANDS, "attribute": "size", "value": "seats"},
        {"attribute": "size"},
        {"attribute": "size", "bands": BANDS, "choices": CHOICES},
        {"value": "seats", "choices": CHOICES},
        {"attribute": "size", "bands": BANDS, "weight": 0},
        {"attribute": "size", "bands": BANDS, "weight": -1},
        {"attribute": "size", "bands": BANDS, "weight": 1001},
    ],
)
def test_a_factor_reads_one_thing_through_one_table_with_some_weight(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Factor(**{**FACTOR, **wrong})


@pytest.mark.parametrize("points", [-1, 101, float("nan")])
def test_points_lie_between_0_and_100(points: float) -> None:
    with pytest.raises(ValidationError):
        Band(name="all", points=points)
    with pytest.raises(ValidationError):
        Choice(text="gold", points=points)


def test_the_worst_and_the_best_of_a_factor_are_those_of_its_rows() -> None:
    by_number = Factor(**FACTOR, value="seats", bands=BANDS)
    by_text = Factor(**FACTOR, attribute="size", choices=CHOICES)
    assert (by_number.worst, by_number.best, by_text.worst, by_text.best) == (10, 90, 20, 100)


@pytest.mark.parametrize(
    ("number", "held"),
    [("4.999", False), ("5", True), ("6.999", True), ("7", False), ("-100", False)],
)
def test_a_row_holds_its_lower_end_and_not_its_upper(number: str, held: bool) -> None:
    assert Band(name="row", at_least=5, below=7).holds(Decimal(number)) is held


def test_a_row_without_ends_holds_everything() -> None:
    assert Band(name="all").holds(Decimal(10**15))
    assert Band(name="up", at_least=0).holds(Decimal(10**15))
    assert Band(name="down", below=0).holds(Decimal(-(10**15)))


def test_a_scorecard_has_factors_and_bands() -> None:
    card = {"id": "fit", "name": "Fit", "what_for": "Where to spend a day"}
    factor = Factor(**FACTOR, value="seats", bands=BANDS)
    assert Scorecard(**card, factors=(factor,), bands=BANDS)
    for empty in ({"factors": (), "bands": BANDS}, {"factors": (factor,), "bands": ()}):
        with pytest.raises(ValidationError):
            Scorecard(**card, **empty)
