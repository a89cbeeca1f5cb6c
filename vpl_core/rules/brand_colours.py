"""Brand colours: whether an accent can be read wherever the theme puts it, and the family of colours made of it."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from vpl_core.model.palette import BARS, GROUNDS, PALETTES, Scheme, Tokens
from vpl_core.rules.contrast import GRAPHICS, TEXT, colour_of, contrast, mixed, parts_of

WHITE = "#ffffff"
STRONGEST_TINT, PALEST_BAR = 20, 50
"""In percent: of the accent in a tinted ground at most, and in a paler bar at least where it can be seen so."""
ROOM_FOR_WHITE = 5.0
"""The contrast of white letters on a filled step: a little more than they need."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A ground on which a colour is too weak."""

    ground: str
    """As a reader calls it: paper, a card."""
    ratio: float
    needed: float


def misses(accent: str, scheme: Scheme) -> tuple[Miss, ...]:
    """Where the accent cannot be read or seen, in the order of the grounds; empty where it is accepted.

    It is text on every ground (links, figures), and a bar on its track and on its plan band.
    """
    tokens = PALETTES[scheme]
    needed = {**dict.fromkeys(GROUNDS, TEXT), **dict.fromkeys(BARS, GRAPHICS)}
    names = {**GROUNDS, **BARS}
    found = ((names[token], contrast(accent, tokens[token]), least) for token, least in needed.items())
    return tuple(Miss(ground, ratio, least) for ground, ratio, least in found if ratio < least)


def nearest(colour: str, scheme: Scheme) -> str:
    """The colour of the same hue and saturation, as near as possible in lightness, that is accepted in the palette.

    Itself where it is accepted. There always is one: lightness ends in black and in white.
    """
    if not misses(colour, scheme):
        return colour
    start = _lightness(colour)
    levels = sorted(range(256), key=lambda level: (abs(level - start), level))
    return next(shade for level in levels if not misses(shade := _shade(colour, level), scheme))


def _lightness(colour: str) -> int:
    return round(colorsys.rgb_to_hls(*(part / 255 for part in parts_of(colour)))[1] * 255)


def _shade(colour: str, level: int) -> str:
    """The colour of the same hue and saturation that is so light, from 0 to 255."""
    hue, _, saturation = colorsys.rgb_to_hls(*(part / 255 for part in parts_of(colour)))
    red, green, blue = (part * 255 for part in colorsys.hls_to_rgb(hue, level / 255, saturation))
    return colour_of(red, green, blue)


def family(accent: str, scheme: Scheme) -> Tokens:
    """All tokens that a brand decides, made of an accent that is accepted in the palette.

    Grounds, ink and the colours of a status stay: they mean the same on the sites of every vendor.

    The paler bar keeps 3:1, the tinted ground keeps 4.5:1 for the ink and the accent on it, the filled step has white
    letters, and a cut in a filled sign has the colour of the lightest or darkest ground.
    """
    tokens = PALETTES[scheme]
    return {
        "proof": accent,
        "proof-2": _paler(accent, tokens),
        "proof-3": _tint(accent, tokens),
        "on-proof": WHITE if scheme == "light" else tokens["paper"],
        "step": _step(accent),
        "on-step": WHITE,
    }


def _paler(accent: str, tokens: Tokens) -> str:
    """The accent mixed into the paper as far as a bar of it can still be seen on every ground and on its track."""
    grounds = [tokens[token] for token in (*GROUNDS, "track")]
    shares = (mixed(accent, tokens["paper"], percent / 100) for percent in range(PALEST_BAR, 100))
    seen = (bar for bar in shares if all(contrast(bar, ground) >= GRAPHICS for ground in grounds))
    return next(seen, accent)


def _tint(accent: str, tokens: Tokens) -> str:
    """A card with as much of the accent in it as the words on it allow."""
    words = (tokens["ink"], tokens["ink-2"], accent)
    tints = (mixed(accent, tokens["surface"], percent / 100) for percent in range(STRONGEST_TINT, 0, -1))
    readable = (tint for tint in tints if all(contrast(word, tint) >= TEXT for word in words))
    return next(readable, tokens["surface"])


def _step(accent: str) -> str:
    """The accent, as much darker as white letters need."""
    steps = (_shade(accent, level) for level in range(_lightness(accent), -1, -1))
    return next(step for step in (accent, *steps) if contrast(WHITE, step) >= ROOM_FOR_WHITE)
