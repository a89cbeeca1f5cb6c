"""Rigor: how hard a number is to argue with, and what never makes it harder."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import SIGNATURES, account_facts, numbers, readings_of
from tests.random_playbooks import ABOUT_READINGS, AS_OF, about_readings
from tests.worlds import agreed, answer, day, known, on_day, paper, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import FourTests
from vpl_core.model.conditions import Not
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor, strongest
from vpl_core.model.values import Kind
from vpl_core.rules.conditions import ask
from vpl_core.rules.dossiers import evidence_rigor
from vpl_core.rules.rigor import Footing, agree, grade, reading_proof, rigor_on, steps_lost

EVERY_TEST = [FourTests(*passed) for passed in itertools.product((False, True), repeat=4)]
some_papers = st.lists(
    st.sampled_from(SIGNATURES) | st.sampled_from([said for said in SIGNATURES if said["kind"] == "confirmation"]),
    min_size=1,
    max_size=5,
).map(lambda drawn: [paper(f"paper-{number}", **said) for number, said in enumerate(drawn)])
"""Often with somebody's signature among them."""
one_series = account_facts(("hours",))
about_hours = about_readings.map(lambda condition: condition.model_copy(update={"value": "hours"}))


def with_series(facts: AccountFacts, readings: list[Observation]) -> AccountFacts:
    """The account with these readings alone, under a plan to which any source may speak."""
    account = facts.account.model_copy(update={"plan": (agreed("hours", 10, 0),)})
    return facts.model_copy(update={"account": account, "observations": tuple(readings)})


broken_series = st.builds(
    with_series,
    account_facts(),
    st.lists(
        st.builds(
            reading,
            st.just("hours"),
            st.integers(2, 6),
            st.integers(AS_OF - 60, AS_OF),
            st.sampled_from(["timesheet", "product", "survey", "our-word", ""]),
        ),
        min_size=3,
        max_size=8,
    ),
)
"""Readings of one value that are all fresh, well and weakly proven ones in turn."""
as_read = st.sampled_from(
    [one for one in ABOUT_READINGS if one.value == "hours" and one.kind in ("at_least", "at_most", "between")]
)
"""Conditions that look at the reading itself, and at no baseline."""


@law()
def test_more_footing_and_more_tests_never_make_a_weaker_grade() -> None:
    """Whoever brings a better source, or passes one test more, is never believed less.

    footing ≤ footing' and tests ⊆ tests' ⇒ grade ≤ grade', over all 64 combinations with each other.
    """
    every_claim = list(itertools.product(Footing, EVERY_TEST))
    for (footing, tests), (firmer, more) in itertools.product(every_claim, repeat=2):
        if firmer >= footing and all(b >= a for a, b in zip(tests, more, strict=True)):
            assert grade(firmer, more).reaches(grade(footing, tests)), (footing, tests, firmer, more)


@law()
def test_the_grade_follows_from_the_weakest_link() -> None:
    """Verified is a record that passes all four tests; without a sound method it is no more than a report, as is
    anybody's word that the customer stands behind.

    verified ⇔ confirmed ∧ agrees ∧ sound ∧ reproducible; corroborated ⇔ sound ∧ agrees and not all; measured ⇔ sound
    and no second source; a word is reported ⇔ it is the customer's or confirmed.
    """
    for tests in EVERY_TEST:
        record = grade(Footing.RECORD, tests)
        assert (record is Rigor.VERIFIED) == all(tests)
        assert (record is Rigor.CORROBORATED) == (tests.sound and tests.agrees and not all(tests))
        assert (record is Rigor.MEASURED) == (tests.sound and not tests.agrees)
        assert (record is Rigor.REPORTED) == (not tests.sound)
        assert grade(Footing.CUSTOMER_WORD, tests) is Rigor.REPORTED
        assert grade(Footing.VENDOR_WORD, tests) is (Rigor.REPORTED if tests.confirmed else Rigor.ASSERTED)
        assert grade(Footing.NOTHING, tests) is (Rigor.REPORTED if tests.confirmed else Rigor.UNSOURCED)


