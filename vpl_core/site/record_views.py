"""Decision records as both sides may read them; internal ones stay away, what speaks of hidden values is not told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vpl_core.model.alternatives import Alternative, Basis
from vpl_core.model.answers import Answer
from vpl_core.model.decision_states import (
    ApprovalStanding,
    ApprovalState,
    JudgedStatement,
    RecordState,
    RecordStatus,
    StageState,
    TriggerState,
)
from vpl_core.model.decisions import Approval, Audit, DecisionRecord
from vpl_core.model.record_views import (
    AlternativeView,
    ApprovalView,
    BasisView,
    HeldView,
    RecordView,
    SignalView,
    StatementView,
    StepView,
)
from vpl_core.model.reviews import HeldReview
from vpl_core.rules.catalogue import N_
from vpl_core.rules.decisions import as_shown
from vpl_core.rules.private import is_private, rests_on_private
from vpl_core.site.projection import PRIVATE, Projection
from vpl_core.site.weighed_views import ranges_of, weighed_of
from vpl_core.site.words import (
    CHANGE_WORDS,
    CONFIDENCE_WORDS,
    OPTION_WORDS,
    OUTCOME_WORDS,
    REVIEW_WORDS,
    SECTION_WORDS,
    WAY_BACK_WORDS,
)

KEPT_PRIVATE = N_("Kept private")
WATCHED_IN_PRIVATE = N_(
    "Nothing that is shown here speaks against it. What is kept private watches over it too, and is not told here."
)


def records_of(sight: Projection) -> tuple[RecordView, ...]:
    """The records that are not the vendor's alone, without those of a decision made later than the day."""
    later = {r.id for r in sight.facts.records if r.decided_on is not None and r.decided_on > sight.as_of}
    shown = (s for s in sight.assessment.records if not s.record.internal and s.record.id not in later)
    return tuple(_record(sight, as_shown(state)) for state in shown)


def _record(sight: Projection, state: RecordState) -> RecordView:
    awaits = _awaits(sight, state)
    record = state.record.model_copy(update={"chosen": None, "decided_on": None}) if awaits else state.record
    review = next((due for due in state.due if due.key.startswith("review-")), None)
    horizon = record.horizon
    return RecordView(
        id=record.id,
        title=record.title,
        status=state.status,
        because=_because(sight, state),
        objections=tuple(sight.wording.again(objection.says) for objection in state.objections),
        missing=tuple(sight.wording.again(what) for what in state.missing),
        percent=state.completeness.percent,
        lacks=tuple(
            (sight.wording.say(SECTION_WORDS[section]), sight.wording.again(what))
            for section, what in state.completeness.missing
        ),
        passages=tuple((str(passage.section), passage.words) for passage in record.passages),
        owner=record.owner,
        changes=record.changes,
        horizon=sight.wording.say(
            "{first} to {last}", first=_day(sight, horizon.starts), last=_day(sight, horizon.ends)
        )
        if horizon
        else "",
        decided_on=sight.maybe(record.decided_on),
        chosen=record.choice.name if record.choice else "",
        proposed=state.record.choice.name if awaits and state.record.choice else "",
        awaits=awaits,
        why=record.because,
        traded=record.traded,
        next_review=sight.maybe(review.on if review else None),
        review_overdue=review is not None and review.on < sight.as_of,
        metrics=sight.value_names(record.metrics),
        options=tuple(_option(sight, option, record) for option in record.options),
        compared_on=tuple(dict.fromkeys(_basis(sight, option.basis) for option in record.options if option.basis)),
        steps=tuple(_steps(sight, state)),
        signals=tuple(_signals(sight, state)),
        statements=tuple(_statement(sight, judged) for judged in state.statements),
        rests_on=tuple(_rests_on(sight, record)),
        ranges=ranges_of(sight, record),
        weighed=weighed_of(sight, state),
        risks=tuple((risk.what, risk.mitigation, risk.owner) for risk in record.risks),
        actions=tuple((a.what, a.owner, _day(sight, a.due), _day(sight, a.done_on)) for a in record.next),
        approvals=tuple(_approvals(sight, state)),
        held=tuple(_held(sight, review) for review in record.held),
    )


def _awaits(sight: Projection, state: RecordState) -> tuple[str, ...]:
    """The roles for whose approval a decision waits that was otherwise made; one that is over waits for nobody."""
    if state.record.decided_on is None or state.status is RecordStatus.CONCLUDED:
        return ()
    approvals = sight.playbook.approval
    return tuple(dict.fromkeys(approvals[one.asked.id].role for one in state.approvals if one.is_awaited))


