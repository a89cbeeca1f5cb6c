"""The search finds what a reader sees: each section under its heading, words parted as they are on the page."""

from __future__ import annotations

import json

from hypothesis import given, strategies as st
from markupsafe import Markup

from vpl_core.site.finished import Heading, SitePage
from vpl_core.site.fragment import Fragment, read
from vpl_core.site.search_text import Entry, entries, index_file


def found(body: str, *headings: Heading, title: str = "Start") -> list[Entry]:
    fragment = read(body)
    assert isinstance(fragment, Fragment)
    return entries(SitePage("index", title, Markup(body), headings), fragment)


def texts(body: str, *headings: Heading) -> list[str]:
    return [entry["text"] for entry in found(body, *headings)]


def test_a_page_begins_under_its_title_and_goes_on_under_its_headings():
    body = '<h1 id="h">Proof</h1><p>First.</p><section><h2 id="a">A</h2><p>Second.</p></section><p>Third.</p>'
    assert found(body, Heading(1, "h", "Proof"), Heading(2, "a", "A & B")) == [
        {"location": "index.html", "title": "Start", "text": "<p>Proof</p><p>First.</p>"},
        {"location": "index.html#a", "title": "A &amp; B", "text": "<p>Second.</p><p>Third.</p>"},
    ]


def test_letters_stand_in_the_index_as_they_are_and_half_a_letter_as_a_page_prints_it():
    index = index_file({"lang": ["ja"]}, found("<p>証明済み \ud800</p>", title="証明"))
    assert "証明済み".encode() in index
    assert json.loads(index)["docs"] == [
        {"location": "index.html", "title": "証明", "text": "<p>証明済み &#55296;</p>"}
    ]


def test_a_heading_that_is_not_listed_is_text():
    assert texts('<h2 id="a">A</h2><p>x</p><h3>B</h3>') == ["<p>A</p><p>x</p><p>B</p>"]


def test_cells_are_parted_and_rows_are_paragraphs():
    row = "<tr><th>Hours</th><td>12</td><td><b>3</b></td></tr>"
    assert texts(f"<table><tbody>{row}{row}</tbody></table>") == ["<p>Hours 12 3</p><p>Hours 12 3</p>"]


def test_words_in_neighbouring_elements_do_not_grow_together():
    assert texts("<p><b>Name</b><span>what</span><span>next</span></p>") == ["<p>Name what next</p>"]
    assert texts("<p>one<br>two</p>") == ["<p>one two</p>"]
    assert texts("<dl><dt>a</dt><dd>b</dd></dl>") == ["<p>a</p><p>b</p>"]


def test_a_word_with_an_emphasised_part_stays_one_word():
    assert texts("<p>un<em>proven</em>, CO<sub>2</sub></p>") == ["<p>unproven, CO2</p>"]


def test_spaces_and_line_breaks_become_one_space():
    assert texts("<p>\n  a\n\tb  c </p>\n \n") == ["<p>a b c</p>"]


def test_drawings_and_excluded_parts_are_left_out_with_all_that_is_in_them():
    body = (
        '<p>a</p><figure data-search-exclude="true"><figcaption>b</figcaption>'
        "<figure><p>c</p></figure><p>d</p></figure><p>e<svg><title>f</title><text>g</text></svg>h</p><p>i</p>"
    )
    assert texts(body) == ["<p>a</p><p>e h</p><p>i</p>"]


def test_a_heading_in_an_excluded_part_begins_no_section():
    body = '<div data-search-exclude="x"><h2 id="a">A</h2></div><p>b</p>'
    assert texts(body, Heading(2, "a", "A")) == ["<p>b</p>"]


def test_what_is_left_out_may_go_on_below_a_heading():
    body = (
        '<p>a</p>\n<div data-search-exclude="x"><p>b</p>\n<h2 id="b">B</h2>\n<p>c</p>\n<h2>C</h2></div>\nd\n'
        '<h2 id="e">E</h2><p>f</p>\n<h2>G</h2>\n<p>h</p>'
    )
    assert texts(body, Heading(2, "b", "B"), Heading(2, "e", "E")) == ["<p>a</p><p>d</p>", "<p>f</p><p>G</p><p>h</p>"]


def test_letters_with_a_meaning_in_html_stay_escaped():
    body = "<p>a &lt;script&gt; &amp; &#34;b&#34; &#39;c&#39; &amp;lt;</p>"
    assert texts(body) == ["<p>a &lt;script&gt; &amp; \"b\" 'c' &amp;lt;</p>"]
    assert found("", title="<b>")[0]["title"] == "&lt;b&gt;"


def test_an_empty_page_can_still_be_found_by_its_title():
    assert found("") == [{"location": "index.html", "title": "Start", "text": ""}]


def test_text_after_the_last_tag_is_found():
    assert texts("<p>a</p>b") == ["<p>a</p><p>b</p>"]


BREAKS = st.lists(st.sampled_from([" ", "\n", " \n"]), min_size=8, max_size=8)
LINES = (
    '<h1 id="h">Proof</h1>',
    "<p>a",
    "<b>b</b> &amp;",
    'c</p><figure data-search-exclude="true">',
    "<b>not</b></figure>d",
    '<svg><text>not</text></svg> <h2 id="a">A',
    "B</h2><p>e</p>",
    "f<p>g</p>",
    "h",
)


@given(BREAKS)
def test_where_the_lines_of_a_page_end_changes_nothing_of_what_is_found(breaks):
    body = "".join(line + gap for line, gap in zip(LINES, [*breaks, ""], strict=True))
    assert found(body, Heading(1, "h", "Proof"), Heading(2, "a", "A B")) == [
        {"location": "index.html", "title": "Start", "text": "<p>Proof</p><p>a b &amp; c</p><p>d</p>"},
        {"location": "index.html#a", "title": "A B", "text": "<p>e</p><p>f</p><p>g</p><p>h</p>"},
    ]
