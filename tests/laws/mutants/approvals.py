"""Mistakes in approvals and signals: what silence gives, what an excuse lifts, and what a plugin may move."""

from __future__ import annotations

from tests.laws import test_approvals as approval_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import account_day, approvals, decisions, resolved

APPROVALS = (
    Mutant(
        "An approval of which nobody knows whether it is needed is not needed.",
        approvals._state,
        "need is Outcome.UNMET",
        "need is not Outcome.MET",
        approval_laws.test_an_approval_is_in_one_state_whatever_is_said_of_it,
    ),
    Mutant(
        "What a person excuses is given.",
        approvals._state,
        "standing=Standing.EXEMPT",
        "standing=Standing.GIVEN",
        approval_laws.test_an_approval_is_in_one_state_whatever_is_said_of_it,
    ),
    Mutant(
        "An excuse of one approval excuses all of them.",
        approvals._waiver,
        "one.about == about and ",
        "",
        approval_laws.test_an_approval_is_in_one_state_whatever_is_said_of_it,
    ),
    Mutant(
        "Anybody may approve, in whatever role.",
        approvals._lacking,
        "_folded(answer.role) != _folded(asked.role)",
        "False",
        approval_laws.test_an_approval_is_in_one_state_whatever_is_said_of_it,
    ),
    Mutant(
        "An approval still holds on the day it runs out.",
        approvals._last_day,
        "ends - dt.timedelta(days=1)",
        "ends",
        approval_laws.test_an_approval_holds_for_its_months_and_not_a_day_longer,
    ),
    Mutant(
        "An approval counts without a paper.",
        approvals._lacking,
        "answer.evidence not in {paper.id for paper in now.evidence}",
        "answer.evidence is None",
        approval_laws.test_what_nobody_signed_is_never_given,
    ),
    Mutant(
        "An excuse in a decision excuses the milestone of that name, or any other.",
        account_day.AccountDay.waiver,
        "running = [w for w in self.account.waivers if w.about == about and w.on <= self.day < w.expires]",
        "running = [w for r in self.facts.records for w in r.waivers]",
        approval_laws.test_no_approval_and_no_excuse_moves_what_is_proven,
    ),
    Mutant(
        "A signal of the segment is never looked at.",
        resolved._trigger,
        '"when": signal.when',
        '"when": None',
        approval_laws.test_a_signal_by_its_name_says_what_its_condition_says,
    ),
    Mutant(
        "A signal that was declared otherwise is compared all the same.",
        decisions._seen,
        "trigger.signal in resaid",
        "False",
        approval_laws.test_a_signal_that_is_declared_otherwise_since_the_commit_is_not_known,
    ),
)
