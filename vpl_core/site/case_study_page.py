"""A case study, as a draft: may we tell this?"""

from __future__ import annotations

from typing import Any

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.model.case_study_views import CaseStudyView
from vpl_core.site.measure_charts import target_text
from vpl_core.site.signs import Signs

CASE_STUDY = "case-study"
"""Where the page stands."""


def case_study(view: CustomerView, draft: CaseStudyView, signs: Signs) -> dict[str, Any]:
    """What the page needs; the story itself says no name that nobody allowed."""
    told = whose_proof(draft, signs)
    return {
        "draft": draft,
        "results": [_result(m, told, signs) for m in view.measures if m.id in draft.measures],
        "steps": [_step(m, told, signs) for m in view.milestones if m.id in draft.milestones],
        "allowed": [(c.by, c.given.text, c.until.text) for c in draft.consents],
    }


def whose_proof(draft: CaseStudyView, signs: Signs) -> str:
    """The name by which a proof is called the customer's."""
    return draft.name or signs.say("the customer")


def _result(m: MeasureView, told: str, signs: Signs) -> tuple[Any, ...]:
    began, now = signs.rigor(m.baseline_rigor, told), signs.rigor(m.rigor, told)
    words = signs.words
    first, last = words.in_a_period(m.baseline, m.period), words.in_a_period(m.now, m.period)
    return m.name, first, began, last, now, target_text(m, signs) or "–", m.change or "–"


def _step(m: MilestoneView, told: str, signs: Signs) -> tuple[Any, ...]:
    return m.name, m.counts_as_reached, m.reached.text if m.reached else "–", signs.rigor(m.rigor, told)
