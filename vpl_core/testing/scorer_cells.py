"""Cells of a CSV file: inputs and scores as text, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vpl_core.testing.scorer_answers import Answer, amount_of

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_STRANGE = {"nan": math.nan, "inf": math.inf, "infinity": math.inf, "-inf": -math.inf, "-infinity": -math.inf}


@dataclass(frozen=True, slots=True)
class Headings:
    """Under which headings a scored file says what."""

    score: str = "score"
    band: str = ""
    """Empty where the file has no bands."""
    contributions: tuple[str, ...] = ()
    """One for each factor; empty where the file does not tell them."""

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(name for name in (self.score, self.band, *self.contributions) if name)

    def answer(self, row: Mapping[str, str]) -> Answer:
        """What the row says; a score that is text, as a spreadsheet's #VALUE!, is a refusal."""
        score = content(row[self.score])
        if isinstance(score, str):
            return Answer(refused=score)
        parts = {name: number for name in self.contributions if not isinstance(number := content(row[name]), str)}
        told = {name: amount_of(number) for name, number in parts.items() if number is not None}
        band = row[self.band].strip() if self.band else None
        return Answer(None if score is None else amount_of(score), None, band, told)

    def missing_in(self, there: Iterable[str]) -> list[str]:
        """The headings that the file does not have."""
        return [name for name in self.named if name not in set(there)]


def content(cell: str) -> int | float | str | None:
    """A number where the cell is one, None where it is empty, its text otherwise."""
    text = cell.strip()
    if text.casefold() in _STRANGE:
        return _STRANGE[text.casefold()]
    if not _NUMBER.fullmatch(text):
        return text or None
    number = float(text)
    return int(number) if number.is_integer() else number


def cell(content: Any) -> str:
    """The content as a cell: empty where it is missing, the items of a list with semicolons between them."""
    if content is None:
        return ""
    if isinstance(content, list | tuple):
        return ";".join(cell(one) for one in content)
    if isinstance(content, float) and math.isnan(content):
        return "NaN"
    return str(content)
