"""Answers: what became of a condition, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor


class Answer(NamedTuple):
    """A condition's outcome with its trace: what was looked at, what was needed, what is missing."""

    outcome: Outcome
    kind: str
    """The condition's kind, as in the playbook."""
    subject: str = ""
    """The value, milestone, attribute or fact it is about."""
    seen: Decimal | None = None
    """What was read or computed, in the unit of `needed`."""
    needed: Decimal | None = None
    upper: Decimal | None = None
    """The end of a half-open interval."""
    threshold: str = ""
    """The declared threshold that `needed` came from."""
    reading: Observation | None = None
    """The observation that decided."""
    rigor: Rigor | None = None
    """How well it is proven; none where it is not met, or where nobody asked for the proof."""
    missing: tuple[str, ...] = ()
    """What would have to be known."""
    evidence: tuple[str, ...] = ()
    """The ids of the evidence that counted."""
    parts: tuple[Answer, ...] = ()
    counted_in: str = ""
    """units, percent, readings or days, where the kind leaves it open."""
    strictly: bool = False
    """Whether `needed` has to be passed and not only reached."""
