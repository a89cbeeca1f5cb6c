"""Build one site through MkDocs' own objects, from finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site import shared, theme
from vpl_core.site.alternates import alternating
from vpl_core.site.brand import NO_BRAND, Brand
from vpl_core.site.files import SiteFile, digest_of, site_file, write
from vpl_core.site.finished import Heading, Site, SitePage
from vpl_core.site.inspection import Inspection
from vpl_core.site.mkdocs_internals import forget_addresses, lunr_files, versions
from vpl_core.site.press import Press, prepared
from vpl_core.site.search_text import index_file
from vpl_core.site.shell import HOSTILE, SCRIPT, Shell, examined, probe
from vpl_core.site.shells import Oracle, Shells
from vpl_core.site.swap import staged

__all__ = ["BuiltSite", "Heading", "Site", "SiteBuilder", "SitePage"]

SEARCH_INDEX, SEARCH_FROM_DISK = "search/search_index.json", "search/search_index.js"
"""The second is for a site that is opened without a server; Material looks for both by these names."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What a build wrote."""

    files: int
    bytes: int
    digest: str
    """SHA-256 over every path, in order, with the SHA-256 of its file: equal where two sites are equal."""


class SiteBuilder:
    """Builds sites one after another and keeps what they share. One for each process; not for several threads.

    Making one costs nothing; the first site of a language pays for the reading and checking of the theme. A process
    that is about to fork calls `warm` first, and its children find all of it done.
    """

    def __init__(
        self,
        *,
        shared: Path | None = None,
        theme_name: str = "vpl",
        theme_dir: Path | None = None,
        brand: Brand = NO_BRAND,
    ) -> None:
        """`shared` is the folder beside the sites that the theme's files go to; without it each site has its own.

        `theme_dir` takes the theme from a directory with its own `mkdocs_theme.yml` instead of by name.
        """
        self._shared = shared
        self._theme_name = theme_name
        self._theme_dir = theme_dir
        self._brand = brand
        self._editions: dict[str, _Edition] = {}
        self._placed: set[str] = set()

    def sharing(self, folder: Path | None) -> SiteBuilder:
        """A builder with another shared folder, or none; what either has read of the theme serves both."""
        other = SiteBuilder(shared=folder, theme_name=self._theme_name, theme_dir=self._theme_dir, brand=self._brand)
        other._editions = self._editions
        return other

    def warm(self, languages: Iterable[str]) -> None:
        """Reads and checks the theme in these languages, and puts its shared files in their place."""
        for language in languages:
            edition = self._edition(language)
            if self._shared is not None and language not in self._placed:
                shared.place(edition.shared_files, self._shared)
                self._placed.add(language)

    def build(self, site: Site, destination: Path, others: Sequence[Site] = ()) -> BuiltSite:
        """Puts the site at `destination`, whole; beside the shared folder where there is one.

        `others` are the same site in other languages, each with the same pages: they go to `ja/` and the like, and
        every page leads to itself in each language.

        BuildFailure, with the last good site still in place, where a body or the footer does not pass the gate, where a
        link leads nowhere, where the theme lacks something, or where the destination cannot be replaced.
        """
        try:
            if self._shared is not None and self._shared.absolute().parent != destination.absolute().parent:
                raise BuildFailure(_astray(destination, self._shared))
            sites = alternating(site, others)
            self.warm(one.language for _, one in sites)
            files = [self._files(folder, one) for folder, one in sites]
            with staged(destination) as directory:
                written = write(chain.from_iterable(files), directory)
        except TemplateError as error:
            raise BuildFailure(_broken_theme(error)) from error
        except OSError as error:
            raise BuildFailure(_unwritten(destination, error)) from error
        forget_addresses()
        return BuiltSite(len(written), sum(file.size for file in written), digest_of(written))

    def _files(self, folder: str, site: Site) -> Iterable[SiteFile]:
        """The files of one language, each made when its turn comes."""
        assets = self._assets(site.language)
        files = self._edition(site.language).files(site, f"../{assets}" if assets and folder else assets)
        return (replace(file, path=f"{folder}{file.path}") for file in files) if folder else files

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings: what cost time, and changed nothing in any site."""
        return tuple(problem for edition in self._editions.values() for problem in edition.shells.problems)

    def script_hashes(self, language: str) -> tuple[str, ...]:
        """The inline scripts of the pages in this language, as a Content-Security-Policy names them in `script-src`."""
        return self._edition(language).shell.script_hashes

    def theme_digest(self, language: str) -> str:
        """SHA-256 of all that decides what stands around the bodies: equal digests, equal pages for equal sites.

        In it are the versions of the engine, every file of the theme and of the brand, and where the pages look for
        them. Nothing has to be printed for it.
        """
        shared_folder = "" if self._shared is None else self._shared.name
        made_of = theme.made_of(self._theme_name, self._theme_dir)
        told = [*versions(), shared_folder, language, self._brand.logo, made_of]
        told += [f"{file.digest} {file.path}" for file in self._brand.files]
        return sha256("\n".join(told).encode()).hexdigest()

    def set_of(self, language: str) -> str:
        """The name of the set of files that sites of the language share; empty where each has its own."""
        return "" if self._shared is None else shared.name_of(self._edition(language).shared_files)

    def _assets(self, language: str) -> str:
        """Where a site finds the theme's files, as seen from its own folder; empty for the folder itself."""
        return "" if self._shared is None else f"../{self._shared.name}/{self.set_of(language)}/"

    @property
    def _theme(self) -> dict[str, Any]:
        return theme.settings(self._theme_name, self._theme_dir)

    def _edition(self, language: str) -> _Edition:
        if language not in self._editions:
            self._editions[language] = _edition(self._theme, language, self._brand)
        return self._editions[language]


