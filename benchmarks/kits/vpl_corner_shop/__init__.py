"""The corner shop: the smallest segment that is worth a site, of about a dozen pages, so that many can be built."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    Category,
    Clock,
    Kind,
    Ladder,
    Milestone,
    PlanAgreed,
    Rigor,
    Rung,
    Segment,
    Stage,
    StopRule,
    TargetMet,
    Threshold,
    ValueDefinition,
    hookimpl,
)

SEGMENT = Segment(
    id="corner-shop",
    name="Corner shop",
    cares_about="Fewer hours over the order book, and shelves that are full when people come in.",
)

VALUES = (
    ValueDefinition(
        id="ordering-hours",
        name="Hours spent on ordering",
        what="Hours that the owner and the staff spend on orders to suppliers, over one ordinary week.",
        unit="hours",
        per="week",
        direction="down",
        category=Category.TIME,
        kind=Kind.OUTCOME,
        methods=("time_log", "observation"),
        least=0,
        most=168,
        refresh_days=60,
    ),
    ValueDefinition(
        id="empty-shelf-percent",
        name="Articles missing on the shelf",
        what="Share of the hundred best-selling articles that are missing at eleven in the morning.",
        unit="percent",
        direction="down",
        category=Category.QUALITY,
        kind=Kind.OUTCOME,
        methods=("audit", "observation"),
        least=0,
        most=100,
        refresh_days=60,
    ),
    ValueDefinition(
        id="spoiled-goods-cost",
        name="Goods thrown away",
        what="Purchase price of what was thrown away in the month, from the till's book of losses.",
        unit="money",
        per="month",
        direction="down",
        category=Category.COST,
        kind=Kind.OUTCOME,
        methods=("finance_record",),
        least=0,
        refresh_days=60,
    ),
    ValueDefinition(
        id="orders-placed-percent",
        name="Orders placed with it",
        what="Share of the week's orders to suppliers that were placed with it.",
        unit="percent",
        per="week",
        direction="up",
        category=Category.ADOPTION,
        kind=Kind.USAGE,
        methods=("instrumented",),
        least=0,
        most=100,
        refresh_days=45,
    ),
)

THRESHOLDS = (Threshold(id="most-orders-percent", number=70, unit="percent"),)

MILESTONES = (
    Milestone(
        id="numbers-agreed",
        name="Starting numbers agreed",
        stage=Stage.EARLY_WIN,
        counts_as_reached="For two values it is agreed where they stand and shall be, and who confirms it.",
        why_it_matters="Without a count beforehand any number can be explained away.",
        condition=PlanAgreed(at_least=2),
        next_step="Count one ordinary week together.",
    ),
    Milestone(
        id="orders-in-it",
        name="Orders are placed with it",
        stage=Stage.FOUNDATION,
        counts_as_reached="The required share of the week's orders is placed with it.",
        why_it_matters="Whoever keeps the old book beside it does the work twice.",
        condition=AtLeast(value="orders-placed-percent", limit="most-orders-percent"),
        next_step="Bring the supplier with the most orders into it.",
    ),
    Milestone(
        id="ordering-faster",
        name="Ordering takes the agreed time",
        stage=Stage.GROWTH,
        counts_as_reached="The hours spent on ordering are at the agreed target or below it.",
        why_it_matters="An hour over the order book is an hour away from the counter.",
        condition=TargetMet(value="ordering-hours"),
        next_step="Log one ordinary week, and see which supplier takes longest.",
    ),
    Milestone(
        id="shelves-full",
        name="Shelves are as full as agreed",
        stage=Stage.MATURITY,
        counts_as_reached="No more articles are missing in the morning, and no more is thrown away, than was agreed.",
        why_it_matters="Full shelves are easy for a shop that throws away what nobody buys.",
        condition=AllOf(
            conditions=(TargetMet(value="empty-shelf-percent"), TargetMet(value="spoiled-goods-cost")),
        ),
        next_step="Count the hundred articles every Tuesday for a month.",
    ),
)

LADDER = Ladder(
    id="corner-shop-ladder",
    name="From the order book to full shelves",
    rungs=(
        Rung(
            id="at-work",
            name="It is at work",
            proves="Starting numbers are agreed, and most orders are placed with it.",
            carries="adoption",
            milestones=("numbers-agreed", "orders-in-it"),
            floor=Rigor.REPORTED,
        ),
        Rung(
            id="hours-back",
            name="Hours are given back",
            proves="Measured: ordering takes the agreed time.",
            carries="outcome",
            milestones=("ordering-faster",),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="full-shelves",
            name="The shelves are full",
            proves="Measured: no more articles are missing and no more is thrown away than agreed.",
            carries="outcome",
            milestones=("shelves-full",),
            floor=Rigor.MEASURED,
        ),
    ),
)

STOP_RULES = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="orders-in-it", target_days=60),
    StopRule(clock=Clock.FIRST_VALUE, milestone="ordering-faster", target_days=150),
)


@hookimpl
def vpl_segments() -> tuple[Segment, ...]:
    return (SEGMENT,)


@hookimpl
def vpl_value_definitions(segment: str) -> tuple[ValueDefinition, ...]:
    return VALUES if segment == SEGMENT.id else ()


@hookimpl
def vpl_thresholds(segment: str) -> tuple[Threshold, ...]:
    return THRESHOLDS if segment == SEGMENT.id else ()


@hookimpl
def vpl_milestones(segment: str) -> tuple[Milestone, ...]:
    return MILESTONES if segment == SEGMENT.id else ()


@hookimpl
def vpl_ladders(segment: str) -> tuple[Ladder, ...]:
    return (LADDER,) if segment == SEGMENT.id else ()


@hookimpl
def vpl_stop_rules(segment: str) -> tuple[StopRule, ...]:
    return STOP_RULES if segment == SEGMENT.id else ()
