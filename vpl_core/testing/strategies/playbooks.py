"""Playbooks: sound segments made up at random, and strategies for each of their parts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, get_args

from hypothesis import strategies as st

from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import AtMost
from vpl_core.model.health import HealthSignal
from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.milestones import Milestone, Stage, StageWindow, Window
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook, Segment
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.model.values import UNITS_OF, Category, Kind, Method, Threshold, ValueDefinition
from vpl_core.rules.soundness import ceiling, faults_of, is_carried
from vpl_core.testing.strategies.choosing import only
from vpl_core.testing.strategies.conditions import conditions
from vpl_core.testing.strategies.governance import (
    APPROVALS,
    ARCHETYPES,
    SIGNALS,
    decision_signals,
    option_archetypes,
    required_approvals,
)
from vpl_core.testing.strategies.texts import lines

STEPS = ("step-1", "step-2", "step-3")


@st.composite
def value_definitions(draw: st.DrawFn, id_: str = "a-value", kind: Kind | None = None) -> ValueDefinition:
    """A value of any category and unit, bounded where percentages and scores are."""
    category = draw(st.sampled_from(Category))
    unit = draw(st.sampled_from(sorted(UNITS_OF[category])))
    bounded = {"percent": {"least": 0, "most": 100}, "score": {"least": 0, "most": 10}}
    return ValueDefinition(
        id=id_,
        name=f"Value {id_}",
        what=f"What {id_} counts",
        unit=unit,
        direction=draw(st.sampled_from(["up", "down"])),
        category=category,
        kind=draw(st.sampled_from(Kind)) if kind is None else kind,
        methods=tuple(draw(st.lists(st.sampled_from(get_args(Method)), min_size=1, max_size=3, unique=True))),
        refresh_days=draw(st.sampled_from([30, 90])),
        internal=kind is None and draw(st.booleans()),
        **bounded.get(unit, {}),
    )


def thresholds(value: ValueDefinition, id_: str = "a-threshold") -> st.SearchStrategy[Threshold]:
    """Numbers in the unit of the value that they decide about, published by somebody or not."""
    number = st.integers(1, 10).map(Decimal)
    return st.builds(Threshold, id=st.just(id_), number=number, unit=st.just(value.unit), source=lines)


def bands(low: int = 0, high: int = 100) -> st.SearchStrategy[tuple[Band, ...]]:
    """A table that holds every number once: up to four half-open rows, cut between `low` and `high`."""
    cuts = st.lists(st.integers(low + 1, high - 1), max_size=3, unique=True).map(sorted)
    return st.builds(_table, cuts, st.lists(st.integers(0, 100), min_size=4, max_size=4))


def _table(cuts: list[int], points: list[int]) -> tuple[Band, ...]:
    ends = [None, *cuts, None]
    return tuple(
        Band(name=f"row {n}", at_least=low, below=high, points=points[n])
        for n, (low, high) in enumerate(itertools.pairwise(ends))
    )


def factors(values: Sequence[ValueDefinition], id_: str = "a-factor") -> st.SearchStrategy[Factor]:
    """A factor that reads an attribute by its text, or a value by its table."""
    common = {"id": st.just(id_), "name": st.just(f"Factor {id_}"), "tag": st.just("retain")}
    weight = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(30)])
    points = st.tuples(st.integers(0, 100), st.integers(0, 100))
    choices = points.map(lambda some: (Choice(text="small", points=some[0]), Choice(text="large", points=some[1])))
    of_text = st.builds(
        Factor, **common, weight=weight, aspect=st.just("attribute"), attribute=st.just("size"), choices=choices
    )
    value = st.sampled_from([value.id for value in values])
    of_value = st.builds(Factor, **common, weight=weight, aspect=st.just("action"), value=value, bands=bands())
    return st.one_of(of_text, of_value)


def scorecards(values: Sequence[ValueDefinition]) -> st.SearchStrategy[Scorecard]:
    some = [factors(values, f"factor-{number}") for number in range(3)]
    return st.builds(
        Scorecard,
        id=st.just("card"),
        name=st.just("Card"),
        what_for=st.just("Where to spend a day"),
        factors=st.one_of(st.tuples(some[0]), st.tuples(*some)),
        bands=bands(),
    )


def windows() -> st.SearchStrategy[Window]:
    return st.builds(
        lambda opens, length: Window(opens=opens, closes=None if length is None else opens + length),
        st.integers(0, 24),
        st.one_of(st.none(), st.integers(1, 12)),
    )


def calendars() -> st.SearchStrategy[tuple[StageWindow, ...]]:
    """A calendar of its own: five stages, every month in exactly one of them."""
    cuts = st.lists(st.integers(1, 36), min_size=4, max_size=4, unique=True).map(sorted)
    return cuts.map(
        lambda ends: tuple(
            StageWindow(stage=stage, opens=opens, closes=closes)
            for stage, (opens, closes) in zip(Stage, itertools.pairwise([0, *ends, None]), strict=True)
        )
    )


def segments() -> st.SearchStrategy[Segment]:
    """A segment with the usual calendar or one of its own, and with a floor or without."""
    return st.builds(
        Segment,
        id=st.just("made-up"),
        name=st.just("Made up"),
        cares_about=st.just("Time"),
        floor=st.sampled_from(Rigor),
        calendar=st.one_of(st.just(()), calendars()),
    )


def milestones(playbook: Playbook, id_: str, before: Sequence[str] = ()) -> st.SearchStrategy[Milestone]:
    """A milestone that may wait for those before it."""
    return st.builds(
        Milestone,
        id=st.just(id_),
        name=st.just(f"Step {id_}"),
        stage=st.sampled_from(Stage),
        counts_as_reached=st.just(f"{id_} is reached"),
        why_it_matters=st.just(f"{id_} matters"),
        condition=conditions(playbook, before),
        window=st.one_of(st.none(), windows()),
        grace_days=st.sampled_from([0, 60]),
        next_step=lines,
    )


def questions(playbook: Playbook, id_: str = "a-question") -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        id=st.just(id_),
        text=st.just("Is it so?"),
        condition=conditions(playbook),
        why=st.just("It matters"),
        next_step=st.just("Ask"),
    )


def checklists(playbook: Playbook) -> st.SearchStrategy[Checklist]:
    asked = st.tuples(questions(playbook, "question-1"), questions(playbook, "question-2"))
    return st.builds(
        Checklist,
        id=st.just("go"),
        name=st.just("Go"),
        decides=st.just("Whether to go"),
        questions=asked,
        internal=st.booleans(),
    )


def health_signals(playbook: Playbook, id_: str = "a-signal") -> st.SearchStrategy[HealthSignal]:
    colour = st.sampled_from(["yellow", "red"])
    says = st.just("Something is wrong.")
    return st.builds(HealthSignal, id=st.just(id_), colour=colour, when=conditions(playbook), says=says)


def stop_rules(playbook: Playbook) -> st.SearchStrategy[StopRule]:
    milestone = st.sampled_from([one.id for one in playbook.milestones])
    return st.builds(
        StopRule,
        clock=st.sampled_from(Clock),
        milestone=milestone,
        target_days=st.one_of(st.none(), st.integers(1, 400)),
    )


MADE_UP = Playbook(
    segment=Segment(id="made-up", name="Made up", cares_about="Time"),
    values=tuple(
        ValueDefinition(
            id=id_,
            name=f"Value {id_}",
            what=f"What {id_} counts",
            unit=unit,
            direction=direction,
            category=category,
            kind=kind,
            methods=("time_log", "instrumented"),
            refresh_days=30,
            least=0,
            most=most,
        )
        for id_, unit, direction, category, kind, most in (
            ("hours-spent", "hours", "down", "time", "outcome", 40),
            ("errors-made", "percent", "down", "quality", "outcome", 100),
            ("orders-won", "count", "up", "revenue", "outcome", 500),
            ("people-in-it", "percent", "up", "adoption", "usage", 100),
            ("calls-made", "count", "down", "adoption", "leading", 50),
        )
    ),
    thresholds=(
        Threshold(id="few-hours", number=4, unit="hours"),
        Threshold(id="most-people", number=80, unit="percent", source="Published by somebody"),
    ),
    milestones=tuple(
        Milestone(
            id=id_,
            name=f"Step {id_}",
            stage=Stage.FOUNDATION,
            counts_as_reached=f"{id_} is reached",
            why_it_matters=f"{id_} matters",
            condition=AtMost(value="hours-spent", limit="few-hours"),
        )
        for id_ in STEPS
    ),
    option_archetypes=ARCHETYPES,
    approvals=APPROVALS,
    decision_signals=SIGNALS,
    ladder=Ladder(
        id="ladder",
        name="Ladder",
        rungs=(
            Rung(
                id="rung-1", name="Rung 1", proves="It is used", carries="adoption", milestones=STEPS, floor="reported"
            ),
        ),
    ),
)
"""A small sound segment that nobody sells anything to."""


def playbooks(like: Playbook = MADE_UP) -> st.SearchStrategy[Playbook]:
    """Sound segments with the values and thresholds of the one given, and everything else made up.

    Three milestones on up to three rungs, a scorecard, a signal, a checklist, a clock, and of what governs decisions
    an archetype, an approval and a signal for each direction.
    """
    base = _rebuilt(like, milestones=MADE_UP.milestones, predicates=like.predicates, origins=(), approvals=())
    known = _rebuilt(base, option_archetypes=ARCHETYPES)

    def made(steps: tuple[Milestone, ...], asked: list[_RungPlan], **parts: Any) -> Playbook:
        book = _rebuilt(base, milestones=steps)
        return _rebuilt(book, ladder=_ladder(book, asked), **parts)

    some = st.builds(
        made,
        st.tuples(*(milestones(base, id_, STEPS[:number]) for number, id_ in enumerate(STEPS))),
        st.lists(_rung_plans(), min_size=1, max_size=3),
        scorecards=scorecards(base.values).map(_alone),
        health_signals=health_signals(base).map(_alone),
        checklists=checklists(base).map(_alone),
        stop_rules=stop_rules(base).map(_alone),
        option_archetypes=option_archetypes(ARCHETYPES[0].id).map(_alone),
        approvals=required_approvals(known, APPROVALS[0].id).map(_alone),
        decision_signals=st.tuples(*(decision_signals(base, one.id) for one in SIGNALS)),
    )
    # One in four holds a condition of chance that contradicts itself.
    return only(some, lambda book: not faults_of(book))


def ladders(playbook: Playbook) -> st.SearchStrategy[Ladder]:
    """Ladders over the playbook's milestones, sound by themselves."""
    ids = [milestone.id for milestone in playbook.milestones]
    return st.lists(_rung_plans(ids), min_size=1, max_size=3).map(lambda asked: _ladder(playbook, asked))


