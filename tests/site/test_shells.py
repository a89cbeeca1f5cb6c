"""A page that is put together is the page that MkDocs prints, byte for byte, whatever its words are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from markupsafe import Markup

from tests.site.random_sites import outlines, sites
from tests.site.test_build import files_of
from vpl_core.site import shells as kept
from vpl_core.site.build import Heading, Site, SiteBuilder
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
        printed = shells.printed(site, ASSETS)
        assert printed == oracle.all_of(site, ASSETS)
        assert list(printed) == [page.file for page in site.pages]
        assert turn < 2 or oracle.pages == before
    assert shells.problems == ()


@given(st.data())
@settings(max_examples=10, deadline=None)
def test_sites_of_any_kind_one_after_another_are_put_together_as_they_would_be_printed(data):
    few = data.draw(st.lists(outlines().map(lambda outline: replace(outline, language="en")), min_size=2, max_size=2))
    oracle = Asked("en")
    shells = Shells(oracle)
    for outline in (*few, *few, *reversed(few)):
        site = data.draw(sites(outline))
        site = replace(site, as_of=data.draw(st.sampled_from([dt.date(2026, 11, 1), dt.date(2026, 11, 2)])))
        assets = data.draw(st.sampled_from(["", ASSETS]))
        assert shells.printed(site, assets) == oracle.all_of(site, assets)
    assert shells.problems == ()


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
    Shells(oracle).printed(site(), "")
    assert oracle.pages == 4


def test_shapes_that_were_not_met_for_long_are_forgotten(site, page, monkeypatch):
    monkeypatch.setattr(kept, "MOST_SHAPES", 2)
    oracle = Asked("en")
    shells = Shells(oracle)
    often, rare = site(pages=(page("index"),)), site(pages=(page("index"), page("rare")))
    for each in (often, often, rare, often):
        shells.printed(each, "")
    before = oracle.pages
    shells.printed(often, "")
    assert oracle.pages > before, "one of three shapes had to go, the oldest"
    assert len(shells._met) == 2
    for _ in range(2):
        shells.printed(often, "")
    before = oracle.pages
    shells.printed(often, "")
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
    def written(footer: str) -> Path:
        folder = tmp_path / "theme"
        folder.mkdir()
        (folder / "mkdocs_theme.yml").write_text("extends: material\n")
        content = "{% block content %}<div>{{ page.content }}</div>{% endblock %}"
        block = "{% block footer %}<p>" + footer + "</p>{% endblock %}"
        (folder / "main.html").write_text('{% extends "base.html" %}' + content + block)
        return folder

    return written


def test_a_theme_that_looks_for_the_day_or_for_equal_names_is_put_together_too(own_theme, site, page, tmp_path):
    compares = "{{ build_date_utc }}{% if page.title == config.site_name %}same{% endif %}{{ page.url }}"
    builder = SiteBuilder(theme_dir=own_theme(compares))
    oracle = Asked("en", builder)
    builder._edition("en").shells._oracle = oracle
    pages = (page("index"), page("other"))
    kinds = [
        site(pages=pages),
        site(pages=pages, as_of=dt.date(2026, 12, 2)),
        site(pages=pages, name=pages[1].title),
    ]
    for wanted in kinds * 3:
        builder.build(wanted, tmp_path / "site")
        assert (tmp_path / "site/other.html").read_bytes() == oracle.all_of(wanted, "")["other.html"]
    assert builder.problems == ()
