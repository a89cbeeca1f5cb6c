"""The waterfall: from what came in to what is left, one bar under the other, each where the one before it ended."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.site.charts import swatch
from vpl_core.site.marks import RIGORS
from vpl_core.site.svg import Number, element, label, number, percent, picture, short, upright, wrapped

LOOKS = (*RIGORS, "loss", "cost", "total", "supposed")
"""A gain in the texture of its proof; a loss, a cost; a sum of what is proven, and one of what is only claimed."""

_NAME = 38
"""So many letters of a name stand beside an amount on a phone."""
_BAR, _LINE = 14, 16
_CLEAR = -7
"""Pixels between an amount and the right edge, where the thin line from a bar of the whole width goes down."""


class Fall(NamedTuple):
    """One bar of a waterfall."""

    name: str
    words: str
    """The amount, ready to print."""
    start: Number
    end: Number
    look: str
    """One of `LOOKS`."""


def waterfall(falls: Sequence[Fall], *, title: str = "", desc: str = "") -> Markup:
    """The bars on one scale that holds zero; a name stands above its bar and is never cut.

    A thin line leads from the end of each bar to the next. ValueError for a look that is none of `LOOKS`.
    """
    strange = [fall.look for fall in falls if fall.look not in LOOKS]
    if strange:
        raise ValueError(f"{strange[0]} is no look of a bar: use one of {', '.join(LOOKS)}")
    ends = [(number(fall.start, fall.name), number(fall.end, fall.name)) for fall in falls]
    low, high = min([0.0, *map(min, ends)]), max([0.0, *map(max, ends)])
    scale = 100 / ((high - low) or 1)
    lines = [wrapped(fall.name, _NAME) for fall in falls]
    tops = [0.0, *itertools.accumulate(_LINE * len(names) + _BAR + 17.0 for names in lines)]
    bars = [top + _LINE * len(names) + 5 for top, names in zip(tops, lines, strict=False)]
    links = [
        upright(percent((end - low) * scale), bar + _BAR, below, "v-link")
        for (_, end), (bar, below) in zip(ends, itertools.pairwise(bars), strict=False)
    ]
    drawn = [
        _drawn(fall, (min(start, end) - low) * scale, abs(end - start) * scale, bar)
        for fall, (start, end), bar in zip(falls, ends, bars, strict=True)
    ]
    said = [_said(*one) for one in zip(falls, lines, tops, strict=False)]
    return picture([*links, *drawn, *said], height=max(tops[-1], 1), look="v-waterfall", title=title, desc=desc)


def _drawn(fall: Fall, left: float, width: float, top: float) -> Markup:
    # A hair wide at least: something is there, however little.
    start, wide = min(left, 99.7), max(width, 0.3)
    if fall.look in RIGORS:
        return swatch(fall.look, start, wide, top, _BAR)
    place = {"x": percent(start), "y": short(top), "width": percent(wide), "height": short(_BAR)}
    return element("rect", class_=f"v-{fall.look}", **place, rx="1.5")


def _said(fall: Fall, lines: Sequence[str], top: float) -> Markup:
    look = "v-strong" if fall.look in ("total", "supposed") else ""
    name = [label(line, x="0", y=top + 13 + _LINE * row, look=look) for row, line in enumerate(lines)]
    amount = label(fall.words, x="100%", y=top + 13 + _LINE * (len(lines) - 1), look=look, anchor="end", shift=_CLEAR)
    return Markup().join([*name, amount])
