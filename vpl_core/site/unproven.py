"""What is not proven, said in sentences; the part of a page that is never left out."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.assessment import ReadingProof, ValueState
from vpl_core.model.audience import RungView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Rigor
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.site.projection import Projection
from vpl_core.site.words import STATUS_WORDS

ENOUGH = Rigor.CORROBORATED
"""From here on a number is counted as proven in a headline."""


def unproven_of(sight: Projection, rungs: tuple[RungView, ...]) -> tuple[str, ...]:
    """Claims above the standing, outcomes without a reading or with a weak proof, milestones late or lost again."""
    return (*_claims(sight, rungs), *_values(sight), *_milestones(sight))


def why_unproven(rungs: tuple[RungView, ...], proven: int, claimed: int) -> str:
    """What keeps the highest claimed rung from being proven: the rung below it, weak proof, or what is excused."""
    blocking = rungs[proven]
    if claimed > proven + 1:
        return f"rung {blocking.number}, {blocking.name}, is not proven"
    excused = any(q.status is MilestoneStatus.EXEMPT and not q.proven for q in blocking.requirements)
    weak = any(q.status is MilestoneStatus.ACHIEVED and not q.proven for q in blocking.requirements)
    parts = [
        words for words, there in (("its proof is too weak", weak), ("something is only excused", excused)) if there
    ]
    return " and ".join(parts) or "its proof is too weak"


def _claims(sight: Projection, rungs: tuple[RungView, ...]) -> Iterator[str]:
    standing = sight.assessment.standing
    if standing.claimed > standing.proven:
        rung, why = rungs[standing.claimed - 1], why_unproven(rungs, standing.proven, standing.claimed)
        yield f"Rung {rung.number}, {rung.name}, is claimed, not proven: {why}."


def _values(sight: Projection) -> Iterator[str]:
    outcomes = {value.id: value for value in sight.playbook.values if value.kind is Kind.OUTCOME and not value.internal}
    agreed = [state for state in sight.assessment.values if state.plan is not None and state.value in outcomes]
    for state in agreed:
        if sentence := _about(sight, state, outcomes[state.value]):
            yield f"{outcomes[state.value].name}: {sentence}"
    if not agreed:
        yield "No outcome is agreed yet: there is nothing to prove before a baseline and a target are written down."


def _about(sight: Projection, state: ValueState, value: ValueDefinition) -> str:
    """What is wanting in the proof of a value, the gravest thing first; empty where nothing is."""
    if state.latest is None or state.proof is None:
        due = f" The target is due {sight.wording.day(state.plan.due)}." if state.plan and state.plan.due else ""
        return f"not yet measured.{due}"
    read = f"{sight.wording.rate(state.latest.number, value)} on {sight.wording.day(state.latest.on)}"
    if Badge.REGRESSED in state.badges:
        return f"it has fallen back and stands at {read}, by a proof that is “{sight.rigor(state.proof.rigor)}”."
    return _weakness(sight, state, state.proof, read)


def _weakness(sight: Projection, state: ValueState, proof: ReadingProof, read: str) -> str:
    best, began = state.target_rigor or proof.rigor, state.baseline_rigor
    word = f"“{sight.rigor(best)}”"
    if not best.reaches(ENOUGH):
        disagree = "sources disagree and " if proof.conflicting else ""
        return f"{read}, but {disagree}the proof is only {word}."
    if proof.conflicting:
        return f"{read}, {word}, but another source says otherwise."
    if proof.stale:
        return f"{read}, {word}, but a new reading is overdue."
    if began is not None and not began.reaches(ENOUGH):
        return f"{read}, {word}, but the proof of where it began is only “{sight.rigor(began)}”."
    return ""


def _milestones(sight: Projection) -> Iterator[str]:
    for state in sight.assessment.milestones:
        name = sight.playbook.milestone[state.milestone].name
        late = state.status in (MilestoneStatus.MISSED, MilestoneStatus.DELAYED) and state.promised
        if Badge.REGRESSED in state.badges and state.first_reached:
            yield f"{name}: it was reached on {sight.wording.day(state.first_reached)} and has fallen back."
        elif late:
            plan = sight.plans.get(state.milestone)
            verb = "promised" if plan and plan.due else "usually reached"
            day = sight.wording.day(late)
            yield f"{name}: {STATUS_WORDS[state.status].lower()}, {verb} before {day} and not reached."
