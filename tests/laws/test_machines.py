"""Machines: accounts that live on, in which evidence comes and goes and facts arrive late."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.laws.law import law, run
from tests.laws.test_knowledge import assert_no_better, rank
from tests.random_facts import account_facts, papers, readings_of
from tests.random_playbooks import AS_OF, IDS, OF_EVIDENCE, SMALL, STEPS, joined, playbooks
from tests.worlds import VALUES, assessed, day, known, paper, playbook, reading, rung, step
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.conditions import AtLeast, AtMost, ChangedBy, GapClosed, Sustained, TargetMet
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook

BEGINNING = 60
"""What an account begins with is dated before this day; what is added comes on later days, one after the other."""


def towards_better(value: str, direction: str, limit: int) -> list[Any]:
    """Conditions that a better reading can only help."""
    rises = direction == "up"
    return [
        AtLeast(value=value, limit=limit) if rises else AtMost(value=value, limit=limit),
        ChangedBy(value=value, limit=limit if rises else -limit or -1),
        GapClosed(value=value, percent=10 * limit),
        TargetMet(value=value),
    ]


HELPED = [one for v, n in itertools.product(VALUES, SMALL[1:]) for one in towards_better(v.id, v.direction, n)]
helped = joined(
    st.one_of(
        st.sampled_from(HELPED),
        st.sampled_from([Sustained(condition=one, **n) for one in HELPED for n in ({"readings": 2}, {"days": 5})]),
        st.sampled_from(OF_EVIDENCE),
    )
)
helped_books = st.builds(
    lambda conditions, floors: playbook(
        *(step(id_, condition) for id_, condition in zip(STEPS, conditions, strict=True)),
        rungs=tuple(rung(n, id_, floor=floor) for n, (id_, floor) in enumerate(zip(STEPS, floors, strict=True), 1)),
    ),
    st.tuples(helped, helped, helped),
    st.tuples(*[st.sampled_from([*Rigor][:4])] * 3),
)


def begun(facts: AccountFacts) -> AccountFacts:
    """The account without waivers, and with nothing dated after its beginning."""
    before = day(BEGINNING)
    return facts.model_copy(
        update={
            "account": facts.account.model_copy(update={"waivers": ()}),
            "observations": tuple(o for o in facts.observations if o.on < before),
            "evidence": tuple(e for e in facts.evidence if e.on < before),
        }
    )


class GrowingAccount(RuleBasedStateMachine):
    """An account to which truthful evidence is added and from which it is taken away again."""

    @initialize(facts=account_facts(), book=helped_books)
    def begins(self, facts: AccountFacts, book: Playbook) -> None:
        self.book, self.facts, self.days = book, begun(facts), itertools.count(BEGINNING)
        self.found = self.assess()

    def assess(self) -> Assessment:
        return assessed(self.facts, self.book, AS_OF)

    def with_more(self, **more: Any) -> None:
        """Takes the addition over, and holds the account against what it was."""
        before, self.facts = self.found, self.facts.model_copy(update=more)
        self.found = self.assess()
        assert self.found.standing.proven >= before.standing.proven
        for one, other in zip(before.milestones, self.found.milestones, strict=True):
            assert one.outcome is not Outcome.MET or other.outcome is Outcome.MET
            assert rank(other.rigor) >= rank(one.rigor)

    def with_fewer(self, **fewer: Any) -> None:
        before, self.facts = self.found, self.facts.model_copy(update=fewer)
        self.found = self.assess()
        assert_no_better(before, self.found)

    @rule(said=papers)
    def a_paper_comes_in(self, said: dict[str, Any]) -> None:
        number = next(self.days)
        more = paper(f"later-{number}", **{**said, "on": number})
        self.with_more(evidence=(*self.facts.evidence, more))

    @rule(value=st.sampled_from(VALUES), by=st.integers(0, 3), source=st.sampled_from(["", "observer"]))
    def a_reading_comes_in_that_is_as_good_or_better(self, value: Any, by: int, source: str) -> None:
        """Of the source of record, or of the one that was read last; or of an observer where any source counts."""
        state = next(one for one in self.found.values if one.value == value.id)
        if state.latest is None:
            return
        better = state.latest.number + (Decimal(by) if value.direction == "up" else -Decimal(by))
        by_whom = source if source and not (state.plan and state.plan.source) else state.latest.source
        more = reading(value.id, better, on=next(self.days), source=by_whom)
        self.with_more(observations=(*self.facts.observations, more))

    @precondition(lambda self: self.facts.evidence)
    @rule(data=st.data())
    def a_paper_is_lost(self, data: st.DataObject) -> None:
        lost: Evidence = data.draw(st.sampled_from(self.facts.evidence))
        self.with_fewer(evidence=tuple(e for e in self.facts.evidence if e is not lost))

    @rule(value=st.sampled_from(IDS))
    def all_readings_of_a_value_are_lost(self, value: str) -> None:
        self.with_fewer(observations=tuple(o for o in self.facts.observations if o.value != value))


@law(by_machine=True)
def test_truthful_evidence_never_lowers_and_lost_evidence_never_raises() -> None:
    """Through any life of an account: a paper more, or a reading as good as the last, costs it no rung and no rigor,
    and a paper or all readings of a value less gain it none.

    evidence ⊆ evidence' ⇒ standing ≤ standing', at each step that a machine takes.
    """
    run(GrowingAccount, steps=8)


Fact = Observation | Evidence


class LateFacts(RuleBasedStateMachine):
    """An account whose facts arrive in any order, days after the day that they speak of."""

    @initialize(facts=account_facts(), book=playbooks(), asked=st.sets(st.integers(0, AS_OF), min_size=2, max_size=2))
    def begins(self, facts: AccountFacts, book: Playbook, asked: set[int]) -> None:
        self.account, self.book = facts.account, book
        self.arrived: list[Fact] = [*facts.observations, *facts.evidence]
        self.asked, self.count = sorted(asked), len(self.arrived)
        self.said = self.assess(self.arrived)

    def assess(self, facts: list[Fact]) -> dict[int, Assessment]:
        """What is said of each of the days."""
        observations = tuple(fact for fact in facts if isinstance(fact, Observation))
        evidence = tuple(fact for fact in facts if isinstance(fact, Evidence))
        both = known(observations, evidence).model_copy(update={"account": self.account})
        return {after: assessed(both, self.book, after) for after in self.asked}

    def arrives(self, fact: Fact, place: int) -> None:
        """What is dated after a day changes nothing that was said of the day."""
        self.count += 1
        self.arrived.insert(place % (len(self.arrived) + 1), fact)
        before, self.said = self.said, self.assess(self.arrived)
        for after in self.asked:
            assert fact.on <= day(after) or self.said[after] == before[after]

    @rule(fact=readings_of(IDS), place=st.integers(0, 30))
    def a_reading_arrives(self, fact: Observation, place: int) -> None:
        self.arrives(fact, place)

    @rule(said=papers, place=st.integers(0, 30))
    def a_paper_arrives(self, said: dict[str, Any], place: int) -> None:
        self.arrives(paper(f"late-{self.count}", **said), place)

    @invariant()
    def is_as_if_all_had_arrived_in_time(self) -> None:
        in_time = sorted(self.arrived, key=_day_of)
        assert self.assess(in_time) == self.said


def _day_of(fact: Fact) -> dt.date:
    return fact.on


@law(by_machine=True)
def test_a_late_fact_changes_only_what_is_said_of_the_days_after_it() -> None:
    """However late a fact arrives, and among whatever others: what was said of an earlier day stays, and of a later
    day the same is said as if every fact had come on its own day.

    date(f) > d ⇒ assess(F + f, d) = assess(F, d); assess(π(F), d) = assess(F, d), at each step that a machine takes.
    """
    run(LateFacts, steps=4)
