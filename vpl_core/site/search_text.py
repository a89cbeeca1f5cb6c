"""The search index: one entry a section of a page, as Material's search reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from vpl_core.site.finished import SitePage
from vpl_core.site.fragment import Form, Fragment, Stretch
from vpl_core.site.remembered import remembered

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
_PARTING = "<"
"""No text has it in it."""

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
        headings = _headings(stretch.form)
        said = _said(stretch, headings and headings.intersection(titles), silent)
        sections[-1].take(said.first)
        for id_, paragraphs in said.sections:
            sections.append(_Section(f"{page.file}#{id_}", titles[id_]))
            sections[-1].take(paragraphs)
        silent = said.silent
    return [section.entry() for section in sections]


def index_file(settings: Mapping[str, Any], documents: Iterable[Entry]) -> bytes:
    """The content of `search/search_index.json`; `settings` are what the search worker is told of the language."""
    index = json.dumps({"config": settings, "docs": list(documents)}, ensure_ascii=False, separators=(",", ":"))
    return index.encode("utf-8", "xmlcharrefreplace")


class _Section:
    """What is said under one heading, paragraph by paragraph."""

    def __init__(self, location: str, title: str) -> None:
        self._location, self._title = location, title
        self._paragraphs = [""]

    def take(self, paragraphs: tuple[str, ...]) -> None:
        """Takes in what the next stretch says: its first paragraph goes on with the last one so far."""
        first, *others = paragraphs
        if first:
            self._paragraphs[-1] = f"{self._paragraphs[-1]} {first}".lstrip()
        self._paragraphs += others

    def entry(self) -> Entry:
        text = "".join([f"<p>{paragraph}</p>" for paragraph in self._paragraphs if paragraph])
        return {"location": self._location, "title": escape(self._title, quote=False), "text": text}


class _Said(NamedTuple):
    """What a stretch says."""

    first: tuple[str, ...]
    """In paragraphs, of which the first and the last may go on in the parts beside it; one at least, perhaps empty."""
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """The ids of the headings that begin a section in it, each with what is said from there on."""
    silent: int
    """How many elements are left open of one that is not to be heard, itself included."""


@remembered(256, tags=attrgetter("form.length"))
def _said(stretch: Stretch, listed: frozenset[str], silent: int) -> _Said:
    """What the stretch says where the headings with the ids in `listed` begin a section.

    `silent` is how many elements were left open before it of one that is not to be heard.
    """
    plan = _plan(stretch.form, listed, silent)
    texts = [*stretch.texts, " ", _PARTING]
    for place in plan.parted:
        texts[place] = texts[place] or " "
    words = "".join(plan.pick(texts))
    paragraphs = tuple(map(str.strip, " ".join(words.split()).split(_PARTING)))
    if "&" in words:
        paragraphs = tuple([escape(unescape(text), quote=False) if "&" in text else text for text in paragraphs])
    sections = tuple([(id_, paragraphs[first:end]) for id_, first, end in plan.sections])
    return _Said(paragraphs[: plan.first], sections, plan.silent)


class _Plan(NamedTuple):
    """How to put together what a stretch says, whatever its texts are."""

    pick: Callable[[list[str]], Iterable[str]]
    """Takes what is said out of: the texts, a space, what parts paragraphs."""
    parted: tuple[int, ...]
    """Where among the texts words would grow together if there were nothing."""
    first: int
    """How many paragraphs there are before the first heading that begins a section."""
    sections: tuple[tuple[str, int, int], ...]
    """The ids of those headings, each with where among the paragraphs what is said from there on begins and ends."""
    silent: int


@remembered(512, tags=attrgetter("length"))
def _plan(form: Form, listed: frozenset[str], silent: int) -> _Plan:
    """As for what is said. A stretch begins a line, so its words do not grow together with those before it."""
    last = len(form.tags)
    space, parting = last + 1, last + 2
    places, parted = [space], []
    begun: list[tuple[str, int]] = []
    after_end = False
    for place, tag in enumerate(form.tags):
        if silent:
            silent += tag.opens - tag.closes
        else:
            places.append(place)
            parted += [place] if after_end and tag.opens and tag.name in INLINE else []
            places += [] if tag.name in INLINE else [space] if tag.name in SPACED else [parting]
            begins = tag.opens and tag.name in SECTION_HEADINGS and tag.attributes.get("id") in listed
            if begins:
                begun.append((tag.attributes["id"], places.count(parting)))
            silent = int(tag.opens and (begins or tag.name == "svg" or LEFT_OUT in tag.attributes))
        after_end = tag.closes
    places += [] if silent else [last]
    ends = [*(first for _, first in begun), places.count(parting) + 1]
    sections = tuple([(id_, first, end) for (id_, first), end in zip(begun, ends[1:], strict=True)])
    return _Plan(itemgetter(*places, space), tuple(parted), ends[0], sections, silent)


@remembered(512, tags=attrgetter("length"))
def _headings(form: Form) -> frozenset[str]:
    """The ids of the headings that may begin a section."""
    return frozenset(tag.attributes.get("id", "") for tag in form.tags if tag.name in SECTION_HEADINGS)
