"""A theme that prints a name unescaped, fetches from elsewhere or acts is refused before any site is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vpl_core.errors import BuildFailure
from vpl_core.site.build import SiteBuilder

CONTENT = "{% block content %}<div>{{ page.content }}</div>{% endblock %}"

Theme = Callable[[str], Path]


@pytest.fixture
def theme(tmp_path) -> Theme:
    def written(extra: str) -> Path:
        folder = tmp_path / "theme"
        (folder / "assets/vpl").mkdir(parents=True)
        (folder / "mkdocs_theme.yml").write_text("extends: material\nfavicon: assets/vpl/mark.svg\n")
        (folder / "assets/vpl/mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        (folder / "main.html").write_text('{% extends "base.html" %}' + CONTENT + extra)
        return folder

    return written


def test_a_theme_of_ones_own_can_be_used(theme, site, tmp_path):
    SiteBuilder(theme_dir=theme("{% block footer %}<p>{{ config.site_name }}</p>{% endblock %}")).build(
        site(), tmp_path / "site"
    )
    assert "<p>Northwind Saved</p>" in (tmp_path / "site/index.html").read_text()


@pytest.mark.parametrize(
    "printed",
    [
        "<p>{{ config.site_name.unescape() | safe }}</p>",
        "<p>{{ page.title.unescape() | safe }}</p>",
        '<p title="{{ page.title.unescape() | safe }}">x</p>',
        "<p title='{{ page.title.unescape() | safe }}'>x</p>",
        "{% for item in nav %}{{ item.title.unescape() | safe }}{% endfor %}",
        "{% for item in page.toc %}{{ item.title.unescape() | safe }}{% endfor %}",
        "<!-- {{ page.title.unescape() | safe }} -->",
        "{% if 'onerror' in page.title %}<p>other</p>{% endif %}",
    ],
)
def test_a_theme_that_lets_a_name_through_is_refused(printed, theme, site, tmp_path):
    leaky = SiteBuilder(theme_dir=theme("{% block footer %}" + printed + "{% endblock %}"))
    with pytest.raises(BuildFailure, match="escape"):
        leaky.build(site(), tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ('<script src="https://unpkg.com/x.js"></script>', "src"),
        ('<script src="//unpkg.com/x.js"></script>', "src"),
        ('<link rel="preconnect" href="https://fonts.gstatic.com">', "href"),
        ('<img src="data:image/png;base64,AA">', "src"),
        ('<a href="javascript:void(0)">x</a>', "href"),
        ('<a href="http://example.com">x</a>', "href"),
        ('<p onclick="x()">x</p>', "onclick"),
        ('<p style="background:url(https://example.com/x)">x</p>', "style"),
        ("<iframe></iframe>", "iframe"),
        ('<base href="x">', "base"),
        ('<meta http-equiv="Refresh" content="0">', "meta"),
        ('<form action="x"></form>', "form"),
        ("<object></object>", "object"),
    ],
)
def test_a_theme_that_fetches_or_acts_is_refused(printed, named, theme, site, tmp_path):
    acting = SiteBuilder(theme_dir=theme("{% block footer %}" + printed + "{% endblock %}"))
    with pytest.raises(BuildFailure, match=named):
        acting.build(site(), tmp_path / "site")


def test_a_theme_that_unpacks_a_name_and_prints_it_prints_text(theme, site, tmp_path):
    careless = theme("{% block footer %}<p>{{ page.title | striptags }}</p>{% endblock %}")
    SiteBuilder(theme_dir=careless).build(site(words="<b>x</b>"), tmp_path / "site")
    assert "<p>index &lt;b&gt;x&lt;/b&gt;</p>" in (tmp_path / "site/index.html").read_text()


def test_a_theme_that_runs_a_script_on_one_page_only_is_refused(theme, site, tmp_path):
    block = "{% block footer %}{% if page.title.startswith('start') %}<script>x</script>{% endif %}{% endblock %}"
    with pytest.raises(BuildFailure, match="some pages only"):
        SiteBuilder(theme_dir=theme(block)).build(site(), tmp_path / "site")


def test_a_script_that_shows_only_in_some_sites_is_found_when_the_site_is_built(theme, site, tmp_path):
    block = "{% block footer %}{% if 'Northwind' in config.site_name %}<script>x</script>{% endif %}{% endblock %}"
    with pytest.raises(BuildFailure, match="script"):
        SiteBuilder(theme_dir=theme(block)).build(site(), tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "style",
    [
        "p{background:url(https://example.com/x)}",
        "p{background:url('//e.example')}",
        "p{background:url(../../../secret.png)}",
        '@import "x.css";',
    ],
)
def test_a_style_sheet_that_fetches_from_elsewhere_is_refused(style, theme, site, tmp_path):
    folder = theme('{% block styles %}<link rel="stylesheet" href="{{ "assets/vpl/x.css" | url }}">{% endblock %}')
    (folder / "assets/vpl/x.css").write_text(style)
    with pytest.raises(BuildFailure, match="outside the theme"):
        SiteBuilder(theme_dir=folder).build(site(), tmp_path / "site")


def test_a_file_that_the_theme_lacks_is_named(theme, site, tmp_path):
    folder = theme('{% block styles %}<link rel="stylesheet" href="{{ "assets/vpl/gone.css" | url }}">{% endblock %}')
    with pytest.raises(BuildFailure, match=r"assets/vpl/gone\.css"):
        SiteBuilder(theme_dir=folder).build(site(), tmp_path / "site")


def test_a_template_that_does_not_work_is_told_as_such(theme, site, tmp_path):
    for broken in ("{% block footer %}{{ nothing.at.all }}{% endblock %}", "{% block footer %}"):
        folder = theme(broken)
        with pytest.raises(BuildFailure, match="templates do not work"):
            SiteBuilder(theme_dir=folder).build(site(), tmp_path / "site")
        folder.rename(tmp_path / f"theme {len(broken)}")


def test_what_would_turn_text_into_markup_is_switched_off_whatever_the_theme_asks(theme, site, tmp_path):
    folder = theme("")
    definition = folder / "mkdocs_theme.yml"
    definition.write_text(definition.read_text() + "features: [content.tooltips, navigation.instant, navigation.top]\n")
    SiteBuilder(theme_dir=folder).build(site(), tmp_path / "site")
    assert '"features": ["navigation.top"]' in (tmp_path / "site/index.html").read_text()


def test_a_theme_that_nobody_installed_is_named_with_those_that_are(site, tmp_path):
    with pytest.raises(BuildFailure, match="material"):
        SiteBuilder(theme_name="nowhere").build(site(), tmp_path / "site")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_page_of_ours_has_a_script_within_it(language, builder):
    assert builder.script_hashes(language) == ()


def test_all_pages_of_a_theme_share_the_scripts_within_them():
    plain = SiteBuilder(theme_name="material")
    assert plain.script_hashes("en") == plain.script_hashes("ja")
    assert 2 <= len(plain.script_hashes("en")) <= 4
    assert all(name.startswith("sha256-") for name in plain.script_hashes("en"))
