"""Small worlds: one account, one playbook and the facts about them, each said in a line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from vpl_core.model.accounts import Account, AccountFacts, Baseline, ValuePlan
from vpl_core.model.answers import Answer
from vpl_core.model.assessment import Assessment
from vpl_core.model.conditions import AtLeast, Condition
from vpl_core.model.evidence import Evidence
from vpl_core.model.ladder import Ladder, Rung
from vpl_core.model.milestones import Milestone
from vpl_core.model.observations import Observation, Source
from vpl_core.model.outcomes import Rigor
from vpl_core.model.playbook import Playbook, Segment
from vpl_core.model.values import Threshold, ValueDefinition
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.conditions import ask
from vpl_core.rules.engine import assess

START = dt.date(2025, 1, 31)
"""The last day of a month, so that ends of months are clamped wherever months are counted."""
SHA = "0" * 64


def day(after: int) -> dt.date:
    """So many days after the account's start."""
    return START + dt.timedelta(days=after)


SOURCES = (
    Source(id="timesheet", name="Timesheets", party="customer", method="time_log"),
    Source(id="export", name="Export of the timesheets", party="vendor", method="instrumented", system="timesheet"),
    Source(id="observer", name="Visits of an observer", party="third_party", method="observation"),
    Source(id="product", name="The product's log", party="vendor", method="instrumented"),
    Source(id="our-word", name="What the vendor says", party="vendor", method="statement"),
    Source(id="survey", name="Survey of the team", party="customer", method="survey"),
)


def value(id_: str, **changes: Any) -> ValueDefinition:
    """An outcome in hours of which fewer are better, unless the changes say otherwise."""
    usual = {
        "id": id_,
        "name": f"Value {id_}",
        "what": f"What {id_} counts",
        "unit": "hours",
        "direction": "down",
        "category": "time",
        "kind": "outcome",
        "methods": ("time_log", "observation", "instrumented"),
        "refresh_days": 30,
    }
    return ValueDefinition(**{**usual, **changes})


VALUES = (
    value("hours"),
    value("errors", unit="percent", category="quality"),
    value("sales", unit="count", category="revenue", direction="up"),
    value("seats", unit="percent", category="adoption", kind="usage", direction="up"),
    value("mood", unit="score", category="quality", kind="leading", direction="up"),
)
THRESHOLDS = (
    Threshold(id="few-hours", number=4, unit="hours"),
    Threshold(id="many-seats", number=8, unit="percent", source="Published by somebody"),
)


def reading(value: str, number: Any, on: int = 10, source: str = "timesheet", **changes: Any) -> Observation:
    """A reading so many days after the start."""
    return Observation(value=value, number=number, on=day(on), source=source, **changes)


def agreed(value: str, baseline: Any, target: Any, **changes: Any) -> ValuePlan:
    """A plan with everything in it, agreed on the day before the start."""
    usual = {
        "value": value,
        "baseline": Baseline(number=baseline, on=day(-5), source="timesheet"),
        "target": target,
        "method": "time_log",
        "validator": "Mina",
        "agreed_by": "Mina",
        "agreed_on": day(-1),
    }
    return ValuePlan(**{**usual, **changes})


def paper(id_: str, kind: str = "report", on: int = 10, **changes: Any) -> Evidence:
    """A document of the customer's, named and with its file."""
    usual = {"id": id_, "kind": kind, "title": id_, "on": day(on), "by": "Mina", "party": "customer", "sha256": SHA}
    return Evidence(**{**usual, **changes})


def known(
    observations: tuple[Observation, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    sources: tuple[Source, ...] = SOURCES,
    **account: Any,
) -> AccountFacts:
    """All that is known of one account."""
    usual = {"id": "acme", "name": "Acme", "segment": "shops", "start": START}
    return AccountFacts(
        account=Account(**{**usual, **account}), observations=observations, evidence=evidence, sources=sources
    )


def step(id_: str, condition: Condition | None = None, **changes: Any) -> Milestone:
    """A milestone due a month after the start; by default it asks for one reading of `seats`."""
    usual = {
        "id": id_,
        "name": f"Step {id_}",
        "stage": "early_win",
        "counts_as_reached": f"{id_} is reached",
        "why_it_matters": f"{id_} matters",
        "condition": condition or AtLeast(value="seats", limit=0),
    }
    return Milestone(**{**usual, **changes})


def rung(number: int, *milestones: str, floor: Rigor = Rigor.ASSERTED, **changes: Any) -> Rung:
    usual = {"id": f"rung-{number}", "name": f"Rung {number}", "proves": "Something", "carries": "adoption"}
    return Rung(**{**usual, "milestones": milestones, "floor": floor, **changes})


def playbook(*milestones: Milestone, rungs: tuple[Rung, ...] = (), **parts: Any) -> Playbook:
    """A segment with the values above; one rung with all milestones where no rungs are given."""
    steps = milestones or (step("begun"),)
    ladder = Ladder(id="ladder", name="Ladder", rungs=rungs or (rung(1, *[one.id for one in steps]),))
    usual = {
        "segment": Segment(id="shops", name="Shops", cares_about="Time"),
        "values": VALUES,
        "thresholds": THRESHOLDS,
        "milestones": steps,
        "ladder": ladder,
    }
    return Playbook(**{**usual, **parts})


def on_day(facts: AccountFacts, after: int = 30, book: Playbook | None = None) -> AccountDay:
    """What the rules look at, so many days after the start."""
    return AccountDay(facts, book or playbook(), day(after))


def answer(condition: Condition, facts: AccountFacts, after: int = 30, book: Playbook | None = None) -> Answer:
    """The condition asked of the account so many days after the start."""
    return ask(condition, on_day(facts, after, book), day(after))


def assessed(facts: AccountFacts, book: Playbook | None = None, after: int = 30) -> Assessment:
    """The whole assessment so many days after the start."""
    return assess(facts, book or playbook(), day(after))


def numbers(*texts: Any) -> list[Decimal]:
    return [Decimal(str(text)) for text in texts]
