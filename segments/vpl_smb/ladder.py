"""The ladder of a small business and its clocks: light on paper below, two independent sources above."""

from __future__ import annotations

from vpl_core import Clock, Ladder, Rigor, Rung, StopRule

LADDER = Ladder(
    id="smb-ladder",
    name="From the first job to more work with the same team",
    rungs=(
        Rung(
            id="it-works-here",
            name="It works here",
            proves="One real job runs in it from start to finish, and one task by hand takes less time than before.",
            carries="adoption",
            milestones=("first-job-done", "first-task-replaced"),
            floor=Rigor.REPORTED,
        ),
        Rung(
            id="everyone-works-in-it",
            name="Everyone works in it",
            proves="The whole team works in it with clean records, the old way is closed, and the starting numbers "
            "are agreed.",
            carries="adoption",
            milestones=("baselines-agreed", "records-moved", "whole-team-on-board", "old-way-retired"),
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="hours-and-money-back",
            name="Hours and money come back",
            proves="Measured, at least two of these: the agreed hours are back, fewer jobs are done twice, old tools "
            "are no longer paid for.",
            carries="outcome",
            milestones=("hours-given-back", "fewer-errors", "spending-cut"),
            at_least=2,
            floor=Rigor.MEASURED,
        ),
        Rung(
            id="pays-for-itself",
            name="It pays for itself and lasts",
            proves="It brought more than it cost, the owner confirmed the sum, and the gain has held for half a year.",
            carries="outcome",
            milestones=("paid-back", "gains-held"),
            floor=Rigor.CORROBORATED,
        ),
        Rung(
            id="room-to-grow",
            name="Room to grow",
            proves="The same team takes on more: two of more orders per person, more quotes won, and a result told "
            "to others.",
            carries="outcome",
            milestones=("more-work-same-team", "more-quotes-won", "told-others"),
            at_least=2,
            floor=Rigor.CORROBORATED,
        ),
    ),
)

STOP_RULES = (
    StopRule(clock=Clock.FIRST_ACTION, milestone="first-job-done", target_days=14),
    StopRule(clock=Clock.FIRST_VALUE, milestone="first-task-replaced", target_days=30),
    StopRule(clock=Clock.USER_ADOPTION, milestone="whole-team-on-board", target_days=60),
    StopRule(clock=Clock.MILESTONE_BASED, milestone="old-way-retired", target_days=90),
    StopRule(clock=Clock.FULL_VALUE, milestone="hours-given-back", target_days=150),
    StopRule(clock=Clock.ROI_BASED, milestone="paid-back", target_days=180),
)
