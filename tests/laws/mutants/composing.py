"""Mistakes in joining the rules of several segments, and in what their segments promise."""

from __future__ import annotations

from tests.laws import test_composition as composition_laws, test_promises as promise_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import binding, carrying, composition, joined_ladder, ladder

COMPOSITION = (
    Mutant(
        "All outcomes are all that the joined segment has.",
        binding._bound,
        "isinstance(condition, PlanAgreed) and not condition.values",
        "isinstance(condition, PlanAgreed) and not outcomes",
        composition_laws.test_all_outcomes_are_those_of_the_segment_that_says_so,
    ),
    Mutant(
        "Of two milestones of one name the first is asked for.",
        composition._join_milestones,
        "AllOf(conditions=tuple(one.condition for one in milestones))",
        "first.condition",
        composition_laws.test_whoever_holds_a_rung_of_a_joined_ladder_holds_it_in_each_part,
    ),
    Mutant(
        "A joined rung may lack as many as the easiest of its parts.",
        joined_ladder._join,
        "may_lack = min(",
        "may_lack = max(",
        composition_laws.test_a_joined_rung_asks_for_no_less_than_each_of_its_parts,
    ),
    Mutant(
        "A joined rung takes the floor of the segment that comes first.",
        joined_ladder._join,
        "strongest([rung.floor for rung in rungs])",
        "rungs[0].floor",
        composition_laws.test_a_joined_rung_asks_for_no_less_than_each_of_its_parts,
    ),
    Mutant(
        "A joined segment promises what the first of its parts promises.",
        composition._Composer._segment,
        "strongest([book.segment.floor for book in self.books])",
        "self.books[0].segment.floor",
        composition_laws.test_a_joined_segment_promises_what_the_strictest_of_its_parts_promises,
    ),
    Mutant(
        "A preference has to name every segment that declares the thing.",
        composition._Composer._settle,
        "not set(preference.takes) <= given.keys()",
        "not set(preference.takes) == given.keys()",
        composition_laws.test_the_ways_that_a_conflict_offers_do_decide_it,
    ),
    Mutant(
        "Windows are written down also where no segment has a calendar of its own.",
        composition.compose,
        "in_windows=own_calendars",
        "in_windows=True",
        composition_laws.test_what_each_segment_declares_is_there_once,
    ),
    Mutant(
        "What only one segment declares is left out.",
        composition._Composer._part,
        "for one in settled if one is not None",
        "for one, by_segment in zip(settled, found.values()) if one is not None and len(by_segment) > 1",
        composition_laws.test_what_each_segment_declares_is_there_once,
    ),
    Mutant(
        "The segments are joined in the order in which they come.",
        composition.compose,
        "sorted(playbooks, key=lambda book: book.segment.id)",
        "[*playbooks]",
        composition_laws.test_no_order_decides_what_a_composition_says,
    ),
    Mutant(
        "What two segments say alike has to be decided as well.",
        composition._Composer._settle,
        "if all(one == first for one in others):",
        "if not others:",
        composition_laws.test_a_segment_joined_with_its_twin_judges_as_it_does_alone,
    ),
    Mutant(
        "Only what is decided twice is decided for nothing.",
        composition._Composer._idle,
        "if twice or one not in used | at_fault:",
        "if twice:",
        composition_laws.test_a_preference_that_nothing_needs_is_refused,
    ),
)

PROMISES = (
    Mutant(
        "The lowest rung may ask for as little as it likes.",
        carrying.falling_floors,
        "if not rung.floor.reaches(promised):",
        "if lower is not None and not rung.floor.reaches(promised):",
        promise_laws.test_a_ladder_is_refused_exactly_where_a_floor_falls_or_a_promise_is_not_kept,
    ),
    Mutant(
        "A floor falls also where it stays.",
        carrying.falling_floors,
        "not rung.floor.reaches(lower.floor)",
        "lower.floor.reaches(rung.floor)",
        promise_laws.test_a_ladder_is_refused_exactly_where_a_floor_falls_or_a_promise_is_not_kept,
    ),
    Mutant(
        "Only what has no rigor at all is too weak for a rung.",
        ladder._require,
        "not rigor.reaches(floor)",
        "not rigor.rank",
        promise_laws.test_nothing_that_lifts_an_account_is_proven_by_less_than_its_segment_promises,
    ),
)
