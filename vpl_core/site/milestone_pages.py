"""Milestones: what did we promise, when does it come, how would we know?"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, EvidenceView, MeasureView, MilestoneView
from vpl_core.model.course_views import CorrectionView, ResetView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.wording import moved_words, signed_days, times
from vpl_core.site.measure_charts import measure_bar, measure_trend, target_text
from vpl_core.site.overview_page import behind, doubts, overdue
from vpl_core.site.schedule import schedule
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs, status_of
from vpl_core.site.words import NO_SOURCE, rigor_word

_TITLED = shape("{title} <small>{about}</small>")
_LINKED = shape('<a href="milestones/{milestone}.html">{name}</a>')
_USUAL = shape('{day} <span class="vpl-delta">usual</span>')
_LATE_DAY = shape('{day} <span class="vpl-delta">{late}</span>')
_LATE = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)


def all_milestones(view: CustomerView, signs: Signs) -> dict[str, Any]:
    """What the list of all milestones needs: the timeline and a table by stage."""
    rows: list[Any] = []
    for stage in dict.fromkeys(m.stage for m in view.milestones):
        rows.append({"group": stage})
        rows += [_row(view, m, signs) for m in view.milestones if m.stage == stage]
    return {"lead": _lead(view), "timeline": schedule(view), "rows": rows}


def one_milestone(view: CustomerView, milestone: MilestoneView) -> dict[str, Any]:
    """What a milestone's own page needs."""
    headline, detail = _stamp(milestone, view.customer)
    return {
        "m": milestone,
        "status": status_of(milestone),
        "stamp": {"headline": headline, "detail": detail},
        "numbers": [_number(m, view.customer) for m in view.measures if m.id in milestone.measures],
        "fields": _fields(milestone),
        "slip": _slip(milestone),
        "resets": [_moved_row(r) for r in milestone.resets],
        "corrections": [_correction(c) for c in milestone.corrections],
        "barriers": [(b.kind, b.what, b.since.text, b.removed.text if b.removed else "–") for b in milestone.barriers],
        "evidence": [(titled(e), given_by(e), e.on.text) for e in view.evidence if e.id in milestone.evidence],
    }


def titled(e: EvidenceView) -> Markup:
    """The title with its id, and the attached file with the beginning of its fingerprint."""
    print_ = f"SHA-256 {e.sha256[:16]}…" if e.sha256 else ""
    about = " · ".join(part for part in (e.id, e.file, print_) if part)
    return _TITLED(title=e.title, about=about)


def given_by(e: EvidenceView) -> str:
    return f"{e.by} ({e.party.lower()})" if e.by else e.party


def linked(milestone: str, name: str) -> Markup:
    return _LINKED(milestone=milestone, name=name)


def _lead(view: CustomerView) -> str:
    total = len(view.milestones)
    reached = sum(m.status is MilestoneStatus.ACHIEVED for m in view.milestones)
    late = sum(m.status in _LATE for m in view.milestones)
    said = f"{reached} of {total} reached." + (f" {late} late or missed." if late else "")
    stage = f"in the window of “{view.calendar_stage}”" if view.calendar_stage else "before the start"
    return f"{said} By the calendar this is month {view.month}, {stage}."


def _row(view: CustomerView, milestone: MilestoneView, signs: Signs) -> tuple[Any, ...]:
    promised: str | Markup = milestone.promised.text if milestone.promised else "No date"
    if milestone.promised and not milestone.agreed_date:
        promised = _USUAL(day=promised)
    now = milestone.reached or milestone.due
    date = now.text if now else "No date"
    if milestone.days_behind:
        date = _LATE_DAY(day=date, late=behind(milestone))
    name = linked(milestone.id, milestone.name)
    return name, signs.status(milestone), signs.proof(milestone.rigor, view.customer), promised, date


def _number(measure: MeasureView, customer: str) -> dict[str, Any]:
    said = (
        f"Read on {measure.read_on.text}" if measure.read_on else "",
        f"source: {measure.source}" if measure.source else "",
        f"change from the start: {measure.change}" if measure.change else "",
        doubts(measure),
    )
    return {
        "name": measure.name,
        "what": measure.what,
        "baseline": measure.baseline,
        "now": measure.now,
        "target": target_text(measure),
        "period": measure.period,
        "baseline_rigor": str(measure.baseline_rigor or "none"),
        "rigor": str(measure.rigor or "none"),
        "bar": measure_bar(measure, customer),
        "trend": measure_trend(measure, height=120),
        "course": _course(measure),
        "readings": [(p.on.text, p.text, p.source or NO_SOURCE) for p in measure.series],
        "said": ", ".join(part for part in said if part),
    }


