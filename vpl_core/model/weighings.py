"""Weighings: which option was worth most on a day, and at which values another one would have been, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from vpl_core.model.base import Day, Id, Word

Exact = Annotated[str, StringConstraints(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]+|/[1-9][0-9]*)?$", max_length=2000)]
"""A number as text, without any rounding: `12.5`, or `196/3` where no decimal ends."""


class FoundFlip(Word):
    """The value at which the best option changes; exactly there both are as good."""

    at: Exact
    """In the unit of the assumption, or as a weight."""
    below: tuple[Id, ...] = Field(min_length=1)
    """The options that are best up to it."""
    above: tuple[Id, ...] = Field(min_length=1)
    """The options that are best from it on."""


class Along(Word):
    """What was found while one assumption or weight was moved, and all others stood as they did that day."""

    kind: Literal["assumption", "weight"]
    """What was moved: an assumption, or the weight of a criterion."""
    id: Id
    """Of the assumption or the criterion."""
    value: Id | None = None
    """The value whose readings show what the assumption really is."""
    stood: Exact
    """Where it stood: its last reading by the day; its base or weight where there was none."""
    read_on: Day | None = None
    """The day of that reading."""
    flips: tuple[FoundFlip, ...] = ()
    """Every flip point within its range, from low to high."""


class Weighing(Word):
    """What the weighing of a record's options found on a day."""

    best: tuple[Id, ...] = Field(min_length=1)
    """The option that was worth most as things stood; several where they were exactly as good."""
    rests_on: tuple[Id, ...] = ()
    """The values whose numbers it tells of."""
    along: tuple[Along, ...] = ()
    """Everything that was moved, assumptions first."""

    @model_validator(mode="after")
    def _each_once(self) -> Weighing:
        moved = [(one.kind, one.id) for one in self.along]
        if double := next((id_ for kind, id_ in moved if moved.count((kind, id_)) > 1), None):
            raise ValueError(f"{double!r} was moved twice; keep one")
        return self


def exact_text(number: Fraction) -> Exact:
    """The number as text that a fraction is made of again, the same one."""
    rest, places = number.denominator, 0
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest > 1:
        return f"{number.numerator}/{number.denominator}"
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
