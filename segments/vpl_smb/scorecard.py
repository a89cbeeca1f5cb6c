"""What the vendor watches at a small business: the scorecard and the health signals, never on a customer's page."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    AtMost,
    Band,
    Choice,
    Factor,
    GapClosed,
    HealthSignal,
    Not,
    PlanAgreed,
    Scorecard,
)

ATTRIBUTES = (
    Factor(
        id="company-size",
        name="Company size",
        aspect="attribute",
        tag="grow",
        weight=2,
        attribute="company_size",
        choices=(
            Choice(text="self-employed", points=20),
            Choice(text="1-10", points=40),
            Choice(text="10-50", points=70),
            Choice(text="50-100", points=90),
            Choice(text="100-250", points=100),
        ),
    ),
    Factor(
        id="months-active",
        name="Months as a customer",
        aspect="attribute",
        tag="retain",
        weight=2,
        attribute="months_active",
        bands=(
            Band(name="first months", below=3, points=20),
            Band(name="settling in", at_least=3, below=6, points=60),
            Band(name="settled", at_least=6, points=90),
        ),
    ),
)

ACTIONS = (
    Factor(
        id="products-in-use",
        name="Products in active use",
        aspect="action",
        tag="transactional",
        weight=4,
        value="active-products",
        bands=(
            Band(name="none", below=1, points=0),
            Band(name="one", at_least=1, below=2, points=40),
            Band(name="two", at_least=2, below=3, points=75),
            Band(name="three or more", at_least=3, points=100),
        ),
    ),
    Factor(
        id="help-reading",
        name="Help articles read",
        aspect="action",
        tag="non_transactional",
        weight=1,
        value="help-articles-read",
        bands=(
            Band(name="none", below=1, points=30),
            Band(name="some", at_least=1, below=5, points=50),
            Band(name="many", at_least=5, points=70),
        ),
    ),
    Factor(
        id="help-needed",
        name="Time spent with support",
        aspect="action",
        tag="non_transactional",
        weight=3,
        value="support-minutes",
        bands=(
            Band(name="hardly any", below=1, points=80),
            Band(name="some", at_least=1, below=15, points=60),
            Band(name="much", at_least=15, below=45, points=20),
            Band(name="very much", at_least=45, points=0),
        ),
    ),
    Factor(
        id="emails-clicked",
        name="Marketing emails clicked",
        aspect="action",
        tag="non_transactional",
        weight=1,
        attribute="marketing_emails_clicked",
        bands=(
            Band(name="few", below=12, points=30),
            Band(name="usual", at_least=12, below=18, points=50),
            Band(name="many", at_least=18, points=70),
        ),
    ),
)

ATTITUDES = (
    Factor(
        id="satisfaction",
        name="Satisfaction",
        aspect="attitude",
        tag="satisfaction",
        weight=4,
        value="csat",
        bands=(
            Band(name="dissatisfied", below=7, points=0),
            Band(name="lukewarm", at_least=7, below=9, points=25),
            Band(name="satisfied", at_least=9, below=10, points=65),
            Band(name="delighted", at_least=10, points=100),
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
            Band(name="about even", at_least=0, below=30, points=40),
            Band(name="for", at_least=30, below=60, points=75),
            Band(name="strongly for", at_least=60, points=100),
        ),
    ),
)

SCORECARD = Scorecard(
    id="smb-fit",
    name="Fit and engagement of a small business",
    what_for="Whom to call this week when there is time for ten calls and not for a hundred.",
    factors=ATTRIBUTES + ACTIONS + ATTITUDES,
    bands=(
        Band(name="call first", below=40),
        Band(name="keep in touch", at_least=40, below=65),
        Band(name="doing well", at_least=65),
    ),
)

# A signal that is unknown leaves the account grey. Those about an outcome therefore begin with its agreement: before it
# they do not hold, and after it a missing reading is a question that deserves its grey.
HOURS_AGREED = PlanAgreed(values=("weekly-manual-hours",))

HEALTH_SIGNALS = (
    HealthSignal(
        id="hours-worse-than-before",
        colour="red",
        when=AllOf(
            conditions=(
                HOURS_AGREED,
                Not(condition=GapClosed(value="weekly-manual-hours", percent="smb-no-worse-percent")),
            )
        ),
        says="The team spends more hours by hand than before the start.",
    ),
    HealthSignal(
        id="team-has-stopped",
        colour="red",
        when=AtMost(value="team-using-percent", limit="smb-team-stopped-percent"),
        says="Most of the team are no longer at work in it.",
    ),
    HealthSignal(
        id="busy-without-gain",
        colour="yellow",
        when=AllOf(
            conditions=(
                HOURS_AGREED,
                AtLeast(value="team-using-percent", limit="smb-team-using-percent"),
                Not(condition=GapClosed(value="weekly-manual-hours", percent="smb-visible-gain-percent")),
            )
        ),
        says="Everyone uses it, and hardly any of the agreed hours have come back.",
    ),
    HealthSignal(
        id="low-satisfaction",
        colour="yellow",
        when=AtMost(value="csat", limit="smb-low-csat"),
        says="The team is dissatisfied.",
    ),
    HealthSignal(
        id="leans-on-support",
        colour="yellow",
        when=AtLeast(value="support-minutes", limit="smb-heavy-support-minutes"),
        says="The team cannot get through the month without much help from support.",
    ),
)
