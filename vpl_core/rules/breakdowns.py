"""Breakdowns: how well the numbers of a value's parts are proven, and how far each part has come."""

from __future__ import annotations

from decimal import Decimal

from vpl_core.model.accounts import ValuePlan
from vpl_core.model.assessment import FourTests
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.model.parts import Part, Parts
from vpl_core.model.values import ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.progress import gap_closed, meets, shown_percent
from vpl_core.rules.rigor import basis_of, grade, is_sound_on, rigor_on, steps_lost


def parts_rigor(parts: Parts, definition: ValueDefinition, now: AccountDay) -> Rigor:
    """At most measured, for nobody confirmed the parts and no second source names them; older ones weaker.

    Never better than the newest reading of the value itself from the same source.
    """
    basis = basis_of(now, parts.source, definition)
    alone = FourTests(confirmed=False, agrees=False, sound=is_sound_on(basis, parts.on), reproducible=False)
    age = (now.day - parts.on).days
    series = now.series.get(parts.value)
    own = [reading for reading in series.readings if reading.source == parts.source] if series else []
    of_the_value = [rigor_on(now, reading, definition, now.day) for reading in own[-1:]]
    return weakest([grade(basis.footing, alone).lowered(steps_lost(age, definition.refresh_days)), *of_the_value])


def met_by(part: Part, plan: ValuePlan | None, definition: ValueDefinition) -> Outcome:
    """Whether the part meets the target of the value; unknown where either is missing."""
    if plan is None or plan.target is None or part.now is None:
        return Outcome.UNKNOWN
    return meets(part.now, plan.target, definition.direction, strictly=plan.strictly)


def percent_of_the_way(part: Part, plan: ValuePlan | None, definition: ValueDefinition) -> int | None:
    """How much of its own way to the target the part has come, as it is printed.

    None where one of the three numbers is missing; and where it began at the target or beyond, for it had no way to
    go, and a part that fell back from there would look as if it had come far.
    """
    if plan is None or plan.target is None or part.before is None or part.now is None:
        return None
    if not definition.better(plan.target, part.before):
        return None
    share = gap_closed(part.now, part.before, plan.target)
    return None if share is None else shown_percent(share, met=met_by(part, plan, definition) is Outcome.MET)


def behind_first(parts: tuple[Part, ...], definition: ValueDefinition) -> tuple[Part, ...]:
    """The parts by what they stand at, the worst first, which is the order of their gaps to any target.

    Equal ones by name; those that are not measured come last.
    """

    def place(part: Part) -> tuple[bool, Decimal, str]:
        number = part.now if part.now is not None else Decimal(0)
        return part.now is None, -number if definition.direction == "down" else number, part.name

    return tuple(sorted(parts, key=place))
