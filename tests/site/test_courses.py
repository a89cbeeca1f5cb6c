"""Courses on pages: the customer reads what happened and what is done, the vendor also who was called in and why."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, get_args

from markupsafe import Markup

from tests.model.test_corrections import BARRIER, CALLED, MISSED, REACHED
from tests.rules.test_courses import BOOK, DONE, HELP, corrected, facts
from tests.rules.test_milestones import moved, waived
from tests.worlds import assessed, day, known
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.corrections import Barrier, Cause, Escalation, MilestoneReview
from vpl_core.rules import routes
from vpl_core.rules.engine import assess
from vpl_core.site import words
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view

MAKER = PageMaker()


def page(facts: AccountFacts, after: int) -> str:
    """The milestone's own page on the day, as text."""
    view = customer_view(facts, BOOK, assessed(facts, BOOK, after), vendor="Tessaly")
    site = MAKER.site(view)
    return text_of(next(one.body for one in site.pages if one.path == "milestones/begun"))


def internal(facts: AccountFacts, after: int) -> dict[str, str]:
    row = portfolio_row(facts, BOOK, assess(facts, BOOK, day(after)), Past())
    view = portfolio_view([row], name="All", vendor="Tessaly", as_of=day(after), earlier=day(0), left_out=())
    return {one.path: text_of(one.body) for one in PortfolioPages(MAKER).site(view).every_page}


def text_of(body: Any) -> str:
    drawn = re.sub(r"<(svg|details).*?</\1>", " ", str(body), flags=re.S)
    return " ".join(str(Markup(drawn.replace("<", " <")).striptags()).split())


def test_the_words_for_causes_blame_nobody_at_the_customer() -> None:
    said = " ".join(words.CAUSE_WORDS[cause].format(vendor="Tessaly") for cause in get_args(Cause)).lower()
    assert set(words.CAUSE_WORDS) == set(get_args(Cause))
    assert not re.search(r"\b(customer|client|you|your|they|their|fault|fail\w*|blame\w*|refus\w*|late)\b", said)


def test_every_destination_and_every_choice_has_words() -> None:
    assert set(words.DESTINATION_WORDS) == {*routes.BARRIERS.values(), *routes.ESCALATIONS.values()}
    assert set(words.BARRIER_WORDS) == set(routes.BARRIERS)
    assert set(words.TRIGGER_WORDS) == set(routes.ESCALATIONS)


def test_a_customer_reads_what_stood_in_the_way_what_changes_and_who_does_it() -> None:
    said = corrected(45, causes=("priority_shift", "too_little_support"), **HELP)
    shown = page(facts(corrections=(said,)), 50)
    assert "Something else had to come first. Tessaly gave less support than was needed." in shown
    assert f"More help One → Two It helps Mina, by {dated(55)}" in shown
    assert f"Mina, by {dated(55)} (overdue)" in page(facts(corrections=(said,)), 56)
    done = said.model_copy(update={"done_on": day(52)})
    assert f"Mina, done on {dated(52)}" in page(facts(corrections=(done,)), 56)


def test_a_moved_date_tells_what_was_what_is_now_and_the_days_between() -> None:
    said = corrected(35, option="adjust_timeline")
    shown = page(facts(resets=(moved(60, 35),), corrections=(said,)), 50)
    assert f"Moved once, by +20 days. Now expected by {dated(60)}; confidence in that date: medium." in shown
    assert f"Another date {dated(40)} → {dated(60)}" in shown
    late = page(facts(DONE, resets=(moved(60, 35),), corrections=(said,)), 100)
    assert "30 days late. Its date was moved once." in late


def test_an_excused_milestone_still_says_that_its_day_passed() -> None:
    shown = page(facts(waivers=(waived(30, 300),)), 100)
    assert f"Promised before {dated(40)}. That day passed." in shown
    assert "That day passed." not in page(facts(waivers=(waived(30, 300),)), 40)


def test_a_barrier_is_on_the_customers_page_only_where_it_is_public() -> None:
    known_ = (Barrier(**BARRIER), Barrier(**{**BARRIER, "what": "The open form", "owner": "Q. Kept", "public": True}))
    shown = page(facts(barriers=known_), 50)
    assert f"Way of working The open form {dated(10)} –" in shown
    assert "A form" not in shown and "Q. Kept" not in shown
    assert "What stands in the way" not in page(facts(barriers=known_[:1]), 50)


def test_escalations_and_reviews_are_the_vendors_alone() -> None:
    called = Escalation(**{**CALLED, "because": "They never answer", "to": "technical_team"})
    back = MilestoneReview(of="missed", on=day(90), by="Mina", **{**MISSED, "learned": "To ask first"})
    ahead = MilestoneReview(of="reached", on=day(91), by="Mina", **{**REACHED, "worked": "Asking"})
    known_ = facts(escalations=(called,), reviews=(back, ahead))
    shown = page(known_, 100)
    assert not re.search("never answer|To ask first|Asking|take part", shown)
    pages = internal(known_, 100)
    assert "The customer does not take part They never answer Technical team Omar, Vera" in pages["index"]
    assert "To ask first" in pages["learnings"] and "Asking" in pages["learnings"]
    assert pages["learnings"].index("To ask first") < pages["learnings"].index("Asking")


def test_the_portfolio_says_what_each_milestone_still_needs_and_how_often_dates_were_moved() -> None:
    pages = internal(facts(resets=(moved(60, 35), moved(70, 58))), 100)
    assert "It is missed, 60 days late, and nobody has written down why." in pages["index"]
    assert "Promised dates were moved 2 times in 1 account, by +30 days in all." in pages["index"]
    assert "2 (+30 d)" in pages["index"]
    account = pages["accounts/acme"]
    assert "Not reached 60 days after the first promise; moved twice, by +30 days in all" in account
    assert "append a correction with its causes, its option, an owner and a day." in account


def test_a_portfolio_without_slips_says_so() -> None:
    pages = internal(known(), 10)
    assert "No promised date was moved." in pages["index"]
    assert "Everything that is late has a cause, an option and nothing overdue." in pages["index"]
    assert "No correction is on file yet." in pages["learnings"]


def test_causes_are_counted_over_all_corrections() -> None:
    twice = (corrected(45), corrected(48, causes=("priority_shift", "technical_blocker")))
    shown = internal(facts(corrections=twice), 50)["learnings"]
    assert "Something else had to come first 2 1 Something technical stood in the way 1 1" in shown


def dated(after: int) -> str:
    day_: dt.date = day(after)
    return f"{day_.day} {day_:%b} {day_.year}"