@dataclass(frozen=True, slots=True)
class _Edition:
    """What the sites of one language share."""

    press: Press
    brand: Brand
    shell: Shell
    shells: Shells
    assets: frozenset[str]
    """The theme's files that every site needs."""

    @property
    def shared_files(self) -> tuple[SiteFile, ...]:
        """The theme's files that any site may need."""
        folders = self.press.folders
        return theme.files(folders, self.assets.union(theme.scripts(folders)), self.brand.files)

    def files(self, site: Site, assets: str) -> Iterator[SiteFile]:
        """Every file of the site, one after another; the theme's own are among them only where `assets` is empty.

        BuildFailure at the last page where a body or the footer does not pass the gate, or a link leads nowhere.
        """
        fetched = theme.files(self.press.folders, self.assets.union(site.scripts), self.brand.files)
        tables = tuple(site_file(table.path, table.text.encode()) for table in site.tables)
        own = tables if assets else (*fetched, *tables)
        inspection = Inspection(site.footer, frozenset(file.path for file in own))
        printed = self.shells.printed(site, assets, inspection.passed(site.every_page))
        pages = (site_file(file, html) for file, html in printed)
        return chain(own, pages, self._search_index(inspection, from_disk=not assets))

    def _search_index(self, inspection: Inspection, *, from_disk: bool) -> Iterator[SiteFile]:
        index = index_file(self.press.search_settings, inspection.found)
        yield site_file(SEARCH_INDEX, index)
        if from_disk:
            yield site_file(SEARCH_FROM_DISK, b"var __index=" + index)


def _edition(settings: dict[str, Any], language: str, brand: Brand) -> _Edition:
    press = prepared(settings, language, brand)
    plain, hostile = press.printed(probe(language)), press.printed(probe(language, HOSTILE))
    shell = examined(plain, hostile)
    assets = frozenset([*shell.assets, *lunr_files(press.search_settings["lang"])])
    return _Edition(press, brand, shell, Shells(_oracle(press, shell)), assets)


def _oracle(press: Press, shell: Shell) -> Oracle:
    """The press, with a look at what it prints: every page of a site has the same scripts."""

    def printed(site: Site, assets: str, only: frozenset[str]) -> dict[str, bytes]:
        pages = press.printed(site, assets, only)
        for file, html in pages.items():
            if (more := html.count(SCRIPT) - shell.scripts) != len(site.scripts):
                raise BuildFailure(_odd_scripts(file, lacking=more < len(site.scripts)))
        return {file: html.encode("utf-8", "xmlcharrefreplace") for file, html in pages.items()}

    return printed


def _odd_scripts(file: str, *, lacking: bool) -> Problem:
    if lacking:
        return Problem("the theme leaves out a script of the site", "print config.extra.vpl.scripts in it", path=file)
    return Problem("a script that the theme has nowhere else", "mend the theme", path=file)


def _broken_theme(error: TemplateError) -> Problem:
    return Problem(f"the theme's templates do not work: {error}", "mend the theme, or install it again")


def _astray(destination: Path, shared_folder: Path) -> Problem:
    wrong = f"{destination} is not beside {shared_folder}, from where its pages would fetch the theme's files"
    return Problem(wrong, "put the sites and the shared folder side by side", path=str(destination))


def _unwritten(destination: Path, error: OSError) -> Problem:
    wrong = f"the site could not be written: {error}"
    return Problem(wrong, "make room or mend the permissions, then build again", path=str(destination))
