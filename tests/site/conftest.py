"""Small finished sites, and one builder for all tests, since the first site of a language is the expensive one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from jinja2 import Environment
from markupsafe import Markup

from vpl_core.site.build import Heading, Site, SiteBuilder, SitePage

BODY = """
<h1 id="start">{{ words }}</h1>
<p class="lead" title="{{ words }}">{{ words }} and <a href="{{ link }}">more</a>.</p>
<h2 id="hours">Hours</h2>
<table><thead><tr><th scope="col">Team</th><th scope="col">Hours</th></tr></thead>
<tbody><tr><th scope="row">{{ words }}</th><td>12</td></tr></tbody></table>
<figure data-search-exclude="true"><svg viewBox="0 0 9 9" role="img"><title>{{ words }}</title><desc>Drawn</desc>
<path d="M0 0h9"/></svg></figure>
"""
TEMPLATE = Environment(autoescape=True).from_string(BODY)


def make_page(path: str, *, words: str = "Saved", link: str = "#hours", **changes: Any) -> SitePage:
    headings = (Heading(2, "hours", f"Hours {words}"), Heading(1, "start", words))
    body = Markup(TEMPLATE.render(words=words, link=link))
    return SitePage(path, **{"title": f"{path} {words}", "body": body, "headings": headings[:1], **changes})


def make_site(*, words: str = "Saved", **changes: Any) -> Site:
    pages = (
        make_page("index", words=words, link="milestones/first-report.html#hours"),
        make_page("ladder", words=words, link="index.html"),
        make_page("milestones/first-report", words=words, link="../ladder.html#hours", section=f"Steps {words}"),
        make_page("milestones/second", words=words, section=f"Steps {words}", in_nav=False),
    )
    usual = {"name": f"Northwind {words}", "language": "en", "pages": pages, "footer": Markup("<p>Data to 1 Nov</p>")}
    return Site(**{**usual, "as_of": date(2026, 11, 1), **changes})


@pytest.fixture(scope="session")
def builder() -> SiteBuilder:
    return SiteBuilder()


@pytest.fixture(scope="session")
def page() -> Callable[..., SitePage]:
    return make_page


@pytest.fixture(scope="session")
def site() -> Callable[..., Site]:
    return make_site


@pytest.fixture(scope="session")
def browser(tmp_path_factory) -> Iterator[Any]:
    """One Chromium for all tests that need one."""
    from tests.site.browser import Browser

    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory) -> Iterator[Any]:
    """The sites of the example portfolio, built once and served as long as there are tests."""
    from tests.site.browser import serving
    from tests.site.example_sites import ShownSites, built_examples

    place = tmp_path_factory.mktemp("examples")
    pages = built_examples(place)
    with serving(place) as address:
        yield ShownSites(place, address, pages)
