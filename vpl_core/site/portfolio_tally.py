"""The tally: all that is counted and listed over the lines of a portfolio, which it takes one at a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView
from vpl_core.rules.movements import Movement, Place, movement
from vpl_core.rules.survival import Curve, Waiting, kaplan_meier
from vpl_core.rules.wording import signed_days
from vpl_core.site import course_tables
from vpl_core.site.deadlines_table import account, due_by
from vpl_core.site.tables import Keyed, Line

LISTED = 200
"""How many lines a list has; what is beyond stands on the accounts' own pages."""
NAMED = 12
"""How many accounts are named in each line of the card of movement."""


class Beginning:
    """The first lines of a list that may be as long as the portfolio; those with equal keys stay as they came."""

    def __init__(self, most: int = LISTED) -> None:
        self._most = most
        self._kept: list[Keyed] = []
        self.count = 0
        """How many there are in all."""

    def take(self, lines: Iterable[Keyed]) -> None:
        for keyed in lines:
            self._kept.append(keyed)
            self.count += 1
        if len(self._kept) > 2 * self._most:
            self._cut()

    @property
    def rows(self) -> list[Line]:
        self._cut()
        return [line for _, line in self._kept]

    @property
    def more(self) -> str:
        """How many there are and where the others are; empty where all are listed."""
        if self.count <= self._most:
            return ""
        return f"The first {self._most} of {self.count:,}; all stand on the pages of their accounts."

    def _cut(self) -> None:
        self._kept.sort(key=itemgetter(0))
        del self._kept[self._most :]


class Tally:
    """Over all accounts. What it keeps does not grow with their number, but for the days that were waited."""

    def __init__(self, as_of: dt.date) -> None:
        self._as_of = as_of
        self.accounts = self.late = self.not_started = self.unreviewed = 0
        self.rungs = 0
        """The highest rung that there is."""
        self.colours: Counter[str] = Counter()
        self.up, self.down, self.new = Beginning(NAMED), Beginning(NAMED), Beginning(NAMED)
        """Who moved, the longest way first."""
        self.due, self.approvals, self.off_course, self.escalations = (Beginning() for _ in range(4))
        self.missed, self.reached = Beginning(), Beginning()
        """What was learned of it, the newest first."""
        self._places: Counter[tuple[Place, Place]] = Counter()
        self._waits: Counter[Waiting] = Counter()
        self._corrections: Counter[str] = Counter()
        self._corrected: Counter[str] = Counter()
        self._moves = self._movers = self._moved_from_a_date = self._days = 0

    @classmethod
    def of(cls, view: PortfolioView) -> Tally:
        tally = cls(view.as_of.on)
        for row in view.rows:
            tally.take(row)
        return tally

    def take(self, row: PortfolioRow) -> None:
        self.accounts += 1
        self.late += row.days_behind > 0
        self.not_started += not row.started
        self.unreviewed += row.course.unreviewed
        self.rungs = max(self.rungs, row.rungs)
        self.colours[str(row.health)] += 1
        self._places[row.proven_before, row.proven if row.started else None] += 1
        if row.proof_days is not None:
            self._waits[Waiting(row.proof_days, row.proof_seen)] += 1
        self._take_movement(row)
        self._take_dates(row)
        self.due.take(due_by(row, self._as_of))
        self.approvals.take(((), (account(row), *told)) for told in row.approvals)
        self.off_course.take(course_tables.off_course(row))
        self.escalations.take(course_tables.escalations(row))
        self.missed.take(course_tables.learned(row, missed=True))
        self.reached.take(course_tables.learned(row, missed=False))
        self._corrections.update(row.course.causes)
        self._corrected.update(set(row.course.causes))

    @property
    def movement(self) -> Movement:
        return movement(self._places.elements())

    @property
    def first_proof(self) -> Curve:
        return kaplan_meier(self._waits.elements())

    @property
    def causes(self) -> list[tuple[str, str, str]]:
        """Each cause with how many corrections name it and in how many accounts, the most frequent first."""
        ordered = sorted(self._corrections.items(), key=lambda one: (-one[1], one[0]))
        return [(cause, str(number), str(self._corrected[cause])) for cause, number in ordered]

    @property
    def dates_moved(self) -> str:
        """How often dates were moved over all accounts, and by how many days, in a sentence."""
        if not self._movers:
            return "No promised date was moved."
        without = self._movers - self._moved_from_a_date
        untold = f", {without} more from no date" if without else ""
        said = "1 promised date was moved" if self._moves == 1 else f"Promised dates were moved {self._moves} times"
        accounts = "1 account" if self._movers == 1 else f"{self._movers} accounts"
        return f"{said} in {accounts}, by {signed_days(self._days)} in all{untold}."

    def _take_movement(self, row: PortfolioRow) -> None:
        if not row.started:
            return
        before = row.proven_before
        way = row.proven - (before or 0)
        who = self.new if before is None else self.up if way > 0 else self.down if way < 0 else None
        if who is not None:
            who.take([((-abs(way), row.account), (row.account, row.customer, before, row.proven))])

    def _take_dates(self, row: PortfolioRow) -> None:
        if row.resets:
            self._moves += row.resets
            self._movers += 1
            self._moved_from_a_date += row.variance is not None
            self._days += row.variance or 0


def sorted_lines(lines: Iterable[Keyed]) -> list[Line]:
    """All of them, by their keys."""
    return [line for _, line in sorted(lines, key=itemgetter(0))]
