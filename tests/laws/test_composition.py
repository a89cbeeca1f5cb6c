"""Composition: nothing is lost, nothing is weaker than a part, and no order decides."""

from __future__ import annotations

import dataclasses
from itertools import permutations
from typing import Any

from hypothesis import assume, strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, joined, playbooks
from tests.worlds import VALUES, assessed, day, known, playbook, rung, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.compositions import Composition, Preference
from vpl_core.model.conditions import Condition, PlanAgreed, Recorded
from vpl_core.model.ladder import Ladder
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.binding import bound
from vpl_core.rules.composition import PARTS, compose, key_of
from vpl_core.rules.engine import assess
from vpl_core.rules.joined_ladder import join_ladders
from vpl_core.rules.ladder import stand


def as_segment(book: Playbook, segment: str, *, steps: str = "step") -> Playbook:
    """The playbook under another segment's name, its milestones renamed where asked."""
    text = book.model_dump_json().replace('"step-', f'"{steps}-')
    other = Playbook.model_validate_json(text)
    return other.model_copy(update={"segment": other.segment.model_copy(update={"id": segment})})


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Playbook, Playbook]:
    """Two segments with as many rungs; their milestones have the same ids, or others."""
    first, second = draw(playbooks()), draw(playbooks())
    length = min(len(first.ladder.rungs), len(second.ladder.rungs))
    steps = draw(st.sampled_from(["step", "other"]))
    both = _short(as_segment(first, "clinics"), length), _short(as_segment(second, "shops", steps=steps), length)
    one, other = (_promising(book, draw(st.sampled_from(Rigor))) for book in both)
    return one, other


def _promising(book: Playbook, floor: Rigor) -> Playbook:
    """The playbook with the promise, lowered where its lowest rung asks for less."""
    kept = weakest([floor, book.ladder.rungs[0].floor])
    return book.model_copy(update={"segment": book.segment.model_copy(update={"floor": kept})})


def _short(book: Playbook, length: int) -> Playbook:
    ladder = book.ladder.model_copy(update={"rungs": book.ladder.rungs[:length]})
    return book.model_copy(update={"ladder": ladder})


def resolved(books: tuple[Playbook, ...], **words: Any) -> Composition:
    """The composition with the last of the ways that each conflict's own message offers: for milestones, both."""
    of = tuple(book.segment.id for book in books)
    bare = Composition(id="both", name="Both", of=of, **words)
    clashes = compose(bare, books).clashes
    prefer = [Preference.model_validate({"part": c.part, "id": c.id, "takes": c.choices[-1]}) for c in clashes]
    return bare.model_copy(update={"prefer": tuple(prefer)})


@law(pairs(), account_facts())
def test_whoever_holds_a_rung_of_a_joined_ladder_holds_it_in_each_part(
    pair: tuple[Playbook, Playbook], facts: AccountFacts
) -> None:
    """No joined rung, and no joined milestone, is easier than that of a segment assessed alone, proven or claimed.

    standing(p₁ + p₂) ≤ min(standing(p₁), standing(p₂)), and m met in p₁ + p₂ ⇒ m met in each part that has it.
    """
    composed = compose(resolved(pair), pair).playbook
    assert composed is not None
    together = assess(facts, composed, day(AS_OF))
    met = {state.milestone for state in together.milestones if state.answer.outcome is Outcome.MET}
    for part in pair:
        alone = assess(facts, part, day(AS_OF))
        assert alone.standing.proven >= together.standing.proven
        assert alone.standing.claimed >= together.standing.claimed
        assert {one.milestone for one in alone.milestones if one.answer.outcome is not Outcome.MET}.isdisjoint(met)


@law(pairs(), times=0.5)
def test_a_joined_segment_promises_what_the_strictest_of_its_parts_promises(pair: tuple[Playbook, Playbook]) -> None:
    """What counts as proven in one of the segments by no less, does so in all of them; and the joined rungs keep to it.

    floor(p₁ + p₂) = max(floor(p₁), floor(p₂)) ≤ floor(r) for every rung r of p₁ + p₂.
    """
    composed = compose(resolved(pair), pair).playbook
    assert composed is not None
    assert composed.segment.floor.rank == max(part.segment.floor.rank for part in pair)
    assert all(rung.floor.reaches(composed.segment.floor) for rung in composed.ladder.rungs)


STEPS = ("a", "b", "c", "d")
ANY_STEP = assessed(known()).milestones[0]
"""A judged milestone, of which only outcome and rigor matter to a ladder."""

_floors = st.lists(st.sampled_from(Rigor), min_size=2, max_size=2).map(lambda pair: sorted(pair, key=lambda r: r.rank))
_needs = st.lists(st.sampled_from(STEPS), min_size=1, max_size=4, unique=True).flatmap(
    lambda steps: st.tuples(st.just(steps), st.integers(1, len(steps)))
)
ladders = st.builds(
    lambda floors, needs: Ladder(
        id="ladder",
        name="Ladder",
        rungs=tuple(
            rung(number, *steps, at_least=needed, floor=floor)
            for number, (floor, (steps, needed)) in enumerate(zip(floors, needs, strict=True), start=1)
        ),
    ),
    _floors,
    st.tuples(_needs, _needs),
)
_judged = st.one_of(
    st.tuples(st.just(Outcome.MET), st.sampled_from(Rigor)),
    st.tuples(st.sampled_from(Outcome), st.just(Rigor.VERIFIED)),
)
_all_judged = st.tuples(*(_judged for _ in STEPS))


def _state(milestone: str, outcome: Outcome, rigor: Rigor) -> MilestoneState:
    found = rigor if outcome is Outcome.MET else None
    return dataclasses.replace(ANY_STEP, milestone=milestone, outcome=outcome, rigor=found)


