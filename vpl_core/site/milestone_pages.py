"""Milestones: what did we promise, when does it come, how would we know?"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, EvidenceView, MeasureView, MilestoneView
from vpl_core.model.course_views import CorrectionView, ResetView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.site.breakdowns import breakdown_section
from vpl_core.site.drawn import Drawn
from vpl_core.site.measure_charts import measure_trend, target_text
from vpl_core.site.overview_page import behind, doubts, overdue
from vpl_core.site.schedule import schedule
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs, status_of
from vpl_core.site.tables import noted
from vpl_core.site.verbs import REACHED
from vpl_core.site.words import NO_SOURCE, rigor_word

_LINKED = shape('<a href="milestones/{milestone}.html">{name}</a>')
_USUAL = shape('{day} <span class="vpl-delta">{usual}</span>')
_LATE_DAY = shape('{day} <span class="vpl-delta">{late}</span>')
_LATE = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)


def all_milestones(view: CustomerView, signs: Signs) -> dict[str, Any]:
    """What the list of all milestones needs: the timeline and a table by stage."""
    rows: list[Any] = []
    for stage in dict.fromkeys(m.stage for m in view.milestones):
        rows.append({"group": stage})
        rows += [_row(view, m, signs) for m in view.milestones if m.stage == stage]
    return {"lead": _lead(view, signs), "timeline": schedule(view, signs), "rows": rows}


def one_milestone(view: CustomerView, milestone: MilestoneView, drawn: Drawn, signs: Signs) -> dict[str, Any]:
    """What a milestone's own page needs."""
    headline, detail = _stamp(milestone, view.customer, signs)
    measures = [m for m in view.measures if m.id in milestone.measures]
    breakdowns = [breakdown_section(m, view.customer, signs, alone=len(measures) == 1) for m in measures]
    return {
        "m": milestone,
        "status": status_of(milestone),
        "stamp": {"headline": headline, "detail": detail},
        "numbers": [_number(m, drawn.bars[m.id], signs) for m in measures],
        "breakdowns": [one for one in breakdowns if one],
        "fields": _fields(milestone, signs),
        "slip": _slip(milestone, signs),
        "resets": [_moved_row(r, signs) for r in milestone.resets],
        "corrections": [_correction(c, signs) for c in milestone.corrections],
        "barriers": [(b.kind, b.what, b.since.text, b.removed.text if b.removed else "–") for b in milestone.barriers],
        "evidence": [(titled(e), given_by(e, signs), e.on.text) for e in view.evidence if e.id in milestone.evidence],
    }


def titled(e: EvidenceView) -> Markup:
    """The title with its id, and the attached file with the beginning of its fingerprint."""
    print_ = f"SHA-256 {e.sha256[:16]}…" if e.sha256 else ""
    about = " · ".join(part for part in (e.id, e.file, print_) if part)
    return noted(name=e.title, note=about)


def given_by(e: EvidenceView, signs: Signs) -> str:
    return signs.say("{name} ({party})", name=e.by, party=e.party.lower()) if e.by else e.party


def linked(milestone: str, name: str) -> Markup:
    return _LINKED(milestone=milestone, name=name)


def _lead(view: CustomerView, signs: Signs) -> str:
    total = len(view.milestones)
    reached = sum(m.status is MilestoneStatus.ACHIEVED for m in view.milestones)
    late = sum(m.status in _LATE for m in view.milestones)
    month, stage = view.month, view.calendar_stage
    return signs.words.joined(
        (
            signs.say("{n} of {all} reached.", n=reached, all=total),
            signs.say("{n} late or missed.", n=late) if late else "",
            signs.say("By the calendar this is month {month}, in the window of “{stage}”.", month=month, stage=stage)
            if stage
            else signs.say("By the calendar this is month {month}, before the start.", month=month),
        )
    )


def _row(view: CustomerView, milestone: MilestoneView, signs: Signs) -> tuple[Any, ...]:
    promised: str | Markup = milestone.promised.text if milestone.promised else signs.say("No date")
    if milestone.promised and not milestone.agreed_date:
        promised = _USUAL(day=promised, usual=signs.say("usual"))
    now = milestone.reached or milestone.due
    date = now.text if now else signs.say("No date")
    if milestone.days_behind:
        date = _LATE_DAY(day=date, late=behind(milestone, signs))
    name = linked(milestone.id, milestone.name)
    return name, signs.status(milestone), signs.proof(milestone.rigor, view.customer), promised, date


def _number(measure: MeasureView, bar: Markup, signs: Signs) -> dict[str, Any]:
    said = (
        signs.say("Read on {day}", day=measure.read_on.text) if measure.read_on else "",
        signs.say("source: {name}", name=measure.source) if measure.source else "",
        signs.say("change from the start: {change}", change=measure.change) if measure.change else "",
        doubts(measure, signs),
    )
    return {
        "name": measure.name,
        "what": measure.what,
        "baseline": measure.baseline,
        "now": measure.now,
        "target": target_text(measure, signs),
        "period": measure.period,
        "baseline_rigor": str(measure.baseline_rigor or "none"),
        "rigor": str(measure.rigor or "none"),
        "bar": bar,
        "trend": measure_trend(measure, signs, height=120),
        "course": _course(measure, signs),
        "readings": [(p.on.text, p.text, p.source or signs.say(NO_SOURCE)) for p in measure.series],
        "said": signs.words.listed(said),
    }


def _course(measure: MeasureView, signs: Signs) -> str:
    """Where the trend begins and ends, and what its dashed line is."""
    if len(measure.series) < 2:
        return ""
    first, last = measure.series[0], measure.series[-1]
    course = signs.say(
        "From {first} on {began} to {last} on {ended}.",
        first=first.text,
        began=first.on.text,
        last=last.text,
        ended=last.on.text,
    )
    dashed = signs.say("Dashed: the target, {target}.", target=target_text(measure, signs)) if measure.target else ""
    return signs.words.joined((course, dashed))


