"""Breakdown views: a value in the parts it is made of, the one that is furthest behind first."""

from __future__ import annotations

from vpl_core.model.base import Word
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.record_views import Dated


class PartView(Word):
    """One part: where it began and where it stands."""

    name: str
    before: str = ""
    """Empty where nobody knows."""
    now: str = ""
    """Empty where it is not measured yet."""
    before_number: float | None = None
    now_number: float | None = None
    percent: int | None = None
    """Of its own way to the value's target, as it is printed; none where one of the three numbers is missing, or where
    it began at the target already."""
    outcome: Outcome = Outcome.UNKNOWN
    """Whether what was read there meets the target of the value."""


class BreakdownView(Word):
    """What one source says of every part; never stronger than measured, and the value's own reading decides."""

    by: str
    """What the parts are, in the singular."""
    on: Dated
    source: str
    """The name of the source; empty where nobody knows any more."""
    rigor: Rigor | None
    """How well the numbers of now are proven; none where there is none of them."""
    parts: tuple[PartView, ...]
    """Furthest behind first; what is not measured stands last."""
    axis: tuple[tuple[float, str], ...]
    """Round numbers in the unit of the value and their words, from the worse end to the better one; no number of a part
    lies beyond."""
