"""The next rung: what would have to be read, signed, agreed or written down, and nothing more."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.worlds import agreed, day, known, paper, playbook, reading, rung, step, value
from vpl_core.model.accounts import AccountFacts, Attribute, Override
from vpl_core.model.changes import AgreedPlan, Change, NewPaper, NewReading, NextRung, SecondReading, Span, Way
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    CountOf,
    Custom,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook, Predicate
from vpl_core.model.waivers import Waiver
from vpl_core.rules.next_rung import next_rung

TODAY = 30
FEW = AtMost(value="hours", limit=4)
MANY_SEATS = AtLeast(value="seats", limit="many-seats")
HOURS_PLAN = agreed("hours", 20, 4)


def coming(facts: AccountFacts, *conditions: Any, floor: Rigor = Rigor.ASSERTED, **parts: Any) -> NextRung:
    """The way to the one rung of a playbook that asks for each condition as a milestone."""
    steps = [step(f"step-{number}", condition) for number, condition in enumerate(conditions, start=1)]
    book = playbook(*steps, rungs=(rung(1, *[one.id for one in steps], floor=floor),), **parts)
    return next_rung(facts, book, day(TODAY))


def only_way(found: NextRung) -> Way:
    assert (len(found.ways), found.found, found.all_counted, found.obstacles) == (1, 1, True, ())
    return found.ways[0]


def kinds(changes: tuple[Change, ...]) -> list[str]:
    return [change.kind for change in changes]


def one_reading(way: Way) -> NewReading:
    found = [change for change in way.changes if isinstance(change, NewReading)]
    assert len(found) == 1
    return found[0]


# --- readings ---------------------------------------------------------------------------------------------------


def test_who_stands_at_the_top_has_nowhere_to_go() -> None:
    found = coming(known((reading("seats", 9, source="product"),)), MANY_SEATS)
    assert found == NextRung(None, (), 0, True, ())


def test_a_reading_has_to_reach_the_threshold_in_force() -> None:
    facts = known((reading("seats", 5, source="product"),))
    assert one_reading(only_way(coming(facts, MANY_SEATS))).number == 8
    lower = facts.account.model_copy(
        update={"overrides": (Override(threshold="many-seats", number=6, because="A small team", by="Mina"),)}
    )
    change = one_reading(only_way(coming(facts.model_copy(update={"account": lower}), MANY_SEATS)))
    assert (change.number, change.now, change.source.id, change.usual) == (6, 5, "product", True)
    assert change.days == (day(TODAY),)


@pytest.mark.parametrize(
    ("condition", "now", "least", "most"),
    [
        (AtLeast(value="seats", limit=8, strictly=True), 5, "8", "8.0000001"),
        (AtMost(value="seats", limit=8, strictly=True), 9, "7.9999999", "8"),
        (Not(condition=AtMost(value="seats", limit=8)), 5, "8", "8.0000001"),
        (Between(value="seats", low=6, high=8), 9, "7.9999999", "8"),
        (AtLeast(value="seats", limit=0, strictly=True), -1, "0", "0.0000001"),
    ],
)
def test_a_limit_that_has_to_be_passed_is_passed_by_no_more_than_a_hair(
    condition: Any, now: int, least: str, most: str
) -> None:
    change = one_reading(only_way(coming(known((reading("seats", now, source="product"),)), condition)))
    assert Decimal(least) < change.number < Decimal(most)


@pytest.mark.parametrize(
    ("condition", "number"),
    [
        (TargetMet(value="hours"), 4),
        (GapClosed(value="hours", percent=50), 12),
        (ChangedBy(value="hours", limit=-10, counted_in="percent"), 18),
        (ChangedBy(value="hours", limit=-5), 15),
    ],
)
def test_what_was_agreed_says_how_far_a_reading_has_to_come(condition: Any, number: int) -> None:
    facts = known((reading("hours", 19, on=25),), plan=(HOURS_PLAN,))
    change = one_reading(only_way(coming(facts, condition, floor=Rigor.MEASURED)))
    assert (change.number, change.span) == (number, Span(high=number))


def test_one_number_serves_every_condition_on_the_value() -> None:
    facts = known((reading("seats", 3, source="product"),))
    wanted = (AtLeast(value="seats", limit=6), AtLeast(value="seats", limit=8), AtMost(value="seats", limit=9))
    assert one_reading(only_way(coming(facts, *wanted))).number == 8


def test_the_next_rung_does_not_cost_the_one_below() -> None:
    """The limit of the next rung is met by readings that the rung below forbids."""
    below, above = Between(value="seats", low=2, high=6), AtLeast(value="mood", limit=5)
    facts = known((reading("seats", 3, source="product"),))
    book = playbook(
        step("low", below),
        step("high", AllOf(conditions=(above, AnyOf(conditions=(AtLeast(value="seats", limit=8), FEW))))),
        rungs=(rung(1, "low"), rung(2, "high")),
    )
    found = next_rung(facts, book, day(TODAY))
    assert found.number == 2
    assert {change.value for change in only_way(found).changes if isinstance(change, NewReading)} == {"mood", "hours"}


def test_a_rung_that_was_lost_comes_before_those_above_it() -> None:
    book = playbook(
        step("low", MANY_SEATS), step("high", AtLeast(value="mood", limit=5)), rungs=(rung(1, "low"), rung(2, "high"))
    )
    facts = known((reading("seats", 7, source="product"), reading("mood", 9)))
    found = next_rung(facts, book, day(TODAY))
    assert (found.number, one_reading(only_way(found)).value) == (1, "seats")


def test_a_reading_of_tomorrow_lifts_nobody_today() -> None:
    facts = known((reading("seats", 5, source="product"), reading("seats", 9, on=TODAY + 1, source="product")))
    assert one_reading(only_way(coming(facts, MANY_SEATS))).now == 5


# --- proof ------------------------------------------------------------------------------------------------------


def test_a_fresh_reading_that_lacks_a_second_source_needs_nothing_else() -> None:
    facts = known((reading("hours", 3, on=25),), plan=(HOURS_PLAN,))
    (change,) = only_way(coming(facts, FEW, floor=Rigor.CORROBORATED)).changes
    assert isinstance(change, SecondReading)
    assert change.source.root != "timesheet"


def test_a_second_source_has_nothing_to_say_about_a_reading_of_long_ago() -> None:
    facts = known((reading("hours", 3, on=10),), plan=(HOURS_PLAN,))
    way = only_way(coming(facts, FEW, floor=Rigor.CORROBORATED))
    assert kinds(way.changes) == ["new_reading", "second_reading"]
    assert one_reading(way).number == 3


def test_a_source_that_reads_the_value_already_is_the_second_one() -> None:
    """The export shares its system with the time sheet; the vendor's word confirms nothing."""
    readings = (
        reading("hours", 3, on=29, source="timesheet"),
        *(reading("hours", 9, on=5, source=source) for source in ("export", "our-word", "observer")),
    )
    plan = agreed("hours", 20, 4, source="timesheet")
    (change,) = only_way(coming(known(readings, plan=(plan,)), FEW, floor=Rigor.CORROBORATED)).changes
    assert isinstance(change, SecondReading)
    assert change.source.id == "observer"


