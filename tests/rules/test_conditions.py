"""Conditions asked of an account: what each form means, at its edges and without data."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import agreed, answer, known, on_day, paper, playbook, reading, value
from vpl_core.model.accounts import Override
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    GapClosed,
    Not,
    TargetMet,
)
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.conditions import ask

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
THREE_HOURS = known((reading("hours", 3),))


def outcome_of(condition: Condition, facts: Any = THREE_HOURS, **where: Any) -> Outcome:
    return answer(condition, facts, **where).outcome


# --- one reading ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "number", "met"),
    [
        (AtLeast(value="sales", limit=4), "3.999", False),
        (AtLeast(value="sales", limit=4), "4", True),
        (AtLeast(value="sales", limit=4, strictly=True), "4", False),
        (AtLeast(value="sales", limit=4, strictly=True), "4.001", True),
        (AtMost(value="sales", limit=4), "4.001", False),
        (AtMost(value="sales", limit=4), "4", True),
        (AtMost(value="sales", limit=4, strictly=True), "4", False),
        (AtMost(value="sales", limit=4, strictly=True), "3.999", True),
        (Between(value="sales", low=4, high=7), "3.999", False),
        (Between(value="sales", low=4, high=7), "4", True),
        (Between(value="sales", low=4, high=7), "6.999", True),
        (Between(value="sales", low=4, high=7), "7", False),
        (ChangedBy(value="sales", limit=3), "12.999", False),
        (ChangedBy(value="sales", limit=3), "13", True),
        (ChangedBy(value="sales", limit=-3), "7", True),
        (ChangedBy(value="sales", limit=-3), "7.001", False),
        (ChangedBy(value="sales", limit=0), "10", True),
        (ChangedBy(value="sales", limit=0), "9.999", False),
        (ChangedBy(value="sales", limit=50, counted_in="percent"), "15", True),
        (ChangedBy(value="sales", limit=50, counted_in="percent"), "14.999", False),
        (ChangedBy(value="sales", limit=-50, counted_in="percent"), "5", True),
        (ChangedBy(value="sales", limit=-50, counted_in="percent"), "5.001", False),
        (GapClosed(value="sales", percent=50), "14.999", False),
        (GapClosed(value="sales", percent=50), "15", True),
        (GapClosed(value="sales", percent=0), "9.999", False),
        (GapClosed(value="sales", percent=0), "10", True),
        (TargetMet(value="sales"), "19.999", False),
        (TargetMet(value="sales"), "20", True),
    ],
)
def test_a_condition_over_a_reading_turns_exactly_at_its_limit(condition: Condition, number: str, met: bool) -> None:
    """The plan goes from 10 to 20."""
    facts = known((reading("sales", number),), plan=(agreed("sales", 10, 20),))
    assert outcome_of(condition, facts) is (MET if met else UNMET)
    if not isinstance(condition, Between) and condition.kind != "sustained":
        assert outcome_of(Not(condition=condition), facts) is (UNMET if met else MET)


@pytest.mark.parametrize(
    ("baseline", "now", "limit", "met"),
    [("-100", "20", 120, True), ("-100", "19", 120, False), ("-100", "-200", -100, True), ("-100", "-50", 50, True)],
)
def test_a_change_is_counted_from_the_size_of_a_baseline_below_zero(
    baseline: str, now: str, limit: int, met: bool
) -> None:
    facts = known((reading("sales", now),), plan=(agreed("sales", baseline, 500),))
    assert outcome_of(ChangedBy(value="sales", limit=limit, counted_in="percent"), facts) is (MET if met else UNMET)


@pytest.mark.parametrize(("number", "met"), [("2", False), ("1.999", True), ("2.001", False)])
def test_a_strict_target_has_to_be_passed(number: str, met: bool) -> None:
    facts = known((reading("errors", number, source="product"),), plan=(agreed("errors", 12, 2, strictly=True),))
    assert outcome_of(TargetMet(value="errors"), facts) is (MET if met else UNMET)


@pytest.mark.parametrize(
    ("condition", "unagreed", "missing"),
    [
        (TargetMet(value="sales"), ("target",), ("target",)),
        (GapClosed(value="sales", percent=1), ("target",), ("target",)),
        (GapClosed(value="sales", percent=1), ("baseline",), ("baseline",)),
        (GapClosed(value="sales", percent=1), ("baseline", "target"), ("baseline", "target")),
        (ChangedBy(value="sales", limit=1), ("baseline",), ("baseline",)),
    ],
)
def test_what_was_never_agreed_leaves_a_reading_unknown_and_is_named(
    condition: Any, unagreed: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    plan = agreed("sales", 10, 20).model_copy(update=dict.fromkeys(unagreed))
    facts = known((reading("sales", 15),), plan=(plan,))
    found = answer(condition, facts)
    assert (found.outcome, found.missing, found.reading) == (UNKNOWN, missing, reading("sales", 15))
    assert outcome_of(Not(condition=condition), facts) is UNKNOWN


@pytest.mark.parametrize("kind", [TargetMet, lambda value: GapClosed(value=value, percent=1)])
def test_without_any_plan_there_is_no_target(kind: Any) -> None:
    assert "target" in answer(kind(value="sales"), known((reading("sales", 15),))).missing


@pytest.mark.parametrize(
    "condition",
    [
        AtLeast(value="sales", limit=1),
        AtMost(value="sales", limit=1),
        Between(value="sales", low=1, high=2),
        TargetMet(value="sales"),
        GapClosed(value="sales", percent=1),
        ChangedBy(value="sales", limit=1),
    ],
    ids=lambda condition: condition.kind,
)
def test_without_a_reading_nothing_holds_and_nothing_fails(condition: Any) -> None:
    facts = known((reading("hours", 3),), plan=(agreed("sales", 10, 20),))
    assert (answer(condition, facts).outcome, answer(condition, facts).missing) == (UNKNOWN, ("reading",))
    assert outcome_of(Not(condition=condition), facts) is UNKNOWN


def test_an_attribute_that_nobody_wrote_down_is_unknown() -> None:
    size = AttributeIs(attribute="size", one_of=("small",))
    assert (answer(size, known()).outcome, answer(size, known()).missing) == (UNKNOWN, ("attribute",))
    assert outcome_of(Not(condition=size), known()) is UNKNOWN


@pytest.mark.parametrize(
    ("condition", "baseline", "target", "missing"),
    [
        (ChangedBy(value="sales", limit=1, counted_in="percent"), 0, 20, "baseline other than 0"),
        (GapClosed(value="sales", percent=1), 20, 20, "target other than the baseline"),
    ],
)
def test_a_quotient_by_nothing_is_unknown(condition: Condition, baseline: int, target: int, missing: str) -> None:
    found = answer(condition, known((reading("sales", 15),), plan=(agreed("sales", baseline, target),)))
    assert (found.outcome, found.missing) == (UNKNOWN, (missing,))


def test_a_change_in_units_needs_no_other_baseline_than_nothing() -> None:
    facts = known((reading("sales", 15),), plan=(agreed("sales", 0, 20),))
    assert outcome_of(ChangedBy(value="sales", limit=15), facts) is MET


def test_a_limit_is_that_of_the_threshold_in_force() -> None:
    def facts(*overrides: Override) -> Any:
        return known((reading("hours", 5),), overrides=overrides)

    few = AtMost(value="hours", limit="few-hours")
    other = Override(threshold="few-hours", number=6, because="Two shifts", by="Mina")
    before, after = answer(few, facts()), answer(few, facts(other))
    assert (before.outcome, before.needed, before.threshold) == (UNMET, 4, "few-hours")
    assert (after.outcome, after.needed, after.threshold) == (MET, 6, "few-hours")


@pytest.mark.parametrize(("number", "outcome"), [("4", MET), ("5", UNMET)])
def test_a_limit_that_came_around_the_door_is_still_compared(number: str, outcome: Outcome) -> None:
    copied = AtMost(value="hours", limit=9).model_copy(update={"limit": 4})
    assert outcome_of(copied, known((reading("hours", number),))) is outcome


# --- which reading ----------------------------------------------------------------------------------------------

FEW = AtMost(value="hours", limit=4)


def test_the_latest_reading_on_or_before_the_day_decides() -> None:
    facts = known((reading("hours", 3, on=10), reading("hours", 9, on=20), reading("hours", 1, on=31)))
    assert [outcome_of(FEW, facts, after=after) for after in (9, 10, 19, 20, 30, 31)] == [
        UNKNOWN,
        *(MET, MET, UNMET, UNMET, MET),
    ]


def test_a_reading_after_the_day_does_not_exist() -> None:
    assert answer(FEW, known((reading("hours", 1, on=31),)), after=30).missing == ("reading",)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_readings_on_one_day_the_later_sequence_counts(order: int) -> None:
    both = (reading("hours", 9, sequence=0), reading("hours", 3, sequence=1))[::order]
    found = answer(FEW, known(both))
    assert found.outcome is MET
    assert found.reading == reading("hours", 3, sequence=1)


def test_only_the_source_of_record_decides() -> None:
    both = (reading("hours", 9, on=10), reading("hours", 3, on=20, source="survey"))
    of_record = agreed("hours", 15, 2, source="timesheet")
    assert outcome_of(FEW, known(both)) is MET
    assert outcome_of(FEW, known(both, plan=(of_record,))) is UNMET
    assert outcome_of(FEW, known(both[1:], plan=(of_record,))) is UNKNOWN


def test_a_condition_made_for_the_moment_is_not_mistaken_for_the_one_before_it() -> None:
    now = on_day(THREE_HOURS)
    for limit in range(100):
        found = ask(AtMost(value="hours", limit=limit), now, now.day)
        assert (found.needed, found.outcome) == (limit, MET if limit >= 3 else UNMET)


# --- how well what is joined is proven ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joined", "rigor"),
    [
        (AllOf, "asserted"),
        (AnyOf, "verified"),
        (lambda conditions: CountOf(at_least=2, conditions=conditions), "measured"),
    ],
    ids=["all", "any", "two of three"],
)
def test_all_is_as_rigorous_as_its_weakest_any_as_its_strongest_and_a_count_as_the_last_it_needs(
    joined: Any, rigor: str
) -> None:
    signed: dict[str, Any] = {"values": ("hours",)}
    facts = known(
        (
            reading("seats", 9, source="product"),
            reading("mood", 9, source="our-word"),
            reading("hours", 3),
            reading("hours", 3, source="observer"),
        ),
        (paper("yes", "confirmation", **signed), paper("again", "reproduction", **signed)),
        plan=(agreed("hours", 15, 2, source="timesheet"),),
    )
    book = playbook(
        values=(
            value("hours"),
            value("seats", unit="percent", category="adoption", kind="usage"),
            value("mood", unit="score", category="quality", kind="leading"),
        )
    )
    parts = (AtMost(value="hours", limit=4), AtLeast(value="seats", limit=1), AtLeast(value="mood", limit=1))
    assert [answer(part, facts, book=book).rigor for part in parts] == ["verified", "measured", "asserted"]
    assert answer(joined(conditions=parts), facts, book=book).rigor == rigor
