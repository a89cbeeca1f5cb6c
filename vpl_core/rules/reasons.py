"""Reasons: an answer's trace told in sentences, down to the observation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from vpl_core.model.answers import Answer
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.rules.catalogue import N_
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
        return wording.say(_JOINS[answer.kind], n=_count(answer.needed))
    if answer.kind in _FACTS:
        return _about_fact(answer, playbook, wording)
    value = playbook.value[answer.subject]
    needs = _needs(answer, playbook, wording)
    return wording.say("{name}: {needs}; {seen}", name=value.name, needs=needs, seen=_seen(answer, playbook, wording))


_JOINS = {
    "all_of": N_("All of these hold"),
    "any_of": N_("At least one of these holds"),
    "count_of": N_("At least {n} of these hold"),
    "not": N_("This does not hold"),
}
_FACTS = frozenset(["plan_agreed", "milestone_reached", "evidence_of", "recorded", "attribute_is", "custom"])
_MISSING = {
    "reading": N_("no reading yet"),
    "baseline": N_("no baseline agreed"),
    "target": N_("no target agreed"),
    "baseline other than 0": N_("the baseline is 0, so there is no percentage"),
    "target other than the baseline": N_("the target equals the baseline"),
    "more readings": N_("more readings are needed"),
    "more time": N_("more time is needed"),
}
RECORDED = {
    "owner": N_("Somebody at the vendor answers for the account"),
    "sponsor": N_("A sponsor at the customer is named"),
    "goal": N_("A goal is written down in the customer's words"),
    "renewal": N_("The renewal date is known"),
    "decision": N_("A decision with an owner is on record"),
    "review_date": N_("The decision has a review date"),
    "reversal_signal": N_("The decision says what would reverse it"),
    "options": N_("At least two options were compared"),
    "ask": N_("It is written down what is needed from the customer"),
}


def _about_fact(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    if answer.kind == "recorded":
        return wording.say(RECORDED[answer.subject])
    if answer.kind == "custom":
        predicate = playbook.predicate.get(answer.subject)
        return predicate.says if predicate else answer.subject
    if answer.kind == "attribute_is":
        return wording.say("The account's {name} is one of those asked for", name=answer.subject)
    if answer.kind == "milestone_reached":
        return wording.say("The milestone “{name}” is reached", name=playbook.milestone[answer.subject].name)
    if answer.kind == "plan_agreed":
        return wording.say(
            "Baseline, target, method and validator agreed for {needed} or more; agreed so far: {seen}",
            needed=_count(answer.needed),
            seen=_count(answer.seen),
        )
    return _about_evidence(answer, playbook, wording)


def _about_evidence(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    of = playbook.milestone.get(answer.subject) or playbook.value.get(answer.subject)
    name, there = of.name if of else answer.subject, wording.listed(answer.evidence) or wording.say("none yet")
    if answer.needed == 1:
        return wording.say("Evidence for “{name}”: {papers}", name=name, papers=there)
    n = _count(answer.needed)
    return wording.say("{n} pieces of evidence for “{name}”: {papers}", n=n, name=name, papers=there)


def _needs(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    value = playbook.value[answer.subject]
    if answer.needed is None:
        return wording.say("the agreed target")
    if answer.kind == "sustained":
        return wording.say(_HELD[answer.counted_in], n=_count(answer.needed))
    number = wording.rate(answer.needed, value)
    if answer.kind == "between":
        upper = wording.rate(answer.upper or Decimal(0), value)
        return wording.say("between {low} and, without it, {high} needed", low=number, high=upper)
    if answer.kind == "gap_closed":
        return wording.say("{n}% of the way to the target needed", n=_count(answer.needed))
    if answer.kind == "changed_by":
        return wording.say("a change of {change} from the baseline needed", change=_change(answer.needed, answer))
    if answer.kind == "target_met":
        target = N_("target {amount} agreed")
        if answer.strictly:
            down = value.direction == "down"
            target = N_("target below {amount} agreed") if down else N_("target above {amount} agreed")
        return wording.say(target, amount=number)
    return wording.say(_BOUNDS[answer.kind][answer.strictly], amount=number)


_HELD = {
    "days": N_("held for {n} days without a break"),
    "readings": N_("held for {n} readings without a break"),
}
_SO_FAR = {"days": N_("so far {n} days, {read}"), "readings": N_("so far {n} readings, {read}")}
_BOUNDS = {
    "at_least": (N_("at least {amount} needed"), N_("more than {amount} needed")),
    "at_most": (N_("at most {amount} needed"), N_("less than {amount} needed")),
}


def _seen(answer: Answer, playbook: Playbook, wording: Wording) -> str:
    value = playbook.value[answer.subject]
    missing = wording.listed(wording.say(_MISSING[what]) if what in _MISSING else what for what in answer.missing)
    if answer.reading is None:
        return missing or wording.say("no reading yet")
    amount, day = wording.reading(answer.reading.number, value), wording.day(answer.reading.on)
    read = wording.say("read {amount} on {day}", amount=amount, day=day)
    if answer.kind == "gap_closed" and answer.seen is not None:
        read = wording.say("{n}% of the way, {read}", n=int(answer.seen), read=read)
    if answer.kind == "changed_by" and answer.seen is not None:
        read = wording.say("changed by {change}, {read}", change=_change(answer.seen, answer), read=read)
    if answer.kind == "sustained" and answer.seen is not None:
        read = wording.say(_SO_FAR[answer.counted_in], n=_count(answer.seen), read=read)
    return wording.say("{first}; {rest}", first=read, rest=missing) if missing else read


def _change(number: Decimal, answer: Answer) -> str:
    rounded = plain_number(abs(to_tenths(number)))
    return ("−" if number < 0 else "+") + rounded + ("%" if answer.counted_in == "percent" else "")


def _count(number: Decimal | None) -> str:
    return plain_number(number) if number is not None else ""


def outcome_word(outcome: Outcome) -> str:
    """The outcome as the first word of a line."""
    return {"met": "yes", "unmet": "no", "unknown": "not known", "exempt": "exempt"}[outcome]
