"""Celebrated: which milestones have a page of their own to pass on."""

from __future__ import annotations

import datetime as dt

from vpl_core.model.audience import CustomerView, MilestoneView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.site.unproven import ENOUGH

LATELY = dt.timedelta(days=183)
"""Half a year: proof comes in after the day itself, and what is older has been celebrated."""


def is_celebrated(m: MilestoneView, view: CustomerView) -> bool:
    """Whether it holds, has held since a day of the last half year, and two sources agree on it or better.

    What is more weakly proven has no such page: its own page says that it is reached, and by whose word.
    """
    proven = m.rigor is not None and m.rigor.reaches(ENOUGH)
    is_new = m.reached is not None and view.as_of.on.toordinal() - m.reached.on.toordinal() <= LATELY.days
    return m.status is MilestoneStatus.ACHIEVED and proven and is_new
