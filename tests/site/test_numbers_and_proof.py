"""Every number stands beside its proof, and what nobody read is no number."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markupsafe import escape

from tests.random_facts import account_facts
from tests.random_playbooks import playbooks
from tests.site.small_pages import BOOK, NUMBERS, SAMPLES, bodies, text_of, view_of, with_every_rigor
from tests.worlds import agreed, known, reading
from vpl_core.model.accounts import ValuePlan
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.site.headline import headline
from vpl_core.site.unproven import ENOUGH
from vpl_core.site.words import rigor_word

# --- numbers and their proof ------------------------------------------------------------------------------------------


class Rows(HTMLParser):
    """For each text of a page: the row or item it stands in, and the part of the page under its heading."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.regions: list[list[str]] = [[]]
        self.rows: list[list[str]] = []
        self.places: list[tuple[str, list[list[str]], list[str]]] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = dict(attrs).get("class") or ""
        if tag in ("h1", "h2"):
            self.regions.append([])
        is_row = tag in ("li", "tr") or "vpl-bnt" in look
        if is_row:
            self.rows.append([])
        if tag not in ("br", "input"):
            self.open.append((tag, is_row))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape of a drawing: it holds no text."""

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, is_row = self.open.pop()
            if is_row:
                self.rows.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        for row in self.rows:
            row.append(data)
        self.regions[-1].append(data)
        self.places.append((data, list(self.rows), self.regions[-1]))


PROOFS = [rigor_word(rigor, "Acme") for rigor in (*Rigor, "none")]


def without_proof(html: str) -> list[str]:
    """The numbers that stand without a word on their proof, in their row or, outside any row, under their heading."""
    bare = []
    for text, rows, region in Rows(html).places:
        if any(number in text for number in NUMBERS.values()):
            beside = "".join(rows[0] if rows else region)
            if not any(proof in beside for proof in PROOFS):
                bare.append(text)
    return bare


def test_every_number_of_a_measure_has_its_proof_beside_it():
    view = view_of(with_every_rigor(), BOOK)
    pages, lead = bodies(view), escape(headline(view).lead)
    seen = "".join(pages.values())
    assert "reports/monthly" in pages
    assert not [number for number in NUMBERS.values() if number not in seen]
    for path, html in pages.items():
        # The verb of the headline says how well it is proven.
        rest = html.replace(lead, "")
        # The timeline and the numbers behind a drawing belong to the figure that they explain.
        assert without_proof(re.sub(r"<details.*?</details>", "", rest, flags=re.S)) == [], path


def test_the_look_for_a_number_without_proof_can_find_one():
    assert without_proof("<ul><li>Hours: 7.31 h</li><li>Two sources agree</li></ul>")
    assert without_proof("<h2>One</h2><p>7.31 h</p><h2>Other</h2><p>Two sources agree</p>")
    assert not without_proof("<ul><li>Hours: 7.31 h <b>Two sources agree</b></li></ul>")


@pytest.mark.parametrize("rigor", list(Rigor))
@pytest.mark.parametrize("began", list(Rigor))
def test_the_headline_says_no_more_than_the_weaker_end_of_a_change(rigor, began):
    view = view_of(with_every_rigor(), BOOK)
    measure = view.measures[0].model_copy(update={"rigor": rigor, "baseline_rigor": began})
    lead = headline(view.model_copy(update={"measures": (measure,), "milestones": ()})).lead
    plain = rigor.reaches(ENOUGH) and began.reaches(ENOUGH)
    assert lead.startswith("Proved: Value hours went from 15") == plain
    weaker = min(rigor, began, key=lambda one: one.rank)
    said = {
        Rigor.MEASURED: "one source",
        Rigor.REPORTED: "Reported, not measured",
        Rigor.ASSERTED: "the vendor’s word alone",
        Rigor.UNSOURCED: "Without a source",
    }
    assert plain or said[weaker].casefold() in lead.casefold()


# --- what is missing and what is not reached --------------------------------------------------------------------------


def test_a_number_that_nobody_read_is_never_a_zero():
    view = view_of(known(plan=(agreed("hours", 15, 4), ValuePlan(value="sales"))), BOOK)
    measures = {m.id: m for m in view.measures}
    for measure in measures.values():
        assert (measure.now, measure.percent, measure.change, measure.series) == ("", None, "", ())
    for path, html in bodies(view).items():
        # The glossary says what 0% means.
        assert path == "glossary" or not re.search(r"(?<![\d.,])0(?:\.0+)?[  ]?(?:h|%|×)(?!\w)", text_of(html)), path
    overview = bodies(view)["index"]
    assert overview.count("No reading yet.") >= 2
    assert "Not yet measured" in overview


@SAMPLES
@given(account_facts(), playbooks())
def test_the_whole_way_is_never_printed_before_the_target_is_met(facts, book):
    view = view_of(facts, book)
    for m in view.measures:
        if m.percent is not None:
            assert (m.percent == 100) == (m.target_outcome is Outcome.MET)
            assert 0 <= m.percent <= 100
    whole = {m.name for m in view.measures if m.target_outcome is Outcome.MET}
    for milestone in view.milestones:
        for line in milestone.proof:
            if re.search(r"; 100% of the way, read", line.text):
                assert line.text.split(": ")[0] in whole, line.text


def test_exactly_the_target_is_not_below_it():
    plan = agreed("errors", 12, 2).model_copy(update={"strictly": True})
    view = view_of(known((reading("errors", 2, on=60),), plan=(plan,)), BOOK)
    (errors,) = view.measures
    assert (errors.percent, errors.target_outcome) == (99, Outcome.UNMET)
    shown = "".join(bodies(view).values())
    assert "below 2%" in shown
    assert not re.findall(r"100% of the way(?! to the target needed)", shown)
