"""Mistakes in scores: how the factors are weighed and the bands named."""

from __future__ import annotations

from tests.laws import (
    test_scorecards as scorecard_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.model.scorecards import Band, Factor, Scorecard
from vpl_core.rules import (
    scorecards,
)

SCORECARDS = (
    Mutant(
        "The score is rounded to a tenth.",
        scorecards.score,
        "least = _sum([c.least for c in contributions])",
        "least = round(_sum([c.least for c in contributions]) * 10) / Fraction(10)",
        scorecard_laws.test_the_contributions_sum_exactly_to_the_score,
    ),
    Mutant(
        "Each factor's part is rounded before it is added.",
        scorecards._contribute,
        "exact = worth.rows[place]",
        "exact = Fraction(round(worth.rows[place]))",
        scorecard_laws.test_the_score_is_every_way_in_which_the_gaps_could_be_filled,
    ),
    Mutant(
        "What is not known may be worth a hundred, whatever the table gives.",
        Factor.worth_of,
        "share * Fraction(self.best)",
        "share * 100",
        scorecard_laws.test_the_score_is_every_way_in_which_the_gaps_could_be_filled,
    ),
    Mutant(
        "Weights are taken to be percentages that sum to a hundred.",
        Scorecard.shares,
        "Fraction(factor.weight) / whole",
        "Fraction(factor.weight) / 100",
        scorecard_laws.test_a_score_lies_between_the_worst_and_the_best_of_its_factors,
    ),
    Mutant(
        "The first factor decides whether everything is known.",
        scorecards.score,
        "least if all(c.known for c in contributions)",
        "least if contributions[0].known",
        scorecard_laws.test_the_order_of_the_factors_does_not_matter,
    ),
    Mutant(
        "Weights that sum to less than 1 are not filled up to it.",
        Scorecard.shares,
        "Fraction(factor.weight) / whole",
        "Fraction(factor.weight) / max(whole, 1)",
        scorecard_laws.test_the_scale_of_the_weights_does_not_matter,
    ),
    Mutant(
        "The weights are added up from 1, so that nothing is divided by nothing.",
        Scorecard.shares,
        "for factor in self.factors), Fraction(0))",
        "for factor in self.factors), Fraction(1))",
        scorecard_laws.test_the_score_of_one_factor_is_that_factor,
    ),
    Mutant(
        "What nobody read is scored as if it were at its best.",
        scorecards._contribute,
        "worth.worst, worth.best",
        "worth.best, worth.best",
        scorecard_laws.test_to_know_less_never_raises_the_safe_score,
    ),
    Mutant(
        "The coverage counts factors, however little they weigh.",
        scorecards.score,
        "_sum([card.shares[c.factor] for c in contributions if c.known])",
        "Fraction(sum(c.known for c in contributions), len(contributions))",
        scorecard_laws.test_the_coverage_is_the_share_of_the_weight_that_is_known,
    ),
    Mutant(
        "The band is named by the safe end alone.",
        scorecards.score,
        "known and (most == least or band_of(card.bands, most) == low)",
        "known",
        scorecard_laws.test_a_band_is_named_only_where_no_missing_fact_could_change_it,
    ),
    Mutant(
        "A band holds its own end.",
        Band.holds,
        "number < high",
        "number <= high",
        scorecard_laws.test_every_score_lies_in_one_band,
    ),
    Mutant(
        "A reading is rounded before it is looked up.",
        scorecards._row,
        "band.holds(content)",
        "band.holds(round(content, 3))",
        scorecard_laws.test_a_factor_changes_its_row_at_the_cut_and_not_one_digit_beside_it,
    ),
)
