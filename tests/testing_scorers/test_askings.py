"""Whatever shape a scorer has, it can be asked; what was never tested is told, and never counts as kept."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count as counting
from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import BaseModel

from vpl_core.testing.scorer_answers import Answer, Input, OneByOne, answer_of, by_keywords, by_object, without_missing
from vpl_core.testing.scorer_honesty import MissingIsNotGood
from vpl_core.testing.scorer_inputs import choice, count, inputs, list_of, number, percent
from vpl_core.testing.scorer_laws import Bounded, Monotone, OrderDoesNotMatter, SameAgain
from vpl_core.testing.scorer_report import ScorerFault
from vpl_core.testing.scorers import check_scorer, examine_scorer, faults_of_scorer

TWO = inputs(usage=percent(), nps=number(-100, 100).or_missing())


@dataclass(frozen=True)
class Customer:
    usage: float
    nps: float | None


class Client(BaseModel):
    usage: float
    nps: float | None


def of_object(customer: Any) -> float:
    return float(customer.usage)


def of_keywords(usage: float, nps: float | None) -> float:
    return usage


def of_keys(one: Input) -> float:
    return float(one["usage"] + (0 if "nps" in one else 100))


@pytest.mark.parametrize(
    "score", [by_object(of_object, Customer), by_object(of_object, Client), by_keywords(of_keywords)]
)
def test_a_scorer_may_take_keywords_or_an_object(score: Callable[[Any], object]) -> None:
    assert check_scorer(score, TWO, Bounded(0, 100), Monotone("usage"), examples=10).faults == ()


def test_a_missing_field_may_be_a_key_that_is_not_there() -> None:
    [fault] = faults_of_scorer(without_missing(of_keys), TWO, MissingIsNotGood("nps"), examples=10)
    assert fault.told == "With nps missing the score is 150; with nps 0 it is 50."


class Cell:
    """A whole number of a library's own kind."""

    numerator, denominator = 7, 1


numbers.Rational.register(Cell)


def test_numbers_of_a_library_s_own_kind_are_numbers() -> None:
    assert answer_of(Cell()) == Answer(Fraction(7))
    assert answer_of(math.nan).score != 0 and answer_of(Decimal("0.1")) == answer_of(0.1) == Answer(Fraction(1, 10))


def test_without_laws_those_of_every_honest_scorer_are_asked() -> None:
    given = inputs(segment=choice("smb", "enterprise"), usage=percent().or_missing(), tickets=count())
    laws = [repr(finding.law) for finding in examine_scorer(lambda one: 1, given, examples=2).findings]
    assert laws == [
        "SameAgain()",
        "Refuses(field='usage', nonsense=(nan, inf, -inf))",
        "Refuses(field='tickets', nonsense=(nan, inf, -inf))",
        "RefusesUnknown(field='segment', known=())",
        "MissingIsNotGood(field='usage', missing=None, high_is_bad=False)",
    ]


def test_inputs_may_be_a_strategy_and_its_simplest_value_is_plain() -> None:
    given = st.fixed_dictionaries({"usage": st.integers(0, 100), "tickets": st.integers(0, 5)})
    report = examine_scorer(lambda one: 100 - one["usage"], given, Monotone("usage"), Bounded(0, 100))
    assert [fault.told for fault in report.faults] == ["Raising usage from 0 to 1 lowered the score from 100 to 99."]
    assert report.plain == {"usage": 0, "tickets": 0}


def test_a_law_that_was_never_put_to_the_test_is_not_kept() -> None:
    with pytest.raises(ScorerFault, match="put this law to the test, for the scorer refused with KeyError: 'no"):
        check_scorer(lambda one: one["no such field"], TWO, Monotone("usage"), examples=5)


def test_a_misspelt_field_of_a_law_is_named() -> None:
    with pytest.raises(ValueError, match=r"names 'usgae', which is no field of the inputs; there are usage, nps"):
        check_scorer(of_keys, TWO, Monotone("usgae"))


def test_a_scorer_may_change_what_it_is_given() -> None:
    def emptied(one: dict[str, Any]) -> float:
        total = 0.0
        while one["marks"]:
            total += one["marks"].pop()
        return total

    marks = inputs(marks=list_of(count(5)))
    check_scorer(emptied, marks, OrderDoesNotMatter("marks"), SameAgain(), examples=20)


@pytest.mark.parametrize("asked", [lambda score: score, OneByOne])
def test_a_fault_that_needs_three_fields_is_told_with_these_and_no_other(asked: Callable[[Any], Any]) -> None:
    def spiked(one: Input) -> int:
        return 101 if one["b"] > 60 and one["d"] < 40 and one["e"] > 50 else 0

    five = inputs(a=percent(), b=percent(), c=percent(), d=percent(), e=percent())
    [fault] = faults_of_scorer(asked(spiked), five, Bounded(0, 100))
    assert set(fault.apart) == {"b", "d", "e"}


def test_a_scorer_that_goes_wrong_once_is_told_of_and_does_not_stop_the_search() -> None:
    calls = counting()
    drawn = st.fixed_dictionaries({"usage": st.integers(1, 100)})
    [fault] = faults_of_scorer(lambda one: 101 if next(calls) == 12 else 0, drawn, Bounded(0, 100))
    assert fault.told == "The score is 101."


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (61, Answer(Fraction(61))),
        (0.1, Answer(Fraction(1, 10))),
        (Decimal("0.1"), Answer(Fraction(1, 10))),
        (None, Answer()),
        ({"score": 61, "band": None}, Answer(Fraction(61), band="")),
        ({"score": None}, Answer()),
        ({"score": 4, "contributions": {"usage": 1.5}}, Answer(Fraction(4), contributions={"usage": Fraction(3, 2)})),
        (Answer(most=Fraction(1)), Answer(most=Fraction(1))),
    ],
)
def test_results_are_read_in_the_usual_shapes(result: object, answer: Answer) -> None:
    assert answer_of(result) == answer


def test_a_result_that_holds_no_number_is_an_error_of_the_call() -> None:
    with pytest.raises(TypeError, match=r"the scorer returned 'good': give read= a function"):
        check_scorer(lambda one: "good", TWO, Bounded(0, 100))
    assert check_scorer(lambda one: ("good", 61), TWO, Bounded(0, 100), read=lambda pair: pair[1], examples=5)
