"""Overridden thresholds: the same rules with other numbers, refused where these leave nothing that could be met."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import playbook, rung, step
from vpl_core.model.accounts import Override
from vpl_core.model.conditions import AllOf, AtLeast, AtMost, Between
from vpl_core.model.values import Threshold
from vpl_core.rules.overridden import emptied, overridden

THRESHOLDS = (Threshold(id="low", number=2, unit="hours"), Threshold(id="high", number=6, unit="hours"))
BETWEEN = Between(value="hours", low="low", high="high")
BOTH = AllOf(conditions=(AtLeast(value="hours", limit="low"), AtMost(value="hours", limit="high")))


def over(**numbers: int) -> tuple[Override, ...]:
    return tuple(Override(threshold=id_, number=n, because="Agreed", by="Mina") for id_, n in numbers.items())


def told(condition: Any, blamed: set[str] | None = None, **numbers: int) -> list[tuple[str, str]]:
    book = playbook(step("begun", condition), thresholds=THRESHOLDS)
    return list(emptied(book, over(**numbers), blamed))


def test_the_later_of_two_overrides_of_a_threshold_is_in_force() -> None:
    book = playbook(thresholds=THRESHOLDS)
    assert [threshold.id for threshold in book.threshold.values()] == ["low", "high"]
    changed = overridden(book, (*over(low=3), *over(low=4)))
    assert changed.threshold["low"].number == 4
    assert changed.threshold["high"].number == 6
    assert book.threshold["low"].number == 2


@pytest.mark.parametrize(
    ("condition", "numbers", "found"),
    [
        (BETWEEN, {"low": 5}, []),
        (BETWEEN, {"low": 6}, [("low", "begun could never be met: nothing lies in [6, 6)")]),
        (BETWEEN, {"high": 1}, [("high", "begun could never be met: nothing lies in [2, 1)")]),
        (BETWEEN, {"low": 7, "high": 9}, []),
        (BOTH, {"low": 6}, []),
        (
            BOTH,
            {"low": 7},
            [
                (
                    "low",
                    "begun could never be met: 'hours' is at most 6 and 'hours' is at least 7 cannot hold together",
                )
            ],
        ),
        (AtMost(value="hours", limit="high"), {"low": 7}, []),
    ],
)
def test_an_override_that_leaves_nothing_between_two_limits_is_told(
    condition: Any, numbers: dict[str, int], found: list[tuple[str, str]]
) -> None:
    assert told(condition, **numbers) == found


def test_only_who_is_blamed_is_told() -> None:
    for one in ("low", "high"):
        assert [id_ for id_, _ in told(BETWEEN, {one}, low=5, high=4)] == [one]
    assert told(BETWEEN, set(), low=5, high=4) == []


def test_an_override_that_lets_two_milestones_of_the_ladder_clash_is_told() -> None:
    much = step("much", AtLeast(value="hours", limit="low"))
    little = step("little", AtMost(value="hours", limit="high"))
    book = playbook(much, little, thresholds=THRESHOLDS, rungs=(rung(1, "much"), rung(2, "little")))
    assert list(emptied(book, over(low=6))) == []
    assert list(emptied(book, over(low=7))) == [
        (
            "low",
            "'rung-2' can never be stood on: 'hours' is at most 6 and 'hours' is at least 7 cannot hold together",
        )
    ]
