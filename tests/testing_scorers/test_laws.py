"""Each law falls for a score that breaks it, and stands for one that does not."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import count as counting
from typing import Any

import pytest
from hypothesis import strategies as st

from vpl_core.testing.scorer_answers import Input
from vpl_core.testing.scorer_bands import BandsInOrder, EveryScoreHasABand
from vpl_core.testing.scorer_honesty import AnswersEverything, MissingIsNotGood, Refuses, RefusesUnknown
from vpl_core.testing.scorer_inputs import Inputs, choice, count, inputs, list_of, number, percent
from vpl_core.testing.scorer_law import Law
from vpl_core.testing.scorer_laws import (
    Bounded,
    ContributionsAddUp,
    FullMarks,
    Monotone,
    OrderDoesNotMatter,
    RoundedOnce,
    SameAgain,
    ScaleDoesNotMatter,
    UnitDoesNotMatter,
    WithinFactors,
    weighted_mean,
)
from vpl_core.testing.scorers import examine_scorer

TWO = inputs(usage=percent(), nps=number(-100, 100))
FACTORS = inputs(usage=percent(), support=percent())
LISTS = inputs(marks=list_of(number(0, 10, whole=True), at_most=3))
WEIGHTED = inputs(usage=percent(plain=80), weights=st.lists(st.integers(1, 5), min_size=2, max_size=2))
TIMES = inputs(wait=number(0, 100), unit=choice("minutes"))
HALF = {"usage": 50, "support": 50}


def mean(one: Input) -> Fraction:
    return (Fraction(str(one["usage"])) + Fraction(str(one["support"]))) / 2


def in_hours(one: dict[str, Any]) -> Mapping[str, Any]:
    return {"wait": one["wait"] / 60, "unit": "hours"}


def hours(one: Input) -> float:
    return float(one["wait"]) / (60 if one["unit"] == "minutes" else 1)


def weighted(one: Input) -> float:
    own, rest = one["weights"]
    return float(one["usage"] * own / (own + rest))


def banded(one: Input) -> dict[str, object]:
    return {"score": one["usage"], "band": "low" if one["usage"] < 40 else "high"}


def summed(one: Input) -> dict[str, object]:
    return {"score": mean(one), "contributions": {name: Fraction(str(one[name])) / 2 for name in FACTORS.plain}}


def lately(marks: list[int]) -> int:
    return max([*marks[-1:], 0])


_calls = counting()

STORIES: dict[str, tuple[Law, Inputs, Callable[[Any], object], Callable[[Any], object], str]] = {
    "a score beyond its bounds": (
        Bounded(0, 100),
        TWO,
        lambda one: one["usage"],
        lambda one: one["usage"] + max(one["nps"], 0),
        "The score is 101.",
    ),
    "a score that is no number": (
        Bounded(0, 100),
        TWO,
        lambda one: one["usage"],
        lambda one: math.nan if one["nps"] == 0 else 0,
        "The score is NaN.",
    ),
    "a score that changes by itself": (
        SameAgain(),
        TWO,
        lambda one: one["usage"],
        lambda one: next(_calls),
        "The same input was scored 0 and 1.",
    ),
    "a gap within the integers of a factor": (
        Monotone("usage"),
        TWO,
        lambda one: 40 if one["usage"] < 51 else 80,
        lambda one: 40 if one["usage"] <= 50 else 80 if one["usage"] >= 51 else 0,
        "Raising usage from 50 to 50.5 lowered the score from 40 to 0.",
    ),
    "a factor that counts the wrong way": (
        Monotone("nps", falling=True),
        TWO,
        lambda one: -one["nps"],
        lambda one: abs(one["nps"]),
        "Raising nps from 0 to 0.5 raised the score from 0 to 0.5.",
    ),
    "a mean of which the last counts": (
        OrderDoesNotMatter("marks"),
        LISTS,
        lambda one: sum(one["marks"]),
        lambda one: lately(one["marks"]),
        "With marks [0, 10] the score is 10; with [10, 0] it is 0.",
    ),
    "weights that must be percentages": (
        ScaleDoesNotMatter("weights"),
        WEIGHTED,
        weighted,
        lambda one: one["usage"] * one["weights"][0] / 100,
        "With weights [1, 1] the score is 0.8; with [2, 2] it is 1.6.",
    ),
    "hours read as minutes": (
        UnitDoesNotMatter(in_hours),
        TIMES,
        hours,
        lambda one: one["wait"],
        "With wait 50 and unit 'minutes' the score is 50; told as wait 0.833333 and unit 'hours' it is 0.833333.",
    ),
    "a mean outside of what it is the mean of": (
        WithinFactors(("usage", "support")),
        FACTORS,
        mean,
        lambda one: mean(one) * Fraction(95, 100),
        "With usage 50 and support 50 the score is 47.5.",
    ),
    "full marks that nobody can reach": (
        FullMarks({"usage": 100, "support": 100}),
        FACTORS,
        mean,
        lambda one: min(mean(one), 99),
        "The score is 99, not 100.",
    ),
    "a rounding too many": (
        RoundedOnce(weighted_mean(HALF)),
        FACTORS,
        lambda one: round(mean(one)),
        lambda one: math.floor(mean(one)),
        "The exact score is 25.75, which rounds to 26; it was scored 25.",
    ),
    "contributions that leave something out": (
        ContributionsAddUp(),
        FACTORS,
        summed,
        lambda one: {**summed(one), "score": mean(one) + 1},
        "The contributions usage 25 and support 25 sum to 50; the score is 51.",
    ),
    "a gap between bands": (
        EveryScoreHasABand(),
        TWO,
        banded,
        lambda one: {"score": one["usage"], "band": None if 50 < one["usage"] < 51 else "low"},
        "50.5 falls into no band.",
    ),
    "bands upside down": (
        BandsInOrder(("low", "high")),
        TWO,
        banded,
        lambda one: {**banded(one), "band": "high" if one["usage"] < 40 else "low"},
        "0 is high, and 50 is low.",
    ),
    "a band that nobody named": (
        BandsInOrder(("low", "high")),
        TWO,
        banded,
        lambda one: {**banded(one), "band": "grey"},
        "There is a band 'grey' besides low and high.",
    ),
    "missing counted as perfect": (
        MissingIsNotGood("usage"),
        TWO,
        lambda one: one["usage"] or 0,
        lambda one: 100 if one["usage"] is None else one["usage"],
        "With usage missing the score is 100; with usage 50 it is 50.",
    ),
    "a clamp that swallows NaN": (
        Refuses("usage"),
        TWO,
        lambda one: one["usage"] if 0 <= one["usage"] <= 100 else None,
        lambda one: max(0, min(100, one["usage"])),
        "Usage NaN was scored 100.",
    ),
    "a minus that counts": (
        Refuses("tickets", (-1,)),
        inputs(tickets=count(5)),
        lambda one: {0: 100, 1: 80, 2: 60, 3: 40, 4: 20, 5: 0}[one["tickets"]],
        lambda one: 100 - 20 * one["tickets"],
        "Tickets -1 was scored 120.",
    ),
    "a word that nobody knows": (
        RefusesUnknown("tier", known=("gold", "tin")),
        inputs(tier=st.sampled_from(["gold", "tin"])),
        lambda one: {"gold": 90, "tin": 10}[one["tier"].strip().lower()],
        lambda one: 90 if one["tier"] == "gold" else 10,
        "The unknown tier 'in' was scored 10, as if it were 'tin'.",
    ),
    "an account that is forgotten": (
        AnswersEverything(),
        TWO,
        lambda one: one["usage"],
        lambda one: {True: 1}[one["nps"] >= 0],
        "There is no score: KeyError: False.",
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_the_law_falls_for_the_fault_and_stands_without_it(story: str) -> None:
    law, given, sound, faulty, sentence = STORIES[story]
    [kept] = examine_scorer(sound, given, law, examples=30).findings
    assert kept.fault is None
    assert kept.judged
    [fault] = examine_scorer(faulty, given, law, examples=30).faults
    assert fault.told == sentence
