"""The portfolio as only the vendor sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment, Score, TimeToValue
from vpl_core.model.audience import Dated, PortfolioRow, PortfolioView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.model.time_to_value import Clock
from vpl_core.rules.wording import Wording
from vpl_core.site.ladder_views import look_of

_LATE = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)


def portfolio_row(facts: AccountFacts, playbook: Playbook, assessment: Assessment) -> PortfolioRow:
    """One account in one line, health and scores included."""
    standing, account = assessment.standing, facts.account
    late = [m for m in assessment.milestones if m.status in _LATE]
    wording = Wording()
    name = playbook.ladder.rungs[standing.proven - 1].name if standing.proven else "No rung yet"
    return PortfolioRow(
        account=account.id,
        customer=account.name,
        segment=playbook.segment.name,
        owner=account.owner.name if account.owner else "",
        health=assessment.health.colour,
        health_why=tuple(
            f"{reason.colour}: {reason.says}" + (" (not known)" if reason.outcome is Outcome.UNKNOWN else "")
            for reason in assessment.health.reasons
            if reason.outcome in (Outcome.MET, Outcome.UNKNOWN)
        ),
        proven=standing.proven,
        claimed=standing.claimed,
        rungs=len(standing.rungs),
        rung_name=name,
        looks=tuple(look_of(rung, standing.proven) for rung in standing.rungs),
        days_behind=max((m.days_behind for m in late), default=0),
        late=tuple(playbook.milestone[m.milestone].name for m in late),
        resets=sum(Badge.RESET in m.badges for m in assessment.milestones),
        scores=tuple(_score(score, playbook) for score in assessment.scores),
        first_value=_first_value(assessment.clocks),
        renewal=_dated(account.renewal, wording) if account.renewal else None,
        issues=assessment.issues,
    )


def portfolio_view(
    rows: Iterable[PortfolioRow], *, name: str, vendor: str, as_of: dt.date, left_out: Iterable[tuple[str, str]]
) -> PortfolioView:
    """All rows, those furthest behind first, then those whose renewal is nearest."""
    far = dt.date.max
    ordered = sorted(rows, key=lambda r: (-r.days_behind, r.renewal.on if r.renewal else far, r.account))
    return PortfolioView(
        name=name,
        vendor=vendor,
        as_of=_dated(as_of, Wording()),
        rows=tuple(ordered),
        left_out=tuple(sorted(left_out)),
    )


def _dated(day: dt.date, wording: Wording) -> Dated:
    return Dated(on=day, text=wording.day(day))


def _score(score: Score, playbook: Playbook) -> tuple[str, str, str]:
    name = next(card.name for card in playbook.scorecards if card.id == score.scorecard)
    if not score.coverage:
        return name, "Not known", "Not known"
    text = (
        f"{float(score.least):.0f}"
        if score.least == score.most
        else f"{float(score.least):.0f} to {float(score.most):.0f}"
    )
    return name, text, score.band or "Not known"


def _first_value(clocks: tuple[TimeToValue, ...]) -> str:
    clock = next((c for c in clocks if c.clock is Clock.FIRST_VALUE), None)
    if clock is None:
        return ""
    return f"{clock.days} days" if clock.observed else f"open for {clock.days} days"
