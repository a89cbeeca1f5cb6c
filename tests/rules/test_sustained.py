"""Sustained: a condition that has held for readings or for days without a break."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tests.worlds import agreed, answer, known, reading
from vpl_core.model.conditions import AnyOf, AtMost, Sustained, TargetMet
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome

FEW = AtMost(value="hours", limit=4)
THREE_READINGS = Sustained(condition=FEW, readings=3)
THIRTY_DAYS = Sustained(condition=FEW, days=30)


def hours(*numbers: int, every: int = 10) -> tuple[Observation, ...]:
    """Readings from the tenth day on, the first one first."""
    return tuple(reading("hours", number, on=every * place) for place, number in enumerate(numbers, start=1))


@pytest.mark.parametrize(
    ("numbers", "outcome", "run"),
    [
        ((), "unknown", None),
        ((9,), "unmet", None),
        ((3,), "unknown", 1),
        ((3, 4), "unknown", 2),
        ((3, 4, 2), "met", 3),
        ((9, 3, 3), "unknown", 2),
        ((3, 3, 3, 9), "unmet", None),
        ((3, 3, 9, 3, 3), "unknown", 2),
        ((3, 9, 3, 3, 3), "met", 3),
        ((3, 3, 3, 3, 3), "met", 5),
    ],
)
def test_three_readings_in_a_row_are_needed(numbers: tuple[int, ...], outcome: str, run: int | None) -> None:
    found = answer(THREE_READINGS, known(hours(*numbers)), after=100)
    assert (found.outcome, found.seen, found.needed, found.counted_in) == (outcome, run, 3, "readings")


@pytest.mark.parametrize(
    ("last", "outcome"), [(11, "unknown"), (39, "unknown"), (40, "met"), (41, "met")], ids=lambda value: str(value)
)
def test_days_are_counted_from_the_first_to_the_last_reading_of_the_run(last: int, outcome: str) -> None:
    found = answer(THIRTY_DAYS, known((reading("hours", 3, on=10), reading("hours", 3, on=last))), after=100)
    assert (found.outcome, found.seen, found.counted_in) == (outcome, last - 10, "days")


def test_time_that_passes_without_a_reading_proves_nothing() -> None:
    assert answer(THIRTY_DAYS, known((reading("hours", 3, on=10),)), after=400).outcome is Outcome.UNKNOWN


def test_a_break_begins_the_count_anew() -> None:
    broken = (reading("hours", 3, on=10), reading("hours", 9, on=20), reading("hours", 3, on=30))
    found = answer(THIRTY_DAYS, known((*broken, reading("hours", 3, on=45))), after=100)
    assert (found.outcome, found.seen) == (Outcome.UNKNOWN, 15)
    assert answer(THIRTY_DAYS, known((*broken, reading("hours", 3, on=60))), after=100).outcome is Outcome.MET


@pytest.mark.parametrize(("condition", "missing"), [(THREE_READINGS, "more readings"), (THIRTY_DAYS, "more time")])
def test_what_is_too_short_says_what_more_is_needed(condition: Sustained, missing: str) -> None:
    assert answer(condition, known(hours(3, 3))).missing == (missing,)
    assert answer(condition, known(hours(3, 3, 3, 3)), after=100).missing == ()


def test_without_a_target_nothing_is_sustained() -> None:
    held = Sustained(condition=TargetMet(value="hours"), readings=2)
    assert answer(held, known(hours(1, 1))).outcome is Outcome.UNKNOWN
    assert answer(held, known(hours(1, 1), plan=(agreed("hours", 15, 2),))).outcome is Outcome.MET


def test_a_corrected_reading_neither_breaks_a_run_nor_lengthens_it() -> None:
    corrected = (reading("hours", 9, on=20, sequence=0), reading("hours", 3, on=20, sequence=1))
    first, last = reading("hours", 3, on=10), reading("hours", 3, on=30)
    assert answer(THREE_READINGS, known((first, *corrected, last))).seen == 3
    assert answer(THREE_READINGS, known((first, *corrected)), after=30).seen == 2


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(2, 4))
def test_sustained_is_met_exactly_where_the_last_readings_all_meet_it(numbers: list[int], wanted: int) -> None:
    found = answer(Sustained(condition=FEW, readings=wanted), known(hours(*numbers)), after=100)
    last = [number <= 4 for number in numbers[-wanted:]]
    if not last[-1]:
        assert found.outcome is Outcome.UNMET
    else:
        assert (found.outcome is Outcome.MET) == (len(last) == wanted and all(last))
        assert found.outcome is not Outcome.UNMET


def test_a_run_that_is_too_short_lends_no_proof_to_what_is_met_beside_it() -> None:
    """What is met weakly stays weak, whatever stands beside it unproven."""
    weak = AtMost(value="errors", limit=4)
    facts = known((reading("hours", 3), reading("errors", 3, source="our-word")), plan=(agreed("hours", 9, 4),))
    beside = AnyOf(conditions=(weak, THREE_READINGS))
    found = answer(beside, facts)
    assert found.outcome is Outcome.MET
    assert (found.rigor, found.parts[1].rigor) == (answer(weak, facts).rigor, None)
