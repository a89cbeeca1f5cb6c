"""A fragment: finished HTML read strictly, so that every parser sees the same elements in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from operator import attrgetter

from vpl_core.site.remembered import remembered

__all__ = ["DECISIVE", "VOID", "Form", "Fragment", "Malformed", "Spot", "Stretch", "Tag", "read"]

VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
"""The elements of HTML that have no end tag, as far as a fragment may hold them."""

_PAINTS = ("clip-path", "fill", "marker-end", "marker-mid", "marker-start", "mask", "stop-color", "stroke")
DECISIVE = frozenset(["class", "href", "id", "src", "type", *_PAINTS])
"""The attributes whose values somebody asks for; of the others it only matters that they are there."""

_HEADING_NEXT = re.compile(r"\n(?=<h2[ >])")
_PIECES = re.compile(r"(<[^<>]*>)")
_ALL_BUT_BRACKETS = bytes(sorted({*range(256)} - {*b"<>"}))
_ATTRIBUTE = r"""[ \t\r\n]+[A-Za-z][-A-Za-z0-9_:.]*(?:="[^"]*"|='[^']*')?"""
_TAGS = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r'="[-0-9.,% ]+"')
_ANY_NUMBER = "0"
"""Stands for a number that was made blank."""
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
    """The tags of a stretch, blank where nothing depends on what is written: in labels, titles and plain numbers.

    Short stretches that differ in nothing else have the same object, so what was found out about it can be kept: most
    of a page is found on the pages of other accounts too, with other words and numbers.
    """

    tags: tuple[Tag, ...]

    @property
    def length(self) -> int:
        """The number of its tags."""
        return len(self.tags)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A fragment from one heading to the next: texts and tags in turn. A short source gives the same object again."""

    texts: tuple[str, ...]
    """As written, entities included, without `<`: `texts[n]` stands before the n-th tag, the last one after all."""
    form: Form
    source: str

    def line(self, n: int) -> int:
        """The line of the stretch that the n-th tag starts on, from 1."""
        return _line(_PIECES.split(self.source), 2 * n + 1)


@dataclass(frozen=True, slots=True)
class Malformed:
    """Why a fragment cannot be read, and the line of the fragment where that shows, from 1."""

    reason: str
    line: int


Spot = tuple[int, int]
"""Where a tag stands: the number of its stretch, and its own number in that."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Stretches, between which a line ends."""

    stretches: list[Stretch]
    """To be read only."""

    def line(self, spot: Spot) -> int:
        """The line that the tag starts on, from 1."""
        stretch, tag = spot
        return _lines(self.stretches[:stretch]) + self.stretches[stretch].line(tag)


def read(html: str) -> Fragment | Malformed:
    """The fragment, or the first thing in it that is not plainly HTML.

    Accepted is a narrow dialect: text without `<`, tags whose attributes are in quotes, no `<` or `>` inside a tag, no
    comments, no attribute twice, none in an end tag. What a browser would have to repair or guess is refused, and so
    nothing is left that two parsers could read in two ways.
    """
    stretches: list[Stretch] = []
    for source in _HEADING_NEXT.split(str(html)):
        stretch = _stretch(source)
        if isinstance(stretch, Malformed):
            return Malformed(stretch.reason, _lines(stretches) + stretch.line)
        stretches.append(stretch)
    return Fragment(stretches)


def _tags_in(source: str) -> int:
    return source.count("<")


@remembered(256, tags=_tags_in)
def _stretch(source: str) -> Stretch | Malformed:
    """The stretch, or what in it is not plainly HTML, with the line of the stretch."""
    pieces = _pieces(source)
    sources = pieces[1::2]
    tags = f"<{'><'.join(sources)}>" if sources else ""
    form = _form_of(tags) if source.count("<") == len(sources) else None
    return Stretch(tuple(pieces[::2]), form, source) if form else _malformed(_PIECES.split(source))


def _pieces(source: str) -> list[str]:
    """Texts and tags in turn, the tags without their brackets; a < that begins no tag stays in its text."""
    brackets = source.encode("utf-8", "surrogatepass").translate(None, _ALL_BUT_BRACKETS)
    if brackets == b"<>" * (len(brackets) // 2):
        return source.replace(">", "<").split("<")
    return [piece[1:-1] if n % 2 else piece for n, piece in enumerate(_PIECES.split(source))]


def _malformed(pieces: list[str]) -> Malformed:
    """The first of the texts and tags in turn that is not plainly HTML."""
    for n, piece in enumerate(pieces):
        if n % 2 and not _tag(piece):
            return Malformed(f"{piece[:80]}, which is no plain tag,", _line(pieces, n))
        if not n % 2 and "<" in piece:
            return Malformed("a < that begins no tag", _line(pieces, n))
    raise AssertionError("every piece is plainly HTML")


def _form_of(tags: str) -> Form | None:
    """The form of tags that stand one after the other; None where one is not written plainly."""
    # In a tag that is written plainly, and only with double quotes, nothing but an attribute's value is met here; what
    # is not written plainly does not become so.
    blank = _blank(tags) if "'" not in tags else tags
    form = _form(blank)
    return form if blank == tags or (form and _tells_the_same(form)) else _form(tags)


def _blank(tags: str) -> str:
    return _TITLE.sub('title=""', _LABEL.sub('label=""', _NUMBER.sub(f'="{_ANY_NUMBER}"', tags)))


@remembered(512, tags=_tags_in)
def _form(tags: str) -> Form | None:
    read = tuple(map(_tag, _TAGS.findall(tags)))
    return None if None in read else Form(read)  # type: ignore[arg-type]


@remembered(512, tags=attrgetter("length"))
def _tells_the_same(form: Form) -> bool:
    """Whether nothing has been made blank that decides what a tag does."""
    values = (tag.attributes[name] for tag in form.tags for name in DECISIVE.intersection(tag.attributes))
    return _ANY_NUMBER not in values


@lru_cache(maxsize=2048)
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


def _lines(stretches: Iterable[Stretch]) -> int:
    return sum(stretch.source.count("\n") + 1 for stretch in stretches)


def _line(pieces: list[str], n: int) -> int:
    return "".join(pieces[:n]).count("\n") + 1
