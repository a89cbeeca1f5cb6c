"""One line of an explanation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """One line of an explanation."""

    depth: int
    mark: str
    """An outcome, a colour, or empty."""
    text: str
    place: str = ""
    """File and line of the fact it rests on."""
