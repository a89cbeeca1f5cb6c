"""Flip points: where another option becomes the best is found exactly, and never where it does not."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, strategies as st
from pydantic import ValidationError

from tests.laws.law import law
from vpl_core.model.scenarios import Assumption, Measure, Scenario, Slope, Weighed, Yardstick
from vpl_core.rules.crossings import crossed
from vpl_core.rules.envelope import Straight, highest, upper_envelope
from vpl_core.rules.frontier import frontier
from vpl_core.rules.scenarios import Axis, Beyond, beyond_the_scale, extents, preferred, sensitivity, tornado, worth

small = st.integers(-6, 6)
GRID = [Fraction(n, 7) for n in range(8)]
"""Shares of a range: both ends, and points that crossings of small whole numbers seldom hit."""
lines = st.dictionaries(
    st.sampled_from("abcde"), st.builds(lambda i, s: Straight(Fraction(i), Fraction(s)), small, small), min_size=1
)


def assumption(id_: str, low: int, base: int, high: int) -> Assumption:
    return Assumption(id=id_, name=id_, low=low, base=base, high=high)


def criterion(id_: str, weight: int = 1, **more: object) -> Yardstick:
    return Yardstick(id=id_, name=id_, measures="other", worst=0, best=10, weight=weight, **more)


def option(name: str, **measures: tuple[int, dict[str, int]]) -> Weighed:
    """An option by what it does: criterion=(start, {assumption: each})."""
    return Weighed(
        option=name,
        measures=tuple(
            Measure(criterion=c, start=start, slopes=tuple(Slope(assumption=a, each=e) for a, e in each.items()))
            for c, (start, each) in measures.items()
        ),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Two assumptions, two criteria with ranges of weights, and two to four options."""
    ranges = [sorted(draw(st.tuples(small, small, small))) for _ in "xy"]
    weights = [sorted(draw(st.tuples(*[st.integers(1, 5)] * 3))) for _ in "pq"]
    names = "abcd"[: draw(st.integers(2, 4))]
    each = st.fixed_dictionaries({"x": small, "y": small})
    return Scenario(
        horizon="a year",
        assumptions=tuple(assumption(a, *ends) for a, ends in zip("xy", ranges, strict=True)),
        criteria=tuple(
            criterion(c, base, lightest=low, heaviest=high) for c, (low, base, high) in zip("pq", weights, strict=True)
        ),
        alternatives=tuple(option(n, p=(draw(small), draw(each)), q=(draw(small), draw(each))) for n in names),
    )


@law(lines, small, small)
def test_who_is_on_top_is_what_a_search_over_a_grid_finds(lines: dict[str, Straight], one: int, other: int) -> None:
    """At every point of a range the lines named on top are exactly those that no line is higher than.

    a < x < b → top(a, b) = argmax(height at x).
    """
    low, high = Fraction(min(one, other)), Fraction(max(one, other))
    stretches = upper_envelope(lines, low, high)
    assert (stretches[0].start, stretches[-1].end) == (low, high)
    assert all(left.end == right.start for left, right in itertools.pairwise(stretches))
    assert all(left.top != right.top for left, right in itertools.pairwise(stretches))
    for stretch in stretches:
        inside = [stretch.start + share * (stretch.end - stretch.start) for share in GRID]
        for x in inside[1:-1]:
            assert highest({name: line.at(x) for name, line in lines.items()}) == stretch.top
        for x in (inside[0], inside[-1]):
            assert set(stretch.top) <= set(highest({name: line.at(x) for name, line in lines.items()}))


@law(scenarios(), st.data())
def test_a_flip_is_where_the_preferred_option_changes_and_nowhere_else(scenario: Scenario, data: st.DataObject) -> None:
    """Along each axis the stretches name the options that are best one by one; at a flip both are as good.

    best(flip − ε) ≠ best(flip + ε), and best does not change between two flips.
    """
    axes = extents(scenario)
    assume(axes)
    axis = data.draw(st.sampled_from(list(axes)))
    found = sensitivity(scenario, axis)
    low, _, high = found.extent
    for share in GRID:
        x = low + share * (high - low)
        here = [stretch for stretch in found.stretches if stretch.start <= x <= stretch.end]
        best = preferred(scenario, {axis: x})
        assert here
        if len(here) == 1 and here[0].start < x < here[0].end:
            assert best == here[0].top
        assert all(set(stretch.top) <= set(best) for stretch in here)
    for flip in found.flips:
        assert {*flip.below, *flip.above} <= set(preferred(scenario, {axis: flip.at}))
        assert low < flip.at < high


