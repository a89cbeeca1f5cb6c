"""Pages: a customer's view turned into finished HTML, one page for each question."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView, RequirementView, RungView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome
from vpl_core.site.charts import bullet, rung_fill, sparkline, waiting_bar
from vpl_core.site.finished import Heading, Site, SitePage
from vpl_core.site.headline import headline
from vpl_core.site.marks import rigor_mark, status_mark
from vpl_core.site.schedule import schedule
from vpl_core.site.templates import environment
from vpl_core.site.words import BADGE_WORDS, OUTCOME_WORDS, RIGOR_WORDS

_HEADING = re.compile(r'<h([12])[^>]*? id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_ADDED = (Badge.RESET, Badge.STALE, Badge.CONFLICTING)
"""Badges that are said beside a status; the others become the status's own sign."""


class PageMaker:
    """Makes the pages of one customer after another with one environment."""

    def __init__(self, env: Environment | None = None) -> None:
        self.env = env or environment()
        self.parts = self.env.get_template("components.j2").module

    def site(self, view: CustomerView) -> Site:
        """The whole site of a customer, ready to be built."""
        pages = [
            self._page("overview", "index", "Overview", view, **self._overview(view)),
            self._page("ladder", "ladder", "The ladder", view, **self._ladder(view)),
            self._page(
                "milestones", "milestones", "All milestones", view, section="Milestones", **self._milestones(view)
            ),
            *(self._milestone(view, m) for m in view.milestones),
            self._page("evidence", "evidence", "Evidence", view, **self._evidence(view)),
            self._page("decisions", "decisions", "Decisions", view, **self._decisions(view)),
            self._page(
                "glossary", "glossary", "Words used here", view, terms=[(t.word, t.meaning) for t in view.glossary]
            ),
        ]
        return Site(
            name=view.customer,
            language=view.language,
            pages=tuple(pages),
            footer=self._footer(view),
            as_of=view.as_of.on,
        )

    def _page(self, template: str, path: str, title: str, view: Any, *, section: str = "", **parts: Any) -> SitePage:
        body = Markup(self.env.get_template(f"{template}.j2").render(view=view, **parts))
        return SitePage(path=path, title=title, body=body, headings=headings_in(body), section=section)

    def _footer(self, view: CustomerView) -> Markup:
        lines = [
            f"Data to {view.as_of.text}. Prepared for {view.customer} by {view.vendor}. Confidential.",
            "Every number and standing on this page is computed from the evidence on file; nothing is typed in.",
        ]
        return Markup(self.parts.footer(view.customer, lines))  # type: ignore[attr-defined]

    # --- signs --------------------------------------------------------------------------------------------------

    def _rigor(self, rigor: object, customer: str) -> Markup:
        return Markup(self.parts.rigor_badge(str(rigor or "none"), customer))  # type: ignore[attr-defined]

    def _status(self, milestone: MilestoneView) -> Markup:
        badge = Markup(self.parts.status_badge(status_of(milestone)))  # type: ignore[attr-defined]
        added = [BADGE_WORDS[b] for b in milestone.badges if b in _ADDED]
        return badge + Markup(' <span class="vpl-delta">{}</span>').format(", ".join(added)) if added else badge

    # --- pages --------------------------------------------------------------------------------------------------

    def _overview(self, view: CustomerView) -> dict[str, Any]:
        outcomes = [self._row(view, m) for m in view.measures if m.outcome]
        return {
            "head": headline(view),
            "rungs": _steps(view),
            "asks": [
                {"what": a.what, "who": a.who, "by": _overdue(a.by.text, a.overdue), "otherwise": a.otherwise}
                for a in view.asks
            ],
            "outcomes": outcomes,
            "numbers": [_numbers(m) for m in view.measures if m.outcome],
            "leading": [
                (
                    m.name,
                    m.now + (f" {m.period}" if m.period else ""),
                    m.read_on.text if m.read_on else "",
                    self._rigor(m.rigor, view.customer),
                )
                for m in view.measures
                if not m.outcome
            ],
            "recent": [_feat(m, reached=True) for m in _recent(view)],
            "coming": [_feat(m, reached=False) for m in _coming(view)],
            "unproven": [_parted(sentence) for sentence in view.unproven],
        }

    def _row(self, view: CustomerView, measure: MeasureView) -> dict[str, Any]:
        behind = next((m.id for m in view.milestones if measure.id in m.measures), "")
        return {
            "name": measure.name,
            "note": measure.period or measure.what,
            "rigor": str(measure.rigor or "none"),
            "status": measure_status(measure, view),
            "bar": measure_bar(measure),
            "trend": measure_trend(measure),
            "href": f"milestones/{behind}.html" if behind else "",
        }

    def _ladder(self, view: CustomerView) -> dict[str, Any]:
        return {
            "head": headline(view),
            "rungs": _steps(view),
            "requirements": {r.number: [self._requirement(view, q) for q in r.requirements] for r in view.rungs},
            "missing": {r.number: _still_missing(r) for r in view.rungs},
            "thresholds": [(t.name, t.number, t.source or "A default, to be agreed with you") for t in view.thresholds],
        }

    def _requirement(self, view: CustomerView, asked: RequirementView) -> tuple[Markup, Markup, Markup, str]:
        milestone = next(m for m in view.milestones if m.id == asked.milestone)
        link = Markup('<a href="milestones/{}.html">{}</a>').format(asked.milestone, asked.name)
        date = asked.date.text if asked.date else "No date"
        return link, self._status(milestone), self._rigor(asked.rigor, view.customer), date

    def _milestones(self, view: CustomerView) -> dict[str, Any]:
        rows: list[Any] = []
        for stage in dict.fromkeys(m.stage for m in view.milestones):
            rows.append({"group": stage})
            rows += [self._milestone_row(view, m) for m in view.milestones if m.stage == stage]
        return {"lead": _milestones_lead(view), "timeline": schedule(view), "rows": rows}

    def _milestone_row(self, view: CustomerView, milestone: MilestoneView) -> tuple[Any, ...]:
        link = Markup('<a href="milestones/{}.html">{}</a>').format(milestone.id, milestone.name)
        promised = milestone.promised.text if milestone.promised else "No date"
        now = milestone.reached or milestone.due
        days = f" ({milestone.days_behind} days late)" if milestone.days_behind else ""
        date = f"{now.text}{days}" if now else "No date"
        return link, self._status(milestone), self._rigor(milestone.rigor, view.customer), promised, date

    def _milestone(self, view: CustomerView, milestone: MilestoneView) -> SitePage:
        parts = {
            "m": milestone,
            "status": status_of(milestone),
            "stamp": _stamp(milestone),
            "numbers": [self._number(m) for m in view.measures if m.id in milestone.measures],
            "fields": self._fields(milestone),
            "resets": [
                (r.on.text, r.was.text if r.was else "", r.to.text, r.because, r.confidence) for r in milestone.resets
            ],
            "evidence": [
                (_titled(e), _from(e.by, e.party), e.on.text) for e in view.evidence if e.id in milestone.evidence
            ],
        }
        path = f"milestones/{milestone.id}"
        return self._page("milestone", path, milestone.name, view, section="Milestones", **parts)

    def _number(self, measure: MeasureView) -> dict[str, Any]:
        said = [
            f"Read on {measure.read_on.text}" if measure.read_on else "",
            f"source: {measure.source}" if measure.source else "",
        ]
        return {
            "name": measure.name,
            "baseline": measure.baseline,
            "now": measure.now,
            "target": ("below " if measure.strictly else "") + measure.target if measure.target else "",
            "period": measure.period,
            "rigor": str(measure.rigor or "none"),
            "bar": measure_bar(measure),
            "trend": measure_trend(measure, height=120) if len(measure.series) > 1 else "",
            "readings": [(p.on.text, p.text, p.source or RIGOR_WORDS_NO_SOURCE) for p in measure.series],
            "said": ", ".join(part for part in said if part),
        }

    def _fields(self, m: MilestoneView) -> list[tuple[str, str]]:
        window = f"{m.opens.text} to {m.promised.text}" if m.promised else f"from {m.opens.text}"
        fields = [
            ("What counts as reached", m.counts_as_reached),
            ("Why it matters", m.why_it_matters),
            ("What it means for you", m.impact),
            ("Window", window),
            ("Who acts", m.party),
            ("Who answers for it", m.owner),
            ("Rung it belongs to", m.rung or "None: it is used by a checklist"),
            ("Next step", m.next_step),
        ]
        return [*fields, ("Excused", m.waived)] if m.waived else fields

    def _evidence(self, view: CustomerView) -> dict[str, Any]:
        return {
            "numbers": [self._number_behind(view, m) for m in view.measures if m.now],
            "conflicts": [_conflict(m) for m in view.measures if m.conflicting],
            "files": [
                (_titled(e), e.kind, _from(e.by, e.party), e.on.text, ", ".join(e.about))
                for e in reversed(view.evidence)
            ],
            "quotes": [e for e in view.evidence if e.quote],
        }

    def _number_behind(self, view: CustomerView, m: MeasureView) -> tuple[Any, ...]:
        age = f" ({m.age_days} days old)" if Badge.STALE in m.badges else ""
        agreed = m.agreed or (f"Lacks {', '.join(m.lacking)}" if m.lacking else "")
        confirmed = f"; confirmed by {m.confirmed_by}" if m.confirmed_by else ""
        second = f"; {m.agreeing[0].source} agrees" if m.agreeing and m.agreeing[0].source else ""
        return (
            m.name,
            m.now,
            self._rigor(m.rigor, view.customer),
            (m.read_on.text if m.read_on else "") + age,
            (m.source or RIGOR_WORDS_NO_SOURCE) + second + confirmed,
            m.how or m.method,
            agreed,
        )

    def _decisions(self, view: CustomerView) -> dict[str, Any]:
        return {
            "options": [
                [{"cells": (o.name, o.gives, o.costs), "chosen": o.chosen} for o in d.options] for d in view.decisions
            ],
            "decided": [
                [
                    ("Chosen", d.chosen),
                    ("Owner", d.owner),
                    ("Decided on", d.decided_on.text if d.decided_on else ""),
                    ("Review", _overdue(d.review_on.text, d.review_overdue) if d.review_on else ""),
                    ("What would change our minds", d.reversal_signal),
                ]
                for d in view.decisions
            ],
            "counts": [_tally([q.outcome for q in c.questions]) for c in view.checklists],
        }


