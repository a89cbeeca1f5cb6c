"""Waivers: a person's reason to go on without; it excuses, and it proves nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.laws.test_ladder import EXEMPT, all_outcomes, ladders, standing
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, STEPS, playbooks
from tests.worlds import assessed, day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.ladder import Rung
from vpl_core.model.outcomes import Outcome
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver


def waiver(about: str, began: int, ends: int) -> Waiver:
    return Waiver(about=about, because="Not now", by="Mina", on=day(began), expires=day(ends))


def waived(facts: AccountFacts, *waivers: Waiver) -> AccountFacts:
    return facts.model_copy(update={"account": facts.account.model_copy(update={"waivers": waivers})})


def yeses(found: Assessment) -> list[tuple[str, str]]:
    return [(c.checklist, q.question) for c in found.checklists for q in c.questions if q.outcome is Outcome.MET]


@law(ladders, all_outcomes, times=2)
def test_a_waiver_more_never_changes_the_proof(rungs: tuple[Rung, ...], said: dict[str, Any]) -> None:
    """On any ladder, excusing everything that is not met leaves every rung as proven as it was.

    proven(excused) = proven; claimed(excused) ≥ claimed.
    """
    excused = {step: one if isinstance(one, tuple) else EXEMPT for step, one in said.items()}
    before, after = standing(rungs, said), standing(rungs, excused)
    assert after.proven == before.proven
    assert after.claimed >= before.claimed


@law(account_facts(), playbooks(), times=0.5)
def test_waiving_everything_proves_nothing_more(facts: AccountFacts, book: Playbook) -> None:
    """However many waivers an account writes for itself, its proven rung and its yeses stay what they were.

    proven(facts + waivers) = proven(facts), while claimed(facts + waivers) is the top.
    """
    everything = [waiver(about, 0, 900) for about in (*STEPS, "q-1")]
    before, after = assessed(waived(facts), book, AS_OF), assessed(waived(facts, *everything), book, AS_OF)
    assert after.standing.proven == before.standing.proven
    assert after.standing.claimed == len(book.ladder.rungs)
    assert yeses(after) == yeses(before)


@law(account_facts(), playbooks(), st.integers(-30, AS_OF + 30), st.integers(1, 60))
def test_a_waiver_excuses_from_its_first_day_to_the_day_before_it_expires(
    facts: AccountFacts, book: Playbook, began: int, length: int
) -> None:
    """What has not begun yet, and what has expired, is as if nobody had ever signed it.

    not (began ≤ day < expires) ⇒ assess(facts + waiver) = assess(facts).
    """
    one = waiver("step-1", began, began + length)
    for after in (began - 1, began + length):
        assert assessed(waived(facts, one), book, after) == assessed(waived(facts), book, after)
