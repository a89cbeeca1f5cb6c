"""The example customers' sites in a real browser: quiet, fit for a phone, readable in the dark and without scripts."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from tests.site.browser import ANSWERS, ASK, TOUCH_ALL, needs_chromium, serving
from tests.site.test_hostile_texts import Hostile, twin
from vpl_core.app.portfolio import collect, open_workspace
from vpl_core.app.site import build_portfolio
from vpl_core.site.build import Site, SiteBuilder, SitePage
from vpl_core.site.templates import environment

pytestmark = needs_chromium

EXAMPLES = Path(__file__).parents[2] / "examples/portfolio"
ACCOUNTS = ("northwind", "copperbeech", "hinokizaka", "quillon")
"""Much proven, much claimed, in Japanese, and without any data."""
MILESTONES = {
    "northwind": "claim-errors-met",
    "copperbeech": "hours-given-back",
    "hinokizaka": "hours-given-back",
    "quillon": "ledger-connected",
}
RECORDS = {"northwind": ("decisions/claim-rules",)}
KINDS = ("index", "ladder", "milestones", "evidence", "decisions", "glossary")
PHONE, DESK = 390, 1280


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    workspace = open_workspace(EXAMPLES)
    place = tmp_path_factory.mktemp("examples")
    as_of: Any = workspace.settings.portfolio.as_of
    assert build_portfolio(workspace, collect(workspace, ACCOUNTS), as_of, place).ok
    with serving(place) as served:
        yield served


@pytest.fixture(autouse=True)
def as_it_was(browser) -> Iterator[None]:
    yield
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.call("Emulation.clearDeviceMetricsOverride")
    browser.call("Emulation.setEmulatedMedia", features=[])


def paths_of(account: str) -> list[str]:
    pages = [*KINDS, f"milestones/{MILESTONES[account]}", *RECORDS.get(account, ())]
    return [f"sites/{account}/{page}.html" for page in pages]


def look(browser: Any, address: str, path: str, *, width: int = DESK, scheme: str = "light") -> None:
    """Opens the page at that width, as somebody does who was never here."""
    # The page before would store its palette again as soon as the colour scheme changes.
    browser.visit("about:blank")
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    browser.call("Storage.clearDataForOrigin", origin=address, storageTypes="local_storage")
    browser.visit(f"{address}/{path}")


CUT_OFF = """
[...document.querySelectorAll('svg.v-bullet text, svg.v-columns text')]
  .filter(text => text.getBoundingClientRect().right > innerWidth + 1 || text.getBoundingClientRect().left < -1)
  .map(text => text.textContent)
