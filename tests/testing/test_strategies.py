"""Strategies: there is one for every word, what they give is of its kind, and together they go up the whole ladder."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pydantic import ValidationError

import vpl_core
import vpl_enterprise
import vpl_finance
import vpl_healthcare
import vpl_smb
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView
from vpl_core.model.base import Word, clean
from vpl_core.model.observations import Observation
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.soundness import faults_of
from vpl_core.sources.accounts import check
from vpl_core.sources.part_checks import part_findings
from vpl_core.testing import strategies as kit
from vpl_core.testing.given import playbook_of
from vpl_core.testing.strategies.views import view_of

BOOK = kit.MADE_UP
VALUE = BOOK.values[0]
FIELDS = kit.record_fields(BOOK)


def one_of(field: str, part: Any = lambda one: one) -> st.SearchStrategy[Any]:
    """One of what stands in a field of a decision record, or a part of it."""
    return (
        FIELDS[field]
        .filter(lambda found: found != ())
        .map(lambda found: part(found[0]))
        .filter(lambda inner: inner not in (None, ()))
    )


SCENARIO = kit.decision_records(BOOK).map(lambda record: record.scenario).filter(lambda one: one is not None)

MADE: dict[str, st.SearchStrategy[Any]] = {
    "Account": kit.accounts(BOOK),
    "AccountFacts": kit.account_facts(BOOK),
    "Action": one_of("next"),
    "Alternative": one_of("options"),
    "Approval": one_of("approvals"),
    "Assumed": one_of("options", lambda one: one.basis and one.basis.numbers).map(lambda numbers: numbers[0]),
    "Ask": kit.asks(),
    "Assumption": one_of("ranges"),
    "Attribute": kit.attributes(BOOK),
    "Audit": one_of("criteria", lambda one: one.audit),
    "Band": kit.bands().map(lambda rows: rows[0]),
    "Barrier": kit.barriers(),
    "Baseline": kit.baselines(VALUE),
    "Basis": one_of("options", lambda one: one.basis),
    "Checklist": kit.checklists(BOOK),
    "Choice": kit.factors(BOOK.values).filter(lambda f: f.choices).map(lambda f: f.choices[0]),
    "Citation": kit.citations(),
    "Constraint": one_of("constraints"),
    "Correction": kit.corrections(),
    "Criterion": one_of("criteria"),
    "CustomerView": kit.customer_views(),
    "Decision": kit.decisions(),
    "DecisionRecord": kit.decision_records(BOOK),
    "DecisionSignal": kit.decision_signals(BOOK),
    "Escalation": kit.escalations(),
    "Estimate": one_of("options", lambda one: one.estimate),
    "Evidence": kit.evidence(BOOK),
    "Factor": kit.factors(BOOK.values),
    "Goal": kit.goals(BOOK),
    "HealthSignal": kit.health_signals(BOOK),
    "HeldReview": one_of("held"),
    "Horizon": FIELDS["horizon"],
    "Input": one_of("inputs"),
    "Ladder": kit.ladders(BOOK),
    "Lock": FIELDS["locked"],
    "Measure": SCENARIO.map(lambda one: one.alternatives[0].measures[0]),
    "Milestone": kit.milestones(BOOK, "a-step"),
    "MilestonePlan": kit.milestone_plans(BOOK),
    "MilestoneReview": kit.milestone_reviews(),
    "Observation": kit.observations(BOOK),
    "Option": kit.options(),
    "OptionArchetype": kit.option_archetypes(),
    "Override": kit.overrides(BOOK),
    "Passage": one_of("passages"),
    "Person": kit.people(),
    "PilotStage": one_of("options", lambda one: one.stages).map(lambda stages: stages[0]),
    "Question": kit.questions(BOOK),
    "RequiredApproval": kit.required_approvals(BOOK),
    "Reset": kit.resets(),
    "ReviewDates": FIELDS["reviews"],
    "Risk": one_of("risks"),
    "Rung": kit.rungs(BOOK),
    "Scenario": SCENARIO,
    "Scorecard": kit.scorecards(BOOK.values),
    "Seal": FIELDS["locked"].filter(lambda lock: lock.inputs).map(lambda lock: lock.inputs[0]),
    "Segment": kit.segments(),
    "Slope": SCENARIO.map(lambda one: one.alternatives[0].measures[0].slopes)
    .filter(bool)
    .map(lambda slopes: slopes[0]),
    "Source": kit.sources(),
    "StageWindow": kit.calendars().map(lambda stages: stages[0]),
    "Statement": one_of("statements"),
    "StopRule": kit.stop_rules(BOOK),
    "Threshold": kit.thresholds(VALUE),
    "Trigger": FIELDS["reversal"],
    "ValueDefinition": kit.value_definitions(),
    "ValuePlan": kit.plans_of(VALUE),
    "Waiver": kit.waivers(BOOK),
    "Weighed": SCENARIO.map(lambda one: one.alternatives[0]),
    "Window": kit.windows(),
    "Yardstick": SCENARIO.map(lambda one: one.criteria[0]),
}
NOT_DRAWN = {
    *("AccountDocument", "DecisionDocument", "EvidenceDocument"),  # shapes of files: `case_text` writes what they read
    *("ExtraPage", "FactList", "PageSection", "Paragraph", "TextTable"),  # what plugins make of views
    *("Composition", "Preference"),  # they speak of two segments that are there
    "Translations",  # they speak of a file that is there
}
CONDITIONS = {
    *("AllOf", "AnyOf", "AtLeast", "AtMost", "AttributeIs", "Between", "ChangedBy", "CountOf", "Custom", "EvidenceOf"),
    *("GapClosed", "MilestoneReached", "Not", "PlanAgreed", "Recorded", "Sustained", "TargetMet"),
}
MANY = settings(max_examples=400, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
BUNDLED = {"enterprise": vpl_enterprise, "finance": vpl_finance, "healthcare": vpl_healthcare, "smb": vpl_smb}


def test_every_word_that_plugins_may_use_can_be_drawn() -> None:
    door = {name: getattr(vpl_core, name) for name in vpl_core.__all__}
    words = {name for name, thing in door.items() if isinstance(thing, type) and issubclass(thing, Word)}
    assert words - {"Word"} == {*MADE, *NOT_DRAWN, *CONDITIONS}


@pytest.mark.parametrize("name", MADE)
def test_what_is_drawn_is_a_word_of_its_kind_that_survives_being_written(name: str) -> None:
    kind = getattr(vpl_core, name)

    @settings(max_examples=20, suppress_health_check=[*HealthCheck])
    @given(MADE[name])
    def drawn(word: Any) -> None:
        assert type(word) is kind
        if kind is not CustomerView:
            assert kind.model_validate_json(word.model_dump_json()) == word

    drawn()


def test_every_form_of_a_condition_is_drawn() -> None:
    seen: Counter[str] = Counter()
    book = BOOK.model_copy(update={"predicates": (vpl_core.Predicate("any", "Anything.", lambda facts, day: "met"),)})

    @MANY
    @given(kit.conditions(book))
    def look(condition: Any) -> None:
        seen[type(condition).__name__] += 1

    look()
    assert CONDITIONS - {*seen} == set()


@given(kit.refused_numbers)
def test_a_number_that_is_refused_at_the_door_is_refused(number: object) -> None:
    with pytest.raises(ValidationError):
        Observation(value="hours", on=kit.START, number=number)


@given(kit.any_number)
def test_a_number_at_the_edge_is_taken(number: Any) -> None:
    assert Observation(value="hours", on=kit.START, number=number).number == number


@given(
    st.sampled_from(BOOK.values).flatmap(lambda value: st.tuples(st.just(value), kit.numbers_for(value, (value.most,))))
)
def test_a_plausible_number_is_possible(drawn: tuple[Any, Any]) -> None:
    value, number = drawn
    assert value.least <= number <= value.most


@given(kit.hostile_texts)
def test_a_hostile_text_has_something_to_be_seen(text: str) -> None:
    assert clean(text).split()


@given(kit.alike_texts)
def test_texts_that_collide_are_different_until_they_are_folded(pair: tuple[str, str]) -> None:
    one, other = (unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()) for text in pair)
    assert pair[0] != pair[1]
    assert one == other


@given(kit.playbooks())
def test_a_playbook_that_is_made_up_is_sound(book: Playbook) -> None:
    assert faults_of(book) == []


@pytest.mark.parametrize("segment", BUNDLED)
def test_a_thriving_account_stands_at_the_top_of_every_bundled_ladder(segment: str) -> None:
    book = playbook_of(segment, **{segment: BUNDLED[segment]})
    facts = kit.thriving_facts(book)
    assert check(facts, {segment: book}, frozenset(), lambda account, field: ("", 0)) == []
    found = assess(facts, book, kit.day(kit.AS_OF))
    assert [found.standing.proven, found.health.colour] == [len(book.ladder.rungs), "green"]


@pytest.mark.parametrize("segment", ["healthcare", "smb"])
def test_random_accounts_stand_on_low_rungs_and_on_high_ones(segment: str) -> None:
    book = playbook_of(segment, **{segment: BUNDLED[segment]})
    seen: Counter[int] = Counter()

    @settings(MANY, max_examples=80)
    @given(kit.account_facts(book))
    def look(facts: AccountFacts) -> None:
        seen[assess(facts, book, kit.day(kit.AS_OF)).standing.proven] += 1

    look()
    assert len(seen) >= 3 and max(seen) >= len(book.ladder.rungs) - 1, seen


def test_parts_and_consents_of_random_accounts_are_possible_and_some_of_them_are_shown() -> None:
    seen: Counter[str] = Counter()

    @settings(MANY, max_examples=150)
    @given(kit.account_facts(BOOK))
    def look(facts: AccountFacts) -> None:
        assert [*part_findings(facts, BOOK)] == []
        account = AccountFacts.model_validate_json(facts.model_dump_json()).account
        assert (account.parts, account.consents) == (facts.account.parts, facts.account.consents)
        view = view_of(facts, BOOK, kit.day(kit.AS_OF))
        seen["parts"] += any(one.breakdown for one in view.measures)
        seen["somebody allowed something"] += bool(account.consents)
        seen["a story"] += view.case_study is not None
        seen["words that may be shown"] += any(paper.quote and paper.consent for paper in facts.evidence)
        seen["words that nobody allowed"] += any(paper.quote and not paper.consent for paper in facts.evidence)
        seen["taken back"] += any(one.revoked_on for one in account.consents)

    look()
    assert len(seen) == 6 and min(seen.values()) > 0, seen
    assert seen["a story"] < seen["somebody allowed something"], "not everything is allowed for ever"


@given(kit.contradictory_facts(BOOK), kit.any_day)
def test_facts_that_quarrel_still_get_an_assessment(facts: AccountFacts, today: Any) -> None:
    found = assess(facts, BOOK, today)
    assert 0 <= found.standing.proven <= found.standing.claimed


@given(st.data())
def test_facts_in_another_order_are_the_same_facts(data: st.DataObject) -> None:
    facts = data.draw(kit.account_facts(BOOK))
    mixed = data.draw(kit.out_of_order(facts))
    for part in ("observations", "evidence", "sources"):
        assert sorted(map(id, getattr(mixed, part))) == sorted(map(id, getattr(facts, part)))
    for part in ("plan", "consents", "parts"):
        assert sorted(map(id, getattr(mixed.account, part))) == sorted(map(id, getattr(facts.account, part)))


def test_nothing_is_known_of_an_empty_account() -> None:
    facts = kit.empty_facts(BOOK)
    assert (facts.observations, facts.evidence, facts.account.plan) == ((), (), ())
