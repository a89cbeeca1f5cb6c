"""The cost of a site against the number of accounts, as a picture with two logarithmic axes."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10

from markupsafe import Markup

from benchmarks.results import Results
from benchmarks.tables import counted, number
from vpl_core.site.svg import element, short

WIDTH, HEIGHT = 560, 400
_LEFT, _RIGHT, _TOP, _FLOOR = 76, 410, 34, 352
_APART = 17
"""Pixels between two names at the right end, so that both can be read."""
_COLOURS = ("#b4532a", "#8a6d1f", "#b03a7c", "#2f7d6b", "#3366cc", "#808080")
"""Of a contrast above 3:1 on white and on black."""

Point = tuple[float, float]


def cost_plot(results: Results) -> Markup:
    """A line for each contestant, from the fewest accounts to the most; ValueError where nothing was measured."""
    axes = _Axes(results)
    lines = list(_lines(results, axes))
    ends = _spread([points[-1][1] for _, points in lines])
    drawn = [part for place, (name, points) in enumerate(lines) for part in _line(name, points, ends[place], place)]
    title = element("title", "Milliseconds of CPU a site against the number of accounts")
    return element(
        "svg",
        title,
        element("desc", _in_words(results)),
        *axes.drawn(),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        fill="none",
        font_family="system-ui, sans-serif",
        font_size="13",
        style="width: 100%; max-width: 44rem; height: auto",
    )


class _Axes:
    """Where a number of accounts and a cost lie on the picture."""

    def __init__(self, results: Results) -> None:
        costs = [one.cpu_a_site * 1e3 for one in results.measured]
        if not costs:
            raise ValueError("nothing was measured, so there is nothing to draw")
        self._counts = results.counts
        self._low, self._high = floor(log10(min(costs))), ceil(log10(max(costs)))

    def at(self, accounts: int, milliseconds: float) -> Point:
        return self._across(accounts), self._up(log10(milliseconds))

    def _across(self, accounts: int) -> float:
        first, last = log10(self._counts[0]), log10(self._counts[-1])
        return _LEFT + (_RIGHT - _LEFT) * (log10(accounts) - first) / ((last - first) or 1)

    def _up(self, decade: float) -> float:
        return _FLOOR - (_FLOOR - _TOP) * (decade - self._low) / ((self._high - self._low) or 1)

    def drawn(self) -> Iterator[Markup]:
        """A line for each power of ten, and the names of the axes."""
        for decade in range(self._low, self._high + 1):
            y = self._up(decade)
            ends = {"x1": short(_LEFT), "x2": short(_RIGHT), "y1": short(y), "y2": short(y)}
            yield element("line", stroke="currentColor", stroke_opacity="0.2", **ends)
            yield _words(f"{10.0**decade:,g} ms", _LEFT - 8, y + 4, anchor="end")
        for accounts in self._counts:
            yield _words(f"{accounts:,}", self._across(accounts), _FLOOR + 20, anchor="middle")
        yield _words("CPU a site", 0, _TOP - 18)
        yield _words("accounts", _RIGHT, _FLOOR + 40, anchor="end")


def _lines(results: Results, axes: _Axes) -> Iterator[tuple[str, list[Point]]]:
    for name in results.contestants:
        row = [one for accounts in results.counts if (one := results.of(name, accounts))]
        yield name, [axes.at(one.accounts, one.cpu_a_site * 1e3) for one in row]


def _line(name: str, points: list[Point], end: float, place: int) -> Iterator[Markup]:
    colour = _COLOURS[place % len(_COLOURS)]
    path = " ".join(f"{short(x)},{short(y)}" for x, y in points)
    yield element("polyline", points=path, stroke=colour, stroke_width="2.5")
    for x, y in points:
        yield element("circle", cx=short(x), cy=short(y), r="4", fill=colour)
    yield element("circle", cx=short(_RIGHT + 18), cy=short(end), r="4", fill=colour)
    yield _words(name, _RIGHT + 28, end + 4)


def _spread(heights: list[float]) -> list[float]:
    """The heights moved down as far as it takes that all are apart, in their order."""
    placed: dict[int, float] = {}
    last = float("-inf")
    for place in sorted(range(len(heights)), key=lambda place: heights[place]):
        last = max(heights[place], last + _APART)
        placed[place] = last
    return [placed[place] for place in range(len(heights))]


def _words(text: str, x: float, y: float, *, anchor: str = "start") -> Markup:
    return element("text", text, x=short(x), y=short(y), fill="currentColor", text_anchor=anchor)


def _in_words(results: Results) -> str:
    """What the picture shows, for whoever does not see it."""
    most = results.counts[-1]
    told = [
        f"{name} {number(one.cpu_a_site * 1e3)} ms" for name in results.contestants if (one := results.of(name, most))
    ]
    return f"At {counted(most)} a site costs: {', '.join(told)}."
