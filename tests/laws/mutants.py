"""Mutants: mistakes that a tired programmer makes, each in one rule, and the law that each must fall to."""

from __future__ import annotations

from dataclasses import dataclass

from tests.laws import (
    test_calendar as calendar_laws,
    test_contradictions as contradiction_laws,
    test_days as day_laws,
    test_decisions as decision_laws,
    test_flip_points as flip_laws,
    test_knowledge as knowledge_laws,
    test_ladder as ladder_laws,
    test_machines as machine_laws,
    test_movements as movement_laws,
    test_numbers as number_laws,
    test_order as order_laws,
    test_outcomes as outcome_laws,
    test_progress as progress_laws,
    test_rigor as rigor_laws,
    test_round_trips as round_trip_laws,
    test_same_bytes as byte_laws,
    test_scorecards as scorecard_laws,
    test_survival as survival_laws,
    test_tables_are_proven as table_laws,
    test_time_to_value as time_laws,
    test_waivers as waiver_laws,
    test_words as word_laws,
)
from tests.laws.law import Law
from tests.laws.patch import Place, function_at
from vpl_core import registry
from vpl_core.model import base
from vpl_core.model.outcomes import Rigor
from vpl_core.model.scorecards import Band, Scorecard
from vpl_core.rules import (
    account_day,
    calendar,
    checklists,
    completeness,
    conditions,
    contradictions,
    crossings,
    decisions,
    engine,
    envelope,
    formulas,
    frontier,
    health,
    history,
    intervals,
    ladder,
    milestones,
    movements,
    objections,
    progress,
    reading_tests,
    rigor,
    satisfiable,
    scenarios,
    scorecards,
    survival,
    tables,
    time_to_value,
    unused,
)
from vpl_core.site import headline, ladder_views, measure_views, overview_page


@dataclass(frozen=True)
class Mutant:
    """One rule with one mistake in it, and the law that must fall."""

    name: str
    """What is now wrong, as a sentence."""
    where: Place
    """The function that holds the rule."""
    old: str
    """A text that stands once in the function."""
    new: str
    law: Law

    @property
    def place(self) -> str:
        """The function's name with its module, without the package."""
        function = function_at(self.where)
        return f"{function.__module__.removeprefix('vpl_core.')}.{function.__qualname__}"


NUMBERS = (
    Mutant(
        "Yes counts as 1.",
        base.gate,
        "isinstance(number, bool) or not isinstance(number, int | float | Decimal | str)",
        "not isinstance(number, int | float | Decimal | str)",
        number_laws.test_nothing_but_a_finite_number_comes_through_the_door,
    ),
    Mutant(
        "What is not a number is cut down to the largest one.",
        base.gate,
        'raise ValueError(f"{number} is not a finite number")',
        "return LARGEST",
        number_laws.test_nothing_but_a_finite_number_comes_through_the_door,
    ),
    Mutant(
        "What is too large is cut down to the largest number.",
        base.gate,
        'raise ValueError(f"{number} is larger than 1e15 either way")',
        "return LARGEST",
        number_laws.test_nothing_but_a_finite_number_comes_through_the_door,
    ),
    Mutant(
        "A number from a program is carried with six digits.",
        base.gate,
        "repr(number) if isinstance(number, float)",
        'f"{number:g}" if isinstance(number, float)',
        number_laws.test_a_number_keeps_its_fifteen_digits,
    ),
)

