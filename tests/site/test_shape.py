"""Whatever is put into a shape becomes inert text, unless it is finished markup."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, strategies as st
from markupsafe import Markup

from vpl_core.model.outcomes import Rigor
from vpl_core.site.finished import Heading
from vpl_core.site.pages import headings_in
from vpl_core.site.shape import around, shape

HOSTILE = st.text(alphabet="<>&'\"{}ab;/ ", max_size=12)
SHAPE = shape('<p id="{id}">{words}</p>')


@given(HOSTILE, HOSTILE)
def test_a_text_that_is_put_in_comes_out_as_the_same_text_and_nothing_else(id_, words):
    for made in (SHAPE(id=id_, words=words), SHAPE(id_, words), SHAPE(id=id_, words=[words])):
        inner = made.removeprefix('<p id="').removesuffix("</p>")
        told = inner.split('">', 1)
        assert [unescape(part) for part in told] == [id_, words]
        assert not set("<>'\"") & set("".join(told))


@given(HOSTILE)
def test_the_same_letters_are_escaped_as_text_and_kept_as_markup_whichever_came_first(words):
    bold = Markup("<b>{}</b>").format(words)
    for content in (bold, str(bold), bold):
        assert (str(bold) in SHAPE(id="a", words=content)) == isinstance(content, Markup)
        assert (str(bold) in SHAPE(id="a", words=[content])) == isinstance(content, Markup)


def test_a_shape_is_markup_and_so_fits_into_another():
    inner = shape("<b>{words}</b>")(words="R & D")
    assert SHAPE(id="a", words=[inner, " & ", inner]) == ('<p id="a"><b>R &amp; D</b> &amp; <b>R &amp; D</b></p>')


def test_numbers_and_members_of_a_set_are_told_as_text():
    assert SHAPE(id=3, words=Rigor.VERIFIED) == '<p id="3">verified</p>'


def test_a_place_that_is_left_empty_is_an_error():
    with pytest.raises(TypeError, match="words"):
        SHAPE(id="a")


def test_a_place_of_another_name_is_an_error():
    with pytest.raises(TypeError, match="wrods"):
        SHAPE(id="a", words="b", wrods="c")


def test_a_name_that_stands_twice_is_filled_twice_with_one_argument():
    twice = shape("{name} and {other}, {name} again")
    assert twice("R & D", "<b>") == twice(other="<b>", name="R & D") == "R &amp; D and &lt;b&gt;, R &amp; D again"


def test_quotes_and_braces_of_our_own_html_stay_as_they_are():
    html = """<p title='a "b" \\n {Name} {0} {{'>%s {words}</p>"""
    assert shape(html)(words="c") == html.replace("{words}", "c")
    assert shape(Markup("<b>whole</b>"))() == Markup("<b>whole</b>")


def test_what_stands_around_pieces_has_a_place_between_every_two_of_them_and_takes_no_more_and_no_less():
    row = around("<tr><th>", "</th><td>", "</td></tr>")
    assert row("R & D", Markup("<b>3</b>")) == "<tr><th>R &amp; D</th><td><b>3</b></td></tr>"
    for contents in (["one"], ["one", "two", "three"]):
        with pytest.raises(TypeError):
            row(*contents)


@given(st.lists(st.tuples(st.sampled_from("123"), HOSTILE, st.booleans())))
def test_the_headings_of_a_page_are_those_of_the_first_two_levels_with_an_id_as_plain_text(given_headings):
    heading = shape(
        '<header><p>{before}</p></header><h{level} class="vpl-h"{id}>{title} <small>&amp;</small></h{level}>'
    )
    body = Markup().join(
        heading(before=title, level=level, id=Markup(f' id="part-{number}"') if named else "", title=title)
        for number, (level, title, named) in enumerate(given_headings)
    )
    told = [
        Heading(int(level), f"part-{number}", " ".join(f"{title} &".split()))
        for number, (level, title, named) in enumerate(given_headings)
        if named and level in "12"
    ]
    assert [*headings_in(body)] == told
