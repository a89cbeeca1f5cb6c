"""Decisions of a chain of stores, prepared by questions that facts answer."""

from __future__ import annotations

from vpl_core import (
    AtMost,
    AttributeIs,
    Checklist,
    Citation,
    DecisionSignal,
    MilestoneReached,
    OptionArchetype,
    Question,
    Recorded,
    RequiredApproval,
)

NEXT_REGION = Checklist(
    id="next-region",
    name="Bring in the next region",
    decides="Whether to add the stores of another region now.",
    questions=(
        Question(
            id="first-region-faster",
            text="Is the first region faster?",
            condition=MilestoneReached(milestone="shelves-filled-faster"),
            why="What does not work in twenty stores does not work in two hundred.",
            next_step="Finish the first region: follow one delivery and see where it waits.",
        ),
        Question(
            id="no-store-left-behind",
            text="Do the stores of the first region all work with it?",
            condition=MilestoneReached(milestone="stores-live"),
            why="Two ways of replenishing in one region are paid for twice.",
            next_step="Bring in the stores that are missing before others begin.",
        ),
        Question(
            id="ways-compared",
            text="Have at least two ways been compared?",
            condition=Recorded(fact="options"),
            why="To wait for the quiet season is also a way, and costs nothing to set up.",
            next_step="Put 'wait', 'a few stores' and 'the whole region' side by side with what each costs.",
        ),
        Question(
            id="look-back-date-set",
            text="Is there a date to look back?",
            condition=Recorded(fact="review_date"),
            why="Once the stores are open nobody looks back unless the date is in the calendar.",
            next_step="Choose a week after the season and enter it.",
        ),
    ),
)

CHECKLISTS = (NEXT_REGION,)
OPTION_ARCHETYPES = (
    OptionArchetype(
        id="one-store-first",
        name="One store first",
        type="staged_pilot",
        means="One store works in the new way until its numbers are proven; then the stores around it follow.",
        fits="Stores are alike and the season is far. Not in the weeks before the holidays.",
        trades="A season of speed for a proof from a real shop floor.",
        reversal="The store goes back to the way of its neighbours overnight.",
    ),
)
APPROVALS = (
    RequiredApproval(
        id="working-hours",
        name="Working hours",
        confirms="Who fills the shelves, and at which hours, is agreed.",
        role="Works council",
        types=("staged_pilot", "redesign"),
        condition=AttributeIs(attribute="works-council", one_of=("elected",)),
        source=Citation(
            title="Betriebsverfassungsgesetz",
            section="§ 87 (1) no. 2: beginning and end of the daily working hours",
            url="https://www.gesetze-im-internet.de/betrvg/BJNR000130972.html",
        ),
        months=24,
    ),
)
DECISION_SIGNALS = (
    DecisionSignal(
        id="shoppers-turn-away",
        direction="reversal",
        says="Shoppers are not satisfied with their visits any more; then the old way returns.",
        when=AtMost(value="shopper-satisfaction", limit="unhappy-shoppers"),
    ),
)
