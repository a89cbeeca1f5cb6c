"""Laws about the bands into which scores fall."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from vpl_core.testing.scorer_answers import Answer, Input
from vpl_core.testing.scorer_inputs import Inputs
from vpl_core.testing.scorer_law import Answers, Cases, Law, OfOne, above
from vpl_core.testing.scorer_words import listed, told


@dataclass(frozen=True)
class EveryScoreHasABand(OfOne):
    """Whatever the score, it falls into a band."""

    @property
    def sentence(self) -> str:
        return "Every score falls into a band."

    def applies(self, cases: Cases, answers: Answers) -> bool:
        return answers[0].scored and answers[0].band is not None

    def fault(self, cases: Cases, answers: Answers) -> str:
        return "" if answers[0].band else f"{told(answers[0].score)} falls into no band."


@dataclass(frozen=True)
class BandsInOrder(Law):
    """A higher score is never in a lower band."""

    bands: tuple[str, ...]
    """From the lowest up."""

    @property
    def sentence(self) -> str:
        return f"The bands rise with the score: {', '.join(self.bands)}."

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        return given.whole

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return ((given.plain, one) for one in given.lines())

    def cases(self, base: Input, change: Any) -> Cases:
        return base, change

    def applies(self, cases: Cases, answers: Answers) -> bool:
        return all(answer.scored and answer.band and not math.isnan(answer.score or 0) for answer in answers)

    def fault(self, cases: Cases, answers: Answers) -> str:
        strange = [answer.band for answer in answers if answer.band not in self.bands]
        if strange:
            return f"There is a band {strange[0]!r} besides {listed(self.bands)}."
        low, high = sorted(answers, key=lambda answer: answer.score or 0)
        if above(high.score, low.score) and self._rank(high) < self._rank(low):
            return f"{told(low.score)} is {low.band}, and {told(high.score)} is {high.band}."
        return ""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        judged = [place for place in range(len(rows)) if self.applies((), (answers[place],))]
        judged.sort(key=lambda place: (answers[place].score, self._rank(answers[place])))
        return itertools.pairwise(judged)

    def _rank(self, answer: Answer) -> int:
        return self.bands.index(str(answer.band)) if answer.band in self.bands else -1
