"""What the vendor watches at a chain of stores: never on a customer's page."""

from __future__ import annotations

from vpl_core import AtMost, Band, Factor, HealthSignal, Not, Scorecard

SCORECARD = Scorecard(
    id="retail-attention",
    name="Which chain to visit",
    what_for="Where a day on the shop floor helps most.",
    factors=(
        Factor(
            id="stores",
            name="Number of stores",
            aspect="attribute",
            tag="grow",
            weight=2,
            attribute="stores",
            bands=(
                Band(name="a few", below=10, points=20),
                Band(name="a region", at_least=10, below=100, points=60),
                Band(name="a country", at_least=100, points=100),
            ),
        ),
        Factor(
            id="use",
            name="Stores that work with it",
            aspect="action",
            tag="non_transactional",
            weight=4,
            value="stores-live-percent",
            bands=(
                Band(name="few", below=50, points=0),
                Band(name="most", at_least=50, below=90, points=60),
                Band(name="nearly all", at_least=90, points=100),
            ),
        ),
        Factor(
            id="mood",
            name="Satisfaction of shoppers",
            aspect="attitude",
            tag="satisfaction",
            weight=2,
            value="shopper-satisfaction",
            bands=(
                Band(name="low", below=6, points=0),
                Band(name="fair", at_least=6, below=8, points=50),
                Band(name="high", at_least=8, points=100),
            ),
        ),
    ),
    bands=(
        Band(name="weak", below=40),
        Band(name="fair", at_least=40, below=75),
        Band(name="strong", at_least=75),
    ),
)

HEALTH_SIGNALS = (
    HealthSignal(
        id="stores-leaving",
        colour="red",
        when=AtMost(value="stores-live-percent", limit="few-stores-percent"),
        says="Half of the stores or fewer still work with it.",
    ),
    HealthSignal(
        id="more-gaps-than-usual",
        colour="yellow",
        when=Not(condition=AtMost(value="out-of-stock-percent", limit="usual-out-of-stock-percent")),
        says="More goods are out of stock than is usual in the trade.",
    ),
    HealthSignal(
        id="shoppers-unhappy",
        colour="yellow",
        when=AtMost(value="shopper-satisfaction", limit="unhappy-shoppers"),
        says="Shoppers are not satisfied with their visits.",
    ),
)
