"""The brand on a site: a small style sheet, a drawing and fonts, made of settings that hold what they promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from vpl_core.errors import BuildFailure, Problem
from vpl_core.model.brand import BrandSettings
from vpl_core.model.palette import PALETTES, SCHEMES, Scheme
from vpl_core.rules.brand_colours import family, misses, nearest
from vpl_core.rules.contrast import GRAPHICS, contrast, ratio_text
from vpl_core.settings import FILE, Settings
from vpl_core.site.files import SiteFile, site_file
from vpl_core.site.fonts import UnusableFont, faces_of
from vpl_core.site.logo import FOLLOWS, Logo, UnusableLogo, logo_of
from vpl_core.toml_text import line_of

__all__ = ["NO_BRAND", "Brand", "brand_of", "faults_of"]

STYLE_SHEET, MARK = "assets/vpl/brand.css", "assets/vpl/mark.svg"


@dataclass(frozen=True, slots=True)
class Brand:
    """What the theme takes from a brand."""

    files: tuple[SiteFile, ...]
    """Files of the theme that stand in the place of its own, or beside them."""
    logo: Markup
    """The drawing for the header; the theme's own where empty."""

    @property
    def has_style(self) -> bool:
        return any(file.path == STYLE_SHEET for file in self.files)


NO_BRAND = Brand((), Markup(""))


def brand_of(settings: Settings, root: Path) -> Brand:
    """What the settings of the portfolio in the folder ask for; BuildFailure with everything that is wrong with it."""
    brand, problems = _read(settings.brand, root)
    if problems:
        raise BuildFailure(*problems)
    return brand


