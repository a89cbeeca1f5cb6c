"""Reports for a customer: each month, each quarter, and the plan of the first ninety days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from vpl_core.model.audience import AskView, CustomerView, MeasureView, MilestoneView
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.rules.calendar import later
from vpl_core.rules.catalogue import N_
from vpl_core.site.headline import Headline, headline
from vpl_core.site.measure_charts import target_text
from vpl_core.site.overview_page import lateness, overdue
from vpl_core.site.report import Block, Cell, CustomerReport, Entry, Link, Proof, Step
from vpl_core.site.review import Review, review
from vpl_core.site.review_words import asked, late_note, period, rest, returns, statement, summary, why_no_return
from vpl_core.site.signs import Signs, status_of
from vpl_core.site.words import rigor_word

_DONE = (MilestoneStatus.ACHIEVED, MilestoneStatus.EXEMPT)


def _report(view: CustomerView, title: str, blocks: Iterator[Block], signs: Signs, about: str = "") -> CustomerReport:
    foot = signs.say(
        "Data to {day}. Prepared for {customer} by {vendor}. Confidential.",
        day=view.as_of.text,
        customer=view.customer,
        vendor=view.vendor,
    )
    day = signs.say("Data to {day}", day=view.as_of.text)
    return CustomerReport(title, about or view.customer, tuple(blocks), view.language, foot, day)


def _proof(rigor: str | None, view: CustomerView, signs: Signs) -> Proof:
    name = str(rigor or "none")
    return Proof(name, rigor_word(name, view.customer, signs.words))


def _page(m: MilestoneView) -> str:
    return f"milestones/{m.id}.html"


# --- monthly ----------------------------------------------------------------------------------------------------------


def monthly(view: CustomerView, signs: Signs, head: Headline | None = None) -> CustomerReport:
    """Where we are, the data, and the next target with its plan; `head` is the view's headline where it is known."""
    return _report(view, signs.say("Monthly report"), _monthly(view, head or headline(view), signs), signs)


def _monthly(view: CustomerView, head: Headline, signs: Signs) -> Iterator[Block]:
    where = [Entry(words) for words in (head.title, head.lead, head.standing) if words]
    worth = [Entry(head.money, _proof(view.money.rigor, view, signs))] if view.money and head.money else []
    yield Block(signs.say("Where we are"), (*where, *worth))
    outcomes = [m for m in view.measures if m.outcome]
    yield Block(
        signs.say("The data"),
        head=tuple(signs.say(words) for words in _COLUMNS),
        rows=tuple(_row(m, view, signs) for m in outcomes),
        nothing=signs.say("No outcome has a baseline, a target or a reading yet."),
    )
    steps = [(m.due.on, m.id, _planned(m, signs)) for m in view.milestones if m.due and m.status not in _DONE]
    asks = [(a.by.on, "", _asked(a, signs)) for a in view.asks]
    ordered = sorted((*asks, *steps), key=lambda one: one[:2])
    entries = tuple(entry for _, _, entry in ordered)
    yield Block(signs.say("Next target and plan"), entries, nothing=signs.say("Nothing has a date."))


_COLUMNS = (N_("Measure"), N_("Before"), N_("Now"), N_("Target"), N_("Change from the start"), N_("Proof"))


def _row(m: MeasureView, view: CustomerView, signs: Signs) -> tuple[Cell, ...]:
    behind = next((_page(step) for step in view.milestones if m.id in step.measures), "")
    proof = _proof(m.rigor, view, signs)
    return Link(m.name, behind), m.baseline or "–", m.now or "–", target_text(m, signs) or "–", m.change or "–", proof


def _planned(m: MilestoneView, signs: Signs) -> Entry:
    day, bad = m.due.text if m.due else "–", lateness(m, signs)
    step = Step(m.name, m.next_step, day, _page(m), status_of(m), bad)
    return Entry(_line(m, day, bad, m.next_step, signs), step=step)


def _line(m: MilestoneView, day: str, bad: str, step: str, signs: Signs) -> str:
    if bad:
        return signs.say("{day}: {name}; {bad}. {step}", day=day, name=m.name, bad=bad, step=step).strip()
    return signs.say("{day}: {name}. {step}", day=day, name=m.name, step=step).strip()


