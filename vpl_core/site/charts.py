"""Charts as inline SVG, from numbers and ready-made labels.

Horizontal positions are shares of the width, so text keeps its size on a phone and on paper. Colour comes from
classes alone, and each rigor has a texture of its own that survives greyscale: solid, paler solid, dense hatch,
sparse hatch, dashed outline, dotted outline, empty dashes. The hatches live in `marks.PATTERNS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import fsum
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.site.marks import RIGORS, known_rigor
from vpl_core.site.shape import markup, shape
from vpl_core.site.svg import (
    Number,
    element,
    label,
    level,
    number,
    percent,
    picture,
    placed,
    share,
    short,
    stretched,
    upright,
    width_of,
    wrapped,
)
from vpl_core.site.timeline import Lane, Promise, Tick, slip_timeline

__all__ = [
    "RUNG_STATES",
    "Column",
    "Lane",
    "Promise",
    "Tick",
    "bullet",
    "columns",
    "mini_ladder",
    "rigor_swatch",
    "rung_fill",
    "slip_timeline",
    "sparkline",
    "stack",
    "waiting_bar",
]

RUNG_STATES = ("proven", "current", "claimed", "open", "none")
"""Proven; worked on now; claimed, not proven; begun or waiting; nothing known."""

_BULLET_SPAN = 1.16
"""Where a bullet's axis ends, the target being 1: the target's tick keeps air behind it, and overshooting shows."""

_LINE_LETTERS = 48
"""So many letters stand in one line under a bar on a phone."""

_HATCHED = ("measured", "reported")
_HATCH = shape(' fill="url(#v-{name})"')


class Column(NamedTuple):
    """One column: its height, and before it a line that says how high it was."""

    label: str
    value: Number
    words: str
    """The value, ready to print."""
    before: Number | None = None
    note: str = ""
    """The earlier value in words; none where `before` is unknown."""


def bullet(
    gap_closed: Number,
    *,
    rigor: str,
    plan: Number | None = None,
    start: str = "",
    now: str = "",
    target: str = "",
    title: str = "",
    desc: str = "",
    compact: bool = False,
) -> Markup:
    """How far a value has come from its start (0) to its target (1), whichever direction is better.

    `gap_closed` is unclamped: below 0 the bar is empty and an arrow points back, beyond the axis an arrow points on.
    `plan` is the share that ought to be closed today, drawn as a pale band. `compact` leaves the labels out.
    """
    reached = number(gap_closed, "gap_closed")
    top, height = _bar_place(compact)
    inset = 2 if compact else 3
    parts = [_bar("v-track", 0, 100, top, height), *_plan_band(plan, top, height)]
    parts.append(swatch(rigor, 0, _on_axis(reached), top + inset, height - 2 * inset))
    parts.append(upright(percent(_on_axis(1)), top - 4, top + height + 4, "v-target"))
    parts.append(_off_axis(reached, top + height / 2))
    if not compact:
        parts += _bullet_labels(reached, start=start, now=now, target=target)
    return picture(parts, height=22 if compact else 50, look="v-bullet", title=title, desc=desc)


def waiting_bar(words: str, *, title: str = "", desc: str = "", compact: bool = False) -> Markup:
    """The place of a number that does not exist yet; `words` say why, or when the first reading is due."""
    top, height = _bar_place(compact)
    lines = () if compact else wrapped(words, _LINE_LETTERS)
    said = [label(line, x="0", y=48 + 15 * row, look="v-muted") for row, line in enumerate(lines)]
    parts = [_bar("v-none", 0, 100, top, height), *said]
    return picture(parts, height=22 if compact else 35 + 15 * len(lines), look="v-bullet", title=title, desc=desc)


def sparkline(
    readings: tuple[tuple[int, Number | None], ...],
    *,
    rigor: str,
    target: Number | None = None,
    height: int = 36,
    title: str = "",
    desc: str = "",
) -> Markup:
    """The course of a value over days (ordinals), with its target as a dashed line.

    A reading of None breaks the line: where nothing is known nothing is drawn. Readings of one day keep the order
    they came in. ValueError where there is no number at all.
    """
    by_day = sorted(readings, key=itemgetter(0))
    course = [(day, None if value is None else number(value, "reading")) for day, value in by_day]
    known = [value for _, value in course if value is not None]
    if not known:
        raise ValueError("a sparkline needs a reading: draw the waiting bar where there is none")
    aim = [] if target is None else [number(target, "target")]
    low, high = min(known + aim), max(known + aim)
    runs = _runs(course, low=low, high=high, height=height)
    look = f"v-spark--{known_rigor(rigor)}"
    lines = [_polyline(run) for run in runs if len(run) > 1]
    parts = [level("0", "100%", _height_at(value, low, high, height), "v-spark-target") for value in aim]
    parts.append(stretched(_COURSE(look=look, lines=lines) if lines else element("g", class_=look), height=height))
    parts += [_dot(run[0], f"v-spark-dot {look}", "1.8") for run in runs if len(run) == 1]
    parts.append(_dot(runs[-1][-1], f"v-spark-dot {look}", "3"))
    return picture(parts, height=height, look="v-spark", title=title, desc=desc)


def stack(parts: Iterable[tuple[Number, str]], *, height: int = 18, title: str = "", desc: str = "") -> Markup:
    """What a sum is made of: amounts with their rigor, strongest first, equal rigors added up.

    ValueError for an amount below zero; where all amounts are zero the bar is empty dashes.
    """
    amounts = [(number(amount, "amount"), known_rigor(rigor)) for amount, rigor in parts]
    if any(amount < 0 for amount, _ in amounts):
        raise ValueError("an amount is below zero: a stack shows parts of a sum")
    sums = [(rigor, fsum(amount for amount, held in amounts if held == rigor)) for rigor in RIGORS]
    pieces = _pieces([(rigor, amount) for rigor, amount in sums if amount > 0])
    drawn = [swatch(rigor, start, width, 1, height - 2) for rigor, start, width in pieces]
    empty = [_bar("v-none", 0, 100, 1, height - 2)]
    return picture(drawn or empty, height=height, look="v-stack", title=title, desc=desc)


@lru_cache(maxsize=512, typed=True)
def rung_fill(proven: Number, claimed: Number = 0, *, title: str = "", desc: str = "") -> Markup:
    """The bar on a step: the proven share of its milestones solid, what is only claimed beyond it hatched.

    Both are shares from 0 to 1; `claimed` counts the proven ones too.
    """
    solid, beyond = share(proven, "proven") * 100, share(claimed, "claimed") * 100
    parts = [_bar("v-fill", 0, 100, 0, 6, radius="")]
    if beyond > solid:
        parts.append(swatch("reported", solid, beyond - solid, 0, 6, radius=""))
    parts.append(swatch("verified", 0, solid, 0, 6, radius=""))
    return picture(parts, height=6, look="vpl-rung__fill", title=title, desc=desc)


def columns(cols: Sequence[Column], *, height: int = 206, title: str = "", desc: str = "") -> Markup:
    """Columns on one scale from zero, each with a line at its earlier height; ValueError for values below zero."""
    heights = [number(column.value, column.label) for column in cols]
    lines = [None if column.before is None else number(column.before, column.label) for column in cols]
    known = [*heights, *(line for line in lines if line is not None)]
    if any(value < 0 for value in known):
        raise ValueError("a column's height is below zero: columns count from zero")
    scale = (height - 66) / (max(known, default=0) or 1)
    floor, room = height - 58, 100 / max(len(cols), 1)
    parts = [level("0", "100%", floor, "v-axis")]
    for index, (column, value, line) in enumerate(zip(cols, heights, lines, strict=True)):
        parts += _column(column, index * room, room, floor, value * scale, None if line is None else line * scale)
    return picture(parts, height=height, look="v-columns", title=title, desc=desc)


def mini_ladder(states: Sequence[str], *, title: str = "", desc: str = "") -> Markup:
    """A staircase for a table's cell; each state is one of `RUNG_STATES`, the lowest rung first."""
    strange = [state for state in states if state not in RUNG_STATES]
    if strange:
        raise ValueError(f"{strange[0]} is no state of a rung: use one of {', '.join(RUNG_STATES)}")
    rise = 13 / max(len(states) - 1, 1)
    steps = [_step(RUNG_STATES.index(state), index, 6 + index * rise) for index, state in enumerate(states)]
    return picture(steps, height=20, look="v-mini", title=title, desc=desc, width=short(12 * len(states)))


