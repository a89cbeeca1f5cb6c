"""Formulas: what a rung and all below it ask for, as atoms that are proven or not, and how many of them."""

from __future__ import annotations

from typing import NamedTuple

from vpl_core.model.conditions import AllOf, AnyOf, Condition, CountOf, MilestoneReached, Not, PlanAgreed, Sustained
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask


class Atom(NamedTuple):
    """A condition over facts that has to be met, and how well that has to be proven."""

    condition: Condition
    floor: Rigor
    milestone: str
    """The milestone that asks for it; the first where several do."""


class Node(NamedTuple):
    """So many of the parts are needed; a part is another node or the place of an atom."""

    needed: int
    parts: tuple[Node | int, ...]


class RungFormula(NamedTuple):
    """Monotone in its atoms: proving one more never makes it false."""

    root: Node
    atoms: tuple[Atom, ...]


def formula_of(playbook: Playbook, rung: int) -> RungFormula:
    """What has to be proven to hold the rung of this number, which every rung below it is part of."""
    places: dict[tuple[Condition, Rigor], int] = {}
    atoms: list[Atom] = []

    def node(condition: Condition, floor: Rigor, milestone: str) -> Node | int:
        if isinstance(condition, AllOf | AnyOf | CountOf):
            parts = tuple([node(part, floor, milestone) for part in condition.conditions])
            return Node(_needed(condition), parts)
        if isinstance(condition, MilestoneReached):
            return node(playbook.milestone[condition.milestone].condition, floor, condition.milestone)
        if isinstance(condition, PlanAgreed) and len(condition.values) != 1:
            each = [PlanAgreed(values=(value,)) for value in _countable(condition, playbook)]
            return Node(condition.at_least, tuple([node(one, floor, milestone) for one in each]))
        if (condition, floor) not in places:
            places[condition, floor] = len(atoms)
            atoms.append(Atom(condition, floor, milestone))
        return places[condition, floor]

    rungs = [
        Node(rung.needed, tuple([node(playbook.milestone[m].condition, rung.floor, m) for m in rung.milestones]))
        for rung in playbook.ladder.rungs[:rung]
    ]
    return RungFormula(Node(len(rungs), tuple(rungs)), tuple(atoms))


def holds(node: Node | int, proven: int) -> bool:
    """Whether the node holds where the atoms of these bits are proven."""
    if isinstance(node, int):
        return bool(proven >> node & 1)
    return sum(holds(part, proven) for part in node.parts) >= node.needed


def is_proven(atom: Atom, now: AccountDay) -> bool:
    """Whether it is met on the account's day, and proven at its floor."""
    answer = ask(atom.condition, now, now.day)
    return answer.outcome is Outcome.MET and (answer.rigor is None or answer.rigor.reaches(atom.floor))


def subject_of(condition: Condition) -> tuple[str, str]:
    """What alone can change the answer: all that is known of a value, the papers about a milestone, and so on."""
    if isinstance(condition, PlanAgreed):
        return "value", condition.values[0]
    if isinstance(condition, Sustained | Not):
        return subject_of(condition.condition)
    if value := getattr(condition, "value", None):
        return "value", value
    named = {"evidence_of": "milestone", "recorded": "fact", "attribute_is": "attribute", "custom": "name"}
    return named[condition.kind], getattr(condition, named[condition.kind])


def _needed(condition: AllOf | AnyOf | CountOf) -> int:
    if isinstance(condition, CountOf):
        return condition.at_least
    return len(condition.conditions) if isinstance(condition, AllOf) else 1


def _countable(condition: PlanAgreed, playbook: Playbook) -> tuple[str, ...]:
    return condition.values or playbook.outcomes
