"""The inspection: whether every page of a site may be published, and what the search finds on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.finished import Heading, SitePage, twice
from vpl_core.site.gate import Passed, examine
from vpl_core.site.links import Linked, Links
from vpl_core.site.marks import PATTERNS
from vpl_core.site.search_text import Entry, entries

__all__ = ["Inspection"]

FOOTER, SHARED_DRAWINGS = "footer", "shared drawings"
"""Where a problem lies that is in no single page."""


class Inspection:
    """Goes over the pages of one site, one after the other; of a page that has passed it keeps as little as it can."""

    def __init__(self, footer: str, files: frozenset[str]) -> None:
        """`footer` stands on every page; `files` are those of the site that are no pages."""
        everywhere: list[Linked] = []
        self.found: list[Entry] = []
        """What the search finds on the pages so far."""
        self._refused: list[Problem] = []
        self._refused_everywhere: list[Problem] = []
        self._lost_headings: list[Problem] = []
        self._files: set[str] = set()
        for html, name in ((footer, FOOTER), (PATTERNS, SHARED_DRAWINGS)):
            verdict = examine(html, name)
            if isinstance(verdict, Passed):
                everywhere.append(Linked(verdict.ids, verdict.references, html))
            else:
                self._refused_everywhere += verdict
        self._links = Links(tuple(everywhere), files)

    def passed(self, pages: Iterable[SitePage]) -> Iterator[SitePage]:
        """Each page once it has passed the gate, as long as all before it have.

        When all have been looked at: BuildFailure with all that is wrong in any of them, or in the footer; where
        nothing is, with every link that leads nowhere.
        """
        for page in pages:
            self._look_at(page)
            if not self._refused:
                yield page
        problems = [*self._refused, *self._refused_everywhere] or [*self._links.broken(), *self._lost_headings]
        if problems:
            raise BuildFailure(*problems)

    def _look_at(self, page: SitePage) -> None:
        verdict = examine(page.body, page.file)
        if not isinstance(verdict, Passed):
            self._refused += verdict
        elif page.file in self._files:
            self._refused.append(twice(page.file))
        else:
            self._files.add(page.file)
            self._links.note(page.file, Linked(verdict.ids, verdict.references, page.body))
            self._lost_headings += [_lost(one, page.file) for one in page.headings if one.id not in verdict.ids]
            self.found += entries(page, verdict.fragment) if page.searchable else ()


def _lost(heading: Heading, file: str) -> Problem:
    return Problem(f"the heading {heading.title!r} has no element with the id {heading.id}", "give it one", path=file)
