"""Decisions around an enterprise, prepared by questions that facts answer."""

from __future__ import annotations

from vpl_core import AtLeast, AtMost, Checklist, EvidenceOf, MilestoneReached, Question, Recorded, Rigor
from vpl_enterprise.values import PATCH_RULE

RENEWAL_READINESS = Checklist(
    id="renewal-readiness",
    name="Ready for the renewal round",
    decides="Whether to enter the renewal round now, and which papers to take into the steering committee.",
    internal=True,
    questions=(
        Question(
            id="renewal-date-known",
            text="Is the renewal date on file?",
            condition=Recorded(fact="renewal"),
            why="Budgets are fixed two quarters ahead; whoever counts from the contract's last day is late.",
            next_step="Enter the date, and note beside it when the budget round closes.",
        ),
        Question(
            id="account-owner-named",
            text="Does one of us answer for this customer by name?",
            condition=Recorded(fact="owner"),
            why="Six people from our side with six opinions are read as none.",
            next_step="Name one person whom the others go through.",
        ),
        Question(
            id="sponsor-named",
            text="Is there a sponsor who wants it by name?",
            condition=Recorded(fact="sponsor"),
            why="Without a sponsor the round is run by procurement, and price is the only subject.",
            next_step="Ask for the executive whose target it serves; after a reorganisation ask again.",
        ),
        Question(
            id="goals-in-their-words",
            text="Are the goals written down in their own words?",
            condition=Recorded(fact="goal"),
            why="The committee that decides has other members than the one that bought.",
            next_step="Collect this year's goals from the sponsor and from two department heads.",
        ),
        Question(
            id="finance-accepted",
            text="Has finance accepted the return?",
            condition=MilestoneReached(milestone="value-accepted-by-finance"),
            why="A return that only we have calculated is struck in the first meeting.",
            next_step="Take the sum to finance, with the accounts in which each benefit is booked.",
        ),
        Question(
            id="gains-lasting",
            text="Have the gains held without a break?",
            condition=MilestoneReached(milestone="gains-held"),
            why="A gain that ended with the project is an argument for ending the contract as well.",
            next_step="Bring the monthly readings, and the plan for those that fell back.",
        ),
        Question(
            id="staff-still-in-it",
            text="Are the licensed staff still at work in it?",
            condition=AtLeast(value="active-staff-percent", limit="enterprise-active-staff-percent"),
            why="Procurement compares licences with active staff before anything else.",
            next_step="Go through the list by department, and propose ourselves to release what nobody needs.",
        ),
        Question(
            id="requests-to-customer-clear",
            text="Is what we need from the customer written down?",
            condition=Recorded(fact="ask"),
            why="A round without requests of our own runs at the customer's pace.",
            next_step="Write down who has to do what by when, and what happens otherwise.",
        ),
    ),
)

