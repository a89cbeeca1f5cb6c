"""The healthcare ladder, with the strictest floors of all bundled segments, and what stops its clocks."""

from __future__ import annotations

from vpl_core import Clock, Ladder, Rigor, Rung, StopRule

LADDER = Ladder(
    id="healthcare-ladder",
    name="From the first report to audited gains",
    rungs=(
        Rung(
            id="first-real-work",
            name="First real work",
            proves="Under a signed agreement, one of our sites did a real piece of work in the tool from start to end.",
            carries="adoption",
            milestones=("agreement-and-access", "first-report"),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="safe-in-every-site",
            name="Safe in every site",
            proves="All our sites work in the tool, privacy is reviewed and signed, and our starting point is agreed.",
            carries="adoption",
            milestones=("privacy-review-signed", "baselines-agreed", "all-sites-live", "old-way-retired"),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="lighter-work",
            name="Lighter work, fewer errors",
            proves="Our managers report in less time, fewer claims come back, and it is worth more than it costs us.",
            carries="outcome",
            milestones=("reporting-time-met", "claim-errors-met", "benefit-exceeds-cost"),
            floor=Rigor.CORROBORATED,
        ),
        Rung(
            id="more-for-patients",
            name="More for patients",
            proves="At least two of these are better than before: what our staff can handle, how fresh our data is, "
            "and a measure of care that we chose.",
            carries="outcome",
            milestones=("capacity-freed", "data-freshness", "patient-care-improved"),
            at_least=2,
            # What is said about care and staff has to be worked out again by somebody else.
            floor=Rigor.VERIFIED,
        ),
        Rung(
            id="kept-and-audited",
            name="Kept and audited",
            proves="Our gains have held for half a year, an audit passed, and sites help one another on the same day.",
            carries="outcome",
            milestones=("audit-passed", "gains-kept", "same-day-decisions"),
            floor=Rigor.VERIFIED,
        ),
    ),
)

STOP_RULES: tuple[StopRule, ...] = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="first-report", target_days=30),
    StopRule(clock=Clock.FIRST_VALUE, milestone="first-relief", target_days=120),
    StopRule(clock=Clock.FULL_VALUE, milestone="gains-kept", target_days=540),
    StopRule(clock=Clock.MILESTONE_BASED, milestone="claim-errors-met", target_days=240),
    StopRule(clock=Clock.ROI_BASED, milestone="benefit-exceeds-cost", target_days=270),
    StopRule(clock=Clock.USER_ADOPTION, milestone="all-sites-live", target_days=90),
)
"""The clock of first value stops with a better patient outcome or less work, whichever comes first."""
