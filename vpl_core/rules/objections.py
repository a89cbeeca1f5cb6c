"""Objections: everything that speaks against a decision record on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from vpl_core.model.decision_states import (
    ApprovalStanding as Standing,
    ApprovalState,
    Drift,
    JudgedStatement,
    Objection,
    ObjectionKind as Kind,
    TriggerState,
)
from vpl_core.model.decisions import DecisionRecord, Input
from vpl_core.model.outcomes import Outcome
from vpl_core.model.reviews import HeldReview, Lock
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.catalogue import N_, Said, commas, theirs
from vpl_core.rules.comparability import not_comparable
from vpl_core.rules.conditions import ask
from vpl_core.rules.crossings import crossings
from vpl_core.rules.drift import passed_by, tells_of
from vpl_core.rules.drift_words import passed_words
from vpl_core.rules.due import fresh_until
from vpl_core.rules.private import hidden_values, is_private
from vpl_core.rules.reviews import reviews_due
from vpl_core.rules.scenario_words import beyond_words, crossing_words, names_of
from vpl_core.rules.scenarios import beyond_the_scale, watched_by
from vpl_core.rules.seals import Seals, differing, other_signals, signals_in, values_of


def objections_to(
    record: DecisionRecord,
    now: AccountDay,
    seals: Seals,
    redefined: frozenset[str],
    statements: tuple[JudgedStatement, ...],
    missing: tuple[str, ...],
    triggers: tuple[TriggerState | None, ...],
    approvals: tuple[ApprovalState, ...] = (),
    drift: Drift | None = None,
) -> Iterator[Objection]:
    """What speaks against the record, in no order; what only a decided one can be blamed for is left out of others."""
    hidden = hidden_values(now.playbook)
    if record.decided_on is not None:
        yield from refusals(record, statements)
        yield from _undecided(record, missing)
        yield from _redefined(now, redefined, hidden)
        yield from _resaid(record, seals)
        yield from _watched(record, now, redefined, hidden)
        yield from _changed(record, seals)
        yield from _fired(triggers, hidden)
        flipped = tuple(_flipped(record, now, redefined, hidden))
        yield from flipped or _drifted(record, drift, redefined, hidden)
        yield from _not_adapted(record)
        yield from _awaited(record, approvals)
    yield from _inconsistent(record, hidden)
    yield from _stale(record, now.day)
    yield from _unaudited(record)
    yield from _not_approved(record, now.day, approvals)
    yield from _reviews(record, now.day)


def refusals(record: DecisionRecord, statements: Iterable[JudgedStatement]) -> Iterator[Objection]:
    """When a record must not be used at all: nobody owns it, nothing carries it, or nothing hangs on it."""
    if not record.owner:
        says = Said("Nobody owns the decision, so it will change nothing.")
        yield Objection(Kind.NO_OWNER, says, "name the person who answers for it as `owner:`", "owner")
    if not any(judged.counts_as == "fact" for judged in statements):
        says = Said("No statement is a fact with evidence on file; it rests on guesses only.")
        yield Objection(Kind.NO_EVIDENCE, says, "add a fact that names its evidence", "statements")
    if not any(option.changes for option in record.options):
        says = Said("No option changes an action, an owner or a budget, so there is no choice.")
        yield Objection(Kind.NO_CHOICE, says, "say what an option `changes:`, or do not decide", "options")


def _undecided(record: DecisionRecord, missing: tuple[str, ...]) -> Iterator[Objection]:
    if record.locked is None:
        says = Said("It is decided, but what it rests on was never sealed.")
        yield Objection(Kind.NOT_LOCKED, says, "run `vpl decide commit`", "decided_on")
    elif missing:
        yield Objection(
            Kind.INCOMPLETE, Said("It is decided without {what}.", what=commas(missing)), "add what is missing"
        )


def _redefined(now: AccountDay, redefined: frozenset[str], hidden: frozenset[str]) -> Iterator[Objection]:
    for id_ in sorted(redefined):
        name = theirs(now.playbook.value[id_], "name") if id_ in now.playbook.value else id_
        says = Said(
            "“{name}” is not defined as it was sealed, so no reading of it may be compared across the change.",
            name=name,
        )
        yield Objection(
            Kind.REDEFINED, says, "commit the record again under the new definition", "metrics", id_ in hidden
        )


def _resaid(record: DecisionRecord, seals: Seals) -> Iterator[Objection]:
    """Signals of the segment that a plugin declares otherwise than it did, or that were not there at the commit."""
    for id_ in other_signals(record.locked, seals) if record.locked else ():
        says = Said(
            "The signal {name} is not the one that was sealed, so it is not known whether it is seen.", name=repr(id_)
        )
        field = next((field for field, signal in signals_in(record) if signal == id_), "locked.decision_signals")
        yield Objection(Kind.REDEFINED, says, "commit the record again under the signal as it is now", field)


def _inconsistent(record: DecisionRecord, hidden: frozenset[str]) -> Iterator[Objection]:
    for reason in not_comparable(record.options):
        says = Said("The options cannot be compared: {reason}.", reason=reason)
        yield Objection(Kind.NOT_COMPARABLE, says, "let all options rest on the same basis", "options")
    if record.scenario is not None:
        names, step = names_of(record), "widen the scale, or correct the measure"
        for off in beyond_the_scale(record.scenario):
            told, field = beyond_words(off, record.scenario, names), f"scenario.options.{off.option}.{off.criterion}"
            yield Objection(Kind.NOT_COMPARABLE, told, step, field, not hidden.isdisjoint(watched_by(record.scenario)))


# --- inputs and constraints -----------------------------------------------------------------------------------------


def _stale(record: DecisionRecord, day: dt.date) -> Iterator[Objection]:
    for one in record.inputs:
        last, field = fresh_until(one), f"inputs.{one.id}.refreshed_on"
        if last is None:
            says = Said("“{name}” was never brought up to date.", name=one.name)
            yield Objection(Kind.STALE, says, "refresh it, and write the day as `refreshed_on:`", field)
        elif day > last:
            says = Said("“{name}” is stale: it was due again by {day}.", name=one.name, day=last)
            yield Objection(Kind.STALE, says, "refresh it, and write the day as `refreshed_on:`", field)


def _unaudited(record: DecisionRecord) -> Iterator[Objection]:
    named = [(f"inputs.{one.id}", one.name, one.audit) for one in record.inputs]
    named += [(f"criteria.{one.id}", one.text, one.audit) for one in record.criteria]
    for field, name, audit in named:
        if audit is None:
            says = Said("Nobody has checked “{name}”.", name=name)
            yield Objection(Kind.UNAUDITED, says, "let somebody check it, and write `audit:` with by and on", field)


def _changed(record: DecisionRecord, seals: Seals) -> Iterator[Objection]:
    """Inputs, criteria and constraints against the last time that somebody agreed to them."""
    agreed = _last_agreed(record)
    if agreed is None:
        return
    step = "look whether the decision still stands, then `vpl decide review`"
    for field, then, now in (("inputs", agreed.inputs, seals.inputs), ("criteria", agreed.criteria, seals.criteria)):
        for id_ in differing(then, now):
            name = _name(record, field, id_)
            says = Said("“{name}” has changed since the decision was made or last confirmed.", name=name)
            yield Objection(Kind.INPUT_CHANGED, says, step, f"{field}.{id_}")
    for id_ in differing(agreed.constraints, seals.constraints):
        name = _name(record, "constraints", id_)
        says = Said("The constraint “{name}” is not the one it was decided under.", name=name)
        yield Objection(Kind.CONSTRAINT_CHANGED, says, step, f"constraints.{id_}")


def _last_agreed(record: DecisionRecord) -> Lock | HeldReview | None:
    """The commit, or the last review since that said to go on and sealed what it saw."""
    if record.locked is None:
        return None
    agreeing = [r for r in record.held if r.outcome == "continue" and (r.inputs or r.criteria or r.constraints)]
    since = [review for review in agreeing if review.on >= record.locked.on]
    return since[-1] if since else record.locked


def _name(record: DecisionRecord, field: str, id_: str) -> str:
    found = next((one for one in getattr(record, field) if one.id == id_), None)
    if found is None:
        return id_
    return found.name if isinstance(found, Input) else str(found.text)


def _watched(
    record: DecisionRecord, now: AccountDay, redefined: frozenset[str], hidden: frozenset[str]
) -> Iterator[Objection]:
    for constraint in record.constraints:
        if constraint.holds is None:
            continue
        field, values = f"constraints.{constraint.id}.holds", frozenset(values_of(constraint.holds))
        private = is_private(constraint.holds, hidden)
        outcome = ask(constraint.holds, now, now.day, prove=False).outcome
        if redefined & values or outcome is Outcome.UNKNOWN:
            says = Said("It is not known whether the constraint “{name}” still holds.", name=constraint.text)
            yield Objection(Kind.CONSTRAINT_UNKNOWN, says, "bring in the readings that tell", field, private)
        elif outcome is Outcome.UNMET:
            says = Said("The constraint “{name}” does not hold any more.", name=constraint.text)
            yield Objection(Kind.CONSTRAINT_CHANGED, says, "decide anew under what is true now", field, private)


# --- people and days -----------------------------------------------------------------------------------------------


def _not_approved(
    record: DecisionRecord, day: dt.date, approvals: tuple[ApprovalState, ...] = ()
) -> Iterator[Objection]:
    """What was needed by a day that has passed; where the segment does not ask for it, or excuses it, by none."""
    asked = {state.asked.id: state.asked for state in approvals if state.is_awaited}
    for number, approval in enumerate(record.approvals):
        if approval.answers is not None and approval.answers not in asked:
            continue
        if approval.given_on is None and approval.needed_by is not None and day > approval.needed_by:
            rule = asked[approval.answers] if approval.answers else None
            who = approval.who or (Said("The {role}", role=theirs(rule, "role")) if rule else Said("Nobody"))
            what, day = theirs(rule, "name") if rule else approval.what, approval.needed_by
            says = Said("{who} has not approved “{what}”; it was needed by {day}.", who=who, what=what, day=day)
            step = "get the approval, and write the day as `given_on:`"
            yield Objection(Kind.APPROVAL_MISSED, says, step, f"approvals.{number}")


def _awaited(record: DecisionRecord, approvals: tuple[ApprovalState, ...]) -> Iterator[Objection]:
    """What the segment asks for and nobody has given, or not lately; and what nobody can tell whether it is needed."""
    for state in approvals:
        asked, field = state.asked, _field_of(state, record)
        parts = {"role": theirs(asked, "role"), "what": theirs(asked, "name"), "rule": asked.source.text}
        if state.standing is Standing.MISSING:
            says = Said("The {role} has not approved “{what}”. It is asked for by {rule}.", **parts)
            if state.lacks:
                says = Said(
                    "The {role} has not approved “{what}”: {why}. It is asked for by {rule}.",
                    why=commas(state.lacks),
                    **parts,
                )
            yield Objection(Kind.APPROVAL_AWAITED, says, _GET_IT.format(asked.id), field)
        elif state.standing is Standing.EXPIRED:
            says = Said(
                "The approval of “{what}” by the {role} held until {day}. It is asked for by {rule}.",
                day=state.until,
                **parts,
            )
            yield Objection(Kind.APPROVAL_EXPIRED, says, _GET_IT.format(asked.id), field)
        elif state.standing is Standing.UNKNOWN:
            says = Said(
                "It is not known whether the decision needs the approval of “{what}” by the {role}. "
                "It is asked for by {rule}.",
                **parts,
            )
            yield Objection(Kind.APPROVAL_UNKNOWN, says, "bring in the facts that tell, or get the approval", field)


_GET_IT = "get it, and write who, role, given_on and evidence under `approvals:` with `answers: {}`"


def _field_of(state: ApprovalState, record: DecisionRecord) -> str:
    found = next((n for n, one in enumerate(record.approvals) if one == state.answer), None)
    return "approvals" if found is None else f"approvals.{found}"


def _reviews(record: DecisionRecord, day: dt.date) -> Iterator[Objection]:
    step = "hold it, then `vpl decide review`"
    for due in reviews_due(record):
        if due.kind != "initial" and record.decided_on is None:
            continue
        if day > due.on:
            says = Said(_NOT_HELD[due.kind], day=due.on)
            yield Objection(Kind.REVIEW_MISSED, says, step, f"reviews.{due.kind}")
        elif day == due.on:
            yield Objection(Kind.REVIEW_TODAY, Said(_TODAY[due.kind]), step, f"reviews.{due.kind}")


_NOT_HELD = {
    "initial": N_("The initial review was due on {day} and was not held."),
    "operating": N_("The operating review was due on {day} and was not held."),
    "post": N_("The post review was due on {day} and was not held."),
}
_TODAY = {
    "initial": N_("The initial review is due today."),
    "operating": N_("The operating review is due today."),
    "post": N_("The post review is due today."),
}
_ADAPT = {
    "initial": N_("The initial review of {day} said to adapt, and nothing was committed since."),
    "operating": N_("The operating review of {day} said to adapt, and nothing was committed since."),
    "post": N_("The post review of {day} said to adapt, and nothing was committed since."),
}


def _not_adapted(record: DecisionRecord) -> Iterator[Objection]:
    if record.held and record.held[-1].outcome == "adapt":
        last = record.held[-1]
        if record.locked is None or record.locked.on < last.on:
            says = Said(_ADAPT[last.kind], day=last.on)
            yield Objection(Kind.NOT_ADAPTED, says, "change the record, then `vpl decide commit` it again", "held")


def _fired(triggers: tuple[TriggerState | None, ...], hidden: frozenset[str]) -> Iterator[Objection]:
    reversal, *stops = triggers
    step = "hold a review that says what is done about it: `vpl decide review`"
    if reversal is not None and reversal.fired:
        says = Said("The reversal signal is seen: {says}", says=reversal.trigger.says)
        yield Objection(Kind.REVERSAL, says, step, "reversal", _is_private(reversal, hidden))
    for number, stop in enumerate(stops):
        if stop is not None and stop.fired:
            says = Said("A stop condition is seen: {says}", says=stop.trigger.says)
            yield Objection(Kind.STOP, says, step, f"stop.{number}", _is_private(stop, hidden))


def _is_private(state: TriggerState, hidden: frozenset[str]) -> bool:
    return state.trigger.when is not None and is_private(state.trigger.when, hidden)


def _flipped(
    record: DecisionRecord, now: AccountDay, redefined: frozenset[str], hidden: frozenset[str]
) -> Iterator[Objection]:
    step = "hold a review that says whether the choice stands: `vpl decide review`"
    for crossing in crossings(record, now, redefined):
        if not crossing.settled:
            says, watched = crossing_words(crossing, names_of(record)), watched_by(record.scenario)
            private = not hidden.isdisjoint(watched)
            yield Objection(Kind.FLIPPED, says, step, f"ranges.{crossing.assumption.id}", private)


def _drifted(
    record: DecisionRecord, drift: Drift | None, redefined: frozenset[str], hidden: frozenset[str]
) -> Iterator[Objection]:
    """A flip point that passed the choice by; with a reading that is compared with nothing that cannot be told."""
    if drift is None or redefined & watched_by(record.scenario) or not passed_by(record, drift):
        return
    step = "hold a review that says whether the choice stands: `vpl decide review`"
    says, private = passed_words(record, drift), not hidden.isdisjoint(tells_of(drift))
    yield Objection(Kind.FLIPPED, says, step, "scenario" if record.scenario else "", private)
