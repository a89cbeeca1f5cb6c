"""The dumbbell: for each part where it began and where it stands, all on one scale, with one line at the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.site.charts import swatch
from vpl_core.site.marks import known_rigor
from vpl_core.site.svg import (
    Number,
    element,
    label,
    level,
    number,
    percent,
    picture,
    short,
    upright,
    width_of,
    wrapped,
)

_LETTER = 2.1
"""A letter's width in percent of a phone's picture."""
_BESIDE = 14
"""Names of so many letters stand beside their rows; one that is longer puts all of them above."""
_ABOVE = 48
"""So many letters of a name stand in one line above a row on a phone."""
_EDGE = 2.5
"""Percent kept free on both sides, so that no dot is cut."""
_TOP, _ROW, _LINE, _FOOT = 30, 26, 16, 24


class Dumbbell(NamedTuple):
    """One row; what is not known is none, and is not drawn as a number."""

    name: str
    before: Number | None
    now: Number | None


def dumbbells(
    rows: Sequence[Dumbbell],
    *,
    rigor: str,
    axis: Sequence[tuple[Number, str]],
    target: Number | None = None,
    target_words: str = "",
    more: str = "",
    title: str = "",
    desc: str = "",
) -> Markup:
    """A ring where each row began, a dot where it stands, and between them a bar in the texture of the proof.

    The scale is in the value's own unit, for the rows begin at different places and only so share one target line; it
    runs from the worse end to the better, so that right is better here as it is in a bullet beside it. A row that is
    not measured has dashes and no dot; one whose beginning is unknown has a dot alone. `axis` holds at least the two
    ends with their words; what lies beyond is drawn at the end. `more` says what is left out. Names are never cut.
    """
    beside = all(width_of(row.name) <= _BESIDE for row in rows)
    longest = max([width_of(row.name) for row in rows], default=0)
    scale = _scale(axis, left=longest * _LETTER + 4 if beside and rows else _EDGE)
    drawn, top = list[Markup](), float(_TOP)
    for row in rows:
        lines = () if beside else wrapped(row.name, _ABOVE)
        middle = top + _LINE * len(lines) + _ROW / 2
        names = [label(line, x="0", y=top + 13 + _LINE * n) for n, line in enumerate(lines)]
        names = names or [label(row.name, x="0", y=middle + 4)]
        drawn += [*names, _row(row, known_rigor(rigor), scale, middle)]
        top = middle + _ROW / 2
    grid = _grid(axis, scale, top)
    rest = label(more, x="0", y=top + _FOOT + 14, look="v-muted")
    height = top + _FOOT + (20 if more else 0)
    aim = _target(target, target_words, scale, top)
    return picture([*grid, *aim, *drawn, rest], height=height, look="v-dumbbells", title=title, desc=desc)


class _Scale(NamedTuple):
    worse: float
    better: float
    left: float

    def __call__(self, value: Number) -> float:
        """Percent from the left; the middle where the axis has no length."""
        if self.better == self.worse:
            share = 0.5
        else:
            share = (number(value, "number of a part") - self.worse) / (self.better - self.worse)
        return self.left + min(max(share, 0.0), 1.0) * (100 - _EDGE - self.left)


def _scale(axis: Sequence[tuple[Number, str]], *, left: float) -> _Scale:
    if len(axis) < 2:
        raise ValueError("an axis has two ends: give both with their words")
    return _Scale(number(axis[0][0], "end of the axis"), number(axis[-1][0], "end of the axis"), left)


def _grid(axis: Sequence[tuple[Number, str]], scale: _Scale, bottom: float) -> list[Markup]:
    """Upright lines with their words; only the two ends are worded where all the words would run together."""
    room = 100 - _EDGE - scale.left
    crowded = sum(width_of(words) + 2 for _, words in axis) * _LETTER > room
    ends = (0, len(axis) - 1)
    drawn = []
    for n, (value, words) in enumerate(axis):
        at = scale(value)
        drawn.append(upright(percent(at), _TOP - 4, bottom, "v-grid"))
        if not crowded or n in ends:
            drawn.append(label(words, x=percent(at), y=bottom + 16, look="v-muted", anchor=_anchor(at, words)))
    return drawn


def _target(target: Number | None, words: str, scale: _Scale, bottom: float) -> list[Markup]:
    if target is None:
        return []
    at = scale(target)
    said = label(words, x=percent(at), y=14, look="v-strong", anchor=_anchor(at, words))
    return [upright(percent(at), _TOP - 8, bottom, "v-target"), said]


def _anchor(at: float, words: str) -> str:
    half = width_of(words) * _LETTER / 2
    return "" if at < half else "end" if at + half > 100 else "middle"


def _row(row: Dumbbell, rigor: str, scale: _Scale, middle: float) -> Markup:
    before = None if row.before is None else scale(row.before)
    now = None if row.now is None else scale(row.now)
    parts = list[Markup]()
    if now is None:
        start = scale.left if before is None else before
        parts.append(level(percent(start), percent(100 - _EDGE), middle, "v-awaited"))
    elif before is not None:
        parts.append(swatch(rigor, min(before, now), abs(now - before), middle - 2.5, 5, radius=""))
    if before is not None:
        parts.append(_dot("v-part-before", before, middle, 4.5))
    if now is not None:
        parts.append(_dot(f"v-part-now v-spark--{rigor}", now, middle, 5))
    return Markup().join(parts)


def _dot(look: str, at: float, middle: float, radius: float) -> Markup:
    return element("circle", class_=look, cx=percent(at), cy=short(middle), r=short(radius))
