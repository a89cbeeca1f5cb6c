"""Wording: numbers and days as text that no locale changes and nobody misreads."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import any_number
from tests.worlds import value
from vpl_core.model.values import Unit
from vpl_core.rules.wording import ENGLISH, Wording, plain_number

NARROW = "\u202f"
huge = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**29), max_value=10**29)


def read_back(text: str) -> Decimal:
    """The number that stands in the text."""
    [digits] = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return Decimal(digits.replace(",", "")) * (-1 if "−" in text else 1)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("12.50", "12.5"),
        ("1E+3", "1,000"),
        ("1234567.8900", "1,234,567.89"),
        ("100", "100"),
        ("0.000001", "0.000001"),
        ("1e15", "1,000,000,000,000,000"),
    ],
)
def test_a_plain_number_has_no_exponent_and_no_zeros_at_its_end(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text


@given(any_number)
def test_a_plain_number_is_the_number(number: Decimal) -> None:
    assert Decimal(plain_number(number).replace(",", "")) == number


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("2", "hours", f"2{NARROW}h"),
        ("-2.5", "hours", f"−2.5{NARROW}h"),
        ("15", "minutes", f"15{NARROW}min"),
        ("1", "days", "1 day"),
        ("-1", "days", "−1 days"),
        ("1.5", "days", "1.5 days"),
        ("0", "days", "0 days"),
        ("1", "points", "1 point"),
        ("3.1", "percent", "3.1%"),
        ("4", "ratio", "4×"),
        ("7", "count", "7"),
        ("4.5", "score", "4.5"),
        ("1200", "money", "$1,200"),
        ("-0.5", "money", "−$0.50"),
    ],
)
def test_an_amount_is_written_with_its_unit(number: str, unit: Any, text: str) -> None:
    assert Wording().amount(Decimal(number), unit) == text


@pytest.mark.parametrize(
    ("currency", "text"), [("EUR", "€5"), ("JPY", "¥5"), ("KRW", "₩5"), ("GBP", "£5"), ("CHF", f"CHF{NARROW}5")]
)
def test_money_is_written_in_the_accounts_currency(currency: str, text: str) -> None:
    assert Wording(currency=currency).amount(Decimal(5), "money") == text


@given(any_number, st.sampled_from([unit for unit in get_args(Unit) if unit != "money"]))
def test_an_amount_can_be_read_back(number: Decimal, unit: Unit) -> None:
    assert read_back(Wording().amount(number, unit)) == number


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0", "0%"),
        ("0.5", "+50%"),
        ("-0.866666", "−86.7%"),
        ("-0.0004", "0%"),
        ("0.0005", "0%"),
        ("0.0015", "+0.2%"),
        ("12.5", "+1,250%"),
    ],
)
def test_a_percentage_is_signed_and_has_at_most_one_decimal(share: str, text: str) -> None:
    assert Wording().percent(Decimal(share)) == text


@given(huge)
def test_every_share_can_be_written(share: Decimal) -> None:
    assert abs(read_back(Wording().percent(share)) - share * 100) <= max(Decimal("0.05"), abs(share) / 10**25)


@pytest.mark.parametrize(
    ("unit", "category", "per", "rate"),
    [
        ("hours", "time", "week", f"2{NARROW}h a week"),
        ("hours", "time", "", f"2{NARROW}h"),
        ("count", "cost", "hour", "2 an hour"),
        ("percent", "quality", "month", "2%"),
        ("score", "quality", "quarter", "2"),
    ],
)
def test_a_rate_names_its_period_unless_it_is_the_same_over_any(unit: str, category: str, per: str, rate: str) -> None:
    definition = value("thing", unit=unit, category=category, per=per)
    assert Wording().rate(Decimal(2), definition) == rate
    assert rate.endswith(ENGLISH.period(definition))


@pytest.mark.parametrize(
    ("language", "text"), [("en", "5 Nov 2026"), ("ja", "2026年11月5日"), ("ko", "2026년 11월 5일")]
)
def test_a_day_is_written_in_the_accounts_language(language: Any, text: str) -> None:
    assert Wording(language=language).day(dt.date(2026, 11, 5)) == text


def test_every_month_has_its_own_name() -> None:
    days = [dt.date(2026, month, 1) for month in range(1, 13)]
    assert len({Wording().day(day) for day in days}) == 12
    assert Wording().day(days[0]) == "1 Jan 2026"
    assert Wording().day(days[11]) == "1 Dec 2026"
