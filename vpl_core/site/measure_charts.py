"""A measure drawn: its bar from start to target, its trend, and the sign of where it stands."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from vpl_core.model.audience import MeasureView
from vpl_core.model.milestones import Badge
from vpl_core.model.outcomes import Outcome
from vpl_core.rules.catalogue import N_
from vpl_core.site.charts import bullet, sparkline, waiting_bar
from vpl_core.site.signs import Signs
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


def measure_bar(m: MeasureView, customer: str, signs: Signs) -> Markup:
    """From where it began to its target; a waiting bar where either end or the reading is missing."""
    if m.gap_closed is None or not m.now:
        why = why_no_bar(m, signs)
        return waiting_bar(why, title=m.name, desc=why)
    say, target = signs.say, target_text(m, signs)
    proof = rigor_word(str(m.rigor or "none"), customer, signs.words)
    return bullet(
        min(max(m.gap_closed, -_FAR), _FAR),
        rigor=str(m.rigor or "none"),
        plan=m.planned,
        start=m.baseline,
        now=say("{amount} now", amount=m.now),
        target=say("target {amount}", amount=target),
        title=m.name,
        desc=say(
            "From {start}, now {now}, target {target}. {percent}% of the way. {proof}.",
            start=m.baseline,
            now=m.now,
            target=target,
            percent=m.percent,
            proof=proof,
        ),
    )


def why_no_bar(m: MeasureView, signs: Signs) -> str:
    """What is missing before a bar can be drawn, and when the first reading is due."""
    missing = _NOT_YET.get((bool(m.now), bool(m.baseline), bool(m.target)))
    lacking = signs.say(missing) if missing else ""
    if m.now:
        now = signs.say("{amount} now.", amount=m.now)
        return signs.words.joined((now, lacking or signs.say("The target equals the baseline.")))
    return signs.words.joined((lacking, m.awaited))


_NOT_YET = {
    (False, True, True): N_("No reading yet."),
    (True, False, True): N_("No baseline yet."),
    (True, True, False): N_("No target yet."),
    (False, False, True): N_("No reading or baseline yet."),
    (False, True, False): N_("No reading or target yet."),
    (True, False, False): N_("No baseline or target yet."),
    (False, False, False): N_("No reading, baseline or target yet."),
}
"""By which of the three are there: the reading, the baseline, the target."""


def target_text(m: MeasureView, signs: Signs) -> str:
    """The target, with `below` or `above` where it must be passed and not only reached."""
    if not m.strictly or m.baseline_number is None or m.target_number is None:
        return m.target
    if m.target_number < m.baseline_number:
        return signs.say("below {amount}", amount=m.target)
    return signs.say("above {amount}", amount=m.target)


def measure_trend(m: MeasureView, signs: Signs, height: int = 36) -> Markup | str:
    """The course of the readings; nothing for a single one."""
    if len(m.series) < 2:
        return ""
    return sparkline(
        tuple([(point.on.on.toordinal(), point.number) for point in m.series]),
        rigor=str(m.rigor or "none"),
        target=m.target_number,
        height=height,
        title=signs.say("{name}: trend", name=m.name),
        desc=signs.words.listed(f"{point.on.text}: {point.text}" for point in m.series),
    )
