"""What can be proven of approvals, archetypes and signals before any decision is made."""

from __future__ import annotations

from typing import Any

from tests.approvals import NOBODY_COMES, TOO_LONG, asked, governed
from tests.worlds import step, value
from vpl_core.model.compositions import Composition, Preference
from vpl_core.model.conditions import AllOf, AtLeast, AtMost, PlanAgreed, TargetMet
from vpl_core.rules.composition import compose
from vpl_core.rules.rule_changes import rule_changes
from vpl_core.rules.soundness import faults_of, proven_of, warnings_of


def told(*approvals: Any, **parts: Any) -> list[tuple[str, str, str]]:
    return [(fault.part, fault.id, fault.message) for fault in faults_of(governed(*approvals, **parts))]


def warned(*approvals: Any, **parts: Any) -> list[tuple[str, str]]:
    usual = ("approvals", "decision_signals")
    found = warnings_of(governed(*approvals, **{"decision_signals": (), **parts}))
    return [(fault.part, fault.message) for fault in found if fault.part in usual]


def test_what_names_nothing_that_is_declared_is_refused():
    ghosts = AtLeast(value="ghosts", limit=1)
    signal = TOO_LONG.model_copy(update={"when": AtLeast(value="hours", limit="no-such")})
    assert told(asked(condition=ghosts, archetypes=("one-shop",)), decision_signals=(signal,)) == [
        ("approvals", "works-council", "works-council: 'ghosts' is no value of the segment"),
        ("decision_signals", "too-long", "too-long: 'no-such' is no threshold of the segment"),
        ("approvals", "works-council", "works-council: 'one-shop' is no archetype of the segment"),
    ]


def test_what_nothing_can_meet_is_refused():
    never = AllOf(conditions=(AtLeast(value="hours", limit=10), AtMost(value="hours", limit=5)))
    found = told(asked(condition=never), decision_signals=(TOO_LONG.model_copy(update={"when": never}),))
    assert [(part, message.split(": ")[1]) for part, _, message in found] == [
        ("approvals", "it can never be asked for"),
        ("decision_signals", "it can never be seen"),
    ]


def test_what_is_met_whatever_is_read_and_what_good_readings_set_off_is_told():
    bounded = (*governed().values[1:], value("hours", least=0, most=100))
    always = AtLeast(value="hours", limit=-1)
    good = NOBODY_COMES.model_copy(update={"when": AtMost(value="errors", limit=1)})
    found = warned(asked(condition=always), decision_signals=(good,), values=bounded)
    assert [(part, message.split(": ")[1]) for part, message in found] == [
        ("approvals", "it is asked for whatever is read, so the condition says nothing"),
        ("decision_signals", "it fires when 'errors' is good"),
    ]


def test_an_approval_may_be_needed_where_things_are_good_or_bad():
    for condition in (AtMost(value="hours", limit=5), AtLeast(value="hours", limit=5)):
        assert warned(asked(condition=condition)) == []


def test_an_archetype_that_its_type_asks_for_already_is_told():
    assert warned(asked(archetypes=("one-shop-first",))) == [
        ("approvals", "works-council: every 'staged_pilot' needs it already, 'one-shop-first' among them")
    ]
    assert warned(asked(types=("redesign",), archetypes=("one-shop-first",))) == []


def test_what_only_an_approval_or_a_signal_reads_is_read():
    books = [governed(decision_signals=()), governed()]
    unread = [{fault.id for fault in warnings_of(book) if fault.part == "values"} for book in books]
    assert unread[0] - unread[1] == {"hours", "errors"}


def test_their_conditions_are_among_what_is_proven():
    bare, full = governed(decision_signals=()), governed(asked(condition=TargetMet(value="hours")))
    assert proven_of(full).conditions - proven_of(bare).conditions == 3


def test_a_segment_composed_of_two_asks_for_what_each_asks_for():
    one, other = (
        governed(asked(id=f"{name}-council"), decision_signals=()).model_copy(
            update={"segment": governed().segment.model_copy(update={"id": name})}
        )
        for name in ("clinics", "shops")
    )
    both = compose(Composition(id="both", name="Both", of=("clinics", "shops")), [one, other]).playbook
    assert both is not None
    assert sorted(both.approval) == ["clinics-council", "shops-council"]
    assert list(both.option_archetype) == ["one-shop-first"], "what both declare alike is there once"


def test_an_approval_that_two_segments_ask_for_differently_has_to_be_decided():
    books = [
        governed(asked(months=months, condition=PlanAgreed())).model_copy(
            update={"segment": governed().segment.model_copy(update={"id": name})}
        )
        for name, months in (("clinics", 6), ("shops", 12))
    ]
    bare = Composition(id="both", name="Both", of=("clinics", "shops"))
    [clash] = compose(bare, books).clashes
    assert clash.message.startswith("approvals: 'works-council' is not the same in clinics")
    assert "months (6, 12)" in clash.message
    prefer = Preference(part="approvals", id="works-council", takes="clinics")
    both = compose(bare.model_copy(update={"prefer": (prefer,)}), books).playbook
    assert both is not None
    assert both.approval["works-council"].months == 6
    outcomes = governed().outcomes
    assert both.approval["works-council"].condition == PlanAgreed(values=outcomes), "bound to those of its own segment"


def test_a_changed_approval_is_a_change_of_the_rules():
    before, after = governed(asked()), governed(asked(months=6))
    assert before.fingerprint != after.fingerprint
    assert [(c.part, c.id, c.field, c.before, c.after) for c in rule_changes({"s": before}, {"s": after})] == [
        ("approvals", "works-council", "months", "12", "6")
    ]
    begun = step("begun", AtLeast(value="hours", limit=1))
    gone = {"s": governed(milestones=(begun,), option_archetypes=())}
    [change] = rule_changes({"s": governed(milestones=(begun,))}, gone)
    assert (change.part, change.id, change.before, change.after) == (
        "option_archetypes",
        "one-shop-first",
        "declared",
        "",
    )
