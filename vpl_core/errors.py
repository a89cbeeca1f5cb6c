"""What went wrong, where, and who can put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = [
    "BuildFailure",
    "NotFound",
    "Problem",
    "UnusableRules",
    "UnusableSettings",
    "VplError",
    "did_you_mean",
    "in_order",
    "nearest",
    "no_such_segment",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, told so that its reader can put it right."""

    message: str
    """What is wrong, with the offending value in it."""
    next_step: str
    """What to do about it, as an order."""
    path: str = ""
    """The file, relative to the portfolio's folder; empty where no file is to blame."""
    line: int = 0
    """The line in that file, from 1; 0 where none is known."""
    field: str = ""
    """The field, dotted: `plan.report-hours.target`."""
    account: str = ""
    """The account that is left out because of it; empty where none is."""
    plugin: str = ""
    """The plugin that caused it; empty where none did."""
    warning: bool = False
    """True where the work goes on as asked and the reader ought to know."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        head = "  ".join(part for part in (place, self.field, self.message) if part)
        by = f" (plugin {self.plugin})" if self.plugin and not place else ""
        return f"{head}{by}\n  {self.next_step}"


class VplError(Exception):
    """The base of every error that a caller may expect; carries its problems."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnusableSettings(VplError):
    """The settings cannot be read, so nothing can be done at all."""


class UnusableRules(VplError):
    """A saved rule book cannot be read as one."""


class NotFound(VplError):
    """A name was asked for that nothing carries."""


class BuildFailure(VplError):
    """A site could not be made; the last good one still stands."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line and field, each once, whatever order they came in."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.field, p.account, p.plugin, p.message)))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is spelt most like it; empty where none is near."""
    from difflib import get_close_matches  # not at the top: most runs have nothing to blame

    return next(iter(get_close_matches(name, sorted(known), n=1)), "")


def no_such_segment(
    segment: str, known: Iterable[str], off: Mapping[str, str], where_none: str = ""
) -> tuple[str, str]:
    """What is wrong where a segment is named that no plugin declares, and the next step.

    `off` holds the plugins that are switched off, each with what did it: one of them may be what is missed.
    """
    message = f"{segment!r} is no segment that a plugin declares"
    if segment in off:
        return f"{message}: the plugin of that name is switched off by {off[segment]}", f"take it out of {off[segment]}"
    names = sorted(known)
    step = did_you_mean(segment, names, where_none=where_none)
    if off and not nearest(segment, names):
        step += f"; switched off are {', '.join(f'{name} by {by}' for name, by in sorted(off.items()))}"
    return message, step


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "", *, where_none: str = "") -> str:
    """The next step for a name that is not known.

    The nearest one that is; else `otherwise`, or all of them where that is left out; `where_none` where there are none.
    """
    names = sorted(known)
    if near := nearest(name, names):
        return f"did you mean {near!r}?"
    return otherwise or (f"use one of: {', '.join(names)}" if names or not where_none else where_none)
