"""The roster: the accounts that were asked for, gone through a few at a time and never held together."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator
from functools import cached_property

from vpl_core.app.clearing import cleared_at_the_end
from vpl_core.app.holdings import Holdings
from vpl_core.app.portfolio import (
    Assessed,
    Collected,
    Workspace,
    assess_one,
    chosen_day,
    exactly,
    left_out_by,
    nothing_there,
)
from vpl_core.errors import Problem, in_order

AT_ONCE = 32
"""Accounts that are read together."""


class Roster:
    """Goes through the accounts by id, as often as it is asked to; what is wrong is known once all were read."""

    def __init__(self, workspace: Workspace, patterns: tuple[str, ...] = (), *, by_the_rules: bool = True) -> None:
        """The accounts that match one of the patterns, or all; NotFound where a pattern finds none.

        `by_the_rules` leaves out those that cannot be judged; without it, whatever can be read is given.
        """
        self._workspace = workspace
        self._holdings = Holdings(workspace, exactly(patterns))
        self._read = self._holdings.read if by_the_rules else self._holdings.as_given
        self.accounts = tuple(sorted(self._holdings.found(patterns)))
        # The registry is asked afterwards: a plugin may have failed in the hook that gives the sources.
        self._problems: set[Problem] = {*workspace.registry.problems}
        self._seen: int | None = None
        """Nothing yet is known of how many there are."""

    def __iter__(self) -> Iterator[Collected]:
        """A few accounts at a time; at least once, for there may be something wrong where there is no account."""
        seen = 0
        for start in range(0, len(self.accounts) or 1, AT_ONCE):
            with cleared_at_the_end():
                collected = self._few(start)
                seen += collected.seen
                self._problems.update(collected.problems)
                yield collected
        self._seen = seen

    def assessed(self, as_of: dt.date) -> Iterator[Assessed]:
        """The assessment of each account that can be assessed."""
        for collected in self:
            for facts in collected.facts:
                yield assess_one(self._workspace, facts, as_of)

    def day(self, asked: dt.date | None, today: Callable[[], dt.date]) -> dt.date:
        """The day of the assessment; where that is the newest fact's, all are gone through to find it."""
        return chosen_day(self._workspace, asked, today, self._newest)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong."""
        self._go_through()
        return in_order([*self._problems, *self._nothing_there])

    @property
    def ok(self) -> bool:
        """Whether there are warnings at most."""
        return all(problem.warning for problem in self.problems)

    @property
    def left_out(self) -> dict[str, tuple[Problem, ...]]:
        """The problems of each account that cannot be given."""
        return left_out_by(self.problems)

    @property
    def seen(self) -> int:
        """How many accounts there are, those that are left out included."""
        return self._go_through()

    def _go_through(self) -> int:
        """How many there are, where need be by going through all of them."""
        if self._seen is None:
            deque(self, maxlen=0)
        return self._seen or 0

    def _few(self, start: int) -> Collected:
        if len(self.accounts) <= AT_ONCE:
            return self._all_of_few
        return self._read(self.accounts[start : start + AT_ONCE])

    @cached_property
    def _all_of_few(self) -> Collected:
        """Few enough to be held, so that nobody reads them again."""
        return self._read(self.accounts)

    def _newest(self) -> dt.date | None:
        return max((day for collected in self if (day := collected.newest) is not None), default=None)

    @cached_property
    def _nothing_there(self) -> tuple[Problem, ...]:
        if self.accounts or not all(problem.warning for problem in self._holdings.as_given(()).problems):
            return ()
        return (nothing_there(self._workspace),)
