"""Rigor over time: the best-proven reading of an unbroken run carries it, as far as its baseline does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import agreed, answer, day, known, reading
from vpl_core.model.accounts import Baseline
from vpl_core.model.conditions import AllOf, AtMost, Between, ChangedBy, GapClosed, Not, Sustained, TargetMet
from vpl_core.model.outcomes import Outcome, Rigor

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
