"""Drift: what is sealed at a look is what the solver found, and what is told later is the difference."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, strategies as st

from tests.laws.law import law
from tests.laws.test_flip_points import scenarios, small
from tests.records import DECIDED, FACTS, NOW, sealed, whole
from tests.worlds import on_day, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.alternatives import Alternative
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.scenarios import Scenario
from vpl_core.model.weighings import exact_text
from vpl_core.rules.drift import axis_of, drift_of, passed_by
from vpl_core.rules.drift_words import drift_sentences
from vpl_core.rules.number_words import about, exact
from vpl_core.rules.scenarios import extents, preferred, sensitivity
from vpl_core.rules.weighings import weighing_of

VALUES = {"x": "hours", "y": "sales"}
"""What shows what the two assumptions really are."""
Read = tuple[int | None, int | None]
"""The readings of x and y on one day; none where nobody looked."""
reads = st.tuples(st.none() | small, st.none() | small)


def watched(scenario: Scenario, chosen: str = "a") -> DecisionRecord:
    """A record whose assumptions are read, with a choice between the options of the scenario."""
    ranges = tuple(one.model_copy(update={"value": VALUES[one.id]}) for one in scenario.assumptions)
    options = tuple(Alternative(id=one.option, name=one.option) for one in scenario.alternatives)
    scenario = scenario.model_copy(update={"assumptions": ranges})
    return whole(options=options, chosen=chosen, ranges=ranges, scenario=scenario)


def facts_of(then: Read, now: Read = (None, None)) -> AccountFacts:
    """Nothing but these readings, those of the commit and those of five days later."""
    found = [
        reading(value, number, on=on)
        for on, numbers in ((DECIDED, then), (DECIDED + 5, now))
        for value, number in zip(VALUES.values(), numbers, strict=True)
        if number is not None
    ]
    return FACTS.model_copy(update={"observations": tuple(found)})


def committed(record: DecisionRecord, facts: AccountFacts) -> DecisionRecord:
    """As a commit leaves it, with what weighing found on that day."""
    lock = sealed(record).locked
    weighed = weighing_of(record, on_day(facts, DECIDED))
    return record.model_copy(update={"locked": lock and lock.model_copy(update={"weighed": weighed})})


def as_read(record: DecisionRecord, *read: Read) -> Scenario:
    """The scenario whose bases are what was read last, kept within their ranges."""
    scenario, last = record.scenario, {}
    assert scenario is not None
    for numbers in read:
        last |= {id_: number for id_, number in zip("xy", numbers, strict=True) if number is not None}
    moved = tuple(
        one.model_copy(update={"base": min(max(last.get(one.id, one.base), one.low), one.high)})
        for one in scenario.assumptions
    )
    return scenario.model_copy(update={"assumptions": moved})


@law(scenarios(), reads)
def test_what_is_sealed_is_what_weighing_with_the_readings_as_bases_finds(scenario: Scenario, read: Read) -> None:
    """Every axis with the flips that it has where all others stand as they were read.

    sealed(r, d) = flips(scenario with base := reading on d).
    """
    record = watched(scenario)
    weighed, rebased = weighing_of(record, on_day(facts_of(read), DECIDED)), as_read(record, read)
    assert weighed is not None
    assert weighed.best == preferred(rebased)
    assert [axis_of(one) for one in weighed.along] == list(extents(rebased))
    for one in weighed.along:
        flips = sensitivity(rebased, axis_of(one)).flips
        assert [(Fraction(f.at), f.below, f.above) for f in one.flips] == [tuple(flip) for flip in flips]


@law(st.fractions())
def test_a_sealed_number_is_read_back_without_any_rounding(number: Fraction) -> None:
    """A decimal where one ends, else a fraction.

    read(written(x)) = x.
    """
    assert Fraction(exact_text(number)) == number


@law(scenarios(), reads, reads)
def test_the_drift_told_is_the_difference_of_what_the_solver_says_on_the_two_days(
    scenario: Scenario, then: Read, now: Read
) -> None:
    """A flip point between the same options is told with its place now, and with its old one exactly where it moved.

    told(was, is) ↔ flip(then) = was ∧ flip(now) = is ∧ was ≠ is.
    """
    facts = facts_of(then, now)
    record = committed(watched(scenario), facts)
    drift = drift_of(record, on_day(facts, NOW))
    assert drift is not None
    told = " ".join(drift_sentences(record, drift))
    before, after = as_read(record, then), as_read(record, then, now)
    assume(sum(len(sensitivity(one, axis).flips) for one in (before, after) for axis in extents(one)))
    for axis in extents(before):
        old = {(f.below, f.above): f.at for f in sensitivity(before, axis).flips}
        new = {(f.below, f.above): f.at for f in sensitivity(after, axis).flips}
        for sides in old.keys() & new.keys():
            moved = f"at {exact(new[sides])}; it was {exact(old[sides])} at the decision"
            assert old[sides] == new[sides] or moved in told
        for sides in old.keys() - new.keys():
            assert f"in range any more; it was {exact(old[sides])}" in told
        for sides in new.keys() - old.keys():
            assert f"at {exact(new[sides])}; it was none in range" in told
    same = all(sensitivity(before, axis).flips == sensitivity(after, axis).flips for axis in extents(before))
    assert not same or "it was" not in told


@law(scenarios(), reads)
def test_nothing_drifts_where_nothing_is_read_anew(scenario: Scenario, read: Read) -> None:
    """The same weights, ranges and readings find the same, however much later.

    facts(d) = facts(e) → drift(d, e) = ∅.
    """
    facts = facts_of(read, read)
    record = committed(watched(scenario), facts)
    drift = drift_of(record, on_day(facts, NOW))
    assert drift is not None and drift.looks[0].weighing.best == (drift.now and drift.now.best)
    told = drift_sentences(record, drift)
    assert len(told) == 1 and told[0].startswith("No flip point has moved since the decision")
    assert not passed_by(record, drift)


@law(scenarios(), reads, reads, st.sampled_from("ab"))
def test_a_flip_point_has_passed_exactly_where_neither_the_choice_nor_any_best_of_then_is_best_now(
    scenario: Scenario, then: Read, now: Read, chosen: str
) -> None:
    """By weighing on both days, whatever the flip points are; a tie has not passed.

    passed(r) ↔ best(then) ∩ best(now) = ∅ ∧ chosen ∉ best(now).
    """
    facts = facts_of(then, now)
    record = committed(watched(scenario, chosen), facts)
    drift = drift_of(record, on_day(facts, NOW))
    best, best_now = preferred(as_read(record, then)), preferred(as_read(record, then, now))
    assert drift is not None
    assert passed_by(record, drift) == (set(best).isdisjoint(best_now) and chosen not in best_now)


@law(st.lists(st.fractions(-1000, 1000), min_size=2, max_size=6, unique=True))
def test_of_two_different_numbers_a_reader_still_learns_which_is_more(numbers: list[Fraction]) -> None:
    """However near they are, rounding tells them apart, and in their order.

    x < y → told(x) < told(y).
    """
    say = about(numbers)
    told = [say(number).removeprefix("about ").replace("\u2212", "-").replace(",", "") for number in sorted(numbers)]
    shown = [Fraction(text.partition(" ")[0]) for text in told]
    assert shown == sorted(set(shown))
    assert all(abs(a - b) <= Fraction(1, 2) for a, b in zip(shown, sorted(numbers), strict=True))
