"""Mistakes in rigor: how well something is proven, and for how long."""

from __future__ import annotations

from tests.laws import (
    test_rigor as rigor_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.model.outcomes import Rigor
from vpl_core.rules import (
    conditions,
    dossiers,
    rigor,
)

RIGOR = (
    Mutant(
        "A customer's signature lifts what has no source above the vendor's signed word.",
        rigor.grade,
        "tests.confirmed and not start.reaches(Rigor.REPORTED)",
        "tests.confirmed and start is Rigor.UNSOURCED",
        rigor_laws.test_more_footing_and_more_tests_never_make_a_weaker_grade,
    ),
    Mutant(
        "Verified is what is either confirmed or reproduced.",
        rigor.grade,
        "tests.confirmed and tests.reproducible",
        "tests.confirmed or tests.reproducible",
        rigor_laws.test_the_grade_follows_from_the_weakest_link,
    ),
    Mutant(
        "Young readings lose as old ones do.",
        rigor.steps_lost,
        "max(0, -(-age_days // refresh_days) - 2)",
        "abs(-(-age_days // refresh_days) - 2)",
        rigor_laws.test_age_never_strengthens,
    ),
    Mutant(
        "What is weaker than the weakest begins again at the strongest.",
        Rigor.lowered,
        "max(0, self.rank - steps)",
        "(self.rank - steps) % 6",
        rigor_laws.test_waiting_proves_nothing,
    ),
    Mutant(
        "The rung does not see that a reading is old.",
        rigor.rigor_on,
        "fresh.lowered(lost) if lost else fresh",
        "fresh",
        rigor_laws.test_the_quick_rigor_of_a_reading_is_that_of_its_whole_proof,
    ),
    Mutant(
        "An agreement makes what was read before it sound.",
        rigor._sound_from,
        "return plan.agreed_on",
        "return dt.date.min",
        rigor_laws.test_an_outcome_that_was_not_agreed_beforehand_is_at_most_reported,
    ),
    Mutant(
        "The tolerance is taken of the first number instead of the larger.",
        rigor.agree,
        "max(abs(one), abs(other))",
        "abs(one)",
        rigor_laws.test_agreement_is_mutual_and_with_oneself,
    ),
    Mutant(
        "Readings from before a break still carry what holds again.",
        conditions._streak_rigor,
        "            break\n",
        "            continue\n",
        rigor_laws.test_the_rigor_of_a_run_is_that_of_its_best_proven_reading,
    ),
    Mutant(
        "What was said last carries what has held for long.",
        conditions._streak_rigor,
        "range(count - 1, -1, -1)",
        "range(count - 1, count - 2, -1)",
        rigor_laws.test_one_more_reading_that_also_meets_it_never_weakens_it,
    ),
    Mutant(
        "What nobody has repeated is reproducible.",
        dossiers.Dossier.rigor_on,
        "or any(other.on <= day",
        "or not any(other.on <= day",
        rigor_laws.test_losing_what_stands_beside_a_paper_never_strengthens_it,
    ),
    Mutant(
        "Whoever says that it came out again needs no name.",
        dossiers._repeats,
        "return _footing_of(evidence) > Footing.NOTHING",
        "return True",
        rigor_laws.test_what_has_neither_name_nor_file_adds_nothing,
    ),
    Mutant(
        "The vendor's word agrees with the customer's file.",
        dossiers.Dossier._take,
        "_footing_of(paper) > Footing.VENDOR_WORD",
        "_footing_of(paper) >= Footing.VENDOR_WORD",
        rigor_laws.test_the_vendors_bare_word_adds_nothing,
    ),
    Mutant(
        "Anybody's signature is the customer's.",
        rigor.signs,
        'evidence.kind == "confirmation" and evidence.party == "customer"',
        'evidence.kind == "confirmation"',
        rigor_laws.test_verified_evidence_is_a_file_for_which_a_customer_signed,
    ),
)