PROGRESS = (
    Mutant(
        "The share is taken of the target instead of the gap.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "EXACT.divide(now - baseline, target or Decimal(1))",
        progress_laws.test_nothing_is_closed_at_the_baseline_and_everything_at_the_target,
    ),
    Mutant(
        "The share is rounded before it is used.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "round(EXACT.divide(now - baseline, target - baseline), 4)",
        progress_laws.test_the_gap_closed_is_the_way_gone_over_the_whole_way,
    ),
    Mutant(
        "Where nothing was to be gained, everything is.",
        progress.gap_closed,
        "None if target == baseline",
        "Decimal(1) if target == baseline",
        progress_laws.test_where_the_target_equals_the_baseline_there_is_no_gap,
    ),
    Mutant(
        "The gap is measured from zero.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "EXACT.divide(now, target - baseline)",
        progress_laws.test_the_unit_of_measurement_does_not_change_the_gap_closed,
    ),
    Mutant(
        "A step away from the target counts as one towards it.",
        progress.gap_closed,
        "EXACT.divide(now - baseline, target - baseline)",
        "EXACT.divide(abs(now - baseline), abs(target - baseline))",
        progress_laws.test_nearer_to_the_target_is_never_less,
    ),
    Mutant(
        "A falling value that stands at its target has passed it.",
        progress.meets,
        "else now < target",
        "else now <= target",
        progress_laws.test_falling_is_rising_seen_in_a_mirror,
    ),
    Mutant(
        "Only rising values were thought of.",
        progress.meets,
        'now > target if direction == "up" else now < target',
        "now > target",
        progress_laws.test_the_whole_gap_is_closed_exactly_where_the_target_is_met,
    ),
    Mutant(
        "A strict target is met where it is reached.",
        progress.meets,
        "(now == target and not strictly)",
        "now == target",
        progress_laws.test_a_strict_target_has_to_be_passed_and_another_only_reached,
    ),
    Mutant(
        "What has gone the whole way is printed as done.",
        progress.shown_percent,
        "min(99, max(0, whole))",
        "min(100, max(0, whole))",
        progress_laws.test_a_hundred_percent_is_printed_where_the_target_is_met_and_nowhere_else,
    ),
    Mutant(
        "The percentage is rounded to the nearest one.",
        progress.shown_percent,
        "int(share * 100)",
        "round(share * 100)",
        progress_laws.test_no_percentage_is_rounded_up,
    ),
    Mutant(
        "A smaller loss is printed as a fall.",
        progress.change,
        "EXACT.divide(now - baseline, abs(baseline))",
        "EXACT.divide(now - baseline, baseline)",
        progress_laws.test_the_change_is_counted_from_the_size_of_the_baseline,
    ),
    Mutant(
        "Small baselines are taken to be 1, to be on the safe side of a division by nothing.",
        progress.change,
        "EXACT.divide(now - baseline, abs(baseline))",
        "EXACT.divide(now - baseline, max(Decimal(1), abs(baseline)))",
        progress_laws.test_the_change_knows_no_unit_but_does_know_where_nothing_is,
    ),
    Mutant(
        "A plan that is overdue expects more than everything.",
        progress.planned_share,
        "min(Decimal(1), max(Decimal(0), share))",
        "max(Decimal(0), share)",
        progress_laws.test_a_plan_goes_from_nothing_to_everything_and_never_back,
    ),
)

CALENDAR = (
    Mutant(
        "A month has elapsed as soon as the next one begins.",
        calendar.elapsed_months,
        "months if add_months(start, months) <= day else months - 1",
        "months",
        calendar_laws.test_so_many_months_later_so_many_months_have_elapsed_and_not_a_day_earlier,
    ),
    Mutant(
        "The month in which a stage ends still belongs to it.",
        calendar.stage_on,
        "months < w.closes",
        "months <= w.closes",
        calendar_laws.test_a_stage_lasts_from_its_opening_to_the_day_before_its_closing,
    ),
)