@law(st.lists(ladders, min_size=2, max_size=3), _all_judged, times=2)
def test_a_joined_rung_asks_for_no_less_than_each_of_its_parts(
    parts: list[Ladder], judged: tuple[tuple[Outcome, Rigor], ...]
) -> None:
    """Whatever milestones are reached, and however well proven: fewer of several, or a weaker proof, never suffice.

    stand(join(l₁ … lₙ), milestones) ≤ stand(lᵢ, milestones) for every i.
    """
    states = {step: _state(step, *found) for step, found in zip(STEPS, judged, strict=True)}
    together = stand(join_ladders("both", "Both", parts), states)
    for part in parts:
        alone = stand(part, states)
        assert alone.proven >= together.proven
        assert alone.claimed >= together.claimed


OUTCOMES = tuple(value for value in VALUES if value.kind is Kind.OUTCOME)
_fewer_outcomes = st.lists(st.sampled_from(OUTCOMES), min_size=1, unique_by=lambda value: value.id)
_agreed = joined(st.sampled_from([PlanAgreed(at_least=1), PlanAgreed(at_least=2), Recorded(fact="sponsor")]))


@law(_agreed, _fewer_outcomes, account_facts())
def test_all_outcomes_are_those_of_the_segment_that_says_so(
    condition: Condition, outcomes: list[ValueDefinition], facts: AccountFacts
) -> None:
    """To agree on any two of them is not easier where other segments bring theirs.

    ask(bound(c), values(p₁) ∪ values(p₂)) = ask(c, values(p₁)), also under all, any and count.
    """
    alone = playbook(step("begun", condition), values=tuple(outcomes))
    carried = bound(alone).model_copy(update={"values": VALUES})
    one, other = (assess(facts, book, day(AS_OF)).milestones[0] for book in (alone, carried))
    assert (one.outcome, one.rigor) == (other.outcome, other.rigor)


@law(pairs(), times=0.75)
def test_the_ways_that_a_conflict_offers_do_decide_it(pair: tuple[Playbook, Playbook]) -> None:
    """Whoever adds the line that each message asks for is done.

    clashes(c + {choice(k) : k ∈ clashes(c)}) = ∅, and each of these choices decides.
    """
    composition = resolved(pair)
    composed = compose(composition, pair)
    assert composed.clashes == ()
    assert {preference for _, _, preference in composed.decided} == set(composition.prefer)


@law(pairs())
def test_what_each_segment_declares_is_there_once(pair: tuple[Playbook, Playbook]) -> None:
    """A composition is a union: nothing is dropped, nothing is doubled, and what was not decided is as it was.

    ids(p₁ + p₂) = ids(p₁) ∪ ids(p₂), and an undecided definition of p₁ + p₂ is that of p₁ or p₂.
    """
    composition = resolved(pair)
    composed = compose(composition, pair).playbook
    assert composed is not None
    decided = {(one.part, one.id) for one in composition.prefer}
    for part in (part for part in PARTS if part != "ladder"):
        there = [key_of(part, one) for one in getattr(composed, part)]
        declared = {key_of(part, one): one for book in map(bound, pair) for one in getattr(book, part)}
        assert sorted(there) == sorted(declared)
        for one in getattr(composed, part):
            if (part, key_of(part, one)) not in decided:
                assert one == declared[key_of(part, one)]


@law(st.tuples(playbooks(), playbooks(), playbooks()), times=0.5)
def test_no_order_decides_what_a_composition_says(books: tuple[Playbook, Playbook, Playbook]) -> None:
    """All orders of the parts and of their names give one playbook, or one list of conflicts.

    compose(π(p₁, p₂, p₃)) = compose(p₁, p₂, p₃).
    """
    named = tuple(as_segment(book, name) for book, name in zip(books, ("shops", "clinics", "banks"), strict=True))
    length = min(len(book.ladder.rungs) for book in named)
    parts = tuple(_short(book, length) for book in named)
    composition = resolved(parts)
    for whether in (composition, composition.model_copy(update={"prefer": ()})):
        usual = compose(whether, parts)
        for order in permutations(parts):
            of = tuple(book.segment.id for book in order)
            assert compose(whether.model_copy(update={"of": of}), order) == usual


@law(playbooks(), account_facts(), times=0.75)
def test_a_segment_joined_with_its_twin_judges_as_it_does_alone(book: Playbook, facts: AccountFacts) -> None:
    """What two segments say alike is said once, and needs no decision.

    assess(facts, p + p) = assess(facts, p).
    """
    twins = as_segment(book, "clinics"), as_segment(book, "shops")
    composed = compose(Composition(id="both", name="Both", of=("shops", "clinics")), twins)
    assert composed.clashes == () and composed.playbook is not None
    alone, twice = (assess(facts, one, day(AS_OF)) for one in (bound(twins[0]), composed.playbook))
    assert (alone.standing, alone.health, alone.scores) == (twice.standing, twice.health, twice.scores)
    assert (alone.milestones, alone.checklists, alone.clocks) == (twice.milestones, twice.checklists, twice.clocks)


@law(pairs(), times=0.5)
def test_a_preference_that_nothing_needs_is_refused(pair: tuple[Playbook, Playbook]) -> None:
    """A line that decides nothing would decide something unseen when a plugin changes.

    clashes(c + idle) = {idle}, where c has no clashes.
    """
    composition = resolved(pair)
    free = [one.id for one in pair[0].values if one in pair[1].values]
    assume(free)
    idle = Preference(part="values", id=free[0], takes=("shops",))
    clashes = compose(composition.model_copy(update={"prefer": (*composition.prefer, idle)}), pair).clashes
    told = f"values:{free[0]}: it decides nothing, for nothing else is in conflict"
    assert [(clash.preference, clash.message) for clash in clashes] == [(idle, told)]
