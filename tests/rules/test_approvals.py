"""Approvals, archetypes and signals of a segment in decision records: stories."""

from __future__ import annotations

from typing import Any

import pytest

from tests.approvals import ARCHETYPE, SIGNATURE, asked, excused, given, governed
from tests.records import FACTS, PILOT, STAY, judged, kinds, sealed, whole
from tests.worlds import agreed, day, known, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.approvals import Citation
from vpl_core.model.conditions import AttributeIs
from vpl_core.model.decision_states import RecordStage, RecordState, RecordStatus
from vpl_core.model.decisions import Approval, DecisionRecord, Trigger
from vpl_core.model.playbook import Playbook
from vpl_core.rules.completeness import completeness
from vpl_core.rules.due import due_of

SIGNED = FACTS.model_copy(update={"evidence": (*FACTS.evidence, SIGNATURE)})
OPEN: dict[str, Any] = {"chosen": None, "because": "", "decided_on": None, "locked": None, "approvals": ()}


def state_of(
    record: DecisionRecord, book: Playbook | None = None, facts: AccountFacts = SIGNED, **day: int
) -> RecordState:
    return judged(record, facts, book=book or governed(), **day)


def test_a_decision_whose_approval_is_missing_awaits_it_and_names_its_source():
    state = state_of(whole(approvals=()))
    assert (state.status, kinds(state)) == (RecordStatus.AWAITING_APPROVAL, ["approval_awaited"])
    assert state.because == (
        "The Works council has not approved “Working hours”. It is asked for by House rules, rule 1."
    )
    assert "with `answers: works-council`" in state.objections[0].next_step


def test_what_an_answer_lacks_is_told_item_by_item():
    state = state_of(whole(approvals=(given(role="Shop manager", evidence="lost"),)))
    assert state.approvals[0].lacks == (
        "it is given as “Shop manager” and not as “Works council”",
        "no evidence of it is on file",
    )
    assert state.objections[0].field == "approvals.0"


def test_an_approval_that_ran_out_says_until_when_it_held():
    state = state_of(whole(approvals=(given(on=-400),)), facts=signed_on(-400))
    assert kinds(state) == ["approval_expired"]
    assert "held until 2024-12-27" in state.because


def signed_on(on: int) -> AccountFacts:
    paper = SIGNATURE.model_copy(update={"on": day(on)})
    return FACTS.model_copy(update={"evidence": (*FACTS.evidence, paper)})


def test_where_nobody_knows_whether_it_is_needed_the_decision_is_to_be_looked_at_again():
    elected = asked(condition=AttributeIs(attribute="works-council", one_of=("elected",)))
    state = state_of(whole(approvals=()), governed(elected))
    assert (state.status, kinds(state)) == (RecordStatus.REVIEW_DUE, ["approval_unknown"])


@pytest.mark.parametrize(
    ("chosen", "awaits"), [("stay", []), ("pilot", ["approval_awaited"])], ids=["stay as it is", "a pilot"]
)
def test_only_the_kind_of_option_that_is_chosen_has_to_be_approved(chosen, awaits):
    assert kinds(state_of(whole(approvals=(), chosen=chosen))) == awaits


def test_an_archetype_says_the_type_and_can_be_what_needs_approval():
    pilot = PILOT.model_copy(update={"type": None, "archetype": ARCHETYPE.id})
    record = whole(approvals=(), options=(STAY, pilot))
    of_archetype = governed(asked(types=(), archetypes=(ARCHETYPE.id,)))
    for book in (governed(), of_archetype):
        state = state_of(record, book)
        assert kinds(state) == ["approval_awaited"]
        assert state.record.options[1].type == "staged_pilot"
    assert kinds(state_of(whole(approvals=()), of_archetype)) == []


def test_an_excuse_counts_for_its_days_and_is_no_approval():
    record = whole(approvals=(), waivers=(excused(20, 40),))
    during, after = state_of(record), state_of(record, after=40)
    assert (during.status, str(during.approvals[0].standing)) == (RecordStatus.IN_FORCE, "exempt")
    assert kinds(after) == ["approval_awaited"]


