"""Facts: strategies for every word of an account, plausible under a playbook."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from vpl_core.model.accounts import (
    Account,
    AccountFacts,
    Ask,
    Attribute,
    Baseline,
    Decision,
    Goal,
    MilestonePlan,
    Option,
    Override,
    Person,
    ValuePlan,
)
from vpl_core.model.benefits import WorkCalendar
from vpl_core.model.evidence import Evidence, EvidenceKind
from vpl_core.model.observations import Observation, Source
from vpl_core.model.playbook import Playbook
from vpl_core.model.values import Method, Party, ValueDefinition
from vpl_core.model.waivers import Waiver
from vpl_core.testing.strategies.aims import attributes_asked, limits_of, papers_asked
from vpl_core.testing.strategies.consents import consents, words
from vpl_core.testing.strategies.corrections import stories, where_the_owner_stays
from vpl_core.testing.strategies.money import benefits, costs
from vpl_core.testing.strategies.numbers import START, day, days, numbers_for, range_of
from vpl_core.testing.strategies.parts import parts
from vpl_core.testing.strategies.texts import ids, lines, names

SHA = "0" * 64
PARTIES: tuple[Party, ...] = get_args(Party)
METHODS: tuple[Method, ...] = get_args(Method)

SOURCES = tuple(
    Source(
        id=f"{method}-{party}".replace("_", "-"),
        name=f"{method}, {party}".replace("_", " "),
        party=party,
        method=method,
    )
    for method, party in itertools.product(METHODS, PARTIES)
)
"""One of each method with each party; those of one method and two parties can confirm one another."""
_TOLD_BY = (SOURCES[0].id, SOURCES[-1].id, "")
SIGNATURES: tuple[dict[str, Any], ...] = (
    *(
        {"kind": "confirmation", "party": p, "by": "Mina", "sha256": s}
        for p in ("customer", "third_party")
        for s in ("", SHA)
    ),
    *(
        {"kind": kind, "party": party, "by": by, "sha256": sha}
        for kind in get_args(EvidenceKind)
        if kind != "confirmation"
        for party, by, sha in itertools.product(PARTIES, ("Mina", ""), (SHA, ""))
    ),
)
"""Every way in which a piece of evidence can be signed, or not."""


def sources() -> st.SearchStrategy[Source]:
    """Sources, some of which share a system, so that they cannot confirm one another."""
    one = st.sampled_from(SOURCES)
    return st.one_of(one, one.map(lambda source: source.model_copy(update={"system": "shared"})))


def observations_of(
    value: ValueDefinition, near: tuple[Decimal, ...] = (), on: st.SearchStrategy[dt.date] = days
) -> st.SearchStrategy[Observation]:
    """Readings of one value, by a sound method or another, from a declared source or from nowhere."""
    sound = [source.id for source in SOURCES if source.method in value.methods]
    return st.builds(
        Observation,
        value=st.just(value.id),
        on=on,
        number=numbers_for(value, near),
        source=st.sampled_from([*sound, *sound, SOURCES[0].id, SOURCES[-1].id, ""]),
        sequence=st.integers(0, 1),
    )


def observations(playbook: Playbook) -> st.SearchStrategy[Observation]:
    """Readings of any value of the playbook, often right at a number that decides."""
    near = limits_of(playbook)
    return st.one_of([observations_of(value, near[value.id]) for value in playbook.values])


def evidence(playbook: Playbook) -> st.SearchStrategy[Evidence]:
    """Papers about values and milestones, often of a kind that somebody asks for, some with somebody's words."""
    asked = papers_asked(playbook)
    wanted = [
        ({"kind": kind, "party": "customer", "by": "Mina", "sha256": SHA}, _subject(one.value, one.milestone))
        for one in asked
        for kind in one.kinds
    ]
    subjects = [_subject(value.id, None) for value in playbook.values] + [
        _subject(None, m.id) for m in playbook.milestones
    ]
    usual = st.tuples(st.sampled_from(SIGNATURES), st.sampled_from(subjects))
    said = st.one_of(st.sampled_from(wanted), usual) if wanted else usual
    return st.builds(
        lambda id_, on, pair, quoted: Evidence(id=id_, title=id_, on=on, **pair[0], **pair[1], **quoted),
        ids,
        days,
        said,
        words(),
    )


