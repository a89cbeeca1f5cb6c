"""The ladder's page: what is proven, what is missing for the next rung?"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, RequirementView, RungView
from vpl_core.site.drawn import Drawn
from vpl_core.site.headline import standing_sentence
from vpl_core.site.milestone_pages import linked
from vpl_core.site.signs import Signs


def ladder(view: CustomerView, drawn: Drawn, signs: Signs) -> dict[str, Any]:
    """What the ladder's template needs."""
    return {
        "standing": standing_sentence(view),
        "ladder": drawn.ladder,
        "requirements": {r.number: [_requirement(view, q, signs) for q in r.requirements] for r in view.rungs},
        "missing": {r.number: _missing(r) for r in view.rungs},
        "thresholds": [
            (t.name, t.number, t.source or signs.say("A default, to be agreed with you")) for t in view.thresholds
        ],
    }


def _requirement(view: CustomerView, asked: RequirementView, signs: Signs) -> tuple[Markup, Markup, Markup, str]:
    milestone = next(m for m in view.milestones if m.id == asked.milestone)
    date = asked.date.text if asked.date else signs.say("No date")
    name = linked(asked.milestone, asked.name)
    return name, signs.status(milestone), signs.proof(asked.rigor, view.customer), date


def _missing(rung: RungView) -> list[str]:
    """What is missing, or nothing once enough of the rung's milestones are proven."""
    return [] if rung.done >= rung.needed else [q.missing for q in rung.requirements if q.missing]