@law(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 730))
def test_age_never_strengthens(one: int, other: int, refresh: int) -> None:
    """An older reading loses as much as a younger one, or more; and none loses anything within twice its interval.

    a ≤ b ⇒ lost(a) ≤ lost(b); lost(a) = 0 ⇔ a ≤ 2·refresh.
    """
    younger, older = sorted([one, other])
    assert steps_lost(younger, refresh) <= steps_lost(older, refresh)
    assert (steps_lost(younger, refresh) == 0) == (younger <= 2 * refresh)


@law(account_facts(), st.integers(0, 60), st.integers(0, 60))
def test_waiting_proves_nothing(facts: AccountFacts, one: int, other: int) -> None:
    """A reading that nobody confirms anew is proven later as well as today or less well; a stale one never better.

    d ≤ e and no new facts ⇒ rigor(reading, e) ≤ rigor(reading, d) ≤ fresh rigor.
    """
    now = on_day(facts, AS_OF)
    sooner, later = (day(AS_OF + wait) for wait in sorted([one, other]))
    for definition in now.playbook.values:
        for read in now.series[definition.id].readings if definition.id in now.series else ():
            before, after = (reading_proof(now, read, definition, on) for on in (sooner, later))
            assert before.fresh.reaches(before.rigor)
            assert before.rigor.reaches(after.rigor)
            assert before.stale <= after.stale


@law(account_facts())
def test_the_quick_rigor_of_a_reading_is_that_of_its_whole_proof(facts: AccountFacts) -> None:
    """The rung is judged by the same rigor that the evidence page explains.

    rigor_on(reading) = reading_proof(reading).rigor.
    """
    now = on_day(facts, AS_OF, playbook())
    for definition in now.playbook.values:
        for one in now.series[definition.id].readings if definition.id in now.series else ():
            assert rigor_on(now, one, definition, now.day) is reading_proof(now, one, definition, now.day).rigor


def agreed_late(facts: AccountFacts) -> AccountFacts:
    """The account with every plan whole, and agreed on when most readings were in."""
    plan = tuple(agreed(one.value, 10, 0, agreed_on=day(AS_OF)) for one in facts.account.plan)
    return facts.model_copy(update={"account": facts.account.model_copy(update={"plan": plan})})


@law(account_facts() | account_facts().map(agreed_late))
def test_an_outcome_that_was_not_agreed_beforehand_is_at_most_reported(facts: AccountFacts) -> None:
    """What was measured before anybody agreed on how, proves no more than that somebody said so.

    outcome and (no agreed plan or agreed_on > read_on) ⇒ fresh rigor ≤ reported.
    """
    now = on_day(facts, AS_OF, playbook())
    for definition in now.playbook.values:
        plan = now.plans.get(definition.id)
        agreed_on = plan.agreed_on if plan and plan.is_agreed else None
        for read in now.series[definition.id].readings if definition.id in now.series else ():
            if definition.kind is Kind.OUTCOME and (agreed_on is None or read.on < agreed_on):
                assert Rigor.REPORTED.reaches(reading_proof(now, read, definition, now.day).fresh)


@law(numbers, numbers, st.sampled_from(["0.9", "0.95", "1", "1.05", "-1"]), st.integers(0, 50))
def test_agreement_is_mutual_and_with_oneself(one: Any, other: Any, near: str, tolerance: Any) -> None:
    """If the second source agrees with the first, the first agrees with the second.

    agree(a, b) = agree(b, a) and agree(a, a).
    """
    at_the_edge = one * (100 - tolerance) / 100
    for second in (other, one * type(one)(near), at_the_edge):
        assert agree(one, second, tolerance) == agree(second, one, tolerance)
    assert agree(one, one, tolerance)


