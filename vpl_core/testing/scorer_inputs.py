"""Inputs of a scoring function: its fields, what each may hold, and what is plain."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import HealthCheck, find, settings, strategies as st

from vpl_core.testing.scorer_answers import Input

MOST_STEPS = 800
"""Of a field's values that are all tried: percentages in halves, and the days of a year."""
MOST_CORNERS = 128
"""Of inputs whose every field is at one of its ends."""


@dataclass(frozen=True)
class Kind:
    """What a field may hold."""

    plain: Any
    """What the field holds where it does not matter; counterexamples keep to it."""
    values: st.SearchStrategy[Any]
    steps: tuple[Any, ...] = ()
    """Values in their order that are all tried, the other fields being plain."""
    numeric: bool = False
    words: tuple[str, ...] = ()
    """The words it knows, for a choice."""
    missing: bool = False

    @property
    def ends(self) -> tuple[Any, ...]:
        """Its lowest and its highest value, or all its words; what is plain where it has no steps."""
        known = [step for step in self.steps if step is not None]
        if self.words or len(known) <= 2:
            return tuple(known) or (self.plain,)
        return known[0], known[-1]

    def or_missing(self) -> Kind:
        """The same field, which is sometimes not known."""
        return replace(self, values=st.one_of(self.values, st.none()), steps=(*self.steps, None), missing=True)


