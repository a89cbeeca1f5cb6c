"""The law book: every law with its sentence, its formula and the mutants that fall to it, as Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.laws.law import Law, examples_of, is_law
from tests.laws.mutants import MUTANTS, Mutant

_ABOUT_LAWS = frozenset(["test_mutants", "test_book"])
"""Tests of the laws, which are no laws."""


def subjects() -> list[ModuleType]:
    """The modules that hold the laws, one for each subject, by name."""
    names = sorted({path.stem for path in Path(__file__).parent.glob("test_*.py")} - _ABOUT_LAWS)
    modules = [import_module(f"tests.laws.{name}") for name in names]
    return [module for module in modules if laws_of(module)]


def laws_of(subject: ModuleType) -> list[Law]:
    """The laws that the module states itself, in its order."""
    return [one for one in vars(subject).values() if is_law(one) and one.__module__ == subject.__name__]


def all_laws() -> list[Law]:
    return [one for subject in subjects() for one in laws_of(subject)]


def sentence_of(law: Law) -> str:
    """The law's name as a sentence."""
    words = law.__name__.removeprefix("test_").replace("_", " ")
    return f"{words[0].upper()}{words[1:]}"


def examples_in_all() -> int:
    """How many examples a usual run draws."""
    return sum(map(examples_of, all_laws()))


def law_book() -> str:
    """The whole book: a chapter for each subject, a section for each law."""
    laws = all_laws()
    head = (
        "# The law book\n\n"
        f"{len(laws)} laws hold for whatever can be drawn: accounts, playbooks, numbers, days. Each is a property that "
        f"runs with every change of the code, and a run draws {examples_in_all():,} examples in all. Each has been "
        f"seen to fall: beside it stand the mistakes, {len(MUTANTS)} in all, that are made on purpose in one rule at "
        "a time and that it has to find."
    )
    return "\n\n".join([head, *(part for subject in subjects() for part in _chapter(subject))]) + "\n"


def _chapter(subject: ModuleType) -> Iterator[str]:
    title, _, rest = (inspect.getdoc(subject) or "").rstrip(".").partition(": ")
    yield f"## {title}\n\n{rest[:1].upper()}{rest[1:]}."
    for law in laws_of(subject):
        yield from _section(law)


def _section(law: Law) -> Iterator[str]:
    yield f"### {sentence_of(law)}"
    told, _, formula = (inspect.getdoc(law) or "").partition("\n\n")
    yield " ".join(told.split())
    yield f"> {' '.join(formula.split())}"
    yield _asked_of(examples_of(law))
    fallen = [mutant for mutant in MUTANTS if mutant.law is law]
    found = "It finds the mistake" if len(fallen) == 1 else "It finds the mistakes"
    yield "\n".join([found, "", *map(_line, fallen)])


def _asked_of(examples: int) -> str:
    return f"Asked of {examples} examples." if examples else "Draws nothing: it goes through cases of its own."


def _line(mutant: Mutant) -> str:
    return f"- {mutant.name} (`{mutant.place}`)"
