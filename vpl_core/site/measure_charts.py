"""A measure drawn: its bar from start to target, its trend, and the sign of where it stands."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from vpl_core.model.audience import MeasureView
from vpl_core.model.milestones import Badge
from vpl_core.model.outcomes import Outcome
from vpl_core.site.charts import bullet, sparkline, waiting_bar
from vpl_core.site.words import rigor_word

_FAR = 9
"""So many times the way to the target lies far beyond the axis; an arrow says no more for a million times."""


def measure_status(measure: MeasureView, as_of: dt.date) -> str:
    """A milestone's sign for a value: reached, beyond, fallen back, late or under way.

    Empty without a reading or without a target to be on the way to.
    """
    if not measure.now or not measure.target:
        return ""
    if Badge.REGRESSED in measure.badges:
        return "regressed"
    if measure.target_outcome is Outcome.MET:
        return "over-achieved" if Badge.OVER_ACHIEVED in measure.badges else "achieved"
    return "delayed" if is_late(measure, as_of) else "in-progress"


def is_late(measure: MeasureView, as_of: dt.date) -> bool:
    """Whether the agreed day has passed and the target is not met, or nobody knows."""
    past = measure.due is not None and measure.due.on <= as_of
    return past and bool(measure.target) and measure.target_outcome is not Outcome.MET


def measure_bar(m: MeasureView, customer: str) -> Markup:
    """From where it began to its target; a waiting bar where either end or the reading is missing."""
    if m.gap_closed is None or not m.now:
        why = why_no_bar(m)
        return waiting_bar(why, title=m.name, desc=why)
    target = target_text(m)
    proof = rigor_word(str(m.rigor or "none"), customer)
    return bullet(
        min(max(m.gap_closed, -_FAR), _FAR),
        rigor=str(m.rigor or "none"),
        plan=m.planned,
        start=m.baseline,
        now=f"{m.now} now",
        target=f"target {target}",
        title=m.name,
        desc=f"From {m.baseline}, now {m.now}, target {target}. {m.percent}% of the way. {proof}.",
    )


def why_no_bar(m: MeasureView) -> str:
    """What is missing before a bar can be drawn; short enough for one line on a phone."""
    needed = (("reading", m.now), ("baseline", m.baseline), ("target", m.target))
    missing = [what for what, there in needed if not there]
    lacking = f"No {' or '.join([', '.join(missing[:-1]), missing[-1]] if missing[1:] else missing)} yet."
    if m.now:
        return f"{m.now} now. {lacking if missing else 'The target equals the baseline.'}"
    return f"{lacking} Due {m.due.text}." if m.due else lacking


def target_text(m: MeasureView) -> str:
    """The target, with `below` or `above` where it must be passed and not only reached."""
    if not m.strictly or m.baseline_number is None or m.target_number is None:
        return m.target
    return f"{'below' if m.target_number < m.baseline_number else 'above'} {m.target}"


def measure_trend(m: MeasureView, height: int = 36) -> Markup | str:
    """The course of the readings; nothing for a single one."""
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
