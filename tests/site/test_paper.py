"""Pages on paper: few sheets, in the light palette, whatever was on the screen."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest

from tests.site.browser import DESK, Browser, needs_chromium
from tests.site.example_sites import ShownSites

pytestmark = needs_chromium


@pytest.fixture(autouse=True)
def as_it_was(browser: Browser) -> Iterator[None]:
    yield
    browser.as_it_was()


def sheets(browser: Browser) -> int:
    printed = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert printed.startswith(b"%PDF")
    return len(re.findall(rb"/Type /Page\b", printed))


@pytest.mark.parametrize(
    ("page", "most"), [("index", 4), ("value", 5), ("milestones", 3), ("ladder", 4), ("reports/monthly", 2)]
)
def test_a_page_prints_on_few_sheets_and_in_the_light(
    page: str, most: int, browser: Browser, examples: ShownSites
) -> None:
    browser.look(f"{examples.address}/sites/northwind/{page}.html", width=DESK, scheme="dark")
    assert browser.run("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert 1 <= sheets(browser) <= most
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.run("getComputedStyle(document.querySelector('h1')).color") == "rgb(21, 32, 43)"
