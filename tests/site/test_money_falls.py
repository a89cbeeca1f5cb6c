"""What is left, drawn: each bar begins where the one before it ended, and the last one is what the case says."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from tests.rules.test_business_cases import benefit, both, fee, number
from tests.site.test_money_page import GAINS, HOURS, SEEN, viewed
from tests.worlds import reading
from vpl_core.model.audience import CustomerView
from vpl_core.site.money_falls import Left, what_is_left
from vpl_core.site.pages import PageMaker
from vpl_core.site.signs import Signs
from vpl_core.site.waterfall_chart import Fall, waterfall

amounts = st.integers(-(10**9), 10**9)


def left_of(view: CustomerView) -> Left:
    assert view.money is not None
    left = what_is_left(view.money, view, Signs())
    assert left is not None
    return left


def money_page(view: CustomerView) -> str:
    return next(page.body for page in PageMaker().site(view).pages if page.path == "value")


def bars(chart: str) -> list[tuple[str, float, float]]:
    """Look, left and right end of each bar, in percent."""
    found = [one.attrib for one in ElementTree.fromstring(chart).iter() if one.tag.endswith("rect")]
    at = [(a["class"], float(a["x"].rstrip("%")), float(a["width"].rstrip("%"))) for a in found]
    return [(look, left, left + width) for look, left, width in at]


@given(st.lists(amounts, min_size=1, max_size=8))
def test_a_bar_is_as_long_as_its_amount_on_one_scale_that_holds_zero(steps: list[int]) -> None:
    ends = [0]
    for step in steps:
        ends.append(ends[-1] + step)
    falls = [Fall(str(n), "", ends[n], ends[n + 1], "verified") for n in range(len(steps))]
    scale = 100 / ((max(ends) - min(ends)) or 1)
    for (_, left, right), step, start in zip(bars(waterfall(falls)), steps, ends, strict=False):
        if abs(step) * scale > 0.3:
            assert right - left == pytest.approx(abs(step) * scale, abs=0.02)
            assert left == pytest.approx((min(start, start + step) - min(ends)) * scale, abs=0.02)
        else:
            assert right - left == pytest.approx(0.3, abs=0.01)


@given(st.lists(amounts, min_size=2, max_size=6))
def test_a_thin_line_leads_from_the_end_of_each_bar_to_the_next(steps: list[int]) -> None:
    falls = [Fall(str(n), "", 0, step, "cost") for n, step in enumerate(steps)]
    lines = [one.attrib for one in ElementTree.fromstring(waterfall(falls)).iter() if one.tag.endswith("line")]
    low, high = min([0.0, *steps]), max([0.0, *steps])
    assert len(lines) == len(steps) - 1
    for line, end in zip(lines, steps, strict=False):
        at = (end - low) / ((high - low) or 1) * 100
        assert float(line["x1"].rstrip("%")) == pytest.approx(at, abs=0.011)


@given(st.text(alphabet="abcdefgh äöü漢字", min_size=1, max_size=120).filter(str.strip))
def test_a_name_above_a_bar_is_never_cut(name: str) -> None:
    drawn = ElementTree.fromstring(waterfall([Fall(name, "+1", 0, 1, "verified")]))
    said = "".join(one.text or "" for one in drawn.iter() if one.tag.endswith("text"))
    assert "".join(said.split()) == "".join(name.split()) + "+1"


def test_a_bar_of_a_strange_look_is_refused() -> None:
    with pytest.raises(ValueError, match="no look of a bar"):
        waterfall([Fall("Hours", "1", 0, 1, "profit")])


def as_number(words: str) -> float:
    return float(re.sub(r"[$,+]", "", words).replace("\u2212", "-"))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"costs": (fee(10**6), fee(7, id="more", name="More"))},
        {"readings": (*HOURS, *both("bill", 900, 20), *both("bill", 950, 30))},
        {"readings": (*HOURS, reading("bill", 500, 20), reading("bill", 500, 30))},
    ],
)
def test_the_steps_add_up_to_what_the_page_says_is_left(said: dict[str, Any]) -> None:
    view = viewed(*GAINS, **said)
    case, rows = view.money, left_of(view).rows
    assert case is not None
    names = [name for name, _, _ in rows]
    proven, left = names.index("Proven benefits"), names.index("Left after the costs")
    steps = [as_number(words) for _, words, _ in rows]
    assert sum(steps[:proven]) == pytest.approx(as_number(case.proven), abs=len(rows))
    assert steps[proven] == as_number(case.proven)
    assert steps[proven] + sum(steps[proven + 1 : left]) == pytest.approx(as_number(case.net), abs=len(rows))
    assert steps[left] == as_number(case.net)
    if case.claimed:
        assert names[-1] == "Left if all that is claimed held"
        assert sum(steps[left + 1 : -1]) == pytest.approx(as_number(case.claimed), abs=len(rows))
        assert steps[-1] == pytest.approx(steps[left] + as_number(case.claimed), abs=2)
    else:
        assert left == len(rows) - 1


def test_each_cost_begins_where_the_one_before_it_ended() -> None:
    costs = tuple(fee(paid, id=f"fee-{paid}", name=f"Fee {paid}") for paid in (300, 200, 400))
    drawn = bars(left_of(viewed(*GAINS, costs=costs)).chart)
    proven = next(n for n, (look, _, _) in enumerate(drawn) if look == "v-total")
    at = drawn[proven][2]
    for look, left, right in drawn[proven + 1 : proven + 4]:
        assert look == "v-cost"
        assert right == pytest.approx(at, abs=0.02)
        at = left
    assert drawn[proven + 4][2] == pytest.approx(at, abs=0.02), "the net ends where the last cost did"


def test_each_amount_that_somebody_stands_behind_has_its_proof_in_the_table() -> None:
    rows = {name: str(proof) for name, _, proof in reversed(left_of(viewed(*GAINS, readings=SEEN)).rows)}
    assert "Two sources agree" in rows["Less hours"]
    assert "vpl-rigor--verified" in rows["Fee"]
    assert rows["Proven benefits"] == rows["Left if all that is claimed held"] == ""


def test_what_is_claimed_is_never_drawn_as_proven_and_a_loss_never_as_a_gain() -> None:
    lossy = viewed(*GAINS, readings=(*HOURS, *both("bill", 900, 20), *both("bill", 950, 30)))
    looks = [look for look, _, _ in bars(left_of(lossy).chart)]
    assert "v-loss" in looks
    claimed = looks[len(looks) - 1 - looks[::-1].index("v-total") + 1 :]
    assert claimed and not {"v-verified", "v-corroborated", "v-total"} & set(claimed)
    assert claimed[-1] == "v-supposed"


def test_nothing_is_left_to_draw_while_no_return_can_be_told() -> None:
    view = viewed(benefit(times=number("10")), costs=())
    assert view.money is not None and view.money.missing
    assert what_is_left(view.money, view, Signs()) is None
    assert "v-waterfall" not in money_page(view)


def test_the_crossing_of_the_two_totals_is_marked_and_named() -> None:
    body = next(page.body for page in PageMaker().site(viewed(*GAINS, costs=(fee(1),))).pages if page.path == "value")
    assert body.count("v-crossing") == 1
    assert "Paid for itself: " in body
    never = next(
        page.body for page in PageMaker().site(viewed(*GAINS, costs=(fee(10**9),))).pages if page.path == "value"
    )
    assert "v-crossing" not in never
