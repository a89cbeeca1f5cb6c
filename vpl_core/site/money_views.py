"""The business case made readable: every figure as text, and the plain numbers it can be worked out from again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from vpl_core.model.base import EXACT
from vpl_core.model.benefits import Benefit, Cost, Stated, StatedNumber
from vpl_core.model.business_cases import BenefitState, BusinessCase, Stretch
from vpl_core.model.money_views import AssumedView, BalanceView, BenefitView, CostView, MoneyView, StretchView
from vpl_core.model.outcomes import Rigor, weakest
from vpl_core.rules.benefits import period_of, periods_in_a_year
from vpl_core.rules.catalogue import N_
from vpl_core.rules.rigor import stated_rigor
from vpl_core.rules.wording import plain_number
from vpl_core.site.projection import Projection
from vpl_core.site.swing_views import NAMES, WORTH, WORTH_OF_ONE, rounded, swings_view
from vpl_core.site.words import COST_WORDS, EFFECT_WORDS, NO_SOURCE

_TERMS = {
    ("once", False): N_("{amount} once on {start}"),
    ("month", False): N_("{amount} a month since {start}"),
    ("quarter", False): N_("{amount} a quarter since {start}"),
    ("year", False): N_("{amount} a year since {start}"),
    ("once", True): N_("{amount} once on {start} until {end}"),
    ("month", True): N_("{amount} a month since {start} until {end}"),
    ("quarter", True): N_("{amount} a quarter since {start} until {end}"),
    ("year", True): N_("{amount} a year since {start} until {end}"),
}
"""By how often it is paid, and whether it has an end."""
_IMPROVED = {
    "percent": N_("improvement in percent ÷ 100"),
    "count": N_("improvement in number"),
    "hours": N_("improvement in hours"),
    "minutes": N_("improvement in minutes"),
    "days": N_("improvement in days"),
    "points": N_("improvement in points"),
    "score": N_("improvement in score"),
    "ratio": N_("improvement in ratio"),
    "money": N_("improvement in money"),
}
_PERIODS = {
    "hour": N_("{n} hours a year"),
    "day": N_("{n} days a year"),
    "week": N_("{n} weeks a year"),
    "month": N_("{n} months a year"),
    "quarter": N_("{n} quarters a year"),
    "year": N_("{n} years a year"),
}


def money_of(sight: Projection) -> MoneyView | None:
    """What the customer reads of the money; none where the account names neither benefits nor costs."""
    case = sight.assessment.business_case
    if case is None:
        return None
    states = {state.benefit: state for state in case.benefits}
    benefits = tuple(_benefit(one, states[one.id], sight) for one in sight.account.benefits)
    return MoneyView(
        currency=sight.account.currency,
        proven=rounded(case.proven, sight),
        claimed=rounded(case.claimed, sight) if case.claimed else "",
        cost=rounded(case.cost, sight),
        net=rounded(case.proven - case.cost, sight),
        supposed=rounded(case.proven + case.claimed - case.cost, sight) if case.claimed else "",
        gain="" if case.return_on_cost is None else sight.wording.whole_percent(case.return_on_cost),
        exceeds=case.exceeds_cost,
        rigor=case.rigor,
        parts=tuple(_parts(case, sight)),
        benefits=benefits,
        costs=tuple(_cost(cost, case, sight) for cost in sight.account.costs),
        course=tuple(
            BalanceView(on=sight.day(b.on), proven=float(b.proven), claimed=float(b.claimed), cost=float(b.cost))
            for b in case.course
        ),
        swings=swings_view(sight),
        missing=tuple(sight.wording.again(what) for what in case.missing),
        paid_back=sight.maybe(case.paid_back_on),
    )


def _parts(case: BusinessCase, sight: Projection) -> Iterator[tuple[Rigor, float, str]]:
    gains = [s for state in case.benefits for s in state.stretches if s.counted > 0]
    for rigor in reversed(Rigor):
        money = sum((s.counted for s in gains if s.rigor is rigor), Fraction(0))
        if money:
            yield rigor, float(money), rounded(money, sight)


def _benefit(benefit: Benefit, state: BenefitState, sight: Projection) -> BenefitView:
    counted = [s.rigor for s in state.stretches if s.proven and s.counted]
    claimed = [s.rigor for s in state.stretches if not s.proven and s.counted]
    return BenefitView(
        id=benefit.id,
        name=benefit.name,
        effect=sight.wording.say(EFFECT_WORDS[benefit.effect]),
        measure=sight.playbook.value[benefit.value].name,
        formula=_formula(benefit, sight),
        proven=rounded(state.proven, sight) if state.stretches else "",
        claimed=rounded(state.claimed, sight) if state.claimed else "",
        elsewhere=rounded(state.elsewhere, sight) if state.elsewhere else "",
        proven_number=float(state.proven),
        rigor=weakest(counted) if counted else None,
        claimed_number=float(state.claimed),
        claimed_rigor=weakest(claimed) if claimed else None,
        assumed=tuple(_assumed(what, one, benefit, sight) for what, one in _named(benefit, sight)),
        stretches=tuple(_stretch(one, benefit, sight) for one in state.stretches),
        not_counted=_not_counted(benefit, state, sight),
    )


def _not_counted(benefit: Benefit, state: BenefitState, sight: Projection) -> str:
    words = sight.wording
    if state.impossible:
        return words.say("It cannot be: {why}.", why="; ".join(words.again(why) for why in state.impossible))
    if state.waiting and benefit.first_reading:
        day = words.day(benefit.first_reading)
        return words.say("Not yet measured; the first reading is due on {day}.", day=day)
    if state.missing:
        missing = words.listed(words.again(what) for what in state.missing)
        return words.say("Not yet known: {missing}.", missing=missing)
    return "" if state.stretches else words.say("Nothing has changed for the better or the worse so far.")


def _named(benefit: Benefit, sight: Projection) -> list[tuple[str, StatedNumber]]:
    """The assumptions with what each stands for."""
    say, unit = sight.wording.say, sight.playbook.value[benefit.value].unit
    how_many, share = NAMES["times"], NAMES["share"]
    said = (
        (say(WORTH.get(unit, WORTH_OF_ONE)), benefit.rate),
        (say(how_many), benefit.times),
        (say(share), benefit.share),
        (say("Spent in a year on all of it"), benefit.out_of),
    )
    return [(what, assumption) for what, assumption in said if assumption is not None]


def _assumed(what: str, one: StatedNumber, benefit: Benefit, sight: Projection) -> AssumedView:
    is_money = one is benefit.rate or one is benefit.out_of
    number = sight.wording.amount(one.number, "money") if is_money else plain_number(one.number)
    return AssumedView(
        what=what,
        number=number,
        because=one.because,
        source=_source(one, sight),
        agreed=_agreed(one, sight),
        rigor=stated_rigor(one, sight.facts.source, sight.as_of),
    )


def _source(stated: Stated, sight: Projection) -> str:
    source = sight.facts.source.get(stated.source)
    return source.name if source else sight.wording.say(NO_SOURCE)


def _agreed(stated: Stated, sight: Projection) -> str:
    if not stated.agreed_on:
        return ""
    return sight.wording.say("{name}, {day}", name=stated.agreed_by, day=sight.wording.day(stated.agreed_on))


def _formula(benefit: Benefit, sight: Projection) -> str:
    """What is multiplied, in words and numbers: improvement × $38 × 14 × 46 weeks a year."""
    definition = sight.playbook.value[benefit.value]
    per = period_of(benefit, definition)
    periods = periods_in_a_year(per, sight.account.calendar)
    factors = [sight.wording.say(_IMPROVED[definition.unit])]
    factors += [] if benefit.rate is None else [sight.wording.amount(benefit.rate.number, "money")]
    factors += [plain_number(one.number) for one in (benefit.times, benefit.share) if one is not None]
    if periods is not None:
        of_a_year = sight.wording.say(_PERIODS[per], n=plain_number(_plain(periods)))
        factors += [of_a_year, sight.wording.say("days ÷ 365")]
    return " × ".join(factors)


def _plain(number: Fraction) -> Decimal:
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def _stretch(one: Stretch, benefit: Benefit, sight: Projection) -> StretchView:
    definition = sight.playbook.value[benefit.value]
    periods = periods_in_a_year(period_of(benefit, definition), sight.account.calendar) or Fraction(0)
    factors = [a.number if a else Decimal(1) for a in (benefit.rate, benefit.times, benefit.share)]
    improved = one.improved / 100 if definition.unit == "percent" else one.improved
    figures = [improved, *factors, _plain(periods), Decimal(one.days)]
    return StretchView(
        first=sight.day(one.first),
        last=sight.day(one.last),
        days=one.days,
        at_first=sight.wording.reading(one.at_first, definition),
        at_last=sight.wording.reading(one.at_last, definition),
        improved=sight.wording.reading(one.improved, definition),
        rigor=one.rigor,
        money=rounded(one.money, sight),
        counted=rounded(one.counted, sight),
        figures=(*(f"{n:f}" for n in figures), *(f"{float(m):.6f}" for m in (one.money, one.counted))),
    )


def _cost(cost: Cost, case: BusinessCase, sight: Projection) -> CostView:
    paid = sum((charge.amount for charge in case.charges if charge.cost == cost.id), Fraction(0))
    terms = sight.wording.say(
        _TERMS[cost.every, cost.end is not None],
        amount=sight.wording.amount(cost.amount, "money"),
        start=sight.wording.day(cost.start),
        end=sight.wording.day(cost.end) if cost.end else "",
    )
    return CostView(
        id=cost.id,
        name=cost.name,
        kind=sight.wording.say(COST_WORDS[cost.kind]),
        terms=terms,
        paid=rounded(paid, sight),
        paid_number=float(paid),
        because=cost.because,
        source=_source(cost, sight),
        agreed=_agreed(cost, sight),
        rigor=stated_rigor(cost, sight.facts.source, sight.as_of),
    )
