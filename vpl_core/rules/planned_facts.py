"""Planned facts: an account as it would be known after some changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from vpl_core.model.accounts import (
    Account,
    AccountFacts,
    Ask,
    Attribute,
    Decision,
    Goal,
    Option,
    Person,
    ValuePlan,
)
from vpl_core.model.changes import (
    AgreedPlan,
    AttributeSet,
    Change,
    KeptUp,
    NewPaper,
    NewReading,
    NewRecord,
    SecondReading,
)
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation, Source
from vpl_core.rules.account_day import Series

SOMEBODY = "Somebody by name"
"""Stands for the person who would sign, agree or answer."""
STAND_IN = "To be written"
"""Stands for the words that people would choose."""
ON_FILE = "0" * 64
"""The fingerprint that the file to come is given."""


def apply(facts: AccountFacts, changes: Iterable[Change]) -> AccountFacts:
    """The facts with the changes made; the order in which they are given makes no difference.

    A plan that reaches into the future is applied to what is known on its first day: see `known_by`.
    """
    for change in sorted(changes, key=_turn):
        facts = _APPLIES[change.kind](facts, change)
    return facts


def known_by(facts: AccountFacts, day: dt.date) -> AccountFacts:
    """The facts without what is dated after the day: an assessment of the day gives the same answers."""
    account = facts.account
    return facts.model_copy(
        update={
            "observations": tuple([o for o in facts.observations if o.on <= day]),
            "evidence": tuple([e for e in facts.evidence if e.on <= day]),
            "account": account.model_copy(
                update={
                    "plan": tuple([_agreed_by(plan, day) for plan in account.plan]),
                    "goals": tuple([g for g in account.goals if g.said_on is None or g.said_on <= day]),
                    "decisions": tuple([d for d in account.decisions if d.decided_on is None or d.decided_on <= day]),
                }
            ),
        }
    )


def _agreed_by(plan: ValuePlan, day: dt.date) -> ValuePlan:
    if plan.agreed_on is None or plan.agreed_on <= day:
        return plan
    return plan.model_copy(update={"agreed_by": "", "agreed_on": None})


def _turn(change: Change) -> tuple[Any, ...]:
    """A second reading looks at the first, and that stands on what is kept up and on the plan."""
    about = change.plan if isinstance(change, AgreedPlan) else change
    names = ("value", "milestone", "of", "party", "fact", "attribute")
    return _ORDER[change.kind], *[str(getattr(about, name, "")) for name in names]


def _agreed_plan(facts: AccountFacts, change: AgreedPlan) -> AccountFacts:
    others = [plan for plan in facts.account.plan if plan.value != change.plan.value]
    account = facts.account.model_copy(update={"plan": (*others, change.plan)})
    return _with_sources(facts.model_copy(update={"account": account}), *change.sources)


def _attribute_set(facts: AccountFacts, change: AttributeSet) -> AccountFacts:
    others = [attribute for attribute in facts.account.attributes if attribute.name != change.attribute]
    attributes = (*others, Attribute(name=change.attribute, content=change.content))
    return facts.model_copy(update={"account": facts.account.model_copy(update={"attributes": attributes})})


def _new_record(facts: AccountFacts, change: NewRecord) -> AccountFacts:
    update = _RECORDS[change.fact](facts.account, change.on)
    return facts.model_copy(update={"account": facts.account.model_copy(update=update)})


def _decided(account: Account, fact: str, **said: Any) -> dict[str, Any]:
    decision = Decision(id=f"planned-{fact}".replace("_", "-"), title=STAND_IN, **said)
    return {"decisions": (*account.decisions, decision)}


_RECORDS: dict[str, Callable[[Account, dt.date], dict[str, Any]]] = {
    "owner": lambda account, on: {"owner": Person(name=SOMEBODY)},
    "sponsor": lambda account, on: {"sponsor": Person(name=SOMEBODY)},
    "renewal": lambda account, on: {"renewal": on},
    "goal": lambda account, on: {
        "goals": (*account.goals, Goal(id="planned-goal", words=STAND_IN, level="tactical", said_on=on))
    },
    "ask": lambda account, on: {"asks": (*account.asks, Ask(who=SOMEBODY, what=STAND_IN, by=on, otherwise=STAND_IN))},
    "decision": lambda account, on: _decided(
        account, "decision", owner=SOMEBODY, options=(Option(name=STAND_IN),), chosen=STAND_IN, decided_on=on
    ),
    "options": lambda account, on: _decided(
        account, "options", options=(Option(name=STAND_IN), Option(name="Another")), decided_on=on
    ),
    "review_date": lambda account, on: _decided(account, "review_date", review_on=on, decided_on=on),
    "reversal_signal": lambda account, on: _decided(
        account, "reversal_signal", reversal_signal=STAND_IN, decided_on=on
    ),
}


def _kept_up(facts: AccountFacts, change: KeptUp) -> AccountFacts:
    again = dict.fromkeys(change.papers, change.until)
    evidence = tuple([e.model_copy(update={"on": again.get(e.id, e.on)}) for e in facts.evidence])
    return facts.model_copy(update={"observations": (*facts.observations, *change.readings), "evidence": evidence})


def _new_reading(facts: AccountFacts, change: NewReading) -> AccountFacts:
    readings = [_read(facts, change.value, change.number, day, change.source) for day in change.days]
    return _with_sources(facts.model_copy(update={"observations": (*facts.observations, *readings)}), change.source)


def _second_reading(facts: AccountFacts, change: SecondReading) -> AccountFacts:
    """Reads what the newest reading of record says; without one there is nothing to agree with."""
    plan = next((plan for plan in facts.account.plan if plan.value == change.value), None)
    known = [o for o in facts.observations if o.value == change.value and o.on <= change.on]
    of_record = Series(known, plan.source if plan else "").of_record
    if not of_record:
        return facts
    second = _read(facts, change.value, of_record[-1].number, change.on, change.source)
    return _with_sources(facts.model_copy(update={"observations": (*facts.observations, second)}), change.source)


def _read(facts: AccountFacts, value: str, number: object, day: dt.date, source: Source) -> Observation:
    """A reading that is the last of its day."""
    same_day = [o.sequence for o in facts.observations if o.value == value and o.on == day]
    return Observation(value=value, number=number, on=day, source=source.id, sequence=max(same_day, default=-1) + 1)


def _new_paper(facts: AccountFacts, change: NewPaper) -> AccountFacts:
    taken = {evidence.id for evidence in facts.evidence}
    free = (id_ for number in count(1) if (id_ := f"planned-{number}") not in taken)
    papers = [
        Evidence(
            id=next(free),
            kind=change.of,
            title=STAND_IN,
            on=change.on,
            by=SOMEBODY,
            party=change.party,
            values=(change.value,) if change.value else (),
            milestones=(change.milestone,) if change.milestone else (),
            sha256=ON_FILE,
        )
        for _ in range(change.count)
    ]
    return facts.model_copy(update={"evidence": (*facts.evidence, *papers)})


def _with_sources(facts: AccountFacts, *sources: Source) -> AccountFacts:
    new = [source for source in sources if source.id not in facts.source]
    if not new:
        return facts
    return facts.model_copy(update={"sources": (*facts.sources, *{source.id: source for source in new}.values())})


_APPLIES: dict[str, Callable[[AccountFacts, Any], AccountFacts]] = {
    "agreed_plan": _agreed_plan,
    "attribute_set": _attribute_set,
    "new_record": _new_record,
    "kept_up": _kept_up,
    "new_reading": _new_reading,
    "second_reading": _second_reading,
    "new_paper": _new_paper,
}
_ORDER = {kind: turn for turn, kind in enumerate(_APPLIES)}
