"""The ladder of a chain of stores, and what stops its clocks."""

from __future__ import annotations

from vpl_core import Clock, Ladder, Rigor, Rung, StopRule

LADDER = Ladder(
    id="retail-ladder",
    name="From stores at work to stock that pays",
    rungs=(
        Rung(
            id="stores-at-work",
            name="The stores work with it",
            proves="Starting numbers are agreed, and nearly every store replenishes with it.",
            carries="adoption",
            milestones=("numbers-agreed", "stores-live"),
            floor=Rigor.REPORTED,
        ),
        Rung(
            id="faster",
            name="The shop floor is faster",
            proves="Measured: goods reach the shelf in the agreed time, or the queue is as short as agreed.",
            carries="outcome",
            milestones=("shelves-filled-faster", "tills-faster"),
            at_least=1,
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="shoppers-notice",
            name="Shoppers notice",
            proves="Measured: goods are where shoppers look for them, and half of the complaints are gone.",
            carries="outcome",
            milestones=("fewer-gaps", "complaints-halved"),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="stock-pays",
            name="Stock pays",
            proves="Two sources agree: less stock is lost, and shelves have stayed full for half a year.",
            carries="outcome",
            milestones=("less-lost", "shelves-stay-full"),
            floor=Rigor.CORROBORATED,
        ),
    ),
)

STOP_RULES = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="stores-live", target_days=90),
    StopRule(clock=Clock.FIRST_VALUE, milestone="shelves-filled-faster", target_days=150),
    StopRule(clock=Clock.FULL_VALUE, milestone="fewer-gaps", target_days=270),
)
