"""The steps of a chain of stores, from the first stores at work to shelves that stay full."""

from __future__ import annotations

from vpl_core import AllOf, AtLeast, AtMost, ChangedBy, Milestone, PlanAgreed, Stage, Sustained, TargetMet

BEGINNING = (
    Milestone(
        id="numbers-agreed",
        name="Starting numbers agreed",
        stage=Stage.EARLY_WIN,
        counts_as_reached="For two values or more it is agreed where they stand and shall be, and who confirms it.",
        why_it_matters="Stores differ so much that without a count beforehand any number can be explained away.",
        condition=PlanAgreed(at_least=2),
        next_step="Count two aisles and one busy hour together, and write the numbers down.",
    ),
    Milestone(
        id="stores-live",
        name="The stores work with it",
        stage=Stage.FOUNDATION,
        counts_as_reached="The required share of the stores in the plan replenishes with it every week.",
        why_it_matters="A chain is compared store by store; those left out become the reason to stop.",
        condition=AtLeast(value="stores-live-percent", limit="stores-live-percent"),
        next_step="Visit the stores that are missing, not those that are ahead.",
    ),
)

SPEED = (
    Milestone(
        id="shelves-filled-faster",
        name="Goods reach the shelf in the agreed time",
        stage=Stage.GROWTH,
        counts_as_reached="The hours from the dock to the shelf are at the agreed target or below it.",
        why_it_matters="What stands in the back room cannot be bought.",
        condition=TargetMet(value="shelf-hours"),
        next_step="Follow one delivery through the store and note where it waits.",
    ),
    Milestone(
        id="tills-faster",
        name="The queue is as short as agreed",
        stage=Stage.GROWTH,
        counts_as_reached="The minutes at the till in the busiest hour are at the agreed target or below it.",
        why_it_matters="A full basket that is left in the queue is lost twice.",
        condition=TargetMet(value="checkout-minutes"),
        next_step="Count one busy hour on three weekdays, and open the second till where it pays.",
    ),
)

EXPERIENCE = (
    Milestone(
        id="fewer-gaps",
        name="Shoppers find what they came for",
        stage=Stage.MATURITY,
        counts_as_reached="Fewer goods are out of stock than agreed, and no more than is usual in the trade.",
        why_it_matters="A gap on the shelf sends a shopper to somebody else.",
        condition=AllOf(
            conditions=(
                TargetMet(value="out-of-stock-percent"),
                AtMost(value="out-of-stock-percent", limit="usual-out-of-stock-percent"),
            )
        ),
        next_step="Count every aisle on the same weekday, and look at the ten articles that are missing most.",
    ),
    Milestone(
        id="complaints-halved",
        name="Half of the complaints are gone",
        stage=Stage.MATURITY,
        counts_as_reached="Complaints about waiting and missing goods have fallen by the required share.",
        why_it_matters="Shoppers who complain are the few who still want to come back.",
        condition=ChangedBy(value="complaints", limit="half-of-the-complaints", counted_in="percent"),
        next_step="Read the last fifty complaints aloud with the store managers.",
    ),
)

INVENTORY = (
    Milestone(
        id="less-lost",
        name="Less stock is lost",
        stage=Stage.STRATEGIC,
        counts_as_reached="Stock that the count does not find is at the agreed share of sales or below it.",
        why_it_matters="Every lost article has to be sold several times over to be paid for.",
        condition=TargetMet(value="shrinkage-percent"),
        next_step="Compare the counts of the best and the worst store, article by article.",
    ),
    Milestone(
        id="shelves-stay-full",
        name="Shelves stay full",
        stage=Stage.STRATEGIC,
        counts_as_reached="The agreed share of goods out of stock has been kept at every count for half a year.",
        why_it_matters="One good count is a clean-up; half a year is a way of working.",
        condition=Sustained(condition=TargetMet(value="out-of-stock-percent"), days=180),
        next_step="Keep counting once a month, also where the numbers are good.",
    ),
)

MILESTONES = (*BEGINNING, *SPEED, *EXPERIENCE, *INVENTORY)
