"""The glossary: the words the pages use, and what they mean here."""

from __future__ import annotations

from vpl_core.model.audience import Term
from vpl_core.model.outcomes import Rigor
from vpl_core.site.words import rigor_meaning, rigor_word

_TERMS: tuple[tuple[str, str], ...] = (
    ("Baseline", "Where a number stood before, with the day and the source."),
    ("Change from the start", "(now − baseline) ÷ baseline. Shown beside the way covered and never mixed with it."),
    ("Claimed", "How far the ladder would reach if every statement counted, however weakly proven."),
    ("Leading sign", "A number that tends to move before an outcome does. It predicts; it proves nothing."),
    ("Late", "The promised day has passed and the milestone is not reached. A moved date does not undo it."),
    ("Milestone", "A step with a date and a condition that anybody can check."),
    ("Missed", "Late, and the days of grace after the date in force have passed too."),
    ("Open", "Not known yet. It counts neither as a yes nor as a no."),
    ("Outcome", "Something that changed in the customer's own work: hours, money, errors. Usage is not one."),
    ("Proven", "Reached, and proven at least as well as the rung asks."),
    ("Rung", "A set of milestones at a strength of proof. It is held only with every rung below it."),
    ("Target", "What was agreed to count as reached."),
    (
        "Way covered",
        "(now − baseline) ÷ (target − baseline). 0% at the baseline, 100% at the target; 100% is shown only once "
        "the target is met.",
    ),
)


def glossary(customer: str) -> tuple[Term, ...]:
    """The terms in alphabetical order, with the six strengths of proof among them."""
    rigors = [(rigor_word(rigor, customer), rigor_meaning(rigor, customer)) for rigor in Rigor]
    entries = sorted([*_TERMS, *rigors], key=lambda entry: entry[0].lower())
    return tuple(Term(word=word, meaning=meaning) for word, meaning in entries)
