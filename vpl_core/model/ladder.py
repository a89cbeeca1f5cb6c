"""Ladders: rungs in order, each asking for milestones at a rigor."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Id, Line, Name, Word
from vpl_core.model.outcomes import Rigor


class Rung(Word):
    """What must be reached, and how rigorously, to stand here."""

    id: Id
    """How explanations name it."""
    name: Name
    """How people call it."""
    proves: Line
    """What a customer may say once they stand here."""
    carries: Literal["adoption", "outcome"]
    """An outcome rung needs outcomes; usage and leading indicators alone cannot carry it."""
    milestones: tuple[Id, ...] = Field(min_length=1)
    """Those of which `at_least` are needed."""
    at_least: int | None = Field(default=None, ge=1)
    """How many of the milestones are needed; all of them where left out."""
    floor: Rigor
    """The weakest rigor at which a milestone counts as proven here."""

    @model_validator(mode="after")
    def _reachable(self) -> Rung:
        if self.at_least is not None and self.at_least > len(self.milestones):
            raise ValueError(f"at least {self.at_least} of {len(self.milestones)} milestones can never be reached")
        if len(set(self.milestones)) != len(self.milestones):
            raise ValueError("a milestone is named twice")
        return self

    @property
    def needed(self) -> int:
        return self.at_least or len(self.milestones)


class Ladder(Word):
    """All rungs, lowest first; a rung is held only with every rung below it."""

    id: Id
    """How origins and faults name it."""
    name: Name
    """How people call it."""
    rungs: tuple[Rung, ...] = Field(min_length=1, max_length=8)
    """Lowest first; floors never fall on the way up."""
