"""The shell: what the theme prints around the bodies, checked once with hostile names."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from json import loads

from markupsafe import Markup

from vpl_core.errors import BuildFailure, Problem
from vpl_core.site.finished import Heading, Site, SitePage
from vpl_core.site.gate import is_outside_link

__all__ = ["HOSTILE", "SCRIPT", "Shell", "examined", "probe"]

HOSTILE = "</title></script></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'`&lt;b&amp;{{7*7}}-->"
"""Stands for every name a customer could have: it would end any element or attribute it gets into unescaped."""
SCRIPT = "<script"
FORBIDDEN = frozenset({"applet", "audio", "base", "embed", "frame", "iframe", "math", "object", "video"})
MATERIALS_FORMS = ({"name": "search"}, {"data-md-component": "palette"})
FETCHING = {"link": "href", "script": "src", "img": "src"}
ADDRESSES = frozenset({"action", "background", "data", "formaction", "href", "poster", "src", "srcset"})

Event = tuple[str, tuple[tuple[str, str], ...], str]
"""An element with its attributes, or a text: name, attributes, text."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What is known of a theme's pages in one language once they have been checked."""

    assets: tuple[str, ...]
    """The files that a page fetches, relative to the site."""
    script_hashes: tuple[str, ...]
    """SHA-256 of each inline script, as a Content-Security-Policy writes it, sorted."""
    scripts: int
    """How many script elements a page has."""


def probe(language: str, suffix: str = "") -> Site:
    """A site of every shape: nested sections, deep headings, none, and a page outside the navigation.

    `suffix` is added to every name in it.
    """
    headings = tuple(Heading(level, f"h{n}", f"heading {n}{suffix}") for n, level in enumerate((1, 2, 3, 4, 2)))
    body = Markup("").join(Markup('<h{0} id="{1}">.</h{0}>').format(h.level, h.id) for h in headings)
    flat = Markup("<p>.</p>")
    pages = (
        SitePage("index", f"start{suffix}", body, headings),
        SitePage("second", f"second{suffix}", flat, ()),
        SitePage("part/first", f"first{suffix}", body, headings, section=f"part{suffix}"),
        SitePage("part/deep/last", f"last{suffix}", body, headings[1:], section=f"part{suffix}"),
        SitePage("aside", f"aside{suffix}", flat, (), in_nav=False),
    )
    return Site(f"site{suffix}", language, pages, Markup("<p>foot</p>"), date(2000, 1, 1))


def examined(plain: Mapping[str, str], hostile: Mapping[str, str]) -> Shell:
    """The shell, from the rendered pages of `probe(language)` and `probe(language, HOSTILE)`; BuildFailure if it leaks.

    Why looking once is enough. A page is the theme's template filled with four things: names, which the environment
    escapes; bodies and footers, which pass the gate for every site; addresses of pages, which are small letters; and
    words of the theme. Only names come from a customer. So if a hostile name changes nothing but itself, in every place
    where a template can print one, then no name changes anything: parsed and with the hostile part taken out again, the
    hostile pages must be the plain ones, element for element and attribute for attribute. And the plain ones must fetch
    nothing from elsewhere. Should a template do something else for a shape of site that `probe` lacks, the count of
    script elements tells it in every page that is built.
    """
    parsed = {file: _events(html) for file, html in plain.items()}
    for file, html in hostile.items():
        if _without(HOSTILE, _events(html)) != parsed[file]:
            raise BuildFailure(_leak(file))
    findings = [
        Problem(f"the theme prints {bad}", "mend the theme", path=file)
        for file, events in parsed.items()
        for event in events
        if (bad := _refused(event))
    ]
    if findings:
        raise BuildFailure(*findings)
    counts = {html.count(SCRIPT) for html in plain.values()}
    if len(counts) != 1:
        raise BuildFailure(Problem("the theme prints scripts on some pages only", "print them on all or on none"))
    return Shell(_assets(parsed["index.html"]), _hashes(parsed), counts.pop())


def _refused(event: Event) -> str:
    """What in an element of the theme must not be published; empty where nothing."""
    name, pairs, _ = event
    attributes = dict(pairs)
    if name in FORBIDDEN or (name == "meta" and attributes.get("http-equiv", "").lower() == "refresh"):
        return f"<{name}>"
    if name == "form" and not any(wanted.items() <= attributes.items() for wanted in MATERIALS_FORMS):
        return "a <form> that is not Material's"
    for attribute, value in pairs:
        if attribute.startswith("on"):
            return f"{attribute} on <{name}>"
        outside = ":" in value or value.startswith(("/", "\\"))
        if attribute in ADDRESSES and outside and not (name == "a" and is_outside_link(value)):
            return f"{attribute}={value!r} on <{name}>"
        if "url(" in value.lower():
            return f"{attribute}={value!r} on <{name}>"
    return ""


def _assets(events: tuple[Event, ...]) -> tuple[str, ...]:
    """The files that the start page fetches, and the search worker that Material's own script fetches."""
    fetched = [dict(pairs).get(FETCHING[name], "") for name, pairs, _ in events if name in FETCHING]
    worker = next((loads(text)["search"] for name, pairs, text in events if ("id", "__config") in pairs and text), "")
    return tuple(sorted({file for file in [*fetched, worker] if file and not file.endswith(".html")}))


def _hashes(parsed: Mapping[str, tuple[Event, ...]]) -> tuple[str, ...]:
    inline = {
        text
        for events in parsed.values()
        for name, pairs, text in events
        if name == "script" and "src" not in dict(pairs) and dict(pairs).get("type") != "application/json"
    }
    return tuple(sorted("sha256-" + b64encode(sha256(text.encode()).digest()).decode() for text in inline))


def _events(html: str) -> tuple[Event, ...]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple((name, pairs, "".join(texts)) for name, pairs, texts in reader.found)


def _without(part: str, events: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(
        (name, tuple((key, value.replace(part, "")) for key, value in pairs), text.replace(part, ""))
        for name, pairs, text in events
    )


def _leak(file: str) -> Problem:
    return Problem("the theme does not escape every name", "escape it in the theme's template", path=file)


class _Reader(HTMLParser):
    """Each tag with the text that follows it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, tuple[tuple[str, str], ...], list[str]]] = [("", (), [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple((name, value or "") for name, value in attrs), []))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", (), []))

    def handle_comment(self, data: str) -> None:
        self.found.append(("!", (), [data]))

    def handle_data(self, data: str) -> None:
        self.found[-1][2].append(data)
