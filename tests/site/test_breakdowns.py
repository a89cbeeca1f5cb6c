"""The parts of a value on a milestone's page: who is behind inside the account, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from tests.portfolios import collect
from tests.random_facts import parts_of_values
from tests.worlds import VALUES, agreed, assessed, day, known, paper, playbook, reading, step
from vpl_core.app.portfolio import open_workspace
from vpl_core.model.audience import CustomerView
from vpl_core.model.breakdown_views import BreakdownView
from vpl_core.model.conditions import TargetMet
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.parts import Part, Parts
from vpl_core.model.playbook import Playbook
from vpl_core.rules.wording import plain_number
from vpl_core.site.breakdown_views import round_numbers
from vpl_core.site.breakdowns import DRAWN
from vpl_core.site.context import customer_view
from vpl_core.site.dumbbell_chart import Dumbbell, dumbbells
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()
BOOK = playbook(step("quick", TargetMet(value="hours")), step("other"))
PLAN = (agreed("hours", 15, 2, strictly=True),)
NORTH, MILL = Part(name="North Street", before=14, now=5), Part(name="Mill Lane", before=11, now=1)
NEW, LATE = Part(name="New Quay", now=3), Part(name="Late Row", before=9)
READINGS = (reading("hours", 3, 20), reading("seats", 9, 20))


def apart(*of: Part, **changes: Any) -> Parts:
    return Parts(**{"value": "hours", "by": "clinic", "on": day(20), "source": "timesheet", "of": of, **changes})


def view_of(*parts: Parts, book: Playbook = BOOK, after: int = 25, **world: Any) -> CustomerView:
    facts = known(world.pop("readings", READINGS), world.pop("papers", ()), **{"plan": PLAN, "parts": parts, **world})
    return customer_view(facts, book, assessed(facts, book, after), vendor="Tessaly")


def breakdown(*parts: Parts, **world: Any) -> BreakdownView | None:
    return next(m.breakdown for m in view_of(*parts, **world).measures if m.id == "hours")


def page(view: CustomerView, milestone: str = "quick") -> str:
    return next(str(page.body) for page in MAKER.site(view).pages if page.path == f"milestones/{milestone}")


def site(view: CustomerView) -> str:
    return "".join(str(page.body) for page in MAKER.site(view).pages)


def drawing(body: str) -> ElementTree.Element:
    start = body.index('<svg class="v v-dumbbells"')
    return ElementTree.fromstring(body[start : body.index("</svg>", start) + 6])


def test_the_worst_is_named_and_the_page_tells_how_sure_that_is() -> None:
    body = page(view_of(apart(MILL, LATE, NORTH, NEW)))
    assert "By clinic</h2>" in body
    assert "Furthest behind: North Street, 5\u202fh, target below 2\u202fh. 1 of 4 have reached the target." in body
    assert "1 is not measured yet." in body
    section = body[body.index("By clinic</h2>") :]
    assert "vpl-rigor--measured" in section[: section.index("<svg", section.index("Read on"))]
    assert "source: Timesheets" in section and "By clinic" not in page(view_of(apart(MILL)), "other")


def test_the_table_has_every_part_the_furthest_behind_first_and_the_unmeasured_last() -> None:
    body = page(view_of(apart(MILL, LATE, NORTH, NEW)))
    rows = [row.split("</tr>")[0] for row in body[body.index(">By clinic</th>") :].split("<tr>")[1:5]]
    names = ("North Street", "New Quay", "Mill Lane", "Late Row")
    assert [name in row for name, row in zip(names, rows, strict=True)] == [True] * 4
    assert "<td>75%</td>" in rows[0] and "<td>100%</td>" in rows[2]
    assert "<td>Not known</td>" in rows[1] and "<td>–</td>" in rows[1]
    assert "<td>Not yet measured</td>" in rows[3] and "<td>–</td>" in rows[3]


def test_what_is_not_known_is_no_dot() -> None:
    drawn = drawing(page(view_of(apart(NORTH, LATE, NEW))))
    looks = [node.attrib.get("class", "") for node in drawn.iter()]
    assert looks.count("v-part-before") == 2
    assert looks.count("v-part-now v-spark--measured") == 2
    assert looks.count("v-awaited") == 1 and looks.count("v-measured") == 1


def test_where_all_have_reached_the_target_nobody_is_behind() -> None:
    body = page(view_of(apart(MILL)))
    assert "Furthest behind" not in body and "1 of 1 have reached the target." in body


def test_where_several_stand_at_the_worst_number_the_others_are_counted() -> None:
    body = page(view_of(apart(NORTH, Part(name="Also", now=5), MILL)))
    assert "Furthest behind: Also and 1 more, 5\u202fh" in body


def test_without_a_target_or_a_reading_of_a_part_the_page_says_so() -> None:
    aimless = (agreed("hours", 15, None),)
    body = page(view_of(apart(NORTH), plan=aimless))
    assert "Furthest behind: North Street, 5\u202fh; no target is agreed yet." in body and "v-target" not in body
    assert "Ring: before. Dot: now. Further right is better." in body
    unread = view_of(apart(LATE, Part(name="Nowhere")))
    assert "No part is measured yet." in page(unread)
    found = next(m.breakdown for m in unread.measures if m.id == "hours")
    assert found is not None and found.rigor is None
    assert "v-dumbbells" not in page(view_of(apart(Part(name="Nowhere")), plan=aimless))


@pytest.mark.parametrize(("after", "there"), [(19, False), (20, True), (400, True)])
def test_parts_dated_after_the_day_do_not_exist(after: int, there: bool) -> None:
    readings = (reading("hours", 3, 10),)
    seen = site(view_of(apart(NORTH), after=after, readings=readings))
    assert ("North Street" in seen) == there
    if not there:
        assert seen == site(view_of(after=after, readings=readings))


def test_the_parts_of_a_value_that_is_kept_inside_are_shown_nowhere() -> None:
    hidden = tuple(v.model_copy(update={"internal": v.id == "hours"}) for v in VALUES)
    book = playbook(step("quick", TargetMet(value="hours")), values=hidden)
    kept = view_of(apart(NORTH), book=book)
    assert kept == view_of(book=book) and "North Street" not in site(kept)


@pytest.mark.parametrize(
    ("source", "after", "rigor"),
    [
        ("timesheet", 25, Rigor.MEASURED),
        ("survey", 25, Rigor.REPORTED),
        ("our-word", 25, Rigor.ASSERTED),
        ("", 25, Rigor.UNSOURCED),
        ("timesheet", 20 + 61, Rigor.REPORTED),
    ],
)
def test_parts_are_as_good_as_their_source_and_age(source: str, after: int, rigor: Rigor) -> None:
    found = breakdown(apart(NORTH, source=source), after=after)
    assert found is not None and found.rigor is rigor


def test_what_is_verified_for_the_whole_is_measured_for_its_parts() -> None:
    """Two sources, a signature and a reproduction speak of the value, and not of one clinic."""
    papers = (
        paper("signed", "confirmation", 21, values=("hours",)),
        paper("again", "reproduction", 22, values=("hours",), by="Auditor", party="third_party"),
    )
    view = view_of(apart(NORTH), papers=papers, readings=(*READINGS, reading("hours", 3, 20, "observer")))
    [whole] = [m for m in view.measures if m.id == "hours"]
    assert whole.rigor is Rigor.VERIFIED
    assert whole.breakdown is not None and whole.breakdown.rigor is Rigor.MEASURED


def test_parts_are_never_better_proven_than_an_old_reading_of_the_value_from_the_same_source() -> None:
    found = breakdown(apart(NORTH, on=day(120)), after=121)
    assert found is not None and found.rigor is not None and not found.rigor.reaches(Rigor.REPORTED)


def test_a_part_that_began_beyond_the_target_has_no_way_to_go() -> None:
    fallen = Part(name="Fallen", before=1, now=9)
    found = breakdown(apart(fallen, NORTH))
    assert found is not None
    [first, _] = found.parts
    assert (first.name, first.percent, first.outcome) == ("Fallen", None, Outcome.UNMET)


def test_more_than_twenty_parts_are_drawn_in_part_and_told_in_whole() -> None:
    many = [Part(name=f"Clinic {n:02}", before=99, now=n) for n in range(10, 10 + DRAWN + 3)]
    body = page(view_of(apart(*many)))
    drawn = drawing(body)
    texts = [node.text or "" for node in drawn.iter() if node.tag == "text"]
    names = [text for text in texts if text.startswith("Clinic")]
    assert names == [f"Clinic {n}" for n in range(9 + DRAWN + 3, 12, -1)] and len(names) == DRAWN
    assert "and 3 more in the table" in texts
    assert all(f'<th scope="row">{one.name}</th>' in body for one in many)
    assert "more in the table" not in page(view_of(apart(*many[:DRAWN])))


@given(parts_of_values.filter(lambda parts: parts.value == "hours"))
def test_the_order_in_which_parts_are_written_changes_nothing(parts: Parts) -> None:
    turned = parts.model_copy(update={"of": parts.of[::-1]})
    assert breakdown(parts, after=200) == breakdown(turned, after=200)


tenths = st.decimals(-(10**15), 10**15, places=1)


@given(tenths, tenths)
def test_an_axis_has_few_round_numbers_and_holds_everything(one: Any, other: Any) -> None:
    low, high = sorted((one, other))
    marks = round_numbers(low, high)
    assert marks[0] <= low <= high <= marks[-1]
    assert 2 <= len(marks) <= 5 and list(marks) == sorted(set(marks))
    assert all(len(plain_number(mark).replace(",", "").strip("-0.")) <= 2 for mark in marks[:1])


@given(st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_what_is_better_is_drawn_further_to_the_right(one: int, other: int, fewer: bool) -> None:
    """Whichever way is better for the value, as in the bullet above it; equal numbers stand under one another."""
    axis = ((100, ""), (0, "")) if fewer else ((0, ""), (100, ""))
    rows = [Dumbbell("A", None, one), Dumbbell("B", None, other)]
    drawn = ElementTree.fromstring(dumbbells(rows, rigor="measured", axis=axis, target=50))
    dots = [float(node.attrib["cx"].rstrip("%")) for node in drawn.iter() if node.tag == "circle"]
    assert (dots[0] < dots[1]) == (one > other if fewer else one < other)
    assert (dots[0] == dots[1]) == (one == other)


@pytest.mark.parametrize(("value", "ends"), [("hours", (15, 0)), ("sales", (0, 15))])
def test_the_axis_of_a_value_runs_from_its_worse_end_to_its_better_one(value: str, ends: tuple[int, int]) -> None:
    parts = apart(Part(name="North", before=3, now=12), value=value)
    found = next(m.breakdown for m in view_of(parts, plan=(agreed(value, 3, 12),)).measures if m.id == value)
    assert found is not None and (found.axis[0][0], found.axis[-1][0]) == ends


@pytest.mark.parametrize("name", ["Harbor Point", "A clinic with a name that stands above its row " * 2, "診療所" * 9])
def test_a_name_is_never_cut(name: str) -> None:
    drawn = ElementTree.fromstring(dumbbells([Dumbbell(name, 1, 2)], rigor="measured", axis=((0, ""), (9, ""))))
    said = "".join(node.text or "" for node in drawn.iter() if node.tag == "text")
    assert said.replace(" ", "") == name.replace(" ", "")


def test_an_axis_without_two_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="two ends"):
        dumbbells([Dumbbell("A", 1, 2)], rigor="measured", axis=((0, "0"),))


@pytest.mark.parametrize(
    ("parts", "field", "wrong"),
    [
        ("smb-errands: {by: shop, on: 2026-02-01, of: [{name: A, now: 1}]}", "parts.smb-errands", "no value known"),
        ("{V}: {by: shop, on: 2026-02-01, source: tills, of: [{name: A, now: 1}]}", "parts.{V}.source", "no source"),
        ("{V}: {by: shop, on: 2026-02-01, of: [{name: A, now: 1}, {name: B, before: -1}]}", "of.1.before", "below 0"),
        ("{V}: {by: shop, on: 2026-02-01, of: [{name: A, now: 1000}]}", "of.0.now", "above"),
        ("{V}: {by: shop, on: 2026-02-01, of: [{name: A, now: .nan}]}", "of.0.now", "finite"),
        ("{V}: {by: shop, on: 2026-02-01, of: [{name: A, now: .inf}]}", "of.0.now", "finite"),
        ("{V}: {by: shop, on: 2026-02-01, of: [{name: A, now: 1}, {name: A}]}", "parts.{V}.of.1.name", "twice"),
        ("{V}: {by: shop, on: 2026-02-01, of: []}", "parts.{V}.of", "empty"),
        ("{V}: {by: shop, of: [{name: A}]}", "parts.{V}.on", "missing"),
        ("{V}: {by: shop, on: 2026-02-01, of: [{name: A, goal: 1}]}", "parts.{V}.of.0.goal", ""),
    ],
)
def test_parts_that_cannot_be_are_told_with_their_file_line_field_and_next_step(
    tmp_path: Path, parts: str, field: str, wrong: str
) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "vpl.toml").write_text('[portfolio]\nname = "All"\n')
    head = "name: Acme\nsegment: smb\nstart: 2026-01-01\nparts:\n"
    (tmp_path / "accounts/acme.yml").write_text(f"{head}  {parts.replace('{V}', VALUE)}\n")
    [problem] = collect(open_workspace(tmp_path)).problems
    assert (problem.path, problem.line) == ("accounts/acme.yml", 5)
    assert field.replace("{V}", VALUE) in problem.field and wrong in problem.message
    assert problem.next_step


VALUE = "error-percent"
"""A value of the segment, from 0 to 100 percent."""
