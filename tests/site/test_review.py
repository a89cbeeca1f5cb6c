"""The quarterly review: bad news is never what has no room, and what has none is counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.site.fullest import LETTERS, fullest
from tests.site.test_review_in_chromium import views
from vpl_core.model.audience import CustomerView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Rigor
from vpl_core.site.brevity import fits, shorten
from vpl_core.site.pages import PageMaker
from vpl_core.site.review import ASKS, MEASURES, MILESTONES, ROOM, RUNGS, UNPROVEN, review
from vpl_core.site.review_page import review_page
from vpl_core.site.review_words import returns
from vpl_core.site.signs import Signs

SIGNS, MAKER = Signs(), PageMaker()


@pytest.fixture(scope="module")
def northwind() -> CustomerView:
    (view,) = views("northwind")
    return view


def page(view: CustomerView) -> str:
    return MAKER.page("review", "review", "Review", **review_page(view, SIGNS)).body


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS.keys())
def test_of_every_list_what_is_shown_and_what_is_counted_are_all_of_it(letters, northwind):
    full = fullest(northwind, letters)
    one = review(full)
    late = [m for m in full.milestones if m.status is MilestoneStatus.MISSED]
    for some, room, everything in (
        (one.measures, MEASURES, full.measures),
        (one.asks, ASKS, full.asks),
        (one.unproven, UNPROVEN, full.unproven),
        (one.rungs, RUNGS, full.rungs),
        (one.missing, 2, full.money.missing if full.money else ()),
    ):
        assert len(some.shown) == min(room, len(everything))
        assert len(some.shown) + some.more == len(everything)
    assert len(one.late.shown) == MILESTONES
    assert len(one.late.shown) + one.late.more == len(late) + len(full.measures)
    for some in (one.late, one.reached, one.coming, one.measures, one.asks):
        assert f"and {some.more} more on the overview" in page(full) or f"and {some.more} more among" in page(full)


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS.keys())
def test_no_text_is_wider_than_its_room_and_that_some_are_cut_is_said(letters, northwind):
    one = review(fullest(northwind, letters))
    assert fits(one.view.customer, ROOM.customer)
    assert fits(one.view.vendor, ROOM.vendor)
    assert all(fits(m.name, ROOM.measure) for m in one.measures.shown)
    assert all(fits(m.name, ROOM.milestone) for m in one.view.milestones)
    assert all(fits(r.name, ROOM.rung) for r in one.rungs.shown)
    assert all(fits(a.what, ROOM.what) and fits(a.otherwise, ROOM.otherwise) for a in one.asks.shown)
    assert one.shortened
    assert "stands whole on the other pages" in page(fullest(northwind, letters))


def test_nothing_is_said_to_be_cut_where_nothing_is(northwind):
    assert not review(northwind).shortened
    assert "stands whole on the other pages" not in page(northwind)


def test_an_outcome_that_fell_back_has_room_before_those_that_are_better_proven(northwind):
    first = next(m for m in northwind.measures if m.outcome)
    many = [first.model_copy(update={"id": f"m{n}", "rigor": Rigor.VERIFIED, "due": None}) for n in range(7)]
    fallen = first.model_copy(update={"id": "fallen", "rigor": Rigor.ASSERTED, "badges": (Badge.REGRESSED,)})
    one = review(northwind.model_copy(update={"measures": (*many, fallen)}))
    assert [m.id for m in one.measures.shown] == ["m0", "m1", "m2", "m3", "fallen"]
    assert one.measures.more == 3


def test_a_late_outcome_is_told_once_with_the_milestone_that_is_about_it(northwind):
    one = review(northwind)
    (late,) = one.late.shown
    assert late.name == "Claim errors at the agreed target"
    assert late not in one.coming.shown
    outcome = next(m for m in northwind.measures if m.id in getattr(late, "measures", ()))
    alone = northwind.model_copy(update={"milestones": ()})
    assert [m.id for m in review(alone).late.shown] == [outcome.id]


def test_the_return_stands_with_its_formula_and_with_the_numbers_of_the_page_on_money(northwind):
    case: Any = northwind.money
    sums = dict(returns(case, SIGNS))
    assert sums[f"Return on costs = ({case.proven} − {case.cost}) ÷ {case.cost}"] == case.gain
    site = {p.path: str(p.body) for p in MAKER.site(northwind).pages}
    for figure in (case.proven, case.cost, case.gain):
        assert figure in site["value"]
        assert figure in site["review"]


def test_without_money_no_return_is_told_and_no_zero_stands_for_it():
    (view,) = views("quillon")
    body = page(view)
    assert "no return is told" in body
    assert "$0" not in body
    assert "+0%" not in body


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_text_that_is_held_short_fits_and_begins_as_it_began(text, columns):
    short = shorten(text, columns)
    assert short == text or fits(short, max(columns, 2))
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert not fits(text, columns)
