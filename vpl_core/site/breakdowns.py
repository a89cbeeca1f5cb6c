"""Who is behind inside the account? The parts of a value as a chart, a sentence and a table."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import MeasureView
from vpl_core.model.breakdown_views import BreakdownView, PartView
from vpl_core.model.outcomes import Outcome
from vpl_core.site.dumbbell_chart import Dumbbell, dumbbells
from vpl_core.site.measure_charts import target_text
from vpl_core.site.signs import Signs

DRAWN = 20
"""So many parts are drawn, the furthest behind of them; the table has all."""


def breakdown_section(measure: MeasureView, customer: str, signs: Signs, *, alone: bool) -> dict[str, Any] | None:
    """What the section on the parts needs; none where nobody named parts. `alone`: no other measure is on the page."""
    parts = measure.breakdown
    if parts is None:
        return None
    by, said = signs.say("By {part}", part=parts.by), told(measure, parts, signs)
    titled = signs.say("{name}, by {part}", name=measure.name, part=parts.by)
    return {
        "title": by if alone else titled,
        "said": said,
        "badge": signs.rigor(parts.rigor, customer),
        "read": _read(parts, signs),
        "chart": _chart(measure, parts, titled, said, signs) if parts.axis else "",
        "key": _key(measure, signs) if parts.axis else "",
        "head": [by, signs.say("Before"), signs.say("Now"), signs.say("Way covered")],
        "rows": [_row(one, signs) for one in parts.parts],
    }


def _chart(measure: MeasureView, parts: BreakdownView, title: str, desc: str, signs: Signs) -> Markup:
    left_out = len(parts.parts) - DRAWN
    more = signs.count(left_out, "and {n} more in the table", "and {n} more in the table") if left_out > 0 else ""
    return dumbbells(
        [Dumbbell(one.name, one.before_number, one.now_number) for one in parts.parts[:DRAWN]],
        rigor=str(parts.rigor or "none"),
        axis=parts.axis,
        target=measure.target_number,
        target_words=signs.say("target {amount}", amount=target_text(measure, signs)) if measure.target else "",
        more=more,
        title=title,
        desc=desc,
    )


def told(measure: MeasureView, parts: BreakdownView, signs: Signs) -> str:
    """Who is furthest behind, how many are at the target, and how many nobody has measured yet."""
    measured = [one for one in parts.parts if one.now]
    reached = sum(one.outcome is Outcome.MET for one in measured)
    unread = len(parts.parts) - len(measured)
    return signs.words.joined(
        (
            _furthest(measure, measured, signs) if measured else signs.say("No part is measured yet."),
            signs.say("{n} of {all} have reached the target.", n=reached, all=len(parts.parts))
            if measured and measure.target
            else "",
            signs.count(unread, "{n} is not measured yet.", "{n} are not measured yet.") if measured and unread else "",
        )
    )


def _furthest(measure: MeasureView, measured: list[PartView], signs: Signs) -> str:
    """The worst by name, and how many stand at the same number; empty where even they have reached the target."""
    worst = measured[0]
    if worst.outcome is Outcome.MET:
        return ""
    equal = sum(one.now_number == worst.now_number for one in measured) - 1
    names = signs.count(equal, "{name} and {n} more", "{name} and {n} more", name=worst.name) if equal else worst.name
    if not measure.target:
        return signs.say("Furthest behind: {names}, {now}; no target is agreed yet.", names=names, now=worst.now)
    target = target_text(measure, signs)
    return signs.say("Furthest behind: {names}, {now}, target {target}.", names=names, now=worst.now, target=target)


def _read(parts: BreakdownView, signs: Signs) -> str:
    day = signs.say("Read on {day}", day=parts.on.text)
    return signs.words.listed((day, signs.say("source: {name}", name=parts.source) if parts.source else ""))


def _key(measure: MeasureView, signs: Signs) -> str:
    if measure.target:
        return signs.say("Ring: before. Dot: now. Line: the target. Further right is better.")
    return signs.say("Ring: before. Dot: now. Further right is better.")


def _row(part: PartView, signs: Signs) -> tuple[str, ...]:
    way = "–" if part.percent is None else f"{part.percent}%"
    return part.name, part.before or signs.say("Not known"), part.now or signs.say("Not yet measured"), way
