"""The contract of a segment: what every segment has to keep, as tests that its author runs.

In the tests of the segment's own distribution::

    import pytest
    import vpl_retail
    from vpl_core.testing.segment_contract import *

    @pytest.fixture(scope="session")
    def segment():
        return vpl_retail, "retail"

`segment` gives the plugin's module with the id of the segment, or a playbook. These are plain functions, and what a
law finds wrong is shown as a case that can be put into the author's own table of cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from vpl_core.app.explain import askable, explain
from vpl_core.app.portfolio import Assessed
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import Assessment
from vpl_core.model.health import Colour
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.ports import nowhere
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask
from vpl_core.rules.engine import assess
from vpl_core.rules.faults import conditions_of
from vpl_core.rules.soundness import faults_of
from vpl_core.rules.tables import fault_in
from vpl_core.testing.case_text import Story
from vpl_core.testing.strategies.histories import empty_facts, out_of_order
from vpl_core.testing.strategies.numbers import AS_OF, day
from vpl_core.testing.trial import HOOKS_OF_A_SEGMENT, Trial, put_to_trial, readable, site_faults

__all__ = [
    "test_a_site_is_made_from_any_facts_and_keeps_what_is_internal",
    "test_every_table_holds_every_number_once",
    "test_everything_can_be_explained",
    "test_it_has_nothing_to_say_of_other_segments",
    "test_it_is_put_together_without_problems",
    "test_its_hooks_give_the_same_each_time",
    "test_its_words_go_through_json_and_back",
    "test_lint_finds_nothing",
    "test_losing_evidence_raises_nothing",
    "test_nothing_is_green_without_readings",
    "test_the_order_of_facts_changes_nothing",
    "test_the_same_facts_give_the_same_assessment",
    "test_usage_alone_never_reaches_an_outcome_rung",
    "test_without_facts_it_stands_on_no_rung",
    "trial",
]

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]
LAW = settings(deadline=None, suppress_health_check=_CHECKS, max_examples=max(10, settings().max_examples // 2))
"""Half as many examples as the author's own profile says, for each is a whole account; however slow the machine."""
DEAR_LAW = settings(LAW, max_examples=max(5, settings().max_examples // 8))
"""Fewer, where each is a whole site or every explanation."""


@pytest.fixture(scope="session")
def trial(segment: Any) -> Trial:
    """The segment as the contract looks at it."""
    return put_to_trial(segment)


# --- what can be seen without any facts --------------------------------------------------------------------------


def test_it_is_put_together_without_problems(trial: Trial) -> None:
    """The plugin alone makes a whole playbook."""
    assert not trial.problems, readable("the plugin cannot be put together", trial.problems)


def test_lint_finds_nothing(trial: Trial) -> None:
    """No fault that can be known before any account is assessed."""
    faults = [f"{fault.message}\n  {fault.next_step}" for fault in faults_of(trial.playbook)]
    assert not faults, readable("the playbook is not sound", faults)


def test_every_table_holds_every_number_once(trial: Trial) -> None:
    """No number falls through a table of bands, and none falls into two rows."""
    found = []
    for card in trial.given.scorecards if trial.given else ():
        tables = {f"{card.id}, factor {factor.id}": factor.bands for factor in card.factors if factor.bands}
        for where, bands in {**tables, f"{card.id}, its own bands": card.bands}.items():
            if fault := fault_in(bands):
                found.append(f"{where}: {fault}\n  let each row begin where the one below it ends")
    assert not found, readable("a table is not whole", found)


def test_its_words_go_through_json_and_back(trial: Trial) -> None:
    """Everything declared is what its type says, and survives being written down."""
    book = trial.playbook
    again = Playbook.model_validate_json(book.model_dump_json(warnings=False)).model_copy(
        update={"predicates": book.predicates, "translations": book.translations}
    )
    odd = [part for part in Playbook.model_fields if getattr(again, part) != getattr(book, part)]
    step = "make words by calling their class; `model_copy(update=...)` and `model_construct` check nothing"
    assert not odd, readable("not the same after writing and reading", [f"{part}\n  {step}" for part in odd])


def test_its_hooks_give_the_same_each_time(trial: Trial) -> None:
    """Called twice, every hook gives equal values: no clock, no chance, nothing that is used up."""
    first, second = trial.ask_hooks(trial.segment), trial.ask_hooks(trial.segment)
    differing = [
        f"{hook} gave something else when it was called again" for hook in first if first[hook] != second[hook]
    ]
    assert not differing, readable("a hook is not pure", differing)


def test_it_has_nothing_to_say_of_other_segments(trial: Trial) -> None:
    """Asked about a segment that is not its own, every hook gives nothing."""
    given_away = trial.ask_hooks("somebody-elses-segment")
    told = [
        f"{hook} gave {len(given_away[hook])} for 'somebody-elses-segment'\n  return () unless the segment is your own"
        for hook in HOOKS_OF_A_SEGMENT
        if given_away.get(hook)
    ]
    assert not told, readable("the plugin speaks for strangers", told)


# --- laws over all accounts --------------------------------------------------------------------------------------


def test_without_facts_it_stands_on_no_rung(trial: Trial) -> None:
    """Of an account of which nothing is known, nothing is said, on whatever day."""
    for after in (-10, 0, 45, 200, AS_OF):
        facts = empty_facts(trial.playbook)
        found = assess(facts, trial.playbook, day(after))
        met = [state.milestone for state in found.milestones if state.outcome is Outcome.MET]
        met += [q.question for checklist in found.checklists for q in checklist.questions if q.outcome is Outcome.MET]
        governing = _of_decisions(trial.playbook, facts, day(after))
        met += [name for name, answer in governing if answer.outcome is Outcome.MET]
        assert not met, f"of an account of which nothing is known this is said to be met: {', '.join(met)}"
        assert (found.standing.proven, found.standing.claimed) == (0, 0)
        assert found.health.colour is not Colour.GREEN, "an account of which nothing is known is green"


@LAW
@given(data=st.data())
def test_nothing_is_green_without_readings(trial: Trial, data: st.DataObject) -> None:
    """Without any reading of an outcome no account is green."""
    story = _drawn(trial, data)
    outcomes = trial.playbook.outcomes
    facts = _with(story.facts, observations=[o for o in story.facts.observations if o.value not in outcomes])
    found = assess(facts, trial.playbook, story.as_of)
    assert found.health.colour is not Colour.GREEN, "green, and no outcome has ever been read"


@LAW
@given(data=st.data())
def test_losing_evidence_raises_nothing(trial: Trial, data: st.DataObject) -> None:
    """Take papers away, and no rung, milestone or answer may become better."""
    story = _drawn(trial, data)
    papers = story.facts.evidence
    lost = data.draw(st.sets(st.sampled_from(range(len(papers))), min_size=1), label="lost") if papers else set()
    fewer = _with(story.facts, evidence=[paper for number, paper in enumerate(papers) if number not in lost])
    before, after = (assess(facts, trial.playbook, story.as_of) for facts in (story.facts, fewer))
    risen = _risen(before, after)
    gone = ", ".join(papers[number].id for number in sorted(lost))
    assert not risen, readable(f"better after the loss of {gone}", risen)


@LAW
@given(data=st.data())
def test_usage_alone_never_reaches_an_outcome_rung(trial: Trial, data: st.DataObject) -> None:
    """Whatever is used and predicted: without an outcome's reading no outcome rung is held or claimed."""
    story = _drawn(trial, data)
    outcomes = trial.playbook.outcomes
    facts = _with(story.facts, observations=[o for o in story.facts.observations if o.value not in outcomes])
    standing = assess(facts, trial.playbook, story.as_of).standing
    for rung, state in zip(trial.playbook.ladder.rungs, standing.rungs, strict=True):
        held = state.held or state.number <= standing.claimed
        assert not (rung.carries == "outcome" and held), f"the outcome rung {rung.id!r} is reached without any outcome"


@LAW
@given(data=st.data())
def test_the_order_of_facts_changes_nothing(trial: Trial, data: st.DataObject) -> None:
    """The same facts, told in another order, give the same assessment."""
    story = _drawn(trial, data)
    mixed = data.draw(out_of_order(story.facts).map(_Quietly), label="the same in another order").facts
    before, after = (assess(facts, trial.playbook, story.as_of) for facts in (story.facts, mixed))
    assert not (differing := _differing(before, after)), readable("another order gives something else", differing)


@LAW
@given(data=st.data())
def test_the_same_facts_give_the_same_assessment(trial: Trial, data: st.DataObject) -> None:
    """Asked again, and asked of a playbook that was put together anew, the answer is the same."""
    story = _drawn(trial, data)
    first, again = (assess(story.facts, trial.playbook, story.as_of) for _ in range(2))
    anew = assess(story.facts, trial.twin, story.as_of)
    assert not (differing := _differing(first, again) or _differing(first, anew)), readable(
        "the same facts give something else the next time", differing
    )


@DEAR_LAW
@given(data=st.data())
def test_everything_can_be_explained(trial: Trial, data: st.DataObject) -> None:
    """Every rung, milestone, value, score, question and clock has its reasons, and no condition failed to answer."""
    story = _drawn(trial, data)
    one = Assessed(story.facts, trial.playbook, assess(story.facts, trial.playbook, story.as_of))
    names = dict.fromkeys(name for group in askable(one).values() for name in group)
    for name in names:
        assert [line.text for line in explain(one, name, nowhere)], f"nothing explains {name!r}"
    asked = [answer for _, answer in _of_decisions(trial.playbook, story.facts, story.as_of)]
    failed = sorted({f"{answer.subject}: {answer.missing[0]}" for answer in _fallen(one.assessment, asked)})
    assert not failed, readable("a condition written in Python fails instead of answering", failed)


@DEAR_LAW
@given(data=st.data())
def test_a_site_is_made_from_any_facts_and_keeps_what_is_internal(trial: Trial, data: st.DataObject) -> None:
    """The customer's pages are made, show whatever is written as letters, and say no internal word."""
    story = _drawn(trial, data)
    text = data.draw(st.sampled_from(trial.payloads), label="what somebody wrote into every field")
    found = site_faults(trial, story.facts, story.as_of, text)
    assert not found, readable("a customer's page is not as it has to be", found)


# --- how they look at it -----------------------------------------------------------------------------------------


class _Quietly:
    """Facts that are not worth printing a second time."""

    def __init__(self, facts: AccountFacts) -> None:
        self.facts = facts

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text("(mixed)")


def _drawn(trial: Trial, data: st.DataObject) -> Story:
    return data.draw(trial.stories, label="the account")


def _with(facts: AccountFacts, **parts: list[Any]) -> AccountFacts:
    return facts.model_copy(update={name: tuple(part) for name, part in parts.items()})


def _risen(before: Assessment, after: Assessment) -> list[str]:
    """What is better in the second, in words."""
    told = []
    if after.standing.proven > before.standing.proven:
        told.append(f"rung {after.standing.proven} instead of {before.standing.proven}")
    for one, other in zip(before.milestones, after.milestones, strict=True):
        ranks = [-1 if state.rigor is None else state.rigor.rank for state in (one, other)]
        if ranks[1] > ranks[0] or (other.outcome is Outcome.MET and one.outcome is not Outcome.MET):
            told.append(
                f"milestone {one.milestone}: {one.outcome} became {other.outcome}, {one.rigor} became {other.rigor}"
            )
    answers = [{q.question: q.outcome for c in found.checklists for q in c.questions} for found in (before, after)]
    told += [
        f"question {name}: {answers[0][name]} became met"
        for name, outcome in answers[1].items()
        if outcome is Outcome.MET and answers[0][name] is not Outcome.MET
    ]
    if after.health.colour is Colour.GREEN and before.health.colour is not Colour.GREEN:
        told.append(f"health: {before.health.colour} became green")
    return told


def _differing(one: Assessment, other: Assessment) -> list[str]:
    """The parts of the two that differ, with the first word that does."""
    told = []
    for part in one.__dataclass_fields__:
        first, second = getattr(one, part), getattr(other, part)
        if first == second:
            continue
        pairs = zip(first, second, strict=False) if isinstance(first, tuple) else [(first, second)]
        odd = next(((a, b) for a, b in pairs if a != b), (first, second))
        told.append(f"{part}: {_short(odd[0])}, then {_short(odd[1])}")
    return told


def _of_decisions(playbook: Playbook, facts: AccountFacts, as_of: dt.date) -> Iterator[tuple[str, Answer]]:
    """What the facts say of when approvals are asked for and signals are seen, each with its id."""
    now = AccountDay(facts, playbook, as_of)
    for part, id_, _, condition in conditions_of(playbook):
        if part in ("approvals", "decision_signals"):
            yield id_, ask(condition, now, as_of)


def _fallen(assessment: Assessment, besides: list[Answer]) -> Iterator[Answer]:
    """The answers of conditions written in Python that could give none."""
    waiting = [*besides, *(state.answer for state in assessment.milestones)]
    waiting += [question.answer for checklist in assessment.checklists for question in checklist.questions]
    waiting += [reason.answer for reason in assessment.health.reasons if reason.answer is not None]
    while waiting:
        answer = waiting.pop()
        waiting += answer.parts
        if answer.kind == "custom" and answer.missing:
            yield answer


def _short(thing: Any) -> str:
    named = {
        key: getattr(thing, key)
        for key in ("milestone", "value", "question", "outcome", "status", "proven")
        if hasattr(thing, key)
    }
    return ", ".join(f"{key} {named[key]}" for key in named) or str(thing)[:200]
