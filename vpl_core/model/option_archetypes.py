"""Option archetypes: the kinds of option that decisions of a segment keep coming back to."""

from __future__ import annotations

from pydantic import Field

from vpl_core.model.alternatives import OptionType
from vpl_core.model.base import Id, Line, Name, Word


class OptionArchetype(Word):
    """A named kind of option: a form of maintaining, piloting or redesigning that the segment knows, or another way."""

    id: Id
    """How an option of a record names it as its `archetype:`."""
    name: Name
    """As pages show it."""
    type: OptionType
    """Which of the general types it is a form of; an option that names the archetype has this type."""
    means: Line = Field(min_length=1)
    """What is done when it is chosen."""
    fits: Line = Field(min_length=1)
    """When it is a good choice, and when it is not."""
    trades: Line = Field(min_length=1)
    """What is given up for what."""
    reversal: Line = Field(min_length=1)
    """What calling it back typically looks like."""
