"""Visibility: for every field of every word of the facts, who may read it; what is not named here nobody may."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vpl_core.model.audiences import Audience
from vpl_core.model.base import Term

SHOWN, DECIDES, KEPT = "shown", "decides", "kept"

LAW: Mapping[str, Mapping[str, str]] = {
    "AccountFacts": {DECIDES: "account observations evidence sources records"},
    "Account": {
        SHOWN: "name",
        DECIDES: "id segment start language languages currency goals plan milestones overrides waivers asks decisions"
        " calendar benefits costs consents parts visibility sites",
        KEPT: "sponsor owner contacts renewal attributes notes",
    },
    "Visibility": {DECIDES: "money decisions"},
    "WorkCalendar": {DECIDES: "weeks_per_year days_per_year hours_per_year"},
    "Benefit": {SHOWN: "name", DECIDES: "id value effect rate times share every resource out_of first_reading"},
    "StatedNumber": {SHOWN: "because agreed_by", DECIDES: "number low high agreed_on", KEPT: "source"},
    "Cost": {SHOWN: "name because agreed_by", DECIDES: "id kind amount every start end agreed_on", KEPT: "source"},
    "Consent": {SHOWN: "by", DECIDES: "id scope given_on expires revoked_on"},
    "Parts": {SHOWN: "by", DECIDES: "value on of", KEPT: "source"},
    "Part": {SHOWN: "name", DECIDES: "before now"},
    "Person": {KEPT: "name role email"},
    "Attribute": {KEPT: "name content"},
    "Goal": {SHOWN: "words said_by", DECIDES: "id level said_on values"},
    "Baseline": {DECIDES: "number on low high", KEPT: "source"},
    "ValuePlan": {
        SHOWN: "how validator agreed_by",
        DECIDES: "value baseline target strictly due first_reading method agreed_on",
        KEPT: "source",
    },
    "Reset": {SHOWN: "because by", DECIDES: "to on confidence"},
    "MilestonePlan": {
        SHOWN: "owner impact left_out left_out_by",
        DECIDES: "milestone due resets corrections barriers",
        KEPT: "escalations reviews",
    },
    "Correction": {SHOWN: "was now because owner", DECIDES: "on causes option due done_on"},
    "Barrier": {SHOWN: "what", DECIDES: "on kind removed_on public", KEPT: "owner due"},
    "Escalation": {KEPT: "on trigger to because participants owner due closed_on"},
    "MilestoneReview": {
        KEPT: "of on by went_wrong warning_signs prevention learned worked accelerators replicate",
    },
    "Override": {SHOWN: "because by", DECIDES: "threshold number"},
    "Waiver": {SHOWN: "because by", DECIDES: "about on expires"},
    "Ask": {SHOWN: "who what otherwise", DECIDES: "by audience"},
    "Option": {SHOWN: "name gives costs"},
    "Decision": {
        SHOWN: "title owner chosen because reversal_signal",
        DECIDES: "id options decided_on review_on",
    },
    "DecisionRecord": {
        SHOWN: "title owner changes traded because",
        DECIDES: "id horizon passages metrics inputs statements constraints approvals waivers options ranges scenario"
        " risks criteria chosen decided_on next reviews stop reversal locked held internal",
        KEPT: "notes",
    },
    "Passage": {SHOWN: "words", DECIDES: "section"},
    "Horizon": {DECIDES: "starts ends"},
    "Audit": {SHOWN: "by", DECIDES: "on"},
    "Input": {SHOWN: "name owner says", DECIDES: "id refreshed_on every_days audit paper"},
    "Criterion": {SHOWN: "text", DECIDES: "id audit"},
    "Statement": {SHOWN: "text who", DECIDES: "kind evidence by"},
    "Constraint": {SHOWN: "text", DECIDES: "id holds"},
    "Approval": {SHOWN: "who what role", DECIDES: "answers needed_by given_on evidence"},
    "Assumed": {SHOWN: "name", DECIDES: "number"},
    "Basis": {SHOWN: "assumptions unit", DECIDES: "numbers horizon_days"},
    "Estimate": {DECIDES: "days_to_proof rigor cost risk reversibility"},
    "PilotStage": {SHOWN: "name", DECIDES: "id threshold rigor"},
    "Alternative": {SHOWN: "name gives costs", DECIDES: "id type archetype changes estimate basis stages"},
    "Assumption": {SHOWN: "name unit source", DECIDES: "id low base high value"},
    "Yardstick": {SHOWN: "name unit", DECIDES: "id measures worst best weight lightest heaviest"},
    "Slope": {DECIDES: "assumption each"},
    "Measure": {DECIDES: "criterion start slopes"},
    "Weighed": {DECIDES: "option measures"},
    "Scenario": {SHOWN: "horizon", DECIDES: "assumptions criteria alternatives"},
    "Risk": {SHOWN: "what mitigation owner"},
    "Action": {SHOWN: "what owner", DECIDES: "due done_on"},
    "Trigger": {SHOWN: "says", DECIDES: "when signal manual seen_on"},
    "ReviewDates": {DECIDES: "initial operating every_days post"},
    "Seal": {DECIDES: "id sha256"},
    "Lock": {DECIDES: "on metrics inputs criteria constraints decision_signals weighed"},
    "HeldReview": {SHOWN: "by signals", DECIDES: "kind on outcome again_on inputs criteria constraints weighed"},
    "Weighing": {DECIDES: "best rests_on along"},
    "Along": {DECIDES: "kind id value stood read_on flips"},
    "FoundFlip": {DECIDES: "at below above"},
    "Observation": {DECIDES: "value on number sequence", KEPT: "source respondents note"},
    "Source": {SHOWN: "name", DECIDES: "id party method", KEPT: "system"},
    "Evidence": {
        SHOWN: "title by file quote",
        DECIDES: "id kind on party values milestones sha256 internal",
        KEPT: "consent",
    },
    "Playbook": {
        DECIDES: "segment values thresholds milestones ladder checklists option_archetypes approvals decision_signals",
        KEPT: "scorecards health_signals stop_rules origins predicates translations",
    },
    "Segment": {DECIDES: "id calendar", KEPT: "name cares_about floor"},
    "ValueDefinition": {
        SHOWN: "name what",
        DECIDES: "id unit per direction category kind methods internal refresh_days tolerance_percent audiences",
        KEPT: "value_type defined_by least most",
    },
    "Threshold": {SHOWN: "source", DECIDES: "id number unit"},
    "Milestone": {
        SHOWN: "name counts_as_reached why_it_matters next_step",
        DECIDES: "id stage condition window grace_days party audiences",
    },
    "Window": {DECIDES: "opens closes"},
    "StageWindow": {DECIDES: "stage opens closes"},
    "Ladder": {DECIDES: "id rungs", KEPT: "name"},
    "Rung": {SHOWN: "name proves", DECIDES: "id carries milestones at_least floor"},
    "Checklist": {SHOWN: "name decides", DECIDES: "id questions internal"},
    "Question": {SHOWN: "text why next_step source", DECIDES: "id condition"},
    "Scorecard": {KEPT: "id name what_for factors bands"},
    "Factor": {KEPT: "id name aspect tag weight attribute value bands choices source"},
    "Band": {KEPT: "name at_least below points"},
    "Choice": {KEPT: "text points"},
    "HealthSignal": {KEPT: "id colour when says"},
    "OptionArchetype": {SHOWN: "name", DECIDES: "id type", KEPT: "means fits trades reversal"},
    "RequiredApproval": {
        SHOWN: "name confirms role",
        DECIDES: "id types archetypes condition source months",
    },
    "Citation": {SHOWN: "title section", DECIDES: "url"},
    "DecisionSignal": {SHOWN: "says", DECIDES: "id direction when"},
    "StopRule": {KEPT: "clock milestone target_days"},
    "Origin": {KEPT: "what id plugin segment how by"},
    "Predicate": {KEPT: "name says ask"},
    "Translations": {DECIDES: "language", KEPT: "path"},
    "AttributeIs": {DECIDES: "kind", KEPT: "attribute one_of"},
    "Custom": {DECIDES: "kind", KEPT: "name"},
    "AtLeast": {DECIDES: "kind value limit strictly"},
    "AtMost": {DECIDES: "kind value limit strictly"},
    "Between": {DECIDES: "kind value low high"},
    "ChangedBy": {DECIDES: "kind value limit counted_in"},
    "GapClosed": {DECIDES: "kind value percent"},
    "TargetMet": {DECIDES: "kind value"},
    "Sustained": {DECIDES: "kind condition readings days"},
    "PlanAgreed": {DECIDES: "kind values at_least"},
    "MilestoneReached": {DECIDES: "kind milestone"},
    "EvidenceOf": {DECIDES: "kind kinds milestone value at_least count"},
    "Recorded": {DECIDES: "kind fact"},
    "CountOf": {DECIDES: "kind at_least conditions"},
    "AllOf": {DECIDES: "kind conditions"},
    "AnyOf": {DECIDES: "kind conditions"},
    "Not": {DECIDES: "kind condition"},
}
"""`shown`: a text that a customer's page prints. `decides`: no text; it steers, or is printed as a day, a number or a
word of ours. `kept`: it stays with the vendor."""


class Subject(Term):
    """What a field speaks of, as far as not every reader at the customer may know it."""

    PROGRESS = "progress"
    """What was promised, what is reached, and how well it is proven: everybody's."""
    MONEY = "money"
    """What it is worth, and what it costs."""
    DECISIONS = "decisions"
    """What was or is to be decided, with what each option costs."""


