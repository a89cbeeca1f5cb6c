"""The steps of a small business, from the first job done to more work with the same people."""

from __future__ import annotations

from vpl_core import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    ChangedBy,
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
        id="first-job-done",
        name="First job done from start to finish",
        stage=Stage.EARLY_WIN,
        counts_as_reached="Real orders, bookings or invoices, as many a week as required, went through every step.",
        why_it_matters="Everyone sees that it works with your own customers and prices, not only in a demonstration.",
        condition=AtLeast(value="jobs-start-to-finish", limit="smb-first-jobs"),
        grace_days=30,
        party="customer",
        next_step="Pick one job that comes up every day and take the next real one through from entry to invoice.",
    ),
    Milestone(
        id="first-task-replaced",
        name="First manual task replaced",
        stage=Stage.EARLY_WIN,
        counts_as_reached="The team's hours by hand, or the owner's evenings, are lower than at the start by the "
        "required hours.",
        why_it_matters="Even two hours a week are a working day a month for somebody who has none to spare.",
        condition=AnyOf(
            conditions=(
                ChangedBy(value="weekly-manual-hours", limit="smb-first-saving-hours"),
                ChangedBy(value="evening-admin-hours", limit="smb-first-saving-hours"),
            )
        ),
        grace_days=30,
        next_step="Write down the hours of one ordinary week and compare them with the week before the start.",
    ),
)

FOUNDATION = (
    Milestone(
        id="baselines-agreed",
        name="Starting numbers agreed",
        stage=Stage.FOUNDATION,
        counts_as_reached="For at least two outcomes the starting number, the target, the way of measuring and the "
        "person who checks are written down and agreed.",
        why_it_matters="Nobody can tell later how much was gained if nobody wrote down where it began.",
        condition=PlanAgreed(
            values=("weekly-manual-hours", "evening-admin-hours", "monthly-tool-cost", "error-percent"), at_least=2
        ),
        window=Window(opens=0, closes=2),
        audiences=("sponsor", "finance"),
        next_step="Take half an hour together: two numbers, how they are counted, and who at your side confirms them.",
    ),
    Milestone(
        id="records-moved",
        name="Records moved and clean",
        stage=Stage.FOUNDATION,
        counts_as_reached="The share of moved customer, product and price records that match the old list is as high "
        "as required.",
        why_it_matters="One wrong price or address costs more time than the move saved.",
        condition=AtLeast(value="clean-records-percent", limit="smb-clean-records-percent"),
        window=Window(opens=0, closes=2),
        party="vendor",
        audiences=("it",),
        next_step="Check a hundred records against the old list, correct the kinds of mistake found, and check again.",
    ),
    Milestone(
        id="first-connection-works",
        name="Bank, shop or bookkeeping connected",
        stage=Stage.FOUNDATION,
        counts_as_reached="A file shows that entries of another program arrived by themselves and were right.",
        why_it_matters="What arrives by itself need not be typed twice.",
        condition=EvidenceOf(
            milestone="first-connection-works", kinds=("raw_data", "report", "screenshot"), at_least=Rigor.MEASURED
        ),
        party="vendor",
        audiences=("it",),
        next_step="We connect the program, and keep the list of the first week's entries with the date.",
    ),
    Milestone(
        id="whole-team-on-board",
        name="Whole team on board",
        stage=Stage.FOUNDATION,
        counts_as_reached="At three readings in a row, the share of people who finish tasks in it each week is as "
        "high as required.",
        why_it_matters="In a small team one person outside it means that everything has to be kept twice.",
        condition=Sustained(condition=AtLeast(value="team-using-percent", limit="smb-team-using-percent"), readings=3),
        party="customer",
        next_step="Ask those who are not in it yet what holds them back; most often it is one missing step.",
    ),
    Milestone(
        id="old-way-retired",
        name="Old way retired",
        stage=Stage.FOUNDATION,
        counts_as_reached="A file shows that the old list is locked or the old subscription is cancelled.",
        why_it_matters="As long as the old way is open, people go back to it on the first busy day.",
        condition=EvidenceOf(
            milestone="old-way-retired",
            kinds=("agreement", "finance_report", "screenshot", "certificate"),
            at_least=Rigor.MEASURED,
        ),
        window=Window(opens=1, closes=4),
        party="customer",
        audiences=("users", "finance"),
        next_step="Lock the old list against writing, cancel what is paid for twice, and keep the letter.",
    ),
)

