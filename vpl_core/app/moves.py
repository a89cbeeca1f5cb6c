"""Moves: what differs between two assessments of one account, each with the rule that moved it in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from vpl_core.app.explain import score_text
from vpl_core.app.portfolio import Assessed
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import MilestoneState, Reason, Requirement, RungState, Score
from vpl_core.model.base import gate
from vpl_core.rules.reasons import sentence
from vpl_core.rules.wording import Wording, plain_number


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise under the other rules."""

    what: str
    """assessed, proven, claimed, score, health, milestone or page."""
    about: str
    """The id of the scorecard or milestone, or the page's path."""
    before: str
    after: str
    why: str
    """Which rule moved it, in a sentence."""

    @property
    def rises(self) -> bool:
        """Whether a standing rises; only of `proven` and `claimed`."""
        return int(self.after) > int(self.before)


def moves(old: Assessed, new: Assessed) -> tuple[Change, ...]:
    """Standing, scores, health and milestones that differ; none where all are the same."""
    both = _Both(old, new)
    return (*both.standing(), *both.scores(), *both.health(), *both.milestones())


class _Both:
    def __init__(self, old: Assessed, new: Assessed) -> None:
        self.old, self.new = old, new
        self.wording = Wording("en", old.facts.account.currency)

    def standing(self) -> Iterator[Change]:
        before, after = self.old.assessment.standing, self.new.assessment.standing
        for what, was, now in (
            ("proven", before.proven, after.proven),
            ("claimed", before.claimed, after.claimed),
        ):
            if was != now:
                yield Change(what, "", str(was), str(now), self._of_rung(min(was, now) + 1, claimed=what == "claimed"))

    def _of_rung(self, number: int, *, claimed: bool) -> str:
        """Why the rung that only one of the two stands on is held under one book alone."""
        before, after = (one.assessment.standing.rungs for one in (self.old, self.new))
        if number > min(len(before), len(after)):
            return f"rung {number} is {'new' if number > len(before) else 'gone'}"
        was, now = before[number - 1], after[number - 1]
        old_rung, new_rung = (one.playbook.ladder.rungs[number - 1] for one in (self.old, self.new))
        told = []
        if was.floor != now.floor:
            told.append(f"asks for {now.floor}, before for {was.floor}")
        told += self._of_requirements(was, now, claimed=claimed)
        if old_rung.needed != new_rung.needed:
            told.append(f"needs {new_rung.needed} milestones, before {old_rung.needed}")
        return f"rung {number}: {'; '.join(told)}"

    def _of_requirements(self, was: RungState, now: RungState, *, claimed: bool) -> Iterator[str]:
        before, after = ({r.milestone: r for r in state.requirements} for state in (was, now))
        for milestone in sorted(before.keys() | after.keys()):
            if milestone not in after:
                yield f"{milestone} is not asked for any more"
            elif milestone not in before:
                yield f"{milestone} is asked for, and is {_found(after[milestone])}"
            elif _judged(before[milestone], claimed) != _judged(after[milestone], claimed):
                states = [_state(one, milestone) for one in (self.old, self.new)]
                moved = states[0].answer != states[1].answer
                told = f": {self._of_answers(states[0].answer, states[1].answer)}" if moved else ""
                yield f"{milestone} is {_found(after[milestone])}{told}"

    def scores(self) -> Iterator[Change]:
        before, after = ({s.scorecard: s for s in one.assessment.scores} for one in (self.old, self.new))
        for card in sorted(before.keys() | after.keys()):
            was, now = before.get(card), after.get(card)
            texts = score_text(was) if was else "", score_text(now) if now else ""
            if was is None or now is None:
                yield Change("score", card, texts[0], texts[1], "it is in one of the rule books only")
            elif _result(was) != _result(now):
                if texts[0] == texts[1]:  # they differ by less than is shown
                    texts = _exactly(was), _exactly(now)
                yield Change("score", card, texts[0], texts[1], _of_factors(was, now))

    def health(self) -> Iterator[Change]:
        was, now = self.old.assessment.health, self.new.assessment.health
        if was.colour == now.colour:
            return
        before, after = ({(r.signal, str(r.colour)): r for r in health.reasons} for health in (was, now))
        told = [
            self._of_reasons(*key, before.get(key), after.get(key))
            for key in sorted(before.keys() | after.keys())
            if _outcome(before.get(key)) != _outcome(after.get(key))
        ]
        yield Change("health", "", str(was.colour), str(now.colour), "; ".join(told))

    def _of_reasons(self, signal: str, colour: str, was: Reason | None, now: Reason | None) -> str:
        if was is None or now is None:
            return f"{signal} ({colour}) {'speaks now' if was is None else 'is silent now'}"
        if was.answer is None or now.answer is None:
            return f"{signal} ({colour}): {was.outcome}, now {now.outcome}"
        return f"{signal} ({colour}): {self._of_answers(was.answer, now.answer)}"

    def milestones(self) -> Iterator[Change]:
        before, after = ({s.milestone: s for s in one.assessment.milestones} for one in (self.old, self.new))
        for milestone in sorted(before.keys() | after.keys()):
            was, now = before.get(milestone), after.get(milestone)
            if was is None or now is None:
                states = str(was.status) if was else "", str(now.status) if now else ""
                yield Change("milestone", milestone, states[0], states[1], "it is in one of the rule books only")
            elif was.status != now.status:
                yield Change("milestone", milestone, str(was.status), str(now.status), self._of_states(was, now))

    def _of_states(self, was: MilestoneState, now: MilestoneState) -> str:
        if was.answer.outcome != now.answer.outcome:
            return self._of_answers(was.answer, now.answer)
        if was.due != now.due:
            return f"due {now.due or 'on no day'}, before {was.due or 'on no day'}"
        if was.opens != now.opens:
            return f"it opens on {now.opens}, before on {was.opens}"
        return "other days of grace, or another waiver"

    def _of_answers(self, was: Answer, now: Answer) -> str:
        """The deepest conditions whose outcomes differ, the new one first."""
        before, after = _deepest(was, now)
        told = [
            f"{_words(answer)}{sentence(answer, one.playbook, self.wording)}"
            f"{f' (threshold {answer.threshold})' if answer.threshold else ''}"
            for answer, one in ((after, self.new), (before, self.old))
        ]
        return f"now {told[0]}; before {told[1]}"


