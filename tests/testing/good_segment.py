"""A small good segment, and how it is changed for the worse in one place."""

from __future__ import annotations

from typing import Any

from vpl_core import (
    AllOf,
    AtLeast,
    AtMost,
    Band,
    Checklist,
    Citation,
    Custom,
    DecisionSignal,
    Factor,
    HealthSignal,
    Ladder,
    Milestone,
    MilestoneReached,
    OptionArchetype,
    Outcome,
    Predicate,
    Question,
    RequiredApproval,
    Rung,
    Scorecard,
    Segment,
    StopRule,
    Threshold,
    ValueDefinition,
    hookimpl,
)


def has_a_goal(facts: Any, day: Any) -> Outcome:
    return Outcome.MET if facts.account.goals else Outcome.UNKNOWN


def step(id_: str, condition: Any, **changes: Any) -> Milestone:
    usual = {"name": f"Step {id_}", "stage": "growth", "counts_as_reached": "It is so.", "why_it_matters": "It helps."}
    return Milestone(id=id_, condition=condition, **{**usual, **changes})


def rung(id_: str, *milestones: str, **changes: Any) -> Rung:
    usual = {"name": f"Rung {id_}", "proves": "That it is so.", "carries": "outcome", "floor": "reported"}
    return Rung(id=id_, milestones=milestones, **{**usual, **changes})


def bands(*cuts: Any) -> tuple[Band, ...]:
    ends = [None, *cuts, None]
    return tuple(
        Band(name=f"row {n}", at_least=ends[n], below=ends[n + 1], points=10 * n) for n in range(len(ends) - 1)
    )


SEGMENT = Segment(id="kiosks", name="Kiosks", cares_about="Short queues.")
VALUES = (
    ValueDefinition(
        id="queue-minutes",
        name="Time in the queue",
        what="Mean minutes from joining the queue to being served, over one week.",
        unit="minutes",
        direction="down",
        category="process",
        kind="outcome",
        methods=("observation", "instrumented"),
        least=0,
        most=120,
        refresh_days=30,
    ),
    ValueDefinition(
        id="tills-in-use",
        name="Tills in use",
        what="Share of the tills that took a payment in the week.",
        unit="percent",
        direction="up",
        category="adoption",
        kind="usage",
        methods=("instrumented",),
        least=0,
        most=100,
        refresh_days=30,
    ),
    ValueDefinition(
        id="own-margin",
        name="Our own margin here",
        what="What the vendor earns with the account.",
        unit="percent",
        direction="up",
        category="cost",
        kind="leading",
        methods=("finance_record",),
        internal=True,
    ),
)
SHORT_QUEUE = AtMost(value="queue-minutes", limit="short-queue")
IN_USE = AtLeast(value="tills-in-use", limit=80)
GOOD: dict[str, tuple[Any, ...]] = {
    "segments": (SEGMENT,),
    "value_definitions": VALUES,
    "thresholds": (Threshold(id="short-queue", number=4, unit="minutes"),),
    "milestones": (
        step("in-use", IN_USE),
        step("short-queues", AllOf(conditions=(MilestoneReached(milestone="in-use"), SHORT_QUEUE))),
        step("wished-for", AllOf(conditions=(SHORT_QUEUE, Custom(name="has-a-goal")))),
    ),
    "ladders": (
        Ladder(
            id="kiosk-ladder",
            name="From tills to time",
            rungs=(
                rung("used", "in-use", carries="adoption"),
                rung("faster", "short-queues", "wished-for"),
            ),
        ),
    ),
    "checklists": (
        Checklist(
            id="renew",
            name="Ready to talk about renewal",
            decides="Whether to open the talk now.",
            internal=True,
            questions=(
                Question(
                    id="is-it-faster",
                    text="Are the queues shorter than agreed?",
                    condition=MilestoneReached(milestone="short-queues"),
                    why="Nobody pays again for tills alone.",
                    next_step="Count the queue of one Saturday.",
                ),
            ),
        ),
    ),
    "scorecards": (
        Scorecard(
            id="fit",
            name="Worth a visit",
            what_for="Whom to visit first.",
            factors=(
                Factor(
                    id="use",
                    name="Use of the tills",
                    aspect="action",
                    tag="retain",
                    weight=2,
                    value="tills-in-use",
                    bands=bands(20, 80),
                ),
            ),
            bands=bands(50),
        ),
    ),
    "health_signals": (
        HealthSignal(
            id="long-queue",
            colour="red",
            when=AtLeast(value="queue-minutes", limit=20),
            says="People leave before they are served.",
        ),
    ),
    "stop_rules": (StopRule(clock="first_value", milestone="short-queues", target_days=90),),
    "option_archetypes": (
        OptionArchetype(
            id="one-kiosk-first",
            name="One kiosk first",
            type="staged_pilot",
            means="One kiosk works in the new way.",
            fits="Kiosks are alike.",
            trades="Weeks for certainty.",
            reversal="The kiosk goes back.",
        ),
    ),
    "approvals": (
        RequiredApproval(
            id="opening-hours",
            name="Opening hours",
            confirms="The hours are allowed.",
            role="Landlord",
            archetypes=("one-kiosk-first",),
            condition=Custom(name="has-a-goal"),
            source=Citation(title="Lease", section="clause 4", url="https://lease.example/4"),
            months=12,
        ),
    ),
    "decision_signals": (
        DecisionSignal(
            id="queues-again",
            direction="reversal",
            says="Ten minutes again; then the old till comes back.",
            when=AtLeast(value="queue-minutes", limit=10),
        ),
    ),
    "conditions": (Predicate("has-a-goal", "A goal is written down.", has_a_goal),),
    "pages": (),
}


