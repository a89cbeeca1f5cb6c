"""Laws about the numbers of a score: its bounds, its direction and its sums."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from vpl_core.testing.scorer_answers import Amount, Input, amount_of
from vpl_core.testing.scorer_inputs import Inputs
from vpl_core.testing.scorer_law import (
    SLACK,
    Answers,
    Cases,
    Law,
    OfOne,
    above,
    apart_only_in,
    changed,
    differ,
)
from vpl_core.testing.scorer_words import fields_told, listed, spoken, told


@dataclass(frozen=True)
class Bounded(OfOne):
    """Every score is a number from `least` to `most`, both included."""

    least: float = 0
    most: float = 100

    @property
    def sentence(self) -> str:
        return f"Every score lies between {told(self.least)} and {told(self.most)}."

    def fault(self, cases: Cases, answers: Answers) -> str:
        ends = (answers[0].score, answers[0].most)
        outside = [end for end in ends if end is not None and not self.least - SLACK <= end <= self.most + SLACK]
        return f"The score is {told(outside[0])}." if outside else ""


@dataclass(frozen=True)
class SameAgain(Law):
    """The same input gets the same score, whenever it is asked."""

    @property
    def sentence(self) -> str:
        return "The same input gets the same score every time."

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return iter([(given.plain, None)])

    def cases(self, base: Input, change: Any) -> Cases:
        return (base, base)

    def fault(self, cases: Cases, answers: Answers) -> str:
        one, other = (answer.score for answer in answers)
        return f"The same input was scored {told(one)} and {told(other)}." if told(one) != told(other) else ""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        return (pair for group in apart_only_in("", rows) for pair in itertools.pairwise(group))


@dataclass(frozen=True)
class Monotone(Law):
    """More of the field never lowers the score; with `falling=True`, never raises it."""

    field: str
    falling: bool = False

    @property
    def sentence(self) -> str:
        return f"More {spoken(self.field)} never {'raises' if self.falling else 'lowers'} the score."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        return given.of(self.field)

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        """Each step of the field to the next, the rest being plain."""
        steps = given.kinds[self.field].steps if self.field in given.kinds else ()
        return ((changed(given.plain, self.field, one), other) for one, other in itertools.pairwise(steps))

    def cases(self, base: Input, change: Any) -> Cases:
        one, other = base[self.field], change
        # Words have an alphabet and no more or less.
        if one is None or other is None or isinstance(one, str) or not (one < other or other < one):
            return ()
        return changed(base, self.field, min(one, other)), changed(base, self.field, max(one, other))

    def fault(self, cases: Cases, answers: Answers) -> str:
        less, more = (answer.score for answer in answers)
        if not (above(more, less) if self.falling else above(less, more)):
            return ""
        low, high = (told(case[self.field]) for case in cases)
        verb = "raised" if self.falling else "lowered"
        return f"Raising {spoken(self.field)} from {low} to {high} {verb} the score from {told(less)} to {told(more)}."

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        for group in apart_only_in(self.field, rows):
            known = [place for place in group if isinstance(rows[place][self.field], int | float | Fraction)]
            known.sort(key=lambda place: rows[place][self.field])
            pairs = itertools.pairwise(known)
            yield from (pair for pair in pairs if rows[pair[0]][self.field] < rows[pair[1]][self.field])


@dataclass(frozen=True)
class OrderDoesNotMatter(Law):
    """The items of a list, or the keys of a mapping, may come in any order."""

    field: str

    @property
    def sentence(self) -> str:
        return f"The order of {spoken(self.field)} does not matter."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        return st.permutations(range(8))

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return ((one, range(7, -1, -1)) for one in given.along(self.field))

    def cases(self, base: Input, change: Any) -> Cases:
        content = base[self.field]
        if content is None:
            return ()
        items = list(content.items()) if isinstance(content, Mapping) else list(content)
        moved = [items[place] for place in change if place < len(items)] + items[8:]
        kind = dict if isinstance(content, Mapping) else type(content)
        return (base, changed(base, self.field, kind(moved))) if moved != items else ()

    def fault(self, cases: Cases, answers: Answers) -> str:
        return _two_scores(self.field, cases, answers)


@dataclass(frozen=True)
class ScaleDoesNotMatter(Law):
    """Numbers that only say how things compare, as weights do, may all be multiplied by the same."""

    field: str

    @property
    def sentence(self) -> str:
        return f"Multiplying all of {spoken(self.field)} by the same does not matter."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        return st.integers(2, 10)

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return ((one, 2) for one in given.along(self.field))

    def cases(self, base: Input, change: Any) -> Cases:
        content = base[self.field]
        if content is None:
            return ()
        if isinstance(content, Mapping):
            return base, changed(base, self.field, {name: one * change for name, one in content.items()})
        return base, changed(base, self.field, type(content)(one * change for one in content))

    def fault(self, cases: Cases, answers: Answers) -> str:
        return _two_scores(self.field, cases, answers)


def _two_scores(field: str, cases: Cases, answers: Answers) -> str:
    one, other = (answer.score for answer in answers)
    first, second = (told(case[field]) for case in cases)
    said = f"With {spoken(field)} {first} the score is {told(one)}; with {second} it is {told(other)}."
    return said if differ(one, other) else ""


@dataclass(frozen=True)
class UnitDoesNotMatter(Law):
    """The same facts told in another unit get the same score."""

    convert: Callable[[dict[str, Any]], Mapping[str, Any]]
    """The input told in the other unit."""

    @property
    def sentence(self) -> str:
        return "The unit in which a fact is told does not matter."

    def cases(self, base: Input, change: Any) -> Cases:
        return base, dict(self.convert(dict(base)))

    def fault(self, cases: Cases, answers: Answers) -> str:
        one, other = (answer.score for answer in answers)
        if not differ(one, other):
            return ""
        names = [name for name in cases[0] if cases[0][name] != cases[1].get(name)]
        first, second = (fields_told({name: case.get(name) for name in names}) for case in cases)
        return f"With {first} the score is {told(one)}; told as {second} it is {told(other)}."


@dataclass(frozen=True)
class WithinFactors(OfOne):
    """The score, a mean, lies between the lowest and the highest of these fields, which share its scale."""

    factors: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"The score lies between the lowest and the highest of {listed(map(spoken, self.factors))}."

    @property
    def fields(self) -> tuple[str, ...]:
        return self.factors

    def cases(self, base: Input, change: Any) -> Cases:
        return (base,) if self._known(base) else ()

    def _known(self, one: Input) -> bool:
        return all(one[name] is not None for name in self.factors)

    def fault(self, cases: Cases, answers: Answers) -> str:
        score = answers[0].score
        said = {name: cases[0][name] for name in self.factors}
        ends = [amount_of(number) for number in said.values()]
        outside = above(min(ends), score) or above(score, max(ends))
        return f"With {fields_told(said)} the score is {told(score)}." if outside else ""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        return ((place,) for place, row in enumerate(rows) if self._known(row))


@dataclass(frozen=True)
class FullMarks(Law):
    """An input at its best in these fields gets full marks, whatever the other fields hold."""

    best: Mapping[str, Any]
    full: float = 100

    @property
    def sentence(self) -> str:
        return f"With {fields_told(self.best)} the score is {told(self.full)}."

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.best)

    def cases(self, base: Input, change: Any) -> Cases:
        return ({**base, **self.best},)

    def fault(self, cases: Cases, answers: Answers) -> str:
        score = answers[0].score
        short = differ(score, amount_of(self.full))
        return f"The score is {told(score)}, not {told(self.full)}." if short else ""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        best = fields_told(self.best)
        return ((place,) for place, row in enumerate(rows) if fields_told({f: row[f] for f in self.best}) == best)


@dataclass(frozen=True)
class RoundedOnce(OfOne):
    """The score is the exact one, rounded once; halves may go either way."""

    exact: Callable[[Input], Any]
    """The formula with nothing rounded, best in Fractions; None where it has nothing to say."""
    decimals: int = 0

    @property
    def sentence(self) -> str:
        to = f"{self.decimals} decimal{'s' * (self.decimals != 1)}" if self.decimals else "a whole number"
        return f"The score is rounded once, at the end, to {to}."

    def cases(self, base: Input, change: Any) -> Cases:
        return () if self.exact(base) is None else (base,)

    def fault(self, cases: Cases, answers: Answers) -> str:
        exact, score = Fraction(self.exact(cases[0])), answers[0].score or 0
        half = Fraction(1, 2 * 10**self.decimals) + SLACK
        if -half <= score - exact <= half:
            return ""
        right = round(exact, self.decimals)
        return f"The exact score is {told(exact)}, which rounds to {told(right)}; it was scored {told(score)}."

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        return ((place,) for place, row in enumerate(rows) if self.exact(row) is not None)


def weighted_mean(weights: Mapping[str, float]) -> Callable[[Input], Fraction | None]:
    """The exact mean of the fields with these weights; None where one is missing. For RoundedOnce."""
    exact = {name: Fraction(str(weight)) for name, weight in weights.items()}

    def mean(one: Input) -> Fraction | None:
        if any(one[name] is None for name in exact):
            return None
        return sum((w * Fraction(str(one[name])) for name, w in exact.items()), Fraction(0)) / sum(exact.values())

    return mean


@dataclass(frozen=True)
class ContributionsAddUp(OfOne):
    """What each factor is said to add sums to the score."""

    @property
    def sentence(self) -> str:
        return "The contributions sum to the score."

    def applies(self, cases: Cases, answers: Answers) -> bool:
        return answers[0].score is not None and bool(answers[0].contributions)

    def fault(self, cases: Cases, answers: Answers) -> str:
        score, parts = answers[0].score, answers[0].contributions
        whole: Amount = sum(parts.values(), Fraction(0))
        said = f"The contributions {fields_told(parts)} sum to {told(whole)}; the score is {told(score)}."
        return said if differ(score, whole) else ""