TABLES = (
    Mutant(
        "A number in two rows is no fault.",
        tables.slip_in,
        "if len(holding) != 1:",
        "if not holding:",
        table_laws.test_a_table_is_sound_exactly_where_every_number_falls_into_one_row,
    ),
    Mutant(
        "What lies below the lowest end is not looked at.",
        intervals.witnesses,
        "cuts = [cuts[0] - 1, *cuts, cuts[-1] + 1]",
        "cuts = [*cuts, cuts[-1] + 1]",
        table_laws.test_a_table_is_sound_exactly_where_every_number_falls_into_one_row,
    ),
    Mutant(
        "A row holds its own end.",
        intervals.half_open,
        "without_high=True",
        "without_high=False",
        table_laws.test_a_table_is_sound_exactly_where_every_number_falls_into_one_row,
    ),
    Mutant(
        "The number that falls through is told in whole ones.",
        intervals.written,
        'f"{EXACT.normalize(as_decimal):f}"',
        'f"{round(as_decimal)}"',
        table_laws.test_the_number_that_is_named_shows_the_fault,
    ),
    Mutant(
        "A row that is seen where another one is as well is idle.",
        tables.idle_rows,
        "if not any(row.holds.holds(point) for point in points)",
        "if not all(row.holds.holds(point) for point in points)",
        table_laws.test_a_row_is_idle_exactly_where_no_possible_number_falls_into_it,
    ),
    Mutant(
        "The months before the first stage are not looked at.",
        tables.calendar_slip,
        "Interval(low=Fraction(0))",
        "Interval(low=Fraction(min([window.opens for window in calendar.values()], default=0)))",
        table_laws.test_a_calendar_is_sound_exactly_where_every_month_lies_in_one_stage,
    ),
)

CONTRADICTIONS = (
    Mutant(
        "At least so many is read as more than so many.",
        satisfiable._holds,
        "sum(met) >= formula.needed",
        "sum(met) > formula.needed",
        contradiction_laws.test_a_condition_is_possible_exactly_where_some_readings_meet_it,
    ),
    Mutant(
        "Not is not heard.",
        formulas._formula,
        "_formula(condition.condition, playbook, not wanted)",
        "_formula(condition.condition, playbook, wanted)",
        contradiction_laws.test_what_an_account_meets_is_never_called_impossible,
    ),
    Mutant(
        "A change lies where the reading lies.",
        formulas.range_of,
        "Interval(low - high, high - low)",
        "Interval(low, high)",
        contradiction_laws.test_what_an_account_meets_under_its_own_plan_is_never_called_impossible,
    ),
    Mutant(
        "Everything that was asked for is told as the clash.",
        satisfiable.clash_in,
        "formula = freed",
        "continue",
        contradiction_laws.test_what_is_said_to_clash_does_clash_and_nothing_of_it_is_too_much,
    ),
    Mutant(
        "A rung is looked at without those below it.",
        contradictions.never_stood_on,
        "Formula(height, asked[:height])",
        "Formula(1, asked[height - 1 : height])",
        contradiction_laws.test_a_rung_is_called_unreachable_exactly_where_no_account_stands_on_it,
    ),
    Mutant(
        "A count asks for everything.",
        formulas.needed_of,
        "return condition.at_least",
        "return len(condition.conditions)",
        contradiction_laws.test_rules_that_one_account_meets_in_full_are_never_refused,
    ),
    Mutant(
        "The opposite of a condition is taken for the condition.",
        formulas._formula,
        "_formula(condition.condition, playbook, not wanted)",
        "_formula(condition.condition, playbook, wanted)",
        contradiction_laws.test_what_a_random_account_meets_is_never_called_impossible,
    ),
    Mutant(
        "Only the first threshold that decides nothing is told.",
        unused.unused,
        '"name it in a condition, or take it out", warning=True)',
        '"name it in a condition, or take it out", warning=True)\n            return',
        contradiction_laws.test_what_is_found_does_not_depend_on_the_order_in_which_things_are_declared,
    ),
)

