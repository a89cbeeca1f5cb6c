"""A built site is the same everywhere, calls nobody, and holds only what was asked for."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup
from mkdocs import utils

from vpl_core.errors import BuildFailure
from vpl_core.site import mkdocs_internals
from vpl_core.site.build import Heading, Site, SiteBuilder, SitePage
from vpl_core.site.files import digest_of, site_file

BUILD_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import make_site
from vpl_core.site import mkdocs_internals
from vpl_core.site.files import digest_of, site_file
from vpl_core.site.build import SiteBuilder
print(SiteBuilder().build(make_site(language=sys.argv[3]), Path(sys.argv[2])).digest)
"""


class Fetches(HTMLParser):
    """Every address that a browser would call by itself, and every one that it would follow."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.followed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "srcset", "data", "poster", "action") or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            elif name == "href":
                self.followed.append(value or "")


def files_of(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def pages_of(directory: Path) -> dict[str, str]:
    return {str(path.relative_to(directory)): path.read_text("utf-8") for path in directory.rglob("*.html")}


def test_the_same_site_is_the_same_bytes_wherever_it_is_built(builder, site, tmp_path):
    one = builder.build(site(), tmp_path / "one")
    builder.build(site(words="another customer"), tmp_path / "between")
    two = SiteBuilder().build(site(), tmp_path / "far" / "two")
    assert one == two
    assert files_of(tmp_path / "one") == files_of(tmp_path / "far" / "two")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_clock_time_zone_hash_seed_umask_or_epoch_reaches_a_site(language, tmp_path):
    surroundings = [
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"},
        {"TZ": "America/Anchorage", "PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8"},
    ]
    digests = set()
    for n, changes in enumerate(surroundings):
        command = [sys.executable, "-c", BUILD_IN_ANOTHER_PROCESS, str(Path(__file__).parent), str(tmp_path / str(n))]
        environment = {**os.environ, **changes}
        done = subprocess.run(
            [*command, language],
            env=environment,
            umask=0o077 if n else 0o002,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
        assert not done.stderr
    assert len(digests) == 1


def test_the_day_of_a_site_is_the_only_day_that_a_template_meets(builder, site):
    met = contexts_of(builder, site(as_of=date(2025, 2, 3)))
    assert {context["build_date_utc"].isoformat() for context in met} == {"2025-02-03T00:00:00+00:00"}
    assert {context["page"].update_date for context in met} == {"2025-02-03"}


def contexts_of(builder: SiteBuilder, site: Site) -> list[dict[str, Any]]:
    """What the theme's template is given for each page."""
    met: list[dict[str, Any]] = []
    silent = SimpleNamespace(render=lambda context: met.append(context) or "")
    replace(builder._edition(site.language).press, template=silent).printed(site)
    return met


def test_nothing_in_a_site_leads_to_another_host(builder, site, tmp_path):
    builder.build(site(scripts=("assets/vpl/table.js",) if has_table_script(builder) else ()), tmp_path / "site")
    for file, html in pages_of(tmp_path / "site").items():
        found = Fetches(html)
        assert found.fetched, file
        assert not [address for address in found.fetched + found.followed if ":" in address or address.startswith("/")]
        assert "preconnect" not in html
        assert "dns-prefetch" not in html
    for file, content in files_of(tmp_path / "site").items():
        if file.endswith(".css"):
            addresses = re.findall(r"url\(([^)]*)", content.decode())
            assert not [address for address in addresses if "//" in address and "data:image/svg+xml" not in address]
        if file.endswith(".json"):
            assert b"://" not in content


def has_table_script(builder: SiteBuilder) -> bool:
    return any(
        Path(folder, "assets/vpl/table.js").is_file() for folder in builder._edition("en").press.config.theme.dirs
    )


def test_every_address_in_a_page_is_a_file_of_the_site(builder, site, tmp_path):
    builder.build(site(), tmp_path / "site")
    there = {path.resolve() for path in (tmp_path / "site").rglob("*")}
    for file, html in pages_of(tmp_path / "site").items():
        found = Fetches(html)
        for address in found.fetched + found.followed:
            target = address.partition("#")[0]
            assert not target or (tmp_path / "site" / file).parent.joinpath(target).resolve() in there, (file, address)


def test_a_site_holds_its_pages_its_index_and_the_files_they_fetch(builder, site, tmp_path):
    builder.build(site(), tmp_path / "site")
    found = {re.sub(r"\.[0-9a-f]{8}\.", ".*.", file) for file in files_of(tmp_path / "site")}
    ours = {file for file in found if file.startswith("assets/vpl/")}
    assert found - ours == {
        "index.html",
        "ladder.html",
        "milestones/first-report.html",
        "milestones/second.html",
        "search/search_index.json",
        "search/search_index.js",
        "assets/javascripts/bundle.*.min.js",
        "assets/javascripts/workers/search.*.min.js",
        "assets/stylesheets/main.*.min.css",
        "assets/stylesheets/palette.*.min.css",
    }
    assert "assets/vpl/vpl.css" in ours
    assert {file for file in ours if file.endswith(".js")} == {
        f"assets/vpl/{name}.js" for name in ("from-disk", "keyboard", "palette")
    }


