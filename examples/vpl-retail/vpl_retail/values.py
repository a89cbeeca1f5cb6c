"""What a chain of stores can get, and the numbers that decide."""

from __future__ import annotations

from vpl_core import Category, Kind, Threshold, ValueDefinition, ValueType

SPEED = (
    ValueDefinition(
        id="shelf-hours",
        name="Hours from the dock to the shelf",
        what="Median hours from the arrival of a delivery at the store to its goods on the shelf, over one week.",
        unit="hours",
        direction="down",
        category=Category.TIME,
        kind=Kind.OUTCOME,
        methods=("instrumented", "observation"),
        least=0,
        most=336,
        tolerance_percent=10,
        refresh_days=45,
    ),
    ValueDefinition(
        id="checkout-minutes",
        name="Minutes at the till",
        what="Mean minutes from joining the queue to the receipt, in the busiest hour of three weekdays.",
        unit="minutes",
        direction="down",
        category=Category.PROCESS,
        kind=Kind.OUTCOME,
        methods=("observation", "instrumented"),
        least=0,
        most=60,
        tolerance_percent=10,
        refresh_days=45,
    ),
)

EXPERIENCE = (
    ValueDefinition(
        id="complaints",
        name="Complaints",
        what="Complaints about waiting or missing goods for each ten thousand receipts of the month.",
        unit="count",
        per="month",
        direction="down",
        category=Category.QUALITY,
        kind=Kind.OUTCOME,
        methods=("instrumented", "audit"),
        least=0,
        most=10_000,
        tolerance_percent=10,
        refresh_days=60,
    ),
    ValueDefinition(
        id="shopper-satisfaction",
        name="Satisfaction of shoppers",
        what="Mean of the answers at the exit to how the visit was, from 0 to 10.",
        unit="score",
        direction="up",
        category=Category.QUALITY,
        kind=Kind.LEADING,
        value_type=ValueType.EXPERIENTIAL,
        methods=("survey",),
        least=0,
        most=10,
        refresh_days=120,
    ),
)

INVENTORY = (
    ValueDefinition(
        id="out-of-stock-percent",
        name="Goods out of stock",
        what="Share of the listed articles that a shopper does not find on the shelf, in a count of every aisle.",
        unit="percent",
        direction="down",
        category=Category.QUALITY,
        kind=Kind.OUTCOME,
        methods=("audit", "observation", "instrumented"),
        least=0,
        most=100,
        refresh_days=45,
    ),
    ValueDefinition(
        id="shrinkage-percent",
        name="Stock lost",
        what="Stock that the books hold and the count does not find, as a share of the quarter's sales.",
        unit="percent",
        per="quarter",
        direction="down",
        category=Category.COST,
        kind=Kind.OUTCOME,
        methods=("finance_record", "audit"),
        least=0,
        most=100,
        refresh_days=120,
    ),
)

ADOPTION = (
    ValueDefinition(
        id="stores-live-percent",
        name="Stores that work with it",
        what="Share of the stores named in the plan that replenished at least one aisle with it in the week.",
        unit="percent",
        per="week",
        direction="up",
        category=Category.ADOPTION,
        kind=Kind.USAGE,
        methods=("instrumented",),
        least=0,
        most=100,
        refresh_days=30,
    ),
)

VALUES = (*SPEED, *EXPERIENCE, *INVENTORY, *ADOPTION)

# Without a source a threshold is a default, and the customer's page says that it is to be agreed.
THRESHOLDS = (
    Threshold(id="stores-live-percent", number=90, unit="percent"),
    Threshold(id="half-of-the-complaints", number=-50, unit="percent"),
    Threshold(
        id="usual-out-of-stock-percent",
        number="8.3",
        unit="percent",
        source="Gruen, Corsten and Bharadwaj (2002), world average",
    ),
    # What follows only the vendor looks at.
    Threshold(id="few-stores-percent", number=50, unit="percent"),
    Threshold(id="unhappy-shoppers", number=6, unit="score"),
)
