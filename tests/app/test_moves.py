"""Moves: each thing that is otherwise under other rules names the rule that moved it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.random_playbooks import CARD
from tests.worlds import agreed, assessed, known, playbook, reading, rung, step
from vpl_core.app.moves import Change, moves
from vpl_core.app.portfolio import Assessed
from vpl_core.model.accounts import Attribute
from vpl_core.model.conditions import AllOf, AtLeast, Recorded, TargetMet
from vpl_core.model.health import HealthSignal
from vpl_core.model.milestones import Window
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.scorecards import Scorecard

FACTS = known(
    (reading("hours", 4), reading("seats", 6), reading("mood", 9)),
    plan=(agreed("hours", 10, 5),),
    attributes=(Attribute(name="size", content="small"),),
)


def between(old: Playbook, new: Playbook, after: int = 30) -> list[Change]:
    return list(moves(*(Assessed(FACTS, book, assessed(FACTS, book, after)) for book in (old, new))))


def only(changes: list[Change], what: str) -> Change:
    [change] = [change for change in changes if change.what == what]
    return change


# --- standing --------------------------------------------------------------------------------------------------------


def test_a_rung_that_is_added_on_top_is_named_as_new_and_one_that_is_taken_away_as_gone() -> None:
    steps = (step("a"), step("b"))
    low = playbook(*steps, rungs=(rung(1, "a"),))
    high = playbook(*steps, rungs=(rung(1, "a"), rung(2, "b")))
    rises, falls = only(between(low, high), "proven"), only(between(high, low), "proven")
    assert (rises.before, rises.after, rises.why, rises.rises) == ("1", "2", "rung 2 is new", True)
    assert (falls.before, falls.after, falls.why, falls.rises) == ("2", "1", "rung 2 is gone", False)


def test_a_milestone_that_is_asked_for_no_more_is_named() -> None:
    steps = (step("a"), step("late", Recorded(fact="sponsor")))
    change = only(between(playbook(*steps), playbook(*steps, rungs=(rung(1, "a"),))), "claimed")
    assert change.why == "rung 1: late is not asked for any more; needs 1 milestones, before 2"


def test_the_condition_that_moved_is_named_and_not_those_around_it() -> None:
    def book(limit: int) -> Playbook:
        return playbook(step("a", AllOf(conditions=(TargetMet(value="hours"), AtLeast(value="seats", limit=limit)))))

    change = only(between(book(5), book(8)), "proven")
    assert change.why == (
        "rung 1: a is unmet: now unmet: Value seats: at least 8% needed; read 6% on 10 Feb 2025;"
        " before met and measured: Value seats: at least 5% needed; read 6% on 10 Feb 2025"
    )


def test_a_floor_alone_moves_what_is_proven_and_not_what_is_claimed() -> None:
    steps = (step("a"),)
    strict = playbook(*steps, rungs=(rung(1, "a", floor=Rigor.VERIFIED),))
    changes = between(playbook(*steps), strict)
    assert only(changes, "proven").why == "rung 1: asks for verified, before for asserted; a is met and measured"
    assert [change for change in changes if change.what == "claimed"] == []


def test_a_claim_that_falls_where_nothing_was_proven_names_the_condition_all_the_same() -> None:
    def book(limit: int) -> Playbook:
        return playbook(step("a", AtLeast(value="seats", limit=limit)), rungs=(rung(1, "a", floor=Rigor.VERIFIED),))

    changes = between(book(5), book(8))
    assert only(changes, "claimed").why.startswith("rung 1: a is unmet: now unmet: Value seats: at least 8% needed")
    assert [change for change in changes if change.what == "proven"] == []


def test_of_two_conditions_that_are_otherwise_the_one_whose_answer_moved_is_named() -> None:
    def book(seats: int, hours: int) -> Playbook:
        conditions = AtLeast(value="seats", limit=seats), AtLeast(value="hours", limit=hours)
        return playbook(step("a", AllOf(conditions=conditions)))

    assert "now unmet: Value hours: at least 5" in only(between(book(5, 4), book(6, 5)), "proven").why


# --- health ----------------------------------------------------------------------------------------------------------


def alarm(limit: int, colour: str = "red") -> tuple[HealthSignal, ...]:
    return (
        HealthSignal.model_validate(
            {"id": "idle", "colour": colour, "when": AtLeast(value="seats", limit=limit), "says": "Nobody is at work."}
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (alarm(9), alarm(6), "idle (red): now met: Value seats: at least 6% needed; read 6% on 10 Feb 2025; before"),
        ((), alarm(6), "idle (red) speaks now"),
        (alarm(6, "yellow"), alarm(6), "idle (red) speaks now; idle (yellow) is silent now"),
    ],
)
def test_the_signal_that_gives_another_colour_is_named(old: Any, new: Any, told: str) -> None:
    steps = (step("a", TargetMet(value="hours")),)
    change = only(between(playbook(*steps, health_signals=old), playbook(*steps, health_signals=new)), "health")
    assert change.after == "red"
    assert change.why.startswith(told)


# --- scores ----------------------------------------------------------------------------------------------------------


def carded(*cards: Scorecard) -> Playbook:
    return playbook(scorecards=cards)


def changed(factor: int, **changes: Any) -> Scorecard:
    factors = list(CARD.factors)
    factors[factor] = factors[factor].model_copy(update=changes)
    return CARD.model_copy(update={"factors": tuple(factors)})


def test_the_factor_that_weighs_otherwise_is_named_and_not_the_shares_that_follow() -> None:
    heavier = changed(1, weight=CARD.factors[1].weight * 2)
    change = only(between(carded(CARD), carded(heavier)), "score")
    assert (change.about, change.why) == ("fit", "use weighs 25, before 12.5")
    assert change.before != change.after


def test_the_factor_that_gives_other_points_is_named() -> None:
    bands = [band.model_copy(update={"points": band.points / 3}) for band in CARD.factors[1].bands]
    change = only(between(carded(CARD), carded(changed(1, bands=tuple(bands)))), "score")
    assert change.why == "use gives 33.3333333333333 points, before 100"


def test_a_scorecard_of_one_book_only_and_other_bands_are_told() -> None:
    assert only(between(carded(), carded(CARD)), "score").why == "it is in one of the rule books only"
    bands = tuple(band.model_copy(update={"name": f"not {band.name}"}) for band in CARD.bands)
    other = only(between(carded(CARD), carded(CARD.model_copy(update={"bands": bands}))), "score")
    assert other.why == "the bands of the scorecard"
    fewer = CARD.model_copy(update={"factors": CARD.factors[:2]})
    assert only(between(carded(CARD), carded(fewer)), "score").why == "mood is gone"


def test_scores_that_differ_by_less_than_is_shown_are_shown_exactly() -> None:
    hardly = changed(0, weight=CARD.factors[0].weight + Decimal("0.001"))
    change = only(between(carded(CARD), carded(hardly)), "score")
    assert change.before != change.after
    assert change.before.startswith("from ")


# --- milestones ------------------------------------------------------------------------------------------------------


def test_a_date_that_moves_a_status_is_told_with_both_dates() -> None:
    never = Recorded(fact="sponsor")
    early, late = (playbook(step("a", never, window=Window(opens=0, closes=months))) for months in (1, 6))
    change = only(between(late, early, after=60), "milestone")
    assert (change.about, change.before, change.after) == ("a", "in_progress", "delayed")
    assert change.why == "due 2025-02-28, before 2025-07-31"


def test_days_of_grace_and_a_new_milestone_are_told() -> None:
    never = Recorded(fact="sponsor")
    short, long = (playbook(step("a", never, grace_days=days)) for days in (1, 300))
    assert only(between(short, long, after=60), "milestone").why == "other days of grace, or another waiver"
    both = playbook(step("a", never), step("b"), rungs=(rung(1, "a"),))
    new = only(between(playbook(step("a", never)), both), "milestone")
    assert (new.about, new.before, new.after, new.why) == ("b", "", "achieved", "it is in one of the rule books only")
