"""The steps of an enterprise, from one department's first cases to services that were not possible before."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    AtMost,
    ChangedBy,
    CountOf,
    EvidenceOf,
    GapClosed,
    Milestone,
    Not,
    PlanAgreed,
    Rigor,
    Stage,
    Sustained,
    TargetMet,
    Window,
)

EARLY_WINS = (
    Milestone(
        id="pilot-cases-through",
        name="First cases through every department",
        stage=Stage.EARLY_WIN,
        counts_as_reached="Real cases, as many a week as required, went from request to close through every "
        "department.",
        why_it_matters="It shows on your own cases where the hand-overs really lie, before anything is rolled out.",
        condition=AtLeast(value="cases-end-to-end", limit="enterprise-first-cases"),
        window=Window(opens=0, closes=2),
        grace_days=45,
        party="customer",
        next_step="Choose one kind of case that crosses three departments, and send a week of it through the system.",
    ),
    Milestone(
        id="pilot-wait-shorter",
        name="First hand-over replaced, with a measured gain",
        stage=Stage.EARLY_WIN,
        counts_as_reached="The waiting time between the departments is lower than the agreed baseline by the "
        "required percentage.",
        why_it_matters="A first measured gain is what other departments ask for before they give their own time.",
        condition=ChangedBy(value="handover-wait-hours", limit="enterprise-pilot-change-percent", counted_in="percent"),
        window=Window(opens=1, closes=3),
        grace_days=45,
        next_step="Take the hand-over with the longest wait and let the next department see the case as it is worked "
        "on.",
    ),
)

FOUNDATION = (
    Milestone(
        id="baselines-agreed",
        name="Baselines and targets agreed",
        stage=Stage.FOUNDATION,
        counts_as_reached="For at least four outcomes, baseline, target, method and the person who will confirm the "
        "result are written down and agreed.",
        why_it_matters="A number that finance did not agree to beforehand is argued about afterwards.",
        condition=PlanAgreed(at_least=4),
        window=Window(opens=0, closes=2),
        audiences=("sponsor", "finance"),
        next_step="Sit down with finance and each department head; agree on the method before anybody measures.",
    ),
    Milestone(
        id="security-review-passed",
        name="Security and data protection reviewed",
        stage=Stage.FOUNDATION,
        counts_as_reached="An independent report or certificate is on file, and you have confirmed in a signed file "
        "that it covers what you use.",
        why_it_matters="Without it no department that handles confidential records may begin.",
        condition=AllOf(
            conditions=(
                EvidenceOf(
                    milestone="security-review-passed",
                    kinds=("audit_report", "certificate"),
                    at_least=Rigor.CORROBORATED,
                ),
                EvidenceOf(milestone="security-review-passed", kinds=("confirmation",), at_least=Rigor.CORROBORATED),
            )
        ),
        window=Window(opens=0, closes=3),
        audiences=("it",),
        next_step="We hand over the reports; your security officer answers which questions they leave open.",
    ),
    Milestone(
        id="key-integration-live",
        name="Key integration delivered and accepted",
        stage=Stage.FOUNDATION,
        counts_as_reached="For at least 30 days every reading of arriving transfers was as high as required, and the "
        "acceptance is signed and on file.",
        why_it_matters="As long as data is carried over by hand, each department keeps trusting its own copy.",
        condition=AllOf(
            conditions=(
                Sustained(
                    condition=AtLeast(value="sync-success-percent", limit="enterprise-sync-success-percent"), days=30
                ),
                EvidenceOf(
                    milestone="key-integration-live", kinds=("agreement", "confirmation"), at_least=Rigor.MEASURED
                ),
            )
        ),
        window=Window(opens=1, closes=4),
        party="vendor",
        audiences=("it",),
        next_step="We list the failed transfers by cause each week and put the most frequent one right first.",
    ),
    Milestone(
        id="data-migrated",
        name="Data moved and reconciled",
        stage=Stage.FOUNDATION,
        counts_as_reached="A reconciliation report compares the old system with the new one, and the owner of the "
        "data has signed it.",
        why_it_matters="Totals that differ after the move are found by auditors, if nobody finds them before.",
        condition=AllOf(
            conditions=(
                EvidenceOf(milestone="data-migrated", kinds=("report", "audit_report"), at_least=Rigor.MEASURED),
                EvidenceOf(milestone="data-migrated", kinds=("confirmation",), at_least=Rigor.CORROBORATED),
            )
        ),
        window=Window(opens=1, closes=4),
        party="vendor",
        audiences=("it",),
        next_step="We reconcile record counts and control totals, and hand the differences to the owner of the data.",
    ),
    Milestone(
        id="departments-on-board",
        name="Departments trained and at work",
        stage=Stage.FOUNDATION,
        counts_as_reached="As many departments as required work in it, at two readings in a row the share of active "
        "licensed staff is as high as required, and the training record is on file.",
        why_it_matters="A process that crosses departments is only as quick as the one that still works outside it.",
        condition=AllOf(
            conditions=(
                AtLeast(value="departments-live", limit="enterprise-departments-live"),
                Sustained(
                    condition=AtLeast(value="active-staff-percent", limit="enterprise-active-staff-percent"),
                    readings=2,
                ),
                EvidenceOf(milestone="departments-on-board", kinds=("training_record",), at_least=Rigor.MEASURED),
            )
        ),
        window=Window(opens=2, closes=5),
        grace_days=90,
        next_step="Train department by department, with that department's own cases, and keep the attendance lists.",
    ),
    Milestone(
        id="old-systems-retired",
        name="Old systems retired",
        stage=Stage.FOUNDATION,
        counts_as_reached="A file shows that the replaced systems are closed for entries and their contracts ended.",
        why_it_matters="Two systems for one process mean two answers to the auditor's question.",
        condition=EvidenceOf(
            milestone="old-systems-retired",
            kinds=("agreement", "certificate", "finance_report", "report"),
            at_least=Rigor.MEASURED,
        ),
        window=Window(opens=3, closes=9),
        grace_days=120,
        party="customer",
        audiences=("it", "finance"),
        next_step="Set one day for closing each system, archive it for the retention period, and end the contract.",
    ),
)

# Where a rung asks for some of several, the others get no closing date here: what is not taken up is not late.
GROWTH = (
    Milestone(
        id="handover-target-met",
        name="Agreed waiting time between departments",
        stage=Stage.GROWTH,
        counts_as_reached="The waiting time between departments meets the number that was agreed.",
        why_it_matters="What waits between departments is what your own customers wait for.",
        condition=TargetMet(value="handover-wait-hours"),
        window=Window(opens=3, closes=8),
        next_step="Bring the two departments with the longest wait to one table, with last month's cases.",
    ),
    Milestone(
        id="one-set-of-records",
        name="One set of records",
        stage=Stage.GROWTH,
        counts_as_reached="The share of sampled records that are the same in every department is as high as required.",
        why_it_matters="Meetings begin with the decision, and not with whose number is right.",
        condition=AtLeast(value="shared-record-percent", limit="enterprise-shared-record-percent"),
        window=Window(opens=3),
        next_step="Name one owner for each kind of record, and correct differences where they arise.",
    ),
    Milestone(
        id="findings-closed",
        name="Audit findings closed, critical fixes in time",
        stage=Stage.GROWTH,
        counts_as_reached="Open audit findings meet the agreed number, and critical security fixes are installed "
        "within the required days.",
        why_it_matters="Overdue findings go to the board; closed ones do not.",
        condition=AllOf(
            conditions=(
                TargetMet(value="open-audit-findings"),
                AtMost(value="critical-fix-days", limit="enterprise-critical-fix-days"),
            )
        ),
        window=Window(opens=3),
        next_step="Give every finding an owner and a date, and review both lists with internal audit each month.",
    ),
)

MATURITY = (
    Milestone(
        id="value-accepted-by-finance",
        name="Return accepted by finance",
        stage=Stage.MATURITY,
        counts_as_reached="Booked benefits exceed the full cost and meet the agreed return; the finance report is on "
        "file and an executive has confirmed it in a signed file.",
        why_it_matters="The number stands in your own finance report, where the board can ask for it.",
        condition=AllOf(
            conditions=(
                TargetMet(value="return-on-cost"),
                # Benefits equal to the cost are not yet a return.
                Not(condition=AtMost(value="return-on-cost", limit="enterprise-break-even-percent")),
                EvidenceOf(milestone="value-accepted-by-finance", kinds=("finance_report",), at_least=Rigor.MEASURED),
                EvidenceOf(milestone="value-accepted-by-finance", kinds=("confirmation",), at_least=Rigor.MEASURED),
            )
        ),
        window=Window(opens=6, closes=13),
        next_step="Give finance the benefits by account and period, let them strike what they cannot book, and have "
        "the auditors or us put their own figure beside it.",
    ),
    Milestone(
        id="gains-held",
        name="Gains held without a break",
        stage=Stage.MATURITY,
        counts_as_reached="At least two of these held at every reading: the agreed waiting time for 180 days, one "
        "set of records for 180 days, most of the agreed audit hours for two quarters.",
        why_it_matters="It shows that the gain belongs to the process, and not to the project team that has left.",
        condition=CountOf(
            at_least=2,
            conditions=(
                Sustained(condition=TargetMet(value="handover-wait-hours"), days=180),
                Sustained(
                    condition=AtLeast(value="shared-record-percent", limit="enterprise-shared-record-percent"),
                    days=180,
                ),
                Sustained(
                    condition=GapClosed(value="audit-preparation-hours", percent="enterprise-held-gap-percent"),
                    readings=2,
                ),
            ),
        ),
        window=Window(opens=8, closes=15),
        party="customer",
        next_step="Keep the monthly reading in the line organisation, with a name beside each number.",
    ),
)

STRATEGIC = (
    Milestone(
        id="volume-at-lower-cost",
        name="More volume at a lower cost per case",
        stage=Stage.STRATEGIC,
        counts_as_reached="The busiest day meets the agreed number of cases, and the cost per case has come the "
        "required part of the way to its target.",
        why_it_matters="You can grow, or take over another company's cases, without growing the cost in step.",
        condition=AllOf(
            conditions=(
                TargetMet(value="peak-cases-per-day"),
                GapClosed(value="cost-per-case", percent="enterprise-cost-gap-percent"),
            )
        ),
        next_step="Rehearse the peak before it comes, and note the step at which cases begin to queue.",
    ),
    Milestone(
        id="new-service-earning",
        name="A new service earns money",
        stage=Stage.STRATEGIC,
        counts_as_reached="At two readings in a row, revenue from services that could not be offered before meets "
        "the agreed number.",
        why_it_matters="This is no longer doing the same for less, but doing what was not possible.",
        condition=Sustained(condition=TargetMet(value="new-service-revenue"), readings=2),
        next_step="Ask sales which request they had to turn down for want of speed or of shared records.",
    ),
    Milestone(
        id="reference-given",
        name="Result presented to others",
        stage=Stage.STRATEGIC,
        counts_as_reached="The agreed return is met, and one of your executives has told others of the result, in "
        "their own words; a file of it is on record.",
        why_it_matters="It puts your people's work in view, and your peers' questions sharpen the next plan.",
        condition=AllOf(
            conditions=(
                TargetMet(value="return-on-cost"),
                EvidenceOf(milestone="reference-given", kinds=("testimonial",), at_least=Rigor.MEASURED),
            )
        ),
        audiences=("sponsor",),
        next_step="Agree with communications on what may be said and shown; nothing is shown without it.",
    ),
)

MILESTONES = EARLY_WINS + FOUNDATION + GROWTH + MATURITY + STRATEGIC
