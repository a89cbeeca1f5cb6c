"""A logo can do nothing but be seen: what is not known to be inert is refused, with its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from vpl_core.site.logo import DEEPEST, FOLLOWS, LARGEST, UnusableLogo, logo_of

SVG = "http://www.w3.org/2000/svg"


def drawn(inside: str, head: str = "", attributes: str = 'viewBox="0 0 24 24"') -> bytes:
    return f'{head}<svg xmlns="{SVG}" {attributes}>\n{inside}\n</svg>'.encode()


def refusals(raw: bytes) -> list[tuple[int, str]]:
    with pytest.raises(UnusableLogo) as refused:
        logo_of(raw, "logo.svg")
    assert all(problem.path == "logo.svg" and problem.next_step for problem in refused.value.problems)
    return [(problem.line, problem.message) for problem in refused.value.problems]


HOSTILE = {
    "a script": ("<script>alert(1)</script>", "<script> has no place"),
    "a script of another namespace": ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>', "<script>"),
    "a foreign object": ("<foreignObject><p>x</p></foreignObject>", "<foreignObject> has no place"),
    "a style sheet": ("<style>@import url(//x)</style>", "<style> has no place"),
    "a style": ('<path d="M0 0" style="fill:red"/>', "style= on <path>"),
    "an event": ('<path d="M0 0" onload="x()"/>', "onload= on <path>"),
    "an event in capitals": ('<path d="M0 0" ONLOAD="x()"/>', "ONLOAD= on <path>"),
    "a link": ('<a href="https://x.example"><path d="M0 0"/></a>', "<a> has no place"),
    "a picture": ('<image href="data:image/png;base64,AA=="/>', "<image> has no place"),
    "a reference": ('<use href="#a"/>', "<use> has no place"),
    "an outside address": ('<path d="M0 0" fill="url(https://x.example/#a)"/>', "fill='url(https://x.example/#a)'"),
    "an old link": (
        '<path xmlns:l="http://www.w3.org/1999/xlink" l:href="//x" d="M0 0"/>',
        "href= on <path> has no place",
    ),
    "an animation": ('<path d="M0 0"><set attributeName="onclick" to="x()"/></path>', "<set> has no place"),
    "a filter": ('<filter id="f"/>', "<filter> has no place"),
    "letters": ("<text>Tessaly</text>", "<text> has no place"),
    "a gradient": ("<defs><linearGradient/></defs>", "<linearGradient> has no place"),
    "a hidden shape": ('<defs><path d="M0 0"/></defs>', "<path> inside <defs>"),
    "a drawing in a drawing": ('<svg><path d="M0 0"/></svg>', "<svg> has no place"),
    "a template": ('<path d="M0 0{{7*7}}"/>', "d='M0 0{{7*7}}' is not"),
    "a colour that closes the attribute": ("<path d='M0 0' fill='\"&gt;'/>", "fill='\">' is not"),
    "a style sheet by instruction": ('<?xml-stylesheet href="//x"?><path d="M0 0"/>', "<?xml-stylesheet?>"),
}


@pytest.mark.parametrize("inside, said", HOSTILE.values(), ids=list(HOSTILE))
def test_what_could_do_anything_is_refused_where_it_stands(inside, said):
    found = refusals(drawn(f'<rect width="4" height="4"/>\n{inside}'))
    assert next((line, said in message) for line, message in found) == (3, True)


def test_a_document_type_is_refused_before_its_entities_are_read():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">\n<!ENTITY f SYSTEM "file:///etc/passwd">]>\n'
    [(line, message)] = refusals(drawn("<text>&f;</text>", head=bomb))
    assert line == 1 and "document type" in message


@pytest.mark.parametrize(
    "raw, said",
    [
        (b"", "no element found"),
        (b"not a drawing", "syntax error"),
        (b"\xff\xfe<\x00", "unclosed token"),
        (drawn('<path d="M0 0"'), "not well-formed"),
        (drawn("&later;"), "undefined entity"),
        (b"<html><body/></html>", "<html> stands where"),
        (b"<svg><path d='M0 0'/></svg>", "<svg> stands where"),
        (drawn("", attributes='viewBox="0 0 24 24"'), "nothing is drawn"),
        (drawn('<path fill="none" d="M0 0"/>'), "nothing is drawn"),
        (drawn('<path d="M0 0"/>', attributes=""), "does not say how large"),
        (drawn('<path d="M0 0"/>', attributes='viewBox="0 0 0 24"'), "does not say how large"),
        (drawn('<path d="M0 0"/>', attributes='viewBox="0 0 1e999 24"'), "does not say how large"),
        (drawn("<g>" * DEEPEST + "</g>" * DEEPEST), "deep"),
        (b" " * (LARGEST + 1), "bytes"),
    ],
)
def test_what_is_no_drawing_is_refused(raw, said):
    assert said in refusals(raw)[0][1]


def test_all_that_is_wrong_is_told_at_once_and_each_kind_once():
    inside = '<path d="M0 0" style="a"/>\n<path d="M0 0" style="b"/>\n<text>a</text>'
    assert [line for line, _ in refusals(drawn(inside))] == [2, 4]


def test_what_a_drawing_program_writes_for_itself_is_left_out():
    made = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- drawn by hand -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 width="48px" height="24" version="1.1" id="svg1" inkscape:version="1.3" xml:space="preserve">
 <title>Tessaly</title><metadata><rdf:RDF><rdf:li onload="x()">secret</rdf:li></rdf:RDF></metadata>
 <sodipodi:namedview pagecolor="#fff"><inkscape:grid id="g"/></sodipodi:namedview><defs id="defs1"/>
 <g id="layer1" inkscape:label="Layer 1" transform="translate(2 3)"><path class="a" fill="#ABC" d="M0 0h4"/></g>
</svg>"""
    logo = logo_of(made.encode(), "logo.svg")
    assert logo.view_box == "0 0 48 24"
    assert logo.shapes == '<g><g transform="translate(2 3)"><path fill="#ABC" d="M0 0h4"/></g></g>'
    assert logo.colours == {"#aabbcc"}


