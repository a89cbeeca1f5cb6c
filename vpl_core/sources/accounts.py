"""Accounts checked against their playbook: an id, unit or number that nobody knows is an error with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from vpl_core.errors import Problem, did_you_mean, no_such_segment
from vpl_core.model.accounts import Account, AccountFacts, MilestonePlan, Override, ValuePlan
from vpl_core.model.base import Number
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.observations import Observation
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.overridden import emptied
from vpl_core.rules.references import faults_in
from vpl_core.rules.seals import conditions_in, signals_in
from vpl_core.settings import KEEP_THE_SIGN, LEAVE_ROOM, turned_round
from vpl_core.sources.benefit_checks import benefit_findings
from vpl_core.sources.part_checks import out_of_range, part_findings

DECLARE_FIRST = "nothing of the kind is declared yet; declare it first"
Locate = Callable[[str, str], tuple[str, int]]
"""The file and line of an account's field, dotted; ("", 0) where unknown."""


def check(
    facts: AccountFacts,
    playbooks: dict[str, Playbook],
    broken: frozenset[str],
    locate: Locate,
    overrides: tuple[Override, ...] = (),
    off: Mapping[str, str] = MappingProxyType({}),
) -> list[Problem]:
    """Everything that is wrong with the account's facts, all at once, with the overrides of its portfolio in force.

    `off` holds the plugins that are switched off, each with what did it.
    """
    account = facts.account
    playbook = playbooks.get(account.segment)
    if playbook is None:
        findings = iter([_no_segment(account.segment, playbooks, broken, off)])
    else:
        findings = _findings(facts, playbook, overrides)
    return [_placed(account.id, field, message, step, locate) for field, message, step in findings]


Finding = tuple[str, str, str]
"""The dotted field, what is wrong, the next step."""


def _placed(account: str, field: str, message: str, step: str, locate: Locate) -> Problem:
    path, line = locate(account, field)
    return Problem(message, step, path=path, line=line, field=field, account=account)


def _no_segment(
    segment: str, playbooks: dict[str, Playbook], broken: frozenset[str], off: Mapping[str, str]
) -> Finding:
    if segment in broken:
        message = f"the segment {segment!r} is left out because its plugin or composition is faulty"
        return "segment", message, "see `vpl plugins`"
    return ("segment", *no_such_segment(segment, playbooks, off, DECLARE_FIRST))


def _findings(facts: AccountFacts, playbook: Playbook, overrides: tuple[Override, ...]) -> Iterator[Finding]:
    account, values, milestones = facts.account, playbook.value, playbook.milestone
    for goal in account.goals:
        yield from _unknown_among(f"goals.{goal.id}.values", "value", goal.values, values)
    for plan in account.plan:
        yield from _unknown(f"plan.{plan.value}", "value", plan.value, values)
        began = plan.baseline.source if plan.baseline else ""
        for source, field in ((plan.source, "source"), (began, "baseline.source")):
            if source:
                yield from _unknown(f"plan.{plan.value}.{field}", "source", source, facts.source)
        if plan.value in values:
            yield from _plan_findings(plan, playbook.value[plan.value])
    for change in account.milestones:
        yield from _unknown(f"milestones.{change.milestone}", "milestone", change.milestone, milestones)
        if change.due is not None and change.due <= account.start:
            field = f"milestones.{change.milestone}.due"
            yield field, f"{change.due} is not after the start, {account.start}", "correct one of the two dates"
        yield from _escalation_findings(account, change)
    wrong = [finding for override in account.overrides for finding in _override_findings(override, playbook)]
    yield from wrong or _emptied(account.overrides, overrides, playbook)
    questions = {question.id for checklist in playbook.checklists for question in checklist.questions}
    known = {*milestones, *questions}
    for waiver in account.waivers:
        yield from _unknown(f"waivers.{waiver.about}", "milestone or question", waiver.about, known)
    yield from benefit_findings(facts, playbook)
    yield from part_findings(facts, playbook)
    yield from _record_findings(facts, playbook)
    yield from _twice("sources", [source.id for source in facts.sources])
    yield from _evidence_findings(facts, playbook)
    yield from _observation_findings(facts, playbook)


