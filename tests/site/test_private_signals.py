"""What watches a decision in private: the customer's pages do not move with it, and do not say that all is well."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.records import DECIDED, FACTS, NOW, PILOT, STAY, whole
from tests.worlds import VALUES, day, playbook, reading
from vpl_core.app.decision_text import spoken
from vpl_core.model.accounts import AccountFacts, Attribute
from vpl_core.model.alternatives import PilotStage
from vpl_core.model.conditions import AllOf, AtLeast, AtMost, AttributeIs, Condition, Recorded
from vpl_core.model.decision_states import RecordState, RecordStatus
from vpl_core.model.decisions import Constraint, DecisionRecord, Trigger
from vpl_core.model.record_views import RecordView
from vpl_core.model.reviews import Lock
from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.engine import assess
from vpl_core.rules.seals import seals_of
from vpl_core.rules.weighings import weighing_of
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

BOOK = playbook(values=tuple(v.model_copy(update={"internal": v.id == "mood"}) for v in VALUES))
MAKER = PageMaker()
MOOD = Assumption(id="temper", name="Temper", low=0, base=2, high=9, value="mood")
SCENARIO = Scenario(
    horizon="a year",
    assumptions=(MOOD,),
    criteria=(Yardstick(id="gain", name="Gain", measures="other", worst=0, best=9, weight=1),),
    alternatives=(
        Weighed(option="pilot", measures=(Measure(criterion="gain", start=4),)),
        Weighed(
            option="stay",
            measures=(Measure(criterion="gain", start=0, slopes=(Slope(assumption="temper", each=1),)),),
        ),
    ),
)
PRIVATE_CONDITIONS: dict[str, Condition] = {
    "a value": AtLeast(value="mood", limit=5),
    "an attribute": AttributeIs(attribute="size", one_of=("huge",)),
    "a renewal": Recorded(fact="renewal"),
    "one of several": AllOf(conditions=(AtMost(value="hours", limit=40), AtLeast(value="mood", limit=5))),
}
conditions = st.sampled_from(list(PRIVATE_CONDITIONS.values()))


def watched_by(condition: Condition, also: Condition) -> DecisionRecord:
    """A record of which every part that facts can watch is watched by something private."""
    stages = (
        PilotStage(id="one", name="One shop", threshold=condition),
        PilotStage(id="everywhere", name="All shops", threshold=AtMost(value="hours", limit=10)),
    )
    return whole(
        reversal=Trigger(says="Turn back", when=condition),
        stop=(Trigger(says="Stop", when=also),),
        constraints=(Constraint(id="staff", text="Nobody is hired", holds=condition),),
        options=(STAY, PILOT.model_copy(update={"stages": stages})),
        ranges=SCENARIO.assumptions,
        scenario=SCENARIO,
    )


@st.composite
def private_facts(draw: st.DrawFn) -> AccountFacts:
    """The same facts for the customer, with any readings of a hidden value and any facts that stay with the vendor."""
    moods = st.builds(lambda number, on: reading("mood", number, on=on), st.integers(0, 9), st.integers(0, NOW))
    sizes = st.sampled_from([(), (Attribute(name="size", content="huge"),)])
    account = FACTS.account.model_copy(
        update={"attributes": draw(sizes), "renewal": draw(st.sampled_from([None, day(300)]))}
    )
    observations = (*FACTS.observations, *draw(st.lists(moods, max_size=4)))
    return FACTS.model_copy(update={"account": account, "observations": observations})


def seen(facts: AccountFacts, record: DecisionRecord) -> tuple[RecordState, RecordView, str]:
    """Where the record stands, how the customer sees it, and the bytes of its page."""
    seals, weighed = seals_of(record, BOOK, facts.evidence), weighing_of(record, AccountDay(facts, BOOK, day(DECIDED)))
    locked = record.model_copy(update={"locked": Lock(on=day(DECIDED), **seals._asdict(), weighed=weighed)})
    facts = facts.model_copy(update={"records": (locked,)})
    assessment = assess(facts, BOOK, day(NOW))
    view = customer_view(facts, BOOK, assessment, vendor="Tessaly")
    pages = {page.path: page.body for page in MAKER.site(view).pages}
    return assessment.records[0], view.records[0], pages[f"decisions/{record.id}"]


@settings(max_examples=40)
@given(private_facts(), private_facts(), conditions, conditions)
def test_a_record_reads_the_same_whatever_is_read_in_private(
    one: AccountFacts, other: AccountFacts, condition: Condition, also: Condition
) -> None:
    record = watched_by(condition, also)
    _, view, page = seen(one, record)
    _, twin, other_page = seen(other, record)
    assert view == twin
    assert page == other_page


def with_mood(number: int) -> AccountFacts:
    return FACTS.model_copy(update={"observations": (*FACTS.observations, reading("mood", number, on=25))})


@pytest.mark.parametrize("part", ["reversal", "stop", "constraints", "scenario"])
def test_a_private_reading_makes_the_record_due_for_the_vendor_who_learns_that_the_customer_is_not_told(part):
    all_parts = watched_by(PRIVATE_CONDITIONS["a value"], PRIVATE_CONDITIONS["a value"])
    kept: dict[str, Any] = {part: getattr(all_parts, part)}
    if part == "constraints":
        kept[part] = (Constraint(id="staff", text="Nobody is hired", holds=AtMost(value="mood", limit=5)),)
    if part == "scenario":
        kept["ranges"] = all_parts.ranges
    state, view, page = seen(with_mood(9), whole(**kept))
    assert state.status in (RecordStatus.REVIEW_DUE, RecordStatus.EXPIRED)
    (objection,) = state.objections
    assert objection.private
    assert spoken(objection, state.record).endswith("The customer's page does not tell this.")
    assert "customer's page" not in spoken(objection, state.record.model_copy(update={"internal": True}))
    assert (view.status, view.objections) == (RecordStatus.IN_FORCE, ())
    assert "What is kept private watches over it too" in view.because and view.because in page


def test_a_record_that_nothing_private_watches_is_simply_in_force():
    _, view, _ = seen(with_mood(9), whole(metrics=("hours",)))
    assert view.because == "What it rests on is as it was sealed, and nothing on file speaks against it."


def test_a_private_signal_is_neither_seen_nor_not_seen_and_a_private_step_keeps_the_next_ones_to_itself():
    _, view, page = seen(with_mood(9), watched_by(PRIVATE_CONDITIONS["a value"], PRIVATE_CONDITIONS["a renewal"]))
    assert [(signal.outcome, signal.told) for signal in view.signals] == [
        (None, "A condition that is kept private")
    ] * 2
    assert [step.state for step in view.steps] == ["Kept private", "Kept private"]
    assert "Not told here" in page
