"""Progress: the gap closed and the change, each with its own arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.worlds import agreed, day
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.progress import change, gap_closed, meets, planned_share, shown_percent


@pytest.mark.parametrize(
    ("now", "direction", "strictly", "outcome"),
    [
        ("2", "down", False, "met"),
        ("2", "down", True, "unmet"),
        ("1.999", "down", True, "met"),
        ("2.001", "down", False, "unmet"),
        ("2", "up", False, "met"),
        ("2", "up", True, "unmet"),
        ("2.001", "up", True, "met"),
        ("1.999", "up", False, "unmet"),
    ],
)
def test_a_strict_target_must_be_passed_and_another_only_reached(
    now: str, direction: str, strictly: bool, outcome: str
) -> None:
    assert meets(Decimal(now), Decimal(2), direction, strictly=strictly) == outcome  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "met", "printed"),
    [
        ("0.009", False, 0),
        ("0.999", False, 99),
        ("1", False, 99),
        ("3", False, 99),
        ("-2", False, 0),
        ("0.5", False, 50),
        ("1", True, 100),
        ("1.7", True, 100),
    ],
)
def test_the_printed_percentage_stays_between_nothing_and_all(share: str, met: bool, printed: int) -> None:
    assert shown_percent(Decimal(share), met=met) == printed


SAVED_HOURS = [
    # now, printed in the published example, gap closed, reduced by, which of the two was printed
    ("13", 12, "15.38", "13.33", "neither"),
    ("9", 46, "46.15", "40.00", "gap"),
    ("4", 73, "84.62", "73.33", "reduction"),
    ("2.5", 83, "96.15", "83.33", "reduction"),
    ("2", 100, "100.00", "86.67", "gap"),
]


@pytest.mark.parametrize(("now", "printed", "gap", "reduction", "follows"), SAVED_HOURS)
def test_the_published_example_of_fifteen_hours_mixes_two_percentages(
    now: str, printed: int, gap: str, reduction: str, follows: str
) -> None:
    """15 hours a week, 2 agreed: only the gap closed ends at 100; the reduction ends at 86.67."""
    hours, baseline, target = Decimal(now), Decimal(15), Decimal(2)
    closed, changed = gap_closed(hours, baseline, target), change(hours, baseline)
    assert closed is not None and changed is not None
    both = {"gap": closed * 100, "reduction": -changed * 100}
    assert {name: str(round(percent, 2)) for name, percent in both.items()} == {"gap": gap, "reduction": reduction}
    fits = [name for name, percent in both.items() if int(percent) == printed]
    assert (fits or ["neither"]) == [follows]
    assert shown_percent(closed, met=meets(hours, target, "down", strictly=False) is Outcome.MET) == int(both["gap"])


@pytest.mark.parametrize(
    ("baseline", "now", "changed"),
    [
        ("15", "2", "-86.67"),
        ("12", "2", "-83.33"),
        ("100", "150", "50.00"),
        ("48", "0", "-100.00"),
        ("4", "0.25", "-93.75"),
        ("47", "34", "-27.66"),
        ("5", "3", "-40.00"),
        ("147", "12", "-91.84"),
        ("1", "3", "200.00"),
        ("-100", "20", "120.00"),
    ],
)
def test_published_changes_are_counted_from_the_baseline(baseline: str, now: str, changed: str) -> None:
    share = change(Decimal(now), Decimal(baseline))
    assert share is not None
    assert str(round(share * 100, 2)) == changed


def test_two_percent_is_not_below_two_percent() -> None:
    errors, target = Decimal("2.0"), Decimal(2)
    assert gap_closed(errors, Decimal(12), target) == 1
    assert meets(errors, target, "down", strictly=True) is Outcome.UNMET
    assert shown_percent(Decimal(1), met=False) == 99


@pytest.mark.parametrize(
    ("after", "share"), [(-30, "0"), (-5, "0"), (0, "0.0526315789"), (45, "0.5263157894"), (90, "1"), (400, "1")]
)
def test_the_planned_share_runs_straight_from_the_baseline_to_the_due_day(after: int, share: str) -> None:
    planned = planned_share(agreed("hours", 15, 2, due=day(90)), day(after))
    assert planned is not None
    assert str(planned)[:12] == share


@pytest.mark.parametrize("change", [{"baseline": None}, {"due": None}, {"due": day(-5)}, {"due": day(-6)}])
def test_without_time_between_baseline_and_due_day_nothing_is_planned(change: dict[str, object]) -> None:
    assert planned_share(agreed("hours", 15, 2, due=day(90)).model_copy(update=change), day(10)) is None
