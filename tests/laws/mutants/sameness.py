"""Mistakes by which the same facts do not give the same result."""

from __future__ import annotations

from tests.laws import (
    test_machines as machine_laws,
    test_order as order_laws,
    test_round_trips as round_trip_laws,
    test_same_bytes as byte_laws,
)
from tests.laws.mutants.mutant import Mutant
from vpl_core import registry
from vpl_core.model import base
from vpl_core.rules import (
    account_day,
    conditions,
    engine,
    health,
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
        registry.admitted,
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
        "readings.sort(key=_BY_DAY)",
        "readings.sort(key=lambda r: r.sequence)",
        machine_laws.test_a_late_fact_changes_only_what_is_said_of_the_days_after_it,
    ),
)

SAME_BYTES = (
    Mutant(
        "The papers that counted are listed as a set gives them.",
        conditions._evidence_of,
        "tuple(sorted(paper.id for _, paper in good))",
        "tuple({paper.id for _, paper in good})",
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
