"""Mistakes in drift: what is sealed at a look, and what is told of it later."""

from __future__ import annotations

from tests.laws import test_drift as drift_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.model import weighings as words
from vpl_core.rules import drift, drift_words, number_words, weighings

DRIFT = (
    Mutant(
        "What was read counts beyond the range of the assumption too.",
        weighings._within,
        "min(max(at, extent.low), extent.high)",
        "at",
        drift_laws.test_what_is_sealed_is_what_weighing_with_the_readings_as_bases_finds,
    ),
    Mutant(
        "Flip points are sealed with all else at its base.",
        weighings._along,
        "stretches_along(scenario, axis, point)",
        "stretches_along(scenario, axis, {})",
        drift_laws.test_what_is_sealed_is_what_weighing_with_the_readings_as_bases_finds,
    ),
    Mutant(
        "The number that ends late is cut.",
        words.exact_text,
        "places += 1",
        "places = min(places + 1, 3)",
        drift_laws.test_a_sealed_number_is_read_back_without_any_rounding,
    ),
    Mutant(
        "Where a flip point was is told at the place of where it is.",
        drift_words._flip_words,
        "changes = [one",
        "here = past[0][1] or here; changes = [one",
        drift_laws.test_the_drift_told_is_the_difference_of_what_the_solver_says_on_the_two_days,
    ),
    Mutant(
        "A flip that is gone is told as if it were still in range.",
        drift_words._flip_words,
        "here = same_flip(now, flip)",
        "here = same_flip(now, flip) or flip",
        drift_laws.test_the_drift_told_is_the_difference_of_what_the_solver_says_on_the_two_days,
    ),
    Mutant(
        "The day on which something was read counts as a move.",
        drift_words._where,
        "along.stood, along.flips",
        "along.stood, along.read_on, along.flips",
        drift_laws.test_nothing_drifts_where_nothing_is_read_anew,
    ),
    Mutant(
        "A tie counts as passed.",
        drift.passed_by,
        "set(best).isdisjoint(last.weighing.best)",
        "best != last.weighing.best",
        drift_laws.test_a_flip_point_has_passed_exactly_where_neither_the_choice_nor_any_best_of_then_is_best_now,
    ),
    Mutant(
        "A flip point that comes back to the choice calls for a review too.",
        drift.passed_by,
        "record.chosen not in best and ",
        "",
        drift_laws.test_a_flip_point_has_passed_exactly_where_neither_the_choice_nor_any_best_of_then_is_best_now,
    ),
    Mutant(
        "Three digits are enough for everything.",
        number_words.about,
        "== len(different)",
        "> 0",
        drift_laws.test_of_two_different_numbers_a_reader_still_learns_which_is_more,
    ),
)
