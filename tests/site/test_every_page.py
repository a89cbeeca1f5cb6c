"""Every kind of page in a real browser: quiet, whole at any width, and the same without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site.browser import DESK, PHONE, Browser, needs_chromium
from tests.site.example_sites import KINDS, ShownSites

pytestmark = needs_chromium

CUT = """
(width => {
  const own = element => [...element.childNodes].some(node => node.nodeType == 3 && node.data.trim());
  const hides = element => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
  const unseen = element => element.closest(".md-sidebar, .md-search, .md-skip") ||
    (element.closest("thead") && getComputedStyle(element.closest("thead")).clipPath != "none");
  const beyond = element => {
    const box = element.getBoundingClientRect();
    if (!box.width) return false;
    for (let around = element.parentElement; around && around != document.body; around = around.parentElement) {
      if (around.matches(".vpl-scroll, .md-tabs, .md-ellipsis, .md-header__title")) return false;
      const edge = around.getBoundingClientRect();
      if (hides(around) && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true;
    }
    return box.right > width + 1 || box.left < -1;
  };
  return [...document.querySelectorAll("body *")]
    .filter(element => own(element) && !unseen(element) && element.checkVisibility() && beyond(element))
    .map(element => element.textContent.trim().slice(0, 60));
})(%d)
"""
"""Texts of which a part is beyond the window or what they stand in, and that nobody can scroll to."""
ON_EACH_OTHER = """
[...document.querySelectorAll("svg.v")].flatMap(drawing => {
  const boxes = [...drawing.querySelectorAll("text")].filter(text => text.checkVisibility())
    .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5)
    .map(([other]) => `${one} | ${other}`));
})
"""
"""Labels of a drawing that lie on one another."""
SAID = """
[...document.querySelectorAll("#vpl-page, .vpl-footer")].map(part => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll(".vpl-tools, .vpl-more").forEach(tool => tool.remove());
  part.replaceChildren(...copy.childNodes);
  return part.innerText.replace(/\\s+/g, " ").trim();
})
"""
"""What a page says, apart from the tools that only a script can work."""
WAYS = "[...document.querySelectorAll('a[href]')].filter(way => way.checkVisibility()).map(way => way.href)"


@pytest.fixture(autouse=True)
def as_it_was(browser: Browser) -> Iterator[None]:
    yield
    browser.as_it_was()


def looked_at(kind: str, examples: ShownSites) -> list[str]:
    """The pages of the kind that are looked at: the fullest, the emptiest, and all of one customer."""
    chosen = {examples.fullest(kind), examples.emptiest(kind)}
    chosen |= {page for page in examples.of_site("sites/northwind") if page.kind == kind}
    return sorted(page.path for page in chosen)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_page_is_quiet_asks_nobody_else_and_is_whole_at_any_width(
    kind: str, browser: Browser, examples: ShownSites
) -> None:
    for path in looked_at(kind, examples):
        browser.look(f"{examples.address}/{path}", width=PHONE)
        for width in (PHONE, DESK):
            browser.resize(width)
            # Not innerWidth: a phone's window grows with what does not fit into it.
            assert browser.run("document.scrollingElement.scrollWidth") <= width, (path, width)
            assert browser.run(CUT.strip() % width) == [], (path, width)
            assert browser.run(ON_EACH_OTHER.strip()) == [], (path, width)
        assert browser.noise() == [], path
        assert {status for url, status in browser.answers()} <= {200, 304}, (path, browser.answers())
        assert [url for url in browser.called() if not url.startswith((examples.address, "about:"))] == [], path


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_page_says_the_same_and_leads_as_far_without_scripts(
    kind: str, browser: Browser, examples: ShownSites
) -> None:
    address = f"{examples.address}/{examples.fullest(kind).path}"
    told = []
    for scripts in (True, False):
        browser.look(address, width=DESK, scripts=scripts)
        told.append((browser.run(WAYS), browser.run(SAID.strip())))
    (ways, said), (ways_without, said_without) = told
    assert said_without == said
    assert ways_without == ways
    assert len(said[0]) > 100
    assert len(ways) > 5
