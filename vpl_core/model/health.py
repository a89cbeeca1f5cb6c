"""Health signals: what makes an account yellow or red in the vendor's own eyes; never on a customer's page."""

from __future__ import annotations

from typing import Literal

from vpl_core.model.base import Id, Line, Term, Word
from vpl_core.model.conditions import Condition


class Colour(Term):
    """Grey is not a colour between the others: it says that the colour is not known."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class HealthSignal(Word):
    """When the condition holds, the account is at best this colour."""

    id: Id
    """How explanations name it."""
    colour: Literal["yellow", "red"]
    """The best colour that is left."""
    when: Condition
    """What is alarming."""
    says: Line
    """What it means, as a sentence."""
