"""Accounts checked against their playbook: an id, unit or number that nobody knows is an error with its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches

from vpl_core.errors import Problem
from vpl_core.model.accounts import AccountFacts, Override
from vpl_core.model.playbook import Playbook

Locate = Callable[[str, str], tuple[str, int]]
"""The file and line of an account's field, dotted; ("", 0) where unknown."""


def check(facts: AccountFacts, playbooks: dict[str, Playbook], broken: frozenset[str], locate: Locate) -> list[Problem]:
    """Everything that is wrong with the account's facts, all at once."""
    account = facts.account
    playbook = playbooks.get(account.segment)
    if playbook is None:
        findings = iter([_no_segment(account.segment, playbooks, broken)])
    else:
        findings = _findings(facts, playbook)
    return [_placed(account.id, field, message, step, locate) for field, message, step in findings]


Finding = tuple[str, str, str]
"""The dotted field, what is wrong, the next step."""


def _placed(account: str, field: str, message: str, step: str, locate: Locate) -> Problem:
    path, line = locate(account, field)
    return Problem(message, step, path=path, line=line, field=field, account=account)


def _no_segment(segment: str, playbooks: dict[str, Playbook], broken: frozenset[str]) -> Finding:
    if segment in broken:
        return "segment", f"the segment {segment!r} is left out because its plugin is faulty", "see `vpl plugins`"
    return "segment", f"{segment!r} is no segment that a plugin declares", _did_you_mean(segment, playbooks)


def _findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    account, values, milestones = facts.account, playbook.value, playbook.milestone
    for goal in account.goals:
        for value in goal.values:
            yield from _unknown(f"goals.{goal.id}.values", "value", value, values)
    for plan in account.plan:
        yield from _unknown(f"plan.{plan.value}", "value", plan.value, values)
        for source, field in ((plan.source, "source"), (plan.baseline.source if plan.baseline else "", "baseline")):
            if source:
                yield from _unknown(f"plan.{plan.value}.{field}", "source", source, facts.source)
        if plan.value in values:
            yield from _plan_findings(facts, playbook, plan.value)
    for change in account.milestones:
        yield from _unknown(f"milestones.{change.milestone}", "milestone", change.milestone, milestones)
        if change.due is not None and change.due <= account.start:
            field = f"milestones.{change.milestone}.due"
            yield field, f"{change.due} is not after the start, {account.start}", "correct one of the two dates"
    for override in account.overrides:
        yield from _unknown(f"overrides.{override.threshold}", "threshold", override.threshold, playbook.threshold)
        if fault := turned_round(override, playbook):
            yield f"overrides.{override.threshold}", fault, "keep the sign: it says which way is better"
    questions = {question.id for checklist in playbook.checklists for question in checklist.questions}
    for waiver in account.waivers:
        yield from _unknown("waivers", "milestone or question", waiver.about, {*milestones, *questions})
    yield from _evidence_findings(facts, playbook)
    yield from _observation_findings(facts, playbook)


def turned_round(override: Override, playbook: Playbook) -> str:
    """Why the override would turn a threshold's direction round; empty where it does not."""
    threshold = playbook.threshold.get(override.threshold)
    if threshold is None or (threshold.number < 0) == (override.number < 0):
        return ""
    return f"{override.number} points the other way than the segment's {threshold.number}"


def _plan_findings(facts: AccountFacts, playbook: Playbook, value: str) -> Iterator[Finding]:
    plan = next(plan for plan in facts.account.plan if plan.value == value)
    definition, field = playbook.value[value], f"plan.{value}"
    for name, number in (("baseline", plan.baseline and plan.baseline.number), ("target", plan.target)):
        if number is not None and (fault := _out_of_range(number, definition.least, definition.most)):
            yield f"{field}.{name}", fault, f"correct the number; {value} is counted in {definition.unit}"
    if plan.baseline is None or plan.target is None:
        return
    if plan.target == plan.baseline.number:
        yield f"{field}.target", "the target equals the baseline, so there is no gap to close", "agree another target"
    elif not definition.better(plan.target, plan.baseline.number):
        way = "higher" if definition.direction == "up" else "lower"
        message = f"the target {plan.target} is worse than the baseline {plan.baseline.number}: {way} is better"
        yield f"{field}.target", message, "correct the target or the baseline"


def _evidence_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    seen = set[str]()
    for evidence in facts.evidence:
        if evidence.id in seen:
            yield f"evidence.{evidence.id}", f"the id {evidence.id!r} stands there twice", "rename one of them"
        seen.add(evidence.id)
        for value in evidence.values:
            yield from _unknown(f"evidence.{evidence.id}.values", "value", value, playbook.value)
        for milestone in evidence.milestones:
            yield from _unknown(f"evidence.{evidence.id}.milestones", "milestone", milestone, playbook.milestone)


def _observation_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    values, sources = playbook.value, facts.source
    for index, observation in enumerate(facts.observations):
        definition = values.get(observation.value)
        if definition is None:
            yield from _unknown(f"observations[{index}].value", "value", observation.value, values)
            continue
        if observation.source and observation.source not in sources:
            yield from _unknown(f"observations[{index}].source", "source", observation.source, sources)
        number = observation.number
        if (definition.least is not None and number < definition.least) or (
            definition.most is not None and number > definition.most
        ):
            fault = _out_of_range(number, definition.least, definition.most)
            step = f"correct the reading; {definition.id} is counted in {definition.unit}"
            yield f"observations[{index}].number", fault, step


def _out_of_range(number: object, least: object, most: object) -> str:
    if least is not None and number < least:  # type: ignore[operator]
        return f"{number} is below {least}, the least that is possible"
    if most is not None and number > most:  # type: ignore[operator]
        return f"{number} is above {most}, the most that is possible"
    return ""


def _unknown(field: str, what: str, id_: str, known: Collection[str]) -> Iterator[Finding]:
    if id_ not in known:
        yield field, f"{id_!r} is no {what} known here", _did_you_mean(id_, known)


def _did_you_mean(id_: str, known: Collection[str]) -> str:
    ids = sorted(known)
    close = get_close_matches(id_, ids, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return "use one of: " + ", ".join(ids) if ids else "nothing of the kind is declared yet; declare it first"
