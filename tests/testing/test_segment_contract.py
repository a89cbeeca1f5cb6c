"""The contract of a segment: a good one keeps it, and each of many broken ones is caught by the test that says so."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from tests.testing.good_segment import (
    GOOD,
    IN_USE,
    SEGMENT,
    VALUES,
    Kiosks,
    bands,
    rung,
    step,
)
from vpl_core import (
    AtLeast,
    Custom,
    ExtraPage,
    Ladder,
    MilestoneReached,
    Outcome,
    PageSection,
    Paragraph,
    Predicate,
    Threshold,
    hookimpl,
)
from vpl_core.errors import Problem
from vpl_core.model.playbook import Playbook
from vpl_core.rules import health as health_rules
from vpl_core.site.gate import examine
from vpl_core.testing import segment_contract, trial as trial_module
from vpl_core.testing.trial import Trial, put_to_trial

CONTRACT = {name: getattr(segment_contract, name) for name in segment_contract.__all__ if name.startswith("test_")}
BRIEFLY = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
"""Found, and not made small: what is small to look at is the author's, and has a test of its own."""


def kept(test: str, trial: Trial, how: settings = BRIEFLY) -> None:
    """Runs one test of the contract; raises as it does where the segment breaks it."""
    law: Any = CONTRACT[test]
    if not hasattr(law, "hypothesis"):
        law(trial)
        return
    how(given(data=st.data())(law.hypothesis.inner_test))(trial)


def broken(**changes: Any) -> Trial:
    return put_to_trial((Kiosks(**changes), SEGMENT.id))  # type: ignore[arg-type]


def asking(predicate: Callable[..., Any]) -> Trial:
    """The segment with another condition written in Python."""
    return broken(conditions=(Predicate("has-a-goal", "A goal is written down.", predicate),))


def ladder(*rungs: Any) -> dict[str, Any]:
    return {"ladders": (Ladder(id="kiosk-ladder", name="Ladder", rungs=rungs),)}


def milestones(*changed: Any) -> dict[str, Any]:
    """The usual milestones, those of the same id replaced."""
    ids = {milestone.id for milestone in changed}
    return {"milestones": (*changed, *(one for one in GOOD["milestones"] if one.id not in ids))}


@pytest.mark.parametrize("test", CONTRACT)
def test_a_good_segment_keeps_the_contract(test: str) -> None:
    kept(test, broken(), settings(BRIEFLY, max_examples=15))


# --- broken ones -------------------------------------------------------------------------------------------------


class Forgetful(Kiosks):
    """Gives another number each time."""

    numbers = itertools.count(1)

    @hookimpl
    def vpl_thresholds(self, segment: str) -> Any:
        number = 4 + next(self.numbers) % 2
        return (Threshold(id="short-queue", number=number, unit="minutes"),) if segment == SEGMENT.id else ()


class Talkative(Kiosks):
    """Gives its values to every segment that asks."""

    @hookimpl
    def vpl_value_definitions(self, segment: str) -> Any:
        return VALUES


class Misspelt(Kiosks):
    """Means `vpl_milestones`."""

    @hookimpl
    def vpl_milestone(self, segment: str) -> Any:
        return ()


class Falling(Kiosks):
    """Fails in one of its hooks."""

    @hookimpl
    def vpl_scorecards(self, segment: str) -> Any:
        raise KeyError("fit")


class Unmarked(Kiosks):
    """Forgets the marker above one of its hooks."""

    def vpl_health_signals(self, segment: str) -> Any:
        return ()


class FallingPages(Kiosks):
    """Fails where a page of its own is made."""

    @hookimpl
    def vpl_pages(self, view: Any) -> Any:
        return (view.measures[99].name,)


def page(words: str) -> tuple[ExtraPage, ...]:
    section = PageSection(title="Behind the curtain", blocks=(Paragraph(text=words),))
    return (ExtraPage(id="more", title="More", lead="What else?", sections=(section,)),)


def met_unless_papers(facts: Any, day: Any) -> Outcome:
    return Outcome.UNMET if facts.evidence else Outcome.MET


def by_the_first_reading(facts: Any, day: Any) -> Outcome:
    return Outcome.MET if facts.observations and facts.observations[0].value == "queue-minutes" else Outcome.UNMET


def remembering() -> Callable[..., Outcome]:
    turns = itertools.cycle([Outcome.MET, Outcome.UNMET, Outcome.UNMET])
    return lambda facts, day: next(turns)


