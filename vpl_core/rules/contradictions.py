"""Contradictions: conditions that nothing can meet or nothing can miss, and rungs that nobody can stand on."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.conditions import AllOf, AnyOf, AtLeast, AtMost, Condition, CountOf, MilestoneReached
from vpl_core.model.ladder import Rung
from vpl_core.model.playbook import Playbook
from vpl_core.rules.faults import Fault, conditions_of
from vpl_core.rules.formulas import Claim, Formula, Quantity, met, needed_of, range_of, unmet
from vpl_core.rules.intervals import written
from vpl_core.rules.satisfiable import clash_in, is_impossible, most_together


def never_met(playbook: Playbook) -> Iterator[Fault]:
    """Conditions that no account could ever meet."""
    for part, id_, name, condition in conditions_of(playbook):
        if shown := why_never(condition, playbook):
            what = _NEVER.get(part, "it can never be met")
            yield Fault(part, id_, f"{name}: {what}: {shown}", "take one of them out, or move a limit", shown)


_NEVER = {
    "health_signals": "it can never fire",
    "decision_signals": "it can never be seen",
    "approvals": "it can never be asked for",
}


def why_never(condition: Condition, playbook: Playbook) -> str:
    """What clashes, in words, where nothing could ever meet the condition; empty where something could."""
    return _why_impossible(condition, playbook) if is_impossible(met(condition, playbook), playbook) else ""


def never_stood_on(playbook: Playbook) -> Iterator[Fault]:
    """The lowest rung whose milestones, with those of the rungs below it, cannot be met on one day."""
    asked = tuple(_asked_by(rung, playbook) for rung in playbook.ladder.rungs)
    if not is_impossible(Formula(len(asked), asked), playbook):
        return
    for height, rung in enumerate(playbook.ladder.rungs, start=1):
        formula = Formula(height, asked[:height])
        if is_impossible(formula, playbook):
            shown = _clash(clash_in(formula, playbook), playbook)
            message = f"{rung.id!r} can never be stood on: {shown}"
            step = "let one rung, and those below it, ask for what one day can hold"
            yield Fault("ladder", playbook.ladder.id, message, step, shown)
            return


def _asked_by(rung: Rung, playbook: Playbook) -> Formula:
    """What one day has to hold for the rung."""
    return Formula(rung.needed, tuple(met(playbook.milestone[m].condition, playbook) for m in rung.milestones))


def dead_ways(playbook: Playbook) -> Iterator[Fault]:
    """Ways among several that lead nowhere: the condition can be met, but not so."""
    for part, id_, name, condition in conditions_of(playbook):
        for way in () if why_never(condition, playbook) else _dead_in(condition, playbook):
            shown = _why_impossible(way, playbook)
            message = f"{name}: one of the ways to meet it leads nowhere: {shown}"
            yield Fault(part, id_, message, "take it out, or move a limit", shown, warning=True)


def _dead_in(condition: Condition, playbook: Playbook) -> Iterator[Condition]:
    if not isinstance(condition, AllOf | AnyOf | CountOf):
        return
    for part in condition.conditions:
        if isinstance(part, MilestoneReached):
            continue
        if is_impossible(met(part, playbook), playbook):
            yield part
        else:
            yield from _dead_in(part, playbook)


def always_met(playbook: Playbook) -> Iterator[Fault]:
    """Conditions that any reading meets, whatever it says; a signal that never falls silent."""
    for part, id_, name, condition in conditions_of(playbook):
        for always in _always_in(condition, playbook, bounds_count=part in _ALARMS):
            claims = clash_in(unmet(always, playbook), playbook)
            shown = _cover(claims, playbook)
            what = _ALWAYS[part] if always is condition else "a part of it says nothing"
            step = "set a limit that a reading can miss, or take it out"
            yield Fault(part, id_, f"{name}: {what}: {shown}", step, shown, warning=True)


_ALARMS = ("health_signals", "decision_signals")
_ALWAYS = {
    "milestones": "it is met whatever is read",
    "health_signals": "it fires whatever is read",
    "checklists": "its answer is yes whatever is read",
    "approvals": "it is asked for whatever is read, so the condition says nothing",
    "decision_signals": "it is seen whatever is read",
}


def _always_in(condition: Condition, playbook: Playbook, *, bounds_count: bool) -> Iterator[Condition]:
    if isinstance(condition, MilestoneReached) or (not bounds_count and _asks_for_a_reading(condition, playbook)):
        return
    if is_impossible(unmet(condition, playbook), playbook):
        yield condition
    elif isinstance(condition, AllOf | AnyOf | CountOf):
        for part in condition.conditions:
            yield from _always_in(part, playbook, bounds_count=False)


def _asks_for_a_reading(condition: Condition, playbook: Playbook) -> bool:
    """At the very end of what is possible a limit says: there has to be a reading. It is the way to say so."""
    if not isinstance(condition, AtLeast | AtMost) or condition.strictly:
        return False
    value, limit = playbook.value[condition.value], condition.limit
    number = playbook.threshold[limit].number if isinstance(limit, str) else limit
    return number == (value.least if isinstance(condition, AtLeast) else value.most)


# --- in words ---------------------------------------------------------------------------------------------------


def _why_impossible(condition: Condition, playbook: Playbook) -> str:
    """What clashes: in the innermost condition that by itself cannot be met."""
    if isinstance(condition, AllOf | AnyOf | CountOf):
        needed, parts = needed_of(condition), condition.conditions
        inner = [part for part in parts if is_impossible(met(part, playbook), playbook)]
        if inner and (needed == len(parts) or len(inner) == len(parts)):
            return _why_impossible(inner[0], playbook)
        if needed < len(parts):
            most = most_together(met(condition, playbook), playbook)
            return f"{needed} of {len(parts)} are asked for, and no more than {most} of them can hold together"
    if isinstance(condition, MilestoneReached):
        return _why_impossible(playbook.milestone[condition.milestone].condition, playbook)
    return _clash(clash_in(met(condition, playbook), playbook), playbook)


def _clash(claims: tuple[Claim, ...], playbook: Playbook) -> str:
    told = [_said(claim) for claim in claims]
    if len(claims) == 1 and not claims[0].negated and _is_empty(claims[0]):
        return f"nothing {_place(claims[0])}"
    if len(claims) == 1:
        return f"{told[0]}, but {_reach(claims[0].quantity, playbook)}"
    return f"{', '.join(told[:-1])} and {told[-1]} cannot hold together"


def _is_empty(claim: Claim) -> bool:
    low, high = claim.interval[:2]
    return low is not None and high is not None and low >= high


def _cover(claims: tuple[Claim, ...], playbook: Playbook) -> str:
    """What is always so, from the claims that would all have to hold for it not to be so."""
    told = " or ".join(_said(claim._replace(negated=not claim.negated)) for claim in claims)
    limits = "" if len(claims) > 1 else f", for {_reach(claims[0].quantity, playbook)}"
    return f"always {told}{limits}"


def _reach(quantity: Quantity, playbook: Playbook) -> str:
    where = range_of(quantity, playbook)
    return f"{_SUBJECTS[quantity.measure].format(quantity.of)} lies {where}"


_SUBJECTS = {
    "reading": "{!r}",
    "units": "the change of {!r}",
    "percent": "the change of {!r} in percent",
    "gap": "the closed gap of {!r} in percent",
    "target": "the target of {!r}",
    "attribute": "the attribute {!r}",
}


def _said(claim: Claim) -> str:
    """'hours' is at least 10."""
    subject = _SUBJECTS[claim.quantity.measure].format(claim.quantity.of)
    if claim.quantity.measure == "target":
        return f"{subject} is {'missed' if claim.negated else 'met'}"
    if claim.texts:
        texts = " or ".join(repr(text) for text in sorted(claim.texts))
        return f"{subject} is {'not ' if claim.negated else ''}{texts}"
    return f"{subject} {_place(claim)}"


def _place(claim: Claim) -> str:
    low, high, without_low, without_high = claim.interval
    if low is not None and high is not None:
        return f"lies {'outside' if claim.negated else 'in'} [{written(low)}, {written(high)})"
    if low is not None:
        verbs = ("is below", "is at most") if claim.negated else ("is at least", "is above")
        return f"{verbs[without_low]} {written(low)}"
    verbs = ("is above", "is at least") if claim.negated else ("is at most", "is below")
    return f"{verbs[without_high]} {'' if high is None else written(high)}"
