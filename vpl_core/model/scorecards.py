"""Scorecards: weighted attributes, actions and attitudes, each read through a threshold table."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from vpl_core.model.base import Id, Line, Name, Number, Word


class Band(Word):
    """A row of a threshold table: the half-open interval [at_least, below), and what it is worth."""

    name: Name
    """What the row is called."""
    at_least: Number | None = None
    """Where the band begins, inclusive; without a beginning where left out."""
    below: Number | None = None
    """Where it ends, exclusive; without an end where left out."""
    points: Number = Field(default=0, validate_default=True, ge=0, le=100)
    """0 to 100; used by factors, ignored by a scorecard's own bands."""

    def holds(self, number: Number | Fraction) -> bool:
        """Whether the number, exact, lies in [at_least, below)."""
        low, high = self._ends if type(number) is Fraction else (self.at_least, self.below)
        return (low is None or number >= low) and (high is None or number < high)

    @cached_property
    def _ends(self) -> tuple[Fraction | None, Fraction | None]:
        return (
            None if self.at_least is None else Fraction(self.at_least),
            None if self.below is None else Fraction(self.below),
        )


class Choice(Word):
    """A row for an attribute that is text: letter for letter, and what it is worth."""

    text: Name
    """The attribute's text, letter for letter."""
    points: Number = Field(ge=0, le=100)
    """0 to 100."""


class Worth(NamedTuple):
    """What one factor can add to a scorecard's mean, exactly."""

    rows: tuple[Fraction, ...]
    """By row of its table, in the order of the factor."""
    worst: Fraction
    best: Fraction


class Factor(Word):
    """One weighted thing that is known of the account."""

    id: Id
    """How explanations name it."""
    name: Name
    """How people call it."""
    aspect: Literal["attribute", "action", "attitude"]
    """What the account is, does, or thinks."""
    tag: Literal["grow", "retain", "transactional", "non_transactional", "satisfaction", "loyalty"]
    """What it says about the account."""
    weight: Number = Field(gt=0, le=1000)
    """Its share is this over the sum of all weights; they need not add up to anything."""
    attribute: str = ""
    """The account's attribute it reads; or else"""
    value: Id | None = None
    """the value whose latest reading it reads."""
    bands: tuple[Band, ...] = ()
    """How a number becomes points; or else"""
    choices: tuple[Choice, ...] = ()
    """how a text becomes points."""
    source: Line = ""
    """Who stands behind the cuts; empty where they are a default to be agreed."""

    @model_validator(mode="after")
    def _reads_one_thing(self) -> Factor:
        if bool(self.attribute) == (self.value is not None):
            raise ValueError("a factor reads either an attribute or a value")
        if bool(self.bands) == bool(self.choices):
            raise ValueError("a factor has either bands or choices")
        if self.value is not None and self.choices:
            raise ValueError("a reading is a number: use bands")
        return self

    @cached_property
    def worst(self) -> Number:
        return min([*(b.points for b in self.bands), *(c.points for c in self.choices)])

    @cached_property
    def best(self) -> Number:
        return max([*(b.points for b in self.bands), *(c.points for c in self.choices)])

    def worth_of(self, share: Fraction) -> Worth:
        """What it adds to a mean of which it is this share: the share times the points."""
        points = [*(band.points for band in self.bands), *(choice.points for choice in self.choices)]
        rows = tuple([share * Fraction(number) for number in points])
        return Worth(rows, share * Fraction(self.worst), share * Fraction(self.best))


class Scorecard(Word):
    """Factors with weights, and bands over the weighted mean of 0 to 100."""

    id: Id
    """How explanations name it."""
    name: Name
    """How people call it."""
    what_for: Line
    """The question that the score answers."""
    factors: tuple[Factor, ...] = Field(min_length=1)
    """What is weighed."""
    bands: tuple[Band, ...] = Field(min_length=1)
    """What the weighted mean of 0 to 100 is called."""

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """Each factor's exact share of the whole weight."""
        whole = sum((Fraction(factor.weight) for factor in self.factors), Fraction(0))
        return {factor.id: Fraction(factor.weight) / whole for factor in self.factors}

    @cached_property
    def worth(self) -> tuple[Worth, ...]:
        """For each factor, what its rows add to the mean: its share times the points."""
        return tuple([factor.worth_of(self.shares[factor.id]) for factor in self.factors])
