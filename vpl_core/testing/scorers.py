"""Scoring functions tested from outside: laws are searched for the simplest input that breaks them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given as drawn, seed as seeded, settings, strategies as st

from vpl_core.testing.scorer_answers import Answer, Input, ManyAtOnce, OneByOne, answer_of
from vpl_core.testing.scorer_honesty import MissingIsNotGood, Refuses, RefusesUnknown
from vpl_core.testing.scorer_inputs import Inputs, inputs_of
from vpl_core.testing.scorer_law import Cases, Law
from vpl_core.testing.scorer_laws import SameAgain
from vpl_core.testing.scorer_report import Counterexample, Finding, ScorerFault, ScorerReport

Scorer = Callable[[Any], object] | ManyAtOnce
Trial = tuple[Input, Any]
"""An input, and what the law varies besides."""
Faults = tuple[Counterexample, ...]


def check_scorer(
    score: Scorer,
    given: Inputs | st.SearchStrategy[Any],
    *laws: Law,
    read: Callable[[Any], object] = answer_of,
    examples: int = 100,
    seed: int = 0,
) -> ScorerReport:
    """Raises ScorerFault, an AssertionError, with every law that the scorer breaks; gives the report where it holds.

    Without laws, those that every honest scorer keeps (see `usual_laws`). Each law is tried with up to so many
    examples; the same seed tries the same ones. `read` takes from the scorer's result a number, or an `Answer`.
    Raises ValueError where a law names a field that the inputs do not have.
    """
    report = examine_scorer(score, given, *laws, read=read, examples=examples, seed=seed)
    if report.faults:
        raise ScorerFault(report)
    return report


def faults_of_scorer(score: Scorer, given: Inputs | st.SearchStrategy[Any], *laws: Law, **how: Any) -> Faults:
    """The counterexamples that `check_scorer` would raise, in the order of the laws, as data."""
    return examine_scorer(score, given, *laws, **how).faults


def examine_scorer(
    score: Scorer,
    given: Inputs | st.SearchStrategy[Any],
    *laws: Law,
    read: Callable[[Any], object] = answer_of,
    examples: int = 100,
    seed: int = 0,
) -> ScorerReport:
    """What `check_scorer` finds, told and not raised."""
    if not isinstance(score, ManyAtOnce) and not callable(score):
        raise TypeError(f"{score!r} is no scorer: give a function, or csv_scorer(…)")
    tried = inputs_of(given)
    wanted = laws or usual_laws(tried)
    for law in wanted:
        _refuse_unknown_fields(law, tried)
    many = score if isinstance(score, ManyAtOnce) else OneByOne(score, read)
    search = _search_at_once if isinstance(score, ManyAtOnce) else _search
    findings = tuple([search(_Question(law, tried, many), examples, seed) for law in wanted])
    name = getattr(score, "name", "") or getattr(score, "__name__", type(score).__name__)
    return ScorerReport(
        name, tried.plain, findings, f"each field step by step, then up to {examples} random examples, seed {seed}"
    )


def usual_laws(given: Inputs, *, high_is_bad: bool = False) -> tuple[Law, ...]:
    """What every honest scorer keeps: the same answer again, and no score for nonsense and for what is not known.

    Of a score that tells a risk say `high_is_bad=True`.
    """
    numeric = [Refuses(name) for name, kind in given.kinds.items() if kind.numeric]
    words = [RefusesUnknown(name) for name, kind in given.kinds.items() if kind.words]
    missing = [MissingIsNotGood(name, high_is_bad=high_is_bad) for name, kind in given.kinds.items() if kind.missing]
    return SameAgain(), *numeric, *words, *missing


def _refuse_unknown_fields(law: Law, given: Inputs) -> None:
    if not isinstance(law, Law):
        raise TypeError(f'{law!r} is no law: write them one after the other, as Bounded(0, 100), Monotone("usage")')
    unknown = [name for name in law.fields if name not in given.plain]
    if unknown:
        there = ", ".join(given.plain)
        raise ValueError(f"{law} names {unknown[0]!r}, which is no field of the inputs; there are {there}")


# --- the search ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Question:
    """Whether the scorer keeps one law."""

    law: Law
    given: Inputs
    scorer: ManyAtOnce

    def rounds(self, examples: int) -> Iterator[tuple[st.SearchStrategy[Trial], int]]:
        """What to draw, and how many: first what is plain but for one field, for a fault there is the easiest told."""
        changes = self.law.changes(self.given)
        if changes is not None:
            yield st.tuples(self.given.near(self.law.fields), changes), examples // 2
            examples -= examples // 2
        yield st.tuples(self.given.whole, st.none() if changes is None else changes), examples

    def all_of(self, trials: Sequence[Trial]) -> tuple[list[_Verdict], _Break | None]:
        """The verdicts on the trials, and the simplest that breaks the law."""
        verdicts = self.judge(trials)
        broken = [(trial, verdict) for trial, verdict in zip(trials, verdicts, strict=True) if verdict.told]
        return verdicts, min(broken, key=self._simplicity, default=None)

    def _simplicity(self, broken: _Break) -> tuple[int, int, str]:
        (base, _), verdict = broken
        return len(self.given.apart(base)), len(verdict.told), verdict.told

    def judge(self, trials: Sequence[Trial]) -> list[_Verdict]:
        """A verdict on each trial; all their inputs are scored in one call."""
        groups = [self.law.cases(*trial) for trial in trials]
        answers = iter(self.scorer.score_all([case for group in groups for case in group]))
        return [self._verdict(group, [next(answers) for _ in group]) for group in groups]

    def _verdict(self, cases: Cases, answers: list[Answer]) -> _Verdict:
        applies = bool(cases) and self.law.applies(cases, answers)
        return _Verdict(cases, tuple(answers), applies, self.law.fault(cases, answers) if applies else "")

    def finding(self, broken: _Break | None, verdicts: Sequence[_Verdict]) -> Finding:
        judged = sum(verdict.applies for verdict in verdicts)
        if broken is not None:
            verdict = _plainest(self, *broken)
            apart = self.given.apart(verdict.cases[0])
            fault = Counterexample(self.law, verdict.told, verdict.cases, verdict.answers, apart)
            return Finding(self.law, len(verdicts), judged, fault)
        if not judged:
            return Finding(self.law, len(verdicts), 0, self._never_tested(verdicts))
        return Finding(self.law, len(verdicts), judged)

    def _never_tested(self, verdicts: Sequence[_Verdict]) -> Counterexample:
        """A law that was never put to the test is not kept."""
        refusals = sorted({answer.refused for verdict in verdicts for answer in verdict.answers if answer.refused})
        because = f", for the scorer refused with {refusals[0]}" if refusals else ""
        return Counterexample(self.law, f"None of {len(verdicts)} examples put this law to the test{because}.")


@dataclass(frozen=True)
class _Verdict:
    """How one trial ended."""

    cases: Cases
    answers: tuple[Answer, ...]
    applies: bool
    told: str


_Break = tuple[Trial, _Verdict]


class _Broken(Exception):
    """Tells Hypothesis that a trial broke the law, so that it looks for a simpler one."""


def _search(question: _Question, examples: int, seed: int) -> Finding:
    """What needs no chance first; then a Hypothesis search with its shrinking, trial by trial."""
    tried, simplest = question.all_of(list(question.law.sweep(question.given)))
    verdicts: dict[str, _Verdict] = {}
    broken = [simplest] if simplest else []

    def holds(trial: Trial) -> None:
        # Asked once for each trial: a scorer that answers differently each time would confuse the shrinking.
        key = repr(trial)
        if key not in verdicts:
            [verdicts[key]] = question.judge([trial])
        if not broken:
            tried.append(verdicts[key])
        if verdicts[key].told:
            broken.append((trial, verdicts[key]))
            raise _Broken

    with contextlib.suppress(_Broken):
        for trials, count in () if broken else question.rounds(examples):
            _drawing(trials, count, seed, holds, Phase.generate, Phase.shrink)
    return question.finding(broken[-1] if broken else None, tried)


def _search_at_once(question: _Question, examples: int, seed: int) -> Finding:
    """All trials are drawn first and scored in one call; the simplest that breaks the law is kept."""
    trials = list(question.law.sweep(question.given))
    if question.law.changes(question.given) is not None:
        # Nonsense may stop a script, which is then started again for each row.
        del trials[examples:]
    for drawn_from, count in question.rounds(examples):
        _drawing(drawn_from, count, seed, trials.append, Phase.generate)
    verdicts, simplest = question.all_of(trials)
    return question.finding(simplest, verdicts)


def _drawing(
    trials: st.SearchStrategy[Trial], examples: int, seed: int, ask: Callable[[Trial], None], *phases: Phase
) -> None:
    """The same seed draws the same trials: no database, no clock."""

    @seeded(seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
    )
    @drawn(trials)
    def one(trial: Trial) -> None:
        ask(trial)

    one()


def _plainest(question: _Question, broken: Trial, verdict: _Verdict) -> _Verdict:
    """The verdict on the trial with every field put back to plain that does not matter."""
    while plainer := list(_plainer(question.given, broken)):
        verdicts = question.judge(plainer)
        found = next(((trial, one) for trial, one in zip(plainer, verdicts, strict=True) if one.told), None)
        if found is None:
            break
        broken, verdict = found
    return verdict


def _plainer(given: Inputs, trial: Trial) -> Iterator[Trial]:
    base, change = trial
    for name in given.apart(base):
        yield {**base, name: given.plain[name]}, change
