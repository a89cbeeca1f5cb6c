"""The words in which states are told to a reader, one for each member of a closed set."""

from __future__ import annotations

from vpl_core.model.benefits import CostKind, Effect
from vpl_core.model.decision_states import ApprovalStanding, RecordStatus
from vpl_core.model.evidence import EvidenceKind
from vpl_core.model.milestones import Badge, MilestoneStatus, Stage
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.values import Category, Method

_RIGOR_WORDS: dict[str, str] = {
    Rigor.VERIFIED: "Verified by {customer}",
    Rigor.CORROBORATED: "Two sources agree",
    Rigor.MEASURED: "Measured, one source",
    Rigor.REPORTED: "Reported",
    Rigor.ASSERTED: "The vendor’s word",
    Rigor.UNSOURCED: "No source",
    "none": "Not yet measured",
}
_RIGOR_MEANINGS: dict[str, str] = {
    Rigor.VERIFIED: "Two independent sources agree, somebody at {customer} signed it, and it came out again from the "
    "raw data.",
    Rigor.CORROBORATED: "Two sources that do not depend on each other agree, measured in the agreed way.",
    Rigor.MEASURED: "Read off one system, log or document, in the agreed way.",
    Rigor.REPORTED: "Somebody said so, or the method was not agreed beforehand.",
    Rigor.ASSERTED: "Only the vendor says so.",
    Rigor.UNSOURCED: "Nobody can say where the number came from.",
    "none": "There is no number yet, and none is shown.",
}
NO_SOURCE = _RIGOR_WORDS[Rigor.UNSOURCED]
STATUS_WORDS: dict[str, str] = {
    MilestoneStatus.ACHIEVED: "Reached",
    MilestoneStatus.IN_PROGRESS: "In progress",
    MilestoneStatus.NOT_STARTED: "Not started",
    MilestoneStatus.DELAYED: "Late",
    MilestoneStatus.MISSED: "Missed",
    MilestoneStatus.EXEMPT: "Excused",
    Badge.OVER_ACHIEVED: "Reached, beyond target",
    Badge.REGRESSED: "Fallen back",
    Outcome.MET: "Yes",
    Outcome.UNMET: "No",
    Outcome.UNKNOWN: "Open",
}
BADGE_WORDS: dict[Badge, str] = {
    Badge.OVER_ACHIEVED: "Beyond target",
    Badge.REGRESSED: "Fallen back",
    Badge.RESET: "Date moved",
    Badge.STALE: "Reading overdue",
    Badge.CONFLICTING: "Sources disagree",
}
EFFECT_WORDS: dict[Effect, str] = {
    "cashable": "Money that leaves a budget",
    "avoided": "Money that is not spent",
    "non_cashable": "Time or quality, not money in a budget",
}
COST_WORDS: dict[CostKind, str] = {
    "licence": "Licence",
    "setup": "Set-up",
    "own_time": "Your own time",
    "training": "Training",
    "other": "Other",
}
STAGE_WORDS: dict[Stage, str] = {
    Stage.EARLY_WIN: "Early wins",
    Stage.FOUNDATION: "Foundation",
    Stage.GROWTH: "Growth",
    Stage.MATURITY: "Maturity",
    Stage.STRATEGIC: "Strategic",
}
CATEGORY_WORDS: dict[Category, str] = {
    Category.TIME: "Time",
    Category.COST: "Cost",
    Category.REVENUE: "Revenue",
    Category.QUALITY: "Quality",
    Category.PROCESS: "Process",
    Category.ADOPTION: "Adoption",
}
PARTY_WORDS: dict[str, str] = {
    "customer": "Customer",
    "vendor": "Vendor",
    "third_party": "Third party",
    "both": "Both sides",
}
LEVEL_WORDS: dict[str, str] = {"strategic": "Strategic", "tactical": "Tactical", "operational": "Operational"}
CONFIDENCE_WORDS: dict[str, str] = {"high": "high", "medium": "medium", "low": "low"}
METHOD_WORDS: dict[Method, str] = {
    "instrumented": "Read off a system",
    "finance_record": "From financial records",
    "time_log": "From time logs",
    "observation": "By observing the work",
    "audit": "By an audit",
    "survey": "By asking the people",
    "statement": "A statement",
    "estimate": "An estimate",
}
EVIDENCE_WORDS: dict[EvidenceKind, str] = {
    "confirmation": "Signed confirmation",
    "reproduction": "Result reproduced",
    "raw_data": "Raw data",
    "report": "Report",
    "finance_report": "Finance report",
    "audit_report": "Audit report",
    "dashboard": "Dashboard",
    "screenshot": "Screenshot",
    "time_log": "Time log",
    "survey": "Survey",
    "testimonial": "Testimonial",
    "training_record": "Training record",
    "agreement": "Agreement",
    "certificate": "Certificate",
}
RECORD_WORDS: dict[str, str] = {
    RecordStatus.DRAFT: "Not framed yet",
    RecordStatus.FRAMED: "Framed",
    RecordStatus.COMPARED: "Compared",
    RecordStatus.REFUSED: "Does not count",
    RecordStatus.EXPIRED: "Expired",
    RecordStatus.AWAITING_APPROVAL: "Awaiting approval",
    RecordStatus.REVIEW_DUE: "To be looked at again",
    RecordStatus.IN_FORCE: "In force",
    RecordStatus.CONCLUDED: "Concluded",
}
APPROVAL_WORDS: dict[str, str] = {
    ApprovalStanding.GIVEN: "Given",
    ApprovalStanding.EXEMPT: "Excused",
    ApprovalStanding.MISSING: "Awaited",
    ApprovalStanding.EXPIRED: "Run out",
    ApprovalStanding.UNKNOWN: "Not known",
    ApprovalStanding.NOT_NEEDED: "Not needed",
}
OPTION_WORDS: dict[str, str] = {
    "maintain": "Keep the present way",
    "staged_pilot": "Try in stages",
    "redesign": "Build anew",
    "other": "Another way",
}
CHANGE_WORDS: dict[str, str] = {"action": "what is done", "owner": "who does it", "budget": "what is spent"}
WAY_BACK_WORDS: dict[str, str] = {"easy": "easy", "costly": "costly", "final": "no way back"}
REVIEW_WORDS: dict[str, str] = {"initial": "Initial review", "operating": "Operating review", "post": "Post-review"}
OUTCOME_WORDS: dict[str, str] = {"continue": "Continue", "adapt": "Adapt", "stop": "Stop"}
STATEMENT_WORDS: dict[str, str] = {"fact": "Fact", "assumption": "Assumption", "open": "Open question"}
LACKING_WORDS: dict[str, str] = {
    "baseline": "a baseline",
    "target": "a target",
    "method": "a method",
    "validator": "a validator",
    "agreed_by": "who agreed",
    "agreed_on": "when it was agreed",
}


def times(count: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def rigor_word(rigor: str, customer: str) -> str:
    """The name of a rigor, or of having no reading (`none`)."""
    return _RIGOR_WORDS[rigor].replace("{customer}", customer)


def rigor_meaning(rigor: str, customer: str) -> str:
    """What a rigor means, in a sentence."""
    return _RIGOR_MEANINGS[rigor].replace("{customer}", customer)


def status_word(status: str) -> str:
    """A milestone's status or an answer as a word; hyphens and underscores are the same."""
    return STATUS_WORDS[status.replace("-", "_")]
