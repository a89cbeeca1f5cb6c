"""The gate lets finished pages through and nothing that could act, fetch or break out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, strategies as st

from vpl_core.site.fragment import VOID
from vpl_core.site.gate import ATTRIBUTES, DRAWING_ELEMENTS, PAINTS, TEXT_ELEMENTS, Passed, examine
from vpl_core.site.marks import PATTERNS

HARMLESS = [
    "",
    "plain text, a > b, &amp; more &#39;quoted&#39;",
    '<h2 id="hours">Hours</h2><p class="lead">12&nbsp;h<br>a week<br/>or so</p>',
    '<a href="https://example.com/a?b=1&amp;c=2#d" rel="noopener">out</a>',
    '<a href="https://example.com:8443">port</a><a href="mailto:ann@example.com">mail</a>',
    '<a href="#hours">here</a><a href="../index.html#a">up</a><a href="ladder.html">ladder</a>',
    '<img src="assets/vpl/mark.svg" alt="">',
    '<input type="search" data-filter="t"><button type="button" data-sort>Sort</button>',
    '<details open><summary>More</summary><table><tr><td colspan="2">x</td></tr></table></details>',
    '<ul data-x=\'{"a": "b"}\'><li aria-current="step">one</li></ul>',
    '<svg viewBox="0 0 9 9" role="img"><title>T &lt;b&gt;</title><desc>D</desc><path d="M0 0" fill="url(#v-measured)"/>'
    '<a href="#m"><text x="1%" y="2" text-anchor="end">t</text></a><use href="#v-at-achieved" x="1"/></svg>',
    '<svg><rect fill="var(--vpl-proof)" stroke="#0b6e5f" width="1" height="1"/><svg x="1"><g/></svg></svg>',
    str(PATTERNS),
]

HARMFUL = [
    # what acts
    "<script>alert(1)</script>",
    '<script type="application/json">{}</script>',
    '<div onclick="alert(1)">x</div>',
    '<div ONCLICK="alert(1)">x</div>',
    '<svg onload="x"></svg>',
    "<svg><script>alert(1)</script></svg>",
    '<svg><animate attributeName="href" to="javascript:alert(1)"/></svg>',
    '<svg><set attributeName="onclick" to="alert(1)"/></svg>',
    "<svg><foreignObject><p>x</p></foreignObject></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="&#x6a&#x61vascript&colon;alert(1)">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<svg><a href="javascript:alert(1)">x</a></svg>',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    # what calls or leads elsewhere without https
    '<a href="http://example.com">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="/absolute.html">x</a>',
    '<a href="\\\\evil.example">x</a>',
    '<a href="https:evil.example">x</a>',
    '<a href="https://user@evil.example">x</a>',
    '<a href="https://evil.example\\@good.example">x</a>',
    '<a href="https://evil.example/a b">x</a>',
    '<a href="ftp://example.com">x</a>',
    '<a href="">x</a>',
    '<a href="#">x</a>',
    "<a href>x</a>",
    '<a href="#a" ping="https://evil.example">x</a>',
    '<img src="https://evil.example/x.png" alt="">',
    '<img src="data:image/png;base64,AA" alt="">',
    '<img src="a.png" srcset="https://evil.example/x 2x" alt="">',
    '<svg><use href="https://evil.example/x.svg#a"/></svg>',
    '<svg><use href="other.svg#a"/></svg>',
    '<svg><image href="https://evil.example/x.png"/></svg>',
    '<svg><rect fill="url(https://evil.example/x)"/></svg>',
    '<svg><rect fill="u\\72l(https://evil.example/x)"/></svg>',
    '<svg><rect mask="url(//evil.example#m)"/></svg>',
    '<p style="background:url(https://evil.example)">x</p>',
    '<p style="color:red">x</p>',
    '<p background="https://evil.example">x</p>',
    '<pre class="mermaid">graph</pre>',
    '<pre class="a MERM&#65;ID">graph</pre>',
    # what does not belong into a body
    "<style>p{}</style>",
    '<link rel="stylesheet" href="x.css">',
    '<base href="https://evil.example">',
    '<meta http-equiv="refresh" content="0">',
    '<iframe src="index.html"></iframe>',
    '<object data="x"></object>',
    '<embed src="x">',
    '<form action="x"></form>',
    '<input type="password">',
    "<input>",
    "<button>Send</button>",
    '<button type="button" formaction="x">Send</button>',
    "<textarea>x</textarea>",
    "<title>x</title>",
    "<math>x</math>",
    "<template>x</template>",
    "<noscript>x</noscript>",
    "<plaintext>x",
    "<custom-element>x</custom-element>",
    '<p is="x">x</p>',
    '<p nonce="x">x</p>',
    '<p srcdoc="x">x</p>',
    # what would reach into the theme
    '<p id="__search">x</p>',
    '<p id="__config">x</p>',
    '<p id="">x</p>',
    '<p name="location">x</p>',
    '<div data-md-component="search">x</div>',
    "</div>",
    "</article><p>x</p>",
    "<div>",
    "<div><p>x</div></p>",
    "<p>x</p></p>",
    "<div/>",
    # what a parser has to guess
    "a < b",
    "a <b",
    "<",
    "<!-- comment -->",
    "<!doctype html>",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "<p class=lead>x</p>",
    '<p class="a"id="b">x</p>',
    '<p class="a" class="b">x</p>',
    '<p class = "a">x</p>',
    '<p/class="a">x</p>',
    '<p title="a>b">x</p>',
    '<p title="a<b">x</p>',
    "<p title=`a`>x</p>",
    '<p title="a>x</p>',
    '</p class="a">',
    '<p\x0cclass="a">x</p>',
    "<svg><title><b>x</b></title></svg>",
    "<svg><p>x</p></svg>",
    "<svg><desc><svg></svg></desc></svg>",
    '<path d="M0 0"/>',
    '<p id="a">x</p><p id="a">y</p>',
]


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple((name, value or "") for name, value in attrs)))

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


@pytest.mark.parametrize("html", HARMLESS)
def test_a_finished_page_passes(html):
    assert isinstance(examine(html, "index.html"), Passed), examine(html, "index.html")


@pytest.mark.parametrize("html", HARMFUL)
def test_whatever_could_act_fetch_or_break_out_is_refused(html):
    assert isinstance(examine(html, "index.html"), list)
    assert isinstance(examine(f"<section><p>before</p>{html}<p>after</p></section>", "index.html"), list)


def test_a_refusal_names_the_page_the_line_and_the_finding():
    found = examine('<p>one</p>\n<p>two</p>\n\n<p onclick="x">three</p>\n<b id="__x">four</b>', "ladder.html")
    assert isinstance(found, list)
    assert [(problem.path, problem.line) for problem in found] == [("ladder.html", 4), ("ladder.html", 5)]
    assert "onclick" in found[0].message
    assert "__x" in found[1].message


def test_a_finding_below_headings_names_its_line():
    found = examine('<h1>a</h1>\n<h2>b</h2>\n<p>c</p>\n<h2>d</h2>\n\n<p>e</p><p onclick="x">f</p>', "ladder.html")
    assert isinstance(found, list)
    assert [problem.line for problem in found] == [6]


def test_what_a_page_holds_and_points_to_is_known():
    passed = examine(
        '<h2 id="a">A</h2>\n<a href="#b">b</a><a href="https://example.com">x</a>\n'
        '<svg><rect id="c" fill="url(#d)"/></svg><a href="x.html#y">y</a>',
        "index.html",
    )
    assert isinstance(passed, Passed)
    assert passed.ids == {"a", "c"}
    assert [(target, passed.fragment.line(n)) for n, target in passed.references] == [
        ("#b", 2),
        ("#d", 3),
        ("x.html#y", 3),
    ]


NAMES = st.sampled_from(
    sorted(TEXT_ELEMENTS | DRAWING_ELEMENTS) + ["script", "iframe", "style", "title", "svg", "a"] * 4
)
ODD = st.sampled_from(
    ["<", ">", '"', "'", "/", "=", "&lt;", "&", "\\", "\n", "\x00", "<!--", "-->", "<![CDATA[", "`", " "]
)
VALUES = st.lists(
    st.sampled_from(["#a", "x", "javascript:", "https://e.example", "url(#a)", "&#58;", " "]) | ODD, max_size=3
)
MARKS = st.sampled_from(
    [*sorted(ATTRIBUTES)[::7], *sorted(PAINTS), "href", "src", "onload", "style", "id", "xlink:href"]
)
ATTRIBUTE = st.builds(
    lambda name, value, quote: f" {name}={quote}{''.join(value)}{quote}", MARKS, VALUES, st.sampled_from(['"', "'", ""])
)
TAG = st.builds(lambda name, marks: f"<{name}{''.join(marks)}>", NAMES, st.lists(ATTRIBUTE, max_size=2))
END = st.builds(lambda name: f"</{name}>", NAMES)
PIECES = st.lists(TAG | END | ODD | st.just("text"), max_size=6)


def closed(name: str, marks: list[str], html: str) -> str:
    return f"<{name}{''.join(marks)}>{html}</{name}>"


CLOSED = st.recursive(
    st.just("text") | st.builds("".join, PIECES),
    lambda inner: st.builds(closed, NAMES, st.lists(ATTRIBUTE, max_size=2), inner),
    max_leaves=6,
)


@given(st.lists(CLOSED, min_size=2, max_size=4))
def test_a_heading_on_a_line_of_its_own_changes_no_verdict(pieces):
    inner = [f"{between}<h2>x</h2>".join(pieces) for between in ("\n", " ")]
    apart, together = (verdict(f"<section>{html}</section>") for html in inner)
    assert apart == together


@given(CLOSED)
def test_what_passes_is_read_alike_by_a_parser_that_mends_html(html):
    passed = examine(html, "index.html")
    if isinstance(passed, Passed):
        seen = Elements(html)
        tags = [tag for part in passed.fragment.stretches for tag in part.form.tags]
        ours = [(tag.name, tuple(tag.attributes.items())) for tag in tags if not tag.closes]
        assert seen.found == ours
        assert not seen.other
        assert all(name in TEXT_ELEMENTS | DRAWING_ELEMENTS for name, _ in seen.found)
        assert not [name for _, marks in seen.found for name, _ in marks if name.startswith("on") or name == "style"]
        assert sum(tag.opens - tag.closes for tag in tags) == 0
        assert not [tag for tag in tags if tag.opens and tag.name in VOID]


BETWEEN_TAGS = re.compile(r"(?<=>)(?=<)")


def verdict(html: str) -> object:
    """What is known of a page that passes; of several faults another may be told first."""
    found = examine(html, "index.html")
    return (found.ids, [target for _, target in found.references]) if isinstance(found, Passed) else "refused"


@given(CLOSED)
@example("<svg><desc>a</desc><path/><title>b</title></svg><p>x</p><path/>")
@example('<svg><title>a</title><g id="a"/></svg><p id="a">x</p>')
@example("<svg><p>x</p></svg>")
@example("<div><svg><g></g></div></svg>")
def test_where_the_lines_of_a_page_end_changes_nothing_of_what_passes(html):
    assert verdict(BETWEEN_TAGS.sub("\n", html)) == verdict(html)


@given(CLOSED)
@example('<p class="5">x</p><svg width="5"><title>a</title><rect fill="5" x="1.5%"/></svg>')
@example('<p id="5">x</p>')
@example('<a href="5">x</a><i aria-label="y" title="z">x</i>')
@example('<input type="5"><b title="=" onclick="5">x</b>')
@example('<b title="label=" class="mermaid">x</b><b title="x="5">y</b>')
def test_what_is_written_in_labels_and_numbers_changes_no_verdict_and_what_decides_is_never_left_out(html):
    # Between single quotes nothing is taken out of a tag before it is judged.
    assert verdict(html) == verdict(html.replace('="', "='").replace('"', "'")) or "'" in html


def test_an_element_that_is_closed_on_a_later_line_is_followed_there():
    drawing = '<svg role="img"><title>one\ntwo</title><path d="M0 0"/>\n</svg>'
    assert isinstance(examine(f"<p>{drawing}</p>", "index.html"), Passed)
    for lost in (f"{drawing}<path/>", "<svg><title>a\nb<path/></title></svg>", "<p>a\n</div>", "<p>\n<b>\n</p></b>"):
        assert isinstance(examine(lost, "index.html"), list)
        assert isinstance(examine(f"<p>before</p>\n{lost}", "index.html"), list)


def test_a_tag_may_go_over_the_end_of_a_line():
    found = examine('<p title="a\nb"\nid="c">x</p>\n<b\nonclick="x">y</b><i id="__x">z</i>', "index.html")
    assert isinstance(found, list)
    assert [problem.line for problem in found] == [4, 5]
