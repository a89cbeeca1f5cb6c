"""Reached: a page to pass on, only of what holds, is new and is well proven."""

from __future__ import annotations

from hypothesis import given, settings

from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import agreed, day, known, paper, playbook, reading, step
from vpl_core.model.accounts import AccountFacts, MilestonePlan
from vpl_core.model.audience import CustomerView
from vpl_core.model.conditions import AtLeast, TargetMet
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.celebrated import LATELY
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()
QUICK = playbook(
    step("quick", TargetMet(value="hours")), step("later", AtLeast(value="seats", limit=90), stage="growth")
)
SIGNED = paper("signed", "confirmation", 21, values=("hours",), sha256="")
BOTH = (reading("hours", 4, 20), reading("hours", 4, 20, "observer"))
PLAN = (agreed("hours", 10, 5, source="timesheet"),)
OWNED = (MilestonePlan(milestone="quick", owner="Mina", impact="Home by five"),)


def view_of(facts: AccountFacts, after: int = 25, book: Playbook = QUICK) -> CustomerView:
    return customer_view(facts, book, assess(facts, book, day(after)), vendor="Tessaly")


def celebrations(view: CustomerView) -> dict[str, str]:
    """By milestone, the page that celebrates it."""
    pages = {page.path: page for page in MAKER.site(view).pages if page.path.startswith("reached/")}
    assert not any(page.in_nav for page in pages.values())
    return {path.removeprefix("reached/"): str(page.body) for path, page in pages.items()}


@settings(max_examples=60)
@given(account_facts(), playbooks())
def test_a_page_celebrates_what_holds_is_new_and_has_two_sources_and_nothing_else(
    facts: AccountFacts, book: Playbook
) -> None:
    view = view_of(facts, AS_OF, book)
    expected = {
        m.id
        for m in view.milestones
        if m.status is MilestoneStatus.ACHIEVED
        and m.rigor in (Rigor.CORROBORATED, Rigor.VERIFIED)
        and m.reached
        and view.as_of.on - LATELY <= m.reached.on
    }
    assert celebrations(view).keys() == expected


def test_it_tells_the_day_before_and_now_who_did_it_why_it_matters_and_what_comes_next() -> None:
    facts = known(BOTH, (SIGNED,), plan=PLAN, milestones=OWNED)
    said = celebrations(view_of(facts))["quick"]
    told = ("Reached: Step quick", "10\u202fh", "4\u202fh", "5\u202fh", "Mina", "quick matters", "Home by five")
    assert [words for words in told if words not in said] == []
    assert said.count("vpl-rigor--") >= 2, "before and now each with its proof"
    assert 'href="../milestones/quick.html"' in said and "Step later" in said.partition("What comes next")[2]


def test_what_one_source_alone_says_is_not_celebrated() -> None:
    view = view_of(known(BOTH[:1], plan=PLAN))
    assert view.milestones[0].status is MilestoneStatus.ACHIEVED
    assert celebrations(view) == {}


def test_what_was_lost_again_is_not_celebrated_any_more() -> None:
    lost = (*BOTH, reading("hours", 9, 24), reading("hours", 9, 24, "observer"))
    assert celebrations(view_of(known(BOTH, plan=PLAN))).keys() == {"quick"}
    assert celebrations(view_of(known(lost, plan=PLAN))) == {}


def test_the_celebration_ends_after_half_a_year() -> None:
    again = tuple(r.model_copy(update={"on": day(190)}) for r in BOTH)
    kept = known((*BOTH, *again), plan=PLAN)
    assert [bool(celebrations(view_of(kept, 20 + after))) for after in (183, 184)] == [True, False]


def test_who_did_not_want_to_be_named_is_not() -> None:
    facts = known(BOTH, (SIGNED.model_copy(update={"by": "Quiet Mina", "internal": True}),), plan=PLAN)
    assert "Quiet Mina" not in "".join(celebrations(view_of(facts)).values())


def test_the_overview_leads_to_the_celebration_where_there_is_one() -> None:
    for facts, page in ((known(BOTH, plan=PLAN), "reached"), (known(BOTH[:1], plan=PLAN), "milestones")):
        [overview] = [page for page in MAKER.site(view_of(facts)).pages if page.path == "index"]
        assert f'<li class="vpl-feat"><a href="{page}/quick.html">' in str(overview.body)
