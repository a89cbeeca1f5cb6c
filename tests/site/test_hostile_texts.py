"""Whatever somebody writes into a field, the page shows its letters and does nothing else."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from markupsafe import Markup

import vpl_core.model.base as base
from tests.site.canaries import AS_OF, START, Marks, filled_facts, rebuilt
from tests.site.segments import PLAYBOOKS
from tests.site.test_hostile_names import PAYLOADS as NAMES
from vpl_core.model.accounts import AccountFacts
from vpl_core.model.extra_pages import ExtraPage, FactList, PageSection, Paragraph, TextTable
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.rules.looking_back import look_back
from vpl_core.site.context import customer_view
from vpl_core.site.finished import Site
from vpl_core.site.gate import Passed, examine
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view
from vpl_core.site.search_text import entries

LONG = "W" * 5000
PAYLOADS = [
    *(name for name in NAMES if len(base.clean(name).split())),
    LONG,
    "long words " * 500,
    "株式会社ひのき坂" * 600,
    "</p></section></main><h1>Mine</h1>",
    "</li></ul><style>*{display:none}</style>",
    '"><input type=search autofocus onfocus=alert(1)>',
    "x' style='position:fixed;inset:0",
    "url(javascript:alert(1)) expression(alert(1))",
    "@import url(//evil.example/x.css);",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<use href=data:image/svg+xml,x>",
    "</title></svg><img src=x onerror=alert(1)>",
    "| --- | --- |\n| a | b |",
    "Title: mine\nTemplate: ../../etc/passwd",
    "# heading\n\n* list\n\n```html\n<script>\n```",
    "{% include '/etc/passwd' %}{{ config.items() }}{{ self.__init__.__globals__ }}",
    "{0.__class__.__mro__} {vendor} {day!r:>99999999}",
    "%s %(x)s %n %1$*9$d",
    "\x00\x01\x1b]0;title\x07 nul",
    "a\u202eb\u2066c\u2069d\u200be\ufeff",
    "e\u0301\u0301\u0301 Z\u0351\u036b\u0343 \U0001f469\u200d\U0001f4bb",
    "data:text/html,<script>alert(1)</script>",
    '=HYPERLINK("//evil.example") +1 @x -2',
    "mermaid graph TD; A-->B",
    "What is not proven: nothing: at all: ",
    "100% 0 N/A",
]
ROOMS = (
    *("accounts", "observations", "evidence", "values", "milestones", "ladder", "checklists", "playbook"),
    *("decisions", "alternatives", "reviews", "scenarios", "corrections", "milestone_plans", "benefits"),
    *("consents", "parts"),
)
WORDS: dict[str, Any] = {
    name: word
    for room in ROOMS
    for name, word in vars(importlib.import_module(f"vpl_core.model.{room}")).items()
    if isinstance(word, type)
}


@dataclass
class Plain(Marks):
    """Letters and digits only: the harmless twin."""

    def __call__(self, field_: str) -> str:
        return self.id(field_)


@dataclass
class Hostile(Plain):
    """A payload in every text that is shown, as long as the field allows, with the field's own mark at its end."""

    payload: str = ""

    def __call__(self, field_: str) -> str:
        mark = super().__call__(field_)
        if field_.endswith("(kept)"):
            return mark
        # A blank line in the prose of a record begins a paragraph, which is an element of ours.
        payload = re.sub(r"\n\s*\n", "\n", self.payload) if field_.startswith("Passage.words") else self.payload
        return f"{payload[: room_in(field_) - len(mark)]}{mark}"


def room_in(field_: str) -> int:
    """How many letters the field takes."""
    word, name = field_.split()[0].split(".")
    allowed = [getattr(part, "max_length", None) for part in WORDS[word].model_fields[name].metadata]
    # A list of texts says nothing of their length; each is a line.
    return next((length for length in allowed if length), 400)


def worded(playbook: Playbook, mark: Marks) -> Playbook:
    """The segment with other words for the customer: names, definitions, reasons, steps, sources."""

    def said(word: Any, *fields: str) -> Any:
        kind = type(word).__name__
        given = {field: mark(f"{kind}.{field} of {word.id}") for field in fields}
        return type(word).model_validate({**word.model_dump(), **given})

    ladder = playbook.ladder.model_copy(
        update={"rungs": tuple(said(rung, "name", "proves") for rung in playbook.ladder.rungs)}
    )
    checklists = tuple(
        said(c, "name", "decides").model_copy(
            update={"questions": tuple(said(q, "text", "why", "next_step", "source") for q in c.questions)}
        )
        for c in playbook.checklists
    )
    return rebuilt(
        playbook,
        values=tuple(said(value, "name", "what") for value in playbook.values),
        thresholds=tuple(said(threshold, "source") for threshold in playbook.thresholds),
        milestones=tuple(
            said(m, "name", "counts_as_reached", "why_it_matters", "next_step") for m in playbook.milestones
        ),
        ladder=ladder,
        checklists=checklists,
    )


