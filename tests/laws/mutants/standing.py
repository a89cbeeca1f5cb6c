"""Mistakes in standing: what the rungs ask for and what waivers excuse."""

from __future__ import annotations

from tests.laws import (
    test_ladder as ladder_laws,
    test_waivers as waiver_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import (
    account_day,
    checklists,
    ladder,
    milestones,
)

LADDER = (
    Mutant(
        "At least so many is read as exactly so many.",
        ladder.counted,
        "if met >= needed",
        "if met == needed",
        ladder_laws.test_more_proof_never_lowers_and_less_never_raises,
    ),
    Mutant(
        "A proof has to be better than the rung's floor.",
        ladder._require,
        "not rigor.reaches(floor)",
        "rigor.rank <= floor.rank",
        ladder_laws.test_everything_proven_is_the_top_and_nothing_proven_the_ground,
    ),
    Mutant(
        "A rung is held without those below it.",
        ladder.stand,
        "below_held=held",
        "below_held=True",
        ladder_laws.test_the_rung_held_is_the_one_below_the_first_that_is_not_proven,
    ),
    Mutant(
        "What is reached by too weak a proof is not told as what blocks.",
        ladder.stand,
        "if r.proven is not MET",
        "if r.outcome is not MET",
        ladder_laws.test_what_blocks_the_next_rung_is_what_is_needed_and_nothing_else_helps,
    ),
    Mutant(
        "A claim needs every milestone, also where some are enough.",
        ladder._judge_rung,
        "[MET if r.outcome is EXEMPT else r.outcome for r in requirements], rung.needed)",
        "[MET if r.outcome is EXEMPT else r.outcome for r in requirements], len(requirements))",
        ladder_laws.test_what_is_claimed_is_what_would_stand_if_every_word_were_proof,
    ),
)

WAIVERS = (
    Mutant(
        "On the ladder, what is excused is proven.",
        ladder._require,
        "        proven = UNMET\n",
        "        proven = MET\n",
        waiver_laws.test_a_waiver_more_never_changes_the_proof,
    ),
    Mutant(
        "A milestone that is excused is reached.",
        milestones.judge_milestone,
        "outcome=Outcome.EXEMPT if waiver",
        "outcome=Outcome.MET if waiver",
        waiver_laws.test_waiving_everything_proves_nothing_more,
    ),
    Mutant(
        "A question that is waived is answered with yes.",
        checklists._answer,
        "Outcome.EXEMPT if waiver",
        "Outcome.MET if waiver",
        waiver_laws.test_waiving_everything_proves_nothing_more,
    ),
    Mutant(
        "A waiver still holds on the day on which it expires.",
        account_day.AccountDay.waiver,
        "w.on <= self.day < w.expires",
        "w.on <= self.day <= w.expires",
        waiver_laws.test_a_waiver_excuses_from_its_first_day_to_the_day_before_it_expires,
    ),
)
