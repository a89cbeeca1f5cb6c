"""Weighings made: the options weighed with every range where it was read on a day, for the seal and against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.scenarios import Scenario
from vpl_core.model.weighings import Along, FoundFlip, Weighing, exact_text
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.scenarios import Axis, Extent, Flip, extents, flips_between, preferred, stretches_along, watched_by


class Stand(NamedTuple):
    """Where an axis stands on a day."""

    at: Fraction
    """As it was read, even beyond its range; at its base where nobody read it."""
    value: str | None = None
    """The value that was, or would be, read."""
    read_on: dt.date | None = None
    """None where nobody read it."""


def weighing_of(record: DecisionRecord, now: AccountDay, redefined: frozenset[str] = frozenset()) -> Weighing | None:
    """What weighing the record's options finds on the day; None where it weighs none.

    A reading beyond its range counts as the end of the range, as the measures hold no further. Readings of a value that
    was defined anew are compared with nothing, so that its assumption stands at its base.
    """
    scenario = record.scenario
    if scenario is None:
        return None
    reach, stood = extents(scenario), stands(scenario, now, redefined)
    point = {axis: _within(extent, stood[axis].at) for axis, extent in reach.items()}
    return Weighing(
        best=preferred(scenario, point),
        rests_on=tuple(sorted(watched_by(scenario))),
        along=tuple(_along(scenario, axis, stood[axis], point) for axis in reach),
    )


def stands(scenario: Scenario, now: AccountDay, redefined: frozenset[str]) -> dict[Axis, Stand]:
    """Every assumption at its last reading of record, else at its base; every weight as it is given."""
    found = {Axis("weight", one.id): Stand(Fraction(one.weight)) for one in scenario.criteria}
    for one in scenario.assumptions:
        series = None if one.value in redefined else now.series.get(one.value or "")
        stand = Stand(Fraction(one.base), one.value)
        if series is not None and series.of_record:
            last = series.of_record[-1]
            stand = stand._replace(at=Fraction(last.number), read_on=last.on)
        found[Axis("assumption", one.id)] = stand
    return found


def _along(scenario: Scenario, axis: Axis, stand: Stand, point: Mapping[Axis, Fraction]) -> Along:
    return Along(
        kind=axis.kind,
        id=axis.id,
        value=stand.value,
        stood=exact_text(stand.at),
        read_on=stand.read_on,
        flips=tuple(_found(flip) for flip in flips_between(stretches_along(scenario, axis, point))),
    )


def _found(flip: Flip) -> FoundFlip:
    return FoundFlip(at=exact_text(flip.at), below=flip.below, above=flip.above)


def _within(extent: Extent, at: Fraction) -> Fraction:
    return min(max(at, extent.low), extent.high)
