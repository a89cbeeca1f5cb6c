"""Deadlines of decisions as a table of the internal site: what is overdue, and what comes up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from markupsafe import Markup

from vpl_core.model.portfolio_views import PortfolioRow
from vpl_core.model.record_views import DeadlineView
from vpl_core.site.tables import Keyed, Line

AHEAD = dt.timedelta(days=30)
"""How far the portfolio's first page and the weekly report look."""


def due_by(row: PortfolioRow, as_of: dt.date) -> Iterator[Keyed]:
    """What of the account is overdue or due within thirty days, with the account, by day."""
    for deadline in row.deadlines:
        if deadline.on.on - as_of <= AHEAD:
            yield (deadline.on.on, row.account), (*_cells(deadline), account(row))


def all_of(row: PortfolioRow) -> list[Line]:
    """Everything that one account's decisions make due, by day."""
    return [_cells(deadline) for deadline in row.deadlines]


def account(row: PortfolioRow) -> Markup:
    """The customer's name, as a link from the first page to the account's own."""
    return Markup('<a href="accounts/{}.html">{}</a>').format(row.account, row.customer)


def _cells(deadline: DeadlineView) -> Line:
    late = Markup('{} <span class="vpl-delta">overdue</span>').format(deadline.on.text)
    return (
        late if deadline.overdue else deadline.on.text,
        deadline.what,
        deadline.decision,
        deadline.who or "Nobody yet",
    )