def _escalation_findings(account: Account, change: MilestonePlan) -> Iterator[Finding]:
    """Whoever answers for the account stays in every escalation: nobody escalates and disappears."""
    for index, escalation in enumerate(change.escalations):
        field = f"milestones.{change.milestone}.escalations.{index}"
        if account.owner is None:
            yield field, "something is escalated, and nobody answers for the account", "write the account's owner"
        elif account.owner.name not in escalation.participants:
            message = f"{account.owner.name}, who answers for the account, is not among those who stay with it"
            yield f"{field}.participants", message, f"add {account.owner.name}: nobody escalates and disappears"


def _override_findings(override: Override, playbook: Playbook) -> Iterator[Finding]:
    id_ = override.threshold
    if id_ not in playbook.threshold:
        yield from _unknown(f"thresholds.{id_}", "threshold", id_, playbook.threshold)
    elif fault := turned_round(override, playbook.threshold[id_]):
        yield f"thresholds.{id_}.number", fault, KEEP_THE_SIGN


def _emptied(own: tuple[Override, ...], of_all: tuple[Override, ...], playbook: Playbook) -> Iterator[Finding]:
    """Overrides of the account's own that leave a condition which nothing could meet."""
    blamed = {override.threshold for override in own}
    for id_, why in emptied(playbook, (*of_all, *own), blamed):
        yield f"thresholds.{id_}.number", why, LEAVE_ROOM


def _plan_findings(plan: ValuePlan, definition: ValueDefinition) -> Iterator[Finding]:
    field = f"plan.{plan.value}"
    began = plan.baseline.number if plan.baseline else None
    for name, number in (("baseline.number", began), ("target", plan.target)):
        if number is not None and (fault := out_of_range(number, definition)):
            yield f"{field}.{name}", fault, f"correct the number; {definition.id} is counted in {definition.unit}"
    if plan.strictly and plan.target is not None and plan.target == definition.best:
        message = f"the target {plan.target} must be passed, and nothing better than it is possible"
        yield f"{field}.strictly", message, "leave `strictly` out, or agree a target that can be passed"
    if began is None or plan.target is None:
        return
    if plan.target == began:
        yield f"{field}.target", "the target equals the baseline, so there is no gap to close", "agree another target"
    elif not definition.better(plan.target, began):
        way = "higher" if definition.direction == "up" else "lower"
        message = f"the target {plan.target} is worse than the baseline {began}: {way} is better"
        yield f"{field}.target", message, "correct the target or the baseline"


def _evidence_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    yield from _twice("evidence", [evidence.id for evidence in facts.evidence])
    for evidence in facts.evidence:
        field = f"evidence.{evidence.id}"
        yield from _unknown_among(f"{field}.values", "value", evidence.values, playbook.value)
        yield from _unknown_among(f"{field}.milestones", "milestone", evidence.milestones, playbook.milestone)


def _observation_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    """What is wrong with single readings; those of a value are gone through only where not all of them are well."""
    values, sources = playbook.value, facts.source
    doubtful = {value for value, readings in facts.readings.items() if not _are_well(readings, values, sources)}
    if doubtful:
        yield from _reading_findings(facts, values, doubtful)


def _are_well(readings: list[Observation], values: Mapping[str, ValueDefinition], sources: Collection[str]) -> bool:
    """Whether nothing can be wrong with any of the readings of one value."""
    definition = values.get(readings[0].value)
    if definition is None or not {reading.source for reading in readings} <= {"", *sources}:
        return False
    numbers = [reading.number for reading in readings]
    if out_of_range(min(numbers), definition) or out_of_range(max(numbers), definition):
        return False
    return len({(reading.on, reading.source, reading.sequence) for reading in readings}) == len(readings)


