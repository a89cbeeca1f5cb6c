"""The shape of a page: all that the theme can see of a site but its words."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup, escape

from vpl_core.site.finished import Heading, Site, SitePage
from vpl_core.site.mkdocs_internals import H1, START
from vpl_core.site.stand_ins import StandIns

__all__ = ["Frame", "Shape", "frame_of", "same_shape", "shape_of"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages of one site share."""

    key: Hashable
    """Equal where two sites differ in nothing but words."""
    values: tuple[bytes, ...]
    """The words as they stand in a page: two for a name, exact and with each run of spaces as one; one for the rest."""
    names: dict[str, int]
    """Where in the values each name is. Two equal names are one, for a theme can tell that they are equal."""
    paths: dict[str, int]
    """Where in the values the last part of each page's path is; only of pages in the navigation."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One page's shape and its words."""

    key: Hashable
    """Equal where two pages differ in nothing but words."""
    values: tuple[bytes, ...]
    """Those of the frame, then the page's own; as many, and in the same order, for every page of this shape."""


def frame_of(site: Site, assets: str) -> Frame:
    """The frame of a site that fetches the theme's files from `assets`."""
    listed = [page for page in site.pages if page.in_nav]
    values = [_encoded(site.footer)]
    names: dict[str, int] = {}
    for name in (site.name, *(name for page in listed for name in (page.section, page.title) if name)):
        if name not in names:
            names[name] = len(values)
            values += _name(name)
    paths: dict[str, int] = {}
    for page in listed:
        paths[page.path] = len(values)
        values.append(_folder_and_name(page.path)[1].encode())
    entries = tuple((_place(page.path), names.get(page.section), names[page.title]) for page in listed)
    key = (assets, site.as_of, site.scripts, site.alternates, bool(site.footer), names[site.name], entries)
    return Frame(key, tuple(values), names, paths)


def shape_of(frame: Frame, page: SitePage) -> Shape:
    """The shape of one page of the frame's site."""
    path = frame.paths.get(page.path, _place(page.path))
    headings = tuple((heading.level, bool(heading.title)) for heading in page.headings)
    key = (frame.key, path, frame.names.get(page.title), headings, H1 in page.body, bool(page.body))
    own = [_encoded(page.body), *_name(page.title), _folder_and_name(page.path)[1].encode()]
    for heading in page.headings:
        own += (*_name(heading.title), heading.id.encode())
    return Shape(key, (*frame.values, *own))


def same_shape(site: Site, page: SitePage, frame: Frame, words: StandIns) -> tuple[Site, SitePage]:
    """A site with a page of the same shape, made of these words, and that page."""
    first = len(frame.values)
    body, title, path = first, first + 1, first + 3

    def name(text: str, place: int) -> str:
        return words.name(frame.names.get(text, place)) if text else ""

    def other(old: SitePage) -> SitePage:
        folder, last = _folder_and_name(old.path)
        last = last if last == START else words.word(frame.paths.get(old.path, path))
        section = name(old.section, title) if old.in_nav else ""
        new = replace(old, path=folder + last, title=name(old.title, title), section=section, headings=())
        if old is not page:
            return replace(new, body=Markup())
        markup = words.markup(body, H1 if H1 in old.body else "") if old.body else Markup()
        return replace(new, body=markup, headings=_headings(old.headings, words, path + 1))

    pages = {old.path: other(old) for old in site.pages if old.in_nav or old is page}
    footer = words.markup(0, "") if site.footer else Markup()
    twin = replace(site, name=words.name(frame.names[site.name]), pages=tuple(pages.values()), footer=footer)
    return twin, pages[page.path]


def _headings(headings: tuple[Heading, ...], words: StandIns, first: int) -> tuple[Heading, ...]:
    """Three places for each heading: its title twice, and its id."""
    places = range(first, first + 3 * len(headings), 3)
    return tuple(
        Heading(heading.level, words.word(place + 2), words.name(place) if heading.title else "")
        for heading, place in zip(headings, places, strict=True)
    )


def _place(path: str) -> tuple[str, bool]:
    """What the theme makes of a page's path: how to get from one folder to another, and which page is a start page."""
    folder, last = _folder_and_name(path)
    return folder, last == START


def _folder_and_name(path: str) -> tuple[str, str]:
    folder, slash, last = path.rpartition("/")
    return folder + slash, last


@lru_cache(maxsize=8192)
def _name(name: str) -> tuple[bytes, bytes]:
    """A name as text in a page: as it is, and as the theme prints it where it takes markup out of it."""
    return _encoded(escape(name)), _encoded(escape(" ".join(name.split())))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "xmlcharrefreplace")
