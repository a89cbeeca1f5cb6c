"""Shapes: our own HTML with places in it, where whatever is put in becomes inert text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from markupsafe import Markup, escape

_PLACE = re.compile(r"\{([a-z_]+)\}")


class Frame:
    """HTML with named places: `Frame('<dl>{rows}</dl>')(rows=[...])`.

    What is put into a place is escaped, unless it is Markup already; the parts of a list stand one after the other,
    each by the same rule. The HTML itself is one of ours, never a text from elsewhere.
    """

    __slots__ = ("_names", "_parts")

    def __init__(self, html: str) -> None:
        self._parts = _PLACE.split(html)
        self._names = self._parts[1::2]

    @classmethod
    def around(cls, *pieces: str) -> Frame:
        """A frame whose places have no names: one between every two pieces, for `filled`."""
        frame = cls("")
        frame._parts = [""] * (2 * len(pieces) - 1)
        frame._parts[::2] = pieces
        return frame

    def __call__(self, **contents: object) -> Markup:
        """The HTML with its places filled; KeyError where one is left empty."""
        return self.filled([contents[name] for name in self._names])

    def filled(self, contents: Iterable[object]) -> Markup:
        """The same with the contents in the order of the places, one for each; ValueError where the number differs."""
        said = self._parts.copy()
        said[1::2] = [content if type(content) is Markup else inert(content) for content in contents]
        return markup("".join(said))


markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""`Markup(html)` for a plain string, without the question whether it is one: asked a thousand times a site."""


def shape(html: str) -> Callable[..., Markup]:
    """A small frame for short texts, which remembers what it was filled with: most of it comes again on other pages.

    The same letters as text and as Markup are two things to it; a list it does not take.
    """
    return lru_cache(maxsize=512, typed=True)(Frame(html))


def inert(content: object) -> str:
    """The content as HTML: Markup as it is, a list part by part, anything else as text."""
    if type(content) is Markup:
        return content
    if type(content) is str:
        return _escaped(content)
    if type(content) is list:
        return "".join([part if type(part) is Markup else inert(part) for part in content])
    return _escaped(str(content))


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    return str(escape(text))
