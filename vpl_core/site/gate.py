"""The gate: what a body or a footer may hold, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from vpl_core.errors import Problem
from vpl_core.site.fragment import VOID, Form, Fragment, Malformed, Spot, Tag, read
from vpl_core.site.remembered import remembered

__all__ = ["Passed", "examine", "is_outside_link"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TEXT_ELEMENTS = _words(
    """
    a abbr article aside b bdi bdo blockquote br button caption cite code col colgroup data dd del details dfn div dl
    dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label li mark meter nav ol
    output p pre progress q rp rt ruby s samp search section small span strong sub summary sup table tbody td tfoot th
    thead time tr u ul var wbr
    """
)
DRAWING_ELEMENTS = _words(
    """
    svg circle clippath defs desc ellipse g line lineargradient marker mask path pattern polygon polyline radialgradient
    rect stop symbol text title tspan use
    """
)
"""SVG without script, style, animation, foreign content and pictures from elsewhere."""

LABELS = frozenset({"desc", "title"})
"""The words of a drawing for a screen reader."""

THRESHOLDS = LABELS | {"svg"}
"""The only elements whose content can stand in another place than they do."""

TEXT_ATTRIBUTES = _words(
    """
    abbr alt checked class colspan datetime dir disabled download for headers height hidden high href hreflang id label
    lang loading low max min open optimum placeholder rel reversed role rowspan scope span spellcheck src start tabindex
    target title translate type value width
    """
)
DRAWING_ATTRIBUTES = _words(
    """
    clippathunits cx cy d dominant-baseline dx dy fill-opacity fill-rule focusable font-size font-weight fx fy
    gradienttransform gradientunits lengthadjust letter-spacing markerheight markerunits markerwidth maskunits offset
    opacity orient overflow paint-order pathlength patterncontentunits patterntransform patternunits points
    preserveaspectratio r refx refy rotate rx ry spreadmethod stop-opacity stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor textlength transform
    vector-effect version viewbox visibility x x1 x2 xmlns y y1 y2
    """
)
PAINTS = _words("clip-path fill marker-end marker-mid marker-start mask stop-color stroke")
ATTRIBUTES = TEXT_ATTRIBUTES | DRAWING_ATTRIBUTES | PAINTS
ATTRIBUTE_FAMILIES = ("aria-", "data-")
THEMES_OWN = "data-md-"
"""The theme's scripts act on elements that carry these attributes."""
INPUT_TYPES = frozenset({"checkbox", "radio", "search"})
FETCHED_BY_CLASS = frozenset({"mermaid"})
"""Material loads a program from another host where a page has an element of this class."""

_PAINT = re.compile(r"[#\w.%, -]*|var\(--[\w-]+\)|url\(#([A-Za-z][\w.-]*)\)")
_NAME = re.compile(r"[^\W\d_][\w.:-]*")
_OUTSIDE = re.compile(
    r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#][^\s\\\x00-\x20\x7f]*)?"
    r"|mailto:[^\s\\\x00-\x20\x7f]+"
)
_INSIDE = re.compile(r"#[^\s#\\]+|(?:\.\./)*[A-Za-z0-9_][A-Za-z0-9_./-]*(?:#[^\s#\\]+)?")


IN_TEXT, IN_DRAWING, IN_LABEL = "in text", "in a drawing", "in a drawing's label"
ELEMENTS = {
    IN_TEXT: TEXT_ELEMENTS | {"svg"},
    IN_DRAWING: DRAWING_ELEMENTS | {"a"},
    IN_LABEL: frozenset[str](),
}
"""Text and drawing each keep to their own elements, so that all parsers agree on which is which."""


class Note(NamedTuple):
    """What a tag is remembered for."""

    finding: str
    """What is wrong with it; empty where nothing is."""
    ids: tuple[str, ...]
    targets: tuple[str, ...]


_Noted = tuple[int, Note]
"""By the number of its tag in the stretch."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What is known of a fragment that passed the gate."""

    fragment: Fragment
    ids: frozenset[str]
    references: tuple[tuple[Spot, str], ...]
    """What it points to inside the site, as written, each with where it stands."""