@cache
def rigor_swatch(rigor: str) -> Markup:
    """A sample of a rigor's texture for the legend, hidden from screen readers; the style sheet has its measures."""
    sample = _SAMPLE(look=f"v-{known_rigor(rigor)}", fill=_fill(rigor))
    return picture([sample], height=12, look="v-swatch", title="", desc="", width="28")


def swatch(rigor: str, start: float, width: float, top: float, height: float, *, radius: str = "1.5") -> Markup:
    """A bar in a rigor's texture, from `start` over `width` in percent."""
    return _bar(f"v-{known_rigor(rigor)}", start, width, top, height, radius=radius, fill=_fill(rigor))


def _fill(rigor: str) -> str:
    # A hatch must be an attribute: in a stylesheet the reference would be looked up in the stylesheet's own file.
    return _HATCH(name=rigor) if rigor in _HATCHED else ""


def _bar(
    look: str, start: float, width: float, top: float, height: float, *, radius: str = "2", fill: str = ""
) -> Markup:
    corner = _CORNER(radius=radius) if radius else ""
    return _BAR(look, percent(start), short(top), percent(width), short(height), corner, fill)


_BAR = shape('<rect class="{look}" x="{x}" y="{y}" width="{width}" height="{height}"{corner}{fill}/>')
_SAMPLE = shape('<rect class="{look}"{fill}/>')
_CORNER = shape(' rx="{radius}"')


