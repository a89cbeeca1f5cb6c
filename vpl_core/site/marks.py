"""The small signs: circles for rigor, diamonds and their kin for milestones, squares for answers."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from vpl_core.site.svg import element, sign

RIGORS = ("verified", "corroborated", "measured", "reported", "asserted", "unsourced", "none")
"""Strongest first; `none` is a value without any reading."""

MILESTONE_STATUSES = (
    "achieved",
    "over-achieved",
    "in-progress",
    "delayed",
    "missed",
    "regressed",
    "not-started",
    "exempt",
)
ANSWERS = ("met", "unmet", "unknown")
STATUSES = MILESTONE_STATUSES + ANSWERS


@cache
def rigor_mark(rigor: str) -> Markup:
    """The sign of a rigor: a ball that empties as the proof weakens."""
    return sign(_BALLS[known_rigor(rigor)], f"v-ball v-ball--{known_rigor(rigor)}")


@cache
def status_mark(status: str) -> Markup:
    """The sign of a milestone's status or of a question's answer, each with an outline of its own."""
    return sign(_STATUS_SHAPES[known_status(status)], f"v-st v-st--{known_status(status)}")


@cache
def status_marker(status: str) -> Markup:
    """The sign of a milestone's status for a drawing, centred on the drawing's origin."""
    look = f"v-at v-st v-st--{known_status(status)}"
    return element("g", _STATUS_SHAPES[known_status(status)], class_=look, transform="translate(-8 -8)")


def known_rigor(rigor: str) -> str:
    """One of `RIGORS`, as a plain string; ValueError for any other."""
    if rigor not in RIGORS:
        raise ValueError(f"{rigor} is no rigor: use one of {', '.join(RIGORS)}")
    return RIGORS[RIGORS.index(rigor)]


def known_status(status: str) -> str:
    """One of `STATUSES`, hyphens and underscores being the same; ValueError for any other."""
    hyphenated = str(status).replace("_", "-")
    if hyphenated not in STATUSES:
        raise ValueError(f"{status} is no status: use one of {', '.join(STATUSES)}")
    return hyphenated


def _path(look: str, d: str, **extra: str) -> Markup:
    return element("path", class_=look, d=d, **extra)


def _ring(look: str = "v-ring", **extra: str) -> Markup:
    """The style sheet says where and how large: there is one in most signs of a page."""
    return element("circle", class_=look, **extra)


def _box(look: str = "v-line", **extra: str) -> Markup:
    return element("rect", class_=look, x="1.6", y="1.6", width="12.8", height="12.8", rx="2", **extra)


def _around(units: str) -> dict[str, str]:
    """The length of an outline in units of our own, so that dashes meet the corners and dots close the round."""
    return {"pathLength": units}


_TICK = "M4.9 8.2l2.2 2.2 4-4.6"
_CROSS = "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"
_DIAMOND = "M8 1.4L14.6 8 8 14.6 1.4 8z"

_BALLS = {
    "verified": _ring() + _ring("v-full") + _path("v-cut", _TICK),
    "corroborated": _ring() + _path("v-full", "M8 8V1.5A6.5 6.5 0 1 1 1.5 8z"),
    "measured": _ring() + _path("v-full", "M8 1.5a6.5 6.5 0 0 1 0 13z"),
    "reported": _ring() + _path("v-full", "M8 8V1.5A6.5 6.5 0 0 1 14.5 8z"),
    "asserted": _ring(),
    "unsourced": _ring("v-ring v-dots", **_around("24")),
    "none": _ring("v-ring v-dashes", **_around("8")),
}

_STATUS_SHAPES = {
    "achieved": _path("v-full", "M8 .3L15.7 8 8 15.7.3 8z") + _path("v-cut", "M5 8.2l2.1 2.1 3.9-4.4"),
    "over-achieved": _path(
        "v-full", "M8 .2l2.3 2.3h3.2v3.2L15.8 8l-2.3 2.3v3.2h-3.2L8 15.8l-2.3-2.3H2.5v-3.2L.2 8l2.3-2.3V2.5h3.2z"
    )
    + _path("v-cut", "M8 11.6V4.9M5.2 7.5L8 4.7l2.8 2.8"),
    "in-progress": _path("v-line", _DIAMOND) + _path("v-full", "M8 1.4v13.2L1.4 8z"),
    "delayed": _path("v-line", "M8 1.7l6.7 12.4H1.3z") + _path("v-line", "M8 6.2v3.5M8 11.6v.5"),
    "missed": _path("v-full", "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z") + _path("v-cut", _CROSS),
    "regressed": _path("v-full", "M.8 2h14.4L8 15z") + _path("v-cut", "M8 4.4v5M5.9 7.6L8 9.8l2.1-2.2"),
    "not-started": _path("v-line v-dashes", _DIAMOND, **_around("16")),
    "exempt": element("rect", class_="v-line", x=".9", y="4.3", width="14.2", height="7.4", rx="3.7")
    + _path("v-line", "M5.4 8h5.2"),
    "met": _box() + _path("v-line", _TICK),
    "unmet": _box() + _path("v-line", _CROSS),
    "unknown": _box("v-line v-dots", **_around("32"))
    + _path("v-line", "M6.1 6.3a1.9 1.9 0 1 1 2.8 1.6c-.6.4-.9.8-.9 1.4M8 11.5v.2"),
}


def _texture(name: str, *, pitch: str, thickness: str) -> Markup:
    """Slanted lines; the pitch and the thickness are in pixels."""
    ground = element("rect", class_="v-hatch-ground", width=pitch, height=pitch)
    line = element("rect", class_="v-hatch-line", width=thickness, height=pitch)
    units = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("pattern", ground, line, id=f"v-{name}", width=pitch, height=pitch, **units)


PATTERNS = element(
    "svg",
    element(
        "defs",
        _texture("measured", pitch="4", thickness="2.4"),
        _texture("reported", pitch="7", thickness="1.7"),
    ),
    class_="v-defs",
    width="0",
    height="0",
    aria_hidden="true",
)
"""What charts refer to by id: the two hatches. It belongs on every page, once."""