def test_an_open_record_lacks_the_approvals_of_the_ways_that_are_open():
    state = state_of(whole(**OPEN))
    assert state.stage is RecordStage.COMPARED
    assert "the approval of “Working hours” by the Works council" in state.missing
    assert state.objections == ()
    approved = state_of(whole(**{**OPEN, "approvals": (given(),)}))
    assert not [what for what in approved.missing if "approval" in what]


def test_a_line_that_nobody_filled_in_is_due_by_the_day_it_is_needed():
    line = Approval(answers="works-council", role="Works council", needed_by=day(45))
    state = state_of(whole(approvals=(line,)))
    assert [(due.on, due.what, due.who) for due in state.due if due.key.startswith("approval")] == [
        (day(45), "Approval: Working hours", "Works council")
    ]
    late = state_of(whole(**{**OPEN, "approvals": (line,)}), after=46)
    assert kinds(late) == ["approval_missed"]
    assert late.objections[0].says.startswith("The Works council has not approved “Working hours”; it was needed by")


def test_what_is_given_is_due_again_on_the_last_day_it_holds():
    state = state_of(whole(approvals=(given(on=12),)))
    assert [(due.key, str(due.on)) for due in state.due if due.key.startswith("approval")] == [
        ("approval-works-council", "2026-02-11")
    ]


def test_without_a_segment_that_asks_nothing_is_due_and_nothing_complete_changes():
    record = whole(approvals=(given(),))
    assert not [due for due in due_of(record) if due.key.startswith("approval")]
    assert completeness(record).percent == 100


def test_a_concluded_decision_waits_for_nobody():
    from vpl_core.model.reviews import HeldReview

    last = HeldReview(kind="post", on=day(29), by="Mina", outcome="stop", signals=("Seen",))
    record = whole(approvals=())
    state = state_of(record.model_copy(update={"held": (*record.held, last)}))
    assert (state.status, state.objections) == (RecordStatus.CONCLUDED, ())


def test_a_signal_of_the_segment_fires_with_its_own_words():
    record = sealed(
        whole(approvals=(given(),), locked=None, reversal=Trigger(signal="too-long")), SIGNED, book=governed()
    )
    facts = SIGNED.model_copy(update={"observations": (*SIGNED.observations, reading("hours", 12, on=26))})
    state = state_of(record, facts=facts)
    assert kinds(state) == ["reversal"]
    assert state.because == "The reversal signal is seen: Eleven hours; then all stay."


@pytest.mark.parametrize(
    "url",
    [
        "http://rules.example",
        "javascript:alert(1)",
        "https://",
        "https://rules.example/a b",
        "https://rules.example\\@evil.example",
        "//rules.example",
        "",
    ],
)
def test_a_source_that_cannot_be_opened_safely_is_refused(url):
    with pytest.raises(ValueError, match="url"):
        Citation(title="Rules", section="1", url=url)


@pytest.mark.parametrize(
    "said",
    [{"who": "Mina"}, {"what": "The pilot"}, {"given_on": day(3)}],
    ids=["a person alone", "a thing alone", "a day alone"],
)
def test_an_approval_of_nobody_or_of_nothing_is_refused(said):
    with pytest.raises(ValueError, match="say who has to approve, and what"):
        Approval(**said)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"says": "Seen"}, "one of `when:`"),
        ({"signal": "too-long", "manual": True}, "one of `when:`"),
        ({"signal": "too-long", "seen_on": day(3)}, "facts tell when this is seen"),
        ({"manual": True}, "say in words what is seen"),
    ],
)
def test_a_trigger_is_watched_in_one_way_and_says_what_is_seen(said, refused):
    with pytest.raises(ValueError, match=refused):
        Trigger(**said)


def test_approvals_of_a_pilot_prove_nothing():
    facts = known((reading("hours", 3, on=20),), plan=(agreed("hours", 9, 4),))
    assert [step.met for step in judged(whole(approvals=()), facts, book=governed()).stages] == [
        step.met for step in judged(whole(approvals=(given(),)), facts, book=governed()).stages
    ]