def extra(mark: Marks) -> ExtraPage:
    name, line = mark("Account.name"), mark("Ask.what")
    table = TextTable(columns=(name,), rows=((line,),))
    blocks = (Paragraph(text=mark("Goal.words")), FactList(facts=((line, line),)), table)
    sections = (PageSection(title=name, note=line, blocks=blocks),)
    return ExtraPage(id="more-of-it", title=name, lead=line, sections=sections)


@dataclass(frozen=True)
class Twin:
    """A customer's site and the portfolio, made from one set of texts."""

    facts: AccountFacts
    site: Site
    portfolio: Site


MAKER = PageMaker()


def twin(mark: Marks, segment: str = "smb") -> Twin:
    playbook = worded(PLAYBOOKS[segment], mark)
    facts = filled_facts(playbook, "acme", mark, 1)
    assessment = assess(facts, playbook, AS_OF)
    vendor, told = (letters(mark(field), field) for field in ("Account.name", "Ask.what"))
    before = look_back(facts, playbook, START)
    view = customer_view(facts, playbook, assessment, vendor=vendor, before=before)
    row = portfolio_row(facts, playbook, assessment, Past(proven=0))
    row = row.model_copy(update={"owner": told, "issues": (told,)})
    everybody = portfolio_view(
        [row], name=vendor, vendor=vendor, as_of=AS_OF, earlier=AS_OF, left_out=[("other", told)]
    )
    return Twin(facts, MAKER.site(view, [extra(mark)]), PortfolioPages(MAKER).site(everybody))


