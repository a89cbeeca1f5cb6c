"""What the theme's style sheet itself says of colours, read without anything of the product."""

from __future__ import annotations

import re
from pathlib import Path

SHEET = Path(__file__).parents[2] / "site_templates/vpl_theme/assets/vpl/vpl.css"
_BEGINNINGS = {"light": ':root, [data-md-color-scheme="default"] {', "dark": '[data-md-color-scheme="slate"] {'}


def tokens_in(css: str, scheme: str) -> dict[str, str]:
    """The colours that the first block of the palette declares, as #rrggbb by token."""
    block = css.split(_BEGINNINGS[scheme], 1)[1].split("}", 1)[0]
    found = re.findall(r"--vpl-([a-z0-9-]+):\s*(#[0-9a-f]+);", block)
    return {name: colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:]) for name, colour in found}


def declared(scheme: str) -> dict[str, str]:
    return tokens_in(SHEET.read_text("utf-8"), scheme)
