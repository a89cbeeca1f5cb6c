"""Pages that are put together are those of `mkdocs build`, run by itself in a fresh process on the same bodies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from tests.site.test_oracle import DIALOG_NAMES, TAKEN_OUT, vpl_theme
from vpl_core.site.build import Heading, Site, SitePage
from vpl_core.site.marks import PATTERNS
from vpl_core.site.mkdocs_internals import INERT_FEATURES, SEARCH_DIALOG, SEARCH_PLUGIN
from vpl_core.site.press import SEARCH_BY_LANGUAGE
from vpl_core.site.shared import SHARED

HOOK = '''
"""Gives MkDocs what it cannot read from a file: bodies that are finished and names that are escaped."""
import json
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.structure.toc import get_toc

SITE = json.loads(Path(__file__).with_name("site.json").read_text("utf-8"))


def on_config(config):
    config.site_name = escape(SITE["name"])
    drawn = {name: Markup(html) for name, html in SITE["everywhere"].items()}
    config.extra["vpl"] = {**drawn, "scripts": SITE["scripts"]}


def on_nav(nav, config, files):
    for item in [*nav.items, *(child for item in nav.items for child in item.children or ())]:
        item.title = escape(item.title)


def on_env(env, config, files):
    env.trim_blocks = env.lstrip_blocks = True
    read = env.loader.get_source

    def without_room(environment, template):
        source, name, fresh = read(environment, template)
        return joined([line.lstrip() for line in source.split("\\n") if line.strip()]), name, fresh

    env.loader.get_source = without_room


def joined(lines):
    """Lines of a template, those of elements and commands without a break between them."""
    source = ""
    for line in lines:
        beside = source.endswith(">") and line[0] in "<{" or source.endswith("}") and line.startswith(("<", "{%"))
        source += line if beside or not source else "\\n" + line
    return source + "\\n"


def on_page_markdown(markdown, page, config, files):
    page.meta["title"] = escape(SITE["pages"][page.file.src_uri]["title"])
    return ""


def on_page_content(html, page, config, files):
    headings = SITE["pages"][page.file.src_uri]["headings"]
    top, above = [], []
    for level, id, title in headings:
        token = {"level": level, "id": id, "name": escape(title), "children": []}
        above = [other for other in above if other["level"] < level]
        (above[-1]["children"] if above else top).append(token)
        above.append(token)
    page.toc = get_toc(top)
    return Markup(SITE["pages"][page.file.src_uri]["body"])
'''


NAMES = ["Plain", "Other", " A & B  \"Q\" <x> 'y' &amp; {{ 7*7 }} 株式会社　山田 \ue0003  \ue001 vplmark1vplmark "]
"""The sites differ in these; the last is put together."""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_pages_that_are_put_together_are_those_of_a_fresh_mkdocs_build(language, builder, site, page, tmp_path):
    sharing = builder.sharing(tmp_path / SHARED)
    for words in NAMES:
        wanted = varied(site, page, words, language)
        builder.build(wanted, tmp_path / "ours")
        sharing.build(wanted, tmp_path / "sharing")
    theirs = built_by_itself(wanted, tmp_path / "fresh")
    named = f'{SEARCH_DIALOG[:-1]} aria-label="{DIALOG_NAMES[language]}">'
    prefix = f"../{SHARED}/{next((tmp_path / SHARED).iterdir()).name}/"
    for each in wanted.pages:
        expected = (theirs / each.file).read_bytes().decode().replace(SEARCH_DIALOG, named, 1)
        ours, shared = ((tmp_path / name / each.file).read_bytes().decode() for name in ("ours", "sharing"))
        assert ours.replace(TAKEN_OUT, "") == expected, each.file
        assert shared.replace(prefix, "") == ours, each.file
    assert builder.problems == ()


def varied(site: Callable[..., Site], page: Callable[..., SitePage], words: str, language: str) -> Site:
    """Pages with many headings, few and none, in a section, below it and in no navigation."""
    many = tuple(Heading((1, 2, 3, 3, 2, 4)[n % 6] if n else 1, f"s{n}", f"{words} {n}") for n in range(30))
    body = Markup("").join(Markup('<h{0} id="{1}">{2}</h{0}>').format(h.level, h.id, h.title) for h in many)
    pages = (
        page("index", words=words, body=body, headings=many),
        page("part/first", words=words, section=f"Part {words}"),
        page("part/deep/second", words=words, section=f"Part {words}", body=Markup("<p>.</p>"), headings=()),
        page("last", words=words, title=f"Northwind {words}"),
        page("part/aside", words=words, in_nav=False),
    )
    return site(words=words, language=language, pages=pages, scripts=("assets/vpl/table.js",))


def navigation(site: Site) -> list[Any]:
    """`nav` with plain names."""
    listed: dict[str, list[Any]] = {}
    for page in site.pages:
        if page.in_nav:
            listed.setdefault(page.section or page.file, []).append({page.title: f"{page.path}.md"})
    return [pages[0] if name.endswith(".html") else {name: pages} for name, pages in listed.items()]


def built_by_itself(site: Site, folder: Path) -> Path:
    """The folder that `mkdocs build` wrote for the site."""
    for page in site.pages:
        source = folder / "docs" / f"{page.path}.md"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.touch()
    theme = vpl_theme()
    theme.pop("extends")
    features = [name for name in theme["features"] if name in INERT_FEATURES]
    settings = {
        "site_name": "-",
        "theme": {**theme, "language": site.language, "font": False, "features": features},
        "plugins": [{SEARCH_PLUGIN: SEARCH_BY_LANGUAGE.get(site.language, {})}],
        "hooks": ["hook.py"],
        "use_directory_urls": False,
        "nav": navigation(site),
        "not_in_nav": "".join(f"/{page.path}.md\n" for page in site.pages if not page.in_nav),
        "extra": {"generator": False, "scope": "/"},
    }
    told = {
        "name": site.name,
        "everywhere": {"patterns": PATTERNS, "footer": site.footer},
        "scripts": site.scripts,
        "pages": {
            f"{page.path}.md": {
                "title": page.title,
                "body": page.body,
                "headings": [(heading.level, heading.id, heading.title) for heading in page.headings],
            }
            for page in site.pages
        },
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    (folder / "site.json").write_text(json.dumps(told), "utf-8")
    (folder / "hook.py").write_text(HOOK, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "site")]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": ""})
    return folder / "site"
