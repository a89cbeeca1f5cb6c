"""The money explained: the return from its sums, a benefit from its readings, a cost from its payments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from vpl_core.app.portfolio import Assessed
from vpl_core.app.why import Why
from vpl_core.model.business_cases import BenefitState, BusinessCase, Stretch
from vpl_core.rules.rigor import stated_rigor
from vpl_core.rules.wording import Wording, plain_number

At = Callable[[str], str]
"""File and line of an account's field."""


def the_return(one: Assessed, case: BusinessCase, at: At) -> Iterator[Why]:
    """The return on costs, down to every benefit and every payment."""
    wording = Wording("en", one.facts.account.currency)
    gain = case.return_on_cost
    told = f"{wording.whole_percent(gain)} = (proven - costs) / costs" if gain is not None else "cannot be told"
    yield Why(0, case.exceeds_cost, f"return on costs: {told}, proven as {case.rigor}")
    yield from (Why(1, "unknown", f"missing: {lack}") for lack in case.missing)
    yield Why(1, "", f"proven {cents(case.proven)}, claimed beside it {cents(case.claimed)}, costs {cents(case.cost)}")
    if case.paid_back_on:
        yield Why(1, "", f"paid for itself since {case.paid_back_on}")
    for state in case.benefits:
        known = f"proven {cents(state.proven)}, claimed {cents(state.claimed)}"
        sums = known if state.stretches else "nothing known yet"
        elsewhere = f", {cents(state.elsewhere)} counted elsewhere" if state.elsewhere else ""
        yield Why(1, "", f"benefit {state.benefit}: {sums}{elsewhere}", at(f"benefits.{state.benefit}"))
        yield from (Why(2, "unknown", f"missing: {lack}") for lack in state.missing)
        yield from (Why(2, "unmet", f"cannot be: {fault}") for fault in state.impossible)
    yield from _costs(one, case, at)


def _costs(one: Assessed, case: BusinessCase, at: At) -> Iterator[Why]:
    for cost in one.facts.account.costs:
        paid = [charge for charge in case.charges if charge.cost == cost.id]
        rigor = stated_rigor(cost, one.facts.source, one.assessment.as_of)
        total, times = cents(sum((charge.amount for charge in paid), Fraction(0))), len(paid)
        told = f"cost {cost.id}: {total}, {times} × {plain_number(cost.amount)} [{rigor}]"
        yield Why(1, "", told, at(f"costs.{cost.id}"))


def a_benefit(one: Assessed, state: BenefitState, at: At) -> Iterator[Why]:
    """The benefit's stretches between readings, each with what it was worth and how well that is proven."""
    benefit = next(b for b in one.facts.account.benefits if b.id == state.benefit)
    field = f"benefits.{benefit.id}"
    yield Why(0, "", f"{benefit.name}: proven {cents(state.proven)}, claimed {cents(state.claimed)}", at(field))
    for name, stated in (("rate", benefit.rate), ("times", benefit.times), ("share", benefit.share)):
        if stated is not None:
            rigor = stated_rigor(stated, one.facts.source, one.assessment.as_of)
            yield Why(1, "", f"{name} {plain_number(stated.number)} [{rigor}]: {stated.because}", at(f"{field}.{name}"))
    yield from (Why(1, "unknown", f"missing: {lack}") for lack in state.missing)
    yield from (Why(1, "unmet", f"cannot be: {fault}") for fault in state.impossible)
    if state.waiting:
        yield Why(1, "unknown", f"its first reading is due on {benefit.first_reading}")
    yield from (Why(1, "", _told(stretch)) for stretch in state.stretches)


def _told(stretch: Stretch) -> str:
    held = f"{stretch.first} to {stretch.last}, {stretch.at_first} to {stretch.at_last}"
    counted = "" if stretch.counted == stretch.money else f", of which {cents(stretch.counted)} count here"
    return f"{held}: better by {stretch.improved}, {cents(stretch.money)}{counted} [{stretch.rigor}]"


def cents(money: Fraction) -> str:
    """Money with two decimals."""
    return f"{float(money):,.2f}"
