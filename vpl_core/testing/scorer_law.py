"""A law of scoring: inputs that belong together, and what must be true of the answers to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from vpl_core.testing.scorer_answers import Amount, Answer, Input
from vpl_core.testing.scorer_inputs import Inputs

SLACK = Fraction(1, 10**6)
"""Scores that differ by no more are equal: floats add up differently in another order."""

Cases = tuple[Input, ...]
Answers = Sequence[Answer]


@dataclass(frozen=True)
class Law(ABC):
    """What a scorer declares of itself. A law of your own says `sentence`, `cases` and `fault`."""

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The law in one sentence that a customer-success person can read."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it names; each must be among the inputs."""
        return ()

    @property
    def tells(self) -> tuple[str, ...]:
        """The fields whose content its sentences about faults give in full; they need not be given again."""
        return self.fields

    def changes(self, given: Inputs) -> st.SearchStrategy[Any] | None:
        """What is varied besides the input itself; None where nothing is."""
        return None

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        """What is tried without chance, before anything is drawn: inputs, and what is varied besides."""
        return ((one, None) for one in given.lines()) if self.changes(given) is None else iter(())

    @abstractmethod
    def cases(self, base: Input, change: Any) -> Cases:
        """The inputs that are scored together; none where the law has nothing to say of them."""

    def applies(self, cases: Cases, answers: Answers) -> bool:
        """Whether the answers put the law to the test; by default, where there is a score for each."""
        return all(answer.score is not None for answer in answers)

    @abstractmethod
    def fault(self, cases: Cases, answers: Answers) -> str:
        """How the answers break the law, in a sentence with its numbers; empty where they keep it."""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        """The rows of a finished table that belong together, by their places from 0.

        Raises NotImplementedError where the law takes inputs that no table holds.
        """
        raise NotImplementedError


class OfOne(Law):
    """A law that every input keeps on its own."""

    def cases(self, base: Input, change: Any) -> Cases:
        return (base,)

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        return ((place,) for place in range(len(rows)))


def differ(one: Amount | None, other: Amount | None) -> bool:
    """Whether the scores are two, beyond what floats lose; NaN differs from everything."""
    if one is None or other is None:
        return True
    apart: Amount = 0 if one == other else one - other
    return not -SLACK <= apart <= SLACK


def above(one: Amount | None, other: Amount | None) -> bool:
    """Whether the first score is the higher, beyond what floats lose."""
    return one is not None and other is not None and one > other and differ(one, other)


def changed(base: Input, field: str, content: Any) -> dict[str, Any]:
    return {**base, field: content}


def apart_only_in(field: str, rows: Sequence[Input]) -> Iterator[list[int]]:
    """The rows that are equal in every other field, in groups of at least two."""
    groups: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(repr([(name, row[name]) for name in sorted(row) if name != field]), []).append(place)
    return (group for group in groups.values() if len(group) > 1)
