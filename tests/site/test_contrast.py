"""Both palettes keep text and drawings readable on every ground that they lie on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(str(files("vpl_theme")), "assets/vpl/vpl.css").read_text("utf-8")
PALETTES = {"light": ':root, [data-md-color-scheme="default"] {', "dark": '[data-md-color-scheme="slate"] {'}
GROUNDS = ("paper", "surface", "sunk")
TINTED = ("proof-3", "late-bg", "risk-bg", "ok-bg")
TEXT = [
    *product(("ink", "ink-2"), (*GROUNDS, *TINTED)),
    *product(("ink-3", "proof", "late", "risk", "ok"), GROUNDS),
    *(("late", "late-bg"), ("risk", "risk-bg"), ("ok", "ok-bg"), ("proof", "proof-3")),
    *(("on-proof", "proof"), ("on-step", "step"), ("paper", "ink")),
]
"""Words and what they stand on. Notes (`ink-3`) stand on no tinted ground: there they take the ink of a lead."""
DRAWN = [
    *product(("line-2", "proof", "proof-2", "ink-3", "late", "risk", "ok"), GROUNDS),
    *product(("proof", "proof-2"), ("track",)),
    ("proof", "plan"),
    ("ink", "plan"),
]
"""Shapes that carry a meaning and what they lie on. Two sources (`proof-2`) on the band of the plan are told apart by
the number beside the bar and by the edge of the band."""


def tokens(palette: str) -> dict[str, tuple[int, ...]]:
    block = STYLES.split(PALETTES[palette], 1)[1].split("}", 1)[0]
    found = re.findall(r"--vpl-([\w-]+): #([0-9a-f]+)", block)
    return {name: _bytes(digits) for name, digits in found}


def _bytes(digits: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex("".join(2 * digit for digit in digits) if len(digits) == 3 else digits))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def too_pale(pairs: list[tuple[str, str]], least: float, colours: dict[str, tuple[int, ...]]) -> Iterator[str]:
    for front, ground in pairs:
        if (ratio := contrast(colours[front], colours[ground])) < least:
            yield f"{front} on {ground} is {ratio:.2f}:1"


@pytest.mark.parametrize("palette", PALETTES)
def test_text_has_a_contrast_of_four_and_a_half_and_drawings_of_three(palette: str) -> None:
    colours = tokens(palette)
    assert [*too_pale(TEXT, 4.5, colours)] == []
    assert [*too_pale(DRAWN, 3, colours)] == []


def test_the_ratio_is_that_of_the_guidelines() -> None:
    assert contrast(_bytes("000"), _bytes("fff")) == pytest.approx(21)
    assert contrast(_bytes("777777"), _bytes("ffffff")) == pytest.approx(4.48, abs=0.005)


def test_each_palette_names_each_colour() -> None:
    assert tokens("light").keys() == tokens("dark").keys()
