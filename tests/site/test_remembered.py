"""What is short is worked out once, what is long every time and held by nobody; the answer is the same."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, strategies as st
from markupsafe import Markup

from vpl_core.site.fragment import Fragment, read
from vpl_core.site.gate import examine
from vpl_core.site.remembered import LONGEST, remembered

ROW = '<tr><td><a href="index.html">{0}</a></td><td class="c-{0}">{0}</td></tr>'


@pytest.mark.parametrize(("tags", "times"), [(LONGEST, 1), (LONGEST + 1, 3)])
def test_only_what_is_short_is_remembered(tags: int, times: int) -> None:
    asked: list[tuple[str, int]] = []

    @remembered(8, tags=len)
    def answer(text: str, number: int) -> str:
        asked.append((text, number))
        return text[:number]

    about = "<" * tags
    assert {answer(about, 2) for _ in range(3)} == {"<<"}
    assert len(asked) == times
    assert answer(about, 3) == "<<<"
    answer.cache_clear()  # type: ignore[attr-defined]
    assert answer(about, 2) == "<<"
    assert len(asked) == {1: 3, 3: 5}[times]


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_row_says_the_same_in_a_long_table_and_in_a_short_one(first: int, second: int) -> None:
    rows = [ROW.format(first), ROW.format(second)]
    short, long = (read(f"<table><tbody>{''.join(table)}</tbody></table>") for table in (rows, rows * 200))
    assert isinstance(short, Fragment)
    assert isinstance(long, Fragment)
    told = [[(tag.name, tag.attributes) for tag in each.stretches[0].form.tags] for each in (short, long)]
    assert told[1] == [*told[0][:2], *told[0][2:-2] * 200, *told[0][-2:]]


def test_a_very_long_page_is_not_held_once_it_has_passed() -> None:
    def passed(number: int) -> int:
        rows = "".join(f'<tr><td title="{number}">{number}-{row}</td></tr>' for row in range(9_000))
        assert not isinstance(examine(Markup(f"<table><tbody>{rows}</tbody></table>"), "index.html"), list)
        return len(rows)

    passed(0)
    tracemalloc.start()
    try:
        size = sum(passed(number) for number in (1, 2))
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert held < size / 4
