"""The curve of those who have reached something: a staircase that rises over the days since their start."""

from __future__ import annotations

from markupsafe import Markup

from vpl_core.rules.survival import Curve
from vpl_core.site.svg import element, label, level, percent, picture, placed, short, stretched, upright

HEIGHT = 170
_TOP, _FLOOR = 22, 138
"""Where everybody and where nobody has reached it, in pixels from the top."""

_NEAR = 30
"""Nearer to an end than this, in percent, two labels would run into one another on a phone."""


def reached_curve(curve: Curve, *, title: str, desc: str) -> Markup:
    """The share that has reached it by each day, a tick for each that is still open, and the median where it is known.

    ValueError where nobody was followed for a day: there is nothing to draw.
    """
    if not curve.longest:
        raise ValueError("nobody was followed for a day: say so in words")
    parts = [
        level("0", "100%", _TOP, "v-grid"),
        level("0", "100%", _height(0.5), "v-spark-target"),
        level("0", "100%", _FLOOR, "v-axis"),
        label("All", x="0", y=_TOP - 5, look="v-muted"),
        label("Half", x="0", y=_height(0.5) - 5, look="v-muted"),
        stretched(element("polyline", class_="v-spark-line v-curve", points=_points(curve)), height=HEIGHT),
        *(_tick(curve, day) for day in sorted(set(curve.open_after))),
        *_median(curve),
        *_ends(curve),
    ]
    return picture(parts, height=HEIGHT, look="v-curves", title=title, desc=desc)


def _height(reached: float) -> float:
    return _FLOOR - reached * (_FLOOR - _TOP)


def _left(curve: Curve, day: int) -> float:
    return day / curve.longest * 100


def _reached(curve: Curve, day: int) -> float:
    return float(1 - curve.survival(day))


def _points(curve: Curve) -> str:
    corners = [(0.0, 0.0)]
    for step in curve.steps:
        left = _left(curve, step.day)
        corners += [(left, corners[-1][1]), (left, float(1 - step.survival))]
    corners.append((100.0, corners[-1][1]))
    return " ".join(f"{short(left)},{short(_height(reached))}" for left, reached in corners)


def _tick(curve: Curve, day: int) -> Markup:
    """Upwards from the curve: somebody who had not reached it by then, and was not seen longer."""
    height = _height(_reached(curve, day))
    return upright(percent(_left(curve, day)), height - 7, height, "v-curve-open")


def _ends(curve: Curve) -> list[Markup]:
    """Where the axis begins and ends, but for an end that the median's own label needs."""
    middle = 50.0 if curve.median is None else _left(curve, curve.median)
    start = label("Start" if middle >= _NEAR else "", x="0", y=_FLOOR + 18, look="v-muted")
    last = f"{curve.longest} days" if middle <= 100 - _NEAR else ""
    return [start, label(last, x="100%", y=_FLOOR + 18, look="v-muted", anchor="end")]


def _median(curve: Curve) -> list[Markup]:
    if curve.median is None:
        return []
    left = _left(curve, curve.median)
    anchor = "end" if left > 100 - _NEAR else "start" if left < _NEAR else "middle"
    return [
        upright(percent(left), _height(0.5), _FLOOR, "v-now"),
        placed(element("circle", class_="v-curve-dot", cx="0", cy="0", r="3.5"), x=percent(left), y=_height(0.5)),
        label(f"{curve.median} days", x=percent(left), y=_FLOOR + 18, look="v-strong", anchor=anchor),
    ]