@dataclass(frozen=True)
class Inputs:
    """What the scorer is tried with; made by `inputs`, or from a Hypothesis strategy of mappings."""

    plain: Input
    whole: st.SearchStrategy[dict[str, Any]]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """By field; empty where a strategy was given."""

    def of(self, name: str) -> st.SearchStrategy[Any]:
        """The values of one field."""
        return self.kinds[name].values if name in self.kinds else self.whole.map(lambda whole: whole.get(name))

    def near(self, fields: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
        """Plain inputs with one field changed, in half of them one of these; any where a strategy was given."""
        drawn = [*list(fields) * len(self.kinds), *self.kinds]
        return st.one_of([self.of(name).map(partial(self._with, name)) for name in drawn]) if self.kinds else self.whole

    def _with(self, name: str, content: Any) -> dict[str, Any]:
        return {**self.plain, name: content}

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every field taken through its steps, the others being plain; then all of them at their ends together."""
        yield dict(self.plain)
        for name in self.kinds:
            yield from self.along(name)
        yield from self.corners()

    def corners(self) -> Iterator[dict[str, Any]]:
        """Inputs whose every field is at one of its ends, for there scores leave their bounds."""
        ends = {name: kind.ends for name, kind in self.kinds.items()}
        there = math.prod(map(len, ends.values())) if ends else 0
        # An odd stride, so that every field changes its ends where not all corners are taken.
        for place in range(0, there, there // MOST_CORNERS | 1):
            corner = {}
            for name, choices in ends.items():
                place, chosen = divmod(place, len(choices))
                corner[name] = choices[chosen]
            yield corner

    def along(self, name: str) -> Iterator[dict[str, Any]]:
        """One field taken through its steps, the others being plain; the plain input where it has none."""
        steps = self.kinds[name].steps if name in self.kinds else ()
        return (self._with(name, step) for step in steps or (self.plain[name],))

    def apart(self, one: Input) -> dict[str, Any]:
        """The fields of the input that are not plain."""
        return {name: one[name] for name in one if repr(one[name]) != repr(self.plain.get(name))}


def inputs(**fields: Kind | st.SearchStrategy[Any]) -> Inputs:
    """Inputs with these fields: `inputs(usage=percent(), nps=number(-100, 100).or_missing())`.

    A field may be any Hypothesis strategy too; its simplest value is then the plain one.
    """
    kinds = {name: _kind(name, kind) for name, kind in fields.items()}
    plain = {name: kind.plain for name, kind in kinds.items()}
    # The plain value first: it is what a counterexample shrinks to.
    drawn = {name: st.one_of(st.just(kind.plain), kind.values) for name, kind in kinds.items()}
    return Inputs(plain, st.fixed_dictionaries(drawn), kinds)


def _kind(name: str, kind: Kind | st.SearchStrategy[Any]) -> Kind:
    if isinstance(kind, Kind):
        return kind
    if not isinstance(kind, st.SearchStrategy):
        raise TypeError(f"{name} is given as {kind!r}: say what it may hold, as percent(), choice(…) or a strategy")
    return Kind(simplest(kind), kind)


def inputs_of(given: Inputs | st.SearchStrategy[Any]) -> Inputs:
    """What was given, as inputs; the simplest value of a strategy is its plain one. Raises TypeError for others."""
    if isinstance(given, Inputs):
        return given
    if not isinstance(given, st.SearchStrategy) or not isinstance(simplest(given), Mapping):
        raise TypeError(f"{given!r} gives no inputs: write inputs(usage=percent(), …), or a strategy of dictionaries")
    whole = given.map(dict)
    return Inputs(simplest(whole), whole)


def simplest(strategy: st.SearchStrategy[Any]) -> Any:
    """The value that Hypothesis shrinks to."""
    return find(strategy, lambda _: True, settings=settings(database=None, suppress_health_check=list(HealthCheck)))


# --- kinds -----------------------------------------------------------------------------------------------------------


def number(least: int, most: int, *, whole: bool = False, plain: float | None = None) -> Kind:
    """Numbers from least to most, both included: integers, halves and hundredths, unless they are to be whole.

    Raises ValueError where these are no two whole numbers in order; a fraction of one may be told in percent.
    """
    if int(least) != least or int(most) != most or least > most:
        raise ValueError(f"number({least}, {most}) needs two whole numbers, the lower one first")
    least, most = int(least), int(most)
    middle = (least + most) // 2
    parts = (1,) if whole else (1, 2, 100)
    drawn = [st.integers(least * part, most * part).map(partial(_part, part)) for part in parts]
    values = st.one_of(st.sampled_from([least, most]), *drawn)
    return Kind(middle if plain is None else plain, values, _steps(least, most, parts[:2]), numeric=True)


def _steps(least: int, most: int, parts: Sequence[int]) -> tuple[int | float, ...]:
    """All halves, so that no gap between integers is missed.

    In a wide range, round numbers, each with the half above it: the limits in people's tables are round.
    """
    part = max(parts)
    if (most - least) * part <= MOST_STEPS:
        return tuple(_part(part, place) for place in range(least * part, most * part + 1))
    stride = _round_stride(most - least)
    rounds = range(-(-least // stride) * stride, most, stride)
    both = {place * part + beside for place in rounds for beside in (0, 1)}
    return tuple(_part(part, place) for place in sorted({least * part, *both, most * part}))


def _round_stride(width: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 and so on that makes no more steps than are tried."""
    strides: Iterator[int] = (figure * int(10**zeros) for zeros in itertools.count() for figure in (1, 2, 5))
    return next(stride for stride in strides if 2 * width <= MOST_STEPS * stride)


def _part(part: int, count: int) -> int | float:
    exact = Fraction(count, part)
    return int(exact) if exact.denominator == 1 else float(exact)


def percent(*, plain: float = 50) -> Kind:
    """Numbers from 0 to 100."""
    return number(0, 100, plain=plain)


def count(most: int = 20, *, plain: int = 0) -> Kind:
    """Whole numbers from 0 to `most`."""
    return number(0, most, whole=True, plain=plain)


def choice(*words: Any) -> Kind:
    """One of these words, numbers, truths or members of an enumeration; the first is plain."""
    if not words:
        raise ValueError("choice() needs at least one word to choose from")
    return Kind(words[0], st.sampled_from(words), words, words=tuple(word for word in words if type(word) is str))


def days(first: dt.date, last: dt.date, *, plain: dt.date | None = None) -> Kind:
    """Days from first to last, both included; the first is plain where nothing else is said."""
    stride = -(-((last - first).days) // MOST_STEPS) or 1
    steps = (*(first + dt.timedelta(after) for after in range(0, (last - first).days, stride)), last)
    return Kind(first if plain is None else plain, st.dates(first, last), steps)


def list_of(item: Kind, *, at_most: int = 5) -> Kind:
    """A list of up to so many items, perhaps an empty one; plain is a full list of plain items."""
    least, most = (item.steps[0], item.steps[-1]) if item.steps else (item.plain, item.plain)
    steps: tuple[list[Any], ...] = ([], [item.plain], [least, most], [most, least], [least] * at_most, [most] * at_most)
    return Kind([item.plain] * at_most, st.lists(item.values, max_size=at_most), steps)
