"""Corrections: strategies for what an account writes down when a milestone slips, and for who stays with it."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Any, get_args

from hypothesis import strategies as st

from vpl_core.model.accounts import Account
from vpl_core.model.corrections import (
    Barrier,
    BarrierKind,
    Cause,
    Correction,
    Desk,
    Escalation,
    EscalationTrigger,
    MilestoneReview,
    WayOut,
)
from vpl_core.model.milestone_plans import MilestonePlan, Reset
from vpl_core.testing.strategies.numbers import days
from vpl_core.testing.strategies.texts import names

_causes = st.lists(st.sampled_from(get_args(Cause)), min_size=1, max_size=2, unique=True).map(tuple)
_lengths, _maybe = st.integers(0, 120), st.one_of(st.none(), st.integers(0, 200))


def resets() -> st.SearchStrategy[Reset]:
    return st.builds(
        lambda on, later, confidence, by: Reset(
            to=on + dt.timedelta(days=later), on=on, because="The move took longer", confidence=confidence, by=by
        ),
        days,
        st.integers(0, 200),
        st.sampled_from(["high", "medium", "low"]),
        names,
    )


def corrections(
    on: st.SearchStrategy[dt.date] = days, options: tuple[WayOut | None, ...] = (None, *get_args(WayOut))
) -> st.SearchStrategy[Correction]:
    """Corrections of one of the options; one that moves a date or calls somebody in needs that day's reset or call."""

    def made(on: dt.date, causes: Any, option: WayOut | None, owner: str, ends: dict[str, Any]) -> Correction:
        change = {"was": "Alone", "now": "Together"} if option in ("add_resources", "revise_milestone") else {}
        said = {"because": "It was too much for one", "owner": owner, "option": option, **change}
        return Correction(on=on, causes=causes, **said, **_after(on, ends))

    return st.builds(made, on, _causes, st.sampled_from(options), names, _ends("done_on"))


def barriers() -> st.SearchStrategy[Barrier]:
    return st.builds(
        lambda on, kind, owner, ends, public: Barrier(
            on=on, kind=kind, what="The form goes round", owner=owner, public=public, **_after(on, ends)
        ),
        days,
        st.sampled_from(get_args(BarrierKind)),
        names,
        _ends("removed_on"),
        st.booleans(),
    )


def escalations(on: st.SearchStrategy[dt.date] = days) -> st.SearchStrategy[Escalation]:
    return st.builds(
        lambda on, trigger, to, who, ends: Escalation(
            on=on,
            trigger=trigger,
            to=to,
            because="Two calls, no answer",
            participants=(who,),
            owner=who,
            **_after(on, ends),
        ),
        on,
        st.sampled_from(get_args(EscalationTrigger)),
        st.sampled_from([None, *get_args(Desk)]),
        names,
        _ends("closed_on"),
    )


def milestone_reviews() -> st.SearchStrategy[MilestoneReview]:
    missed = {"went_wrong": "Too late", "warning_signs": "None came", "prevention": "Ask first", "learned": "To ask"}
    reached = {"worked": "Asking", "accelerators": "The sponsor", "replicate": "Ask the sponsor"}
    said = st.sampled_from([{"of": "missed", **missed}, {"of": "reached", **reached}])
    return st.builds(lambda on, by, answers: MilestoneReview(on=on, by=by, **answers), days, names, said)


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    """What a milestone's plan says of its course, each list in the order of its days."""
    moved, called = draw(st.lists(resets(), max_size=2)), draw(st.lists(escalations(), max_size=1))
    said = draw(st.lists(corrections(options=(None, "add_resources", "revise_milestone")), max_size=2))
    with_steps: bool = draw(st.booleans())
    if moved and with_steps:
        said.append(draw(corrections(st.just(moved[0].on), ("adjust_timeline",))))
    if called and with_steps:
        said.append(draw(corrections(st.just(called[0].on), ("escalate",))))
    return {
        "resets": _in_order(moved),
        "corrections": _in_order(said),
        "barriers": _in_order(draw(st.lists(barriers(), max_size=2))),
        "escalations": _in_order(called),
        "reviews": _in_order(draw(st.lists(milestone_reviews(), max_size=2))),
    }


def where_the_owner_stays(account: Account) -> Account:
    """The account with its owner in every escalation; without any where nobody owns it."""
    owner = account.owner

    def stayed(plan: MilestonePlan) -> MilestonePlan:
        if owner is None:
            calm = tuple(one for one in plan.corrections if one.option != "escalate")
            return plan.model_copy(update={"escalations": (), "corrections": calm})
        called = tuple(one.model_copy(update={"participants": (owner.name,)}) for one in plan.escalations)
        return plan.model_copy(update={"escalations": called})

    return account.model_copy(update={"milestones": tuple(map(stayed, account.milestones))})


def _ends(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """After how many days it is due, and after how many it ended, where it did."""
    return st.fixed_dictionaries({"due": _lengths, name: _maybe})


def _after(on: dt.date, lengths: dict[str, int | None]) -> dict[str, Any]:
    return {name: None if length is None else on + dt.timedelta(days=length) for name, length in lengths.items()}


def _in_order(entries: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(entries, key=attrgetter("on")))
