"""In a real browser a site that shares the theme's files looks and works like one that has them itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.browser import ANSWERS, ASK, Browser, needs_chromium, serving
from tests.site.test_in_chromium import POLICY
from vpl_core.site.shared import SHARED

pytestmark = needs_chromium

LOOK = """
JSON.stringify([...document.querySelectorAll("body, body *")].map(element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return [element.tagName, style.color, style.backgroundColor, style.fontFamily, box.x, box.y, box.width, box.height];
}))
"""
PAGES = ("index.html", "milestones/first-report.html")


@pytest.fixture
def sites(tmp_path, builder, site) -> Path:
    """One site in two languages, sharing and by itself, under a folder that is served with a strict policy."""
    folder = tmp_path / "strict"
    sharing = builder.sharing(folder / SHARED)
    for language, words in (("en", "billing hours"), ("ja", "請求エラーと証明済み")):
        wanted = site(language=language, words=words)
        sharing.build(wanted, folder / language)
        builder.build(wanted, folder / f"{language}-alone")
    return tmp_path


@pytest.fixture
def address(sites, builder) -> Iterator[str]:
    policy = POLICY % " ".join(f"'{name}'" for name in builder.script_hashes("en"))
    with serving(sites, policy) as served:
        yield f"{served}/strict"


def looks(browser: Browser, address: str) -> Any:
    """How each element of a page looks at rest, with the palette as it is and switched."""
    browser.visit(address)
    browser.promised("document.fonts.ready.then(() => true)")
    light = at_rest(browser)
    browser.switch_palette()
    dark = at_rest(browser)
    browser.switch_palette()
    return light, dark


def at_rest(browser: Browser) -> Any:
    """How each element looks once the scripts have put everything in its place: the same three times in a row."""
    seen: list[Any] = []
    for _ in range(100):
        browser.settle()
        seen.append(browser.run(LOOK))
        if len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]:
            return seen[-1]
        browser.linger(0.15)
    raise AssertionError("the page never comes to rest")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_every_element_looks_the_same_in_either_palette(scheme, language, browser, sites, address):
    place = address if scheme == "http" else (sites / "strict").as_uri()
    for file in PAGES:
        sharing, alone = (looks(browser, f"{place}/{name}/{file}") for name in (language, f"{language}-alone"))
        assert sharing == alone
        assert sharing[0] != sharing[1]
        assert "Inter" in sharing[0]
    if scheme == "http":
        assert not browser.noise()


@pytest.mark.parametrize(("language", "asked"), [("en", "billing"), ("ja", "請求エラー"), ("ja", "証明")])
def test_the_search_works_from_the_shared_worker_and_calls_nobody_else(language, asked, browser, address):
    for file in PAGES:
        browser.visit(f"{address}/{language}/{file}")
        browser.run(ASK % json.dumps(asked))
        browser.until(f"{ANSWERS}.length > 0")
        assert any("ladder" in title for title in browser.run(ANSWERS))
        assert not browser.noise()
        called = browser.called()
        assert all(url.startswith((f"{address}/{language}/", f"{address}/{SHARED}/")) for url in called)
        assert [url for url in called if "/workers/search." in url and f"/{SHARED}/" in url]


@pytest.mark.parametrize(("language", "asked"), [("en", "billing"), ("ja", "請求エラー"), ("ja", "証明")])
def test_a_standalone_site_is_searched_from_a_disk_without_a_sound(language, asked, browser, sites):
    for file in PAGES:
        browser.visit(f"{(sites / 'strict').as_uri()}/{language}-alone/{file}")
        browser.run(ASK % json.dumps(asked))
        browser.until(f"{ANSWERS}.length > 0")
        assert any("ladder" in title for title in browser.run(ANSWERS))
        assert not browser.noise()
        assert all(url.startswith(f"{(sites / 'strict').as_uri()}/{language}-alone/") for url in browser.called())


def test_nothing_that_a_page_fetches_is_missing(browser, address):
    for language in ("en", "ja"):
        browser.visit(f"{address}/{language}/index.html")
        browser.promised("document.fonts.ready.then(() => 1)")
        browser.linger(0.3)
        got = [event["params"]["response"] for event in browser.events if event["method"] == "Network.responseReceived"]
        assert len(got) > 5
        assert {answer["status"] for answer in got} <= {200, 304}
