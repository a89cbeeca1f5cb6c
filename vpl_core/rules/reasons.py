"""Reasons: an answer's trace told in sentences, down to the observation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from vpl_core.model.assessment import Answer
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.rules.wording import Wording, plain_number, to_tenths


class Line(NamedTuple):
    """One line of a proof tree."""

    depth: int
    answer: Answer
    text: str


def proof_tree(answer: Answer, playbook: Playbook, wording: Wording, depth: int = 0) -> Iterator[Line]:
    """The answer and its parts, each as a sentence, from the top down."""
    yield Line(depth, answer, sentence(answer, playbook, wording))
    for part in answer.parts:
        yield from proof_tree(part, playbook, wording, depth + 1)


def sentence(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    """The answer in one sentence without its outcome word: what was needed, and what was seen when."""
    if answer.kind in _JOINS:
        return _JOINS[answer.kind].format(n=_count(answer.needed))
    if answer.kind in _FACTS:
        return _about_fact(answer, playbook)
    value = playbook.value[answer.subject]
    needs = _needs(answer, playbook, wording)
    return f"{value.name}: {needs}; {_seen(answer, playbook, wording)}"


_JOINS = {
    "all_of": "All of these hold",
    "any_of": "At least one of these holds",
    "count_of": "At least {n} of these hold",
    "not": "This does not hold",
}
_FACTS = frozenset(["plan_agreed", "milestone_reached", "evidence_of", "recorded", "attribute_is", "custom"])
_MISSING = {
    "reading": "no reading yet",
    "baseline": "no baseline agreed",
    "target": "no target agreed",
    "baseline other than 0": "the baseline is 0, so there is no percentage",
    "target other than the baseline": "the target equals the baseline",
    "more readings": "more readings are needed",
    "more time": "more time is needed",
}
RECORDED = {
    "owner": "Somebody at the vendor answers for the account",
    "sponsor": "A sponsor at the customer is named",
    "goal": "A goal is written down in the customer's words",
    "renewal": "The renewal date is known",
    "decision": "A decision with an owner is on record",
    "review_date": "The decision has a review date",
    "reversal_signal": "The decision says what would reverse it",
    "options": "At least two options were compared",
    "ask": "It is written down what is needed from the customer",
}


def _about_fact(answer: Answer, playbook: Playbook) -> str:
    if answer.kind == "recorded":
        return RECORDED[answer.subject]
    if answer.kind == "custom":
        predicate = playbook.predicate.get(answer.subject)
        return predicate.says if predicate else answer.subject
    if answer.kind == "attribute_is":
        return f"The account's {answer.subject} is one of those asked for"
    if answer.kind == "milestone_reached":
        return f"The milestone “{playbook.milestone[answer.subject].name}” is reached"
    if answer.kind == "plan_agreed":
        needed, seen = _count(answer.needed), _count(answer.seen)
        return f"Baseline, target, method and validator agreed for {needed} or more; agreed so far: {seen}"
    return _about_evidence(answer, playbook)


def _about_evidence(answer: Answer, playbook: Playbook) -> str:
    of = playbook.milestone.get(answer.subject) or playbook.value.get(answer.subject)
    there = ", ".join(answer.evidence) or "none yet"
    wanted = "Evidence" if answer.needed == 1 else f"{_count(answer.needed)} pieces of evidence"
    return f"{wanted} for “{of.name if of else answer.subject}”: {there}"


def _needs(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    value = playbook.value[answer.subject]
    if answer.needed is None:
        return "the agreed target"
    if answer.kind == "sustained":
        return f"held for {_count(answer.needed)} {answer.counted_in} without a break"
    number = wording.rate(answer.needed, value)
    if answer.kind == "between":
        return f"between {number} and, without it, {wording.rate(answer.upper or Decimal(0), value)} needed"
    if answer.kind == "gap_closed":
        return f"{_count(answer.needed)}% of the way to the target needed"
    if answer.kind == "changed_by":
        return f"a change of {_change(answer.needed, answer)} from the baseline needed"
    if answer.kind == "target_met":
        beyond = ("below " if value.direction == "down" else "above ") if answer.strictly else ""
        return f"target {beyond}{number} agreed"
    return f"{_BOUNDS[answer.kind][answer.strictly]} {number} needed"


_BOUNDS = {"at_least": ("at least", "more than"), "at_most": ("at most", "less than")}


def _seen(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    value = playbook.value[answer.subject]
    missing = ", ".join(_MISSING.get(what, what) for what in answer.missing)
    if answer.reading is None:
        return missing or "no reading yet"
    read = f"read {wording.reading(answer.reading.number, value)} on {wording.day(answer.reading.on)}"
    if answer.kind == "gap_closed" and answer.seen is not None:
        read = f"{int(answer.seen)}% of the way, {read}"
    if answer.kind == "changed_by" and answer.seen is not None:
        read = f"changed by {_change(answer.seen, answer)}, {read}"
    if answer.kind == "sustained" and answer.seen is not None:
        read = f"so far {_count(answer.seen)} {answer.counted_in}, {read}"
    return f"{read}; {missing}" if missing else read


def _change(number: Decimal, answer: Answer) -> str:
    rounded = plain_number(abs(to_tenths(number)))
    return ("−" if number < 0 else "+") + rounded + ("%" if answer.counted_in == "percent" else "")


def _count(number: Decimal | None) -> str:
    return plain_number(number) if number is not None else ""


def outcome_word(outcome: Outcome) -> str:
    """The outcome as the first word of a line."""
    return {"met": "yes", "unmet": "no", "unknown": "not known", "exempt": "exempt"}[outcome]
