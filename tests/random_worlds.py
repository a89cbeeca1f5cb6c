"""Random worlds: Hypothesis strategies for playbooks and for facts that come close to meeting them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.worlds import SHA, SOURCES, VALUES, agreed, day, known, paper, playbook, reading, rung, step
from vpl_core.model.accounts import AccountFacts, Attribute, Decision, Goal, Option, Override, Person, ValuePlan, Waiver
from vpl_core.model.base import gate
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.evidence import Evidence
from vpl_core.model.health import HealthSignal
from vpl_core.model.ladder import Rung
from vpl_core.model.milestones import Milestone, Stage
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.model.values import ValueDefinition

IDS = tuple(value.id for value in VALUES)
STEPS = ("step-1", "step-2", "step-3")
AS_OF = 120
"""The usual day of assessment, in days after the start; facts are drawn from before and after it."""

some_id = st.sampled_from(IDS)
some_step = st.sampled_from(STEPS)
some_rigor = st.sampled_from(Rigor)
small = st.integers(0, 10)
"""Readings and limits from one small range, so that they often meet exactly."""
numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=3)


# --- conditions -------------------------------------------------------------------------------------------------


@st.composite
def about_readings(draw: st.DrawFn, ids: Sequence[str] = IDS) -> Any:
    value, limit = draw(st.sampled_from(ids)), draw(small)
    return draw(
        st.sampled_from(
            [
                AtLeast(value=value, limit=limit, strictly=draw(st.booleans())),
                AtMost(value=value, limit=limit, strictly=draw(st.booleans())),
                Between(value=value, low=limit, high=limit + 3),
                ChangedBy(value=value, limit=limit - 5, counted_in=draw(st.sampled_from(["units", "percent"]))),
                GapClosed(value=value, percent=10 * limit),
                TargetMet(value=value),
            ]
        )
    )


@st.composite
def sustained(draw: st.DrawFn) -> Sustained:
    length = {"readings": draw(st.integers(2, 3))} if draw(st.booleans()) else {"days": draw(st.integers(1, 30))}
    return Sustained(condition=draw(about_readings()), **length)


@st.composite
def of_evidence(draw: st.DrawFn) -> EvidenceOf:
    about = {"milestone": draw(some_step)} if draw(st.booleans()) else {"value": draw(some_id)}
    kinds = draw(st.sampled_from([("report",), ("report", "confirmation", "agreement")]))
    return EvidenceOf(kinds=kinds, **about, at_least=draw(some_rigor), count=draw(st.integers(1, 2)))


without_evidence: st.SearchStrategy[Any] = st.one_of(
    about_readings(),
    about_readings(),
    sustained(),
    st.builds(Not, condition=about_readings()),
    st.builds(PlanAgreed, at_least=st.integers(1, 2)),
    st.just(AttributeIs(attribute="size", one_of=("small", "5"))),
    st.builds(Recorded, fact=st.sampled_from(["sponsor", "goal", "decision", "options"])),
)


def joined(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The leaves, alone or under all, any and count."""

    def join(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        some = st.lists(parts, min_size=1, max_size=3).map(tuple)
        counts = some.flatmap(
            lambda parts: st.builds(CountOf, conditions=st.just(parts), at_least=st.integers(1, len(parts)))
        )
        return st.one_of(st.builds(AllOf, conditions=some), st.builds(AnyOf, conditions=some), counts)

    return st.recursive(leaves, join, max_leaves=4)


def conditions(steps: Sequence[str] = STEPS) -> st.SearchStrategy[Any]:
    """Any condition but a custom one; it waits only for the milestones named."""
    leaves = [without_evidence, of_evidence()]
    if steps:
        leaves.append(st.builds(MilestoneReached, milestone=st.sampled_from(steps)))
    return joined(st.one_of(leaves))


# --- playbooks --------------------------------------------------------------------------------------------------

CARD = Scorecard(
    id="fit",
    name="Fit",
    what_for="Where to spend a day",
    factors=(
        Factor(
            id="size",
            name="Size",
            aspect="attribute",
            tag="grow",
            weight=30,
            attribute="size",
            choices=(Choice(text="small", points=20), Choice(text="large", points=90)),
        ),
        Factor(
            id="use",
            name="Use",
            aspect="action",
            tag="non_transactional",
            weight="12.5",
            value="seats",
            bands=(Band(name="idle", below=3, points=0), Band(name="busy", at_least=3, points=100)),
        ),
        Factor(
            id="mood",
            name="Mood",
            aspect="attitude",
            tag="satisfaction",
            weight=7,
            value="mood",
            bands=(
                Band(name="low", below=4, points=10),
                Band(name="fair", at_least=4, below=8, points=50),
                Band(name="high", at_least=8, points=95),
            ),
        ),
    ),
    bands=(
        Band(name="weak", below=40),
        Band(name="fair", at_least=40, below=70),
        Band(name="strong", at_least=70),
    ),
)


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """Three milestones on up to three rungs, with everything else that a segment has.

    The health signals rest on readings, attributes and agreements, not on evidence.
    """
    milestones = [_milestone(draw, number) for number in range(len(STEPS))]
    question = st.builds(_question, st.sampled_from(["q-1", "q-2"]), conditions())
    signal = st.builds(HealthSignal, id=st.just("alarm"), colour=_yellow_or_red, when=joined(without_evidence), says=_says)
    return playbook(
        *milestones,
        rungs=_rungs(draw),
        scorecards=(CARD,),
        health_signals=tuple(draw(st.lists(signal, max_size=2))),
        checklists=(Checklist(id="go", name="Go", decides="Whether to go", questions=(draw(question),)),),
        stop_rules=(
            StopRule(clock=Clock.FIRST_ACTION, milestone="step-1", target_days=30),
            StopRule(clock=Clock.FIRST_VALUE, milestone="step-2", target_days=60),
            StopRule(clock=Clock.FULL_VALUE, milestone="step-3"),
        ),
    )


_yellow_or_red = st.sampled_from(["yellow", "red"])
_says = st.just("Something is wrong.")


def _milestone(draw: st.DrawFn, number: int) -> Milestone:
    condition = draw(conditions(STEPS[:number]))
    return step(STEPS[number], condition, stage=draw(st.sampled_from(Stage)), grace_days=draw(st.sampled_from([0, 60])))


def _rungs(draw: st.DrawFn) -> tuple[Rung, ...]:
    floors = sorted(draw(st.lists(some_rigor, min_size=1, max_size=3)), key=lambda rigor: rigor.rank)
    rungs = []
    for number, floor in enumerate(floors, start=1):
        needs = draw(st.lists(some_step, min_size=1, max_size=2, unique=True))
        rungs.append(rung(number, *needs, floor=floor, at_least=draw(st.sampled_from([None, 1]))))
    return tuple(rungs)


def _question(id_: str, condition: Condition) -> Question:
    return Question(id=id_, text="Is it so?", condition=condition, why="It matters", next_step="Ask")


# --- facts ------------------------------------------------------------------------------------------------------

days = st.integers(-10, AS_OF + 30)


def readings_of(ids: Sequence[str]) -> st.SearchStrategy[Observation]:
    return st.builds(
        reading,
        st.sampled_from(ids),
        small,
        days,
        st.sampled_from([source.id for source in SOURCES] + [""]),
        sequence=st.integers(0, 1),
    )


@st.composite
def papers(draw: st.DrawFn, id_: str = "paper") -> Evidence:
    kind = draw(st.sampled_from(["report", "report", "confirmation", "agreement", "reproduction", "raw_data"]))
    named = kind == "confirmation" or draw(st.booleans())
    return paper(
        id_,
        kind,
        draw(days),
        by="Mina" if named else "",
        party=draw(st.sampled_from(["customer", "third_party"] + ["vendor"] * (kind != "confirmation"))),
        sha256=SHA if draw(st.booleans()) else "",
        values=tuple(draw(st.lists(some_id, max_size=3, unique=True))),
        milestones=tuple(draw(st.lists(some_step, max_size=3, unique=True))),
    )


@st.composite
def plans(draw: st.DrawFn, value: ValueDefinition) -> ValuePlan:
    low, high = draw(st.integers(0, 5)), draw(st.integers(6, 10))
    baseline, target = (high, low) if value.direction == "down" else (low, high)
    whole = agreed(value.id, baseline, target, strictly=draw(st.booleans()), due=day(90))
    gone = draw(st.sampled_from(["", "", "", "baseline", "target", "method", "agreed_on"]))
    source = draw(st.sampled_from(["", "timesheet", "product"]))
    return whole.model_copy(update={"source": source, **({gone: None} if gone else {})})


@st.composite
def waivers(draw: st.DrawFn) -> Waiver:
    began = draw(days)
    about = draw(st.sampled_from([*STEPS, "q-1"]))
    expires = day(began + draw(st.integers(1, 90)))
    return Waiver(about=about, because="Not now", by="Mina", on=day(began), expires=expires)


DECIDED = Decision(
    id="renew",
    title="Renew?",
    owner="Mina",
    options=(Option(name="Stay"), Option(name="Leave")),
    chosen="Stay",
    because="It pays",
    decided_on=day(40),
)


@st.composite
def account_facts(draw: st.DrawFn, ids: Sequence[str] = IDS, plan: bool = True) -> AccountFacts:
    """One account with readings of the values named, papers, plans, waivers and records."""
    maybe = st.booleans()
    agreements = [draw(plans(value)) for value in VALUES if plan and draw(maybe)]
    return known(
        tuple(draw(st.lists(readings_of(ids), max_size=10))),
        tuple(draw(papers(f"paper-{number}")) for number in range(draw(st.integers(0, 5)))),
        plan=tuple(agreements),
        waivers=tuple(draw(st.lists(waivers(), max_size=2))),
        attributes=draw(st.sampled_from([(), (Attribute(name="size", content="small"),)])),
        overrides=draw(st.sampled_from([(), (Override(threshold="few-hours", number=6, because="Two shifts", by="Mina"),)])),
        sponsor=Person(name="Mina") if draw(maybe) else None,
        goals=(Goal(id="faster", words="Home by five", level="tactical", said_on=day(50)),) if draw(maybe) else (),
        decisions=(DECIDED,) if draw(maybe) else (),
    )


# --- anything that can be written down --------------------------------------------------------------------------

any_number = st.one_of(
    small,
    st.sampled_from([Decimal("1e15"), Decimal("-1e15"), Decimal("1e-12"), Decimal("-1e-12"), Decimal(0)]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
).map(gate)
any_day = st.one_of(days.map(day), st.dates(), st.sampled_from([dt.date.min, dt.date.max]))


@st.composite
def hostile_facts(draw: st.DrawFn) -> AccountFacts:
    """Facts with any days and numbers, ids that nobody declared, and doubles."""
    facts = draw(account_facts())
    ids = [*IDS, "never-declared"]
    strange = st.builds(
        Observation,
        value=st.sampled_from(ids),
        on=any_day,
        number=any_number,
        source=st.sampled_from(["timesheet", "observer", "never-declared", ""]),
        sequence=st.integers(0, 3),
    )
    observations = draw(st.lists(strange, max_size=8))
    moved = [one.model_copy(update={"on": draw(any_day)}) for one in facts.evidence]
    account = facts.account.model_copy(update={"start": draw(any_day), "renewal": draw(any_day)})
    plan = tuple(_strange_plan(draw, one) for one in account.plan)
    return AccountFacts(
        account=account.model_copy(update={"plan": plan}),
        observations=(*facts.observations, *observations, *observations[:1]),
        evidence=(*moved, *moved[:1]),
        sources=(*facts.sources, *facts.sources[:1]),
    )


def _strange_plan(draw: st.DrawFn, plan: ValuePlan) -> ValuePlan:
    baseline = plan.baseline and plan.baseline.model_copy(update={"number": draw(any_number), "on": draw(any_day)})
    return plan.model_copy(
        update={"baseline": baseline, "target": draw(any_number), "due": draw(any_day), "agreed_on": draw(any_day)}
    )
