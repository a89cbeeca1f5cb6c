"""Mistakes in what the pages say."""

from __future__ import annotations

from tests.laws import (
    test_words as word_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.site import headline, ladder_views, measure_views, overview_page

WORDS = (
    Mutant(
        "The headline's sentence trusts where it began.",
        headline._good_news,
        "weakest([better.rigor, better.baseline_rigor or Rigor.UNSOURCED])",
        "better.rigor",
        word_laws.test_a_sentence_about_a_change_says_no_more_than_the_weaker_of_its_ends,
    ),
    Mutant(
        "What one source measured counts as proven.",
        headline.headline,
        "m.target_rigor.reaches(ENOUGH)",
        "m.target_rigor.reaches(Rigor.MEASURED)",
        word_laws.test_the_title_counts_as_proven_only_what_two_sources_prove,
    ),
    Mutant(
        "The title counts by the latest reading, and not by the one that reached the target.",
        headline.headline,
        "m.target_rigor is not None and m.target_rigor.reaches(ENOUGH)",
        "m.rigor is not None and m.rigor.reaches(ENOUGH)",
        word_laws.test_the_title_counts_as_proven_only_what_two_sources_prove,
    ),
    Mutant(
        "The page prints the whole way where the gap is closed, also where it had to be passed.",
        measure_views._measure,
        "met = state.target is Outcome.MET",
        "met = state.gap_closed is not None and state.gap_closed >= 1",
        word_laws.test_the_whole_way_is_printed_exactly_where_the_target_is_met,
    ),
    Mutant(
        "A rung that is proven by itself is drawn as held.",
        ladder_views.look_of,
        "if state.held:",
        "if state.proven is Outcome.MET:",
        word_laws.test_a_rung_is_drawn_as_proven_exactly_where_it_is_held,
    ),
    Mutant(
        "A claim one rung above the proof is not worth a word.",
        headline.standing_sentence,
        "if view.claimed > view.proven:",
        "if view.claimed > view.proven + 1:",
        word_laws.test_a_claim_above_the_proof_is_called_a_claim,
    ),
    Mutant(
        "The proof beside a number is that of where it began.",
        overview_page._row,
        "str(measure.rigor or",
        "str(measure.baseline_rigor or",
        word_laws.test_beside_each_number_stands_the_proof_of_that_number,
    ),
)