def _bar_place(compact: bool) -> tuple[int, int]:
    return (7, 8) if compact else (20, 12)


def _on_axis(reached: float) -> float:
    """The position in percent of a share of the way to the target, clamped to the axis."""
    return min(max(reached, 0.0), _BULLET_SPAN) / _BULLET_SPAN * 100


def _plan_band(plan: Number | None, top: float, height: float) -> list[Markup]:
    if plan is None:
        return []
    end = _on_axis(number(plan, "plan"))
    return [_bar("v-plan", 0, end, top, height), upright(percent(end), top, top + height, "v-plan-edge")]


def _off_axis(reached: float, middle: float) -> Markup:
    """An arrow where the value lies outside the axis: worse than at the start, or far beyond the target."""
    if reached < 0:
        return placed(element("path", class_="v-back", d="M9-4.5L1 0l8 4.5z"), x="0", y=middle)
    if reached > _BULLET_SPAN:
        return placed(element("path", class_="v-beyond", d="M-9-4.5L-1 0l-8 4.5z"), x="100%", y=middle)
    return Markup()


def _bullet_labels(reached: float, *, start: str, now: str, target: str) -> list[Markup]:
    at, aim = _on_axis(reached), _on_axis(1)
    anchor = "" if at < 33 else "end" if at > 66 else "middle"
    narrow = width_of(target) <= 14
    look = "v-strong v-late" if reached < 0 else "v-strong"
    return [
        upright(percent(at), 17, 32, "v-now"),
        label(now, x=percent(at), y=12, look=look, anchor=anchor),
        label(start, x="0", y=48, look="v-muted"),
        label(target, x=percent(aim if narrow else 100), y=48, look="v-muted", anchor="middle" if narrow else "end"),
    ]


def _height_at(value: float, low: float, high: float, height: float) -> float:
    """The distance from the top, four pixels being kept free above and below; the middle where nothing varies."""
    return height / 2 if high == low else 4 + (high - value) / (high - low) * (height - 8)


def _runs(
    course: Sequence[tuple[int, float | None]], *, low: float, high: float, height: float
) -> list[list[tuple[float, float]]]:
    """The unbroken stretches of a course as points: percent from the left, pixels from the top."""
    first, days = course[0][0], course[-1][0] - course[0][0]
    runs: list[list[tuple[float, float]]] = [[]]
    for day, value in course:
        if value is None:
            runs.append([])
        else:
            left = (day - first) / days * 100 if days else 100.0
            runs[-1].append((left, _height_at(value, low, high, height)))
    return [run for run in runs if run]


def _polyline(run: list[tuple[float, float]]) -> Markup:
    return _LINE(points=markup(" ".join([f"{short(left)},{short(top)}" for left, top in run])))


_COURSE = shape('<g class="{look}">{lines}</g>')
_LINE = shape('<polyline class="v-spark-line" points="{points}"/>')


def _dot(point: tuple[float, float], look: str, radius: str) -> Markup:
    return _DOT(look, percent(point[0]), short(point[1]), radius)


_DOT = shape('<circle class="{look}" cx="{x}" cy="{y}" r="{radius}"/>')


def _pieces(sums: list[tuple[str, float]]) -> list[tuple[str, float, float]]:
    """Rigor, start and width in percent, with a hairline of air between neighbours."""
    total = fsum(amount for _, amount in sums)
    pieces: list[tuple[str, float, float]] = []
    start = 0.0
    for rigor, amount in sums:
        width = amount / total * 100
        last = len(pieces) + 1 == len(sums)
        pieces.append((rigor, min(start, 100.0), max(width - (0 if last else 0.35), 0.0)))
        start += width
    return pieces


def _column(column: Column, start: float, room: float, floor: float, height: float, line: float | None) -> list[Markup]:
    middle = percent(start + room / 2)
    parts = [_bar("v-column", start + room * 0.14, room * 0.72, floor - height, height)]
    if line is not None:
        ends = percent(start + room * 0.06), percent(start + room * 0.94)
        parts += [level(*ends, floor - line, "v-before-halo"), level(*ends, floor - line, "v-before")]
    words = ((column.label, ""), (column.words, "v-strong"), (column.note, "v-muted"))
    parts += [
        label(text, x=middle, y=floor + 18 + 17 * row, look=look, anchor="middle")
        for row, (text, look) in enumerate(words)
    ]
    return parts


def _step(state: int, index: int, height: float) -> Markup:
    name = RUNG_STATES[state]
    fill = {"fill": "url(#v-reported)"} if name == "claimed" else {}
    size = {"x": short(index * 12 + 0.5), "y": short(19.5 - height), "width": "10", "height": short(height)}
    return element("rect", class_=f"v-step v-step--{name}", **size, rx="1.5", **fill)
