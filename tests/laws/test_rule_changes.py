"""Rule changes: the same rules change nobody, and whoever is listed really stands otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, CARD, playbooks
from tests.strangers import registry
from tests.worlds import day
from vpl_core.app.impact import Impact, impact, rules_between
from vpl_core.app.moves import moves
from vpl_core.app.portfolio import Assessed, Collected, Workspace
from vpl_core.app.rule_books import RuleBook, save
from vpl_core.app.views import site_view
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import Playbooks
from vpl_core.ports import nowhere
from vpl_core.rules.differences import differences
from vpl_core.rules.engine import assess
from vpl_core.rules.rule_changes import in_one_order
from vpl_core.settings import Settings
from vpl_core.site.pages import PageMaker

PARTS = ("values", "thresholds", "milestones", "scorecards", "health_signals", "checklists", "stop_rules")
MAKER = PageMaker()
WORKSPACE = Workspace(Path(), Settings(), registry(), Playbooks({}, ()))


def book_of(playbook: Playbook) -> RuleBook:
    return RuleBook("book", Playbooks({playbook.segment.id: playbook}, ()), {}, {})


def between(before: Playbook, after: Playbook, facts: AccountFacts) -> Impact:
    """What becomes of one account when the one playbook takes the place of the other."""
    gathered = Collected((facts,), (), nowhere, 1)
    return impact(WORKSPACE, book_of(before), book_of(after), [gathered], day(AS_OF))


@st.composite
def reordered(draw: st.DrawFn) -> tuple[Playbook, Playbook]:
    """A playbook, and the same with all its parts and the milestones of its rungs in another order."""
    book = draw(playbooks())
    parts: dict[str, Any] = {part: tuple(draw(st.permutations(getattr(book, part)))) for part in PARTS}
    rungs = [r.model_copy(update={"milestones": tuple(draw(st.permutations(r.milestones)))}) for r in book.ladder.rungs]
    ladder = book.ladder.model_copy(update={"rungs": tuple(rungs)})
    return book, book.model_copy(update={**parts, "ladder": ladder})


TURNED = CARD.model_copy(
    update={"factors": tuple(f.model_copy(update={"weight": 40 - f.weight}) for f in CARD.factors)}
)
"""The usual scorecard with what weighed most weighing least."""


@st.composite
def edited(draw: st.DrawFn) -> tuple[Playbook, Playbook]:
    """A playbook, and the same with none, some or all of its parts as another has them."""
    book, other = draw(playbooks()), draw(playbooks())
    card, floor = draw(st.sampled_from([CARD, TURNED])), draw(st.sampled_from([*Rigor][:2]))
    segment = book.segment.model_copy(update={"floor": floor})
    others = other.model_copy(update={"scorecards": (card,), "segment": segment})
    taken = draw(st.sets(st.sampled_from([*PARTS, "ladder", "segment"]), max_size=4))
    return book, book.model_copy(update={part: getattr(others, part) for part in taken})


@law(reordered(), account_facts(), times=0.75)
def test_definitions_in_another_order_change_nobody(pair: tuple[Playbook, Playbook], facts: AccountFacts) -> None:
    """Who only moves lines about has nothing to explain to any customer.

    impact(p, π(p)) = ∅ and changes(p, π(p)) = ∅.
    """
    found = between(*pair, facts)
    assert (found.accounts, found.summary["changed"]) == ([], 0)
    assert list(rules_between(*map(book_of, pair))) == []


def judged(book: Playbook, facts: AccountFacts) -> Assessed:
    ordered = in_one_order(book)
    return Assessed(facts, ordered, assess(facts, ordered, day(AS_OF)))


@law(edited(), account_facts(), times=0.75)
def test_what_moves_is_told_if_and_only_if_it_moves(edit: tuple[Playbook, Playbook], facts: AccountFacts) -> None:
    """Standing, scores, health and statuses are told exactly where two assessments differ, each with its reason.

    x ∈ moves(a, b) ⇔ x(a) ≠ x(b).
    """
    before, after = (judged(book, facts) for book in edit)
    old, new = before.assessment, after.assessment
    moved = {
        "proven": old.standing.proven != new.standing.proven,
        "claimed": old.standing.claimed != new.standing.claimed,
        "score": [(s.least, s.most, s.band) for s in old.scores] != [(s.least, s.most, s.band) for s in new.scores],
        "health": old.health.colour != new.health.colour,
        "milestone": [s.status for s in old.milestones] != [s.status for s in new.milestones],
    }
    changes = moves(before, after)
    assert {change.what for change in changes} == {what for what, is_so in moved.items() if is_so}
    assert all(change.before != change.after and change.why for change in changes)


@law(edited(), account_facts(), times=0.75)
def test_the_way_back_tells_the_same_the_other_way_round(edit: tuple[Playbook, Playbook], facts: AccountFacts) -> None:
    """What rises one way falls the other, by as much.

    moves(b, a) = {(x, after, before) : (x, before, after) ∈ moves(a, b)}.
    """
    one, other = (judged(book, facts) for book in edit)
    there = [(c.what, c.about, c.before, c.after) for c in moves(one, other)]
    back = [(c.what, c.about, c.after, c.before) for c in moves(other, one)]
    assert there == back


@law(edited(), account_facts(), times=0.2)
def test_an_account_is_listed_if_and_only_if_it_or_a_page_of_its_changes(
    edit: tuple[Playbook, Playbook], facts: AccountFacts
) -> None:
    """Pages are named exactly where the customer would read something else.

    pages(impact(p, q)) = {page : page(p) ≠ page(q)}, and impact(p, q) = ∅ ⇔ nothing moves and no page differs.
    """
    found = between(*edit, facts).accounts
    before, after = (judged(book, facts) for book in edit)
    sites = site(before), site(after)
    pages = {path for path in sites[0].keys() | sites[1].keys() if sites[0].get(path) != sites[1].get(path)}
    told = [change for one in found for change in one.changes]
    assert {change.about for change in told if change.what == "page"} == pages
    assert bool(told) == (bool(pages) or bool(moves(before, after)))


def site(one: Assessed) -> dict[str, tuple[str, str]]:
    """Title and content of each page of the customer's site."""
    return {page.path: (page.title, str(page.body)) for page in MAKER.site(site_view(WORKSPACE, one)).pages}


@law(edited())
def test_what_differs_is_named_if_and_only_if_something_does(edit: tuple[Playbook, Playbook]) -> None:
    """No change of a rule is silent, and none is made up.

    changes(p, q) = ∅ ⇔ p and q are the same rules in some order.
    """
    before, after = edit
    named = list(rules_between(book_of(before), book_of(after)))
    assert bool(named) == (in_one_order(before) != in_one_order(after))
    assert all(change.before != change.after for change in named)
    assert differences(before, before) == ()


@law(playbooks(), times=0.5)
def test_a_saved_playbook_is_the_playbook(book: Playbook) -> None:
    """Nothing is lost on the way through a file, and the same rules give the same bytes.

    read(save(p)) = p, with its fingerprint, and save(read(save(p))) = save(p).
    """
    text = save(book_of(book))
    content = json.loads(text)["segments"][book.segment.id]["playbook"]
    assert Playbook.model_validate(content) == book
    assert Playbook.model_validate(content).fingerprint == book.fingerprint
    assert save(book_of(Playbook.model_validate(content))) == text
