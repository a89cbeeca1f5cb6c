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
        "decided": [_fields(d) for d in view.decisions],
        "counts": [_tally([q.outcome for q in c.questions]) for c in view.checklists],
    }


def _fields(d: DecisionView) -> list[tuple[str, str]]:
    return [
        ("Chosen", d.chosen),
        ("Owner", d.owner),
        ("Decided on", d.decided_on.text if d.decided_on else ""),
        ("Review", overdue(d.review_on.text, d.review_overdue) if d.review_on else ""),
        ("What would change our minds", d.reversal_signal),
    ]


def _tally(outcomes: list[Outcome]) -> str:
    counts = [(status_word(outcome), outcomes.count(outcome)) for outcome in Outcome]
    return " · ".join(f"{word}: {count}" for word, count in counts if count)