def _subject(value: str | None, milestone: str | None) -> dict[str, tuple[str, ...]]:
    return {"values": (value,) if value else (), "milestones": (milestone,) if milestone else ()}


def baselines(value: ValueDefinition) -> st.SearchStrategy[Baseline]:
    sound = [source.id for source in SOURCES if source.method in value.methods]
    return st.builds(Baseline, number=numbers_for(value), on=days, source=st.sampled_from([*sound, ""]))


@st.composite
def plans_of(draw: st.DrawFn, value: ValueDefinition) -> ValuePlan:
    """A plan with a gap to close; one in three lacks something of an agreement."""
    low, high = range_of(value)
    whole = agreed_plan(value, low, high)
    lost = draw(st.sampled_from([*[()] * 8, ("baseline",), ("target",), ("method",), ("agreed_on", "agreed_by")]))
    changes: dict[str, Any] = {name: "" if name == "agreed_by" else None for name in lost}
    if draw(st.booleans()):
        changes["strictly"] = True
    if not lost:
        changes["agreed_on"] = draw(st.sampled_from([day(-1), day(60)]))
        changes["source"] = draw(st.sampled_from([whole.source, ""]))
    return whole.model_copy(update=changes)


def agreed_plan(value: ValueDefinition, low: Decimal, high: Decimal) -> ValuePlan:
    """A plan agreed on the day before the start, from the worse end to the better one, with its source of record."""
    began, target = (low, high) if value.direction == "up" else (high, low)
    method = value.methods[0]
    source = f"{method}-customer".replace("_", "-")
    return ValuePlan(
        value=value.id,
        baseline=Baseline(number=began, on=day(-5), source=source),
        target=target,
        due=day(180),
        method=method,
        validator="Mina Park",
        agreed_by="Mina Park",
        agreed_on=day(-1),
        source=source,
    )


def waivers(playbook: Playbook) -> st.SearchStrategy[Waiver]:
    about = [m.id for m in playbook.milestones] + [q.id for c in playbook.checklists for q in c.questions]
    return st.builds(
        lambda about, on, length, by: Waiver(
            about=about, because="Not before the move", by=by, on=on, expires=on + dt.timedelta(days=length)
        ),
        st.sampled_from(about),
        days,
        st.integers(1, 120),
        names,
    )


def milestone_plans(playbook: Playbook) -> st.SearchStrategy[MilestonePlan]:
    """Promises, some of them moved or corrected; now and then a milestone that the customer leaves out."""
    about = st.sampled_from([m.id for m in playbook.milestones])
    due = st.integers(1, 400).map(day)
    kept = st.builds(
        lambda about, due, owner, story: MilestonePlan(milestone=about, due=due, owner=owner, **story),
        about,
        due,
        names,
        stories(),
    )
    left = st.builds(MilestonePlan, milestone=about, left_out=st.just("Not for us"), left_out_by=names)
    return st.one_of(kept, kept, left)


def overrides(playbook: Playbook) -> st.SearchStrategy[Override]:
    """Thresholds set otherwise without turning them round; a playbook without thresholds has none."""
    kept = [t for t in playbook.thresholds if t.number]
    if not kept:
        return st.nothing()
    return st.builds(
        lambda threshold, share, by: Override(
            threshold=threshold.id, number=threshold.number * share, because="Two shifts", by=by
        ),
        st.sampled_from(kept),
        st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("1.5")]),
        names,
    )


def people() -> st.SearchStrategy[Person]:
    return st.builds(Person, name=names, role=lines, email=st.sampled_from(["", "mina@example.org"]))


def attributes(playbook: Playbook) -> st.SearchStrategy[Attribute]:
    """Attributes that a condition or a scorecard reads, with a content that it knows or another."""
    asked = attributes_asked(playbook) or {"size": ("small",)}
    pairs = [(name, content) for name, contents in asked.items() for content in (*contents, "something else", 7)]
    return st.sampled_from(pairs).map(lambda pair: Attribute(name=pair[0], content=pair[1]))


