"""Brand colours: an accent is accepted exactly where all that is made of it can be read, by the sheet itself."""

from __future__ import annotations

import colorsys

from hypothesis import strategies as st

from tests.laws.law import law
from tests.site.style_sheet import declared
from vpl_core.model.palette import Scheme
from vpl_core.rules.brand_colours import family, misses, nearest

SHEETS = {scheme: declared(scheme) for scheme in ("light", "dark")}
TEXT_STANDS_ON = ("paper", "surface", "sunk")
BARS_LIE_ON = ("track", "plan")


def light_of(colour: str) -> float:
    """Relative luminance by the definition of WCAG 2.2, written a second time."""
    linear = []
    for place in (1, 3, 5):
        part = int(colour[place : place + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    lights = (light_of(one) + 0.05, light_of(other) + 0.05)
    return max(lights) / min(lights)


def readable(accent: str, sheet: dict[str, str]) -> bool:
    text = all(ratio(accent, sheet[ground]) >= 4.5 for ground in TEXT_STANDS_ON)
    return text and all(ratio(accent, sheet[ground]) >= 3 for ground in BARS_LIE_ON)


def as_hex(parts: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*parts)


colours = st.tuples(*(st.integers(0, 255) for _ in range(3))).map(as_hex)
schemes = st.sampled_from(["light", "dark"])


@law(colours, schemes, times=3)
def test_an_accent_is_accepted_exactly_where_it_can_be_read(colour: str, scheme: Scheme) -> None:
    """Whatever is accepted can be read on every ground the sheet has, and whatever is refused cannot.

    accepted(c) ⇔ ∀ g ∈ {paper, card, sunk}: (L₁+0.05)/(L₂+0.05)(c, g) ≥ 4.5 ∧ ∀ b ∈ {track, plan}: … ≥ 3.
    """
    assert (not misses(colour, scheme)) == readable(colour, SHEETS[scheme])


@law(colours, schemes, times=3)
def test_everything_made_of_an_accepted_accent_can_be_read(colour: str, scheme: Scheme) -> None:
    """No accepted accent makes letters, bars or signs that cannot be seen.

    accepted(c) ⇒ text on tint, step and sign ≥ 4.5 ∧ paler bar and step on every ground ≥ 3.
    """
    accent, sheet = nearest(colour, scheme), SHEETS[scheme]
    made = family(accent, scheme)
    assert made["proof"] == accent
    texts = [(word, made["proof-3"]) for word in (sheet["ink"], sheet["ink-2"], accent)]
    texts += [(made["on-step"], made["step"]), (made["on-proof"], accent)]
    assert [pair for pair in texts if ratio(*pair) < 4.5] == []
    bars = [(made["proof-2"], sheet[ground]) for ground in (*TEXT_STANDS_ON, "track")] + [
        (made["step"], sheet["paper"])
    ]
    assert [pair for pair in bars if ratio(*pair) < 3] == []


@law(colours, schemes)
def test_the_colour_that_is_offered_holds_and_keeps_the_hue(colour: str, scheme: Scheme) -> None:
    """Whoever writes the colour of the refusal is not refused again, and knows the brand again.

    accepted(nearest(c)), hue(nearest(c)) ≈ hue(c), and no lightness nearer to that of c is accepted.
    """
    offered = nearest(colour, scheme)
    assert readable(offered, SHEETS[scheme])
    before, after = (colorsys.rgb_to_hls(*(int(c[n : n + 2], 16) / 255 for n in (1, 3, 5))) for c in (colour, offered))
    if before[2] > 0.2 and 0.1 < after[1] < 0.9:
        turned = abs(before[0] - after[0])
        assert min(turned, 1 - turned) < 0.02
    for level in range(256):
        shade = [round(part * 255) for part in colorsys.hls_to_rgb(before[0], level / 255, before[2])]
        if abs(level - before[1] * 255) < abs(after[1] - before[1]) * 255 - 2:
            assert not readable("#{:02x}{:02x}{:02x}".format(*shade), SHEETS[scheme])


@law(colours)
def test_no_colour_can_be_read_in_both_palettes(colour: str) -> None:
    """So a brand gives one for each.

    accepted(c, light) ⇒ ¬ accepted(c, dark).
    """
    assert misses(colour, "light") or misses(colour, "dark")