class Read(HTMLParser):
    """A body as a parser sees it: tags with their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.events: list[tuple[str, dict[str, str], str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self._tell("", {})

    def _tell(self, tag: str, attributes: dict[str, str]) -> None:
        self.events.append((tag, attributes, self.text))
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tell(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._tell(f"/{tag}", {})

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


DRAWING = re.compile(r'<svg class="v v-(?:timeline|dumbbells)".*?</svg>(?=\s*</figure>|<figcaption)', re.S)
"""Names find their place there by their length, so it is compared by what it says and what it is made of."""
A_MARK = re.compile("kq[0-9a-f]{8}")


@dataclass(frozen=True)
class Harmless:
    """The twin with plain texts, already read, and the field of every mark in it."""

    twin: Twin
    pages: dict[str, list[tuple[str, dict[str, str], str]]]
    drawings: dict[str, list[list[tuple[str, dict[str, str], str]]]]
    fields: dict[str, str]


def harmless_twin(segment: str = "smb") -> Harmless:
    mark = Plain("acme")
    made = twin(mark, segment)
    bodies = dict(bodies_of(made))
    fields = {plain: field for field, plain in mark.by_field.items()}
    pages = {name: Read(DRAWING.sub("", body)).events for name, body in bodies.items()}
    return Harmless(made, pages, {name: drawings_of(body) for name, body in bodies.items()}, fields)


def drawings_of(body: str) -> list[list[tuple[str, dict[str, str], str]]]:
    return [Read(drawing).events for drawing in DRAWING.findall(body)]


@pytest.fixture(scope="module")
def harmless() -> Harmless:
    return harmless_twin()


def bodies_of(made: Twin) -> Iterator[tuple[str, str]]:
    for which, site in zip(("site", "portfolio"), sites_of(made), strict=True):
        for page in site.every_page:
            yield f"{which} {page.path}", str(page.body)
        yield f"{which} footer", str(site.footer)


def sites_of(made: Twin) -> tuple[Site, Site]:
    return made.site, made.portfolio


def exchanged(text: str, harmless: Harmless, hostile: Hostile) -> str:
    """The harmless text with every mark replaced by the hostile letters, as they are after cleaning."""

    def letters_for(found: re.Match[str]) -> str:
        field = harmless.fields[found[0]]
        return found[0] if field.split()[0].endswith(".id") else letters(hostile(field), field)

    return A_MARK.sub(letters_for, text)


def letters(payload: str, field: str) -> str:
    """What the model makes of a payload: its letters, without control characters, on one line but for prose."""
    return base.clean(payload) if field.startswith("Goal.words") else " ".join(base.clean(payload).split())


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_hostile_text_is_shown_letter_for_letter_and_is_no_element(payload, harmless):
    hostile = Hostile("acme", payload=payload)
    made = twin(hostile)
    for name, body in bodies_of(made):
        check_that_it_says_the_same(name, body, harmless, hostile)
    for site, plain in zip(sites_of(made), sites_of(harmless.twin), strict=True):
        check_that_titles_are_plain_text(site, plain, harmless, hostile)


def page_of(site: Site, path: str) -> Any:
    return next(page for page in site.every_page if page.path == path)


def check_that_it_says_the_same(name: str, body: str, harmless: Harmless, hostile: Hostile) -> None:
    """The gate lets it pass; elements and attributes are the same; every text and every attribute is its letters."""
    verdict = examine(body, name)
    assert isinstance(verdict, Passed), verdict
    for drawn, plain in zip(drawings_of(body), harmless.drawings[name], strict=True):
        check_that_it_draws_no_more(drawn, plain, harmless, hostile)
    seen, expected = Read(DRAWING.sub("", body)).events, harmless.pages[name]
    assert [(tag, list(given)) for tag, given, _ in seen] == [(tag, list(given)) for tag, given, _ in expected]
    for (_, given, text), (_, plain_given, plain_text) in zip(seen, expected, strict=True):
        if name == HELD_SHORT:
            check_that_it_is_held_short(text, exchanged(plain_text, harmless, hostile))
            continue
        assert text == exchanged(plain_text, harmless, hostile), name
        assert list(given.values()) == [exchanged(value, harmless, hostile) for value in plain_given.values()], name


HELD_SHORT = "site review"
"""The page that holds texts to the room there is, and is set smaller where they are long."""
_CUT_IS_SAID = "What ends in … stands whole on the other pages of the site. "


def check_that_it_is_held_short(text: str, whole: str) -> None:
    """The letters themselves, or their beginnings with dots behind them."""
    place = 0
    for part in text.removeprefix(_CUT_IS_SAID).split("…"):
        place = whole.index(part, place) + len(part)


def check_that_it_draws_no_more(drawn: list[Any], plain: list[Any], harmless: Harmless, hostile: Hostile) -> None:
    allowed = {(tag, name) for tag, given, _ in plain for name in ("", *given)}
    assert {(tag, name) for tag, given, _ in drawn for name in ("", *given)} <= allowed | {
        ("text", "text-anchor"),
        ("text", "dx"),
    }
    expected = "".join(exchanged(text, harmless, hostile) for _, _, text in plain)
    assert without_spaces("".join(text for _, _, text in drawn)) == without_spaces(expected)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def check_that_titles_are_plain_text(site: Site, plain: Site, harmless: Harmless, hostile: Hostile) -> None:
    assert site.name == exchanged(plain.name, harmless, hostile)
    for page, plain_page in zip(site.every_page, plain.every_page, strict=True):
        assert page.path == plain_page.path
        assert page.title == exchanged(plain_page.title, harmless, hostile)
        assert [h.title for h in page.headings] == [exchanged(h.title, harmless, hostile) for h in plain_page.headings]
        passed = examine(page.body, page.file)
        assert isinstance(passed, Passed)
        for entry in entries(page, passed.fragment):
            assert set(re.findall("<[^>]*>", entry["title"] + entry["text"])) <= {"<p>", "</p>"}


@pytest.mark.parametrize("segment", ["enterprise", "healthcare", "finance"])
def test_the_other_segments_show_hostile_texts_as_letters_too(segment):
    harmless, hostile = harmless_twin(segment), Hostile("acme", payload=PAYLOADS[0] + "\"'><svg onload=alert(1)>")
    for name, body in bodies_of(twin(hostile, segment)):
        check_that_it_says_the_same(name, body, harmless, hostile)


@pytest.mark.parametrize("payload", [PAYLOADS[1], LONG, "\u202egnp.exe", "</script><script>alert(1)//"], ids=range(4))
def test_a_site_full_of_hostile_texts_is_built(payload, builder, tmp_path):
    for which, made in zip(("customer", "internal"), sites_of(twin(Hostile("acme", payload=payload))), strict=True):
        builder.build(made, tmp_path / which)
        json.loads((tmp_path / which / "search/search_index.json").read_text())
        for path in (tmp_path / which).rglob("*.html"):
            assert "alert(1)" not in "".join(re.findall(r"<script[^>]*>(.*?)</script>", path.read_text(), re.S))


def test_the_payloads_are_many_and_nearly_every_shown_text_is_among_the_fields(harmless):
    assert len(set(PAYLOADS)) >= 60
    assert harmless.drawings["site milestones"]
    assert any(harmless.drawings[name] for name in harmless.drawings if name.startswith("site milestones/"))
    shown = "".join(body for _, body in bodies_of(harmless.twin))
    assert len({field.split()[0] for mark, field in harmless.fields.items() if mark in shown}) >= 40


def test_the_comparison_can_see_a_text_that_is_not_escaped(harmless, monkeypatch):
    hostile = Hostile("acme", payload="<b>bold</b> & more")
    monkeypatch.setattr("vpl_core.site.milestone_pages.given_by", lambda e, signs: Markup(e.by))
    body = str(page_of(twin(hostile).site, "milestones/first-job-done").body)
    with pytest.raises(AssertionError):
        check_that_it_says_the_same("site milestones/first-job-done", body, harmless, hostile)
