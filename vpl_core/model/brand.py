"""The brand: what a vendor may say of the look of its sites."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from vpl_core.model.base import Line, Word

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")


def _plain_colour(text: str) -> str:
    small = text.lower()
    if not _COLOUR.fullmatch(small):
        raise ValueError(f"{text!r} is no colour; write it as # and six digits or letters a-f: #0b6e5f")
    return small if len(small) == 7 else "#" + "".join(2 * part for part in small[1:])


Rgb = Annotated[str, AfterValidator(_plain_colour)]
"""A colour as #rrggbb in small letters; #rgb is written out."""


class AccentSettings(Word):
    """The colour of links, figures and what is proven: one for each palette, for none can be read in both."""

    light: Rgb = ""
    dark: Rgb = ""


class FontSettings(Word):
    """Fonts of the brand's own; the system's stand behind them for every letter that they lack."""

    text: str = ""
    """A woff2 file, relative to the portfolio's folder."""
    headings: str = ""
    licence: str = ""
    """The text under which the files may be handed on; it is published beside them."""


class BrandSettings(Word):
    """How the sites look: whose they are at a glance."""

    name: Line = ""
    """How the vendor is called on the sites; `vendor` of the portfolio where left out."""
    logo: str = ""
    """An SVG file, relative to the portfolio's folder."""
    logo_dark: str = ""
    """Another drawing for the dark palette, where the first cannot be seen in it."""
    accent: AccentSettings = AccentSettings()
    fonts: FontSettings = FontSettings()
