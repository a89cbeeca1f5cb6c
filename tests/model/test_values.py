"""Value definitions: the unit fits the category, and better is a direction."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import get_args

import pytest
from pydantic import ValidationError

from tests.worlds import value
from vpl_core.model.values import UNITS_OF, Category, Unit


@pytest.mark.parametrize("category", Category)
def test_a_category_is_counted_in_its_own_units_and_no_other(category: Category) -> None:
    for unit in get_args(Unit):
        if unit in UNITS_OF[category]:
            assert value("thing", category=category, unit=unit).unit == unit
        else:
            with pytest.raises(ValidationError, match=f"not in {unit}"):
                value("thing", category=category, unit=unit)


@pytest.mark.parametrize(("least", "most", "sound"), [(0, 100, True), (0, 0, False), (1, 0, False), (None, 0, True)])
def test_the_smallest_possible_reading_is_below_the_largest(least: object, most: object, sound: bool) -> None:
    if sound:
        assert value("thing", least=least, most=most).most == most
    else:
        with pytest.raises(ValidationError, match="is not below most"):
            value("thing", least=least, most=most)


@pytest.mark.parametrize("way", ["up", "down"])
def test_better_is_strict_and_never_both_ways(way: str) -> None:
    definition = value("thing", direction=way)
    for one, other in itertools.product(map(Decimal, (1, 2)), repeat=2):
        assert definition.better(one, other) == ((one > other) if way == "up" else (one < other))


def test_a_value_is_measured_in_some_way() -> None:
    with pytest.raises(ValidationError):
        value("thing", methods=())
