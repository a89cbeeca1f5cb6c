"""The engine: what of an account's facts is in force, and which contradictions are told."""

# mypy: disable-error-code="comparison-overlap"

from __future__ import annotations

from decimal import localcontext

import pytest

from tests.random_playbooks import AS_OF
from tests.worlds import agreed, assessed, day, known, numbers, playbook, reading, step
from vpl_core.model.accounts import Override
from vpl_core.model.conditions import AtMost
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.engine import assess

TODAY = day(AS_OF)


def test_readings_that_differ_in_a_note_alone_come_out_in_one_order() -> None:
    both = tuple(reading("seats", 9, note=note, respondents=n) for note, n in (("b", None), ("a", 3), ("a", None)))
    assert assessed(known(both)) == assessed(known(both[::-1]))
    assert assessed(known(both[1:])) == assessed(known(both[:0:-1]))


def test_issues_are_told_in_one_order() -> None:
    plans = tuple(agreed(value, 15, 2, agreed_on=day(20)) for value in ("sales", "hours"))
    readings = tuple(reading(value, 9) for value in ("sales", "hours"))
    found = [assessed(known(readings, plan=order)).issues for order in (plans, plans[::-1])]
    assert found[0] == found[1]
    assert [issue.split()[3] for issue in found[0]] == ["hours", "sales"]


def test_a_share_is_exact_under_a_coarse_context() -> None:
    facts = known((reading("hours", "7.123456"),), plan=(agreed("hours", "15.4321", "2.1"),))
    with localcontext(prec=2):
        state = assessed(facts).values[0]
    assert state.gap_closed is not None and state.change is not None
    assert [round(share, 6) for share in (state.gap_closed, state.change)] == numbers("0.623206", "-0.538400")


@pytest.mark.parametrize(
    ("portfolio", "account", "met"), [(None, None, False), (6, None, True), (6, 4, False), (4, 6, True)]
)
def test_the_accounts_own_override_wins_over_the_portfolios(
    portfolio: int | None, account: int | None, met: bool
) -> None:
    def said(number: int | None, by: str) -> tuple[Override, ...]:
        return () if number is None else (Override(threshold="few-hours", number=number, because="Why", by=by),)

    facts = known((reading("hours", 5),), overrides=said(account, "Mina"))
    found = assess(
        facts, playbook(step("begun", AtMost(value="hours", limit="few-hours"))), TODAY, said(portfolio, "Vera")
    )
    assert (found.milestones[0].outcome is Outcome.MET) is met
    by = "Mina" if account is not None else "Vera"
    assert [override.by for override in found.overrides] == ([by] if portfolio or account else [])


def test_an_override_of_no_threshold_is_not_in_force() -> None:
    nothing = Override(threshold="never-declared", number=1, because="Why", by="Mina")
    assert assessed(known(overrides=(nothing,))).overrides == ()


@pytest.mark.parametrize(
    ("agreed_on", "read_on", "baseline_on", "told"),
    [
        (10, 9, -5, True),
        (10, 10, -5, False),
        (10, 11, -5, False),
        (10, -5, -5, False),
        (10, -6, -5, False),
        (31, 9, -5, False),
    ],
)
def test_a_plan_made_after_its_first_reading_is_told(
    agreed_on: int, read_on: int, baseline_on: int, told: bool
) -> None:
    plan = agreed("hours", 15, 2, agreed_on=day(agreed_on))
    assert bool(assessed(known((reading("hours", 9, on=read_on),), plan=(plan,))).issues) is told


def test_a_renewal_before_the_start_is_told() -> None:
    assert assessed(known(renewal=day(-1))).issues == ("renewal 2025-01-30 lies before the start 2025-01-31",)
    assert assessed(known(renewal=day(0))).issues == ()


def test_an_assessment_names_its_account_its_day_and_its_playbook() -> None:
    book = playbook()
    found = assessed(known(), book, 59)
    assert (found.account, found.segment, found.as_of, found.playbook) == ("acme", "shops", day(59), book.fingerprint)
    assert (found.elapsed_months, found.calendar_stage) == (2, "foundation")
