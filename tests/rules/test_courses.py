"""Courses: the first promise, the moves of its date, and what a milestone that slips still needs."""

from __future__ import annotations

from typing import Any

from tests.model.test_corrections import BARRIER, CALLED, MISSED, REACHED, SAID
from tests.rules.test_milestones import FEW, moved, waived
from tests.worlds import day, known, playbook, reading, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.corrections import Barrier, Correction, Escalation, MilestoneReview
from vpl_core.model.courses import MilestoneCourse
from vpl_core.model.milestone_plans import MilestonePlan
from vpl_core.model.playbook import Playbook
from vpl_core.rules.course_deadlines import course_deadlines
from vpl_core.rules.course_words import told
from vpl_core.rules.courses import courses_on

BOOK: Playbook = playbook(step("begun", FEW, grace_days=20))
DONE = reading("hours", 4, on=70)
LOST = reading("hours", 9, on=80)


def facts(*readings: Any, due: int = 40, waivers: tuple[Any, ...] = (), **plan: Any) -> AccountFacts:
    return known(readings, milestones=(MilestonePlan(milestone="begun", due=day(due), **plan),), waivers=waivers)


def course(after: int, *readings: Any, **plan: Any) -> MilestoneCourse:
    [only] = courses_on(facts(*readings, **plan), BOOK, day(after))
    return only


def needs(found: MilestoneCourse) -> list[str]:
    return [str(need.kind) for need in found.needs]


def corrected(on: int, **changes: Any) -> Correction:
    return Correction(**{**SAID, "on": day(on), "due": day(on + 10), **changes})


HELP = {"option": "add_resources", "was": "One", "now": "Two"}
BACK = MilestoneReview(of="missed", on=day(75), by="Mina", **MISSED)
AHEAD = MilestoneReview(of="reached", on=day(75), by="Mina", **REACHED)


# --- what became of the promise -----------------------------------------------------------------------------------


def test_a_promise_that_was_kept_is_told_as_kept() -> None:
    assert told(course(30)) == "Its date has not come yet"
    assert told(course(100, reading("hours", 4, on=40))) == "Reached in time"
    assert told(course(40)) == "Due today"


def test_a_milestone_reached_late_tells_by_how_much_and_how_often_its_date_was_moved() -> None:
    assert told(course(100, DONE)) == "Reached 30 days after the first promise"
    twice = course(100, DONE, resets=(moved(60, 35), moved(75, 58)))
    assert told(twice) == "Reached 30 days after the first promise; moved twice, by +35 days in all"
    assert [move.variance for move in twice.moved] == [20, 15]


def test_a_date_that_was_moved_there_and_back_was_moved_twice() -> None:
    back = course(38, resets=(moved(60, 30), moved(40, 35)))
    assert ([move.variance for move in back.moved], back.variance) == ([20, -20], 0)
    assert told(back) == "Its date has not come yet; moved twice, by 0 days in all"


def test_what_was_promised_by_nobody_has_no_variance_and_no_zero() -> None:
    book = playbook(step("begun", FEW, stage="strategic"))
    plan = MilestonePlan(milestone="begun", resets=(moved(60, 30), moved(70, 35)))
    [found] = courses_on(known(milestones=(plan,)), book, day(50))
    assert ([move.variance for move in found.moved], found.variance) == ([None, 10], None)
    assert told(found).endswith("; moved twice")


def test_no_excuse_hides_that_the_promise_passed() -> None:
    excused = course(100, waivers=(waived(30, 300),))
    assert told(excused) == "Not reached 60 days after the first promise, and excused"
    assert excused.broken is not None and needs(excused) == []
    left = course(100, left_out="Not for us", left_out_by="Mina")
    assert told(left) == "Not reached 60 days after the first promise, and excused"


def test_where_nobody_promised_a_day_the_usual_time_counts() -> None:
    [found] = courses_on(known(), BOOK, day(38))
    assert told(found) == "Not reached 10 days after the usual time"


def test_what_was_reached_in_time_and_lost_says_both() -> None:
    assert told(course(90, reading("hours", 4, on=20), LOST)) == "Reached in time, and fallen back since"


# --- what it still needs ------------------------------------------------------------------------------------------


