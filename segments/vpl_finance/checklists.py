"""The decisions of a finance account, and what has to be known before each."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Checklist,
    EvidenceOf,
    MilestoneReached,
    Question,
    Recorded,
    Rigor,
    TargetMet,
)

_MODEL_GUIDANCE = "SR 26-2 (Federal Reserve, OCC and FDIC, 2026), which replaced SR 11-7"

_AUDIT_RELIANCE = Checklist(
    id="audit-reliance",
    name="Reports for the next audit",
    decides="Whether the next audit may rest on reports from the tool.",
    questions=(
        Question(
            id="audit-assurance",
            text="Has the vendor's assurance report been handed over?",
            condition=MilestoneReached(milestone="assurance-report-delivered"),
            why="Auditors who cannot rest on the vendor's controls test everything themselves.",
            next_step="Ask the vendor for the current report and for a letter covering the months since.",
            source="PCAOB AS 2601: consideration of an entity's use of a service organization",
        ),
        Question(
            id="audit-controls",
            text="Do the key controls over reporting have an owner, a test and evidence?",
            condition=MilestoneReached(milestone="controls-mapped"),
            why="Management has to assess these controls each year and cannot assess what nobody owns.",
            next_step="Complete the map with internal audit, beginning with the accounts that matter most.",
            source="Sarbanes-Oxley Act of 2002, section 404",
        ),
        Question(
            id="audit-complete-and-accurate",
            text="Have reports from the tool been free of errors beyond what was agreed for three months?",
            condition=MilestoneReached(milestone="report-errors-met"),
            why="Information that the company produced is evidence only when it is accurate and complete.",
            next_step="Let a reviewer check the reports that the auditor will ask for, line by line.",
            source="PCAOB AS 1105: audit evidence, on information produced by the company",
        ),
        Question(
            id="audit-raw-data",
            text="Can every reconciliation be traced to its raw data?",
            condition=EvidenceOf(
                kinds=("raw_data", "reproduction"), value="reconciliation-errors", at_least=Rigor.MEASURED
            ),
            why="A figure that cannot be worked out again does not survive the first question.",
            next_step="Export one month's matches with their sources and attach the file.",
        ),
        Question(
            id="audit-failures",
            text="Did few enough key controls fail their last test?",
            condition=AtMost(value="control-failure-percent", limit="finance-control-failure-percent"),
            why="Failed controls make the auditor widen the sample and the bill.",
            next_step="Repair the failed controls and test them again before the auditor does.",
        ),
        Question(
            id="audit-old-findings",
            text="Are the findings of the last audit closed by their dates?",
            condition=AtMost(value="audit-findings-overdue", limit="finance-findings-overdue"),
            why="A finding that comes back is graded higher.",
            next_step="Go through the list with internal audit and give each finding an owner and a day.",
            source="COSO, Internal Control - Integrated Framework (2013), principle 17",
        ),
        Question(
            id="audit-sponsor",
            text="Is one person on your side named who answers for this decision?",
            condition=Recorded(fact="sponsor"),
            why="The auditor will ask whose decision it was.",
            next_step="Name the person, usually the controller.",
        ),
        Question(
            id="audit-options",
            text="Are at least two ways written down, such as all reports or only some?",
            condition=Recorded(fact="options"),
            why="All or nothing is seldom the only choice.",
            next_step="Write down a part that could be relied on already, beside the whole.",
        ),
    ),
)

_MODEL_USE = Checklist(
    id="model-use",
    name="Use of the forecast model",
    decides="Whether the forecast model may be used for lending or liquidity decisions.",
    questions=(
        Question(
            id="model-independent-review",
            text="Has somebody who did not build the model reviewed it, with its high findings resolved?",
            condition=MilestoneReached(milestone="model-reviewed"),
            why="Builders overlook their own assumptions.",
            next_step="Order the review, give it data and description, and attach its report.",
            source=_MODEL_GUIDANCE,
        ),
        Question(
            id="model-against-actuals",
            text="Was the forecast close enough to what happened, by the target and by the agreed floor?",
            condition=AllOf(
                conditions=(
                    TargetMet(value="forecast-accuracy-percent"),
                    AtLeast(value="forecast-accuracy-percent", limit="finance-forecast-percent"),
                )
            ),
            why="A model is judged by what came true, not by how it was built.",
            next_step="Compare three months of forecast and actual, and find the lines that missed most.",
            source=_MODEL_GUIDANCE,
        ),
        Question(
            id="model-second-source",
            text="Has somebody worked out the accuracy again from the raw figures?",
            condition=EvidenceOf(kinds=("reproduction",), value="forecast-accuracy-percent", at_least=Rigor.REPORTED),
            why="Accuracy reported by the model itself proves little.",
            next_step="Let finance work it out from its own ledger and attach the sheet.",
        ),
        Question(
            id="model-goal",
            text="Is it written down what the forecast is to be used for?",
            condition=Recorded(fact="goal"),
            why="A model that is right for one purpose misleads in another.",
            next_step="Write the purpose and its limits into the goals, in your own words.",
            source=_MODEL_GUIDANCE,
        ),
        Question(
            id="model-review-date",
            text="Is a day set on which its use is looked at again?",
            condition=Recorded(fact="review_date"),
            why="Markets change and the model does not notice.",
            next_step="Set a date no later than the next yearly plan.",
            source=_MODEL_GUIDANCE,
        ),
        Question(
            id="model-stop-sign",
            text="Is it written down what would end its use?",
            condition=Recorded(fact="reversal_signal"),
            why="Without a sign agreed before, a failing model is explained instead of stopped.",
            next_step="Write down the miss, and for how many months in a row, that ends it.",
        ),
    ),
)

_RENEWAL = Checklist(
    id="finance-renewal",
    name="Renewal readiness",
    decides="Whether the renewal can be offered on proven results.",
    internal=True,
    questions=(
        Question(
            id="renewal-owner",
            text="Does one of us answer for this account by name?",
            condition=Recorded(fact="owner"),
            why="Nobody prepares what everybody owns.",
            next_step="Name the owner.",
        ),
        Question(
            id="renewal-date",
            text="Do we know the day of the renewal?",
            condition=Recorded(fact="renewal"),
            why="Budgets are fixed months before it.",
            next_step="Look it up in the contract and write it into the account.",
        ),
        Question(
            id="renewal-close",
            text="Is the close as fast as agreed?",
            condition=MilestoneReached(milestone="close-time-met"),
            why="It is the figure that the whole finance team feels every month.",
            next_step="Say openly what is missing, why, and by when.",
        ),
        Question(
            id="renewal-benefit",
            text="Have executives confirmed the return?",
            condition=MilestoneReached(milestone="benefit-documented"),
            why="A calculation of ours is not used in their budget talk.",
            next_step="Take the calculation to their finance and ask for a signature.",
        ),
        Question(
            id="renewal-money-result",
            text="Is a result visible in their own books?",
            condition=AnyOf(
                conditions=(
                    TargetMet(value="close-extra-cost"),
                    TargetMet(value="late-billed-income"),
                    TargetMet(value="audit-preparation-hours"),
                )
            ),
            why="Finance people believe their ledger.",
            next_step="Agree a baseline for one of the three.",
        ),
        Question(
            id="renewal-findings",
            text="Are the audit findings about our tool closed in time?",
            condition=AtMost(value="audit-findings-overdue", limit="finance-findings-overdue"),
            why="An open finding stops a signature at the last minute.",
            next_step="Close our part with their internal audit.",
        ),
        Question(
            id="renewal-options",
            text="Are at least two options prepared for the customer to choose from?",
            condition=Recorded(fact="options"),
            why="A single offer turns the talk into a yes or no about price.",
            next_step="Prepare staying as it is beside one change, with what each gives and costs.",
        ),
    ),
)

CHECKLISTS: tuple[Checklist, ...] = (_AUDIT_RELIANCE, _MODEL_USE, _RENEWAL)
