"""Decisions of a chain of stores, prepared by questions that facts answer."""

from __future__ import annotations

from vpl_core import Checklist, MilestoneReached, Question, Recorded

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
