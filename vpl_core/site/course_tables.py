"""What slips as tables of the internal site: what it still needs, who was called in, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from vpl_core.model.portfolio_views import PortfolioRow
from vpl_core.model.record_views import Dated
from vpl_core.model.slip_views import LearningRow, SlipView
from vpl_core.rules.wording import days_in_words, moved_words
from vpl_core.site.deadlines_table import account
from vpl_core.site.tables import Keyed, Line, noted


def off_course(row: PortfolioRow) -> Iterator[Keyed]:
    """Every milestone of the account that still needs something, by how far it is behind."""
    for slip in row.course.slips:
        if slip.needs:
            key = (-slip.days_behind, row.account, slip.milestone)
            yield key, (slip.name, account(row), _promised(slip), _behind(slip), _lacks(slip))


def escalations(row: PortfolioRow, *, with_account: bool = True) -> Iterator[Keyed]:
    """Every escalation of the account that is open, by the day on which an answer is expected."""
    for one in row.course.escalations:
        key = (one.due.on, row.account, one.milestone)
        yield (
            key,
            (
                one.milestone,
                *([account(row)] if with_account else []),
                noted(name=one.trigger, note=one.because),
                one.to,
                ", ".join(dict.fromkeys((one.owner, *one.participants))),
                _due(one.due, one.overdue),
            ),
        )


def barriers(row: PortfolioRow) -> list[Line]:
    """What stands in the way of one account's milestones."""
    return [(b.milestone, f"{b.kind}: {b.what}", b.to, b.owner, _due(b.due, b.overdue)) for b in row.course.barriers]


def stories(row: PortfolioRow) -> list[Line]:
    """Every milestone of one account that has more to tell than that it is on course."""
    return [(s.name, s.says, _lines(s.causes), _lines(s.doing), _needs(s)) for s in row.course.slips]


def learned(row: PortfolioRow, *, missed: bool, with_account: bool = True) -> Iterator[Keyed]:
    """What the account's reviews say, the newest first, each with where it comes from."""
    for one in row.course.learnings:
        if one.missed is missed:
            key = (-one.on.on.toordinal(), row.account, one.milestone)
            told = f"{one.milestone}, {one.on.text}, {one.by}"
            source = Markup("{} <small>{}</small>").format(account(row), told) if with_account else told
            yield key, (one.next_time, *_lesson(one), source)


def _lesson(one: LearningRow) -> tuple[str, ...]:
    return (one.learned, one.happened, one.signs) if one.missed else (one.happened, one.signs)


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
