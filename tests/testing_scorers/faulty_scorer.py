"""A health score as teams write it in an afternoon: seven rules, each with a fault that has been seen in the wild.

`SOUND` is the same score put right. A variant has one rule of the faulty score and six sound ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from vpl_core.testing.scorer_bands import BandsInOrder, EveryScoreHasABand
from vpl_core.testing.scorer_honesty import MissingIsNotGood, Refuses, RefusesUnknown, RemovingDoesNotRaise
from vpl_core.testing.scorer_inputs import choice, inputs, list_of, number, percent
from vpl_core.testing.scorer_law import Law
from vpl_core.testing.scorer_laws import (
    Bounded,
    FullMarks,
    Monotone,
    OrderDoesNotMatter,
    RoundedOnce,
    SameAgain,
)

ASKED = 5
"""How many people at each account are asked whether they would recommend the product, 0 to 10."""

Weights = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True)
class HealthScore:
    """The score of an account by the percentages of seats in use and of tickets solved in time, and by its answers."""

    weights: Weights
    """By segment in percent: usage, support, answers."""
    weights_for: Callable[[Weights, str], tuple[int, int, int]]
    usage: Callable[[float], float]
    support: Callable[[float | None], float]
    answers: Callable[[list[float]], float]
    rounded: Callable[[float], float]
    """What is done to each factor's points before they are weighted."""
    band: Callable[[float], str | None]

    def __call__(self, account: Mapping[str, Any]) -> dict[str, Any]:
        points = (self.usage(account["usage"]), self.support(account["support"]), self.answers(account["answers"]))
        weights = self.weights_for(self.weights, account["segment"])
        score = round(sum(w * self.rounded(p) for w, p in zip(weights, points, strict=True)) / 100, 1)
        return {"score": score, "band": self.band(score)}


# --- the faulty score ------------------------------------------------------------------------------------------------


def small_unless_known(weights: Weights, segment: str) -> tuple[int, int, int]:
    return weights.get(segment, weights["smb"])


def clamped(usage: float) -> float:
    return max(0, min(100, usage))


def fine_unless_known(support: float | None) -> float:
    return 100 if support is None else support


def mean_of_the_answered(answers: list[float]) -> float:
    return 10 * sum(answers) / len(answers) if answers else 0


def whole(points: float) -> float:
    return round(points)


def band_of_whole_numbers(score: float) -> str | None:
    if 0 <= score <= 50:
        return "at risk"
    if 51 <= score <= 75:
        return "stable"
    if 76 <= score <= 100:
        return "healthy"
    return None


FAULTY = HealthScore(
    weights={"smb": (50, 30, 20), "midmarket": (40, 30, 30), "enterprise": (30, 30, 35)},
    weights_for=small_unless_known,
    usage=clamped,
    support=fine_unless_known,
    answers=mean_of_the_answered,
    rounded=whole,
    band=band_of_whole_numbers,
)


# --- the same, put right ---------------------------------------------------------------------------------------------


def known_segments_only(weights: Weights, segment: str) -> tuple[int, int, int]:
    return weights[segment]


def percentage(usage: float) -> float:
    if not (math.isfinite(usage) and 0 <= usage <= 100):
        raise ValueError(f"usage is a percentage, not {usage}")
    return usage


def worst_unless_known(support: float | None) -> float:
    return 0 if support is None else support


def mean_of_the_asked(answers: list[float]) -> float:
    return 10 * sum(answers) / ASKED


def as_it_is(points: float) -> float:
    return points


def band_without_gaps(score: float) -> str:
    return "at risk" if score < 51 else "stable" if score < 76 else "healthy"


SOUND = HealthScore(
    weights={"smb": (50, 30, 20), "midmarket": (40, 30, 30), "enterprise": (30, 30, 40)},
    weights_for=known_segments_only,
    usage=percentage,
    support=worst_unless_known,
    answers=mean_of_the_asked,
    rounded=as_it_is,
    band=band_without_gaps,
)

VARIANTS = {rule.name: replace(SOUND, **{rule.name: getattr(FAULTY, rule.name)}) for rule in fields(HealthScore)}
"""By the rule that is faulty."""


# --- what the score declares -----------------------------------------------------------------------------------------

ACCOUNTS = inputs(
    segment=choice("smb", "midmarket", "enterprise"),
    usage=percent(plain=80),
    support=percent(plain=60).or_missing(),
    answers=list_of(number(0, 10, whole=True), at_most=ASKED),
)


def exact(score: HealthScore) -> Callable[[Mapping[str, Any]], Fraction | None]:
    """The score with its own weights and nothing rounded, of an account of which everything is known."""

    def unrounded(account: Mapping[str, Any]) -> Fraction | None:
        if account["support"] is None or len(account["answers"]) < ASKED:
            return None
        usage, support = (Fraction(str(account[name])) for name in ("usage", "support"))
        points = (usage, support, Fraction(10 * sum(account["answers"]), ASKED))
        return sum((w * p for w, p in zip(score.weights[account["segment"]], points, strict=True)), Fraction(0)) / 100

    return unrounded


def laws(score: HealthScore) -> tuple[Law, ...]:
    """Seven laws for the seven faults, and five that all of the scores keep."""
    return (
        FullMarks({"usage": 100, "support": 100, "answers": [10] * ASKED}),
        RefusesUnknown("segment"),
        Refuses("usage"),
        MissingIsNotGood("support"),
        RemovingDoesNotRaise("answers"),
        RoundedOnce(exact(score), decimals=1),
        EveryScoreHasABand(),
        SameAgain(),
        Bounded(0, 100),
        Monotone("usage"),
        Monotone("support"),
        OrderDoesNotMatter("answers"),
        BandsInOrder(("at risk", "stable", "healthy")),
    )