def test_a_font_comes_with_its_licence(builder, site, tmp_path):
    builder.build(site(), tmp_path / "site")
    fonts = list((tmp_path / "site").rglob("*.woff2"))
    assert fonts
    assert all(list(path.parent.glob("*.txt")) for path in fonts)


@pytest.mark.parametrize(
    ("language", "extra"),
    [
        ("ja", {"lunr.ja.min.js", "lunr.stemmer.support.min.js", "tinyseg.js"}),
        ("ko", set()),
        ("de", {"lunr.de.min.js", "lunr.stemmer.support.min.js"}),
    ],
)
def test_each_language_brings_its_own_words_and_search(language, extra, builder, site, tmp_path):
    builder.build(site(), tmp_path / "en")
    builder.build(site(language=language), tmp_path / language)
    new = set(files_of(tmp_path / language)) - set(files_of(tmp_path / "en"))
    assert {Path(file).name for file in new} == extra
    assert f'<html lang="{language}"' in (tmp_path / language / "index.html").read_text()


def test_the_index_for_a_site_without_a_server_is_the_index(builder, site, tmp_path):
    builder.build(site(), tmp_path / "site")
    index, from_disk = (tmp_path / f"site/search/search_index.{kind}" for kind in ("json", "js"))
    assert from_disk.read_bytes() == b"var __index=" + index.read_bytes()


def test_japanese_words_part_where_the_script_changes(builder, site, tmp_path):
    builder.build(site(language="ja"), tmp_path / "ja")
    index = json.loads((tmp_path / "ja/search/search_index.json").read_text())
    assert index["config"]["lang"] == ["ja"]
    assert re.split(index["config"]["separator"], "請求エラー、証明済み") == ["請求", "エラー", "証明済", "み"]


def test_a_language_that_the_theme_does_not_speak_is_refused(builder, site, tmp_path):
    for language in ("xx", "../../etc", "en; rm", ""):
        with pytest.raises(BuildFailure, match="language"):
            builder.build(site(language=language), tmp_path / "site")
    assert not list(tmp_path.iterdir())


def test_files_can_be_read_by_a_web_server_whatever_the_umask(builder, site, tmp_path):
    before = os.umask(0o077)
    try:
        builder.build(site(), tmp_path / "site")
    finally:
        os.umask(before)
    modes = {path.is_dir(): set() for path in (tmp_path / "site").rglob("*")}
    for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]:
        modes[path.is_dir()].add(stat.S_IMODE(path.stat().st_mode))
    assert modes == {True: {0o755}, False: {0o644}}


def test_a_site_that_shrinks_leaves_nothing_behind(builder, site, page, tmp_path):
    builder.build(site(), tmp_path / "site")
    result = builder.build(site(pages=(page("index"),)), tmp_path / "site")
    assert [file for file in files_of(tmp_path / "site") if file.endswith(".html")] == ["index.html"]
    assert result.files == len(files_of(tmp_path / "site"))
    assert result.bytes == sum(map(len, files_of(tmp_path / "site").values()))
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_digest_changes_with_any_word(builder, site, tmp_path):
    changed = [site(), site(words="saved"), site(name="South"), site(footer=Markup("<p>Data to 2 Nov</p>"))]
    assert len({builder.build(each, tmp_path / "site").digest for each in changed}) == len(changed)


def test_the_digest_does_not_ask_in_which_order_files_were_made():
    files = [site_file("b", b"1"), site_file("a", b"2"), site_file("a/c", b"3")]
    assert digest_of(files) == digest_of(reversed(files))
    assert digest_of(files) != digest_of([site_file("a", b"1"), site_file("b", b"2"), site_file("a/c", b"3")])


def test_a_build_that_fails_leaves_the_last_good_site(builder, site, page, tmp_path):
    builder.build(site(), tmp_path / "site")
    before = files_of(tmp_path)
    failing = [
        site(pages=(page("index", body=Markup("<script>alert(1)</script>"), headings=()),)),
        site(pages=(page("index", link="gone.html"),)),
        site(footer=Markup("<p>")),
        site(scripts=("assets/vpl/nowhere.js",)),
    ]
    for each in failing:
        with pytest.raises(BuildFailure):
            builder.build(each, tmp_path / "site")
        assert files_of(tmp_path) == before
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_full_disk_leaves_the_last_good_site(builder, site, tmp_path, monkeypatch):
    builder.build(site(), tmp_path / "site")
    before = files_of(tmp_path)
    written = []

    def fails_at_the_fifth(*_: object) -> None:
        written.append(1)
        if len(written) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fchmod", fails_at_the_fifth)
    with pytest.raises(BuildFailure, match="No space left"):
        builder.build(site(words="new"), tmp_path / "site")
    assert files_of(tmp_path) == before


