"""What governs the decisions of a healthcare account: usual options, whose yes they need, what calls them back."""

from __future__ import annotations

from vpl_core import (
    AnyOf,
    AtMost,
    ChangedBy,
    Citation,
    DecisionSignal,
    Not,
    OptionArchetype,
    RequiredApproval,
)

OPTION_ARCHETYPES: tuple[OptionArchetype, ...] = (
    OptionArchetype(
        id="one-site-first",
        name="One site first",
        type="staged_pilot",
        means="One clinic or ward works in the new way until its figures are proven; then the next one begins.",
        fits="Sites work alike and a mistake could reach patients. Not where half the sites cannot use it alone.",
        trades="Weeks or months of speed for a proof from practice, seen by the clinicians who work with it.",
        reversal="The one site goes back to the way that the others still use, within a day.",
    ),
    OptionArchetype(
        id="side-by-side",
        name="Old and new side by side",
        type="staged_pilot",
        means="For an agreed time everything is entered in both ways, and the two are compared before one is given up.",
        fits="No entry may be lost and nobody can say yet whether both ways agree. Not for longer than a few weeks.",
        trades="Double work for the certainty that nothing is missing.",
        reversal="The new way is left, and nothing has to be entered again.",
    ),
)

APPROVALS: tuple[RequiredApproval, ...] = (
    RequiredApproval(
        id="privacy",
        name="Privacy",
        confirms="The risk analysis covers this use of patient data, and what it asks for is done.",
        role="Privacy official",
        types=("staged_pilot", "redesign"),
        source=Citation(
            title="HIPAA Privacy and Security Rules",
            section="45 CFR 164.530(a)(1)(i) and 164.308(a)(1)(ii)(A)",
            url="https://www.law.cornell.edu/cfr/text/45/164.530",
        ),
        months=12,
    ),
    RequiredApproval(
        id="clinical-safety",
        name="Clinical safety",
        confirms="The hazards of this change to patients are assessed, controlled and acceptable.",
        role="Clinical safety officer",
        types=("staged_pilot", "redesign"),
        source=Citation(
            title="NHS England, DCB0160",
            section="version 3.2: clinical risk management in the deployment and use of health IT systems",
            url="https://digital.nhs.uk/services/clinical-safety/clinical-risk-management-standards",
        ),
        months=12,
    ),
)
"""How long a yes holds is ours to propose: neither rule names a number of months."""

DECISION_SIGNALS: tuple[DecisionSignal, ...] = (
    DecisionSignal(
        id="high-hazard-open",
        direction="stop",
        says="A hazard graded high is open without a tested control; the change stops until there is one.",
        when=Not(condition=AtMost(value="open-safety-hazards", limit="healthcare-open-hazards")),
    ),
    DecisionSignal(
        id="patients-worse-off",
        direction="reversal",
        says="Patients wait longer or come back more often than before the start; then the old way returns.",
        when=AnyOf(
            conditions=(
                ChangedBy(value="appointment-wait-days", limit="healthcare-relapse-percent", counted_in="percent"),
                ChangedBy(value="readmission-percent", limit="healthcare-relapse-percent", counted_in="percent"),
            )
        ),
    ),
)
