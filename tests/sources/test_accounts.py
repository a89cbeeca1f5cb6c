"""Accounts against their playbook: what nobody knows is an error with its place, the nearest name and nothing less."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.worlds import agreed, day, known, paper, playbook, reading, step, value
from vpl_core.model.accounts import AccountFacts, Baseline, Goal, MilestonePlan, Override, ValuePlan
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import PlanAgreed
from vpl_core.model.observations import Source
from vpl_core.model.values import Threshold
from vpl_core.model.waivers import Waiver
from vpl_core.sources.accounts import check

BOOK = playbook(
    step("first-report"),
    step("fewer-errors"),
    values=(value("hours", least=0, most=168), value("errors", unit="percent", category="quality"), value("free")),
    thresholds=(
        Threshold(id="few-hours", number=4, unit="hours"),
        Threshold(id="saved-hours", number=-2, unit="hours"),
    ),
    checklists=(
        Checklist(
            id="roll-out",
            name="Roll out",
            decides="",
            questions=(Question(id="pilot-proven", text="?", condition=PlanAgreed(), why="", next_step=""),),
        ),
    ),
)


def findings(facts: AccountFacts, broken: frozenset[str] = frozenset()) -> list[tuple[str, str, str]]:
    """Field, message and next step of every problem; each names its account and its place."""
    problems = check(facts, {"shops": BOOK}, broken, lambda account, field: (f"accounts/{account}.yml", len(field)))
    for problem in problems:
        assert (problem.account, problem.path, problem.line) == ("acme", "accounts/acme.yml", len(problem.field))
        assert problem.next_step
    return [(problem.field, problem.message, problem.next_step) for problem in problems]


def the_finding(*observations: Any, **account: Any) -> tuple[str, str, str]:
    [finding] = findings(known(tuple(observations), **account))
    return finding


def test_a_sound_account_has_no_findings() -> None:
    sound = known(
        (
            reading("hours", 12),
            reading("hours", 0, on=12),
            reading("hours", 168, on=13),
            reading("errors", 3, source=""),
        ),
        (paper("sheet", values=("hours",), milestones=("first-report",)),),
        plan=(agreed("hours", 15, 2), agreed("free", -5, -8, source="observer")),
        goals=(Goal(id="calm", words="Calm", level="tactical", values=("hours", "errors")),),
        milestones=(MilestonePlan(milestone="first-report", due=day(1)),),
        overrides=(Override(threshold="saved-hours", number=-3, because="x", by="M"),),
        waivers=(waiver("first-report"), waiver("pilot-proven")),
    )
    assert findings(sound) == []


def waiver(about: str) -> Waiver:
    return Waiver(about=about, because="x", by="M", on=day(1), expires=day(2))


# --- names that nobody knows -----------------------------------------------------------------------------------------


def test_an_unknown_segment_is_told_with_the_nearest_one() -> None:
    assert the_finding(segment="shop") == (
        "segment",
        "'shop' is no segment that a plugin declares",
        "did you mean 'shops'?",
    )
    assert the_finding(segment="aviation")[2] == "use one of: shops"


def test_a_segment_whose_plugin_is_faulty_is_not_called_unknown() -> None:
    [(field, message, step_)] = findings(known(segment="clinics"), broken=frozenset(["clinics"]))
    expected = "the segment 'clinics' is left out because its plugin or composition is faulty"
    assert (field, message) == ("segment", expected)
    assert step_ == "see `vpl plugins`"


@pytest.mark.parametrize(
    ("account", "field", "message", "next_step"),
    [
        (
            {"plan": (agreed("hour", 15, 2),)},
            "plan.hour",
            "'hour' is no value known here",
            "did you mean 'hours'?",
        ),
        (
            {"goals": (Goal(id="calm", words="Calm", level="tactical", values=("hours", "calm")),)},
            "goals.calm.values.1",
            "'calm' is no value known here",
            "use one of: errors, free, hours",
        ),
        (
            {"milestones": (MilestonePlan(milestone="first-reports"),)},
            "milestones.first-reports",
            "'first-reports' is no milestone known here",
            "did you mean 'first-report'?",
        ),
        (
            {"overrides": (Override(threshold="few-hour", number=3, because="x", by="M"),)},
            "thresholds.few-hour",
            "'few-hour' is no threshold known here",
            "did you mean 'few-hours'?",
        ),
        (
            {"waivers": (waiver("pilot-prove"),)},
            "waivers.pilot-prove",
            "'pilot-prove' is no milestone or question known here",
            "did you mean 'pilot-proven'?",
        ),
        (
            {"plan": (agreed("hours", 15, 2, source="time-sheet"),)},
            "plan.hours.source",
            "'time-sheet' is no source known here",
            "did you mean 'timesheet'?",
        ),
        (
            {"plan": (ValuePlan(value="hours", baseline=Baseline(number=3, on=day(1), source="exprt")),)},
            "plan.hours.baseline.source",
            "'exprt' is no source known here",
            "did you mean 'export'?",
        ),
    ],
)
def test_an_unknown_name_in_the_accounts_file_is_told_with_the_nearest_one(
    account: dict[str, Any], field: str, message: str, next_step: str
) -> None:
    assert the_finding(**account) == (field, message, next_step)


def test_an_unknown_name_in_a_reading_is_told_at_that_reading() -> None:
    facts = known((reading("hours", 1), reading("huors", 2, on=11), reading("hours", 3, on=12, source="tmesheet")))
    assert findings(facts) == [
        ("observations[1].value", "'huors' is no value known here", "did you mean 'hours'?"),
        ("observations[2].source", "'tmesheet' is no source known here", "did you mean 'timesheet'?"),
    ]


def test_an_unknown_name_in_a_piece_of_evidence_is_told_at_that_name() -> None:
    sheet = paper("sheet", values=("hours", "eror"), milestones=("first-report", "fewer-erors"))
    assert findings(known(evidence=(sheet,))) == [
        ("evidence.sheet.values.1", "'eror' is no value known here", "did you mean 'errors'?"),
        ("evidence.sheet.milestones.1", "'fewer-erors' is no milestone known here", "did you mean 'fewer-errors'?"),
    ]


def test_where_nothing_of_the_kind_is_declared_the_next_step_is_to_declare_it() -> None:
    facts = known((reading("hours", 1, source="crm"),), sources=())
    [(_, _, next_step)] = findings(facts)
    assert next_step == "nothing of the kind is declared yet; declare it first"


@given(st.text("abcdefgh-", min_size=1, max_size=20))
def test_whatever_is_not_declared_is_never_taken_for_something_that_is(name: str) -> None:
    facts = AccountFacts.model_construct(
        account=known().account,
        observations=(reading("hours", 1).model_copy(update={"value": name}),),
        evidence=(),
        sources=known().sources,
    )
    assert bool(findings(facts)) == (name not in BOOK.value)


# --- numbers and days ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (-1, "-1 is below 0, the least that is possible"),
        ("168.5", "168.5 is above 168, the most that is possible"),
    ],
)
def test_a_number_that_is_not_possible_is_refused_wherever_it_stands(number: Any, fault: str) -> None:
    step_ = "correct the reading; hours is counted in hours"
    assert the_finding(reading("hours", number)) == ("observations[0].number", fault, step_)
    began = ValuePlan(value="hours", baseline=Baseline(number=number, on=day(1)))
    assert the_finding(plan=(began,))[:2] == ("plan.hours.baseline.number", fault)
    assert the_finding(plan=(ValuePlan(value="hours", target=number),))[:2] == ("plan.hours.target", fault)


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_a_reading_is_refused_exactly_where_its_value_says_so(number: Decimal) -> None:
    assert bool(findings(known((reading("hours", number),)))) == (not 0 <= number <= 168)
    assert not findings(known((reading("free", number),)))


def test_a_target_that_is_worse_than_the_baseline_is_refused_in_either_direction() -> None:
    assert the_finding(plan=(agreed("hours", 15, 20),)) == (
        "plan.hours.target",
        "the target 20 is worse than the baseline 15: lower is better",
        "correct the target or the baseline",
    )
    assert the_finding(plan=(agreed("hours", 15, 15),))[1] == (
        "the target equals the baseline, so there is no gap to close"
    )


def test_a_target_is_held_against_the_direction_in_which_more_is_better() -> None:
    upward = playbook(values=(value("sales", unit="count", category="revenue", direction="up"), value("seats")))
    facts = known(plan=(agreed("sales", 10, 8),))
    [problem] = check(facts, {"shops": upward}, frozenset(), lambda account, field: ("", 0))
    assert problem.message == "the target 8 is worse than the baseline 10: higher is better"


@pytest.mark.parametrize(("direction", "edge", "inside"), [("down", 0, 1), ("up", 100, 99)])
def test_a_target_that_must_be_passed_where_nothing_lies_beyond_is_refused(
    direction: str, edge: int, inside: int
) -> None:
    share = value("share", unit="percent", category="quality", direction=direction, least=0, most=100)
    book = {"shops": playbook(values=(share, value("seats")))}

    def said(target: int, *, strictly: bool) -> list[tuple[str, str]]:
        facts = known(plan=(agreed("share", 50, target, strictly=strictly),))
        return [(p.field, p.message) for p in check(facts, book, frozenset(), lambda account, field: ("", 0))]

    message = f"the target {edge} must be passed, and nothing better than it is possible"
    assert said(edge, strictly=True) == [("plan.share.strictly", message)]
    assert said(edge, strictly=False) == said(inside, strictly=True) == []


@pytest.mark.parametrize(("threshold", "number"), [("few-hours", -4), ("saved-hours", 2), ("saved-hours", 0)])
def test_an_override_may_not_turn_the_direction_round(threshold: str, number: int) -> None:
    override = Override(threshold=threshold, number=number, because="x", by="M")
    field, message, next_step = the_finding(overrides=(override,))
    assert field == f"thresholds.{threshold}.number"
    assert message.startswith(f"{number} points the other way than the segment's ")
    assert next_step == "keep the sign: it says which way is better"


def test_a_date_that_is_not_after_the_start_is_refused() -> None:
    start = dt.date(2025, 1, 31)
    field, message, _ = the_finding(milestones=(MilestonePlan(milestone="first-report", due=start),))
    assert (field, message) == (
        "milestones.first-report.due",
        "2025-01-31 is not after the start, 2025-01-31",
    )


# --- what stands there twice -----------------------------------------------------------------------------------------


def test_two_pieces_of_evidence_under_one_id_are_told_once() -> None:
    facts = known(evidence=(paper("sheet"), paper("other"), paper("sheet", on=11)))
    assert findings(facts) == [("evidence.sheet", "the id 'sheet' stands there twice", "rename one of them")]


def test_two_sources_under_one_id_are_told_so_that_none_wins_by_coming_last() -> None:
    twice = Source(id="crm", name="CRM", party="vendor", method="survey")
    facts = known(sources=(twice, twice.model_copy(update={"party": "customer"})))
    assert findings(facts) == [("sources.crm", "the id 'crm' stands there twice", "rename one of them")]


def test_two_readings_that_contradict_each_other_are_refused_unless_their_order_is_written_down() -> None:
    one, other = reading("hours", 5), reading("hours", 7)
    [(field, message, next_step)] = findings(known((one, other)))
    assert field == "observations[1].number"
    assert message == "hours is 5 and 7 on the same day, from the same source"
    assert "sequence" in next_step
    assert not findings(known((one, one)))
    assert not findings(known((one, reading("hours", 7, sequence=1))))
    assert not findings(known((one, reading("hours", 7, source="observer"))))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    facts = known(
        (reading("huors", 1), reading("hours", 999)),
        (paper("sheet", values=("x",)),),
        plan=(agreed("y", 1, 2), agreed("hours", 1, 2)),
        waivers=(waiver("z"),),
    )
    assert [field for field, _, _ in findings(facts)] == [
        "plan.y",
        "plan.hours.target",
        "waivers.z",
        "evidence.sheet.values.0",
        "observations[0].value",
        "observations[1].number",
    ]
