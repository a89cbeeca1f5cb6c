"""A mutant: a mistake in one rule, and the law that it must fall to."""

from __future__ import annotations

from dataclasses import dataclass

from tests.laws.law import Law
from tests.laws.patch import Place, function_at


@dataclass(frozen=True)
class Mutant:
    """One rule with one mistake in it, and the law that must fall."""

    name: str
    """What is now wrong, as a sentence."""
    where: Place
    """The function that holds the rule."""
    old: str
    """A text that stands once in the function."""
    new: str
    law: Law

    @property
    def place(self) -> str:
        """The function's name with its module, without the package."""
        function = function_at(self.where)
        return f"{function.__module__.removeprefix('vpl_core.')}.{function.__qualname__}"
