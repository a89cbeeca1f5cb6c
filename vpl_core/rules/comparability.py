"""Comparability: whether the estimates of several options may be laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from vpl_core.model.alternatives import Alternative, Basis
from vpl_core.rules.catalogue import N_, Said


def not_comparable(options: Iterable[Alternative]) -> tuple[str, ...]:
    """Why the estimates cannot be compared: other assumptions, units or horizons; empty where they can.

    Options without a basis are not looked at: the stage tells that one is missing.
    """
    based = [(option, option.basis) for option in options if option.basis is not None]
    return (*_bases_that_differ(based), *_numbers_that_differ(based))


def _bases_that_differ(based: list[tuple[Alternative, Basis]]) -> Iterator[str]:
    for option, other in based[1:]:
        first, basis = based[0]
        names = {"first": first.name, "other": option.name}
        for sentence, one, two in (
            (_ASSUMPTIONS, basis.assumptions, other.assumptions),
            (_UNIT, basis.unit, other.unit),
            (_HORIZON, basis.horizon_days, other.horizon_days),
        ):
            if one != two:
                yield Said(sentence, one=_shown(one), two=_shown(two), **names)


_ASSUMPTIONS = N_("“{first}” and “{other}” differ in the assumptions: {one} and {two}")
_UNIT = N_("“{first}” and “{other}” differ in the unit: {one} and {two}")
_HORIZON = N_("“{first}” and “{other}” differ in the horizon in days: {one} and {two}")


def _numbers_that_differ(based: list[tuple[Alternative, Basis]]) -> Iterator[str]:
    taken: dict[str, tuple[Alternative, Decimal]] = {}
    for option, basis in based:
        for assumed in basis.numbers:
            other, number = taken.setdefault(assumed.name, (option, assumed.number))
            if number != assumed.number:
                yield Said(
                    "“{first}” takes {what} as {one}, “{other}” as {two}",
                    first=other.name,
                    what=assumed.name,
                    one=number,
                    other=option.name,
                    two=assumed.number,
                )


def _shown(part: str | int | None) -> str:
    return Said("nothing written down") if part in ("", None) else str(part)
