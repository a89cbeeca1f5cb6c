"""Milestones: named steps in a stage, with a window, a condition and the words a customer reads."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.audiences import Audiences
from vpl_core.model.base import Id, Line, Name, Term, Word
from vpl_core.model.conditions import Condition
from vpl_core.model.values import Party


class Stage(Term):
    """The five stages of a customer's way, in order."""

    EARLY_WIN = "early_win"
    FOUNDATION = "foundation"
    GROWTH = "growth"
    MATURITY = "maturity"
    STRATEGIC = "strategic"


class Window(Word):
    """[opens, closes) in elapsed calendar months after the account's start; no end where `closes` is left out."""

    opens: int = Field(ge=0, le=120)
    """The first month in which it is expected."""
    closes: int | None = Field(default=None, ge=1, le=120)
    """The month at whose beginning it is due."""

    @model_validator(mode="after")
    def _not_empty(self) -> Window:
        if self.closes is not None and self.closes <= self.opens:
            raise ValueError(f"the window [{self.opens}, {self.closes}) is empty")
        return self


class StageWindow(Window):
    """The window of one stage in a segment's own calendar."""

    stage: Stage
    """Which of the five it is."""


STAGE_WINDOWS: dict[Stage, Window] = {
    Stage.EARLY_WIN: Window(opens=0, closes=1),
    Stage.FOUNDATION: Window(opens=1, closes=3),
    Stage.GROWTH: Window(opens=3, closes=6),
    Stage.MATURITY: Window(opens=6, closes=12),
    Stage.STRATEGIC: Window(opens=12),
}
"""The usual calendar, total and disjoint: month 6 is maturity, and nothing else."""


class Milestone(Word):
    """A step that is reached when its condition is met."""

    id: Id
    """How rungs, plans and evidence name it."""
    name: Name
    """How the customer reads it."""
    stage: Stage
    """Where it belongs on the customer's way."""
    counts_as_reached: Line
    """What achievement looks like, in a sentence that a customer can check."""
    why_it_matters: Line
    """What the customer gains by it."""
    condition: Condition
    """When it is reached."""
    window: Window | None = None
    """Where it differs from its stage's window."""
    grace_days: int = Field(default=60, ge=0, le=365)
    """Days past the due date after which delayed becomes missed."""
    party: Party | Literal["both"] = "both"
    """Who has to act for it."""
    next_step: Line = ""
    """What helps to reach or keep it."""
    audiences: Audiences = ()
    """Whose it is, besides those of the values it looks at; the sponsor's where that leaves nobody."""


class MilestoneStatus(Term):
    """Always derived from facts and the day, never set by hand."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ACHIEVED = "achieved"
    DELAYED = "delayed"
    MISSED = "missed"
    EXEMPT = "exempt"
    """Excused by a waiver, or not chosen by the customer."""


class Badge(Term):
    """What is worth saying beside a status."""

    OVER_ACHIEVED = "over_achieved"
    REGRESSED = "regressed"
    RESET = "reset"
    STALE = "stale"
    CONFLICTING = "conflicting"
