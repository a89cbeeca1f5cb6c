"""Approvals judged: which of the segment's a decision needs, and where each of them stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from vpl_core.model.alternatives import Alternative
from vpl_core.model.approvals import RequiredApproval
from vpl_core.model.decision_states import ApprovalStanding as Standing, ApprovalState
from vpl_core.model.decisions import Approval, DecisionRecord
from vpl_core.model.outcomes import Outcome
from vpl_core.model.waivers import Waiver
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.calendar import add_months
from vpl_core.rules.catalogue import Said, theirs
from vpl_core.rules.conditions import STRENGTH, ask


def approval_states(record: DecisionRecord, now: AccountDay) -> tuple[ApprovalState, ...]:
    """Where each approval of the segment stands, by id; `record` is resolved, and as it was known on the day."""
    return tuple(_state(asked, record, now) for asked in sorted(now.playbook.approvals, key=lambda one: one.id))


def _state(asked: RequiredApproval, record: DecisionRecord, now: AccountDay) -> ApprovalState:
    """Given where it counts; else excused; else unknown where the need is; else expired or missing."""
    need = needed(asked, record, now)
    answers = [_answered(asked, one, now) for one in record.approvals if one.answers == asked.id]
    best = max(answers, key=_in_favour, default=ApprovalState(asked, Standing.MISSING))
    if need is Outcome.UNMET:
        return best._replace(standing=Standing.NOT_NEEDED)
    if best.standing is Standing.GIVEN:
        return best
    waiver = _waiver(asked.id, record.waivers, now.day)
    if waiver is not None:
        return best._replace(standing=Standing.EXEMPT, waiver=waiver)
    return best._replace(standing=Standing.UNKNOWN) if need is Outcome.UNKNOWN else best


def needed(asked: RequiredApproval, record: DecisionRecord, now: AccountDay) -> Outcome:
    """Whether the decision needs the approval; unknown where that hangs on what is not known."""
    fits = _fits(asked, record)
    if asked.condition is None or fits is Outcome.UNMET:
        return fits
    return min(fits, ask(asked.condition, now, now.day, prove=False).outcome, key=STRENGTH.__getitem__)


def _fits(asked: RequiredApproval, record: DecisionRecord) -> Outcome:
    """Whether the chosen option is of a kind that needs it; while none is chosen, whether any may be."""
    if not asked.types and not asked.archetypes:
        return Outcome.MET
    options = (record.choice,) if record.choice else record.options
    found = [_is_of_kind(asked, option) for option in options]
    return max(found, key=STRENGTH.__getitem__, default=Outcome.UNKNOWN)


def _is_of_kind(asked: RequiredApproval, option: Alternative) -> Outcome:
    if option.archetype in asked.archetypes or option.type in asked.types:
        return Outcome.MET
    return Outcome.UNKNOWN if asked.types and option.type is None else Outcome.UNMET


# --- what was answered ----------------------------------------------------------------------------------------------


def _answered(asked: RequiredApproval, answer: Approval, now: AccountDay) -> ApprovalState:
    lacks = tuple(_lacking(asked, answer, now))
    if lacks or answer.given_on is None:
        return ApprovalState(asked, Standing.MISSING, answer, lacks)
    until = _last_day(answer.given_on, asked.months)
    standing = Standing.GIVEN if now.day <= until else Standing.EXPIRED
    return ApprovalState(asked, standing, answer, until=until)


def _lacking(asked: RequiredApproval, answer: Approval, now: AccountDay) -> Iterator[str]:
    """What is missing for the answer to count; of a line that nobody has filled in yet there is nothing to tell."""
    if not (answer.who or answer.given_on or answer.evidence):
        return
    if not answer.who:
        yield Said("nobody is named")
    if not answer.role:
        yield Said("it is not said in which role")
    elif _folded(answer.role) != _folded(asked.role):
        yield Said("it is given as “{role}” and not as “{wanted}”", role=answer.role, wanted=theirs(asked, "role"))
    if answer.given_on is None:
        yield Said("no day is named on which it was given")
    if answer.evidence not in {paper.id for paper in now.evidence}:
        yield Said("no evidence of it is on file")


def _folded(role: str) -> str:
    return " ".join(role.split()).casefold()


def _last_day(given: dt.date, months: int) -> dt.date:
    """A yes of 3 March for twelve months holds up to and on 2 March."""
    ends = add_months(given, months)
    return ends if ends == dt.date.max else ends - dt.timedelta(days=1)


def _in_favour(state: ApprovalState) -> tuple[int, dt.date, dt.date]:
    """What counts before what did once before what never did; of several the latest."""
    rank = (Standing.MISSING, Standing.EXPIRED, Standing.GIVEN).index(state.standing)
    given = state.answer.given_on if state.answer else None
    return rank, state.until or dt.date.min, given or dt.date.min


def _waiver(about: str, waivers: Iterable[Waiver], day: dt.date) -> Waiver | None:
    """The waiver in force: begun, and not expired; of several the last to begin."""
    running = [one for one in waivers if one.about == about and one.on <= day < one.expires]
    return max(running, key=lambda one: (one.on, one.expires), default=None)