def _course(measure: MeasureView) -> str:
    """Where the trend begins and ends, and what its dashed line is."""
    if len(measure.series) < 2:
        return ""
    first, last = measure.series[0], measure.series[-1]
    dashed = f" Dashed: the target, {target_text(measure)}." if measure.target else ""
    return f"From {first.text} on {first.on.text} to {last.text} on {last.on.text}.{dashed}"


def _fields(m: MilestoneView) -> list[tuple[str, str]]:
    window = f"From {m.opens.text}. {promise(m)}"
    fields = [
        ("What counts as reached", m.counts_as_reached),
        ("Why it matters", m.why_it_matters),
        ("What it means for you", m.impact),
        ("When", window),
        ("Who acts", m.party),
        ("Who answers for it", m.owner),
        ("Rung it belongs to", m.rung or "None; a checklist uses it"),
        ("Next step", m.next_step),
    ]
    return [*fields, ("Excused" if m.outcome is Outcome.EXEMPT else "Left out", m.waived)] if m.waived else fields


def _stamp(m: MilestoneView, customer: str) -> tuple[str, str]:
    """What happened, in a sentence, and the rest of it."""
    promised = promise(m)
    if m.status is MilestoneStatus.ACHIEVED:
        return f"Reached {m.reached.text if m.reached else ''}.", _how_reached(m, customer)
    if m.status is MilestoneStatus.EXEMPT:
        return ("Excused for now." if m.outcome is Outcome.EXEMPT else "Left out."), _excused(m)
    fallen = f" It was reached on {m.first_reached.text} and has fallen back." if m.first_reached else ""
    if m.status in _LATE:
        counted = " and counted as missed" if m.status is MilestoneStatus.MISSED else ""
        moved = f" {_moved(m.resets)}" if m.resets else ""
        return f"{behind(m).capitalize()}{counted}.", f"{promised}{moved}{fallen}"
    return ("Not started." if m.status is MilestoneStatus.NOT_STARTED else "In progress."), f"{promised}{fallen}"


def _moved(resets: tuple[ResetView, ...]) -> str:
    last = resets[-1]
    return f"Moved {times(len(resets))}, now expected by {last.to.text}, confidence {last.confidence}."


def _excused(m: MilestoneView) -> str:
    """Why, and that the first promise had passed before or since, where it had."""
    passed = m.days_after_promise is not None and m.first_reached is None
    return f"{m.waived} {promise(m)} That day passed." if passed else m.waived


def _slip(m: MilestoneView) -> str:
    """What was first promised, how often that was moved, and what is expected now."""
    if not m.resets:
        return ""
    last = m.resets[-1]
    expected = "" if m.reached else f" Now expected by {last.to.text}; confidence in that date: {last.confidence}."
    moved = moved_words(len(m.resets), m.variance)
    return f"{promise(m)} {moved[0].upper()}{moved[1:]}.{expected}"


def _moved_row(r: ResetView) -> tuple[str, ...]:
    was = r.was.text if r.was else "–"
    return r.on.text, was, r.to.text, "–" if r.variance is None else signed_days(r.variance), r.because, r.confidence


def _correction(c: CorrectionView) -> tuple[Any, ...]:
    change = f"{c.was or '–'} → {c.now}" if c.now else ""
    what = Markup("{} <small>{}</small>").format(c.what or "Being looked for", change)
    until = f"done on {c.done.text}" if c.done else overdue(f"by {c.due.text}", c.overdue)
    return c.on.text, ". ".join(c.causes) + ".", what, c.because, f"{c.owner}, {until}"


def promise(m: MilestoneView) -> str:
    """What day was promised, or what is usual where nothing was."""
    if m.promised is None:
        return "No date was promised."
    return f"Promised before {m.promised.text}." if m.agreed_date else f"Usually reached before {m.promised.text}."


def _how_reached(m: MilestoneView, customer: str) -> str:
    in_time = "In time." if m.agreed_date else "Within the usual time."
    late = f"{behind(m).capitalize()}." if m.days_behind else in_time if m.promised else ""
    proof = f"Proof: {rigor_word(m.rigor, customer)}." if m.rigor else ""
    moved = f"Its date was moved {times(len(m.resets))}." if m.resets else ""
    return " ".join(part for part in (late, moved, _regained(m), proof) if part)


def _regained(m: MilestoneView) -> str:
    if m.first_reached is None or m.reached is None or m.first_reached.on >= m.reached.on:
        return ""
    return f"It was first reached on {m.first_reached.text} and had fallen back."
