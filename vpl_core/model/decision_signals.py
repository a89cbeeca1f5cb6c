"""Decision signals: what, in a segment, calls decisions back or ends them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vpl_core.model.base import Id, Line, Word
from vpl_core.model.conditions import Condition


class DecisionSignal(Word):
    """A named condition that a record refers to by `signal:` where it would otherwise write one out."""

    id: Id
    """How a record refers to it."""
    direction: Literal["reversal", "stop"]
    """Where it takes a decision: back to another option, or to its end."""
    says: Line = Field(min_length=1)
    """What is seen, and what happens then, in a sentence."""
    when: Condition
    """How facts tell that it is seen."""
