"""Governance of decisions: strategies for archetypes of options, for approvals with their sources, and for signals."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from vpl_core.model.alternatives import OptionType
from vpl_core.model.approvals import Citation, RequiredApproval
from vpl_core.model.conditions import AtLeast
from vpl_core.model.decision_signals import DecisionSignal
from vpl_core.model.option_archetypes import OptionArchetype
from vpl_core.model.playbook import Playbook
from vpl_core.testing.strategies.conditions import conditions

ARCHETYPES = (
    OptionArchetype(
        id="one-room-first",
        name="One room first",
        type="staged_pilot",
        means="It is tried in one room.",
        fits="Rooms are alike.",
        trades="Weeks for certainty.",
        reversal="The room goes back.",
    ),
)
APPROVALS = (
    RequiredApproval(
        id="house-rules",
        name="House rules",
        confirms="It is within the rules.",
        role="Janitor",
        types=("redesign",),
        archetypes=("one-room-first",),
        source=Citation(title="House rules", section="rule 1", url="https://rules.example/1"),
        months=12,
    ),
)
SIGNALS = (
    DecisionSignal(
        id="too-many-hours",
        direction="reversal",
        says="Thirty hours are spent; then all is as it was.",
        when=AtLeast(value="hours-spent", limit=30),
    ),
    DecisionSignal(
        id="half-go-wrong",
        direction="stop",
        says="Half of it is wrong; then it ends.",
        when=AtLeast(value="errors-made", limit=50),
    ),
)
"""What the small made-up segment says of its decisions."""


def option_archetypes(id_: str = "an-archetype") -> st.SearchStrategy[OptionArchetype]:
    said = {name: st.just(f"What it {name}") for name in ("means", "fits", "trades", "reversal")}
    type_ = st.sampled_from(get_args(OptionType))
    return st.builds(OptionArchetype, id=st.just(id_), name=st.just(f"Archetype {id_}"), type=type_, **said)


def citations() -> st.SearchStrategy[Citation]:
    return st.builds(
        Citation,
        title=st.just("Rules of somebody"),
        section=st.sampled_from(["section 1", "45 CFR 164.530(a)(1)(i)"]),
        url=st.sampled_from(["https://rules.example", "https://rules.example/1?a=b#c"]),
    )


def required_approvals(playbook: Playbook, id_: str = "an-approval") -> st.SearchStrategy[RequiredApproval]:
    """An approval of every decision, or of some types and archetypes, with a condition or without."""
    archetypes = [archetype.id for archetype in playbook.option_archetypes]
    return st.builds(
        RequiredApproval,
        id=st.just(id_),
        name=st.just(f"Approval {id_}"),
        confirms=st.just(f"That {id_} is so"),
        role=st.sampled_from(["Privacy official", "Controller"]),
        types=st.lists(st.sampled_from(get_args(OptionType)), max_size=2, unique=True).map(tuple),
        archetypes=st.sampled_from([(), tuple(archetypes)]),
        condition=st.one_of(st.none(), conditions(playbook)),
        source=citations(),
        months=st.sampled_from([1, 12, 120]),
    )


def decision_signals(playbook: Playbook, id_: str = "a-sign") -> st.SearchStrategy[DecisionSignal]:
    direction = st.sampled_from(["reversal", "stop"])
    says = st.just("It went the other way.")
    return st.builds(DecisionSignal, id=st.just(id_), direction=direction, says=says, when=conditions(playbook))
