"""A finished site: bodies that are already HTML, names that are still plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from sys import intern

from markupsafe import Markup

from vpl_core.errors import BuildFailure, Problem

__all__ = ["Heading", "Site", "SitePage", "SiteTable"]

PAGE_PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*){0,3}")
LONGEST_PATH = 120
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?")
SCRIPT_PATH = re.compile(r"assets/vpl/[a-z0-9]+(?:-[a-z0-9]+)*\.js")
TAKEN = frozenset({"404", "assets", "search", "en", "ja", "ko"})
"""First parts of a path that the theme, a server, or the same site in another language claims for itself."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a body, for the table of contents and the search. TypeError where its title is markup."""

    level: int
    """1 to 6, as in `h1` to `h6`."""
    id: str
    """The `id` that the heading's element carries in the body."""
    title: str
    """Plain text."""

    def __post_init__(self) -> None:
        _refuse_markup(self.title, f"the title of heading {self.id}")


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page.

    TypeError where the body is not markup or a name is, BuildFailure where the path or the title is unusable.
    """

    path: str
    """The address without `.html`: `index`, `milestones/first-report`. Never made from a customer's words."""
    title: str
    """Plain text."""
    body: Markup
    """Finished HTML from an autoescaping environment, every element closed."""
    headings: tuple[Heading, ...]
    """In the order of the page."""
    section: str = ""
    """The part of the navigation that the page stands in, as plain text; empty for the top level."""
    in_nav: bool = True
    searchable: bool = True

    def __post_init__(self) -> None:
        _refuse_plain_text(self.body, f"the body of {self.path}")
        _refuse_markup(self.title, f"the title of {self.path}")
        _refuse_markup(self.section, f"the section of {self.path}")
        parts = self.path.split("/")
        if not PAGE_PATH.fullmatch(self.path) or len(self.path) > LONGEST_PATH or parts[0] in TAKEN:
            raise BuildFailure(_unusable_path(self.path))
        if not self.title.strip():
            raise BuildFailure(_nameless(self.file))

    @property
    def file(self) -> str:
        """The page's file within the site: `milestones/first-report.html`."""
        return intern(f"{self.path}.html")


@dataclass(frozen=True, slots=True)
class SiteTable:
    """A table that pages link to: text, for a spreadsheet. BuildFailure where the path is unusable."""

    path: str
    """The address: `value/benefits.csv`. Never made from a customer's words."""
    text: str
    """Comma-separated, UTF-8."""

    def __post_init__(self) -> None:
        name, dot, ending = self.path.rpartition(".")
        if not PAGE_PATH.fullmatch(name) or (dot, ending) != (".", "csv") or name.split("/")[0] in TAKEN:
            raise BuildFailure(_unusable_path(self.path))


@dataclass(frozen=True, slots=True)
class Site:
    """All that one site is made of.

    TypeError where the footer is not markup or the name is; BuildFailure where the site has no name, no start page, two
    pages at one address, or asks for a language or a script by an impossible name.
    """

    name: str
    """Plain text."""
    language: str
    """A language that Material speaks: `en`, `ja`, `ko`."""
    pages: tuple[SitePage, ...]
    """In the order of the navigation; one is `index`, on the top level."""
    footer: Markup
    """Finished HTML that stands at the foot of every page."""
    as_of: date
    """The day that the site speaks of; the only date that can get into it."""
    tables: tuple[SiteTable, ...] = ()
    """Tables beside the pages, for a spreadsheet."""
    scripts: tuple[str, ...] = ()
    """The theme's scripts that this site needs besides Material's own: `assets/vpl/table.js`."""
    alternates: tuple[tuple[str, str], ...] = ()
    """Every language of the same site, this one among them, with the folder that it is in, seen from this site's:
    empty, `ja/`, `../`. Each has the same pages. Nothing where there is one language only."""
    beside: Iterable[SitePage] = ()
    """Pages outside the navigation, perhaps very many: each is made when its turn comes, and nobody holds them all."""

    def __post_init__(self) -> None:
        _refuse_plain_text(self.footer, f"the footer of {self.name}")
        _refuse_markup(self.name, "the name of the site")
        times = Counter(page.path for page in self.pages)
        problems = [twice(f"{path}.html") for path, count in times.items() for _ in range(count - 1)]
        if not any(page.path == "index" and page.in_nav and not page.section for page in self.pages):
            problems.append(_no_start_page())
        problems += [_no_script(script) for script in self.scripts if not SCRIPT_PATH.fullmatch(script)]
        if not LANGUAGE.fullmatch(self.language):
            problems.append(_no_language(self.language))
        if not self.name.strip():
            problems.append(_nameless("the site"))
        if problems:
            raise BuildFailure(*problems)

    @property
    def every_page(self) -> Iterator[SitePage]:
        """All pages, those outside the navigation that are beside the others last."""
        return chain(self.pages, self.beside)

    def with_only(self, pages: Sequence[SitePage]) -> Site:
        """The same site with no more pages beside the others than these."""
        if self.beside == ():
            return self
        held = {page.path for page in self.pages}
        return replace(self, pages=(*self.pages, *(page for page in pages if page.path not in held)), beside=())


def _refuse_plain_text(value: object, name: str) -> None:
    if not isinstance(value, Markup):
        raise TypeError(f"{name} is {type(value).__name__}: give the Markup that an autoescaping environment returns")


def _refuse_markup(value: str, name: str) -> None:
    if isinstance(value, Markup):
        raise TypeError(f"{name} is Markup: give plain text, it is escaped wherever it is printed")


def _unusable_path(path: str) -> Problem:
    rule = f"small ASCII letters, digits and single hyphens, at most four parts, not under {', '.join(sorted(TAKEN))}"
    return Problem(f"{path!r} cannot be a page's path", f"use {rule}", field="path")


def _nameless(what: str) -> Problem:
    return Problem(f"{what} has no name", "give it a title of at least one letter", field="title")


def twice(file: str) -> Problem:
    return Problem("two pages have this path", "give one of them another path", path=file)


def _no_language(language: str) -> Problem:
    return Problem(f"{language!r} is no language", "write it as en, ja or ko", field="language")


def _no_script(path: str) -> Problem:
    return Problem(f"{path!r} is no script of the theme", "name it as assets/vpl/<name>.js", field="scripts")


def _no_start_page() -> Problem:
    return Problem("the site has no start page", "add a page with the path index, in the navigation, without section")
