"""Outcomes: met, unmet or unknown, and how conditions over conditions are answered."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import ABOUT_READINGS, AS_OF, SUSTAINED, conditions
from tests.worlds import answer, day, known, on_day, playbook, reading, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.base import DOOR
from vpl_core.model.conditions import AllOf, AnyOf, AtLeast, AtMost, Between, Condition, CountOf, Not, Sustained
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.conditions import ask
from vpl_core.rules.history import MET as CODE_OF_MET, course_of
from vpl_core.rules.ladder import counted

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
HELD: dict[Outcome, Any] = {
    MET: AtMost(value="hours", limit=4),
    UNMET: AtMost(value="hours", limit=2),
    UNKNOWN: AtMost(value="errors", limit=2),
}
THREE_HOURS = known((reading("hours", 3),))
"""Under these facts the conditions above have the outcomes they stand beside."""
UP_TO_THREE = [some for count in (1, 2, 3) for some in itertools.product((MET, UNMET, UNKNOWN), repeat=count)]


def outcome_of(condition: Condition, facts: AccountFacts = THREE_HOURS) -> Outcome:
    return answer(condition, facts).outcome


def over_completions(outcomes: tuple[Outcome, ...], needed: int) -> Outcome:
    """What holds in every way of learning the unknown ones; unknown where the ways differ."""
    ways = itertools.product(*[(MET, UNMET) if one is UNKNOWN else (one,) for one in outcomes])
    results = {way.count(MET) >= needed for way in ways}
    return UNKNOWN if len(results) == 2 else MET if results.pop() else UNMET


@law()
def test_all_of_some_conditions_holds_where_no_missing_fact_could_change_it() -> None:
    """All is a yes only where every part is a yes, and a no as soon as one part is a no.

    all(p₁ … pₙ) = what every way of learning the unknown parts agrees on, else unknown (Kleene's minimum).
    """
    for outcomes in UP_TO_THREE:
        assert outcome_of(AllOf(conditions=[HELD[o] for o in outcomes])) is over_completions(outcomes, len(outcomes))


@law()
def test_any_of_some_conditions_holds_where_no_missing_fact_could_change_it() -> None:
    """Any is a no only where every part is a no: what nobody looked at may still be a yes.

    any(p₁ … pₙ) = what every way of learning the unknown parts agrees on, else unknown (Kleene's maximum).
    """
    for outcomes in UP_TO_THREE:
        assert outcome_of(AnyOf(conditions=[HELD[o] for o in outcomes])) is over_completions(outcomes, 1)


@law()
def test_so_many_of_some_conditions_hold_where_no_missing_fact_could_change_it() -> None:
    """At least k is a yes with k yeses, and a no only once even all the unknown parts would not suffice.

    met ≥ k → met; met + unknown < k → unmet; else unknown. A rung counts its milestones in the same way.
    """
    for outcomes in UP_TO_THREE:
        for needed in range(1, len(outcomes) + 1):
            expected = over_completions(outcomes, needed)
            asked = CountOf(at_least=needed, conditions=[HELD[o] for o in outcomes])
            found = answer(asked, THREE_HOURS)
            assert (found.outcome, found.seen, found.needed) == (expected, outcomes.count(MET), needed)
            assert counted([*outcomes], needed) is expected


@law()
def test_the_opposite_of_unknown_is_unknown() -> None:
    """Not swaps yes and no and leaves the unknown alone.

    not(met) = unmet, not(unmet) = met, not(unknown) = unknown.
    """
    assert [outcome_of(Not(condition=HELD[o])) for o in (MET, UNMET, UNKNOWN)] == [UNMET, MET, UNKNOWN]


@law(account_facts(), st.sampled_from([*ABOUT_READINGS, *SUSTAINED]))
def test_without_a_reading_nothing_holds_and_nothing_fails(facts: AccountFacts, condition: Any) -> None:
    """No reading is no zero and no no: whatever is asked of a value that nobody read stays unknown.

    no reading of v ⇒ every condition over v, and its opposite, is unknown.
    """
    value = getattr(condition, "value", None) or condition.condition.value
    unread = facts.model_copy(update={"observations": tuple(o for o in facts.observations if o.value != value)})
    assert answer(condition, unread, AS_OF).outcome is UNKNOWN
    if condition.kind != "sustained":
        assert answer(Not(condition=condition), unread, AS_OF).outcome is UNKNOWN


limits = st.decimals(-(10**6), 10**6, places=6).filter(bool)
"""Beside 0 itself there is no smaller step than 10⁻¹²."""


@law(limits)
def test_a_limit_decides_at_itself_and_not_one_digit_beside_it(limit: Decimal) -> None:
    """At least four holds at four and not one digit below it; more than four holds one digit above it, not at four.

    at_least(n, l) ⇔ n ≥ l and at_most(n, l) ⇔ n ≤ l, for l and l ± one unit of its 15th digit; strictly without =.
    """
    for number in (DOOR.next_minus(limit), limit, DOOR.next_plus(limit)):
        facts = known((reading("sales", number),))
        said = {
            (form, strictly): outcome_of(form(value="sales", limit=limit, strictly=strictly), facts) is MET
            for form in (AtLeast, AtMost)
            for strictly in (False, True)
        }
        assert said == {
            (AtLeast, False): number >= limit,
            (AtLeast, True): number > limit,
            (AtMost, False): number <= limit,
            (AtMost, True): number < limit,
        }


@law(st.lists(limits, min_size=3, max_size=3, unique=True).map(sorted), st.sampled_from([0, 1, 2]), st.booleans())
def test_windows_that_meet_hold_every_number_once(cuts: list[Decimal], at: int, beside: bool) -> None:
    """A window begins with its first number and ends before its last, so that neighbours never share one.

    [a, b) and [b, c) together hold exactly the numbers of [a, c), each once.
    """
    low, cut, high = cuts
    number = DOOR.next_minus(cuts[at]) if beside else cuts[at]
    facts = known((reading("sales", number),))
    windows = ((low, cut), (cut, high), (low, high))
    first, second, whole = (outcome_of(Between(value="sales", low=a, high=b), facts) is MET for a, b in windows)
    assert first + second == whole == (low <= number < high)


@law(account_facts(), conditions, times=2)
def test_asking_with_and_without_proof_and_looking_back_give_one_answer(facts: AccountFacts, condition: Any) -> None:
    """However a condition is asked, its outcome is the same: with its rigor, without, or as the end of its history.

    outcome(prove) = outcome(no proof), and history's last entry is met ⇔ outcome is met.
    """
    waits = [step(f"step-{number}", AtLeast(value="seats", limit=number)) for number in (1, 2, 3)]
    now = on_day(facts, AS_OF, playbook(*waits))
    found = ask(condition, now, day(AS_OF)).outcome
    assert ask(condition, now, day(AS_OF), prove=False).outcome is found
    assert (course_of(condition, now)[-1][1] == CODE_OF_MET) == (found is MET)


hours = st.lists(st.builds(reading, st.just("hours"), st.integers(2, 5), st.integers(0, 30)), min_size=2, max_size=8)


@law(hours, st.sampled_from(["readings", "days"]), st.integers(2, 4))
def test_what_has_held_longer_has_also_held_shorter(read: list[Observation], counted_in: str, length: int) -> None:
    """Three readings in a row are also two in a row, and the last of them holds by itself; so it is with days.

    sustained(c, n + 1) = met ⇒ sustained(c, n) = met ⇒ c = met.
    """
    facts, few = known(tuple(read)), HELD[MET]
    longer, shorter = (
        outcome_of(Sustained.model_validate({"condition": few, counted_in: wanted}), facts) is MET
        for wanted in (length + 1, length)
    )
    assert longer <= shorter <= (outcome_of(few, facts) is MET)
