"""Reached: what did we achieve? One page to pass on for a milestone that was reached lately and is well proven."""

from __future__ import annotations

from typing import Any

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.site.drawn import Drawn
from vpl_core.site.milestone_pages import one_milestone
from vpl_core.site.overview_page import coming
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs

_LINK = shape('<a href="../milestones/{milestone}.html">{name}</a>')


def reached(view: CustomerView, m: MilestoneView, drawn: Drawn, signs: Signs) -> dict[str, Any]:
    """What the page needs: the date, before and now with their proof, who did it, why it matters, what comes next."""
    parts = one_milestone(view, m, drawn, signs)
    moved = [measure for measure in view.measures if measure.id in m.measures and _has_moved(measure)]
    names = {measure.name for measure in moved}
    following = next(iter(coming(view)), None)
    return {
        **{part: parts[part] for part in ("m", "status", "stamp")},
        "heading": signs.say("Reached: {name}", name=m.name),
        "numbers": [number for number in parts["numbers"] if number["name"] in names],
        "fields": _fields(m, moved, signs),
        "following": following and _LINK(milestone=following.id, name=following.name),
        "by": following.due.text if following and following.due else "",
    }


def _has_moved(measure: MeasureView) -> bool:
    """Whether it is read and better than at the start; a milestone may look at others, on which it does not rest."""
    return bool(measure.now) and (measure.gap_closed is None or measure.gap_closed > 0)


def _fields(m: MilestoneView, moved: list[MeasureView], signs: Signs) -> list[tuple[str, str]]:
    """What is not recorded is left out: a page to pass on has no gaps to be filled by the reader."""
    signed = signs.words.listed(dict.fromkeys(measure.confirmed_by for measure in moved))
    fields = [
        (signs.say("What counts as reached"), m.counts_as_reached),
        (signs.say("Why it matters"), m.why_it_matters),
        (signs.say("What it means for you"), m.impact),
        (signs.say("Who answers for it"), m.owner),
        (signs.say("Confirmed by"), signed),
    ]
    return [(name, said) for name, said in fields if said]
