"""A logo: an SVG drawing that is read by an allow-list and written anew, so that it can do nothing but be seen.

The parser is the standard library's expat. It reads no document type, so there are no entities, and it fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from xml.parsers import expat

from markupsafe import Markup

from vpl_core.errors import Problem
from vpl_core.site.svg import element

__all__ = ["FOLLOWS", "Logo", "UnusableLogo", "logo_of"]

LARGEST, DEEPEST = 1 << 16, 24
"""Bytes of a file; elements inside each other."""
FOLLOWS = "currentColor"
"""What takes the colour of the text around it, which here is the accent."""

_SVG, _XML = "http://www.w3.org/2000/svg", "http://www.w3.org/XML/1998/namespace"
_EDITORS = ("http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://www.bohemiancoding.com/", _XML)
"""What drawing programs write for themselves under these is left out."""
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_HOLDERS = frozenset({"svg", "g", "defs"})
_LEFT_OUT = frozenset({"title", "desc", "metadata"})

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_LENGTH = re.compile(rf"{_NUMBER}(?:px)?|{_NUMBER}%")
_NUMBERS = re.compile(r"[-+0-9.eE,\s]*")
_COLOUR = re.compile(r"none|currentColor|black|white|#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_WORDS = {"fill-rule": "nonzero|evenodd", "clip-rule": "nonzero|evenodd", "stroke-linecap": "butt|round|square"}
_WORDS |= {"stroke-linejoin": "miter|round|bevel"}
_LENGTHS = frozenset({"x", "y", "width", "height", "rx", "ry", "r", "cx", "cy", "x1", "y1", "x2", "y2", "opacity"})
_LENGTHS |= {"fill-opacity", "stroke-opacity", "stroke-width", "stroke-miterlimit", "stroke-dashoffset"}
_GRAMMAR = {
    **dict.fromkeys(_LENGTHS, _LENGTH),
    **dict.fromkeys(("fill", "stroke"), _COLOUR),
    **{name: re.compile(words) for name, words in _WORDS.items()},
    "d": re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE.,+\-\s]*"),
    "points": _NUMBERS,
    "stroke-dasharray": re.compile(rf"none|{_NUMBERS.pattern}"),
    "transform": re.compile(r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\([-+0-9.eE,\s]*\)[,\s]*)*"),
}
"""Every attribute that is kept, with all that may stand in it."""
_INERT = frozenset({"id", "class", "version", "baseProfile", "data-name", "preserveAspectRatio", "role", "focusable"})
"""Attributes that are left out because nothing is lost with them."""
_ONLY_OF_THE_WHOLE = frozenset({"viewBox", "width", "height", "x", "y"})
_VIEW_BOX = re.compile(rf"\s*(?:{_NUMBER}[,\s]+){{3}}{_NUMBER}\s*")

_PLAIN = "save it as plain SVG, with shapes and presentation attributes only"
_STEPS = {
    "style": "write colours as fill and stroke attributes; drawing programs call these presentation attributes",
    "text": "turn the letters into paths, which need no font",
    "image": "draw it with paths: a logo fetches nothing and holds no other file",
    "use": "write the shape out where it is used",
    "linearGradient": "use plain colours",
    "radialGradient": "use plain colours",
}


@dataclass(frozen=True, slots=True)
class Logo:
    """A drawing of plain shapes."""

    view_box: str
    shapes: Markup
    colours: frozenset[str]
    """Every colour that something is drawn in, as #rrggbb, and `currentColor` where something follows the accent."""

    def inline(self, look: str) -> Markup:
        """The drawing for a page, with this class; what follows does so in either palette."""
        return element("svg", self.shapes, class_=look, viewBox=self.view_box, aria_hidden="true")

    def standing_alone(self, colour: str) -> Markup:
        """The drawing as a file of its own, where there is nothing to follow but the colour given."""
        fixed = Markup(self.shapes.replace(FOLLOWS, colour))
        return element("svg", fixed, xmlns=_SVG, viewBox=self.view_box, fill=colour)


