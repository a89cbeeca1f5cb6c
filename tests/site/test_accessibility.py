"""axe-core finds nothing wrong with any kind of page, wide or narrow, in light or in dark."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.browser import DESK, PHONE, Browser, needs_chromium
from tests.site.example_sites import KINDS, ShownSites

_PACKAGE = importlib.util.find_spec("axe_playwright_python")
pytestmark = [
    *needs_chromium,
    pytest.mark.skipif(
        _PACKAGE is None and not os.environ.get("CI"), reason="axe-core is not installed: see `make test`"
    ),
]

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """
axe.run(document, {runOnly: %s, resultTypes: ["violations", "incomplete"]}).then(result => ({
  wrong: result.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`)),
  undecided: result.incomplete.flatMap(rule => rule.nodes.map(node =>
    [rule.id, node.target.join(" "), judge(rule.id, document.querySelector(node.target[0]))])
    .filter(([, , verdict]) => verdict != "fine").map(words => words.join(" "))),
}))
"""
JUDGE = """
{
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = parts(colour).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const between = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const COLOURS = /rgba?\\([^)]*\\)/g;
  const seen = colour => parts(colour)[3] !== 0;
  const behind = element => {
    const style = getComputedStyle(element);
    const drawn = (style.backgroundImage.match(COLOURS) || []).filter(seen);
    const flat = seen(style.backgroundColor) ? [style.backgroundColor] : [];
    return flat.length || !element.parentElement ? [...drawn, ...flat] : [...drawn, ...behind(element.parentElement)];
  };
  // The text of a drawing has a halo, so that what it lies on is the halo's colour, whatever is drawn below it.
  const contrast = element => {
    const style = getComputedStyle(element);
    if (element instanceof SVGElement)
      return style.paintOrder.startsWith("stroke") ? between(style.fill, style.stroke) : 0;
    return Math.min(...behind(element).map(ground => between(style.color, ground)));
  };
  // A heading over all columns hides from axe-core which column a cell below it is in.
  const whole = table => [...table.tBodies].flatMap(body => [...body.rows])
    .every(row => row.matches(".vpl-group") || row.cells.length == table.tHead.rows[0].cells.length);
  globalThis.judge = (rule, element) => {
    if (rule == "color-contrast") return contrast(element) >= 4.5 ? "fine" : `is ${contrast(element).toFixed(2)}:1`;
    if (rule == "th-has-data-cells") return whole(element) ? "fine" : "has a row of other columns";
    return "is for nobody here to judge";
  };
}
"""


@pytest.fixture(autouse=True)
def as_it_was(browser: Browser) -> Iterator[None]:
    yield
    browser.as_it_was()


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's own script; the package is never imported, for it would want a browser's driver."""
    assert _PACKAGE and _PACKAGE.submodule_search_locations
    return Path(_PACKAGE.submodule_search_locations[0], "axe.min.js").read_text("utf-8")


def findings(browser: Browser) -> Any:
    """What axe-core finds wrong, and what of the rest that it cannot decide does not hold either."""
    browser.settle()
    return browser.promised(RUN % json.dumps(RULES))


NOTHING: dict[str, list[str]] = {"wrong": [], "undecided": []}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_wrong_with_a_page(kind: str, browser: Browser, examples: ShownSites, axe: str) -> None:
    path = examples.fullest(kind).path
    browser.look(f"{examples.address}/{path}", width=DESK)
    browser.call("Runtime.evaluate", expression=axe)
    browser.call("Runtime.evaluate", expression=JUDGE)
    for scheme in ("light", "dark"):
        for width in (DESK, PHONE):
            browser.resize(width)
            assert findings(browser) == NOTHING, f"{path} at {width} px, {scheme}"
        if scheme == "light":
            browser.switch_palette()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_wrong_where_there_is_little_to_show(
    kind: str, browser: Browser, examples: ShownSites, axe: str
) -> None:
    path = examples.emptiest(kind).path
    browser.look(f"{examples.address}/{path}", width=PHONE, scheme="dark")
    browser.call("Runtime.evaluate", expression=axe)
    browser.call("Runtime.evaluate", expression=JUDGE)
    assert findings(browser) == NOTHING, path
