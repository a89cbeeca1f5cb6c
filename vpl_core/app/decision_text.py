"""A decision record told line by line: its state, what speaks against it, and all that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vpl_core.app.portfolio import Assessed
from vpl_core.model.alternatives import Alternative
from vpl_core.model.decision_states import ApprovalStanding, ApprovalState, Objection, RecordState, TriggerState
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.outcomes import Outcome
from vpl_core.model.scenarios import Scenario
from vpl_core.rules.drift_words import drift_sentences
from vpl_core.rules.reasons import outcome_word, sentence
from vpl_core.rules.scenario_words import flip_sentences, names_of, rounded, shares_of_the_plane, verdict
from vpl_core.rules.scenarios import worth
from vpl_core.rules.wording import Wording

Lines = Iterator[tuple[int, str]]
"""How deep each line stands, and its words."""


def lines_of(state: RecordState, one: Assessed) -> Lines:
    """Everything about the record on the day, worst first; a part that holds nothing is left out."""
    record = state.record
    yield 0, f"{record.title}"
    yield 1, f"{str(state.status).replace('_', ' ')}: {state.because}"
    for objection in state.objections:
        yield 2, f"{spoken(objection, record)}  →  {objection.next_step}"
    done, percent = len(state.completeness.done), state.completeness.percent
    yield 0, f"Complete: {done} of 12 sections, {percent}%"
    for section, what in state.completeness.missing:
        yield 1, f"{section}: needs {what}"
    if state.missing:
        yield 0, f"Before it is {_NEXT[str(state.stage)]} it needs"
        yield from ((1, what) for what in state.missing)
    yield from _part("Options", [_option(option, record.chosen) for option in record.options])
    yield from _scenario(record)
    if state.drift is not None:
        title = "How the flip points moved, each with all else as it was read on that day"
        yield from _part(title, [*drift_sentences(record, state.drift)])
    yield from _part("Facts, assumptions, open questions", _statements(state))
    triggers = [*([("reversal", state.reversal)] if state.reversal else []), *(("stop", stop) for stop in state.stops)]
    yield from _part("Signals", [f"{name}: {_trigger(trigger, one)}" for name, trigger in triggers])
    yield from _part("Steps of the pilot", _steps(state))
    needed = [one for one in state.approvals if one.standing is not ApprovalStanding.NOT_NEEDED]
    yield from _part("Approvals that the segment asks for", [_approval(one) for one in needed])
    yield from _part("Due", [f"{due.on}  {due.what}{f' ({due.who})' if due.who else ''}" for due in state.due])


def spoken(objection: Objection, record: DecisionRecord) -> str:
    """What the objection says, and that the customer does not read it where that is so."""
    untold = objection.private and not record.internal
    return f"{objection.says} The customer's page does not tell this." if untold else objection.says


_NEXT = {"draft": "framed", "framed": "compared", "compared": "committed"}


def _part(title: str, lines: list[str]) -> Lines:
    if lines:
        yield 0, title
        yield from ((1, line) for line in lines)


def _option(option: Alternative, chosen: str | None) -> str:
    mark = "chosen: " if option.id == chosen else ""
    kind = f" [{option.type.replace('_', ' ')}]" if option.type else " [type not said]"
    kind = f"{kind[:-1]}: {option.archetype}]" if option.archetype else kind
    estimate = option.estimate
    told = []
    if estimate is not None and estimate.days_to_proof is not None:
        told.append(f"{estimate.days_to_proof} days to proof")
    if estimate is not None and estimate.rigor is not None:
        told.append(f"then {estimate.rigor}")
    return f"{mark}{option.name}{kind} {', '.join(told)}".rstrip()


def _approval(state: ApprovalState) -> str:
    """What it is, where it stands and why, and by which rule it is asked for."""
    asked, answer, waiver = state.asked, state.answer, state.waiver
    told = str(state.standing)
    if state.standing is ApprovalStanding.GIVEN and answer is not None:
        told = f"given by {answer.who} on {answer.given_on}, holds until {state.until} ({answer.evidence})"
    elif state.standing is ApprovalStanding.EXPIRED:
        told = f"held until {state.until}"
    elif waiver is not None:
        told = f"excused by {waiver.by} until {waiver.expires}: {waiver.because}"
    elif state.standing is ApprovalStanding.UNKNOWN:
        told = "it is not known whether it is needed"
    elif state.lacks:
        told = f"missing: {', '.join(state.lacks)}"
    return f"{asked.name}, by the {asked.role}: {told}  (after {asked.source.text}: {asked.source.url})"


def _scenario(record: DecisionRecord) -> Lines:
    """What each option is worth, and what flips the choice."""
    scenario, names = record.scenario, names_of(record)
    if scenario is None:
        return
    worths = worth(scenario)
    yield 0, f"Worth at the base, from 0 to 1, over {scenario.horizon}"
    yield from ((1, f"{names[option]}  {rounded(share)}") for option, share in worths.items())
    yield from ((1, told) for told in verdict(scenario, names, record.chosen))
    flips = [told for _, told in flip_sentences(scenario, names)]
    yield from _part("What flips the choice, the soonest first", [*flips, *_together(scenario, names)])
    guesses = [one.name for one in scenario.assumptions if not one.source]
    yield from _part("Guesses, as nobody wrote down a source", guesses)


def _together(scenario: Scenario, names: Mapping[str, str]) -> list[str]:
    told = shares_of_the_plane(scenario, names)
    return [told] if told else []


def _statements(state: RecordState) -> list[str]:
    lines = []
    for judged in state.statements:
        why = " (written as a fact; nothing on file carries it)" if judged.demoted else ""
        proof = f" ({judged.rigor}: {', '.join(judged.evidence)})" if judged.rigor else ""
        lines.append(f"{judged.counts_as}: {judged.statement.text}{proof}{why}")
    return lines


def _trigger(state: TriggerState, one: Assessed) -> str:
    """What it says, whether it is seen, and what was read."""
    if state.answer is None:
        how = "watched by a person" if state.trigger.manual else "not comparable any more"
    else:
        account = one.facts.account
        how = sentence(state.answer, one.playbook, Wording(account.language, account.currency))
    settled = ", as the last review knew" if state.settled and state.outcome is Outcome.MET else ""
    return f"{state.trigger.says}  seen: {outcome_word(state.outcome)}{settled}  ({how})"


def _steps(state: RecordState) -> list[str]:
    return [
        f"{step.stage.name}: {'done' if step.met else 'open' if step.open else 'locked until the step before is met'}"
        for step in state.stages
    ]
