"""Corrections: why a milestone slips, what is done about it, what stands in its way, and what was learned of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Line, Name, Word

Cause = Literal[
    "action_not_taken",
    "technical_blocker",
    "organisational_blocker",
    "unrealistic_timeline",
    "priority_shift",
    "resources_unavailable",
    "too_little_support",
]
"""Why a milestone was not reached: what happened, and never whose fault it was."""
WayOut = Literal["adjust_timeline", "add_resources", "revise_milestone", "escalate"]
"""The four things that can be done about it."""
BarrierKind = Literal["technical", "organisational", "resource", "knowledge", "process"]
"""What sort of thing stands in the way; each goes to somebody else."""
EscalationTrigger = Literal["not_engaging", "sponsor_missing", "strong_resistance", "beyond_our_scope"]
"""When somebody else is called in: the customer does not take part, the sponsor is missing or does not help, the
resistance is too strong for one person, or the problem is a technical one beyond the owner."""
Desk = Literal["success_leadership", "account_executive", "technical_team"]
"""Who is called in."""


class Correction(Word):
    """What was found and what is done about it, on one day; appended, never changed."""

    on: Day
    """The day of the correction."""
    causes: tuple[Cause, ...] = Field(min_length=1)
    """Why the milestone slips; shown in words that blame nobody."""
    option: WayOut | None = None
    """What is done about it; none while only the cause is known."""
    was: Line = ""
    """What was planned until then; left out for a moved date, which the reset tells."""
    now: Line = ""
    """What is planned instead."""
    because: Line = Field(min_length=1)
    """Why that helps; shown to the customer."""
    owner: Name
    """Who carries it out."""
    due: Day
    """Until when."""
    done_on: Day | None = None
    """The day on which it was carried out."""

    @model_validator(mode="after")
    def _in_time_order(self) -> Correction:
        _not_before(self.on, due=self.due, done_on=self.done_on)
        return self

    @model_validator(mode="after")
    def _says_what_changes(self) -> Correction:
        if len(set(self.causes)) < len(self.causes):
            raise ValueError("a cause stands there twice; name each once")
        if self.option in ("add_resources", "revise_milestone") and not (self.was and self.now):
            raise ValueError(f"{self.option} says what changes; write both was and now")
        if self.option == "adjust_timeline" and (self.was or self.now):
            raise ValueError("was and now of a moved date are computed from the reset; leave both out")
        return self


class Barrier(Word):
    """Something that stands in the way; internal unless it is declared public."""

    on: Day
    """The day on which it was seen."""
    kind: BarrierKind
    """Decides where it goes."""
    what: Line = Field(min_length=1)
    """What it is; on the customer's page only where it is public."""
    owner: Name
    """Who takes it away; never published."""
    due: Day
    """Until when; never published."""
    removed_on: Day | None = None
    """The day on which it was gone."""
    public: bool = False
    """True where the customer may read what it is."""

    @model_validator(mode="after")
    def _in_time_order(self) -> Barrier:
        _not_before(self.on, due=self.due, removed_on=self.removed_on)
        return self


class Escalation(Word):
    """Somebody else was called in, and the owner of the account stays; never published."""

    on: Day
    """The day of the call."""
    trigger: EscalationTrigger
    """Why somebody else is needed."""
    to: Desk | None = None
    """Who is called in; left out, it follows from the trigger."""
    because: Line = Field(min_length=1)
    """What was tried before, and what is asked for."""
    participants: tuple[Name, ...] = Field(min_length=1)
    """Everybody who stays with it; the owner of the account has to be among them."""
    owner: Name
    """Who answers for it there."""
    due: Day
    """Until when an answer is expected."""
    closed_on: Day | None = None
    """The day on which it was settled."""

    @model_validator(mode="after")
    def _in_time_order(self) -> Escalation:
        _not_before(self.on, due=self.due, closed_on=self.closed_on)
        return self


class MilestoneReview(Word):
    """What a milestone taught, whether it was missed or reached; never published."""

    of: Literal["missed", "reached"]
    """Which of the two is looked back on."""
    on: Day
    """The day of the review."""
    by: Name
    """Who held it."""
    went_wrong: Line = ""
    """Missed: what went wrong."""
    warning_signs: Line = ""
    """Missed: which signs were not seen in time."""
    prevention: Line = ""
    """Missed: what keeps it from happening again."""
    learned: Line = ""
    """Missed: what was learned."""
    worked: Line = ""
    """Reached: what worked."""
    accelerators: Line = ""
    """Reached: what made it faster."""
    replicate: Line = ""
    """Reached: how other accounts can do the same."""

    @model_validator(mode="after")
    def _answers_its_questions(self) -> MilestoneReview:
        wanted = _QUESTIONS[self.of]
        others = [name for of, names in _QUESTIONS.items() if of != self.of for name in names]
        if missing := [name for name in wanted if not getattr(self, name)]:
            raise ValueError(f"a review of what was {self.of} lacks {', '.join(missing)}; answer every question")
        if odd := [name for name in others if getattr(self, name)]:
            raise ValueError(f"{', '.join(odd)} is not asked of what was {self.of}; remove it")
        return self


_QUESTIONS: dict[str, tuple[str, ...]] = {
    "missed": ("went_wrong", "warning_signs", "prevention", "learned"),
    "reached": ("worked", "accelerators", "replicate"),
}


def _not_before(on: dt.date, **days: dt.date | None) -> None:
    for name, day in days.items():
        if day is not None and day < on:
            raise ValueError(f"{name} is {day}, before {on}, the day it was written down; correct one of the two")