def test_verified_takes_a_second_source_a_signature_and_somebody_who_works_it_out_again() -> None:
    facts = known((reading("hours", 3, on=25),), plan=(HOURS_PLAN,))
    way = only_way(coming(facts, FEW, floor=Rigor.VERIFIED))
    assert kinds(way.changes) == ["second_reading", "new_paper", "new_paper"]
    assert [c.of for c in way.changes if isinstance(c, NewPaper)] == ["confirmation", "reproduction"]


def test_an_outcome_is_measured_only_after_its_plan_is_agreed() -> None:
    way = only_way(coming(known((reading("hours", 3, on=25),)), FEW, floor=Rigor.MEASURED))
    assert kinds(way.changes) == ["agreed_plan", "new_reading"]
    (plan,) = [change for change in way.changes if isinstance(change, AgreedPlan)]
    assert plan.lacks == ("baseline", "target", "method", "validator", "agreed_by", "agreed_on")


def test_what_was_only_said_has_to_be_measured() -> None:
    facts = known((reading("seats", 9, on=25, source="survey"),))
    change = one_reading(only_way(coming(facts, MANY_SEATS, floor=Rigor.MEASURED)))
    assert (change.usual, change.number, change.source.method) == (False, 9, "time_log")


def test_a_word_of_the_vendors_is_signed_or_replaced() -> None:
    facts = known((reading("seats", 9, on=25, source="our-word"),))
    found = coming(facts, MANY_SEATS, floor=Rigor.REPORTED)
    assert [kinds(way.changes) for way in found.ways] == [["new_paper"], ["new_reading"]]


