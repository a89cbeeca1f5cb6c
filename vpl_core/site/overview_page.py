"""The overview: is it worth it, what is late, what do you want from me?"""

from __future__ import annotations

from typing import Any

from vpl_core.model.audience import AskView, CustomerView, MeasureView, MilestoneView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.site.celebrated import is_celebrated
from vpl_core.site.drawn import Drawn
from vpl_core.site.headline import Headline
from vpl_core.site.measure_charts import measure_status, measure_trend, target_text
from vpl_core.site.signs import Signs
from vpl_core.site.words import rigor_word

_SHOWN = 4
"""Milestones in each of the two short lists."""
_DONE = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)


def overview(view: CustomerView, head: Headline, drawn: Drawn, signs: Signs) -> dict[str, Any]:
    """What the overview's template needs."""
    outcomes = [m for m in view.measures if m.outcome]
    return {
        "head": head,
        "ladder": drawn.ladder,
        "asks": [asked(a, signs) for a in view.asks],
        "outcomes": [_row(view, m, drawn, signs) for m in outcomes],
        "numbers": [_numbers(m, view, signs) for m in outcomes],
        "leading": [sign(m, view, signs) for m in view.measures if not m.outcome],
        "recent": [_reached(m, view, signs) for m in _recent(view)],
        "coming": [_due(m, signs) for m in coming(view)],
        "unproven": [_parted(sentence, view, signs) for sentence in view.unproven],
    }


def asked(ask: AskView, signs: Signs) -> dict[str, str]:
    """An ask as the box shows it."""
    by = overdue(ask.by.text, ask.overdue, signs)
    return {"what": ask.what, "who": ask.who, "by": by, "otherwise": ask.otherwise}


def overdue(text: str, is_overdue: bool, signs: Signs) -> str:
    """A day, marked where it has passed."""
    return signs.say("{day} (overdue)", day=text) if is_overdue else text


def _row(view: CustomerView, measure: MeasureView, drawn: Drawn, signs: Signs) -> dict[str, Any]:
    behind = next((m.id for m in view.milestones if measure.id in m.measures), "")
    return {
        "name": measure.name,
        "note": " · ".join(part for part in (measure.period, doubts(measure, signs)) if part),
        "rigor": str(measure.rigor or "none"),
        "status": measure_status(measure, view.as_of.on),
        "bar": drawn.bars[measure.id],
        "trend": measure_trend(measure, signs),
        "href": f"milestones/{behind}.html" if behind else "",
    }


def doubts(measure: MeasureView, signs: Signs) -> str:
    """What has to be said beside a reading: that it is old, that sources disagree; empty where there is nothing."""
    old, disagree = Badge.STALE in measure.badges, Badge.CONFLICTING in measure.badges
    if old and disagree:
        return signs.say("{n} days old, a new reading is overdue, sources disagree", n=measure.age_days)
    if old:
        return signs.say("{n} days old, a new reading is overdue", n=measure.age_days)
    return signs.say("sources disagree") if disagree else ""


def _numbers(m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    way = "–" if m.percent is None else f"{m.percent}%"
    proof = signs.rigor(m.rigor, view.customer)
    return m.name, m.baseline or "–", m.now or "–", proof, target_text(m, signs) or "–", m.change or "–", way


def sign(m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Any, ...]:
    """A leading sign as a row: its name, what was read and when, and how well that is proven."""
    now = signs.words.in_a_period(m.now, m.period) if m.now else signs.say("No reading yet")
    read_on = signs.words.listed((m.read_on.text if m.read_on else "–", doubts(m, signs)))
    return m.name, now, read_on, signs.rigor(m.rigor, view.customer)


def _recent(view: CustomerView) -> list[MilestoneView]:
    dated = [(m.reached.on, m.id, m) for m in view.milestones if m.reached]
    return [m for _, _, m in sorted(dated, key=lambda d: d[:2], reverse=True)][:_SHOWN]


def coming(view: CustomerView) -> list[MilestoneView]:
    """What is not reached yet and has a date, the soonest first."""
    dated = [(m.due.on, m.id, m) for m in view.milestones if m.due and m.status not in _DONE]
    return [m for _, _, m in sorted(dated, key=lambda d: d[:2])][:_SHOWN]


def _reached(m: MilestoneView, view: CustomerView, signs: Signs) -> dict[str, str]:
    in_time = signs.say("in time") if m.agreed_date else signs.say("within the usual time")
    late = behind(m, signs) if m.days_behind else in_time if m.promised else ""
    proof = rigor_word(m.rigor, view.customer, signs.words) if m.rigor else ""
    note = " · ".join(part for part in (late, proof) if part)
    href = f"reached/{m.id}.html" if is_celebrated(m, view) else _page(m)
    return {"date": m.reached.text if m.reached else "", "name": m.name, "note": note, "href": href}


def _due(m: MilestoneView, signs: Signs) -> dict[str, str]:
    note = lateness(m, signs) or signs.say("Who acts: {party}", party=m.party.lower())
    return {"date": m.due.text if m.due else "", "name": m.name, "note": note, "href": _page(m)}


def lateness(m: MilestoneView, signs: Signs) -> str:
    """For how long it is late, counted from which day, or fallen back; empty where it is neither."""
    if not m.days_behind:
        return ""
    if Badge.REGRESSED in m.badges:
        return behind(m, signs)
    if m.agreed_date:
        return signs.say("{late}, counted from the first promise", late=behind(m, signs))
    return signs.say("{late}, counted from the usual date", late=behind(m, signs))


def behind(m: MilestoneView, signs: Signs) -> str:
    """For how long it has been late, or fallen back where it was reached before."""
    if Badge.REGRESSED in m.badges:
        return signs.count(m.days_behind, "fallen back {n} day ago", "fallen back {n} days ago")
    return signs.count(m.days_behind, "{n} day late", "{n} days late")


def _page(m: MilestoneView) -> str:
    return f"milestones/{m.id}.html"


def _parted(sentence: str, view: CustomerView, signs: Signs) -> tuple[str, str]:
    """A sentence as its subject and the rest, for bold and plain; a name may hold a colon of its own."""
    colon = signs.say("{name}: {sentence}", name="", sentence="")
    names = [*(measure.name for measure in view.measures), *(milestone.name for milestone in view.milestones)]
    fitting = [name for name in names if sentence.startswith(f"{name}{colon}")]
    head = max(fitting, key=len, default=sentence.partition(colon)[0])
    subject = f"{head}{colon}"
    return (subject.rstrip(), sentence[len(subject) :]) if sentence.startswith(subject) else (sentence, "")