def _deepest(was: Answer, now: Answer) -> tuple[Answer, Answer]:
    if (was.kind, was.subject, len(was.parts)) != (now.kind, now.subject, len(now.parts)):
        return was, now
    moved = next(((a, b) for a, b in zip(was.parts, now.parts, strict=True) if a.outcome != b.outcome), None)
    return _deepest(*moved) if moved else (was, now)


def _words(answer: Answer) -> str:
    return f"{answer.outcome}: " if answer.rigor is None else f"{answer.outcome} and {answer.rigor}: "


def _state(one: Assessed, milestone: str) -> MilestoneState:
    return next(state for state in one.assessment.milestones if state.milestone == milestone)


def _judged(requirement: Requirement, claimed: bool) -> object:
    return requirement.outcome if claimed else requirement.proven


def _found(requirement: Requirement) -> str:
    """What it is, with its rigor where it is met."""
    return str(requirement.outcome) if requirement.rigor is None else f"{requirement.outcome} and {requirement.rigor}"


def _outcome(reason: Reason | None) -> str:
    return str(reason.outcome) if reason else ""


def _exactly(score: Score) -> str:
    return f"from {score.least} to {score.most} ({score.band})"


def _result(score: Score) -> tuple[object, object, str]:
    return score.least, score.most, score.band


def _of_factors(was: Score, now: Score) -> str:
    """The factors whose weight or points are otherwise; not those that only have another share because of them."""
    before, after = ({c.factor: c for c in score.contributions} for score in (was, now))
    old_points, new_points = _points(was), _points(now)
    told = []
    for factor in sorted(before.keys() | after.keys()):
        if factor not in before or factor not in after:
            told.append(f"{factor} is {'new' if factor in after else 'gone'}")
            continue
        old, new = before[factor], after[factor]
        if old.weight != new.weight:
            told.append(f"{factor} weighs {plain_number(new.weight)}, before {plain_number(old.weight)}")
        if old_points[factor] != new_points[factor]:
            told.append(f"{factor} gives {new_points[factor]} points, before {old_points[factor]}")
    return "; ".join(told) or "the bands of the scorecard"


def _points(score: Score) -> dict[str, str]:
    """By factor, 0 to 100 before they are weighed; from worst to best where nothing is known."""
    whole = sum(Fraction(one.weight) for one in score.contributions)
    ends = {
        c.factor: [plain_number(gate(float(end * whole / Fraction(c.weight)))) for end in (c.least, c.most)]
        for c in score.contributions
    }
    return {factor: " to ".join(dict.fromkeys(both)) for factor, both in ends.items()}
