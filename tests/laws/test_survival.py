"""The product-limit estimate: its laws, and the tables that others published."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import strategies as st

from tests.laws.law import law
from vpl_core.rules.survival import Waiting, kaplan_meier

waits = st.builds(Waiting, st.integers(0, 40), st.booleans())
some_waits = st.lists(waits, max_size=25)
ended_waits = st.lists(st.builds(Waiting, st.integers(0, 40), st.just(True)), min_size=1, max_size=25)


def ended(*days: int) -> list[Waiting]:
    return [Waiting(day, observed=True) for day in days]


def still_open(*days: int) -> list[Waiting]:
    return [Waiting(day, observed=False) for day in days]


@law(some_waits)
def test_the_share_still_waiting_never_rises_and_stays_between_nobody_and_all(waits: list[Waiting]) -> None:
    """Who has it has it: the share that still waits can only fall, and is a share.

    1 ≥ S(t) ≥ S(u) ≥ 0 for all days t < u.
    """
    shares = [kaplan_meier(waits).survival(day) for day in range(42)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


@law(ended_waits)
def test_with_nobody_left_waiting_it_is_the_share_counted_by_hand(waits: list[Waiting]) -> None:
    """Where every wait has ended there is nothing to estimate, only to count.

    Without an open wait S(t) = |{w : days(w) > t}| / |W|.
    """
    curve = kaplan_meier(waits)
    for day in range(42):
        assert curve.survival(day) == Fraction(sum(wait.days > day for wait in waits), len(waits))


@law(some_waits)
def test_the_curve_is_the_same_in_whatever_order_the_waits_come(waits: list[Waiting]) -> None:
    """Who comes first in the list has no more weight than who comes last.

    S(π(W)) = S(W).
    """
    assert kaplan_meier(waits) == kaplan_meier(reversed(waits)) == kaplan_meier(sorted(waits))


@law(some_waits)
def test_every_wait_is_counted_once_as_ended_or_as_open(waits: list[Waiting]) -> None:
    """Nobody is counted twice and nobody is left out, least of all who still waits.

    events + open waits = |W|; at risk on day t = |{w : days(w) ≥ t}|.
    """
    curve = kaplan_meier(waits)
    assert curve.observed + len(curve.open_after) == len(waits)
    assert Counter(curve.open_after) == Counter(wait.days for wait in waits if not wait.observed)
    for step in curve.steps:
        assert step.at_risk == sum(wait.days >= step.day for wait in waits)
        assert step.events == sum(wait == (step.day, True) for wait in waits)


@law(some_waits)
def test_the_band_holds_the_share_and_never_leaves_nobody_and_all(waits: list[Waiting]) -> None:
    """What is not known for sure has an edge on either side, and no edge lies where no share can.

    0 ≤ low ≤ S(t) ≤ high ≤ 1, and there is no band exactly where nobody is left to wait.
    """
    for step in kaplan_meier(waits).steps:
        assert (step.band is None) == (step.survival == 0)
        if step.band:
            low, high = step.band
            assert 0 <= low <= float(step.survival) <= high <= 1


@law(st.lists(waits, min_size=1, max_size=25), st.integers(2, 9))
def test_the_same_waits_of_more_accounts_draw_the_band_closer(waits: list[Waiting], times: int) -> None:
    """Four times as many accounts that waited the same leave half the doubt.

    n copies of W: S unchanged, error' = error / √n.
    """
    few, many = kaplan_meier(waits), kaplan_meier(waits * times)
    for one, other in zip(few.steps, many.steps, strict=True):
        assert one.survival == other.survival
        if one.error is not None and other.error is not None:
            assert other.error == pytest.approx(one.error / times**0.5)


@law(some_waits, st.integers(0, 40), st.integers(0, 40))
def test_waiting_longer_without_an_end_never_lowers_the_share_still_waiting(
    waits: list[Waiting], seen: int, longer: int
) -> None:
    """To see one more day of somebody who still waits is no bad news for the share that waits.

    w open and days'(w) ≥ days(w) ⇒ S'(t) ≥ S(t) for every t.
    """
    before, after = (kaplan_meier([*waits, *still_open(days)]) for days in (seen, seen + longer))
    assert all(before.survival(day) <= after.survival(day) for day in range(82))


@law(some_waits)
def test_a_median_is_told_once_half_have_it_and_never_where_the_curve_stays_above_half(waits: list[Waiting]) -> None:
    """A middle is told on the day on which half have it, and not before so many have.

    median = m ⇒ S(m) ≤ 1/2 < S(m - 1); no median ⇒ S > 1/2 throughout, and fewer than half have ended.
    """
    curve = kaplan_meier(waits)
    if curve.median is None:
        assert all(step.survival > Fraction(1, 2) for step in curve.steps)
        assert 2 * curve.observed < len(waits) or not waits
    else:
        assert curve.survival(curve.median) <= Fraction(1, 2)
        assert curve.median == 0 or curve.survival(curve.median - 1) > Fraction(1, 2)


def test_who_still_waits_after_sixty_days_moves_the_middle_from_37_to_45() -> None:
    """Of waits of 30, 45 and more than 60 days the median is 45; leaving the open one out would say 37.5 on average."""
    waits = [*ended(30, 45), *still_open(60)]
    assert kaplan_meier(waits).median == 45
    done = [wait.days for wait in waits if wait.observed]
    assert Fraction(sum(done), len(done)) == Fraction(75, 2)


def test_nobody_has_waited_so_nothing_is_known() -> None:
    """An empty group has no step, no median and no longest wait."""
    curve = kaplan_meier([])
    assert (curve.steps, curve.median, curve.longest, curve.observed) == ((), None, 0, 0)
    assert curve.survival(10) == 1


def test_who_is_last_seen_on_the_day_it_happens_to_another_was_still_at_risk() -> None:
    """Ties count the event first: of one ended and one open wait of 5 days, half are still waiting."""
    assert kaplan_meier([*ended(5), *still_open(5)]).survival(5) == Fraction(1, 2)


def test_a_wait_that_ended_before_it_began_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        kaplan_meier([Waiting(-1, observed=True)])


def test_eight_patients_come_out_as_in_the_published_table() -> None:
    """Days and table of the second treatment in Bewick, Cheek and Ball, Critical Care 8 (2004) 389, table 2."""
    curve = kaplan_meier([*ended(1, 1, 4, 5, 9, 22), *still_open(6, 9)])
    printed = [(s.day, s.at_risk, s.events, f"{float(s.survival):.3f}") for s in curve.steps]
    assert printed == [
        (1, 8, 2, "0.750"),
        (4, 6, 1, "0.625"),
        (5, 5, 1, "0.500"),
        (9, 3, 1, "0.333"),
        (22, 1, 1, "0.000"),
    ]
    assert curve.median == 5


def test_the_weeks_in_remission_under_6_mp_come_out_as_multiplied_by_hand() -> None:
    """Weeks of 21 children: Freireich et al., Blood 21 (1963) 699, as listed in Le, Introductory Biostatistics, 11.1.

    The shares are 6/7, then times 16/17, 14/15, 11/12, 10/11, 6/7 and 5/6: the steps of every textbook's table.
    """
    curve = kaplan_meier(
        [*ended(6, 6, 6, 7, 10, 13, 16, 22, 23), *still_open(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]
    )
    assert [step.day for step in curve.steps] == [6, 7, 10, 13, 16, 22, 23]
    assert [step.at_risk for step in curve.steps] == [21, 17, 15, 12, 11, 7, 6]
    by_hand = ["0.8571", "0.8067", "0.7529", "0.6902", "0.6275", "0.5378", "0.4482"]
    assert [f"{float(step.survival):.4f}" for step in curve.steps] == by_hand
    assert (curve.median, curve.observed, len(curve.open_after), curve.longest) == (23, 9, 12, 35)
    # The standard errors after Greenwood as every textbook prints them; the band as R's `survfit` has it (log-log).
    errors = ["0.0764", "0.0869", "0.0963", "0.1068", "0.1141", "0.1282", "0.1346"]
    assert [f"{step.error:.4f}" for step in curve.steps] == errors
    ends = [tuple(round(end, 3) for end in step.band or ()) for step in curve.steps]
    assert ends[:3] == [(0.620, 0.952), (0.563, 0.923), (0.503, 0.889)]
    assert ends[3:] == [(0.432, 0.849), (0.368, 0.805), (0.268, 0.747), (0.188, 0.680)]
    assert [curve.at_risk(week) for week in (0, 6, 7, 23, 24, 35, 36)] == [21, 21, 17, 6, 5, 1, 0]


def test_of_the_children_without_the_drug_eight_of_21_were_in_remission_after_ten_weeks() -> None:
    """The same trial's other arm, in which nobody was left: S(10) = 8/21, and half had relapsed by week 8."""
    curve = kaplan_meier(ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23))
    assert curve.survival(10) == Fraction(8, 21)
    assert curve.median == 8
