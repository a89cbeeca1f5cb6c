"""Whatever a customer is called, the name is text: in the head, in the navigation, in attributes, in the search."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from vpl_core.site.shell import HOSTILE

PAYLOADS = [
    HOSTILE,
    '</title><script>alert(1)</script> & "Q"',
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus=alert(1) autofocus '",
    "` onclick=alert(1) `",
    "</script><script>alert(1)//",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</svg></desc><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><input name=q>",
    "<object data=//evil.example>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<b>bold</b> & <i>it</i>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;b&amp;gt;",
    "AT&T; R&D &copy &notit;",
    "{{7*7}} {% raw %} {# x #}",
    "${alert(1)} #{7*7} <%= 7*7 %>",
    "[x](javascript:alert(1)) ![x](//evil.example)",
    "`code` **b** | a | b | --8<-- 'x'",
    "!!python/object/apply:os.system [id]",
    "!ENV HOME",
    "a\\b\\u003cscript\\u003e",
    'a\u2028b\u2029c","title":"x',
    "a < b > c",
    "<",
    "\u202egnp.exe",
    "zero\u200bwidth\ufeff",
    "株式会社<北風>＆南風",
    "🜚" * 20,
]
DANGEROUS = {"iframe", "object", "embed", "base", "math", "applet", "frame", "textarea"}


class Seen(HTMLParser):
    """What a parser makes of a page: elements, attributes and the texts of title, navigation and body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1:] = [(self.texts[-1] if self.texts else "") + data]

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]


@pytest.fixture(scope="module")
def harmless(builder, site, tmp_path_factory) -> dict[str, Seen]:
    return seen(builder, site, "Saved", tmp_path_factory.mktemp("harmless") / "site")


def seen(builder, site, words: str, destination: Path) -> dict[str, Seen]:
    builder.build(site(words=words), destination)
    found = destination.rglob("*.html")
    return {str(path.relative_to(destination)): Seen(path.read_text("utf-8")) for path in found}


@pytest.mark.parametrize("words", PAYLOADS)
def test_a_name_changes_no_element_and_no_attribute_of_any_page(words, builder, site, harmless, tmp_path):
    hostile = seen(builder, site, words, tmp_path / "site")
    assert {file: page.shape() for file, page in hostile.items()} == {
        file: page.shape() for file, page in harmless.items()
    }
    for page in hostile.values():
        assert not DANGEROUS & {tag for tag, _ in page.elements}
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("words", PAYLOADS)
def test_a_name_is_shown_letter_for_letter(words, builder, site, tmp_path):
    pages = seen(builder, site, words, tmp_path / "site")
    for file, page in pages.items():
        texts = {" ".join(text.split()) for text in page.texts}
        shown = " ".join(words.split())
        assert f"Northwind {shown}" in texts, file
        assert f"Steps {shown}" in texts, file
        assert any(text.startswith(file.removesuffix(".html")) and f" {shown}" in text for text in texts), file
        assert {"title": words, "class": "lead"} in [attributes for _, attributes in page.elements]
        labels = [attributes.get("aria-label", "") for _, attributes in page.elements]
        assert f"Northwind {words}" in labels, file


@pytest.mark.parametrize("words", PAYLOADS)
def test_a_name_in_the_search_index_is_text_when_it_is_put_into_a_page(words, builder, site, tmp_path):
    builder.build(site(words=words), tmp_path / "site")
    index = json.loads((tmp_path / "site/search/search_index.json").read_text())
    assert len(index["docs"]) == 8
    for entry in index["docs"]:
        assert not Seen(entry["title"]).elements
        assert {tag for tag, _ in Seen(entry["text"]).elements} <= {"p"}
    titles = ["".join(Text(entry["title"]).found) for entry in index["docs"]]
    assert titles[:2] == [f"index {words}", f"Hours {words}"]
    assert " ".join(words.split()) in " ".join("".join(Text(index["docs"][0]["text"]).found).split())


class Text(HTMLParser):
    """The text of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize("words", ["lone \ud800 surrogate", "nul \0 and \x1b[31m bell \a", "line\nbreak\ttab"])
def test_letters_that_are_none_do_no_harm(words, builder, site, harmless, tmp_path):
    hostile = seen(builder, site, words, tmp_path / "site")
    assert [page.shape() for page in hostile.values()] == [page.shape() for page in harmless.values()]
    json.loads((tmp_path / "site/search/search_index.json").read_text())


def test_the_table_tries_enough_and_could_fail():
    assert len(set(PAYLOADS)) >= 30

    def breaks_out(words: str) -> bool:
        return any(
            Seen(f"<p {mark}>{words}</p>").shape() != [("p", ("title",))] for mark in (f'title="{words}"', "title")
        )

    assert len([words for words in PAYLOADS if breaks_out(words)]) >= 20
    assert not [words for words in PAYLOADS if breaks_out(str(escape(words)))]
