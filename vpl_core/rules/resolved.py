"""Resolved records: what a record says by reference to its segment, written out."""

from __future__ import annotations

from vpl_core.model.alternatives import Alternative
from vpl_core.model.decisions import DecisionRecord, Trigger
from vpl_core.model.playbook import Playbook
from vpl_core.rules.catalogue import theirs


def resolved(record: DecisionRecord, playbook: Playbook) -> DecisionRecord:
    """The record whose options have the type of their archetype, and whose triggers the condition of their signal.

    What the segment does not declare stays as it is. Resolved twice is resolved once.
    """
    return record.model_copy(
        update={
            "options": tuple(_option(option, playbook) for option in record.options),
            "stop": tuple(_trigger(trigger, playbook) for trigger in record.stop),
            "reversal": record.reversal and _trigger(record.reversal, playbook),
        }
    )


def _option(option: Alternative, playbook: Playbook) -> Alternative:
    archetype = playbook.option_archetype.get(option.archetype or "")
    return option if archetype is None else option.model_copy(update={"type": archetype.type})


def _trigger(trigger: Trigger, playbook: Playbook) -> Trigger:
    signal = playbook.decision_signal.get(trigger.signal or "")
    if signal is None:
        return trigger
    return trigger.model_copy(update={"says": trigger.says or theirs(signal, "says"), "when": signal.when})
