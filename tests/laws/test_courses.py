"""Courses: what was promised first, what became of it, and that nothing written down later takes a miss back."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts, readings_of
from tests.random_playbooks import IDS, STEPS, playbooks
from tests.worlds import assessed, day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.corrections import BarrierKind, Correction, Desk, EscalationTrigger, MilestoneReview
from vpl_core.model.courses import MilestoneCourse, NeedKind
from vpl_core.model.milestone_plans import MilestonePlan, Reset
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.observations import Observation
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver
from vpl_core.rules.courses import courses_on, moved_dates
from vpl_core.rules.routes import desk_of, destination_of
from vpl_core.testing.strategies import barriers, escalations, resets
from vpl_core.testing.strategies.corrections import stories

Story = dict[str, Any]
Courses = dict[str, MilestoneCourse]
as_of = st.integers(20, 400)
dues = st.tuples(*[st.one_of(st.none(), st.integers(1, 200)) for _ in STEPS])
all_stories = st.tuples(*[stories() for _ in STEPS])
SLIPS = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)


def promised(facts: AccountFacts, dues: tuple[int | None, ...], told: tuple[Story, ...] = ({}, {}, {})) -> AccountFacts:
    """The facts with a first promise for some milestones, and with what was written down about them."""
    plans = tuple(
        MilestonePlan(milestone=id_, due=None if due is None else day(due), **story)
        for id_, due, story in zip(STEPS, dues, told, strict=True)
    )
    return with_plans(facts, plans)


def with_plans(facts: AccountFacts, plans: tuple[MilestonePlan, ...], **changes: Any) -> AccountFacts:
    account = facts.account.model_copy(update={"milestones": plans, **changes})
    return facts.model_copy(update={"account": account})


def followed(facts: AccountFacts, book: Playbook, on: int) -> Courses:
    return {course.milestone: course for course in courses_on(facts, book, day(on))}


@law(account_facts(), playbooks(), dues, all_stories, as_of, st.lists(readings_of(IDS), max_size=6), st.integers(0, 90))
def test_nothing_that_is_added_makes_a_broken_promise_disappear(
    facts: AccountFacts,
    book: Playbook,
    dues: tuple[int | None, ...],
    told: tuple[Story, ...],
    on: int,
    readings: list[Observation],
    later: int,
) -> None:
    """Resets, corrections, reviews, a waiver, a reason to leave it out, new readings and time: the miss stays told.

    broken(facts, d) ⇒ broken(facts + anything dated after the promise, d') with the same first promise, d' ≥ d.
    """
    bare = promised(facts, dues)
    for id_, before in followed(bare, book, on).items():
        if before.broken is None:
            continue
        plan = bare.account.milestones[STEPS.index(id_)]
        excused = plan.model_copy(update={**told[STEPS.index(id_)], "left_out": "Not now", "left_out_by": "Mina"})
        waiver = Waiver(about=id_, because="Not now", by="Mina", on=day(-10), expires=day(900))
        after_it = before.broken.promised
        new = tuple(one.model_copy(update={"on": after_it + (one.on - day(-11))}) for one in readings)
        everything = with_plans(facts, (excused,), waivers=(waiver,))
        everything = everything.model_copy(update={"observations": (*facts.observations, *new)})
        after = followed(everything, book, on + later)[id_]
        assert after.broken is not None
        assert after.broken.promised == after_it
        assert after.broken.days > 0


@law(st.one_of(st.none(), st.integers(-10, 200)), st.lists(resets(), min_size=1, max_size=5))
def test_every_move_of_a_date_is_counted_and_their_sum_is_the_whole_way(first: int | None, some: list[Reset]) -> None:
    """Another reset adds a move and changes none before it, also where it moves the date back again.

    variance(i) = new - old; Σ variance = last date - first promise; moves(resets + r) begins with moves(resets).
    """
    promise = None if first is None else day(first)
    in_order = tuple(sorted(some, key=lambda reset: reset.on))
    moves = moved_dates(in_order, promise, dt.date.max)
    assert [move.reset for move in moves] == [*in_order]
    assert moves[:-1] == moved_dates(in_order[:-1], promise, dt.date.max)
    assert [move.was for move in moves] == [promise, *(reset.to for reset in in_order[:-1])]
    if promise is None:
        assert moves[0].variance is None
    else:
        assert sum(move.variance or 0 for move in moves) == (in_order[-1].to - promise).days


@law(barriers(), escalations())
def test_every_barrier_and_every_escalation_goes_somewhere(barrier: Any, escalation: Any) -> None:
    """Whatever stands in the way goes to somebody, each kind to somebody else, and a named desk is obeyed.

    |{destination(kind)}| = |kinds|; desk = to where it is named, else that of the trigger.
    """
    kinds = [barrier.model_copy(update={"kind": kind}) for kind in get_args(BarrierKind)]
    assert len({destination_of(one) for one in kinds}) == len(kinds)
    unnamed = [escalation.model_copy(update={"trigger": t, "to": None}) for t in get_args(EscalationTrigger)]
    assert {desk_of(one) for one in unnamed} == set(get_args(Desk))
    assert escalation.to in (None, desk_of(escalation))


@law(account_facts(), playbooks(), dues, all_stories, as_of, times=0.5)
def test_nothing_that_is_written_down_about_a_slip_changes_what_is_proven(
    facts: AccountFacts, book: Playbook, dues: tuple[int | None, ...], told: tuple[Story, ...], on: int
) -> None:
    """A correction, a barrier, an escalation or a review is words: it lifts no standing and hides no lateness.

    assess(facts + corrections) = assess(facts); a reset moves what is due and no standing.
    """
    only_moved: tuple[Story, ...] = tuple({"resets": story["resets"]} for story in told)
    moved = assessed(promised(facts, dues, only_moved), book, on)
    assert assessed(promised(facts, dues, told), book, on) == moved
    assert moved.standing == assessed(promised(facts, dues), book, on).standing


@law(account_facts(), playbooks(), dues, all_stories, as_of, times=0.5)
def test_what_slips_asks_for_a_cause_and_a_way_out_until_both_are_written_down(
    facts: AccountFacts, book: Playbook, dues: tuple[int | None, ...], told: tuple[Story, ...], on: int
) -> None:
    """Whatever was written before, a late milestone is satisfied by today's correction; one in time asks for none.

    slips ∧ no correction ⇒ CAUSE needed; + cause ⇒ OPTION needed; + option ⇒ neither.
    """
    today = promised(facts, dues, told)
    for id_, before in followed(today, book, on).items():
        assert before.slips or not _asked(before)
        assert not before.slips or before.corrections or _asked(before) == {NeedKind.CAUSE}
        plan = today.account.milestones[STEPS.index(id_)]
        for option, needed in ((None, {NeedKind.OPTION}), ("add_resources", set[NeedKind]())):
            now = Correction(
                on=day(on),
                causes=("priority_shift",),
                option=option,
                was="Alone",
                now="Together",
                because="It helps",
                owner="Mina",
                due=day(on),
            )
            fresh = plan.model_copy(update={"corrections": (now,)})
            is_moved_today = any(move.reset.on == day(on) for move in before.moved)
            after = followed(with_plans(facts, (fresh,)), book, on)[id_]
            assert _asked(after) == (needed if after.slips else set()) or is_moved_today


def _asked(course: MilestoneCourse) -> set[NeedKind]:
    return {need.kind for need in course.needs} & {NeedKind.CAUSE, NeedKind.OPTION}


@law(account_facts(), playbooks(), dues, all_stories, as_of, times=0.5)
def test_what_was_missed_or_reached_is_closed_only_by_looking_back_on_it(
    facts: AccountFacts, book: Playbook, dues: tuple[int | None, ...], told: tuple[Story, ...], on: int
) -> None:
    """Reaching it late does not spare the review of the miss, and only what was reached is ever closed.

    closed ⇔ reached ∧ looked back on reaching ∧ (first promise missed ⇒ looked back on the miss).
    """
    known = promised(facts, dues, told)
    for id_, before in followed(known, book, on).items():
        plan = known.account.milestones[STEPS.index(id_)]
        missed = before.broken is not None and before.broken.counts_as_missed
        for kinds in ((), ("reached",), ("missed",), ("missed", "reached")):
            reviews = tuple(_review(of, on) for of in kinds)
            course = followed(with_plans(facts, (plan.model_copy(update={"reviews": reviews}),)), book, on)[id_]
            wanted = {"reached", "missed"} if missed else {"reached"}
            assert course.closed is (course.status is MilestoneStatus.ACHIEVED and wanted <= set(kinds))


def _review(of: str, on: int) -> MilestoneReview:
    names = "went_wrong warning_signs prevention learned" if of == "missed" else "worked accelerators replicate"
    return MilestoneReview(of=of, on=day(on), by="Mina", **dict.fromkeys(names.split(), "Said"))


@law(account_facts(), playbooks(), dues, all_stories, as_of, times=0.5)
def test_what_was_written_down_later_is_not_known_yet(
    facts: AccountFacts, book: Playbook, dues: tuple[int | None, ...], told: tuple[Story, ...], on: int
) -> None:
    """The course of a past day can be told again at any time and is the same.

    course(facts, d) = course({entry : date(entry) ≤ d}, d), with every end after d still to come.
    """
    today = day(on)
    by_then = tuple(
        {name: tuple(_as_of(one, today) for one in entries if one.on <= today) for name, entries in story.items()}
        for story in told
    )
    assert followed(promised(facts, dues, told), book, on) == followed(promised(facts, dues, by_then), book, on)


def _as_of(entry: Any, today: dt.date) -> Any:
    ends = {name: getattr(entry, name) for name in ("done_on", "removed_on", "closed_on") if hasattr(entry, name)}
    return entry.model_copy(update={name: None for name, end in ends.items() if end is not None and end > today})
