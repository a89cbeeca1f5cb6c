"""Decisions around a small business, prepared by questions that facts answer."""

from __future__ import annotations

from vpl_core import AtLeast, Checklist, EvidenceOf, MilestoneReached, PlanAgreed, Question, Recorded, Rigor

RENEWAL_READINESS = Checklist(
    id="renewal-readiness",
    name="Ready to talk about renewal",
    decides="Whether to open the renewal conversation now, and with what in hand.",
    internal=True,
    questions=(
        Question(
            id="renewal-date-known",
            text="Is the renewal date on file?",
            condition=Recorded(fact="renewal"),
            why="Small contracts end by themselves; nobody at the customer keeps the date for us.",
            next_step="Take the date from the contract and enter it.",
        ),
        Question(
            id="one-person-answers",
            text="Does one of us answer for this customer by name?",
            condition=Recorded(fact="owner"),
            why="Small accounts in a shared inbox are called once a year, and too late.",
            next_step="Name one person.",
        ),
        Question(
            id="decider-known",
            text="Do we know who decides there?",
            condition=Recorded(fact="sponsor"),
            why="The person who uses it every day is often not the one who signs.",
            next_step="Ask the owner whether anybody else, a partner or a bookkeeper, has a say.",
        ),
        Question(
            id="wish-in-their-words",
            text="Is what they wanted written down in their own words?",
            condition=Recorded(fact="goal"),
            why="Without it we argue with our own idea of success.",
            next_step="Ask what would make the year a good one, and write down the answer as it was said.",
        ),
        Question(
            id="agreed-hours-reached",
            text="Are the agreed hours given back?",
            condition=MilestoneReached(milestone="hours-given-back"),
            why="Use is no reason to pay again; hours are.",
            next_step="Read off the hours of one week now; if they fall short, bring the plan to close the rest.",
        ),
        Question(
            id="payback-confirmed",
            text="Has the owner confirmed that it paid for itself?",
            condition=MilestoneReached(milestone="paid-back"),
            why="On a tight budget an unconfirmed saving is the first line to be struck.",
            next_step="Send the one-page sum and ask for corrections before asking for a signature.",
        ),
        Question(
            id="team-still-in-it",
            text="Is the team still at work in it?",
            condition=AtLeast(value="team-using-percent", limit="smb-team-using-percent"),
            why="If half have gone back to the old list, the price is no longer the question.",
            next_step="Find out who left it and when; offer an hour with them before the renewal call.",
        ),
        Question(
            id="team-satisfied",
            text="Is the team satisfied?",
            condition=AtLeast(value="csat", limit="smb-good-csat"),
            why="In a small company one annoyed colleague is enough for a no.",
            next_step="Call the person with the lowest answer first, and only listen.",
        ),
    ),
)

NEXT_JOB = Checklist(
    id="next-job-roll-out",
    name="Bring the next job into it",
    decides="Whether to move another job, or another shop, into it now.",
    questions=(
        Question(
            id="first-job-saves-time",
            text="Does the first job already take less time?",
            condition=MilestoneReached(milestone="first-task-replaced"),
            why="A second job on top of one that does not pay yet doubles the effort, not the gain.",
            next_step="Finish the first one: count one ordinary week and see where the time goes.",
        ),
        Question(
            id="team-is-in",
            text="Is the whole team in it?",
            condition=MilestoneReached(milestone="whole-team-on-board"),
            why="With two ways side by side every further job has to be kept twice.",
            next_step="Bring in those who are missing before anything new begins.",
        ),
        Question(
            id="no-outside-help-needed",
            text="Does it run without outside help?",
            condition=MilestoneReached(milestone="runs-without-help"),
            why="Nobody here has the hours to look after a second thing that needs help.",
            next_step="Settle the questions that come up again and again, then come back to this list.",
        ),
        Question(
            id="wish-for-it-written",
            text="Is it written down what the change is for?",
            condition=Recorded(fact="goal"),
            why="Without a wish there is no moment at which it is reached.",
            next_step="Write one sentence: which job, how long it takes now, how long it should take.",
        ),
        Question(
            id="ways-compared",
            text="Have at least two ways been compared?",
            condition=Recorded(fact="options"),
            why="Leaving things as they are is also a way, and it costs nothing to set up.",
            next_step="Put 'leave it', 'one job first' and 'everything now' side by side with what each costs.",
        ),
        Question(
            id="look-back-date-set",
            text="Is there a date to look back?",
            condition=Recorded(fact="review_date"),
            why="In daily business nobody looks back unless the date is in the calendar.",
            next_step="Choose a quiet week two months from now and enter it.",
        ),
        Question(
            id="way-back-known",
            text="Is it clear what would make you stop?",
            condition=Recorded(fact="reversal_signal"),
            why="Stopping early is cheap; stopping late is a lost season.",
            next_step="Name one number and one date at which you would go back.",
        ),
    ),
)

SWITCH_OFF = Checklist(
    id="switch-off-old-tool",
    name="Switch off the old tool",
    decides="Whether the old list or subscription can be closed.",
    questions=(
        Question(
            id="records-checked",
            text="Were the moved records checked and clean?",
            condition=MilestoneReached(milestone="records-moved"),
            why="After the old tool is gone, a lost address stays lost.",
            next_step="Check a hundred records against the old list before it is closed.",
        ),
        Question(
            id="connection-in-place",
            text="Do bank, shop or bookkeeping entries arrive by themselves?",
            condition=MilestoneReached(milestone="first-connection-works"),
            why="Otherwise somebody types at the end of the month what the old tool used to fetch.",
            next_step="Have the connection set up, and keep the first week's entries as a record.",
        ),
        Question(
            id="starting-numbers-kept",
            text="Are the starting numbers agreed and kept?",
            condition=PlanAgreed(values=("weekly-manual-hours", "monthly-tool-cost")),
            why="They can often only be read from the old tool.",
            next_step="Note hours and invoices of an ordinary month before you close it.",
        ),
        Question(
            id="everyone-moved",
            text="Is everyone at work in the new one?",
            condition=AtLeast(value="team-using-percent", limit="smb-team-using-percent"),
            why="Whoever is left behind will start a private list.",
            next_step="Ask each person which task they still do in the old tool.",
        ),
        Question(
            id="copy-kept",
            text="Is a copy of the old records kept in a file?",
            condition=EvidenceOf(milestone="records-moved", kinds=("raw_data",), at_least=Rigor.MEASURED),
            why="Books have to be kept for years after the tool is gone.",
            next_step="Export everything once, and keep the file with its date where the books are kept.",
        ),
        Question(
            id="somebody-decided",
            text="Has somebody decided it by name?",
            condition=Recorded(fact="decision"),
            why="A tool that nobody decided to close is still being paid for next year.",
            next_step="Write down who decides, what was chosen and why.",
        ),
    ),
)

CHECKLISTS = (RENEWAL_READINESS, NEXT_JOB, SWITCH_OFF)
