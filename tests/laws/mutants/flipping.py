"""Mistakes in flip points: where another option becomes the best, and when a reading lies beyond."""

from __future__ import annotations

from tests.laws import test_flip_points as flip_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import crossings, envelope, frontier, scenarios

FLIP_POINTS = (
    Mutant(
        "Who is on top is read off at the end of a stretch.",
        envelope.upper_envelope,
        "line.at((start + end) / 2)",
        "line.at(end)",
        flip_laws.test_who_is_on_top_is_what_a_search_over_a_grid_finds,
    ),
    Mutant(
        "Of several lines that are as high only the first is on top.",
        envelope.highest,
        "if height == best))",
        "if height == best)[:1])",
        flip_laws.test_who_is_on_top_is_what_a_search_over_a_grid_finds,
    ),
    Mutant(
        "Stretches on both sides of a crossing below the top are told as two.",
        envelope.upper_envelope,
        "if stretches and stretches[-1].top == top",
        "if not ends",
        flip_laws.test_who_is_on_top_is_what_a_search_over_a_grid_finds,
    ),
    Mutant(
        "A measure is looked at where every range is low.",
        scenarios._leaves,
        "product(*(ends[name] for name in named))",
        "[tuple(ends[name][0] for name in named)]",
        flip_laws.test_a_measure_that_keeps_to_its_scale_in_every_corner_keeps_to_it_everywhere,
    ),
    Mutant(
        "A flip is looked for up to the base only.",
        scenarios.stretches_along,
        "upper_envelope(lines, extent.low, extent.high)",
        "upper_envelope(lines, extent.low, extent.base)",
        flip_laws.test_a_flip_is_where_the_preferred_option_changes_and_nowhere_else,
    ),
    Mutant(
        "What never flips stands first.",
        scenarios.tornado,
        "one.nearest is None",
        "one.nearest is not None",
        flip_laws.test_the_assumption_that_flips_the_choice_first_stands_first,
    ),
    Mutant(
        "Weights count by their size.",
        scenarios.worth,
        "height / whole",
        "height",
        flip_laws.test_weights_count_only_by_their_share,
    ),
    Mutant(
        "A region is cut where its option leads.",
        frontier._clipped,
        "if mine >= 0",
        "if mine <= 0",
        flip_laws.test_every_option_is_the_best_somewhere_in_its_region_and_the_regions_cover_all,
    ),
    Mutant(
        "A flip point is crossed wherever the reading lies.",
        crossings.crossed,
        "min(base, at) < flip.at < max(base, at)",
        "min(base, at) <= flip.at",
        flip_laws.test_a_reading_calls_for_a_review_exactly_where_no_best_option_of_the_base_is_best,
    ),
    Mutant(
        "A tie counts as crossed.",
        crossings.crossed,
        "flip.at < max(base, at)",
        "flip.at <= max(base, at)",
        flip_laws.test_a_reading_calls_for_a_review_exactly_where_no_best_option_of_the_base_is_best,
    ),
)
