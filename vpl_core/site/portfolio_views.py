"""The portfolio as only the vendor sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vpl_core.catalogues import wording
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment, Score, TimeToValue
from vpl_core.model.audience import Dated
from vpl_core.model.decision_states import ApprovalStanding, Deadline, RecordStatus
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.model.portfolio_views import PortfolioRow, PortfolioView, RungAhead, StepAhead
from vpl_core.model.record_views import DeadlineView
from vpl_core.model.time_to_value import Clock
from vpl_core.rules.courses import courses_of
from vpl_core.rules.deadlines import deadlines_of
from vpl_core.rules.movements import Movement, movement
from vpl_core.rules.survival import Curve, Waiting, kaplan_meier
from vpl_core.rules.wording import Wording, days_in_words
from vpl_core.site.deadlines_table import AHEAD
from vpl_core.site.ladder_views import look_of, missing_of
from vpl_core.site.projection import Projection
from vpl_core.site.slip_views import course_view, variance_of
from vpl_core.site.words import APPROVAL_WORDS, RECORD_WORDS

_LATE = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)
_DONE = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)


class Past(NamedTuple):
    """What an account's earlier days add to its line."""

    proven: int | None = None
    """The rung proven on the earlier day; none where the account had not started by then."""
    first_proof: dt.date | None = None
    """The day on which the first value was proven; none while it is not."""


def portfolio_row(facts: AccountFacts, playbook: Playbook, assessment: Assessment, past: Past) -> PortfolioRow:
    """One account in one line, health and scores included."""
    standing, account = assessment.standing, facts.account
    late = [m for m in assessment.milestones if m.status in _LATE]
    wording, started = Wording(), account.start <= assessment.as_of
    courses = courses_of(facts, playbook, assessment.milestones, assessment.as_of)
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
        resets=sum(len(course.moved) for course in courses),
        variance=variance_of(courses),
        course=course_view(courses, playbook),
        scores=tuple(_score(score, playbook) for score in assessment.scores),
        first_value=_first_value(assessment.clocks) if started else "not started",
        started=started,
        proven_before=past.proven,
        proof_days=_proof_days(assessment, account.start, past),
        proof_seen=past.first_proof is not None,
        renewal=_dated(account.renewal, wording) if account.renewal else None,
        issues=assessment.issues,
        deadlines=tuple(_deadline(one, assessment.as_of, wording) for one in deadlines_of(account, assessment)),
        records=tuple((s.record.title, RECORD_WORDS[s.status], s.because) for s in assessment.records),
        approvals=tuple(_awaited(assessment)),
        rung_ahead=_rung_ahead(facts, playbook, assessment),
        steps_ahead=tuple(_steps_ahead(playbook, assessment)),
    )


def urgency(row: PortfolioRow) -> tuple[int, dt.date, str]:
    """What accounts are sorted by: those furthest behind first, then those whose renewal is nearest."""
    return -row.days_behind, row.renewal.on if row.renewal else dt.date.max, row.account


def portfolio_view(
    rows: Sequence[PortfolioRow],
    *,
    name: str,
    vendor: str,
    as_of: dt.date,
    earlier: dt.date,
    left_out: Iterable[tuple[str, str]],
) -> PortfolioView:
    """The portfolio of these rows, which are in the order of their urgency."""
    return PortfolioView(
        name=name,
        vendor=vendor,
        as_of=_dated(as_of, Wording()),
        earlier=_dated(earlier, Wording()),
        rows=rows,
        left_out=tuple(sorted(left_out)),
    )


def movement_of(rows: Iterable[PortfolioRow]) -> Movement:
    """Between the rungs proven on the earlier day and now; an account is there from its start on."""
    return movement((row.proven_before, row.proven if row.started else None) for row in rows)


def first_proof_of(rows: Iterable[PortfolioRow]) -> Curve:
    """The time to the first proven value of all accounts whose clock runs or has stopped."""
    return kaplan_meier(Waiting(row.proof_days, row.proof_seen) for row in rows if row.proof_days is not None)


def why_no_median(curve: Curve) -> str:
    """Why there is no median yet, in words; empty where there is one."""
    if curve.median is not None:
        return ""
    if not curve.observed:
        return "nobody has reached it" if curve.open_after else "no account has a clock for it"
    return "fewer than half have reached it"


def _rung_ahead(facts: AccountFacts, playbook: Playbook, assessment: Assessment) -> RungAhead | None:
    """What is missing is said as the customer reads it, in English."""
    standing = assessment.standing
    if standing.proven == len(standing.rungs):
        return None
    state, rung = standing.rungs[standing.proven], playbook.ladder.rungs[standing.proven]
    done = sum(r.proven is Outcome.MET for r in state.requirements)
    missing = missing_of(Projection(facts, playbook, assessment, "", wording("en", facts.account.currency)), state)
    return RungAhead(
        number=state.number, name=rung.name, done=min(done, rung.needed), needed=rung.needed, missing=missing
    )


def _steps_ahead(playbook: Playbook, assessment: Assessment) -> Iterator[StepAhead]:
    open_ones = [m for m in assessment.milestones if m.due and m.status not in _DONE]
    for m in sorted(open_ones, key=lambda m: (m.due or assessment.as_of, m.milestone)):
        late = m.days_behind > 0
        if m.due and (late or m.due - assessment.as_of <= AHEAD):
            yield StepAhead(name=playbook.milestone[m.milestone].name, on=m.due, late=late)


def _deadline(one: Deadline, as_of: dt.date, wording: Wording) -> DeadlineView:
    on = _dated(one.due.on, wording)
    return DeadlineView(decision=one.title, what=one.due.what, who=one.due.who, on=on, overdue=one.is_late(as_of))


def _awaited(assessment: Assessment) -> Iterator[tuple[str, str, str, str]]:
    for state in assessment.records:
        for one in state.approvals if state.status is not RecordStatus.CONCLUDED else ():
            if one.is_awaited or one.standing is ApprovalStanding.UNKNOWN:
                why = ", ".join(one.lacks) if one.standing is ApprovalStanding.MISSING else ""
                told = f"{APPROVAL_WORDS[one.standing]}{f': {why}' if why else ''}"
                yield state.record.title, one.asked.name, one.asked.role, told


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


def _proof_days(assessment: Assessment, start: dt.date, past: Past) -> int | None:
    if start > assessment.as_of or all(clock.clock is not Clock.FIRST_VALUE for clock in assessment.clocks):
        return None
    return ((past.first_proof or assessment.as_of) - start).days


def _first_value(clocks: tuple[TimeToValue, ...]) -> str:
    clock = next((c for c in clocks if c.clock is Clock.FIRST_VALUE), None)
    if clock is None:
        return ""
    days = days_in_words(clock.days)
    return days if clock.observed else f"open for {days}"
