"""Comparability: whether the estimates of several options may be laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from vpl_core.model.alternatives import Alternative, Basis


def not_comparable(options: Iterable[Alternative]) -> tuple[str, ...]:
    """Why the estimates cannot be compared: other assumptions, units or horizons; empty where they can.

    Options without a basis are not looked at: the stage tells that one is missing.
    """
    based = [(option, option.basis) for option in options if option.basis is not None]
    return (*_bases_that_differ(based), *_numbers_that_differ(based))


def _bases_that_differ(based: list[tuple[Alternative, Basis]]) -> Iterator[str]:
    for option, other in based[1:]:
        first, basis = based[0]
        for what, one, two in (
            ("the assumptions", basis.assumptions, other.assumptions),
            ("the unit", basis.unit, other.unit),
            ("the horizon in days", basis.horizon_days, other.horizon_days),
        ):
            if one != two:
                yield f"“{first.name}” and “{option.name}” differ in {what}: {_shown(one)} and {_shown(two)}"


def _numbers_that_differ(based: list[tuple[Alternative, Basis]]) -> Iterator[str]:
    taken: dict[str, tuple[Alternative, Decimal]] = {}
    for option, basis in based:
        for assumed in basis.numbers:
            other, number = taken.setdefault(assumed.name, (option, assumed.number))
            if number != assumed.number:
                yield f"“{other.name}” takes {assumed.name} as {number}, “{option.name}” as {assumed.number}"


def _shown(part: str | int | None) -> str:
    return "nothing written down" if part in ("", None) else str(part)
