"""The schedule: every milestone with a date on one slip timeline, stage by stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, MilestoneView
from vpl_core.model.milestones import Badge
from vpl_core.rules.calendar import add_months, elapsed_months
from vpl_core.site.charts import Lane, Promise, Tick, slip_timeline
from vpl_core.site.signs import Signs

_MOST_MONTHS = 72
"""A schedule of six years has 24 quarters; a longer one has longer steps."""


def schedule(view: CustomerView, signs: Signs) -> Markup:
    """A ring where it was first promised, the status sign where it stands now, the slip between them."""
    lanes = [
        Lane(stage, tuple(_promise(m) for m in view.milestones if m.stage == stage and (m.promised or m.reached)))
        for stage in dict.fromkeys(m.stage for m in view.milestones)
    ]
    shown = [lane for lane in lanes if lane.promises]
    days = [d for lane in shown for p in lane.promises for d in (p.promised, p.now) if d is not None]
    last = dt.date.fromordinal(max([*days, view.as_of.on.toordinal()]))
    return slip_timeline(
        shown,
        today=view.as_of.on.toordinal(),
        today_label=view.as_of.text,
        ticks=tuple(_ticks(view.started.on, last, signs)),
        title=signs.say("Milestones: promised and now"),
        desc=signs.say(
            "{n} of {all} milestones are reached.",
            n=sum(bool(m.reached) for m in view.milestones),
            all=len(view.milestones),
        ),
    )


def _promise(m: MilestoneView) -> Promise:
    now = m.reached or m.due
    regressed = Badge.REGRESSED in m.badges
    status = "regressed" if regressed else "over-achieved" if Badge.OVER_ACHIEVED in m.badges else str(m.status)
    return Promise(
        m.name,
        status.replace("_", "-"),
        m.promised.on.toordinal() if m.promised else None,
        now.on.toordinal() if now else None,
        f"milestones/{m.id}.html",
    )


def _ticks(start: dt.date, last: dt.date, signs: Signs) -> Iterator[Tick]:
    """One line a quarter of a year from the start, named by its elapsed months; fewer where that were too many."""
    step = 3 * (1 + max(0, elapsed_months(start, last)) // _MOST_MONTHS)
    for months in range(0, max(0, elapsed_months(start, last)) + 1, step):
        label = signs.say("start") if months == 0 else signs.say("month {n}", n=months)
        named = months % (2 * step) == 0
        yield Tick(add_months(start, months).toordinal(), label if named else "", major=months % (4 * step) == 0)
