"""The slip timeline: what was promised when, and when it came or is now expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.site.marks import MILESTONE_STATUSES, known_status, status_marker
from vpl_core.site.shape import markup, shape
from vpl_core.site.svg import element, label, level, link, percent, picture, placed, short, upright, width_of, wrapped

_HEAD = 26
"""Pixels above the first lane, for the labels of the ticks."""
_LETTER = 1.9
"""A letter's width in percent of a phone's picture (6.2 of 330 pixels): what fits there fits everywhere."""
_PHONE = 3.3
"""Pixels in one percent of a phone's picture."""
_LINE_LETTERS = 50


class Tick(NamedTuple):
    """A grid line; minor labels are left out on a phone."""

    day: int
    label: str = ""
    major: bool = False


class Promise(NamedTuple):
    """A milestone on the timeline; days are ordinals."""

    name: str
    status: str
    """One of `marks.MILESTONE_STATUSES`."""
    promised: int | None
    """The first promise; none where nothing was promised."""
    now: int | None
    """The day it was reached, or is now expected; none where nobody can say."""
    href: str = ""


class Lane(NamedTuple):
    """Milestones that belong together, under a name."""

    name: str
    promises: Sequence[Promise]


class _Span(NamedTuple):
    first: int
    last: int

    def at(self, day: int) -> float:
        """Percent from the left, with room for half a marker at both ends."""
        return 2 + (day - self.first) / (self.last - self.first) * 96 if self.last > self.first else 50.0


class _Row(NamedTuple):
    """A promise with everything placed: percent from the left, pixels from the top."""

    promise: Promise
    status: str
    marker: float
    ring: float | None
    slip: str
    """`closed` between two known days, `open` while the end is unknown, empty where nothing slipped."""
    lines: tuple[str, ...]
    name_at: float
    anchor: str
    shift: int
    inline: bool

    @property
    def height(self) -> int:
        return 34 if self.inline else 30 + 15 * len(self.lines)


def slip_timeline(
    lanes: Sequence[Lane],
    *,
    today: int,
    today_label: str = "",
    ticks: Sequence[Tick] = (),
    title: str = "",
    desc: str = "",
) -> Markup:
    """A ring where a milestone was first promised, its status sign where it is now, and the slip between them.

    The axis reaches from the first to the last of all days given. A promise that is past and has no new day is
    drawn open-ended up to today. A name stands beside its sign where a phone has the room, else right above it.
    """
    span = _span([*(tick.day for tick in ticks), today], lanes)
    rows, bottom = [], _HEAD
    for lane in lanes:
        rows.append(label(lane.name, x="0", y=bottom + 14, look="v-lane"))
        bottom += 20
        for promise in lane.promises:
            row = _placed(promise, span, today)
            rows += _drawn(row, bottom)
            bottom += row.height
    parts = [*_grid(ticks, span, today, bottom + 22), *rows]
    parts.append(_today(span.at(today), today_label, bottom + 16))
    linked = any(promise.href for lane in lanes for promise in lane.promises)
    role = "group" if linked else "img"
    return picture(parts, height=bottom + 22, look="v-timeline", title=title, desc=desc, role=role)


def _span(days: Iterable[int], lanes: Sequence[Lane]) -> _Span:
    promises = [promise for lane in lanes for promise in lane.promises]
    given = [day for promise in promises for day in (promise.promised, promise.now) if day is not None]
    every = [*days, *given]
    return _Span(min(every), max(every))


def _placed(promise: Promise, span: _Span, today: int) -> _Row:
    status = known_status(promise.status)
    if status not in MILESTONE_STATUSES:
        raise ValueError(f"{promise.name}: {status} answers a question, it is no milestone's status")
    day, slip = _day_and_slip(promise, today)
    marker = span.at(day)
    ring = span.at(promise.promised) if slip and promise.promised is not None else None
    left, right = min(marker, ring or marker), max(marker, ring or marker)
    return _Row(promise, status, marker, ring, slip, *_name_place(promise.name, left, right))


def _day_and_slip(promise: Promise, today: int) -> tuple[int, str]:
    """Where the sign stands, and the kind of slip that leads there."""
    if promise.now is not None:
        return promise.now, "closed" if promise.promised not in (None, promise.now) else ""
    if promise.promised is None:
        raise ValueError(f"{promise.name} has no day: leave it out of the timeline and list it beside it")
    return max(promise.promised, today), "open" if promise.promised < today else ""


def _name_place(name: str, left: float, right: float) -> tuple[tuple[str, ...], float, str, int, bool]:
    """The name's lines, position, anchor and shift, and whether it stands beside the sign."""
    need = width_of(name) * _LETTER + 4
    if need <= 100 - right:
        return (name,), right, "", 13, True
    if need <= left:
        return (name,), left, "end", -13, True
    if need <= 100:
        # Above the sign, and as many pixels to its left as a phone lacks on its right; a share of the width would carry
        # the name far away from its sign where the picture is wide.
        return (name,), left, "", round(min(0.0, 100 - need - left) * _PHONE), False
    return wrapped(name, _LINE_LETTERS), 0.0, "", 0, False


def _drawn(row: _Row, top: float) -> list[Markup]:
    middle = top + row.height - 17
    text_top = middle + 4 if row.inline else top + 14
    names = [
        label(line, x=percent(row.name_at), y=text_top + 15 * index, look="v-name", anchor=row.anchor, shift=row.shift)
        for index, line in enumerate(row.lines)
    ]
    return [*_slip(row, middle), _sign(row, middle), link(row.promise.href, markup("".join(names)))]


def _slip(row: _Row, middle: float) -> list[Markup]:
    if row.ring is None:
        return []
    look = f"v-slip v-slip--{row.slip} v-st--{row.status}"
    ring = _RING(percent(row.ring), short(middle))
    return [level(percent(row.ring), percent(row.marker), middle, look), ring]


def _sign(row: _Row, middle: float) -> Markup:
    return placed(status_marker(row.status), x=percent(row.marker), y=middle)


_RING = shape('<circle class="v-promise" cx="{x}" cy="{y}" r="4.5"/>')


def _grid(ticks: Sequence[Tick], span: _Span, today: int, bottom: float) -> list[Markup]:
    size = {"width": percent(span.at(today)), "height": short(bottom - _HEAD + 4)}
    parts = [element("rect", class_="v-past", x="0", y=short(_HEAD - 4), **size)]
    for tick in sorted(ticks):
        at, look = span.at(tick.day), "v-muted" if tick.major else "v-muted v-minor"
        parts.append(upright(percent(at), _HEAD - 4, bottom, "v-grid v-major" if tick.major else "v-grid"))
        parts.append(label(tick.label, x=percent(at), y=12, look=look, anchor="end" if at > 90 else ""))
    return [*parts, upright(percent(span.at(today)), _HEAD - 4, bottom, "v-today")]


def _today(at: float, words: str, y: float) -> Markup:
    on_the_left = at > 50
    return label(
        words, x=percent(at), y=y, look="v-strong", anchor="end" if on_the_left else "", shift=-6 if on_the_left else 6
    )