def _reading_findings(
    facts: AccountFacts, values: Mapping[str, ValueDefinition], doubtful: Collection[str]
) -> Iterator[Finding]:
    sources = facts.source
    seen: dict[tuple[object, ...], Number] = {}

    @cache  # a name that nobody knows may stand in every row, and is dear to compare with all that are known
    def said(what: str, id_: str) -> list[tuple[str, str]]:
        known: Collection[str] = values if what == "value" else sources
        return [(message, step) for _, message, step in _unknown("", what, id_, known)]

    for index, observation in enumerate(facts.observations):
        if observation.value not in doubtful:
            continue
        number, source, field = observation.number, observation.source, f"observations[{index}]"
        definition = values.get(observation.value)
        if definition is None:
            yield from ((f"{field}.value", *told) for told in said("value", observation.value))
            continue
        if source:
            yield from ((f"{field}.source", *told) for told in said("source", source))
        if fault := out_of_range(number, definition):
            yield f"{field}.number", fault, f"correct the reading; {definition.id} is counted in {definition.unit}"
        same = (observation.value, observation.on, source, observation.sequence)
        first = seen.setdefault(same, number)
        if first is not number and first != number:
            message = f"{observation.value} is {first} and {number} on the same day, from the same source"
            yield f"{field}.number", message, "correct one, or number them in the column sequence; the highest counts"


def _record_findings(facts: AccountFacts, playbook: Playbook) -> Iterator[Finding]:
    """What a record names that nobody knows; evidence that is missing only lowers its statement."""
    short = [decision.id for decision in facts.account.decisions]
    yield from _twice("records", [*short, *(record.id for record in facts.records)])
    papers = {paper.id for paper in facts.evidence}
    for record in facts.records:
        field = f"records.{record.id}"
        yield from _unknown_among(f"{field}.metrics", "value", record.metrics, playbook.value)
        for range_ in record.ranges:
            value = () if range_.value is None else (range_.value,)
            yield from _unknown_among(f"{field}.ranges.{range_.id}.value", "value", value, playbook.value)
        for one in record.inputs:
            if one.paper is not None:
                yield from _unknown(f"{field}.inputs.{one.id}.paper", "evidence", one.paper, papers)
        for inner, condition in conditions_in(record):
            for message, step in faults_in(playbook, condition):
                yield f"{field}.{inner}", message, step
        for inner, message, step in _governance_findings(record, playbook):
            yield f"{field}.{inner}", message, step


def _governance_findings(record: DecisionRecord, playbook: Playbook) -> Iterator[Finding]:
    """Approvals, archetypes and signals that the segment does not have, or that are meant for something else."""
    for number, approval in enumerate(record.approvals):
        if approval.answers is not None:
            yield from _unknown(f"approvals.{number}.answers", "approval", approval.answers, playbook.approval)
    for number, waiver in enumerate(record.waivers):
        yield from _unknown(f"waivers.{number}.about", "approval", waiver.about, playbook.approval)
    for option in record.options:
        archetype, field = playbook.option_archetype.get(option.archetype or ""), f"options.{option.id}"
        if option.archetype is not None:
            yield from _unknown(f"{field}.archetype", "archetype", option.archetype, playbook.option_archetype)
        if archetype is not None and option.type not in (None, archetype.type):
            message = f"the archetype {archetype.id!r} is of the type {archetype.type!r}, not {option.type!r}"
            yield f"{field}.type", message, "leave `type` out; the archetype says it"
    for field, id_ in signals_in(record):
        yield from _unknown(field, "signal", id_, playbook.decision_signal)
        signal, meant_for = playbook.decision_signal.get(id_), "reversal" if field.startswith("reversal") else "stop"
        if signal is not None and signal.direction != meant_for:
            message = f"the signal {id_!r} is a {signal.direction} signal, and stands under `{meant_for}:`"
            yield field, message, f"move it to `{signal.direction}:`, or write another condition"


def _twice(field: str, ids: list[str]) -> Iterator[Finding]:
    for id_ in sorted(id_ for id_, count in Counter(ids).items() if count > 1):
        yield f"{field}.{id_}", f"the id {id_!r} stands there twice", "rename one of them"


def _unknown_among(field: str, what: str, ids: tuple[str, ...], known: Collection[str]) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        yield from _unknown(f"{field}.{index}", what, id_, known)


def _unknown(field: str, what: str, id_: str, known: Collection[str]) -> Iterator[Finding]:
    if id_ not in known:
        yield field, f"{id_!r} is no {what} known here", did_you_mean(id_, known, where_none=DECLARE_FIRST)
