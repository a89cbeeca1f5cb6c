"""Seals: content hashes of what a decision rests on, taken at its commit and held against the present."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from vpl_core.model.base import Word, as_json_number
from vpl_core.model.conditions import Condition
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.evidence import Evidence
from vpl_core.model.playbook import Playbook
from vpl_core.model.reviews import Lock, Seal
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.faults import leaves
from vpl_core.rules.resolved import resolved


class Seals(NamedTuple):
    """The present content of everything that a commit seals, each list by id."""

    metrics: tuple[Seal, ...]
    inputs: tuple[Seal, ...]
    criteria: tuple[Seal, ...]
    constraints: tuple[Seal, ...]
    decision_signals: tuple[Seal, ...]


def seals_of(record: DecisionRecord, playbook: Playbook, evidence: Iterable[Evidence]) -> Seals:
    """The hashes of what the record rests on now.

    Spacing, names, owners and days of refreshing are not in them; words, files, conditions and definitions are.
    """
    record = resolved(record, playbook)
    signals = playbook.decision_signal
    papers = {paper.id: paper.sha256 for paper in evidence}
    return Seals(
        metrics=_sealed(
            {id_: _of_definition(playbook.value[id_]) for id_ in measured(record) if id_ in playbook.value}
        ),
        inputs=_sealed({one.id: _of_text(one.says, papers.get(one.paper or "", "")) for one in record.inputs}),
        criteria=_sealed({one.id: _of_text(one.text) for one in record.criteria}),
        constraints=_sealed({one.id: _of_text(one.text, _as_text(one.holds)) for one in record.constraints}),
        decision_signals=_sealed({id_: _of_word(signals[id_]) for _, id_ in signals_in(record) if id_ in signals}),
    )


def redefined(lock: Lock, now: Seals) -> tuple[str, ...]:
    """The values whose definition is not the sealed one, by id; a comparison across the change is refused."""
    return differing(lock.metrics, now.metrics)


def other_signals(lock: Lock, now: Seals) -> tuple[str, ...]:
    """The signals of the segment that are not the sealed ones, by id; whether one of them is seen is not known."""
    return differing(lock.decision_signals, now.decision_signals)


def differing(then: Iterable[Seal], now: Iterable[Seal]) -> tuple[str, ...]:
    """The ids that were added, taken away or say something else, in order."""
    before, after = ({seal.id: seal.sha256 for seal in seals} for seals in (then, now))
    return tuple(sorted(id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)))


def measured(record: DecisionRecord) -> frozenset[str]:
    """Every value that the record measures by: its metrics, those of its ranges, and those its conditions read."""
    read = {value for _, condition in conditions_in(record) for value in values_of(condition)}
    return frozenset([*record.metrics, *(one.value for one in record.ranges if one.value), *read])


def conditions_in(record: DecisionRecord) -> Iterator[tuple[str, Condition]]:
    """Every condition of the record, with its field."""
    if record.reversal is not None and record.reversal.when is not None:
        yield "reversal.when", record.reversal.when
    for number, trigger in enumerate(record.stop):
        if trigger.when is not None:
            yield f"stop.{number}.when", trigger.when
    for constraint in record.constraints:
        if constraint.holds is not None:
            yield f"constraints.{constraint.id}.holds", constraint.holds
    for option in record.options:
        for stage in option.stages:
            yield f"options.{option.id}.stages.{stage.id}.threshold", stage.threshold


def signals_in(record: DecisionRecord) -> Iterator[tuple[str, str]]:
    """The signals of the segment that the record refers to, each with its field."""
    triggers = [(f"stop.{number}", trigger) for number, trigger in enumerate(record.stop)]
    triggers += [("reversal", record.reversal)] if record.reversal else []
    yield from ((f"{field}.signal", trigger.signal) for field, trigger in triggers if trigger.signal is not None)


def values_of(condition: Condition) -> Iterator[str]:
    """The values that the condition names itself."""
    for leaf in leaves(condition):
        yield from getattr(leaf, "values", ())
        if value := getattr(leaf, "value", None):
            yield value


def _sealed(hashes: dict[str, str]) -> tuple[Seal, ...]:
    return tuple(Seal(id=id_, sha256=hashes[id_]) for id_ in sorted(hashes))


def _of_definition(value: ValueDefinition) -> str:
    """Over all that a reading means; what the value is called may change."""
    return _of_word(value.model_copy(update={"name": value.id}))


def _of_word(word: Word) -> str:
    return _of_text(json.dumps(_meaning(word), sort_keys=True, ensure_ascii=False))


def _of_text(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _as_text(condition: Condition | None) -> str:
    return "" if condition is None else _of_word(condition)


def _meaning(thing: object) -> object:
    """The word as plain values without its defaults: a later version's new field must not break old seals."""
    if isinstance(thing, Word):
        fields = {name: getattr(thing, name) for name in type(thing).model_fields}
        told = {name: _meaning(part) for name, part in fields.items() if part != _default(thing, name)}
        return [type(thing).__name__, told]
    if isinstance(thing, tuple):
        return [_meaning(part) for part in thing]
    return as_json_number(thing) if isinstance(thing, Decimal) else str(thing)


def _default(word: Word, field: str) -> object:
    return type(word).model_fields[field].get_default(call_default_factory=True, validated_data={})
