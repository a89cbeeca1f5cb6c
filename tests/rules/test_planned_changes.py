"""Planned changes compared: which of two sets asks for less."""

from __future__ import annotations

from itertools import product

import pytest

from tests.worlds import SOURCES, day
from vpl_core.model.changes import Change, NewPaper, NewReading, NewRecord, Span
from vpl_core.rules.planned_changes import asks_no_more, covers, effort

REPORT = NewPaper(of="report", party="vendor", milestone="step-1", on=day(30))
REPRODUCTION = NewPaper(of="reproduction", party="third_party", milestone="step-1", on=day(30))
SPONSOR = NewRecord(fact="sponsor", on=day(30))
READINGS = [
    NewReading(
        value="seats",
        number=number,
        span=Span(low=number),
        days=days,
        source=source,
        usual=source.id == "timesheet",
        now=now,
        direction="up",
        planned=planned,
    )
    for number, days, source, now, planned in product(
        (3, 8), ((day(30),), (day(30), day(60))), SOURCES[:2], (None, 5), (False, True)
    )
]
PAPERS = [
    NewPaper(of=of, party=party, milestone="step-1", count=count, on=day(30))
    for (of, party), count in product(
        (("report", "vendor"), ("reproduction", "third_party"), ("agreement", "customer")), (1, 2)
    )
]
EACH: list[Change] = [*READINGS, *PAPERS, SPONSOR]


def test_asking_for_less_is_an_order() -> None:
    """Nothing asks for less than itself by a detour, and whoever asks for more takes more effort."""
    less = {(n, m): asks_no_more(one, other) for (n, one), (m, other) in product(enumerate(EACH), repeat=2)}
    for (n, one), (m, other) in product(enumerate(EACH), repeat=2):
        assert less[n, m] or n != m
        if less[n, m] and n != m:
            assert not less[m, n]
            assert effort(one) < effort(other)
            assert all(less[n, k] for k in range(len(EACH)) if less[m, k])


@pytest.mark.parametrize(
    ("easier", "harder", "expected"),
    [
        ((), (SPONSOR,), True),
        ((SPONSOR,), (REPORT, SPONSOR), True),
        ((REPORT,), (REPRODUCTION,), True),
        ((REPRODUCTION,), (REPORT,), False),
        ((REPORT, REPRODUCTION), (REPRODUCTION, SPONSOR), False),
        ((REPRODUCTION, REPORT), (REPORT, REPRODUCTION), True),
    ],
)
def test_each_change_of_the_harder_set_stands_for_one_of_the_easier(
    easier: tuple[Change, ...], harder: tuple[Change, ...], expected: bool
) -> None:
    assert covers(easier, harder) is expected
