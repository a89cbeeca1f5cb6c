"""Rigor: how hard a number is to argue with, over every combination of footing and tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.worlds import VALUES, agreed, day, known, on_day, paper, reading, value
from vpl_core.model.accounts import Baseline
from vpl_core.model.assessment import ReadingProof
from vpl_core.model.observations import Source
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.rigor import agree, baseline_rigor, reading_proof

SIGNED = paper("signed", "confirmation", on=20, values=("hours",))
REPEATED = paper("repeated", "reproduction", on=20, values=("hours",))
PLAN = agreed("hours", 15, 2, source="timesheet")


def proof(*observations: Any, evidence: tuple[Any, ...] = (), after: int = 30, **account: Any) -> ReadingProof:
    """The proof of the first reading given, under the agreed plan."""
    facts = known(observations, evidence, **{"plan": (PLAN,), **account})
    return reading_proof(on_day(facts, after), observations[0], VALUES[0], day(after))


# --- age --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "rigor", "stale"),
    [
        (0, "measured", False),
        (30, "measured", False),
        (31, "measured", True),
        (59, "measured", True),
        (60, "measured", True),
        (61, "reported", True),
        (90, "reported", True),
        (91, "asserted", True),
        (120, "asserted", True),
        (121, "unsourced", True),
        (5000, "unsourced", True),
    ],
)
def test_a_reading_is_stale_beyond_its_interval_and_weaker_beyond_twice_that(age: int, rigor: str, stale: bool) -> None:
    """A new reading of `hours` is due every 30 days."""
    aged = proof(reading("hours", 3, on=0), after=age)
    assert (aged.rigor, aged.fresh, aged.stale, aged.age_days) == (rigor, "measured", stale, age)


# --- the four tests of a reading --------------------------------------------------------------------------------

AGREES = reading("hours", "3.1", on=12, source="observer")


@pytest.mark.parametrize(
    ("others", "evidence", "rigor"),
    [
        ((), (), "measured"),
        ((), (SIGNED, REPEATED), "measured"),
        ((AGREES,), (), "corroborated"),
        ((AGREES,), (SIGNED,), "corroborated"),
        ((AGREES,), (REPEATED,), "corroborated"),
        ((AGREES,), (SIGNED, REPEATED), "verified"),
    ],
)
def test_verified_needs_all_four_tests(others: tuple[Any, ...], evidence: tuple[Any, ...], rigor: str) -> None:
    found = proof(reading("hours", 3), *others, evidence=evidence)
    assert found.rigor == rigor
    assert (found.rigor == "verified") == all(found.tests)


def test_a_proof_names_who_confirmed_and_who_agrees() -> None:
    found = proof(reading("hours", 3), AGREES, reading("hours", 9, on=8, source="survey"), evidence=(SIGNED,))
    assert (found.confirmed_by, found.agreeing) == ("Mina", (AGREES,))
    assert [other.source for other in found.conflicting] == ["survey"]


@pytest.mark.parametrize(("source", "rigor"), [("observer", "corroborated"), ("survey", "corroborated")])
def test_another_partys_word_or_record_corroborates(source: str, rigor: str) -> None:
    assert proof(reading("hours", 3), reading("hours", 3, on=12, source=source)).rigor == rigor


@pytest.mark.parametrize("source", ["our-word", "export", "timesheet", "", "never-declared"])
def test_neither_the_vendors_bare_word_nor_the_same_system_corroborates(source: str) -> None:
    found = proof(reading("hours", 3), reading("hours", 3, on=12, source=source))
    assert (found.rigor, found.agreeing, found.conflicting) == ("measured", (), ())


@pytest.mark.parametrize("apart", [-16, -15, 0, 15, 16])
def test_only_readings_within_half_an_interval_are_compared(apart: int) -> None:
    found = proof(reading("hours", 3, on=40), reading("hours", 3, on=40 + apart, source="observer"), after=60)
    assert found.tests.agrees == (abs(apart) <= 15)


def test_a_second_source_counts_from_the_day_on_which_it_is_read() -> None:
    both = (reading("hours", 3, on=10), reading("hours", 3, on=12, source="observer"))
    assert [proof(*both, after=after).tests.agrees for after in (11, 12)] == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "tolerance", "agrees"),
    [
        ("100", "95", "5", True),
        ("100", "94.999", "5", False),
        ("95", "100", "5", True),
        ("-100", "-95", "5", True),
        ("-1", "1", "50", False),
        ("0", "0", "0", True),
        ("0", "0.001", "5", False),
        ("3", "3", "0", True),
    ],
)
def test_two_numbers_agree_within_the_tolerance_of_the_larger(
    one: str, other: str, tolerance: str, agrees: bool
) -> None:
    assert agree(Decimal(one), Decimal(other), Decimal(tolerance)) is agrees


@pytest.mark.parametrize(("on", "confirmed"), [(9, False), (10, True), (11, True)])
@pytest.mark.parametrize("kind", ["confirmation", "reproduction"])
def test_what_was_signed_before_the_reading_does_not_speak_of_it(kind: str, on: int, confirmed: bool) -> None:
    tests = proof(reading("hours", 3, on=10), evidence=(paper("p", kind, on=on, values=("hours",)),)).tests
    assert (tests.confirmed if kind == "confirmation" else tests.reproducible) is confirmed


@pytest.mark.parametrize(
    "evidence",
    [
        paper("p", "confirmation", on=31, values=("hours",)),
        paper("p", "confirmation", on=20, values=("errors",)),
        paper("p", "confirmation", on=20, milestones=("begun",)),
        paper("p", "report", on=20, values=("hours",)),
        paper("p", "confirmation", on=20, values=("hours",), party="third_party"),
        paper("p", "reproduction", on=20, values=("hours",), by="", sha256=""),
    ],
    ids=["after the day", "of another value", "of a milestone", "a report", "by a third party", "by nobody"],
)
def test_only_a_customers_signature_for_the_value_confirms_it(evidence: Any) -> None:
    tests = proof(reading("hours", 3), evidence=(evidence,)).tests
    assert (tests.confirmed, tests.reproducible) == (False, False)


# --- soundness of the method ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        *({gone: None} for gone in ("baseline", "target", "method", "agreed_on")),
        *({gone: ""} for gone in ("validator", "agreed_by")),
        {"method": "observation"},
        {"agreed_on": day(11)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_outcome_without_a_plan_agreed_beforehand_is_at_most_reported(change: dict[str, Any]) -> None:
    all_else = (reading("hours", 3), AGREES)
    found = proof(*all_else, evidence=(SIGNED, REPEATED), plan=(PLAN.model_copy(update=change),))
    assert found.rigor is Rigor.REPORTED
    assert proof(*all_else, evidence=(SIGNED, REPEATED), plan=()).rigor is Rigor.REPORTED


@pytest.mark.parametrize(("agreed_on", "sound"), [(9, True), (10, True), (11, False)])
def test_the_plan_has_to_be_agreed_by_the_day_of_the_reading(agreed_on: int, sound: bool) -> None:
    plan = PLAN.model_copy(update={"agreed_on": day(agreed_on)})
    assert proof(reading("hours", 3, on=10), plan=(plan,)).tests.sound is sound


def test_usage_is_measured_without_an_agreement() -> None:
    seats = reading("seats", 9, source="product")
    now = on_day(known((seats,)))
    definition = value("seats", unit="percent", category="adoption", kind="usage")
    assert reading_proof(now, seats, definition, now.day).rigor is Rigor.MEASURED
    other_way = definition.model_copy(update={"methods": ("audit",)})
    assert reading_proof(on_day(known((seats,))), seats, other_way, now.day).rigor is Rigor.REPORTED


@pytest.mark.parametrize(
    ("source", "rigor"),
    [
        ("", "unsourced"),
        ("never-declared", "unsourced"),
        ("our-word", "asserted"),
        ("survey", "reported"),
        ("product", "reported"),
        ("timesheet", "measured"),
    ],
)
def test_a_reading_stands_on_its_source(source: str, rigor: str) -> None:
    """`product` measures, but not in the way that was agreed."""
    assert proof(reading("hours", 3, source=source)).rigor == rigor


def test_a_customer_lifts_the_vendors_word_to_a_report_and_no_higher() -> None:
    said = reading("hours", 3, source="our-word")
    assert proof(said, AGREES, evidence=(SIGNED, REPEATED)).rigor is Rigor.REPORTED


# --- baselines --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "change", "rigor"),
    [
        ("timesheet", {}, "verified"),
        ("timesheet", {"validator": ""}, "measured"),
        ("timesheet", {"agreed_by": ""}, "measured"),
        ("survey", {}, "reported"),
        ("our-word", {}, "reported"),
        ("our-word", {"agreed_by": ""}, "asserted"),
        ("", {}, "reported"),
        ("", {"agreed_by": ""}, "unsourced"),
        ("timesheet", {"agreed_on": day(31)}, "measured"),
        ("our-word", {"agreed_on": day(31)}, "asserted"),
    ],
)
def test_a_baseline_is_as_good_as_its_source_and_the_agreement_on_it(
    source: str, change: dict[str, Any], rigor: str
) -> None:
    """It is the thirtieth day: what will be agreed tomorrow is not agreed."""
    plan = PLAN.model_copy(update={"baseline": Baseline(number=15, on=day(-5), source=source), **change})
    assert plan.baseline is not None
    assert baseline_rigor(on_day(known(plan=(plan,)), 30), plan.baseline, plan, VALUES[0]) == rigor


def test_a_baseline_does_not_age() -> None:
    assert PLAN.baseline is not None
    assert baseline_rigor(on_day(known(plan=(PLAN,)), 5000), PLAN.baseline, PLAN, VALUES[0]) is Rigor.VERIFIED


def test_a_method_that_is_not_acceptable_measures_no_baseline() -> None:
    books = Source(id="books", name="Books", party="customer", method="finance_record")
    plan = PLAN.model_copy(update={"baseline": Baseline(number=15, on=day(-5), source="books")})
    assert plan.baseline is not None
    assert baseline_rigor(on_day(known(sources=(books,), plan=(plan,))), plan.baseline, plan, VALUES[0]) == "reported"
