"""Planned facts: what is known by a day, and what is known once something has changed."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from tests.worlds import agreed, answer, day, known, paper, reading
from vpl_core.model.changes import KeptUp, NewPaper, NewReading, SecondReading, Span
from vpl_core.model.conditions import TargetMet
from vpl_core.model.observations import Source
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.planned_facts import apply, known_by

SHEET = Source(id="timesheet", name="Timesheets", party="customer", method="time_log")
VISITS = Source(id="planned-second-source", name="A new source", party="third_party", method="observation")


def hours(number: int, on: int) -> NewReading:
    span = Span(high=number)
    return NewReading(
        value="hours", number=number, span=span, days=(day(on),), source=SHEET, usual=True, direction="down"
    )


def test_a_plan_that_is_agreed_tomorrow_is_not_agreed_today() -> None:
    """Its signature does not even make the baseline better than somebody's word."""
    unsourced = agreed("hours", 20, 4, agreed_on=day(31))
    plan = unsourced.model_copy(update={"baseline": unsourced.baseline.model_copy(update={"source": ""})})  # type: ignore[union-attr]
    facts = known((reading("hours", 3, on=25),), plan=(plan,))
    assert answer(TargetMet(value="hours"), facts).rigor is Rigor.UNSOURCED
    assert answer(TargetMet(value="hours"), known_by(facts, day(30))) == answer(TargetMet(value="hours"), facts)


def test_a_new_reading_is_the_last_of_its_day_and_the_second_source_agrees_with_it() -> None:
    facts = known((reading("hours", 9, on=30, sequence=4), reading("hours", 8, on=30, source="observer")))
    after = apply(facts, [SecondReading(value="hours", source=VISITS, on=day(30)), hours(3, on=30)])
    first, second = after.observations[-2:]
    assert (first.number, first.source, first.sequence) == (3, "timesheet", 5)
    assert (second.number, second.source) == (3, "planned-second-source")
    assert after.source["planned-second-source"] == VISITS


def test_a_second_source_has_nothing_to_agree_with_where_nothing_was_read() -> None:
    assert apply(known(), [SecondReading(value="hours", source=VISITS, on=day(30))]) == known()


def test_each_new_paper_has_an_id_of_its_own() -> None:
    facts = known(evidence=(paper("planned-1"),))
    papers = NewPaper(of="agreement", party="customer", milestone="step-1", count=2, on=day(30))
    after = apply(facts, [papers])
    assert [(e.id, e.milestones) for e in after.evidence[1:]] == [
        ("planned-2", ("step-1",)),
        ("planned-3", ("step-1",)),
    ]


def test_what_is_kept_up_is_signed_again_and_not_once_more() -> None:
    facts = known(evidence=(paper("signed", "confirmation", on=5, values=("hours",)), paper("told", on=5)))
    after = apply(facts, [KeptUp(until=day(90), readings=(reading("hours", 3, on=90),), papers=("signed",))])
    assert [(e.id, e.on) for e in after.evidence] == [("signed", day(90)), ("told", day(5))]
    assert [o.on for o in after.observations] == [day(90)]
