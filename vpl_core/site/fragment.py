"""A fragment: finished HTML read strictly, so that every parser sees the same elements in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

__all__ = ["VOID", "Fragment", "Malformed", "Tag", "read"]

VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
"""The elements of HTML that have no end tag, as far as a fragment may hold them."""

_PIECES = re.compile(r"(<[^<>]*>)")
_ATTRIBUTE = r"""[ \t\r\n]+[A-Za-z][-A-Za-z0-9_:.]*(?:="[^"]*"|='[^']*')?"""
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9]*)((?:{_ATTRIBUTE})*)[ \t\r\n]*(/?)>")
_ATTRIBUTE_PARTS = re.compile(r"""([A-Za-z][-A-Za-z0-9_:.]*)(?:="([^"]*)"|='([^']*)')?""")


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A start or end tag. The same source gives the same object, so a verdict on it can be kept."""

    name: str
    """In small letters."""
    attributes: dict[str, str]
    """Names in small letters, values without entities. To be read only."""
    opens: bool
    """An end tag must follow."""
    closes: bool
    """This is an end tag."""
    self_closing: bool
    """Written `<path/>`; it neither opens nor closes."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Why a fragment cannot be read, and the line of the fragment where that shows, from 1."""

    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """Texts and tags in turn: `texts[n]` stands before `tags[n]`, the last text after the last tag."""

    texts: list[str]
    """As written, entities included, without any `<`. To be read only."""
    tags: list[Tag]
    """To be read only."""
    pieces: list[str]
    """The source, cut where a tag begins or ends. To be read only."""

    def __iter__(self) -> Iterator[tuple[str, Tag]]:
        return zip(self.texts, self.tags, strict=False)

    def line(self, n: int) -> int:
        """The line that the n-th tag starts on, from 1."""
        return _line(self.pieces, 2 * n + 1)


def read(html: str) -> Fragment | Malformed:
    """The fragment, or the first thing in it that is not plainly HTML.

    Accepted is a narrow dialect: text without `<`, tags whose attributes are in quotes, no `<` or `>` inside a tag, no
    comments, no attribute twice, none in an end tag. What a browser would have to repair or guess is refused, and so
    nothing is left that two parsers could read in two ways.
    """
    pieces = _PIECES.split(html)
    texts, sources = pieces[::2], pieces[1::2]
    if html.count("<") != len(sources):
        stray = next(n for n, text in enumerate(texts) if "<" in text)
        return Malformed("a < that begins no tag", _line(pieces, 2 * stray))
    tags = [tag for tag in map(_tag, sources) if tag]
    if len(tags) < len(sources):
        stray = next(n for n, source in enumerate(sources) if not _tag(source))
        return Malformed(f"{sources[stray][:80]}, which is no plain tag,", _line(pieces, 2 * stray + 1))
    return Fragment(texts, tags, pieces)


@lru_cache(maxsize=8192)
def _tag(source: str) -> Tag | None:
    """The tag; None where it is not written plainly."""
    found = _TAG.fullmatch(source)
    if found is None:
        return None
    slash, name, written, self_closing = found.groups()
    pairs = [
        (match[1].lower(), unescape(match[2] if match[2] is not None else match[3] or ""))
        for match in _ATTRIBUTE_PARTS.finditer(written)
    ]
    twice = len(dict(pairs)) < len(pairs)
    if twice or (slash and (pairs or self_closing)):
        return None
    opens = not slash and not self_closing and name.lower() not in VOID
    return Tag(name.lower(), dict(pairs), opens=opens, closes=bool(slash), self_closing=bool(self_closing))


def _line(pieces: list[str], n: int) -> int:
    return "".join(pieces[:n]).count("\n") + 1
