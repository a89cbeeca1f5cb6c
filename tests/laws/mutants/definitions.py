"""Mistakes in the proofs about definitions: tables, conditions and rungs."""

from __future__ import annotations

from tests.laws import (
    test_contradictions as contradiction_laws,
    test_tables_are_proven as table_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import (
    contradictions,
    formulas,
    intervals,
    satisfiable,
    tables,
    unused,
)

TABLES = (
    Mutant(
        "A number in two rows is no fault.",
        tables.slip_in,
        "if len(holding) != 1:",
        "if not holding:",
        table_laws.test_a_table_is_sound_exactly_where_every_number_falls_into_one_row,
    ),
    Mutant(
        "What lies below the lowest end is not looked at.",
        intervals.witnesses,
        "cuts = [cuts[0] - 1, *cuts, cuts[-1] + 1]",
        "cuts = [*cuts, cuts[-1] + 1]",
        table_laws.test_a_table_is_sound_exactly_where_every_number_falls_into_one_row,
    ),
    Mutant(
        "A row holds its own end.",
        intervals.half_open,
        "without_high=True",
        "without_high=False",
        table_laws.test_a_table_is_sound_exactly_where_every_number_falls_into_one_row,
    ),
    Mutant(
        "The number that falls through is told in whole ones.",
        intervals.written,
        'f"{EXACT.normalize(as_decimal):f}"',
        'f"{round(as_decimal)}"',
        table_laws.test_the_number_that_is_named_shows_the_fault,
    ),
    Mutant(
        "A row that is seen where another one is as well is idle.",
        tables.idle_rows,
        "if not any(row.holds.holds(point) for point in points)",
        "if not all(row.holds.holds(point) for point in points)",
        table_laws.test_a_row_is_idle_exactly_where_no_possible_number_falls_into_it,
    ),
    Mutant(
        "The months before the first stage are not looked at.",
        tables.calendar_slip,
        "Interval(low=Fraction(0))",
        "Interval(low=Fraction(min([window.opens for window in calendar.values()], default=0)))",
        table_laws.test_a_calendar_is_sound_exactly_where_every_month_lies_in_one_stage,
    ),
    Mutant(
        "A stage without an end lasts a month.",
        tables.calendar_slip,
        "half_open(window.opens, window.closes)",
        "half_open(window.opens, window.closes or window.opens + 1)",
        table_laws.test_a_calendar_is_sound_exactly_where_every_month_lies_in_one_stage,
    ),
)

CONTRADICTIONS = (
    Mutant(
        "At least so many is read as more than so many.",
        satisfiable._holds,
        "sum(met) >= formula.needed",
        "sum(met) > formula.needed",
        contradiction_laws.test_a_condition_is_possible_exactly_where_some_readings_meet_it,
    ),
    Mutant(
        "Not is not heard.",
        formulas._formula,
        "_formula(condition.condition, playbook, not wanted)",
        "_formula(condition.condition, playbook, wanted)",
        contradiction_laws.test_what_an_account_meets_is_never_called_impossible,
    ),
    Mutant(
        "A change lies where the reading lies.",
        formulas.range_of,
        "Interval(low - high, high - low)",
        "Interval(low, high)",
        contradiction_laws.test_what_an_account_meets_under_its_own_plan_is_never_called_impossible,
    ),
    Mutant(
        "Everything that was asked for is told as the clash.",
        satisfiable.clash_in,
        "formula = freed",
        "continue",
        contradiction_laws.test_what_is_said_to_clash_does_clash_and_nothing_of_it_is_too_much,
    ),
    Mutant(
        "A rung is looked at without those below it.",
        contradictions.never_stood_on,
        "Formula(height, asked[:height])",
        "Formula(1, asked[height - 1 : height])",
        contradiction_laws.test_a_rung_is_called_unreachable_exactly_where_no_account_stands_on_it,
    ),
    Mutant(
        "A count asks for everything.",
        formulas.needed_of,
        "return condition.at_least",
        "return len(condition.conditions)",
        contradiction_laws.test_rules_that_one_account_meets_in_full_are_never_refused,
    ),
    Mutant(
        "The opposite of a condition is taken for the condition.",
        formulas._formula,
        "_formula(condition.condition, playbook, not wanted)",
        "_formula(condition.condition, playbook, wanted)",
        contradiction_laws.test_what_a_random_account_meets_is_never_called_impossible,
    ),
    Mutant(
        "Only the first threshold that decides nothing is told.",
        unused.unused,
        '"name it in a condition, or take it out", warning=True)',
        '"name it in a condition, or take it out", warning=True)\n            return',
        contradiction_laws.test_what_is_found_does_not_depend_on_the_order_in_which_things_are_declared,
    ),
)
