"""What every bundled segment declares, whatever kind of customer it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from pydantic import BaseModel

from tests.segments.test_contracts import BUNDLED
from tests.site.segments import PLAYBOOKS
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AttributeIs,
    CountOf,
    Custom,
    EvidenceOf,
    MilestoneReached,
    PlanAgreed,
    Recorded,
    Sustained,
)
from vpl_core.model.milestones import Stage
from vpl_core.model.playbook import Playbook
from vpl_core.model.time_to_value import Clock
from vpl_core.model.values import Category, Kind, ValueType
from vpl_core.rules.soundness import faults_of, leaves
from vpl_core.rules.tables import fault_in

OF_THE_VENDOR = ("renew", "churn", "upsell", "expansion", "health", "at risk", "champion", "scorecard", "red flag")


@pytest.fixture(params=BUNDLED)
def book(request: pytest.FixtureRequest) -> Playbook:
    return PLAYBOOKS[request.param]


def words_within(word: object) -> Iterator[BaseModel]:
    """The word and every word inside it."""
    if isinstance(word, BaseModel):
        yield word
        for name in type(word).model_fields:
            yield from words_within(getattr(word, name))
    elif isinstance(word, tuple):
        for part in word:
            yield from words_within(part)


def rests_on_outcomes(condition: BaseModel, book: Playbook) -> bool:
    """Whether it cannot be met without a condition on an outcome being met."""
    if isinstance(condition, AllOf):
        return any(rests_on_outcomes(part, book) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return all(rests_on_outcomes(part, book) for part in condition.conditions)
    if isinstance(condition, CountOf):
        others = sum(not rests_on_outcomes(part, book) for part in condition.conditions)
        return others < condition.at_least
    if isinstance(condition, Sustained):
        return rests_on_outcomes(condition.condition, book)
    if isinstance(condition, EvidenceOf | PlanAgreed | MilestoneReached):
        return False
    value = getattr(condition, "value", None)
    return value is not None and book.value[value].kind is Kind.OUTCOME


def sentences(book: Playbook) -> set[str]:
    fields = ("what", "counts_as_reached", "why_it_matters", "next_step", "proves", "why", "says", "decides")
    said = (book.values, book.milestones, book.ladder, book.checklists, book.health_signals)
    return {getattr(word, name) for word in words_within(said) for name in fields if hasattr(word, name)}


# --- all of it ----------------------------------------------------------------------------------------------------


def test_there_are_fifteen_values_sixteen_milestones_five_rungs_and_a_clock_of_each_kind(book) -> None:
    assert (len(book.values), len(book.milestones), len(book.ladder.rungs)) == (15, 16, 5)
    assert sorted(rule.clock for rule in book.stop_rules) == sorted(Clock)
    assert all(rule.milestone is None or rule.milestone in book.milestone for rule in book.stop_rules)


def test_all_categories_kinds_and_stages_are_there(book) -> None:
    assert {value.category for value in book.values} == set(Category)
    assert {value.kind for value in book.values} == set(Kind)
    assert {milestone.stage for milestone in book.milestones} == set(Stage)


@pytest.mark.parametrize("segment", ["smb", "enterprise"])
def test_values_of_all_types_are_there(segment) -> None:
    assert {value.value_type for value in PLAYBOOKS[segment].values} == set(ValueType)


def test_both_parties_have_duties(book) -> None:
    assert {"vendor", "customer"} <= {milestone.party for milestone in book.milestones}


def test_every_id_is_declared_once(book) -> None:
    questions = [question for checklist in book.checklists for question in checklist.questions]
    for things in (book.values, book.thresholds, book.milestones, book.health_signals, book.checklists, questions):
        ids = [thing.id for thing in things]
        assert sorted(ids) == sorted(set(ids))


def test_a_waiver_about_a_question_cannot_be_mistaken_for_one_about_a_milestone(book) -> None:
    questions = {question.id for checklist in book.checklists for question in checklist.questions}
    assert not questions & book.milestone.keys()


@pytest.mark.parametrize("segment", BUNDLED)
def test_other_segments_get_nothing_from_the_plugin(segment) -> None:
    plugin = BUNDLED[segment]
    asked_of_none = (plugin.vpl_segments, plugin.vpl_translations)
    hooks = [getattr(plugin, name) for name in dir(plugin) if name.startswith("vpl_")]
    hooks = [hook for hook in hooks if callable(hook) and hook not in asked_of_none]
    assert len(hooks) >= 8
    assert all(hook(segment) for hook in hooks)
    assert [hook(other) for hook in hooks for other in BUNDLED if other != segment] == [()] * len(hooks) * 3


# --- conditions and the ladder ------------------------------------------------------------------------------------


def test_nothing_that_a_condition_names_is_missing(book) -> None:
    assert faults_of(book) == []
    named = {factor.value for card in book.scorecards for factor in card.factors} - {None}
    assert named <= book.value.keys()


def test_a_number_that_decides_is_declared_and_none_is_declared_for_nothing(book) -> None:
    conditions = list(words_within((book.milestones, book.checklists, book.health_signals, book.approvals)))
    names = ("limit", "percent", "low", "high")
    limits = {getattr(word, name) for word in conditions for name in names if hasattr(word, name)}
    assert {limit for limit in limits if isinstance(limit, str)} == book.threshold.keys()


def test_a_limit_is_counted_in_the_unit_of_what_it_limits(book) -> None:
    for word in words_within((book.milestones, book.checklists, book.health_signals)):
        word_limit = getattr(word, "limit", None)
        if isinstance(word_limit, str):
            share = getattr(word, "counted_in", "units") == "percent"
            wanted = "percent" if share else book.value[word.value].unit  # type: ignore[attr-defined]
            assert book.threshold[word_limit].unit == wanted
        if word_share := getattr(word, "percent", None):
            assert book.threshold[word_share].unit == "percent"


def test_every_milestone_is_asked_for_by_a_rung_or_a_checklist(book) -> None:
    by_rungs = {milestone for rung in book.ladder.rungs for milestone in rung.milestones}
    by_lists = {w.milestone for w in words_within(book.checklists) if isinstance(w, MilestoneReached)}
    assert by_rungs | by_lists == book.milestone.keys()


def test_the_floors_of_the_rungs_rise_and_the_upper_three_rest_on_outcomes(book) -> None:
    rungs = book.ladder.rungs
    floors = [rung.floor.rank for rung in rungs]
    assert floors == sorted(floors)
    assert [rung.carries for rung in rungs] == ["adoption"] * 2 + ["outcome"] * 3
    for rung in rungs[2:]:
        for milestone in rung.milestones:
            assert rests_on_outcomes(book.milestone[milestone].condition, book), milestone


def test_a_way_that_was_not_taken_is_never_late(book) -> None:
    for rung in book.ladder.rungs:
        promised = [m for m in rung.milestones if book.months_of(book.milestone[m]).closes is not None]
        assert len(promised) <= rung.needed, rung.id


@pytest.mark.parametrize(
    ("strict", "other"), [("enterprise", "smb"), *(("healthcare", other) for other in ("smb", "enterprise", "finance"))]
)
def test_one_asks_for_at_least_as_much_proof_on_every_rung_and_somewhere_for_more(strict, other) -> None:
    pairs = list(zip(PLAYBOOKS[strict].ladder.rungs, PLAYBOOKS[other].ladder.rungs, strict=True))
    assert all(own.floor.reaches(their.floor) for own, their in pairs)
    assert any(own.floor is not their.floor for own, their in pairs)


# --- scorecards and checklists ------------------------------------------------------------------------------------


def test_every_number_falls_into_one_row_of_every_table(book) -> None:
    for card in book.scorecards:
        assert fault_in(card.bands) == ""
        assert all(factor.choices or fault_in(factor.bands) == "" for factor in card.factors)


def test_the_scorecard_reads_attributes_actions_and_attitudes(book) -> None:
    for card in book.scorecards:
        assert {factor.aspect for factor in card.factors} == {"attribute", "action", "attitude"}


def test_a_checklist_has_five_to_eight_questions_with_reasons(book) -> None:
    for checklist in book.checklists:
        assert 5 <= len(checklist.questions) <= 8
        assert all(question.why and question.next_step for question in checklist.questions)


def test_only_the_renewal_checklist_is_the_vendors_own(book) -> None:
    (own,) = [checklist.id for checklist in book.checklists if checklist.internal]
    assert "renewal" in own


# --- what customers read ------------------------------------------------------------------------------------------


def test_nothing_that_a_customer_reads_depends_on_what_is_internal(book) -> None:
    conditions = [m.condition for m in book.milestones]
    conditions += [q.condition for c in book.checklists if not c.internal for q in c.questions]
    shown = [leaf for condition in conditions for leaf in leaves(condition)]
    assert not [leaf for leaf in shown if isinstance(leaf, AttributeIs | Custom)]
    assert not [leaf for leaf in shown if isinstance(leaf, Recorded) and leaf.fact == "renewal"]


def test_customers_read_no_word_of_the_vendors_judgement(book) -> None:
    shown = (
        book.segment,
        tuple(value for value in book.values if not value.internal),
        book.milestones,
        book.ladder,
        tuple(checklist for checklist in book.checklists if not checklist.internal),
    )
    text = "\n".join(word.model_dump_json() for word in words_within(shown)).lower()
    meant_otherwise = {"health"} if book.segment.id == "healthcare" else set()
    assert [word for word in OF_THE_VENDOR if word in text and word not in meant_otherwise] == []


def test_usage_and_leading_values_are_described_without_claiming_a_result(book) -> None:
    for value in book.values:
        if value.kind is not Kind.OUTCOME:
            assert not {"proved", "proves", "proven", "achieved"} & set(value.what.lower().split())


@pytest.mark.parametrize(("one", "other"), sorted({*combinations(BUNDLED, 2)} - {("finance", "healthcare")}))
def test_two_segments_share_no_sentence(one, other) -> None:
    here, there = sentences(PLAYBOOKS[one]), sentences(PLAYBOOKS[other])
    assert len(here) > 100
    assert here.isdisjoint(there), here & there
