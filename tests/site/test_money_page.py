"""The money page: what a finance reader is told, and what a spreadsheet makes of the table beside it."""

from __future__ import annotations

import csv
import io
import itertools
import re
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup

from tests.rules.test_business_cases import BOOK, PLAN, WEEKS, benefit, both, fee, number
from tests.worlds import day, known, reading
from vpl_core.model.audience import CustomerView
from vpl_core.model.money_views import MoneyView
from vpl_core.rules.engine import assess
from vpl_core.rules.wording import ENGLISH
from vpl_core.site.context import customer_view
from vpl_core.site.money_charts import _scale
from vpl_core.site.money_page import TABLE, lead, spreadsheet
from vpl_core.site.pages import PageMaker
from vpl_core.site.signs import Signs

HOURS = (*both("hours", 6, 10), reading("hours", 4, 20), *both("hours", 5, 40))
SEEN = (*HOURS, *both("bill", 500, 20), *both("bill", 550, 30))
GAINS = (benefit(times=number("10")), benefit("bill"), benefit(id="twice", name="Twice", rate=number("90", source="")))


def viewed(*gains: Any, readings: tuple[Any, ...] = SEEN, **account: Any) -> CustomerView:
    usual: dict[str, Any] = {"plan": PLAN, "calendar": WEEKS, "costs": (fee(),)}
    facts = known(readings, benefits=gains, **{**usual, **account})
    return customer_view(facts, BOOK, assess(facts, BOOK, day(60)), vendor="Tessaly")


def money(*gains: Any, **said: Any) -> MoneyView:
    view = viewed(*gains, **said).money
    assert view is not None
    return view


def test_a_spreadsheet_comes_to_the_sums_of_the_page() -> None:
    rows = list(csv.DictReader(io.StringIO(spreadsheet(money(*GAINS)))))
    assert len({row["benefit"] for row in rows}) == 3
    for row in rows:
        names = ("improvement", "rate", "how many", "share", "periods a year", "days")
        product = Decimal(1)
        for name in names:
            product *= Decimal(row[name])
        assert abs(product / 365 - Decimal(row["money"])) < Decimal("0.0001")
    proven = [r for r in rows if r["proof"] in ("verified", "corroborated") or Decimal(r["money"]) < 0]
    total = sum(Decimal(row["counted"]) for row in proven)
    assert money(*GAINS).proven == f"${round(total):,}"
    claimed = sum(Decimal(row["counted"]) for row in rows if row not in proven)
    assert money(*GAINS).claimed == f"${round(claimed):,}"


def page_of_money(*gains: Any, **said: Any) -> str:
    return next(str(page.body) for page in PageMaker().site(viewed(*gains, **said)).pages if page.path == "value")


def test_amounts_that_are_added_up_end_in_the_sum_that_the_page_begins_with() -> None:
    case, body = money(*GAINS), page_of_money(*GAINS)
    [gained] = re.findall(r'<tr class="is-total">.*?</tr>', body)
    sums = re.findall(r'<td class="vpl-num vpl-sum"[^>]*><div>(.*?)</div>', gained)
    assert sums == [case.proven, case.claimed]
    [paid] = re.findall(r'<tr class="is-total">.*?</tr>', page_of_money(costs=(fee(), fee(id="more", name="More"))))
    assert money(costs=(fee(), fee(id="more", name="More"))).cost in paid
    assert "is-total" not in page_of_money(benefit()), "one amount is its own sum"


@pytest.mark.parametrize(("low", "top"), [(0, 1), (0, 132_051), (-900, 30), (0, 9_999), (-1e9, 3e12), (0, 300)])
def test_the_running_totals_have_a_few_round_amounts_as_their_scale(low: float, top: float) -> None:
    words = re.findall(r">([^<]+)</text>", str(Markup().join(_scale(low, top, Signs()))))
    amounts = [float(word.replace("\u2212", "-").replace("$", "").replace(",", "")) for word in words]
    assert 1 <= len(amounts) <= 6
    assert all(low <= amount <= top for amount in amounts)
    step = min(b - a for a, b in itertools.pairwise(sorted([0.0, *amounts])))
    assert f"{step:.0e}"[0] in "125"
    assert all(amount % step == 0 for amount in amounts)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", "=HYPERLINK(1)"])
def test_a_name_is_never_a_formula_of_the_spreadsheet(name: str) -> None:
    [row, *_] = csv.DictReader(io.StringIO(spreadsheet(money(benefit(name=name)))))
    assert row["benefit"] == f"'{name}"


def test_the_site_has_the_table_and_the_page_leads_to_it() -> None:
    site = PageMaker().site(viewed(*GAINS))
    [page] = [page for page in site.pages if page.path == "value"]
    assert [table.path for table in site.tables] == [TABLE]
    assert f'href="{TABLE}"' in page.body
    overview = next(page for page in site.pages if page.path == "index")
    assert "value.html" in overview.body


def test_without_a_word_about_money_there_is_no_page_of_it() -> None:
    view = viewed(costs=())
    assert view.money is None
    assert not [page for page in PageMaker().site(view).pages if page.path == "value"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"costs": (fee(10**6),)}, "less than was paid. It has not paid for itself yet."),
        ({"costs": (fee(1),)}, "more than was paid. It has paid for itself since"),
        ({"readings": ()}, "No return can be told yet. What is missing: Less hours: a reading"),
        ({"costs": ()}, "what was paid"),
    ],
)
def test_the_sentence_says_no_more_than_what_is_known(said: dict[str, Any], words: str) -> None:
    assert words in lead(money(benefit(), **said), ENGLISH)


def test_a_number_that_is_not_known_is_never_a_zero() -> None:
    gain = benefit("errors", times=number("90"))
    [view] = money(gain).benefits
    assert view.proven == ""
    assert view.not_counted == "Not yet known: a reading."
    body = next(p for p in PageMaker().site(viewed(gain)).pages if p.path == "value").body
    assert "Not known yet" in body


def test_what_is_only_claimed_is_named_and_not_in_the_sum() -> None:
    view = money(benefit(), readings=(reading("hours", 6, 10), reading("hours", 6, 30)))
    assert (view.gain, view.missing) == ("", ("a benefit that two sources prove",))
    assert lead(view, ENGLISH).startswith("No return can be told yet.")
    assert "more is claimed and not counted" in lead(view, ENGLISH)
