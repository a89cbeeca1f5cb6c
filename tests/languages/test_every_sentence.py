"""Whatever of ours stands on a page in another language comes from that language's catalogue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import vpl_core.catalogues
from tests.portfolios import collect
from vpl_core.app.portfolio import assess_one, open_workspace
from vpl_core.app.site import extra_pages
from vpl_core.app.views import site_view
from vpl_core.model.accounts import AccountFacts
from vpl_core.rules.catalogue import Catalogue
from vpl_core.segment_texts import voice
from vpl_core.site import drawn
from vpl_core.site.pages import PageMaker

EXAMPLE = Path(__file__).parents[2] / "examples" / "portfolio"
DAY = dt.date(2026, 11, 15)
ACCOUNTS = ("northwind", "hinokizaka", "quillon", "larkfield", "saltmarsh")
"""With records and weighed options, money, late milestones, nothing yet, everything reached."""
WORD = re.compile(r"[A-Za-z]{2}")
TEXTS = re.compile(r'>([^<]+)<|\b(?:aria-label|data-l|title|alt)="([^"]+)"')
OF_NO_LANGUAGE = re.compile(r"\b[0-9a-f]{16}…|SHA-256|US(?=\$)")


def marked(sentence: str) -> str:
    context, there, word = sentence.rpartition("\x04")
    return f"{context}{there}⟦{word}⟧"


MARKED = Catalogue(marked, lambda one, many, number: f"⟦{one if number == 1 else many}⟧")
"""A language in which every sentence of ours can be told from whatever else stands on a page."""


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Korean is that language for a while."""
    real = vpl_core.catalogues.catalogue
    monkeypatch.setattr(vpl_core.catalogues, "catalogue", lambda one: MARKED if one == "ko" else real(one))
    vpl_core.catalogues.wording.cache_clear()
    yield
    vpl_core.catalogues.wording.cache_clear()


@pytest.mark.parametrize("account", ACCOUNTS)
def test_no_sentence_of_ours_stays_english_on_a_page_in_another_language(account: str, marks: None) -> None:
    assert unsaid(account) == []


def test_a_sentence_that_went_past_the_catalogue_is_seen(marks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "_done", lambda rung, signs: f"{rung.done} milestones done")
    assert any("milestones done" in text for text in unsaid("northwind"))


def unsaid(account: str) -> list[str]:
    """Texts of the account's pages that are neither marked nor somebody's own words."""
    workspace = open_workspace(EXAMPLE)
    [facts] = collect(workspace, (account,)).facts
    of_korea = facts.account.model_copy(update={"language": "ko", "languages": ()})
    one = assess_one(workspace, facts.model_copy(update={"account": of_korea}), DAY)
    view = site_view(workspace, one)
    site = PageMaker().site(view, extra_pages(workspace, view))
    books = [book.model_dump(mode="json") for book in (one.playbook, voice(one.playbook, "ko").playbook)]
    dumped = [facts.model_dump(mode="json"), *books, workspace.settings.vendor]
    theirs = sorted({*words_in(dumped), *units_in(facts)}, key=len, reverse=True)
    texts = {text for page in site.pages for text in (page.title, page.section, *texts_of(str(page.body)))}
    return sorted(text for text in map(without_marks, texts) if WORD.search(without(text, theirs)))


def words_in(thing: Any) -> Iterator[str]:
    """Every text that somebody wrote, as it stands and as a sentence may have it; our own small words are none."""
    if isinstance(thing, str) and WORD.search(thing) and not re.fullmatch("[a-z_]+", thing):
        yield from (thing, thing.lower(), " ".join(thing.split()))
    elif isinstance(thing, dict):
        yield from words_in([*thing.values()])
    elif isinstance(thing, list):
        for part in thing:
            yield from words_in(part)


def units_in(facts: AccountFacts) -> Iterator[str]:
    """The units of weighed options, which are whatever their author calls them."""
    for record in facts.records:
        criteria = record.scenario.criteria if record.scenario else ()
        yield from (one.unit for one in (*record.ranges, *criteria) if one.unit)


def texts_of(body: str) -> Iterator[str]:
    for text, attribute in TEXTS.findall(body):
        yield unescape(text or attribute)


def without_marks(text: str) -> str:
    """What is left of a text where all that was said through the catalogue is taken out, from the inside out."""
    while text != (text := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)):
        pass
    text = re.sub(r"^[^⟦]*⟧|⟦[^⟧]*$", " ", text)  # a chart breaks a sentence into lines
    return OF_NO_LANGUAGE.sub(" ", text)


def without(text: str, theirs: list[str]) -> str:
    if WORD.search(text):
        for words in theirs:
            text = text.replace(words, " ")
    return text
