"""Random facts: Hypothesis strategies for accounts that nearly meet a random playbook, and for hostile ones."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.random_playbooks import AS_OF, IDS, SMALL, STEPS
from tests.worlds import SHA, SOURCES, VALUES, agreed, day, known, paper, reading
from vpl_core.model.accounts import AccountFacts, Attribute, Decision, Goal, Option, Override, Person, ValuePlan
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation
from vpl_core.model.parts import Part, Parts
from vpl_core.model.values import ValueDefinition
from vpl_core.model.waivers import Waiver
from vpl_core.testing.strategies.numbers import any_day, any_number, small_numbers

numbers = small_numbers
days = st.integers(-10, AS_OF + 30)

_numbers = st.sampled_from([Decimal(number) for number in SMALL])
_sources = st.sampled_from([*(source.id for source in SOURCES), ""])
KINDS = ("report", "report", "agreement", "reproduction", "raw_data")
SIGNATURES: list[dict[str, Any]] = [
    *(
        {"kind": "confirmation", "party": party, "sha256": sha}
        for party in ("customer", "third_party")
        for sha in ("", SHA)
    ),
    *(
        {"kind": kind, "party": party, "by": by, "sha256": sha}
        for kind, party, by, sha in itertools.product(
            KINDS, ("customer", "vendor", "third_party"), ("Mina", ""), (SHA, "")
        )
    ),
]
SUBJECTS: list[dict[str, Any]] = [
    {"values": values, "milestones": milestones}
    for values in ((), IDS[:1], IDS[:3], IDS)
    for milestones in ((), STEPS[:1], STEPS[1:], STEPS)
]
_signatures, _subjects = st.sampled_from(SIGNATURES), st.sampled_from(SUBJECTS)


def readings_of(ids: Sequence[str]) -> st.SearchStrategy[Observation]:
    return st.builds(reading, st.sampled_from(ids), _numbers, days, _sources, sequence=st.integers(0, 1))


papers = st.builds(lambda on, signature, about: {"on": on, **signature, **about}, days, _signatures, _subjects)
_papers = st.lists(papers, min_size=1, max_size=6)


def _plans(value: ValueDefinition) -> list[ValuePlan | None]:
    """No plan, whole ones and some that lack something, with and without a source of record."""
    found: list[ValuePlan | None] = [None]
    for low, high in ((0, 10), (2, 7), (4, 6)):
        ends = (high, low) if value.direction == "down" else (low, high)
        whole = agreed(value.id, *ends, due=day(90))
        for source in ("", "timesheet", "product"):
            of_record = whole.model_copy(update={"source": source})
            found += [of_record, of_record.model_copy(update={"strictly": True})]
            found += [
                of_record.model_copy(update={gone: None}) for gone in ("baseline", "target", "method", "agreed_on")
            ]
            found.append(of_record.model_copy(update={"agreed_on": day(AS_OF // 2)}))
    return found


_all_plans = st.tuples(*(st.sampled_from(_plans(value)) for value in VALUES))
_waivers = st.builds(
    lambda about, began, length: Waiver(
        about=about, because="Not now", by="Mina", on=day(began), expires=day(began + length)
    ),
    st.sampled_from([*STEPS, "q-1"]),
    days,
    st.integers(1, 90),
)
DECIDED = Decision(
    id="renew",
    title="Renew?",
    owner="Mina",
    options=(Option(name="Stay"), Option(name="Leave")),
    chosen="Stay",
    because="It pays",
    decided_on=day(40),
)
_some_number = st.one_of(st.none(), _numbers)
parts_of_values = st.builds(
    lambda value, on, source, of: Parts(value=value, by="team", on=day(on), source=source, of=tuple(of)),
    st.sampled_from(IDS),
    days,
    _sources,
    st.lists(
        st.builds(Part, name=st.sampled_from(["North", "South", "East"]), before=_some_number, now=_some_number),
        min_size=1,
        max_size=3,
        unique_by=lambda part: part.name,
    ),
)
all_parts = st.lists(parts_of_values, max_size=2, unique_by=lambda parts: parts.value).map(tuple)
PARTS = (
    Parts(value=IDS[0], by="team", on=day(AS_OF), source="timesheet", of=(Part(name="North", before=12, now=1),)),
    Parts(value=IDS[1], by="team", on=day(20), source="observer", of=(Part(name="South", now=9), Part(name="East"))),
)
RECORDS: list[dict[str, Any]] = [
    {
        "sponsor": sponsor,
        "goals": goals,
        "decisions": decisions,
        "attributes": attributes,
        "overrides": overrides,
        "parts": parts,
    }
    for sponsor, goals, decisions, attributes, overrides, parts in itertools.product(
        (None, Person(name="Mina")),
        ((), (Goal(id="faster", words="Home by five", level="tactical", said_on=day(50)),)),
        ((), (DECIDED,)),
        ((), (Attribute(name="size", content="small"),), (Attribute(name="size", content="huge"),)),
        ((), (Override(threshold="few-hours", number=6, because="Two shifts", by="Mina"),)),
        ((), PARTS),
    )
]
_records, _some_waivers = st.sampled_from(RECORDS), st.lists(_waivers, max_size=2)


def account_facts(ids: Sequence[str] = IDS) -> st.SearchStrategy[AccountFacts]:
    """One account with readings of the values named, papers, plans, waivers and records."""
    return st.builds(
        _facts, st.lists(readings_of(ids), min_size=5, max_size=14), _papers, _all_plans, _some_waivers, _records
    )


def _facts(
    readings: list[Observation],
    papers: list[dict[str, Any]],
    plans: tuple[ValuePlan | None, ...],
    waivers: list[Waiver],
    records: dict[str, Any],
) -> AccountFacts:
    evidence = tuple(paper(f"paper-{number}", **said) for number, said in enumerate(papers))
    plan = tuple(one for one in plans if one is not None)
    return known(tuple(readings), evidence, plan=plan, waivers=tuple(waivers), **records)


# --- anything that can be written down --------------------------------------------------------------------------

_strange = st.lists(
    st.builds(
        Observation,
        value=st.sampled_from([*IDS, "never-declared"]),
        on=any_day,
        number=any_number,
        source=st.sampled_from(["timesheet", "observer", "never-declared", ""]),
    ),
    max_size=8,
)
_papers_of_any_day = st.lists(st.tuples(any_day, _signatures, _subjects), max_size=4)
_usual_facts = account_facts()


@st.composite
def hostile_facts(draw: st.DrawFn) -> AccountFacts:
    """Facts with any days and numbers, ids that nobody declared, and doubles."""
    usual = draw(_usual_facts)
    observations = draw(_strange)
    evidence = tuple(
        Evidence(**{"id": "always-this", "title": "Always this", "by": "Mina", "on": on, **said, **about})
        for on, said, about in draw(_papers_of_any_day)
    )
    plan = tuple(_strange_plan(draw, one) for one in usual.account.plan)
    account = usual.account.model_copy(update={"start": draw(any_day), "renewal": draw(any_day), "plan": plan})
    return AccountFacts(
        account=account,
        observations=(*usual.observations, *observations, *observations[:1]),
        evidence=evidence,
        sources=(*SOURCES, *SOURCES[:1]),
    )


def _strange_plan(draw: st.DrawFn, plan: ValuePlan) -> ValuePlan:
    baseline = plan.baseline and plan.baseline.model_copy(update={"number": draw(any_number), "on": draw(any_day)})
    return plan.model_copy(
        update={"baseline": baseline, "target": draw(any_number), "due": draw(any_day), "agreed_on": draw(any_day)}
    )
