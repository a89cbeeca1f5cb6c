"""The ladder of an enterprise and its clocks: measured from the first rung on, verified on the last."""

from __future__ import annotations

from vpl_core import Clock, Ladder, Rigor, Rung, StopRule

LADDER = Ladder(
    id="enterprise-ladder",
    name="From one pilot to services that were not possible before",
    rungs=(
        Rung(
            id="pilot-works",
            name="The pilot works",
            proves="Real cases run through every department, and one hand-over takes measurably less time.",
            carries="adoption",
            milestones=("pilot-cases-through", "pilot-wait-shorter"),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="safe-and-connected",
            name="Safe, connected and staffed",
            proves="Security is reviewed, the key integration is accepted, departments are trained and at work, and "
            "baselines are agreed.",
            carries="adoption",
            milestones=("baselines-agreed", "security-review-passed", "key-integration-live", "departments-on-board"),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="departments-as-one",
            name="Departments work as one",
            proves="Two independent sources agree on at least two of these: shorter waits, one set of records, "
            "findings closed.",
            carries="outcome",
            milestones=("handover-target-met", "one-set-of-records", "findings-closed"),
            at_least=2,
            floor=Rigor.CORROBORATED,
        ),
        Rung(
            id="accepted-and-lasting",
            name="Accepted by finance, and lasting",
            proves="Finance has accepted the return, an executive has confirmed it, and the gains held without a "
            "break.",
            carries="outcome",
            milestones=("value-accepted-by-finance", "gains-held"),
            floor=Rigor.CORROBORATED,
        ),
        Rung(
            id="new-ground",
            name="New ground",
            proves="Confirmed by you and reproduced, at least two of these: volume at a lower cost per case, revenue "
            "from a new service, a result presented to others.",
            carries="outcome",
            milestones=("volume-at-lower-cost", "new-service-earning", "reference-given"),
            at_least=2,
            floor=Rigor.VERIFIED,
        ),
    ),
)

STOP_RULES = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="pilot-cases-through", target_days=45),
    StopRule(clock=Clock.FIRST_VALUE, milestone="pilot-wait-shorter", target_days=90),
    StopRule(clock=Clock.MILESTONE_BASED, milestone="key-integration-live", target_days=120),
    StopRule(clock=Clock.USER_ADOPTION, milestone="departments-on-board", target_days=150),
    StopRule(clock=Clock.FULL_VALUE, milestone="handover-target-met", target_days=240),
    StopRule(clock=Clock.ROI_BASED, milestone="value-accepted-by-finance", target_days=395),
)
