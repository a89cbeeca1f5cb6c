"""Where each value stands: reading, proof, both percentages, target and badges."""

from __future__ import annotations

from decimal import Decimal

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.assessment import ReadingProof, ValueState
from vpl_core.model.milestones import Badge
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask
from vpl_core.rules.progress import change, gap_closed, meets, planned_share, reaching
from vpl_core.rules.rigor import baseline_of, reading_proof


def state_of(definition: ValueDefinition, now: AccountDay) -> ValueState:
    """The value's state on the account's day; without a reading everything about it is unknown."""
    plan = now.plans.get(definition.id)
    series = now.series.get(definition.id)
    readings = tuple(series.of_record[: series.until(now.day)]) if series else ()
    latest = readings[-1] if readings else None
    proof = reading_proof(now, latest, definition, now.day) if latest else None
    gap, moved, target = _percentages(definition, plan, latest)
    return ValueState(
        value=definition.id,
        plan=plan,
        latest=latest,
        proof=proof,
        baseline_rigor=baseline_of(now, plan, definition),
        gap_closed=gap,
        change=moved,
        planned=planned_share(plan, now.day) if plan else None,
        target=target,
        target_rigor=_target_rigor(definition, now) if target is Outcome.MET else None,
        badges=_badges(definition, plan, readings, proof, gap, target),
        series=readings,
    )


def _target_rigor(definition: ValueDefinition, now: AccountDay) -> Rigor | None:
    return ask(now.playbook.target_met[definition.id], now, now.day).rigor


def _percentages(
    definition: ValueDefinition, plan: ValuePlan | None, latest: Observation | None
) -> tuple[Decimal | None, Decimal | None, Outcome]:
    if plan is None or latest is None:
        return None, None, Outcome.UNKNOWN
    gap = moved = None
    if plan.baseline is not None:
        moved = change(latest.number, plan.baseline.number)
        if plan.target is not None:
            gap = gap_closed(latest.number, plan.baseline.number, plan.target)
    if plan.target is None:
        return gap, moved, Outcome.UNKNOWN
    return gap, moved, meets(latest.number, plan.target, definition.direction, strictly=plan.strictly)


def _badges(
    definition: ValueDefinition,
    plan: ValuePlan | None,
    readings: tuple[Observation, ...],
    proof: ReadingProof | None,
    gap: Decimal | None,
    target: Outcome,
) -> tuple[Badge, ...]:
    badges = {
        Badge.OVER_ACHIEVED: gap is not None and gap > 1,
        Badge.REGRESSED: gap is not None and (gap < 0 or _fell_back(definition, plan, readings, target)),
        Badge.STALE: proof is not None and proof.stale,
        Badge.CONFLICTING: proof is not None and bool(proof.conflicting),
    }
    return tuple([badge for badge, earned in badges.items() if earned])


def _fell_back(
    definition: ValueDefinition, plan: ValuePlan | None, readings: tuple[Observation, ...], target: Outcome
) -> bool:
    """The target was met once and is not now."""
    if plan is None or plan.target is None or target is Outcome.MET:
        return False
    reaches = reaching(plan.target, definition.direction, strictly=plan.strictly)
    return any(map(reaches, [reading.number for reading in readings]))
