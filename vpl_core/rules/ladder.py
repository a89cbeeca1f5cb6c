"""The ladder climbed one rung at a time: what is proven, what is claimed, what blocks the next rung."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from vpl_core.model.assessment import MilestoneState, Requirement, RungState, Standing
from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.outcomes import Outcome, Rigor

MET, UNMET, UNKNOWN, EXEMPT = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN, Outcome.EXEMPT


def stand(ladder: Ladder, states: Mapping[str, MilestoneState]) -> Standing:
    """The standing: the first rung that is not proven stops the climb, whatever stands above it."""
    rungs: list[RungState] = []
    held = claimed_so_far = True
    proven = claimed = 0
    for number, rung in enumerate(ladder.rungs, start=1):
        state = _judge_rung(rung, number, states, below_held=held)
        held = state.held
        claimed_so_far = claimed_so_far and state.claimed is MET
        proven, claimed = proven + held, claimed + claimed_so_far
        rungs.append(state)
    upper = rungs[proven] if proven < len(rungs) else None
    blocking = tuple(r for r in upper.requirements if r.proven is not MET) if upper else ()
    return Standing(proven, claimed, tuple(rungs), upper.number if upper else None, blocking)


def _judge_rung(rung: Rung, number: int, states: Mapping[str, MilestoneState], *, below_held: bool) -> RungState:
    judged = [states[milestone] for milestone in rung.milestones]
    requirements = tuple([_require(one.milestone, one.outcome, one.rigor, rung.floor) for one in judged])
    proven = counted([r.proven for r in requirements], rung.needed)
    claimed = counted([MET if r.outcome is EXEMPT else r.outcome for r in requirements], rung.needed)
    return RungState(rung.id, number, rung.floor, requirements, proven, claimed, held=below_held and proven is MET)


@lru_cache(maxsize=4096)
def _require(milestone: str, outcome: Outcome, rigor: Rigor | None, floor: Rigor) -> Requirement:
    """A waiver never lifts a proven rung, and a claim below the floor is not a proof."""
    proven, why = outcome, "" if outcome is MET else str(outcome)
    if outcome is EXEMPT:
        proven = UNMET
    elif outcome is MET and rigor is not None and not rigor.reaches(floor):
        proven, why = UNMET, str(rigor)
    return Requirement(milestone, outcome, rigor, proven, why)


def counted(outcomes: list[Outcome], needed: int) -> Outcome:
    """Met once enough are met; unmet once even all the unknown ones would not suffice; else unknown."""
    met, unknown = outcomes.count(MET), outcomes.count(UNKNOWN)
    if met >= needed:
        return MET
    return UNMET if met + unknown < needed else UNKNOWN
