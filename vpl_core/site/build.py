"""Build one site through MkDocs' own objects, from finished pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site import links, theme
from vpl_core.site.files import SiteFile, digest_of, site_file, write
from vpl_core.site.finished import Heading, Site, SitePage
from vpl_core.site.gate import Passed, examine
from vpl_core.site.marks import PATTERNS
from vpl_core.site.mkdocs_internals import forget_addresses, lunr_files
from vpl_core.site.press import Press, prepared
from vpl_core.site.search_text import entries, index_file
from vpl_core.site.shell import HOSTILE, SCRIPT, Shell, examined, probe
from vpl_core.site.swap import staged

__all__ = ["BuiltSite", "Heading", "Site", "SiteBuilder", "SitePage"]

SEARCH_INDEX = "search/search_index.json"
FOOTER, SHARED_DRAWINGS = "footer", "shared drawings"
"""Where a problem lies that is in no single page."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What a build wrote."""

    files: int
    bytes: int
    digest: str
    """SHA-256 over every path, in order, with the SHA-256 of its file: equal where two sites are equal."""


class SiteBuilder:
    """Builds sites one after another and keeps what they share. One for each process; not for several threads.

    Making one costs nothing; the first site of a language pays for the reading and checking of the theme.
    """

    def __init__(self, *, theme_name: str = "vpl", theme_dir: Path | None = None) -> None:
        """`theme_dir` takes the theme from a directory with its own `mkdocs_theme.yml` instead of by name."""
        self._theme_name = theme_name
        self._theme_dir = theme_dir
        self._editions: dict[str, _Edition] = {}

    def build(self, site: Site, destination: Path) -> BuiltSite:
        """Puts the site at `destination`, whole.

        BuildFailure, with the last good site still in place, where a body or the footer does not pass the gate, where a
        link leads nowhere, where the theme lacks something, or where the destination cannot be replaced.
        """
        try:
            files = self._edition(site.language).files(site)
            with staged(destination) as directory:
                write(files, directory)
        except TemplateError as error:
            raise BuildFailure(_broken_theme(error)) from error
        except OSError as error:
            raise BuildFailure(_unwritten(destination, error)) from error
        forget_addresses()
        return BuiltSite(len(files), sum(len(file.content) for file in files), digest_of(files))

    def script_hashes(self, language: str) -> tuple[str, ...]:
        """The inline scripts of the pages in this language, as a Content-Security-Policy names them in `script-src`."""
        return self._edition(language).shell.script_hashes

    def _edition(self, language: str) -> _Edition:
        if language not in self._editions:
            self._editions[language] = _edition(theme.settings(self._theme_name, self._theme_dir), language)
        return self._editions[language]


@dataclass(frozen=True, slots=True)
class _Edition:
    """What the sites of one language share."""

    press: Press
    shell: Shell
    assets: frozenset[str]
    """The theme's files that every site needs."""

    def files(self, site: Site) -> tuple[SiteFile, ...]:
        """Every file of the site."""
        shared = theme.files(tuple(self.press.config.theme.dirs), self.assets.union(site.scripts))
        bodies = _gated(site, frozenset(file.path for file in shared))
        return (*shared, *self._pages(site), self._search_index(site, bodies))

    def _pages(self, site: Site) -> list[SiteFile]:
        printed = self.press.printed(site)
        for file, html in printed.items():
            if html.count(SCRIPT) != self.shell.scripts + len(site.scripts):
                raise BuildFailure(Problem("a script that the theme has nowhere else", "mend the theme", path=file))
        return [site_file(file, html.encode("utf-8", "xmlcharrefreplace")) for file, html in printed.items()]

    def _search_index(self, site: Site, bodies: Mapping[str, Passed]) -> SiteFile:
        searchable = [page for page in site.pages if page.searchable]
        found = [entry for page in searchable for entry in entries(page, bodies[page.file].fragment)]
        return site_file(SEARCH_INDEX, index_file(self.press.search_settings, found))


def _edition(settings: dict[str, Any], language: str) -> _Edition:
    press = prepared(settings, language)
    shell = examined(press.printed(probe(language)), press.printed(probe(language, HOSTILE)))
    return _Edition(press, shell, frozenset([*shell.assets, *lunr_files(press.search_settings["lang"])]))


def _gated(site: Site, files: frozenset[str]) -> dict[str, Passed]:
    """The bodies by file name; BuildFailure with all that is wrong in any of them."""
    fragments = {page.file: page.body for page in site.pages} | {FOOTER: site.footer, SHARED_DRAWINGS: PATTERNS}
    found = {name: examine(html, name) for name, html in fragments.items()}
    problems = [problem for verdict in found.values() if isinstance(verdict, list) for problem in verdict]
    if problems:
        raise BuildFailure(*problems)
    passed = {name: verdict for name, verdict in found.items() if isinstance(verdict, Passed)}
    everywhere = (passed.pop(FOOTER), passed.pop(SHARED_DRAWINGS))
    problems = [*links.broken(passed, everywhere=everywhere, files=files), *_lost_headings(site, passed)]
    if problems:
        raise BuildFailure(*problems)
    return passed


def _lost_headings(site: Site, bodies: Mapping[str, Passed]) -> list[Problem]:
    return [
        Problem(f"the heading {heading.title!r} has no element with the id {heading.id}", "give it one", path=page.file)
        for page in site.pages
        for heading in page.headings
        if heading.id not in bodies[page.file].ids
    ]


def _broken_theme(error: TemplateError) -> Problem:
    return Problem(f"the theme's templates do not work: {error}", "mend the theme, or install it again")


def _unwritten(destination: Path, error: OSError) -> Problem:
    wrong = f"the site could not be written: {error}"
    return Problem(wrong, "make room or mend the permissions, then build again", path=str(destination))
