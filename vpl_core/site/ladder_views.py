"""The ladder as a customer reads it: each rung, how it looks, and what is missing in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.answers import Answer
from vpl_core.model.assessment import MilestoneState, Requirement, RungState
from vpl_core.model.audience import RequirementView, RungLook, RungView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.site.projection import Projection


def rungs_of(sight: Projection) -> tuple[RungView, ...]:
    """All rungs, lowest first."""
    return tuple(_rung(sight, state) for state in sight.assessment.standing.rungs)


def _rung(sight: Projection, state: RungState) -> RungView:
    rung = sight.playbook.ladder.rungs[state.number - 1]
    return RungView(
        number=state.number,
        name=rung.name,
        proves=rung.proves,
        look=look_of(state, sight.assessment.standing.proven),
        floor=rung.floor,
        outcome=rung.carries == "outcome",
        needed=rung.needed,
        done=sum(r.proven is Outcome.MET for r in state.requirements),
        requirements=tuple(_requirement(sight, state, r) for r in state.requirements),
    )


def missing_of(sight: Projection, state: RungState) -> tuple[str, ...]:
    """Of each milestone that does not count for the rung, why not, in a sentence."""
    lacking = (r for r in state.requirements if r.proven is not Outcome.MET)
    return tuple(_missing(sight, state, sight.states[r.milestone]) for r in lacking)


def look_of(state: RungState, proven: int) -> RungLook:
    """How a rung is drawn: held, the one being worked on, claimed above the standing, begun, or not begun."""
    if state.held:
        return "proven"
    if state.number == proven + 1:
        return "current"
    if state.claimed is Outcome.MET:
        return "claimed"
    return "open" if any(r.outcome is Outcome.MET for r in state.requirements) else "none"


def _requirement(sight: Projection, rung: RungState, asked: Requirement) -> RequirementView:
    state = sight.states[asked.milestone]
    proven = asked.proven is Outcome.MET
    return RequirementView(
        milestone=asked.milestone,
        name=sight.playbook.milestone[asked.milestone].name,
        status=state.status,
        rigor=asked.rigor,
        proven=proven,
        missing="" if proven else _missing(sight, rung, state),
        date=sight.maybe(state.held_since or state.due),
    )


def _missing(sight: Projection, rung: RungState, state: MilestoneState) -> str:
    """One sentence on why the milestone does not count for the rung."""
    name = sight.playbook.milestone[state.milestone].name
    if state.outcome is Outcome.MET and state.rigor is not None:
        has, asks = sight.rigor(state.rigor), sight.rigor(rung.floor)
        return sight.wording.say(
            "{name}: reached, but the proof is “{has}” and this rung asks for “{asks}”.", name=name, has=has, asks=asks
        )
    if state.status is MilestoneStatus.EXEMPT:
        if state.waiver:
            return sight.wording.say("{name}: excused for now, which is not a proof.", name=name)
        return sight.wording.say("{name}: left out for now, which is not a proof.", name=name)
    open_leaf = next((leaf for leaf in _leaves(state.answer) if leaf.outcome is not Outcome.MET), state.answer)
    return sight.wording.say("{name}. {why}.", name=name, why=sight.why(open_leaf))


def _leaves(answer: Answer) -> Iterator[Answer]:
    """The answers that looked at facts, not those that only join others."""
    if answer.parts and answer.kind != "sustained":
        for part in answer.parts:
            yield from _leaves(part)
    else:
        yield answer
