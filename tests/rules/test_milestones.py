"""Milestones: statuses, promises, waivers and badges, all derived from the facts and the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts, hostile_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import START, agreed, assessed, day, known, paper, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, MilestonePlan, Reset
from vpl_core.model.assessment import MilestoneState
from vpl_core.model.conditions import AllOf, AnyOf, AtMost, EvidenceOf, GapClosed, Sustained, TargetMet
from vpl_core.model.milestones import MilestoneStatus, Stage, Window
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver

FEW = AtMost(value="hours", limit=4)
DUE = 28
"""The window [0, 1) of an account that began on 31 January closes on 28 February, 28 days later."""


def judged(facts: AccountFacts, after: int, condition: Any = FEW, **milestone: Any) -> MilestoneState:
    return assessed(facts, playbook(step("begun", condition, **milestone)), after).milestones[0]


def statuses(facts: AccountFacts, days: list[int], **milestone: Any) -> list[str]:
    return [str(judged(facts, after, **milestone).status) for after in days]


def moved(to: int, on: int) -> Reset:
    return Reset(to=day(to), on=day(on), because="Holidays", confidence="medium", by="Vera")


def promised(due: int | None = None, *resets: Reset, **changes: Any) -> dict[str, Any]:
    plan = MilestonePlan(milestone="begun", due=None if due is None else day(due), resets=resets, **changes)
    return {"milestones": (plan,)}


def waived(on: int, expires: int, about: str = "begun") -> Waiver:
    return Waiver(
        about=about, because="The works council has to agree first", by="Mina", on=day(on), expires=day(expires)
    )


# --- status -----------------------------------------------------------------------------------------------------


def test_an_unreached_milestone_is_delayed_from_its_due_day_and_missed_from_the_end_of_its_grace() -> None:
    days = [0, DUE - 1, DUE, DUE + 9, DUE + 10, DUE + 500]
    assert statuses(known(), days, grace_days=10) == [
        *("in_progress", "in_progress"),
        *("delayed", "delayed"),
        *("missed", "missed"),
    ]


def test_without_grace_what_is_late_is_missed() -> None:
    assert statuses(known(), [DUE - 1, DUE], grace_days=0) == ["in_progress", "missed"]


def test_nothing_begins_before_its_window_opens_unless_something_was_read() -> None:
    """The window [3, 6) opens on 30 April, 89 days after 31 January."""
    assert statuses(known(), [88, 89, 90], stage=Stage.GROWTH) == ["not_started", "in_progress", "in_progress"]
    touched = known((reading("hours", 9, on=20),))
    assert statuses(touched, [19, 20], stage=Stage.GROWTH) == ["not_started", "in_progress"]


def test_a_paper_that_counts_begins_a_milestone_early() -> None:
    condition = EvidenceOf(kinds=("report",), milestone="begun", count=2)
    facts = known(evidence=(paper("p", on=20, milestones=("begun",)),))
    for asked in (condition, AllOf(conditions=(condition,))):
        found = [str(judged(facts, after, asked, stage=Stage.GROWTH).status) for after in (19, 20)]
        assert found == ["not_started", "in_progress"]


def test_nothing_has_begun_before_the_account_has() -> None:
    assert statuses(known((reading("hours", 9, on=-5),)), [-3, -1, 0]) == ["not_started", "not_started", "in_progress"]


def test_what_is_met_is_achieved_however_late() -> None:
    assert statuses(known((reading("hours", 3, on=400),)), [399, 400]) == ["missed", "achieved"]


@pytest.mark.parametrize(
    ("stage", "opens", "closes"),
    [
        (Stage.EARLY_WIN, "2025-01-31", "2025-02-28"),
        (Stage.FOUNDATION, "2025-02-28", "2025-04-30"),
        (Stage.GROWTH, "2025-04-30", "2025-07-31"),
        (Stage.MATURITY, "2025-07-31", "2026-01-31"),
        (Stage.STRATEGIC, "2026-01-31", None),
    ],
)
def test_windows_of_an_account_that_began_on_31_january_end_where_the_next_begins(
    stage: Stage, opens: str, closes: str | None
) -> None:
    state = judged(known(), 10, stage=stage)
    assert state.opens.isoformat() == opens
    assert state.promised == state.due == (dt.date.fromisoformat(closes) if closes else None)


def test_a_milestone_has_its_own_window_where_it_says_so() -> None:
    state = judged(known(), 10, window=Window(opens=2, closes=7))
    assert (state.opens.isoformat(), str(state.due)) == ("2025-03-31", "2025-08-31")


def test_what_has_no_end_is_never_late() -> None:
    state = judged(known(), 5000, stage=Stage.STRATEGIC)
    assert (state.status, state.due, state.days_behind) == (MilestoneStatus.IN_PROGRESS, None, 0)


# --- promises ---------------------------------------------------------------------------------------------------


def test_the_accounts_own_date_is_the_promise() -> None:
    facts = known(**promised(40))
    assert statuses(facts, [39, 40], grace_days=60) == ["in_progress", "delayed"]
    assert judged(facts, 39).promised == judged(facts, 39).due == day(40)


def test_a_reset_moves_the_date_but_does_not_undo_the_lateness() -> None:
    facts = known(**promised(40, moved(100, on=30)))
    assert statuses(facts, [29, 39, 40, 99, 109, 110], grace_days=10) == [
        *("in_progress", "in_progress"),
        *("delayed", "delayed", "delayed"),
        "missed",
    ]
    late = judged(facts, 99)
    assert (late.promised, late.due, late.days_behind) == (day(40), day(100), 59)
    assert "reset" in late.badges


def test_a_reset_counts_from_the_day_on_which_it_was_made() -> None:
    facts = known(**promised(40, moved(100, on=45), moved(90, on=50)))
    assert [judged(facts, after).due for after in (44, 45, 49, 50)] == [day(40), day(100), day(100), day(90)]
    assert [judged(facts, after).badges for after in (44, 45)] == [(), ("reset",)]


def test_what_was_reached_and_lost_is_late_from_the_day_of_the_loss() -> None:
    facts = known((reading("hours", 3, on=10), reading("hours", 9, on=50)))
    assert statuses(facts, [49, 50, 59, 60], grace_days=10) == ["achieved", "delayed", "delayed", "missed"]
    assert [judged(facts, after).days_behind for after in (49, 50, 57)] == [0, 0, 7]


def test_what_was_lost_before_its_due_day_is_late_from_the_due_day() -> None:
    facts = known((reading("hours", 3, on=10), reading("hours", 9, on=20)))
    assert statuses(facts, [20, DUE - 1, DUE, DUE + 10], grace_days=10) == [
        *("in_progress", "in_progress"),
        *("delayed", "missed"),
    ]
    assert judged(facts, DUE + 3).days_behind == 3


def test_what_was_lost_a_second_time_is_late_from_the_second_loss() -> None:
    hours = {10: 3, 40: 9, 60: 3, 80: 9, 85: 8}
    facts = known(tuple(reading("hours", number, on=on) for on, number in hours.items()))
    assert [judged(facts, after, grace_days=100).days_behind for after in (45, 60, 90)] == [5, 0, 10]


@pytest.mark.parametrize(
    ("reached", "asked", "behind"),
    [(None, 39, 0), (None, 40, 0), (None, 41, 1), (30, 80, 0), (40, 80, 0), (47, 80, 7), (47, 46, 6)],
)
def test_the_days_behind_are_counted_from_the_first_promise(reached: int | None, asked: int, behind: int) -> None:
    readings = () if reached is None else (reading("hours", 3, on=reached),)
    assert judged(known(readings, **promised(40, moved(100, on=30))), asked).days_behind == behind


# --- waivers and what is left out -------------------------------------------------------------------------------


def test_a_waiver_exempts_from_its_day_to_the_day_before_it_expires() -> None:
    facts = known(waivers=(waived(10, 20),))
    found = [judged(facts, after) for after in (9, 10, 19, 20)]
    assert [str(state.outcome) for state in found] == ["unknown", "exempt", "exempt", "unknown"]
    assert [str(state.status) for state in found] == ["in_progress", "exempt", "exempt", "in_progress"]
    assert [state.waiver is not None for state in found] == [False, True, True, False]


def test_what_is_exempt_is_not_behind() -> None:
    facts = known(waivers=(waived(10, 300),))
    assert (judged(facts, 200).days_behind, judged(facts, 300).days_behind) == (0, 300 - DUE)


def test_a_waiver_does_not_hide_what_was_reached() -> None:
    state = judged(known((reading("hours", 3),), waivers=(waived(5, 50),)), 30)
    assert (state.outcome, state.status, state.waiver) == (Outcome.MET, MilestoneStatus.ACHIEVED, None)


def test_a_waiver_is_about_one_milestone() -> None:
    assert judged(known(waivers=(waived(5, 50, about="other"),)), 30).outcome is Outcome.UNKNOWN


def test_the_waiver_shown_is_the_one_that_began_last() -> None:
    older, newer = waived(5, 90), waived(10, 50)
    for waivers in ((older, newer), (newer, older)):
        assert judged(known(waivers=waivers), 30).waiver == newer


def test_what_a_customer_leaves_out_is_neither_late_nor_reached() -> None:
    left_out = promised(40, left_out="We keep our own process", left_out_by="Mina")
    state = judged(known(**left_out), 400)
    assert (state.status, state.outcome, state.days_behind) == (MilestoneStatus.EXEMPT, Outcome.UNKNOWN, 0)
    reached = judged(known((reading("hours", 3, on=50),), **left_out), 400)
    assert (reached.status, reached.days_behind) == (MilestoneStatus.ACHIEVED, 10)


# --- badges -----------------------------------------------------------------------------------------------------

PLAN = agreed("hours", 15, 5)


@pytest.mark.parametrize(("hours", "over"), [("5", False), ("4.001", False), ("4", True), ("0", True), ("5.1", False)])
def test_a_target_passed_by_a_tenth_of_the_gap_is_over_achieved(hours: str, over: bool) -> None:
    target = TargetMet(value="hours")
    for condition in (target, AllOf(conditions=(AtMost(value="hours", limit=9), target))):
        state = judged(known((reading("hours", hours),), plan=(PLAN,)), 30, condition)
        assert ("over_achieved" in state.badges) is over


def test_every_target_that_it_rests_on_has_to_be_passed() -> None:
    both = AllOf(conditions=(TargetMet(value="hours"), GapClosed(value="errors", percent=50)))
    plan = (PLAN, agreed("errors", 10, 0))
    far = (reading("hours", 1), reading("errors", -2))
    near = (reading("hours", 1), reading("errors", 0))
    assert judged(known(far, plan=plan), 30, both).badges == ("over_achieved",)
    assert judged(known(near, plan=plan), 30, both).badges == ()


def test_without_an_agreed_gap_nothing_is_over_achieved() -> None:
    assert judged(known((reading("hours", 0),)), 30).badges == ()
    lasting = Sustained(condition=FEW, readings=2)
    assert (
        judged(known((reading("hours", 0, on=5), reading("hours", 0))), 30, AnyOf(conditions=(lasting,))).badges == ()
    )


def test_what_held_once_and_does_not_now_has_regressed() -> None:
    facts = known((reading("hours", 3, on=10), reading("hours", 9, on=20), reading("hours", 3, on=25)))
    assert [judged(facts, after).badges for after in (9, 10, 20, 24, 25)] == [
        (),
        (),
        ("regressed",),
        ("regressed",),
        (),
    ]


# --- laws -------------------------------------------------------------------------------------------------------


@given(account_facts(), playbooks(), st.integers(-5, 400))
def test_a_status_says_no_more_than_the_outcome(facts: AccountFacts, book: Playbook, after: int) -> None:
    for state in assessed(facts, book, after).milestones:
        met = state.outcome is Outcome.MET
        assert (state.status is MilestoneStatus.ACHIEVED) == met
        assert (state.rigor is not None) == met
        assert (state.held_since is not None) == (met and after >= 0)
        assert (state.waiver is not None) == (state.outcome is Outcome.EXEMPT)
        assert state.days_behind >= 0
        if state.first_reached is not None:
            assert START <= state.first_reached <= (state.held_since or day(after)) <= day(after)


@given(account_facts(), playbooks(), st.integers(0, AS_OF), st.integers(0, AS_OF))
def test_later_events_never_change_when_something_was_first_reached(
    facts: AccountFacts, book: Playbook, one: int, other: int
) -> None:
    sooner, later = sorted([one, other])
    before, after = assessed(facts, book, sooner), assessed(facts, book, later)
    for earlier, now in zip(before.milestones, after.milestones, strict=True):
        if earlier.first_reached is not None:
            assert now.first_reached == earlier.first_reached


@given(hostile_facts(), playbooks())
def test_an_unmet_milestone_only_ever_grows_later(facts: AccountFacts, book: Playbook) -> None:
    lateness = ["not_started", "in_progress", "delayed", "missed"]
    facts = facts.model_copy(update={"observations": (), "evidence": ()})
    seen = [0] * len(book.milestones)
    for after in (-10, 0, 27, 28, 59, 88, 90, 200, 1000):
        for place, state in enumerate(assessed(facts, book, after).milestones):
            if state.status in lateness:
                assert lateness.index(state.status) >= seen[place]
                seen[place] = lateness.index(state.status)