"""


@pytest.mark.parametrize(
    ("account", "width"), [*((account, PHONE) for account in (*ACCOUNTS, "portfolio")), ("northwind", DESK)]
)
def test_no_page_makes_a_sound_calls_another_host_or_scrolls_sideways(account, width, browser, address):
    portfolio = ["portfolio/index.html", f"portfolio/accounts/{ACCOUNTS[0]}.html"]
    for path in portfolio if account == "portfolio" else paths_of(account):
        look(browser, address, path, width=width)
        assert not browser.noise(), path
        assert all(url.startswith(address) for url in browser.called() if url != "about:blank"), path
        assert browser.run("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert browser.run(CUT_OFF.strip()) == [], path
        assert browser.run("document.querySelector('h1').innerText.trim().length > 1"), path


CONTRAST = """
(() => {
  const rgb = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
  const light = colour => {
    const [r, g, b] = rgb(colour).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = getComputedStyle(document.body).backgroundColor;
  const of = element => {
    const [a, b] = [light(getComputedStyle(element).color), light(behind)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const shown = ['h1', '.vpl-lead', '.vpl-sub', '.vpl-feat__note', '.vpl-unknown li', '.vpl-measure__name p'];
  return [light(behind), Math.min(...shown.map(s => document.querySelector(s)).filter(e => e).map(of))];
})()
"""


@pytest.mark.parametrize("account", ACCOUNTS[:2])
def test_both_palettes_can_be_read(account, browser, address):
    grounds = {}
    for scheme in ("light", "dark"):
        look(browser, address, f"sites/{account}/index.html", scheme=scheme)
        grounds[scheme], contrast = browser.run(CONTRAST.strip())
        assert contrast >= 4.5, scheme
    assert grounds["light"] > 0.8
    assert grounds["dark"] < 0.05


@pytest.mark.parametrize("account", ACCOUNTS[2:])
def test_everything_can_be_read_without_scripts(account, browser, address):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    look(browser, address, f"sites/{account}/index.html")
    shown = browser.run("document.body.innerText")
    for words in ("What is not proven", "Where ", "How sure we are", "Verified by"):
        assert words in shown
    assert browser.run("document.querySelectorAll('a[href=\"ladder.html\"]').length > 0")
    look(browser, address, "portfolio/index.html")
    assert all(account in browser.run("document.body.innerHTML") for account in ACCOUNTS)
    assert browser.run("document.querySelector('.vpl-tools').hidden")


@pytest.mark.parametrize(
    ("account", "asked", "found"),
    [
        ("northwind", "claim errors", "Claim errors at the agreed target"),
        ("hinokizaka", "ファクス", "Overview"),
        ("hinokizaka", "hours given", "Agreed hours given back"),
    ],
)
def test_a_milestone_and_the_customers_own_words_are_found(account, asked, found, browser, address):
    look(browser, address, f"sites/{account}/decisions.html")
    browser.run(ASK % json.dumps(asked))
    browser.until(f"{ANSWERS}.length > 0")
    titles = browser.run(ANSWERS)
    assert any(found in title for title in titles), titles
    assert not browser.noise()


def test_the_portfolio_can_be_sorted_and_filtered(browser, address):
    look(browser, address, "portfolio/index.html")
    names = "[...document.querySelectorAll('#accounts-table tbody tr:not([hidden]) th a')].map(a => a.innerText)"
    browser.run("[...document.querySelectorAll('thead button')].find(b => b.innerText == 'Rung').click()")
    rungs = browser.run("[...document.querySelectorAll('#accounts-table tbody tr')].map(r => +r.cells[2].dataset.v)")
    assert rungs == sorted(rungs, reverse=True)
    assert len(set(rungs)) > 1
    browser.run(
        "const field = document.querySelector('.vpl-tools input'); field.value = 'plumb';"
        "field.dispatchEvent(new Event('input'));"
    )
    assert browser.run(names) == ["Copperbeech Heating & Plumbing"]
    assert browser.run("document.querySelector('[data-count]').innerText") == "1 of 4 accounts"


def test_of_a_long_table_the_beginning_is_shown_and_all_of_it_is_sorted_and_filtered(browser, tmp_path):
    body = Markup(environment().from_string(LONG_TABLE).render(rows=[(f"a{n:03}", f"{n}") for n in range(600)]))
    page = SitePage("index", "Start", body, ())
    site = Site("Many", "en", (page,), Markup(), dt.date(2026, 11, 15), scripts=("assets/vpl/table.js",))
    SiteBuilder().build(site, tmp_path / "many")
    names = "[...document.querySelectorAll('#long tbody th')].map(e => e.innerText)"
    every = [f"a{n:03}" for n in range(600)]
    with serving(tmp_path / "many") as served:
        look(browser, served, "index.html")
        assert browser.run(names) == every[:250]
        browser.run("document.querySelector('.vpl-more button').click()")
        assert browser.run(names) == every[:500]
        browser.run("document.querySelector('thead button').click()")
        assert browser.run(names) == every[::-1][:250]
        browser.run(
            "const field = document.querySelector('.vpl-tools input'); field.value = 'a59';"
            "field.dispatchEvent(new Event('input'));"
        )
        assert browser.run(names) == every[:589:-1]
        assert browser.run("document.querySelector('[data-count]').innerText") == "10 of 600 accounts"
        assert browser.run("document.querySelector('.vpl-more').hidden")
        browser.call("Emulation.setScriptExecutionDisabled", value=True)
        look(browser, served, "index.html")
        shown = "[...document.querySelectorAll('#long tbody tr')].filter(r => r.offsetHeight).length"
        assert browser.run(shown) == 600, "without scripts all of it stands there"


LONG_TABLE = """
{%- import "portfolio_tables.j2" as t -%}
{%- set head = [{"name": "Name", "kind": "", "sort": true}, {"name": "N", "kind": "", "sort": false}] -%}
{{ t.sortable_table("long", "All", head, rows) }}
"""


def test_a_page_prints_on_paper_even_from_the_dark(browser, address):
    look(browser, address, "sites/northwind/index.html", scheme="dark")
    printed = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert printed.startswith(b"%PDF")
    assert 1 <= printed.count(b"/Type /Page\n") <= 5
    browser.call("Emulation.setEmulatedMedia", media="print", features=[])
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    browser.call("Emulation.setEmulatedMedia", media="")


HOSTILE = "\"'` onmouseover=alert(1) autofocus onfocus=alert(1) </title></desc></svg><img src=x onerror=alert(1)>"


def test_no_hostile_text_of_a_customer_comes_to_life(browser, builder, tmp_path):
    made = twin(Hostile("acme", payload=HOSTILE))
    builder.build(made.site, tmp_path / "site")
    builder.build(made.portfolio, tmp_path / "portfolio")
    with serving(tmp_path) as served:
        for path in ("site/index", "site/milestones", "site/decisions", "portfolio/index"):
            look(browser, served, f"{path}.html")
            browser.run(TOUCH_ALL)
            assert browser.run("window.ran") == [], path
            assert not browser.noise(), path
            assert all(url.startswith(served) for url in browser.called() if url != "about:blank"), path
            assert browser.run("document.querySelectorAll('img, object, iframe, [onerror], [autofocus]').length") == 0
