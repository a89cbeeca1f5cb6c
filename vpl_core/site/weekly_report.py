"""The weekly report: progress to the next rung, blockers and timeline, for the vendor's own eyes, in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vpl_core.model.audience import CustomerView, PortfolioRow
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.site.report import Block, Entry, InternalReport

_AHEAD = dt.timedelta(days=30)
_DONE = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)


def weekly(row: PortfolioRow, view: CustomerView) -> InternalReport:
    """Made from the internal line of the account, with the ladder and the milestones as the customer reads them."""
    about = f"{row.customer}, data to {view.as_of.on}. Internal: health is {row.health}."
    blocks = (_progress(view), _blockers(row), _timeline(row, view))
    return InternalReport("Weekly report", about, blocks, "en", "Internal. Not for the customer.")


def _progress(view: CustomerView) -> Block:
    title = "Progress to the next rung"
    if view.proven == len(view.rungs):
        return Block(title, nothing=f"All {len(view.rungs)} rungs are proven.")
    rung = view.rungs[view.proven]
    done = f"Rung {rung.number}, {rung.name}: {min(rung.done, rung.needed)} of {rung.needed} milestones proven."
    lacking = [Entry(q.missing) for q in rung.requirements if q.missing]
    return Block(title, (Entry(done), *lacking))


def _blockers(row: PortfolioRow) -> Block:
    barriers = [
        Entry(f"{b.what} ({b.kind}); goes to {b.to}, {b.owner or 'nobody yet'}, due {b.due.on}{_late(b.overdue)}")
        for b in row.course.barriers
    ]
    called = [
        Entry(f"Escalated to {e.to}: {e.because}; {e.owner or 'nobody yet'}, due {e.due.on}{_late(e.overdue)}")
        for e in row.course.escalations
    ]
    needs = [
        Entry(f"{slip.name}: {what}; {step}") for slip in row.course.slips if slip.slips for what, step in slip.needs
    ]
    why = [Entry(reason) for reason in row.health_why]
    return Block("Blockers", (*barriers, *called, *needs, *why), nothing="Nothing is recorded that stands in the way.")


def _timeline(row: PortfolioRow, view: CustomerView) -> Block:
    days = sorted([*_milestones(view), *_deadlines(row)])
    return Block("Timeline", tuple(Entry(f"{on}: {words}") for on, words in days), nothing="Nothing is due in 30 days.")


def _milestones(view: CustomerView) -> Iterator[tuple[dt.date, str]]:
    for m in view.milestones:
        if m.due and m.status not in _DONE and m.due.on - view.as_of.on <= _AHEAD:
            yield m.due.on, f"{m.name}{_late(m.days_behind > 0)}"


def _deadlines(row: PortfolioRow) -> Iterator[tuple[dt.date, str]]:
    for due in row.deadlines:
        yield due.on.on, f"{due.what} ({due.who or 'nobody yet'}){_late(due.overdue)}"


def _late(is_late: bool) -> str:
    return ", overdue" if is_late else ""
