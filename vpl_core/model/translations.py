"""Translations: where a plugin keeps its texts in another language."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from vpl_core.model.base import Word


class Translations(Word):
    """A gettext catalogue beside the plugin's modules; it is read when a page in its language is made."""

    language: Literal["ja", "ko"]
    """What the texts are said in; they are declared in English."""
    path: Path = Field(repr=False)
    """The `.po` file; each `msgid` is the English text as it was declared."""
