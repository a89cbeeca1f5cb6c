"""Explanations: the reasons for anything in an assessment, down to the observation and its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from vpl_core.app.explain_money import a_benefit, the_return
from vpl_core.app.portfolio import Assessed
from vpl_core.app.why import Why
from vpl_core.errors import NotFound, Problem, did_you_mean
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import (
    Contribution,
    MilestoneState,
    QuestionState,
    ReadingProof,
    RungState,
    Score,
    ValueState,
)
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.reasons import sentence
from vpl_core.rules.wording import Wording, plain_number
from vpl_core.sources.accounts import Locate


def explain(one: Assessed, what: str, locate: Locate) -> tuple[Why, ...]:
    """The proof of a milestone, rung, value, scorecard, question, clock or benefit, of `health` or the `return`.

    Raises NotFound, with the nearest name, where nothing is called so.
    """
    return tuple(_Explainer(one, locate).about(what))


def askable(one: Assessed) -> dict[str, tuple[str, ...]]:
    """Everything that can be asked about, by kind; no kind of which there is nothing."""
    playbook = one.playbook
    kinds = {
        "rung": tuple(f"{n}" for n in range(1, len(playbook.ladder.rungs) + 1))
        + tuple(r.id for r in playbook.ladder.rungs),
        "milestone": tuple(playbook.milestone),
        "value": tuple(playbook.value),
        "scorecard": tuple(card.id for card in playbook.scorecards),
        "question": tuple(q.id for c in playbook.checklists for q in c.questions),
        "clock": tuple(str(rule.clock) for rule in playbook.stop_rules),
        "health": ("health",),
        "return": ("return",) if one.assessment.business_case else (),
        "benefit": tuple(benefit.id for benefit in one.facts.account.benefits),
    }
    return {kind: names for kind, names in kinds.items() if names}


class _Explainer:
    def __init__(self, one: Assessed, locate: Locate) -> None:
        self.one, self.locate, self.assessment = one, locate, one.assessment
        account = one.facts.account
        self.wording = Wording("en", account.currency)
        self.index = {id(observation): n for n, observation in enumerate(one.facts.observations)}

    def about(self, what: str) -> Iterator[Why]:
        groups = askable(self.one)
        kinds = [kind for kind, names in groups.items() if what in names]
        if kinds:
            return chain.from_iterable(getattr(self, f"_{kind}")(what) for kind in kinds)
        known = {name for group in groups.values() for name in group}
        step = did_you_mean(what, known, f"`vpl explain {self.one.id}` lists what can be asked")
        raise NotFound(Problem(f"nothing of {self.one.id} is called {what!r}", step))

    def _trace(self, answer: Answer, depth: int) -> Iterator[Why]:
        text = sentence(answer, self.one.playbook, self.wording)
        proof = f" [{answer.rigor}]" if answer.rigor is not None and not answer.parts else ""
        threshold = (
            f" (threshold {answer.threshold}{self._set_otherwise(answer.threshold)})" if answer.threshold else ""
        )
        decided = [why for why in self._origin("thresholds", answer.threshold) if ", " in why.text]
        yield Why(depth, answer.outcome, text + threshold + proof, self._place(answer))
        yield from (replace(why, depth=depth + 1) for why in decided)
        for part in answer.parts:
            yield from self._trace(part, depth + 1)

    def _origin(self, what: str, id_: str) -> Iterator[Why]:
        """Where a composed segment has the definition from, and what decided between several."""
        found = next((o for o in self.one.playbook.origins if (o.what, o.id) == (what, id_)), None)
        if found is not None and found.segment:
            how = f", {found.how}{f' by {found.by}' if found.by else ''}" if found.how else ""
            yield Why(1, "", f"from {found.segment} (plugin {found.plugin}){how}")

    def _set_otherwise(self, threshold: str) -> str:
        override = next((o for o in self.assessment.overrides if o.threshold == threshold), None)
        return f", set to {plain_number(override.number)} by {override.by}: {override.because}" if override else ""

    def _place(self, answer: Answer) -> str:
        if answer.reading is not None and id(answer.reading) in self.index and not answer.parts:
            return self._at(f"observations[{self.index[id(answer.reading)]}]")
        if answer.evidence:
            return self._at(f"evidence.{answer.evidence[0]}")
        return ""

    def _at(self, field: str) -> str:
        path, line = self.locate(self.one.id, field)
        return f"{path}:{line}" if line else path

    def _milestone(self, what: str) -> Iterator[Why]:
        state = next(s for s in self.assessment.milestones if s.milestone == what)
        milestone = self.one.playbook.milestone[what]
        badges = "".join(f", {badge}" for badge in state.badges).replace("_", " ")
        yield Why(0, state.outcome, f"{milestone.name}: {str(state.status).replace('_', ' ')}{badges}")
        yield from self._origin("milestones", what)
        yield from self._dates(state)
        if state.rigor is not None:
            yield Why(1, "", f"proven as {state.rigor}, the weakest of what it needs")
        yield from self._trace(state.answer, 1)
        rungs = [r for r in self.assessment.standing.rungs if any(q.milestone == what for q in r.requirements)]
        for rung in rungs:
            name = self.one.playbook.ladder.rungs[rung.number - 1].name
            yield Why(1, "", f"rung {rung.number}, {name}, asks for it at {rung.floor} or better")

    def _dates(self, state: MilestoneState) -> Iterator[Why]:
        if state.promised:
            moved = f", moved to {state.due}" if state.due != state.promised else ""
            late = f"; {state.days_behind} days behind" if state.days_behind else ""
            yield Why(1, "", f"promised before {state.promised}{moved}{late}")
        if state.first_reached:
            held = f", held since {state.held_since}" if state.held_since else ", not held now"
            yield Why(1, "", f"first reached {state.first_reached}{held}")
        if state.waiver:
            yield Why(1, "", f"excused by {state.waiver.by} until {state.waiver.expires}: {state.waiver.because}")

    def _rung(self, what: str) -> Iterator[Why]:
        rungs = self.one.playbook.ladder.rungs
        number = int(what) if what.isdigit() else next(n for n, r in enumerate(rungs, 1) if r.id == what)
        state = self.assessment.standing.rungs[number - 1]
        yield Why(0, state.proven, f"Rung {number}, {rungs[number - 1].name}: {self._rung_state(state)}")
        yield Why(
            1,
            "",
            f"asks for {rungs[number - 1].needed} of {len(state.requirements)} milestones at {state.floor} or better",
        )
        yield from self._origin("ladder", self.one.playbook.ladder.id)
        for asked in state.requirements:
            milestone = next(s for s in self.assessment.milestones if s.milestone == asked.milestone)
            name = self.one.playbook.milestone[asked.milestone].name
            why = f"; it is {asked.why}" if asked.why else ""
            yield Why(1, asked.proven, f"{name}{why}")
            yield from self._trace(milestone.answer, 2)

    def _rung_state(self, state: RungState) -> str:
        if state.held:
            return "held"
        if state.proven is Outcome.MET:
            return "proven by itself, but a rung below it is not held"
        return "claimed, not proven" if state.claimed is Outcome.MET else "not held"

    def _value(self, what: str) -> Iterator[Why]:
        state = next(s for s in self.assessment.values if s.value == what)
        value = self.one.playbook.value[what]
        now = self.wording.rate(state.latest.number, value) if state.latest else "no reading"
        yield Why(
            0,
            state.target,
            f"{value.name}: {now} ({value.kind}; {'lower' if value.direction == 'down' else 'higher'} is better)",
        )
        yield from self._origin("values", what)
        yield from self._percentages(state)
        if state.proof is None:
            return
        yield Why(1, "", _proof(state.proof))
        for reading in reversed(state.series):
            source = f" from {reading.source}" if reading.source else " from nobody knows where"
            number = self.wording.reading(reading.number, value)
            yield Why(1, "", f"{reading.on}  {number}{source}", self._at(f"observations[{self.index[id(reading)]}]"))

    def _percentages(self, state: ValueState) -> Iterator[Why]:
        plan = state.plan
        if plan is None:
            yield Why(1, "", "no plan: nothing was agreed for it")
            return
        value = self.one.playbook.value[state.value]
        began = self.wording.reading(plan.baseline.number, value) if plan.baseline else "unknown"
        aim = self.wording.reading(plan.target, value) if plan.target is not None else "unknown"
        strict = " (strictly)" if plan.strictly else ""
        yield Why(1, "", f"baseline {began}, target {aim}{strict}", self._at(f"plan.{state.value}"))
        if state.gap_closed is not None:
            yield Why(1, "", f"gap closed {_percent(state.gap_closed)} = (now - baseline) / (target - baseline)")
        if state.change is not None:
            yield Why(1, "", f"change {_percent(state.change)} = (now - baseline) / baseline")
        if plan.missing:
            yield Why(1, "", f"the agreement lacks: {', '.join(plan.missing)}")

    def _scorecard(self, what: str) -> Iterator[Why]:
        card = next(c for c in self.one.playbook.scorecards if c.id == what)
        score = next(s for s in self.assessment.scores if s.scorecard == what)
        yield Why(0, "", f"{card.name}: {score_text(score)}, {_percent(score.coverage)} of the weight is known")
        yield from self._origin("scorecards", what)
        factors = {factor.id: factor for factor in card.factors}
        for part in score.contributions:
            yield Why(1, "", f"{factors[part.factor].name}: {_contribution(part)}")

    def _question(self, what: str) -> Iterator[Why]:
        checklist, question = next((c, q) for c in self.one.playbook.checklists for q in c.questions if q.id == what)
        state: QuestionState = next(q for c in self.assessment.checklists for q in c.questions if q.question == what)
        yield Why(0, state.outcome, question.text)
        yield from self._origin("checklists", checklist.id)
        if state.waiver:
            yield Why(1, "", f"excused by {state.waiver.by} until {state.waiver.expires}: {state.waiver.because}")
        yield from self._trace(state.answer, 1)

    def _clock(self, what: str) -> Iterator[Why]:
        clock = next(c for c in self.assessment.clocks if c.clock == what)
        name = self.one.playbook.milestone[clock.milestone].name
        state = "stopped after" if clock.observed else "still open after"
        target = f", target {clock.target_days}" if clock.target_days else ""
        yield Why(0, clock.in_time, f"{what.replace('_', ' ')}: {state} {clock.days} days{target}, by “{name}”")
        yield from self._origin("stop_rules", what)
        yield from self._milestone(clock.milestone)

    def _health(self, what: str) -> Iterator[Why]:
        health = self.assessment.health
        yield Why(0, health.colour, "health, for the vendor's eyes only")
        for reason in health.reasons:
            doubt = reason.answer is not None and reason.answer.outcome is not reason.outcome
            rests = " (it rests on a paper that is missing, which is not a no)" if doubt else ""
            yield Why(1, reason.outcome, f"{reason.colour}: {reason.signal}: {reason.says}{rests}")
            yield from (replace(why, depth=2) for why in self._origin("health_signals", reason.signal))
            if reason.answer is not None:
                yield from self._trace(reason.answer, 2)

    def _return(self, what: str) -> Iterator[Why]:
        if self.assessment.business_case:
            yield from the_return(self.one, self.assessment.business_case, self._at)

    def _benefit(self, what: str) -> Iterator[Why]:
        case = self.assessment.business_case
        for state in case.benefits if case else ():
            if state.benefit == what:
                yield from a_benefit(self.one, state, self._at)


def score_text(score: Score) -> str:
    """62.5, or from 41 to 72 where something is unknown, with the band."""
    if score.least == score.most:
        return f"{float(score.least):.1f} ({score.band})"
    return f"between {float(score.least):.1f} and {float(score.most):.1f} ({score.band or 'band not known'})"


def _proof(proof: ReadingProof) -> str:
    said = ", ".join(f"{name}: {'yes' if passed else 'no'}" for name, passed in proof.tests._asdict().items())
    return f"proof {proof.rigor} ({said}); {proof.age_days} days old{', stale' if proof.stale else ''}"


def _contribution(part: Contribution) -> str:
    weight = plain_number(part.weight)
    if part.known:
        return f"{part.seen}, {part.band}: {float(part.least):.2f} points (weight {weight})"
    seen = f"{part.seen!r} is in no row" if part.seen else "not known"
    return f"{seen}: {float(part.least):.2f} to {float(part.most):.2f} points (weight {weight})"


def _percent(share: object) -> str:
    return f"{float(share) * 100:.1f}%"  # type: ignore[arg-type]
