"""The headline: what is proven in one sentence, and the bad news no later than the second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.model.audience import CustomerView, MeasureView, MilestoneView
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor, weakest
from vpl_core.rules.wording import times
from vpl_core.site.charts import stack
from vpl_core.site.measure_charts import is_late
from vpl_core.site.money_page import lead
from vpl_core.site.unproven import ENOUGH, why_unproven

_SAID = {
    Rigor.VERIFIED: "",
    Rigor.CORROBORATED: "",
    Rigor.MEASURED: "Measured by one source: ",
    Rigor.REPORTED: "Reported, not measured: ",
    Rigor.ASSERTED: "By the vendor’s word alone: ",
    Rigor.UNSOURCED: "Without a source: ",
}
"""A sentence says no more than its proof carries."""


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
    return Headline(
        title=_title(len(proven), len(agreed)),
        lead=" ".join(part for part in (_good_news(view, proven, reached), *_bad_news(view)) if part),
        standing=standing_sentence(view),
        agreed=len(agreed),
        bar=stack([(1, _rigor(m)) for m in agreed], height=22, title="", desc=""),
        counted=_counts(reached, [Rigor.VERIFIED, Rigor.CORROBORATED]),
        not_counted=_counts(reached, [Rigor.MEASURED, Rigor.REPORTED, Rigor.ASSERTED, Rigor.UNSOURCED]),
        none=_outcomes(0),
        money=lead(view.money) if view.money else "",
        rest=_rest(agreed),
    )


def _title(proven: int, agreed: int) -> str:
    if not agreed:
        return "No outcome has been agreed yet."
    if not proven:
        return "No agreed outcome is reached and proven yet."
    if proven == agreed:
        return (
            "The agreed outcome is reached and proven."
            if agreed == 1
            else "Every agreed outcome is reached and proven."
        )
    return f"{proven} of {agreed} agreed outcomes {'is' if proven == 1 else 'are'} reached and proven."


def _good_news(view: CustomerView, proven: list[MeasureView], reached: list[MeasureView]) -> str:
    """How an outcome moved that is nearer to its target than at the start; the best proven ones come first."""
    moved = [m for m in (*proven, *reached, *view.measures) if m.outcome and Badge.REGRESSED not in m.badges]
    better = next((m for m in moved if m.gap_closed is not None and m.gap_closed > 0), None)
    if better is None or better.rigor is None:
        return ""
    period = f" {better.period}" if better.period else ""
    # Where it began is half of the sentence: it says no more than the weaker end.
    said = _SAID[weakest([better.rigor, better.baseline_rigor or Rigor.UNSOURCED])]
    return f"{said}{better.name} went from {better.baseline} to {better.now}{period}."


def _bad_news(view: CustomerView) -> Iterator[str]:
    """What has fallen back, what is late and what was lost again: the worst of each in a sentence."""
    late = [m for m in view.milestones if m.status in (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)]
    lost = [m for m in view.milestones if Badge.REGRESSED in m.badges and m not in late]
    fallen = [m for m in view.measures if m.outcome and Badge.REGRESSED in m.badges]
    due = [m for m in view.measures if m.outcome and m not in fallen and is_late(m, view.as_of.on)]
    if fallen:
        yield f"{_SAID[fallen[0].rigor or Rigor.UNSOURCED]}{fallen[0].name} has fallen back to {fallen[0].now}."
    if late:
        worst = max(late, key=lambda m: m.days_behind)
        count = "One milestone is late" if len(late) == 1 else f"{len(late)} milestones are late"
        yield f"{count}: {_late(worst)}."
    elif due:
        count = "One outcome is late" if len(due) == 1 else f"{len(due)} outcomes are late"
        yield f"{count}: {due[0].name} was due before {due[0].due.text if due[0].due else ''}."
    if lost:
        yield f"“{lost[0].name}” was reached and is not any more."


def _late(milestone: MilestoneView) -> str:
    verb = "was promised before" if milestone.agreed_date else "is usually reached before"
    if Badge.REGRESSED in milestone.badges and milestone.first_reached:
        return f"“{milestone.name}” was reached on {milestone.first_reached.text} and has fallen back"
    promised = f"“{milestone.name}” {verb} {milestone.promised.text}" if milestone.promised else milestone.name
    if milestone.resets:
        last, moved = milestone.resets[-1], times(len(milestone.resets))
        return f"{promised}, moved {moved}, now expected by {last.to.text} (confidence {last.confidence})"
    return promised


def standing_sentence(view: CustomerView) -> str:
    """How high the customer stands, and why a claimed rung is not proven."""
    rungs = len(view.rungs)
    proven = (
        f"Rung {view.proven} of {rungs}, {view.rungs[view.proven - 1].name}, is proven"
        if view.proven
        else (f"No rung of {rungs} is proven yet")
    )
    if view.claimed > view.proven:
        name, why = view.rungs[view.claimed - 1].name, why_unproven(view.rungs, view.proven, view.claimed)
        return f"{proven}; rung {view.claimed}, {name}, is claimed, but {why}."
    return f"{proven}."


def _counts(measures: list[MeasureView], rigors: list[Rigor]) -> list[tuple[str, str]]:
    rows = []
    for rigor in rigors:
        count = sum(m.target_rigor is rigor for m in measures)
        if count or rigor in (Rigor.VERIFIED, Rigor.CORROBORATED):
            rows.append((str(rigor), _outcomes(count)))
    return rows


def _rest(agreed: list[MeasureView]) -> str:
    unmeasured = sum(not m.now for m in agreed)
    open_ones = sum(bool(m.now) and m.target_outcome is not Outcome.MET for m in agreed)
    parts = [
        f"{_outcomes(count)} {state}"
        for count, state in ((open_ones, "not reached yet"), (unmeasured, "not yet measured"))
        if count
    ]
    return ", ".join(parts) + "." if parts else ""


def _outcomes(count: int) -> str:
    return f"{count} outcome" if count == 1 else f"{count} outcomes"


def _rigor(measure: MeasureView) -> str:
    """The rigor of a reached target; none while it is not reached, however well it is measured."""
    return str(measure.target_rigor) if measure.target_rigor else "none"
