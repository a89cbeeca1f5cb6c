"""How the vendor sees a finance account: a scorecard and what makes it yellow or red; internal."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    Band,
    ChangedBy,
    Choice,
    Condition,
    Factor,
    HealthSignal,
    MilestoneReached,
    Not,
    PlanAgreed,
    Scorecard,
)

SCORECARD = Scorecard(
    id="finance-attention",
    name="Finance attention",
    what_for="Which account to prepare first before a quarter end.",
    factors=(
        Factor(
            id="entities",
            name="Legal entities that close their books",
            aspect="attribute",
            tag="grow",
            weight=15,
            attribute="entities",
            bands=(
                Band(name="one", below=2, points=20),
                Band(name="two to nine", at_least=2, below=10, points=60),
                Band(name="ten or more", at_least=10, points=100),
            ),
        ),
        Factor(
            id="audit-duty",
            name="Duty to be audited",
            aspect="attribute",
            tag="retain",
            weight=15,
            attribute="audit-duty",
            choices=(
                Choice(text="listed", points=100),
                Choice(text="audited by law", points=70),
                Choice(text="by choice", points=30),
            ),
        ),
        Factor(
            id="annual-spend",
            name="Annual spend",
            aspect="action",
            tag="transactional",
            weight=15,
            attribute="annual-spend",
            bands=(
                Band(name="below 50 000", below=50000, points=20),
                Band(name="50 000 to 250 000", at_least=50000, below=250000, points=60),
                Band(name="250 000 or more", at_least=250000, points=100),
            ),
        ),
        Factor(
            id="reconciled",
            name="Accounts reconciled in the tool",
            aspect="action",
            tag="non_transactional",
            weight=20,
            value="automated-reconciliation-percent",
            bands=(
                Band(name="below 60 percent", below=60, points=0),
                Band(name="60 to below 80 percent", at_least=60, below=80, points=50),
                Band(name="80 percent or more", at_least=80, points=100),
            ),
        ),
        Factor(
            id="controls",
            name="Key controls mapped",
            aspect="action",
            tag="non_transactional",
            weight=10,
            value="controls-mapped-percent",
            bands=(
                Band(name="below 50 percent", below=50, points=0),
                Band(name="50 to below 100 percent", at_least=50, below=100, points=50),
                Band(name="all", at_least=100, points=100),
            ),
        ),
        Factor(
            id="team-confidence",
            name="Confidence in the numbers, 0 to 10",
            aspect="attitude",
            tag="satisfaction",
            weight=10,
            value="team-confidence-score",
            bands=(
                Band(name="below 6", below=6, points=0),
                Band(name="6 to below 8", at_least=6, below=8, points=50),
                Band(name="8 or more", at_least=8, points=100),
            ),
        ),
        Factor(
            id="reference",
            name="Speaks for us to others",
            aspect="attitude",
            tag="loyalty",
            weight=15,
            attribute="reference",
            choices=(
                Choice(text="has spoken", points=100),
                Choice(text="would speak", points=70),
                Choice(text="not asked", points=30),
                Choice(text="declined", points=0),
            ),
        ),
    ),
    bands=(
        Band(name="low", below=35),
        Band(name="middle", at_least=35, below=70),
        Band(name="high", at_least=70),
    ),
)


def _where_agreed(value: str, condition: Condition) -> AllOf:
    """The condition, but only for accounts that agreed to measure the value.

    Who never agreed to it is not coloured by it; who did and has no reading is grey and not green.
    """
    return AllOf(conditions=(PlanAgreed(values=(value,)), condition))


HEALTH_SIGNALS: tuple[HealthSignal, ...] = (
    HealthSignal(
        id="controls-failing",
        colour="red",
        when=_where_agreed(
            "control-failure-percent", AtLeast(value="control-failure-percent", limit="finance-control-failure-alarm")
        ),
        says="Too many key controls failed their last test.",
    ),
    HealthSignal(
        id="many-findings-overdue",
        colour="red",
        when=_where_agreed(
            "audit-findings-overdue", AtLeast(value="audit-findings-overdue", limit="finance-findings-alarm")
        ),
        says="Several audit findings are open past their date.",
    ),
    HealthSignal(
        id="errors-worse-than-before",
        colour="red",
        when=_where_agreed(
            "reconciliation-errors",
            ChangedBy(value="reconciliation-errors", limit="finance-relapse-percent", counted_in="percent"),
        ),
        says="There are more reconciliation errors than before the start.",
    ),
    HealthSignal(
        id="close-slower-than-before",
        colour="yellow",
        when=_where_agreed("close-days", ChangedBy(value="close-days", limit="finance-slower-close-days")),
        says="The close takes longer than before the start.",
    ),
    HealthSignal(
        id="back-to-spreadsheets",
        colour="yellow",
        when=AllOf(
            conditions=(
                MilestoneReached(milestone="controls-mapped"),
                Not(
                    condition=AtLeast(value="automated-reconciliation-percent", limit="finance-reconciled-low-percent")
                ),
            )
        ),
        says="Controls are mapped, but many accounts are reconciled outside the tool.",
    ),
)
