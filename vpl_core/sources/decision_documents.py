"""Decision documents: the shape of the front matter of `decisions/ACCOUNT/*.md`, keyed by id where words are lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from vpl_core.model.alternatives import Alternative, Assumed, Basis, PilotStage
from vpl_core.model.base import Day, Id, Line, Name, Number, Prose, Word
from vpl_core.model.decisions import (
    Action,
    Approval,
    Constraint,
    Criterion,
    DecisionRecord,
    Horizon,
    Input,
    Passage,
    Risk,
    Statement,
    Trigger,
)
from vpl_core.model.reviews import HeldReview, Lock, ReviewDates, Seal
from vpl_core.model.scenarios import Assumption, Measure, Slope, Yardstick
from vpl_core.model.waivers import Waiver
from vpl_core.model.weighings import Weighing
from vpl_core.sources.documents import FROM_ITS_KEY

_Key = SkipJsonSchema[Literal["from-its-key"]]
W = TypeVar("W", bound=Word)
Hashes = dict[Id, Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]]
"""SHA-256 by id."""


class InputEntry(Input):
    """An input under its id."""

    id: _Key = FROM_ITS_KEY


class CriterionEntry(Criterion):
    """A criterion under its id."""

    id: _Key = FROM_ITS_KEY


class ConstraintEntry(Constraint):
    """A constraint under its id."""

    id: _Key = FROM_ITS_KEY


class RangeEntry(Assumption):
    """A range under its id."""

    id: _Key = FROM_ITS_KEY


class YardstickEntry(Yardstick):
    """What options are compared by, under its id."""

    id: _Key = FROM_ITS_KEY


class MeasureEntry(Word):
    """What an option does by the criterion that is its key."""

    start: Number
    """In the criterion's unit, with every range that it depends on at 0."""
    each: dict[Id, Number] = Field(default_factory=dict)
    """How much is added for each unit of a range, by the range's id."""

    def measure(self, criterion: str) -> Measure:
        slopes = tuple(Slope(assumption=id_, each=each) for id_, each in self.each.items())
        return Measure(criterion=criterion, start=self.start, slopes=slopes)


class ScenarioEntry(Word):
    """The options weighed over the ranges of the record."""

    horizon: Line = Field(min_length=1)
    """The time over which every option is measured."""
    criteria: dict[Id, YardstickEntry] = Field(min_length=1)
    """What counts and how much, by id."""
    options: dict[Id, dict[Id, MeasureEntry]] = Field(min_length=2)
    """What each option does by each criterion, by their ids."""

    def scenario(self, ranges: tuple[Assumption, ...]) -> dict[str, object]:
        """The parts of a scenario; whether they fit each other is for the record to say."""
        return {
            "horizon": self.horizon,
            "assumptions": ranges,
            "criteria": _keyed(self.criteria, Yardstick),
            "alternatives": tuple(_weighed(option, measures) for option, measures in self.options.items()),
        }


def _weighed(option: str, measures: Mapping[str, MeasureEntry]) -> dict[str, object]:
    return {"option": option, "measures": tuple(one.measure(criterion) for criterion, one in measures.items())}


class StageEntry(PilotStage):
    """A step of a pilot under its id."""

    id: _Key = FROM_ITS_KEY


class BasisEntry(Basis):
    """What an estimate rests on, its numbers by name."""

    numbers: dict[Name, Number] = Field(default_factory=dict)  # type: ignore[assignment]

    def basis(self) -> Basis:
        numbers = tuple(Assumed(name=name, number=number) for name, number in self.numbers.items())
        return Basis(**{**dict(self), "numbers": numbers})


class OptionEntry(Alternative):
    """An option under its id, with its steps by theirs."""

    id: _Key = FROM_ITS_KEY
    basis: BasisEntry | None = None
    stages: dict[Id, StageEntry] = Field(default_factory=dict)  # type: ignore[assignment]

    def option(self, id_: str) -> Alternative:
        basis = self.basis and self.basis.basis()
        return Alternative(**{**dict(self), "id": id_, "basis": basis, "stages": _keyed(self.stages, PilotStage)})


