"""Inline SVG: escaped elements, deterministic numbers and named pictures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from textwrap import wrap

from markupsafe import Markup, escape

from vpl_core.site.shape import inert, markup, shape

Number = int | float | Decimal

LARGEST = 1e15
"""Beyond this no reading is believed, and no position could be computed safely."""
SMALLEST = 1e-12
"""Nearer to zero than this is zero."""


def number(value: Number, name: str) -> float:
    """`value` as a float, 0 where it is nearer than 1e-12; ValueError where it is NaN, infinite or beyond 1e15."""
    try:
        usable = float(value)
    except (OverflowError, ValueError):
        usable = float("nan")
    if not isfinite(usable) or abs(usable) > LARGEST:
        raise ValueError(f"{name} is {value}: draw finite numbers up to 1e15, or the waiting bar where there is none")
    return 0.0 if abs(usable) < SMALLEST else usable


def share(value: Number, name: str) -> float:
    """`value` as a float between 0 and 1; ValueError where it lies outside."""
    part = number(value, name)
    if not 0 <= part <= 1:
        raise ValueError(f"{name} is {value}: give a share between 0 and 1")
    return part


@lru_cache(maxsize=1024)
def short(value: float) -> Markup:
    """At most two decimals, no trailing zeros and never a minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return markup("0" if text == "-0" else text)


@lru_cache(maxsize=1024)
def percent(value: float) -> Markup:
    """A position or a width as a share of the picture's width, given from 0 to 100."""
    return markup(f"{short(value)}%")


def element(name: str, *content: str, **attributes: str) -> Markup:
    """One element; text in `content` and every attribute is escaped, markup in `content` is kept.

    A trailing underscore in an attribute's name is dropped and an inner one becomes a hyphen.
    """
    beginning = _beginning(name, **attributes)
    inner = "".join([part if type(part) is Markup else inert(part) for part in content])
    return markup(f"{beginning}>{inner}</{name}>" if inner else f"{beginning}/>")


@lru_cache(maxsize=1024)
def _beginning(name: str, **attributes: str) -> str:
    """The same few looks and positions come again on every page."""
    return f"<{name}" + "".join([_attribute(key, str(value)) for key, value in attributes.items()])


@lru_cache(maxsize=1024)
def _attribute(key: str, value: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'


def label(words: str, *, x: str, y: float, look: str = "", anchor: str = "", shift: float = 0) -> Markup:
    """A line of text with its baseline at `y`, moved `shift` pixels from `x`; nothing where there are no words."""
    if not words:
        return Markup()
    moved = _MOVED(by=short(shift)) if shift else ""
    held = _HELD(anchor=anchor) if anchor else ""
    return _LABEL(f"v-t {look}".strip(), x, short(y), moved, held, words)


_LABEL = shape('<text class="{look}" x="{x}" y="{y}"{moved}{held}>{words}</text>')
_MOVED, _HELD = shape(' dx="{by}"'), shape(' text-anchor="{anchor}"')


def upright(x: str, top: float, bottom: float, look: str) -> Markup:
    """A vertical line."""
    return _LINE(look, x, x, short(top), short(bottom))


def level(start: str, end: str, y: float, look: str) -> Markup:
    """A horizontal line."""
    height = short(y)
    return _LINE(look, start, end, height, height)


_LINE = shape('<line class="{look}" x1="{start}" x2="{end}" y1="{top}" y2="{bottom}"/>')


def placed(drawing: Markup, *, x: str, y: float) -> Markup:
    """A drawing in pixels, its origin moved to a position in percent."""
    return _PLACED(x, short(y), drawing)


_PLACED = shape('<svg x="{x}" y="{y}" overflow="visible">{drawing}</svg>')


def stretched(drawing: Markup, *, height: float) -> Markup:
    """A drawing without text on a plane 100 wide, stretched to the picture's width."""
    high = short(height)
    return _STRETCHED(high, high, drawing)


_STRETCHED = shape(
    '<svg x="0" y="0" width="100%" height="{high}" viewBox="0 0 100 {plane}" preserveAspectRatio="none">{drawing}</svg>'
)


def picture(
    parts: Iterable[Markup], *, height: float, look: str, title: str, desc: str, role: str = "img", width: str = "100%"
) -> Markup:
    """A whole chart: with a title and a description it has a name, with neither it is hidden from screen readers.

    ValueError where only one of the two is given. `role` is `group` for a chart that contains links.
    """
    if bool(title) != bool(desc):
        raise ValueError(f"{look}: give a title and a description, or neither")
    if title:
        return _TOLD(look=look, width=width, height=short(height), role=role, title=title, desc=desc, parts=[*parts])
    size = {"class_": f"v {look}", "width": width, "height": short(height)}
    return element("svg", *parts, **size, aria_hidden="true")


_TOLD = shape(
    '<svg class="v {look}" width="{width}" height="{height}" role="{role}">'
    "<title>{title}</title><desc>{desc}</desc>{parts}</svg>"
)


def sign(drawing: Markup, look: str) -> Markup:
    """A small sign on a 16 by 16 plane, as large as the style sheet says; the word beside it says what it means."""
    return element("svg", drawing, class_=look, viewBox="0 0 16 16", aria_hidden="true")


def link(href: str, drawing: Markup) -> Markup:
    """The drawing as a link, or by itself where `href` is empty; ValueError where the address could run a script."""
    if ":" in href and not href.startswith("https://"):
        raise ValueError(f"{href!r} is no page address: give a relative one, or one that starts with https://")
    return _LINK(href, drawing) if href else drawing


_LINK = shape('<a href="{href}">{drawing}</a>')


def wrapped(words: str, letters: int) -> tuple[str, ...]:
    """The text in lines of at most so many Latin letters' width, broken between words where there are any."""
    wide = width_of(words)
    return tuple(wrap(words, max(1, len(words) * letters // wide))) if wide > letters else (words,)


def width_of(words: str) -> int:
    """The rough width of a text in Latin letters; an East Asian character is two letters wide."""
    return len(words) if words.isascii() else sum(2 if ord(character) > 0x2E7F else 1 for character in words)
