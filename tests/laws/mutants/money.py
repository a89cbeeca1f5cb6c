"""Mistakes in money: what held between readings, what overlaps, what was paid, and what comes of it."""

from __future__ import annotations

from tests.laws import test_business_cases as laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.model.business_cases import Stretch
from vpl_core.rules import benefits, business_cases, overlaps, rigor

MONEY = (
    Mutant(
        "The better of two readings is what held in between.",
        benefits._held,
        "better = min(begun.better, ended.better)",
        "better = max(begun.better, ended.better)",
        laws.test_the_money_is_what_is_found_by_counting_the_days_one_by_one,
    ),
    Mutant(
        "A gain is believed until the next reading, however long that takes.",
        benefits._held,
        "definition.refresh_days if better > 0",
        "definition.refresh_days if better > 10**9",
        laws.test_the_money_is_what_is_found_by_counting_the_days_one_by_one,
    ),
    Mutant(
        "What two proven readings reach is not proven in between.",
        benefits._levels,
        "if split and better > 0",
        "if split and better > 10**9",
        laws.test_the_money_is_what_is_found_by_counting_the_days_one_by_one,
    ),
    Mutant(
        "Benefits that take the same hours are each counted whole.",
        overlaps._gains,
        "counts = one.money if one.benefit == surest else Fraction(0)",
        "counts = one.money",
        laws.test_the_money_is_what_is_found_by_counting_the_days_one_by_one,
    ),
    Mutant(
        "What was cut is counted by its whole money.",
        overlaps._cut,
        "Fraction((last - first).days, stretch.days)",
        "Fraction(1)",
        laws.test_what_overlaps_is_no_more_than_the_sum_and_no_less_than_the_greatest,
    ),
    Mutant(
        "A benefit that nobody reads any more is passed over.",
        business_cases._lacks,
        "for lack in state.missing if not state.waiting else ():",
        "for lack in ():",
        laws.test_losing_all_readings_of_a_value_never_raises_the_return,
    ),
    Mutant(
        "Whoever did not agree has agreed.",
        rigor.stated_rigor,
        "stated.agreed_on is not None and stated.agreed_on <= day",
        "stated.agreed_on is None",
        laws.test_less_proof_never_brings_more_proven_money,
    ),
    Mutant(
        "Money counts that is proven by less than it ought to be.",
        Stretch.proven,
        "self.rigor.reaches(COUNTED_FROM)",
        "COUNTED_FROM.reaches(self.rigor)",
        laws.test_the_money_is_what_is_found_by_counting_the_days_one_by_one,
    ),
    Mutant(
        "A loss waits for its proof.",
        Stretch.proven,
        "self.money < 0 or ",
        "",
        laws.test_a_loss_is_counted_however_weakly_it_is_known,
    ),
    Mutant(
        "A loss is taken back until it is proven.",
        business_cases._turns,
        "if stretch.proven else",
        "if stretch.proven and stretch.money > 0 else",
        laws.test_the_course_ends_where_the_sums_stand,
    ),
    Mutant(
        "It had paid for itself once, and that is enough.",
        business_cases._paid_back_on,
        "reversed(list(itertools.pairwise(over)))",
        "[pair for pair in itertools.pairwise(over) if pair[0][1] < pair[1][1]]",
        laws.test_it_has_paid_for_itself_since_the_day_that_a_walk_through_all_days_finds,
    ),
    Mutant(
        "The day of paying back is the one before it.",
        business_cases._paid_back_on,
        "ceil(",
        "int(",
        laws.test_it_has_paid_for_itself_since_the_day_that_a_walk_through_all_days_finds,
    ),
    Mutant(
        "The return is counted on top of one unit of money.",
        business_cases.business_case,
        "else (proven - cost) / cost",
        "else (proven - cost) / (cost + 1)",
        laws.test_the_currency_does_not_change_the_return,
    ),
    Mutant(
        "The last reading is believed until today.",
        benefits._points,
        "for r in readings]",
        "for r in (*readings, *(last.model_copy(update={'on': now.day}) for last in readings[-1:]))]",
        laws.test_after_the_last_reading_nothing_more_comes_in,
    ),
    Mutant(
        "Equal is more.",
        business_cases.business_case,
        "if proven > cost",
        "if proven >= cost",
        laws.test_benefits_equal_to_the_costs_are_no_return,
    ),
)