@law(scenarios())
def test_every_option_is_the_best_somewhere_in_its_region_and_the_regions_cover_all(scenario: Scenario) -> None:
    """Over two assumptions the regions fill the rectangle; in the midst of a region its option is among the best.

    ⋃ region(option) = low..high × low..high.
    """
    across, up = Axis("assumption", "x"), Axis("assumption", "y")
    reach = extents(scenario)
    assume(across in reach and up in reach)
    regions = frontier(scenario, across, up)
    (left, _, right), (bottom, _, top) = reach[across], reach[up]
    whole = (right - left) * (top - bottom)
    assert sum(region.area for region in regions) >= whole
    centres = set()
    for region in regions:
        x, y = (sum(axis, Fraction(0)) / len(region.corners) for axis in zip(*region.corners, strict=True))
        best = preferred(scenario, {across: x, up: y})
        assert region.option in best
        centres.add(best)
    if all(len(best) == 1 for best in centres):
        assert sum(region.area for region in regions) == whole


@law(scenarios())
def test_the_assumption_that_flips_the_choice_first_stands_first(scenario: Scenario) -> None:
    """The tornado goes by the way to the nearest flip; all that never flip come after all that do.

    first(a, b) → way(a) ≤ way(b).
    """
    ways = [one.nearest for one in tornado(scenario)]
    flipping = [way for way in ways if way is not None]
    assert ways == sorted(flipping) + [None] * (len(ways) - len(flipping))
    assert {one.axis for one in tornado(scenario)} == set(extents(scenario))


@law(scenarios(), st.sampled_from("xy"), st.integers(-7, 7))
def test_a_reading_calls_for_a_review_exactly_where_no_best_option_of_the_base_is_best(
    scenario: Scenario, assumed: str, number: int
) -> None:
    """Within the range, whatever the flip points are: by weighing at the reading itself.

    crossed(x) ↔ best(base) ∩ best(x) = ∅.
    """
    axis = Axis("assumption", assumed)
    reach = extents(scenario).get(axis)
    assume(reach is not None and reach.low <= number <= reach.high)
    best, then = set(preferred(scenario)), set(preferred(scenario, {axis: Fraction(number)}))
    flip = crossed(sensitivity(scenario, axis), Decimal(number))
    assert (flip is not None) == best.isdisjoint(then)
    if flip is not None:
        assert set(flip.above if reach is not None and number > reach.base else flip.below) <= then


@law(scenarios(), st.integers(1, 9))
def test_weights_count_only_by_their_share(scenario: Scenario, times: int) -> None:
    """All weights taken so many times change neither what an option is worth nor which is the best.

    worth(n · w) = worth(w).
    """
    heavier = scenario.model_copy(
        update={"criteria": tuple(criterion(c.id, int(c.weight) * times) for c in scenario.criteria)}
    )
    assert worth(heavier) == worth(scenario)
    assert preferred(heavier) == preferred(scenario)


@law(scenarios(), st.data())
def test_a_measure_that_keeps_to_its_scale_in_every_corner_keeps_to_it_everywhere(
    scenario: Scenario, data: st.DataObject
) -> None:
    """Where no measure is told to leave its scale, every worth lies between 0 and 1, wherever the ranges stand.

    beyond(s) = ∅ → 0 ≤ worth(s, x) ≤ 1.
    """
    told = beyond_the_scale(scenario)
    ranges = {Axis("assumption", a.id): (Fraction(a.low), Fraction(a.high)) for a in scenario.assumptions}
    at = {axis: low + data.draw(st.sampled_from(GRID)) * (high - low) for axis, (low, high) in ranges.items()}
    if not told:
        assert all(0 <= one <= 1 for one in worth(scenario, at).values())


def two(a: tuple[int, int], b: tuple[int, int], low: int = 0, high: int = 10, base: int = 0) -> Scenario:
    return Scenario(
        horizon="a year",
        assumptions=(assumption("x", low, max(low, base), high),),
        criteria=(criterion("p"),),
        alternatives=(option("a", p=(a[0], {"x": a[1]})), option("b", p=(b[0], {"x": b[1]}))),
    )


