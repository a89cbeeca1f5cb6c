"""Decisions: what did we choose, what did we give up, what would change our minds?"""

from __future__ import annotations

from typing import Any

from vpl_core.model.audience import CustomerView
from vpl_core.model.outcomes import Outcome
from vpl_core.model.record_views import DecisionView
from vpl_core.site.overview_page import overdue
from vpl_core.site.records_page import register
from vpl_core.site.signs import Signs
from vpl_core.site.words import status_word


def decisions(view: CustomerView, signs: Signs) -> dict[str, Any]:
    """What the decisions page needs, in the order of the view."""
    return {
        "register": register(view, signs),
        "options": [
            [{"cells": (o.name, o.gives, o.costs), "chosen": o.chosen} for o in d.options] for d in view.decisions
        ],
        "decided": [_fields(d, signs) for d in view.decisions],
        "counts": [_tally([q.outcome for q in c.questions], signs) for c in view.checklists],
    }


def _fields(d: DecisionView, signs: Signs) -> list[tuple[str, str]]:
    return [
        (signs.say("Chosen"), d.chosen),
        (signs.say("Owner"), d.owner),
        (signs.say("Decided on"), d.decided_on.text if d.decided_on else ""),
        (signs.say("Review"), overdue(d.review_on.text, d.review_overdue, signs) if d.review_on else ""),
        (signs.say("What would change our minds"), d.reversal_signal),
    ]


def _tally(outcomes: list[Outcome], signs: Signs) -> str:
    counts = [(status_word(outcome, signs.words), outcomes.count(outcome)) for outcome in Outcome]
    return " · ".join(signs.say("{word}: {n}", word=word, n=count) for word, count in counts if count)