OUTCOMES = (
    Mutant(
        "What is not known is not held against all.",
        conditions._all_of,
        "outcome = min([part.outcome for part in parts], key=STRENGTH.__getitem__)",
        "outcome = UNMET if UNMET in [part.outcome for part in parts] else MET",
        outcome_laws.test_all_of_some_conditions_holds_where_no_missing_fact_could_change_it,
    ),
    Mutant(
        "Any is a no as long as there is no yes.",
        conditions._any_of,
        "outcome = max([part.outcome for part in parts], key=STRENGTH.__getitem__)",
        "outcome = MET if MET in [part.outcome for part in parts] else UNMET",
        outcome_laws.test_any_of_some_conditions_holds_where_no_missing_fact_could_change_it,
    ),
    Mutant(
        "What is not known counts against a count.",
        conditions._count_of,
        "UNMET if met + outcomes.count(UNKNOWN) < needed",
        "UNMET if met < needed",
        outcome_laws.test_so_many_of_some_conditions_hold_where_no_missing_fact_could_change_it,
    ),
    Mutant(
        "A rung counts what is not known as missing.",
        ladder.counted,
        "UNMET if met + unknown < needed else UNKNOWN",
        "UNMET if met < needed else UNKNOWN",
        outcome_laws.test_so_many_of_some_conditions_hold_where_no_missing_fact_could_change_it,
    ),
    Mutant(
        "The opposite of what is not known is a no.",
        conditions._not,
        "_FLIPPED[inner.outcome]",
        "MET if inner.outcome is UNMET else UNMET",
        outcome_laws.test_the_opposite_of_unknown_is_unknown,
    ),
    Mutant(
        "What nobody read is a no.",
        conditions._about_reading,
        'return _unknown(condition, test, None, ("reading",))',
        "return Answer(UNMET, condition.kind, condition.value)",
        outcome_laws.test_without_a_reading_nothing_holds_and_nothing_fails,
    ),
    Mutant(
        "More than four holds at four.",
        reading_tests._at_least,
        "partial(lt, needed) if condition.strictly else partial(le, needed)",
        "partial(le, needed)",
        outcome_laws.test_a_limit_decides_at_itself_and_not_one_digit_beside_it,
    ),
    Mutant(
        "A limit is compared in whole cents.",
        reading_tests._at_most,
        "partial(gt, needed) if condition.strictly else partial(ge, needed)",
        "(lambda n: round(n, 2) < round(needed, 2) or (n == needed and not condition.strictly))",
        outcome_laws.test_a_limit_decides_at_itself_and_not_one_digit_beside_it,
    ),
    Mutant(
        "A window holds its own end.",
        reading_tests._between,
        "low <= number < high",
        "low <= number <= high",
        outcome_laws.test_windows_that_meet_hold_every_number_once,
    ),
    Mutant(
        "Looking back, all of some conditions held as soon as one did.",
        history._all_of,
        "for part in condition.conditions], min)",
        "for part in condition.conditions], max)",
        outcome_laws.test_asking_with_and_without_proof_and_looking_back_give_one_answer,
    ),
    Mutant(
        "What is sustained is so for exactly as long, and not longer.",
        conditions._sustained,
        "enough = length >= wanted",
        "enough = length == wanted",
        outcome_laws.test_what_has_held_longer_has_also_held_shorter,
    ),
)

