"""Ready playbooks: what follows from a playbook and the limits in force alone, worked out once for all accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from vpl_core.model.accounts import Override
from vpl_core.model.playbook import Playbook

if TYPE_CHECKING:
    from vpl_core.rules.milestones import Dates
    from vpl_core.rules.reading_tests import Test

MOST_READY = 64
"""So many playbooks with limits are kept ready; more than that are begun anew."""
MOST_KEPT = 4096
"""So many tests and dates of one playbook are kept: decisions bring conditions of their own, accounts their starts."""


class Ready:
    """One playbook with the limits in force, and what was worked out from them so far."""

    __slots__ = ("dates", "limits", "playbook", "tests")

    def __init__(self, playbook: Playbook, limits: dict[str, Decimal]) -> None:
        self.playbook = playbook
        self.limits = limits
        self.tests: dict[int, Test] = {}
        """By the id of the condition, which its test keeps alive."""
        self.dates: dict[tuple[str, dt.date], Dates] = {}
        """By milestone and start, of an account that has promised nothing else."""

    def keep(self, test: Test) -> None:
        """Keeps the test for the accounts to come."""
        if len(self.tests) >= MOST_KEPT:
            self.tests.clear()
        self.tests[id(test.about)] = test

    def keep_dates(self, milestone: str, start: dt.date, dates: Dates) -> None:
        """Keeps the milestone's dates for the accounts that began on the same day."""
        if len(self.dates) >= MOST_KEPT:
            self.dates.clear()
        self.dates[milestone, start] = dates


_Key = tuple[int, tuple[tuple[str, str], ...]]
_KEPT: dict[_Key, Ready] = {}


def ready_with(playbook: Playbook, overrides: Iterable[Override]) -> Ready:
    """The playbook made ready with these overrides, the same object for every account that has the same ones."""
    # Equal numbers can be written otherwise, and are then told otherwise.
    key = id(playbook), tuple([(one.threshold, str(one.number)) for one in overrides])
    kept = _KEPT.get(key)
    if kept is None:
        if len(_KEPT) >= MOST_READY:
            _KEPT.clear()
        limits = {threshold.id: threshold.number for threshold in playbook.thresholds}
        limits.update({one.threshold: one.number for one in overrides if one.threshold in limits})
        kept = _KEPT[key] = Ready(playbook, limits)
    return kept


def forget_ready() -> None:
    """Forgets all that was made ready, as after a change of the rules themselves."""
    _KEPT.clear()
