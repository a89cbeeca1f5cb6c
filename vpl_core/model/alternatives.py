"""Alternatives: the ways that are open in a decision, and what each trades."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vpl_core.model.base import Id, Line, Name, Number, Word
from vpl_core.model.conditions import Condition
from vpl_core.model.outcomes import Rigor

OptionType = Literal["maintain", "staged_pilot", "redesign", "other"]
"""Keep the present way, try in stages, build anew; or something that its own words explain."""


class Assumed(Word):
    """A number that an option's estimate takes for granted."""

    name: Name
    """What the number is of."""
    number: Number
    """In the unit that the name says."""


class Basis(Word):
    """What an option's estimate rests on; options on different ones are not compared."""

    assumptions: Line = ""
    """Which version of the assumptions."""
    numbers: tuple[Assumed, ...] = ()
    """The numbers taken for granted."""
    unit: Line = ""
    """What gains are counted in."""
    horizon_days: int | None = Field(default=None, ge=1, le=3650)
    """How far the estimate looks."""


class Estimate(Word):
    """What an option trades: speed of proof against rigor of evidence, cost, risk and the way back."""

    days_to_proof: int | None = Field(default=None, ge=0, le=3650)
    """Days until it is proven whether it works."""
    rigor: Rigor | None = None
    """How hard that proof will be to argue with."""
    cost: Number | None = None
    """In the account's currency."""
    risk: Literal["low", "medium", "high"] | None = None
    """Of its execution."""
    reversibility: Literal["easy", "costly", "final"] | None = None
    """What it takes to go back."""

    @property
    def weighs(self) -> bool:
        """Speed of proof and rigor of evidence are both told."""
        return self.days_to_proof is not None and self.rigor is not None


class PilotStage(Word):
    """One step of a pilot; the next is locked until its threshold is met at its rigor."""

    id: Id
    """Unique within the option."""
    name: Name
    """What is done in it."""
    threshold: Condition
    """What must be seen before the next step begins."""
    rigor: Rigor = Rigor.MEASURED
    """How well that must be proven."""


class Alternative(Word):
    """One way that is open, with what it trades."""

    id: Id
    """How `chosen` names it."""
    name: Name
    """As pages show it."""
    type: OptionType | None = None
    """Which of the general types it is; that of its archetype where it names one."""
    archetype: Id | None = None
    """Which of the segment's archetypes it is."""
    gives: Line = ""
    """What speaks for it."""
    costs: Line = ""
    """What it takes, and what speaks against it."""
    changes: tuple[Literal["action", "owner", "budget"], ...] = ()
    """What will be otherwise once it is chosen; where no option changes anything there is no choice."""
    estimate: Estimate | None = None
    """What it trades."""
    basis: Basis | None = None
    """What the estimate rests on."""
    stages: tuple[PilotStage, ...] = ()
    """The steps of a staged pilot, in order."""
