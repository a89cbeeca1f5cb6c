"""Conditions: every closed form over a playbook, alone and joined."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, get_args

from hypothesis import strategies as st

from vpl_core.model.conditions import (
    AboutReading,
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    AttributeIs,
    Between,
    ChangedBy,
    Condition,
    CountOf,
    Custom,
    EvidenceOf,
    Fact,
    GapClosed,
    MilestoneReached,
    Not,
    PlanAgreed,
    Recorded,
    Sustained,
    TargetMet,
)
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import ValueDefinition
from vpl_core.testing.strategies.aims import attributes_asked
from vpl_core.testing.strategies.numbers import range_of


def conditions(playbook: Playbook, steps: Sequence[str] | None = None) -> st.SearchStrategy[Condition]:
    """Conditions whose ids the playbook knows, some joined; `steps` are the milestones that may be waited for."""
    known = [milestone.id for milestone in playbook.milestones] if steps is None else steps
    waits = [st.sampled_from(known).map(lambda one: MilestoneReached(milestone=one))] if known else []
    return joined(st.one_of(over_readings(playbook), over_records(playbook), *waits))


def over_readings(playbook: Playbook) -> st.SearchStrategy[Condition]:
    """Conditions over the readings of a value, their opposites, and such that ask them to last."""
    plain = st.one_of([over_one(value) for value in playbook.values])
    lasting = st.sampled_from([{"readings": 2}, {"readings": 3}, {"days": 1}, {"days": 90}])
    held = st.builds(lambda one, length: Sustained(condition=one, **length), plain, lasting)
    named = [
        AtLeast(value=value.id, limit=threshold.id)
        for value, threshold in itertools.product(playbook.values, playbook.thresholds)
        if value.unit == threshold.unit
    ]
    by_name = [st.sampled_from(named)] if named else []
    return st.one_of(plain, held, plain.map(lambda one: Not(condition=one)), *by_name)


def over_one(value: ValueDefinition) -> st.SearchStrategy[AboutReading]:
    """Conditions over one value, with limits from the worst reading to the best."""
    low, high = range_of(value)
    quarter = (high - low) / 4
    forms: tuple[Callable[[int], AboutReading], ...] = (
        lambda step: AtLeast(value=value.id, limit=low + quarter * step),
        lambda step: AtMost(value=value.id, limit=low + quarter * step, strictly=True),
        lambda step: Between(value=value.id, low=low + quarter * step, high=low + quarter * (step + 1)),
        lambda step: ChangedBy(value=value.id, limit=(step - 2) * 25, counted_in="percent"),
        lambda step: ChangedBy(value=value.id, limit=(step - 2) * quarter),
        lambda step: GapClosed(value=value.id, percent=25 * step),
        lambda step: TargetMet(value=value.id),
    )
    return st.builds(lambda form, step: form(step), st.sampled_from(forms), st.integers(0, 4))


def over_records(playbook: Playbook) -> st.SearchStrategy[Condition]:
    """Conditions over plans, papers, attributes, what the account's file records, and what plugins wrote in Python."""
    asked = attributes_asked(playbook) or {"size": ("small",)}
    plain = [
        PlanAgreed(),
        *(Recorded(fact=fact) for fact in get_args(Fact)),
        *(AttributeIs(attribute=name, one_of=known[:2]) for name, known in asked.items()),
        *(Custom(name=predicate.name) for predicate in playbook.predicates),
    ]
    return st.one_of(st.sampled_from(plain), over_papers(playbook))


def over_papers(playbook: Playbook) -> st.SearchStrategy[EvidenceOf]:
    """Conditions over papers that speak of a milestone or of a value."""
    subjects = [{"milestone": one.id} for one in playbook.milestones] + [{"value": one.id} for one in playbook.values]
    return st.builds(
        lambda kinds, about, rigor, count: EvidenceOf(kinds=kinds, at_least=rigor, count=count, **about),
        st.sampled_from([("report",), ("report", "confirmation", "agreement")]),
        st.sampled_from(subjects),
        st.sampled_from(Rigor),
        st.integers(1, 2),
    )


def joined(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A leaf, or up to three of them under all, any or count, or two such under another."""
    some = st.lists(leaves, min_size=1, max_size=3).map(tuple)
    once = st.one_of(leaves, st.builds(_join, st.integers(0, 4), some))
    pair = st.tuples(once, once)
    return st.one_of(leaves, once, st.builds(_join, st.integers(0, 3), pair))


def _join(how: int, parts: tuple[Any, ...]) -> Any:
    """All of the parts, any of them, or at least so many."""
    if how < 2:
        return AllOf(conditions=parts) if how else AnyOf(conditions=parts)
    return CountOf(conditions=parts, at_least=min(how - 1, len(parts)))
