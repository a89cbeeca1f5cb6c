"""Whoever has no mouse gets everywhere, sees where they are, and can work what there is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site.browser import DESK, PHONE, Browser, needs_chromium
from tests.site.example_sites import KINDS, ShownSites

pytestmark = needs_chromium

WATCH = """
(() => {
  const told = element => `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 40)}`;
  const stands = 'a[href], button, input, select, summary, textarea, [tabindex="0"]';
  // Of buttons that exclude each other the keyboard stops at the one that is chosen.
  const stop = element => element.tabIndex >= 0 && !element.disabled && (element.type != "radio" || element.checked) &&
    (element.matches(".md-option") || element.checkVisibility({visibilityProperty: true}));
  window.missed = new Set([...document.querySelectorAll(stands)].filter(stop));
  window.faults = [];
  window.last = null;
  window.round = false;
  // What stands for a stop that is itself too small to be seen.
  const face = element => element.matches(".md-option") ? element.nextElementSibling
    : element.matches(".md-search__input") ? element.form : element;
  document.addEventListener("focusin", ({target}) => {
    if (target.matches(".md-skip") && last) window.round = true;
    if (round) return;
    document.getAnimations().forEach(moving => moving.finish());
    missed.delete(target);
    const shown = face(target), box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
    const seen = box.width > 4 && box.height > 4 && box.right > 0 && box.left < innerWidth &&
      shown.checkVisibility({visibilityProperty: true, opacityProperty: true});
    // On a phone the search opens itself as soon as it is reached, which takes a moment.
    if (!seen && !target.matches(".md-search__input")) faults.push(`cannot be seen: ${told(target)}`);
    if (style.outlineStyle == "none" || !parseFloat(style.outlineWidth)) faults.push(`has no mark: ${told(target)}`);
    if (last && !(last.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING))
      faults.push(`goes back: ${told(target)}`);
    window.last = target;
  });
  window.toldOf = elements => [...elements].map(told);
})()
"""
AT = "document.activeElement"


@pytest.fixture(autouse=True)
def as_it_was(browser: Browser) -> Iterator[None]:
    yield
    browser.as_it_was()


def walk(browser: Browser, most: int = 400) -> None:
    """Tab after Tab until the page is left or begins again."""
    for step in range(most):
        browser.press("Tab", 9)
        if step % 10 == 9 and browser.run(f"round || {AT} == document.body"):
            return
    raise AssertionError(f"more than {most} stops")


@pytest.mark.parametrize(
    ("kind", "width"), [*((kind, DESK) for kind in KINDS), ("overview", PHONE), ("portfolio", PHONE)]
)
def test_the_keyboard_reaches_everything_in_order_and_is_seen_to(
    kind: str, width: int, browser: Browser, examples: ShownSites
) -> None:
    browser.look(f"{examples.address}/{examples.fullest(kind).path}", width=width)
    browser.run(WATCH.strip())
    walk(browser)
    assert browser.run("toldOf(missed)") == []
    assert browser.run("faults") == []
    assert browser.run("last.closest('.vpl-footer, #vpl-page') != null")


def tab_to(browser: Browser, selector: str) -> None:
    for _ in range(60):
        browser.press("Tab", 9)
        if browser.run(f"{AT}.matches({selector!r})"):
            return
    raise AssertionError(f"no stop at {selector}")


def test_the_first_stop_leads_past_the_head_of_the_page(browser: Browser, examples: ShownSites) -> None:
    for kind in ("overview", "glossary"):
        browser.look(f"{examples.address}/{examples.fullest(kind).path}", width=DESK)
        browser.press("Tab", 9)
        assert browser.run(f"{AT}.classList.contains('md-skip')"), kind
        browser.press("Enter", 13)
        browser.press("Tab", 9)
        assert browser.run(f"{AT}.closest('#vpl-page, .vpl-footer') != null"), kind


def test_what_is_folded_up_opens_and_the_palette_turns_at_a_key(browser: Browser, examples: ShownSites) -> None:
    browser.look(f"{examples.address}/{examples.fullest('overview').path}", width=DESK)
    tab_to(browser, ".md-option")
    browser.press("ArrowRight", 39)
    assert browser.run("document.body.dataset.mdColorScheme") == "slate"
    tab_to(browser, "summary")
    browser.press("Enter", 13)
    assert browser.run(f"{AT}.parentElement.open")


def test_the_search_is_asked_and_followed_by_keyboard(browser: Browser, examples: ShownSites) -> None:
    browser.look(f"{examples.address}/sites/northwind/index.html", width=PHONE)
    tab_to(browser, ".md-search__input")
    browser.until("document.querySelector('.md-search__form').getBoundingClientRect().width == innerWidth")
    browser.call("Input.insertText", text="claim errors")
    browser.press("s", 83)
    browser.until("document.querySelectorAll('.md-search-result__item').length > 0")
    browser.press("ArrowDown", 40)
    assert browser.run(f"{AT}.closest('.md-search-result__item') != null")
    found = browser.run(f"{AT}.href")
    browser.press("Enter", 13)
    browser.until(f"location.href.split('?')[0] == {found!r}.split('?')[0].split('#')[0]")
    assert "northwind/index" not in found


def test_the_drawer_of_a_phone_opens_at_a_key(browser: Browser, examples: ShownSites) -> None:
    browser.look(f"{examples.address}/sites/northwind/index.html", width=PHONE)
    tab_to(browser, "button[for=__drawer]")
    browser.press("Enter", 13)
    browser.until("document.querySelector('#__drawer').checked")
    tab_to(browser, ".md-sidebar a")
    browser.settle()
    assert browser.run(f"{AT}.getBoundingClientRect().left >= 0")