def test_what_has_no_colour_of_its_own_follows_the_accent():
    logo = logo_of(drawn('<g fill="white"><path d="M0 0"/></g><path d="M1 1" stroke="#010203"/>'), "logo.svg")
    assert logo.colours == {"#ffffff", FOLLOWS, "#010203"}
    assert FOLLOWS not in logo_of(drawn('<path d="M0 0"/>'), "logo.svg").standing_alone("#123456")


SCRAPS = st.sampled_from(
    [
        *("<g>", "</g>", "<path d='M0 0h9'/>", "<rect width='1' height='1'/>", "<circle r='2'/>", "<style/>"),
        *("<script>x()</script>", "<g onload='x()'/>", "<g style='a'/>", "<use href='#x'/>", "<g fill='url(#a)'/>"),
        *("<![CDATA[<script>]]>", "<!--x-->", "&lt;script&gt;", "&#60;", "é", "<g fill='#fff'>", "<g fill='\"&gt;'/>"),
    ]
)
SAFE = re.compile(
    r'<g( (fill|stroke|transform)="[^"<>{}]*")*>|</g>|<(path|rect|circle)( [a-z-]+="[-+.,0-9a-zA-Z#%() ]*")*/>'
)


@given(st.lists(SCRAPS, max_size=8).map(" ".join))
def test_whatever_is_accepted_is_put_together_from_known_elements_alone(inside):
    try:
        logo = logo_of(drawn(inside), "logo.svg")
    except UnusableLogo:
        return
    assert SAFE.sub("", logo.shapes) == ""
    assert not re.search(r"script|onload|style|href|url", logo.inline("a") + logo.standing_alone("#000000"))
