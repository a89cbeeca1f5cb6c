"""Money, told as stories: what is believed between two readings, what cannot be, and when no return can be told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from tests.worlds import START, agreed, day, known, on_day, playbook, reading, step, value
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.benefits import Benefit, Cost, StatedNumber, WorkCalendar
from vpl_core.model.business_cases import BenefitState, BusinessCase
from vpl_core.model.conditions import AtLeast
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.rules.business_cases import business_case

BOOK = playbook(
    step("begun", AtLeast(value="hours", limit=0)),
    values=(
        value("hours", per="week", refresh_days=30),
        value("errors", unit="percent", category="quality", per="month"),
        value("bill", unit="money", category="cost", per="month", methods=("time_log",)),
    ),
)
SURE: dict[str, Any] = {"source": "timesheet", "agreed_by": "Mina", "agreed_on": day(-1)}
PLAN = tuple(agreed(one, start, 0, source="timesheet") for one, start in (("hours", 10), ("errors", 12), ("bill", 700)))
WEEKS, LAZY = WorkCalendar(weeks_per_year=46), WorkCalendar(weeks_per_year=46, hours_per_year=100)


def number(amount: str, **said: Any) -> StatedNumber:
    return StatedNumber(number=Decimal(amount), **{**SURE, **said})


def benefit(value: str = "hours", **said: Any) -> Benefit:
    usual = {"id": f"less-{value}", "name": f"Less {value}", "value": value, "effect": "cashable"}
    rate = {} if value == "bill" else {"rate": number("40")}
    return Benefit(**{**usual, **rate, **said})


def fee(amount: int = 100, start: int = 0, **said: Any) -> Cost:
    usual = {"id": "fee", "name": "Fee", "kind": "licence", "amount": amount, "start": day(start)}
    return Cost(**{**usual, **SURE, **said})


def both(value: str, amount: float, on: int) -> tuple[Any, ...]:
    """A reading and an observer who saw the same."""
    return reading(value, amount, on), reading(value, amount, on, "observer")


def case(*benefits: Benefit, readings: tuple[Any, ...] = (), after: int = 60, **account: Any) -> BusinessCase:
    usual: dict[str, Any] = {"plan": PLAN, "calendar": WEEKS, "costs": (fee(),)}
    facts: AccountFacts = known(readings, benefits=benefits, **{**usual, **account})
    found = business_case(on_day(facts, after, BOOK))
    assert found is not None
    return found


def state(found: BusinessCase) -> BenefitState:
    [only] = found.benefits
    return only


def test_four_hours_a_week_for_ten_people_are_worth_what_a_pocket_calculator_says() -> None:
    found = case(benefit(times=number("10")), readings=(*both("hours", 6, 10), *both("hours", 6, 30)))
    assert found.proven == Fraction(4 * 40 * 10 * 46 * 20, 365)
    assert found.claimed == 0
    assert found.return_on_cost == (found.proven - 100) / 100
    assert found.exceeds_cost is Outcome.MET
    assert found.rigor is Rigor.CORROBORATED


def test_the_worse_of_two_readings_is_what_held_between_them() -> None:
    found = case(benefit(), readings=(*both("hours", 3, 10), *both("hours", 8, 20)))
    assert found.proven == Fraction(2 * 40 * 46 * 10, 365)


def test_between_two_proven_readings_what_all_of_them_reach_is_proven_and_the_rest_is_claimed() -> None:
    seen = (*both("hours", 6, 10), reading("hours", 4, 20), reading("hours", 4, 30), *both("hours", 5, 40))
    found = case(benefit(), readings=seen)
    assert found.proven == Fraction(4 * 40 * 46 * 30, 365)
    assert found.claimed == Fraction(40 * 46 * 10, 365) * (2 + 1)


def test_a_reading_is_believed_for_its_refresh_interval_and_a_loss_until_the_next() -> None:
    gain = case(benefit(), readings=(*both("hours", 6, 5), *both("hours", 6, 55)))
    assert gain.proven == Fraction(4 * 40 * 46 * 30, 365)
    loss = case(benefit(), readings=(*both("hours", 12, 5), *both("hours", 12, 55)))
    assert loss.proven == -Fraction(2 * 40 * 46 * (5 + 50), 365)
    assert loss.exceeds_cost is Outcome.UNMET


def test_what_is_paid_a_month_counts_whole_on_the_first_day_of_each() -> None:
    found = case(after=60, costs=(fee(every="month"), fee(7, start=61, id="later")))
    assert [charge.on for charge in found.charges] == [day(0), dt.date(2025, 2, 28), dt.date(2025, 3, 31)]
    assert found.cost == 300
    ended = case(after=400, costs=(fee(every="quarter", end=day(200)),))
    assert [charge.on.month for charge in ended.charges] == [1, 4, 7]


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"costs": ()}, "what was paid"),
        ({"plan": ()}, "Less hours: a baseline"),
        ({"readings": ()}, "Less hours: a reading"),
        ({"calendar": WorkCalendar()}, "Less hours: how many weeks a year are worked"),
    ],
)
def test_no_return_is_told_while_something_that_it_needs_is_missing(said: dict[str, Any], lacks: str) -> None:
    found = case(benefit(), **{"readings": both("hours", 6, 10), **said})
    assert lacks in found.missing
    assert found.return_on_cost is None
    assert found.exceeds_cost is Outcome.UNKNOWN


def test_a_benefit_whose_first_reading_is_not_due_yet_holds_nothing_up_and_brings_nothing() -> None:
    seen = (*both("hours", 6, 10), *both("hours", 6, 30), *both("bill", 500, 10), *both("bill", 500, 30))
    found = case(benefit(first_reading=day(90)), benefit("bill"), readings=seen)
    bill, hours = found.benefits
    assert (found.missing, found.proven, hours.waiting) == ((), bill.proven, True)
    due = case(benefit(first_reading=day(60)), readings=())
    assert due.missing


def test_an_account_that_says_nothing_of_money_has_no_business_case() -> None:
    assert business_case(on_day(known(), 60, BOOK)) is None


@pytest.mark.parametrize(
    ("about", "said", "account", "why"),
    [
        ("hours", {}, {"plan": (agreed("hours", 169, 0),)}, "169 hours a week is more than a week has"),
        (
            "hours",
            {},
            {"calendar": LAZY},
            "more than the 100 hours a year",
        ),
        ("errors", {"times": number("90")}, {"plan": (agreed("errors", 120, 0),)}, "120% of 90 is no part of it"),
        ("bill", {"out_of": number("5000")}, {}, "8,400 a year of the 5,000 that are spent"),
    ],
)
def test_what_cannot_be_is_not_counted_and_says_why(
    about: str, said: dict[str, Any], account: dict[str, Any], why: str
) -> None:
    found = case(benefit(about, **said), readings=(*both(about, 0, 10), *both(about, 0, 20)), **account)
    assert why in " ".join(state(found).impossible)
    assert (found.proven, found.claimed) == (0, 0)
    assert found.return_on_cost is None


def test_what_is_just_possible_is_counted() -> None:
    plan = (agreed("hours", 168, 0),)
    assert state(case(benefit(), readings=both("hours", 10, 10), plan=plan)).impossible == ()
    spent = benefit("bill", out_of=number("8400"))
    assert state(case(spent, readings=both("bill", 0, 10))).impossible == ()


def test_a_share_above_one_an_agreement_without_a_day_and_an_end_before_the_start_are_refused() -> None:
    with pytest.raises(ValidationError, match="more than all of it"):
        benefit(share=number("1.1"))
    with pytest.raises(ValidationError, match="both agreed_by and agreed_on"):
        StatedNumber(number=1, agreed_by="Mina")
    with pytest.raises(ValidationError, match="not after it began"):
        fee(every="month", end=START)
    with pytest.raises(ValidationError, match="has no end"):
        fee(end=day(10))
    with pytest.raises(ValidationError):
        fee(amount=0)


def test_hours_that_two_benefits_claim_are_counted_once_and_the_second_says_so() -> None:
    seen = (*both("hours", 6, 10), *both("hours", 6, 30))
    found = case(benefit(), benefit(id="same-again", rate=number("30")), readings=seen)
    first, second = found.benefits
    assert (first.benefit, second.benefit) == ("less-hours", "same-again")
    assert found.proven == first.proven > 0
    assert (second.proven, second.elsewhere > 0) == (0, True)
    apart = case(benefit(), benefit(id="same-again", rate=number("30"), resource="night-shift"), readings=seen)
    assert apart.proven == first.proven * Fraction(7, 4)
