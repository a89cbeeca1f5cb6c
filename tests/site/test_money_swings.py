"""The question of the finance reader: do the numbers hold if you are wrong about one of them?"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from tests.rules.test_business_cases import benefit, fee
from tests.rules.test_swings import SEEN, ranged
from tests.site.test_money_page import viewed
from vpl_core.model.audience import CustomerView
from vpl_core.model.money_views import SwingsView
from vpl_core.site.pages import PageMaker
from vpl_core.site.tornado_chart import Swing, tornado

money = st.integers(-(10**7), 10**7)


def swings(**said: Any) -> SwingsView:
    view = viewed(benefit(times=ranged("10", "8", "12")), **{"readings": SEEN, **said}).money
    assert view is not None and view.swings is not None
    return view.swings


def page(view: CustomerView) -> str:
    return next(str(page.body) for page in PageMaker().site(view).pages if page.path == "value")


@given(st.lists(st.tuples(money, money), min_size=1, max_size=5), money)
def test_a_bar_leads_from_the_worst_end_over_the_base_to_the_best(ends: list[tuple[int, int]], base: int) -> None:
    bars = [Swing(f"n{n}", "", *one, "", "") for n, one in enumerate(ends)]
    drawn = ElementTree.fromstring(tornado(bars, base=base, base_words=""))
    low, high = min([base, *(min(one) for one in ends)]), max([base, *(max(one) for one in ends)])

    def at(value: int) -> float:
        return 50.0 if low == high else 2 + (value - low) / (high - low) * 96

    rects = [one.attrib for one in drawn.iter() if one.tag.endswith("rect")]
    parts = [(a["class"], float(a["x"].rstrip("%")), float(a["width"].rstrip("%"))) for a in rects]
    expected = []
    for one in ends:
        expected += [("v-worse", at(min(one)), at(base) - at(min(one)))] if min(one) < base else []
        expected += [("v-better", at(base), at(max(one)) - at(base))] if max(one) > base else []
    assert [look for look, _, _ in parts] == [look for look, _, _ in expected]
    for (_, left, width), (_, start, wide) in zip(parts, expected, strict=True):
        assert left == pytest.approx(start, abs=0.011)
        assert width == pytest.approx(wide, abs=0.011)
    zero = [one for one in drawn.iter() if one.attrib.get("class") == "v-zero"]
    assert len(zero) == (low < 0 < high)


def test_the_words_at_both_ends_have_room_beside_the_widest_bar() -> None:
    words = "−$1,234,567"
    drawn = ElementTree.fromstring(tornado([Swing("Rate", "", -9, 9, words, words)], base=0, base_words=""))
    ends = [one for one in drawn.iter() if one.text == words]
    lefts = [float(one.attrib["x"].rstrip("%")) for one in ends]
    needed = len(words) * 6.2 / 330 * 100
    assert lefts[0] >= needed and 100 - lefts[1] >= needed


def test_a_return_that_holds_is_told_with_the_worst_that_could_be() -> None:
    found = swings()
    worst = min(one.at_low for one in found.swings)
    assert found.verdict == f"None of them alone takes what is left below {worst}."
    assert not [one.turns for one in found.swings if one.turns]


def test_where_the_return_turns_negative_is_named_in_the_table_and_said_above_it() -> None:
    body = page(viewed(benefit(times=ranged("10", "1", "12")), readings=SEEN, costs=(fee(2000),)))
    assert "It does not hold for all of them; the table says where it turns." in body
    [turns] = [one.turns for one in swings_of_page().swings if one.turns]
    assert turns in body
    assert turns.startswith("Below ") and turns.endswith(" less came back than was paid.")


def swings_of_page() -> SwingsView:
    view = viewed(benefit(times=ranged("10", "1", "12")), readings=SEEN, costs=(fee(2000),)).money
    assert view is not None and view.swings is not None
    return view.swings


def test_a_loss_that_no_number_alone_makes_up_for_is_told_as_one() -> None:
    assert swings(costs=(fee(10**6),)).verdict == "None of them alone would make up for what was paid."


def test_numbers_without_a_range_are_named_and_nothing_is_drawn_for_them() -> None:
    same = tuple(one.model_copy(update={"number": SEEN[0].number}) for one in SEEN)
    bare = viewed(benefit(), readings=same)
    body = page(bare)
    assert "No range is stated for any number, so nobody can say how far this may lie off." in body
    assert "v-tornado" not in body
    for lacking in ("Less hours: Worth of an hour", "Value hours: Where it began", "How many weeks a year are worked"):
        assert lacking in body


def test_nothing_is_said_of_doubts_while_no_return_can_be_told() -> None:
    assert "wrong about one of them" not in page(viewed(benefit(), readings=SEEN, costs=()))
