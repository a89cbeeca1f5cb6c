"""Links within a site: each must lead to a page, a place on a page or a file that the site has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from vpl_core.errors import Problem
from vpl_core.site.fragment import Fragment, Spot, read

__all__ = ["Linked", "broken"]


class Linked(NamedTuple):
    """What links have to do with in a fragment that passed the gate; far less than all that is known of it."""

    ids: frozenset[str]
    references: tuple[tuple[Spot, str], ...]
    html: str

    def line(self, spot: Spot) -> int:
        """The line that the tag starts on, from 1."""
        fragment = read(self.html)
        return fragment.line(spot) if isinstance(fragment, Fragment) else 0


def broken(bodies: Mapping[str, Linked], *, everywhere: tuple[Linked, ...], files: frozenset[str]) -> Iterator[Problem]:
    """What leads nowhere, page by page.

    `bodies` are the pages by file name, `everywhere` are the fragments that stand on every page, whose links are
    followed from every page, and `files` are the site's other files.
    """
    shared = frozenset(name for fragment in everywhere for name in fragment.ids)
    places = {file: body.ids | shared for file, body in bodies.items()}
    for file, body in bodies.items():
        for found in (body, *everywhere):
            lost = [(spot, link) for spot, link in found.references if not _leads(link, file, places, files)]
            yield from (_problem(link, file, found.line(spot)) for spot, link in lost)


def _leads(link: str, file: str, places: Mapping[str, frozenset[str]], others: frozenset[str]) -> bool:
    target, place = _target(link, file)
    if place is None:
        return target in places or target in others
    return target in places and place in places[target]


@lru_cache(maxsize=8192)
def _target(link: str, file: str) -> tuple[str, str | None]:
    """The file that the link on a page leads to, and the place there; none where it names none."""
    address, has_place, place = link.partition("#")
    target = normpath(join(dirname(file), address)) if address else file
    return target, unquote(place) if has_place else None


def _problem(link: str, file: str, line: int) -> Problem:
    wrong, next_step = f"the link {link} leads nowhere in this site", "link to a page or an id that the site has"
    return Problem(wrong, next_step, path=file, line=line)
