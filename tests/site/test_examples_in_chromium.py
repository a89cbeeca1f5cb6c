"""The example sites at work in a real browser: searched, sorted, filtered, and deaf to hostile texts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from markupsafe import Markup

from tests.site.browser import ANSWERS, ASK, DESK, TOUCH_ALL, needs_chromium, serving
from tests.site.example_sites import ACCOUNTS
from tests.site.test_hostile_texts import Hostile, twin
from tests.worlds import assessed, day, known, playbook
from vpl_core.site import portfolio_pages
from vpl_core.site.build import Site, SiteBuilder, SitePage
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view, urgency
from vpl_core.site.templates import environment

pytestmark = needs_chromium


@pytest.fixture(autouse=True)
def as_it_was(browser) -> Iterator[None]:
    yield
    browser.as_it_was()


@pytest.mark.parametrize(
    ("account", "asked", "found"),
    [
        ("northwind", "claim errors", "Claim errors at the agreed target"),
        ("hinokizaka", "ファクス", "概要"),
        ("hinokizaka", "合意した時間", "合意した時間の削減"),
        ("hinokizaka", "手作業", "最初の手作業を置き換え"),
    ],
)
def test_a_milestone_and_the_customers_own_words_are_found(account, asked, found, browser, examples):
    browser.look(f"{examples.address}/sites/{account}/decisions.html", width=DESK)
    browser.run(ASK % json.dumps(asked))
    browser.until(f"{ANSWERS}.length > 0")
    titles = browser.run(ANSWERS)
    assert any(found in title for title in titles), titles
    assert not browser.noise()


def test_the_portfolio_can_be_sorted_and_filtered_with_all_its_parts(browser, examples):
    browser.look(f"{examples.address}/portfolio/index.html", width=DESK)
    names = "[...document.querySelectorAll('#accounts-table tbody tr:not([hidden]) th a')].map(a => a.innerText)"
    browser.run("[...document.querySelectorAll('thead button')].find(b => b.innerText == 'Rung').click()")
    browser.until(f"document.querySelectorAll('#accounts-table tbody tr').length == {len(ACCOUNTS)}")
    rungs = browser.run("[...document.querySelectorAll('#accounts-table tbody tr')].map(r => +r.cells[2].dataset.v)")
    assert rungs == sorted(rungs, reverse=True)
    assert len(set(rungs)) > 1
    browser.run(
        "const field = document.querySelector('.vpl-tools input'); field.value = 'plumb';"
        "field.dispatchEvent(new Event('input'));"
    )
    browser.until(f"{names}.length == 1")
    assert browser.run(names) == ["Copperbeech Heating & Plumbing"]
    assert browser.run("document.querySelector('[data-count]').innerText") == f"1 of {len(ACCOUNTS)} accounts"


def test_of_a_long_table_the_beginning_is_shown_and_all_of_it_is_sorted_and_filtered(browser, tmp_path):
    body = Markup(environment().from_string(LONG_TABLE).render(rows=[(f"a{n:03}", f"{n}") for n in range(600)]))
    page = SitePage("index", "Start", body, ())
    site = Site("Many", "en", (page,), Markup(), dt.date(2026, 11, 15), scripts=("assets/vpl/table.js",))
    SiteBuilder().build(site, tmp_path / "many")
    names = "[...document.querySelectorAll('#long tbody th')].map(e => e.innerText)"
    every = [f"a{n:03}" for n in range(600)]
    with serving(tmp_path / "many") as served:
        browser.look(f"{served}/index.html", width=DESK)
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
        shown = "[...document.querySelectorAll('#long tbody tr')].filter(r => r.offsetHeight).length"
        browser.look(f"{served}/index.html", width=DESK, scripts=False)
        assert browser.run(shown) == 600, "without scripts all of it stands there"
        browser.call("Network.setBlockedURLs", urls=["*table.js"])
        browser.look(f"{served}/index.html", width=DESK)
        browser.call("Network.setBlockedURLs", urls=[])
        assert browser.run(shown) == 600, "and where the script does not come"


def test_a_table_over_several_pages_is_sorted_and_filtered_as_one(browser, tmp_path, monkeypatch):
    monkeypatch.setattr(portfolio_pages, "PART", 20)
    line, as_of = portfolio_row(known(), playbook(), assessed(known(), playbook(), 120), Past()), day(120)
    rows = [line.model_copy(update={"account": f"a-{n:02}", "customer": f"A {n:02}", "proven": n}) for n in range(50)]
    view = portfolio_view(
        sorted(rows, key=urgency), name="All", vendor="Tessaly", as_of=as_of, earlier=as_of, left_out=()
    )
    SiteBuilder().build(PortfolioPages().site(view), tmp_path / "all")
    names = "[...document.querySelectorAll('#accounts-table tbody th a')].map(e => e.innerText)"
    count = "document.querySelector('[data-count]').innerText"
    by_rung = "[...document.querySelectorAll('thead button')].find(b => b.innerText == 'Rung').click()"
    asked = (
        "const field = document.querySelector('.vpl-tools input'); field.value = 'a 4';"
        "field.dispatchEvent(new Event('input'));"
    )
    every = [row.customer for row in rows]
    with serving(tmp_path / "all") as served:
        browser.look(f"{served}/accounts-21.html", width=DESK)
        assert (browser.run(names), browser.run(count)) == (every[20:40], "20 of 50 accounts")
        browser.run(by_rung)
        browser.until(f"{names}.length == 50")
        assert browser.run(names) == every[::-1]
        assert browser.run("document.querySelector('#accounts-table a').click()") is None
        browser.until("location.pathname == '/accounts/a-49.html'")
        browser.look(f"{served}/index.html", width=DESK)
        browser.run(asked)
        browser.until(f"{names}.length == 10")
        assert (browser.run(names), browser.run(count)) == (every[40:], "10 of 50 accounts")
        browser.call("Network.setBlockedURLs", urls=["*accounts-41.html"])
        browser.look(f"{served}/accounts-21.html", width=DESK)
        browser.run(by_rung)
        browser.until(f"{names}[0] == 'A 39'")
        browser.call("Network.setBlockedURLs", urls=[])
        assert browser.run(names) == every[39:19:-1], "without the others it sorts its own, and says so"
        assert browser.run(count).startswith("20 of the 20 accounts on this page;")


LONG_TABLE = """
{%- import "portfolio_tables.j2" as t -%}
{%- set head = [{"name": "Name", "kind": "", "sort": true}, {"name": "N", "kind": "", "sort": false}] -%}
{{ t.sortable_table("long", "All", head, rows) }}
"""


HOSTILE = "\"'` onmouseover=alert(1) autofocus onfocus=alert(1) </title></desc></svg><img src=x onerror=alert(1)>"


def test_no_hostile_text_of_a_customer_comes_to_life(browser, builder, tmp_path):
    made = twin(Hostile("acme", payload=HOSTILE))
    builder.build(made.site, tmp_path / "site")
    builder.build(made.portfolio, tmp_path / "portfolio")
    with serving(tmp_path) as served:
        for path in ("site/index", "site/milestones", "site/decisions", "portfolio/index"):
            browser.look(f"{served}/{path}.html", width=DESK)
            browser.run(TOUCH_ALL)
            assert browser.run("window.ran") == [], path
            assert not browser.noise(), path
            assert all(url.startswith(served) for url in browser.called() if url != "about:blank"), path
            assert browser.run("document.querySelectorAll('img, object, iframe, [onerror], [autofocus]').length") == 0
