"""Benefits against their playbook: what money cannot be worked out from is an error with its place and a next step."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import known, playbook, value
from vpl_core.model.benefits import Benefit, Cost, StatedNumber, WorkCalendar
from vpl_core.sources.accounts import check

BOOK = playbook(
    values=(
        value("hours", per="week"),
        value("errors", unit="percent", category="quality", per="month"),
        value("bill", unit="money", category="cost", per="month"),
        value("speed"),
        value("secret", per="month", internal=True),
        value("seats", unit="percent", category="adoption", kind="usage", direction="up", per="month"),
    )
)
ONE = StatedNumber(number=1, source="timesheet")


def findings(**account: Any) -> list[tuple[str, str]]:
    usual = {"calendar": WorkCalendar(weeks_per_year=46)}
    facts = known(**{**usual, **account})
    problems = check(facts, {"shops": BOOK}, frozenset(), lambda account, field: ("accounts/acme.yml", 1))
    assert all(problem.next_step and problem.line for problem in problems)
    return [(problem.field, problem.message) for problem in problems]


def benefit(value: str, **said: Any) -> Benefit:
    return Benefit(**{"id": "gain", "name": "Gain", "value": value, "effect": "cashable", "rate": ONE, **said})


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        (benefit("hurs"), "benefits.gain.value", "'hurs' is no value known here"),
        (benefit("seats", times=ONE), "benefits.gain.value", "usage or a leading sign is worth no money by itself"),
        (benefit("secret"), "benefits.gain.value", "is internal"),
        (benefit("hours", rate=None), "benefits.gain.rate", "nothing says what one of its hours is worth"),
        (benefit("bill"), "benefits.gain.rate", "bill is money already"),
        (benefit("errors"), "benefits.gain.times", "nothing says of how many"),
        (benefit("speed"), "benefits.gain.every", "names no period"),
        (benefit("hours", every="month"), "benefits.gain.every", "is counted a week, not a month"),
        (benefit("hours", times=StatedNumber(number=2, source="ledgr")), "benefits.gain.times.source", "'ledgr'"),
    ],
)
def test_a_benefit_that_money_cannot_be_worked_out_from_is_told(wrong: Benefit, field: str, message: str) -> None:
    [(where, what)] = findings(benefits=(wrong,))
    assert where == field
    assert message in what


def test_a_week_needs_a_calendar_and_a_month_does_not() -> None:
    [(field, message)] = findings(benefits=(benefit("hours"),), calendar=WorkCalendar())
    assert (field, "how many weeks a year are worked" in message) == ("calendar", True)
    assert findings(benefits=(benefit("bill", rate=None),), calendar=WorkCalendar()) == []


def test_a_cost_from_an_unknown_source_is_told() -> None:
    cost = Cost(id="fee", name="Fee", kind="licence", amount=1, start="2025-02-01", source="timesheets")
    assert findings(costs=(cost,)) == [("costs.fee.source", "'timesheets' is no source known here")]


def test_sound_benefits_are_not_spoken_of() -> None:
    sound = (benefit("hours"), benefit("errors", id="fewer", times=ONE), benefit("speed", id="faster", every="month"))
    assert findings(benefits=sound) == []
