"""Time to value: which milestone stops which of the six clocks."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from vpl_core.model.base import Id, Word


class Clock(StrEnum):
    """The six kinds of time to value; the first three come in this order."""

    FIRST_ACTION = "first_action"
    FIRST_VALUE = "first_value"
    FULL_VALUE = "full_value"
    MILESTONE_BASED = "milestone_based"
    ROI_BASED = "roi_based"
    USER_ADOPTION = "user_adoption"


class StopRule(Word):
    """The clock of this kind, started with the account, stops on the day the milestone is first reached."""

    clock: Clock
    """Which of the six."""
    milestone: Id
    """What stops it."""
    target_days: int | None = Field(default=None, ge=1, le=3650)
    """Days after the start until which it should have stopped."""
