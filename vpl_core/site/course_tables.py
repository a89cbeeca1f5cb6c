"""What slips as tables of the internal site: what it still needs, who was called in, and what was learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import PortfolioRow, PortfolioView
from vpl_core.model.record_views import Dated
from vpl_core.model.slip_views import LearningRow, SlipView
from vpl_core.rules.wording import days_in_words, moved_words, signed_days
from vpl_core.site.deadlines_table import account

Rows = list[tuple[Any, ...]]


def off_course(rows: Iterable[PortfolioRow]) -> Rows:
    """Every milestone of any account that still needs something, those furthest behind first."""
    found = [(slip, row) for row in rows for slip in row.course.slips if slip.needs]
    found.sort(key=lambda one: (-one[0].days_behind, one[1].account, one[0].milestone))
    return [(slip.name, account(row), _promised(slip), _behind(slip), _lacks(slip)) for slip, row in found]


def escalations(rows: Iterable[PortfolioRow], *, with_account: bool = True) -> Rows:
    """Every escalation that is open, by the day on which an answer is expected."""
    found = [(one, row) for row in rows for one in row.course.escalations]
    found.sort(key=lambda one: (one[0].due.on, one[1].account, one[0].milestone))
    return [
        (
            one.milestone,
            *([account(row)] if with_account else []),
            Markup("{} <small>{}</small>").format(one.trigger, one.because),
            one.to,
            ", ".join(dict.fromkeys((one.owner, *one.participants))),
            _due(one.due, one.overdue),
        )
        for one, row in found
    ]


def barriers(row: PortfolioRow) -> Rows:
    """What stands in the way of one account's milestones."""
    return [(b.milestone, f"{b.kind}: {b.what}", b.to, b.owner, _due(b.due, b.overdue)) for b in row.course.barriers]


def stories(row: PortfolioRow) -> Rows:
    """Every milestone of one account that has more to tell than that it is on course."""
    return [(s.name, s.says, _lines(s.causes), _lines(s.doing), _needs(s)) for s in row.course.slips]


def moved(rows: Iterable[PortfolioRow]) -> str:
    """How often dates were moved over all accounts, and by how many days, in a sentence."""
    with_moves = [row for row in rows if row.resets]
    if not with_moves:
        return "No promised date was moved."
    known = [row.variance for row in with_moves if row.variance is not None]
    untold = f", {len(with_moves) - len(known)} more from no date" if len(known) < len(with_moves) else ""
    times = sum(row.resets for row in with_moves)
    said = "1 promised date was moved" if times == 1 else f"Promised dates were moved {times} times"
    accounts = "1 account" if len(with_moves) == 1 else f"{len(with_moves)} accounts"
    return f"{said} in {accounts}, by {signed_days(sum(known))} in all{untold}."


def learned(view: PortfolioView, *, missed: bool) -> Rows:
    """What the reviews say, the newest first, each with where it comes from."""
    found = [(one, row) for row in view.rows for one in row.course.learnings if one.missed is missed]
    found.sort(key=lambda one: (one[1].account, one[0].milestone))
    found.sort(key=lambda one: one[0].on.on, reverse=True)
    return [(one.next_time, *_lesson(one), _from(one, row)) for one, row in found]


def causes(view: PortfolioView) -> list[tuple[str, str, str]]:
    """Each cause with how many corrections name it and in how many accounts, the most frequent first."""
    named = Counter(cause for row in view.rows for cause in row.course.causes)
    of = Counter(cause for row in view.rows for cause in set(row.course.causes))
    return [(cause, str(n), str(of[cause])) for cause, n in sorted(named.items(), key=lambda one: (-one[1], one[0]))]


def unreviewed(view: PortfolioView) -> str:
    """How many milestones were reached and are not closed, in a sentence."""
    count = sum(row.course.unreviewed for row in view.rows)
    return f"Reached and not closed, for nobody has looked back on them yet: {count}."


def _lesson(one: LearningRow) -> tuple[str, ...]:
    return (one.learned, one.happened, one.signs) if one.missed else (one.happened, one.signs)


def _from(one: LearningRow, row: PortfolioRow) -> Markup:
    return Markup("{} <small>{}, {}, {}</small>").format(account(row), one.milestone, one.on.text, one.by)


def _promised(slip: SlipView) -> str:
    promise = slip.promised.text if slip.promised else "No date"
    now = f", now {slip.due.text}" if slip.moved and slip.due else ""
    return f"{promise}{now}; {moved_words(slip.moved, slip.variance)}" if slip.moved else promise


def _behind(slip: SlipView) -> str:
    return days_in_words(slip.days_behind) if slip.days_behind else "–"


def _lacks(slip: SlipView) -> Markup:
    """What it still needs; what to do about it stands on the account's page."""
    return _lines(says for says, _ in slip.needs)


def _needs(slip: SlipView) -> Markup:
    return _lines(f"{says}: {step}" for says, step in slip.needs)


def _lines(texts: Iterable[str]) -> Markup:
    return Markup("<br>").join(f"{text[:1].upper()}{text[1:]}." for text in texts) or Markup("–")


def _due(day: Dated, is_late: bool) -> str | Markup:
    return Markup('{} <span class="vpl-delta">overdue</span>').format(day.text) if is_late else day.text