def faults_of(settings: Settings, root: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the brand, each with its place."""
    return _read(settings.brand, root)[1]


def _read(asked: BrandSettings, root: Path) -> tuple[Brand, tuple[Problem, ...]]:
    told = _Told(root)
    accents = dict(_accents(asked, told))
    logos = {scheme: logo for scheme in SCHEMES if (logo := _logo(asked, scheme, told)) is not None}
    told.problems += _unseen(logos, asked, told)
    fonts = _fonts(asked, told)
    if told.problems:
        return NO_BRAND, tuple(told.problems)
    return Brand(tuple(_files(accents, logos, fonts)), _drawings(logos)), ()


class _Told:
    """Where the settings stand, and what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def problem(self, message: str, step: str, *way: str) -> Problem:
        text = (self.root / FILE).read_text("utf-8-sig")
        line = line_of(("brand", *way), text)
        return Problem(message, step, path=FILE, line=line, field=".".join(("brand", *way)))

    def refuse(self, message: str, step: str, *way: str) -> None:
        self.problems.append(self.problem(message, step, *way))


# --- colours -------------------------------------------------------------------------------------------------------


def _accents(asked: BrandSettings, told: _Told) -> Iterator[tuple[Scheme, str]]:
    given: dict[Scheme, str] = {"light": asked.accent.light, "dark": asked.accent.dark}
    if not any(given.values()):
        return
    for scheme, colour in given.items():
        if colour and (missed := misses(colour, scheme)):
            first = missed[0]
            ratio = ratio_text(first.ratio, first.needed)
            message = f"brand colour {colour}: {ratio} on {first.ground}, needs {first.needed:g}:1"
            step = f"write {nearest(colour, scheme)}, the nearest of its hue that holds"
            told.refuse(message, step, "accent", scheme)
        elif colour:
            yield scheme, colour
        else:
            offered = nearest(next(filter(None, given.values())), scheme)
            message = f"there is no brand colour for the {scheme} palette"
            told.refuse(message, f'add {scheme} = "{offered}", the nearest of the same hue that holds', "accent")


# --- logo ----------------------------------------------------------------------------------------------------------


def _logo(asked: BrandSettings, scheme: Scheme, told: _Told) -> Logo | None:
    """The drawing for the palette; none where none is asked for or it is refused."""
    name = "logo_dark" if scheme == "dark" else "logo"
    path = asked.logo_dark if scheme == "dark" else asked.logo
    if not path:
        if asked.logo_dark and scheme == "light":
            told.refuse(
                "there is a logo for the dark palette only", 'add logo = "…", the drawing for all else', "logo_dark"
            )
        return None
    raw = _content_of(path, told, name)
    if raw is None:
        return None
    try:
        return logo_of(raw, path)
    except UnusableLogo as refusal:
        told.problems += refusal.problems
        return None


def _unseen(logos: dict[Scheme, Logo], asked: BrandSettings, told: _Told) -> Iterator[Problem]:
    """A palette in which no colour of its drawing can be seen.

    WCAG 2.2 asks nothing of a logotype; but one that nobody can see is no logo.
    """
    if not logos or (asked.logo_dark and "dark" not in logos):
        return
    for scheme in SCHEMES:
        logo = logos.get(scheme) or logos.get("light")
        if logo is None or FOLLOWS in logo.colours:
            continue
        paper = PALETTES[scheme]["paper"]
        best = max(sorted(logo.colours), key=lambda colour: contrast(colour, paper))
        if (ratio := contrast(best, paper)) < GRAPHICS:
            measured = f"at best {best} with {ratio_text(ratio, GRAPHICS)} on paper, needs {GRAPHICS:g}:1"
            step = f'write fill="{FOLLOWS}" in it for what may take the accent'
            step += ", or give another drawing as logo_dark" if scheme == "dark" else ""
            name = "logo_dark" if scheme == "dark" and "dark" in logos else "logo"
            yield told.problem(f"the logo cannot be seen in the {scheme} palette: {measured}", step, name)


def _drawings(logos: dict[Scheme, Logo]) -> Markup:
    """One drawing for both palettes, or both, of which the style sheet shows one."""
    looks = {scheme: f"vpl-logo vpl-logo--{scheme}" if len(logos) > 1 else "vpl-logo" for scheme in logos}
    return Markup("").join(logo.inline(looks[scheme]) for scheme, logo in logos.items())


# --- fonts ---------------------------------------------------------------------------------------------------------


def _fonts(asked: BrandSettings, told: _Told) -> tuple[tuple[SiteFile, ...], str]:
    """The files of the fonts with their licence, and the rules that name them."""
    given = {"text": asked.fonts.text, "headings": asked.fonts.headings}
    if not any(given.values()):
        if asked.fonts.licence:
            told.refuse("there is a licence and no font", "add a font, or remove it", "fonts", "licence")
        return (), ""
    if not asked.fonts.licence:
        step = 'add licence = "…", the file with the text that allows to hand them on'
        told.refuse("the fonts come without a licence", step, "fonts")
    paths = {**given, "licence": asked.fonts.licence}
    read = {name: _content_of(path, told, "fonts", name) for name, path in paths.items() if path}
    try:
        return faces_of(read)
    except UnusableFont as refusal:
        told.refuse(refusal.message, refusal.step, "fonts", refusal.name)
        return (), ""


# --- files ---------------------------------------------------------------------------------------------------------


def _content_of(path: str, told: _Told, *way: str) -> bytes | None:
    """What is in a file of the portfolio's folder; none, and a refusal, where it is no plain file in it."""
    place, home = told.root / path, told.root.resolve()
    if Path(path).is_absolute() or not place.resolve().is_relative_to(home):
        step = "copy the file into it, and write where it is from there"
        told.refuse(f"{path!r} is not inside the portfolio's folder", step, *way)
        return None
    try:
        return place.read_bytes()
    except OSError:
        told.refuse(f"there is no readable file {path!r}", "put it there, or correct the name", *way)
        return None


def _files(
    accents: dict[Scheme, str], logos: dict[Scheme, Logo], fonts: tuple[tuple[SiteFile, ...], str]
) -> Iterator[SiteFile]:
    faces, rules = fonts
    style = rules + _colour_rules(accents) + (_LOGO_RULES if logos else "") + (_TWO_LOGOS if len(logos) > 1 else "")
    if style:
        yield site_file(STYLE_SHEET, f"/* What the brand changes of vpl.css. */\n{style}".encode())
    if "light" in logos:
        mark = logos["light"].standing_alone(accents.get("light", PALETTES["light"]["proof"]))
        yield site_file(MARK, mark.encode())
    yield from faces


def _colour_rules(accents: dict[Scheme, str]) -> str:
    """The accent's family in both palettes; paper is printed in the light one, as it is without a brand."""
    if not accents:
        return ""
    light, dark = (_declared(accents[scheme], scheme) for scheme in SCHEMES)
    return (
        f':root, [data-md-color-scheme="default"] {{ {light} }}\n'
        f'@media screen {{ [data-md-color-scheme="slate"] {{ {dark} }} }}\n'
    )


def _declared(accent: str, scheme: Scheme) -> str:
    return " ".join(f"--vpl-{token}: {colour};" for token, colour in family(accent, scheme).items())


_LOGO_RULES = """\
.md-header__button.md-logo svg.vpl-logo, .md-nav__button.md-logo svg.vpl-logo { width: auto; max-width: 7rem; }
"""
_TWO_LOGOS = """\
.md-logo svg.vpl-logo--dark { display: none; }
@media screen {
  [data-md-color-scheme="slate"] .md-logo svg.vpl-logo--light { display: none; }
  [data-md-color-scheme="slate"] .md-logo svg.vpl-logo--dark { display: block; }
}
"""
