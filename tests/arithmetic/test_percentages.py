"""Every percentage that the founding documents print, held against the product's own arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.arithmetic.claims import meant, outcomes, verdict
from tests.arithmetic.table import CLAIMS, LESS, PAIRS, PRINTED, Claim, Pair, Printed
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.progress import change, gap_closed, meets, shown_percent


def named(case: Printed | Pair | Claim) -> str:
    return case.name


@pytest.mark.parametrize("case", PRINTED, ids=named)
def test_a_printed_percentage_is_what_we_hold_it_to_be(case: Printed) -> None:
    assert meant(case.printed, case.baseline, case.now, case.target) == case.verdict


@pytest.mark.parametrize("case", PAIRS, ids=named)
def test_a_before_and_after_come_to_a_difference_and_a_change(case: Pair) -> None:
    before, after = Decimal(case.baseline), Decimal(case.now)
    moved = change(after, before)
    assert after - before == Decimal(case.difference)
    assert moved is not None
    assert (moved * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal(case.change)


@pytest.mark.parametrize("case", CLAIMS, ids=named)
def test_a_claim_without_a_result_is_possible_ambiguous_or_neither(case: Claim) -> None:
    assert verdict(case.printed, case.base, case.among, case.most) == case.verdict


def test_the_first_month_is_wrong_however_it_is_rounded() -> None:
    """13 of 15 hours on the way to 2 are 15.4 % of the gap and 13.3 % less: no rounding makes 12 of either."""
    closed, less = gap_closed(Decimal(13), Decimal(15), Decimal(2)), change(Decimal(13), Decimal(15))
    assert closed is not None and less is not None
    assert {int(closed * 100), int(closed * 100) + 1, int(-less * 100), int(-less * 100) + 1} == {13, 14, 15, 16}


def test_one_series_mixes_both_definitions_and_so_no_bar_could_show_it() -> None:
    """The months two, three and four use the gap, then the change: a bar of the change would end at 86, not at 100."""
    series = [case.verdict for case in PRINTED if case.name.startswith("progress")]
    assert series == ["neither", "gap closed", "change", "change", "gap closed"]
    closed, less = gap_closed(Decimal(2), Decimal(15), Decimal(2)), change(Decimal(2), Decimal(15))
    assert closed is not None and less is not None
    assert (shown_percent(closed, met=True), shown_percent(-less, met=False)) == (100, 86)


def test_our_own_bar_for_the_same_months_only_grows_and_is_full_only_at_the_target() -> None:
    shown = []
    for hours in ("15", "13", "9", "4", "2.5", "2"):
        closed = gap_closed(Decimal(hours), Decimal(15), Decimal(2))
        met = meets(Decimal(hours), Decimal(2), "down", strictly=False) is Outcome.MET
        assert closed is not None
        shown.append(shown_percent(closed, met=met))
    assert shown == [0, 15, 46, 84, 96, 100]


def test_thirty_days_thirty_percent_faster_are_21_or_23() -> None:
    days = outcomes("30", "30", LESS)
    assert {name: round(result, 1) for name, result in days.items()} == {
        "less by change": Decimal("21.0"),
        "less by speed": Decimal("23.1"),
    }


def test_renewals_cannot_rise_by_forty_percent_from_72_because_that_is_more_than_everybody() -> None:
    """72 times 1.4 is 100.8, and 72 plus 40 points is 112; to 89, which was reached, it is a change of 23.6 %."""
    assert outcomes("40", "72", ("more by change",)) == {"more by change": Decimal("100.8")}
    assert outcomes("40", "72", ("more by change",), "100") == {}
    assert meant("23.6", "72", "89") == "change"


def test_nine_points_more_deals_won_for_340_thousand_imply_a_base_of_680_thousand() -> None:
    """Where size and number stay, extra = base * change; the customer can be asked whether the base is theirs."""
    moved = change(Decimal(27), Decimal(18))
    assert moved is not None
    assert Decimal(340) / moved == Decimal(680)


def test_revenue_protected_by_eight_points_implies_fifteen_million() -> None:
    assert Decimal("1.2") / ((Decimal(91) - Decimal(83)) / 100) == Decimal(15)


def test_a_month_is_no_year_and_a_day_is_no_month() -> None:
    """What the documents put side by side: 3.5 a month is 42 a year, not 47; 6.8 a month 81.6; and 1.75 hours a day
    over a five-day week are 37.9 hours a month, not 10."""
    assert (Decimal("3.5") * 12, Decimal("6.8") * 12) == (Decimal(42), Decimal("81.6"))
    assert round(Decimal("1.75") * 5 * 52 / 12, 1) == Decimal("37.9")
