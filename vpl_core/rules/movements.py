"""Movement between rungs: where each account stood on an earlier day, and where it stands now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

Place = int | None
"""The number of the rung proven, 0 for none of them; or None for an account that was not there on that day."""


class Flow(NamedTuple):
    """All accounts that went from one place to the same other."""

    before: Place
    now: Place
    accounts: int
    share: Fraction | None
    """Of all that stood at `before`; none for those that were not there."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The flows between all places that somebody came from or went to, the lowest first and the new accounts last."""

    flows: tuple[Flow, ...]

    @property
    def before(self) -> dict[int, int]:
        """How many stood at each rung on the earlier day; a rung of nobody is absent."""
        return self._sums((flow.before, flow.accounts) for flow in self.flows)

    @property
    def now(self) -> dict[int, int]:
        """How many stand at each rung now; a rung of nobody is absent."""
        return self._sums((flow.now, flow.accounts) for flow in self.flows)

    @property
    def up(self) -> int:
        return sum(f.accounts for f in self.flows if f.before is not None and f.now is not None and f.now > f.before)

    @property
    def down(self) -> int:
        return sum(f.accounts for f in self.flows if f.before is not None and f.now is not None and f.now < f.before)

    @property
    def stayed(self) -> int:
        return sum(f.accounts for f in self.flows if f.now == f.before)

    @property
    def entered(self) -> int:
        return sum(f.accounts for f in self.flows if f.before is None)

    @property
    def left(self) -> int:
        return sum(f.accounts for f in self.flows if f.now is None)

    def accounts(self, before: Place, now: Place) -> int:
        return sum(f.accounts for f in self.flows if (f.before, f.now) == (before, now))

    @staticmethod
    def _sums(parts: Iterable[tuple[Place, int]]) -> dict[int, int]:
        sums = Counter[int]()
        for place, accounts in parts:
            if place is not None:
                sums[place] += accounts
        return dict(sorted(sums.items()))


def movement(places: Iterable[tuple[Place, Place]]) -> Movement:
    """The flows of all accounts, given as (before, now) in any order; who was there on neither day is not counted."""
    counted = Counter(pair for pair in places if pair != (None, None))
    whole = Counter[Place]()
    for (before, _), accounts in counted.items():
        whole[before] += accounts
    return Movement(
        tuple(
            Flow(before, now, accounts, None if before is None else Fraction(accounts, whole[before]))
            for (before, now), accounts in sorted(counted.items(), key=_in_order)
        )
    )


def _in_order(counted: tuple[tuple[Place, Place], int]) -> tuple[tuple[bool, int], ...]:
    return tuple((place is None, place or 0) for place in counted[0])