class UnusableLogo(Exception):
    """The file is no logo; carries what is wrong, each with its line."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(*problems)


def logo_of(raw: bytes, path: str) -> Logo:
    """The drawing in the file; UnusableLogo with everything that is wrong in it, each kind once."""
    if len(raw) > LARGEST:
        message = f"the logo has {len(raw):,} bytes, and at most {LARGEST:,} are read"
        raise UnusableLogo(Problem(message, "simplify its paths, or draw the sign alone", path=path))
    reading = _Reading(path)
    parser = expat.ParserCreate("utf-8", " ")
    reading.listen_to(parser)
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as fault:
        said = expat.ErrorString(fault.code)
        reading.refuse(f"the file is no XML here: {said}", _PLAIN, line=fault.lineno)
    except _Enough:
        pass
    return reading.result()


class _Enough(Exception):
    """Nothing behind this place is worth reading."""


@dataclass(slots=True)
class _Reading:
    """What is known of the file so far."""

    path: str
    open: list[str] = field(default_factory=list)
    """The elements around the place."""
    paints: list[tuple[str, str]] = field(default_factory=list)
    """The fill and the stroke in force in each of them."""
    left_out: int = 0
    """How many of the elements around the place belong to what is left out."""
    view_box: str = ""
    shapes: list[Markup] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)
    problems: dict[str, Problem] = field(default_factory=dict)
    parser: expat.XMLParserType | None = None

    def listen_to(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.refuse_type
        parser.ProcessingInstructionHandler = self.refuse_instruction

    def refuse(self, message: str, step: str, *, line: int = 0) -> None:
        """Told once for each message, on the first line."""
        at = line or (self.parser.CurrentLineNumber if self.parser else 0)
        self.problems.setdefault(message, Problem(message, step, path=self.path, line=at, field="logo"))

    def refuse_type(self, *_: object) -> None:
        self.refuse("a document type stands there, which may declare entities", "delete the line <!DOCTYPE …>")
        raise _Enough

    def refuse_instruction(self, target: str, _: str) -> None:
        self.refuse(f"<?{target}?> stands there, which may fetch a style sheet", "delete it")

    def begin(self, name: str, given: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.left_out or (space == _SVG and local in _LEFT_OUT) or space.startswith(_EDITORS):
            self.left_out += 1
            return
        if not self.open and (space, local) != (_SVG, "svg"):
            self.refuse(f"<{local}> stands where <svg xmlns={_SVG!r}> is due", _PLAIN)
            raise _Enough
        if len(self.open) == DEEPEST:
            self.refuse(f"elements stand more than {DEEPEST} deep", "take the groups apart")
            raise _Enough
        if space != _SVG or local not in _SHAPES | _HOLDERS or (self.open and local == "svg"):
            self.refuse(f"<{local}> has no place in a logo", _STEPS.get(local, _PLAIN))
        self._take(local, dict(self._kept(local, given)), given)

    def _take(self, local: str, kept: dict[str, str], given: dict[str, str]) -> None:
        fill, stroke = self.paints[-1] if self.paints else (FOLLOWS, "none")
        self.paints.append((kept.get("fill", fill), kept.get("stroke", stroke)))
        if not self.open:
            self.view_box = self._box_of(given)
        elif self.open[-1] == "defs":
            self.refuse(f"<{local}> inside <defs> has no place in a logo", "write it where it is drawn")
        self.open.append(local)
        if local in _SHAPES:
            self.colours |= {_written_out(paint) for paint in self.paints[-1] if paint != "none"}
        if local != "defs":
            self.shapes.append(_beginning(local, kept))

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        local = self.open.pop()
        self.paints.pop()
        if local not in _SHAPES | {"defs"}:
            self.shapes.append(Markup("</g>"))

    def _kept(self, local: str, given: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in given.items():
            space, _, attribute = name.rpartition(" ")
            whole = local == "svg" and attribute in _ONLY_OF_THE_WHOLE
            if whole or space.startswith(_EDITORS) or (not space and attribute in _INERT):
                continue
            grammar = None if space else _GRAMMAR.get(attribute)
            if grammar is None:
                self.refuse(f"{attribute}= on <{local}> has no place in a logo", _STEPS.get(attribute, "remove it"))
            elif not grammar.fullmatch(value.strip()):
                shown = value.strip()[:40]
                self.refuse(f"{attribute}={shown!r} is not what may stand there", _step_for(attribute))
            else:
                yield attribute, value.strip()

    def _box_of(self, given: dict[str, str]) -> str:
        box = given.get("viewBox", "")
        if not box:
            box = " ".join(["0", "0", *(given.get(side, "").removesuffix("px") for side in ("width", "height"))])
        numbers = [float(part) for part in re.split(r"[,\s]+", box.strip())] if _VIEW_BOX.fullmatch(box) else []
        if not numbers or min(numbers[2:]) <= 0 or not all(map(isfinite, numbers)):
            self.refuse("the drawing does not say how large it is", 'give <svg> a viewBox: viewBox="0 0 24 24"')
            return ""
        return " ".join(f"{number:.10g}" for number in numbers)

    def result(self) -> Logo:
        if not self.problems and not self.colours:
            self.refuse("nothing is drawn in it", "give it a path, or another shape with a colour")
        if self.problems:
            raise UnusableLogo(*self.problems.values())
        return Logo(self.view_box, Markup("").join(self.shapes), frozenset(self.colours))


def _beginning(local: str, kept: dict[str, str]) -> Markup:
    """The tag; the whole drawing becomes a group, whose colours no style sheet of a page overrules."""
    attributes = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in kept.items())
    closed = "/" if local in _SHAPES else ""
    return Markup("<{}{}{}>").format("g" if local == "svg" else local, attributes, Markup(closed))


def _written_out(paint: str) -> str:
    if paint == FOLLOWS:
        return paint
    plain = {"black": "#000000", "white": "#ffffff"}.get(paint, paint.lower())
    return plain if len(plain) == 7 else "#" + "".join(2 * part for part in plain[1:])


def _step_for(attribute: str) -> str:
    if attribute in {"fill", "stroke"}:
        return "write it as #rrggbb, none, or currentColor for what takes the accent"
    return "write plain numbers"
