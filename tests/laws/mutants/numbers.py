"""Mistakes in numbers: how they come in, how a gap is closed, how months are counted."""

from __future__ import annotations

from tests.laws import (
    test_calendar as calendar_laws,
    test_numbers as number_laws,
    test_progress as progress_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.model import base
from vpl_core.rules import (
    calendar,
    progress,
)

NUMBERS = (
    Mutant(
        "Yes counts as 1.",
        base.gate,
        "isinstance(number, bool) or not isinstance(number, int | float | Decimal | str)",
        "not isinstance(number, int | float | Decimal | str)",
        number_laws.test_nothing_but_a_finite_number_comes_through_the_door,
    ),
    Mutant(
        "What is not a number is cut down to the largest one.",
        base.gate,
        'raise ValueError(f"{number} is not a finite number")',
        "return LARGEST",
        number_laws.test_nothing_but_a_finite_number_comes_through_the_door,
    ),
    Mutant(
        "What is too large is cut down to the largest number.",
        base.gate,
        'raise ValueError(f"{number} is larger than 1e15 either way")',
        "return LARGEST",
        number_laws.test_nothing_but_a_finite_number_comes_through_the_door,
    ),
    Mutant(
        "A number from a program is carried with six digits.",
        base.gate,
        "repr(number) if isinstance(number, float)",
        'f"{number:g}" if isinstance(number, float)',
        number_laws.test_a_number_keeps_its_fifteen_digits,
    ),
)

PROGRESS = (
    Mutant(
        "The share is taken of the target instead of the gap.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "EXACT.divide(now - baseline, target or Decimal(1))",
        progress_laws.test_nothing_is_closed_at_the_baseline_and_everything_at_the_target,
    ),
    Mutant(
        "The share is rounded before it is used.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "round(EXACT.divide(now - baseline, target - baseline), 4)",
        progress_laws.test_the_gap_closed_is_the_way_gone_over_the_whole_way,
    ),
    Mutant(
        "Where nothing was to be gained, everything is.",
        progress.gap_closed,
        "None if target == baseline",
        "Decimal(1) if target == baseline",
        progress_laws.test_where_the_target_equals_the_baseline_there_is_no_gap,
    ),
    Mutant(
        "The gap is measured from zero.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "EXACT.divide(now, target - baseline)",
        progress_laws.test_the_unit_of_measurement_does_not_change_the_gap_closed,
    ),
    Mutant(
        "A step away from the target counts as one towards it.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "EXACT.divide(abs(now - baseline), abs(target - baseline))",
        progress_laws.test_nearer_to_the_target_is_never_less,
    ),
    Mutant(
        "A falling value that stands at its target has passed it.",
        progress.reaching,
        "gt if strictly else ge",
        "ge",
        progress_laws.test_falling_is_rising_seen_in_a_mirror,
    ),
    Mutant(
        "Only rising values were thought of.",
        progress.reaching,
        'if direction == "up":',
        "if direction:",
        progress_laws.test_the_whole_gap_is_closed_exactly_where_the_target_is_met,
    ),
    Mutant(
        "A strict target is met where it is reached.",
        progress.reaching,
        "lt if strictly else le",
        "le",
        progress_laws.test_a_strict_target_has_to_be_passed_and_another_only_reached,
    ),
    Mutant(
        "What has gone the whole way is printed as done.",
        progress.shown_percent,
        "min(99, max(0, whole))",
        "min(100, max(0, whole))",
        progress_laws.test_a_hundred_percent_is_printed_where_the_target_is_met_and_nowhere_else,
    ),
    Mutant(
        "The percentage is rounded to the nearest one.",
        progress.shown_percent,
        "int(share * 100)",
        "round(share * 100)",
        progress_laws.test_no_percentage_is_rounded_up,
    ),
    Mutant(
        "A smaller loss is printed as a fall.",
        progress.change,
        "EXACT.divide(now - baseline, abs(baseline))",
        "EXACT.divide(now - baseline, baseline)",
        progress_laws.test_the_change_is_counted_from_the_size_of_the_baseline,
    ),
    Mutant(
        "Small baselines are taken to be 1, to be on the safe side of a division by nothing.",
        progress.change,
        "EXACT.divide(now - baseline, abs(baseline))",
        "EXACT.divide(now - baseline, max(Decimal(1), abs(baseline)))",
        progress_laws.test_the_change_knows_no_unit_but_does_know_where_nothing_is,
    ),
    Mutant(
        "A plan that is overdue expects more than everything.",
        progress.planned_share,
        "min(Decimal(1), max(Decimal(0), share))",
        "max(Decimal(0), share)",
        progress_laws.test_a_plan_goes_from_nothing_to_everything_and_never_back,
    ),
)

CALENDAR = (
    Mutant(
        "A month has elapsed as soon as the next one begins.",
        calendar.elapsed_months,
        "months if add_months(start, months) <= day else months - 1",
        "months",
        calendar_laws.test_so_many_months_later_so_many_months_have_elapsed_and_not_a_day_earlier,
    ),
    Mutant(
        "The month in which a stage ends still belongs to it.",
        calendar.stage_on,
        "months < w.closes",
        "months <= w.closes",
        calendar_laws.test_a_stage_lasts_from_its_opening_to_the_day_before_its_closing,
    ),
)
