"""What every chart promises: inert text, numbers in range, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st
from markupsafe import Markup

from vpl_core.site import charts, marks, svg
from vpl_core.site.dumbbell_chart import Dumbbell, dumbbells
from vpl_core.site.tornado_chart import Swing, tornado
from vpl_core.site.waterfall_chart import LOOKS, Fall, waterfall

NASTY = "</text><script>alert(1)</script><img src=x onerror=\"alert('1')\"> & &lt;b&gt;"
DAY = 739_000

shares = st.floats(min_value=-3, max_value=3, allow_nan=False)
numbers = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)
amounts = st.floats(min_value=0, max_value=1e15, allow_nan=False)
days = st.integers(min_value=1, max_value=3_000_000)
words = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)
rigors = st.sampled_from(marks.RIGORS)
real_rigors = st.sampled_from(marks.RIGORS[:-1])
statuses = st.sampled_from(marks.MILESTONE_STATUSES)
states = st.sampled_from(charts.RUNG_STATES)


@st.composite
def promises(draw: st.DrawFn) -> charts.Promise:
    promised, now = draw(st.tuples(days | st.none(), days | st.none()).filter(lambda pair: pair != (None, None)))
    return charts.Promise(
        draw(words), draw(statuses), promised, now, draw(st.sampled_from(["", "a.html", "../b.html"]))
    )


lanes = st.lists(st.builds(charts.Lane, words, st.lists(promises(), max_size=4)), max_size=3)
a_column = st.builds(charts.Column, words, amounts, words, amounts | st.none(), words)
a_reading = st.tuples(days, numbers | st.none())
readings = st.lists(a_reading, min_size=1, max_size=12).filter(lambda course: any(v is not None for _, v in course))

every_chart = st.one_of(
    st.builds(
        charts.bullet,
        shares,
        rigor=rigors,
        plan=shares | st.none(),
        start=words,
        now=words,
        target=words,
        compact=st.booleans(),
    ),
    st.builds(charts.waiting_bar, words, compact=st.booleans()),
    st.builds(charts.sparkline, readings.map(tuple), rigor=rigors, target=numbers | st.none()),
    st.builds(charts.stack, st.lists(st.tuples(amounts, rigors), max_size=8)),
    st.builds(charts.rung_fill, st.floats(0, 1), st.floats(0, 1)),
    st.builds(charts.columns, st.lists(a_column, max_size=9)),
    st.builds(charts.mini_ladder, st.lists(states, max_size=8)),
    st.builds(
        tornado,
        st.lists(st.builds(Swing, words, words, numbers, numbers, words, words), max_size=5),
        base=numbers,
        base_words=words,
    ),
    st.builds(
        dumbbells,
        st.lists(st.builds(Dumbbell, words, numbers | st.none(), numbers | st.none()), max_size=6),
        rigor=rigors,
        axis=st.lists(st.tuples(numbers, words), min_size=2, max_size=6),
        target=numbers | st.none(),
        target_words=words,
        more=words,
    ),
    st.builds(waterfall, st.lists(st.builds(Fall, words, words, numbers, numbers, st.sampled_from(LOOKS)), max_size=6)),
    st.builds(
        charts.slip_timeline,
        lanes,
        today=days,
        today_label=words,
        ticks=st.lists(st.builds(charts.Tick, days, words, st.booleans()), max_size=5),
    ),
    st.builds(charts.rigor_swatch, rigors),
)

AXIS = ((10, "10 h"), (5, "5 h"), (0, "0 h"))
a_lane = [charts.Lane("Growth", [charts.Promise("Claims", "delayed", DAY, DAY + 48, "claims.html")])]
NAMED: dict[str, Callable[..., Markup]] = {
    "bullet": lambda **name: charts.bullet(0.4, rigor="measured", **name),
    "waiting bar": lambda **name: charts.waiting_bar("First reading due 15 Dec", **name),
    "sparkline": lambda **name: charts.sparkline(((DAY, 1), (DAY + 9, 2)), rigor="verified", **name),
    "stack": lambda **name: charts.stack([(3, "verified"), (1, "reported")], **name),
    "rung fill": lambda **name: charts.rung_fill(0.5, 0.75, **name),
    "columns": lambda **name: charts.columns([charts.Column("Growth", 7, "7", 4, "was 4")], **name),
    "mini ladder": lambda **name: charts.mini_ladder(["proven", "open"], **name),
    "tornado": lambda **name: tornado([Swing("Rate", "", 1, 3, "1", "3")], base=2, base_words="2", **name),
    "dumbbells": lambda **name: dumbbells([Dumbbell("North", 9, 3)], rigor="measured", axis=AXIS, target=2, **name),
    "waterfall": lambda **name: waterfall([Fall("Hours", "+7", 0, 7, "verified")], **name),
    "slip timeline": lambda **name: charts.slip_timeline(a_lane, today=DAY + 20, **name),
}
each_named_chart = pytest.mark.parametrize("draw", NAMED.values(), ids=NAMED.keys())


def tree(chart: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(str(chart))


def bar(chart: Markup, look: str) -> ElementTree.Element | None:
    return next((node for node in tree(chart).iter("rect") if node.get("class") == look), None)


def width(chart: Markup, look: str) -> float:
    found = bar(chart, look)
    assert found is not None
    return float(found.attrib["width"].rstrip("%"))


def texts(chart: Markup) -> list[str]:
    return ["".join(node.itertext()) for node in tree(chart).iter() if node.tag in ("text", "title", "desc")]


@given(every_chart)
def test_a_chart_is_well_formed_and_carries_no_style_script_or_event(chart: Markup) -> None:
    for node in tree(chart).iter():
        assert node.tag in {
            "svg",
            "g",
            "a",
            "use",
            "rect",
            "line",
            "circle",
            "path",
            "polyline",
            "text",
            "title",
            "desc",
        }
        assert not [name for name in node.attrib if name == "style" or name == "id" or name.startswith("on")]


@given(every_chart)
def test_every_position_and_width_lies_within_the_picture(chart: Markup) -> None:
    for node in tree(chart).iter():
        for name in ("x", "x1", "x2", "cx", "width"):
            if node.get(name, "").endswith("%"):
                assert 0 <= float(node.attrib[name].rstrip("%")) <= 100
        if node.tag == "rect" and node.get("x", "").endswith("%"):
            assert float(node.attrib["x"].rstrip("%")) + float(node.attrib["width"].rstrip("%")) <= 100.011


@given(every_chart)
def test_no_number_in_a_chart_is_nan_infinite_or_written_with_an_exponent(chart: Markup) -> None:
    for node in tree(chart).iter():
        for name, value in node.attrib.items():
            if name in {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"}:
                assert re.fullmatch(r"-?(\d+(\.\d{1,2})?|\.\d{1,2})%?", value), (name, value)


@pytest.mark.parametrize(
    ("value", "written"), [(-0.001, "0"), (0.005, "0.01"), (12.5, "12.5"), (100, "100"), (-4.5, "-4.5")]
)
def test_a_position_is_written_with_two_decimals_at_most_and_no_minus_zero(value: float, written: str) -> None:
    assert svg.short(value) == written


@each_named_chart
def test_a_titled_chart_has_a_description_and_a_role(draw: Callable[..., Markup]) -> None:
    root = tree(draw(title="Claim errors", desc="12% fell to 3.1%"))
    assert [node.tag for node in root][:2] == ["title", "desc"]
    assert root.get("role") in {"img", "group"}
    assert root.get("aria-hidden") is None


@each_named_chart
def test_an_untitled_chart_is_hidden_from_screen_readers(draw: Callable[..., Markup]) -> None:
    root = tree(draw())
    assert root.get("aria-hidden") == "true"
    assert root.get("role") is None


@each_named_chart
def test_a_title_without_a_description_is_refused(draw: Callable[..., Markup]) -> None:
    with pytest.raises(ValueError, match="title and a description"):
        draw(title="Claim errors")


@each_named_chart
def test_hostile_names_stay_text(draw: Callable[..., Markup]) -> None:
    assert texts(draw(title=NASTY, desc=NASTY))[:2] == [NASTY, NASTY]


def test_hostile_labels_stay_text() -> None:
    lane = charts.Lane(NASTY, [charts.Promise(NASTY, "missed", DAY, None, "a.html")])
    bullet = charts.bullet(0.5, rigor="verified", start=NASTY, now=NASTY, target=NASTY)
    columns = charts.columns([charts.Column(NASTY, 1, NASTY, 2, NASTY)])
    timeline = charts.slip_timeline([lane], today=DAY + 5, today_label=NASTY, ticks=[charts.Tick(DAY, NASTY)])
    assert texts(bullet) == [NASTY] * 3
    assert texts(columns) == [NASTY] * 3
    assert " ".join(texts(charts.waiting_bar(NASTY))) == NASTY
    assert texts(timeline).count(NASTY) == 3
    assert "<script" not in timeline


@given(words)
def test_a_label_is_printed_as_it_was_given(words: str) -> None:
    lines = texts(charts.waiting_bar(words))
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_label_that_is_already_escaped_is_not_escaped_twice() -> None:
    assert texts(charts.waiting_bar(Markup("Smith &amp; Co"))) == ["Smith & Co"]


@given(st.floats(0.01, 1.15), st.floats(0.01, 1.15), real_rigors)
def test_more_of_the_gap_closed_never_draws_a_shorter_bar(one: float, other: float, rigor: str) -> None:
    less, more = sorted((one, other))
    drawn = [charts.bullet(gap, rigor=rigor) for gap in (less, more)]
    assert width(drawn[0], f"v-{rigor}") <= width(drawn[1], f"v-{rigor}")


def test_a_bar_ends_at_the_target_tick_exactly_when_the_gap_is_closed() -> None:
    chart = charts.bullet(1, rigor="verified")
    tick = next(node for node in tree(chart).iter("line") if node.get("class") == "v-target")
    assert bar(chart, "v-verified") is not None
    assert f"{width(chart, 'v-verified'):g}%" == tick.get("x1")


def test_a_value_worse_than_at_the_start_is_not_drawn_like_one_that_stands_still() -> None:
    assert "v-back" in charts.bullet(-0.2, rigor="measured", now="48")
    assert "v-back" not in charts.bullet(0, rigor="measured", now="40")


def test_overshooting_the_axis_is_marked() -> None:
    assert "v-beyond" in charts.bullet(2, rigor="measured")
    assert "v-beyond" not in charts.bullet(1.1, rigor="measured")


def test_the_plan_is_drawn_only_where_there_is_one() -> None:
    assert bar(charts.bullet(0.5, rigor="verified"), "v-plan") is None
    assert width(charts.bullet(0.5, rigor="verified", plan=1.16), "v-plan") == 100


@given(st.sampled_from(["nan", "inf", "-inf", "1e16"]), st.booleans())
def test_numbers_that_no_reading_can_have_are_refused(text: str, as_decimal: bool) -> None:
    value = Decimal(text) if as_decimal else float(text)
    tries: list[Callable[[], Markup]] = [
        lambda: charts.bullet(value, rigor="verified"),
        lambda: charts.bullet(0.5, rigor="verified", plan=value),
        lambda: charts.sparkline(((DAY, value),), rigor="verified"),
        lambda: charts.sparkline(((DAY, 1),), rigor="verified", target=value),
        lambda: charts.stack([(value, "verified")]),
        lambda: charts.rung_fill(value),
        lambda: charts.columns([charts.Column("a", value, "")]),
        lambda: charts.columns([charts.Column("a", 1, "", value)]),
    ]
    for draw in tries:
        with pytest.raises(ValueError, match="draw finite numbers"):
            draw()


@given(st.decimals(min_value=-3, max_value=3, places=4))
def test_a_decimal_draws_the_same_bytes_as_its_float(value: Decimal) -> None:
    assert charts.bullet(value, rigor="reported") == charts.bullet(float(value), rigor="reported")


@given(st.lists(st.tuples(amounts, rigors), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_change_a_stack(parts: list[tuple[float, str]], chance: object) -> None:
    shuffled = list(parts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert charts.stack(shuffled) == charts.stack(parts)


def test_a_stack_runs_from_the_strongest_proof_to_the_weakest() -> None:
    chart = charts.stack([(1, "unsourced"), (1, "reported"), (2, "verified"), (1, "corroborated")])
    drawn = [node.attrib["class"] for node in tree(chart).iter("rect")]
    assert drawn == ["v-verified", "v-corroborated", "v-reported", "v-unsourced"]


def test_a_stack_of_nothing_is_empty_dashes_and_never_a_full_bar() -> None:
    assert [node.get("class") for node in tree(charts.stack([(0, "verified")])).iter("rect")] == ["v-none"]


def test_a_negative_amount_is_no_part_of_a_sum() -> None:
    with pytest.raises(ValueError, match="below zero"):
        charts.stack([(-1, "verified")])


def test_a_missing_reading_breaks_the_line_instead_of_falling_to_zero() -> None:
    chart = charts.sparkline(((DAY, 5), (DAY + 1, 6), (DAY + 2, None), (DAY + 3, 7), (DAY + 4, 8)), rigor="measured")
    assert len(list(tree(chart).iter("polyline"))) == 2


def test_readings_stand_at_their_days_whatever_order_they_come_in() -> None:
    course = ((DAY, 1), (DAY + 1, 2), (DAY + 10, 3))
    chart = charts.sparkline(course, rigor="measured")
    points = next(tree(chart).iter("polyline")).attrib["points"].split()
    assert [point.split(",")[0] for point in points] == ["0", "10", "100"]
    assert charts.sparkline(course[::-1], rigor="measured") == chart


def test_a_sparkline_without_any_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="waiting bar"):
        charts.sparkline(((DAY, None),), rigor="measured")


def test_what_is_only_claimed_is_hatched_beyond_what_is_proven() -> None:
    chart = charts.rung_fill(0.5, 0.75)
    assert width(chart, "v-verified") == 50
    assert width(chart, "v-reported") == 25
    assert bar(charts.rung_fill(0.5, 0.5), "v-reported") is None


def test_the_share_of_a_rung_lies_between_none_and_all() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        charts.rung_fill(1.01)


def test_each_rigor_has_a_texture_and_a_sign_of_its_own() -> None:
    def outline(rigor: str) -> str:
        return str(marks.rigor_mark(rigor)).replace(rigor, "")

    assert len({str(charts.rigor_swatch(rigor)) for rigor in marks.RIGORS}) == len(marks.RIGORS) == 7
    assert len({outline(rigor) for rigor in marks.RIGORS}) == 7


def test_each_status_has_a_shape_of_its_own_and_none_is_a_rigors() -> None:
    def shape(drawing: Markup) -> tuple[tuple[str, ...], ...]:
        kept = ("d", "cx", "x", "width", "height", "class")
        return tuple(tuple(node.get(name, "") for name in kept) for node in list(tree(drawing).iter())[1:])

    signs = {status: shape(marks.status_mark(status)) for status in marks.STATUSES}
    assert len(set(signs.values())) == len(marks.STATUSES) == 11
    assert not any(node.tag == "circle" for status in marks.STATUSES for node in tree(marks.status_mark(status)).iter())


def test_hyphens_and_underscores_name_the_same_status() -> None:
    assert marks.status_mark("in_progress") == marks.status_mark("in-progress")


@pytest.mark.parametrize(("draw", "name"), [(marks.rigor_mark, "certain"), (marks.status_mark, "done")])
def test_an_unknown_word_is_refused_with_the_words_that_are_known(draw: Callable[[str], Markup], name: str) -> None:
    with pytest.raises(ValueError, match="use one of"):
        draw(name)


@given(every_chart)
def test_whatever_a_chart_refers_to_is_defined_once_on_the_page(chart: Markup) -> None:
    defined = [node.attrib["id"] for node in tree(marks.PATTERNS).iter() if node.get("id")]
    wanted = re.findall(r'(?:url\(|href=")#([\w-]+)', str(chart))
    assert len(defined) == len(set(defined))
    assert set(wanted) <= set(defined)


def test_a_chart_with_links_is_a_group_and_one_without_is_a_picture() -> None:
    plain = [charts.Lane("Growth", [charts.Promise("Claims", "delayed", DAY, DAY + 48)])]
    assert tree(charts.slip_timeline(a_lane, today=DAY, title="t", desc="d")).get("role") == "group"
    assert tree(charts.slip_timeline(plain, today=DAY, title="t", desc="d")).get("role") == "img"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " javascript:x", "data:text/html,x", "vbscript:x", "java\nscript:x"]
)
def test_an_address_that_could_run_a_script_is_refused(href: str) -> None:
    lane = charts.Lane("Growth", [charts.Promise("Claims", "delayed", DAY, DAY, href)])
    with pytest.raises(ValueError, match="no page address"):
        charts.slip_timeline([lane], today=DAY)


def test_an_address_cannot_end_its_attribute() -> None:
    href = 'a.html" onclick="alert(1)'
    lane = charts.Lane("Growth", [charts.Promise("Claims", "delayed", DAY, DAY, href)])
    link = next(tree(charts.slip_timeline([lane], today=DAY)).iter("a"))
    assert link.attrib == {"href": href}


def test_a_slip_is_drawn_from_the_first_promise_to_the_day_it_is_now() -> None:
    moved = charts.slip_timeline([charts.Lane("", [charts.Promise("a", "delayed", 0, 50)])], today=100)
    line = next(node for node in tree(moved).iter("line") if "v-slip" in node.attrib["class"])
    assert (line.get("x1"), line.get("x2")) == ("2%", "50%")
    assert "v-slip--closed" in line.attrib["class"]


def test_a_past_promise_without_a_new_day_stays_open_up_to_today() -> None:
    chart = charts.slip_timeline([charts.Lane("", [charts.Promise("a", "missed", 0, None)])], today=100)
    line = next(node for node in tree(chart).iter("line") if "v-slip" in node.attrib["class"])
    assert (line.get("x1"), line.get("x2")) == ("2%", "98%")
    assert "v-slip--open" in line.attrib["class"]


def test_a_promise_that_is_kept_on_its_day_shows_no_slip() -> None:
    kept = charts.slip_timeline([charts.Lane("", [charts.Promise("a", "achieved", 10, 10)])], today=100)
    ahead = charts.slip_timeline([charts.Lane("", [charts.Promise("a", "in-progress", 200, None)])], today=100)
    assert "v-slip" not in kept
    assert "v-slip" not in ahead


@given(now=st.integers(0, 100), letters=st.integers(1, 50))
def test_a_name_on_the_timeline_stands_beside_its_sign_or_right_above_it_on_every_width(now: int, letters: int) -> None:
    lane = charts.Lane("", [charts.Promise("m" * letters, "achieved", now, now)])
    drawn = tree(charts.slip_timeline([lane], today=100, ticks=[charts.Tick(0)]))
    name = next(text for text in drawn.iter("text") if text.text == "m" * letters)
    for wide in (330.0, 1130.0):
        at = float(name.get("x", "").rstrip("%")) * wide / 100 + float(name.get("dx", "0"))
        left = at - letters * 6.2 if name.get("text-anchor") == "end" else at
        sign = (2 + now * 0.96) * wide / 100
        assert left - 15 <= sign <= left + letters * 6.2 + 15
        assert left >= -1
        assert left + letters * 6.2 <= wide + 1


def test_a_promise_without_any_day_cannot_stand_on_a_timeline() -> None:
    with pytest.raises(ValueError, match="has no day"):
        charts.slip_timeline([charts.Lane("", [charts.Promise("a", "delayed", None, None)])], today=1)


@given(words)
def test_a_name_on_the_timeline_is_never_cut(name: str) -> None:
    lane = charts.Lane("", [charts.Promise(name, "achieved", 50, 50)])
    shown = "".join(texts(charts.slip_timeline([lane], today=100)))
    assert "".join(shown.split()) == "".join(name.split())


@given(
    st.lists(a_column, min_size=1, max_size=6).filter(
        lambda cols: any(max(c.value, c.before or 0) > 1e-12 for c in cols)
    )
)
def test_the_highest_column_or_line_fills_the_height(cols: list[charts.Column]) -> None:
    nodes = list(tree(charts.columns(cols)).iter())
    tops = [float(node.attrib["y"]) for node in nodes if node.get("class") == "v-column"]
    lines = [float(node.attrib["y1"]) for node in nodes if node.get("class") == "v-before"]
    assert min(tops + lines) == pytest.approx(8, abs=0.011)


def test_a_column_without_an_earlier_value_has_no_line() -> None:
    assert "v-before" not in charts.columns([charts.Column("a", 1, "1")])


def test_a_mini_ladder_has_one_step_for_each_rung_and_they_rise() -> None:
    chart = charts.mini_ladder(["proven", "current", "claimed", "open", "none"])
    heights = [float(node.attrib["height"]) for node in tree(chart).iter("rect")]
    assert len(heights) == 5
    assert heights == sorted(heights)


def test_an_unknown_state_of_a_rung_is_refused() -> None:
    with pytest.raises(ValueError, match="no state of a rung"):
        charts.mini_ladder(["green"])