def test_a_baseline_from_nowhere_is_told() -> None:
    weak = HOURS_PLAN.model_copy(update={"baseline": HOURS_PLAN.baseline.model_copy(update={"source": ""})})  # type: ignore[union-attr]
    facts = known((reading("hours", 3, on=25),), plan=(weak,))
    (change,) = only_way(coming(facts, TargetMet(value="hours"), floor=Rigor.MEASURED)).changes
    assert isinstance(change, AgreedPlan)
    assert change.lacks == ("measured_baseline",)


# --- time -------------------------------------------------------------------------------------------------------


def test_a_run_that_has_begun_needs_only_its_end() -> None:
    facts = known((reading("seats", 9, on=20, source="product"),))
    way = only_way(coming(facts, Sustained(condition=MANY_SEATS, days=30)))
    assert (way.day, one_reading(way).days, way.proviso) == (day(50), (day(50),), None)


def test_a_run_that_was_broken_begins_today() -> None:
    facts = known((reading("seats", 9, on=10, source="product"), reading("seats", 5, on=20, source="product")))
    way = only_way(coming(facts, Sustained(condition=MANY_SEATS, days=30)))
    assert (way.day, one_reading(way).days) == (day(60), (day(30), day(60)))


def test_readings_in_a_row_come_at_the_pace_of_the_value() -> None:
    facts = known((reading("seats", 9, on=20, source="product"),))
    way = only_way(coming(facts, Sustained(condition=MANY_SEATS, readings=3)))
    assert (way.day, one_reading(way).days) == (day(60), (day(30), day(60)))


def test_what_would_fade_until_then_has_to_be_kept_up() -> None:
    run = Sustained(condition=MANY_SEATS, days=90)
    facts = known(
        (reading("seats", 9, on=20, source="product"), reading("mood", 9, on=25)),
    )
    way = only_way(coming(facts, run, AtLeast(value="mood", limit=5), floor=Rigor.MEASURED))
    assert kinds(way.changes) == ["new_reading"]
    assert way.proviso is not None
    assert [(o.value, o.number, o.on) for o in way.proviso.readings] == [("mood", 9, day(110))]


def test_what_is_kept_up_keeps_its_order_and_only_its_own_signatures() -> None:
    """The newest reading stays the newest; a signature that also covers the run to come is not given in advance."""
    run = Sustained(condition=MANY_SEATS, days=90)
    facts = known(
        (
            reading("seats", 9, on=20, source="product"),
            reading("mood", 1, on=24, source="timesheet"),
            reading("mood", 9, on=25, source="observer"),
        ),
        (
            paper("mood-only", "confirmation", on=25, values=("mood",)),
            paper("both", "confirmation", on=25, values=("mood", "seats")),
        ),
    )
    way = only_way(coming(facts, run, AtLeast(value="mood", limit=5), floor=Rigor.MEASURED))
    assert way.proviso is not None
    assert [(o.source, o.sequence) for o in way.proviso.readings] == [("timesheet", 0), ("observer", 1)]
    assert way.proviso.papers == ("mood-only",)


