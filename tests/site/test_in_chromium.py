"""In a real browser a site is silent, calls nobody, is found by its words, and no name comes to life in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup, escape

from tests.site.browser import ANSWERS, ASK, DESK, TOUCH_ALL, Browser, needs_chromium, serving
from vpl_core.site import press
from vpl_core.site.build import SiteBuilder
from vpl_core.site.shell import HOSTILE

pytestmark = needs_chromium

CALLS_ANOTHER_HOST = "<object data=//evil.example>"
NAMES = [
    HOSTILE,
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    CALLS_ANOTHER_HOST,
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<img src=//evil.example/x.png>",
    "&lt;img src=x onerror=alert(1)&gt;",
]
POLICY = (
    "default-src 'none'; script-src 'self' %s; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)


@pytest.fixture
def served(tmp_path, builder) -> Iterator[tuple[str, Path]]:
    """An address and the folder behind it, under a strict policy where the folder's name is `strict`."""
    policy = POLICY % " ".join(f"'{name}'" for name in builder.script_hashes("en"))
    with serving(tmp_path, policy) as address:
        yield address, tmp_path


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("en", "billing hours", "billing"),
        ("en", "billing hours", "12"),
        ("ja", "請求エラーと証明済み", "請求エラー"),
        ("ja", "請求エラーと証明済み", "証明"),
        ("ko", "청구 오류", "오류"),
    ],
)
def test_a_word_of_a_page_is_found_under_a_strict_policy_without_a_sound(
    language, words, asked, browser, served, builder, site
):
    address, folder = served
    builder.build(site(language=language, words=words), folder / "strict")
    browser.visit(f"{address}/strict/index.html")
    browser.run(ASK % json.dumps(asked))
    browser.until(f"{ANSWERS}.length > 0")
    assert any(f"ladder {words}" in title for title in browser.run(ANSWERS))
    assert not browser.noise()
    assert all(url.startswith(address) for url in browser.called())


def test_the_palette_changes_at_a_click(browser, served, builder, site):
    address, folder = served
    builder.build(site(), folder / "strict")
    browser.visit(f"{address}/strict/index.html")
    before = browser.run("document.body.dataset.mdColorScheme")
    browser.run("[...document.querySelectorAll('[data-md-component=palette] label')].find(e => !e.hidden).click()")
    browser.until(f"document.body.dataset.mdColorScheme != {json.dumps(before)}")
    assert not browser.noise()


def test_the_palette_that_a_reader_chose_is_on_the_next_page_before_the_theme_s_own_script(
    browser, served, builder, site
):
    address, folder = served
    builder.build(site(), folder / "strict")
    browser.look(f"{address}/strict/index.html", width=DESK)
    browser.switch_palette()
    chosen = browser.run("document.body.dataset.mdColorScheme")
    browser.call("Network.setBlockedURLs", urls=["*/bundle.*"])
    browser.visit(f"{address}/strict/ladder.html")
    shown = browser.run("document.body.dataset.mdColorScheme")
    browser.call("Network.setBlockedURLs", urls=[])
    browser.as_it_was()
    assert shown == chosen == "slate"


def hostile_site(site, page):
    """Every hostile name as a page's title, a heading, a section, in the text and in an attribute."""
    lines = [Markup('<p title="{0}">{0} zebra <abbr title="{0}">x</abbr></p>').format(name) for name in NAMES]
    pages = [page(f"p{n}", words=f"{name} zebra", section=f"Part {name}") for n, name in enumerate(NAMES)]
    start = page("index", words=HOSTILE, body=Markup("").join(lines), headings=())
    return site(words=HOSTILE + CALLS_ANOTHER_HOST, pages=(start, *pages))


def provoke(browser: Browser, address: str) -> None:
    """Visits, asks the search, touches everything that is there."""
    browser.visit(address)
    browser.run(ASK % json.dumps("zebra"))
    browser.until(f"{ANSWERS}.length > 0")
    browser.run(TOUCH_ALL)
    browser.linger(1)


def test_no_name_comes_to_life_when_everything_is_touched(browser, served, builder, site, page):
    address, folder = served
    builder.build(hostile_site(site, page), folder / "open")
    for file in ("index", "p1"):
        provoke(browser, f"{address}/open/{file}.html")
        assert browser.run("window.ran") == []
        assert not browser.noise()
        assert all(url.startswith(address) and not url.endswith("/x") for url in browser.called())
        assert browser.run("document.querySelectorAll('img, object, iframe, [onerror]').length") == 0


def test_these_checks_can_see_a_name_that_comes_to_life(browser, served, site, page, monkeypatch):
    address, folder = served
    monkeypatch.setattr(press, "INERT_FEATURES", press.INERT_FEATURES | {"content.tooltips"})
    monkeypatch.setattr(press.MkDocsConfig, "validate", with_feature("content.tooltips"))
    SiteBuilder().build(hostile_site(site, page), folder / "open")
    provoke(browser, f"{address}/open/index.html")
    assert browser.run("window.ran.length") > 0
    assert [url for url in browser.called() if "evil.example" in url]


def with_feature(name: str) -> Any:
    validate = press.MkDocsConfig.validate

    def validated(self: Any) -> Any:
        found = validate(self)
        self.theme["features"] = [*self.theme.get("features", []), name]
        return found

    return validated


def test_the_hostile_names_would_act_if_they_were_not_escaped():
    assert all(escape(name) != name for name in NAMES)


def test_each_language_finds_its_own_words_and_the_switcher_leads_to_the_same_page(browser, served, builder, site):
    address, folder = served
    builder.build(site(), folder / "two", [site(words="請求エラーの削減", language="ja")])
    for way, language, word in (("", "en", "Saved"), ("ja/", "ja", "請求エラー")):
        browser.visit(f"{address}/two/{way}milestones/first-report.html")
        assert browser.run("document.documentElement.lang") == language
        browser.run(ASK % json.dumps(word))
        browser.until(f"{ANSWERS}.length > 0")
    browser.run("document.querySelector('.md-select__link[hreflang=en]').click()")
    browser.until("location.pathname.endsWith('/two/milestones/first-report.html')")
    assert browser.run("document.documentElement.lang") == "en"