def _asked(ask: AskView, signs: Signs) -> Entry:
    day = overdue(ask.by.text, ask.overdue, signs)
    step = Step(ask.what, signs.say("Who acts: {party}", party=ask.who), day)
    return Entry(signs.say("{asked}: {what}", asked=asked(ask, signs), what=ask.what), step=step)


# --- quarterly --------------------------------------------------------------------------------------------------------


def quarterly(view: CustomerView, signs: Signs) -> CustomerReport:
    """Progress, value to date, the return with its formula, what is late, the next phase and what is needed."""
    one = review(view)
    about = signs.say("{customer}, {period}", customer=one.view.customer, period=period(one, signs))
    return _report(one.view, signs.say("Quarterly value review"), _quarterly(one, signs), signs, about)


def _quarterly(one: Review, signs: Signs) -> Iterator[Block]:
    view = one.view
    told = [
        Entry(_about(g.term, g.words, signs), _proof(g.rigor, view, signs) if g.rigor else None)
        for g in summary(one, signs)
    ]
    yield Block(signs.say("Progress"), (Entry(statement(one, signs)), *told, *_steps(one, "reached", signs)))
    yield Block(
        signs.say("Value to date"),
        tuple(Entry(amount, _proof(rigor, view, signs)) for rigor, amount in _amounts(one)),
        nothing=signs.say("No agreed outcome is reached yet, and none is counted."),
    )
    sums = returns(view.money, signs) if view.money else []
    why = [why_no_return(one, signs), *one.missing.shown, rest(one, "missing", signs)]
    figures = [Entry(_about(term, figure or signs.say("Not known yet"), signs)) for term, figure in sums]
    reasons = [Entry(words) for words in why if words] if why[0] else []
    yield Block(signs.say("Return on investment"), (*figures, *reasons))
    late = [Entry(_about(m.name, late_note(m, signs), signs)) for m in one.late.shown]
    yield Block(signs.say("What is late"), (*late, *_rest(one, "late", signs)), nothing=signs.say("Nothing is late."))
    coming = _steps(one, "coming", signs)
    yield Block(signs.say("Next phase"), tuple(coming), nothing=signs.say("Nothing else has a date."))
    asks = [Entry(signs.say("{asked}: {what}", asked=asked(a, signs), what=a.what)) for a in one.asks.shown]
    yield Block(
        signs.say("What we need from you"),
        (*asks, *_rest(one, "asks", signs)),
        nothing=signs.say("Nothing at the moment."),
    )


def _amounts(one: Review) -> list[tuple[str, str]]:
    if one.view.money is None:
        return [*one.head.counted, *one.head.not_counted]
    return [(str(rigor), text) for rigor, _, text in one.view.money.parts]


def _steps(one: Review, name: str, signs: Signs) -> list[Entry]:
    shown: tuple[MilestoneView, ...] = getattr(one, name).shown
    days = [m.reached if name == "reached" else m.due for m in shown]
    dated = [Entry(_dated(day.text if day else "–", m, signs)) for m, day in zip(shown, days, strict=True)]
    return [*dated, *_rest(one, name, signs)]


def _rest(one: Review, name: str, signs: Signs) -> list[Entry]:
    words = rest(one, name, signs)
    return [Entry(words)] if words else []


def _about(name: str, sentence: str, signs: Signs) -> str:
    return signs.say("{name}: {sentence}", name=name, sentence=sentence)


def _dated(day: str, m: MilestoneView, signs: Signs) -> str:
    return signs.say("{day}: {name}", day=day, name=m.name)


# --- kickoff ----------------------------------------------------------------------------------------------------------

LAST_DAY = 90
"""The plan ends on this day after the start."""


class Checkpoint(NamedTuple):
    """A day of the plan, and what is to be there by then."""

    name: str
    after: int
    """Days from the start."""


CHECKPOINTS = (
    Checkpoint(N_("Week 2"), 14),
    Checkpoint(N_("Week 4"), 28),
    Checkpoint(N_("Month 2"), 60),
    Checkpoint(N_("Month 3"), LAST_DAY),
)


class Planned(NamedTuple):
    """A milestone with the day that the plan sets for it."""

    milestone: MilestoneView
    checkpoint: Checkpoint
    on: dt.date
    """Never after the ninetieth day, and always before the day on which it would be late."""


