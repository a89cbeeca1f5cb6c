"""The tornado: one bar for each number that may be wrong, from the worst it could lead to up to the best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from vpl_core.site.svg import Number, element, label, number, percent, picture, short, upright, width_of, wrapped

_NAME = 50
"""So many letters of a name stand above a bar on a phone."""
_LETTER = 2.1
"""A letter's width in percent of a phone's picture."""
_TOP, _BAR, _LINE = 26, 14, 16


class Swing(NamedTuple):
    """One bar: what is moved, and where it leads to at either end of its range."""

    name: str
    note: str
    """What it belongs to; may be empty."""
    low: Number
    high: Number
    low_words: str
    """What the lesser of the two ends comes to, ready to print."""
    high_words: str


def tornado(swings: Sequence[Swing], *, base: Number, base_words: str, title: str = "", desc: str = "") -> Markup:
    """Bars on one scale round a line at `base`: to its left what would be worse, to its right what would be better.

    A line at zero stands where a bar reaches it. Names stand above their bars and are never cut; room is kept on both
    sides for the words at the ends.
    """
    ends = [sorted((number(one.low, one.name), number(one.high, one.name))) for one in swings]
    middle = number(base, "base")
    low, high = min([middle, *(least for least, _ in ends)]), max([middle, *(most for _, most in ends)])
    scale = _Scale(low, high, _room(swings))
    at = scale(middle)
    rows, top = list[Markup](), float(_TOP)
    for one, (least, most) in zip(swings, ends, strict=True):
        rows.append(_row(one, scale(least), scale(middle), scale(most), top))
        top += _height(one)
    zero = [upright(percent(scale(0.0)), _TOP - 4, top, "v-zero")] if low < 0 < high else []
    base_line = upright(percent(at), _TOP - 6, top, "v-target")
    said = label(base_words, x=percent(at), y=14, look="v-strong", anchor=_anchor(at))
    return picture([*zero, base_line, *rows, said], height=top + 4, look="v-tornado", title=title, desc=desc)


class _Scale(NamedTuple):
    low: float
    high: float
    room: float

    def __call__(self, value: float) -> float:
        """Percent from the left; the middle where nothing moves anything."""
        if self.high == self.low:
            return 50.0
        return self.room + (value - self.low) / (self.high - self.low) * (100 - 2 * self.room)


def _room(swings: Sequence[Swing]) -> float:
    longest = max([width_of(words) for one in swings for words in (one.low_words, one.high_words)], default=0)
    return min(longest * _LETTER + 2, 40.0)


def _anchor(at: float) -> str:
    return "" if at < 35 else "end" if at > 65 else "middle"


def _height(one: Swing) -> float:
    return _LINE * (len(wrapped(one.name, _NAME)) + len(_notes(one))) + _BAR + 20


def _notes(one: Swing) -> tuple[str, ...]:
    return wrapped(one.note, _NAME) if one.note else ()


def _row(one: Swing, least: float, middle: float, most: float, top: float) -> Markup:
    lines = [*((line, "") for line in wrapped(one.name, _NAME)), *((line, "v-muted") for line in _notes(one))]
    bar = top + _LINE * len(lines) + 7
    names = [label(words, x="0", y=top + 13 + _LINE * n, look=look) for n, (words, look) in enumerate(lines)]
    return Markup().join(
        [
            _bar("v-worse", least, middle, bar),
            _bar("v-better", middle, most, bar),
            label(one.low_words, x=percent(least), y=bar + 11, look="v-muted", anchor="end", shift=-6),
            label(one.high_words, x=percent(most), y=bar + 11, look="v-muted", shift=6),
            *names,
        ]
    )


def _bar(look: str, start: float, end: float, top: float) -> Markup:
    if end <= start:
        return Markup()
    place = {"x": percent(start), "y": short(top), "width": percent(end - start), "height": short(_BAR)}
    return element("rect", class_=look, **place)