def examine(html: str, path: str) -> Passed | list[Problem]:
    """The fragment that `html` is, or everything in it that must not be published.

    The gate knows what is allowed, not what is dangerous. Elements and attributes are those of the lists above: no
    scripts, styles, forms or frames, no `on…`, no `style`, no address but `https:`, `mailto:` and this site's own.
    Every element is closed where it was opened, and so the fragment cannot end the element that the theme puts it in.
    No id begins with `__`, so that none can stand in for one of the theme's own.
    """
    fragment = read(html)
    if isinstance(fragment, Malformed):
        return [_problem(fragment.reason, path, fragment.line)]
    noted = _noted(fragment)
    ids = [name for _, note in noted for name in note.ids]
    twice = frozenset(name for name, count in Counter(ids).items() if count > 1)
    findings = [(spot, found) for spot, note in noted if (found := note.finding or _second(note.ids, twice))]
    if findings:
        return [_problem(finding, path, fragment.line(spot)) for spot, finding in findings]
    references = tuple([(spot, target) for spot, note in noted for target in note.targets])
    return Passed(fragment, frozenset(ids), references)


def is_outside_link(address: str) -> bool:
    """True for a plain `https:` or `mailto:` address without user name, space, control character or backslash."""
    return _OUTSIDE.fullmatch(address) is not None


def _noted(fragment: Fragment) -> list[tuple[Spot, Note]]:
    """What is to be noted, by spot; no further than to an end tag that closes what is not open."""
    noted: list[tuple[Spot, Note]] = []
    walk = _Walk(IN_TEXT)
    for n, stretch in enumerate(fragment.stretches):
        noted += [((n, tag), note) for tag, note in walk.along(stretch.form)]
        if walk.is_lost:
            return noted
    if walk.open_elements:
        name, _ = walk.open_elements[-1]
        noted.append((_last(fragment), _wrong(f"<{name}>, which is never closed,")))
    return noted


def _last(fragment: Fragment) -> Spot:
    """Where the last tag stands."""
    tags = [len(stretch.form.tags) for stretch in fragment.stretches]
    return max((n, count - 1) for n, count in enumerate(tags) if count)


