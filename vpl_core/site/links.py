"""Links within a site: each must lead to a page, a place on a page or a file that the site has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote
from zlib import compress, decompress

from vpl_core.errors import Problem
from vpl_core.site.fragment import Fragment, Spot, read

__all__ = ["Linked", "Links"]


class Linked(NamedTuple):
    """What links have to do with in a fragment that passed the gate; far less than all that is known of it."""

    ids: frozenset[str]
    references: tuple[tuple[Spot, str], ...]
    html: str | bytes
    """As text; bytes where it is packed."""

    def line(self, spot: Spot) -> int:
        """The line that the tag starts on, from 1."""
        html = self.html if isinstance(self.html, str) else decompress(self.html).decode("utf-8", "surrogatepass")
        fragment = read(html)
        return fragment.line(spot) if isinstance(fragment, Fragment) else 0

    def packed(self) -> Linked:
        """The same in less room where it is long, to wait until every page is there."""
        if len(self.html) <= _LONG or isinstance(self.html, bytes):
            return self
        return self._replace(html=compress(self.html.encode("utf-8", "surrogatepass"), 1))


_LONG = 100_000
"""Characters: a table of a portfolio, and hardly a page of a customer."""


class Links:
    """The links of a site, noted page by page; one that is seen to lead somewhere is forgotten at once."""

    def __init__(self, everywhere: tuple[Linked, ...], files: frozenset[str]) -> None:
        """`everywhere` are the fragments that stand on every page, `files` are the site's files that are no pages."""
        self._everywhere, self._files = everywhere, files
        self._shared = frozenset(name for fragment in everywhere for name in fragment.ids)
        self._places: dict[str, frozenset[str]] = {}
        self._alike: dict[frozenset[str], frozenset[str]] = {}
        """The places of each page, for very many pages have the same ones."""
        self._open: list[tuple[str, Linked, Spot, str]] = []

    def note(self, file: str, body: Linked) -> None:
        """A page that is there from now on; the links of what stands everywhere are followed from it too."""
        self._places[file] = self._alike.setdefault(body.ids, body.ids)
        for found in (body, *self._everywhere):
            lost = [(spot, link) for spot, link in found.references if not self._leads(link, file)]
            if lost:
                waiting = found.packed()
                self._open += [(file, waiting, spot, link) for spot, link in lost]

    def broken(self) -> Iterator[Problem]:
        """What leads nowhere, page by page, now that all of them are there."""
        for file, found, spot, link in self._open:
            if not self._leads(link, file):
                yield _problem(link, file, found.line(spot))

    def _leads(self, link: str, file: str) -> bool:
        target, place = _target(link, file)
        if target not in self._places:
            return place is None and target in self._files
        return place is None or place in self._shared or place in self._places[target]


@lru_cache(maxsize=2048)
def _target(link: str, file: str) -> tuple[str, str | None]:
    """The file that the link on a page leads to, and the place there; none where it names none."""
    address, has_place, place = link.partition("#")
    target = normpath(join(dirname(file), address)) if address else file
    return target, unquote(place) if has_place else None


def _problem(link: str, file: str, line: int) -> Problem:
    wrong, next_step = f"the link {link} leads nowhere in this site", "link to a page or an id that the site has"
    return Problem(wrong, next_step, path=file, line=line)
