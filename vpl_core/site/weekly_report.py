"""The weekly report: progress to the next rung, blockers and timeline, for the vendor's own eyes, in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from vpl_core.model.portfolio_views import PortfolioRow
from vpl_core.rules.wording import ENGLISH
from vpl_core.site.deadlines_table import AHEAD
from vpl_core.site.report import Block, Entry, InternalReport, Step

_OVERDUE = "overdue"


def weekly(row: PortfolioRow, as_of: dt.date) -> InternalReport:
    """Made from the internal line of the account alone, which the portfolio has of each."""
    day, health = f"Data to {ENGLISH.day(as_of)}", f"Health is {row.health}."
    foot = f"{day}. {health} Internal. Not for the customer."
    blocks = (_progress(row), _blockers(row), _timeline(row, as_of))
    return InternalReport("Weekly report", row.customer, blocks, "en", foot, f"Internal. {health} {day}")


def _progress(row: PortfolioRow) -> Block:
    title, rung = "Progress to the next rung", row.rung_ahead
    if rung is None:
        return Block(title, nothing=f"All {row.rungs} rungs are proven.")
    milestones = "milestone" if rung.needed == 1 else "milestones"
    done = f"Rung {rung.number}, {rung.name}: {rung.done} of {rung.needed} {milestones} proven."
    return Block(title, (Entry(done), *(Entry(words, step=Step(words)) for words in rung.missing)))


def _blockers(row: PortfolioRow) -> Block:
    stand = (
        _blocker(f"{b.what} ({b.kind})", f"goes to {b.to}, {_who(b.owner)}, due {b.due.text}", b.overdue)
        for b in row.course.barriers
    )
    called = (
        _blocker(f"Escalated to {e.to}: {e.because}", f"{_who(e.owner)}, due {e.due.text}", e.overdue)
        for e in row.course.escalations
    )
    needs = (_blocker(f"{s.name}: {what}", step) for s in row.course.slips if s.slips for what, step in s.needs)
    why = (_blocker(f"Health is {reason}") for reason in row.health_why)
    return Block("Blockers", (*stand, *called, *needs, *why), nothing="Nothing is recorded that stands in the way.")


def _blocker(what: str, then: str = "", overdue: bool = False) -> Entry:
    note = f"{then}, {_OVERDUE}" if overdue else then
    return Entry(f"{what}; {note}" if note else what, step=Step(what, note))


def _who(owner: str) -> str:
    return owner or "nobody yet"


def _timeline(row: PortfolioRow, as_of: dt.date) -> Block:
    dated = sorted([*_milestones(row), *_deadlines(row, as_of)], key=lambda due: due.on)
    return Block("Timeline", tuple(map(_line, dated)), nothing=f"Nothing is due in {AHEAD.days} days.")


class _Due(NamedTuple):
    on: dt.date
    what: str
    who: str
    bad: str


def _milestones(row: PortfolioRow) -> Iterator[_Due]:
    """Late is counted from the first promise, wherever the day was moved since."""
    return (_Due(step.on, step.name, "", "late" if step.late else "") for step in row.steps_ahead)


def _deadlines(row: PortfolioRow, as_of: dt.date) -> Iterator[_Due]:
    near = (due for due in row.deadlines if due.overdue or due.on.on - as_of <= AHEAD)
    return (_Due(due.on.on, due.what, _who(due.who), _OVERDUE if due.overdue else "") for due in near)


def _line(due: _Due) -> Entry:
    day, named = ENGLISH.day(due.on), f"{due.what} ({due.who})" if due.who else due.what
    words = f"{day}: {named}, {due.bad}" if due.bad else f"{day}: {named}"
    return Entry(words, step=Step(due.what, due.who, day, bad=due.bad))
