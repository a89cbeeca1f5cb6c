"""What has changed: everything that is not as it was, and nothing that is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.rules.test_business_cases import BOOK as MONEY_BOOK, PLAN, WEEKS, fee
from tests.site.test_money_page import GAINS, SEEN
from tests.worlds import VALUES, agreed, day, known, paper, playbook, reading, step, value
from vpl_core.app.portfolio import Assessed, open_workspace
from vpl_core.app.views import site_view
from vpl_core.model.accounts import AccountFacts, Decision, MilestonePlan, Reset
from vpl_core.model.audience import CustomerView
from vpl_core.model.change_views import ChangesView, Move
from vpl_core.model.conditions import AtLeast, AtMost
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.looking_back import look_back
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()
BUSY = playbook(step("busy", AtLeast(value="seats", limit=50)))


def seen(facts: AccountFacts, since: int, until: int, book: Playbook = BUSY) -> CustomerView:
    before = look_back(facts, book, day(since))
    return customer_view(facts, book, assess(facts, book, day(until)), vendor="Tessaly", before=before)


def told(view: CustomerView) -> str:
    [page] = [page for page in MAKER.site(view).pages if page.path == "changes"]
    return str(page.body)


def changes(facts: AccountFacts, since: int, until: int, book: Playbook = BUSY) -> ChangesView:
    found = seen(facts, since, until, book).changes
    assert found is not None
    return found


def moves(facts: AccountFacts, since: int, until: int, book: Playbook = BUSY) -> list[Move]:
    return [one.move for one in changes(facts, since, until, book).milestones]


@given(account_facts(), playbooks(), st.integers(-20, AS_OF))
def test_a_milestone_is_told_of_exactly_where_it_is_not_as_it_was(
    facts: AccountFacts, book: Playbook, since: int
) -> None:
    """Another status, another proof, a date that was moved, or lost and regained in between: told; else not."""
    view, then = seen(facts, since, AS_OF, book), look_back(facts, book, day(since))
    assert view.changes is not None
    told_of = {one.milestone: one for one in view.changes.milestones}
    for m, was in zip(view.milestones, then.milestones, strict=True):
        held = MilestoneStatus.ACHIEVED
        regained = m.status is was.status is held and m.reached and was.held_since and m.reached.on > day(since)
        fallen = (Badge.REGRESSED in m.badges) > (Badge.REGRESSED in was.badges)
        another = (m.status, m.rigor) != (was.status, was.rigor)
        rescheduled = any(reset.on.on > day(since) for reset in m.resets)
        assert (m.id in told_of) == bool(another or regained or fallen or rescheduled)
        if m.id in told_of:
            assert (told_of[m.id].move is Move.REACHED) == (m.status is held and was.status is not held)
    MAKER.site(view)


@given(account_facts(), playbooks())
def test_against_the_same_day_nothing_has_changed(facts: AccountFacts, book: Playbook) -> None:
    view = seen(facts, AS_OF, AS_OF, book)
    found = view.changes
    assert found and (found.proven, found.claimed) == (view.proven, view.claimed)
    assert (found.milestones, found.measures, found.money) == ((), (), None)
    assert "Nothing else has changed since" in told(view)


def test_a_milestone_is_reached_lost_regained_and_the_rest_by_what_became_of_it() -> None:
    up, down = reading("seats", 60, 10), reading("seats", 40, 20)
    back = reading("seats", 70, 25)
    assert moves(known((up,)), 5, 15) == [Move.REACHED]
    assert moves(known((up, down)), 15, 22) == [Move.LOST]
    assert moves(known((up, down, back)), 15, 27) == [Move.REGAINED]
    assert moves(known((up, back)), 15, 27) == []
    assert moves(known(), 20, 40) == [Move.LATE]
    assert moves(known(), 20, 120) == [Move.MISSED]
    assert moves(known(), 40, 120) == [Move.MISSED]
    growth = playbook(step("busy", AtLeast(value="seats", limit=50), stage="growth"))
    assert moves(known(), 20, 100, growth) == [Move.BEGUN]


def test_a_date_that_was_moved_is_told_with_its_reason_and_counts_as_no_success() -> None:
    reset = Reset(to=day(60), on=day(25), because="Two shifts", confidence="low", by="Mina")
    facts = known(milestones=(MilestonePlan(milestone="busy", resets=(reset,)),))
    said = told(seen(facts, 20, 28))
    assert "Its date was moved to" in said and "Two shifts (Mina)" in said
    assert "no milestone was reached. 1 became late" in said


def test_what_was_lost_or_is_late_comes_before_what_was_reached() -> None:
    book = playbook(step("busy", AtLeast(value="seats", limit=50)), step("glad", AtLeast(value="mood", limit=3)))
    said = told(seen(known((reading("seats", 60, 25),)), 20, 40, book))
    assert said.index("Step glad") < said.index("Step busy")
    assert "1 milestone was reached." in said and "1 became late, was missed or was lost again." in said


def test_a_reading_is_told_with_the_one_before_it_and_which_way_it_went() -> None:
    book = playbook(step("quick", AtMost(value="hours", limit=4)))
    facts = known((reading("hours", 9, 10), reading("hours", 6, 25)), plan=(agreed("hours", 10, 5),))
    said = told(seen(facts, 20, 28, book))
    assert "9\u202fh" in said and "6\u202fh" in said and "It is better than it was. 1 new reading." in said
    worse = known((reading("hours", 6, 10), reading("hours", 9, 25)), plan=(agreed("hours", 10, 5),))
    assert "It is worse than it was." in told(seen(worse, 20, 28, book))


def test_silence_is_told_too_a_reading_that_nobody_repeated_is_overdue() -> None:
    facts = known((reading("hours", 6, 10),), plan=(agreed("hours", 10, 5),))
    assert "A new reading is overdue now." in told(seen(facts, 30, 60))
    assert "A new reading is overdue now." not in told(seen(facts, 60, 61))


def test_evidence_and_decisions_are_told_by_their_day() -> None:
    old, new, kept = paper("old", on=10), paper("new", on=25), paper("kept", on=25, internal=True)
    chosen = Decision.model_validate(
        {
            "id": "way",
            "title": "Which way",
            "owner": "Mina",
            "options": ({"name": "North"}, {"name": "South"}),
            "chosen": "North",
            "decided_on": day(25),
        }
    )
    said = told(seen(known(evidence=(old, new, kept), decisions=(chosen,)), 20, 28))
    assert "new <small>" in said and "old <small>" not in said and "kept" not in said
    assert "Decided: North" in said
    assert "Decided: North" not in told(seen(known(decisions=(chosen,)), 26, 28))


def test_an_internal_value_is_not_told_of() -> None:
    secret = value("secret", name="Secret mood", internal=True)
    book = playbook(step("busy", AtLeast(value="seats", limit=50)), values=(*VALUES, secret))
    assert "Secret" not in told(seen(known((reading("secret", 5, 25),)), 20, 28, book))


def test_the_money_of_each_day_is_what_was_known_on_it() -> None:
    facts = known(SEEN, benefits=GAINS, plan=PLAN, calendar=WEEKS, costs=(fee(),))
    found, then, now = changes(facts, 25, 60, MONEY_BOOK).money, money_on(facts, 25), money_on(facts, 60)
    assert found and then != now
    assert (found.proven, found.claimed, found.cost) == tuple(zip(then, now, strict=True))


def money_on(facts: AccountFacts, after: int) -> tuple[str, ...]:
    case = seen(facts, after, after, MONEY_BOOK).money
    assert case
    return case.proven, case.claimed or "$0", case.cost


def test_what_is_dated_on_the_day_itself_was_known_then() -> None:
    facts = known((reading("hours", 6, 20),), (paper("old", on=20),), plan=(agreed("hours", 10, 5),))
    assert changes(facts, 20, 25).measures == ()
    assert "old <small>" not in told(seen(facts, 20, 25))


def test_an_account_that_began_later_has_nothing_to_be_compared_with() -> None:
    assert "so that everything is new since then." in told(seen(known(), -3, 10))


@pytest.mark.parametrize(("line", "since"), [("", "2025-02-20"), ("changes_since = 2025-03-01", "2025-03-01")])
def test_the_settings_say_when_customers_last_looked(tmp_path: Path, line: str, since: str) -> None:
    (tmp_path / "vpl.toml").write_text(f'[portfolio]\nname = "All"\n{line}\n')
    workspace = open_workspace(tmp_path)
    facts = known()
    one = Assessed(facts, BUSY, assess(facts, BUSY, dt.date(2025, 3, 20)))
    found = site_view(workspace, one).changes
    assert found and found.since.on == dt.date.fromisoformat(since)
