"""The internal portfolio's cards: the table of movement, the names of those who moved, and the curve."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from tests.worlds import assessed, day, known, playbook
from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView
from vpl_core.model.record_views import Dated
from vpl_core.model.slip_views import LearningRow
from vpl_core.rules.survival import Curve, Waiting, kaplan_meier
from vpl_core.site import portfolio_pages
from vpl_core.site.build import SiteBuilder
from vpl_core.site.curve_chart import axis_days, reached_curve
from vpl_core.site.portfolio_pages import PART, SEARCHED_WHOLE, PortfolioPages
from vpl_core.site.portfolio_parts import FirstProof, Moved
from vpl_core.site.portfolio_tally import LISTED, NAMED, Beginning, Tally
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view, urgency

AS_OF = day(120)
LINE = portfolio_row(known(), playbook(), assessed(known(), playbook(), 120), Past())


def line(account: str, before: int | None, now: int | None, **changes: object) -> PortfolioRow:
    """An account that went from one rung to another; `now` is none for one that has not started."""
    moved = {"proven_before": before, "proven": now or 0, "started": now is not None, "rungs": 5}
    return LINE.model_copy(update={"account": account, "customer": account.title(), **moved, **changes})


def view(*rows: PortfolioRow) -> PortfolioView:
    earlier = AS_OF - dt.timedelta(days=90)
    return portfolio_view(
        sorted(rows, key=urgency), name="All", vendor="Tessaly", as_of=AS_OF, earlier=earlier, left_out=()
    )


def moved(*rows: PortfolioRow) -> Moved:
    return Moved(Tally.of(view(*rows)), "2 Mar 2025")


def index_of(view: PortfolioView) -> str:
    return str(PortfolioPages().site(view).pages[0].body)


STORY = (
    *(line(name, 0, 1) for name in ("ash", "birch")),
    line("cedar", 2, 2),
    line("dogwood", 3, 1),
    line("elm", None, 0),
    line("fir", None, None),
)


def test_the_table_leads_from_each_rung_then_to_each_rung_now() -> None:
    card = moved(*STORY)
    assert card.head == ["None", "1", "2", "3"]
    table = {name: [(cell.words, cell.look) for cell in cells] for name, cells in card.rows}
    none = ("·", "is-none")
    assert table == {
        "None": [none, ("2", "is-up"), none, none],
        "Rung 2": [none, none, ("1", "is-same"), none],
        "Rung 3": [none, ("1", "is-down"), none, none],
        "New": [("1", "is-new"), none, none, none],
    }
    assert card.says == "2 went up, 1 went down, 1 stayed, 1 new."


def test_who_moved_is_named_with_both_rungs_and_who_stayed_is_not() -> None:
    names = {word: re.sub(r"<[^>]+>", "", links) for word, links in moved(*STORY).names}
    assert names == {"Up": "Ash none → 1, Birch none → 1", "Down": "Dogwood 3 → 1", "New": "Elm none"}


def test_of_many_that_moved_the_longest_ways_are_named_and_the_others_counted() -> None:
    many = [line(f"near-{n:02}", 0, 1) for n in range(NAMED + 1)] + [line("far", 0, 4), line("farther", 5, 0)]
    names = {word: re.sub(r"<[^>]+>", "", links) for word, links in moved(*many).names}
    assert names["Up"].startswith("Far none → 4, Near-00 none → 1, ")
    assert names["Up"].endswith("Near-10 none → 1, 2 more")
    assert names["Down"] == "Farther 5 → none"


def test_the_columns_count_those_who_have_started_now_and_then() -> None:
    page = index_of(view(*STORY))
    assert "None: 1, 2 then; Rung 1: 3, 0 then; Rung 2: 1, 1 then; Rung 3: 0, 1 then" in page
    assert "1 not started yet." in page


def test_a_median_is_printed_where_it_is_known_and_else_why_it_is_not() -> None:
    fast = [line(f"fast-{n}", 1, 1, proof_days=n, proof_seen=True) for n in (30, 45)]
    slow = [line(f"slow-{n}", 1, 1, proof_days=60 + n, proof_seen=False) for n in range(3)]
    page = index_of(view(*fast, slow[0]))
    assert "<b>45 days</b>" in page and "2 reached it, 1 still open." in page
    page = index_of(view(*fast, *slow))
    assert "Not known yet" in page and "fewer than half have reached it. 2 reached it, 3 still open." in page
    assert "days</b>" not in page
    page = index_of(view(*slow))
    assert "nobody has reached it. 0 reached it, 3 still open." in page and "<polyline" not in page
    assert "0 reached it, 1 still open." in index_of(view(line("today", None, 0, proof_days=0)))
    assert "no account has a clock for it." in index_of(view(line("bare", 1, 1)))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (line("ash", 0, 1, proof_days=45, proof_seen=True), ["None", "45 days"]),
        (line("birch", 3, 2, proof_days=61, proof_seen=False), ["Rung 3", "open for 61 days"]),
        (line("cedar", None, 0), ["Not started then", "Not recorded yet"]),
        (line("dogwood", 0, 1, proof_days=1, proof_seen=True), ["None", "1 day"]),
    ],
)
def test_an_accounts_own_page_says_where_it_stood_and_how_long_its_proof_took(
    row: PortfolioRow, said: list[str]
) -> None:
    [page] = [str(page.body) for page in PortfolioPages().site(view(row)).beside]
    found = re.findall(r"<dt>(?:Rung on 2 Mar 2025|Time to its proof)</dt>\n<dd[^>]*>([^<]+)</dd>", page)
    assert found == said


def test_nobody_followed_for_a_day_has_no_curve() -> None:
    at_once = kaplan_meier([Waiting(0, observed=True)])
    assert FirstProof(at_once).chart == ""
    assert FirstProof(at_once).median == "0 days"
    assert FirstProof(kaplan_meier([Waiting(1, observed=True)])).median == "1 day"
    with pytest.raises(ValueError, match="say so in words"):
        reached_curve(at_once, title="Nothing", desc="Nothing")


def test_of_a_long_list_the_first_page_has_the_beginning_and_says_how_much_there_is() -> None:
    approval = ("How far to go", "Security", "The bank", "Missing")
    rows = [line(f"a-{n:03}", 0, 1, approvals=(approval,)) for n in range(LISTED + 1)]
    page, all_listed = index_of(view(*rows)), index_of(view(*rows[:-1]))
    assert page.count("<div>How far to go</div>") == all_listed.count("<div>How far to go</div>") == LISTED
    assert f"The first {LISTED} of {LISTED + 1}; all stand on the pages of their accounts." in page
    assert "The first" not in all_listed


def accounts_in(page: str) -> list[str]:
    """Whom the table of the page lists, in its order."""
    table = page.partition('id="accounts-table"')[2].partition("</table>")[0]
    return re.findall(r'<th scope="row"><a href="accounts/([^"]+)\.html">', table)


def test_every_account_of_very_many_has_a_row_a_page_and_a_way_back_and_is_found_by_name(tmp_path: Path) -> None:
    rows = [line(f"a-{n:05}", 0, 1, health_why=("red: It is late.",)) for n in range(SEARCHED_WHOLE + 1)]
    SiteBuilder().build(PortfolioPages().site(view(*rows)), tmp_path / "all")
    page, rest = ((tmp_path / f"all/{name}.html").read_text("utf-8") for name in ("index", f"accounts-{PART + 1}"))
    assert [*accounts_in(page), *accounts_in(rest)] == [row.account for row in rows]
    assert f'href="accounts-{PART + 1}.html"' in page and 'href="index.html"' in rest.partition("<article")[2]
    assert "accounts/" not in page.partition("<main")[0], "the navigation names no account"
    found = json.loads((tmp_path / "all/search/search_index.json").read_bytes())["docs"]
    of_accounts = [entry for entry in found if entry["location"].startswith("accounts/")]
    assert [entry["title"] for entry in of_accounts] == [row.customer for row in rows]
    assert all("It is late" not in entry["text"] for entry in found)
    for row in (rows[0], rows[-1]):
        own = (tmp_path / f"all/accounts/{row.account}.html").read_text(encoding="utf-8")
        assert 'href="../index.html"' in own.partition("<article")[2] and "It is late." in own


@pytest.mark.parametrize("accounts", [0, 1, 4, 5, 8, 9])
def test_the_parts_of_the_table_hold_every_account_once_and_in_order(
    accounts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio_pages, "PART", 4)
    rows = [line(f"a-{n}", 0, 1, days_behind=n) for n in range(accounts)]
    site = PortfolioPages().site(view(*rows))
    parts = {page.path: str(page.body) for page in site.every_page if page.path.startswith(("index", "accounts-"))}
    assert [len(accounts_in(page)) for page in parts.values()] == [
        min(4, accounts - n) for n in range(0, accounts, 4)
    ] or [0]
    assert [name for page in parts.values() for name in accounts_in(page)] == [row.account for row in rows[::-1]]
    for here, page in parts.items():
        links = re.findall(r'<a href="((?:index|accounts-)[^"]*)\.html">[^<]* to ', page)
        assert sorted({*links, here} if links else set()) == sorted(parts if len(parts) > 1 else [])


def test_pages_of_accounts_are_made_when_their_turn_comes_and_again_whenever_they_are_asked_for() -> None:
    taken: list[int] = []

    class Taken(tuple[PortfolioRow, ...]):
        def __iter__(self) -> Iterator[PortfolioRow]:
            for number, row in enumerate(super().__iter__()):
                taken.append(number)
                yield row

    site = PortfolioPages().site(replace(view(), rows=Taken(line(f"a-{n}", 0, 1) for n in range(9))))
    taken.clear()
    pages = iter(site.beside)
    assert [next(pages).path, next(pages).path] == ["accounts/a-0", "accounts/a-1"]
    assert taken == [0, 1]
    assert len(list(pages)) == 7
    assert [page.path for page in site.beside] == [f"accounts/a-{n}" for n in range(9)]


def learned(number: int) -> LearningRow:
    on = Dated(on=day(number), text=f"Day {number}")
    said = {"happened": "It broke", "signs": "Silence", "learned": f"Lesson {number}", "next_time": f"Ask {number}"}
    return LearningRow(milestone="begun", missed=True, on=on, by="Ann", **said)


def test_of_very_many_lessons_the_newest_are_listed_and_each_stands_on_the_page_of_its_account() -> None:
    course = LINE.course.model_copy
    rows = [
        line(f"a-{n:03}", 0, 1, course=course(update={"learnings": (learned(n), learned(n + 500))}))
        for n in range(LISTED)
    ]
    pages = {page.path: str(page.body) for page in PortfolioPages().site(view(*rows)).every_page}
    listed = re.findall(r"<th scope=\"row\">Ask (\d+)</th>", pages["learnings"])
    assert listed == [str(n) for n in range(499 + LISTED, 499, -1)]
    assert f"The first {LISTED} of {2 * LISTED}; all stand on the pages of their accounts." in pages["learnings"]
    assert all(f"Ask {n}<" in pages[f"accounts/a-{n:03}"] for n in range(LISTED))
    assert re.findall(r"Ask (\d+)<", pages["accounts/a-007"]) == ["507", "7"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers()), max_size=40), st.integers(1, 8))
def test_a_beginning_is_that_of_the_whole_list_in_order(lines: list[tuple[int, int]], most: int) -> None:
    beginning = Beginning(most)
    for key, value in lines:
        beginning.take([(key, (value,))])
    ordered = sorted(lines, key=lambda one: one[0])
    assert beginning.rows == [(value,) for _, value in ordered[:most]]
    assert beginning.count == len(lines)
    assert bool(beginning.more) == (len(lines) > most)


def test_few_accounts_are_searched_whole(tmp_path: Path) -> None:
    SiteBuilder().build(
        PortfolioPages().site(view(line("ash", 0, 1, health_why=("red: It is late.",)))), tmp_path / "x"
    )
    assert b"It is late" in (tmp_path / "x/search/search_index.json").read_bytes()


curves = st.lists(st.builds(Waiting, st.integers(0, 400), st.booleans()), min_size=1, max_size=20).map(kaplan_meier)


@given(curves.filter(lambda curve: bool(curve.longest)))
def test_the_staircase_only_climbs_and_stays_between_nobody_and_all(curve: Curve) -> None:
    drawn = ElementTree.fromstring(reached_curve(curve, title="Reached", desc="By day"))
    line = next(one for one in drawn.iter() if one.tag.endswith("polyline"))
    corners = [tuple(map(float, corner.split(","))) for corner in line.attrib["points"].split()]
    lefts, heights = [left for left, _ in corners], [height for _, height in corners]
    assert lefts == sorted(lefts) and (lefts[0], lefts[-1]) == (0, 100)
    assert heights == sorted(heights, reverse=True)
    assert all(left == beside or height == below for (left, height), (beside, below) in pairwise(corners))
    assert heights[0] == 138 and heights[-1] >= 22
    ticks = [one for one in drawn.iter() if one.attrib.get("class") == "v-curve-open"]
    assert len(ticks) == len(set(curve.open_after))
    assert (f"half by day {curve.median}" in "".join(drawn.itertext())) or curve.median is None


def corners_of(curve: Curve, tag: str) -> list[tuple[float, float]]:
    drawn = ElementTree.fromstring(reached_curve(curve, title="Reached", desc="By day"))
    line = next(one for one in drawn.iter() if one.tag.endswith(tag))
    return [(float(left), float(height)) for left, height in (c.split(",") for c in line.attrib["points"].split())]


@given(curves.filter(lambda curve: bool(curve.longest)))
def test_the_band_lies_round_the_staircase_for_as_long_as_it_can_be_told(curve: Curve) -> None:
    band = corners_of(curve, "polygon")
    half = len(band) // 2
    upper, lower = band[:half], band[half:][::-1]
    told = [step for step in curve.steps if step.band]
    assert [left for left, _ in upper] == [left for left, _ in lower]
    assert len(upper) == 2 + 2 * len(told)
    stairs = corners_of(curve, "polyline")[: len(upper) - 1]
    for (_, above), (_, middle), (_, below) in zip(upper, stairs, lower, strict=False):
        assert 22 <= above <= middle + 0.01 <= below + 0.02 <= 138.02
    ended = [step.day for step in curve.steps if step.band is None]
    assert upper[-1][0] == pytest.approx(ended[0] / curve.longest * 100 if ended else 100, abs=0.01)


@given(curves.filter(lambda curve: bool(curve.longest)))
def test_under_each_day_stands_how_many_were_still_waiting(curve: Curve) -> None:
    drawn = ElementTree.fromstring(reached_curve(curve, title="Reached", desc="By day"))
    words = [(float(one.attrib["y"]), one.text or "") for one in drawn.iter() if one.tag.endswith("text")]
    waiting = [text for y, text in words if y == 198]
    assert waiting == [str(curve.at_risk(day)) for day in axis_days(curve.longest)]
    assert next(text for y, text in words if y == 156) == "Day 0"


@pytest.mark.parametrize("longest", [1, 4, 5, 36, 37, 149, 150, 1460, 1461, 9000, 36500])
def test_few_enough_days_stand_under_the_axis_for_a_phone(longest: int) -> None:
    days = axis_days(longest)
    assert days[0] == 0 and 2 <= len(days) <= 5
    assert days[-1] <= longest < days[-1] + days[1]
