"""The table of colours and the style sheet say the same, and the theme would pass as a brand of its own."""

from __future__ import annotations

import re

import pytest

from tests.site.style_sheet import SHEET, declared
from vpl_core.model.palette import BARS, GROUNDS, PALETTES, SCHEMES
from vpl_core.rules.brand_colours import family, misses
from vpl_core.site.fonts import FACES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_table_holds_the_colours_of_the_style_sheet(scheme):
    assert declared(scheme) == dict(PALETTES[scheme])


def test_the_style_sheet_declares_a_colour_nowhere_else_but_on_paper():
    """Printed pages have white paper, on which whatever is readable on the screen's is more so."""
    declarations = re.findall(r"--vpl-([a-z0-9-]+):\s*(#[0-9a-f]+)", SHEET.read_text("utf-8"))
    known = sum(len(palette) for palette in PALETTES.values())
    printed = [name for name, _ in declarations[known:]]
    assert printed == ["paper", "surface", "sunk", "line"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colours_of_the_theme_itself_are_accepted(scheme):
    assert misses(PALETTES[scheme]["proof"], scheme) == ()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_brand_decides_the_accent_and_nothing_else(scheme):
    accent = family(PALETTES[scheme]["proof"], scheme).keys()
    assert accent == {"proof", "proof-2", "proof-3", "on-proof", "step", "on-step"}
    assert not accent & {*GROUNDS, *BARS, "late", "risk", "ok", "ink", "ink-2", "ink-3"}
    assert {*accent, *GROUNDS, *BARS} <= PALETTES[scheme].keys()


def test_a_brand_font_takes_the_place_of_a_face_that_the_style_sheet_has():
    faces = re.findall(r'font-family: "([^"]+)"; font-style: normal; font-weight: (\d+ \d+);', SHEET.read_text("utf-8"))
    assert faces == list(FACES.values())
