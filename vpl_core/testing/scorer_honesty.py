"""Laws about what is missing, removed or nonsense: none of it may be worth a good score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from vpl_core.testing.scorer_answers import Input
from vpl_core.testing.scorer_inputs import Inputs
from vpl_core.testing.scorer_law import Answers, Cases, Law, OfOne, above, apart_only_in, changed, differ
from vpl_core.testing.scorer_words import listed, spoken, told

NONSENSE = (math.nan, math.inf, -math.inf)


@dataclass(frozen=True)
class MissingIsNotGood(Law):
    """Not knowing the field is never better than knowing it, however bad it is. No score at all is fine."""

    field: str
    missing: Any = None
    """How it is written that the field is missing."""
    high_is_bad: bool = False
    """Whether the score tells a risk: not knowing may then never lower it."""

    @property
    def sentence(self) -> str:
        return f"Not knowing {spoken(self.field)} is never better than knowing it."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return ((one, None) for one in given.along(self.field))

    def cases(self, base: Input, change: Any) -> Cases:
        return () if base[self.field] is None else (base, changed(base, self.field, self.missing))

    def applies(self, cases: Cases, answers: Answers) -> bool:
        return answers[0].score is not None

    def fault(self, cases: Cases, answers: Answers) -> str:
        known, missing = (answer.score for answer in answers)
        name, content = spoken(self.field), told(cases[0][self.field])
        said = f"With {name} missing the score is {told(missing)}; with {name} {content} it is {told(known)}."
        better = above(known, missing) if self.high_is_bad else above(missing, known)
        return said if better else ""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        for group in apart_only_in(self.field, rows):
            missing = [place for place in group if rows[place][self.field] == self.missing]
            known = [place for place in group if place not in missing]
            yield from ((one, other) for one in known for other in missing)


@dataclass(frozen=True)
class RemovingDoesNotRaise(Law):
    """Leaving one item out of a list never raises the score: bad news cannot be deleted."""

    field: str

    @property
    def sentence(self) -> str:
        return f"Removing one of {spoken(self.field)} never raises the score."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    @property
    def tells(self) -> tuple[str, ...]:
        return ()

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        return st.integers(0, 9)

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return ((one, place) for one in given.along(self.field) for place in range(len(one[self.field] or ())))

    def cases(self, base: Input, change: Any) -> Cases:
        content = base[self.field]
        if not content:
            return ()
        gone = change % len(content)
        if isinstance(content, Mapping):
            name = list(content)[gone]
            return base, changed(base, self.field, {key: content[key] for key in content if key != name})
        return base, changed(base, self.field, content[:gone] + content[gone + 1 :])

    def fault(self, cases: Cases, answers: Answers) -> str:
        before, after = (answer.score for answer in answers)
        gone = told(_gone(cases[0][self.field], cases[1][self.field]))
        said = f"Removing the {gone} from {spoken(self.field)} raised the score from {told(before)} to {told(after)}."
        return said if above(after, before) else ""


def _gone(before: Any, after: Any) -> Any:
    if isinstance(before, Mapping):
        return next({name: before[name]} for name in before if name not in after)
    place = next((place for place, one in enumerate(after) if repr(one) != repr(before[place])), len(after))
    return before[place]


@dataclass(frozen=True)
class Refuses(Law):
    """What is no measurement gets no score: an error, or None, but never a number."""

    field: str
    nonsense: tuple[Any, ...] = NONSENSE
    """NaN and the infinities, where nothing else is said."""

    @property
    def sentence(self) -> str:
        return f"There is no score where {spoken(self.field)} is {listed(map(told, self.nonsense), 'or')}."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        return st.sampled_from(self.nonsense)

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        return ((given.plain, content) for content in self.nonsense)

    def cases(self, base: Input, change: Any) -> Cases:
        return base, changed(base, self.field, change)

    def applies(self, cases: Cases, answers: Answers) -> bool:
        """A scorer that refuses the sound input too has not shown anything."""
        return len(answers) == 1 or answers[0].score is not None

    def fault(self, cases: Cases, answers: Answers) -> str:
        name, content = spoken(self.field), told(cases[-1][self.field])
        said = f"{name[:1].upper()}{name[1:]} {content} was scored {told(answers[-1].score)}."
        return said if answers[-1].scored else ""

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        unwanted = {told(content) for content in self.nonsense}
        return ((place,) for place, row in enumerate(rows) if told(row[self.field]) in unwanted)


@dataclass(frozen=True)
class RefusesUnknown(Law):
    """A word that the scorer does not know gets no score, least of all that of another word."""

    field: str
    known: tuple[str, ...] = ()
    """The words it knows; those of the field's choice where left out."""

    @property
    def sentence(self) -> str:
        return f"An unknown {spoken(self.field)} gets no score."

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def _known(self, given: Inputs) -> tuple[str, ...]:
        kind = given.kinds.get(self.field)
        known = self.known or (kind.words if kind else ())
        if not known:
            raise ValueError(f"RefusesUnknown({self.field!r}) needs to be told the words that are known=(…)")
        return known

    def changes(self, given: Inputs) -> st.SearchStrategy[Any]:
        known = self._known(given)
        return st.tuples(st.sampled_from(_misspelt(known)), st.just(known))

    def sweep(self, given: Inputs) -> Iterator[tuple[Input, Any]]:
        known = self._known(given)
        return ((given.plain, (wrong, known)) for wrong in _misspelt(known))

    def cases(self, base: Input, change: Any) -> Cases:
        wrong, known = change
        return tuple(changed(base, self.field, word) for word in (wrong, *known))

    def applies(self, cases: Cases, answers: Answers) -> bool:
        return len(answers) == 1 or any(answer.score is not None for answer in answers[1:])

    def fault(self, cases: Cases, answers: Answers) -> str:
        if not answers[0].scored:
            return ""
        alike = [c for c, a in zip(cases[1:], answers[1:], strict=True) if not differ(a.score, answers[0].score)]
        as_if = f", as if it were {told(alike[0][self.field])}" if len(alike) == 1 else ""
        word, score = told(cases[0][self.field]), told(answers[0].score)
        return f"The unknown {spoken(self.field)} {word} was scored {score}{as_if}."

    def in_table(self, rows: Sequence[Input], answers: Answers) -> Iterator[tuple[int, ...]]:
        if not self.known:
            raise NotImplementedError
        return ((place,) for place, row in enumerate(rows) if row[self.field] not in (None, *self.known))


def _misspelt(known: tuple[str, ...]) -> list[str]:
    """Every known word with one letter left out, doubled or changed with its neighbour."""
    heard = {_bare(word) for word in known}
    wrong = dict.fromkeys(slip for word in known for at in range(len(word)) for slip in _slips(word, at))
    return [word for word in wrong if _bare(word) and _bare(word) not in heard]


def _slips(word: str, at: int) -> tuple[str, str, str]:
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    return head + tail, head + letter * 2 + tail, head + tail[:1] + letter + tail[1:]


def _bare(word: str) -> str:
    """The word without what a scorer may rightly overlook: capitals, and how much space there is."""
    return " ".join(word.split()).casefold()


@dataclass(frozen=True)
class AnswersEverything(OfOne):
    """Every input that is possible gets a score."""

    @property
    def sentence(self) -> str:
        return "Every input gets a score."

    def applies(self, cases: Cases, answers: Answers) -> bool:
        return True

    def fault(self, cases: Cases, answers: Answers) -> str:
        because = f": {answers[0].refused}" if answers[0].refused else ""
        return f"There is no score{because}." if answers[0].score is None else ""
