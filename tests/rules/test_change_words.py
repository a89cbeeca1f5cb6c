"""Changes told: sentences that a customer success engineer can read aloud."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.worlds import agreed, day, playbook, value
from vpl_core.model.accounts import ValuePlan
from vpl_core.model.changes import (
    AgreedPlan,
    AttributeSet,
    Change,
    NewPaper,
    NewReading,
    NewRecord,
    SecondReading,
    Span,
)
from vpl_core.model.observations import Source
from vpl_core.rules.change_words import change_sentence
from vpl_core.rules.wording import Wording

LOG = Source(id="product", name="the product's log", party="vendor", method="instrumented")
NEW = Source(id="planned-audit", name="A new source", party="customer", method="audit")
BOOK = playbook(values=(value("seats", name="Seats used", unit="percent", category="adoption", least=0, most=100),))


def said(change: Change) -> str:
    return change_sentence(change, BOOK, Wording(), day(0))


def seats(number: int, span: Span, *days: dt.date, **more: Any) -> NewReading:
    usual = {"source": LOG, "usual": True, "now": 62, "direction": "up"}
    return NewReading(value="seats", number=number, span=span, days=days or (day(0),), **{**usual, **more})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (seats(80, Span(low=80)), "“Seats used” rises to 80% or more (now 62%), read from the product's log"),
        (seats(50, Span(high=50)), "“Seats used” falls to 50% or less (now 62%), read from the product's log"),
        (
            seats(81, Span(low=80, beyond_low=True), source=NEW),
            "“Seats used” rises to more than 80% (now 62%), read from an audit (a new source for it)",
        ),
        (
            seats(49, Span(low=40, high=50, below_high=True)),
            "“Seats used” falls to at least 40% and less than 50% (now 62%), read from the product's log",
        ),
        (
            seats(62, Span(low=50), day(9)),
            "“Seats used” stays at 50% or more (now 62%), read on 9 Feb 2025 from the product's log",
        ),
        (
            seats(80, Span(low=80, high=100), day(0), day(30)),
            "“Seats used” rises to 80% or more (now 62%) at every reading until 2 Mar 2025 (2 or more), "
            "read from the product's log",
        ),
        (seats(0, Span(low=0), now=None), "“Seats used” has its first reading, read from the product's log"),
        (seats(0, Span(high=0), now=None), "“Seats used” has its first reading at 0%, read from the product's log"),
        (seats(62, Span(low=0)), "“Seats used” has a new reading (now 62%), read from the product's log"),
        (
            seats(90, Span(low=90), planned=True),
            "“Seats used” meets the target that is agreed then, read from the product's log",
        ),
        (
            SecondReading(value="seats", source=LOG, on=day(0)),
            "“Seats used” is read from the product's log too, and agrees",
        ),
        (
            SecondReading(value="seats", source=NEW, on=day(0)),
            "A second source for “Seats used”, which does not depend on the first, agrees with it",
        ),
        (
            NewPaper(of="confirmation", party="customer", milestone="begun", on=day(0)),
            "A signed confirmation from the customer about “Step begun”, on file",
        ),
        (
            NewPaper(of="report", instead=("raw_data", "dashboard"), party="vendor", value="seats", on=day(0), count=2),
            "2 papers, each a report, raw data or a dashboard, from the vendor about “Seats used”, on file",
        ),
        (
            NewPaper(of="reproduction", party="third_party", value="seats", on=day(0)),
            "Somebody works out “Seats used” again from the raw data, and files it",
        ),
        (
            AgreedPlan(plan=agreed("seats", 0, 80), lacks=("baseline", "target", "validator", "agreed_by")),
            "Agreed with the customer for “Seats used”: the baseline, the target and who confirms the result",
        ),
        (
            AgreedPlan(plan=ValuePlan(value="seats"), lacks=("agreed_by", "agreed_on")),
            "The plan for “Seats used” is signed: who agreed to it, and when",
        ),
        (NewRecord(fact="sponsor", on=day(0)), "A sponsor at the customer is named"),
        (AttributeSet(attribute="size", content="small"), "The account's size is “small”"),
        (
            AttributeSet(attribute="size", content="another"),
            "The account's size is something else than what is excluded",
        ),
    ],
)
def test_a_change_is_said_in_one_sentence(change: Change, sentence: str) -> None:
    assert said(change) == sentence