def test_text_that_nobody_escaped_is_no_body(site):
    with pytest.raises(TypeError, match="body of index"):
        SitePage("index", "Start", "<p>plain</p>", ())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="footer"):
        site(footer="<p>plain</p>")


def test_a_name_that_is_markup_is_no_name(site, page):
    for changes in ({"title": Markup("<b>x</b>")}, {"section": Markup("<b>x</b>")}):
        with pytest.raises(TypeError, match="plain text"):
            page("index", **changes)
    with pytest.raises(TypeError, match="plain text"):
        site(name=Markup("<b>x</b>"))
    with pytest.raises(TypeError, match="plain text"):
        Heading(2, "hours", Markup("<b>x</b>"))


def test_the_addresses_of_many_sites_do_not_pile_up(builder, site, tmp_path, monkeypatch):
    builder.build(site(), tmp_path / "site")
    assert utils._norm_parts.cache_info().currsize > 3
    monkeypatch.setattr(mkdocs_internals, "MOST_ADDRESSES", 3)
    builder.build(site(), tmp_path / "site")
    assert utils._norm_parts.cache_info().currsize == 0


UNUSABLE = [
    "",
    "/index",
    "a//b",
    "../up",
    "a/../b",
    "A",
    "a b",
    "a.b",
    "é",
    "a/",
    "-a",
    "a_b",
    "search/x",
    "assets",
    "404",
]


@pytest.mark.parametrize("path", [*UNUSABLE, "a\n", "a/b/c/d/e", "x" * 121])
def test_a_path_that_could_lead_elsewhere_is_refused(path, page):
    with pytest.raises(BuildFailure, match="path"):
        page(path)


def test_a_site_without_start_page_or_with_two_pages_at_one_address_is_refused(site, page):
    for pages in ((page("ladder"),), (page("index", section="Part"),), (page("index", in_nav=False),)):
        with pytest.raises(BuildFailure, match="start page"):
            site(pages=pages)
    with pytest.raises(BuildFailure, match="two pages"):
        site(pages=(page("index"), page("ladder"), page("ladder")))


def test_a_page_or_a_site_needs_a_name(site, page):
    with pytest.raises(BuildFailure, match="name"):
        page("index", title=" ")
    with pytest.raises(BuildFailure, match="name"):
        site(name="")


@pytest.mark.parametrize(
    "script", ["../x.js", "assets/vpl/../../x.js", "https://evil.example/x.js", "assets/vpl/x.css"]
)
def test_a_script_is_one_of_the_themes_own(script, site):
    with pytest.raises(BuildFailure, match="script"):
        site(scripts=(script,))


def test_a_heading_that_the_body_does_not_have_is_refused(builder, site, page, tmp_path):
    lost = site(pages=(page("index", headings=(Heading(2, "gone", "Gone"),)),))
    with pytest.raises(BuildFailure, match="gone") as failure:
        builder.build(lost, tmp_path / "site")
    assert failure.value.problems[0].path == "index.html"


def test_headings_stand_under_the_nearest_higher_one(builder, site, page):
    ranks = [(1, "a"), (3, "b"), (2, "c"), (3, "d"), (4, "e"), (2, "f")]
    body = Markup("").join(Markup('<h{0} id="{1}">x</h{0}>').format(*rank) for rank in ranks)
    headings = tuple(Heading(level, name, name) for level, name in ranks)
    (context,) = contexts_of(builder, site(pages=(page("index", body=body, headings=headings),)))

    def outline(items: Iterable[Any]) -> list[Any]:
        return [(item.id, outline(item.children)) for item in items]

    assert outline(context["page"].toc) == [("a", [("b", []), ("c", [("d", [("e", [])])]), ("f", [])])]


def test_a_page_outside_the_navigation_is_built_and_not_listed(builder, site, tmp_path):
    builder.build(site(), tmp_path / "site")
    assert (tmp_path / "site/milestones/second.html").is_file()
    assert not [file for file, html in pages_of(tmp_path / "site").items() if "second.html" in html]


def test_a_page_that_is_not_searchable_is_not_in_the_index(builder, site, page, tmp_path):
    builder.build(site(pages=(page("index"), page("ladder", searchable=False))), tmp_path / "site")
    index = json.loads((tmp_path / "site/search/search_index.json").read_text())
    assert {entry["location"] for entry in index["docs"]} == {"index.html", "index.html#hours"}


def test_the_search_dialog_has_a_name_in_the_language_of_the_site(builder, site, tmp_path):
    for language, word in (("en", "Search"), ("ja", "検索"), ("ko", "검색")):
        builder.build(site(language=language), tmp_path / language)
        for html in pages_of(tmp_path / language).values():
            assert re.findall(r'<[^>]*role="dialog"[^>]*>', html) == [
                f'<div class="md-search" data-md-component="search" role="dialog" aria-label="{word}">'
            ]


def test_the_palette_can_be_switched(builder, site, tmp_path):
    builder.build(site(), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text().count('name="__palette"') >= 2
