"""Drift: how flip points moved from the commit over each review to the day, and whether one passed the choice by."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from vpl_core.model.decision_states import Drift, Look
from vpl_core.model.decisions import DecisionRecord
from vpl_core.model.weighings import Along, FoundFlip
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.scenarios import Axis
from vpl_core.rules.weighings import weighing_of


def drift_of(record: DecisionRecord, now: AccountDay, redefined: frozenset[str] = frozenset()) -> Drift | None:
    """What was sealed with the commit and at each review, beside what is found on the day; None where nothing was."""
    looks = tuple(_looks(record))
    return Drift(looks, weighing_of(record, now, redefined)) if looks else None


def _looks(record: DecisionRecord) -> Iterator[Look]:
    """Oldest first; of an initial review on the day of the commit the commit tells."""
    lock = record.locked
    reviews = [r for r in record.held if lock is None or r.kind != "initial" or r.on != lock.on]
    found = [(r.on, 1, f"{r.kind} review", r.weighed) for r in reviews]
    if lock is not None:
        found.append((lock.on, 0, "decision", lock.weighed))
    for on, _, what, weighing in sorted(found, key=lambda one: one[:2]):
        if weighing is not None:
            yield Look(what, on, weighing)


def agreed(record: DecisionRecord, drift: Drift) -> Look | None:
    """The last look at which somebody took the choice as it stood: the commit, or the last review since."""
    if record.locked is None:
        return None
    since = [look for look in drift.looks if look.what != "initial review" and look.on >= record.locked.on]
    return since[-1] if since else None


def passed_by(record: DecisionRecord, drift: Drift) -> bool:
    """Whether nothing that was worth most when the choice was last agreed to is so now, nor the choice itself.

    Where two options are exactly as good nothing has passed yet.
    """
    last = agreed(record, drift)
    best = drift.now.best if drift.now else ()
    return last is not None and record.chosen not in best and set(best).isdisjoint(last.weighing.best)


def tells_of(drift: Drift) -> frozenset[str]:
    """The values whose numbers the drift tells of, then or now."""
    weighings = [look.weighing for look in drift.looks] + ([drift.now] if drift.now else [])
    return frozenset(value for one in weighings for value in one.rests_on)


class Moved(NamedTuple):
    """A flip point that lies on the other side of where its axis stands than it did."""

    axis: Axis
    was: Fraction
    stood: Fraction
    now: Fraction
    stands: Fraction


def passing(last: Look, drift: Drift) -> Moved | None:
    """The first flip point that was on one side of where its axis stood and is on the other now; None without one."""
    then = {axis_of(one): one for one in last.weighing.along}
    for one in drift.now.along if drift.now else ():
        before = then.get(axis_of(one))
        for flip in one.flips if before else ():
            if before is not None and (was := same_flip(before, flip)) is not None:
                found = Moved(axis_of(one), *map(Fraction, (was.at, before.stood, flip.at, one.stood)))
                if (found.was - found.stood) * (found.now - found.stands) < 0:
                    return found
    return None


def same_flip(along: Along | None, flip: FoundFlip) -> FoundFlip | None:
    """The flip between the same options at another time: there is at most one, as straight lines cross once."""
    sides = (flip.below, flip.above)
    return next((one for one in along.flips if (one.below, one.above) == sides), None) if along else None


def axis_of(along: Along) -> Axis:
    return Axis(along.kind, along.id)
