"""Order: whatever comes in any order, facts, parts of a playbook or plugins, gives one result."""

from __future__ import annotations

from datetime import timedelta
from decimal import localcontext
from itertools import permutations
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.laws.law import law
from tests.random_facts import account_facts, hostile_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.strangers import offered, registry, retail
from tests.worlds import assessed, known
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.assessment import Assessment
from vpl_core.model.base import canonical
from vpl_core.model.conditions import AtLeast
from vpl_core.model.health import HealthSignal
from vpl_core.model.playbook import Playbook
from vpl_core.playbooks import put_together
from vpl_core.rules.composition import PARTS

chances = st.randoms(use_true_random=False)


def shuffled(things: tuple[Any, ...], chance: Random) -> tuple[Any, ...]:
    return tuple(chance.sample(things, len(things)))


def crowded(facts: AccountFacts) -> AccountFacts:
    """The account with all readings on days two months apart, of which any source's count: many share their day."""
    start, apart = facts.account.start, 60
    plan = tuple(one.model_copy(update={"source": ""}) for one in facts.account.plan)
    moved = tuple(
        one.model_copy(update={"on": start + timedelta(days=(one.on - start).days // apart * apart)})
        for one in facts.observations
    )
    account = facts.account.model_copy(update={"plan": plan})
    return facts.model_copy(update={"account": account, "observations": moved})


@law(account_facts() | account_facts().map(crowded), playbooks(), chances)
def test_the_order_of_facts_changes_nothing(facts: AccountFacts, book: Playbook, chance: Random) -> None:
    """Rows of a file and lines of a list may stand in any order.

    assess(π(facts)) = assess(facts).
    """
    account = facts.account
    lists = {name: shuffled(getattr(account, name), chance) for name in ("plan", "waivers", "attributes", "goals")}
    mixed = AccountFacts(
        account=account.model_copy(update=lists),
        observations=shuffled(facts.observations, chance),
        evidence=shuffled(facts.evidence, chance),
        sources=shuffled(facts.sources, chance),
    )
    assert assessed(mixed, book, AS_OF) == assessed(facts, book, AS_OF)


def told(found: Assessment) -> dict[str, Any]:
    """What an assessment says, whatever the order it is said in."""
    return {
        "standing": (found.standing.proven, found.standing.claimed),
        "blocking": {r.milestone: r for r in found.standing.blocking},
        "milestones": {state.milestone: state for state in found.milestones},
        "values": {state.value: state for state in found.values},
        "scores": {(s.scorecard, s.least, s.most, s.coverage, s.band) for s in found.scores},
        "colour": found.health.colour,
        "reasons": {(r.signal, r.colour, r.outcome, r.says) for r in found.health.reasons},
        "clocks": {*found.clocks},
        "issues": found.issues,
    }


ALARMS = (
    HealthSignal(id="slow", colour="yellow", when=AtLeast(value="hours", limit=1), says="It is slow."),
    HealthSignal(id="slower", colour="red", when=AtLeast(value="hours", limit=5), says="It is slower."),
)


def alarmed(book: Playbook) -> Playbook:
    return book.model_copy(update={"health_signals": (*book.health_signals, *ALARMS)})


@law(account_facts(), playbooks().map(alarmed), chances)
def test_the_order_in_which_a_playbook_lists_its_parts_changes_nothing(
    facts: AccountFacts, book: Playbook, chance: Random
) -> None:
    """Only rungs have an order: everything else that a playbook declares is judged by itself.

    assess(facts, π(playbook)) says the same as assess(facts, playbook).
    """
    parts = [part for part in PARTS if part not in ("ladder", "scorecards")]
    rungs = [r.model_copy(update={"milestones": shuffled(r.milestones, chance)}) for r in book.ladder.rungs]
    mixed = book.model_copy(
        update={
            **{part: shuffled(getattr(book, part), chance) for part in parts},
            "ladder": book.ladder.model_copy(update={"rungs": tuple(rungs)}),
        }
    )
    assert told(assessed(facts, mixed, AS_OF)) == told(assessed(facts, book, AS_OF))


@law(hostile_facts(), playbooks(), times=0.5)
def test_what_others_do_to_the_arithmetic_changes_nothing(facts: AccountFacts, book: Playbook) -> None:
    """A program around ours that rounds all its numbers to two digits does not round ours.

    assess under any decimal context = assess.
    """
    usual = assessed(facts, book, AS_OF)
    with localcontext(prec=2):
        assert assessed(facts, book, AS_OF) == usual


VALUE = (
    "@hookimpl\ndef vpl_value_definitions(segment):\n"
    "    return (ValueDefinition(id='{0}', name='{0}', what='', unit='hours', direction='down', category='time',"
    " kind='outcome', methods=('time_log',)),) if segment == 'retail' else ()\n"
)
OFFERED = (
    retail("shops"),
    offered("extras", VALUE.format("stock-hours")),
    offered("broken", "1 / 0"),
    offered("doubtful", VALUE.format("stock-hours").replace("retail", "clothes")),
    offered("doubtful", VALUE.format("tills"), by="another-kit"),
)


@law()
def test_the_order_in_which_plugins_are_found_changes_nothing() -> None:
    """The disk's order, which differs from machine to machine, has no say in what plugins give together.

    playbooks, listing, problems and assessments are the same for every order of registration.
    """
    results, said = [], set()
    for order in permutations(OFFERED):
        found = registry(*order)
        together = put_together(found)
        book = together.by_segment["retail"]
        results.append((found.listed, together.problems, together.broken, canonical(book)))
        said.add(repr(assessed(known(segment="retail"), book)))
    assert all(result == results[0] for result in results)
    assert len(said) == 1
