"""Weighed options on a customer's page: flip points in sentences, without what is assumed of a hidden value."""

from __future__ import annotations

import html
from decimal import Decimal

from tests.random_playbooks import AS_OF
from tests.records import DECIDED, FACTS, whole
from tests.worlds import VALUES, day, on_day, playbook, reading
from vpl_core.model.record_views import RecordView
from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick
from vpl_core.rules.engine import assess
from vpl_core.rules.weighings import weighing_of
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

LEFT = Assumption(id="left", name="Hours left", unit="hours", low=5, base=12, high=20, value="hours", source="Sheets")
SLOPES = (Slope(assumption="left", each=1),)
SCENARIO = Scenario(
    horizon="half a year",
    assumptions=(LEFT, Assumption(id="taken", name="Seats taken", low=0, base=1, high=2)),
    criteria=(Yardstick(id="hours", name="Hours at the desk", measures="other", worst=20, best=0, weight=1),),
    alternatives=(
        Weighed(option="stay", measures=(Measure(criterion="hours", start=0, slopes=SLOPES),)),
        Weighed(option="pilot", measures=(Measure(criterion="hours", start=8),)),
    ),
)
FLIP = "“Hours left” (5 to 20 hours, base 12): “Pilot” is the best at the base; below 8 “Stay”."


def page(
    *hidden: str, hours: int = 9, scenario: Scenario | None = SCENARIO, sealed: bool = False
) -> tuple[RecordView, str]:
    """The record as the customer sees it, and its page as text."""
    values = tuple(v.model_copy(update={"internal": v.id in hidden}) for v in VALUES)
    record = whole(ranges=(scenario or SCENARIO).assumptions, scenario=scenario, reversal=None, metrics=())
    readings = (*FACTS.observations, reading("hours", hours, on=29))
    if sealed and record.locked is not None:
        weighed = weighing_of(record, on_day(FACTS, DECIDED))
        record = record.model_copy(update={"locked": record.locked.model_copy(update={"weighed": weighed})})
    facts = FACTS.model_copy(update={"records": (record,), "observations": readings})
    book = playbook(values=values)
    view = customer_view(facts, book, assess(facts, book, day(AS_OF)), vendor="Tessaly")
    pages = {one.path: html.unescape(one.body) for one in PageMaker().site(view).pages}
    return view.records[0], pages[f"decisions/{record.id}"]


def test_a_flip_point_is_a_sentence_on_the_page_and_every_range_names_its_source():
    record, text = page()
    assert record.weighed is not None and FLIP in record.weighed.flips and FLIP in text
    assert record.weighed.worths == (("Stay", "0.4"), ("Pilot", "0.6"))
    assert "“Seats taken” (0 to 2, base 1): no flip in range; “Pilot” stays the best." in text
    assert [row[-1] for row in record.ranges] == ["Sheets", "A guess: no source is written down"]
    assert "kept private" not in text


def test_what_is_assumed_of_a_hidden_value_is_only_said_to_be_there():
    record, text = page("hours", hours=7)
    assert record.weighed is not None and record.weighed.kept_back == 1
    assert "1 of what is assumed is kept private." in text
    assert "Hours left" not in text and "Sheets" not in text and "was read as 7" not in text


def test_what_options_are_worth_is_not_told_where_it_would_tell_of_a_hidden_number():
    record, text = page("hours")
    moved = LEFT.model_copy(update={"low": 4, "base": 19})
    other, _ = page("hours", scenario=SCENARIO.model_copy(update={"assumptions": (moved, *SCENARIO.assumptions[1:])}))
    assert record.weighed == other.weighed is not None
    assert "What the options are worth rests on a number that is kept private." in text
    assert "Worth of the options" not in text and "best at the base" not in text


def test_a_reading_beyond_the_flip_point_is_told_where_the_value_may_be_shown():
    record, text = page(hours=7)
    assert any("below 8 “Stay” is worth most" in says for says in record.objections)
    assert "“Hours left” was read as 7 hours" in text


THIRDS = SCENARIO.model_copy(
    update={
        "alternatives": (
            Weighed(
                option="stay",
                measures=(Measure(criterion="hours", start=0, slopes=(Slope(assumption="left", each=3),)),),
            ),
            Weighed(option="pilot", measures=(Measure(criterion="hours", start=20),)),
        ),
        "criteria": (SCENARIO.criteria[0].model_copy(update={"worst": Decimal(60)}),),
    }
)
"""They cross at 20 / 3 hours."""


def test_the_page_tells_how_things_stood_at_the_decision_and_how_they_stand_now_in_numbers_that_can_be_read():
    record, text = page(hours=6, scenario=THIRDS, sealed=True)
    assert record.weighed is not None
    best, left, _ = record.weighed.drift
    assert best == "As things stand “Stay” is worth most; at the decision of 20 Feb 2025 “Pilot”."
    flip = "the choice flips from “Stay” to “Pilot” at about 6.67 hours, as at the decision of 20 Feb 2025"
    then = "at the decision of 20 Feb 2025 it stood at 9, about 2.33 from it"
    assert left == f"“Hours left”: {flip}; it stands at 6 hours, read on 1 Mar 2025, about 0.667 from it; {then}."
    assert left in text and "/3" not in text


def test_how_things_moved_is_not_told_where_it_would_tell_of_a_hidden_number():
    record, text = page("hours", hours=6, scenario=THIRDS, sealed=True)
    assert record.weighed is not None and record.weighed.drift == ()
    assert "stood at" not in text


def test_options_that_nobody_weighed_have_no_such_section():
    record, text = page(scenario=None)
    assert record.weighed is None
    assert "How far the numbers may lie off" in text and "What would tip the choice" not in text
