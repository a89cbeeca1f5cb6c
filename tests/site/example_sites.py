"""The example portfolio built as `vpl build` builds it, with the kind of each of its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.given_facts import built, holding
from tests.portfolios import collect
from vpl_core.app.portfolio import Workspace, open_workspace
from vpl_core.hookspecs import hookimpl
from vpl_core.model.audience import CustomerView
from vpl_core.model.extra_pages import ExtraPage, FactList, PageSection, Paragraph, TextTable
from vpl_core.registry import Candidate
from vpl_core.site.finished import SitePage
from vpl_core.site.pages import PageMaker

PORTFOLIO = Path(__file__).parents[2] / "examples/portfolio"
ACCOUNTS = ("northwind", "copperbeech", "hinokizaka", "kingsmere", "quillon", "amberlow")
"""Much proven, much claimed, in Japanese, with a story that may be told, without any data, and just begun."""
IN_A_PART = 4
"""So many accounts stand in one table of the internal portfolio, so that there is a second part of it to look at."""
KINDS = sorted(
    template.name.removesuffix(".j2")
    for template in Path(str(files("vpl_pages"))).glob("*.j2")
    if '<h1 id="top"' in template.read_text("utf-8")
)
"""Every template that is a page of a site, and not something that pages have in common."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page of the sites."""

    kind: str
    path: str
    length: int
    """Characters of its file."""


@dataclass(frozen=True, slots=True)
class ShownSites:
    """The built sites where they can be visited."""

    folder: Path
    address: str
    pages: tuple[ShownPage, ...]

    def fullest(self, kind: str) -> ShownPage:
        """The page of the kind that has most on it; an error where no page is of that kind."""
        return max(self._of(kind), key=lambda page: (page.length, page.path))

    def emptiest(self, kind: str) -> ShownPage:
        return min(self._of(kind), key=lambda page: (page.length, page.path))

    def of_site(self, site: str) -> list[ShownPage]:
        """All pages of one site: `sites/ACCOUNT` or `portfolio`."""
        return [page for page in self.pages if page.path.startswith(f"{site}/")]

    def _of(self, kind: str) -> list[ShownPage]:
        found = [page for page in self.pages if page.kind == kind]
        assert found, f"no account of the example has a page of the kind {kind!r}: give one what the page needs"
        return found


class Plugin:
    """Adds a page with one of each thing that a plugin's page can hold."""

    @hookimpl
    def vpl_pages(self, view: CustomerView) -> tuple[ExtraPage, ...]:
        table = TextTable(columns=("Step", "Who", "Until"), rows=(("Ask for the export", "You", "1 Dec 2026"),) * 3)
        facts = FactList(facts=(("Kind of plan", "Yearly"), ("Paid by", ""), ("Seats", "40")))
        words = Paragraph(text="What follows comes from the contract.\nIt is read every night.")
        section = PageSection(title="The contract", note="As signed.", blocks=(words, facts, table))
        return (ExtraPage(id="contract", title="Contract", lead="What did we agree on?", sections=(section,)),)


def built_examples(place: Path) -> tuple[ShownPage, ...]:
    """Builds the sites of `ACCOUNTS` and the internal portfolio into the place, and tells their pages."""
    workspace = open_workspace(PORTFOLIO)
    as_of: Any = workspace.settings.portfolio.as_of
    assert isinstance(as_of, dt.date)
    with kinds_told() as made, patch("vpl_core.site.portfolio_pages.PART", IN_A_PART):
        result = built(with_more(workspace), as_of, place)
    assert result.ok, result
    return tuple(_shown(place, file, made) for file in sorted(place.rglob("*.html")))


def with_more(workspace: Workspace) -> Workspace:
    """Only `ACCOUNTS`, with a plugin that adds a page."""
    contract = Candidate("contract", "contract-kit", "1", Plugin)
    return holding(workspace, collect(workspace, ACCOUNTS).facts, more=(contract,))


@contextmanager
def kinds_told() -> Iterator[list[tuple[str, SitePage]]]:
    """Notes of every page that is made which template it was made from."""
    made: list[tuple[str, SitePage]] = []
    page, told = PageMaker.page, PageMaker._told

    @wraps(page)
    def noting_page(self: PageMaker, template: str, *args: Any, **parts: Any) -> SitePage:
        made.append((template, page(self, template, *args, **parts)))
        return made[-1][1]

    @wraps(told)
    def noting_told(self: PageMaker, view: CustomerView, template: str, *args: Any, **kept: Any) -> SitePage:
        made.append((template, told(self, view, template, *args, **kept)))
        return made[-1][1]

    with patch.multiple(PageMaker, page=noting_page, _told=noting_told):
        yield made


def _shown(place: Path, file: Path, made: list[tuple[str, SitePage]]) -> ShownPage:
    html, path = file.read_text("utf-8"), str(file.relative_to(place))
    for kind, page in made:
        if path.endswith(f"/{page.file}") and _heading_of(page.body) in html:
            return ShownPage(kind, path, len(html))
    raise AssertionError(f"{path} was not made from a template of vpl_pages")


def _heading_of(body: str) -> str:
    """The first heading with its tags; the rest of a body may change after it was made."""
    return body[body.index("<h1") : body.index("</h1>")]
