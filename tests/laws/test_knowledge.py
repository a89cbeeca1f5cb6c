"""Knowledge: to know less of an account never makes it look better."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts, any_day, hostile_facts
from tests.random_playbooks import AS_OF, OF_EVIDENCE, about_readings, playbooks
from tests.worlds import day, known
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.conditions import Condition
from vpl_core.model.health import Colour, HealthSignal
from vpl_core.model.ladder import Rung
from vpl_core.model.milestones import Stage
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.soundness import faults_of, is_carried
from vpl_core.testing.strategies.choosing import only

TODAY = day(AS_OF)
USAGE = ("seats", "mood")
NO_BETTER = {
    Colour.GREEN: {*Colour},
    Colour.YELLOW: {Colour.YELLOW, Colour.RED, Colour.GREY},
    Colour.RED: {Colour.RED, Colour.GREY},
    Colour.GREY: {Colour.YELLOW, Colour.RED, Colour.GREY},
}
"""What a colour may become when something is lost."""


def rank(rigor: Rigor | None) -> int:
    return -1 if rigor is None else rigor.rank


def assert_no_better(before: Assessment, after: Assessment) -> None:
    """The second knows less than the first and must not say more."""
    assert after.standing.proven <= before.standing.proven
    for one, other in zip(before.milestones, after.milestones, strict=True):
        assert rank(other.rigor) <= rank(one.rigor), one.milestone
    for card, other_card in zip(before.checklists, after.checklists, strict=True):
        for question, other_question in zip(card.questions, other_card.questions, strict=True):
            assert question.outcome is Outcome.MET or other_question.outcome is not Outcome.MET
    assert after.health.colour in NO_BETTER[before.health.colour]
    for score, other_score in zip(before.scores, after.scores, strict=True):
        assert other_score.least <= score.least
        assert other_score.coverage <= score.coverage


def with_alarm(book: Playbook, colour: str, when: Condition) -> Playbook:
    """The playbook with one alarm more and no milestone that could be late: the alarms decide the colour."""
    alarm = HealthSignal.model_validate({"id": "alarm", "colour": colour, "when": when, "says": "It goes off."})
    milestones = tuple(one.model_copy(update={"stage": Stage.STRATEGIC}) for one in book.milestones)
    return book.model_copy(update={"health_signals": (*book.health_signals, alarm), "milestones": milestones})


easily_met = [one for one in OF_EVIDENCE if len(one.kinds) > 1 and not one.at_least.reaches(Rigor.MEASURED)]
colours = st.sampled_from(["yellow", "red"])
alarmed_by_papers = st.builds(with_alarm, playbooks(), colours, st.sampled_from(easily_met))
alarmed_by_readings = st.builds(with_alarm, playbooks(), colours, about_readings)


@law(account_facts(), playbooks() | alarmed_by_papers, st.data())
def test_losing_evidence_raises_nothing(facts: AccountFacts, book: Playbook, data: st.DataObject) -> None:
    """A paper that is gone takes its proof along: no rung, no rigor, no yes and no colour gets better by it.

    evidence' ⊂ evidence ⇒ assessment' ≤ assessment, part by part.
    """
    fewer = facts.model_copy(update={"evidence": tuple(e for e in facts.evidence if data.draw(st.booleans()))})
    assert_no_better(assess(facts, book, TODAY), assess(fewer, book, TODAY))


@law(account_facts(), playbooks() | alarmed_by_readings, st.data())
def test_losing_all_readings_of_a_value_raises_nothing(
    facts: AccountFacts, book: Playbook, data: st.DataObject
) -> None:
    """Whoever deletes bad numbers is not better off: what was unmet is then unknown, which proves nothing.

    readings' = readings without those of v ⇒ assessment' ≤ assessment, part by part.
    """
    lost = data.draw(st.sampled_from(facts.observations)).value
    fewer = facts.model_copy(update={"observations": tuple(o for o in facts.observations if o.value != lost)})
    assert_no_better(assess(facts, book, TODAY), assess(fewer, book, TODAY))


@law(only(account_facts(), lambda facts: any(plan.source for plan in facts.account.plan)), playbooks(), st.data())
def test_losing_the_readings_of_record_lets_no_friendlier_source_decide(
    facts: AccountFacts, book: Playbook, data: st.DataObject
) -> None:
    """Where a source of record was agreed, its silence is silence: no other source speaks in its place.

    readings' = readings without the source of record of v ⇒ v is unread, and assessment' ≤ assessment, part by part.
    """
    plan = data.draw(st.sampled_from([plan for plan in facts.account.plan if plan.source]))
    left = tuple(o for o in facts.observations if (o.value, o.source) != (plan.value, plan.source))
    before, after = assess(facts, book, TODAY), assess(facts.model_copy(update={"observations": left}), book, TODAY)
    assert_no_better(before, after)
    assert [state.latest for state in after.values if state.value == plan.value] == [None]


@law(playbooks())
def test_of_an_account_of_which_nothing_is_known_nothing_is_said(book: Playbook) -> None:
    """Without a single fact no rung is held or claimed, nothing is a yes, nothing is green and no clock has stopped.

    assess(∅) is on the ground, grey, without a band, and every clock of it is open.
    """
    found = assess(known(), book, TODAY)
    assert (found.standing.proven, found.standing.claimed) == (0, 0)
    assert {state.outcome for state in found.milestones} <= {Outcome.UNKNOWN, Outcome.UNMET}
    assert {q.outcome for card in found.checklists for q in card.questions} <= {Outcome.UNKNOWN, Outcome.UNMET}
    assert found.health.colour is Colour.GREY
    assert not any(score.coverage or score.band for score in found.scores)
    assert not any(clock.observed for clock in found.clocks)


def honest(book: Playbook) -> Playbook:
    """The playbook with every rung that outcomes carry marked as an outcome rung."""

    def marked(rung: Rung) -> Rung:
        free = sum(not is_carried(book, book.milestone[m].condition) for m in rung.milestones)
        return rung.model_copy(update={"carries": "adoption" if free >= rung.needed else "outcome"})

    ladder = book.ladder.model_copy(update={"rungs": tuple(marked(rung) for rung in book.ladder.rungs)})
    return book.model_copy(update={"ladder": ladder})


@law(account_facts(USAGE), playbooks())
def test_usage_alone_proves_no_outcome(facts: AccountFacts, book: Playbook) -> None:
    """Logins and moods lead to outcomes and are none: they prove no outcome rung and colour no account green.

    only usage and leading indicators read ⇒ no outcome rung is proven, and health is grey.
    """
    book = honest(book)
    assert not [fault for fault in faults_of(book) if "usage" in fault.message]
    found = assess(facts, book, TODAY)
    for rung, state in zip(book.ladder.rungs, found.standing.rungs, strict=True):
        assert rung.carries == "adoption" or state.proven is not Outcome.MET
    assert found.health.colour is Colour.GREY


@law(account_facts(), playbooks())
def test_every_account_has_a_colour_that_its_reasons_bear_out(facts: AccountFacts, book: Playbook) -> None:
    """Red and yellow have a reason that fires; green needs an outcome that was read and not one doubt.

    red or yellow ⇒ ∃ reason of that colour that is met; green ⇒ all reasons are unmet and an outcome was read.
    """
    found = assess(facts, book, TODAY).health
    fired = {reason.colour for reason in found.reasons if reason.outcome is Outcome.MET}
    assert found.colour in (Colour.GREEN, *fired) or found.colour is Colour.GREY
    if found.colour is Colour.GREEN:
        assert {reason.outcome for reason in found.reasons} <= {Outcome.UNMET}
        assert any(o.value in ("hours", "errors", "sales") and o.on <= TODAY for o in facts.observations)


@law(hostile_facts(), playbooks(), any_day, times=0.75)
def test_whatever_is_written_down_gets_an_assessment(facts: AccountFacts, book: Playbook, today: dt.date) -> None:
    """Any day, any number, doubles and ids that nobody declared: the answer stays within its bounds.

    0 ≤ proven ≤ claimed ≤ rungs and 0 ≤ least ≤ most ≤ 100, for all facts and days.
    """
    found = assess(facts, book, today)
    assert len(found.milestones) == len(book.milestones)
    assert 0 <= found.standing.proven <= found.standing.claimed <= len(book.ladder.rungs)
    assert all(0 <= score.least <= score.most <= 100 for score in found.scores)
