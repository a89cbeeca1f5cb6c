"""Soundness: what can be proven of a playbook before any account is assessed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Scorecard
from vpl_core.rules.carrying import beyond_proof, ceiling, falling_floors, is_carried, uncarried
from vpl_core.rules.contradictions import always_met, dead_ways, never_met, never_stood_on
from vpl_core.rules.directions import against_direction
from vpl_core.rules.faults import Fault, conditions_of, leaves
from vpl_core.rules.formulas import met
from vpl_core.rules.intervals import Interval, closed
from vpl_core.rules.references import circles, lost_references
from vpl_core.rules.satisfiable import Verdict, verdict_of
from vpl_core.rules.tables import Slip, calendar_slip, fault_in, slip_of
from vpl_core.rules.unused import unused

__all__ = ["Fault", "Proven", "ceiling", "faults_of", "findings_of", "is_carried", "leaves", "proven_of", "warnings_of"]


def faults_of(playbook: Playbook) -> list[Fault]:
    """Every fault for which the playbook is refused.

    Unknown ids, wrong units, circles, tables with gaps, rungs that usage carries or that nothing can prove, and
    conditions that nothing can meet. A proof that rests on another is tried once that one has succeeded.
    """
    return _unreadable(playbook) or _unprovable(playbook)


def warnings_of(playbook: Playbook) -> list[Fault]:
    """What the author of a playbook without faults ought to know of it; it can be used as it is."""
    return [*dead_ways(playbook), *always_met(playbook), *against_direction(playbook), *unused(playbook)]


def findings_of(playbook: Playbook) -> list[Fault]:
    """Faults and warnings together, as far as the playbook can be read."""
    return _unreadable(playbook) or [*_unprovable(playbook), *warnings_of(playbook)]


def _unreadable(playbook: Playbook) -> list[Fault]:
    """Only a playbook whose ids are all known can be walked for circles, and only one without circles to its end."""
    faults = [*lost_references(playbook), *falling_floors(playbook), *_in_tables(playbook)]
    return faults or list(circles(playbook))


def _unprovable(playbook: Playbook) -> list[Fault]:
    impossible = list(never_met(playbook))
    # A rung with a milestone that nothing meets would only say the same again.
    rungs = () if any(fault.part == "milestones" for fault in impossible) else never_stood_on(playbook)
    return [*uncarried(playbook), *beyond_proof(playbook), *impossible, *rungs]


class Proven(NamedTuple):
    """How much of a playbook without faults was proven."""

    tables: int
    """Tables of which every number falls into exactly one row, the calendar of the stages among them."""
    conditions: int
    """Conditions that some readings and attributes can meet."""
    rungs: int
    """Rungs that can be stood on, and proven at their floor."""
    undecided: int
    """Conditions with too many ways to look at all of them."""


def proven_of(playbook: Playbook) -> Proven:
    """The counts for a playbook of which `faults_of` finds nothing."""
    verdicts = [verdict_of(met(condition, playbook), playbook) for _, _, _, condition in conditions_of(playbook)]
    tables = 1 + sum(1 + sum(bool(factor.bands) for factor in card.factors) for card in playbook.scorecards)
    decided = verdicts.count(Verdict.POSSIBLE)
    return Proven(tables, decided, len(playbook.ladder.rungs), len(verdicts) - decided)


def _in_tables(playbook: Playbook) -> Iterator[Fault]:
    if slip := calendar_slip(playbook.calendar):
        yield Fault("segment", playbook.segment.id, f"stages: {slip}", _CLOSE_THE_CALENDAR, slip.number)
    for card in playbook.scorecards:
        yield from _in_scorecard(playbook, card)


def _in_scorecard(playbook: Playbook, card: Scorecard) -> Iterator[Fault]:
    for factor in card.factors:
        value = playbook.value.get(factor.value or "")
        within = closed(value.least, value.most) if value else Interval()
        if factor.bands and (told := fault_in(factor.bands, within.low, within.high)):
            shown = _number(slip_of(factor.bands, within))
            yield Fault("scorecards", card.id, f"{factor.id}: {told}", _CLOSE_THE_GAP, shown)
        if len({choice.text for choice in factor.choices}) != len(factor.choices):
            yield Fault("scorecards", card.id, f"{factor.id}: a choice stands there twice", "remove one of them")
    score = closed(Decimal(0), Decimal(100))
    if told := fault_in(card.bands, score.low, score.high):
        yield Fault("scorecards", card.id, f"bands: {told}", _CLOSE_THE_GAP, _number(slip_of(card.bands, score)))


def _number(slip: Slip | None) -> str:
    return "" if slip is None else slip.number


_CLOSE_THE_GAP = "let each row begin, inclusive, where the one below it ends, exclusive"
_CLOSE_THE_CALENDAR = "let each stage open in the month in which the one before it closes, the first in month 0"
