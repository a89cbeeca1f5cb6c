"""Accounts: what one file may say, and what contradicts itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from tests.worlds import agreed, day, known
from vpl_core.model.accounts import (
    Attribute,
    Baseline,
    Decision,
    Goal,
    MilestonePlan,
    Option,
    Override,
    Reset,
    ValuePlan,
)
from vpl_core.model.waivers import Waiver
from vpl_core.sources.documents import AccountDocument

MISSING_ONE = {
    "baseline": {"baseline": None},
    "target": {"target": None},
    "method": {"method": None},
    "validator": {"validator": ""},
    "agreed_by": {"agreed_by": ""},
    "agreed_on": {"agreed_on": None},
}


def reset(to: int, on: int) -> Reset:
    return Reset(to=day(to), on=day(on), because="Holidays", confidence="high", by="Mina")


def test_a_plan_is_agreed_with_baseline_target_method_validator_name_and_day() -> None:
    plan = agreed("hours", 15, 2)
    assert plan.is_agreed
    assert plan.missing == ()


@pytest.mark.parametrize(("what", "change"), MISSING_ONE.items(), ids=MISSING_ONE)
def test_a_plan_that_lacks_one_thing_is_not_agreed_and_says_what(what: str, change: dict[str, Any]) -> None:
    plan = agreed("hours", 15, 2).model_copy(update=change)
    assert not plan.is_agreed
    assert plan.missing == (what,)


def test_an_empty_plan_lacks_everything_in_the_order_of_the_sheet() -> None:
    assert ValuePlan(value="hours").missing == tuple(MISSING_ONE)


@pytest.mark.parametrize("target", [0, "0.0"])
def test_a_target_of_nothing_at_all_is_a_target(target: object) -> None:
    assert agreed("hours", 48, target).is_agreed
    assert ValuePlan(value="hours", baseline=Baseline(number=0, on=day(0)), target=target).missing[0] == "method"


def test_resets_are_appended_in_the_order_of_their_days() -> None:
    assert len(MilestonePlan(milestone="begun", resets=(reset(40, 1), reset(50, 2))).resets) == 2
    with pytest.raises(ValidationError, match="order of their days"):
        MilestonePlan(milestone="begun", resets=(reset(50, 2), reset(40, 1)))


def test_a_date_cannot_be_moved_into_the_past() -> None:
    assert MilestonePlan(milestone="begun", resets=(reset(5, 5),))
    with pytest.raises(ValidationError, match="was past"):
        MilestonePlan(milestone="begun", resets=(reset(4, 5),))


@pytest.mark.parametrize("words", [{"left_out": "Not for us"}, {"left_out_by": "Mina"}])
def test_a_milestone_is_left_out_with_a_reason_and_a_name(words: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="with a reason and a name"):
        MilestonePlan(milestone="begun", **words)


@pytest.mark.parametrize("expires", [5, 4])
def test_a_waiver_expires_after_the_day_on_which_it_began(expires: int) -> None:
    waived = {"about": "begun", "because": "Waiting for the works council", "by": "Mina", "on": day(5)}
    assert Waiver(**waived, expires=day(6))
    with pytest.raises(ValidationError, match="not after it began"):
        Waiver(**waived, expires=day(expires))


@pytest.mark.parametrize("field", ["because", "by"])
def test_nobody_waives_moves_or_overrides_without_a_reason_and_a_name(field: str) -> None:
    waiver = {"about": "begun", "because": "Why", "by": "Mina", "on": day(1), "expires": day(2)}
    moved = {"to": day(3), "on": day(1), "because": "Why", "confidence": "low", "by": "Mina"}
    override = {"threshold": "few-hours", "number": 5, "because": "Why", "by": "Mina"}
    for word, said in ((Waiver, waiver), (Reset, moved), (Override, override)):
        assert word(**said)
        with pytest.raises(ValidationError):
            word(**{**said, field: ""})


def test_a_decision_chooses_one_of_its_options() -> None:
    options = (Option(name="Stay"), Option(name="Leave"))
    assert Decision(id="renew", title="Renew?", options=options, chosen="Stay").chosen == "Stay"
    with pytest.raises(ValidationError, match="none of its options"):
        Decision(id="renew", title="Renew?", options=options, chosen="stay")


TWICE: dict[str, tuple[Any, ...]] = {
    "plan": (agreed("hours", 15, 2), agreed("hours", 14, 3)),
    "milestones": (MilestonePlan(milestone="begun"), MilestonePlan(milestone="begun", owner="Mina")),
    "overrides": tuple(Override(threshold="few-hours", number=n, because="Why", by="Mina") for n in (1, 2)),
    "attributes": (Attribute(name="size", content="small"), Attribute(name="size", content="large")),
    "goals": tuple(Goal(id="faster", words=words, level="tactical") for words in ("Faster", "Much faster")),
    "decisions": (Decision(id="renew", title="Renew?"), Decision(id="renew", title="Or not?")),
}


@pytest.mark.parametrize(("field", "both"), TWICE.items(), ids=TWICE)
def test_nothing_is_agreed_twice_in_two_ways(field: str, both: tuple[Any, ...]) -> None:
    with pytest.raises(ValidationError, match=f"{field}: .* stands there twice"):
        known(**{field: both})
    assert known(**{field: both[:1]})


def test_a_currency_is_three_capital_letters() -> None:
    assert known(currency="JPY").account.currency == "JPY"
    with pytest.raises(ValidationError):
        known(currency="yen")


def test_sources_are_found_by_their_id() -> None:
    facts = known()
    assert facts.source["export"].root == "timesheet" == facts.source["timesheet"].root


def test_an_account_may_have_its_site_in_several_languages_the_first_at_the_root():
    several = AccountDocument(name="Acme", segment="shops", start=dt.date(2025, 3, 1), languages=("ja", "en"))
    assert several.account("acme").spoken == ("ja", "en")
    assert several.account("acme").language == "ja"
    one = AccountDocument(name="Acme", segment="shops", start=dt.date(2025, 3, 1), language="ko")
    assert one.account("acme").spoken == ("ko",)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"languages": ("en", "ja", "en")}, "stands there twice"),
        ({"languages": ("ja", "en"), "language": "en"}, "the first language is 'ja'"),
        ({"languages": ("en", "fr")}, "languages"),
    ],
)
def test_a_language_twice_or_another_one_first_is_refused(said, why):
    with pytest.raises(ValidationError, match=why):
        AccountDocument(name="Acme", segment="shops", start=dt.date(2025, 3, 1), **said)
