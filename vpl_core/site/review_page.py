"""The page of the quarterly review: one sheet of paper that can be forwarded."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.site.charts import bullet, stack, waiting_bar
from vpl_core.site.headline import Headline
from vpl_core.site.marks import status_mark
from vpl_core.site.measure_charts import why_no_bar
from vpl_core.site.review import Review, review
from vpl_core.site.review_height import is_full
from vpl_core.site.review_words import (
    LISTS,
    Graded,
    asked,
    done,
    late_note,
    period,
    rest,
    returns,
    statement,
    summary,
    way,
    why_no_return,
)
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs, status_of
from vpl_core.site.unproven import ENOUGH
from vpl_core.site.words import rigor_word

_FAR = 9
"""So many times the way to the target lies far beyond the axis."""
_SIGN = shape('<span class="vpl-status vpl-status--{look}">{mark}</span>')


def review_page(view: CustomerView, signs: Signs, head: Headline | None = None) -> dict[str, Any]:
    """What the review's template needs; `head` is the view's headline, where it is at hand."""
    one = review(view, head)
    brief = one.view
    return {
        "view": brief,
        "one": one,
        "full": is_full(one, signs),
        "period": period(one, signs),
        "statement": statement(one, signs),
        "summary": [
            (g.term, g.words, signs.rigor(g.rigor, one.signer) if g.rigor else "") for g in summary(one, signs)
        ],
        "rungs": [(r.number, r.name, r.look, done(r, signs)) for r in one.rungs.shown],
        "bar": _bar(one),
        "counted": _amounts(one, counted=True),
        "not_counted": _amounts(one, counted=False),
        "returns": returns(brief.money, signs) if brief.money else [],
        "why_none": why_no_return(one, signs),
        "measures": [_measure(m, one.signer, signs) for m in one.measures.shown],
        "reached": [_step(m, m.reached.text if m.reached else "") for m in one.reached.shown],
        "late": [_late(m, signs) for m in one.late.shown],
        "coming": [_step(m, m.due.text if m.due else "") for m in one.coming.shown],
        "asks": [(asked(a, signs), a.what, a.otherwise) for a in one.asks.shown],
        "more": {name: rest(one, name, signs) for name in LISTS},
    }


def _proof(graded: Graded, one: Review, signs: Signs) -> Markup:
    return signs.rigor(graded.rigor, one.signer) if graded.rigor else Markup()


def _bar(one: Review) -> Markup:
    case = one.view.money
    if case is None:
        return one.head.bar
    return stack([(amount, str(rigor)) for rigor, amount, _ in case.parts], height=16, title="", desc="")


def _amounts(one: Review, *, counted: bool) -> list[tuple[str, str]]:
    """What came back in money by how well it is proven; in outcomes reached where nothing is said of money."""
    case = one.view.money
    if case is None:
        return one.head.counted if counted else one.head.not_counted
    return [(str(rigor), text) for rigor, _, text in case.parts if rigor.reaches(ENOUGH) is counted]


def _measure(m: MeasureView, signer: str, signs: Signs) -> tuple[Any, ...]:
    return m.name, m.now or "–", way(m, signs), _drawn(m, signer, signs), signs.rigor(m.rigor, signer)


def _drawn(m: MeasureView, signer: str, signs: Signs) -> Markup:
    if m.gap_closed is None or not m.now:
        return waiting_bar("", title=m.name, desc=why_no_bar(m, signs), compact=True)
    proof = rigor_word(str(m.rigor or "none"), signer, signs.words)
    reached = min(max(m.gap_closed, -_FAR), _FAR)
    rigor = str(m.rigor or "none")
    return bullet(reached, rigor=rigor, plan=m.planned, title=m.name, desc=f"{m.percent}% · {proof}", compact=True)


def _step(m: MilestoneView, day: str) -> tuple[str, str, str, Markup]:
    return f"milestones/{m.id}.html", m.name, day, _sign(status_of(m))


def _late(late: MilestoneView | MeasureView, signs: Signs) -> tuple[str, str, str, Markup]:
    note = late_note(late, signs)
    if isinstance(late, MeasureView):
        return "index.html#measures", late.name, note, _sign("delayed")
    return f"milestones/{late.id}.html", late.name, note, _sign(status_of(late))


def _sign(status: str) -> Markup:
    return _SIGN(look=status.replace("_", "-"), mark=status_mark(status))
