"""Progress: the gap closed, the change from the baseline, and what of both is printed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, strategies as st

from tests.laws.law import law
from tests.random_facts import numbers
from tests.worlds import agreed, day
from vpl_core.model.outcomes import Outcome
from vpl_core.model.values import Direction
from vpl_core.rules.progress import change, gap_closed, meets, planned_share, shown_percent

EXACTLY = Fraction(1, 10**20)
"""Far below anything that is shown; the engine carries 28 digits."""
readings = numbers | st.integers(-3, 3).map(Decimal)
"""Often from a range so small that readings and targets meet."""
scales = st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2)
directions: st.SearchStrategy[Direction] = st.sampled_from(["up", "down"])


def near(share: Decimal | None, expected: Fraction) -> bool:
    return share is not None and abs(Fraction(share) - expected) <= EXACTLY * max(Fraction(1), abs(expected))


@law(readings, readings)
def test_nothing_is_closed_at_the_baseline_and_everything_at_the_target(baseline: Decimal, target: Decimal) -> None:
    """Who stands where they began has closed nothing of the gap; who stands at the target has closed it.

    gap(b, b, t) = 0 and gap(t, b, t) = 1.
    """
    assume(baseline != target)
    assert gap_closed(baseline, baseline, target) == 0
    assert gap_closed(target, baseline, target) == 1


@law(readings, readings, readings)
def test_the_gap_closed_is_the_way_gone_over_the_whole_way(now: Decimal, baseline: Decimal, target: Decimal) -> None:
    """The share is exact: it is not rounded before it is used.

    gap(n, b, t) = (n - b) / (t - b).
    """
    assume(baseline != target)
    exact = (Fraction(now) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))
    assert near(gap_closed(now, baseline, target), exact)


@law(readings, readings)
def test_where_the_target_equals_the_baseline_there_is_no_gap(now: Decimal, both: Decimal) -> None:
    """Where nothing was to be gained the share is not known: it is neither half nor all.

    gap(n, b, b) is undefined.
    """
    assert gap_closed(now, both, both) is None


@law(readings, readings, readings, scales, readings)
def test_the_unit_of_measurement_does_not_change_the_gap_closed(
    now: Decimal, baseline: Decimal, target: Decimal, scale: Decimal, shift: Decimal
) -> None:
    """Hours or minutes, Celsius or Fahrenheit: the gap closed is the same.

    gap(s·n + z, s·b + z, s·t + z) = gap(n, b, t) for s > 0.
    """
    assume(baseline != target)
    share, other = gap_closed(now, baseline, target), gap_closed(*(scale * n + shift for n in (now, baseline, target)))
    assert share is not None
    assert near(other, Fraction(share))


@law(readings, readings, readings, readings)
def test_nearer_to_the_target_is_never_less(one: Decimal, other: Decimal, baseline: Decimal, target: Decimal) -> None:
    """A step towards the target never closes less of the gap, and a step away from it never more.

    n between m and t ⇒ gap(n, b, t) ≥ gap(m, b, t).
    """
    assume(baseline != target)
    behind, ahead = sorted([one, other], reverse=target < baseline)
    less, more = gap_closed(behind, baseline, target), gap_closed(ahead, baseline, target)
    assert less is not None and more is not None and less <= more


@law(readings, readings, readings)
def test_falling_is_rising_seen_in_a_mirror(now: Decimal, baseline: Decimal, target: Decimal) -> None:
    """Fewer errors are judged by the same arithmetic as more sales.

    gap(n, b, t) = gap(-n, -b, -t), and the target t upwards is the target -t downwards.
    """
    assert gap_closed(now, baseline, target) == gap_closed(-now, -baseline, -target)
    for strictly in (False, True):
        assert meets(now, target, "up", strictly=strictly) is meets(-now, -target, "down", strictly=strictly)


@law(readings, readings, readings)
def test_the_whole_gap_is_closed_exactly_where_the_target_is_met(
    now: Decimal, baseline: Decimal, target: Decimal
) -> None:
    """The share and the yes never contradict each other.

    gap(n, b, t) ≥ 1 ⇔ n meets t from the side of b.
    """
    assume(baseline != target)
    share = gap_closed(now, baseline, target)
    met = meets(now, target, "up" if target > baseline else "down", strictly=False)
    assert share is not None
    assert (share >= 1) == (met is Outcome.MET)


@law(readings, readings, directions)
def test_a_strict_target_has_to_be_passed_and_another_only_reached(
    now: Decimal, target: Decimal, direction: Direction
) -> None:
    """Two percent is not below two percent, but it is at most two percent.

    strictly met ⇔ met and n ≠ t.
    """
    reached = meets(now, target, direction, strictly=False) is Outcome.MET
    passed = meets(now, target, direction, strictly=True) is Outcome.MET
    assert passed == (reached and now != target)


@law(readings, st.booleans())
def test_a_hundred_percent_is_printed_where_the_target_is_met_and_nowhere_else(share: Decimal, met: bool) -> None:
    """However near it is, what is not met is not printed as done.

    printed = 100 ⇔ met; 0 ≤ printed ≤ 100.
    """
    printed = shown_percent(share, met=met)
    assert 0 <= printed <= 100
    assert (printed == 100) == met


@law(st.decimals(min_value=0, max_value=1, places=6))
def test_no_percentage_is_rounded_up(share: Decimal) -> None:
    """What is printed is never more than what is so: 0.9 % is printed as 0, and 99.9 % as 99.

    printed ≤ 100·share < printed + 1 for 0 ≤ share < 1.
    """
    printed = shown_percent(share, met=False)
    assert printed <= share * 100
    assert share * 100 < printed + 1 or share == 1


@law(readings, readings)
def test_the_change_is_counted_from_the_size_of_the_baseline(now: Decimal, baseline: Decimal) -> None:
    """More is a positive change, also from a loss; from nothing there is no percentage.

    change(n, b) = (n - b) / |b|, undefined for b = 0.
    """
    if baseline == 0:
        assert change(now, baseline) is None
    else:
        exact = (Fraction(now) - Fraction(baseline)) / abs(Fraction(baseline))
        assert near(change(now, baseline), exact)


@law(readings, readings, scales, readings)
def test_the_change_knows_no_unit_but_does_know_where_nothing_is(
    now: Decimal, baseline: Decimal, scale: Decimal, shift: Decimal
) -> None:
    """A change in percent is the same in hours and in minutes, but not counted from another zero: it is no gap closed.

    change(s·n, s·b) = change(n, b); change(n + z, b + z) ≠ change(n, b) unless |b + z| = |b| or n = b.
    """
    assume(baseline != 0)
    usual, shifted = change(now, baseline), change(now + shift, baseline + shift)
    assert usual is not None
    assert near(change(scale * now, scale * baseline), Fraction(usual))
    if shifted is not None and now != baseline:
        assert (shifted == usual) == (abs(baseline + shift) == abs(baseline))


@law(st.integers(-200, 400), st.integers(-200, 400), st.integers(-4, 300))
def test_a_plan_goes_from_nothing_to_everything_and_never_back(one: int, other: int, due: int) -> None:
    """The plan expects nothing before it begins, everything from the due day on, and never less on a later day.

    planned(baseline's day) = 0 ≤ planned(d) ≤ planned(d + 1) ≤ 1 = planned(due).
    """
    plan = agreed("hours", 15, 2, due=day(due))

    def planned(on: dt.date) -> Decimal:
        share = planned_share(plan, on)
        assert share is not None
        return share

    earlier, later = sorted([one, other])
    assert 0 <= planned(day(earlier)) <= planned(day(later)) <= 1
    assert planned(day(-5)) == 0
    assert planned(day(due)) == 1
