"""The steps of a finance account, from the first reconciliation to evidence that is ready at any time."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AtLeast,
    AtMost,
    EvidenceOf,
    Milestone,
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
        id="ledger-connected",
        name="Ledger and bank feed connected",
        stage=Stage.EARLY_WIN,
        counts_as_reached="The tool reads ledger and bank, without writing, and its balances equal theirs to the cent.",
        why_it_matters="Every later figure rests on these balances.",
        condition=EvidenceOf(
            kinds=("report", "raw_data", "dashboard"), milestone="ledger-connected", at_least=Rigor.REPORTED
        ),
        grace_days=30,
        party="vendor",
        audiences=("it",),
        next_step="The vendor sends the comparison of balances for one closed month as a file.",
    ),
    Milestone(
        id="first-reconciliation",
        name="First reconciliation automated",
        stage=Stage.EARLY_WIN,
        counts_as_reached="One account was reconciled in the tool for a real month, and a reviewer signed it off.",
        why_it_matters="It replaces a first spreadsheet and shows how exceptions are handled.",
        condition=EvidenceOf(
            kinds=("report", "raw_data", "screenshot"), milestone="first-reconciliation", at_least=Rigor.REPORTED
        ),
        grace_days=30,
        party="customer",
        audiences=("users",),
        next_step="Start with the account that has the most lines and the clearest rule.",
    ),
    Milestone(
        id="first-verified-report",
        name="First verified report",
        stage=Stage.EARLY_WIN,
        counts_as_reached="A report from the tool was checked line by line, with no more errors than agreed, usually "
        "none, and the controller confirmed it.",
        why_it_matters="A report counts once somebody who answers for it has checked it.",
        condition=AllOf(
            conditions=(
                AtMost(value="errors-per-report", limit="finance-first-report-errors"),
                EvidenceOf(kinds=("confirmation",), milestone="first-verified-report", at_least=Rigor.REPORTED),
            )
        ),
        window=Window(opens=0, closes=2),
        grace_days=45,
        party="customer",
        next_step="Run one report both ways for the same month and let the controller sign the comparison.",
    ),
)

_FOUNDATION = (
    Milestone(
        id="baselines-agreed",
        name="Baselines agreed with the controller",
        stage=Stage.FOUNDATION,
        counts_as_reached="For at least three results baseline, target, method and the person who checks are agreed.",
        why_it_matters="An improvement against a number that nobody signed is an opinion.",
        condition=PlanAgreed(at_least=3),
        window=Window(opens=0, closes=3),
        grace_days=30,
        audiences=("sponsor", "finance"),
        next_step="Take the last three closes from the closing log as baseline and have the sheet agreed by name.",
    ),
    Milestone(
        id="controls-mapped",
        name="Key controls mapped",
        stage=Stage.FOUNDATION,
        counts_as_reached="The agreed share of the key controls, usually all, has an owner, a test and its evidence "
        "in the tool.",
        why_it_matters="A control without owner and evidence counts as missing in an audit.",
        condition=AtLeast(value="controls-mapped-percent", limit="finance-controls-mapped-percent"),
        window=Window(opens=1, closes=4),
        party="customer",
        next_step="Go through the control list with internal audit and name an owner for each line.",
    ),
    Milestone(
        id="assurance-report-delivered",
        name="Vendor's assurance report delivered",
        stage=Stage.FOUNDATION,
        counts_as_reached="The vendor handed over its current SOC 1 Type 2 report, or the equal of it, as a file.",
        why_it_matters="Auditors may rest on the tool's own controls only where an independent auditor tested them.",
        condition=EvidenceOf(
            kinds=("audit_report", "certificate"), milestone="assurance-report-delivered", at_least=Rigor.MEASURED
        ),
        party="vendor",
        audiences=("it",),
        next_step="The vendor sends the report, and a letter for the months since its period ended.",
    ),
    Milestone(
        id="reconciled-in-the-tool",
        name="Reconciliations done in the tool",
        stage=Stage.FOUNDATION,
        counts_as_reached="For a month or longer the agreed share of the accounts was reconciled in the tool.",
        why_it_matters="Spreadsheets kept on the side bring back the errors that were removed.",
        condition=Sustained(
            condition=AtLeast(value="automated-reconciliation-percent", limit="finance-reconciled-percent"), days=28
        ),
        window=Window(opens=1, closes=4),
        party="customer",
        next_step="Move the remaining accounts in order of lines, and archive each spreadsheet as it goes.",
    ),
)

_GROWTH = (
    Milestone(
        id="close-time-met",
        name="Close within the agreed days",
        stage=Stage.GROWTH,
        counts_as_reached="The month is closed in no more working days than agreed.",
        why_it_matters="Management decides on figures that are days old and not weeks old.",
        condition=TargetMet(value="close-days"),
        next_step="Find the two tasks that everybody waits for, and start them before the month ends.",
    ),
    Milestone(
        id="reconciliation-errors-met",
        name="Reconciliation errors at the agreed target",
        stage=Stage.GROWTH,
        counts_as_reached="No more errors are found in the month's reconciliations than agreed.",
        why_it_matters="Each error found late is corrected in a report that was already read.",
        condition=TargetMet(value="reconciliation-errors"),
        next_step="Sort last month's errors by cause and change the matching rule behind the largest group.",
    ),
    Milestone(
        id="exceptions-cleared",
        name="Exceptions cleared on time",
        stage=Stage.GROWTH,
        counts_as_reached="The agreed share of unmatched items is cleared or explained by the agreed day.",
        why_it_matters="Old open items hide losses, and sometimes fraud.",
        condition=AtLeast(value="exceptions-on-time-percent", limit="finance-exceptions-on-time-percent"),
        # One of several ways up: due only where the account promises a day.
        window=Window(opens=3),
        party="customer",
        next_step="Give every exception an owner and a day, and look at the oldest ten each week.",
    ),
    Milestone(
        id="model-reviewed",
        name="Forecast model reviewed independently",
        stage=Stage.GROWTH,
        counts_as_reached="Somebody who did not build the model reviewed it, and its high findings are resolved.",
        why_it_matters="A forecast that steers lending or liquidity does harm when it is wrong and trusted.",
        condition=AllOf(
            conditions=(
                AtMost(value="model-issues-open", limit="finance-model-issues"),
                EvidenceOf(kinds=("audit_report", "report"), milestone="model-reviewed", at_least=Rigor.MEASURED),
            )
        ),
        window=Window(opens=3, closes=9),
        grace_days=90,
        next_step="The vendor gives the reviewers the model's description and data; the review report is attached.",
    ),
)

_MATURITY = (
    Milestone(
        id="benefit-documented",
        name="Return documented and shared with executives",
        stage=Stage.MATURITY,
        counts_as_reached="Benefit since the start is above all cost since the start, a finance report says so, and an "
        "executive confirmed it.",
        why_it_matters="The money spent is defended with figures from your own books.",
        condition=AllOf(
            conditions=(
                AtLeast(value="benefit-percent-of-cost", limit=100),
                # At exactly the cost nothing was gained yet.
                Not(condition=AtMost(value="benefit-percent-of-cost", limit=100)),
                EvidenceOf(kinds=("finance_report",), milestone="benefit-documented", at_least=Rigor.MEASURED),
                EvidenceOf(kinds=("confirmation",), milestone="benefit-documented", at_least=Rigor.REPORTED),
            )
        ),
        window=Window(opens=5, closes=9),
        grace_days=90,
        next_step="Put the vendor's calculation beside that of finance and attach the page that an executive signed.",
    ),
    Milestone(
        id="forecast-accuracy-met",
        name="Forecast as accurate as agreed",
        stage=Stage.MATURITY,
        counts_as_reached="Over the last three months the forecast was at least as close to the actual as agreed.",
        why_it_matters="Less cash has to be held back against surprises.",
        condition=TargetMet(value="forecast-accuracy-percent"),
        # One of several ways up: due only where the account promises a day.
        window=Window(opens=6),
        next_step="Compare forecast and actual line by line and look at the three lines that missed most.",
    ),
    Milestone(
        id="report-errors-met",
        name="Accurate reports for three months",
        stage=Stage.MATURITY,
        counts_as_reached="For three months reports had no more errors than agreed.",
        why_it_matters="A report that needs no correction is read once and believed.",
        condition=Sustained(condition=TargetMet(value="errors-per-report"), days=85),
        window=Window(opens=6, closes=10),
        party="customer",
        next_step="Have a reviewer check the same reports each month and write down every wrong figure.",
    ),
)

_STRATEGIC = (
    Milestone(
        id="audit-ready-sustained",
        name="Audit-ready for half a year",
        stage=Stage.STRATEGIC,
        counts_as_reached="For 180 days no more audit findings were overdue than agreed, usually none, few enough "
        "controls failed their test, and an auditor's report is there.",
        why_it_matters="Evidence that is ready on any day makes the audit short and its result no surprise.",
        condition=AllOf(
            conditions=(
                Sustained(condition=AtMost(value="audit-findings-overdue", limit="finance-findings-overdue"), days=180),
                AtMost(value="control-failure-percent", limit="finance-control-failure-percent"),
                EvidenceOf(kinds=("audit_report",), milestone="audit-ready-sustained", at_least=Rigor.MEASURED),
            )
        ),
        window=Window(opens=12, closes=24),
        grace_days=90,
        party="customer",
        audiences=("sponsor", "finance"),
        next_step="Let internal audit draw a sample from the tool without notice and report what it found.",
    ),
    Milestone(
        id="close-kept",
        name="Fast close kept through a year end",
        stage=Stage.STRATEGIC,
        counts_as_reached="The close stayed within the agreed days for 330 days: twelve closes, one at a year end.",
        why_it_matters="The year end is the close at which old habits come back.",
        condition=Sustained(condition=TargetMet(value="close-days"), days=330),
        window=Window(opens=12, closes=24),
        next_step="Ask somebody outside the team to work out the days again from the ledger's own log.",
    ),
)

MILESTONES: tuple[Milestone, ...] = (*_EARLY, *_FOUNDATION, *_GROWTH, *_MATURITY, *_STRATEGIC)
