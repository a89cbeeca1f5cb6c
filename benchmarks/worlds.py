"""Synthetic portfolios of any size, the same at every run: no chance, only arithmetic on the account's number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from vpl_core.model.accounts import Account, AccountFacts, Attribute, Baseline, Person, ValuePlan
from vpl_core.model.evidence import Evidence
from vpl_core.model.observations import Observation, Source
from vpl_core.model.playbook import Playbook

START = dt.date(2025, 11, 1)
AS_OF = dt.date(2026, 11, 15)
SOURCES = (
    Source(id="product", name="Product records", party="vendor", method="instrumented"),
    Source(id="customer-log", name="Customer's time log", party="customer", method="time_log"),
    Source(id="ledger", name="Customer's ledger", party="customer", method="finance_record"),
)


def facts(number: int, playbook: Playbook, values: int = 20, readings: int = 12) -> AccountFacts:
    """An account with this many values read this many times, a plan for each and some evidence."""
    chosen = playbook.values[:values]
    observations = [
        Observation(
            value=value.id, on=_day(turn), number=_number(number, place, turn, value), source=_source(place, turn)
        )
        for place, value in enumerate(chosen)
        for turn in range(readings)
    ]
    account = Account(
        id=f"account-{number}",
        name=f"Account {number}",
        segment=playbook.segment.id,
        start=START,
        sponsor=Person(name="A. Sponsor"),
        owner=Person(name="An Owner"),
        attributes=(Attribute(name="company_size", content="10-50"),),
        plan=tuple(_plan(value.id, number, place, value) for place, value in enumerate(chosen)),
    )
    evidence = tuple(
        Evidence(
            id=f"e-{place}",
            kind="report",
            title="Report",
            on=_day(4),
            by="A. Sponsor",
            party="customer",
            milestones=(milestone.id,),
        )
        for place, milestone in enumerate(playbook.milestones[:6])
    )
    return AccountFacts(account=account, observations=tuple(observations), evidence=evidence, sources=SOURCES)


def _day(turn: int) -> dt.date:
    return START + dt.timedelta(days=28 * (turn + 1))


def _source(place: int, turn: int) -> str:
    """One source for each value, and every fourth reading from a second one."""
    return SOURCES[(place + (turn % 4 == 3)) % len(SOURCES)].id


def _bounds(value: object) -> tuple[Decimal, Decimal]:
    least, most = getattr(value, "least", None), getattr(value, "most", None)
    low = least if least is not None else Decimal(0)
    return low, most if most is not None else low + 100


def _number(number: int, place: int, turn: int, value: object) -> Decimal:
    low, high = _bounds(value)
    way = Decimal((number * 7 + place * 3 + turn * 8) % 101) / 100
    return low + (high - low) * way


def _plan(value_id: str, number: int, place: int, value: object) -> ValuePlan:
    low, high = _bounds(value)
    up = getattr(value, "direction") == "up"  # noqa: B009
    began, aim = (low, high) if up else (high, low)
    return ValuePlan(
        value=value_id,
        baseline=Baseline(number=began, on=START, source="customer-log"),
        target=began + (aim - began) * Decimal("0.6"),
        due=START + dt.timedelta(days=300),
        method="instrumented",
        validator="A. Sponsor",
        agreed_by="A. Sponsor",
        agreed_on=START,
    )
