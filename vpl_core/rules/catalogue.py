"""Catalogues: our sentences in another language, given to the rules from above; the rules read no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from vpl_core.model.base import Word


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """One language: it gives a sentence, with its named places, for the English one; two are equal where they are one.

    A sentence that it does not have stays English; a test sees to it that it has them all.
    """

    sentence: Callable[[str], str]
    """The sentence for the English one."""
    counted: Callable[[str, str, int], str]
    """The sentence for so many, from the English ones for one and for many."""
    theirs: Callable[[str, str], str] = lambda kind, text: text
    """A segment's own text, from its kind and the English one."""


def _english(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


PLAIN = Catalogue(str, _english)
"""English itself."""


def N_(sentence: str) -> str:
    """Marks a sentence that stands in a table for the catalogues; it is said where it is looked up."""
    return sentence


class Said(str):
    """A sentence that a rule has said in English, of which it is still known how: it can be said again.

    For the reasons that an assessment carries: it knows no language, and whoever shows it does.
    """

    __slots__ = ("parts", "sentence")

    sentence: str
    parts: dict[str, object]

    def __new__(cls, sentence: str, /, **parts: object) -> Said:
        said = super().__new__(cls, sentence.format(**parts))
        said.sentence, said.parts = sentence, parts
        return said

    def __reduce__(self) -> tuple[object, ...]:
        return _said, (self.sentence, self.parts)


class Theirs(str):
    """A text that the segment declares, within what a rule has said: it, too, can be said again."""

    __slots__ = ("kind",)

    kind: str
    """What it is: `RequiredApproval.role`."""

    def __new__(cls, text: str, kind: str) -> Theirs:
        theirs = super().__new__(cls, text)
        theirs.kind = kind
        return theirs

    def __reduce__(self) -> tuple[object, ...]:
        return Theirs, (str(self), self.kind)


def theirs(word: Word, field: str) -> Theirs:
    """A text of a word that a segment declares."""
    return Theirs(getattr(word, field), f"{type(word).__name__}.{field}")


def _said(sentence: str, parts: dict[str, object]) -> Said:
    return Said(sentence, **parts)


def semicolons(parts: Iterable[str]) -> str:
    """Parts of one sentence: a; b; c. It can be said again as each of them can."""
    return reduce(lambda first, rest: Said("{first}; {rest}", first=first, rest=rest), parts)


def commas(parts: Iterable[str]) -> str:
    """Parts of one sentence: a, b, c."""
    return reduce(lambda first, rest: Said("{first}, {rest}", first=first, rest=rest), parts)


def ands(parts: Iterable[str]) -> str:
    """Names that belong together: a and b and c."""
    return reduce(lambda first, rest: Said("{first} and {rest}", first=first, rest=rest), parts)
