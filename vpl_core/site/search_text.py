"""The search index: one entry a section of a page, as Material's search reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape, unescape
from typing import Any, NamedTuple

from vpl_core.site.finished import SitePage
from vpl_core.site.fragment import Fragment, Stretch, Strip, Tag

__all__ = ["JAPANESE_SEPARATOR", "Entry", "entries", "index_file"]

_HAN, _HIRAGANA, _KATAKANA = "\u4e00-\u9fff々", "\u3041-\u3096", "\u30a1-\u30ff"
JAPANESE_SEPARATOR = (
    r"[\s\-　、。，．・（）「」：\u200b]+"
    rf"|(?<=[{_HAN}])(?=[{_HIRAGANA}{_KATAKANA}])"
    rf"|(?<=[{_HIRAGANA}])(?=[{_HAN}{_KATAKANA}])"
    rf"|(?<=[{_KATAKANA}])(?=[{_HAN}{_HIRAGANA}])"
)
"""Words end at spaces and punctuation, and where the script changes: what is asked for is then cut as the index is."""

_INLINE = """
a abbr b bdi bdo cite code data del dfn em i ins kbd label mark q rp rt ruby s samp small span strong sub sup time u var
wbr
"""
INLINE = frozenset(_INLINE.split())
SPACED = frozenset({"br", "svg", "td", "th"})
"""Elements that part words without ending the paragraph."""
SECTION_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LEFT_OUT = "data-search-exclude"

Entry = dict[str, str]
"""`location`, `title` and `text`, the last two as HTML: Material puts both into the page as they stand."""


def entries(page: SitePage, body: Fragment) -> list[Entry]:
    """What the search finds on a page: its beginning under the page's title, then a section for each heading below h1.

    Texts come without markup, a paragraph for each block or table row, entities kept. Drawings and whatever carries
    `data-search-exclude` are left out.
    """
    titles = {heading.id: heading.title for heading in page.headings}
    sections = [_Section(page.file, page.title)]
    silent = 0
    for stretch in body.stretches:
        headings = _all_headings(stretch)
        said = _all_said(stretch, headings and headings.intersection(titles), silent)
        sections[-1].take(said.first)
        for id_, paragraphs in said.sections:
            sections.append(_Section(f"{page.file}#{id_}", titles[id_]))
            sections[-1].take(paragraphs)
        silent = said.silent
    return [section.entry() for section in sections]


def index_file(settings: Mapping[str, Any], documents: Iterable[Entry]) -> bytes:
    """The content of `search/search_index.json`; `settings` are what the search worker is told of the language."""
    return json.dumps({"config": settings, "docs": list(documents)}, separators=(",", ":")).encode("ascii")


class _Section:
    """What is said under one heading, paragraph by paragraph."""

    def __init__(self, location: str, title: str) -> None:
        self._location, self._title = location, title
        self._paragraphs = [""]

    def take(self, paragraphs: tuple[str, ...]) -> None:
        """Takes in what the next part says: its first paragraph goes on with the last one so far."""
        _go_on(self._paragraphs, paragraphs)

    def entry(self) -> Entry:
        text = "".join([f"<p>{paragraph}</p>" for paragraph in self._paragraphs if paragraph])
        return {"location": self._location, "title": escape(self._title, quote=False), "text": text}


def _go_on(said: list[str], paragraphs: tuple[str, ...]) -> None:
    """Adds paragraphs of which the first goes on with the last one so far."""
    first, *others = paragraphs
    if first:
        said[-1] = f"{said[-1]} {first}".lstrip()
    said += others


class _Said(NamedTuple):
    """What a strip or a stretch says."""

    first: tuple[str, ...]
    """In paragraphs, of which the first and the last may go on in the parts beside it; one at least, perhaps empty."""
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """The ids of the headings that begin a section in it, each with what is said from there on."""
    silent: int
    """How many elements are left open of one that is not to be heard, itself included."""


@lru_cache(maxsize=1024)
def _all_said(stretch: Stretch, listed: frozenset[str], silent: int) -> _Said:
    """What its strips say one after the other."""
    said = [("", [""])]
    for strip in stretch.strips:
        next_ = _said(strip, _headings(strip).intersection(listed), silent)
        _go_on(said[-1][1], next_.first)
        said += [(id_, list(paragraphs)) for id_, paragraphs in next_.sections]
        silent = next_.silent
    first, *sections = [(id_, tuple(paragraphs)) for id_, paragraphs in said]
    return _Said(first[1], tuple(sections), silent)


@lru_cache(maxsize=4096)
def _said(strip: Strip, listed: frozenset[str], silent: int) -> _Said:
    """What the strip says where the headings with the ids in `listed` begin a section.

    `silent` is how many elements were left open before it of one that is not to be heard. A strip begins a line, so its
    words do not grow together with those before it.
    """
    said = [("", _Words())]
    after_end = False
    for text, tag in zip(strip.texts, strip.tags, strict=False):
        if silent:
            silent += tag.opens - tag.closes
        else:
            said[-1][1].hear(text, tag, joined=after_end and not text)
            begins = tag.opens and tag.name in SECTION_HEADINGS and tag.attributes.get("id") in listed
            if begins:
                said.append((tag.attributes["id"], _Words()))
            silent = int(tag.opens and (begins or tag.name == "svg" or LEFT_OUT in tag.attributes))
        after_end = tag.closes
    if not silent:
        said[-1][1].add(strip.texts[-1])
    first, *sections = [(id_, words.paragraphs()) for id_, words in said]
    return _Said(first[1], tuple(sections), silent)


@lru_cache(maxsize=1024)
def _all_headings(stretch: Stretch) -> frozenset[str]:
    return frozenset().union(*map(_headings, stretch.strips))


@lru_cache(maxsize=4096)
def _headings(strip: Strip) -> frozenset[str]:
    """The ids of the headings that may begin a section."""
    return frozenset(tag.attributes.get("id", "") for tag in strip.tags if tag.name in SECTION_HEADINGS)


class _Words:
    """Words by paragraph, as they stand in the source."""

    def __init__(self) -> None:
        self._paragraphs: list[list[str]] = [[]]

    def hear(self, text: str, tag: Tag, *, joined: bool) -> None:
        """Takes in a text and the tag after it; `joined` where nothing parts the tag from an end tag before it."""
        self.add(text)
        if tag.name in INLINE:
            if joined and tag.opens:
                self.add(" ")
        elif tag.name in SPACED:
            self.add(" ")
        else:
            self._paragraphs.append([])

    def add(self, text: str) -> None:
        self._paragraphs[-1].append(text)

    def paragraphs(self) -> tuple[str, ...]:
        """Each with single spaces, and with no more entities than a text needs."""
        joined = (" ".join("".join(words).split()) for words in self._paragraphs)
        return tuple(escape(unescape(text), quote=False) if "&" in text else text for text in joined)