SCORECARDS = (
    Mutant(
        "The score is rounded to a tenth.",
        scorecards.score,
        "least = sum((c.least for c in contributions), Fraction(0))",
        "least = round(sum((c.least for c in contributions), Fraction(0)) * 10) / Fraction(10)",
        scorecard_laws.test_the_contributions_sum_exactly_to_the_score,
    ),
    Mutant(
        "Each factor's part is rounded before it is added.",
        scorecards._contribute,
        "exact = share * Fraction(points)",
        "exact = Fraction(round(share * Fraction(points)))",
        scorecard_laws.test_the_score_is_every_way_in_which_the_gaps_could_be_filled,
    ),
    Mutant(
        "What is not known may be worth a hundred, whatever the table gives.",
        scorecards._contribute,
        "share * Fraction(factor.best)",
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
        "share * Fraction(factor.worst), share * Fraction(factor.best)",
        "share * Fraction(factor.best), share * Fraction(factor.best)",
        scorecard_laws.test_to_know_less_never_raises_the_safe_score,
    ),
    Mutant(
        "The coverage counts factors, however little they weigh.",
        scorecards.score,
        "sum((card.shares[c.factor] for c in contributions if c.known), Fraction(0))",
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
        "not state.rigor.reaches(rung.floor)",
        "state.rigor.rank <= rung.floor.rank",
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
        "max(0, _RANK[self] - steps)",
        "(_RANK[self] - steps) % 6",
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
        "for reading in reversed(readings[:count]):",
        "for reading in readings[count - 1 : count]:",
        rigor_laws.test_one_more_reading_that_also_meets_it_never_weakens_it,
    ),
    Mutant(
        "Where nobody disagrees, somebody agrees.",
        rigor.evidence_rigor,
        "agrees=any(e.party",
        "agrees=all(e.party",
        rigor_laws.test_losing_what_stands_beside_a_paper_never_strengthens_it,
    ),
    Mutant(
        "Whoever says that it came out again needs no name.",
        rigor._repeats,
        "return _footing_of_evidence(evidence) > Footing.NOTHING",
        "return True",
        rigor_laws.test_what_has_neither_name_nor_file_adds_nothing,
    ),
    Mutant(
        "The vendor's word agrees with the customer's file.",
        rigor.evidence_rigor,
        "_footing_of_evidence(e) > Footing.VENDOR_WORD",
        "_footing_of_evidence(e) >= Footing.VENDOR_WORD",
        rigor_laws.test_the_vendors_bare_word_adds_nothing,
    ),
    Mutant(
        "Anybody's signature is the customer's.",
        rigor._signs,
        'evidence.kind == "confirmation" and evidence.party == "customer"',
        'evidence.kind == "confirmation"',
        rigor_laws.test_verified_evidence_is_a_file_for_which_a_customer_signed,
    ),
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
)

KNOWLEDGE = (
    Mutant(
        "For an alarm, a paper that is missing is a no.",
        health.cautious,
        "Outcome.UNKNOWN if answer.outcome is Outcome.UNMET else answer.outcome",
        "answer.outcome",
        knowledge_laws.test_losing_evidence_raises_nothing,
    ),
    Mutant(
        "An alarm that cannot be judged is taken to be silent.",
        health._worst,
        "        if Outcome.UNKNOWN in outcomes:\n            return Colour.GREY\n",
        "",
        knowledge_laws.test_losing_all_readings_of_a_value_raises_nothing,
    ),
    Mutant(
        "Where the source of record is silent, any other speaks.",
        account_day.Series.__init__,
        "[r for r in readings if r.source == source_of_record] if source_of_record else readings",
        "[r for r in readings if r.source == source_of_record] or readings",
        knowledge_laws.test_losing_the_readings_of_record_lets_no_friendlier_source_decide,
    ),
    Mutant(
        "Without any outcome read, the alarms alone decide the colour.",
        health.health,
        "return Health(Colour.GREY, (nothing, *reasons))",
        "return Health(_worst(reasons), (nothing, *reasons))",
        knowledge_laws.test_of_an_account_of_which_nothing_is_known_nothing_is_said,
    ),
    Mutant(
        "A leading indicator is data about an outcome.",
        health._has_outcome_data,
        "value.kind is Kind.OUTCOME",
        "value.kind is not Kind.USAGE",
        knowledge_laws.test_usage_alone_proves_no_outcome,
    ),
    Mutant(
        "An alarm that is listed is an alarm that has gone off.",
        health._worst,
        "if Outcome.MET in outcomes:",
        "if outcomes:",
        knowledge_laws.test_every_account_has_a_colour_that_its_reasons_bear_out,
    ),
    Mutant(
        "The best that a score could be is left at its worst where nothing is known.",
        scorecards.score,
        "least if all(c.known for c in contributions) else sum((c.most for c in contributions), Fraction(0))",
        "sum((c.most for c in contributions if c.known), Fraction(0))",
        knowledge_laws.test_whatever_is_written_down_gets_an_assessment,
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
        "if observation.on <= day:",
        "if observation:",
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
        "plan.agreed_on is not None and plan.agreed_on <= day",
        "plan.agreed_on is not None",
        day_laws.test_what_is_agreed_after_the_day_is_not_agreed_yet,
    ),
)

