"""Composed rules: what a joined rung, promise or milestone asks for, and what is told of where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.worlds import agreed, assessed, known, playbook, reading, rung, step, value
from vpl_core.app.explain import explain
from vpl_core.app.portfolio import Assessed
from vpl_core.model.compositions import Composition, Declared, Preference
from vpl_core.model.conditions import AtLeast, PlanAgreed
from vpl_core.model.ladder import Rung
from vpl_core.model.milestones import Stage, StageWindow
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook, Segment
from vpl_core.model.values import Threshold
from vpl_core.ports import nowhere
from vpl_core.rules.composition import compose


def segment(id_: str, *rungs: Rung, **parts: Any) -> Playbook:
    """A segment with a step for each that its rungs name."""
    steps = tuple(step(one) for one in dict.fromkeys(m for rung_ in rungs for m in rung_.milestones))
    about = Segment(id=id_, name=id_.title(), cares_about=f"What {id_} care about.")
    return playbook(*parts.pop("milestones", steps), rungs=rungs, segment=about, **parts)


def both(*parts: Playbook, **words: Any) -> Composition:
    return Composition(id="both", name="Both", of=tuple(part.segment.id for part in parts), **words)


def test_rungs_are_joined_number_by_number_with_the_needs_of_each_and_the_stricter_floor() -> None:
    small = segment("small", rung(1, "a", "b", floor=Rigor.REPORTED), rung(2, "c", floor=Rigor.MEASURED))
    clinic = segment(
        "clinic", rung(1, "d", floor=Rigor.MEASURED), rung(2, "e", carries="outcome", floor=Rigor.MEASURED)
    )
    joined = compose(both(small, clinic), [small, clinic]).playbook
    assert joined is not None
    first, second = joined.ladder.rungs
    assert (first.milestones, first.needed, first.floor, first.carries) == (("d", "a", "b"), 3, "measured", "adoption")
    assert (second.milestones, second.needed, second.carries) == (("e", "c"), 2, "outcome")
    assert joined.segment.cares_about == "What clinic care about. What small care about."


@pytest.mark.parametrize(
    ("one", "other", "needed"), [((3, 2), (3, 3), 6), ((3, 2), (3, 2), 5), ((3, 1), (2, 1), 4), ((1, 1), (4, 1), 5)]
)
def test_where_rungs_leave_a_choice_the_joined_one_leaves_no_more_than_each(
    one: tuple[int, int], other: tuple[int, int], needed: int
) -> None:
    """Two of three and all of three others is no single count over six, so all six are asked for."""
    small = segment("small", rung(1, *(f"a{n}" for n in range(one[0])), at_least=one[1]))
    clinic = segment("clinic", rung(1, *(f"b{n}" for n in range(other[0])), at_least=other[1]))
    joined = compose(both(small, clinic), [small, clinic]).playbook
    assert joined is not None
    assert joined.ladder.rungs[0].needed == needed


def test_ladders_of_different_length_are_not_joined_until_one_is_preferred() -> None:
    small, clinic = segment("small", rung(1, "a")), segment("clinic", rung(1, "b"), rung(2, "c"))
    [clash] = compose(both(small, clinic), [small, clinic]).clashes
    assert clash.message == (
        "the ladders cannot be joined rung by rung:"
        " they have 2 in clinic (plugin unknown) and 1 in small (plugin unknown)"
    )
    preferred = both(small, clinic, prefer=(Preference(part="ladder", takes=("clinic",)),))
    chosen = compose(preferred, [small, clinic]).playbook
    assert chosen is not None and chosen.ladder == clinic.ladder
    assert {milestone.id for milestone in chosen.milestones} == {"a", "b", "c"}


def promising(book: Playbook, **promises: Any) -> Playbook:
    """The segment with a floor or a calendar of its own."""
    return book.model_copy(update={"segment": book.segment.model_copy(update=promises)})


def test_a_composed_segment_promises_what_the_strictest_of_its_parts_promises() -> None:
    small = promising(segment("small", rung(1, "a")), floor=Rigor.REPORTED)
    clinic = promising(segment("clinic", rung(1, "b", floor=Rigor.MEASURED)), floor=Rigor.MEASURED)
    joined = compose(both(small, clinic), [small, clinic]).playbook
    assert joined is not None and joined.segment.floor is Rigor.MEASURED


def test_calendars_that_differ_have_to_be_decided_and_no_milestone_loses_its_window() -> None:
    slow = (
        StageWindow(stage=Stage.EARLY_WIN, opens=0, closes=2),
        StageWindow(stage=Stage.FOUNDATION, opens=2, closes=3),
    )
    small, clinic = segment("small", rung(1, "a")), promising(segment("clinic", rung(1, "b")), calendar=slow)
    [clash] = compose(both(small, clinic), [small, clinic]).clashes
    assert clash.message.startswith("calendar: 'calendar' is not the same in clinic (plugin unknown) and in small")
    assert (clash.part, clash.id, clash.choices) == ("calendar", "", (("clinic",), ("small",)))
    for preferred, months in (("clinic", 2), ("small", 1)):
        prefer = (Preference(part="calendar", takes=(preferred,)),)
        joined = compose(both(small, clinic, prefer=prefer), [small, clinic]).playbook
        assert joined is not None
        assert joined.calendar[Stage.EARLY_WIN].closes == months
        assert joined.months_of(joined.milestone["b"]).closes == 2
        assert joined.months_of(joined.milestone["a"]).closes == 1


def test_words_that_are_too_long_for_one_rung_are_told() -> None:
    small = segment("small", rung(1, "a", name="A" * 100))
    clinic = segment("clinic", rung(1, "b", name="B" * 100))
    [clash] = compose(both(small, clinic), [small, clinic]).clashes
    assert clash.message.startswith("ladder cannot be joined: name: ")
    assert clash.choices == (("clinic",), ("small",))


def test_three_agreed_outcomes_of_a_clinic_are_not_any_three_of_the_larger_segment() -> None:
    """A condition about all outcomes keeps to those of its own segment, or a composition would make it easier."""
    baselines = step("agreed", PlanAgreed(at_least=2))
    care, money = (value("wait"), value("errors")), (value("hours"), value("cost", unit="money", category="cost"))
    clinic = segment("clinic", rung(1, "agreed"), milestones=(baselines,), values=care)
    small = segment("small", rung(1, "begun"), milestones=(step("begun", PlanAgreed(values=("hours",))),), values=money)
    joined = compose(both(small, clinic), [small, clinic]).playbook
    assert joined is not None
    facts = known(plan=(agreed("hours", 10, 5), agreed("cost", 10, 5)))
    standing: Mapping[str, int] = {
        name: assessed(facts, book).standing.proven
        for name, book in (("clinic", clinic), ("small", small), ("joined", joined))
    }
    assert standing == {"clinic": 0, "small": 1, "joined": 0}


def test_a_milestone_of_both_asks_for_what_each_asks_for_and_says_so() -> None:
    one = step("begun", PlanAgreed(values=("hours",)), party="customer", grace_days=10, next_step="Agree hours.")
    other = step("begun", PlanAgreed(values=("errors",)), counts_as_reached="Errors are agreed", next_step="Count.")
    one, other = one.model_copy(update={"audiences": ("it",)}), other.model_copy(update={"audiences": ("sponsor",)})
    small = segment("small", rung(1, "begun"), milestones=(one,))
    clinic = segment("clinic", rung(1, "begun"), milestones=(other,))
    joined = compose(
        both(small, clinic, prefer=(Preference(part="milestones", id="begun", takes=("small", "clinic")),)),
        [small, clinic],
    ).playbook
    assert joined is not None
    [begun] = joined.milestones
    assert begun.counts_as_reached == "begun is reached Errors are agreed"
    assert (begun.party, begun.grace_days, begun.next_step) == ("both", 10, "Agree hours. Count.")
    assert begun.audiences == ("sponsor", "it")
    assert assessed(known(plan=(agreed("hours", 10, 5),)), joined).standing.proven == 0
    assert assessed(known(plan=(agreed("hours", 10, 5), agreed("errors", 10, 5))), joined).standing.proven == 1


def test_a_threshold_that_was_preferred_is_explained_where_it_is_used() -> None:
    busy = step("busy", AtLeast(value="seats", limit="few-seats"))
    small, clinic = (
        segment(
            id_, rung(1, "busy"), milestones=(busy,), thresholds=(Threshold(id="few-seats", number=n, unit="percent"),)
        )
        for id_, n in (("small", 5), ("clinic", 9))
    )
    prefer = (Preference(part="thresholds", id="few-seats", takes=("small",)),)
    joined = compose(both(small, clinic, prefer=prefer), [small, clinic]).playbook
    assert joined is not None
    facts = known((reading("seats", 6),))
    one = Assessed(facts, joined, assessed(facts, joined))
    told_of_it = [(line.depth, line.text) for line in explain(one, "busy", nowhere)]
    at = next(n for n, (_, text) in enumerate(told_of_it) if "(threshold few-seats)" in text)
    assert told_of_it[at + 1] == (told_of_it[at][0] + 1, "from small (plugin unknown), preferred over clinic")


def test_a_declared_composition_knows_the_lines_it_stands_on() -> None:
    preference = Preference(part="ladder", takes=("smb",))
    declared = Declared(Composition(id="x", name="X", of=("a", "b")), path="vpl.toml", lines=((preference, 7),))
    assert declared.place(preference) == "vpl.toml:7"
    assert (declared.line(None), declared.line(Preference(part="ladder", takes=("b",)))) == (0, 0)
