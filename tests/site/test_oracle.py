"""A plain `mkdocs build` of the same pages, with nothing of ours in it but the bodies, gives the same site."""

from __future__ import annotations

import json
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from vpl_core.site.build import Heading, Site, SiteBuilder
from vpl_core.site.marks import PATTERNS
from vpl_core.site.mkdocs_internals import INERT_FEATURES, SEARCH_DIALOG, SEARCH_PLUGIN
from vpl_core.site.search_text import JAPANESE_SEPARATOR

DIALOG_NAMES = {"en": "Search", "ja": "検索", "ko": "검색"}
LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs writes and a private site does not want."""

FOR_DISKS = "search_index.js"
"""What Material would write only for a site that is never served."""

TAKEN_OUT = ' data-search-exclude="true"'
"""Material's search plugin removes the attribute once it has read it; it does no harm."""


class Bodies(BasePlugin):
    """Puts finished bodies where Markdown would have been."""

    def __init__(self, site: Site) -> None:
        self.pages = {f"{page.path}.md": page for page in site.pages}

    def on_env(self, env: Environment, **_: Any) -> None:
        env.trim_blocks = env.lstrip_blocks = True
        assert env.loader is not None
        read = env.loader.get_source

        def without_room(environment: Environment, template: str) -> Any:
            source, *rest = read(environment, template)
            return joined([line.lstrip() for line in source.split("\n") if line.strip()]), *rest

        env.loader.get_source = without_room  # type: ignore[method-assign]

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        page.meta["title"] = escape(self.pages[page.file.src_uri].title)
        return ""

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        finished = self.pages[page.file.src_uri]
        page.toc = get_toc(tokens(list(finished.headings)))
        return str(finished.body)


def joined(lines: list[str]) -> str:
    """Lines of a template, those of elements and commands without a break between them."""
    source = ""
    for line in lines:
        beside = (source.endswith(">") and line[0] in "<{") or (source.endswith("}") and line.startswith(("<", "{%")))
        source += line if beside or not source else f"\n{line}"
    return f"{source}\n"


class Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.found += data.split()


def tokens(headings: list[Heading]) -> list[Any]:
    """The table of contents of a page whose headings all have one rank."""
    return [{"level": h.level, "id": h.id, "name": escape(h.title), "children": []} for h in headings]


def built_by_mkdocs(site: Site, folder: Path, theme: dict[str, Any]) -> Path:
    """Builds the site with MkDocs' own command from Markdown files that are empty."""
    for page in site.pages:
        source = folder / "docs" / f"{page.path}.md"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.touch()
    inert = [name for name in theme.get("features", []) if name in INERT_FEATURES]
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": escape(site.name),
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "site"),
            "theme": {**theme, "language": site.language, "font": False, "features": inert},
            "plugins": {SEARCH_PLUGIN: {"separator": JAPANESE_SEPARATOR} if site.language == "ja" else {}},
            "use_directory_urls": False,
            "nav": navigation(site),
            "not_in_nav": "".join(f"/{page.path}.md\n" for page in site.pages if not page.in_nav),
            "extra": {"generator": False, "scope": "/", "vpl": {"patterns": PATTERNS, "footer": site.footer}},
        }
    )
    errors, _ = config.validate()
    assert not errors
    config.plugins["bodies"] = Bodies(site)
    build(config)
    return folder / "site"


def navigation(site: Site) -> list[Any]:
    """`nav` as an author would write it, for sites whose sections hold their pages side by side."""
    listed: dict[str, list[Any]] = {}
    for page in site.pages:
        if page.in_nav:
            listed.setdefault(page.section or page.path, []).append({escape(page.title): f"{page.path}.md"})
    return [pages[0] if name in {page.path for page in site.pages} else {escape(name): pages}
            for name, pages in listed.items()]  # fmt: skip


def vpl_theme() -> dict[str, Any]:
    import vpl_theme

    folder = Path(next(iter(vpl_theme.__path__)))
    settings = yaml.safe_load((folder / "mkdocs_theme.yml").read_text())
    return {**settings, "name": settings.pop("extends"), "custom_dir": str(folder)}


@pytest.fixture(params=["material", "vpl"])
def builders(request, builder) -> tuple[SiteBuilder, dict[str, Any]]:
    if request.param == "material":
        return SiteBuilder(theme_name="material"), {"name": "material"}
    theme = vpl_theme()
    theme.pop("extends", None)
    return builder, theme


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Saved"), ("en", "Übersee, 5th"), ("ja", "証明済み"), ("ko", "증명")]
)
def test_a_site_is_what_mkdocs_makes_of_the_same_pages(language, words, builders, site, tmp_path):
    ours, theme = builders
    wanted = site(language=language, words=words)
    ours.build(wanted, tmp_path / "ours")
    theirs = built_by_mkdocs(wanted, tmp_path / "mkdocs", theme)
    named = f'{SEARCH_DIALOG[:-1]} aria-label="{DIALOG_NAMES[language]}">'
    written = [path for path in (tmp_path / "ours").rglob("*") if path.is_file() and path.name != FOR_DISKS]
    assert len(written) > 8
    for path in written:
        file = str(path.relative_to(tmp_path / "ours"))
        if file.endswith(".json"):
            compare_indexes(json.loads(path.read_text()), json.loads((theirs / file).read_text()), wanted)
        elif file.endswith(".html"):
            expected = (theirs / file).read_text("utf-8")
            assert expected.count(SEARCH_DIALOG) == 1
            expected = expected.replace(SEARCH_DIALOG, named)
            assert path.read_text("utf-8").replace(TAKEN_OUT, "") == expected, file
        else:
            assert path.read_bytes() == (theirs / file).read_bytes(), file
    assert all((theirs / file).exists() and not (tmp_path / "ours" / file).exists() for file in LEFT_OUT)


def compare_indexes(ours: dict[str, Any], theirs: dict[str, Any], site: Site) -> None:
    """The same settings, sections and letters; our words are parted where Material's indexer lets them grow together.

    Material gives the page's own heading a section beside the page, we count it to the page.
    """
    assert ours["config"] == theirs["config"]
    expected: dict[str, list[str]] = {}
    for entry in theirs["docs"]:
        place = entry["location"].removesuffix("#start")
        expected.setdefault(place, []).extend([entry["title"], entry["text"]])
    found = {entry["location"]: entry for entry in ours["docs"]}
    assert list(found) == list(expected)
    for place, parts in expected.items():
        if "#" in place:
            assert found[place]["title"] == escape(site.pages[0].headings[0].title, quote=False)
            assert letters(found[place]["text"]) == letters(parts[1])
            assert words_of(found[place]["text"])[-1] == "12"
        else:
            assert letters(found[place]["text"]) == letters("".join(parts[2:]))


def words_of(html: str) -> list[str]:
    return Words(html).found


def letters(html: str) -> str:
    return "".join(words_of(html))
