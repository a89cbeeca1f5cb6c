"""Every page that states a number says how weak the weakest proof on it is, and leads there."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from tests.random_facts import account_facts
from tests.random_playbooks import playbooks
from tests.site.segments import PLAYBOOKS
from tests.site.small_pages import BOOK, bodies, view_of, with_every_rigor
from tests.site.test_hostile_texts import bodies_of, harmless_twin
from tests.worlds import agreed, known, playbook, reading, step
from vpl_core.model.conditions import AtMost
from vpl_core.model.outcomes import Rigor
from vpl_core.site.signs import Signs
from vpl_core.site.weakest import with_weakest

LINE = re.compile(r'<p class="vpl-weakest">.*?</p>', re.S)


class Graded(HTMLParser):
    """The rigors that a page gives to its numbers, and what its link to the weakest of them leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.given: list[str] = []
        self.marked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        looks = said.get("class", "").split()
        if "vpl-rigor" in looks and "is-name" not in looks:
            self.given += [look.removeprefix("vpl-rigor--") for look in looks if look.startswith("vpl-rigor--")]
            if said.get("id") == "weakest-proof":
                self.marked.append(self.given[-1])


def assert_weakest_told(html: str, where: str) -> None:
    lines, page = LINE.findall(html), Graded(LINE.sub("", html))
    ranks = [Rigor(rigor).rank for rigor in page.given if rigor != "none"]
    assert len(lines) == bool(ranks), where
    if ranks:
        weakest = list(Rigor)[min(ranks)]
        assert f"vpl-rigor--{weakest} " in lines[0], where
        assert 'href="#weakest-proof"' in lines[0]
        assert page.marked == [weakest], where
        assert ("has been read yet" in lines[0]) == ("none" in page.given), where


@settings(max_examples=40)
@given(account_facts(), playbooks())
def test_the_weakest_proof_of_a_page_is_the_weakest_that_it_shows(facts, book):
    for path, html in bodies(view_of(facts, book)).items():
        assert_weakest_told(html, path)


@pytest.mark.parametrize("segment", sorted(PLAYBOOKS))
def test_every_page_of_every_segment_tells_its_weakest_proof(segment):
    told = 0
    for path, html in bodies_of(harmless_twin(segment).twin):
        assert_weakest_told(html, path)
        told += bool(LINE.search(html))
    assert told > 3


def test_a_page_with_every_rigor_owns_up_to_the_worst_of_them():
    overview = bodies(view_of(with_every_rigor(), BOOK))["index"]
    assert "vpl-rigor--unsourced" in LINE.findall(overview)[0]


def test_what_a_rung_asks_for_is_no_number_of_the_page():
    seen = (reading("hours", 3, on=60), reading("hours", 3, on=59, source="observer"))
    book = playbook(step("fewer-hours", AtMost(value="hours", limit="few-hours")))
    ladder = bodies(view_of(known(seen, plan=(agreed("hours", 15, 4),)), book))["ladder"]
    assert "vpl-rigor--asserted" in ladder, "the least that the rung asks for"
    assert "vpl-rigor--corroborated" in LINE.findall(ladder)[0]


def test_a_page_without_any_number_has_nothing_to_own_up_to():
    pages = bodies(view_of(known(), playbook()))
    assert not LINE.search(pages["glossary"])
    assert not LINE.search(pages["index"])


@pytest.mark.parametrize("rigor", [*Rigor, "none"])
def test_a_rigor_that_is_only_named_grades_nothing(rigor):
    body = Signs().footer("Acme", [])
    assert with_weakest(body, "Acme", Signs()) == body
    graded = Signs().rigor(rigor, "Acme") + body
    told = LINE.findall(with_weakest(graded, "Acme", Signs()))
    assert (f"vpl-rigor--{rigor} " in told[0]) if rigor != "none" else not told


def test_who_stands_behind_the_weakest_proof_stays_text():
    body = with_weakest(Signs().rigor("verified", "<b>"), "<b>", Signs())
    assert "Verified by &lt;b&gt;" in LINE.findall(body)[0]
    assert "<b>" not in body