class Kiosks:
    """The segment's plugin; what its hooks give is what it was made with."""

    def __init__(self, **changes: Any) -> None:
        self.gives = {**GOOD, **changes}

    def of(self, hook: str, segment: str = SEGMENT.id) -> tuple[Any, ...]:
        return self.gives[hook] if segment == SEGMENT.id else ()

    @hookimpl
    def vpl_segments(self) -> tuple[Any, ...]:
        return self.of("segments")

    @hookimpl
    def vpl_value_definitions(self, segment: str) -> tuple[Any, ...]:
        return self.of("value_definitions", segment)

    @hookimpl
    def vpl_thresholds(self, segment: str) -> tuple[Any, ...]:
        return self.of("thresholds", segment)

    @hookimpl
    def vpl_milestones(self, segment: str) -> tuple[Any, ...]:
        return self.of("milestones", segment)

    @hookimpl
    def vpl_ladders(self, segment: str) -> tuple[Any, ...]:
        return self.of("ladders", segment)

    @hookimpl
    def vpl_checklists(self, segment: str) -> tuple[Any, ...]:
        return self.of("checklists", segment)

    @hookimpl
    def vpl_scorecards(self, segment: str) -> tuple[Any, ...]:
        return self.of("scorecards", segment)

    @hookimpl
    def vpl_health_signals(self, segment: str) -> tuple[Any, ...]:
        return self.of("health_signals", segment)

    @hookimpl
    def vpl_stop_rules(self, segment: str) -> tuple[Any, ...]:
        return self.of("stop_rules", segment)

    @hookimpl
    def vpl_option_archetypes(self, segment: str) -> tuple[Any, ...]:
        return self.of("option_archetypes", segment)

    @hookimpl
    def vpl_approvals(self, segment: str) -> tuple[Any, ...]:
        return self.of("approvals", segment)

    @hookimpl
    def vpl_decision_signals(self, segment: str) -> tuple[Any, ...]:
        return self.of("decision_signals", segment)

    @hookimpl
    def vpl_conditions(self) -> tuple[Any, ...]:
        return self.of("conditions")

    @hookimpl
    def vpl_pages(self, view: Any) -> tuple[Any, ...]:
        return self.of("pages")