NEXT_DEPARTMENT = Checklist(
    id="department-roll-out",
    name="Bring in the next department",
    decides="Whether the next department moves its cases into it this quarter.",
    questions=(
        Question(
            id="pilot-gain-measured",
            text="Did the pilot measurably shorten a hand-over?",
            condition=MilestoneReached(milestone="pilot-wait-shorter"),
            why="A department head gives away staff days for a number, not for a presentation.",
            next_step="Measure the pilot's waiting time by the agreed method before asking the next department.",
        ),
        Question(
            id="integration-carries",
            text="Is the key integration accepted and steady?",
            condition=MilestoneReached(milestone="key-integration-live"),
            why="Every further department multiplies the transfers, and the failures.",
            next_step="Bring the transfers to the required share for 30 days and have the acceptance signed.",
        ),
        Question(
            id="data-reconciled",
            text="Is the data moved and reconciled?",
            condition=MilestoneReached(milestone="data-migrated"),
            why="A new department finds the old differences first, and stops there.",
            next_step="Have the owner of the data sign the reconciliation report.",
        ),
        Question(
            id="present-departments-settled",
            text="Are the present departments trained and at work?",
            condition=MilestoneReached(milestone="departments-on-board"),
            why="Trainers who are still needed there cannot be in the next department.",
            next_step="Finish training where it was begun, and look at the share of active staff again.",
        ),
        Question(
            id="old-systems-closed",
            text="Are the old systems of the first departments retired?",
            condition=MilestoneReached(milestone="old-systems-retired"),
            why="If the first departments still run both, the next one will ask why it should switch.",
            next_step="Set a closing day for each old system.",
        ),
        Question(
            id="heads-trust-figures",
            text="Do department heads trust the shared figures?",
            condition=AtLeast(value="figures-trusted", limit="enterprise-trusted-figures"),
            why="Where figures are not trusted, each department builds its own report beside it.",
            next_step="Ask the heads which figure they still keep themselves, and why.",
        ),
        Question(
            id="options-compared",
            text="Were at least two ways of rolling out compared?",
            condition=Recorded(fact="options"),
            why="All at once, one by one, and not at all differ more in cost than any licence.",
            next_step="Put the ways side by side with staff days, dates and what each one leaves undone.",
        ),
        Question(
            id="turning-back-agreed",
            text="Is it agreed what would halt the roll-out?",
            condition=Recorded(fact="reversal_signal"),
            why="In a large organisation nobody halts anything unless it was agreed beforehand.",
            next_step="Name one number, one date and the person who halts it.",
        ),
    ),
)

SECURITY_REVIEW = Checklist(
    id="security-review",
    name="Allow confidential records",
    decides="Whether confidential and personal records may be handled in it.",
    questions=(
        Question(
            id="independent-report-on-file",
            text="Is an independent report or certificate on file?",
            condition=EvidenceOf(
                milestone="security-review-passed", kinds=("audit_report", "certificate"), at_least=Rigor.MEASURED
            ),
            why="A supplier's answers to a questionnaire are its own word.",
            next_step="Ask us for the latest report, and check that its scope names what you use.",
        ),
        Question(
            id="processing-agreement-signed",
            text="Is the agreement on processing personal data signed and on file?",
            condition=EvidenceOf(milestone="security-review-passed", kinds=("agreement",), at_least=Rigor.MEASURED),
            why="Processing by a supplier without a contract is itself a breach of the regulation.",
            next_step="Have both signatures put under it and attach the file.",
            source="Regulation (EU) 2016/679 (GDPR), Article 28(3)",
        ),
        Question(
            id="critical-fixes-in-time",
            text="Are critical security fixes installed in time?",
            condition=AtMost(value="critical-fix-days", limit="enterprise-critical-fix-days"),
            why="Known gaps with a fix at hand are the ones that are used.",
            next_step="Go through the systems that were slowest last month, and say what each one waits for.",
            source=PATCH_RULE,
        ),
        Question(
            id="findings-in-hand",
            text="Are audit findings closed as agreed?",
            condition=MilestoneReached(milestone="findings-closed"),
            why="New kinds of records on top of old findings bring the same findings again, with more at stake.",
            next_step="Close the overdue findings first, or agree on new dates with internal audit.",
        ),
        Question(
            id="moved-data-accounted-for",
            text="Is all moved data accounted for?",
            condition=MilestoneReached(milestone="data-migrated"),
            why="Copies that nobody listed are copies that nobody protects.",
            next_step="Reconcile the move, and list every remaining copy with its deletion date.",
        ),
        Question(
            id="decided-by-name",
            text="Has somebody decided it by name?",
            condition=Recorded(fact="decision"),
            why="A permission that nobody gave cannot be taken back by anybody.",
            next_step="Record who permits it, for which records, and why.",
        ),
        Question(
            id="next-review-dated",
            text="Is the next review dated?",
            condition=Recorded(fact="review_date"),
            why="Reports and certificates run out, and systems change between them.",
            next_step="Set the date of the next review no later than the end of the certificate.",
        ),
    ),
)

CHECKLISTS = (RENEWAL_READINESS, NEXT_DEPARTMENT, SECURITY_REVIEW)
