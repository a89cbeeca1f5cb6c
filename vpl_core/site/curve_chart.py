"""The curve of those who have reached something: a staircase that rises over the days since their start."""

from __future__ import annotations

from markupsafe import Markup

from vpl_core.rules.survival import Curve
from vpl_core.site.svg import element, label, level, percent, picture, placed, short, stretched, upright

HEIGHT = 210
_TOP, _FLOOR = 22, 138
"""Where everybody and where nobody has reached it, in pixels from the top."""
_TICKS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365)
"""How far the days under the axis may lie from one another, until there are years between them."""
_MANY = 4
"""So many days beside the first stand under the axis on a phone without running into one another."""
_FAR = 68
"""Beyond this, in percent, the median's label has more room on its left."""


def reached_curve(curve: Curve, *, title: str, desc: str) -> Markup:
    """The share that has it by each day with its band of 95 %, a tick for each that is still open, and the median.

    Under the days stands how many were still waiting then. ValueError where nobody was followed for a day: there is
    nothing to draw.
    """
    if not curve.longest:
        raise ValueError("nobody was followed for a day: say so in words")
    parts = [
        level("0", "100%", _TOP, "v-grid"),
        level("0", "100%", _height(0.5), "v-spark-target"),
        stretched(element("polygon", class_="v-band", points=_band(curve)), height=HEIGHT),
        level("0", "100%", _FLOOR, "v-axis"),
        label("All", x="0", y=_TOP - 5, look="v-muted"),
        label("Half", x="0", y=_height(0.5) - 5, look="v-muted"),
        stretched(element("polyline", class_="v-spark-line v-curve", points=_points(curve)), height=HEIGHT),
        *(_tick(curve, day) for day in sorted(set(curve.open_after))),
        *_median(curve),
        *_axis(curve),
    ]
    return picture(parts, height=HEIGHT, look="v-curves", title=title, desc=desc)


def axis_days(longest: int) -> list[int]:
    """Day 0 and at most four later days, equally far from one another, up to the longest wait."""
    between = next((days for days in _TICKS if longest // days <= _MANY), 0)
    between = between or 365 * -(-longest // (365 * _MANY))
    return list(range(0, longest + 1, between))


def _height(reached: float) -> float:
    return _FLOOR - reached * (_FLOOR - _TOP)


def _left(curve: Curve, day: int) -> float:
    return day / curve.longest * 100


def _reached(curve: Curve, day: int) -> float:
    return float(1 - curve.survival(day))


def _points(curve: Curve) -> str:
    return _line(_stairs([(_left(curve, step.day), float(1 - step.survival)) for step in curve.steps], 100.0))


def _band(curve: Curve) -> str:
    """Its upper edge there and its lower edge back, for as long as it can be told."""
    told = [(_left(curve, step.day), step.band) for step in curve.steps if step.band]
    untold = [_left(curve, step.day) for step in curve.steps if not step.band]
    end = min([100.0, *untold])
    upper = _stairs([(left, 1 - low) for left, (low, _) in told], end)
    lower = _stairs([(left, 1 - high) for left, (_, high) in told], end)
    return _line([*upper, *reversed(lower)])


def _stairs(steps: list[tuple[float, float]], end: float) -> list[tuple[float, float]]:
    """The corners of a staircase that begins with nobody and goes on to the end."""
    corners = [(0.0, 0.0)]
    for left, reached in steps:
        corners += [(left, corners[-1][1]), (left, reached)]
    return [*corners, (end, corners[-1][1])]


def _line(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{short(left)},{short(_height(reached))}" for left, reached in corners)


def _tick(curve: Curve, day: int) -> Markup:
    """Upwards from the curve: somebody who had not reached it by then, and was not seen longer."""
    height = _height(_reached(curve, day))
    return upright(percent(_left(curve, day)), height - 7, height, "v-curve-open")


def _axis(curve: Curve) -> list[Markup]:
    """The days, and under each how many were still waiting then."""
    parts = [label("Still waiting then", x="0", y=_FLOOR + 42, look="v-muted")]
    for day in axis_days(curve.longest):
        left = _left(curve, day)
        anchor = "" if day == 0 else "end" if left > 95 else "middle"
        at = percent(left)
        parts.append(label(f"{day:,}" if day else "Day 0", x=at, y=_FLOOR + 18, look="v-muted", anchor=anchor))
        parts.append(label(f"{curve.at_risk(day):,}", x=at, y=_FLOOR + 60, anchor=anchor))
    return parts


def _median(curve: Curve) -> list[Markup]:
    """Right of it under the curve, or left of it above the curve: there nothing else is drawn."""
    if curve.median is None:
        return []
    left, words = _left(curve, curve.median), f"half by day {curve.median:,}"
    near = left <= _FAR
    place = {"y": _FLOOR - 8.0, "shift": 7.0} if near else {"y": _height(0.5) - 5, "shift": -7.0}
    return [
        upright(percent(left), _height(0.5), _FLOOR, "v-now"),
        placed(element("circle", class_="v-curve-dot", cx="0", cy="0", r="3.5"), x=percent(left), y=_height(0.5)),
        label(words, x=percent(left), look="v-strong", anchor="" if near else "end", **place),
    ]
