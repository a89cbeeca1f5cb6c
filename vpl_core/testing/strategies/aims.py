"""Aims: which numbers, papers and attributes a playbook asks for, so that random accounts often meet them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vpl_core.model.conditions import AttributeIs, Condition, EvidenceOf
from vpl_core.model.playbook import Playbook
from vpl_core.rules.faults import leaves_of


def conditions_in(playbook: Playbook) -> Iterator[Condition]:
    """Every condition that looks at facts, wherever it stands."""
    yield from leaves_of(playbook)


def limits_of(playbook: Playbook) -> dict[str, tuple[Decimal, ...]]:
    """By value, the numbers at which something changes: limits of conditions and cuts of tables."""
    found: dict[str, set[Decimal]] = {value.id: set() for value in playbook.values}
    for leaf in conditions_in(playbook):
        for name in ("limit", "low", "high") if leaf.kind in ("at_least", "at_most", "between") else ():
            limit = getattr(leaf, name, None)
            number = playbook.threshold[limit].number if isinstance(limit, str) else limit
            if number is not None:
                found[getattr(leaf, "value", "")].add(number)
    for factor in (factor for card in playbook.scorecards for factor in card.factors):
        if factor.value is not None:
            cuts = (cut for band in factor.bands for cut in (band.at_least, band.below))
            found[factor.value].update(cut for cut in cuts if cut is not None)
    return {value: tuple(sorted(numbers)) for value, numbers in found.items()}


def papers_asked(playbook: Playbook) -> tuple[EvidenceOf, ...]:
    """The conditions that ask for evidence, each once."""
    asked = dict.fromkeys(leaf for leaf in conditions_in(playbook) if isinstance(leaf, EvidenceOf))
    return tuple(asked)


def attributes_asked(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """By attribute, the texts that conditions and scorecards know; numbers at the cuts as texts."""
    found: dict[str, list[str]] = {}
    for leaf in conditions_in(playbook):
        if isinstance(leaf, AttributeIs):
            found.setdefault(leaf.attribute, []).extend(leaf.one_of)
    for factor in (factor for card in playbook.scorecards for factor in card.factors if factor.attribute):
        cuts = [str(cut) for band in factor.bands for cut in (band.at_least, band.below) if cut is not None]
        found.setdefault(factor.attribute, []).extend([*(choice.text for choice in factor.choices), *cuts])
    return {name: tuple(dict.fromkeys(texts)) for name, texts in found.items()}
