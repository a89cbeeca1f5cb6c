"""Measures as a customer reads them: where a value began, where it stands, and how sure we are."""

from __future__ import annotations

from decimal import Decimal

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.assessment import ValueState
from vpl_core.model.audience import MeasureView, Point
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.progress import shown_percent
from vpl_core.site.breakdown_views import breakdown_of
from vpl_core.site.first_readings import awaited
from vpl_core.site.projection import Projection
from vpl_core.site.words import CATEGORY_WORDS, LACKING_WORDS, METHOD_WORDS


def measures_of(sight: Projection) -> tuple[MeasureView, ...]:
    """Every value with a plan or a reading that may be shown: outcomes first, in the playbook's order."""
    shown = [
        _measure(sight, state)
        for state in sight.assessment.values
        if state.value not in sight.hidden and (state.plan is not None or state.latest is not None)
    ]
    return tuple(sorted(shown, key=lambda measure: not measure.outcome))


def _measure(sight: Projection, state: ValueState) -> MeasureView:
    value, plan, latest, proof = sight.playbook.value[state.value], state.plan, state.latest, state.proof
    met = state.target is Outcome.MET
    baseline = plan.baseline if plan else None
    return MeasureView(
        id=value.id,
        name=value.name,
        what=value.what,
        period=sight.wording.period(value),
        outcome=value.kind is Kind.OUTCOME,
        category=sight.wording.say(CATEGORY_WORDS[value.category]),
        baseline=_text(sight, baseline.number if baseline else None, value),
        now=_text(sight, latest.number if latest else None, value),
        target=_text(sight, plan.target if plan else None, value),
        awaited="" if latest else awaited(sight, value.id),
        strictly=plan.strictly if plan else False,
        gap_closed=_float(state.gap_closed),
        percent=None if state.gap_closed is None else shown_percent(state.gap_closed, met=met),
        change="" if state.change is None else sight.wording.percent(state.change),
        planned=_float(state.planned),
        due=sight.maybe(plan.due if plan else None),
        target_outcome=state.target,
        target_rigor=state.target_rigor,
        badges=state.badges,
        rigor=proof.rigor if proof else None,
        baseline_rigor=state.baseline_rigor,
        read_on=sight.maybe(latest.on if latest else None),
        age_days=proof.age_days if proof else 0,
        source=_source(sight, latest),
        agreeing=tuple(_point(sight, o, value) for o in proof.agreeing) if proof else (),
        conflicting=tuple(_point(sight, o, value) for o in proof.conflicting) if proof else (),
        confirmed_by=sight.confirmed_by(value.id, proof) if proof else "",
        method=_method(sight, plan, latest),
        series=tuple(_point(sight, o, value) for o in state.series),
        baseline_number=_float(baseline.number if baseline else None),
        target_number=_float(plan.target if plan else None),
        audiences=sight.definitions.readers[value.id],
        from_system=_from_system(sight, latest),
        breakdown=breakdown_of(sight, value, plan),
        **_agreement(sight, plan),
    )


def _agreement(sight: Projection, plan: ValuePlan | None) -> dict[str, object]:
    if plan is None:
        return {}
    lacking, agreed = plan.missing, ""
    if plan.agreed_on is not None and plan.agreed_on > sight.as_of:
        lacking = (*lacking, "agreed_on")
    elif plan.agreed_on is not None and plan.is_agreed:
        agreed = sight.wording.listed((plan.agreed_by, sight.wording.day(plan.agreed_on)))
    return {
        "how": plan.how,
        "validator": plan.validator,
        "agreed": agreed,
        "lacking": tuple(sight.wording.say(LACKING_WORDS[what]) for what in lacking),
    }


def _method(sight: Projection, plan: ValuePlan | None, latest: Observation | None) -> str:
    """The method that was agreed, or else how the reading's source comes by its numbers."""
    source = sight.facts.source.get(latest.source) if latest else None
    method = (plan and plan.method) or (source and source.method)
    return sight.wording.say(METHOD_WORDS[method]) if method else ""


def _from_system(sight: Projection, latest: Observation | None) -> bool:
    source = sight.facts.source.get(latest.source) if latest else None
    return source is not None and source.method == "instrumented"


def _point(sight: Projection, reading: Observation, value: ValueDefinition) -> Point:
    return Point(
        on=sight.day(reading.on),
        number=float(reading.number),
        text=sight.wording.reading(reading.number, value),
        source=_source(sight, reading),
    )


def _source(sight: Projection, reading: Observation | None) -> str:
    source = sight.facts.source.get(reading.source) if reading else None
    return source.name if source else ""


def _text(sight: Projection, number: Decimal | None, value: ValueDefinition) -> str:
    return "" if number is None else sight.wording.reading(number, value)


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
