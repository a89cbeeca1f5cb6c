"""The finance ladder, and what stops its clocks."""

from __future__ import annotations

from vpl_core import Clock, Ladder, Rigor, Rung, StopRule

LADDER = Ladder(
    id="finance-ladder",
    name="From the first reconciliation to standing audit readiness",
    rungs=(
        Rung(
            id="first-figures",
            name="First figures",
            proves="Our ledger is connected, a first reconciliation ran, and our controller stands by a first report.",
            carries="adoption",
            milestones=("ledger-connected", "first-reconciliation", "first-verified-report"),
            floor=Rigor.REPORTED,
        ),
        Rung(
            id="under-control",
            name="Under control",
            proves="We reconcile in the tool, our key controls have owners, and our starting point is agreed.",
            carries="adoption",
            milestones=(
                "baselines-agreed",
                "controls-mapped",
                "assurance-report-delivered",
                "reconciled-in-the-tool",
            ),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="cleaner-close",
            name="A cleaner close",
            proves="At least two of these reached what we agreed: days to close, reconciliation errors, and "
            "exceptions cleared on time.",
            carries="outcome",
            milestones=("close-time-met", "reconciliation-errors-met", "exceptions-cleared"),
            at_least=2,
            floor=Rigor.CORROBORATED,
        ),
        Rung(
            id="figures-that-hold",
            name="Figures that hold",
            proves="At least two of these are shown: reports without corrections, a forecast as close as agreed, and "
            "a return that our executives have seen.",
            carries="outcome",
            milestones=("benefit-documented", "forecast-accuracy-met", "report-errors-met"),
            at_least=2,
            floor=Rigor.CORROBORATED,
        ),
        Rung(
            id="ready-on-any-day",
            name="Ready on any day",
            proves="An auditor has seen that our evidence is ready, and our close stayed fast through a year end.",
            carries="outcome",
            milestones=("audit-ready-sustained", "close-kept"),
            floor=Rigor.VERIFIED,
        ),
    ),
)

STOP_RULES: tuple[StopRule, ...] = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="first-reconciliation", target_days=30),
    StopRule(clock=Clock.FIRST_VALUE, milestone="first-verified-report", target_days=60),
    StopRule(clock=Clock.FULL_VALUE, milestone="audit-ready-sustained", target_days=540),
    StopRule(clock=Clock.MILESTONE_BASED, milestone="close-time-met", target_days=180),
    StopRule(clock=Clock.ROI_BASED, milestone="benefit-documented", target_days=270),
    StopRule(clock=Clock.USER_ADOPTION, milestone="reconciled-in-the-tool", target_days=120),
)
"""The clock of first value stops with the first report that was checked and confirmed, not with the first one made."""
