"""Histories: whole accounts, from those that nearly stand at the top to those that contradict themselves."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from vpl_core.model.accounts import Account, AccountFacts, Attribute, Decision, Goal, Option, Person, ValuePlan
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import ValueDefinition
from vpl_core.testing.strategies.aims import attributes_asked, limits_of, papers_asked
from vpl_core.testing.strategies.facts import SHA, SOURCES, accounts, agreed_plan, mixed_facts, observations
from vpl_core.testing.strategies.numbers import START, any_day, any_number, day, range_of

READ_ON = (5, 60, 150, 300, 420, 500, 525)
"""The days, after the start, on which a thriving account is read; the last ones are fresh on the usual day."""


def account_facts(playbook: Playbook) -> st.SearchStrategy[AccountFacts]:
    """Everything known of one account of the segment: nothing, a little, a muddle, or nearly all that is asked for.

    The account began on `START`; facts lie before and after `AS_OF`.
    """
    return st.one_of(mixed_facts(playbook), nearly_thriving(playbook))


def empty_facts(playbook: Playbook) -> AccountFacts:
    """An account of which nobody knows anything but who it is."""
    account = Account(id="acme", name="Acme", segment=playbook.segment.id, start=START)
    return AccountFacts(account=account, sources=SOURCES)


def thriving_facts(playbook: Playbook) -> AccountFacts:
    """An account with a good reading for every value, confirmed by others, and with every paper that is asked for.

    Only what two conditions ask for in contradiction, or what a custom condition wants, may be missing.
    """
    near = limits_of(playbook)
    ends = {value.id: _ends(value, near[value.id]) for value in playbook.values}
    return AccountFacts(
        account=_settled(playbook, tuple(agreed_plan(value, *sorted(ends[value.id])) for value in playbook.values)),
        observations=tuple(o for value in playbook.values for o in _readings(value, *ends[value.id])),
        evidence=tuple(_papers(playbook)),
        sources=SOURCES,
    )


def _ends(value: ValueDefinition, near: tuple[Decimal, ...]) -> tuple[Decimal, Decimal]:
    """A bad number and a good one, with all numbers that decide between them."""
    least, most = range_of(value)
    low = least if value.least is not None else min([least, *(number - 1 for number in near)])
    high = most if value.most is not None else max([most, *(number * 2 + 1 for number in near)])
    # A baseline of nought leaves relative change undefined.
    low_start = low or min(Decimal(1), (low + high) / 2)
    return (low_start, high) if value.direction == "up" else (high, low)


def _readings(value: ValueDefinition, bad: Decimal, good: Decimal) -> Iterator[Observation]:
    """Good from the second reading on, by two parties of which each is a source of its own."""
    for method, party in itertools.product(value.methods[:1], ("customer", "third-party")):
        source = f"{method}-{party}".replace("_", "-")
        for number, after in enumerate(READ_ON):
            yield Observation(value=value.id, on=day(after), number=bad if number == 0 else good, source=source)


def _settled(playbook: Playbook, plan: tuple[ValuePlan, ...]) -> Account:
    mina, rui = Person(name="Mina Park"), Person(name="R. Alvarez")
    decision = Decision(
        id="go-on",
        title="Go on?",
        owner="Mina Park",
        options=(Option(name="Go on"), Option(name="Stop")),
        chosen="Go on",
        because="It pays",
        decided_on=day(40),
        review_on=day(700),
        reversal_signal="Readings fall for two months",
    )
    return Account(
        id="acme",
        name="Acme",
        segment=playbook.segment.id,
        start=START,
        sponsor=mina,
        owner=rui,
        renewal=day(730),
        attributes=tuple(Attribute(name=name, content=known[0]) for name, known in attributes_asked(playbook).items()),
        goals=(Goal(id="first-goal", words="Home by five", level="tactical", said_on=day(1)),),
        plan=plan,
        decisions=(decision,),
    )


def _papers(playbook: Playbook) -> Iterator[Evidence]:
    """For each thing that papers are asked about, every kind by two parties, signed for and worked out again."""
    numbers = itertools.count(1)

    def paper(kind: str, party: str, about: dict[str, Any]) -> Evidence:
        id_ = f"paper-{next(numbers)}"
        return Evidence(id=id_, kind=kind, title=id_, on=day(4), by="Mina Park", party=party, sha256=SHA, **about)

    for asked in papers_asked(playbook):
        about = {"values": (asked.value,)} if asked.value else {"milestones": (asked.milestone,)}
        for _, kind, party in itertools.product(range(asked.count), asked.kinds, ("customer", "third_party")):
            yield paper(kind, party, about)
        yield paper("reproduction", "third_party", about)
        yield paper("confirmation", "customer", about)
    outcomes = playbook.outcomes
    for kind in ("confirmation", "reproduction"):
        signed = paper(kind, "customer", {"values": outcomes})
        yield signed.model_copy(update={"on": day(528)})


def nearly_thriving(playbook: Playbook) -> st.SearchStrategy[AccountFacts]:
    """A thriving account that has lost some of its values, days, papers and plans, and has readings of chance.

    It shrinks to an account that has lost all of them.
    """
    whole = thriving_facts(playbook)
    values = [value.id for value in playbook.values]
    return st.builds(
        _keeping,
        st.one_of(accounts(playbook, st.just(whole.account.plan)), st.just(whole.account)),
        st.just(whole),
        values=_most_of(values, 12),
        days=_most_of(READ_ON, 8),
        papers=_most_of([paper.id for paper in whole.evidence], 16),
        plans=_most_of(values, 16),
        beside=st.lists(observations(playbook), max_size=2),
    )


def _most_of(things: Sequence[Any], one_in: int) -> st.SearchStrategy[frozenset[Any]]:
    """The things without one in so many of them; none at all is the smallest."""
    kept = st.sampled_from([False, *[True] * (one_in - 1)])
    flags = st.lists(kept, min_size=len(things), max_size=len(things))
    return flags.map(lambda some: frozenset(itertools.compress(things, some)))


def _keeping(
    account: Account,
    whole: AccountFacts,
    *,
    values: frozenset[str],
    days: frozenset[int],
    papers: frozenset[str],
    plans: frozenset[str],
    beside: list[Observation],
) -> AccountFacts:
    kept = [o for o in whole.observations if o.value in values and (o.on - START).days in days]
    return AccountFacts(
        account=account.model_copy(update={"plan": tuple(p for p in account.plan if p.value in plans)}),
        observations=(*kept, *beside),
        evidence=tuple(e for e in whole.evidence if e.id in papers),
        sources=whole.sources,
    )


# --- histories that nobody would write on purpose ----------------------------------------------------------------


def contradictory_facts(playbook: Playbook) -> st.SearchStrategy[AccountFacts]:
    """Facts that quarrel: two readings of one day, plans that end where they began, dates far outside, doubles."""
    return st.builds(
        _quarrelling,
        account_facts(playbook),
        st.lists(observations(playbook), min_size=1, max_size=4),
        st.lists(any_number, min_size=4, max_size=4),
        st.tuples(any_day, any_day, any_day, any_day),
    )


def _quarrelling(
    facts: AccountFacts, strange: list[Observation], numbers: list[Decimal], far: tuple[dt.date, ...]
) -> AccountFacts:
    otherwise = [one.model_copy(update={"number": n}) for one, n in zip(strange, numbers, strict=False)]
    plan = tuple(
        p.model_copy(update={"target": p.baseline.number if p.baseline else p.target, "due": far[0]})
        for p in facts.account.plan[:1]
    )
    changes = {"plan": (*plan, *facts.account.plan[1:]), "start": far[1], "renewal": far[2]}
    return AccountFacts(
        account=facts.account.model_copy(update=changes),
        observations=(
            *facts.observations,
            *strange,
            *otherwise,
            strange[0].model_copy(update={"on": far[3]}),
            strange[0],
        ),
        evidence=(*facts.evidence, *facts.evidence[:1]),
        sources=(*facts.sources, *facts.sources[:1]),
    )


def out_of_order(facts: AccountFacts) -> st.SearchStrategy[AccountFacts]:
    """The same facts, told in another order."""
    return st.randoms(use_true_random=False).map(lambda chance: _mixed(facts, chance))


def _mixed(facts: AccountFacts, chance: Any) -> AccountFacts:
    lists = ("plan", "milestones", "overrides", "waivers", "attributes", "goals", "consents", "parts")

    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(things, len(things)))

    return AccountFacts(
        account=facts.account.model_copy(update={name: mixed(getattr(facts.account, name)) for name in lists}),
        observations=mixed(facts.observations),
        evidence=mixed(facts.evidence),
        sources=mixed(facts.sources),
    )
