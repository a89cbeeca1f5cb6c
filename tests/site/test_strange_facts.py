"""Facts with any day and any number still make pages that pass the gate, and the pages stay small."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings, strategies as st

from tests.random_facts import any_day, hostile_facts
from tests.random_playbooks import playbooks
from tests.worlds import agreed, day, known, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, MilestonePlan, Reset
from vpl_core.model.conditions import TargetMet
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.finished import Site
from vpl_core.site.gate import Passed, examine
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view

MAKER = PageMaker()
LARGEST_PAGE = 400_000
"""Characters of a body: what a browser opens at once."""


def sites(facts: AccountFacts, book: Playbook, as_of: dt.date) -> tuple[Site, Site]:
    assessment = assess(facts, book, as_of)
    view = customer_view(facts, book, assessment, vendor="Tessaly")
    row = portfolio_row(facts, book, assessment, Past(proven=1, first_proof=as_of))
    everybody = portfolio_view([row], name="All", vendor="Tessaly", as_of=as_of, earlier=as_of, left_out=())
    return MAKER.site(view), PortfolioPages(MAKER).site(everybody)


def check(facts: AccountFacts, book: Playbook, as_of: dt.date) -> None:
    for site in sites(facts, book, as_of):
        for page in site.every_page:
            assert isinstance(examine(page.body, page.file), Passed)
            assert len(page.body) < LARGEST_PAGE


@settings(max_examples=60)
@given(hostile_facts(), playbooks(), st.one_of(any_day, st.just(day(120))))
def test_any_day_and_any_number_make_pages_that_pass(facts, book, as_of):
    check(facts, book, as_of)


def test_a_reading_absurdly_far_beyond_its_target_is_drawn_as_far():
    plan = agreed("sales", 0, "0.000001")
    facts = known((reading("sales", "999999999999999"), reading("sales", "-999999999999999", on=5)), plan=(plan,))
    check(facts, playbook(step("begun", TargetMet(value="sales"))), day(30))


def test_a_date_moved_by_thousands_of_years_does_not_draw_thousands_of_lines():
    far = Reset(to=dt.date.max, on=day(5), because="Never", confidence="low", by="Mina")
    facts = known(milestones=(MilestonePlan(milestone="begun", due=day(4), resets=(far,)),))
    check(facts, playbook(), day(30))
    site, _ = sites(facts, playbook(), day(30))
    drawn = next(page for page in site.pages if page.path == "milestones").body
    assert drawn.count("v-grid") < 200


def test_an_account_that_starts_later_has_pages_too():
    for start in (dt.date.max, dt.date(2999, 1, 31), dt.date.min):
        check(known(start=start), playbook(), day(30))
