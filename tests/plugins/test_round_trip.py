"""The folder's law: facts that are written down and read again are the same facts."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings, strategies as st

from tests.portfolios import read, write
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
from vpl_core.model.base import RESERVED_IDS, Word
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation, Source
from vpl_core.model.waivers import Waiver
from vpl_core.playbooks import put_together
from vpl_core.registry import find
from vpl_core.rules.engine import assess
from vpl_core.testing.strategies.corrections import stories
from vpl_smb.values import VALUES

KEYS = {
    "goals": ("goals", "id"),
    "plan": ("plan", "value"),
    "milestones": ("milestones", "milestone"),
    "overrides": ("thresholds", "threshold"),
    "waivers": ("waivers", "about"),
    "decisions": ("decisions", "id"),
}
"""By field of an account: the field of its file, and what is the key there."""

# --- writing ---------------------------------------------------------------------------------------------------------


def flow(thing: Any) -> str:
    """The thing as YAML's flow style, in which JSON is spelt too."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(part)}" for key, part in thing.items()) + "}"
    if isinstance(thing, list | tuple):
        return "[" + ", ".join(map(flow, thing)) + "]"
    if isinstance(thing, Decimal | dt.date):
        return str(thing)
    return json.dumps(thing, ensure_ascii=False)


def said(word: Word) -> dict[str, Any]:
    return word.model_dump(exclude_defaults=True)


def keyed(words: tuple[Word, ...], key: str) -> dict[str, Any]:
    return {fields.pop(key): fields for fields in map(said, words)}


def account_file(facts: AccountFacts) -> str:
    account = facts.account
    fields = said(account)
    del fields["id"]
    for name, (heading, key) in KEYS.items():
        if fields.pop(name, ()):
            fields[heading] = keyed(getattr(account, name), key)
    if fields.pop("attributes", ()):
        fields["attributes"] = {attribute.name: attribute.content for attribute in account.attributes}
    fields["sources"] = keyed(facts.sources, "id")
    return "".join(f"{json.dumps(name)}: {flow(content)}\n" for name, content in fields.items())


def evidence_file(facts: AccountFacts) -> str:
    entries = keyed(facts.evidence, "id")
    for entry in entries.values():
        entry.pop("sha256", None)
    return f"evidence: {flow(entries)}\n"


def csv_text(rows: list[tuple[str, Observation]], *, shared: bool) -> str:
    names = ["account"] * shared + ["value", "on", "number", "source", "sequence", "respondents", "note"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for account, one in rows:
        fields = {**dict(one), "account": account, "respondents": one.respondents or "", "sequence": one.sequence or ""}
        writer.writerow([fields[name] for name in names])
    return text.getvalue()


def texts_of(portfolio: tuple[AccountFacts, ...], cut: int) -> dict[str, str | bytes]:
    """The files of the portfolio; so many readings of each account stand in the shared file, the others in its own."""
    texts: dict[str, str | bytes] = {}
    shared = []
    for facts in portfolio:
        id_ = facts.account.id
        shared += [(id_, one) for one in facts.observations[:cut]]
        texts[f"observations/{id_}.csv"] = csv_text([(id_, one) for one in facts.observations[cut:]], shared=False)
        texts[f"accounts/{id_}.yml"] = account_file(facts)
        texts[f"evidence/{id_}.yml"] = evidence_file(facts)
        texts |= {f"evidence/{id_}/{one.file}": attachment(one.id) for one in facts.evidence if one.file}
    return {**texts, "observations.csv": csv_text(shared, shared=True)}


def attachment(id_: str) -> bytes:
    return f"What {id_} shows".encode()


# --- any portfolio ---------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffd"), max_size=20)
NAMES = TEXT.filter(lambda text: bool(text.split()))
PROSE = st.lists(TEXT, max_size=3).map("\n".join)
IDS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True).filter(lambda text: text not in RESERVED_IDS)
VALUE_IDS = st.sampled_from([value.id for value in VALUES])
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
NUMBERS = st.decimals(-10_000, 10_000, places=3) | st.integers(-10_000, 10_000).map(Decimal)
PEOPLE = st.builds(Person, name=NAMES, role=TEXT, email=TEXT)
PARTIES = st.sampled_from(["customer", "vendor", "third_party"])
METHODS = st.sampled_from(["time_log", "survey", "audit"])
BASELINES = st.builds(Baseline, number=NUMBERS, on=DAYS, source=IDS)


