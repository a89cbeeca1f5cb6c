"""Shells: what the theme prints around the words, kept by shape, so that a page need only be put together."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from vpl_core.blame import told_shortly
from vpl_core.errors import Problem
from vpl_core.site.finished import Site, SitePage
from vpl_core.site.shapes import Frame, Shape, frame_of, same_shape, shape_of
from vpl_core.site.stand_ins import HOSTILE_WORDS, MARKS, StandIns, between_marks

__all__ = ["Oracle", "Shells"]

MOST_SHAPES = 1024
"""About 30 KB each; a portfolio of one segment in one language has some two dozen."""

AT_ONCE = 64
"""How many pages of a site are held at a time."""
TEACHING = 2
"""How many pages of a shape the oracle prints before the shell serves."""

Oracle = Callable[[Site, str, frozenset[str]], dict[str, bytes]]
"""Prints a site that finds the theme's files at an address, but only the files named; slow, and right by definition."""


class Shells:
    """Prints what the oracle prints, byte for byte, and quickly where it has met a page's shape twice before.

    The first page of a shape is printed by the oracle. So is the second, and now a shell is made: the oracle prints
    that page once more with a mark in the place of each word, and what stands between the marks is the shell. It serves
    from then on, provided that it gives what the oracle gives for a page of hostile words and for the page at hand. If
    not, the shape is left to the oracle for good, and a warning tells it.
    """

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self._met: OrderedDict[Hashable, _Shell | None] = OrderedDict()
        self._refused: dict[Hashable, str] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A warning where shapes have been left to the oracle."""
        if not self._refused:
            return ()
        number, first = len(self._refused), next(iter(self._refused.values()))
        wrong = f"the theme does more with words than print them, so builds are slow (kinds of page: {number}): {first}"
        next_step = "the sites are right; install the mkdocs and mkdocs-material that pyproject.toml asks for"
        return (Problem(wrong, next_step, warning=True),)

    def printed(self, site: Site, assets: str, pages: Iterable[SitePage]) -> Iterator[tuple[str, bytes]]:
        """These pages of the site with their file names, in their order; `assets` is where it finds the theme's files.

        However many there are, few of them are held at a time.
        """
        frame, coming = frame_of(site, assets), iter(pages)
        while some := tuple(islice(coming, AT_ONCE)):
            shapes = {page.file: shape_of(frame, page) for page in some}
            done = self._printed(_Some(site.with_only(some), assets, frame, some, shapes))
            yield from ((page.file, done[page.file]) for page in some)

    def _printed(self, some: _Some) -> dict[str, bytes]:
        """Of each shape that is not known yet, two pages teach it, and the others are filled in."""
        done: dict[str, bytes] = {}
        while len(done) < len(some.pages):
            waiting = [page for page in some.pages if page.file not in done]
            shells = {page.file: self._shell(some.shapes[page.file]) for page in waiting}
            done |= {file: shell.filled(some.shapes[file]) for file, shell in shells.items() if shell}
            slow = self._to_ask_for([page for page in waiting if page.file not in done], some.shapes)
            if slow:
                done |= self._oracle(some.site, some.assets, frozenset(page.file for page in slow))
            for page in slow:
                shape = some.shapes[page.file]
                self._meet(_Sight(some.site, some.assets, some.frame, page, shape, done[page.file]))
        return done

    def _to_ask_for(self, pages: Sequence[SitePage], shapes: Mapping[str, Shape]) -> list[SitePage]:
        """Two pages of each shape, by when it should be known; all pages of one that is left to the oracle."""
        times: Counter[Hashable] = Counter()
        asked = []
        for page in pages:
            key = shapes[page.file].key
            times[key] += 1
            if times[key] <= TEACHING or key in self._refused:
                asked.append(page)
        return asked

    def _shell(self, shape: Shape) -> _Shell | None:
        shell = self._met.get(shape.key)
        if shell is not None:
            self._met.move_to_end(shape.key)
        return shell

    def _meet(self, sight: _Sight) -> None:
        key = sight.shape.key
        if key in self._refused or self._met.get(key) is not None or len(self._refused) == MOST_SHAPES:
            return
        if key in self._met:
            self._learn(sight)
        else:
            self._met[key] = None
        while len(self._met) > MOST_SHAPES:
            self._met.popitem(last=False)

    def _learn(self, sight: _Sight) -> None:
        try:
            _, marked = self._same_with(MARKS, sight)
            shell = _cut(marked)
            proofs = (self._same_with(HOSTILE_WORDS, sight), (sight.shape, sight.printed))
            why = next((wrong for shape, right in proofs if (wrong := shell.difference(shape, right))), "")
        except Exception as fault:  # whatever a theme does with stand-ins, the page at hand has been printed
            why = told_shortly(fault)
        if why:
            self._refused[sight.shape.key] = f"{sight.page.file}, {why}"
        else:
            self._met[sight.shape.key] = shell

    def _same_with(self, words: StandIns, sight: _Sight) -> tuple[Shape, bytes]:
        """The shape of the same page with other words, and what the oracle prints for it."""
        site, page = same_shape(sight.site, sight.page, sight.frame, words)
        printed = self._oracle(site, sight.assets, frozenset([page.file]))
        return shape_of(frame_of(site, sight.assets), page), printed[page.file]


@dataclass(frozen=True, slots=True)
class _Some:
    """Some pages of a site."""

    site: Site
    assets: str
    frame: Frame
    pages: tuple[SitePage, ...]
    shapes: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class _Sight:
    """A page that the oracle has printed, and the site it is from."""

    site: Site
    assets: str
    frame: Frame
    page: SitePage
    shape: Shape
    printed: bytes


@dataclass(frozen=True, slots=True)
class _Shell:
    """A page without its words."""

    parts: tuple[bytes, ...]
    """What the theme prints, with a gap behind each part but the last."""
    places: tuple[int, ...]
    """For each gap, where among a shape's values its word is."""

    def filled(self, shape: Shape) -> bytes:
        """The page with the words of this shape."""
        page = [b""] * (2 * len(self.places) + 1)
        page[::2] = self.parts
        page[1::2] = [shape.values[place] for place in self.places]
        return b"".join(page)

    def difference(self, shape: Shape, right: bytes) -> str:
        """Where the shell first gives another byte than is right; empty where it never does."""
        filled = self.filled(shape)
        if filled == right:
            return ""
        at = next(n for n, (one, other) in enumerate(zip_longest(filled, right)) if one != other)
        around = right[max(0, at - 20) : at + 40].decode("utf-8", "replace")
        return f"byte {at}: {around!r}"


def _cut(marked: bytes) -> _Shell:
    """The shell, from a page with a mark in the place of each word."""
    parts, places = zip(*between_marks(marked.decode()), strict=True)
    return _Shell(tuple(part.encode() for part in parts), places[:-1])