PUT_TOGETHER = "test_it_is_put_together_without_problems"
SITE = "test_a_site_is_made_from_any_facts_and_keeps_what_is_internal"
BROKEN: dict[str, tuple[Callable[[], Trial], str, str]] = {
    "a condition over a value that is not declared": (
        lambda: broken(**milestones(step("in-use", AtLeast(value="tills", limit=1)))),
        PUT_TOGETHER,
        "'tills' is no value of the segment",
    ),
    "a threshold in another unit": (
        lambda: broken(thresholds=(Threshold(id="short-queue", number=4, unit="hours"),)),
        PUT_TOGETHER,
        "is in hours, but 'queue-minutes' is compared in minutes",
    ),
    "milestones that wait for themselves": (
        lambda: broken(**milestones(step("in-use", MilestoneReached(milestone="short-queues")))),
        PUT_TOGETHER,
        "waits for itself",
    ),
    "an outcome rung that usage carries": (
        lambda: broken(**ladder(rung("used", "in-use"))),
        PUT_TOGETHER,
        "can be reached by usage and leading indicators alone",
    ),
    "a rung higher than anything can prove": (
        lambda: broken(**ladder(rung("faster", "wished-for", floor="verified"))),
        PUT_TOGETHER,
        "cannot be proven",
    ),
    "no ladder": (lambda: broken(ladders=()), PUT_TOGETHER, "exactly one ladder and has none"),
    "two ladders": (lambda: broken(ladders=GOOD["ladders"] * 2), PUT_TOGETHER, "exactly one ladder and has 2"),
    "a milestone twice": (
        lambda: broken(milestones=(*GOOD["milestones"], step("in-use", IN_USE))),
        PUT_TOGETHER,
        "'in-use' is declared twice",
    ),
    "a forgotten marker": (lambda: put_to_trial((Unmarked(), SEGMENT.id)), PUT_TOGETHER, "without @hookimpl"),  # type: ignore[arg-type]
    "a misspelt hook": (lambda: put_to_trial((Misspelt(), SEGMENT.id)), PUT_TOGETHER, "vpl_milestone"),  # type: ignore[arg-type]
    "a hook that fails": (lambda: put_to_trial((Falling(), SEGMENT.id)), PUT_TOGETHER, "vpl_scorecards failed"),  # type: ignore[arg-type]
    "a segment that is not declared": (
        lambda: put_to_trial((Kiosks(), "kiosk")),  # type: ignore[arg-type]
        PUT_TOGETHER,
        "declares no segment 'kiosk'",
    ),
    "a table with a gap": (
        lambda: broken(
            scorecards=(
                GOOD["scorecards"][0].model_copy(
                    update={"bands": (*bands(50)[:1], bands(51)[1].model_copy(update={"name": "high"}))}
                ),
            )
        ),
        PUT_TOGETHER,
        "50 falls into no row",
    ),
    "a hook with another answer each time": (
        lambda: put_to_trial((Forgetful(), SEGMENT.id)),  # type: ignore[arg-type]
        "test_its_hooks_give_the_same_each_time",
        "vpl_thresholds gave something else",
    ),
    "a hook that speaks for every segment": (
        lambda: put_to_trial((Talkative(), SEGMENT.id)),  # type: ignore[arg-type]
        "test_it_has_nothing_to_say_of_other_segments",
        "vpl_value_definitions gave 3 for 'somebody-elses-segment'",
    ),
    "words that were copied past their checks": (
        lambda: broken(**milestones(GOOD["milestones"][0].model_copy(update={"grace_days": "sixty"}))),
        "test_its_words_go_through_json_and_back",
        "",
    ),
    "a condition that is met where nothing is known": (
        lambda: broken(
            conditions=(Predicate("has-a-goal", "A goal is written down.", lambda facts, day: Outcome.MET),),
            **milestones(step("in-use", Custom(name="has-a-goal"))),
        ),
        "test_without_facts_it_stands_on_no_rung",
        "this is said to be met: in-use",
    ),
    "a signal that is seen where nothing is known": (
        lambda: broken(
            conditions=(Predicate("has-a-goal", "A goal is written down.", lambda facts, day: Outcome.MET),),
            milestones=GOOD["milestones"][:2],
            **ladder(rung("used", "in-use", carries="adoption")),
            approvals=(),
            decision_signals=(GOOD["decision_signals"][0].model_copy(update={"when": Custom(name="has-a-goal")}),),
        ),
        "test_without_facts_it_stands_on_no_rung",
        "this is said to be met: queues-again",
    ),
    "a condition of an approval that fails": (
        lambda: broken(
            conditions=(Predicate("has-a-goal", "A goal is written down.", lambda f, day: f.account.goals[0].words),),
            milestones=GOOD["milestones"][:2],
            **ladder(rung("used", "in-use", carries="adoption")),
        ),
        "test_everything_can_be_explained",
        "a condition written in Python fails instead of answering",
    ),
    "an approval of an archetype that is not declared": (
        lambda: broken(option_archetypes=()),
        PUT_TOGETHER,
        "'one-kiosk-first' is no archetype of the segment",
    ),
    "a condition that is met for want of papers": (
        lambda: asking(met_unless_papers),
        "test_losing_evidence_raises_nothing",
        "milestone wished-for: unmet became met",
    ),
    "a condition that looks at the first reading": (
        lambda: asking(by_the_first_reading),
        "test_the_order_of_facts_changes_nothing",
        "milestone wished-for",
    ),
    "a condition that remembers": (
        lambda: asking(remembering()),
        "test_the_same_facts_give_the_same_assessment",
        "give something else the next time",
    ),
    "a condition that fails": (
        lambda: asking(lambda facts, day: facts.account.goals[0].words),
        "test_everything_can_be_explained",
        "a condition written in Python fails instead of answering",
    ),
    "a page that fails": (lambda: put_to_trial((FallingPages(), SEGMENT.id)), SITE, "vpl_pages failed: IndexError"),  # type: ignore[arg-type]
    "a page that tells the alarm": (
        lambda: broken(pages=page("Note: People leave before they are served.")),
        SITE,
        "more/more: the internal words 'People leave before they are served.' are shown",
    ),
    "a page that names an internal value": (
        lambda: broken(pages=page("Our own margin here is fine.")),
        SITE,
        "the internal words 'Our own margin here' are shown",
    ),
    "a milestone that tells the renewal checklist": (
        lambda: broken(**milestones(step("in-use", IN_USE, next_step="Whether to open the talk now."))),
        SITE,
        "the internal words 'Whether to open the talk now.' are shown",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_segment_is_caught_by_the_test_that_says_why(what: str) -> None:
    make, test, words = BROKEN[what]
    with pytest.raises((AssertionError, ValueError)) as failure:
        kept(test, make())
    assert words in str(failure.value), str(failure.value)


def unsound(**changes: Any) -> Trial:
    """A playbook as it would be if nobody had refused it."""
    gives = {**GOOD, **changes}
    book = Playbook(
        segment=SEGMENT,
        values=gives["value_definitions"],
        ladder=gives["ladders"][0],
        predicates=gives["conditions"],
        **{part: gives[part] for part in ("thresholds", "milestones", "checklists", "scorecards", "health_signals")},
    )
    return put_to_trial(book)


def test_a_playbook_that_is_given_as_it_is_is_looked_through_too() -> None:
    usage = unsound(**ladder(rung("used", "in-use")))
    with pytest.raises(AssertionError, match="by usage and leading indicators alone"):
        kept("test_lint_finds_nothing", usage)
    with pytest.raises(AssertionError, match="the outcome rung 'used' is reached without any outcome"):
        kept("test_usage_alone_never_reaches_an_outcome_rung", usage)
    gap = (*bands(50)[:1], bands(51)[1].model_copy(update={"name": "high"}))
    card = GOOD["scorecards"][0].model_copy(update={"bands": gap})
    with pytest.raises(AssertionError, match="fit, its own bands: 50 falls into no row"):
        kept("test_every_table_holds_every_number_once", unsound(scorecards=(card,)))


def test_green_without_readings_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_rules, "_has_outcome_data", lambda now: True)
    no_alarm = broken(health_signals=())
    with pytest.raises(AssertionError, match="green, and no outcome has ever been read"):
        kept("test_nothing_is_green_without_readings", no_alarm)


def test_a_page_that_the_gate_does_not_let_through_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Problem("the element <script> cannot be published", "escape it")
    monkeypatch.setattr(
        trial_module, "examine", lambda html, path: [refused] if path == "ladder" else examine(html, path)
    )
    with pytest.raises(AssertionError, match="ladder: the element <script> cannot be published"):
        kept(SITE, broken(), settings(BRIEFLY, max_examples=2))


def test_where_there_is_no_playbook_the_laws_are_skipped_and_say_where_to_look() -> None:
    with pytest.raises(pytest.skip.Exception, match="test_it_is_put_together_without_problems says why"):
        kept("test_losing_evidence_raises_nothing", broken(ladders=()))


def test_what_breaks_a_law_is_shown_as_a_case_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    small = settings(BRIEFLY, max_examples=40, phases=[Phase.generate, Phase.shrink])
    with pytest.raises(AssertionError) as failure:
        kept("test_losing_evidence_raises_nothing", asking(met_unless_papers), small)
    notes = "\n".join(getattr(failure.value, "__notes__", []))
    assert "- name: Say here what this case shows" in notes
    assert "evidence:" in notes
    assert len(notes.splitlines()) < 30, notes


def test_every_test_of_the_contract_is_handed_on_with_its_fixture() -> None:
    defined = [
        name for name, thing in vars(segment_contract).items() if name.startswith("test_") and inspect.isfunction(thing)
    ]
    assert sorted([*defined, "trial"]) == sorted(segment_contract.__all__)


def test_each_test_of_the_contract_has_a_segment_that_breaks_it() -> None:
    caught = {test for _, test, _ in BROKEN.values()}
    beside = {
        "test_lint_finds_nothing",
        "test_usage_alone_never_reaches_an_outcome_rung",
        "test_every_table_holds_every_number_once",
        "test_nothing_is_green_without_readings",
    }
    assert caught | beside == set(CONTRACT)