def test_the_rungs_below_must_not_fade_until_then() -> None:
    book = playbook(
        step("low", AtLeast(value="mood", limit=5)),
        step("high", Sustained(condition=MANY_SEATS, days=90)),
        rungs=(rung(1, "low", floor=Rigor.MEASURED), rung(2, "high", floor=Rigor.MEASURED)),
    )
    facts = known((reading("seats", 9, on=20, source="product"), reading("mood", 9, on=25)))
    way = only_way(next_rung(facts, book, day(TODAY)))
    assert way.proviso is not None
    assert {reading.value for reading in way.proviso.readings} == {"mood"}


def test_what_does_not_fade_until_then_need_not_be_kept_up() -> None:
    facts = known((reading("seats", 9, on=20, source="product"), reading("mood", 9, on=25)))
    way = only_way(coming(facts, Sustained(condition=MANY_SEATS, days=30), AtLeast(value="mood", limit=5)))
    assert (way.day, way.proviso) == (day(50), None)


def test_the_way_that_needs_no_time_comes_before_one_that_takes_as_many_changes() -> None:
    either = AnyOf(conditions=(Sustained(condition=MANY_SEATS, days=30), AtLeast(value="mood", limit=5)))
    found = coming(known((reading("seats", 9, on=20, source="product"),)), either)
    assert [(one_reading(way).value, way.day) for way in found.ways] == [("mood", day(30)), ("seats", day(50))]


# --- other facts ------------------------------------------------------------------------------------------------


def test_a_document_that_is_there_is_not_asked_for_again() -> None:
    wanted = EvidenceOf(kinds=("agreement", "certificate"), milestone="step-1", count=2)
    there = paper("first", "agreement", milestones=("step-1",))
    (change,) = only_way(coming(known(evidence=(there,)), wanted)).changes
    assert isinstance(change, NewPaper)
    assert (change.of, change.instead, change.party, change.count) == ("agreement", ("certificate",), "customer", 1)


def test_a_document_is_borne_out_by_another_partys() -> None:
    wanted = EvidenceOf(kinds=("testimonial",), milestone="step-1")
    (way,) = [only_way(coming(known(), wanted, floor=Rigor.CORROBORATED))]
    assert [(c.of, c.party) for c in way.changes if isinstance(c, NewPaper)] == [
        ("testimonial", "customer"),
        ("report", "vendor"),
    ]


def test_plans_are_agreed_for_as_many_values_as_are_asked_for() -> None:
    found = coming(known(plan=(HOURS_PLAN,)), PlanAgreed(values=("hours", "errors", "sales"), at_least=2))
    assert [[c.plan.value for c in way.changes if isinstance(c, AgreedPlan)] for way in found.ways] == [
        ["errors"],
        ["sales"],
    ]


@pytest.mark.parametrize("fact", ["owner", "sponsor", "goal", "renewal", "decision", "review_date", "reversal_signal"])
def test_what_is_not_written_down_is_written_down(fact: Any) -> None:
    (change,) = only_way(coming(known(), Recorded(fact=fact))).changes
    assert (change.kind, getattr(change, "fact", "")) == ("new_record", fact)


@pytest.mark.parametrize(
    ("condition", "content"),
    [
        (AttributeIs(attribute="size", one_of=("small", "medium")), "small"),
        (Not(condition=AttributeIs(attribute="size", one_of=("large",))), "another"),
    ],
)
def test_an_attribute_is_what_is_asked_for(condition: Any, content: str) -> None:
    facts = known(attributes=(Attribute(name="size", content="large"),))
    (change,) = only_way(coming(facts, condition)).changes
    assert getattr(change, "content", "") == content


def test_a_milestone_that_rests_on_another_leads_to_what_that_needs() -> None:
    steps = (step("one", MANY_SEATS), step("two", MilestoneReached(milestone="one")))
    book = playbook(*steps, rungs=(rung(1, "two"),))
    assert one_reading(only_way(next_rung(known(), book, day(TODAY)))).number == 8


