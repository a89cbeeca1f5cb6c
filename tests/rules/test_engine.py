"""Laws over whole accounts: what no playbook and no fact may ever bring about."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

import datetime as dt
from decimal import localcontext
from random import Random
from typing import Any

import pytest
from hypothesis import event, given, settings, strategies as st

from tests.random_facts import account_facts, any_day, hostile_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import agreed, assessed, day, known, numbers, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.assessment import Assessment
from vpl_core.model.conditions import AtMost
from vpl_core.model.health import Colour
from vpl_core.model.ladder import Rung
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.soundness import faults_of, is_carried

TODAY = day(AS_OF)
MANY = settings(max_examples=2 * settings().max_examples)
USAGE = ("seats", "mood")


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
    assert_no_greener(before.health.colour, after.health.colour)


def assert_no_greener(before: Colour, after: Colour) -> None:
    worse = {
        Colour.GREEN: {*Colour},
        Colour.YELLOW: {Colour.YELLOW, Colour.RED, Colour.GREY},
        Colour.RED: {Colour.RED, Colour.GREY},
        Colour.GREY: {Colour.YELLOW, Colour.RED, Colour.GREY},
    }
    assert after in worse[before], f"{before} became {after}"


@MANY
@given(account_facts(), playbooks(), st.data())
def test_losing_a_piece_of_evidence_raises_nothing(facts: AccountFacts, book: Playbook, data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(facts.evidence))
    fewer = facts.model_copy(update={"evidence": tuple(e for e in facts.evidence if e is not lost)})
    before = assess(facts, book, TODAY)
    event(f"{before.health.colour}, rung {before.standing.proven}")
    assert_no_better(before, assess(fewer, book, TODAY))


@MANY
@given(account_facts(), playbooks(), st.data())
def test_losing_all_readings_of_a_value_raises_nothing(
    facts: AccountFacts, book: Playbook, data: st.DataObject
) -> None:
    lost = data.draw(st.sampled_from(facts.observations)).value
    fewer = facts.model_copy(update={"observations": tuple(o for o in facts.observations if o.value != lost)})
    before, after = assess(facts, book, TODAY), assess(fewer, book, TODAY)
    assert_no_better(before, after)
    for score, other in zip(before.scores, after.scores, strict=True):
        assert other.least <= score.least
        assert other.coverage <= score.coverage


@given(playbooks())
def test_of_an_account_of_which_nothing_is_known_nothing_is_said(book: Playbook) -> None:
    found = assess(known(), book, TODAY)
    assert (found.standing.proven, found.standing.claimed) == (0, 0)
    assert {state.outcome for state in found.milestones} <= {Outcome.UNKNOWN, Outcome.UNMET}
    assert {q.outcome for card in found.checklists for q in card.questions} <= {Outcome.UNKNOWN, Outcome.UNMET}
    assert found.health.colour is Colour.GREY
    assert [(score.coverage, score.band) for score in found.scores] == [(0, "")]
    assert not any(clock.observed for clock in found.clocks)


def shuffled(things: tuple[Any, ...], chance: Random) -> tuple[Any, ...]:
    return tuple(chance.sample(things, len(things)))


@MANY
@given(account_facts(), playbooks(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(facts: AccountFacts, book: Playbook, chance: Random) -> None:
    account = facts.account
    lists = {name: shuffled(getattr(account, name), chance) for name in ("plan", "waivers", "attributes", "goals")}
    mixed = AccountFacts(
        account=account.model_copy(update=lists),
        observations=shuffled(facts.observations, chance),
        evidence=shuffled(facts.evidence, chance),
        sources=shuffled(facts.sources, chance),
    )
    assert assess(mixed, book, TODAY) == assess(facts, book, TODAY)


def test_readings_that_differ_in_a_note_alone_come_out_in_one_order() -> None:
    both = tuple(reading("seats", 9, note=note, respondents=n) for note, n in (("b", None), ("a", 3), ("a", None)))
    assert assessed(known(both)) == assessed(known(both[::-1]))
    assert assessed(known(both[1:])) == assessed(known(both[:0:-1]))


def test_issues_are_told_in_one_order() -> None:
    plans = tuple(agreed(value, 15, 2, agreed_on=day(20)) for value in ("sales", "hours"))
    readings = tuple(reading(value, 9) for value in ("sales", "hours"))
    found = [assessed(known(readings, plan=order)).issues for order in (plans, plans[::-1])]
    assert found[0] == found[1]
    assert [issue.split()[3] for issue in found[0]] == ["hours", "sales"]


@MANY
@given(account_facts(), playbooks(), st.integers(-5, AS_OF))
def test_facts_dated_after_the_day_change_nothing(facts: AccountFacts, book: Playbook, after: int) -> None:
    today = day(after)
    account = facts.account
    then = account.model_copy(
        update={
            "waivers": tuple(w for w in account.waivers if w.on <= today),
            "goals": tuple(g for g in account.goals if g.said_on is None or g.said_on <= today),
            "decisions": tuple(d for d in account.decisions if d.decided_on is None or d.decided_on <= today),
        }
    )
    known_then = AccountFacts(
        account=then,
        observations=tuple(o for o in facts.observations if o.on <= today),
        evidence=tuple(e for e in facts.evidence if e.on <= today),
        sources=facts.sources,
    )
    assert assess(facts, book, today) == assess(known_then, book, today)


@given(account_facts(), playbooks(), st.integers(-5, AS_OF))
def test_what_is_agreed_after_the_day_is_not_agreed_yet(facts: AccountFacts, book: Playbook, after: int) -> None:
    unsigned = tuple(
        p
        if p.agreed_on is None or p.agreed_on <= day(after)
        else p.model_copy(update={"agreed_on": None, "agreed_by": ""})
        for p in facts.account.plan
    )
    then = facts.model_copy(update={"account": facts.account.model_copy(update={"plan": unsigned})})
    one, other = assessed(facts, book, after), assessed(then, book, after)
    assert one.standing == other.standing
    assert (one.milestones, one.checklists, one.issues) == (other.milestones, other.checklists, other.issues)


@given(account_facts(), playbooks())
def test_facts_that_went_through_json_give_the_same_assessment(facts: AccountFacts, book: Playbook) -> None:
    again = AccountFacts.model_validate_json(facts.model_dump_json())
    assert assess(again, book, TODAY) == assess(facts, book, TODAY)


@given(account_facts(), playbooks())
def test_what_others_do_to_the_decimal_context_changes_nothing(facts: AccountFacts, book: Playbook) -> None:
    usual = assess(facts, book, TODAY)
    with localcontext(prec=2):
        assert assess(facts, book, TODAY) == usual


def test_a_share_is_exact_under_a_coarse_context() -> None:
    facts = known((reading("hours", "7.123456"),), plan=(agreed("hours", "15.4321", "2.1"),))
    with localcontext(prec=2):
        state = assessed(facts).values[0]
    assert state.gap_closed is not None and state.change is not None
    assert [round(share, 6) for share in (state.gap_closed, state.change)] == numbers("0.623206", "-0.538400")


@MANY
@given(hostile_facts(), playbooks(), any_day)
def test_whatever_is_written_down_gets_an_assessment(facts: AccountFacts, book: Playbook, today: dt.date) -> None:
    found = assess(facts, book, today)
    assert len(found.milestones) == len(book.milestones)
    assert 0 <= found.standing.proven <= found.standing.claimed <= len(book.ladder.rungs)
    assert all(0 <= score.least <= score.most <= 100 for score in found.scores)


def honest(book: Playbook) -> Playbook:
    """The playbook with every rung that outcomes carry marked as an outcome rung."""

    def marked(rung: Rung) -> Rung:
        free = sum(not is_carried(book, book.milestone[m].condition) for m in rung.milestones)
        return rung.model_copy(update={"carries": "adoption" if free >= rung.needed else "outcome"})

    ladder = book.ladder.model_copy(update={"rungs": tuple(marked(rung) for rung in book.ladder.rungs)})
    return book.model_copy(update={"ladder": ladder})


@MANY
@given(account_facts(USAGE), playbooks())
def test_usage_alone_never_passes_an_adoption_rung(facts: AccountFacts, book: Playbook) -> None:
    book = honest(book)
    assert not [fault for fault in faults_of(book) if "usage" in fault.message]
    found = assess(facts, book, TODAY)
    for rung, state in zip(book.ladder.rungs, found.standing.rungs, strict=True):
        assert rung.carries == "adoption" or state.proven is not Outcome.MET
    assert found.health.colour is Colour.GREY


@pytest.mark.parametrize(
    ("portfolio", "account", "met"), [(None, None, False), (6, None, True), (6, 4, False), (4, 6, True)]
)
def test_the_accounts_own_override_wins_over_the_portfolios(
    portfolio: int | None, account: int | None, met: bool
) -> None:
    def said(number: int | None, by: str) -> tuple[Override, ...]:
        return () if number is None else (Override(threshold="few-hours", number=number, because="Why", by=by),)

    facts = known((reading("hours", 5),), overrides=said(account, "Mina"))
    found = assess(
        facts, playbook(step("begun", AtMost(value="hours", limit="few-hours"))), TODAY, said(portfolio, "Vera")
    )
    assert (found.milestones[0].outcome is Outcome.MET) is met
    by = "Mina" if account is not None else "Vera"
    assert [override.by for override in found.overrides] == ([by] if portfolio or account else [])


def test_an_override_of_no_threshold_is_not_in_force() -> None:
    nothing = Override(threshold="never-declared", number=1, because="Why", by="Mina")
    assert assessed(known(overrides=(nothing,))).overrides == ()


@pytest.mark.parametrize(
    ("agreed_on", "read_on", "baseline_on", "told"),
    [
        (10, 9, -5, True),
        (10, 10, -5, False),
        (10, 11, -5, False),
        (10, -5, -5, False),
        (10, -6, -5, False),
        (31, 9, -5, False),
    ],
)
def test_a_plan_made_after_its_first_reading_is_told(
    agreed_on: int, read_on: int, baseline_on: int, told: bool
) -> None:
    plan = agreed("hours", 15, 2, agreed_on=day(agreed_on))
    assert bool(assessed(known((reading("hours", 9, on=read_on),), plan=(plan,))).issues) is told


def test_a_renewal_before_the_start_is_told() -> None:
    assert assessed(known(renewal=day(-1))).issues == ("renewal 2025-01-30 lies before the start 2025-01-31",)
    assert assessed(known(renewal=day(0))).issues == ()


def test_an_assessment_names_its_account_its_day_and_its_playbook() -> None:
    book = playbook()
    found = assessed(known(), book, 59)
    assert (found.account, found.segment, found.as_of, found.playbook) == ("acme", "shops", day(59), book.fingerprint)
    assert (found.elapsed_months, found.calendar_stage) == (2, "foundation")
