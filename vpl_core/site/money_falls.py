"""From what came back to what is left: the benefits that are proven, then every cost, then what is only claimed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from vpl_core.model.audience import CustomerView
from vpl_core.model.money_views import MoneyView
from vpl_core.model.outcomes import Rigor
from vpl_core.site.signs import Signs
from vpl_core.site.waterfall_chart import Fall, waterfall

_MINUS = "\u2212"
_Graded = tuple[Fall, Rigor | None]
"""A bar, and the proof of the amount; none for a sum of amounts that have one each."""


class Left(NamedTuple):
    """The chart of what is left, and the table behind it."""

    chart: Markup
    rows: list[tuple[Any, ...]]


def what_is_left(case: MoneyView, view: CustomerView, signs: Signs) -> Left | None:
    """The waterfall of the case; none while no return can be told, for then nobody knows what is left."""
    if case.missing:
        return None
    falls = [*_proven(case, signs), *_paid(case, signs), *_claimed(case, signs)]
    title = signs.say("From what is proven to what is left")
    desc = signs.say("{proven} proven, less {cost} of costs: {net}.", proven=case.proven, cost=case.cost, net=case.net)
    rows = [(fall.name, fall.words, signs.rigor(rigor, view.customer) if rigor else "") for fall, rigor in falls]
    return Left(waterfall([fall for fall, _ in falls], title=title, desc=desc), rows)


def _proven(case: MoneyView, signs: Signs) -> Iterator[_Graded]:
    at = 0.0
    for benefit in case.benefits:
        if benefit.proven_number:
            is_loss = benefit.proven_number < 0
            words = benefit.proven if is_loss else f"+{benefit.proven}"
            look = "loss" if is_loss else str(benefit.rigor)
            yield Fall(benefit.name, words, at, at + benefit.proven_number, look), benefit.rigor
            at += benefit.proven_number
    yield Fall(signs.say("Proven benefits"), case.proven, 0, case.course[-1].proven, "total"), None


def _paid(case: MoneyView, signs: Signs) -> Iterator[_Graded]:
    last = case.course[-1]
    at = last.proven
    for cost in case.costs:
        if cost.paid_number:
            yield Fall(cost.name, f"{_MINUS}{cost.paid}", at, at - cost.paid_number, "cost"), cost.rigor
            at -= cost.paid_number
    yield Fall(signs.say("Left after the costs"), case.net, 0, last.proven - last.cost, "total"), case.rigor


def _claimed(case: MoneyView, signs: Signs) -> Iterator[_Graded]:
    """What would come to it if all held that nobody has proven yet."""
    last = case.course[-1]
    at = last.proven - last.cost
    for benefit in case.benefits:
        if benefit.claimed_rigor is not None:
            end = at + benefit.claimed_number
            words, look = f"+{benefit.claimed}", str(benefit.claimed_rigor)
            yield Fall(benefit.name, words, at, end, look), benefit.claimed_rigor
            at = end
    if case.claimed:
        name = signs.say("Left if all that is claimed held")
        yield Fall(name, case.supposed, 0, last.proven - last.cost + last.claimed, "supposed"), None
