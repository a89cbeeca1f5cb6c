"""Milestones as a customer reads them: the promise, the proof and the history of moved dates."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.answers import Answer
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.audience import MilestoneView, ProofLine
from vpl_core.site.course_views import told_course
from vpl_core.site.projection import Projection
from vpl_core.site.words import PARTY_WORDS, STAGE_WORDS


def milestones_of(sight: Projection) -> tuple[MilestoneView, ...]:
    """All milestones in the playbook's order."""
    return tuple(_milestone(sight, state) for state in sight.assessment.milestones)


def _milestone(sight: Projection, state: MilestoneState) -> MilestoneView:
    milestone = sight.playbook.milestone[state.milestone]
    plan = sight.plans.get(state.milestone)
    return MilestoneView(
        id=milestone.id,
        name=milestone.name,
        stage=sight.wording.say(STAGE_WORDS[milestone.stage]),
        counts_as_reached=milestone.counts_as_reached,
        why_it_matters=milestone.why_it_matters,
        impact=plan.impact if plan else "",
        status=state.status,
        badges=state.badges,
        outcome=state.outcome,
        rigor=state.rigor,
        party=sight.wording.say(PARTY_WORDS[milestone.party]),
        owner=plan.owner if plan else "",
        next_step=milestone.next_step,
        opens=sight.day(state.opens),
        promised=sight.maybe(state.promised),
        agreed_date=plan is not None and plan.due is not None,
        due=sight.maybe(state.due),
        reached=sight.maybe(state.held_since),
        first_reached=sight.maybe(state.first_reached),
        days_behind=state.days_behind,
        **told_course(sight, state),
        waived=sight.excused(state),
        proof=tuple(_proof(sight, state.answer, 0)),
        measures=sight.definitions.measures[milestone.id],
        evidence=tuple(e.id for e in sight.shown_evidence if milestone.id in e.milestones),
        rung=sight.definitions.rung.get(milestone.id, ""),
        audiences=sight.definitions.audiences[milestone.id],
    )


def _proof(sight: Projection, answer: Answer, depth: int) -> Iterator[ProofLine]:
    yield ProofLine(depth=depth, outcome=answer.outcome, text=sight.told(answer))
    if answer.kind != "sustained":
        for part in answer.parts:
            yield from _proof(sight, part, depth + 1)
