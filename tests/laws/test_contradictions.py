"""Contradictions: impossible is called exactly what no account could meet.

Every claim of the proof is put to the real rules, over every account of a small world: all readings that differ.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import ABOUT_READINGS, AS_OF, IDS, joined, playbooks
from tests.worlds import agreed, day, known, playbook, reading, rung, step, value
from vpl_core.model.accounts import AccountFacts, Attribute, Person
from vpl_core.model.conditions import (
    AllOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    GapClosed,
    MilestoneReached,
    Not,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.health import HealthSignal
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Threshold
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask
from vpl_core.rules.contradictions import never_met
from vpl_core.rules.engine import assess
from vpl_core.rules.formulas import Formula, met, unmet
from vpl_core.rules.satisfiable import Verdict, clash_in, is_impossible, verdict_of
from vpl_core.rules.soundness import faults_of, proven_of, warnings_of
from vpl_core.testing.strategies.choosing import only

LIMITS = range(-1, 5)
VALUES = (value("hours", least=0, most=3), value("errors", unit="percent", category="quality"))
READINGS = {"hours": [Decimal(n) / 2 for n in range(7)], "errors": [Decimal(n) / 2 for n in range(-3, 10)]}
"""Every limit that is possible, between any two, and beyond the last: no two other readings differ in any answer."""
TEXTS = ("small", "large", "other")
THRESHOLDS = (Threshold(id="two-hours", number=2, unit="hours"), Threshold(id="one-percent", number=1, unit="percent"))
MILESTONES = (
    step("few-hours", AtMost(value="hours", limit="two-hours")),
    step("all-good", AllOf(conditions=(MilestoneReached(milestone="few-hours"), AtLeast(value="errors", limit=1)))),
)
BOOK = playbook(*MILESTONES, values=VALUES, thresholds=THRESHOLDS)

OVER_READINGS: list[Any] = [
    condition
    for one, threshold in (("hours", "two-hours"), ("errors", "one-percent"))
    for condition in (
        *(AtLeast(value=one, limit=limit, strictly=strictly) for limit in LIMITS for strictly in (False, True)),
        *(AtMost(value=one, limit=limit, strictly=strictly) for limit in LIMITS for strictly in (False, True)),
        *(Between(value=one, low=low, high=high) for low, high in itertools.combinations(LIMITS, 2)),
        AtLeast(value=one, limit=threshold),
        AtMost(value=one, limit=threshold),
    )
]
ATTRIBUTES: list[Any] = [AttributeIs(attribute="size", one_of=texts) for texts in (("small",), ("large",), TEXTS[:2])]
OTHERS: list[Any] = [
    Recorded(fact="sponsor"),
    Sustained(condition=AtLeast(value="hours", limit=1), readings=2),
    *(MilestoneReached(milestone=milestone.id) for milestone in MILESTONES),
]
_plain = st.sampled_from([*OVER_READINGS, *ATTRIBUTES])
literals = st.one_of(_plain, _plain.map(lambda condition: Not(condition=condition)))
over_readings = joined(literals)
conditions = joined(st.one_of(literals, literals, st.sampled_from(OTHERS)))


@cache
def worlds() -> list[AccountDay]:
    """Every account of the small world: each pair of readings, seen twice, with each text."""
    return [
        _account({"hours": hours, "errors": errors}, text)
        for hours, errors, text in itertools.product(READINGS["hours"], READINGS["errors"], TEXTS)
    ]


def _account(readings: dict[str, Decimal], text: str) -> AccountDay:
    seen = tuple(reading(id_, number, on=on) for id_, number in readings.items() for on in (5, 25))
    size = Attribute(name="size", content=text)
    facts = known(seen, attributes=(size,), sponsor=Person(name="Mina"))
    return AccountDay(facts, BOOK, day(30))


def outcomes(condition: Any) -> set[Outcome]:
    """What the rules answer in all the worlds."""
    return {ask(condition, now, now.day, prove=False).outcome for now in worlds()}


@law(over_readings)
def test_a_condition_is_possible_exactly_where_some_readings_meet_it(condition: Any) -> None:
    """What the proof calls possible some account meets, and what it calls impossible none; so it is with missing it.

    possible(c) ⇔ ∃ readings that meet c; possible(not c) ⇔ ∃ readings that miss c.
    """
    found = outcomes(condition)
    assert (verdict_of(met(condition, BOOK), BOOK) is Verdict.POSSIBLE) is (Outcome.MET in found)
    assert (verdict_of(unmet(condition, BOOK), BOOK) is Verdict.POSSIBLE) is (Outcome.UNMET in found)


@law(conditions)
def test_what_an_account_meets_is_never_called_impossible(condition: Any) -> None:
    """Whatever else is asked for: records, lasting readings, other milestones.

    ∃ account that meets c ⇒ c is not called impossible.
    """
    found = outcomes(condition)
    if is_impossible(met(condition, BOOK), BOOK):
        assert Outcome.MET not in found
    if is_impossible(unmet(condition, BOOK), BOOK):
        assert Outcome.UNMET not in found


NUMBERS = [Decimal(n) for n in (0, 1, 2, 3)]
PLANNED: list[Any] = [
    *(ChangedBy(value="hours", limit=limit) for limit in (-4, -3, -1, 0, 1, 3, 4)),
    *(ChangedBy(value="hours", limit=limit, counted_in="percent") for limit in (-101, -100, -50, 0, 50)),
    *(GapClosed(value="hours", percent=percent) for percent in (-50, 0, 50, 100, 150)),
    TargetMet(value="hours"),
    *(condition for condition in OVER_READINGS if condition.value == "hours"),
]
_planned = st.sampled_from(PLANNED)


@cache
def planned_worlds() -> list[AccountDay]:
    """Each reading under each plan whose target is better than its baseline."""
    plans = [
        agreed("hours", baseline, target, strictly=strictly)
        for target, baseline in itertools.combinations(NUMBERS, 2)
        for strictly in (False, True)
    ]
    return [
        AccountDay(known((reading("hours", number, on=5),), plan=(plan,)), BOOK, day(30))
        for plan in plans
        for number in READINGS["hours"]
    ]


@law(joined(st.one_of(_planned, _planned.map(lambda condition: Not(condition=condition)))))
def test_what_an_account_meets_under_its_own_plan_is_never_called_impossible(condition: Any) -> None:
    """Changes, closed gaps and targets hang together with readings more closely than the proof looks at.

    ∃ account and plan that meet c ⇒ c is not called impossible.
    """
    found = {ask(condition, now, now.day, prove=False).outcome for now in planned_worlds()}
    if is_impossible(met(condition, BOOK), BOOK):
        assert Outcome.MET not in found
    if is_impossible(unmet(condition, BOOK), BOOK):
        assert Outcome.UNMET not in found


@law(st.lists(literals, min_size=2, max_size=5))
def test_what_is_said_to_clash_does_clash_and_nothing_of_it_is_too_much(parts: list[Any]) -> None:
    """What is told as the clash is all that is needed for it, and no more.

    clash(c) is impossible, and clash(c) without any one of its claims is not.
    """
    formula = met(AllOf(conditions=tuple(parts)), BOOK)
    if is_impossible(formula, BOOK):
        clash = clash_in(formula, BOOK)
        assert is_impossible(Formula(len(clash), clash), BOOK)
        for one in clash:
            rest = tuple(claim for claim in clash if claim != one)
            assert not is_impossible(Formula(len(rest), rest), BOOK)


_about_hours = st.sampled_from([condition for condition in OVER_READINGS if condition.value == "hours"])


def _some_of(ids: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), min_size=1, unique=True)


@st.composite
def ladders(draw: st.DrawFn) -> Playbook:
    """Two rungs over three milestones that often clash, with each other or one rung with the next."""
    ids = ("one", "two", "three")
    literal = draw(st.sampled_from([_about_hours, _about_hours, st.sampled_from(OVER_READINGS)]))
    steps = tuple(step(id_, draw(draw(st.sampled_from([literal, joined(literal)])))) for id_ in ids)
    asked = draw(st.one_of(st.just((("one",), ("two",))), st.tuples(_some_of(ids), _some_of(ids))))
    rungs = tuple(rung(number, *some, floor=Rigor.UNSOURCED) for number, some in enumerate(asked, start=1))
    return playbook(*steps, rungs=rungs, values=VALUES, thresholds=THRESHOLDS)


@law(ladders())
def test_a_rung_is_called_unreachable_exactly_where_no_account_stands_on_it(book: Playbook) -> None:
    """The first such rung is named; a milestone that is impossible by itself is told instead of its rungs.

    named = the lowest rung above max{claimed(a) : a an account}.
    """
    faults = faults_of(book)
    if any(fault.part == "milestones" for fault in faults):
        return
    claimed = [assess(now.facts, book, now.day).standing.claimed for now in worlds()[:: len(TEXTS)]]
    named = [f"{one.id!r} can never be stood on" for one in book.ladder.rungs[max(claimed) :]]
    assert [fault.message.partition(": ")[0] for fault in faults] == named[:1]


@st.composite
def books_that_one_account_meets(draw: st.DrawFn) -> tuple[AccountDay, Playbook]:
    """An account, and rules of which it meets every one."""
    now = draw(st.sampled_from(worlds()))
    fitting = only(conditions, lambda one: ask(one, now, now.day, prove=False).outcome is Outcome.MET)
    steps = tuple(step(id_, draw(fitting)) for id_ in ("one", "two"))
    signal = HealthSignal(id="alarm", colour="red", when=draw(fitting), says="Wrong.")
    rungs = (rung(1, "one", floor=Rigor.UNSOURCED), rung(2, "one", "two", floor=Rigor.UNSOURCED))
    others = {"values": VALUES, "thresholds": THRESHOLDS, "health_signals": (signal,)}
    return now, playbook(*MILESTONES, *steps, rungs=rungs, **others)


@law(books_that_one_account_meets())
def test_rules_that_one_account_meets_in_full_are_never_refused(world: tuple[AccountDay, Playbook]) -> None:
    """A playbook that somebody stands on from end to end has no fault.

    ∃ account that meets every condition ⇒ faults = ∅.
    """
    assert faults_of(world[1]) == []


@law(account_facts(), st.sampled_from(IDS), st.data())
def test_what_a_random_account_meets_is_never_called_impossible(
    facts: AccountFacts, value_id: str, data: st.DataObject
) -> None:
    """With all that can be known of an account: several sources, corrections, plans of its own, overrides.

    assess(a) meets c₁ … cₙ about one value ⇒ all of them together are not called impossible.
    """
    now = AccountDay(facts, playbook(), day(AS_OF))
    about_it = [one for one in ABOUT_READINGS if one.value == value_id]
    both = [*about_it, *(Not(condition=one) for one in about_it)]
    fitting = [one for one in both if ask(one, now, now.day, prove=False).outcome is Outcome.MET]
    if fitting:
        some = data.draw(st.lists(st.sampled_from(fitting), min_size=2, max_size=4))
        book = playbook(step("begun", AllOf(conditions=tuple(some))))
        assert assess(facts, book, day(AS_OF)).milestones[0].outcome is Outcome.MET
        assert list(never_met(book)) == []


@law(playbooks())
def test_what_is_found_does_not_depend_on_the_order_in_which_things_are_declared(book: Playbook) -> None:
    """The findings are the same, whichever plugin was asked first.

    findings(π(playbook)) = findings(playbook).
    """
    parts = {name: getattr(book, name) for name in Playbook.model_fields}
    turned = {name: part[::-1] if isinstance(part, tuple) else part for name, part in parts.items()}
    other = Playbook(**turned)
    assert sorted(map(repr, faults_of(book))) == sorted(map(repr, faults_of(other)))
    if not faults_of(book):
        assert sorted(map(repr, warnings_of(book))) == sorted(map(repr, warnings_of(other)))
        assert proven_of(book) == proven_of(other)
