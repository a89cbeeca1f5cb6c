"""For your role: of all that the site says, which of it is mine?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.model.audiences import Audience
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.money_views import MoneyView
from vpl_core.site.headline import Headline
from vpl_core.site.measure_charts import target_text
from vpl_core.site.milestone_pages import linked
from vpl_core.site.overview_page import asked, behind, doubts, overdue, sign
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs
from vpl_core.site.tables import noted
from vpl_core.site.words import NO_SOURCE

_SETTLED = (RecordStatus.IN_FORCE, RecordStatus.CONCLUDED)
_RECORD = shape('<a href="decisions/{record}.html">{title}</a>')
_SHORT = shape('<a href="decisions.html#decision-{number}">{title}</a>')
_ORDER = (
    *(MilestoneStatus.MISSED, MilestoneStatus.DELAYED, MilestoneStatus.IN_PROGRESS, MilestoneStatus.NOT_STARTED),
    *(MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT),
)
"""What is late comes first, what is done last."""


def roles(view: CustomerView, head: Headline, signs: Signs) -> dict[str, Any]:
    """What the page needs: for each audience what is its own, and what only that one looks for."""
    own: dict[str, list[tuple[Collection[Audience], Any]]] = {
        "asks": [((ask.audience,), asked(ask, signs)) for ask in view.asks],
        "milestones": [(m.audiences, _milestone(m, view, signs)) for m in sorted(view.milestones, key=_most_pressing)],
        "outcomes": [(m.audiences, _outcome(m, view, signs)) for m in view.measures if m.outcome],
        "signs": [(m.audiences, sign(m, view, signs)) for m in view.measures if not m.outcome],
    }
    return {
        "of": {
            str(audience): {kind: [row for whose, row in rows if audience in whose] for kind, rows in own.items()}
            for audience in Audience
        },
        "head": head,
        "decisions": list(_decisions(view, signs)),
        "systems": [_system(m, signs) for m in view.measures if m.from_system],
        "money": _money(view.money, signs) if view.money else None,
    }


def _most_pressing(m: MilestoneView) -> tuple[bool, int, int]:
    return Badge.REGRESSED not in m.badges, _ORDER.index(m.status), -m.days_behind


def _milestone(m: MilestoneView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    now = m.reached or m.due
    day = now.text if now else signs.say("No date")
    when = signs.say("{day}, {late}", day=day, late=behind(m, signs)) if m.days_behind else day
    open_one = m.status not in (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)
    return (
        linked(m.id, m.name),
        signs.status(m),
        signs.proof(m.rigor, view.customer),
        when,
        (m.next_step or "–") if open_one else "–",
    )


def _outcome(m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    doubt = doubts(m, signs)
    now = signs.say("{now} ({doubts})", now=m.now, doubts=doubt) if m.now and doubt else m.now
    proof = signs.rigor(m.rigor, view.customer)
    name = noted(name=m.name, note=m.period) if m.period else m.name
    return name, m.baseline or "–", now or signs.say("Not yet measured"), target_text(m, signs) or "–", proof


def _decisions(view: CustomerView, signs: Signs) -> Iterator[tuple[Any, ...]]:
    """Those that are not settled: still open, waiting for a yes, or to be looked at again."""
    for r in view.records:
        if r.status not in _SETTLED:
            waits = signs.words.listed(r.awaits) or r.owner or "–"
            due = overdue(r.next_review.text, r.review_overdue, signs) if r.next_review else "–"
            yield _RECORD(record=r.id, title=r.title), r.because, waits, due
    for number, d in enumerate(view.decisions, start=1):
        if d.lacking or d.review_overdue:
            lacks = signs.say("It still needs {what}.", what=signs.words.listed(d.lacking)) if d.lacking else ""
            due = overdue(d.review_on.text, d.review_overdue, signs) if d.review_on else "–"
            why = lacks or signs.say("Its review is overdue.")
            yield _SHORT(number=number, title=d.title), why, d.owner or "–", due


def _system(m: MeasureView, signs: Signs) -> tuple[Any, ...]:
    read_on = m.read_on.text if m.read_on else "–"
    return m.source or signs.say(NO_SOURCE), m.name, read_on, doubts(m, signs) or "–"


def _money(case: MoneyView, signs: Signs) -> dict[str, Any]:
    formula = signs.say("({proven} − {cost}) ÷ {cost}", proven=case.proven, cost=case.cost)
    gain = signs.say("{gain}, worked out as {formula}", gain=case.gain, formula=formula) if case.gain else ""
    return {
        "figures": [
            (signs.say("Proven benefits"), case.proven),
            (signs.say("Costs so far"), case.cost),
            (signs.say("Return on costs"), gain),
        ],
        "beside": signs.say("{money} is claimed and not counted.", money=case.claimed) if case.claimed else "",
        "missing": case.missing,
        "open": [(b.name, b.not_counted) for b in case.benefits if b.not_counted],
    }
