"""What the vendor watches at an enterprise: the scorecard and the health signals, never on a customer's page."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    AtMost,
    Band,
    Choice,
    EvidenceOf,
    Factor,
    GapClosed,
    HealthSignal,
    Not,
    PlanAgreed,
    Scorecard,
)

ATTRIBUTES = (
    Factor(
        id="employees",
        name="Employees",
        aspect="attribute",
        tag="grow",
        weight=2,
        attribute="employees",
        bands=(
            Band(name="upper mid-size", below=1000, points=40),
            Band(name="large", at_least=1000, below=10_000, points=70),
            Band(name="very large", at_least=10_000, points=100),
        ),
    ),
    Factor(
        id="contract-left",
        name="Months left in the contract",
        aspect="attribute",
        tag="retain",
        weight=2,
        attribute="contract_months_left",
        bands=(
            Band(name="notice period", below=6, points=20),
            Band(name="last year", at_least=6, below=12, points=50),
            Band(name="more than a year", at_least=12, points=90),
        ),
    ),
    Factor(
        id="executive-access",
        name="Who speaks with us",
        aspect="attribute",
        tag="retain",
        weight=3,
        attribute="executive_access",
        choices=(
            Choice(text="board", points=100),
            Choice(text="department head", points=60),
            Choice(text="project team", points=30),
            Choice(text="procurement only", points=0),
        ),
    ),
)

ACTIONS = (
    Factor(
        id="departments",
        name="Departments at work in it",
        aspect="action",
        tag="transactional",
        weight=4,
        value="departments-live",
        bands=(
            Band(name="none", below=1, points=0),
            Band(name="one", at_least=1, below=2, points=25),
            Band(name="a few", at_least=2, below=5, points=65),
            Band(name="many", at_least=5, points=100),
        ),
    ),
    Factor(
        id="active-staff",
        name="Licensed staff at work in it",
        aspect="action",
        tag="non_transactional",
        weight=3,
        value="active-staff-percent",
        bands=(
            Band(name="hardly anybody", below=30, points=0),
            Band(name="some", at_least=30, below=60, points=40),
            Band(name="most", at_least=60, below=80, points=70),
            Band(name="nearly all", at_least=80, points=100),
        ),
    ),
    Factor(
        id="reliable-transfers",
        name="Transfers that arrive",
        aspect="action",
        tag="non_transactional",
        weight=2,
        value="sync-success-percent",
        bands=(
            Band(name="unreliable", below=95, points=0),
            Band(name="usable", at_least=95, below=99, points=50),
            Band(name="reliable", at_least=99, points=100),
        ),
    ),
)

ATTITUDES = (
    Factor(
        id="trust-in-figures",
        name="Trust in the figures",
        aspect="attitude",
        tag="satisfaction",
        weight=4,
        value="figures-trusted",
        bands=(
            Band(name="distrusted", below=5, points=0),
            Band(name="checked against own lists", at_least=5, below=7, points=40),
            Band(name="trusted", at_least=7, below=9, points=80),
            Band(name="decided upon", at_least=9, points=100),
        ),
    ),
    Factor(
        id="recommendation",
        name="Willingness to recommend",
        aspect="attitude",
        tag="loyalty",
        weight=2,
        value="nps",
        bands=(
            Band(name="more against than for", below=0, points=0),
            Band(name="about even", at_least=0, below=20, points=40),
            Band(name="for", at_least=20, below=50, points=75),
            Band(name="strongly for", at_least=50, points=100),
        ),
    ),
)

SCORECARD = Scorecard(
    id="enterprise-reach",
    name="Reach and standing in an enterprise",
    what_for="Where the next quarter's executive visits and architects' days go.",
    factors=ATTRIBUTES + ACTIONS + ATTITUDES,
    bands=(
        Band(name="one thread", below=35),
        Band(name="growing roots", at_least=35, below=70),
        Band(name="deep roots", at_least=70),
    ),
)

# A signal that is unknown leaves the account grey. Those that need an agreement or an acceptance first therefore begin
# with it: before it they do not hold, and after it a missing reading is a question that deserves its grey.
WAIT_AGREED = PlanAgreed(values=("handover-wait-hours",))

HEALTH_SIGNALS = (
    HealthSignal(
        id="waits-worse-than-before",
        colour="red",
        when=AllOf(
            conditions=(
                WAIT_AGREED,
                Not(condition=GapClosed(value="handover-wait-hours", percent="enterprise-no-worse-percent")),
            )
        ),
        says="Cases wait longer between departments than before the start.",
    ),
    HealthSignal(
        id="accepted-integration-fails",
        colour="red",
        when=AllOf(
            conditions=(
                EvidenceOf(milestone="key-integration-live", kinds=("agreement", "confirmation")),
                AtMost(value="sync-success-percent", limit="enterprise-failing-sync-percent"),
            )
        ),
        says="The accepted integration loses transfers.",
    ),
    HealthSignal(
        id="findings-not-coming-down",
        colour="red",
        when=AllOf(
            conditions=(
                PlanAgreed(values=("open-audit-findings",)),
                Not(condition=GapClosed(value="open-audit-findings", percent="enterprise-no-worse-percent")),
            )
        ),
        says="More audit findings are overdue than before the start.",
    ),
    HealthSignal(
        id="busy-without-gain",
        colour="yellow",
        when=AllOf(
            conditions=(
                WAIT_AGREED,
                AtLeast(value="active-staff-percent", limit="enterprise-active-staff-percent"),
                Not(condition=GapClosed(value="handover-wait-hours", percent="enterprise-visible-gain-percent")),
            )
        ),
        says="Nearly everybody uses it, and hardly any of the agreed waiting time has gone.",
    ),
    HealthSignal(
        id="one-department-only",
        colour="yellow",
        when=AtMost(value="departments-live", limit="enterprise-single-department"),
        says="It hangs on a single department.",
    ),
    HealthSignal(
        id="figures-not-trusted",
        colour="yellow",
        when=AtMost(value="figures-trusted", limit="enterprise-distrusted-figures"),
        says="Department heads do not decide on the shared figures.",
    ),
)
