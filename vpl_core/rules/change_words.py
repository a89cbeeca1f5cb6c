"""Change words: what somebody would have to do, in sentences that can be read aloud."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from vpl_core.model.changes import (
    AgreedPlan,
    AttributeSet,
    Change,
    Lacking,
    NewPaper,
    NewReading,
    NewRecord,
    SecondReading,
    Span,
)
from vpl_core.model.evidence import EvidenceKind
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Method, Party, ValueDefinition
from vpl_core.rules.planned_readings import NEW_SOURCE
from vpl_core.rules.reasons import RECORDED
from vpl_core.rules.wording import Wording

KEPT_UP = "everything else stays as it is and goes on being read and signed"
"""The proviso of a way that takes time."""


def change_sentence(change: Change, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    """The change in one sentence, without a full stop; a day is named where it is not today's."""
    return _TOLD[change.kind](change, playbook, wording, today)


# --- readings ---------------------------------------------------------------------------------------------------


def _new_reading(change: NewReading, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    value = playbook.value[change.value]
    what = "meets the target that is agreed then" if change.planned else _movement(change, value, wording)
    last = wording.day(change.days[-1])
    if len(change.days) > 1:
        return f"“{value.name}” {what} at every reading until {last} ({len(change.days)} or more), {_read_from(change)}"
    on = f" on {last}" if change.days[-1] != today else ""
    return f"“{value.name}” {what}, {_read_from(change, on)}"


def _movement(change: NewReading, value: ValueDefinition, wording: Wording) -> str:
    bounds = _bounds(change.span, value, wording)
    if change.now is None:
        return f"has its first reading at {bounds}" if bounds else "has its first reading"
    now = wording.reading(change.now, value)
    if change.number == change.now:
        return f"stays at {bounds} (now {now})" if bounds else f"has a new reading (now {now})"
    verb = "rises to" if change.number > change.now else "falls to"
    return f"{verb} {bounds} (now {now})"


def _bounds(span: Span, value: ValueDefinition, wording: Wording) -> str:
    """The readings that would do; an end that no reading can pass goes without saying."""
    low = None if span.low == value.least and not span.beyond_low else span.low
    high = None if span.high == value.most and not span.below_high else span.high
    if high is not None and high in (low, value.least):
        return wording.rate(high, value)
    if low is not None and high is not None:
        from_low, to_high = (
            "more than" if span.beyond_low else "at least",
            "less than" if span.below_high else "at most",
        )
        return f"{from_low} {wording.reading(low, value)} and {to_high} {wording.rate(high, value)}"
    if low is not None:
        number = wording.rate(low, value)
        return f"more than {number}" if span.beyond_low else f"{number} or more"
    if high is not None:
        number = wording.rate(high, value)
        return f"less than {number}" if span.below_high else f"{number} or less"
    return ""


def _read_from(change: NewReading, on: str = "") -> str:
    source = change.source
    if source.id.startswith(NEW_SOURCE):
        return f"read{on} from {_BY[source.method]} (a new source for it)"
    return f"read{on} from {source.name}"


def _second_reading(change: SecondReading, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    name = playbook.value[change.value].name
    if change.source.id.startswith(NEW_SOURCE):
        return f"A second source for “{name}”, which does not depend on the first, agrees with it"
    return f"“{name}” is read from {change.source.name} too, and agrees"


# --- papers -----------------------------------------------------------------------------------------------------


def _new_paper(change: NewPaper, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    of = playbook.value[change.value] if change.value else playbook.milestone[change.milestone or ""]
    if change.of == "reproduction":
        who = "Somebody" if change.value else "A third party"
        return f"{who} works out “{of.name}” again from the raw data, and files it"
    kinds = _listed([_PAPERS[kind] for kind in (change.of, *change.instead)], "or")
    many = kinds if change.count == 1 else f"{change.count} papers, each {kinds},"
    return f"{many[0].upper()}{many[1:]} from {_PARTIES[change.party]} about “{of.name}”, on file"


# --- plans and records ------------------------------------------------------------------------------------------


def _agreed_plan(change: AgreedPlan, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    """The signature goes without saying where something is there to be signed."""
    lacks = [_LACKING[name] for name in change.lacks if name not in ("agreed_by", "agreed_on")]
    name = playbook.value[change.plan.value].name
    if not lacks:
        return f"The plan for “{name}” is signed: who agreed to it, and when"
    return f"Agreed with the customer for “{name}”: {_listed(lacks, 'and')}"


def _listed(words: list[str], join: str) -> str:
    *firsts, last = words
    return f"{', '.join(firsts)} {join} {last}" if firsts else last


def _new_record(change: NewRecord, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    return RECORDED[change.fact]


def _attribute_set(change: AttributeSet, playbook: Playbook, wording: Wording, today: dt.date) -> str:
    if change.content.startswith("another"):
        return f"The account's {change.attribute} is something else than what is excluded"
    return f"The account's {change.attribute} is “{change.content}”"


_TOLD: dict[str, Callable[[Any, Playbook, Wording, dt.date], str]] = {
    "new_reading": _new_reading,
    "second_reading": _second_reading,
    "new_paper": _new_paper,
    "agreed_plan": _agreed_plan,
    "new_record": _new_record,
    "attribute_set": _attribute_set,
}
_BY: dict[Method, str] = {
    "instrumented": "a system that counts it",
    "finance_record": "the financial records",
    "time_log": "a time log",
    "observation": "somebody who watches the work",
    "audit": "an audit",
    "survey": "a survey",
    "statement": "a statement",
    "estimate": "an estimate",
}
_PAPERS: dict[EvidenceKind, str] = {
    "confirmation": "a signed confirmation",
    "reproduction": "a reproduction",
    "raw_data": "raw data",
    "report": "a report",
    "finance_report": "a finance report",
    "audit_report": "an audit report",
    "dashboard": "a dashboard",
    "screenshot": "a screenshot",
    "time_log": "a time log",
    "survey": "a survey",
    "testimonial": "a testimonial",
    "training_record": "a training record",
    "agreement": "an agreement",
    "certificate": "a certificate",
}
_PARTIES: dict[Party, str] = {"customer": "the customer", "vendor": "the vendor", "third_party": "a third party"}
_LACKING: dict[Lacking, str] = {
    "baseline": "the baseline",
    "measured_baseline": "a source that measured the baseline",
    "target": "the target",
    "method": "the method",
    "source": "the source of record",
    "validator": "who confirms the result",
}
