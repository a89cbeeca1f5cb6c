"""The steps of a healthcare account, from the first report to gains that an auditor has seen."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    EvidenceOf,
    GapClosed,
    Milestone,
    MilestoneReached,
    Not,
    PlanAgreed,
    Rigor,
    Stage,
    Sustained,
    TargetMet,
    Window,
)

_EARLY = (
    Milestone(
        id="agreement-and-access",
        name="Agreement signed and first site connected",
        stage=Stage.EARLY_WIN,
        counts_as_reached="The agreement on patient data is signed by both sides and the first site can sign in.",
        why_it_matters="No patient record may enter the tool before it is agreed who protects it and how.",
        condition=EvidenceOf(kinds=("agreement",), milestone="agreement-and-access", at_least=Rigor.MEASURED),
        grace_days=14,
        party="vendor",
        audiences=("it",),
        next_step="The vendor sends the signed agreement as a file and sets up sign-in for the first site.",
    ),
    Milestone(
        id="first-report",
        name="First report done end to end",
        stage=Stage.EARLY_WIN,
        counts_as_reached="One site made a real weekly report or chart in the tool, from its own data, and used it.",
        why_it_matters="It shows on real work, not in a demonstration, that the tool fits the site's day.",
        condition=EvidenceOf(
            kinds=("report", "raw_data", "dashboard", "screenshot"), milestone="first-report", at_least=Rigor.REPORTED
        ),
        grace_days=30,
        party="customer",
        audiences=("users",),
        next_step="Keep the first report as a file, without patient names, next to the one made the old way.",
    ),
)

_FOUNDATION = (
    Milestone(
        id="privacy-review-signed",
        name="Privacy and security review signed",
        stage=Stage.FOUNDATION,
        counts_as_reached="The privacy officer signed the risk analysis for this use of patient data.",
        why_it_matters="A gap found before all sites are live costs days; found after a breach it costs trust.",
        condition=EvidenceOf(
            kinds=("audit_report", "certificate", "agreement"),
            milestone="privacy-review-signed",
            at_least=Rigor.MEASURED,
        ),
        window=Window(opens=0, closes=2),
        grace_days=14,
        audiences=("it",),
        next_step="Walk through who sees which data with the privacy officer and attach the signed analysis.",
    ),
    Milestone(
        id="baselines-agreed",
        name="Baselines measured and agreed",
        stage=Stage.FOUNDATION,
        counts_as_reached="For at least three results baseline, target, method and the person who checks are agreed.",
        why_it_matters="Without a signed before there is no after that anybody has to believe.",
        condition=PlanAgreed(at_least=3),
        window=Window(opens=0, closes=2),
        grace_days=30,
        audiences=("sponsor", "finance"),
        next_step="Measure four weeks of the old way of working and have the sheet agreed by name.",
    ),
    Milestone(
        id="all-sites-live",
        name="All sites working in the tool",
        stage=Stage.FOUNDATION,
        counts_as_reached="All sites in scope, or the agreed share, made every report of four weeks in the tool.",
        why_it_matters="A group that works in two ways keeps the cost of both.",
        condition=AtLeast(value="sites-live-percent", limit="healthcare-sites-live-percent"),
        window=Window(opens=1, closes=4),
        party="customer",
        next_step="Name a lead in each site that is not live yet and sit with them for one reporting day.",
    ),
    Milestone(
        id="old-way-retired",
        name="Old way of reporting switched off",
        stage=Stage.FOUNDATION,
        counts_as_reached="The old tool is cancelled, or the hand-made merge is archived and no longer filled in.",
        why_it_matters="As long as the old way is there, people do the work twice.",
        condition=EvidenceOf(
            kinds=("finance_report", "agreement", "report"), milestone="old-way-retired", at_least=Rigor.REPORTED
        ),
        window=Window(opens=1, closes=4),
        party="customer",
        audiences=("it", "finance"),
        next_step="Attach the cancellation or the note that closed the old files.",
    ),
    Milestone(
        id="first-relief",
        name="First improvement in care or work",
        stage=Stage.FOUNDATION,
        counts_as_reached="One result in care or in work has come the first part of the way to its target.",
        why_it_matters="It is the first sign that patients or staff get something back.",
        condition=AnyOf(
            conditions=tuple(
                GapClosed(value=value, percent="healthcare-first-gain-percent")
                for value in (
                    "reporting-hours",
                    "claim-error-rate",
                    "claims-per-biller",
                    "appointment-wait-days",
                    "medication-reconciliation-percent",
                    "readmission-percent",
                )
            )
        ),
        window=Window(opens=1, closes=4),
        next_step="Look at the first monthly readings together and choose the one result to push.",
    ),
)

_GROWTH = (
    Milestone(
        id="reporting-time-met",
        name="Reporting time at the agreed target",
        stage=Stage.GROWTH,
        counts_as_reached="Clinic managers spend no more hours a week on reports than agreed.",
        why_it_matters="These hours go back to staff and patients every week.",
        condition=TargetMet(value="reporting-hours"),
        next_step="Log the time of every manager for four weeks and compare it with the system's own record.",
    ),
    Milestone(
        id="claim-errors-met",
        name="Claim errors at the agreed target",
        stage=Stage.GROWTH,
        counts_as_reached="The share of claims sent back for an error meets the agreed target and the upper limit.",
        why_it_matters="Each claim that comes back is paid late, worked on twice, or never paid.",
        condition=AllOf(
            conditions=(
                TargetMet(value="claim-error-rate"),
                AtMost(value="claim-error-rate", limit="healthcare-claim-error-percent"),
            )
        ),
        window=Window(opens=3, closes=8),
        next_step="Take the three commonest rejection reasons and check them before a claim leaves.",
    ),
    Milestone(
        id="benefit-exceeds-cost",
        name="Benefit above cost, shared with leadership",
        stage=Stage.GROWTH,
        counts_as_reached="Benefit since the start is above all cost since the start; finance wrote it down and a "
        "member of the leadership confirmed it.",
        why_it_matters="Leadership can defend the money spent with figures of its own finance department.",
        condition=AllOf(
            conditions=(
                AtLeast(value="benefit-percent-of-cost", limit=100),
                # At exactly the cost nothing was gained yet.
                Not(condition=AtMost(value="benefit-percent-of-cost", limit=100)),
                EvidenceOf(kinds=("finance_report",), milestone="benefit-exceeds-cost", at_least=Rigor.MEASURED),
                EvidenceOf(kinds=("confirmation",), milestone="benefit-exceeds-cost", at_least=Rigor.REPORTED),
            )
        ),
        window=Window(opens=3, closes=9),
        grace_days=90,
        next_step="Put the vendor's calculation beside that of finance and attach the page that leadership signed.",
    ),
)

_MATURITY = (
    Milestone(
        id="capacity-freed",
        name="More done by the same staff",
        stage=Stage.MATURITY,
        counts_as_reached="The agreed number of claims per biller or the agreed overtime cost is met.",
        why_it_matters="The group can grow, or send people home on time, without hiring.",
        condition=AnyOf(conditions=(TargetMet(value="claims-per-biller"), TargetMet(value="overtime-cost"))),
        # The other two of the rung are needed for the next one; this one a customer may do without.
        window=Window(opens=6),
        next_step="Agree a baseline for overtime with finance, and watch both figures side by side.",
    ),
    Milestone(
        id="data-freshness",
        name="Clinic data as fresh as agreed",
        stage=Stage.MATURITY,
        counts_as_reached="At the slowest site no entry takes longer than agreed to reach the group's reports.",
        why_it_matters="Decisions about staff and beds are made on today's figures.",
        condition=TargetMet(value="data-age-hours"),
        party="vendor",
        next_step="The vendor looks at the slowest site's interface and shows the hourly check.",
    ),
    Milestone(
        id="patient-care-improved",
        name="A patient care target met",
        stage=Stage.MATURITY,
        counts_as_reached="The agreed target for waiting, for reconciled medication or for readmissions is met.",
        why_it_matters="Time saved matters most where patients notice it.",
        condition=AnyOf(
            conditions=(
                TargetMet(value="appointment-wait-days"),
                TargetMet(value="medication-reconciliation-percent"),
                TargetMet(value="readmission-percent"),
            )
        ),
        window=Window(opens=6, closes=15),
        grace_days=90,
        party="customer",
        next_step="Let the medical lead choose one measure and agree its baseline before anything is changed.",
    ),
)

_STRATEGIC = (
    Milestone(
        id="audit-passed",
        name="Compliance audit passed",
        stage=Stage.STRATEGIC,
        counts_as_reached="An audit covered this work, and for 90 days no more findings were overdue than agreed, "
        "usually none.",
        why_it_matters="What an auditor has seen needs no further argument from either side.",
        condition=AllOf(
            conditions=(
                Sustained(condition=AtMost(value="compliance-findings", limit="healthcare-open-findings"), days=90),
                EvidenceOf(kinds=("audit_report",), milestone="audit-passed", at_least=Rigor.MEASURED),
            )
        ),
        window=Window(opens=12, closes=24),
        grace_days=90,
        party="customer",
        audiences=("sponsor",),
        next_step="Give the auditor read access to the evidence list and close each finding by its date.",
    ),
    Milestone(
        id="gains-kept",
        name="Gains kept for half a year",
        stage=Stage.STRATEGIC,
        counts_as_reached="Reporting time and claim errors held their targets for 180 days and a care target is met.",
        why_it_matters="A gain that holds without special effort has become the way of working.",
        condition=AllOf(
            conditions=(
                Sustained(condition=TargetMet(value="reporting-hours"), days=180),
                Sustained(condition=TargetMet(value="claim-error-rate"), days=180),
                MilestoneReached(milestone="patient-care-improved"),
            )
        ),
        window=Window(opens=12, closes=24),
        grace_days=90,
        next_step="Ask somebody who did not make the reports to work the figures out again from the raw data.",
    ),
    Milestone(
        id="same-day-decisions",
        name="Same-day decisions across sites",
        stage=Stage.STRATEGIC,
        counts_as_reached="Data was as fresh as agreed for 90 days, and a decision made the same day is on record.",
        why_it_matters="Staff or beds can be moved between sites on the day they are needed.",
        condition=AllOf(
            conditions=(
                Sustained(condition=TargetMet(value="data-age-hours"), days=90),
                EvidenceOf(
                    kinds=("report", "raw_data", "dashboard"), milestone="same-day-decisions", at_least=Rigor.MEASURED
                ),
            )
        ),
        party="customer",
        next_step="Write down one decision: what was seen in the morning, what was moved, what came of it.",
    ),
)

MILESTONES: tuple[Milestone, ...] = (*_EARLY, *_FOUNDATION, *_GROWTH, *_MATURITY, *_STRATEGIC)
