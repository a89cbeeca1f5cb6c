"""Random sites in pairs of outline and words, so that several sites can be had that differ in words only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st
from markupsafe import Markup, escape

from vpl_core.site.build import Heading, Site, SitePage
from vpl_core.site.shell import HOSTILE

ODD = [
    HOSTILE,
    "Müller & Söhne \"GmbH\" <i>'Süd'</i>",
    "株式会社　山田商店",
    " two  spaces and a\ttab ",
    "no\xa0break\u2028line",
    "&amp; &lt;b&gt; &#39; &unknown; &",
    "{{ 7*7 }}{% raw %}",
    "\ue0003  \ue001 vplmark1vplmark \ue0020\ue003",
    "عربي \u202e rtl",
    "a\x00b\x1f",
    "half \ud800 pair",
    "__config",
    "<h1",
]
"""Names that would show any place where they are not printed as text, and those that resemble a mark."""

names = st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=12)).filter(lambda name: name.strip() != "")
bodies = st.sampled_from(
    ["", "<p>flat</p>", "<h1>Own</h1><p>title &amp; text</p>", "<p>\ue0003  \ue001</p>", "<h2>請求</h2>\r\n<p>é</p>"]
).map(Markup)
slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True).filter(
    lambda slug: slug not in ("index", "404")
)


@dataclass(frozen=True, slots=True)
class PageOutline:
    """What the theme can see of a page; numbers stand for names, equal ones for equal names."""

    folder: str
    is_start: bool
    title: int
    section: int
    in_nav: bool
    levels: tuple[int, ...]
    body: Markup


@dataclass(frozen=True, slots=True)
class Outline:
    """What the theme can see of a site."""

    language: str
    name: int
    pages: tuple[PageOutline, ...]
    footer: Markup
    scripts: tuple[str, ...]


NAMES = 6
NO_SECTION = -1
_numbers = st.integers(0, NAMES - 1)
_pages = st.builds(
    PageOutline,
    folder=st.sampled_from(["", "", "part/", "part/deep/"]),
    is_start=st.booleans(),
    title=_numbers,
    section=st.one_of(st.just(NO_SECTION), _numbers),
    in_nav=st.sampled_from([True, True, True, False]),
    levels=st.one_of(
        st.just(()),
        st.just((1,)),
        st.lists(st.integers(1, 6), max_size=4).map(tuple),
        st.integers(20, 30).map(lambda many: (1, *[2, 3] * many)),
    ),
    body=bodies,
)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """A start page and up to three others; no two in one folder are start pages."""
    start = PageOutline("", True, draw(_numbers), NO_SECTION, True, draw(_pages).levels, draw(bodies))
    starts = {""}
    pages = [start]
    for page in draw(st.lists(_pages, max_size=3)):
        if not page.is_start or page.folder not in starts:
            pages.append(page)
        if page.is_start:
            starts.add(page.folder)
    language = draw(st.sampled_from(["en", "en", "ja", "ko"]))
    footer = Markup(draw(st.sampled_from(["", "<p>Data to 1 Nov</p>"])))
    scripts = draw(st.sampled_from([(), ("assets/vpl/table.js",)]))
    return Outline(language, draw(_numbers), tuple(draw(st.permutations(pages))), footer, scripts)


@st.composite
def sites(draw: st.DrawFn, outline: Outline) -> Site:
    """A site of this outline with words of its own."""
    own = draw(st.lists(names, min_size=NAMES, max_size=NAMES, unique=True))
    paths = iter(draw(st.lists(slugs, min_size=len(outline.pages), max_size=len(outline.pages), unique=True)))
    pages = tuple(_page(draw, page, own, next(paths)) for page in outline.pages)
    footer = Markup("{}{}").format(outline.footer, draw(names)) if outline.footer else Markup()
    return Site(own[outline.name], outline.language, pages, footer, dt.date(2026, 11, 1), outline.scripts)


def _page(draw: st.DrawFn, page: PageOutline, own: list[str], slug: str) -> SitePage:
    text = escape(draw(names)) if page.body else Markup()
    headings = tuple(Heading(level, f"{slug}-{n}é.:", draw(names)) for n, level in enumerate(page.levels[:6]))
    headings += tuple(Heading(level, f"{slug}-{n}", f"{slug} {n}") for n, level in enumerate(page.levels[6:], start=6))
    section = own[page.section] if page.section != NO_SECTION else ""
    path = page.folder + ("index" if page.is_start else slug)
    return SitePage(path, own[page.title], page.body + text, headings, section, page.in_nav)