READERS: Mapping[Subject, tuple[Audience, ...]] = {
    Subject.PROGRESS: tuple(Audience),
    Subject.MONEY: (Audience.SPONSOR, Audience.FINANCE),
    Subject.DECISIONS: (Audience.SPONSOR, Audience.FINANCE),
}
"""Who may read of it at most; an account may name fewer."""

WORDS: Mapping[Subject, str] = {
    Subject.MONEY: "Benefit StatedNumber Cost WorkCalendar",
    Subject.DECISIONS: "Option Decision DecisionRecord Passage Horizon Audit Input Criterion Statement Constraint"
    " Approval Assumed Basis Estimate PilotStage Alternative Assumption Yardstick Slope Measure Weighed Scenario Risk"
    " Action Trigger ReviewDates Seal Lock HeldReview Weighing Along FoundFlip Checklist Question OptionArchetype"
    " RequiredApproval Citation DecisionSignal",
}
"""The words that speak of nothing else."""
DOORS: Mapping[Subject, tuple[str, ...]] = {
    Subject.MONEY: ("Account.benefits", "Account.costs", "Account.calendar", "MilestonePlan.impact"),
    Subject.DECISIONS: (
        *("Account.decisions", "AccountFacts.records"),
        *("Playbook.checklists", "Playbook.option_archetypes", "Playbook.approvals", "Playbook.decision_signals"),
    ),
}
"""The fields behind which all that is said of it stands: empty them, and no word of it is left."""


@cache
def subject_of(word: str, field: str) -> Subject:
    """What the field speaks of."""
    door = f"{word}.{field}"
    found = (one for one in DOORS if door in DOORS[one] or word in WORDS[one].split())
    return next(found, Subject.PROGRESS)
