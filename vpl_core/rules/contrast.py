"""Contrast: how far two colours stand apart for the eye, as WCAG 2.2 measures it."""

from __future__ import annotations

import math

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text (WCAG 2.2, criterion 1.4.3, AA) and of graphics that mean something (1.4.11, AA)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written as #rrggbb, from 1 to 21, whichever is the lighter.

    WCAG 2.2, definition of "contrast ratio": (L1 + 0.05) / (L2 + 0.05).
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour written as #rrggbb: 0 for black, 1 for white.

    WCAG 2.2, definition of "relative luminance", of the sRGB colour space.
    """
    red, green, blue = (_linear(part / 255) for part in parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def parts_of(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def colour_of(red: float, green: float, blue: float) -> str:
    """The colour of the three parts, each from 0 to 255, as #rrggbb; the nearest there is."""
    return "#" + "".join(f"{round(part):02x}" for part in (red, green, blue))


def mixed(one: str, other: str, share: float) -> str:
    """So much of the one, the rest of the other, part by part in sRGB; `share` is from 0 to 1."""
    pairs = zip(parts_of(one), parts_of(other), strict=True)
    red, green, blue = (a * share + b * (1 - share) for a, b in pairs)
    return colour_of(red, green, blue)


def ratio_text(ratio: float, needed: float) -> str:
    """A ratio that misses what is needed, with one decimal, and never so rounded that it seems to reach it."""
    rounded = round(ratio, 1)
    return f"{rounded if rounded < needed else math.floor(ratio * 10) / 10:g}:1"
