"""Mistakes about the parts of a value: that they decide, that they prove, and who is behind."""

from __future__ import annotations

from tests.laws import test_parts as part_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import breakdowns, value_states

PARTS = (
    Mutant(
        "A value that is taken apart has no reading of its own.",
        value_states.state_of,
        "latest = readings[-1] if readings else None",
        "latest = readings[-1] if readings and not now.account.parts else None",
        part_laws.test_parts_never_decide_anything,
    ),
    Mutant(
        "Parts count as if a second source had named them.",
        breakdowns.parts_rigor,
        "agrees=False",
        "agrees=True",
        part_laws.test_parts_are_proven_no_better_than_measured_and_than_the_values_own_reading,
    ),
    Mutant(
        "Parts may be proven better than the value itself.",
        breakdowns.parts_rigor,
        "own[-1:]",
        "own[:0]",
        part_laws.test_parts_are_proven_no_better_than_measured_and_than_the_values_own_reading,
    ),
    Mutant(
        "The greatest number is always the worst.",
        breakdowns.behind_first,
        '-number if definition.direction == "down" else number',
        "-number",
        part_laws.test_whoever_is_further_behind_stands_first,
    ),
    Mutant(
        "A part that began beyond the target and fell back has come far.",
        breakdowns.percent_of_the_way,
        "not definition.better(plan.target, part.before)",
        "plan.target == part.before",
        part_laws.test_a_part_has_come_all_the_way_only_where_it_meets_the_target,
    ),
)
