"""Scenarios: options weighed by criteria, over assumptions that are known only within a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Id, Line, Name, Number, Word

Measured = Literal["days_to_proof", "rigor", "cost", "risk", "reversibility", "other"]


class Assumption(Word):
    """A number that is not known for sure: what is believed, and how low and how high it may be."""

    id: Id
    """How measures and flip points name it."""
    name: Name
    """As the record shows it."""
    unit: Line = ""
    """What it is counted in."""
    low: Number
    """The lowest that is believed possible."""
    base: Number
    """What is believed."""
    high: Number
    """The highest that is believed possible."""
    value: Id | None = None
    """The value definition whose readings will show what it really is; a flip point then calls for a review."""
    source: Line = ""
    """Where the range comes from; without a source it is a guess and is shown so."""

    @model_validator(mode="after")
    def _in_order(self) -> Assumption:
        if not self.low <= self.base <= self.high:
            raise ValueError(f"{self.low}, {self.base}, {self.high} do not rise; write low, base and high in order")
        return self


class Yardstick(Word):
    """What options are compared by, with the scale on which they are."""

    id: Id
    """How measures and flip points name it."""
    name: Name
    """As the record shows it."""
    measures: Measured
    """What kind of thing it weighs."""
    unit: Line = ""
    """What it is counted in."""
    worst: Number
    """What is worth nothing; above `best` where less is better."""
    best: Number
    """What is worth everything."""
    weight: Number = Field(ge=0, le=1000)
    """Its share is this over the sum of all weights."""
    lightest: Number | None = Field(default=None, ge=0, le=1000)
    """The smallest weight that somebody might give it; the weight itself where left out."""
    heaviest: Number | None = Field(default=None, ge=0, le=1000)
    """The largest weight that somebody might give it."""

    @model_validator(mode="after")
    def _a_scale(self) -> Yardstick:
        if self.worst == self.best:
            raise ValueError(
                "the worst and the best are the same, so nothing is compared by it; write the ends of its scale"
            )
        least, most = self.weights
        if not least <= self.weight <= most:
            message = f"the weight {self.weight} does not lie between {least} and {most}"
            raise ValueError(f"{message}; let lightest, weight and heaviest rise")
        return self

    @property
    def weights(self) -> tuple[Number, Number]:
        """The smallest and the largest weight that are considered."""
        return (
            self.weight if self.lightest is None else self.lightest,
            self.weight if self.heaviest is None else self.heaviest,
        )


class Slope(Word):
    """How much a measure grows with each unit of an assumption."""

    assumption: Id
    """The assumption that it depends on."""
    each: Number
    """In units of the criterion for each unit of the assumption."""


class Measure(Word):
    """What one option does by one criterion: a start, and so much more with each assumption."""

    criterion: Id
    """The criterion whose unit it has."""
    start: Number
    """With every assumption that it depends on at 0."""
    slopes: tuple[Slope, ...] = ()
    """Each assumption at most once."""


class Weighed(Word):
    """One option, measured by every criterion."""

    option: Id
    """Which of the decision's options it is."""
    measures: tuple[Measure, ...] = Field(min_length=1)
    """One for each criterion."""


class Scenario(Word):
    """Alternatives over the same assumptions, criteria and horizon, so that they can be compared at all."""

    horizon: Line = Field(min_length=1)
    """The time over which every alternative is measured."""
    assumptions: tuple[Assumption, ...] = ()
    """What is not known for sure."""
    criteria: tuple[Yardstick, ...] = Field(min_length=1)
    """What counts, and how much."""
    alternatives: tuple[Weighed, ...] = Field(min_length=2)
    """The options."""

    @model_validator(mode="after")
    def _comparable(self) -> Scenario:
        assumptions = _once("assumption", (one.id for one in self.assumptions))
        criteria = _once("criterion", (one.id for one in self.criteria))
        _once("option", (one.option for one in self.alternatives))
        if not any(one.weight for one in self.criteria):
            raise ValueError("no criterion has any weight; give one a weight above 0")
        for one in self.alternatives:
            measured = _once(f"measure of {one.option!r}", (measure.criterion for measure in one.measures))
            if measured != criteria:
                odd = ", ".join(sorted(measured ^ criteria))
                message = f"{one.option!r} is not measured by every criterion, and by nothing else: {odd}"
                raise ValueError(f"{message}; give every option one measure for each criterion")
            for measure in one.measures:
                named = _once(f"assumption of {one.option!r}", (slope.assumption for slope in measure.slopes))
                if unknown := sorted(named - assumptions):
                    message = f"{one.option!r} rests on {unknown[0]!r}, which is none of the ranges"
                    raise ValueError(f"{message}; name one of: {', '.join(sorted(assumptions)) or 'nothing'}")
        return self


def _once(what: str, names: Iterable[str]) -> set[str]:
    counted = Counter(names)
    twice = sorted(name for name, count in counted.items() if count > 1)
    if twice:
        raise ValueError(f"the {what} {twice[0]!r} stands there twice; keep one")
    return set(counted)
