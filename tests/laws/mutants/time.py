"""Mistakes with time: clocks, past days, movements between two days, and waiting."""

from __future__ import annotations

from tests.laws import (
    test_days as day_laws,
    test_movements as movement_laws,
    test_survival as survival_laws,
    test_time_to_value as time_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import (
    account_day,
    conditions,
    first_proof,
    history,
    movements,
    rigor,
    survival,
    time_to_value,
)

TIME_TO_VALUE = (
    Mutant(
        "Looking back, what all of some conditions ask for was there with the first of them.",
        history._all_of,
        "for part in condition.conditions], min)",
        "for part in condition.conditions], max)",
        time_laws.test_what_waits_for_another_is_never_reached_before_it,
    ),
    Mutant(
        "A clock stops on the day since which the milestone holds.",
        time_to_value.read_clock,
        "states[rule.milestone].first_reached",
        "states[rule.milestone].held_since",
        time_laws.test_what_comes_after_a_clock_has_stopped_does_not_move_it,
    ),
    Mutant(
        "Whoever is not late yet is in time.",
        time_to_value._in_time,
        "Outcome.MET if observed else Outcome.UNKNOWN",
        "Outcome.MET",
        time_laws.test_a_clock_is_stopped_exactly_where_its_milestone_was_reached,
    ),
    Mutant(
        "Only readings can be a proof.",
        first_proof._days,
        "yield from (evidence.on for evidence in facts.evidence)",
        "yield from ()",
        time_laws.test_the_first_proof_is_of_the_first_day_on_which_an_assessment_would_have_said_so,
    ),
)

DAYS = (
    Mutant(
        "Papers count from the day on which they are filed away.",
        account_day.AccountDay.__init__,
        "(e for e in facts.evidence if e.on <= day)",
        "iter(facts.evidence)",
        day_laws.test_facts_dated_after_the_day_change_nothing,
    ),
    Mutant(
        "What will be read is known already.",
        account_day.AccountDay._by_value,
        "[r for r in all_days if r.on <= day]",
        "list(all_days)",
        day_laws.test_facts_dated_after_the_day_change_nothing,
    ),
    Mutant(
        "A baseline is agreed on before anybody has signed.",
        rigor.baseline_rigor,
        "signed = plan.agreed_on is None or plan.agreed_on <= now.day",
        "signed = True",
        day_laws.test_what_is_agreed_after_the_day_is_not_agreed_yet,
    ),
    Mutant(
        "A plan that carries all its names is agreed, whatever the day on it.",
        conditions._plan_agreed,
        "(on := now.agreed.get(value)) is not None and on <= day",
        "(on := now.agreed.get(value)) is not None",
        day_laws.test_what_is_agreed_after_the_day_is_not_agreed_yet,
    ),
)

MOVEMENTS = (
    Mutant(
        "Shares are taken of all accounts.",
        movements.movement,
        "Fraction(accounts, whole[before])",
        "Fraction(accounts, whole.total())",
        movement_laws.test_the_shares_of_those_who_stood_together_sum_to_one,
    ),
    Mutant(
        "A flow counts once, however many go with it.",
        movements.Movement.now,
        "(flow.now, flow.accounts)",
        "(flow.now, 1)",
        movement_laws.test_the_flows_reconcile_with_both_distributions,
    ),
    Mutant(
        "Who stands on the ground is gone.",
        movements.Movement.left,
        "if f.now is None",
        "if not f.now",
        movement_laws.test_the_population_changes_by_those_who_entered_less_those_who_left,
    ),
    Mutant(
        "Who stays has risen.",
        movements.Movement.up,
        "f.now > f.before",
        "f.now >= f.before",
        movement_laws.test_looking_back_from_now_turns_every_flow_round,
    ),
    Mutant(
        "Flows are listed as they were met.",
        movements.movement,
        "sorted(counted.items(), key=_in_order)",
        "counted.items()",
        movement_laws.test_the_order_of_the_accounts_makes_no_difference,
    ),
    Mutant(
        "Who stays on the ground is not counted.",
        movements.Movement.stayed,
        "if f.now == f.before",
        "if f.now and f.now == f.before",
        movement_laws.test_where_nobody_moves_everybody_stays_on_their_own_rung,
    ),
)

SURVIVAL = (
    Mutant(
        "The share is lessened by each step's part, and not multiplied by what is left.",
        survival.kaplan_meier,
        "share *= 1 - Fraction(ended[day], at_risk)",
        "share -= Fraction(ended[day], at_risk)",
        survival_laws.test_the_share_still_waiting_never_rises_and_stays_between_nobody_and_all,
    ),
    Mutant(
        "Who has it still waits for it.",
        survival.kaplan_meier,
        "at_risk -= ended[day] + censored[day]",
        "at_risk -= censored[day]",
        survival_laws.test_with_nobody_left_waiting_it_is_the_share_counted_by_hand,
    ),
    Mutant(
        "The days are gone through as they were met.",
        survival.kaplan_meier,
        "sorted({*ended, *censored})",
        "dict.fromkeys([*ended, *censored])",
        survival_laws.test_the_curve_is_the_same_in_whatever_order_the_waits_come,
    ),
    Mutant(
        "Two who wait equally long are one.",
        survival.kaplan_meier,
        "sorted(censored.elements())",
        "sorted(censored)",
        survival_laws.test_every_wait_is_counted_once_as_ended_or_as_open,
    ),
    Mutant(
        "Who was last seen comes in, and does not drop out.",
        survival.kaplan_meier,
        "at_risk -= ended[day] + censored[day]",
        "at_risk -= ended[day] - censored[day]",
        survival_laws.test_waiting_longer_without_an_end_never_lowers_the_share_still_waiting,
    ),
    Mutant(
        "An edge of the band lies as far out as its error is wide, even where no share can lie.",
        survival.Step.band,
        "share ** exp(away), share ** exp(-away)",
        "share - away, share + away",
        survival_laws.test_the_band_holds_the_share_and_never_leaves_nobody_and_all,
    ),
    Mutant(
        "Whom it happened to is not taken out of who is left.",
        survival.kaplan_meier,
        "Fraction(ended[day], at_risk * left)",
        "Fraction(ended[day], left)",
        survival_laws.test_the_same_waits_of_more_accounts_draw_the_band_closer,
    ),
    Mutant(
        "The middle is told once more than half have it.",
        survival.Curve.median,
        "step.survival <= HALF",
        "step.survival < HALF",
        survival_laws.test_a_median_is_told_once_half_have_it_and_never_where_the_curve_stays_above_half,
    ),
)
