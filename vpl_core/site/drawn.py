"""What several pages of one site draw alike, drawn once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, RungView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.site.charts import rung_fill
from vpl_core.site.components import ladder
from vpl_core.site.measure_charts import measure_bar
from vpl_core.site.signs import Signs


class Drawn(NamedTuple):
    """Finished drawings of one view."""

    ladder: Markup
    """The staircase."""
    bars: Mapping[str, Markup]
    """Of each measure by its id: from where it began to its target."""


def drawn(view: CustomerView, signs: Signs) -> Drawn:
    bars = {m.id: measure_bar(m, view.customer, signs) for m in view.measures}
    return Drawn(ladder([_step(r, view, signs) for r in view.rungs], signs.words), bars)


def _step(rung: RungView, view: CustomerView, signs: Signs) -> dict[str, object]:
    return {
        "name": rung.name,
        "proves": rung.proves,
        "state": rung.look,
        "note": _done(rung, signs),
        "claimed": view.proven < rung.number <= view.claimed,
        "fill": rung_fill(min(rung.done, rung.needed) / rung.needed, _claimed_share(rung))
        if rung.look != "none"
        else "",
        "href": f"ladder.html#rung-{rung.number}",
    }


def _done(rung: RungView, signs: Signs) -> str:
    if rung.look == "none":
        return signs.say("Not started")
    done = min(rung.done, rung.needed)
    return signs.count(rung.needed, "{done} of {n} milestone proven", "{done} of {n} milestones proven", done=done)


def _claimed_share(rung: RungView) -> float:
    reached = sum(q.status is MilestoneStatus.ACHIEVED for q in rung.requirements)
    return max(min(reached, rung.needed), min(rung.done, rung.needed)) / rung.needed
