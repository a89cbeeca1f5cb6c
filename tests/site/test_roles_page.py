"""For your role: everything stands in the block of everybody whose it is, and in no other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.rules.test_business_cases import fee
from tests.site.test_money_page import GAINS, viewed
from tests.worlds import VALUES, agreed, day, known, playbook, reading, step, value
from vpl_core.model.accounts import AccountFacts, Ask, Decision
from vpl_core.model.audience import CustomerView
from vpl_core.model.audiences import Audience
from vpl_core.model.conditions import AtLeast, TargetMet
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()
SYNC = value("sync", unit="percent", category="process", kind="leading", direction="up", audiences=("it",))
BOOK = playbook(
    step("quicker", TargetMet(value="hours")),
    step("linked", AtLeast(value="sync", limit=90)),
    step("decided", audiences=("sponsor",)),
    values=(*VALUES, SYNC),
)


def view_of(facts: AccountFacts, book: Playbook = BOOK, after: int = 30) -> CustomerView:
    return customer_view(facts, book, assess(facts, book, day(after)), vendor="Tessaly")


def blocks(view: CustomerView) -> dict[str, str]:
    """The HTML of each block."""
    [page] = [page for page in MAKER.site(view).pages if page.path == "roles"]
    parts = re.split(r'<h2 class="vpl-h" id="(sponsor|users|it|finance)">', str(page.body))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def ask(what: str, **changes: str) -> Ask:
    return Ask.model_validate({"who": "Mina", "what": what, "by": "2027-03-01", "otherwise": "It waits", **changes})


@given(account_facts(), playbooks())
def test_every_milestone_and_every_number_is_somebodys(facts: AccountFacts, book: Playbook) -> None:
    """What a view holds stands in the blocks that it names, in no other, and always in one."""
    view = view_of(facts, book, AS_OF)
    said = blocks(view)
    for m in view.milestones:
        assert [a for a in Audience if f'href="milestones/{m.id}.html"' in said[a]] == list(m.audiences) != []
    for measure in view.measures:
        assert measure.audiences


def test_an_ask_stands_with_the_one_who_is_asked_and_with_nobody_else() -> None:
    asks = (ask("Name a signer"), ask("Check the ledger", audience="finance"), ask("Open the port", audience="it"))
    said = blocks(view_of(known(asks=asks)))
    places = {one.what: [audience for audience in Audience if one.what in said[audience]] for one in asks}
    assert places == {"Name a signer": ["sponsor"], "Check the ledger": ["finance"], "Open the port": ["it"]}


def test_it_reads_which_systems_the_numbers_come_from_and_what_is_overdue() -> None:
    readings = (reading("sync", 99, 10, "product"), reading("hours", 6, 20))
    said = blocks(view_of(known(readings), after=200))
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", said["it"].partition("Systems that")[2], re.S)
    assert [("The product" in row, "190 days old" in row) for row in rows] == [(True, True)]


def test_what_is_read_by_asking_people_comes_out_of_no_system() -> None:
    assert "No number comes out of a system yet." in blocks(view_of(known((reading("hours", 6, 20),))))["it"]


def test_an_internal_value_has_no_say_in_whose_a_milestone_is() -> None:
    """Otherwise the block would tell in what a customer's hidden value is counted."""
    secret = value("secret", unit="money", category="cost", internal=True)
    book = playbook(step("watched", TargetMet(value="secret")), values=(*VALUES, secret))
    assert view_of(known(), book).milestones[0].audiences == (Audience.SPONSOR,)


def test_users_see_what_changes_in_their_day_with_its_proof_and_finance_does_not() -> None:
    facts = known((reading("hours", 6, 20),), plan=(agreed("hours", 10, 5),))
    said = blocks(view_of(facts))
    assert "What changes in your day" in said["users"]
    assert "10\u202fh" in said["users"] and "vpl-rigor--" in said["users"]
    assert "10\u202fh" not in said["finance"]


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision(id="open", title="Which way"), "It still needs"),
        (
            Decision.model_validate(
                {
                    "id": "old",
                    "title": "Which way",
                    "owner": "Mina",
                    "options": ({"name": "A"}, {"name": "B"}),
                    "chosen": "A",
                    "because": "Cheaper",
                    "decided_on": day(1),
                    "review_on": day(10),
                    "reversal_signal": "Two lost days",
                }
            ),
            "Its review is overdue.",
        ),
    ],
)
def test_a_decision_that_is_not_settled_waits_for_the_sponsor(decision: Decision, why: str) -> None:
    said = blocks(view_of(known(decisions=(decision,))))
    assert "Which way" in said["sponsor"] and why in said["sponsor"]


def test_a_settled_decision_is_not_asked_of_the_sponsor_again() -> None:
    assert "None: every decision on record is settled" in blocks(view_of(known()))["sponsor"]


def test_finance_reads_the_return_with_its_formula_and_what_is_not_counted() -> None:
    view = viewed(*GAINS)
    assert view.money and view.money.gain
    said = blocks(view)["finance"]
    assert f"({view.money.proven} − {view.money.cost}) ÷ {view.money.cost}" in said
    assert all(b.not_counted in said for b in view.money.benefits)


def test_without_a_cost_finance_reads_no_return_and_what_is_missing() -> None:
    view = viewed(*GAINS, costs=())
    said = blocks(view)["finance"]
    assert "÷" not in said and "No return can be told yet" in said
    assert fee().name not in said


def test_where_nothing_is_said_of_money_finance_is_told_so() -> None:
    assert "Nothing is said of money yet" in blocks(view_of(known()))["finance"]
