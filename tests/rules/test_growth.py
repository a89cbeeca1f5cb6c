"""Growth: twice as much to look at takes about twice as many steps, counted and not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tests.worlds import SOURCES, agreed, day, known, paper, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, Goal, Waiver
from vpl_core.model.conditions import AllOf, AtMost, EvidenceOf, Recorded, Sustained
from vpl_core.model.observations import Source
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.engine import assess
from vpl_core.sources.accounts import check

KEPT = Sustained(condition=AtMost(value="hours", limit=4), readings=100)
PROVEN = EvidenceOf(kinds=("report",), milestone="begun", at_least=Rigor.VERIFIED, count=2)
BOOK = playbook(step("begun", AllOf(conditions=(KEPT, PROVEN, Recorded(fact="goal")))))


def readings(count: int) -> AccountFacts:
    return known(tuple(reading("hours", 3, on=n) for n in range(count)), plan=(agreed("hours", 15, 2),))


def readings_of_two_sources(count: int) -> AccountFacts:
    """So many about each day that looking at all others beside each would be seen."""
    two = ("timesheet", "observer")
    found = tuple(reading("hours", 3 + n % 2, on=n % 40, source=two[n % 2], sequence=n) for n in range(count))
    return known(found, plan=(agreed("hours", 15, 2),))


def papers(count: int) -> AccountFacts:
    kinds = ("report", "confirmation", "reproduction")
    return known(evidence=tuple(paper(f"p-{n}", kinds[n % 3], on=n, milestones=("begun",)) for n in range(count)))


def goals(count: int) -> AccountFacts:
    return known(
        goals=tuple(Goal(id=f"g-{n}", words="Home by five", level="tactical", said_on=day(n)) for n in range(count))
    )


def waivers(count: int) -> AccountFacts:
    return known(
        waivers=tuple(
            Waiver(about="begun", because="A strike", by="Mina", on=day(n), expires=day(n + 2)) for n in range(count)
        )
    )


def sources(count: int) -> AccountFacts:
    more = tuple(Source(id=f"s-{n}", name="Log", party="customer", method="time_log") for n in range(count))
    found = tuple(reading("hours", 3, on=n, source=f"s-{n}") for n in range(count))
    return known(found, sources=(*SOURCES, *more))


def steps(work: Callable[[], Any]) -> int:
    """The instructions that Python carried out for it."""
    count = 0

    def each(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("made", [readings, readings_of_two_sources, papers, goals, waivers, sources])
def test_assessing_grows_with_what_is_known_and_no_faster(made: Callable[[int], AccountFacts]) -> None:
    small, large = made(60), made(240)
    few, many = (steps(lambda facts=facts: assess(facts, BOOK, day(400))) for facts in (small, large))  # type: ignore[misc]
    assert many < 4.4 * few


@pytest.mark.parametrize("made", [readings, readings_of_two_sources, papers, goals, waivers, sources])
def test_checking_grows_with_what_is_known_and_no_faster(made: Callable[[int], AccountFacts]) -> None:
    small, large = made(60), made(240)
    few, many = (steps(lambda facts=facts: checked(facts)) for facts in (small, large))  # type: ignore[misc]
    assert many < 4.4 * few


def checked(facts: AccountFacts) -> list[Any]:
    return check(facts, {BOOK.segment.id: BOOK}, frozenset(), lambda account, field: ("", 0))


def test_a_name_that_nobody_knows_is_compared_with_the_known_ones_once_however_often_it_stands_there() -> None:
    once, often = (known(tuple(reading("hors", 3, on=n) for n in range(count))) for count in (1, 101))
    assert len(checked(often)) == 101
    assert steps(lambda: checked(often)) < 10 * steps(lambda: checked(once))
