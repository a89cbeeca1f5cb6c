"""Crossings: readings that lie on the other side of a flip point than what a decision reckoned with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.observations import Observation
from vpl_core.model.scenarios import Assumption
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.scenarios import Axis, Flip, Sensitivity, extents, sensitivity


class Crossing(NamedTuple):
    """The latest reading of an assumption's value calls for another option than its base does."""

    assumption: Assumption
    reading: Observation
    flip: Flip
    """Of those between the base and the reading the one that is nearest to the reading."""
    settled: bool
    """A review was held since it was crossed, and every reading since lies beyond the same flip point."""

    @property
    def best(self) -> tuple[str, ...]:
        """The options that are best on the reading's side."""
        return self.flip.above if Fraction(self.reading.number) > self.flip.at else self.flip.below


def crossings(record: DecisionRecord, now: AccountDay, redefined: frozenset[str] = frozenset()) -> Iterator[Crossing]:
    """In the order of the assumptions; one without a reading, or whose value was defined anew, crosses nothing."""
    scenario = record.scenario
    for assumption in scenario.assumptions if scenario else ():
        axis, series = Axis("assumption", assumption.id), now.series.get(assumption.value or "")
        if scenario is None or series is None or assumption.value in redefined or axis not in extents(scenario):
            continue
        along = sensitivity(scenario, axis)
        if series.of_record and (flip := crossed(along, series.of_record[-1].number)) is not None:
            settled = _settled(along, flip, record, series.of_record)
            yield Crossing(assumption, series.of_record[-1], flip, settled)


def crossed(along: Sensitivity, number: Decimal) -> Flip | None:
    """The last flip on the way from the base to the number; exactly at a flip both are as good, so none is crossed."""
    base, at = along.extent.base, Fraction(number)
    between = [flip for flip in along.flips if min(base, at) < flip.at < max(base, at)]
    if not between:
        return None
    return between[-1] if at > base else between[0]


def _settled(along: Sensitivity, flip: Flip, record: DecisionRecord, readings: list[Observation]) -> bool:
    """Whether the last review saw it too, and no reading has come back since."""
    if not record.held:
        return False
    last = record.held[-1].on
    known = [one for one in readings if one.on <= last][-1:]
    since = [one for one in readings if one.on > last]
    return bool(known) and all(crossed(along, one.number) == flip for one in (*known, *since))