def _because(sight: Projection, state: RecordState) -> str:
    """The reason of the state; that a record holds is only said of what this reader may know."""
    if state.status is RecordStatus.IN_FORCE and rests_on_private(state.record, sight.hidden):
        return sight.wording.say(WATCHED_IN_PRIVATE)
    return sight.wording.again(state.because)


def _option(sight: Projection, option: Alternative, record: DecisionRecord) -> AlternativeView:
    estimate = option.estimate
    days = None if estimate is None else estimate.days_to_proof
    cost = None if estimate is None else estimate.cost
    return AlternativeView(
        name=option.name,
        type=_kind(sight, option),
        gives=option.gives,
        costs=option.costs,
        changes=sight.wording.listed(sight.wording.say(CHANGE_WORDS[change]) for change in option.changes),
        proof="" if days is None else _soon(sight, days),
        rigor=estimate.rigor if estimate else None,
        cost="" if cost is None else sight.wording.amount(cost, "money"),
        risk=sight.wording.say(CONFIDENCE_WORDS[estimate.risk]) if estimate and estimate.risk else "",
        way_back=sight.wording.say(WAY_BACK_WORDS[estimate.reversibility])
        if estimate and estimate.reversibility
        else "",
        chosen=option.id == record.chosen,
    )


def _soon(sight: Projection, days: int) -> str:
    return sight.wording.count(days, "In {n} day", "In {n} days") if days else sight.wording.say("At once")


def _kind(sight: Projection, option: Alternative) -> str:
    """The general type, with the name of the archetype where the option is of one."""
    archetype = sight.playbook.option_archetype.get(option.archetype or "")
    told = sight.wording.say(OPTION_WORDS[option.type]) if option.type else ""
    if archetype is None:
        return told
    return sight.wording.say("{name} ({kind})", name=archetype.name, kind=f"{told[:1].lower()}{told[1:]}")


def _basis(sight: Projection, basis: Basis) -> str:
    numbers = [f"{one.name} {sight.wording.amount(one.number, 'count')}" for one in basis.numbers]
    days = [sight.wording.days(basis.horizon_days)] if basis.horizon_days is not None else []
    return sight.wording.listed((basis.assumptions, basis.unit, *days, *numbers))


def _steps(sight: Projection, state: RecordState) -> Iterator[StepView]:
    """The steps of the chosen option; from one whose threshold is private on, none tells how far things are."""
    told = True
    for step in state.stages:
        told = told and not is_private(step.stage.threshold, sight.hidden)
        yield _step(sight, step) if told else _untold_step(sight, step)


def _untold_step(sight: Projection, step: StageState) -> StepView:
    needs = sight.wording.say("{sentence}.", sentence=sight.wording.say(PRIVATE))
    return StepView(name=step.stage.name, state=sight.wording.say(KEPT_PRIVATE), needs=needs)


def _step(sight: Projection, step: StageState) -> StepView:
    say = sight.wording.say
    locked = say("Open") if step.open else say("Locked until the step before is proven")
    needs = say("Not comparable any more") if step.answer is None else sight.told(step.answer)
    proof = sight.rigor(step.stage.rigor)
    return StepView(
        name=step.stage.name,
        state=say("Done") if step.met else locked,
        needs=say("{needs}. Proof asked for: {proof}.", needs=needs, proof=proof),
    )


def _signals(sight: Projection, state: RecordState) -> Iterator[SignalView]:
    for trigger in state.stops:
        yield _signal(sight, trigger, stops=True)
    if state.reversal is not None:
        yield _signal(sight, state.reversal, stops=False)


def _signal(sight: Projection, state: TriggerState, *, stops: bool) -> SignalView:
    says = sight.wording.again(state.trigger.says)
    if state.trigger.when is not None and is_private(state.trigger.when, sight.hidden):
        return SignalView(stops=stops, says=says, outcome=None, told=sight.wording.say(PRIVATE))
    return SignalView(stops=stops, says=says, outcome=state.outcome, told=_told(sight, state))


def _told(sight: Projection, state: TriggerState) -> str:
    say = sight.wording.say
    if state.trigger.manual and state.trigger.seen_on:
        return say("Watched by a person, who saw it on {day}", day=_day(sight, state.trigger.seen_on))
    if state.trigger.manual:
        return say("Watched by a person")
    if state.answer is None:
        return say("Not comparable any more: what it reads was defined anew")
    told = _first(sight, state.answer)
    return say("{sentence}, as the last review knew", sentence=told) if state.settled else told


def _first(sight: Projection, answer: Answer) -> str:
    """What was read; of several conditions the first."""
    while answer.parts and answer.kind not in ("sustained", "milestone_reached"):
        answer = answer.parts[0]
    return sight.told(answer)


