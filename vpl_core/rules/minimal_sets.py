"""Minimal sets: the smallest choices of changes, subject by subject, under which a formula holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import add, or_
from typing import NamedTuple

from vpl_core.model.changes import Change
from vpl_core.rules.planned_changes import covers, effort
from vpl_core.rules.rung_formula import RungFormula, holds

MOST_STEPS = 20_000
"""How many partial choices are looked at before the search stops counting."""
MOST_SETS = 200
"""How many sets are collected before the search stops counting."""


class Choice(NamedTuple):
    """Some changes about one subject, and the atoms that they prove, as bits."""

    proven: int
    changes: tuple[Change, ...]


class Found(NamedTuple):
    """The sets that were found, and whether they are all there are."""

    sets: list[tuple[Change, ...]]
    all_counted: bool


def undominated(choices: Sequence[Choice]) -> list[Choice]:
    """The choices that are worth making: none of the others asks no more and proves as much.

    By subject, and for a formula that is monotone in its atoms, nothing minimal is lost by it.
    """
    kept: list[Choice] = []
    for choice in sorted(choices, key=lambda c: (len(c.changes), sum(map(effort, c.changes)))):
        if not any(k.proven | choice.proven == k.proven and covers(k.changes, choice.changes) for k in kept):
            kept.append(choice)
    return kept


def minimal_sets(formula: RungFormula, choices: Sequence[Sequence[Choice]]) -> Found:
    """Every minimal set, smallest first; each subject's choices begin with the one of no changes."""
    search = _Search(formula, choices)
    if not holds(formula.root, search.most[0]):
        return Found([], True)
    found: list[tuple[Change, ...]] = []
    for size in range(search.least[0], sum(max(len(c.changes) for c in some) for some in choices) + 1):
        layer = sorted(search.of_size(size), key=lambda changes: sum(map(effort, changes)))
        for changes in layer:
            if len(found) == MOST_SETS:
                return Found(found, False)
            if not any(covers(smaller, changes) for smaller in found):
                found.append(changes)
        if search.steps > MOST_STEPS:
            return Found(found, False)
    return Found(found, True)


class _Search:
    def __init__(self, formula: RungFormula, choices: Sequence[Sequence[Choice]]) -> None:
        self.formula, self.choices, self.steps = formula, choices, 0
        at_most = [reduce(or_, [c.proven for c in some], 0) for some in choices]
        as_is = [some[0].proven for some in choices]
        self.most = _from_the_end(at_most, or_)
        """What can still be proven from each subject on."""
        self.rest = _from_the_end(as_is, or_)
        """What is proven from each subject on without any change."""
        self.least = _from_the_end([self._least(place, at_most) for place in range(len(choices))], add)
        """How many changes it takes at least from each subject on."""

    def of_size(self, size: int) -> Iterator[tuple[Change, ...]]:
        """The sets of so many changes under which the formula holds, and would not with the last of them left out."""
        return self._extended(0, size, 0, ())

    def _extended(self, place: int, left: int, proven: int, made: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
        self.steps += 1
        if self.steps > MOST_STEPS or left < self.least[place]:
            return
        if holds(self.formula.root, proven | self.rest[place]):
            if not left:
                yield made
            return  # Whatever is added now can be left out again.
        if not left or not holds(self.formula.root, proven | self.most[place]):
            return
        for choice in self.choices[place]:
            if len(choice.changes) <= left:
                more = left - len(choice.changes)
                yield from self._extended(place + 1, more, proven | choice.proven, made + choice.changes)

    def _least(self, place: int, at_most: list[int]) -> int:
        """The fewest changes about this subject with which the formula can hold at all."""
        others = reduce(or_, [proven for other, proven in enumerate(at_most) if other != place], 0)
        sizes = [len(c.changes) for c in self.choices[place] if holds(self.formula.root, others | c.proven)]
        return min(sizes, default=0)


def _from_the_end(numbers: list[int], join: Callable[[int, int], int]) -> list[int]:
    """The numbers joined from each place to the end, and 0 after the last."""
    return [*accumulate(reversed(numbers), join, initial=0)][::-1]
