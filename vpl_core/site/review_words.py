"""What the quarterly review says, as sentences: on its page and in the report that is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vpl_core.model.audience import AskView, MeasureView, MilestoneView, RungView
from vpl_core.model.milestones import Badge
from vpl_core.model.money_views import MoneyView
from vpl_core.model.outcomes import Rigor, weakest
from vpl_core.rules.catalogue import N_
from vpl_core.site.measure_charts import target_text
from vpl_core.site.review import Review
from vpl_core.site.signs import Signs
from vpl_core.site.verbs import MOVED, RETURNED


class Graded(NamedTuple):
    """A line of the page, and how well what it says is proven."""

    term: str
    words: str
    rigor: Rigor | None = None
    """None where it says nothing that would have to be proven."""


def period(one: Review, signs: Signs) -> str:
    """From when to when the review speaks."""
    since = signs.words.day(one.since)
    return signs.say("{since} to {today}", since=since, today=one.view.as_of.text)


def statement(one: Review, signs: Signs) -> str:
    """What is proven in one sentence, and what is late in the second."""
    late = len(one.late.shown) + one.late.more
    bad = signs.count(late, "{n} thing is late or has fallen back.", "{n} things are late or have fallen back.")
    return signs.words.joined((one.head.title, bad if late else ""))


def summary(one: Review, signs: Signs) -> list[Graded]:
    """What improved, where the customer stands, what it is worth and what is next."""
    return [_improved(one, signs), _standing(one, signs), *_worth(one, signs), _next(one, signs)]


def _improved(one: Review, signs: Signs) -> Graded:
    term, best = signs.say("What improved"), one.best
    if best is None:
        return Graded(term, signs.say("No outcome has come nearer to its target yet."))
    # Where it began is half of the sentence: it says no more than the weaker end.
    rigor = weakest([best.rigor or Rigor.UNSOURCED, best.baseline_rigor or Rigor.UNSOURCED])
    moved = signs.say(MOVED[rigor], name=best.name, start=best.baseline, now=best.now)
    changed = signs.say("Change from the start: {change}.", change=best.change) if best.change else ""
    return Graded(term, signs.words.joined((moved, changed)), rigor)


def _standing(one: Review, signs: Signs) -> Graded:
    term, proven, rungs = signs.say("Where it stands"), one.view.proven, one.view.rungs
    if not proven:
        return Graded(term, signs.say("No rung of {all} is proven yet", all=len(rungs)))
    rung = rungs[proven - 1]
    return Graded(term, signs.say("Rung {n} of {all}, {name}, is proven", n=proven, all=len(rungs), name=rung.name))


def _worth(one: Review, signs: Signs) -> Iterator[Graded]:
    case, today = one.view.money, one.view.as_of.text
    if case is None:
        return
    sums = signs.say("{proven} proven against {cost} of costs by {day}.", proven=case.proven, cost=case.cost, day=today)
    told = (
        signs.say("Return on costs: {gain}.", gain=case.gain) if case.gain else signs.say("No return can be told yet.")
    )
    weak = signs.say(RETURNED[case.rigor]) if case.gain and RETURNED[case.rigor] else ""
    yield Graded(signs.say("What it is worth"), signs.words.joined((sums, told, weak)), case.rigor)


def _next(one: Review, signs: Signs) -> Graded:
    term = signs.say("What is next")
    if one.view.proven == len(one.view.rungs):
        return Graded(term, signs.say("Every rung is proven; what was reached has to be kept."))
    rung = one.view.rungs[one.view.proven]
    words = signs.say("Rung {n}, {name}: {done}", n=rung.number, name=rung.name, done=done(rung, signs))
    return Graded(term, words)


def done(rung: RungView, signs: Signs) -> str:
    """How many of a rung's milestones are proven, of those that it needs."""
    ready = min(rung.done, rung.needed)
    return signs.count(rung.needed, "{done} of {n} milestone proven", "{done} of {n} milestones proven", done=ready)


# --- the return -------------------------------------------------------------------------------------------------------


def returns(case: MoneyView, signs: Signs) -> list[tuple[str, str]]:
    """The return with what it is worked out from; an empty figure where it is not known."""
    formula = signs.say("({proven} \u2212 {cost}) ÷ {cost}", proven=case.proven, cost=case.cost)
    return [
        (signs.say("Proven benefits"), case.proven),
        (signs.say("Costs so far"), case.cost),
        (signs.say("Left after costs"), case.net),
        (signs.say("Return on costs = {formula}", formula=formula), case.gain),
        (signs.say("Paid for itself since"), case.paid_back.text if case.paid_back else ""),
    ]


def why_no_return(one: Review, signs: Signs) -> str:
    """Why no return is told; empty where one is."""
    case = one.view.money
    if case is None:
        return signs.say("Nothing has been agreed about money yet, so no return is told.")
    return "" if case.gain else signs.say("No return can be told yet. What is missing:")


# --- steps and measures -----------------------------------------------------------------------------------------------


def late_note(late: MilestoneView | MeasureView, signs: Signs) -> str:
    """Since when, how often it was moved and to which day."""
    if Badge.REGRESSED in late.badges:
        return signs.say("Fallen back")
    if isinstance(late, MeasureView):
        return signs.say("Was due before {day}", day=late.due.text if late.due else "")
    behind = signs.count(late.days_behind, "{n} day late", "{n} days late")
    if not late.resets:
        return behind
    last = late.resets[-1]
    return signs.say(
        "{behind}, now expected by {day} (confidence {confidence})",
        behind=behind,
        day=last.to.text,
        confidence=signs.say(last.confidence),
    )


def way(measure: MeasureView, signs: Signs) -> str:
    """Where it began and where it is to go; what is missing has a dash."""
    return signs.say("{before} → {target}", before=measure.baseline or "–", target=target_text(measure, signs) or "–")


def asked(ask: AskView, signs: Signs) -> str:
    """Who is asked, and until when."""
    said = signs.say("{who}, by {day}", who=ask.who, day=ask.by.text)
    return signs.say("{who}, by {day} (overdue)", who=ask.who, day=ask.by.text) if ask.overdue else said


def rest(one: Review, name: str, signs: Signs) -> str:
    """How many more there are of a list than have room, and where they stand; empty where all are shown."""
    more = getattr(one, name).more
    return signs.say(_ELSEWHERE[name], n=more) if more else ""


_ON_THE_OVERVIEW, _AMONG_THE_MILESTONES = N_("and {n} more on the overview"), N_("and {n} more among the milestones")
_ELSEWHERE = {
    "rungs": N_("and {n} more on the ladder"),
    "missing": N_("and {n} more on the page about money"),
    **dict.fromkeys(("measures", "asks", "unproven"), _ON_THE_OVERVIEW),
    **dict.fromkeys(("reached", "late", "coming"), _AMONG_THE_MILESTONES),
}
LISTS = tuple(_ELSEWHERE)
"""The lists of the review that may be longer than there is room."""
