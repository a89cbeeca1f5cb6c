"""Scores that other programs publish, added up by our scorecards."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.worlds import assessed, known, numbers, playbook
from vpl_core.model.accounts import Attribute
from vpl_core.model.scorecards import Band, Factor, Scorecard

ANY = (Band(name="any"),)


def scored(parts: list[tuple[int, str]], bands: tuple[Band, ...] = ()) -> Fraction:
    """The score of factors given as (weight, what is known): as points, or by a table of points."""
    factors, known_of = [], []
    for index, (weight, content) in enumerate(parts):
        name = f"factor-{index}"
        table = bands or (Band(name="points", points=content),)
        factors.append(
            Factor(id=name, name=name, aspect="action", tag="transactional", weight=weight, attribute=name, bands=table)
        )
        known_of.append(Attribute(name=name, content=numbers(content)[0]))
    card = Scorecard(id="card", name="Card", what_for="A peer's example", factors=tuple(factors), bands=ANY)
    score = assessed(known(attributes=tuple(known_of)), playbook(scorecards=(card,))).scores[0]
    assert score.least == score.most == sum((part.least for part in score.contributions), Fraction(0))
    return score.least


def test_gainsights_weighted_groups_come_to_forty_and_an_eighth_not_to_their_plain_mean() -> None:
    """(20 * 47 + 15 * 59 + 22 * 21) / 57, printed as 40.122 and shown as 40.

    From "Calculation of Measure Group Scores and Overall Score" on support.gainsight.com.
    """
    score = scored([(20, "47"), (15, "59"), (22, "21")])
    assert score == Fraction(2287, 57)
    assert (int(score * 1000), round(score)) == (40122, 40)
    assert score != Fraction(47 + 59 + 21, 3)


def test_four_factors_of_7_5_8_and_3_parts_come_to_75() -> None:
    """(7 * 83 + 5 * 71 + 8 * 78 + 3 * 54) / 23: 74.87 before it is rounded, after an example of Natero's."""
    score = scored([(7, "83"), (5, "71"), (8, "78"), (3, "54")])
    assert score == Fraction(1722, 23)
    assert (f"{float(score):.2f}", round(score)) == ("74.87", 75)


PROMOTERS = (
    Band(name="detractor", below=7, points=0),
    Band(name="passive", at_least=7, below=9, points=50),
    Band(name="promoter", at_least=9, points=100),
)
"""Our points run from 0 to 100, so a net promoter score is twice the mean of these, less 100."""


@pytest.mark.parametrize(
    ("answers", "net"),
    [("10 9 8 6 0", 0), ("9 9", 100), ("6 6", -100), ("7 8", 0), ("10 7 6 6", -25), ("10 9 9 6", 50)],
)
def test_promoters_less_detractors_through_a_table_of_points(answers: str, net: int) -> None:
    asked = answers.split()
    promoters, detractors = (sum(map(rule, asked)) for rule in (lambda a: int(a) >= 9, lambda a: int(a) <= 6))
    assert Fraction(100 * (promoters - detractors), len(asked)) == net
    assert 2 * scored([(1, answer) for answer in asked], PROMOTERS) - 100 == net