def _statement(sight: Projection, judged: JudgedStatement) -> StatementView:
    titles = {paper.id: paper.title for paper in sight.shown_evidence}
    shown = tuple(titles[id_] for id_ in judged.evidence if id_ in titles)
    kept_back = len(judged.evidence) - len(shown)
    return StatementView(
        counts_as=judged.counts_as,
        text=judged.statement.text,
        demoted=judged.demoted,
        rigor=judged.rigor,
        evidence=(*shown, sight.wording.say("{n} kept private", n=kept_back)) if kept_back else shown,
        who=judged.statement.who,
        by=sight.maybe(judged.statement.by),
    )


def _rests_on(sight: Projection, record: DecisionRecord) -> Iterator[BasisView]:
    say = sight.wording.say
    for one in record.inputs:
        fresh = (
            say("Of {day}.", day=_day(sight, one.refreshed_on))
            if one.refreshed_on
            else say("Never brought up to date.")
        )
        kept = sight.wording.joined((fresh, _audit(sight, one.audit)))
        yield BasisView(kind=say("Input"), name=one.name, says=one.says, owner=one.owner, kept=kept)
    for criterion in record.criteria:
        kept = _audit(sight, criterion.audit)
        yield BasisView(kind=say("Criterion"), name=criterion.text, says="", owner="", kept=kept)
    for constraint in record.constraints:
        kept = say("Watched by the facts") if constraint.holds else say("Watched by a person")
        yield BasisView(kind=say("Constraint"), name=constraint.text, says="", owner="", kept=kept)


def _audit(sight: Projection, audit: Audit | None) -> str:
    if audit is None:
        return sight.wording.say("Not checked by anybody")
    return sight.wording.say("Checked by {name} on {day}", name=audit.by, day=_day(sight, audit.on))


def _approvals(sight: Projection, state: RecordState) -> Iterator[ApprovalView]:
    for one in state.approvals:
        if one.standing is not ApprovalStanding.NOT_NEEDED:
            yield _asked_for(sight, one)
    for approval in state.record.approvals:
        if approval.answers is None:
            yield _asked_by_itself(sight, approval)


def _asked_for(sight: Projection, state: ApprovalState) -> ApprovalView:
    asked = sight.playbook.approval[state.asked.id]
    return ApprovalView(
        name=asked.name,
        role=asked.role,
        confirms=asked.confirms,
        standing=state.standing,
        told=_answer(sight, state),
        source=asked.source.text,
        url=asked.source.url,
    )


def _answer(sight: Projection, state: ApprovalState) -> str:
    say, answer = sight.wording.say, state.answer
    if state.standing is ApprovalStanding.EXEMPT:
        return sight.waived(state.waiver)
    if state.standing is ApprovalStanding.UNKNOWN:
        return say("It is not known whether the decision needs it")
    if state.until is None or answer is None:
        lacks = sight.wording.listed(sight.wording.again(what) for what in state.lacks)
        told = lacks or say("nobody has given it yet")
        return f"{told[:1].upper()}{told[1:]}"
    parts = {
        "name": answer.who,
        "day": _day(sight, answer.given_on),
        "paper": _paper(sight, answer),
        "end": _day(sight, state.until),
    }
    if state.standing is ApprovalStanding.GIVEN:
        return say("{name}, {day} ({paper}). It holds until {end}", **parts)
    return say("{name}, {day} ({paper}). It held until {end}", **parts)


def _paper(sight: Projection, answer: Approval) -> str:
    """The evidence by its title, where it may be shown."""
    titles = {paper.id: paper.title for paper in sight.shown_evidence}
    return titles.get(answer.evidence or "") or sight.wording.say("evidence kept private")


def _asked_by_itself(sight: Projection, approval: Approval) -> ApprovalView:
    given = approval.given_on is not None
    say, day = sight.wording.say, _day(sight, approval.given_on or approval.needed_by)
    told = say("{name}, {day}", name=approval.who, day=day)
    if not day:
        told = say("{name}, no date", name=approval.who)
    elif not given:
        told = say("{name}, needed by {day}", name=approval.who, day=day)
    return ApprovalView(
        name=approval.what,
        role=approval.role,
        confirms="",
        standing=ApprovalStanding.GIVEN if given else ApprovalStanding.MISSING,
        told=told,
    )


def _held(sight: Projection, review: HeldReview) -> HeldView:
    return HeldView(
        kind=sight.wording.say(REVIEW_WORDS[review.kind]),
        on=sight.day(review.on),
        by=review.by,
        outcome=sight.wording.say(OUTCOME_WORDS[review.outcome]),
        signals=review.signals,
    )


def _day(sight: Projection, day: dt.date | None) -> str:
    return "" if day is None else sight.wording.day(day)
