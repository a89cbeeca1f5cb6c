"""The quarterly review, printed by a real browser: one A4 page, whatever stands in it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.portfolios import collect
from tests.site.browser import needs_chromium, serving
from tests.site.fullest import LETTERS, fullest
from vpl_core.app.portfolio import assess_one, open_workspace
from vpl_core.app.reports import for_customer
from vpl_core.model.audience import CustomerView
from vpl_core.site.build import SiteBuilder
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker
from vpl_core.site.report_html import html
from vpl_core.site.review import review
from vpl_core.site.review_height import is_full
from vpl_core.site.review_page import review_page
from vpl_core.site.signs import Signs

pytestmark = needs_chromium

EXAMPLES = Path(__file__).parents[2] / "examples/portfolio"
ACCOUNTS = ("northwind", "kingsmere", "hinokizaka", "linden-clinic", "quillon")
"""With money, with seven outcomes, in Japanese, of two segments at once, and without any data."""
A4 = [0, 0, 595, 842]
"""In points, to the nearest."""


def views(*accounts: str) -> Iterator[CustomerView]:
    workspace = open_workspace(EXAMPLES)
    as_of: Any = workspace.settings.portfolio.as_of
    for facts in collect(workspace, accounts).facts:
        one = assess_one(workspace, facts, as_of)
        yield customer_view(one.facts, one.playbook, one.assessment, vendor="Tessaly")


def printed(browser: Any, address: str, *, scheme: str = "light") -> bytes:
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.visit("about:blank")
    browser.visit(address)
    browser.until("document.fonts.status == 'loaded'")
    paper = browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    browser.call("Emulation.setEmulatedMedia", features=[])
    return base64.b64decode(paper["data"])


def sheets(pdf: bytes) -> list[list[int]]:
    """The paper of each page, in points."""
    boxes = re.findall(rb"/Type /Page\n.*?/MediaBox \[([\d. ]+)\]", pdf, re.DOTALL)
    assert len(boxes) == len(re.findall(rb"/Type /Page\b", pdf))
    return [[round(float(edge)) for edge in box.split()] for box in boxes]


@pytest.fixture(scope="module")
def examples(tmp_path_factory) -> Iterator[str]:
    place, builder, maker = tmp_path_factory.mktemp("reviews"), SiteBuilder(), PageMaker()
    for view in views(*ACCOUNTS):
        builder.build(maker.site(view), place / view.account)
    with serving(place) as served:
        yield served


def test_the_review_of_an_example_is_one_sheet_of_a4(browser, examples):
    for account in ACCOUNTS:
        assert sheets(printed(browser, f"{examples}/{account}/review.html")) == [A4], account


@pytest.mark.parametrize("account", ["northwind", "hinokizaka"])
def test_from_the_dark_it_is_the_same_sheet(account, browser, examples):
    address = f"{examples}/{account}/review.html"
    assert sheets(printed(browser, address, scheme="dark")) == [A4]


@pytest.mark.parametrize(
    ("account", "letters"),
    [*(("northwind", kind) for kind in ("W", "one word", "words", "Japanese")), ("linden-clinic", "W")],
)
def test_the_fullest_review_is_one_sheet_too(account, letters, browser, tmp_path):
    """With money and without, and on a phone nothing sticks out."""
    (view,) = views(account)
    SiteBuilder().build(PageMaker().site(fullest(view, LETTERS[letters])), tmp_path / "site")
    with serving(tmp_path / "site") as served:
        assert sheets(printed(browser, f"{served}/review.html")) == [A4]
        size = {"width": 390, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.call("Emulation.setDeviceMetricsOverride", **size)
        assert browser.run("document.querySelector('.vpl-review').scrollWidth <= 390")
        browser.call("Emulation.clearDeviceMetricsOverride")


def test_just_before_the_letters_grow_smaller_it_is_one_sheet(browser, tmp_path):
    """The longest texts that are still printed large."""
    (view,) = views("linden-clinic")
    lengths = range(2, 120)
    large = [n for n in lengths if not is_full(review(held(view, n)), Signs())]
    assert large
    assert len(large) < len(lengths)
    SiteBuilder().build(PageMaker().site(held(view, large[-1])), tmp_path / "site")
    with serving(tmp_path / "site") as served:
        assert sheets(printed(browser, f"{served}/review.html")) == [A4]


def held(view: CustomerView, length: int) -> CustomerView:
    """The fullest view with its texts cut to a length."""
    full = fullest(view, LETTERS["W"])

    def short(words: Any, *fields: str) -> Any:
        return words.model_copy(update={field: getattr(words, field)[:length] for field in fields})

    return full.model_copy(
        update={
            "customer": full.customer[:length],
            "measures": tuple(short(m, "name", "now", "baseline", "target", "change") for m in full.measures),
            "milestones": tuple(short(m, "name") for m in full.milestones),
            "rungs": tuple(short(r, "name") for r in full.rungs),
            "asks": tuple(short(a, "who", "what", "otherwise") for a in full.asks),
            "unproven": tuple(text[:length] for text in full.unproven),
        }
    )


def test_the_report_that_is_sent_is_the_same_sheet(browser, tmp_path):
    """One file without anything beside it, and its links are plain words."""
    (view,) = views("northwind")
    maker = PageMaker()
    body = maker.page("review", "review", "Review", **review_page(view, maker.signs)).body
    (tmp_path / "report.html").write_text(html(for_customer(view, "quarterly"), body), encoding="utf-8")
    with serving(tmp_path) as served:
        assert sheets(printed(browser, f"{served}/report.html")) == [A4]
        assert not browser.noise()
        assert all(url.startswith(f"{served}/report.html") for url in browser.called() if url != "about:blank")
