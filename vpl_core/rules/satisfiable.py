"""Satisfiability: whether any readings and attributes at all can meet a formula, and what clashes where none can.

Exact over the rationals: of each quantity only as many points are looked at as there are ways in which the claims
about it can hold. It never calls impossible what some account could meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from operator import attrgetter

from vpl_core.model.playbook import Playbook
from vpl_core.rules.formulas import FREE, Claim, Formula, points_of

_MOST_STEPS = 5_000


class Verdict(Enum):
    """What is known of a formula."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"
    """Too many ways to look at; then nothing is claimed of it."""


def verdict_of(formula: Formula, playbook: Playbook) -> Verdict:
    """Whether readings and attributes could be such that the formula holds."""
    ways = _ways(formula, playbook)
    certain = frozenset[Claim]().union(*[way[0] for way in ways if len(way) == 1])
    open_ = [way for way in ways if len(way) > 1]
    steps = 0

    def search(true: frozenset[Claim], rest: list[list[frozenset[Claim]]]) -> bool:
        nonlocal steps
        steps += 1
        if not _holds(formula, true.union(*[claims for way in rest for claims in way])):
            return False
        return not rest or (steps < _MOST_STEPS and any(search(true | claims, rest[1:]) for claims in rest[0]))

    if search(certain, open_):
        return Verdict.POSSIBLE
    return Verdict.IMPOSSIBLE if steps < _MOST_STEPS else Verdict.UNDECIDED


def is_impossible(formula: Formula, playbook: Playbook) -> bool:
    return verdict_of(formula, playbook) is Verdict.IMPOSSIBLE


def clash_in(formula: Formula, playbook: Playbook) -> tuple[Claim, ...]:
    """Of an impossible formula, claims that cannot hold together; without any one of them it would be possible."""
    for part in formula.parts if formula.needed in (1, len(formula.parts)) else ():
        alone = part if isinstance(part, Formula) else Formula(1, (part,))
        if alone != formula and is_impossible(alone, playbook):
            return clash_in(alone, playbook)
    for claim in claims_in(formula):
        freed = _freed(formula, claim)
        if is_impossible(freed, playbook):
            formula = freed
    return tuple(claims_in(formula))


def most_together(formula: Formula, playbook: Playbook) -> int:
    """How many of the formula's parts can hold together."""
    counts = range(formula.needed, 0, -1)
    return next((n for n in counts if not is_impossible(formula._replace(needed=n), playbook)), 0)


def claims_in(formula: Formula) -> list[Claim]:
    """Each claim of the formula once, by quantity."""
    return sorted(set(_claims(formula)), key=_in_order)


def _claims(formula: Formula) -> Iterator[Claim]:
    for part in formula.parts:
        if isinstance(part, Claim):
            yield part
        else:
            yield from _claims(part)


def _in_order(claim: Claim) -> tuple[object, ...]:
    ends = [(end is not None, end or 0) for end in (claim.interval.low, claim.interval.high)]
    return (claim.quantity, claim.negated, ends, sorted(claim.texts), claim.interval[2:])


def _ways(formula: Formula, playbook: Playbook) -> list[list[frozenset[Claim]]]:
    """For each quantity the largest sets of its claims that hold at one point: fewer claims never help."""
    ways = []
    for quantity, group in groupby(claims_in(formula), key=attrgetter("quantity")):
        claims = list(group)
        points = points_of(quantity, claims, playbook)
        sets = dict.fromkeys(frozenset(c for c in claims if c.holds(point)) for point in points)
        ways.append([one for one in sets if not any(one < other for other in sets)])
    return ways


def _holds(formula: Formula, true: frozenset[Claim]) -> bool:
    met = (part in true if isinstance(part, Claim) else _holds(part, true) for part in formula.parts)
    return sum(met) >= formula.needed


def _freed(formula: Formula, claim: Claim) -> Formula:
    """The formula with the claim left free."""
    parts = tuple(
        FREE if part == claim else _freed(part, claim) if isinstance(part, Formula) else part for part in formula.parts
    )
    return formula._replace(parts=parts)