RIGOR_WORDS_NO_SOURCE = "No source"


def headings_in(body: str) -> tuple[Heading, ...]:
    """The headings of a body that carry an id, as plain text."""
    return tuple(
        Heading(int(level), id_, " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split()))
        for level, id_, inner in _HEADING.findall(body)
    )


def status_of(milestone: MilestoneView) -> str:
    """The status's sign: fallen back and beyond target have their own."""
    if Badge.REGRESSED in milestone.badges:
        return "regressed"
    return "over-achieved" if Badge.OVER_ACHIEVED in milestone.badges else str(milestone.status)


def measure_status(measure: MeasureView, view: CustomerView) -> str:
    """A milestone's sign for a value: reached, beyond, fallen back, late or under way; empty without a reading."""
    if not measure.now:
        return ""
    if Badge.REGRESSED in measure.badges:
        return "regressed"
    if measure.target_outcome is Outcome.MET:
        return "over-achieved" if Badge.OVER_ACHIEVED in measure.badges else "achieved"
    late = measure.due is not None and measure.due.on <= view.as_of.on
    return "delayed" if late and measure.target else "in-progress"


def measure_bar(m: MeasureView) -> Markup:
    """From where it began to its target; a waiting bar where either end or the reading is missing."""
    if m.gap_closed is None or not m.now:
        why = "No reading yet." if not m.now else f"{m.now} now. No {' and no '.join(m.lacking[:2]) or 'baseline'} yet."
        due = f" Due {m.due.text}." if m.due and not m.now else ""
        return waiting_bar(why.replace("No a ", "No ").replace("no a ", "no ") + due, title=m.name, desc=why)
    below = ("below " if m.strictly else "") + m.target
    return bullet(
        m.gap_closed,
        rigor=str(m.rigor or "none"),
        plan=m.planned,
        start=m.baseline,
        now=f"{m.now} now",
        target=f"target {below}",
        title=m.name,
        desc=f"From {m.baseline}, now {m.now}, target {below}. {m.percent}% of the way. {RIGOR_WORDS[m.rigor] if m.rigor else ''}.",
    )


def measure_trend(m: MeasureView, height: int = 36) -> Markup | str:
    if len(m.series) < 2:
        return ""
    return sparkline(
        [(point.on.on.toordinal(), point.number) for point in m.series],
        rigor=str(m.rigor or "none"),
        target=m.target_number,
        height=height,
        title=f"{m.name}: trend",
        desc=", ".join(f"{point.on.text}: {point.text}" for point in m.series),
    )


def _steps(view: CustomerView) -> list[dict[str, Any]]:
    return [
        {
            "name": r.name,
            "proves": r.proves,
            "state": r.look,
            "note": "Not started" if r.look == "none" else f"{min(r.done, r.needed)} of {r.needed} milestones proven",
            "fill": rung_fill(min(r.done, r.needed) / r.needed, _claimed_share(r)) if r.look != "none" else "",
            "href": f"ladder.html#rung-{r.number}",
        }
        for r in view.rungs
    ]


def _claimed_share(rung: RungView) -> float:
    reached = sum(q.status is MilestoneStatus.ACHIEVED for q in rung.requirements)
    return min(reached, rung.needed) / rung.needed


def _still_missing(rung: RungView) -> list[str]:
    """What is missing, or nothing once enough of the rung's milestones are proven."""
    return [] if rung.done >= rung.needed else [q.missing for q in rung.requirements if q.missing]


def _numbers(m: MeasureView) -> tuple[str, ...]:
    way = "" if m.percent is None else f"{m.percent}%"
    return m.name, m.baseline or "–", m.now or "–", m.target or "–", m.change or "–", way or "–"


def _recent(view: CustomerView) -> list[MilestoneView]:
    reached = [m for m in view.milestones if m.reached]
    return sorted(reached, key=lambda m: (m.reached.on if m.reached else view.as_of.on, m.id), reverse=True)[:4]


def _coming(view: CustomerView) -> list[MilestoneView]:
    waiting = [
        m for m in view.milestones if m.due and m.status not in (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)
    ]
    return sorted(waiting, key=lambda m: (m.due.on if m.due else view.as_of.on, m.id))[:4]


def _feat(m: MilestoneView, *, reached: bool) -> dict[str, Any]:
    date = m.reached if reached else m.due
    if reached:
        late = f"{m.days_behind} days late" if m.days_behind else "in time"
        note = f"{late} · {RIGOR_WORDS[m.rigor]}" if m.rigor else late
    else:
        note = f"{m.days_behind} days behind" if m.days_behind else m.party
    return {"date": date.text if date else "", "name": m.name, "note": note, "href": f"milestones/{m.id}.html"}


def _parted(sentence: str) -> tuple[str, str]:
    """A sentence as its subject and the rest, for bold and plain."""
    head, colon, rest = sentence.partition(": ")
    return (f"{head}:", rest) if colon else (sentence, "")


def _milestones_lead(view: CustomerView) -> str:
    total = len(view.milestones)
    reached = sum(m.status is MilestoneStatus.ACHIEVED for m in view.milestones)
    late = sum(m.status in (MilestoneStatus.DELAYED, MilestoneStatus.MISSED) for m in view.milestones)
    said = f"{reached} of {total} reached." + (f" {late} late or missed." if late else "")
    return f"{said} The calendar says month {view.month}, {view.calendar_stage or 'before the start'}."


def _stamp(m: MilestoneView) -> dict[str, str]:
    promised = f"Promised before {m.promised.text}" if m.promised else "No date was promised"
    if m.status is MilestoneStatus.ACHIEVED:
        late = f"{m.days_behind} days late." if m.days_behind else "In time." if m.promised else ""
        proof = f"Proof: {RIGOR_WORDS[m.rigor]}." if m.rigor else ""
        return {"headline": f"Reached {m.reached.text if m.reached else ''}.", "detail": f"{late} {proof}".strip()}
    if m.status is MilestoneStatus.EXEMPT:
        return {"headline": "Excused for now.", "detail": m.waived}
    fallen = f" It was reached on {m.first_reached.text} and has fallen back." if m.first_reached else ""
    if m.status in (MilestoneStatus.DELAYED, MilestoneStatus.MISSED):
        word = "late" if m.status is MilestoneStatus.DELAYED else "late, and counted as missed"
        moved = f" Now expected by {m.resets[-1].to.text}, confidence {m.resets[-1].confidence}." if m.resets else ""
        return {"headline": f"{m.days_behind} days {word}.", "detail": f"{promised}.{moved}{fallen}"}
    headline_ = "Not started." if m.status is MilestoneStatus.NOT_STARTED else "In progress."
    return {"headline": headline_, "detail": f"{promised}.{fallen}"}


def _titled(e: Any) -> Markup:
    file = Markup("<br><small>{}</small>").format(f"{e.file} · SHA-256 {e.sha256[:16]}…") if e.file else ""
    return Markup('<span class="vpl-id">{}</span> {}').format(e.id, e.title) + file


def _from(by: str, party: str) -> str:
    return f"{by} ({party})" if by else party


def _conflict(m: MeasureView) -> str:
    others = "; ".join(f"{p.source or 'another source'} says {p.text} on {p.on.text}" for p in m.conflicting)
    return f"{m.name}: sources disagree. {m.source or 'One source'} says {m.now}; {others}."


def _overdue(text: str, overdue: bool) -> str:
    return f"{text} (overdue)" if overdue else text


def _tally(outcomes: list[Outcome]) -> str:
    counts = [(OUTCOME_WORDS[o], outcomes.count(o)) for o in Outcome]
    return " · ".join(f"{word}: {count}" for word, count in counts if count)


__all__ = [
    "PageMaker",
    "headings_in",
    "measure_bar",
    "measure_status",
    "measure_trend",
    "rigor_mark",
    "status_mark",
    "status_of",
]
