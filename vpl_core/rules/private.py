"""Private: which conditions rest on something that a customer may not know."""

from __future__ import annotations

from vpl_core.model.conditions import Condition, Recorded
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.playbook import Playbook
from vpl_core.rules.faults import leaves
from vpl_core.rules.seals import conditions_in, measured, values_of

UNTOLD_KINDS = frozenset(["attribute_is", "custom"])
"""Conditions over attributes and predicates may speak of what is internal."""
UNTOLD_FACTS = frozenset(["renewal"])
"""What an account's file may record and a customer's page does not speak of."""


def hidden_values(playbook: Playbook) -> frozenset[str]:
    """The values that no customer may know of."""
    return frozenset(value.id for value in playbook.values if value.internal)


def is_private(condition: Condition, hidden: frozenset[str]) -> bool:
    """Whether the answer to the condition may tell of a hidden value, or of a fact that stays with the vendor."""
    return not hidden.isdisjoint(values_of(condition)) or any(_is_untold(leaf) for leaf in leaves(condition))


def rests_on_private(record: DecisionRecord, hidden: frozenset[str]) -> bool:
    """Whether anything that the record is watched by is private, whatever the facts say."""
    return not hidden.isdisjoint(measured(record)) or any(is_private(one, hidden) for _, one in conditions_in(record))


def _is_untold(leaf: Condition) -> bool:
    return leaf.kind in UNTOLD_KINDS or (isinstance(leaf, Recorded) and leaf.fact in UNTOLD_FACTS)
