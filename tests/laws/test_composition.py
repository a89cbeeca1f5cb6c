"""Laws of composition: nothing is lost, nothing is weaker than a part, and no order decides."""

from __future__ import annotations

import dataclasses
from itertools import permutations
from typing import Any

from hypothesis import assume, given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import assessed, day, known, rung
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.compositions import Composition, Preference
from vpl_core.model.ladder import Ladder
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
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
    return _short(as_segment(first, "clinics"), length), _short(as_segment(second, "shops", steps=steps), length)


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


@given(pairs(), account_facts())
def test_whoever_holds_a_rung_of_a_joined_ladder_holds_it_in_each_part(
    pair: tuple[Playbook, Playbook], facts: AccountFacts
) -> None:
    """No joined rung is easier than that rung of a segment assessed alone, whether proven or claimed."""
    composed = compose(resolved(pair), pair).playbook
    assert composed is not None
    joined = assess(facts, composed, day(AS_OF)).standing
    for part in pair:
        alone = assess(facts, part, day(AS_OF)).standing
        assert alone.proven >= joined.proven
        assert alone.claimed >= joined.claimed


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


@given(st.lists(ladders, min_size=2, max_size=3), _all_judged)
def test_a_joined_rung_asks_for_no_less_than_each_of_its_parts(
    parts: list[Ladder], judged: tuple[tuple[Outcome, Rigor], ...]
) -> None:
    """Whatever milestones are reached, and however well proven: fewer of several, or a weaker proof, never suffice."""
    states = {step: _state(step, *found) for step, found in zip(STEPS, judged, strict=True)}
    joined = stand(join_ladders("both", "Both", parts), states)
    for part in parts:
        alone = stand(part, states)
        assert alone.proven >= joined.proven
        assert alone.claimed >= joined.claimed


@given(pairs())
def test_the_ways_that_a_conflict_offers_do_decide_it(pair: tuple[Playbook, Playbook]) -> None:
    """Whoever adds the line that each message asks for is done."""
    composition = resolved(pair)
    composed = compose(composition, pair)
    assert composed.clashes == ()
    assert {preference for _, _, preference in composed.decided} == set(composition.prefer)


@given(pairs())
def test_what_each_segment_declares_is_there_once(pair: tuple[Playbook, Playbook]) -> None:
    """A composition is a union: nothing is dropped, nothing is doubled, and what was not decided is as it was."""
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


@given(st.tuples(playbooks(), playbooks(), playbooks()))
def test_no_order_decides_what_a_composition_says(books: tuple[Playbook, Playbook, Playbook]) -> None:
    """All orders of the parts and of their names give one playbook, or one list of conflicts."""
    named = tuple(as_segment(book, name) for book, name in zip(books, ("shops", "clinics", "banks"), strict=True))
    length = min(len(book.ladder.rungs) for book in named)
    parts = tuple(_short(book, length) for book in named)
    composition = resolved(parts)
    for whether in (composition, composition.model_copy(update={"prefer": ()})):
        usual = compose(whether, parts)
        for order in permutations(parts):
            of = tuple(book.segment.id for book in order)
            assert compose(whether.model_copy(update={"of": of}), order) == usual


@given(playbooks(), account_facts())
def test_a_segment_joined_with_its_twin_judges_as_it_does_alone(book: Playbook, facts: AccountFacts) -> None:
    """What two segments say alike is said once, and needs no decision."""
    twins = as_segment(book, "clinics"), as_segment(book, "shops")
    composed = compose(Composition(id="both", name="Both", of=("shops", "clinics")), twins)
    assert composed.clashes == () and composed.playbook is not None
    alone, joined = (assess(facts, one, day(AS_OF)) for one in (bound(twins[0]), composed.playbook))
    assert (alone.standing, alone.health, alone.scores) == (joined.standing, joined.health, joined.scores)
    assert (alone.milestones, alone.checklists, alone.clocks) == (joined.milestones, joined.checklists, joined.clocks)


@given(pairs())
def test_a_preference_that_nothing_needs_is_refused(pair: tuple[Playbook, Playbook]) -> None:
    """A line that decides nothing would decide something unseen when a plugin changes."""
    composition = resolved(pair)
    free = [one.id for one in pair[0].values if one in pair[1].values]
    assume(free)
    idle = Preference(part="values", id=free[0], takes=("shops",))
    [clash] = compose(composition.model_copy(update={"prefer": (*composition.prefer, idle)}), pair).clashes
    assert clash.preference == idle
    assert clash.message == f"values:{free[0]}: it decides nothing, for nothing else is in conflict"
