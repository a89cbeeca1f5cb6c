"""A fragment: finished HTML read strictly, so that every parser sees the same elements in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

__all__ = ["DECISIVE", "VOID", "Form", "Fragment", "Malformed", "Spot", "Stretch", "Strip", "Tag", "read"]

VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
"""The elements of HTML that have no end tag, as far as a fragment may hold them."""

_PAINTS = ("clip-path", "fill", "marker-end", "marker-mid", "marker-start", "mask", "stop-color", "stroke")
DECISIVE = frozenset(["class", "href", "id", "src", "type", *_PAINTS])
"""The attributes whose values somebody asks for; of the others it only matters that they are there."""

_HEADING_NEXT = re.compile(r"\n(?=<h2[ >])")
_LINE_END = re.compile(r"\n(?![^<>]*>)")
"""The end of a line, where no tag goes over it."""
_PIECES = re.compile(r"(<[^<>]*>)")
_ATTRIBUTE = r"""[ \t\r\n]+[A-Za-z][-A-Za-z0-9_:.]*(?:="[^"]*"|='[^']*')?"""
_TAGS = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r'="[-0-9.,% ]+"')
_LABEL, _TITLE = re.compile(r'label="[^"<>]*"'), re.compile(r'title="[^"<>]*"')
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


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """The tags of a strip, blank where nothing depends on what is written: in labels, titles and plain numbers.

    Strips that differ in nothing else have the same object, so what was found out about it can be kept: most lines of a
    page are found on the pages of other accounts too, with other words and numbers.
    """

    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A line of a fragment, with the rest of a tag that goes over its end: texts and tags in turn."""

    texts: tuple[str, ...]
    """As written, entities included, without `<`: `texts[n]` stands before the n-th tag, the last one after all."""
    form: Form
    source: str

    def line(self, n: int) -> int:
        """The line of the strip that the n-th tag starts on, from 1."""
        return _line(_PIECES.split(self.source), 2 * n + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Strips from one heading to the next, between which a line ends. The same source gives the same object."""

    strips: tuple[Strip, ...]
    source: str
    forms: tuple[Form, ...]
    """Those of its strips."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Why a fragment cannot be read, and the line of the fragment where that shows, from 1."""

    reason: str
    line: int


Spot = tuple[int, ...]
"""Where a tag stands: the number of its stretch, the number of its strip in that one, and its own number in that."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Stretches, between which a line ends."""

    stretches: list[Stretch]
    """To be read only."""

    def line(self, spot: Spot) -> int:
        """The line that the tag starts on, from 1."""
        stretch, strip, tag = spot
        strips = self.stretches[stretch].strips
        return _lines(self.stretches[:stretch]) + _lines(strips[:strip]) + strips[strip].line(tag)


def read(html: str) -> Fragment | Malformed:
    """The fragment, or the first thing in it that is not plainly HTML.

    Accepted is a narrow dialect: text without `<`, tags whose attributes are in quotes, no `<` or `>` inside a tag, no
    comments, no attribute twice, none in an end tag. What a browser would have to repair or guess is refused, and so
    nothing is left that two parsers could read in two ways.
    """
    stretches: list[Stretch] = []
    for source in _HEADING_NEXT.split(html):
        stretch = _stretch(source)
        if isinstance(stretch, Malformed):
            return Malformed(stretch.reason, _lines(stretches) + stretch.line)
        stretches.append(stretch)
    return Fragment(stretches)


@lru_cache(maxsize=1024)
def _stretch(source: str) -> Stretch | Malformed:
    """The stretch, or what in it is not plainly HTML, with the line of the stretch."""
    strips: list[Strip] = []
    for line in _LINE_END.split(source):
        strip = _strip(line)
        if isinstance(strip, Malformed):
            return Malformed(strip.reason, _lines(strips) + strip.line)
        strips.append(strip)
    return Stretch(tuple(strips), source, tuple([strip.form for strip in strips]))


@lru_cache(maxsize=4096)
def _strip(source: str) -> Strip | Malformed:
    """The strip, or what in it is not plainly HTML, with the line of the strip."""
    pieces = _PIECES.split(source)
    texts, sources = tuple(pieces[::2]), pieces[1::2]
    if source.count("<") != len(sources):
        stray = next(n for n, text in enumerate(texts) if "<" in text)
        return Malformed("a < that begins no tag", _line(pieces, 2 * stray))
    form = _form_of("".join(sources))
    if form is None:
        stray = next(n for n, each in enumerate(sources) if not _tag(each))
        return Malformed(f"{sources[stray][:80]}, which is no plain tag,", _line(pieces, 2 * stray + 1))
    return Strip(texts, form, source)


def _form_of(tags: str) -> Form | None:
    """The form of tags that stand one after the other; None where one is not written plainly."""
    # In a tag that is written plainly, and only with double quotes, nothing but an attribute's value is met here; what
    # is not written plainly does not become so.
    blank = _blank(tags) if "'" not in tags else tags
    form = _form(blank)
    return form if blank == tags or (form and _tells_the_same(form)) else _form(tags)


def _blank(tags: str) -> str:
    return _TITLE.sub('title=""', _LABEL.sub('label=""', _NUMBER.sub('=""', tags)))


@lru_cache(maxsize=4096)
def _form(tags: str) -> Form | None:
    read = tuple(map(_tag, _TAGS.findall(tags)))
    return None if None in read else Form(read)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _tells_the_same(form: Form) -> bool:
    """Whether nothing has been made blank that decides what a tag does."""
    return all(tag.attributes[name] for tag in form.tags for name in DECISIVE.intersection(tag.attributes))


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


def _lines(parts: Iterable[Strip] | Iterable[Stretch]) -> int:
    return sum(part.source.count("\n") + 1 for part in parts)


def _line(pieces: list[str], n: int) -> int:
    return "".join(pieces[:n]).count("\n") + 1
