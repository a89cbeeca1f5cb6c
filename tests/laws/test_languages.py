"""Languages: what a page says does not hang on the language that it says it in."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from tests.laws.law import law
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.worlds import day
from vpl_core.model.accounts import AccountFacts, Language
from vpl_core.model.playbook import Playbook
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.pages import PageMaker

MAKER = PageMaker()
MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_ENGLISH_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{1,4}})\b")
_OTHER_DAYS = re.compile(
    r"(\d{1,4})-(\d\d)-(\d\d)|(\d{1,4})年(\d{1,2})月(\d{1,2})日|(\d{1,4})년 (\d{1,2})월 (\d{1,2})일"
)
_TAG, _NUMBER = re.compile(r"<[^>]*>"), re.compile(r"\d[\d,.]*(?<![,.])|day\(\d+/\d+/\d+\)")


def numbers_of(body: str) -> Counter[str]:
    """Every number that the page prints, with how often; a day is one number, however it is written."""
    text = unescape(_TAG.sub(" ", body))
    text = _ENGLISH_DAY.sub(lambda found: f"day({int(found[3])}/{MONTHS[found[2]]}/{found[1]})", text)
    text = _OTHER_DAYS.sub(_told, text)
    return Counter(_NUMBER.findall(text))


def _told(found: re.Match[str]) -> str:
    year, month, date = (int(part) for part in found.groups() if part is not None)
    return f"day({year}/{month}/{date})"


def pages_of(facts: AccountFacts, book: Playbook, language: Language) -> dict[str, str]:
    found = assess(facts, book, day(AS_OF))
    site = MAKER.site(customer_view(facts, book, found, vendor="Tessaly", language=language))
    return {page.path: str(page.body) for page in site.pages}


@law(account_facts(), playbooks(), times=0.2)
def test_every_number_is_the_same_in_every_language(facts: AccountFacts, book: Playbook) -> None:
    """From the same facts the pages in English, Japanese and Korean are the same ones, with the same numbers on each.

    numbers(page, en) = numbers(page, ja) = numbers(page, ko), each as often; a day is one number.
    """
    english = {path: numbers_of(body) for path, body in pages_of(facts, book, "en").items()}
    for language in ("ja", "ko"):
        assert {path: numbers_of(body) for path, body in pages_of(facts, book, language).items()} == english
