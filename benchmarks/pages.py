"""The same pages for everybody: finished sites of a portfolio, and the forms in which each contestant takes them."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import with_kits
from benchmarks.portfolios import AS_OF
from vpl_core.app.portfolio import open_workspace
from vpl_core.app.roster import Roster
from vpl_core.app.site import extra_pages
from vpl_core.app.views import site_view
from vpl_core.site.finished import Site, SitePage
from vpl_core.site.pages import PageMaker

HUGO_PROJECT = Path(__file__).parent / "hugo_project"
"""A theme by hand, far lighter than Material: a head, navigation, contents and a search index for each account."""

Named = tuple[str, Site]
"""A site with the id of its account."""


def finished(portfolio: Path) -> Iterator[Named]:
    """The site of each account by id, its bodies finished and not yet printed; ValueError where one cannot be read."""
    with with_kits():
        workspace, maker = open_workspace(portfolio), PageMaker()
    roster = Roster(workspace)
    for one in roster.assessed(roster.day(None, lambda: AS_OF)):
        view = site_view(workspace, one)
        yield one.id, maker.site(view, extra_pages(workspace, view))
    if roster.left_out:
        raise ValueError(f"{len(roster.left_out)} accounts cannot be read: `vpl check -C {portfolio}` says why")


def keep(sites: Iterable[Named], file: Path) -> None:
    """Puts the sites into a file, from which `kept` gives them one by one."""
    with file.open("wb") as out:
        for named in sites:
            pickle.dump(named, out, protocol=pickle.HIGHEST_PROTOCOL)


def kept(file: Path) -> Iterator[Named]:
    """The sites of a file that `keep` wrote."""
    with file.open("rb") as source:
        while source.peek(1):
            yield pickle.load(source)


def mkdocs_project(site: Site, folder: Path) -> None:
    """What `mkdocs build` takes: the bodies as one block of HTML each, which is quicker to read than Markdown."""
    for page in site.pages:
        _write(folder / "docs" / f"{page.path}.md", f"<div>\n{page.body}\n</div>\n")
    settings = {
        "site_name": site.name,
        "site_url": "https://example.com/",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": site.language, "font": False, "features": ["navigation.tabs"]},
        "plugins": ["search"],
        "nav": [{page.title: f"{page.path}.md"} for page in site.pages],
    }
    _write(folder / "mkdocs.yml", json.dumps(settings, ensure_ascii=False))


def hugo_project(sites: Iterable[Named], folder: Path) -> None:
    """What `hugo` takes: one project, each account a section of it, the bodies as HTML that it passes through."""
    shutil.copytree(HUGO_PROJECT, folder)
    for account, site in sites:
        for place, page in enumerate(site.pages, 1):
            text = f"{_front_matter(account, site, page, place)}\n{page.body}\n"
            _write(folder / "content" / account / _hugo_name(page), text)


def _hugo_name(page: SitePage) -> str:
    """All pages of an account lie side by side, for Hugo makes a section of every folder."""
    return "_index.html" if page.path == "index" else f"{page.path.replace('/', '--')}.html"


def _front_matter(account: str, site: Site, page: SitePage, place: int) -> str:
    told = {
        "title": page.title,
        "weight": place,
        "customer": site.name,
        "language": site.language,
        "headings": [{"id": heading.id, "title": heading.title} for heading in page.headings],
        "foot": str(site.footer),
        "file": page.file,
        "up": "../" * page.path.count("/"),
    }
    if page.path != "index":  # an address of its own would also be that of its search index
        told["url"] = f"/{account}/{page.file}"
    return json.dumps(told, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
