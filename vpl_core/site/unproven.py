"""What is not proven, said in sentences; the part of a page that is never left out."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.assessment import ReadingProof, ValueState
from vpl_core.model.audience import RungView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Rigor
from vpl_core.model.values import Kind, ValueDefinition
from vpl_core.rules.catalogue import N_
from vpl_core.rules.wording import Wording
from vpl_core.site.first_readings import first_reading
from vpl_core.site.projection import Projection

ENOUGH = Rigor.CORROBORATED
"""From here on a number is counted as proven in a headline."""


def unproven_of(sight: Projection, rungs: tuple[RungView, ...]) -> tuple[str, ...]:
    """Claims above the standing, outcomes without a reading or with a weak proof, milestones late or lost again."""
    return (*_claims(sight, rungs), *_values(sight), *_milestones(sight))


def why_unproven(rungs: tuple[RungView, ...], proven: int, claimed: int, words: Wording) -> str:
    """What keeps the highest claimed rung from being proven: the rung below it, weak proof, or what is excused."""
    blocking = rungs[proven]
    if claimed > proven + 1:
        return words.say("rung {n}, {name}, is not proven", n=blocking.number, name=blocking.name)
    excused = any(q.status is MilestoneStatus.EXEMPT and not q.proven for q in blocking.requirements)
    weak = any(q.status is MilestoneStatus.ACHIEVED and not q.proven for q in blocking.requirements)
    if weak and excused:
        return words.say("its proof is too weak and something is only excused")
    return words.say("something is only excused") if excused else words.say("its proof is too weak")


def _claims(sight: Projection, rungs: tuple[RungView, ...]) -> Iterator[str]:
    standing, words = sight.assessment.standing, sight.wording
    if standing.claimed > standing.proven:
        rung, why = rungs[standing.claimed - 1], why_unproven(rungs, standing.proven, standing.claimed, words)
        yield words.say("Rung {n}, {name}, is claimed, not proven: {why}.", n=rung.number, name=rung.name, why=why)


def _values(sight: Projection) -> Iterator[str]:
    outcomes = {value.id: value for value in sight.playbook.values if value.kind is Kind.OUTCOME and not value.internal}
    agreed = [state for state in sight.assessment.values if state.plan is not None and state.value in outcomes]
    for state in agreed:
        if sentence := _about(sight, state, outcomes[state.value]):
            yield sight.wording.say("{name}: {sentence}", name=outcomes[state.value].name, sentence=sentence)
    if not agreed:
        yield sight.wording.say(
            "No outcome is agreed yet: there is nothing to prove before a baseline and a target are written down."
        )


def _about(sight: Projection, state: ValueState, value: ValueDefinition) -> str:
    """What is wanting in the proof of a value, the gravest thing first; empty where nothing is."""
    words = sight.wording
    if state.latest is None or state.proof is None:
        return _unread(sight, state)
    read = words.say("{amount} on {day}", amount=words.rate(state.latest.number, value), day=words.day(state.latest.on))
    if Badge.REGRESSED in state.badges:
        proof = sight.rigor(state.proof.rigor)
        return words.say(
            "it has fallen back and stands at {read}, by a proof that is “{proof}”.", read=read, proof=proof
        )
    return _weakness(sight, state, state.proof, read)


def _unread(sight: Projection, state: ValueState) -> str:
    words, first = sight.wording, first_reading(sight, state.value)
    due = state.plan.due if state.plan else None
    if first is not None and first >= sight.as_of:
        return words.say("not yet measured; the first reading is due on {day}.", day=words.day(first))
    if first is not None:
        return words.say("not yet measured, though the first reading was due on {day}.", day=words.day(first))
    if due is None:
        return words.say("not yet measured, and no day is set for the first reading.")
    return words.say(
        "not yet measured, and no day is set for the first reading. The target is due {day}.", day=words.day(due)
    )


def _weakness(sight: Projection, state: ValueState, proof: ReadingProof, read: str) -> str:
    best, began, words = state.target_rigor or proof.rigor, state.baseline_rigor, sight.wording
    said = {"read": read, "proof": sight.rigor(best)}
    if not best.reaches(ENOUGH) and proof.conflicting:
        return words.say("{read}, but sources disagree and the proof is only “{proof}”.", **said)
    if not best.reaches(ENOUGH):
        return words.say("{read}, but the proof is only “{proof}”.", **said)
    if proof.conflicting:
        return words.say("{read}, “{proof}”, but another source says otherwise.", **said)
    if proof.stale:
        return words.say("{read}, “{proof}”, but a new reading is overdue.", **said)
    if began is not None and not began.reaches(ENOUGH):
        weak = sight.rigor(began)
        return words.say("{read}, “{proof}”, but the proof of where it began is only “{weak}”.", weak=weak, **said)
    return ""


def _milestones(sight: Projection) -> Iterator[str]:
    words = sight.wording
    for state in sight.assessment.milestones:
        name = sight.playbook.milestone[state.milestone].name
        late = state.status in (MilestoneStatus.MISSED, MilestoneStatus.DELAYED) and state.promised
        if Badge.REGRESSED in state.badges and state.first_reached:
            day = words.day(state.first_reached)
            yield words.say("{name}: it was reached on {day} and has fallen back.", name=name, day=day)
        elif late:
            plan = sight.plans.get(state.milestone)
            sentence = _LATE[state.status, plan is not None and plan.due is not None]
            yield words.say(sentence, name=name, day=words.day(late))


_LATE = {
    (MilestoneStatus.DELAYED, True): N_("{name}: late, promised before {day} and not reached."),
    (MilestoneStatus.DELAYED, False): N_("{name}: late, usually reached before {day} and not reached."),
    (MilestoneStatus.MISSED, True): N_("{name}: missed, promised before {day} and not reached."),
    (MilestoneStatus.MISSED, False): N_("{name}: missed, usually reached before {day} and not reached."),
}
"""By the status, and by whether a date was promised."""
