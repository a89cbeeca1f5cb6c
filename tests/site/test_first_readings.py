"""A number that nobody has read yet: a dashed box with the day on which it is due, and never a zero."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_business_cases import WEEKS, benefit, number
from tests.site.small_pages import BOOK, bodies, text_of, view_of
from tests.worlds import agreed, day, known, reading

TOLD = {
    "a day that is to come": ({"first_reading": day(150)}, "First reading due 30 Jun 2025.", "is due on 30 Jun 2025"),
    "today": ({"first_reading": day(120)}, "First reading due 31 May 2025.", "is due on 31 May 2025"),
    "a day that has passed": (
        {"first_reading": day(20)},
        "The first reading was due 20 Feb 2025.",
        "though the first reading was due on 20 Feb 2025",
    ),
    "no day": ({}, "No day is set for the first reading.", "no day is set for the first reading"),
}


def overview(*readings: Any, **account: Any) -> str:
    return bodies(view_of(known(readings, **account), BOOK, after=120))["index"]


@pytest.mark.parametrize("case", sorted(TOLD))
def test_where_there_is_no_number_the_page_says_when_it_is_due(case: str) -> None:
    said, in_the_bar, in_the_box = TOLD[case]
    html = overview(plan=(agreed("hours", 15, 4, **said),))
    row = html.split('<li class="vpl-measure')[1].split("</li>")[0]
    assert "v-none" in row and "v-bullet" in row
    assert in_the_bar in text_of(row)
    assert in_the_box in text_of(html.split('<section class="vpl-unknown"')[1])


def test_a_benefit_that_waits_for_its_first_reading_sets_the_day_where_the_plan_sets_none() -> None:
    gains = (benefit(rate=number("40"), first_reading=day(200)), benefit(id="sooner", first_reading=day(150)))
    html = overview(plan=(agreed("hours", 15, 4),), benefits=gains, calendar=WEEKS)
    assert "First reading due 30 Jun 2025." in text_of(html)


def test_once_there_is_a_reading_no_first_one_is_awaited() -> None:
    html = overview(reading("hours", 8, on=100), plan=(agreed("hours", 15, 4, first_reading=day(20)),))
    assert "irst reading" not in text_of(html)
