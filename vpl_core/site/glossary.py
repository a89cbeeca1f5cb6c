"""The glossary: the words the pages use, and what they mean here."""

from __future__ import annotations

from functools import lru_cache

from vpl_core.model.audience import Term
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.catalogue import N_
from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.words import rigor_meaning, rigor_word

_TERMS: tuple[tuple[str, str], ...] = (
    (N_("Baseline"), N_("Where a number stood before, with the day and the source.")),
    (
        N_("Change from the start"),
        N_("(now − baseline) ÷ baseline. Shown beside the way covered and never mixed with it."),
    ),
    (N_("Claimed"), N_("How far the ladder would reach if every statement counted, however weakly proven.")),
    (N_("Leading sign"), N_("A number that tends to move before an outcome does. It predicts; it proves nothing.")),
    (N_("Late"), N_("The promised day has passed and the milestone is not reached. A moved date does not undo it.")),
    (N_("Milestone"), N_("A step with a date and a condition that anybody can check.")),
    (N_("Missed"), N_("Late, and the days of grace after the date in force have passed too.")),
    (N_("Open"), N_("Not known yet. It counts neither as a yes nor as a no.")),
    (N_("Outcome"), N_("Something that changed in the customer's own work: hours, money, errors. Usage is not one.")),
    (N_("Proven"), N_("Reached, and proven at least as well as the rung asks.")),
    (N_("Rung"), N_("A set of milestones at a strength of proof. It is held only with every rung below it.")),
    (N_("Target"), N_("What was agreed to count as reached.")),
    (
        N_("Way covered"),
        N_(
            "(now − baseline) ÷ (target − baseline). 0% at the baseline, 100% at the target; 100% is shown only once "
            "the target is met."
        ),
    ),
)


def glossary(customer: str, wording: Wording = ENGLISH) -> tuple[Term, ...]:
    """The terms in the order of their letters, with the six strengths of proof among them."""
    rigors = [
        Term(word=rigor_word(rigor, customer, wording), meaning=rigor_meaning(rigor, customer, wording))
        for rigor in Rigor
    ]
    return tuple(sorted([*_terms(wording), *rigors], key=lambda term: term.word.lower()))


@lru_cache(maxsize=16)
def _terms(wording: Wording) -> tuple[Term, ...]:
    """Those that name no customer."""
    return tuple([Term(word=wording.say(word), meaning=wording.say(meaning)) for word, meaning in _TERMS])
