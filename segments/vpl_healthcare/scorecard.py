"""How the vendor sees a healthcare account: a scorecard and what makes it yellow or red; internal."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    AtMost,
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
    id="healthcare-attention",
    name="Healthcare attention",
    what_for="Where the vendor's next visit does the most good.",
    factors=(
        Factor(
            id="sites",
            name="Sites in the group",
            aspect="attribute",
            tag="grow",
            weight=15,
            attribute="sites",
            bands=(
                Band(name="up to four", below=5, points=20),
                Band(name="five to nineteen", at_least=5, below=20, points=60),
                Band(name="twenty or more", at_least=20, points=100),
            ),
        ),
        Factor(
            id="records-system",
            name="Connection to the patient records",
            aspect="attribute",
            tag="retain",
            weight=10,
            attribute="records-system",
            choices=(
                Choice(text="connected", points=100),
                Choice(text="export only", points=50),
                Choice(text="not connected", points=0),
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
                Band(name="below 25 000", below=25000, points=20),
                Band(name="25 000 to 100 000", at_least=25000, below=100000, points=60),
                Band(name="100 000 or more", at_least=100000, points=100),
            ),
        ),
        Factor(
            id="sites-live",
            name="Sites working in the tool",
            aspect="action",
            tag="non_transactional",
            weight=20,
            value="sites-live-percent",
            bands=(
                Band(name="less than half", below=50, points=0),
                Band(name="half to nine in ten", at_least=50, below=90, points=50),
                Band(name="nine in ten or more", at_least=90, points=100),
            ),
        ),
        Factor(
            id="training",
            name="Staff trained",
            aspect="action",
            tag="non_transactional",
            weight=10,
            value="training-percent",
            bands=(
                Band(name="below 80 percent", below=80, points=0),
                Band(name="80 to below 100 percent", at_least=80, below=100, points=50),
                Band(name="everybody", at_least=100, points=100),
            ),
        ),
        Factor(
            id="sponsor-satisfaction",
            name="Sponsor's satisfaction, 0 to 10",
            aspect="attitude",
            tag="satisfaction",
            weight=15,
            attribute="sponsor-satisfaction",
            bands=(
                Band(name="below 7", below=7, points=0),
                Band(name="7 to below 9", at_least=7, below=9, points=50),
                Band(name="9 or 10", at_least=9, points=100),
            ),
        ),
        Factor(
            id="staff-recommendation",
            name="Staff who would recommend the tool, net promoters, -100 to 100",
            aspect="attitude",
            tag="loyalty",
            weight=15,
            attribute="net-promoters",
            bands=(
                Band(name="below 0", below=0, points=0),
                Band(name="0 to below 30", at_least=0, below=30, points=50),
                Band(name="30 or more", at_least=30, points=100),
            ),
        ),
    ),
    bands=(
        Band(name="low", below=40),
        Band(name="middle", at_least=40, below=70),
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
        id="many-findings-overdue",
        colour="red",
        when=_where_agreed(
            "compliance-findings", AtLeast(value="compliance-findings", limit="healthcare-findings-alarm")
        ),
        says="Several compliance findings are open past their date.",
    ),
    HealthSignal(
        id="claims-worse-than-before",
        colour="red",
        when=_where_agreed(
            "claim-error-rate",
            ChangedBy(value="claim-error-rate", limit="healthcare-relapse-percent", counted_in="percent"),
        ),
        says="More claims come back than before the start.",
    ),
    HealthSignal(
        id="care-worse-than-before",
        colour="red",
        when=_where_agreed(
            "readmission-percent",
            ChangedBy(value="readmission-percent", limit="healthcare-relapse-percent", counted_in="percent"),
        ),
        says="More patients are readmitted than before the start.",
    ),
    HealthSignal(
        id="sites-fell-back",
        colour="yellow",
        when=AllOf(
            conditions=(
                MilestoneReached(milestone="old-way-retired"),
                Not(condition=AtLeast(value="sites-live-percent", limit="healthcare-sites-lost-percent")),
            )
        ),
        says="The old way is switched off, but some sites do not work in the tool.",
    ),
    HealthSignal(
        id="a-finding-overdue",
        colour="yellow",
        when=_where_agreed(
            "compliance-findings",
            Not(condition=AtMost(value="compliance-findings", limit="healthcare-open-findings")),
        ),
        says="A compliance finding is open past its date.",
    ),
    HealthSignal(
        id="patients-wait-longer",
        colour="yellow",
        when=_where_agreed(
            "appointment-wait-days",
            ChangedBy(value="appointment-wait-days", limit="healthcare-relapse-percent", counted_in="percent"),
        ),
        says="Patients wait longer for an appointment than before the start.",
    ),
)