def test_a_waiver_spares_nobody_a_change() -> None:
    waiver = Waiver(about="step-1", because="Not now", by="Mina", on=day(1), expires=day(99))
    assert one_reading(only_way(coming(known(waivers=(waiver,)), MANY_SEATS))).number == 8


# --- several ways, and none -------------------------------------------------------------------------------------


def test_two_of_three_can_be_chosen_in_three_ways() -> None:
    some = CountOf(at_least=2, conditions=(MANY_SEATS, AtLeast(value="mood", limit=5), Recorded(fact="sponsor")))
    found = coming(known(), some)
    assert [kinds(way.changes) for way in found.ways] == [
        ["new_reading", "new_record"],
        ["new_reading", "new_record"],
        ["new_reading", "new_reading"],
    ]


def test_to_rise_is_not_more_than_to_fall() -> None:
    either = AnyOf(conditions=(AtLeast(value="seats", limit=9), AtMost(value="seats", limit=3)))
    found = coming(known((reading("seats", 5, source="product"),)), either)
    assert [one_reading(way).number for way in found.ways] == [3, 9]


def test_a_rung_that_asks_for_some_milestones_lets_one_choose() -> None:
    steps = (step("one", MANY_SEATS), step("two", Recorded(fact="sponsor")))
    book = playbook(*steps, rungs=(rung(1, "one", "two", at_least=1),))
    assert [kinds(way.changes) for way in next_rung(known(), book, day(TODAY)).ways] == [
        ["new_record"],
        ["new_reading"],
    ]


def test_of_very_many_ways_the_first_are_given_and_the_rest_are_not_counted() -> None:
    values = tuple(value(f"v-{number}", kind="usage") for number in range(14))
    some = CountOf(at_least=5, conditions=tuple(AtLeast(value=one.id, limit=1) for one in values))
    found = coming(known(), some, values=values)
    assert (len(found.ways), found.all_counted) == (5, False)
    assert found.found >= 100


def _with_predicate(outcome: Outcome) -> Playbook:
    asked = AllOf(conditions=(Custom(name="sunny"), MANY_SEATS))
    predicate = Predicate(name="sunny", says="The sun shines", ask=lambda facts, day: outcome)
    return playbook(step("step-1", asked), rungs=(rung(1, "step-1"),), predicates=(predicate,))


def test_a_condition_written_in_python_stands_in_the_way_until_it_holds() -> None:
    found = next_rung(known(), _with_predicate(Outcome.UNMET), day(TODAY))
    assert (found.ways, found.found) == ((), 0)
    assert [(o.milestone, o.condition) for o in found.obstacles] == [("step-1", Custom(name="sunny"))]
    assert one_reading(only_way(next_rung(known(), _with_predicate(Outcome.MET), day(TODAY)))).number == 8


def test_a_way_that_a_condition_written_in_python_would_spoil_is_not_told() -> None:
    """It holds today, and no longer once the rest does; only trying it out shows that."""
    asked = AllOf(conditions=(Custom(name="silent"), MANY_SEATS))

    def nothing_read(facts: AccountFacts, on: object) -> Outcome:
        return Outcome.UNMET if facts.observations else Outcome.MET

    silent = Predicate(name="silent", says="Nothing was ever read", ask=nothing_read)
    book = playbook(step("step-1", asked), rungs=(rung(1, "step-1"),), predicates=(silent,))
    found = next_rung(known(), book, day(TODAY))
    assert (found.ways, found.found) == ((), 0)


def test_a_number_that_no_reading_can_have_is_an_obstacle() -> None:
    seats = value("seats", kind="usage", direction="up", unit="percent", category="adoption", least=0, most=100)
    too_many = AtLeast(value="seats", limit=101)
    found = coming(known(), too_many, values=(seats,))
    assert (found.ways, [o.condition for o in found.obstacles]) == ((), [too_many])


def test_demands_that_exclude_one_another_have_no_way_and_no_single_obstacle() -> None:
    found = coming(known(), AtLeast(value="seats", limit=8), AtMost(value="seats", limit=3))
    assert found == NextRung(1, (), 0, True, ())
