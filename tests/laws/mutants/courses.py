"""Mistakes in courses: promises that are taken back, moves that are forgotten, reviews that are spared."""

from __future__ import annotations

from tests.laws import test_courses as laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import courses, milestones, routes

COURSES = (
    Mutant(
        "A moved date takes the place of the first promise.",
        courses.broken_promise,
        "until <= state.promised:",
        "until <= max(state.promised, state.due or state.promised):",
        laws.test_nothing_that_is_added_makes_a_broken_promise_disappear,
    ),
    Mutant(
        "What was reached in the end was never missed.",
        courses.broken_promise,
        "until = state.first_reached or as_of",
        "until = (state.promised if state.first_reached else as_of) or as_of",
        laws.test_nothing_that_is_added_makes_a_broken_promise_disappear,
    ),
    Mutant(
        "An excuse takes the miss back.",
        courses.broken_promise,
        "if state.promised is None or until",
        "if state.promised is None or state.waiver or until",
        laws.test_nothing_that_is_added_makes_a_broken_promise_disappear,
    ),
    Mutant(
        "Every move is counted from the first promise.",
        courses.moved_dates,
        "        was = reset.to\n",
        "        was = promised\n",
        laws.test_every_move_of_a_date_is_counted_and_their_sum_is_the_whole_way,
    ),
    Mutant(
        "A date that nobody had promised was moved by nothing.",
        courses.moved_dates,
        "None if was is None else (reset.to - was).days",
        "0 if was is None else (reset.to - was).days",
        laws.test_every_move_of_a_date_is_counted_and_their_sum_is_the_whole_way,
    ),
    Mutant(
        "Every barrier goes to support.",
        routes.destination_of,
        "BARRIERS[barrier.kind]",
        'BARRIERS["technical"]',
        laws.test_every_barrier_and_every_escalation_goes_somewhere,
    ),
    Mutant(
        "Who was named to be called in is passed over.",
        routes.desk_of,
        "escalation.to or ",
        "",
        laws.test_every_barrier_and_every_escalation_goes_somewhere,
    ),
    Mutant(
        "A correction excuses a milestone.",
        milestones.judge_milestone,
        "plan is not None and bool(plan.left_out)",
        "plan is not None and bool(plan.left_out or plan.corrections)",
        laws.test_nothing_that_is_written_down_about_a_slip_changes_what_is_proven,
    ),
    Mutant(
        "A cause is asked for only once a milestone is missed.",
        courses._to_correct,
        "(MilestoneStatus.DELAYED, MilestoneStatus.MISSED)",
        "(MilestoneStatus.MISSED,)",
        laws.test_what_slips_asks_for_a_cause_and_a_way_out_until_both_are_written_down,
    ),
    Mutant(
        "A cause without a way out is enough.",
        courses._to_correct,
        "elif not any(one.option for one in answers):",
        "elif not any(one.causes for one in answers):",
        laws.test_what_slips_asks_for_a_cause_and_a_way_out_until_both_are_written_down,
    ),
    Mutant(
        "Reaching it late spares the review of the miss.",
        courses._to_review,
        "or (broken is not None and broken.counts_as_missed)",
        "",
        laws.test_what_was_missed_or_reached_is_closed_only_by_looking_back_on_it,
    ),
    Mutant(
        "Any review closes it.",
        courses._held,
        "one.of == of and ",
        "",
        laws.test_what_was_missed_or_reached_is_closed_only_by_looking_back_on_it,
    ),
    Mutant(
        "What is written down for a later day counts today.",
        courses._known,
        "if entry.on <= as_of",
        "",
        laws.test_what_was_written_down_later_is_not_known_yet,
    ),
    Mutant(
        "What will be done is done.",
        courses._undone,
        "if ended is not None and ended > as_of else entry",
        "if ended is not None and ended == as_of else entry",
        laws.test_what_was_written_down_later_is_not_known_yet,
    ),
)
