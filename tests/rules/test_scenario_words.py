"""Scenarios in words: numbers are told exactly, and no rounding hides that something is there."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick
from vpl_core.rules.number_words import about, exact
from vpl_core.rules.scenario_words import flip_sentences, rounded, shares_of_the_plane, verdict
from vpl_core.rules.scenarios import Axis

NAMES = {"a": "Alpha", "b": "Beta"}


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (Fraction(0), "0"),
        (Fraction(12500), "12,500"),
        (Fraction(-1, 8), "−0.125"),
        (Fraction(196, 3), "196/3 (about 65.33)"),
        (Fraction(-36, 35), "−36/35 (about −1.029)"),
        (Fraction(10**30 + 1, 3 * 10**30), "about 0.3333"),
    ],
)
def test_a_number_is_a_decimal_where_it_ends_and_else_a_fraction(number, told):
    assert exact(number) == told


@pytest.mark.parametrize(
    ("number", "beside", "told"),
    [
        (Fraction(196, 3), (50, 70, 85), "about 65.3"),
        (Fraction(196, 3), (Fraction("65.3"),), "about 65.33"),
        (Fraction(-36, 35), (), "about −1.03"),
        (Fraction(37037, 3), (), "about 12,346"),
        (Fraction(25, 2), (), "12.5"),
        (Fraction(1, 7000), (0,), "about 0.000143"),
        (Fraction(1, 3), (Fraction(1, 3) + Fraction(1, 10**25),), "1/3 (about 0.3333)"),
    ],
)
def test_a_reader_is_told_about_how_much_a_number_is_and_never_that_two_numbers_are_one(number, beside, told):
    assert about([number, *map(Fraction, beside)])(number) == told


def test_a_worth_has_three_decimals():
    assert [rounded(Fraction(n, 3)) for n in (0, 1, 2, 3)] == ["0", "0.333", "0.667", "1"]


def scenario(base: int = 4, high: int = 2000, **both: int) -> Scenario:
    """Alpha is worth x / high, and Beta 3 / high, so that they cross at 3; y moves nothing, or both alike."""
    slopes = tuple(Slope(assumption=name, each=each) for name, each in both.items())
    return Scenario(
        horizon="a year",
        assumptions=(
            Assumption(id="x", name="X", unit="hours", low=2, base=base, high=high),
            Assumption(id="y", name="Y", low=0, base=1, high=2),
        ),
        criteria=(Yardstick(id="p", name="P", measures="other", worst=0, best=high, weight=1),),
        alternatives=(
            Weighed(
                option="a",
                measures=(Measure(criterion="p", start=0, slopes=(Slope(assumption="x", each=1), *slopes)),),
            ),
            Weighed(option="b", measures=(Measure(criterion="p", start=3, slopes=slopes),)),
        ),
    )


def test_a_flip_is_told_from_the_base_outwards():
    assert dict(flip_sentences(scenario(high=10), NAMES)) == {
        Axis("assumption", "x"): "“X” (2 to 10 hours, base 4): “Alpha” is the best at the base; below 3 “Beta”.",
        Axis("assumption", "y"): "“Y” (0 to 2, base 1): no flip in range; “Alpha” stays the best.",
    }


def test_a_base_that_is_a_flip_point_is_a_tie():
    told = dict(flip_sentences(scenario(base=3, high=10), NAMES))
    sides = "a tie at the base itself, below it “Beta”, above it “Alpha”"
    assert told[Axis("assumption", "x")] == f"“X” (2 to 10 hours, base 3): {sides}."
    assert told[Axis("assumption", "y")] == "“Y” (0 to 2, base 1): “Alpha” and “Beta” are tied everywhere."
    assert verdict(scenario(base=3, high=10), NAMES, "b") == (
        "With every number at its base “Alpha” and “Beta” are worth the same, and no option more.",
    )


def test_the_shares_of_the_plane_are_never_rounded_to_nothing_or_to_all():
    told = shares_of_the_plane(scenario(y=1), NAMES)
    start = "Of all that “X” and “Y” can be together: best is"
    assert told == f"{start} “Alpha” in more than 99.9%; “Beta” in less than 0.1%."
    assert shares_of_the_plane(scenario(high=10), NAMES).endswith("“Alpha” in 87.5%; “Beta” in 12.5%.")


def test_where_one_option_has_the_whole_plane_or_an_axis_is_hidden_no_share_is_told():
    assert shares_of_the_plane(scenario(high=10, base=4, y=1), NAMES, frozenset([Axis("assumption", "x")])) == ""
    assert shares_of_the_plane(two_apart(), NAMES) == ""


def two_apart() -> Scenario:
    """Alpha is always the better one."""
    one = scenario(high=10)
    better = one.alternatives[0].model_copy(update={"measures": (Measure(criterion="p", start=9),)})
    return one.model_copy(update={"alternatives": (better, one.alternatives[1])})