def test_a_late_milestone_needs_a_cause_then_a_way_out_then_nothing() -> None:
    assert needs(course(50)) == ["cause"]
    assert needs(course(50, corrections=(corrected(45),))) == ["option"]
    assert needs(course(50, corrections=(corrected(45, **HELP),))) == []
    assert needs(course(50, corrections=(corrected(45), corrected(48, **HELP)))) == []


def test_a_correction_before_the_date_came_counts_as_well() -> None:
    assert needs(course(44, corrections=(corrected(35, **HELP),))) == []


def test_a_moved_date_that_passes_too_asks_for_a_correction_again() -> None:
    story = {"resets": (moved(55, 45),), "corrections": (corrected(45, option="adjust_timeline", due=day(90)),)}
    assert needs(course(54, **story)) == []
    assert needs(course(55, **story)) == ["cause"]


def test_what_was_lost_again_asks_for_a_correction_of_the_loss() -> None:
    readings = (reading("hours", 4, on=20), LOST)
    assert "cause" in needs(course(90, *readings, corrections=(corrected(15, **HELP),)))
    assert "cause" not in needs(course(90, *readings, corrections=(corrected(80, **HELP),)))


def test_a_missed_milestone_is_looked_back_on_also_after_it_was_reached() -> None:
    done = (corrected(45, **HELP, done_on=day(50)),)
    assert needs(course(70, corrections=done)) == ["review_of_miss"]
    reached = course(100, DONE, corrections=done)
    assert (needs(reached), reached.closed) == (["review_of_miss", "review_of_reached"], False)
    assert course(100, DONE, corrections=done, reviews=(BACK,)).closed is False
    assert course(100, DONE, corrections=done, reviews=(BACK, AHEAD)).closed is True


def test_a_review_before_there_was_something_to_look_back_on_does_not_count() -> None:
    early = AHEAD.model_copy(update={"on": day(69)})
    assert course(100, reading("hours", 4, on=70), due=71, reviews=(early,)).closed is False
    assert course(100, reading("hours", 4, on=70), due=71, reviews=(AHEAD,)).closed is True


def test_what_is_overdue_is_told_with_who_was_to_do_it_until_it_is_done() -> None:
    story: dict[str, Any] = {
        "corrections": (corrected(10, **HELP),),
        "barriers": (Barrier(**BARRIER),),
        "escalations": (Escalation(**CALLED),),
    }
    found = course(30, **story)
    assert needs(found) == ["overdue_correction", "overdue_barrier", "overdue_escalation"]
    assert [need.says for need in found.needs] == [
        f"its correction of {day(10)} was due on {day(20)} from Mina",
        f"a process barrier was to be gone by {day(20)}: Mina (workflow redesign)",
        f"an answer was expected by {day(20)} from Omar (account executive)",
    ]
    assert needs(course(20, **story)) == []
    assert needs(course(100, reading("hours", 4, on=15), **story)) == ["review_of_reached"]


# --- what is due --------------------------------------------------------------------------------------------------


def test_what_is_open_is_due_and_keeps_its_key_when_its_day_is_moved() -> None:
    def due(until: int) -> list[tuple[str, str, str]]:
        barriers = (
            Barrier(**{**BARRIER, "due": day(until)}),
            Barrier(**{**BARRIER, "what": "Another", "due": day(25)}),
        )
        known_ = facts(corrections=(corrected(10),), barriers=barriers, escalations=(Escalation(**CALLED),))
        found = course_deadlines(known_.account, BOOK, courses_on(known_, BOOK, day(12)))
        return [(one.due.key, str(one.due.on), one.due.what) for one in found]

    assert due(30) == [
        (f"correction-{day(10)}", str(day(20)), "Correction: It helps"),
        (f"escalation-{day(10)}", str(day(20)), "Escalation: No answer"),
        (f"barrier-{day(10)}-2", str(day(25)), "Barrier: Another"),
        (f"barrier-{day(10)}", str(day(30)), "Barrier: A form"),
    ]
    assert {key for key, *_ in due(40)} == {key for key, *_ in due(30)}


def test_nothing_is_due_for_what_was_reached_done_or_excused() -> None:
    for said in (facts(DONE, corrections=(corrected(45),)), facts(corrections=(corrected(45, done_on=day(60)),))):
        assert course_deadlines(said.account, BOOK, courses_on(said, BOOK, day(100))) == ()
