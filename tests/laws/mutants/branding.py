"""Mistakes in what is accepted of a brand."""

from __future__ import annotations

from tests.laws import test_brand_colours as brand_laws
from tests.laws.mutants.mutant import Mutant
from vpl_core.rules import brand_colours, contrast

BRANDING = (
    Mutant(
        "A ratio that just misses what text needs is let through.",
        brand_colours.misses,
        "if ratio < least",
        "if ratio < least - 0.2",
        brand_laws.test_an_accent_is_accepted_exactly_where_it_can_be_read,
    ),
    Mutant(
        "The accent is measured on the paper and on no other ground.",
        brand_colours.misses,
        "dict.fromkeys(GROUNDS, TEXT)",
        "{'paper': TEXT}",
        brand_laws.test_an_accent_is_accepted_exactly_where_it_can_be_read,
    ),
    Mutant(
        "A bar is asked for what only text needs.",
        brand_colours.misses,
        "**dict.fromkeys(BARS, GRAPHICS)",
        "**dict.fromkeys(BARS, TEXT)",
        brand_laws.test_an_accent_is_accepted_exactly_where_it_can_be_read,
    ),
    Mutant(
        "Luminance is taken of the numbers as they are stored, not of light.",
        contrast._linear,
        "float(((part + 0.055) / 1.055) ** 2.4)",
        "part",
        brand_laws.test_an_accent_is_accepted_exactly_where_it_can_be_read,
    ),
    Mutant(
        "The paler bar may fade into the paper.",
        brand_colours._paler,
        "all(contrast(bar, ground) >= GRAPHICS for ground in grounds)",
        "True",
        brand_laws.test_everything_made_of_an_accepted_accent_can_be_read,
    ),
    Mutant(
        "A tinted ground takes all of the accent that it may, whatever stands on it.",
        brand_colours._tint,
        'return next(readable, tokens["surface"])',
        'return mixed(accent, tokens["surface"], 0.3)',
        brand_laws.test_everything_made_of_an_accepted_accent_can_be_read,
    ),
    Mutant(
        "A filled step keeps the accent in the dark, under white letters.",
        brand_colours._step,
        "if contrast(WHITE, step) >= ROOM_FOR_WHITE",
        "if True",
        brand_laws.test_everything_made_of_an_accepted_accent_can_be_read,
    ),
    Mutant(
        "The colour that is offered is the first one that holds, not the nearest.",
        brand_colours.nearest,
        "key=lambda level: (abs(level - start), level)",
        "key=lambda level: level",
        brand_laws.test_the_colour_that_is_offered_holds_and_keeps_the_hue,
    ),
    Mutant(
        "Both palettes are measured on the light paper.",
        brand_colours.misses,
        "tokens = PALETTES[scheme]",
        'tokens = PALETTES["light"]',
        brand_laws.test_no_colour_can_be_read_in_both_palettes,
    ),
)