# Where a rung asks for some of several, the others get no closing date here: what is not taken up is not late.
GROWTH = (
    Milestone(
        id="hours-given-back",
        name="Agreed hours given back",
        stage=Stage.GROWTH,
        counts_as_reached="The team's hours by hand are down to the number that was agreed.",
        why_it_matters="These hours go to customers, or home.",
        condition=TargetMet(value="weekly-manual-hours"),
        next_step="Take the job that still costs the most hours and look at its steps together.",
    ),
    Milestone(
        id="fewer-errors",
        name="Fewer jobs done twice",
        stage=Stage.GROWTH,
        counts_as_reached="The share of jobs that had to be corrected has come the required part of the way from the "
        "starting number to the target.",
        why_it_matters="Work that is right the first time costs neither the hour nor the customer.",
        condition=GapClosed(value="error-percent", percent="smb-error-gap-percent"),
        window=Window(opens=3),
        next_step="List last month's corrections by cause; the most frequent cause comes first.",
    ),
    Milestone(
        id="spending-cut",
        name="Replaced tools no longer paid for",
        stage=Stage.GROWTH,
        counts_as_reached="The invoices for the tools and services named in the plan are down to the agreed amount.",
        why_it_matters="Paying for two tools that do the same work is the easiest money to keep.",
        condition=TargetMet(value="monthly-tool-cost"),
        window=Window(opens=2),
        party="customer",
        next_step="Go through last month's invoices and end what nobody has opened since the switch.",
    ),
    Milestone(
        id="paid-back",
        name="It has paid for itself",
        stage=Stage.GROWTH,
        counts_as_reached="Benefits since the start exceed all costs and meet the agreed return; the calculation is "
        "on paper and the owner has confirmed it in writing.",
        why_it_matters="The owner, and whoever does the books, can check the sum without asking anybody.",
        condition=AllOf(
            conditions=(
                TargetMet(value="return-on-cost"),
                # Benefits equal to the costs are not yet a gain.
                Not(condition=AtMost(value="return-on-cost", limit="smb-break-even-percent")),
                EvidenceOf(milestone="paid-back", kinds=("finance_report",), at_least=Rigor.REPORTED),
                EvidenceOf(milestone="paid-back", kinds=("confirmation",), at_least=Rigor.REPORTED),
            )
        ),
        window=Window(opens=3, closes=7),
        next_step="Put fees, set-up and own hours beside the agreed benefits on one sheet, have the owner sign it, "
        "and ask the accountant for the same sum.",
    ),
)

MATURITY = (
    Milestone(
        id="gains-held",
        name="Gains held for half a year",
        stage=Stage.MATURITY,
        counts_as_reached="Every reading of the team's hours over at least 180 days meets the agreed number.",
        why_it_matters="A good month can be chance; half a year is how you work now.",
        condition=Sustained(condition=TargetMet(value="weekly-manual-hours"), days=180),
        party="customer",
        next_step="Keep writing down one week a month, busy season and holidays too.",
    ),
    Milestone(
        id="runs-without-help",
        name="Runs without outside help",
        stage=Stage.MATURITY,
        counts_as_reached="At three readings in a row, the time spent with support stays within the limit, and the "
        "whole team is at work in it.",
        why_it_matters="There is no IT department to call: what needs help every week will not last.",
        condition=AllOf(
            conditions=(
                Sustained(condition=AtMost(value="support-minutes", limit="smb-easy-support-minutes"), readings=3),
                # Silence alone could also mean that nobody works in it.
                AtLeast(value="team-using-percent", limit="smb-team-using-percent"),
            )
        ),
        window=Window(opens=4, closes=10),
        next_step="Look at what the last questions to support were about, and change that step or write it down.",
    ),
)

STRATEGIC = (
    Milestone(
        id="more-work-same-team",
        name="More work with the same team",
        stage=Stage.STRATEGIC,
        counts_as_reached="Three readings in a row of orders per person meet the agreed number.",
        why_it_matters="You can take the larger customer without having to hire first.",
        condition=Sustained(condition=TargetMet(value="orders-per-person"), readings=3),
        window=Window(opens=9),
        next_step="Find the step at which orders wait on the busiest day; that is where the next order is lost.",
    ),
    Milestone(
        id="more-quotes-won",
        name="More quotes won",
        stage=Stage.STRATEGIC,
        counts_as_reached="The share of quotes that buyers accept meets the agreed number.",
        why_it_matters="Time that was freed has become sales.",
        condition=TargetMet(value="quote-win-percent"),
        window=Window(opens=9),
        next_step="Answer requests on the day they arrive, and follow up each quote after a week.",
    ),
    Milestone(
        id="told-others",
        name="Told others what it brought",
        stage=Stage.STRATEGIC,
        counts_as_reached="The agreed hours are given back, and you have told others so in your own words and in "
        "writing.",
        why_it_matters="Other owners believe an owner, and it puts your own business in view.",
        condition=AllOf(
            conditions=(
                TargetMet(value="weekly-manual-hours"),
                EvidenceOf(milestone="told-others", kinds=("testimonial",), at_least=Rigor.REPORTED),
            )
        ),
        audiences=("sponsor",),
        next_step="Say in three sentences how it was, what changed and by how much; we show nothing without consent.",
    ),
)

MILESTONES = EARLY_WINS + FOUNDATION + GROWTH + MATURITY + STRATEGIC
