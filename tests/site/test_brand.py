"""A brand on a site: taken whole where it holds what it promises, refused with figures and the next step where not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.portfolios import ACCOUNT, SETTINGS, vpl, write
from tests.site.style_sheet import SHEET, tokens_in
from vpl_core.errors import BuildFailure, Problem, UnusableSettings
from vpl_core.rules.brand_colours import family
from vpl_core.settings import load_settings
from vpl_core.site.brand import Brand, brand_of, faults_of
from vpl_core.site.build import SiteBuilder

FONTS = SHEET.parent / "fonts"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 4h20v5H2z"/></svg>'
NAVY = LOGO.replace("<path", '<path fill="#0b2545"')
ACCENT = 'accent = {light = "#5b2a9d", dark = "#C4A6F5"}\n'


def portfolio(root: Path, brand: str, **files: str | bytes) -> Path:
    given = {f"brand/{name.replace('_', '.')}": content for name, content in files.items()}
    return write(root, {"vpl.toml": f"{SETTINGS}\n[brand]\n{brand}", **given})


def read(root: Path) -> Brand:
    return brand_of(load_settings(root), root)


def faults(root: Path) -> list[Problem]:
    found = faults_of(load_settings(root), root)
    lines = (root / "vpl.toml").read_text().split("\n")
    assert all(problem.path != "vpl.toml" or lines[problem.line - 1].strip() for problem in found)
    return list(found)


def files_of(brand: Brand) -> dict[str, bytes]:
    return {file.path: file.content for file in brand.files}


def test_without_a_brand_a_site_is_what_it_was(tmp_path, builder, site):
    root = write(tmp_path / "portfolio", {"vpl.toml": SETTINGS})
    assert files_of(read(root)) == {} and read(root).logo == ""
    branded = SiteBuilder(brand=read(root))
    assert branded.build(site(), tmp_path / "one").digest == builder.build(site(), tmp_path / "two").digest


def test_the_accent_becomes_a_style_sheet_of_the_theme(tmp_path):
    css = files_of(read(portfolio(tmp_path, ACCENT)))["assets/vpl/brand.css"].decode()
    assert tokens_in(css, "light") == family("#5b2a9d", "light")
    assert tokens_in(css, "dark") == family("#c4a6f5", "dark")
    assert css.index("@media screen") < css.index("slate"), "paper is printed in the light palette"


def test_a_colour_that_cannot_be_read_is_refused_with_its_ratio_and_the_nearest_that_can(tmp_path):
    root = portfolio(tmp_path, '\n[brand.accent]\nlight = "#8fd0c0"\ndark = "#8fd0c0"\n')
    [problem] = faults(root)
    assert problem.message == "brand colour #8fd0c0: 1.7:1 on paper, needs 4.5:1"
    assert problem.next_step == "write #337968, the nearest of its hue that holds"
    assert (root / "vpl.toml").read_text().split("\n")[problem.line - 1] == 'light = "#8fd0c0"'
    assert problem.field == "brand.accent.light"
    with pytest.raises(BuildFailure, match=r"needs 4\.5:1"):
        read(root)


def test_what_only_just_misses_is_not_rounded_up_to_what_it_needs(tmp_path):
    [problem] = faults(portfolio(tmp_path, 'accent = {light = "#6f6f6f", dark = "#ffffff"}\n'))
    assert problem.message == "brand colour #6f6f6f: 4.4:1 on sunken ground, needs 4.5:1"


def test_one_colour_for_two_palettes_is_not_enough(tmp_path):
    [problem] = faults(portfolio(tmp_path, 'accent = {light = "#5b2a9d"}\n'))
    assert problem.message == "there is no brand colour for the dark palette"
    offered = re.search('dark = "(#[0-9a-f]{6})"', problem.next_step)
    assert offered
    assert faults(portfolio(tmp_path / "b", f'accent = {{light = "#5b2a9d", dark = "{offered[1]}"}}\n')) == []


@pytest.mark.parametrize(
    "brand, said",
    [
        ('accent = {light = "teal", dark = "#fff"}\n', "'teal' is no colour"),
        ('acent = {light = "#000", dark = "#fff"}\n', "did you mean 'accent'?"),
        ('accent = {lite = "#000", dark = "#fff"}\n', "did you mean 'light'?"),
        ('paper = "#ffffff"\n', "there is no setting 'paper' here"),
        ('logo = "../logo.svg"\n', "is not inside the portfolio's folder"),
        ('logo = "/etc/passwd"\n', "is not inside the portfolio's folder"),
        ('logo = "brand/link.svg"\n', "is not inside the portfolio's folder"),
        ('logo = "brand/none.svg"\n', "there is no readable file 'brand/none.svg'"),
        ('logo = "brand"\n', "there is no readable file 'brand'"),
        ('logo_dark = "brand/logo.svg"\n', "for the dark palette only"),
        ('logo = "brand/bad.svg"\n', "brand/bad.svg:2  logo  <script> has no place in a logo"),
        ('fonts = {text = "brand/a.woff2"}\n', "the fonts come without a licence"),
        ('fonts = {licence = "brand/licence.txt"}\n', "there is a licence and no font"),
        ('fonts = {text = "brand/a.woff2", licence = "brand/licence.txt"}\n', "no whole woff2 font"),
    ],
)
def test_every_fault_of_a_brand_is_told_where_it_stands(tmp_path, brand, said):
    licence = (FONTS / "OFL-Inter.txt").read_text()
    bad = LOGO.replace("<path", "\n<script/><path")
    root = portfolio(tmp_path, brand, logo_svg=LOGO, bad_svg=bad, a_woff2=b"wOF2", licence_txt=licence)
    (root / "brand/link.svg").symlink_to("/etc/hostname")
    try:
        told = faults(root)
    except UnusableSettings as refusal:
        told = [*refusal.problems]
    assert any(said in str(problem) for problem in told)
    assert all(problem.line and problem.next_step for problem in told)


def test_a_faulty_brand_is_told_by_check_and_nothing_is_built_with_another(tmp_path):
    root = write(portfolio(tmp_path, ACCENT.replace("#5b2a9d", "#ffffff")), {"accounts/acme.yml": ACCOUNT})
    for command, code in (("check", 1), ("build", 2)):
        ran = vpl(command, cwd=root)
        assert ran.code == code and "brand colour #ffffff: 1.1:1 on paper, needs 4.5:1" in ran.out + ran.err
    assert not (root / "build/sites").exists()


def test_a_logo_that_nobody_can_see_in_the_dark_is_refused_until_it_has_a_second_drawing(tmp_path):
    one = portfolio(tmp_path / "1", 'logo = "brand/logo.svg"\n', logo_svg=NAVY)
    [problem] = faults(one)
    assert problem.message == (
        "the logo cannot be seen in the dark palette: at best #0b2545 with 1.2:1 on paper, needs 3:1"
    )
    both = 'logo = "brand/logo.svg"\nlogo_dark = "brand/white.svg"\n'
    two = portfolio(tmp_path / "2", both, logo_svg=NAVY, white_svg=NAVY.replace("#0b2545", "white"))
    assert faults(two) == []
    assert re.findall("vpl-logo--(light|dark)", read(two).logo) == ["light", "dark"]
    swapped = portfolio(tmp_path / "3", both, logo_svg=NAVY, white_svg=NAVY)
    assert [problem.field for problem in faults(swapped)] == ["brand.logo_dark"]


def test_a_branded_site_has_its_drawing_and_its_style_and_nothing_inline(tmp_path, site):
    licence = (FONTS / "OFL-Inter.txt").read_bytes()
    fonts = 'fonts = {text = "brand/own.woff2", licence = "brand/licence.txt"}\n'
    root = portfolio(
        tmp_path / "portfolio",
        f'logo = "brand/logo.svg"\n{ACCENT}{fonts}',
        logo_svg=LOGO,
        own_woff2=(FONTS / "inter-latin-wght-normal.woff2").read_bytes(),
        licence_txt=licence,
    )
    assert faults(root) == []
    plain, branded = SiteBuilder(), SiteBuilder(brand=read(root))
    branded.build(site(), tmp_path / "site")
    page = (tmp_path / "site/milestones/first-report.html").read_text()
    assert '<svg class="vpl-logo"' in page and '<path d="M2 4h20v5H2z"/>' in page
    assert page.index("assets/vpl/vpl.css") < page.index("../assets/vpl/brand.css")
    assert "style=" not in page and "<style" not in page
    assert branded.script_hashes("en") == plain.script_hashes("en")
    theme = tmp_path / "site/assets/vpl"
    assert "url(fonts/brand-text.woff2)" in (theme / "brand.css").read_text()
    assert (theme / "fonts/brand-licence.txt").read_bytes() == licence
    assert (
        'fill="#5b2a9d"' in (theme / "mark.svg").read_text() and "currentColor" not in (theme / "mark.svg").read_text()
    )


def test_another_brand_is_another_theme_so_that_every_site_is_built_anew(tmp_path, site):
    """The digest of the theme goes into the fingerprint of every site; its files have another folder."""
    texts = {
        "none": "",
        "accent": ACCENT,
        "other": ACCENT.replace("#5b2a9d", "#5b2a9e"),
        "logo": 'logo = "brand/logo.svg"\n',
        "other logo": 'logo = "brand/other.svg"\n',
    }
    roots = {
        name: portfolio(tmp_path / str(n), text, logo_svg=LOGO, other_svg=LOGO.replace("M2", "M3"))
        for n, (name, text) in enumerate(texts.items())
    }
    shared = tmp_path / "out/_theme"
    digests = {SiteBuilder(shared=shared, brand=read(root)).theme_digest("en") for name, root in roots.items()}
    assert len(digests) == len(roots)
    branded = SiteBuilder(shared=shared, brand=read(roots["accent"]))
    branded.build(site(), tmp_path / "out/acme")
    [folder] = shared.iterdir()
    assert (folder / "assets/vpl/brand.css").is_file()
    assert f"../_theme/{folder.name}/assets/vpl/brand.css" in (tmp_path / "out/acme/index.html").read_text()


def test_the_name_of_the_brand_stands_where_the_vendors_does(tmp_path):
    root = portfolio(tmp_path, 'name = "Tessaly Health"\n')
    assert load_settings(root).vendor == "Tessaly Health"
    assert load_settings(portfolio(tmp_path / "2", ACCENT)).vendor == "Tessaly"
