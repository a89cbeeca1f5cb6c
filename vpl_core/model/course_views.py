"""Course views: what a customer may read of a milestone that slips; escalations and reviews have no place here."""

from __future__ import annotations

from vpl_core.model.base import Word
from vpl_core.model.record_views import Dated


class ResetView(Word):
    """A promised date that was moved."""

    was: Dated | None
    to: Dated
    on: Dated
    because: str
    confidence: str
    variance: int | None
    """The new date minus the old one in days; none where nothing had been promised."""


class CorrectionView(Word):
    """What stood in the way, and what is done about it."""

    on: Dated
    causes: tuple[str, ...]
    """In words that blame nobody."""
    what: str
    """Which of the four ways out; empty while only the cause is known."""
    was: str
    now: str
    because: str
    owner: str
    due: Dated
    done: Dated | None
    overdue: bool


class BarrierView(Word):
    """A barrier that was declared public."""

    kind: str
    what: str
    since: Dated
    removed: Dated | None
