"""Answers of a scoring function: a number, an interval, or an honest refusal."""

from __future__ import annotations

import copy
import functools
import math
import numbers
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, TypeGuard, runtime_checkable

Input = Mapping[str, Any]
"""What is scored, by field; None is missing."""
Amount = Fraction | float
"""Exact where it is finite; a float only for NaN and the infinities."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the scorer said of one input."""

    score: Amount | None = None
    """None where it gave none."""
    most: Amount | None = None
    """The upper end of an interval whose lower end is `score`; None where the score is one number."""
    band: str | None = None
    """None where the scorer knows no bands; empty where the score falls into none."""
    contributions: Mapping[str, Amount] = field(default_factory=dict)
    refused: str = ""
    """Why there is no score, in the scorer's words."""

    @property
    def scored(self) -> bool:
        """Whether the scorer committed itself to one number, be it NaN."""
        return self.score is not None and self.most in (None, self.score)


def answer_of(result: object) -> Answer:
    """The usual way to read a result: a number, None, or what has a `score`, perhaps a `band` and `contributions`.

    Raises TypeError for anything else: give `read=` to check_scorer then.
    """
    if isinstance(result, Answer):
        return result
    if result is None or _is_number(result):
        return Answer(None if result is None else amount_of(result))
    parts = _parts(result)
    if "score" not in parts:
        raise TypeError(f"the scorer returned {result!r}: give read= a function that takes the number from it")
    score, most = (None if parts.get(end) is None else amount_of(parts[end]) for end in ("score", "most"))
    contributions = {str(name): amount_of(number) for name, number in (parts.get("contributions") or {}).items()}
    # None in the place of a band is a score that falls into none; no such place, a scorer without bands.
    band = str(parts["band"] or "") if "band" in parts else None
    return Answer(score, most, band, contributions)


def _parts(result: object) -> dict[str, Any]:
    names = ("score", "most", "band", "contributions")
    if isinstance(result, Mapping):
        return {name: result[name] for name in names if name in result}
    return {name: getattr(result, name) for name in names if hasattr(result, name)}


def _is_number(thing: object) -> TypeGuard[numbers.Real | Decimal]:
    """Whether it is one, be it of a library's own kind, as those in a column of a data frame."""
    return isinstance(thing, numbers.Real | Decimal) and not isinstance(thing, bool)


def amount_of(number: object) -> Amount:
    """The number, exact where it is finite; a float is taken as it is written, so that 0.1 is a tenth."""
    if not _is_number(number):
        raise TypeError(f"{number!r} is not a number")
    if isinstance(number, numbers.Rational):
        return Fraction(int(number.numerator), int(number.denominator))
    if isinstance(number, numbers.Real):
        number = float(number)
    return Fraction(str(number)) if math.isfinite(number) else float(number)


# --- who is asked ----------------------------------------------------------------------------------------------------


@runtime_checkable
class ManyAtOnce(Protocol):
    """A scorer that is dear to start and therefore answers many inputs in one call."""

    def score_all(self, inputs: Sequence[Input]) -> Sequence[Answer]:
        """One answer for each input, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class OneByOne:
    """A Python function, asked input by input; what it raises is a refusal."""

    score: Callable[[Any], object]
    read: Callable[[Any], object] = answer_of

    def score_all(self, inputs: Iterable[Input]) -> list[Answer]:
        return [self._ask(one) for one in inputs]

    def _ask(self, one: Input) -> Answer:
        try:
            result = self.score(copy.deepcopy(dict(one)))
        except Exception as refusal:
            return _refusal(refusal)
        return answer_of(self.read(result))


def _refusal(error: Exception) -> Answer:
    return Answer(refused=f"{type(error).__name__}: {error}".split("\n")[0])


@dataclass(frozen=True, slots=True)
class AllAtOnce:
    """A function from all rows to all results, such as one over a data frame."""

    score: Callable[[list[dict[str, Any]]], Iterable[object]]
    read: Callable[[Any], object]

    @property
    def name(self) -> str:
        return _name(self.score)

    def score_all(self, inputs: Sequence[Input]) -> list[Answer]:
        """One answer for each input; what it raises for several is asked again in halves, until the row is found."""
        if not inputs:
            return []
        try:
            results = list(self.score([copy.deepcopy(dict(one)) for one in inputs]))
        except Exception as refusal:
            if len(inputs) == 1:
                return [_refusal(refusal)]
            half = len(inputs) // 2
            return [*self.score_all(inputs[:half]), *self.score_all(inputs[half:])]
        if len(results) != len(inputs):
            raise ValueError(f"{self.name} gave {len(results)} results for {len(inputs)} rows")
        return [answer_of(self.read(result)) for result in results]


def all_at_once(
    score: Callable[[list[dict[str, Any]]], Iterable[object]], read: Callable[[Any], object] = answer_of
) -> AllAtOnce:
    """A scorer of many rows: it takes a list of dictionaries and gives as many results, in their order.

    For a data frame: `all_at_once(lambda rows: score(pandas.DataFrame(rows)))`.
    """
    return AllAtOnce(score, read)


def by_keywords(score: Callable[..., object]) -> Callable[[Input], object]:
    """A scorer whose parameters are named as the fields are: `score(usage=…, nps=…)`."""
    return _named(score, lambda one: score(**one))


def by_object(score: Callable[[Any], object], kind: Callable[..., object]) -> Callable[[Input], object]:
    """A scorer that takes a dataclass or a pydantic model; what `kind` refuses is refused by the scorer."""
    return _named(score, lambda one: score(kind(**one)))


def without_missing(score: Callable[[Input], object]) -> Callable[[Input], object]:
    """A scorer for which a missing field is a key that is not there, rather than None."""
    return _named(score, lambda one: score({name: content for name, content in one.items() if content is not None}))


def _named(score: Callable[..., object], wrapped: Callable[[Any], object]) -> Callable[[Any], object]:
    """What is wrapped, under the scorer's own name in reports."""

    @functools.wraps(wrapped)
    def called(one: Any) -> object:
        return wrapped(one)

    called.__name__ = _name(score)
    return called


def _name(score: object) -> str:
    return str(getattr(score, "__name__", type(score).__name__))