ORDER = (
    Mutant(
        "Of two readings of one day the one that is listed last counts.",
        account_day._in_force,
        "readings.sort(key=_IN_TIME)",
        "readings.sort(key=lambda r: r.on)",
        order_laws.test_the_order_of_facts_changes_nothing,
    ),
    Mutant(
        "The first alarm that is listed decides the colour.",
        health._worst,
        "for colour in (Colour.RED, Colour.YELLOW):",
        "for colour in dict.fromkeys(reason.colour for reason in reasons):",
        order_laws.test_the_order_in_which_a_playbook_lists_its_parts_changes_nothing,
    ),
    Mutant(
        "Sums are rounded as the program around ours likes it.",
        engine.assess,
        "localcontext(EXACT)",
        "localcontext()",
        order_laws.test_what_others_do_to_the_arithmetic_changes_nothing,
    ),
    Mutant(
        "Plugins come in the order in which the disk lists them.",
        registry.find,
        "for name in sorted(by_name):",
        "for name in by_name:",
        order_laws.test_the_order_in_which_plugins_are_found_changes_nothing,
    ),
)

ROUND_TRIPS = (
    Mutant(
        "Numbers are written with six digits after the point.",
        base.as_json_number,
        "else float(number)",
        "else round(float(number), 6)",
        round_trip_laws.test_every_word_comes_back_from_json_as_it_went,
    ),
    Mutant(
        "Numbers are written without what stands after the point.",
        base.as_json_number,
        "int(number) if number == number.to_integral_value() else float(number)",
        "int(number)",
        round_trip_laws.test_facts_that_went_through_json_give_the_same_assessment,
    ),
)

MACHINES = (
    Mutant(
        "One paper too many is as bad as one too few.",
        conditions._evidence_of,
        "len(good) >= condition.count",
        "len(good) == condition.count",
        machine_laws.test_truthful_evidence_never_lowers_and_lost_evidence_never_raises,
    ),
    Mutant(
        "The reading that came in last is the latest.",
        account_day._in_force,
        "readings.sort(key=_IN_TIME)",
        "readings.sort(key=lambda r: r.sequence)",
        machine_laws.test_a_late_fact_changes_only_what_is_said_of_the_days_after_it,
    ),
)

SAME_BYTES = (
    Mutant(
        "The papers that counted are listed as a set gives them.",
        conditions._evidence_of,
        "tuple(sorted(e.id for _, e in good))",
        "tuple({e.id for _, e in good})",
        byte_laws.test_the_same_facts_are_the_same_bytes_on_every_machine,
    ),
    Mutant(
        "Overrides are listed as the file has them.",
        engine._assess,
        "for key in sorted(now.overrides)",
        "for key in now.overrides",
        byte_laws.test_the_same_facts_are_the_same_bytes_on_every_machine,
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
        "The middle is told once more than half have it.",
        survival.Curve.median,
        "step.survival <= HALF",
        "step.survival < HALF",
        survival_laws.test_a_median_is_told_once_half_have_it_and_never_where_the_curve_stays_above_half,
    ),
)

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
        headline._standing,
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
        "() if status is RecordStatus.CONCLUDED else due_of(record)",
        "due_of(record)",
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
        scenarios.sensitivity,
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

MUTANTS: tuple[Mutant, ...] = (
    *NUMBERS,
    *PROGRESS,
    *CALENDAR,
    *TABLES,
    *CONTRADICTIONS,
    *OUTCOMES,
    *SCORECARDS,
    *LADDER,
    *WAIVERS,
    *RIGOR,
    *TIME_TO_VALUE,
    *KNOWLEDGE,
    *DAYS,
    *ORDER,
    *ROUND_TRIPS,
    *MACHINES,
    *MOVEMENTS,
    *SURVIVAL,
    *DECISIONS,
    *FLIP_POINTS,
    *SAME_BYTES,
    *WORDS,
)