def rungs(playbook: Playbook) -> st.SearchStrategy[Rung]:
    return ladders(playbook).map(lambda ladder: ladder.rungs[0])


_RungPlan = tuple[list[str], int | None, Rigor]


def _rung_plans(ids: Sequence[str] = STEPS) -> st.SearchStrategy[_RungPlan]:
    """What a rung asks for: one or two milestones, all or one of them, and at which rigor if they can have it."""
    chosen = st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)
    return st.tuples(chosen, st.sampled_from([None, 1]), st.sampled_from(Rigor))


def _ladder(playbook: Playbook, asked: list[_RungPlan]) -> Ladder:
    """Rungs in order of rigor, none above what its milestones can prove, each called what carries it."""
    best = [min((ceiling(playbook, playbook.milestone[m].condition) for m in ids), key=_rank) for ids, _, _ in asked]
    floors = sorted((floor for _, _, floor in asked), key=_rank)
    reachable = [min([floor, *best[number:]], key=_rank) for number, floor in enumerate(floors)]
    return Ladder(
        id="ladder",
        name="Ladder",
        rungs=tuple(
            Rung(
                id=f"rung-{number}",
                name=f"Rung {number}",
                proves="Something",
                carries=_carried_by(playbook, ids),
                milestones=tuple(ids),
                at_least=at_least,
                floor=floor,
            )
            for number, ((ids, at_least, _), floor) in enumerate(zip(asked, reachable, strict=True), start=1)
        ),
    )


def _carried_by(playbook: Playbook, ids: list[str]) -> Literal["outcome", "adoption"]:
    """What carries a rung, whichever of its milestones are reached."""
    return "outcome" if all(is_carried(playbook, playbook.milestone[m].condition) for m in ids) else "adoption"


def _rebuilt(playbook: Playbook, **changes: Any) -> Playbook:
    """The playbook with other parts; a copy would keep the tables that were made of the old ones."""
    return Playbook(**{**{part: getattr(playbook, part) for part in Playbook.model_fields}, **changes})


def _rank(rigor: Rigor) -> int:
    return rigor.rank


def _alone(word: Any) -> tuple[Any, ...]:
    return (word,)
