"""Decision checklists: questions that facts answer, not people ticking boxes."""

from __future__ import annotations

from pydantic import Field

from vpl_core.model.base import Id, Line, Name, Word
from vpl_core.model.conditions import Condition


class Question(Word):
    """One line of a checklist: yes when its condition is met, open while it is unknown."""

    id: Id
    """How waivers name it; unlike any milestone's."""
    text: Line
    """To be answered with yes or no."""
    condition: Condition
    """When the answer is yes."""
    why: Line
    """What goes wrong where the answer is no."""
    next_step: Line
    """What turns the answer into a yes."""
    source: Line = ""
    """The rule or publication it follows."""


class Checklist(Word):
    """Questions to be answered before one decision is made."""

    id: Id
    """How origins and faults name it."""
    name: Name
    """How people call it."""
    decides: Line
    """The decision that it prepares."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """In the order in which they are asked."""
    internal: bool = False
    """True where only the vendor decides."""
