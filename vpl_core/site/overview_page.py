"""The overview: is it worth it, what is late, what do you want from me?"""

from __future__ import annotations

from typing import Any

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView, RungView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.site.charts import rung_fill
from vpl_core.site.headline import headline
from vpl_core.site.measure_charts import measure_bar, measure_status, measure_trend, target_text
from vpl_core.site.signs import Signs
from vpl_core.site.words import BADGE_WORDS, rigor_word

_SHOWN = 4
"""Milestones in each of the two short lists."""
_DONE = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)


def overview(view: CustomerView, signs: Signs) -> dict[str, Any]:
    """What the overview's template needs."""
    outcomes = [m for m in view.measures if m.outcome]
    return {
        "head": headline(view),
        "rungs": steps(view, signs),
        "asks": [
            {"what": a.what, "who": a.who, "by": overdue(a.by.text, a.overdue), "otherwise": a.otherwise}
            for a in view.asks
        ],
        "outcomes": [_row(view, m) for m in outcomes],
        "numbers": [_numbers(m, view, signs) for m in outcomes],
        "leading": [_sign(m, view, signs) for m in view.measures if not m.outcome],
        "recent": [_reached(m, view) for m in _recent(view)],
        "coming": [_due(m) for m in _coming(view)],
        "unproven": [_parted(sentence, view) for sentence in view.unproven],
    }


def steps(view: CustomerView, signs: Signs) -> list[dict[str, Any]]:
    """The rungs as the staircase draws them."""
    return [
        {
            "name": r.name,
            "proves": r.proves,
            "state": r.look,
            "note": _done(r, signs),
            "claimed": view.proven < r.number <= view.claimed,
            "fill": rung_fill(min(r.done, r.needed) / r.needed, _claimed_share(r)) if r.look != "none" else "",
            "href": f"ladder.html#rung-{r.number}",
        }
        for r in view.rungs
    ]


def _done(rung: RungView, signs: Signs) -> str:
    if rung.look == "none":
        return signs.say("Not started")
    done = min(rung.done, rung.needed)
    return signs.count(rung.needed, "{done} of {n} milestone proven", "{done} of {n} milestones proven", done=done)


def overdue(text: str, is_overdue: bool) -> str:
    """A day, marked where it has passed."""
    return f"{text} (overdue)" if is_overdue else text


def _claimed_share(rung: RungView) -> float:
    reached = sum(q.status is MilestoneStatus.ACHIEVED for q in rung.requirements)
    return max(min(reached, rung.needed), min(rung.done, rung.needed)) / rung.needed


def _row(view: CustomerView, measure: MeasureView) -> dict[str, Any]:
    behind = next((m.id for m in view.milestones if measure.id in m.measures), "")
    return {
        "name": measure.name,
        "note": " · ".join(part for part in (measure.period, doubts(measure)) if part),
        "rigor": str(measure.rigor or "none"),
        "status": measure_status(measure, view.as_of.on),
        "bar": measure_bar(measure, view.customer),
        "trend": measure_trend(measure),
        "href": f"milestones/{behind}.html" if behind else "",
    }


def doubts(measure: MeasureView) -> str:
    """What has to be said beside a reading: that it is old, that sources disagree; empty where there is nothing."""
    old = f"{measure.age_days} days old, a new reading is overdue" if Badge.STALE in measure.badges else ""
    disagree = BADGE_WORDS[Badge.CONFLICTING].lower() if Badge.CONFLICTING in measure.badges else ""
    return ", ".join(part for part in (old, disagree) if part)


def _numbers(m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    way = "–" if m.percent is None else f"{m.percent}%"
    proof = signs.rigor(m.rigor, view.customer)
    return m.name, m.baseline or "–", m.now or "–", proof, target_text(m) or "–", m.change or "–", way


def _sign(m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    now = f"{m.now} {m.period}".strip() if m.now else "No reading yet"
    read_on = ", ".join(part for part in (m.read_on.text if m.read_on else "–", doubts(m)) if part)
    return m.name, now, read_on, signs.rigor(m.rigor, view.customer)


def _recent(view: CustomerView) -> list[MilestoneView]:
    dated = [(m.reached.on, m.id, m) for m in view.milestones if m.reached]
    return [m for _, _, m in sorted(dated, key=lambda d: d[:2], reverse=True)][:_SHOWN]


def _coming(view: CustomerView) -> list[MilestoneView]:
    dated = [(m.due.on, m.id, m) for m in view.milestones if m.due and m.status not in _DONE]
    return [m for _, _, m in sorted(dated, key=lambda d: d[:2])][:_SHOWN]


def _reached(m: MilestoneView, view: CustomerView) -> dict[str, str]:
    in_time = "in time" if m.agreed_date else "within the usual time"
    late = behind(m) if m.days_behind else in_time if m.promised else ""
    note = " · ".join(part for part in (late, rigor_word(m.rigor, view.customer) if m.rigor else "") if part)
    return {"date": m.reached.text if m.reached else "", "name": m.name, "note": note, "href": _page(m)}


def _due(m: MilestoneView) -> dict[str, str]:
    note = behind(m) if m.days_behind else f"Who acts: {m.party.lower()}"
    if m.days_behind and Badge.REGRESSED not in m.badges:
        note += f", counted from {'the first promise' if m.agreed_date else 'the usual date'}"
    return {"date": m.due.text if m.due else "", "name": m.name, "note": note, "href": _page(m)}


def behind(m: MilestoneView) -> str:
    """For how long it has been late, or fallen back where it was reached before."""
    days = "1 day" if m.days_behind == 1 else f"{m.days_behind} days"
    return f"fallen back {days} ago" if Badge.REGRESSED in m.badges else f"{days} late"


def _page(m: MilestoneView) -> str:
    return f"milestones/{m.id}.html"


def _parted(sentence: str, view: CustomerView) -> tuple[str, str]:
    """A sentence as its subject and the rest, for bold and plain; a name may hold a colon of its own."""
    names = [*(measure.name for measure in view.measures), *(milestone.name for milestone in view.milestones)]
    fitting = [name for name in names if sentence.startswith(f"{name}: ")]
    head = max(fitting, key=len, default=sentence.partition(": ")[0])
    return (f"{head}:", sentence[len(head) + 2 :]) if sentence.startswith(f"{head}: ") else (sentence, "")
