"""The headline: what is proven in one sentence, and the bad news no later than the second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.catalogues import wording
from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.rules.wording import Wording
from vpl_core.site.charts import stack
from vpl_core.site.measure_charts import is_late
from vpl_core.site.money_page import lead
from vpl_core.site.unproven import ENOUGH, why_unproven
from vpl_core.site.verbs import FALLEN, MOVED


class Headline(NamedTuple):
    """The first screen of the overview, in words."""

    title: str
    lead: str
    standing: str
    agreed: int
    """How many outcomes are agreed."""
    bar: Markup
    counted: list[tuple[str, str]]
    """Rigor and how many outcomes, for those that are reached and count as proven."""
    not_counted: list[tuple[str, str]]
    """The same for those that are reached and more weakly proven."""
    none: str
    """How `counted` says that there is none."""
    money: str
    """What is proven in money against what was paid; empty where nothing is said of money."""
    rest: str
    """How many are not reached or not measured yet, as a sentence; empty where there are none."""


def headline(view: CustomerView) -> Headline:
    """The headline of the view; counts only targets that are met and proven by two sources or better."""
    agreed = [m for m in view.measures if m.outcome and m.agreed]
    reached = [m for m in agreed if m.target_outcome is Outcome.MET]
    proven = [m for m in reached if m.target_rigor is not None and m.target_rigor.reaches(ENOUGH)]
    words = wording(view.language)
    return Headline(
        title=_title(len(proven), len(agreed), words),
        lead=words.joined((_good_news(view, proven, reached), *_bad_news(view))),
        standing=standing_sentence(view),
        agreed=len(agreed),
        bar=stack([(1, _rigor(m)) for m in agreed], height=22, title="", desc=""),
        counted=_counts(reached, [Rigor.VERIFIED, Rigor.CORROBORATED], words),
        not_counted=_counts(reached, [Rigor.MEASURED, Rigor.REPORTED, Rigor.ASSERTED, Rigor.UNSOURCED], words),
        none=words.count(0, "{n} outcome", "{n} outcomes"),
        money=lead(view.money, words) if view.money else "",
        rest=_rest(agreed, words),
    )


def _title(proven: int, agreed: int, words: Wording) -> str:
    if not agreed:
        return words.say("No outcome has been agreed yet.")
    if not proven:
        return words.say("No agreed outcome is reached and proven yet.")
    if proven == agreed == 1:
        return words.say("The agreed outcome is reached and proven.")
    if proven == agreed:
        return words.say("Every agreed outcome is reached and proven.")
    return words.count(
        proven,
        "{n} of {agreed} agreed outcomes is reached and proven.",
        "{n} of {agreed} agreed outcomes are reached and proven.",
        agreed=agreed,
    )


def _good_news(view: CustomerView, proven: list[MeasureView], reached: list[MeasureView]) -> str:
    """How an outcome moved that is nearer to its target than at the start; the best proven ones come first."""
    moved = [m for m in (*proven, *reached, *view.measures) if m.outcome and Badge.REGRESSED not in m.badges]
    better = next((m for m in moved if m.gap_closed is not None and m.gap_closed > 0), None)
    if better is None or better.rigor is None:
        return ""
    words = wording(view.language)
    # Where it began is half of the sentence: it says no more than the weaker end.
    sentence = MOVED[weakest([better.rigor, better.baseline_rigor or Rigor.UNSOURCED])]
    now = words.in_a_period(better.now, better.period)
    return words.say(sentence, name=better.name, start=better.baseline, now=now)


def _bad_news(view: CustomerView) -> Iterator[str]:
    """What has fallen back, what is late and what was lost again: the worst of each in a sentence."""
    late = [m for m in view.milestones if m.status in (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)]
    lost = [m for m in view.milestones if Badge.REGRESSED in m.badges and m not in late]
    fallen = [m for m in view.measures if m.outcome and Badge.REGRESSED in m.badges]
    due = [m for m in view.measures if m.outcome and m not in fallen and is_late(m, view.as_of.on)]
    words = wording(view.language)
    if fallen:
        first = fallen[0]
        yield words.say(FALLEN[first.rigor or Rigor.UNSOURCED], name=first.name, now=first.now)
    if late:
        worst = _late(max(late, key=lambda m: m.days_behind), words)
        if len(late) == 1:
            yield words.say("One milestone is late: {worst}.", worst=worst)
        else:
            yield words.say("{n} milestones are late: {worst}.", n=len(late), worst=worst)
    elif due:
        name, day = due[0].name, due[0].due.text if due[0].due else ""
        if len(due) == 1:
            yield words.say("One outcome is late: {name} was due before {day}.", name=name, day=day)
        else:
            yield words.say("{n} outcomes are late: {name} was due before {day}.", n=len(due), name=name, day=day)
    if lost:
        yield words.say("“{name}” was reached and is not any more.", name=lost[0].name)


def _late(milestone: MilestoneView, words: Wording) -> str:
    name = milestone.name
    if Badge.REGRESSED in milestone.badges and milestone.first_reached:
        day = milestone.first_reached.text
        return words.say("“{name}” was reached on {day} and has fallen back", name=name, day=day)
    promised = _promised(milestone, words)
    if not milestone.resets:
        return promised
    last, moved = milestone.resets[-1], words.times(len(milestone.resets))
    return words.say(
        "{promised}, moved {times}, now expected by {day} (confidence {confidence})",
        promised=promised,
        times=moved,
        day=last.to.text,
        confidence=last.confidence,
    )


def _promised(milestone: MilestoneView, words: Wording) -> str:
    if not milestone.promised:
        return milestone.name
    name, day = milestone.name, milestone.promised.text
    if milestone.agreed_date:
        return words.say("“{name}” was promised before {day}", name=name, day=day)
    return words.say("“{name}” is usually reached before {day}", name=name, day=day)


def standing_sentence(view: CustomerView) -> str:
    """How high the customer stands, and why a claimed rung is not proven."""
    words, rungs = wording(view.language), len(view.rungs)
    if view.proven:
        name = view.rungs[view.proven - 1].name
        proven = words.say("Rung {n} of {all}, {name}, is proven", n=view.proven, all=rungs, name=name)
    else:
        proven = words.say("No rung of {all} is proven yet", all=rungs)
    if view.claimed > view.proven:
        return words.say(
            "{proven}; rung {n}, {name}, is claimed, but {why}.",
            proven=proven,
            n=view.claimed,
            name=view.rungs[view.claimed - 1].name,
            why=why_unproven(view.rungs, view.proven, view.claimed, words),
        )
    return words.say("{sentence}.", sentence=proven)


def _counts(measures: list[MeasureView], rigors: list[Rigor], words: Wording) -> list[tuple[str, str]]:
    rows, held = [], Counter([m.target_rigor for m in measures])
    for rigor in rigors:
        count = held[rigor]
        if count or rigor in (Rigor.VERIFIED, Rigor.CORROBORATED):
            rows.append((str(rigor), words.count(count, "{n} outcome", "{n} outcomes")))
    return rows


def _rest(agreed: list[MeasureView], words: Wording) -> str:
    unmeasured = sum(not m.now for m in agreed)
    open_ones = sum(bool(m.now) and m.target_outcome is not Outcome.MET for m in agreed)
    parts = [
        words.count(open_ones, "{n} outcome not reached yet", "{n} outcomes not reached yet") if open_ones else "",
        words.count(unmeasured, "{n} outcome not yet measured", "{n} outcomes not yet measured") if unmeasured else "",
    ]
    said = words.listed(part for part in parts if part)
    return words.say("{sentence}.", sentence=said) if said else ""


def _rigor(measure: MeasureView) -> str:
    """The rigor of a reached target; none while it is not reached, however well it is measured."""
    return str(measure.target_rigor) if measure.target_rigor else "none"