def goals(playbook: Playbook) -> st.SearchStrategy[Goal]:
    values = st.lists(st.sampled_from([v.id for v in playbook.values]), max_size=2, unique=True).map(tuple)
    level = st.sampled_from(["strategic", "tactical", "operational"])
    said = st.one_of(st.none(), days)
    return st.builds(
        Goal, id=ids, words=st.just("Home by five"), level=level, said_by=names, said_on=said, values=values
    )


def asks() -> st.SearchStrategy[Ask]:
    return st.builds(Ask, who=names, what=st.just("Send the list of branches"), by=days, otherwise=lines)


def options() -> st.SearchStrategy[Option]:
    return st.builds(Option, name=names, gives=lines, costs=lines)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Decisions, still open or made, with and without a day to look back on."""
    open_ways = tuple(draw(st.lists(options(), max_size=3, unique_by=lambda option: option.name)))
    chosen = draw(st.sampled_from(["", *(option.name for option in open_ways)]))
    decided, review = (draw(st.one_of(st.none(), days)) for _ in range(2))
    return Decision(
        id=draw(ids),
        title="Go on?",
        owner=draw(names),
        options=open_ways,
        chosen=chosen,
        because=draw(lines),
        decided_on=decided,
        review_on=review,
        reversal_signal=draw(lines),
    )


def accounts(
    playbook: Playbook, plan: st.SearchStrategy[tuple[ValuePlan, ...]] | None = None
) -> st.SearchStrategy[Account]:
    """Accounts of the playbook's segment that began on the usual day, with all that an account's file can hold."""
    person = st.one_of(st.none(), people())
    return st.builds(
        Account,
        id=st.just("acme"),
        name=names,
        segment=st.just(playbook.segment.id),
        start=st.just(START),
        sponsor=person,
        owner=person,
        renewal=st.one_of(st.none(), st.just(day(365))),
        attributes=_several(attributes(playbook), lambda one: one.name),
        goals=_several(goals(playbook), lambda one: one.id),
        plan=plans(playbook) if plan is None else plan,
        milestones=_several(milestone_plans(playbook), lambda one: one.milestone),
        overrides=_several(overrides(playbook), lambda one: one.threshold),
        waivers=_several(waivers(playbook), lambda one: one.about),
        asks=st.lists(asks(), max_size=1).map(tuple),
        decisions=_several(decisions(), lambda one: one.id),
        calendar=st.just(WorkCalendar(weeks_per_year=46, days_per_year=220, hours_per_year=1760)),
        benefits=_several(benefits(playbook, SOURCES[0].id), lambda one: one.id),
        costs=_several(costs(SOURCES[0].id), lambda one: one.id),
        consents=_several(consents(), lambda one: one.id),
        parts=st.just(()) | parts(playbook, _TOLD_BY).map(lambda one: (one,)),
    ).map(where_the_owner_stays)


def plans(playbook: Playbook) -> st.SearchStrategy[tuple[ValuePlan, ...]]:
    """Plans for some of the values, one for each."""
    chosen = st.lists(st.sampled_from(playbook.values), max_size=6, unique_by=lambda value: value.id)
    return chosen.flatmap(lambda values: st.tuples(*(plans_of(value) for value in values)))


def _several(one: st.SearchStrategy[Any], key: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.just(()) if one.is_empty else st.lists(one, max_size=2, unique_by=key).map(tuple)


def mixed_facts(playbook: Playbook) -> st.SearchStrategy[AccountFacts]:
    """Facts of all kinds together, without any aim."""
    return st.builds(
        AccountFacts,
        account=accounts(playbook),
        observations=st.lists(observations(playbook), max_size=14).map(tuple),
        evidence=_several_papers(playbook),
        sources=st.just(SOURCES),
    )


def _several_papers(playbook: Playbook) -> st.SearchStrategy[tuple[Evidence, ...]]:
    return st.lists(evidence(playbook), max_size=5, unique_by=lambda one: one.id).map(tuple)
