"""The search index: one entry a section of a page, as Material's search reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from vpl_core.site.finished import SitePage
from vpl_core.site.fragment import Fragment, Tag

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
    depth = silent_depth = 0
    after_end = False
    for text, tag in body:
        section = sections[-1]
        if not silent_depth:
            section.hear(text, tag, joined=after_end and not text)
        after_end = tag.closes
        depth += tag.opens - tag.closes
        if silent_depth:
            silent_depth = silent_depth if depth >= silent_depth else 0
        elif tag.opens and tag.name in SECTION_HEADINGS and tag.attributes.get("id") in titles:
            sections.append(_section(page, tag, titles))
            silent_depth = depth
        elif tag.opens and (tag.name == "svg" or LEFT_OUT in tag.attributes):
            silent_depth = depth
    sections[-1].words.append(body.texts[-1])
    return [section.entry() for section in sections]


def index_file(settings: Mapping[str, Any], documents: Iterable[Entry]) -> bytes:
    """The content of `search/search_index.json`; `settings` are what the search worker is told of the language."""
    return json.dumps({"config": settings, "docs": list(documents)}, separators=(",", ":")).encode("ascii")


@dataclass(slots=True)
class _Section:
    location: str
    title: str
    words: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    def hear(self, text: str, tag: Tag, *, joined: bool) -> None:
        """Takes in a text and the tag after it; `joined` where nothing parts the tag from an end tag before it."""
        self.words.append(text)
        if tag.name in INLINE:
            if joined and tag.opens:
                self.words.append(" ")
        elif tag.name in SPACED:
            self.words.append(" ")
        else:
            self.end_block()

    def end_block(self) -> None:
        block = " ".join("".join(self.words).split())
        self.words.clear()
        if block:
            self.blocks.append(escape(unescape(block), quote=False) if "&" in block else block)

    def entry(self) -> Entry:
        self.end_block()
        text = "".join(f"<p>{block}</p>" for block in self.blocks)
        return {"location": self.location, "title": escape(self.title, quote=False), "text": text}


def _section(page: SitePage, heading: Tag, titles: Mapping[str, str]) -> _Section:
    name = heading.attributes["id"]
    return _Section(f"{page.file}#{name}", titles[name])
