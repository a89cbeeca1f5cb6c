"""Patches: one rule of the living program wrong for a while, wherever it has already been imported to."""

from __future__ import annotations
import __future__

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent
from types import CodeType, FunctionType
from typing import Any

from tests.laws.law import Law
from tests.laws.process import MUTANT


@dataclass(frozen=True)
class Mutant:
    """One rule with one mistake in it, and the law that must fall."""

    name: str
    """What is now wrong, as a sentence."""
    where: Callable[..., Any] | cached_property[Any]
    """The function that holds the rule."""
    old: str
    """A text that stands once in the function."""
    new: str
    law: Law

    @property
    def function(self) -> FunctionType:
        """The plain function, without what caches or wraps it."""
        plain: object = self.where.func if isinstance(self.where, cached_property) else inspect.unwrap(self.where)
        assert isinstance(plain, FunctionType)
        return plain

    @property
    def place(self) -> str:
        """The function's name with its module, without the package."""
        return f"{self.function.__module__.removeprefix('vpl_core.')}.{self.function.__qualname__}"


def source_of(mutant: Mutant) -> str:
    return dedent(inspect.getsource(mutant.function))


@contextmanager
def in_force(mutant: Mutant) -> Iterator[None]:
    """The mistake is made inside the block, also by processes that are started there."""
    function: FunctionType = mutant.function
    sound = function.__code__
    code = _code_with(mutant)
    os.environ[MUTANT] = mutant.name
    try:
        function.__code__ = code
        _forget(mutant.where)
        yield
    finally:
        function.__code__ = sound
        _forget(mutant.where)
        del os.environ[MUTANT]


def _code_with(mutant: Mutant) -> CodeType:
    """The function's code with the mistake; only the code is swapped, so that whoever holds the function makes it."""
    source, name = source_of(mutant).replace(mutant.old, mutant.new), mutant.function.__name__
    # The flag of the module's `from __future__ import annotations` is not in the function's own text.
    module = compile(source, f"<{mutant.name}>", "exec", __future__.annotations.compiler_flag, dont_inherit=True)
    return next(part for part in module.co_consts if isinstance(part, CodeType) and part.co_name == name)


def _forget(where: Any) -> None:
    """Clears what was remembered under the other rule."""
    if hasattr(where, "cache_clear"):
        where.cache_clear()
