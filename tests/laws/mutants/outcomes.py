"""Mistakes in answers: what holds, what does not, and what is not known."""

from __future__ import annotations

from tests.laws import (
    test_knowledge as knowledge_laws,
    test_outcomes as outcome_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core.model.playbook import Playbook
from vpl_core.rules import (
    account_day,
    conditions,
    health,
    history,
    ladder,
    reading_tests,
    scorecards,
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
        "return _unread(condition, test)",
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
        Playbook.outcomes,
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
        "least if all(c.known for c in contributions) else _sum([c.most for c in contributions])",
        "_sum([c.most for c in contributions if c.known])",
        knowledge_laws.test_whatever_is_written_down_gets_an_assessment,
    ),
)