class LockEntry(Word):
    """What `vpl decide commit` sealed, each hash by the id of what it is of."""

    on: Day
    metrics: Hashes = Field(default_factory=dict)
    inputs: Hashes = Field(default_factory=dict)
    criteria: Hashes = Field(default_factory=dict)
    constraints: Hashes = Field(default_factory=dict)
    decision_signals: Hashes = Field(default_factory=dict)
    weighed: Weighing | None = None

    def lock(self) -> Lock:
        sealed = ("metrics", *_SEALED, "decision_signals")
        return Lock(**{**dict(self), **{name: _seals(getattr(self, name)) for name in sealed}})


class HeldEntry(HeldReview):
    """A review that took place, with what was sealed on that day."""

    inputs: Hashes = Field(default_factory=dict)  # type: ignore[assignment]
    criteria: Hashes = Field(default_factory=dict)  # type: ignore[assignment]
    constraints: Hashes = Field(default_factory=dict)  # type: ignore[assignment]

    def review(self) -> HeldReview:
        return HeldReview(**{**dict(self), **{name: _seals(getattr(self, name)) for name in _SEALED}})


_SEALED = ("inputs", "criteria", "constraints")


class DecisionDocument(Word):
    """The front matter of a decision record; its title and the prose of its sections stand below it."""

    owner: Line = ""
    """The person who answers for it."""
    changes: Line = ""
    """What people will do otherwise because of it."""
    horizon: Horizon | None = None
    """From when to when it is meant to hold."""
    metrics: tuple[Id, ...] = ()
    """The values that success is measured by."""
    inputs: dict[Id, InputEntry] = Field(default_factory=dict)
    """What it rests on that changes by itself, by id."""
    statements: tuple[Statement, ...] = ()
    """Facts, assumptions and open questions."""
    constraints: dict[Id, ConstraintEntry] = Field(default_factory=dict)
    """What must stay as it is, by id."""
    approvals: tuple[Approval, ...] = ()
    """Whose yes is needed: what the segment asks for, and what the record asks for itself."""
    waivers: tuple[Waiver, ...] = ()
    """Approvals of the segment that a person excuses for a time."""
    options: dict[Id, OptionEntry] = Field(default_factory=dict)
    """All ways that are open, by id."""
    ranges: dict[Id, RangeEntry] = Field(default_factory=dict)
    """How far uncertain inputs may lie off, by id."""
    scenario: ScenarioEntry | None = None
    """The options weighed over these ranges, for the points at which another one becomes the best."""
    traded: Line = ""
    """What was given up for what."""
    risks: tuple[Risk, ...] = ()
    """What may go wrong."""
    criteria: dict[Id, CriterionEntry] = Field(default_factory=dict)
    """What a good choice has to do, by id."""
    chosen: Id | None = None
    """The id of the option that is taken."""
    because: Line = ""
    """Why that option."""
    decided_on: Day | None = None
    """The day of the choice."""
    next: tuple[Action, ...] = ()
    """What happens next."""
    reviews: ReviewDates = ReviewDates()
    """When it is looked at again."""
    stop: tuple[Trigger, ...] = ()
    """What ends it."""
    reversal: Trigger | None = None
    """What calls it back."""
    locked: LockEntry | None = None
    """Written by `vpl decide commit`."""
    held: tuple[HeldEntry, ...] = ()
    """Written by `vpl decide review`."""
    internal: bool = False
    """True where the customer's site must not show it."""
    notes: Prose = ""
    """Never published."""

    def record(self, id_: str, title: str, passages: Iterable[Passage]) -> DecisionRecord:
        """The record in the words of the core."""
        ranges = _keyed(self.ranges, Assumption)
        return DecisionRecord(
            **{
                **dict(self),
                "id": id_,
                "title": title,
                "passages": tuple(passages),
                "inputs": _keyed(self.inputs, Input),
                "constraints": _keyed(self.constraints, Constraint),
                "options": tuple(entry.option(key) for key, entry in self.options.items()),
                "ranges": ranges,
                "scenario": self.scenario and self.scenario.scenario(ranges),
                "criteria": _keyed(self.criteria, Criterion),
                "locked": self.locked and self.locked.lock(),
                "held": tuple(entry.review() for entry in self.held),
            }
        )


def _keyed(entries: Mapping[str, Word], kind: type[W]) -> tuple[W, ...]:
    """The entries in the file's order, as words of the core that know their keys."""
    return tuple(kind(**{**dict(entry), "id": key}) for key, entry in entries.items())


def _seals(hashes: Mapping[str, str]) -> tuple[Seal, ...]:
    return tuple(Seal(id=id_, sha256=sha256) for id_, sha256 in hashes.items())
