"""Rigor over time: the best-proven reading of an unbroken run carries it, as far as its baseline does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts, readings_of
from tests.random_playbooks import AS_OF, about_readings
from tests.worlds import agreed, answer, day, known, on_day, reading
from vpl_core.model.accounts import AccountFacts, Baseline
from vpl_core.model.conditions import AllOf, AtMost, Between, ChangedBy, GapClosed, Not, Sustained, TargetMet
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor, strongest
from vpl_core.rules.conditions import ask
from vpl_core.rules.rigor import reading_proof

FEW = AtMost(value="hours", limit=4)
PLAN = agreed("hours", 15, 2)
BY_SURVEY = {"source": "survey"}


@pytest.mark.parametrize(
    ("later", "rigor"),
    [
        ((), "measured"),
        ((reading("hours", 4, on=20, **BY_SURVEY),), "measured"),
        ((reading("hours", 9, on=20, **BY_SURVEY), reading("hours", 4, on=25, **BY_SURVEY)), "reported"),
        ((reading("hours", 4, on=20, source="our-word"), reading("hours", 4, on=25, **BY_SURVEY)), "measured"),
    ],
    ids=["alone", "confirmed by a survey", "broken and regained", "said again and again"],
)
def test_a_reading_that_also_meets_it_never_weakens_a_better_proven_one(later: tuple[Any, ...], rigor: str) -> None:
    facts = known((reading("hours", 3, on=10), *later), plan=(PLAN,))
    assert answer(FEW, facts).rigor == rigor
    assert answer(Not(condition=Between(value="hours", low=5, high=20)), facts).rigor == rigor


@pytest.mark.parametrize(
    "condition",
    [
        ChangedBy(value="hours", limit=-10),
        GapClosed(value="hours", percent=90),
        TargetMet(value="hours"),
        Not(condition=ChangedBy(value="hours", limit=10)),
        Not(condition=GapClosed(value="hours", percent=200)),
        Sustained(condition=ChangedBy(value="hours", limit=-10), readings=2),
    ],
)
@pytest.mark.parametrize(
    ("baseline", "rigor"), [("timesheet", "measured"), ("our-word", "reported"), ("", "reported"), (None, "asserted")]
)
def test_what_is_counted_from_a_baseline_is_no_better_proven_than_it(
    condition: Any, baseline: str | None, rigor: str
) -> None:
    began = None if baseline is None else Baseline(number=15, on=day(-5), source=baseline)
    facts = known(
        (reading("hours", 2, on=10), reading("hours", 2, on=20)), plan=(PLAN.model_copy(update={"baseline": began}),)
    )
    found = answer(condition, facts)
    if baseline is None and condition.kind != "target_met":
        assert found.outcome is Outcome.UNKNOWN
    elif baseline is None:
        assert found.rigor is Rigor.ASSERTED
    else:
        assert (found.outcome, found.rigor) == (Outcome.MET, rigor)


def test_what_is_read_off_without_a_baseline_needs_none() -> None:
    plan = PLAN.model_copy(update={"baseline": Baseline(number=15, on=day(-5))})
    both = AllOf(conditions=(FEW, TargetMet(value="hours")))
    facts = known((reading("hours", 2),), plan=(plan,))
    assert [answer(one, facts).rigor for one in (FEW, both)] == ["measured", "reported"]


@given(account_facts(), about_readings, st.booleans())
def test_the_rigor_of_a_run_is_that_of_its_best_proven_reading(facts: AccountFacts, condition: Any, met: bool) -> None:
    now = on_day(facts, AS_OF)
    asked = condition if met else Not(condition=condition)
    found = ask(asked, now, now.day)
    if found.outcome is not Outcome.MET or condition.kind in ("changed_by", "gap_closed", "target_met"):
        return
    definition, best = now.playbook.value[condition.value], []
    for one in reversed(now.series[condition.value].of_record):
        alone = known((one,), plan=facts.account.plan, overrides=facts.account.overrides)
        if answer(asked, alone, AS_OF).outcome is not Outcome.MET:
            break
        best.append(reading_proof(now, one, definition, now.day).rigor)
    assert found.rigor is strongest(best)


@given(account_facts(), about_readings, readings_of(("hours",)))
def test_one_more_reading_that_also_meets_it_never_weakens_it(
    facts: AccountFacts, condition: Any, more: Observation
) -> None:
    condition = condition.model_copy(update={"value": "hours"})
    before = answer(condition, facts, AS_OF)
    latest = more.model_copy(update={"on": day(AS_OF), "sequence": 5})
    after = answer(condition, facts.model_copy(update={"observations": (*facts.observations, latest)}), AS_OF)
    if before.outcome is after.outcome is Outcome.MET and before.rigor and after.rigor:
        assert after.rigor.reaches(before.rigor)
