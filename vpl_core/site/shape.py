"""Shapes: our own HTML with places in it, where whatever is put in becomes inert text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

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

    def __call__(self, **contents: object) -> Markup:
        """The HTML with its places filled; KeyError where one is left empty."""
        said = self._parts.copy()
        said[1::2] = [inert(contents[name]) for name in self._names]
        return markup("".join(said))


def markup(html: str) -> Markup:
    """`Markup(html)` for a plain string, without the question whether it is one: asked a thousand times a site."""
    return str.__new__(Markup, html)


def shape(html: str) -> Callable[..., Markup]:
    """A small frame for short texts, which remembers what it was filled with: most of it comes again on other pages.

    The same letters as text and as Markup are two things to it; a list it does not take.
    """
    return lru_cache(maxsize=512, typed=True)(Frame(html))


def inert(content: object) -> str:
    """The content as HTML: Markup as it is, a list part by part, anything else as text."""
    if type(content) is Markup:
        return content
    if type(content) is list:
        return "".join([inert(part) for part in content])
    return _escaped(str(content))


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    return str(escape(text))
