"""What one wrong number would do to the return: every end of a bar is worked out again by the rules themselves."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import ValidationError

from tests.rules.test_business_cases import BOOK, PLAN, WEEKS, benefit, fee, number
from tests.worlds import day, known, reading
from vpl_core.model.accounts import AccountFacts, Baseline
from vpl_core.model.benefits import Benefit, StatedNumber
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.business_cases import business_case
from vpl_core.rules.swings import Swing, Swings, swings_of

HOURS = (reading("hours", 6, 10), reading("hours", "6.2", 11, "observer"), reading("hours", 6, 30))
SEEN = (*HOURS, reading("hours", "5.8", 29, "observer"))


def facts(*benefits: Benefit, readings: tuple[Any, ...] = SEEN, **account: Any) -> AccountFacts:
    usual: dict[str, Any] = {"plan": PLAN, "calendar": WEEKS, "costs": (fee(),)}
    return known(readings, benefits=benefits, **{**usual, **account})


def found(*benefits: Benefit, **said: Any) -> Swings:
    swings = swings_of(facts(*benefits, **said), BOOK, day(60))
    assert swings is not None
    return swings


def of(swings: Swings, what: str) -> Swing:
    [only] = [swing for swing in swings.swings if swing.what == what]
    return only


def net(known_facts: AccountFacts) -> Fraction:
    case = business_case(AccountDay(known_facts, BOOK, day(60)))
    assert case is not None
    return case.proven - case.cost


def ranged(amount: str, low: str, high: str) -> StatedNumber:
    return number(amount, low=Decimal(low), high=Decimal(high))


# --- ranges ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"low": 30}, "both low and high"),
        ({"high": 50}, "both low and high"),
        ({"low": 41, "high": 50}, "does not lie between"),
        ({"low": 30, "high": 39}, "does not lie between"),
        ({"low": 0, "high": 50}, "greater than 0"),
    ],
)
def test_a_range_has_two_ends_and_the_number_lies_between_them(said: dict[str, int], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        StatedNumber(number=40, **said)


def test_a_share_goes_up_to_all_of_it_and_a_baseline_has_a_range_too() -> None:
    with pytest.raises(ValidationError, match="at most 1"):
        benefit(share=ranged("0.5", "0.4", "1.1"))
    with pytest.raises(ValidationError, match="does not lie between"):
        Baseline(number=10, on=day(-5), low=11, high=12)


# --- ends -----------------------------------------------------------------------------------------------------------

plain = st.decimals("0.5", "90", places=2)


@settings(max_examples=40)
@given(plain, plain, plain, plain, st.lists(st.sampled_from(["rate", "times", "share"]), unique=True, min_size=1))
def test_each_end_of_a_bar_is_the_net_with_that_number_put_in_by_hand(
    one: Decimal, two: Decimal, three: Decimal, paid: Decimal, whats: list[str]
) -> None:
    low, middle, high = sorted((one, two, three))
    scale = {"rate": 1, "times": 1, "share": Decimal("0.01")}
    numbers = {
        what: number(str(middle * scale[what]), low=low * scale[what], high=high * scale[what]) for what in whats
    }
    gain, costs = benefit(**numbers), (fee(int(paid * 90) + 1),)
    swings = found(gain, costs=costs)
    assert swings.net == net(facts(gain, costs=costs))
    assert {swing.what for swing in swings.swings} == {*whats, "readings"}
    for what in whats:
        swing = of(swings, what)
        for end, amount in ((swing.low, low), (swing.high, high)):
            assert end.number == amount * scale[what]
            by_hand = benefit(**{**numbers, what: number(str(amount * scale[what]))})
            assert end.net == net(facts(by_hand, costs=costs))
    widths = [swing.width for swing in swings.swings]
    assert widths == sorted(widths, reverse=True)


def test_a_baseline_moves_what_every_benefit_on_the_value_brings() -> None:
    began = Baseline(number=10, on=day(-5), source="timesheet", low=8, high=11)
    plan = (PLAN[0].model_copy(update={"baseline": began}),)
    gains = (benefit(), benefit(id="twice", name="Twice", resource="other"))
    swing = of(found(*gains, plan=plan), "baseline")
    for end, amount in ((swing.low, 8), (swing.high, 11)):
        by_hand = began.model_copy(update={"number": Decimal(amount)})
        assert end.net == net(facts(*gains, plan=(plan[0].model_copy(update={"baseline": by_hand}),)))
    assert (swing.about, swing.low.net < swing.high.net) == ("hours", True)


def test_of_sources_that_agree_the_worst_and_the_best_could_be_right() -> None:
    swing = of(found(benefit()), "readings")
    worst = (reading("hours", "6.2", 10), *SEEN[1:])
    best = (*SEEN[:2], reading("hours", "5.8", 30), SEEN[3])
    assert swing.low.net == net(facts(benefit(), readings=worst))
    assert swing.low.number is None
    # Between two readings the worse one counts, so the better second one alone brings nothing.
    assert swing.high.net == net(facts(benefit(), readings=best)) == net(facts(benefit()))


def test_sources_that_say_the_same_leave_nothing_to_move() -> None:
    same = (*HOURS[:1], reading("hours", 6, 11, "observer"), HOURS[2], reading("hours", 6, 29, "observer"))
    swings = found(benefit(), readings=same)
    assert swings.swings == ()
    assert swings.unstated == (
        ("less-hours", "rate"),
        ("hours", "baseline"),
        ("hours", "readings"),
        ("week", "calendar"),
    )


def test_what_has_no_range_has_no_bar_and_is_named() -> None:
    swings = found(benefit(times=ranged("10", "8", "12")))
    assert [swing.what for swing in swings.swings] == ["times", "readings"]
    assert swings.unstated == (("less-hours", "rate"), ("hours", "baseline"), ("week", "calendar"))


def test_numbers_of_what_is_not_counted_move_nothing() -> None:
    weak = benefit("bill", share=number("0.5", low=Decimal("0.1"), high=Decimal("0.9"), source=""))
    swings = found(benefit(), weak, readings=(*SEEN, reading("bill", 500, 20), reading("bill", 500, 30)))
    assert not [swing for swing in swings.swings if swing.about in ("less-bill", "bill")]
    assert not [about for about, _ in swings.unstated if about in ("less-bill", "bill")]


def test_nothing_is_moved_while_no_return_can_be_told() -> None:
    assert swings_of(facts(benefit(), costs=()), BOOK, day(60)) is None
    assert swings_of(facts(costs=()), BOOK, day(60)) is None


# --- where it turns -------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.integers(1, 2000), plain, plain, plain)
def test_where_the_return_turns_negative_lies_between_a_gain_and_a_loss(
    paid: int, one: Decimal, two: Decimal, three: Decimal
) -> None:
    low, middle, high = sorted((one, two, three))
    gain, costs = benefit(rate=ranged(str(middle), str(low), str(high))), (fee(paid),)
    swings = found(gain, costs=costs)
    swing = of(swings, "rate")
    turns = len({end.net < 0 for end in (swing.low, swing.high)}) == 2
    assert (swing.flips_at is not None) == turns == (swing.flips == "below")
    if swing.flips_at is not None:
        near = [swing.flips_at * Decimal(factor) for factor in ("0.999", "1.001")]
        nets = [net(facts(benefit(rate=number(f"{rate:f}")), costs=costs)) for rate in near]
        assert nets[0] < 0 <= nets[1]


def test_a_return_that_cannot_be_turns_where_it_stops_being_possible() -> None:
    """Nobody saves more than is spent: beyond that all of it is struck out, and no straight line leads there."""
    gain = benefit(times=ranged("10", "5", "40"), out_of=number("100000"))
    swing = of(found(gain), "times")
    assert swing.flips == "above"
    assert swing.flips_at is not None
    over, under = (swing.flips_at * Decimal(f) for f in ("1.001", "0.999"))
    assert net(facts(gain.model_copy(update={"times": number(f"{over:f}")}))) < 0
    assert net(facts(gain.model_copy(update={"times": number(f"{under:f}")}))) > 0
