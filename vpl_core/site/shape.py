"""Shapes: our own HTML with places in it, where whatever is put in becomes inert text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from types import FunctionType

from markupsafe import Markup, escape

_PLACE = re.compile(r"\{([a-z_]+)\}")


def shape(html: str) -> Callable[..., Markup]:
    """A function of the named places in the HTML, in their order: `shape('<dl>{rows}</dl>')(rows=[...])`.

    What is put into a place is escaped, unless it is Markup already; the parts of a list stand one after the other,
    each by the same rule. TypeError where a place is left empty, or where there is none of that name. The HTML itself
    is one of ours, never a text from elsewhere.
    """
    parts = _PLACE.split(html)
    pieces, places = parts[::2], parts[1::2]
    names = tuple(dict.fromkeys(places))
    made = _filling(tuple([names.index(place) for place in places]))(*pieces)
    made.__code__ = made.__code__.replace(co_varnames=names)
    return made


def around(*pieces: str) -> Callable[..., Markup]:
    """The same where places have no names: one between every two pieces. TypeError for more arguments or fewer."""
    return _filling(tuple(range(len(pieces) - 1)))(*pieces)


@cache
def _filling(places: tuple[int, ...]) -> Callable[..., FunctionType]:
    """From pieces of HTML, one more than there are places, the function that puts its arguments between them.

    `places` says which argument stands in each. A site fills three hundred shapes, and a loop over the places takes
    four times as long as one expression; it is compiled once for all shapes with as many places.
    """
    contents = [f"content{place}" for place in range(len({*places}))]
    said = [
        f"{one} if type({one}) is Markup else _escaped({one}) if type({one}) is str else inert({one})"
        for one in contents
    ]
    pieces = [f"piece{number}" for number in range(len(places) + 1)]
    parts = ",".join([pieces[0], *(f"{said[place]},{piece}" for place, piece in zip(places, pieces[1:], strict=True))])
    source = f"lambda {','.join(pieces)}: lambda {','.join(contents)}: markup(''.join(({parts},)))"
    made: Callable[..., FunctionType] = eval(source, globals())
    return made


markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""`Markup(html)` for a plain string, without the question whether it is one: asked a thousand times a site."""


def inert(content: object) -> str:
    """The content as HTML: Markup as it is, a list part by part, anything else as text."""
    if type(content) is Markup:
        return content
    if type(content) is str:
        return _escaped(content)
    if type(content) is list:
        return "".join([part if type(part) is Markup else inert(part) for part in content])
    return _escaped(str(content))


@lru_cache(maxsize=2048)
def _escaped(text: str) -> str:
    return str(escape(text))
