"""One site in several languages: the same pages, each leading to itself in the others."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from vpl_core.errors import BuildFailure
from vpl_core.site.alternates import alternating
from vpl_core.site.build import SiteBuilder
from vpl_core.site.shared import SHARED

SWITCH = re.compile(r'<a href="([^"]+)" hreflang="(\w\w)" class="md-select__link">\s*([^\s<]+)')


def in_three(site):
    """The same site in three languages, other words in each."""
    first = site()
    return first, [site(words=words, language=language) for words, language in (("保存", "ja"), ("저장", "ko"))]


@pytest.fixture(scope="module")
def built(tmp_path_factory, builder, site) -> Path:
    target = tmp_path_factory.mktemp("sites") / "northwind"
    first, others = in_three(site)
    for _ in range(3):  # by the third time every shape is known
        builder.build(first, target, others)
    return target


def test_every_page_leads_to_itself_in_every_language(built, site):
    for folder, language in (("", "en"), ("ja/", "ja"), ("ko/", "ko")):
        for page in site().pages:
            place = built / folder / page.file
            html = place.read_text("utf-8")
            assert f'<html lang="{language}"' in html
            there = {of: (place.parent / link).resolve() for link, of, _ in SWITCH.findall(html)}
            assert there == {of: (built / way / page.file).resolve() for of, way in WAYS.items()}
            assert all(target.is_file() for target in there.values())
            assert [name for _, _, name in SWITCH.findall(html)] == ["English", "日本語", "한국어"]
            assert 'rel="alternate"' not in html, "Material's script would ask the server for a sitemap of each"


WAYS = {"en": "", "ja": "ja/", "ko": "ko/"}


def test_each_language_has_a_search_of_its_own(built):
    indexes = {
        way: str(json.loads((built / way / "search/search_index.json").read_text("utf-8"))) for way in WAYS.values()
    }
    assert "保存" in indexes["ja/"] and "저장" in indexes["ko/"]
    assert "保存" not in indexes[""] and "Saved" not in indexes["ja/"]


def test_a_known_shape_gives_the_bytes_of_the_oracle(built, builder, site):
    first, others = in_three(site)
    for folder, one in alternating(first, others):
        right = builder._edition(one.language).press.printed(one)
        for file, html in right.items():
            assert (built / folder / file).read_text("utf-8") == html


def test_a_site_in_one_language_has_no_switcher(tmp_path, builder, site):
    builder.build(site(), tmp_path / "northwind")
    assert "md-select" not in (tmp_path / "northwind/index.html").read_text("utf-8")


def test_a_language_that_is_not_asked_for_any_more_is_gone(tmp_path, builder, site):
    first, others = in_three(site)
    builder.build(first, tmp_path / "northwind", others)
    builder.build(first, tmp_path / "northwind", others[:1])
    assert (tmp_path / "northwind/ja/index.html").is_file()
    assert not (tmp_path / "northwind/ko").exists()


def test_every_language_finds_the_shared_files(tmp_path, site):
    first, others = in_three(site)
    SiteBuilder(shared=tmp_path / "sites" / SHARED).build(first, tmp_path / "sites/northwind", others)
    for way in WAYS.values():
        for page in site().pages:
            place = tmp_path / "sites/northwind" / way / page.file
            fetched = re.findall(r'(?:href|src)="([^"]*assets/[^"]+)"', place.read_text("utf-8"))
            assert fetched and all((place.parent / one).resolve().is_file() for one in fetched)


def test_a_page_that_is_missing_in_one_language_is_told(tmp_path, builder, site):
    first, [other, _] = in_three(site)
    lacking = replace(other, pages=other.pages[:-1])
    with pytest.raises(BuildFailure) as refusal:
        builder.build(first, tmp_path / "northwind", [lacking])
    [problem] = refusal.value.problems
    assert (problem.path, "every language" in problem.message) == ("milestones/second.html", True)
    assert not (tmp_path / "northwind").exists()


def test_two_sites_in_one_language_are_refused(tmp_path, builder, site):
    with pytest.raises(BuildFailure, match="one language"):
        builder.build(site(), tmp_path / "northwind", [site()])
