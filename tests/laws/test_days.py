"""Days: an assessment for a day knows what was known on that day, and nothing that came later."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import assessed, day
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.playbook import Playbook

days_after = st.integers(-5, AS_OF)


def known_on(facts: AccountFacts, after: int) -> AccountFacts:
    """The facts without those that are dated after the day."""
    today, account = day(after), facts.account
    then = account.model_copy(
        update={
            "waivers": tuple(w for w in account.waivers if w.on <= today),
            "goals": tuple(g for g in account.goals if g.said_on is None or g.said_on <= today),
            "decisions": tuple(d for d in account.decisions if d.decided_on is None or d.decided_on <= today),
        }
    )
    return AccountFacts(
        account=then,
        observations=tuple(o for o in facts.observations if o.on <= today),
        evidence=tuple(e for e in facts.evidence if e.on <= today),
        sources=facts.sources,
    )


@law(account_facts(), playbooks(), days_after)
def test_facts_dated_after_the_day_change_nothing(facts: AccountFacts, book: Playbook, after: int) -> None:
    """The report of a past day can be made again at any time and is the same.

    assess(facts, d) = assess({f ∈ facts : date(f) ≤ d}, d).
    """
    assert assessed(facts, book, after) == assessed(known_on(facts, after), book, after)


@law(account_facts(), playbooks(), days_after)
def test_what_is_agreed_after_the_day_is_not_agreed_yet(facts: AccountFacts, book: Playbook, after: int) -> None:
    """A plan that will be signed tomorrow proves nothing today.

    agreed_on > d ⇒ assess(facts, d) stands as if nobody had signed.
    """

    def signed(**said: Any) -> AccountFacts:
        plan = tuple(one.model_copy(update=said) for one in facts.account.plan)
        return facts.model_copy(update={"account": facts.account.model_copy(update={"plan": plan})})

    tomorrow = signed(agreed_on=day(after + 1), agreed_by="Mina")
    one, other = assessed(tomorrow, book, after), assessed(signed(agreed_on=None, agreed_by=""), book, after)
    assert one.standing == other.standing
    assert (one.milestones, one.checklists, one.issues) == (other.milestones, other.checklists, other.issues)
    assert [state.baseline_rigor for state in one.values] == [state.baseline_rigor for state in other.values]
