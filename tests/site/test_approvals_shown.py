"""Approvals on pages: a decision that waits for one does not read as decided, and says whose it waits for."""

from __future__ import annotations

import re
from html import unescape

from tests.approvals import SIGNATURE, asked, excused, given, governed
from tests.records import FACTS, sealed, whole
from tests.worlds import day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.audience import CustomerView
from vpl_core.model.conditions import AttributeIs
from vpl_core.model.decisions import Approval, DecisionRecord
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view

MAKER = PageMaker()
SIGNED = FACTS.model_copy(update={"evidence": (*FACTS.evidence, SIGNATURE)})


def facts_of(record: DecisionRecord, facts: AccountFacts = SIGNED) -> AccountFacts:
    return facts.model_copy(update={"records": (record,)})


def view_of(record: DecisionRecord, book: Playbook | None = None, facts: AccountFacts = SIGNED) -> CustomerView:
    book, told = book or governed(), facts_of(record, facts)
    return customer_view(told, book, assess(told, book, day(30)), vendor="Tessaly")


def pages_of(view: CustomerView) -> dict[str, str]:
    """The text of each page, by its path."""
    return {page.path: _text(str(page.body)) for page in MAKER.site(view).pages}


def _text(body: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_what_waits_for_an_approval_is_proposed_and_not_decided():
    view = view_of(whole(approvals=()))
    [record] = view.records
    assert (record.chosen, record.decided_on, record.proposed, record.awaits) == ("", None, "Pilot", ("Works council",))
    assert not any(option.chosen for option in record.options)
    pages = pages_of(view)
    page = pages["decisions/shorter-shifts"]
    assert "Awaiting approval of Works council. The Works council has not approved “Working hours”." in page
    assert "Proposed Pilot" in page and "Decided on Not before it is approved" in page
    assert "Chosen" not in page
    assert "Awaiting approval of Works council Proposed: Pilot" in pages["decisions"]


def test_a_refused_decision_that_lacks_an_approval_too_is_not_called_decided_either():
    [record] = view_of(whole(approvals=(), owner="")).records
    assert (record.status, record.chosen, record.proposed) == ("refused", "", "Pilot")


def test_what_is_given_says_by_whom_when_on_which_paper_and_by_which_rule():
    view = view_of(whole(approvals=(given(), Approval(who="Jo", what="The pilot", given_on=day(19)))))
    assert view.records[0].chosen == "Pilot"
    page = MAKER.site(view)
    body = next(str(p.body) for p in page.pages if p.path == "decisions/shorter-shifts")
    text = _text(body)
    assert "Given Working hours by the Works council Who works when is agreed." in text
    assert "Mina, 12 Feb 2025 (signature). It holds until 11 Feb 2026." in text
    assert 'Asked for by <a href="https://rules.example/1" rel="noopener noreferrer">House rules, rule 1</a>' in body
    assert "Given The pilot Jo, 19 Feb 2025." in text


def test_a_paper_that_is_kept_private_is_not_named():
    private = SIGNATURE.model_copy(update={"internal": True})
    hidden = FACTS.model_copy(update={"evidence": (*FACTS.evidence, private)})
    [record] = view_of(whole(approvals=(given(),)), facts=hidden).records
    assert record.approvals[0].told == "Mina, 12 Feb 2025 (evidence kept private). It holds until 11 Feb 2026"


def test_an_excuse_a_line_to_fill_and_a_need_that_is_not_known_each_say_what_they_are():
    elected = asked(condition=AttributeIs(attribute="works-council", one_of=("elected",)))
    told = [
        view_of(whole(approvals=approvals, waivers=waivers), book).records[0].approvals[0]
        for approvals, waivers, book in (
            ((), (excused(20, 40),), governed()),
            ((Approval(answers="works-council"),), (), governed()),
            ((), (), governed(elected)),
            ((given(role="Shop Manager", evidence="lost"),), (), governed()),
        )
    ]
    assert [(one.standing, one.told) for one in told] == [
        ("exempt", "The council is elected in May (Mina, 20 Feb 2025, until 12 Mar 2025)"),
        ("missing", "Nobody has given it yet"),
        ("unknown", "It is not known whether the decision needs it"),
        ("missing", "It is given as “Shop Manager” and not as “Works council”, no evidence of it is on file"),
    ]


def test_what_a_decision_does_not_need_is_not_asked_of_its_reader():
    assert view_of(whole(approvals=(), chosen="stay")).records[0].approvals == ()


def test_the_vendors_portfolio_lists_what_is_missing_over_all_accounts_and_on_each_page():
    record = sealed(whole(approvals=(given(role="Shop manager"),), locked=None), SIGNED, book=governed())
    facts, book = facts_of(record), governed()
    row = portfolio_row(facts, book, assess(facts, book, day(30)), Past())
    told = "Working hours Works council Awaited: it is given as “Shop manager” and not as “Works council”"
    view = portfolio_view([row], name="All", vendor="Tessaly", as_of=day(30), earlier=day(0), left_out=())
    pages = {page.path: _text(str(page.body)) for page in PortfolioPages(MAKER).site(view).every_page}
    assert f"Acme How to get home by five {told}" in pages["index"]
    assert f"How to get home by five {told}" in pages["accounts/acme"]
    whole_one = facts_of(whole(approvals=(given(),)))
    assert portfolio_row(whole_one, book, assess(whole_one, book, day(30)), Past()).approvals == ()