class _Walk:
    """A walk through tags, which knows what is open and so where each of them stands."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.open_elements: list[tuple[str, str]] = []
        """Each with the place that it stands in itself."""
        self.is_lost = False
        """An end tag has closed what was not open: from there on nobody knows what stands where."""

    def along(self, form: Form) -> Sequence[_Noted]:
        """What is to be noted of a stretch of this form; one that was seen before is crossed in a step."""
        crossing = _crossing(form, self.place)
        return crossing.noted if crossing and self._crosses(crossing) else self._tag_by_tag(form)

    def _crosses(self, crossing: _Crossing) -> bool:
        """Goes over all of it; False, with nothing done, where other elements are open than it closes."""
        if count := len(crossing.closes):
            inner = self.open_elements[: -count - 1 : -1]
            if crossing.closes != tuple([name for name, _ in inner]):
                return False
            del self.open_elements[-count:]
        self.open_elements += crossing.opens
        self.place = crossing.place
        return True

    def _tag_by_tag(self, form: Form) -> list[_Noted]:
        noted: list[_Noted] = []
        for n, tag in enumerate(form.tags):
            if note := self.past(tag):
                noted.append((n, note))
            if self.is_lost:
                break
        return noted

    def past(self, tag: Tag) -> Note | None:
        """What is to be noted of the next tag."""
        if tag.closes:
            return self._past_end(tag)
        note = _note(tag, self.place)
        if tag.opens:
            self.open_elements.append((tag.name, self.place))
            self.place = _inside(tag.name, self.place)
        return note

    def _past_end(self, tag: Tag) -> Note | None:
        if not self.open_elements or self.open_elements[-1][0] != tag.name:
            self.is_lost = True
            return _wrong(f"</{tag.name}>, which closes what is not open,")
        self.place = self.open_elements.pop()[1]
        return None


class _Crossing(NamedTuple):
    """What a stretch does to every walk that comes to it in the same place."""

    noted: tuple[_Noted, ...]
    closes: tuple[str, ...]
    """The elements from before it that it closes, the innermost first."""
    opens: tuple[tuple[str, str], ...]
    place: str


@remembered(512, tags=attrgetter("length"))
def _crossing(form: Form, place: str) -> _Crossing | None:
    """None where only what is before it tells in what place its tags stand, or where its tags do not match."""
    walk, noted, closes = _Walk(place), [], []
    for n, tag in enumerate(form.tags):
        if tag.closes and not walk.open_elements and tag.name not in THRESHOLDS:
            closes.append(tag.name)
        elif note := walk.past(tag):
            noted.append((n, note))
    return None if walk.is_lost else _Crossing(tuple(noted), tuple(closes), tuple(walk.open_elements), walk.place)


def _inside(element: str, place: str) -> str:
    """Where the content of an element stands."""
    if element == "svg":
        return IN_DRAWING
    return IN_LABEL if place == IN_DRAWING and element in LABELS else place


def _second(names: tuple[str, ...], twice: frozenset[str]) -> str:
    return next((f"the id {name}, which stands twice," for name in names if name in twice), "") if twice else ""


@lru_cache(maxsize=2048)
def _note(tag: Tag, place: str) -> Note | None:
    """What is to be noted of a start tag; none where nothing is."""
    targets = _targets(tag)
    ids = tuple(value for name, value in tag.attributes.items() if name == "id")
    finding = _verdict(tag, place)
    return Note(finding, ids, targets) if finding or ids or targets else None


def _wrong(finding: str) -> Note:
    return Note(finding, (), ())


def _verdict(tag: Tag, place: str) -> str:
    """What is wrong with a start tag; empty where nothing is."""
    if tag.name not in ELEMENTS[place]:
        return f"the element <{tag.name}> {place}"
    if tag.self_closing and tag.name not in DRAWING_ELEMENTS and tag.name not in VOID:
        return f"<{tag.name}/>, which does not close itself,"
    if tag.name == "input" and tag.attributes.get("type") not in INPUT_TYPES:
        return "an <input> that is no checkbox, radio or search field"
    if tag.name == "button" and tag.attributes.get("type") != "button":
        return "a <button> without type=button"
    return next((bad for name, value in tag.attributes.items() if (bad := _refused(tag.name, name, value))), "")


def _refused(element: str, name: str, value: str) -> str:
    """What is wrong with an attribute; empty where nothing is."""
    if name.startswith(THEMES_OWN) or (name not in ATTRIBUTES and not name.startswith(ATTRIBUTE_FAMILIES)):
        return f"the attribute {name} on <{element}>"
    if name == "id" and not _NAME.fullmatch(value):
        return f"the id {value!r}: an id begins with a letter"
    if name == "class" and not FETCHED_BY_CLASS.isdisjoint(value.lower().split()):
        return f"the class {value!r}, for which the theme calls another host"
    if name in PAINTS and not _PAINT.fullmatch(value):
        return f"the paint {name}={value!r}"
    if name in ("href", "src"):
        return _refused_address(element, name, value)
    return ""


def _refused_address(element: str, name: str, value: str) -> str:
    inside = _INSIDE.fullmatch(value) is not None
    fits = {
        ("a", "href"): inside or is_outside_link(value),
        ("img", "src"): inside and not value.startswith("#"),
    }
    drawn = name == "href" and element in DRAWING_ELEMENTS and inside and value.startswith("#")
    return "" if drawn or fits.get((element, name), False) else f"the address {name}={value!r} on <{element}>"


def _targets(tag: Tag) -> tuple[str, ...]:
    """What the tag points to inside the site."""
    addresses = [value for name, value in tag.attributes.items() if name in ("href", "src")]
    painted = [_PAINT.fullmatch(value) for name, value in tag.attributes.items() if name in PAINTS]
    inside = [address for address in addresses if not is_outside_link(address)]
    return tuple(inside + [f"#{paint[1]}" for paint in painted if paint and paint[1]])


def _problem(finding: str, path: str, line: int) -> Problem:
    next_step = "escape it if it is text, or take it out of the template"
    return Problem(f"{finding} cannot be published", next_step, path=path, line=line)
