"""A page that is put together is the page that MkDocs prints, byte for byte, whatever its words are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from markupsafe import Markup

from tests.site.random_sites import outlines, sites
from tests.site.test_build import files_of
from vpl_core.site import shells as kept
from vpl_core.site.build import Heading, Site, SiteBuilder, SitePage
from vpl_core.site.shells import Oracle, Shells

BUILDER = SiteBuilder()
ASSETS = "../_theme/0123/"


class Asked:
    """The oracle of a language, and how many pages it has been asked for."""

    def __init__(self, language: str, builder: SiteBuilder = BUILDER) -> None:
        self._oracle: Oracle = builder._edition(language).shells._oracle
        self.pages = 0

    def __call__(self, site: Site, assets: str, only: frozenset[str]) -> dict[str, bytes]:
        self.pages += len(only)
        return self._oracle(site, assets, only)

    def all_of(self, site: Site, assets: str) -> dict[str, bytes]:
        return self._oracle(site, assets, frozenset(page.file for page in site.pages))


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_sites_that_differ_in_words_only_are_put_together_as_they_would_be_printed(data):
    outline = data.draw(outlines())
    oracle = Asked(outline.language)
    shells = Shells(oracle)
    for turn in range(3):
        site = data.draw(sites(outline))
        before = oracle.pages
        printed = dict(shells.printed(site, ASSETS, site.every_page))
        assert printed == oracle.all_of(site, ASSETS)
        assert list(printed) == [page.file for page in site.pages]
        assert turn < 2 or oracle.pages == before
    assert shells.problems == ()


SEES_ALL = """
{{ build_date_utc }} {{ page.url }} {{ page.is_homepage }} {{ page.is_index }}
{% if page.content %}body{% endif %} {% if config.extra.vpl.footer %}foot{% endif %}
{% for one in nav %}{{ loop.index }}{% if one.title == config.site_name %}site{% endif %}
{% if one.title == page.title %}page{% endif %}{% if one.children %}{{ one.children | length }}{% endif %}{% endfor %}
{% for script in config.extra.vpl.scripts %}<script src="{{ script | url }}"></script>{% endfor %}
{% for one in page.toc recursive %}{{ one.level }}{% if one.title %}title{% endif %}{{ loop(one.children) }}{% endfor %}
"""
DIFFERENCES: dict[str, Callable[[Site, list[SitePage]], Site]] = {
    "the day": lambda site, pages: replace(site, as_of=dt.date(2026, 12, 2)),
    "the scripts": lambda site, pages: replace(site, scripts=("assets/vpl/table.js",)),
    "no foot": lambda site, pages: replace(site, footer=Markup()),
    "the site has a page's name": lambda site, pages: replace(site, name=pages[1].title),
    "two pages have one name": lambda site, pages: with_page(site, title=pages[2].title),
    "a page has the name of a section": lambda site, pages: with_page(site, title=pages[2].section),
    "no section": lambda site, pages: with_page(site, 2, section=""),
    "one section more": lambda site, pages: with_page(site, section="Other"),
    "a section of the site's name": lambda site, pages: with_page(site, section=site.name),
    "another folder": lambda site, pages: with_page(site, path="deep/er/one"),
    "the start page of a folder": lambda site, pages: with_page(site, path="part/index"),
    "not in the navigation": lambda site, pages: with_page(site, in_nav=False),
    "no headings": lambda site, pages: with_page(site, headings=()),
    "higher headings": lambda site, pages: with_page(site, headings=leveled(2, 2, 3)),
    "deeper headings": lambda site, pages: with_page(site, headings=leveled(1, 2, 3)),
    "a heading without title": lambda site, pages: with_page(site, headings=(*leveled(1, 2), Heading(2, "h2", ""))),
    "a body with a title": lambda site, pages: with_page(site, body=Markup("<h1>.</h1>")),
    "no body": lambda site, pages: with_page(site, body=Markup()),
    "fewer pages": lambda site, pages: replace(site, pages=(*pages[:2], *pages[3:])),
}
"""All that a theme can see of a site beside its words, each in a site that is different in it from another."""


def leveled(*levels: int) -> tuple[Heading, ...]:
    return tuple(Heading(level, f"h{n}", f"Heading {n}") for n, level in enumerate(levels))


def with_page(site: Site, number: int = 1, **changes: Any) -> Site:
    pages = list(site.pages)
    pages[number] = replace(pages[number], **changes)
    return replace(site, pages=tuple(pages))


@pytest.fixture(scope="module")
def theme_that_sees_all(tmp_path_factory) -> SiteBuilder:
    return SiteBuilder(theme_dir=theme_of(tmp_path_factory.mktemp("all") / "theme", "{{ super() }}" + SEES_ALL))


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_pages_are_of_one_shape_only_if_no_theme_can_tell_them_apart(difference, theme_that_sees_all, site, page):
    pages = [page("index"), page("part/one"), page("part/two", section="Part"), page("last", section="Part")]
    plain = with_page(site(pages=tuple(pages)), headings=leveled(1, 2, 2), body=Markup("<p>.</p>"))
    different = DIFFERENCES[difference](plain, pages)
    oracle = Asked("en", theme_that_sees_all)
    shells = Shells(oracle)
    for wanted in (plain, plain, plain, different, different, different, plain):
        assert dict(shells.printed(wanted, ASSETS, wanted.every_page)) == oracle.all_of(wanted, ASSETS)
    assert oracle.all_of(plain, ASSETS) != oracle.all_of(different, ASSETS)
    assert shells.problems == ()


def test_which_names_are_equal_is_part_of_the_shape(theme_that_sees_all, site, page):
    oracle = Asked("en", theme_that_sees_all)
    shells = Shells(oracle)
    kinds = [
        site(
            name="A",
            pages=tuple(
                page(path, title=title, in_nav=path != "aside") for path, title in zip(PATHS, names, strict=True)
            ),
        )
        for names in ("ABCCZ", "ABBCZ", "BABCZ", "BBACZ", "BBACA", "BBACB")
    ]
    for wanted in (kind for kind in kinds for _ in range(3)):
        assert dict(shells.printed(wanted, ASSETS, wanted.every_page)) == oracle.all_of(wanted, ASSETS)


PATHS = ("index", "one", "two", "three", "aside")


def test_where_the_themes_files_are_is_part_of_the_shape(site):
    oracle = Asked("en")
    shells = Shells(oracle)
    for assets in (ASSETS, ASSETS, ASSETS, "", "../_theme/4567/"):
        assert dict(shells.printed(site(), assets, site().every_page)) == oracle.all_of(site(), assets)


def portfolio(site: Callable[..., Site], page: Callable[..., object]) -> list[Site]:
    """Sites as different as a portfolio has them, each kind several times."""
    long = tuple(Heading(2 + n % 3, f"s{n}", f"Section {n} <&> 節") for n in range(60))
    body = Markup("").join(Markup('<h{0} id="{1}">{2}</h{0}>').format(h.level, h.id, h.title) for h in long)
    found = []
    for number, name in enumerate(["Plain", 'A & B "Q" <x>', "株式会社　山田", "O'Neil\u2028", "Plain"]):
        for language in ("en", "ja"):
            pages = (
                page("index", words=name, link=f"part/{'abc'[number % 3]}.html"),
                page(f"part/{'abc'[number % 3]}", words=name, section=f"Part {name}"),
                page("long", words=name, body=body, headings=long),
                page("flat", words=name, body=Markup("<p>.</p>"), headings=(), section=name),
                page("aside", words=name, in_nav=False),
            )
            found.append(site(words=name, language=language, pages=pages[: 3 + number % 3]))
    return found


def test_whole_trees_of_a_varied_portfolio_are_those_that_mkdocs_alone_would_write(site, page, tmp_path, monkeypatch):
    wanted = portfolio(site, page)
    quick = SiteBuilder(shared=tmp_path / "quick/_theme")
    for turn in range(3):
        for number, each in enumerate(wanted):
            quick.build(each, tmp_path / f"quick/{number}")
        if turn == 1:
            asked = {language: Asked(language, quick) for language in ("en", "ja")}
            for language, oracle in asked.items():
                quick._edition(language).shells._oracle = oracle
    assert sum(oracle.pages for oracle in asked.values()) == 0
    monkeypatch.setattr(kept, "MOST_SHAPES", 0)
    slow = SiteBuilder(shared=tmp_path / "slow/_theme")
    for number, each in enumerate(wanted):
        slow.build(each, tmp_path / f"slow/{number}")
    assert files_of(tmp_path / "quick") == files_of(tmp_path / "slow")
    assert quick.problems == slow.problems == ()


def test_a_shape_that_is_met_once_costs_no_more_than_printing_it(site):
    oracle = Asked("en")
    dict(Shells(oracle).printed(site(), "", site().every_page))
    assert oracle.pages == 4


def test_shapes_that_were_not_met_for_long_are_forgotten(site, page, monkeypatch):
    monkeypatch.setattr(kept, "MOST_SHAPES", 2)
    oracle = Asked("en")
    shells = Shells(oracle)
    often, rare = site(pages=(page("index"),)), site(pages=(page("index"), page("rare")))
    for each in (often, often, rare, often):
        dict(shells.printed(each, "", each.every_page))
    before = oracle.pages
    dict(shells.printed(often, "", often.every_page))
    assert oracle.pages > before, "one of three shapes had to go, the oldest"
    assert len(shells._met) == 2
    for _ in range(2):
        dict(shells.printed(often, "", often.every_page))
    before = oracle.pages
    dict(shells.printed(often, "", often.every_page))
    assert oracle.pages == before


CHANGES = [
    ("{{ page.title | trim }}", "index", 2),
    ("{{ page.content | length }}", "index", 2),
    ("{{ page.content | upper }}", "index", 2),
    ("{{ page.url | upper }}", "other", 1),
    ("{% if 'vplmark' in nav.items[-1].url %}{{ nothing.at.all }}{% endif %}", "index", 2),
]
"""What a theme could do, the first page that shows it, and how many do."""


@pytest.mark.parametrize(("printed", "first", "number"), CHANGES)
def test_a_theme_that_does_more_with_words_than_print_them_makes_pages_slow_and_never_wrong(
    printed, first, number, own_theme, site, page, tmp_path
):
    builder = SiteBuilder(theme_dir=own_theme(printed))
    oracle = Asked("en", builder)
    builder._edition("en").shells._oracle = oracle
    for words in ("Saved", "Saved", 'A & B "Q"', "x" * 70, "Saved"):
        wanted = site(words=words, pages=(page("index", words=words), page("other", words=words)))
        builder.build(wanted, tmp_path / "site")
        assert {file: (tmp_path / "site" / file).read_bytes() for file in ("index.html", "other.html")} == (
            oracle.all_of(wanted, "")
        )
    (problem,) = builder.problems
    assert problem.warning
    assert "so builds are slow" in problem.message
    assert f"{first}.html, " in problem.message
    before = oracle.pages
    builder.build(wanted, tmp_path / "site")
    assert oracle.pages == before + number, "nothing more is tried for a shape that was refused"


@pytest.fixture
def own_theme(tmp_path) -> Callable[[str], Path]:
    return lambda footer: theme_of(tmp_path / "theme", f"<p>{footer}</p>")


def theme_of(folder: Path, footer: str) -> Path:
    """A theme that is Material but for what it prints at the foot of a page."""
    folder.mkdir()
    (folder / "mkdocs_theme.yml").write_text("extends: material\n")
    block = "{% block footer %}" + footer + "{{ config.extra.vpl.footer }}{% endblock %}"
    (folder / "main.html").write_text('{% extends "base.html" %}' + block)
    return folder


def test_of_very_many_pages_of_one_shape_only_two_are_printed(site, page):
    many = tuple(page(f"accounts/a{n}", title=f"Account {n}", in_nav=False) for n in range(3 * kept.AT_ONCE))
    oracle = Asked("en")
    wanted = site(pages=(page("index"), *many))
    printed = dict(Shells(oracle).printed(wanted, "", wanted.every_page))
    learning = 2  # once with marks and once with hostile words
    assert oracle.pages == 1 + kept.TEACHING + learning
    assert list(printed) == [page.file for page in wanted.pages]
    assert printed == oracle.all_of(wanted, "")


def test_few_pages_are_held_however_many_there_are(site, page):
    many = tuple(page(f"accounts/a{n}", title=f"Account {n}", in_nav=False) for n in range(3 * kept.AT_ONCE))
    oracle = Asked("en")
    wanted = site(pages=(page("index"), *many, page("last")))
    printed = Shells(oracle).printed(wanted, "", wanted.every_page)
    next(printed)
    before = oracle.pages
    assert len(list(printed)) == len(many) + 1
    assert oracle.pages == before + 1, "the last page is met when its turn comes, and not before"
