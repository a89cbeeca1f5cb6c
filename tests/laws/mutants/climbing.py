"""Mistakes in what would lift an account: the ways to the next rung, and the facts as they would then be."""

from __future__ import annotations

from tests.laws import test_next_rung as next_rung_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import next_rung, planned_facts

NEXT_RUNG = (
    Mutant(
        "Whoever stands on the top is offered one rung more.",
        next_rung.next_rung,
        "standing.next_rung",
        "standing.proven + 1",
        next_rung_laws.test_every_way_lifts_the_account_one_rung,
    ),
    Mutant(
        "The ways are those to the top, and not to the next rung.",
        next_rung.next_rung,
        "as_of, overrides, number)",
        "as_of, overrides, len(playbook.ladder.rungs))",
        next_rung_laws.test_no_way_lifts_with_any_change_left_out,
    ),
    Mutant(
        "To wait longer is a way of its own, also where it asks for nothing less.",
        next_rung._over_all_days,
        "if not any(covers(way.changes, changes) for way in sooner)",
        "",
        next_rung_laws.test_the_ways_are_exactly_the_minimal_sets_that_trying_everything_finds,
    ),
    Mutant(
        "Changes are made in the order in which they are given.",
        planned_facts.apply,
        "sorted(changes, key=_turn)",
        "changes",
        next_rung_laws.test_the_order_in_which_changes_are_made_makes_no_difference,
    ),
    Mutant(
        "Obstacles are told beside the ways.",
        next_rung.next_rung,
        "() if good else climb.obstacles",
        "climb.obstacles",
        next_rung_laws.test_whatever_can_be_written_down_has_ways_that_hold_or_obstacles,
    ),
    Mutant(
        "A way into next month begins with next week's readings.",
        next_rung.next_rung,
        "known_by(facts, as_of)",
        "facts",
        next_rung_laws.test_what_is_dated_after_today_makes_no_difference,
    ),
    Mutant(
        "What is read today is not known today.",
        planned_facts.known_by,
        "o.on <= day",
        "o.on < day",
        next_rung_laws.test_facts_known_by_a_day_give_the_assessment_of_the_day,
    ),
)
