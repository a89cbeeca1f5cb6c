"""What is not proven, said in sentences; the part of a page that is never left out."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.assessment import ValueState
from vpl_core.model.audience import RungView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Rigor
from vpl_core.model.values import Kind
from vpl_core.site.projection import Projection
from vpl_core.site.words import STATUS_WORDS

ENOUGH = Rigor.CORROBORATED
"""From here on a number is counted as proven in a headline."""


def unproven_of(sight: Projection, rungs: tuple[RungView, ...]) -> tuple[str, ...]:
    """Claims above the standing, outcomes without a reading or with a weak proof, milestones that are late."""
    return (*_claims(sight, rungs), *_values(sight), *_late(sight))


def _claims(sight: Projection, rungs: tuple[RungView, ...]) -> Iterator[str]:
    standing = sight.assessment.standing
    if standing.claimed > standing.proven:
        rung = rungs[standing.claimed - 1]
        blocking = rungs[standing.proven]
        yield (
            f"Rung {rung.number}, {rung.name}, is claimed, not proven: "
            f"rung {blocking.number}, {blocking.name}, is not proven."
        )


def _values(sight: Projection) -> Iterator[str]:
    agreed = [state for state in sight.assessment.values if state.plan is not None]
    for state in agreed:
        value = sight.playbook.value[state.value]
        if value.internal or value.kind is not Kind.OUTCOME:
            continue
        if sentence := _about(sight, state):
            yield f"{value.name}: {sentence}"
    if not any(sight.playbook.value[state.value].kind is Kind.OUTCOME for state in agreed):
        yield "No outcome is agreed yet: there is nothing to prove before a baseline and a target are written down."


def _about(sight: Projection, state: ValueState) -> str:
    value, plan = sight.playbook.value[state.value], state.plan
    if state.latest is None:
        due = f" The target is due {sight.wording.day(plan.due)}." if plan and plan.due else ""
        return f"not yet measured.{due}"
    now = sight.wording.rate(state.latest.number, value)
    if Badge.REGRESSED in state.badges:
        return f"it has fallen back and stands at {now}."
    proof = state.target_rigor or (state.proof.rigor if state.proof else None)
    if proof and not proof.reaches(ENOUGH):
        return f"{now} on {sight.wording.day(state.latest.on)}, but the proof is only “{sight.rigor(proof)}”."
    return ""


def _late(sight: Projection) -> Iterator[str]:
    for state in sight.assessment.milestones:
        if state.status in (MilestoneStatus.MISSED, MilestoneStatus.DELAYED) and state.promised:
            name = sight.playbook.milestone[state.milestone].name
            if Badge.REGRESSED in state.badges and state.first_reached:
                yield f"{name}: it was reached on {sight.wording.day(state.first_reached)} and has fallen back."
                continue
            promised = sight.wording.day(state.promised)
            plan = sight.plans.get(state.milestone)
            verb = "promised" if plan and plan.due else "usually reached"
            yield f"{name}: {STATUS_WORDS[state.status].lower()}, {verb} before {promised} and not reached."
