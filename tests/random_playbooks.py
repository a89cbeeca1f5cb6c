"""Random playbooks: Hypothesis strategies for conditions and all that a segment declares.

Whatever can be listed is listed once and drawn as a whole, which keeps a thousand accounts cheap.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.worlds import VALUES, playbook, rung, step
from vpl_core.model.approvals import Citation, RequiredApproval
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import (
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    EvidenceOf,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.decision_signals import DecisionSignal
from vpl_core.model.health import HealthSignal
from vpl_core.model.ladder import Rung
from vpl_core.model.milestones import Stage
from vpl_core.model.option_archetypes import OptionArchetype
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Band, Choice, Factor, Scorecard
from vpl_core.model.time_to_value import Clock, StopRule
from vpl_core.testing.strategies import joined

IDS = tuple(value.id for value in VALUES)
STEPS = ("step-1", "step-2", "step-3")
AS_OF = 120
"""The usual day of assessment, in days after the start; facts are drawn from before and after it."""
SMALL = range(11)
"""Readings and limits come from one small range, so that they often meet exactly."""


# --- conditions -------------------------------------------------------------------------------------------------

ABOUT_READINGS: list[Any] = [
    condition
    for value, limit in itertools.product(IDS, SMALL)
    for condition in (
        AtLeast(value=value, limit=limit),
        AtMost(value=value, limit=limit),
        AtLeast(value=value, limit=limit, strictly=True),
        Between(value=value, low=limit, high=limit + 3),
        ChangedBy(value=value, limit=limit - 5),
        ChangedBy(value=value, limit=20 * limit - 100, counted_in="percent"),
        GapClosed(value=value, percent=10 * limit),
        TargetMet(value=value),
    )
]
SUSTAINED: list[Any] = [
    Sustained(condition=one, **length)
    for one in ABOUT_READINGS
    for length in ({"readings": 2}, {"readings": 3}, {"days": 1}, {"days": 20})
]
OF_EVIDENCE: list[Any] = [
    EvidenceOf(kinds=kinds, **about, at_least=at_least, count=count)
    for kinds in (("report",), ("report", "confirmation", "agreement"))
    for about in (*({"milestone": one} for one in STEPS), *({"value": one} for one in IDS[:3]))
    for at_least in Rigor
    for count in (1, 2)
]
OF_RECORDS: list[Any] = [
    *(PlanAgreed(at_least=count) for count in (1, 2)),
    *(Recorded(fact=fact) for fact in ("sponsor", "goal", "decision", "options")),
    AttributeIs(attribute="size", one_of=("small", "5")),
]
about_readings = st.sampled_from(ABOUT_READINGS)
without_evidence = st.one_of(
    about_readings,
    st.sampled_from(SUSTAINED),
    st.sampled_from([Not(condition=one) for one in ABOUT_READINGS]),
    st.sampled_from(OF_RECORDS),
)


def _conditions(steps: Sequence[str]) -> st.SearchStrategy[Any]:
    reached = [st.sampled_from([MilestoneReached(milestone=one) for one in steps])] if steps else []
    return joined(st.one_of(without_evidence, st.sampled_from(OF_EVIDENCE), *reached))


conditions_without_milestones = _conditions(())
conditions = _conditions(STEPS)
conditions_of_step = [_conditions(STEPS[:number]) for number in range(len(STEPS))]
"""A step waits only for steps before it."""


# --- playbooks --------------------------------------------------------------------------------------------------


def _factor(id_: str, aspect: str, tag: str, weight: str, **reads: Any) -> Factor:
    return Factor(id=id_, name=id_.title(), aspect=aspect, tag=tag, weight=weight, **reads)


CARD = Scorecard(
    id="fit",
    name="Fit",
    what_for="Where to spend a day",
    factors=(
        _factor(
            *("size", "attribute", "grow", "30"),
            attribute="size",
            choices=(Choice(text="small", points=20), Choice(text="large", points=90)),
        ),
        _factor(
            *("use", "action", "non_transactional", "12.5"),
            value="seats",
            bands=(Band(name="idle", below=3, points=0), Band(name="busy", at_least=3, points=100)),
        ),
        _factor(
            *("mood", "attitude", "satisfaction", "7"),
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
CLOCKS = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="step-1", target_days=30),
    StopRule(clock=Clock.FIRST_VALUE, milestone="step-2", target_days=60),
    StopRule(clock=Clock.FULL_VALUE, milestone="step-3"),
)
_stages = st.tuples(st.sampled_from([*Stage, Stage.STRATEGIC, Stage.STRATEGIC]), st.sampled_from([0, 60]))
"""Often without an end, so that not every account is late."""
_floors = st.lists(st.sampled_from([*Rigor, *[*Rigor][:3]]), min_size=1, max_size=3).map(
    lambda floors: sorted(floors, key=_rank)
)
_needs = st.tuples(st.lists(st.sampled_from(STEPS), min_size=1, max_size=2, unique=True), st.sampled_from([None, 1]))
_signals = st.lists(st.tuples(st.sampled_from(["yellow", "red"]), conditions), max_size=2)


ARCHETYPE = OptionArchetype(
    id="one-shop-first",
    name="One shop first",
    type="staged_pilot",
    means="It is tried in one shop",
    fits="Shops are alike",
    trades="Weeks for certainty",
    reversal="The shop goes back",
)
_asked_of = st.tuples(st.sampled_from([(), ("redesign",)]), st.sampled_from([(), ("one-shop-first",)]))
"""Types and archetypes of option."""
_approvals = st.builds(
    lambda kinds, condition, months: RequiredApproval(
        id="house-rules",
        name="House rules",
        confirms="It is within the rules",
        role="Works council",
        types=kinds[0],
        archetypes=kinds[1],
        condition=condition,
        months=months,
        source=Citation(title="House rules", section="rule 1", url="https://rules.example/1"),
    ),
    _asked_of,
    st.one_of(st.none(), conditions),
    st.sampled_from([1, 12]),
)
_decision_signals = st.builds(
    lambda direction, when: DecisionSignal(id="worse", direction=direction, says="It is worse", when=when),
    st.sampled_from(["reversal", "stop"]),
    conditions,
)


def _rank(rigor: Rigor) -> int:
    return rigor.rank


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """Three milestones on up to three rungs, with everything else that a segment has."""
    milestones = []
    for id_, condition in zip(STEPS, conditions_of_step, strict=True):
        stage, grace_days = draw(_stages)
        milestones.append(step(id_, draw(condition), stage=stage, grace_days=grace_days))
    signals = [
        HealthSignal(id=f"alarm-{number}", colour=colour, when=when, says="Something is wrong.")
        for number, (colour, when) in enumerate(draw(_signals), start=1)
    ]
    asked = Question(id="q-1", text="Is it so?", condition=draw(conditions), why="It matters", next_step="Ask")
    return playbook(
        *milestones,
        rungs=tuple(_rung(number, floor, *draw(_needs)) for number, floor in enumerate(draw(_floors), start=1)),
        scorecards=(CARD,),
        health_signals=tuple(signals),
        checklists=(Checklist(id="go", name="Go", decides="Whether to go", questions=(asked,)),),
        stop_rules=CLOCKS,
        option_archetypes=(ARCHETYPE,),
        approvals=(draw(_approvals),),
        decision_signals=(draw(_decision_signals),),
    )


def _rung(number: int, floor: Rigor, milestones: list[str], at_least: int | None) -> Rung:
    return rung(number, *milestones, floor=floor, at_least=at_least)
