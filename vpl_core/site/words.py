"""The words in which states are told to a reader, one for each member of a closed set."""

from __future__ import annotations

from vpl_core.model.audiences import Audience
from vpl_core.model.benefits import CostKind, Effect
from vpl_core.model.corrections import BarrierKind, Cause, WayOut
from vpl_core.model.decision_states import ApprovalStanding, RecordStatus
from vpl_core.model.decisions import Section
from vpl_core.model.evidence import EvidenceKind
from vpl_core.model.milestones import Badge, MilestoneStatus, Stage
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.values import Category, Method
from vpl_core.model.visibility import Subject
from vpl_core.rules.catalogue import N_
from vpl_core.rules.wording import ENGLISH, Wording

_RIGOR_WORDS: dict[str, str] = {
    Rigor.VERIFIED: N_("Verified by {customer}"),
    Rigor.CORROBORATED: N_("Two sources agree"),
    Rigor.MEASURED: N_("Measured, one source"),
    Rigor.REPORTED: N_("Reported"),
    Rigor.ASSERTED: N_("The vendor’s word"),
    Rigor.UNSOURCED: N_("No source"),
    "none": N_("Not yet measured"),
}
_RIGOR_MEANINGS: dict[str, str] = {
    Rigor.VERIFIED: N_(
        "Two independent sources agree, somebody at {customer} signed it, and it came out again from the raw data."
    ),
    Rigor.CORROBORATED: N_("Two sources that do not depend on each other agree, measured in the agreed way."),
    Rigor.MEASURED: N_("Read off one system, log or document, in the agreed way."),
    Rigor.REPORTED: N_("Somebody said so, or the method was not agreed beforehand."),
    Rigor.ASSERTED: N_("Only the vendor says so."),
    Rigor.UNSOURCED: N_("Nobody can say where the number came from."),
    "none": N_("There is no number yet, and none is shown."),
}
NO_SOURCE = _RIGOR_WORDS[Rigor.UNSOURCED]
STATUS_WORDS: dict[str, str] = {
    MilestoneStatus.ACHIEVED: N_("Reached"),
    MilestoneStatus.IN_PROGRESS: N_("In progress"),
    MilestoneStatus.NOT_STARTED: N_("Not started"),
    MilestoneStatus.DELAYED: N_("Late"),
    MilestoneStatus.MISSED: N_("Missed"),
    MilestoneStatus.EXEMPT: N_("Excused"),
    Badge.OVER_ACHIEVED: N_("Reached, beyond target"),
    Badge.REGRESSED: N_("Fallen back"),
    Outcome.MET: N_("Yes"),
    Outcome.UNMET: N_("No"),
    Outcome.UNKNOWN: N_("Open"),
}
BADGE_WORDS: dict[Badge, str] = {
    Badge.OVER_ACHIEVED: N_("Beyond target"),
    Badge.REGRESSED: N_("Fallen back"),
    Badge.RESET: N_("Date moved"),
    Badge.STALE: N_("Reading overdue"),
    Badge.CONFLICTING: N_("Sources disagree"),
}
EFFECT_WORDS: dict[Effect, str] = {
    "cashable": N_("Money that leaves a budget"),
    "avoided": N_("Money that is not spent"),
    "non_cashable": N_("Time or quality, not money in a budget"),
}
COST_WORDS: dict[CostKind, str] = {
    "licence": N_("Licence"),
    "setup": N_("Set-up"),
    "own_time": N_("Your own time"),
    "training": N_("Training"),
    "other": N_("Other"),
}
STAGE_WORDS: dict[Stage, str] = {
    Stage.EARLY_WIN: N_("Early wins"),
    Stage.FOUNDATION: N_("Foundation"),
    Stage.GROWTH: N_("Growth"),
    Stage.MATURITY: N_("Maturity"),
    Stage.STRATEGIC: N_("Strategic"),
}
CATEGORY_WORDS: dict[Category, str] = {
    Category.TIME: N_("Time"),
    Category.COST: N_("Cost"),
    Category.REVENUE: N_("Revenue"),
    Category.QUALITY: N_("Quality"),
    Category.PROCESS: N_("Process"),
    Category.ADOPTION: N_("Adoption"),
}
PARTY_WORDS: dict[str, str] = {
    "customer": N_("Customer"),
    "vendor": N_("Vendor"),
    "third_party": N_("Third party"),
    "both": N_("Both sides"),
}
AUDIENCE_WORDS: dict[Audience, str] = {
    Audience.SPONSOR: N_("Sponsor"),
    Audience.USERS: N_("People who work with it"),
    Audience.IT: N_("IT"),
    Audience.FINANCE: N_("Finance"),
}
SUBJECT_WORDS: dict[Subject, str] = {
    Subject.PROGRESS: N_("Milestones"),
    Subject.MONEY: N_("Value and return"),
    Subject.DECISIONS: N_("Decisions"),
}
LEVEL_WORDS: dict[str, str] = {
    "strategic": N_("Strategic"),
    "tactical": N_("Tactical"),
    "operational": N_("Operational"),
}
CONFIDENCE_WORDS: dict[str, str] = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
METHOD_WORDS: dict[Method, str] = {
    "instrumented": N_("Read off a system"),
    "finance_record": N_("From financial records"),
    "time_log": N_("From time logs"),
    "observation": N_("By observing the work"),
    "audit": N_("By an audit"),
    "survey": N_("By asking the people"),
    "statement": N_("A statement"),
    "estimate": N_("An estimate"),
}
EVIDENCE_WORDS: dict[EvidenceKind, str] = {
    "confirmation": N_("Signed confirmation"),
    "reproduction": N_("Result reproduced"),
    "raw_data": N_("Raw data"),
    "report": N_("Report"),
    "finance_report": N_("Finance report"),
    "audit_report": N_("Audit report"),
    "dashboard": N_("Dashboard"),
    "screenshot": N_("Screenshot"),
    "time_log": N_("Time log"),
    "survey": N_("Survey"),
    "testimonial": N_("Testimonial"),
    "training_record": N_("Training record"),
    "agreement": N_("Agreement"),
    "certificate": N_("Certificate"),
}
RECORD_WORDS: dict[str, str] = {
    RecordStatus.DRAFT: N_("Not framed yet"),
    RecordStatus.FRAMED: N_("Framed"),
    RecordStatus.COMPARED: N_("Compared"),
    RecordStatus.REFUSED: N_("Does not count"),
    RecordStatus.EXPIRED: N_("Expired"),
    RecordStatus.AWAITING_APPROVAL: N_("Awaiting approval"),
    RecordStatus.REVIEW_DUE: N_("To be looked at again"),
    RecordStatus.IN_FORCE: N_("In force"),
    RecordStatus.CONCLUDED: N_("Concluded"),
}
APPROVAL_WORDS: dict[str, str] = {
    ApprovalStanding.GIVEN: N_("Given"),
    ApprovalStanding.EXEMPT: N_("Excused"),
    ApprovalStanding.MISSING: N_("Awaited"),
    ApprovalStanding.EXPIRED: N_("Run out"),
    ApprovalStanding.UNKNOWN: N_("Not known"),
    ApprovalStanding.NOT_NEEDED: N_("Not needed"),
}
OPTION_WORDS: dict[str, str] = {
    "maintain": N_("Keep the present way"),
    "staged_pilot": N_("Try in stages"),
    "redesign": N_("Build anew"),
    "other": N_("Another way"),
}
SECTION_WORDS: dict[Section, str] = {
    Section.OBJECTIVE: N_("Objective"),
    Section.SCOPE: N_("Scope and horizon"),
    Section.METRICS: N_("Success metrics"),
    Section.ASSUMPTIONS: N_("Key assumptions"),
    Section.OPTIONS: N_("Options"),
    Section.RANGES: N_("Scenario ranges"),
    Section.TRADE_OFF: N_("Trade-off summary"),
    Section.RISKS: N_("Risks and mitigations"),
    Section.CRITERIA: N_("Decision criteria"),
    Section.RECOMMENDATION: N_("Recommendation"),
    Section.TIMELINE: N_("Owner and timeline"),
    Section.TRIGGERS: N_("Review triggers"),
}
CHANGE_WORDS: dict[str, str] = {"action": N_("what is done"), "owner": N_("who does it"), "budget": N_("what is spent")}
WAY_BACK_WORDS: dict[str, str] = {"easy": N_("easy"), "costly": N_("costly"), "final": N_("no way back")}
REVIEW_WORDS: dict[str, str] = {
    "initial": N_("Initial review"),
    "operating": N_("Operating review"),
    "post": N_("Post-review"),
}
OUTCOME_WORDS: dict[str, str] = {"continue": N_("Continue"), "adapt": N_("Adapt"), "stop": N_("Stop")}
STATEMENT_WORDS: dict[str, str] = {"fact": N_("Fact"), "assumption": N_("Assumption"), "open": N_("Open question")}
CAUSE_WORDS: dict[Cause, str] = {
    "action_not_taken": N_("A planned step has not been taken yet"),
    "technical_blocker": N_("Something technical stood in the way"),
    "organisational_blocker": N_("Something had to be settled between people first"),
    "unrealistic_timeline": N_("The date had been set too early"),
    "priority_shift": N_("Something else had to come first"),
    "resources_unavailable": N_("People or time were not available"),
    "too_little_support": N_("{vendor} gave less support than was needed"),
}
"""What happened, in words that name nobody at the customer and blame none."""
WAY_OUT_WORDS: dict[WayOut, str] = {
    "adjust_timeline": N_("Another date"),
    "add_resources": N_("More help"),
    "revise_milestone": N_("Another step"),
    "escalate": N_("More people called in"),
}
BARRIER_WORDS: dict[BarrierKind, str] = {
    "technical": N_("Technical"),
    "organisational": N_("Organisation"),
    "resource": N_("People and time"),
    "knowledge": N_("Knowledge"),
    "process": N_("Way of working"),
}
DESTINATION_WORDS: dict[str, str] = {
    "support_and_engineering": "Support and engineering",
    "executive_sponsor": "The executive sponsor",
    "temporary_help": "The account's owner, or temporary help",
    "training": "Training and documentation",
    "workflow_redesign": "Redesign of the workflow",
    "success_leadership": "Customer success leadership",
    "account_executive": "Account executive",
    "technical_team": "Technical team",
}
TRIGGER_WORDS: dict[str, str] = {
    "not_engaging": "The customer does not take part",
    "sponsor_missing": "The sponsor is missing or does not help",
    "strong_resistance": "The resistance is too strong for one person",
    "beyond_our_scope": "A technical problem beyond the owner",
}
"""Internal."""
LACKING_WORDS: dict[str, str] = {
    "baseline": N_("a baseline"),
    "target": N_("a target"),
    "method": N_("a method"),
    "validator": N_("a validator"),
    "agreed_by": N_("who agreed"),
    "agreed_on": N_("when it was agreed"),
}


def rigor_word(rigor: str, customer: str, wording: Wording = ENGLISH) -> str:
    """The name of a rigor, or of having no reading (`none`)."""
    return wording.say(_RIGOR_WORDS[rigor], customer=customer)


def rigor_meaning(rigor: str, customer: str, wording: Wording = ENGLISH) -> str:
    """What a rigor means, in a sentence."""
    return wording.say(_RIGOR_MEANINGS[rigor], customer=customer)


def status_word(status: str, wording: Wording = ENGLISH) -> str:
    """A milestone's status or an answer as a word; hyphens and underscores are the same."""
    return wording.say(STATUS_WORDS[status.replace("-", "_")])