@law(one_series | broken_series, as_read, st.booleans(), times=3)
def test_the_rigor_of_a_run_is_that_of_its_best_proven_reading(facts: AccountFacts, condition: Any, met: bool) -> None:
    """What has held without a break is as well proven as its best reading; what was broken begins anew.

    rigor(c) = max{rigor(r) : r in the unbroken run of readings that meet c, up to the day}.
    """
    now = on_day(facts, AS_OF)
    asked = condition if met else Not(condition=condition)
    found = ask(asked, now, now.day)
    if found.outcome is not Outcome.MET:
        return
    definition, best = now.playbook.value["hours"], []
    for one in reversed(now.series["hours"].of_record):
        alone = known((one,), plan=facts.account.plan, overrides=facts.account.overrides)
        if answer(asked, alone, AS_OF).outcome is not Outcome.MET:
            break
        best.append(reading_proof(now, one, definition, now.day).rigor)
    assert found.rigor is strongest(best)


@law(one_series | broken_series, about_hours, readings_of(("hours",)), times=2)
def test_one_more_reading_that_also_meets_it_never_weakens_it(
    facts: AccountFacts, condition: Any, more: Observation
) -> None:
    """A weaker source that says the same again takes nothing away from a better one.

    c met before and after one more reading ⇒ rigor' ≥ rigor.
    """
    before = answer(condition, facts, AS_OF)
    latest = more.model_copy(update={"on": day(AS_OF), "sequence": 5})
    after = answer(condition, facts.model_copy(update={"observations": (*facts.observations, latest)}), AS_OF)
    if before.outcome is after.outcome is Outcome.MET and before.rigor and after.rigor:
        assert after.rigor.reaches(before.rigor)


@law(some_papers, st.data(), times=2)
def test_losing_what_stands_beside_a_paper_never_strengthens_it(beside: list[Evidence], data: st.DataObject) -> None:
    """A paper is never believed more because another one about the same thing is gone.

    E' ⊆ E ⇒ rigor(e | E') ≤ rigor(e | E).
    """
    first, *others = beside
    fewer = [e for e in others if data.draw(st.booleans())]
    assert evidence_rigor(first, others).reaches(evidence_rigor(first, fewer))


RUMOURS = [
    paper("rumour", kind, party=party, by="", sha256="")
    for kind in ("report", "reproduction", "raw_data", "audit_report")
    for party in ("customer", "vendor", "third_party")
]
OUR_WORDS = [paper("word", kind, party="vendor", by="Vera", sha256="") for kind in ("report", "raw_data")]


@law(some_papers, times=2)
def test_what_has_neither_name_nor_file_adds_nothing(beside: list[Evidence]) -> None:
    """A rumour carries no other paper, whoever is said to have said it.

    rigor(e | E ∪ {rumour}) = rigor(e | E).
    """
    first, *others = beside
    for rumour in RUMOURS:
        assert evidence_rigor(first, [*others, rumour]) is evidence_rigor(first, others)


@law(some_papers, times=2)
def test_the_vendors_bare_word_adds_nothing(beside: list[Evidence]) -> None:
    """The vendor cannot corroborate anything by saying it once more.

    rigor(e | E ∪ {vendor's word without a file}) = rigor(e | E).
    """
    first, *others = beside
    for word in OUR_WORDS:
        assert evidence_rigor(first, [*others, word]) is evidence_rigor(first, others)


@law(some_papers, times=2)
def test_verified_evidence_is_a_file_for_which_a_customer_signed(beside: list[Evidence]) -> None:
    """Nothing is called verified without a file, a signature of the customer's and another party.

    verified ⇒ sha256(e) ∧ ∃ confirmation by the customer ∧ ∃ e' of another party.
    """
    first, *others = beside
    if evidence_rigor(first, others) is Rigor.VERIFIED:
        assert first.sha256
        assert any(e.kind == "confirmation" and e.party == "customer" for e in beside)
        assert {e.party for e in others} - {first.party}
