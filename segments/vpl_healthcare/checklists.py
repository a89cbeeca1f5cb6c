"""The decisions of a healthcare account, and what has to be known before each."""

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

_GO_LIVE = Checklist(
    id="go-live-all-sites",
    name="Go live in all sites",
    decides="Whether the tool goes live in the remaining sites.",
    questions=(
        Question(
            id="go-live-agreement",
            text="Is the agreement on patient data signed by both sides?",
            condition=MilestoneReached(milestone="agreement-and-access"),
            why="Each further site would send patient data to somebody who has not promised to protect it.",
            next_step="Sign the business associate agreement and attach it.",
            source="45 CFR 164.504(e) and 164.308(b), HIPAA: business associate contracts",
        ),
        Question(
            id="go-live-privacy",
            text="Has the privacy officer signed the risk analysis for this use?",
            condition=MilestoneReached(milestone="privacy-review-signed"),
            why="A weakness in the first site becomes a weakness in all of them.",
            next_step="Finish the analysis for the first site and list what differs in the others.",
            source="45 CFR 164.308(a)(1)(ii)(A), HIPAA Security Rule: risk analysis",
        ),
        Question(
            id="go-live-clinical-safety",
            text="Are the high hazards in the clinical hazard log controlled, and is the log signed?",
            condition=AllOf(
                conditions=(
                    AtMost(value="open-safety-hazards", limit="healthcare-open-hazards"),
                    EvidenceOf(
                        kinds=("report", "audit_report", "certificate"),
                        value="open-safety-hazards",
                        at_least=Rigor.MEASURED,
                    ),
                )
            ),
            why="A wrong or late figure on the screen can lead to a wrong or late treatment.",
            next_step="Have the clinical safety lead close or control the high hazards, sign the log and attach it.",
            source="NHS England, DCB0160: clinical risk management in the deployment and use of health IT systems",
        ),
        Question(
            id="go-live-training",
            text="Have all staff with access been trained for their role?",
            condition=AtLeast(value="training-percent", limit="healthcare-trained-percent"),
            why="Most incidents begin with somebody who did not know better.",
            next_step="Give access only after training, and book the ones who are missing.",
            source="45 CFR 164.530(b)(1), HIPAA Privacy Rule: training",
        ),
        Question(
            id="go-live-downtime",
            text="Has every site practised a day without the tool?",
            condition=AtLeast(value="downtime-drill-percent", limit="healthcare-drilled-percent"),
            why="When the tool is down, care goes on; who never practised it loses records and time.",
            next_step="Hold a drill on paper in each site and write down what was missing.",
            source="45 CFR 164.308(a)(7), HIPAA Security Rule: contingency plan",
        ),
        Question(
            id="go-live-first-gain",
            text="Did the first sites get something measurable out of it?",
            condition=MilestoneReached(milestone="first-relief"),
            why="What brought nothing in one site brings nothing in the others.",
            next_step="Find out in the first sites what keeps the agreed figure where it was.",
        ),
        Question(
            id="go-live-sponsor",
            text="Is there a named sponsor on your side?",
            condition=Recorded(fact="sponsor"),
            why="Site managers will ask who wants this, and stop where nobody does.",
            next_step="Name one member of the leadership and tell the sites.",
        ),
        Question(
            id="go-live-stop-sign",
            text="Is it written down what would stop the roll-out?",
            condition=Recorded(fact="reversal_signal"),
            why="In the middle of a roll-out nobody dares to stop unless the sign was agreed before.",
            next_step="Write the sign into the decision, for example a hazard graded high or a day of lost records.",
        ),
    ),
)

_RENEWAL = Checklist(
    id="healthcare-renewal",
    name="Renewal readiness",
    decides="Whether the renewal can be offered on proven results.",
    internal=True,
    questions=(
        Question(
            id="renewal-goal",
            text="Do we have the customer's goal in their own words?",
            condition=Recorded(fact="goal"),
            why="We would argue with our idea of success instead of theirs.",
            next_step="Ask the sponsor what success looks like and how they will tell, and write it down word by word.",
        ),
        Question(
            id="renewal-sponsor",
            text="Is a sponsor named who will be there at the renewal?",
            condition=Recorded(fact="sponsor"),
            why="Nobody else will defend the budget.",
            next_step="Ask the present contact who signs next year.",
        ),
        Question(
            id="renewal-core-result",
            text="Are both reporting time and claim errors at their targets?",
            condition=AllOf(
                conditions=(
                    MilestoneReached(milestone="reporting-time-met"),
                    MilestoneReached(milestone="claim-errors-met"),
                )
            ),
            why="These two were promised first and are looked at first.",
            next_step="Say openly what is missing, why, and by when.",
        ),
        Question(
            id="renewal-benefit",
            text="Has leadership confirmed that the benefit is above the cost?",
            condition=MilestoneReached(milestone="benefit-exceeds-cost"),
            why="A figure that finance has not seen is not used in a budget talk.",
            next_step="Take the calculation to finance before the budget round.",
        ),
        Question(
            id="renewal-money-result",
            text="Is a result visible in their own books, overtime or collection?",
            condition=AnyOf(conditions=(TargetMet(value="overtime-cost"), TargetMet(value="net-collection-percent"))),
            why="Time saved that shows up in no account is doubted.",
            next_step="Agree a baseline for one of the two with finance.",
        ),
        Question(
            id="renewal-compliance",
            text="Are the compliance findings about our tool closed in time?",
            condition=AtMost(value="compliance-findings", limit="healthcare-open-findings"),
            why="One open finding outweighs every saved hour.",
            next_step="Go through the list with the compliance officer and close our part.",
        ),
        Question(
            id="renewal-options",
            text="Are at least two options prepared for the customer to choose from?",
            condition=Recorded(fact="options"),
            why="A single offer turns the talk into a yes or no about price.",
            next_step="Prepare staying as it is beside one change, with what each gives and costs.",
        ),
        Question(
            id="renewal-review",
            text="Is a date set on which the last decision is looked at again?",
            condition=Recorded(fact="review_date"),
            why="Without it the renewal is the first review.",
            next_step="Agree a review date at least a quarter before the renewal.",
        ),
    ),
)

CHECKLISTS: tuple[Checklist, ...] = (_GO_LIVE, _RENEWAL)