def _fields(m: MilestoneView, signs: Signs) -> list[tuple[str, str]]:
    say = signs.say
    window = signs.words.joined((say("From {day}.", day=m.opens.text), promise(m, signs)))
    fields = [
        (say("What counts as reached"), m.counts_as_reached),
        (say("Why it matters"), m.why_it_matters),
        (say("What it means for you"), m.impact),
        (say("When"), window),
        (say("Who acts"), m.party),
        (say("Who answers for it"), m.owner),
        (say("Rung it belongs to"), m.rung or say("None; a checklist uses it")),
        (say("Next step"), m.next_step),
    ]
    excused = say("Excused") if m.outcome is Outcome.EXEMPT else say("Left out")
    return [*fields, (excused, m.waived)] if m.waived else fields


def _stamp(m: MilestoneView, customer: str, signs: Signs) -> tuple[str, str]:
    """What happened, in a sentence, and the rest of it."""
    say, joined = signs.say, signs.words.joined
    if m.status is MilestoneStatus.ACHIEVED:
        reached = say(REACHED[m.rigor or Rigor.UNSOURCED], day=m.reached.text if m.reached else "")
        return reached, _how_reached(m, customer, signs)
    if m.status is MilestoneStatus.EXEMPT:
        excused = say("Excused for now.") if m.outcome is Outcome.EXEMPT else say("Left out.")
        return excused, _excused(m, signs)
    fallen = say("It was reached on {day} and has fallen back.", day=m.first_reached.text) if m.first_reached else ""
    if m.status in _LATE:
        return _lateness(m, signs), joined((promise(m, signs), _moved(m.resets, signs) if m.resets else "", fallen))
    begun = say("Not started.") if m.status is MilestoneStatus.NOT_STARTED else say("In progress.")
    return begun, joined((promise(m, signs), fallen))


def _lateness(m: MilestoneView, signs: Signs) -> str:
    late = behind(m, signs).capitalize()
    if m.status is MilestoneStatus.MISSED:
        return signs.say("{late} and counted as missed.", late=late)
    return signs.say("{sentence}.", sentence=late)


def _moved(resets: tuple[ResetView, ...], signs: Signs) -> str:
    last = resets[-1]
    return signs.say(
        "Moved {times}, now expected by {day}, confidence {confidence}.",
        times=signs.words.times(len(resets)),
        day=last.to.text,
        confidence=last.confidence,
    )


def _excused(m: MilestoneView, signs: Signs) -> str:
    """Why, and that the first promise had passed before or since, where it had."""
    passed = m.days_after_promise is not None and m.first_reached is None
    return signs.words.joined((m.waived, promise(m, signs), signs.say("That day passed."))) if passed else m.waived


def _slip(m: MilestoneView, signs: Signs) -> str:
    """What was first promised, how often that was moved, and what is expected now."""
    if not m.resets:
        return ""
    last, moved = m.resets[-1], signs.words.moved(len(m.resets), m.variance)
    expected = signs.say(
        "Now expected by {day}; confidence in that date: {confidence}.", day=last.to.text, confidence=last.confidence
    )
    told = signs.say("{sentence}.", sentence=f"{moved[0].upper()}{moved[1:]}")
    return signs.words.joined((promise(m, signs), told, "" if m.reached else expected))


def _moved_row(r: ResetView, signs: Signs) -> tuple[str, ...]:
    was, days = r.was.text if r.was else "–", "–" if r.variance is None else signs.words.signed_days(r.variance)
    return r.on.text, was, r.to.text, days, r.because, r.confidence


def _correction(c: CorrectionView, signs: Signs) -> tuple[Any, ...]:
    change = f"{c.was or '–'} → {c.now}" if c.now else ""
    what = noted(name=c.what or signs.say("Being looked for"), note=change)
    causes = signs.words.joined(signs.say("{sentence}.", sentence=cause) for cause in c.causes)
    return c.on.text, causes, what, c.because, _until(c, signs)


def _until(c: CorrectionView, signs: Signs) -> str:
    if c.done:
        return signs.say("{name}, done on {day}", name=c.owner, day=c.done.text)
    return overdue(signs.say("{name}, by {day}", name=c.owner, day=c.due.text), c.overdue, signs)


def promise(m: MilestoneView, signs: Signs) -> str:
    """What day was promised, or what is usual where nothing was."""
    if m.promised is None:
        return signs.say("No date was promised.")
    if m.agreed_date:
        return signs.say("Promised before {day}.", day=m.promised.text)
    return signs.say("Usually reached before {day}.", day=m.promised.text)


def _how_reached(m: MilestoneView, customer: str, signs: Signs) -> str:
    in_time = signs.say("In time.") if m.agreed_date else signs.say("Within the usual time.")
    late = signs.say("{sentence}.", sentence=behind(m, signs).capitalize()) if m.days_behind else ""
    proof = signs.say("Proof: {proof}.", proof=rigor_word(m.rigor, customer, signs.words)) if m.rigor else ""
    moved = signs.say("Its date was moved {times}.", times=signs.words.times(len(m.resets))) if m.resets else ""
    on_time = in_time if m.promised and not late else ""
    return signs.words.joined((late or on_time, moved, _regained(m, signs), proof))


def _regained(m: MilestoneView, signs: Signs) -> str:
    if m.first_reached is None or m.reached is None or m.first_reached.on >= m.reached.on:
        return ""
    return signs.say("It was first reached on {day} and had fallen back.", day=m.first_reached.text)
