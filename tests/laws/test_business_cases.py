"""Money: what a benefit brought, what is counted once, and when it has paid for itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, strategies as st

from tests.laws.law import law
from tests.worlds import SOURCES, START, agreed, day, known, playbook, reading
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.benefits import Benefit, Cost, StatedNumber
from vpl_core.model.business_cases import BusinessCase
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.business_cases import business_case
from vpl_core.rules.rigor import rigor_on

NOW = 100
BOOK = playbook()
BASELINES, BEST = {"errors": 10, "sales": 10}, {"errors": 0, "sales": 20}
LEDGER = {"because": "The ledger", "source": "timesheet", "agreed_by": "Mina", "agreed_on": day(-1)}

amounts = st.sampled_from([Decimal(1), Decimal(3), Decimal(40)])
values = st.sampled_from(sorted(BASELINES))
agreements = st.sampled_from([*[LEDGER] * 6, {}, {"source": "timesheet"}])


def assumptions(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[StatedNumber]:
    return st.builds(lambda number, stated: StatedNumber(number=number, **stated), numbers, agreements)


def benefits_of(some_values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Benefit, ...]]:
    """Up to four benefits, some of which draw on the same hours."""
    one = st.builds(
        lambda value, rate, share, resource: {"value": value, "rate": rate, "share": share, "resource": resource},
        some_values,
        assumptions(amounts),
        st.none() | assumptions(st.sampled_from([Decimal("0.5"), Decimal(1)])),
        st.sampled_from([None, "desk", "floor"]),
    )
    return st.lists(one, min_size=1, max_size=4).map(_numbered)


def _numbered(some: list[dict[str, object]]) -> tuple[Benefit, ...]:
    times = StatedNumber(number=100, **LEDGER)
    return tuple(
        Benefit(id=f"gain-{n}", name=f"Gain {n}", effect="cashable", every="month", times=times, **said)  # type: ignore[arg-type]
        for n, said in enumerate(some)
    )


visits = st.tuples(values, st.sampled_from([-2, 0, 1, 2, 3, 4, 5, 6]), st.integers(1, NOW), st.booleans())
"""Which value, by how much better than where it began, on which day, and whether an observer saw the same."""
some_readings = st.lists(visits, min_size=5, max_size=14).map(lambda some: tuple(_read(some)))


def _read(visits: list[tuple[str, int, int, bool]]) -> Iterator[Observation]:
    for value, better, on, witnessed in visits:
        number = BASELINES[value] + (better if BOOK.value[value].direction == "up" else -better)
        yield reading(value, number, on)
        if witnessed:
            yield reading(value, number, on, "observer")


costs = st.lists(
    st.builds(
        lambda amount, every, start: {"amount": amount, "every": every, "start": day(start)},
        st.sampled_from([Decimal(1), Decimal(50), Decimal(900)]),
        st.sampled_from(["once", "once", "month", "quarter", "year"]),
        st.integers(-20, NOW),
    ),
    min_size=1,
    max_size=3,
).map(lambda some: tuple(Cost(id=f"cost-{n}", name="Fee", kind="licence", **one) for n, one in enumerate(some)))
gains = benefits_of(values)


def facts_of(readings: tuple[Observation, ...], gains: tuple[Benefit, ...], costs: tuple[Cost, ...]) -> AccountFacts:
    """An account that keeps one source of record, with observers beside it who prove what they agree to."""
    plan = tuple(agreed(value, BASELINES[value], BEST[value], source="timesheet") for value in BASELINES)
    return known(readings, plan=plan, benefits=gains, costs=costs)


def case_of(facts: AccountFacts, after: int = NOW) -> BusinessCase:
    case = business_case(AccountDay(facts, BOOK, day(after)))
    assert case is not None
    return case


@dataclass(frozen=True)
class Daily:
    """What one benefit brought on one day, as somebody finds who counts the days one by one."""

    sure: Fraction
    whole: Fraction


def counted_by_hand(facts: AccountFacts, after: int = NOW) -> dict[tuple[str, dt.date], Daily]:
    """Every benefit on every day, straight from the readings and without a look at how the product does it."""
    now = AccountDay(facts, BOOK, day(after))
    found: dict[tuple[str, dt.date], Daily] = {}
    for benefit in facts.account.benefits:
        definition = BOOK.value[benefit.value]
        unit = Fraction(1, 100) if definition.unit == "percent" else Fraction(1)
        factors = [one for one in (benefit.rate, benefit.times, benefit.share) if one is not None]
        a_day = unit * Fraction(12, 365)
        for one in factors:
            a_day *= Fraction(one.number)
        firm = all(one.source and one.agreed_on for one in factors)
        points = _points(now, benefit.value)
        for place, ((on, gained, _), (until, then, _)) in enumerate(pairwise(points)):
            level = min(gained, then)
            before = max((n for n in range(place + 1) if points[n][2]), default=None)
            behind = min((n for n in range(place + 1, len(points)) if points[n][2]), default=None)
            sure = Fraction(0)
            if firm and before is not None and behind is not None:
                sure = max(Fraction(0), min(point[1] for point in points[before : behind + 1]))
            for number in range((until - on).days):
                today = on + dt.timedelta(number)
                if today >= START and (level < 0 or number < definition.refresh_days):
                    found[benefit.id, today] = Daily(sure * a_day, level * a_day)
    return found


def _points(now: AccountDay, value: str) -> list[tuple[dt.date, Fraction, bool]]:
    definition, plan = BOOK.value[value], now.plans[value]
    sign = 1 if definition.direction == "up" else -1
    series = now.series.get(value)
    later = [
        (r.on, Fraction(sign * (r.number - BASELINES[value])), rigor_on(now, r, definition, r.on).rank >= 4)
        for r in (series.of_record if series else ())
    ]
    assert plan.baseline is not None
    return [(plan.baseline.on, Fraction(0), True), *later] if later else []


def by_resource(facts: AccountFacts) -> dict[tuple[str, dt.date], list[Daily]]:
    draws_on = {benefit.id: benefit.draws_on for benefit in facts.account.benefits}
    found: dict[tuple[str, dt.date], list[Daily]] = defaultdict(list)
    for (benefit, on), daily in counted_by_hand(facts).items():
        found[draws_on[benefit], on].append(daily)
    return found


@law(some_readings, gains)
def test_the_money_is_what_is_found_by_counting_the_days_one_by_one(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...]
) -> None:
    """A benefit brings on each day what the worse of the readings before and after it is worth; a gain is believed no
    longer than the value's refresh interval; what draws on the same hours is counted once, the proven first.

    proven + claimed = Σ over days and resources of max(gains) + min(losses), exactly.
    """
    facts = facts_of(readings, gains, ())
    case, days = case_of(facts), by_resource(facts)
    proven = sum((max((d.sure for d in some), default=Fraction(0)) for some in days.values()), Fraction(0))
    lost = sum((min([Fraction(0), *(d.whole for d in some)]) for some in days.values()), Fraction(0))
    gained = sum((max([Fraction(0), *(d.whole for d in some)]) for some in days.values()), Fraction(0))
    assert case.proven == proven + lost
    assert case.proven + case.claimed == gained + lost


@law(some_readings, gains)
def test_what_overlaps_is_no_more_than_the_sum_and_no_less_than_the_greatest(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...]
) -> None:
    """Two benefits that take the same hours do not bring them twice, and neither takes from the other.

    max gains(b) ≤ gains(all) ≤ Σ gains(b), for the proven ones and for all.
    """
    together = case_of(facts_of(readings, gains, ()))
    alone = [case_of(facts_of(readings, (gain,), ())) for gain in gains]
    for least, most, count in (
        (max(map(_proven_gain, alone)), sum(map(_proven_gain, alone)), _proven_gain(together)),
        (max(map(_gain, alone)), sum(map(_gain, alone)), _gain(together)),
    ):
        assert least <= count <= most


def _proven_gain(case: BusinessCase) -> Fraction:
    kept = (s.counted for b in case.benefits for s in b.stretches if s.proven and s.counted > 0)
    return sum(kept, Fraction(0))


def _gain(case: BusinessCase) -> Fraction:
    return sum((s.counted for b in case.benefits for s in b.stretches if s.counted > 0), Fraction(0))


@law(some_readings, gains, costs, values)
def test_losing_all_readings_of_a_value_never_raises_the_return(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...], costs: tuple[Cost, ...], lost: str
) -> None:
    """Where nobody reads a value any more, the return is not known: a loss cannot be made to go away.

    return(facts without the value's readings) is unknown, or the return as it was.
    """
    facts = facts_of(readings, gains, costs)
    left = facts.model_copy(update={"observations": tuple(o for o in readings if o.value != lost)})
    before, after = case_of(facts).return_on_cost, case_of(left).return_on_cost
    assert after is None or after == before
    assert after is None or all(gain.value != lost for gain in gains)


@law(some_readings, gains, costs)
def test_less_proof_never_brings_more_proven_money(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...], costs: tuple[Cost, ...]
) -> None:
    """Taking away who agreed, where it is written or who looked on can only lower what is proven.

    proven(facts with weaker proof) ≤ proven(facts).
    """
    facts = facts_of(readings, gains, costs)
    proven = case_of(facts).proven
    bare = tuple(gain.model_copy(update={"times": StatedNumber(number=100)}) for gain in gains)
    unsigned = tuple(gain.model_copy(update=_unsigned(gain)) for gain in gains)
    alone = tuple(o for o in readings if o.source != "observer")
    weaker = [facts_of(readings, less, costs) for less in (bare, unsigned)] + [facts_of(alone, gains, costs)]
    weaker.append(facts.model_copy(update={"sources": tuple(s for s in SOURCES if s.id != "timesheet")}))
    for less in weaker:
        assert case_of(less).proven <= proven


def _unsigned(gain: Benefit) -> dict[str, StatedNumber]:
    stated = {name: one for name in ("rate", "times", "share") if (one := getattr(gain, name)) is not None}
    return {name: one.model_copy(update={"agreed_by": "", "agreed_on": None}) for name, one in stated.items()}


@law(some_readings, gains)
def test_a_loss_is_counted_however_weakly_it_is_known(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...]
) -> None:
    """Bad news needs no second source: what got worse lowers the proven sum, whoever says so.

    A stretch below the baseline counts in the proven money, and nothing below it among the claims.
    """
    case = case_of(facts_of(readings, gains, ()))
    for state in case.benefits:
        assert state.claimed >= 0
        assert all(stretch.proven for stretch in state.stretches if stretch.improved < 0)


@law(some_readings, gains, costs)
def test_it_has_paid_for_itself_since_the_day_that_a_walk_through_all_days_finds(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...], costs: tuple[Cost, ...]
) -> None:
    """The day is the first of the time, lasting until now, at whose every evening what is proven covers what was paid.

    paid back on d ⇔ proven(e) ≥ cost(e) at the end of every day e from d until now, and d is the first such day on
    which anything had been paid.
    """
    case = case_of(facts_of(readings, gains, costs))
    assume(case.charges)
    since = None
    for number in range(-25, NOW + 1):
        covered = _proven_by(case, day(number)) >= sum(c.amount for c in case.charges if c.on <= day(number))
        since = (since or day(number)) if covered else None
    expected = None if since is None else max(since, case.charges[0].on)
    assert case.paid_back_on == expected


def _proven_by(case: BusinessCase, evening: dt.date) -> Fraction:
    counted = [(s, s.counted / s.days) for b in case.benefits for s in b.stretches if s.proven]
    return sum((daily * max(0, min(s.days, (evening - s.first).days + 1)) for s, daily in counted), Fraction(0))


@law(some_readings, gains, costs)
def test_the_course_ends_where_the_sums_stand(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...], costs: tuple[Cost, ...]
) -> None:
    """The running totals begin at nothing and end at the sums that are told beside them.

    last(course) = (Σ proven(b), Σ claimed(b), Σ charges).
    """
    case = case_of(facts_of(readings, gains, costs))
    first = case.course[0]
    assert (first.proven, first.claimed, first.cost) == (0, 0, 0)
    assert case.proven == sum(state.proven for state in case.benefits)
    assert case.claimed == sum(state.claimed for state in case.benefits)
    assert case.cost == sum(charge.amount for charge in case.charges)


@law(some_readings, gains, costs, st.sampled_from([Decimal("0.01"), Decimal(7), Decimal(100)]))
def test_the_currency_does_not_change_the_return(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...], costs: tuple[Cost, ...], scale: Decimal
) -> None:
    """Counted in cents or in thousands, the return and the day of paying back are the same.

    return(s · rates, s · costs) = return(rates, costs) = (V - C) / C.
    """
    case = case_of(facts_of(readings, gains, costs))
    scaled = tuple(g.model_copy(update={"rate": _scaled(g.rate, scale)}) for g in gains)
    paid = tuple(cost.model_copy(update={"amount": cost.amount * scale}) for cost in costs)
    other = case_of(facts_of(readings, scaled, paid))
    assert other.return_on_cost == case.return_on_cost
    assert other.paid_back_on == case.paid_back_on
    if case.return_on_cost is not None:
        assert case.return_on_cost == case.proven / case.cost - 1


def _scaled(rate: StatedNumber | None, scale: Decimal) -> StatedNumber | None:
    return rate and rate.model_copy(update={"number": rate.number * scale})


@law(some_readings, gains, st.integers(1, 200))
def test_after_the_last_reading_nothing_more_comes_in(
    readings: tuple[Observation, ...], gains: tuple[Benefit, ...], later: int
) -> None:
    """Time alone brings no money: what nobody has read is not known.

    money(facts, d) = money(facts, e) for all days d, e from the last reading on.
    """
    facts = facts_of(readings, gains, ())
    now, then = case_of(facts), case_of(facts, NOW + later)
    assert (then.proven, then.claimed) == (now.proven, now.claimed)


@law(st.integers(1, 9), st.integers(1, 9), amounts)
def test_benefits_equal_to_the_costs_are_no_return(first: int, last: int, rate: Decimal) -> None:
    """Who gets back exactly what they paid has gained nothing.

    V = C ⇒ return = 0 and the benefits do not exceed the costs.
    """
    readings = tuple(_read([("sales", first, 10, True), ("sales", last, 30, True)]))
    worth = StatedNumber(number=rate, **LEDGER)
    gain = Benefit(id="gain", name="Gain", value="sales", effect="cashable", every="month", rate=worth)
    before = case_of(facts_of(readings, (gain,), ()))
    fee = Cost(id="fee", name="Fee", kind="licence", amount=1, start=START)
    even = fee.model_copy(update={"amount": before.proven})  # exact, as no file could write it
    case = case_of(facts_of(readings, (gain,), (even,)))
    assert case.proven > 0
    assert case.return_on_cost == 0
    assert case.exceeds_cost is Outcome.UNMET
