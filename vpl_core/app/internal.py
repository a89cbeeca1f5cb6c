"""Accounts as the internal portfolio shows them: today, on an earlier day, and until their first proven value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from vpl_core.app.portfolio import Assessed, Workspace
from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView
from vpl_core.model.time_to_value import Clock
from vpl_core.rules.first_proof import first_proven
from vpl_core.rules.looking_back import proven_on
from vpl_core.site.portfolio_views import (
    Past,
    first_proof_of,
    movement_of,
    portfolio_row,
    portfolio_view,
    why_no_median,
)

LOOK_BACK_DAYS = 90
"""How far back the rungs are compared."""


def earlier_than(as_of: dt.date) -> dt.date:
    """The day that is compared with; the first there is where the calendar has none so early."""
    return dt.date.fromordinal(max(1, as_of.toordinal() - LOOK_BACK_DAYS))


def row_of(workspace: Workspace, one: Assessed) -> PortfolioRow:
    """The account's line, with the rung that the same facts proved on the earlier day and the day of its first proof.

    Facts dated after a day do not exist on it; what carries no date, such as a target, counts as it stands today.
    """
    return portfolio_row(one.facts, one.playbook, one.assessment, _past(workspace, one))


def view_of(
    workspace: Workspace, rows: Sequence[PortfolioRow], as_of: dt.date, left_out: Iterable[tuple[str, str]] = ()
) -> PortfolioView:
    """All lines, which are in the order of their urgency, under the portfolio's own name."""
    name, vendor = workspace.settings.portfolio.name, workspace.settings.vendor
    earlier = earlier_than(as_of)
    return portfolio_view(rows, name=name, vendor=vendor, as_of=as_of, earlier=earlier, left_out=left_out)


def statistics(view: PortfolioView) -> dict[str, Any]:
    """What is counted over all lines: the movement between rungs, and the time to the first proven value."""
    moved, curve = movement_of(view.rows), first_proof_of(view.rows)
    return {
        "movement": {
            "earlier": view.earlier.on,
            "before": moved.before,
            "now": moved.now,
            "flows": moved.flows,
            **{name: getattr(moved, name) for name in ("up", "down", "stayed", "entered", "left")},
        },
        "first_proven_value": {
            "median_days": curve.median,
            "why_not_known": why_no_median(curve),
            "reached": curve.observed,
            "open": len(curve.open_after),
            "open_after_days": curve.open_after,
            "steps": [
                {"day": s.day, "at_risk": s.at_risk, "events": s.events, "survival": s.survival, "band": s.band}
                for s in curve.steps
            ],
        },
    }


def _past(workspace: Workspace, one: Assessed) -> Past:
    earlier = earlier_than(one.assessment.as_of)
    if one.facts.account.start > earlier:
        return Past(None, _first_proof(workspace, one))
    overrides = workspace.settings.overrides(one.facts.account.segment)
    return Past(proven_on(one.facts, one.playbook, earlier, overrides), _first_proof(workspace, one))


def _first_proof(workspace: Workspace, one: Assessed) -> dt.date | None:
    """Nothing is proven before it is reached, so the search begins where the clock of first value stopped."""
    clock = next((clock for clock in one.assessment.clocks if clock.clock is Clock.FIRST_VALUE), None)
    if clock is None or not clock.observed:
        return None
    account = one.facts.account
    return first_proven(
        clock.milestone,
        one.facts,
        one.playbook,
        since=account.start + dt.timedelta(days=clock.days),
        until=one.assessment.as_of,
        overrides=workspace.settings.overrides(account.segment),
    )