def several(words: st.SearchStrategy[Any], key: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three, each under another key."""
    return st.lists(words, max_size=3, unique_by=lambda word: getattr(word, key)).map(tuple)


def decisions() -> st.SearchStrategy[Decision]:
    options = st.lists(st.builds(Option, name=NAMES, gives=TEXT), max_size=2).map(tuple)
    return options.flatmap(
        lambda some: st.builds(
            Decision,
            id=IDS,
            title=NAMES,
            owner=TEXT,
            options=st.just(some),
            chosen=st.sampled_from(["", *(option.name for option in some)]),
            decided_on=st.none() | DAYS,
        )
    )


ACCOUNTS = st.builds(
    Account,
    id=IDS,
    name=NAMES,
    segment=st.just("smb"),
    start=DAYS,
    language=st.sampled_from(["en", "ja", "ko"]),
    currency=st.sampled_from(["USD", "EUR"]),
    sponsor=st.none() | PEOPLE,
    owner=st.none() | PEOPLE,
    contacts=st.lists(PEOPLE, max_size=2).map(tuple),
    renewal=st.none() | DAYS,
    attributes=several(st.builds(Attribute, name=NAMES, content=NUMBERS | NAMES), "name"),
    goals=several(
        st.builds(Goal, id=IDS, words=NAMES, level=st.just("tactical"), values=st.lists(IDS, max_size=2).map(tuple)),
        "id",
    ),
    plan=several(
        st.builds(
            ValuePlan,
            value=VALUE_IDS,
            baseline=st.none() | BASELINES,
            target=st.none() | NUMBERS,
            strictly=st.booleans(),
            due=st.none() | DAYS,
            method=st.none() | METHODS,
            validator=TEXT,
        ),
        "value",
    ),
    milestones=several(
        st.builds(lambda id_, story: MilestonePlan(milestone=id_, **story), IDS, stories()), "milestone"
    ),
    overrides=several(st.builds(Override, threshold=IDS, number=NUMBERS, because=NAMES, by=NAMES), "threshold"),
    waivers=several(
        st.builds(Waiver, about=IDS, because=NAMES, by=NAMES, on=st.just(dt.date(2019, 1, 1)), expires=DAYS), "about"
    ),
    asks=st.lists(st.builds(Ask, who=NAMES, what=NAMES, by=DAYS, otherwise=TEXT), max_size=2).map(tuple),
    decisions=several(decisions(), "id"),
    notes=PROSE,
)
OBSERVATIONS = st.builds(
    Observation,
    value=VALUE_IDS,
    on=DAYS,
    number=NUMBERS,
    source=st.just("") | IDS,
    sequence=st.integers(0, 3),
    respondents=st.none() | st.integers(1, 500),
    note=TEXT,
)


def evidence() -> st.SearchStrategy[Evidence]:
    kinds = st.sampled_from(["report", "survey", "time_log"])
    bare = st.builds(Evidence, id=IDS, kind=kinds, title=NAMES, on=DAYS, by=TEXT, party=PARTIES, quote=TEXT)

    def attached(one: Evidence) -> Evidence:
        digest = hashlib.sha256(attachment(one.id)).hexdigest()
        return one.model_copy(update={"file": f"{one.id}.txt", "sha256": digest})

    return bare | bare.map(attached)


FACTS = st.builds(
    AccountFacts,
    account=ACCOUNTS,
    observations=st.lists(OBSERVATIONS, max_size=5).map(tuple),
    evidence=several(evidence(), "id"),
    sources=several(st.builds(Source, id=IDS, name=NAMES, system=TEXT, party=PARTIES, method=METHODS), "id").map(
        lambda sources: tuple(sorted(sources, key=lambda source: source.id))
    ),
)
QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without making a failure small, which takes minutes where every try writes a folder; the difference is told."""
PORTFOLIOS = st.lists(FACTS, max_size=3, unique_by=lambda facts: facts.account.id).map(
    lambda portfolio: tuple(sorted(portfolio, key=lambda facts: facts.account.id))
)


@settings(max_examples=25, phases=QUICKLY)
@given(portfolio=PORTFOLIOS, cut=st.integers(0, 5))
def test_what_is_written_down_and_read_again_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, portfolio: tuple[AccountFacts, ...], cut: int
) -> None:
    root = write(tmp_path_factory.mktemp("portfolio"), texts_of(portfolio, cut))
    reading = read(root)
    assert reading.problems == ()
    assert reading.facts == portfolio


@settings(max_examples=8, phases=QUICKLY)
@given(facts=FACTS)
def test_and_is_judged_the_same(tmp_path_factory: pytest.TempPathFactory, facts: AccountFacts) -> None:
    book = put_together(find()).by_segment["smb"]
    [again] = read(write(tmp_path_factory.mktemp("portfolio"), texts_of((facts,), 2))).facts
    day = dt.date(2026, 1, 1)
    assert assess(again, book, day) == assess(facts, book, day)
