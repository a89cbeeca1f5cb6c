"""Laws of rule changes: the same rules change nobody, and whoever is listed really stands otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.strangers import registry
from tests.worlds import day
from vpl_core.app.impact import Impact, impact, rules_between
from vpl_core.app.moves import moves
from vpl_core.app.portfolio import Assessed, Collected, Workspace
from vpl_core.app.rule_books import RuleBook, save
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks
from vpl_core.ports import nowhere
from vpl_core.rules.differences import differences
from vpl_core.rules.engine import assess
from vpl_core.rules.rule_changes import in_one_order
from vpl_core.settings import Settings
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

PARTS = ("values", "thresholds", "milestones", "scorecards", "health_signals", "checklists", "stop_rules")
MAKER = PageMaker()
WORKSPACE = Workspace(Path(), Settings(), registry(), Playbooks({}, ()))


def book_of(playbook: Playbook) -> RuleBook:
    return RuleBook("book", Playbooks({playbook.segment.id: playbook}, ()), {}, {})


def between(before: Playbook, after: Playbook, facts: AccountFacts) -> Impact:
    """What becomes of one account when the one playbook takes the place of the other."""
    gathered = Collected((facts,), (), nowhere, 1)
    return impact(WORKSPACE, book_of(before), book_of(after), gathered, day(AS_OF))


@st.composite
def reordered(draw: st.DrawFn) -> tuple[Playbook, Playbook]:
    """A playbook, and the same with all its parts and the milestones of its rungs in another order."""
    book = draw(playbooks())
    parts: dict[str, Any] = {part: tuple(draw(st.permutations(getattr(book, part)))) for part in PARTS}
    rungs = [r.model_copy(update={"milestones": tuple(draw(st.permutations(r.milestones)))}) for r in book.ladder.rungs]
    ladder = book.ladder.model_copy(update={"rungs": tuple(rungs)})
    return book, book.model_copy(update={**parts, "ladder": ladder})


@given(reordered(), account_facts())
def test_definitions_in_another_order_change_nobody(pair: tuple[Playbook, Playbook], facts: AccountFacts) -> None:
    """Who only moves lines about has nothing to explain to any customer."""
    found = between(*pair, facts)
    assert (found.accounts, found.summary["changed"]) == ([], 0)
    assert list(rules_between(*map(book_of, pair))) == []


def judged(book: Playbook, facts: AccountFacts) -> Assessed:
    ordered = in_one_order(book)
    return Assessed(facts, ordered, assess(facts, ordered, day(AS_OF)))


@given(playbooks(), playbooks(), account_facts())
def test_what_moves_is_told_if_and_only_if_it_moves(before: Playbook, after: Playbook, facts: AccountFacts) -> None:
    """Standing, scores, health and statuses are told exactly where two assessments differ, each with its reason."""
    pair = judged(before, facts), judged(after, facts)
    old, new = (one.assessment for one in pair)
    moved = {
        "proven": old.standing.proven != new.standing.proven,
        "claimed": old.standing.claimed != new.standing.claimed,
        "score": [(s.least, s.most, s.band) for s in old.scores] != [(s.least, s.most, s.band) for s in new.scores],
        "health": old.health.colour != new.health.colour,
        "milestone": [s.status for s in old.milestones] != [s.status for s in new.milestones],
    }
    changes = moves(*pair)
    assert {change.what for change in changes} == {what for what, is_so in moved.items() if is_so}
    assert all(change.before != change.after and change.why for change in changes)


@given(playbooks(), playbooks(), account_facts())
def test_the_way_back_tells_the_same_the_other_way_round(
    before: Playbook, after: Playbook, facts: AccountFacts
) -> None:
    """What rises one way falls the other, by as much."""
    one, other = judged(before, facts), judged(after, facts)
    there = [(c.what, c.about, c.before, c.after) for c in moves(one, other)]
    back = [(c.what, c.about, c.after, c.before) for c in moves(other, one)]
    assert there == back


@settings(max_examples=10)
@given(playbooks(), playbooks(), account_facts())
def test_an_account_is_listed_if_and_only_if_it_or_a_page_of_its_changes(
    before: Playbook, after: Playbook, facts: AccountFacts
) -> None:
    """Pages are named exactly where the customer would read something else."""
    found = between(before, after, facts).accounts
    sites = [site(judged(book, facts)) for book in (before, after)]
    pages = {path for path in sites[0].keys() | sites[1].keys() if sites[0].get(path) != sites[1].get(path)}
    told = [change for one in found for change in one.changes]
    assert {change.about for change in told if change.what == "page"} == pages
    assert bool(told) == (bool(pages) or bool(moves(judged(before, facts), judged(after, facts))))


def site(one: Assessed) -> dict[str, tuple[str, str]]:
    """Title and content of each page of the customer's site."""
    view = customer_view(one.facts, one.playbook, one.assessment, vendor="Vendor")
    return {page.path: (page.title, str(page.body)) for page in MAKER.site(view).pages}


@given(playbooks(), playbooks())
def test_what_differs_is_named_if_and_only_if_something_does(before: Playbook, after: Playbook) -> None:
    """No change of a rule is silent, and none is made up."""
    named = list(rules_between(book_of(before), book_of(after)))
    assert bool(named) == (in_one_order(before) != in_one_order(after))
    assert all(change.before != change.after for change in named)
    assert differences(before, before) == ()


@given(playbooks())
def test_a_saved_playbook_is_the_playbook(book: Playbook) -> None:
    """Nothing is lost on the way through a file, and the same rules give the same bytes."""
    text = save(book_of(book))
    content = json.loads(text)["segments"][book.segment.id]["playbook"]
    assert Playbook.model_validate(content) == book
    assert Playbook.model_validate(content).fingerprint == book.fingerprint
    assert save(book_of(Playbook.model_validate(content))) == text