def plan(view: CustomerView) -> tuple[Planned, ...]:
    """Milestones that are due by the ninetieth day or right after the third month, by the last checkpoint before.

    Where several fall on week 4 and none on week 2, the segment's first one is wanted in week 2: something has to be
    seen early.
    """
    planned = [p for m in view.milestones if (p := _placed(m, view.started.on)) is not None]
    early, soon = CHECKPOINTS[:2]
    if not any(p.checkpoint is early for p in planned) and sum(p.checkpoint is soon for p in planned) > 1:
        first = next(p for p in planned if p.checkpoint is soon)
        sooner = Planned(first.milestone, early, min(first.on, later(view.started.on, early.after)))
        planned[planned.index(first)] = sooner
    return tuple(sorted(planned, key=lambda p: (p.on, p.milestone.id)))


def _placed(m: MilestoneView, start: dt.date) -> Planned | None:
    """None where it is due later, or on no day."""
    if m.due is None:
        return None
    last = (m.due.on - start).days - 1
    before = [point for point in CHECKPOINTS if point.after <= last]
    # The third month ends one or two days after the ninetieth.
    if last > LAST_DAY + 2:
        return None
    point = before[-1] if before else CHECKPOINTS[0]
    return Planned(m, point, later(start, min(point.after, max(last, 0))))


def kickoff(view: CustomerView, signs: Signs) -> CustomerReport:
    """What is to be reached by week 2, week 4, month 2 and month 3 after the start, and what lies beyond."""
    return _report(view, signs.say("Plan of the first 90 days"), _kickoff(view, signs), signs)


def _kickoff(view: CustomerView, signs: Signs) -> Iterator[Block]:
    planned = plan(view)
    for point in CHECKPOINTS:
        day = signs.words.day(later(view.started.on, point.after))
        title = signs.say("{when}: by {day}", when=signs.say(point.name), day=day)
        steps = tuple(_wanted(p, view, signs) for p in planned if p.checkpoint is point)
        yield Block(title, steps, nothing=signs.say("Nothing is due by then."))
    lacking = [m for m in view.measures if m.outcome and m.lacking]
    agree = [_lacking(m, signs) for m in lacking]
    yield Block(signs.say("What has to be agreed"), tuple(agree), nothing=signs.say("Nothing at the moment."))
    inside = {p.milestone.id for p in planned}
    told = tuple(_later(m, signs) for m in view.milestones if m.id not in inside)
    yield Block(signs.say("Beyond the first 90 days"), told, nothing=signs.say("Nothing at the moment."))


def _wanted(planned: Planned, view: CustomerView, signs: Signs) -> Entry:
    m, day, bad = planned.milestone, signs.words.day(planned.on), lateness(planned.milestone, signs)
    if m.reached:
        words = signs.say("{name}: reached on {day}", name=m.name, day=m.reached.text)
        step = Step(m.name, "", m.reached.text, _page(m), status_of(m))
        return Entry(words, _proof(m.rigor, view, signs) if m.rigor else None, step)
    step = Step(m.name, m.counts_as_reached, day, _page(m), status_of(m), bad)
    return Entry(_line(m, day, bad, m.counts_as_reached, signs), step=step)


def _lacking(m: MeasureView, signs: Signs) -> Entry:
    lacks = signs.words.listed(m.lacking)
    return Entry(_about(m.name, lacks, signs), step=Step(m.name, lacks))


def _later(m: MilestoneView, signs: Signs) -> Entry:
    day = m.due.text if m.due else "–"
    return Entry(_dated(day, m, signs), step=Step(m.name, "", day, _page(m)))


# --- on the site ------------------------------------------------------------------------------------------------------


def on_the_site(view: CustomerView, head: Headline, signs: Signs) -> Iterator[tuple[str, CustomerReport]]:
    """The reports that are pages of the site as well, each with its path; none for whom something is left out.

    The plan is a page as long as its days last.
    """
    if view.withheld:
        return
    yield "reports/monthly", monthly(view, signs, head)
    if (view.as_of.on - view.started.on).days <= LAST_DAY and plan(view):
        yield "reports/first-90-days", kickoff(view, signs)
