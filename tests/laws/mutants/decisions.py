"""Mistakes in decision records: what they lack, what speaks against them, and when they expire."""

from __future__ import annotations

from tests.laws import test_decisions as decision_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import completeness, decisions, objections

DECISIONS = (
    Mutant(
        "Two metrics are no metric.",
        completeness._asked,
        "bool(record.metrics)",
        "len(record.metrics) == 1",
        decision_laws.test_adding_to_a_record_never_makes_it_less_complete,
    ),
    Mutant(
        "A section that lacks something is done.",
        completeness.completeness,
        "tuple(s for s in Section if s not in lacks)",
        "tuple(Section)",
        decision_laws.test_every_section_is_either_there_or_missing_with_what_it_needs,
    ),
    Mutant(
        "A decided record is in force whatever speaks against it.",
        decisions._status,
        "status in worst",
        "status is worst",
        decision_laws.test_every_record_is_in_one_state_and_says_why,
    ),
    Mutant(
        "A concluded record still makes things due.",
        decisions.judge_record,
        "() if status is RecordStatus.CONCLUDED else due_of(record, approvals)",
        "due_of(record, approvals)",
        decision_laws.test_a_record_of_any_kind_has_a_state_with_its_reason,
    ),
    Mutant(
        "Every option has to change something.",
        objections.refusals,
        "any(option.changes for option in record.options)",
        "all(option.changes for option in record.options)",
        decision_laws.test_a_record_is_refused_exactly_without_owner_evidence_or_choice,
    ),
    Mutant(
        "A review is missed on its own day.",
        objections._reviews,
        "day > due.on",
        "day >= due.on",
        decision_laws.test_a_review_is_in_time_until_its_day_and_late_the_day_after,
    ),
    Mutant(
        "An input is stale on the day it is due again.",
        objections._stale,
        "day > last",
        "day >= last",
        decision_laws.test_an_input_is_stale_the_day_after_it_was_due_again,
    ),
    Mutant(
        "A review of tomorrow counts today.",
        decisions.known_on,
        "tuple(review for review in record.held if review.on <= day)",
        "record.held",
        decision_laws.test_what_is_dated_later_changes_no_state,
    ),
    Mutant(
        "A signal is compared across a changed definition.",
        decisions._seen,
        "if changed.intersection(values_of(trigger.when))",
        "if not values_of(trigger.when)",
        decision_laws.test_nothing_is_compared_across_a_changed_definition,
    ),
    Mutant(
        "A step opens whatever the one before it says.",
        decisions._stages,
        "is_open = is_open and met",
        "is_open = True",
        decision_laws.test_a_step_is_open_exactly_where_every_step_before_is_proven,
    ),
)
