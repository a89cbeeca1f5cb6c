"""Inputs of a scoring function: its fields, what each may hold, and what is plain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import HealthCheck, find, settings, strategies as st

from vpl_core.testing.scorer_answers import Input

MOST_STEPS = 400
"""Of a field's values that are all tried; percentages in halves, and scores from -100 to 100."""


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
        """Every field taken through its steps, the others being plain."""
        yield dict(self.plain)
        for name in self.kinds:
            yield from self.along(name)

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
    kinds = {name: kind if isinstance(kind, Kind) else Kind(simplest(kind), kind) for name, kind in fields.items()}
    plain = {name: kind.plain for name, kind in kinds.items()}
    # The plain value first: it is what a counterexample shrinks to.
    drawn = {name: st.one_of(st.just(kind.plain), kind.values) for name, kind in kinds.items()}
    return Inputs(plain, st.fixed_dictionaries(drawn), kinds)


def inputs_of(given: Inputs | st.SearchStrategy[Any]) -> Inputs:
    """What was given, as inputs; the simplest value of a strategy is its plain one."""
    if isinstance(given, Inputs):
        return given
    whole = given.map(dict)
    return Inputs(simplest(whole), whole)


def simplest(strategy: st.SearchStrategy[Any]) -> Any:
    """The value that Hypothesis shrinks to."""
    return find(strategy, lambda _: True, settings=settings(database=None, suppress_health_check=list(HealthCheck)))


# --- kinds -----------------------------------------------------------------------------------------------------------


def number(least: int, most: int, *, whole: bool = False, plain: float | None = None) -> Kind:
    """Numbers from least to most, both included: integers, halves and hundredths, unless they are to be whole."""
    middle = (least + most) // 2
    parts = (1,) if whole else (1, 2, 100)
    drawn = [st.integers(least * part, most * part).map(partial(_part, part)) for part in parts]
    values = st.one_of(st.sampled_from([least, most]), *drawn)
    return Kind(middle if plain is None else plain, values, _steps(least, most, parts[:2]), numeric=True)


def _steps(least: int, most: int, parts: Sequence[int]) -> tuple[int | float, ...]:
    """All halves, so that no gap between integers is missed; in a wide range, as many values evenly spread."""
    part = max(parts)
    stride = -(-(most - least) * part // MOST_STEPS) or 1
    return (*(_part(part, place) for place in range(least * part, most * part, stride)), most)


def _part(part: int, count: int) -> int | float:
    exact = Fraction(count, part)
    return int(exact) if exact.denominator == 1 else float(exact)


def percent(*, plain: float = 50) -> Kind:
    """Numbers from 0 to 100."""
    return number(0, 100, plain=plain)


def count(most: int = 20, *, plain: int = 0) -> Kind:
    """Whole numbers from 0 to `most`."""
    return number(0, most, whole=True, plain=plain)


def choice(*words: str) -> Kind:
    """One of the words; the first is plain."""
    return Kind(words[0], st.sampled_from(words), words, words=words)


def list_of(item: Kind, *, at_most: int = 5) -> Kind:
    """A list of up to so many items, perhaps an empty one; plain is a full list of plain items."""
    least, most = (item.steps[0], item.steps[-1]) if item.steps else (item.plain, item.plain)
    steps: tuple[list[Any], ...] = ([], [item.plain], [least, most], [most, least], [least] * at_most, [most] * at_most)
    return Kind([item.plain] * at_most, st.lists(item.values, max_size=at_most), steps)