X = Axis("assumption", "x")


def test_ten_less_two_x_gives_way_to_four_and_x_at_two():
    found = sensitivity(two((10, -2), (4, 1)), X)
    assert [(flip.at, flip.below, flip.above) for flip in found.flips] == [(2, ("a",), ("b",))]
    assert found.nearest == Fraction(1, 5)


@pytest.mark.parametrize(("base", "way"), [(0, "1/5"), (1, "1/9"), (2, "0"), (4, "1/2"), (10, "4/5")])
def test_the_way_to_a_flip_is_a_share_of_the_way_to_that_end(base, way):
    assert sensitivity(two((10, -2), (4, 1), base=base), X).nearest == Fraction(way)


def test_lines_side_by_side_never_flip_and_lines_upon_each_other_are_tied_everywhere():
    apart, same = sensitivity(two((5, 1), (4, 1)), X), sensitivity(two((5, 1), (5, 1)), X)
    assert (apart.flips, apart.tied_everywhere, apart.nearest) == ((), False, None)
    assert (same.flips, same.tied_everywhere, same.stretches[0].top) == ((), True, ("a", "b"))


def test_a_crossing_outside_of_the_range_is_no_flip():
    assert sensitivity(two((10, -2), (4, 1), low=3), X).flips == ()
    assert sensitivity(two((10, -2), (4, 1), high=2), X).flips == ()


def test_the_weight_of_speed_against_rigor_flips_from_the_pilot_to_the_redesign():
    scenario = Scenario(
        horizon="two quarters",
        criteria=(
            Yardstick(id="speed", name="Speed", measures="days_to_proof", worst=180, best=0, weight=3, lightest=0),
            Yardstick(id="rigor", name="Rigor", measures="rigor", worst=0, best=5, weight=1),
        ),
        alternatives=(
            option("pilot", speed=(45, {}), rigor=(2, {})),
            option("redesign", speed=(150, {}), rigor=(5, {})),
        ),
    )
    # 3/4 w + 2/5 against 1/6 w + 1: equal at w = (3/5) / (7/12)
    assert [flip.at for flip in sensitivity(scenario, Axis("weight", "speed")).flips] == [Fraction(36, 35)]
    assert worth(scenario) == {"pilot": Fraction(53, 80), "redesign": Fraction(3, 8)}


def test_an_assumption_and_the_weight_of_what_it_moves_have_no_straight_frontier():
    scenario = two((10, -2), (4, 1)).model_copy(update={"criteria": (criterion("p", lightest=0, heaviest=2),)})
    with pytest.raises(ValueError, match="x and p multiply each other"):
        frontier(scenario, X, Axis("weight", "p"))


def test_a_measure_that_leaves_its_scale_is_told_with_the_corner():
    ten = (("x", Fraction(10)),)
    assert beyond_the_scale(two((10, -2), (4, 1))) == (Beyond("a", "p", ten), Beyond("b", "p", ten))
    assert beyond_the_scale(two((11, 0), (4, 0))) == (Beyond("a", "p", (("x", Fraction(0)),)),)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (lambda: assumption("x", 3, 2, 9), "do not rise"),
        (lambda: Yardstick(id="p", name="p", measures="other", worst=1, best=1, weight=1), "nothing is compared by it"),
        (lambda: criterion("p", 1, lightest=2), "does not lie between"),
        (lambda: Scenario(
            horizon="a year", criteria=(criterion("p"),),
            alternatives=(option("a", p=(1, {"y": 1})), option("b", p=(1, {})))), "none of the ranges"),
        (lambda: Scenario(horizon="a year", criteria=(criterion("p"), criterion("q")),
                          alternatives=(option("a", p=(1, {}), q=(1, {})), option("b", p=(1, {})))), "every criterion"),
        (lambda: Scenario(horizon="a year", criteria=(criterion("p", 0),),
                          alternatives=(option("a", p=(1, {})), option("b", p=(1, {})))), "any weight"),
        (lambda: Scenario(horizon="a year", criteria=(criterion("p"),),
                          alternatives=(option("a", p=(1, {})), option("a", p=(1, {})))), "stands there twice"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(broken, told):
    with pytest.raises(ValidationError, match=told):
        broken()
