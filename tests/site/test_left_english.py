"""What nobody has translated is marked as English on a page in another language, and nothing else changes."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from tests.languages.saying import saying
from tests.portfolios import collect
from vpl_core.app.portfolio import Assessed, Workspace, assess_one, open_workspace
from vpl_core.app.reports import report_text
from vpl_core.app.views import site_views
from vpl_core.model.accounts import Language
from vpl_core.model.audiences import Audience
from vpl_core.model.playbook import Playbook
from vpl_core.rules.spoken import texts_of
from vpl_core.site.finished import Site
from vpl_core.site.fragment import VOID
from vpl_core.site.inspection import Inspection
from vpl_core.site.left_english import marked_english
from vpl_core.site.pages import PageMaker

EXAMPLE = Path(__file__).parents[2] / "examples" / "portfolio"
MAKER = PageMaker()


@cache
def example() -> Workspace:
    return open_workspace(EXAMPLE)


@cache
def northwind(language: Language) -> Assessed:
    """The account as if its site were asked for in the language, and nothing of its segment were translated."""
    [facts] = collect(example(), ("northwind",)).facts
    account = facts.account.model_copy(update={"language": language, "languages": ()})
    one = assess_one(example(), facts.model_copy(update={"account": account}), example().settings.portfolio.as_of)
    return Assessed(one.facts, one.playbook.model_copy(update={"translations": ()}), one.assessment)


def site_of(one: Assessed, book: Playbook | None = None, *, marked: bool = True) -> Site:
    [view] = site_views(example(), Assessed(one.facts, book or one.playbook, one.assessment))
    return MAKER.site(view if marked else view.model_copy(update={"left_english": ()}))


class Spoken(HTMLParser):
    """Every text of a page, with the language that it is read aloud in where it is not the page's own."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(dict(attributes).get("lang") or (self._open[-1] if self._open else ""))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((data.strip(), self._open[-1] if self._open else ""))


def read_aloud(site: Site) -> list[tuple[str, str]]:
    return [text for page in site.pages for text in Spoken(page.body).texts]


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_a_text_that_is_left_english_is_read_aloud_as_english_and_no_other_text_is(language: Language) -> None:
    one = northwind(language)
    left = {text.text for text in texts_of(one.playbook)}
    spoken = read_aloud(site_of(one))
    assert {text for text, tongue in spoken if tongue == "en"} <= left
    stand = [(text, tongue) for text, tongue in spoken if text in left]
    assert len(stand) > 300
    assert {text for text, tongue in stand if not tongue} == set()


def test_only_what_is_not_translated_is_marked(tmp_path: Path) -> None:
    one = northwind("ja")
    name, sentence = one.playbook.milestones[0].name, one.playbook.milestones[0].why_it_matters
    book = saying(one.playbook, tmp_path, lambda text: "" if text.text == sentence else f"訳{text.id}", ("ja",))
    spoken = read_aloud(site_of(one, book))
    assert {text for text, tongue in spoken if tongue == "en"} == {sentence}
    assert name not in {text for text, _ in spoken}
    whole = saying(one.playbook, tmp_path, lambda text: f"訳{text.id}", ("ja",))
    assert [view.left_english for view in site_views(example(), Assessed(one.facts, whole, one.assessment))] == [()]
    assert {tongue for _, tongue in read_aloud(site_of(northwind("en")))} == {""}


def test_a_marked_page_passes_the_gate_and_is_searched_as_if_it_were_not_marked() -> None:
    found = []
    for site in (site_of(northwind("ja")), site_of(northwind("ja"), marked=False)):
        inspection = Inspection(site.footer, frozenset(table.path for table in site.tables))
        assert len([*inspection.passed(site.every_page)]) == len([*site.every_page])
        found.append((inspection.found, [page.headings for page in site.pages]))
    assert found[0] == found[1]


def test_taking_the_marks_out_gives_the_page_as_it_was() -> None:
    for page, plain in zip(*(site_of(northwind("ko"), marked=one).pages for one in (True, False)), strict=True):
        spanless = re.sub(r'<span lang="en">([^<]*)</span>', r"\1", page.body)
        assert spanless.replace(' lang="en"', "") == plain.body


def test_a_hostile_text_stays_inert() -> None:
    one = northwind("ja")
    hostile = "\"'><img src=x onerror=alert(1)>\\1 &amp;"
    first, *others = one.playbook.milestones
    book = one.playbook.model_copy(update={"milestones": (first.model_copy(update={"name": hostile}), *others)})
    site = site_of(one, book)
    assert (hostile, "en") in read_aloud(site)
    assert not any("<img" in page.body for page in site.pages)


def test_a_reader_is_not_given_the_texts_of_what_is_withheld() -> None:
    [view] = site_views(example(), northwind("ja"), Audience.USERS)
    texts = {text.text for text in texts_of(northwind("ja").playbook)}
    decides = {checklist.decides for checklist in northwind("ja").playbook.checklists}
    assert decides
    assert set(view.left_english) < texts
    assert not decides & set(view.left_english)


@pytest.mark.parametrize("kind", ["monthly", "quarterly"])
def test_a_report_that_is_sent_as_a_file_is_marked_as_well(kind: str) -> None:
    assert ' lang="en">' in report_text(example(), northwind("ja"), kind, "html")
    assert ' lang="en">' not in report_text(example(), northwind("en"), kind, "html").partition("<body")[2]
    assert 'lang="en"' not in report_text(example(), northwind("ja"), kind, "md")


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("<p>\n Tills </p>", '<p lang="en">\n Tills </p>'),
        ('<td data-l="名称">Tills</td>', '<td data-l="名称"><span lang="en">Tills</span></td>'),
        ("<th>Tills<small>時間</small></th>", '<th><span lang="en">Tills</span><small>時間</small></th>'),
        ("<svg><text>Tills</text></svg>", '<svg><text lang="en">Tills</text></svg>'),
        ("<p>Tills R&amp;D</p>", '<p lang="en">Tills R&amp;D</p>'),
        ('<a aria-label="次へ">Tills</a>', '<a aria-label="次へ">Tills</a>'),
        ('<p lang="en">Tills</p>', '<p lang="en">Tills</p>'),
        ("<p>Tills<b>速い</b></p>", "<p>Tills<b>速い</b></p>"),
        ("<p><b>速い</b>Tills</p>", "<p><b>速い</b>Tills</p>"),
        ("<p>「Tills」の達成</p>", "<p>「Tills」の達成</p>"),
    ],
)
def test_an_element_is_marked_where_it_says_nothing_else(body: str, marked: str) -> None:
    assert marked_english(Markup(body), ("Tills", "Tills R&D")) == marked
