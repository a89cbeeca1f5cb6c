"""The pages say no more than is proven, and no less than is late."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from markupsafe import escape
from pydantic import BaseModel

import vpl_core
from tests.random_facts import account_facts
from tests.random_playbooks import AS_OF, playbooks
from tests.site.segments import PLAYBOOKS
from tests.site.test_hostile_texts import A_MARK, bodies_of, harmless_twin
from tests.worlds import agreed, day, known, paper, playbook, reading, rung, step
from vpl_core.model.accounts import AccountFacts, Baseline, Goal, MilestonePlan, Override, Reset, ValuePlan
from vpl_core.model.audience import CustomerView, MeasureView
from vpl_core.model.checklists import Checklist, Question
from vpl_core.model.conditions import AllOf, AtLeast, AtMost, GapClosed, MilestoneReached, Recorded, TargetMet
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Outcome, Rigor
from vpl_core.model.playbook import Playbook
from vpl_core.model.waivers import Waiver
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.headline import headline
from vpl_core.site.pages import PageMaker
from vpl_core.site.unproven import ENOUGH
from vpl_core.site.words import rigor_word

MAKER = PageMaker()
NEVER = {
    "validated": r"\bvalidated\b",
    "confirmed, nobody says by whom": r"\b(?:is|are|was|were|be|been|not|until|once|and|^) ?confirmed\b(?! by)",
    "realized value": r"\breali[sz]ed (?:value|benefit)s?\b",
    "N/A": r"\bN/A\b",
    "TBD": r"\bTB[DC]\b",
    "up to": r"\bup to (?:\d|[$€£¥])",
    "potential": r"\bpotential(?:ly)?\b",
    "world-class": r"\b(?:world|best)-(?:class|in-class)\b",
    "delayed slightly": r"\bslightly\b|\bminor delay",
    "re-baselined": r"\bre-?baselined?\b",
    "please advise": r"\bplease advise\b",
    "customers report": r"\bcustomers (?:report|say|tell)\b",
    "guaranteed": r"\bguarantee",
}
"""What a page of ours never says, because it claims without saying who stands behind it."""


def view_of(facts: AccountFacts, book: Playbook, after: int = AS_OF) -> CustomerView:
    return customer_view(facts, book, assess(facts, book, day(after)), vendor="Tessaly")


def bodies(view: CustomerView) -> dict[str, str]:
    return {page.path: str(page.body) for page in MAKER.site(view).pages}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


# --- words ------------------------------------------------------------------------------------------------------


def our_sentences() -> Iterator[tuple[str, str]]:
    """Every text that we put on a page ourselves, with where it stands."""
    root = Path(vpl_core.__file__).parent
    for module in sorted([*(root / "site").glob("*.py"), root / "rules/reasons.py", root / "rules/wording.py"]):
        tree = ast.parse(module.read_text())
        said_to_programmers = {id(part) for node in ast.walk(tree) for part in _not_for_readers(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_to_programmers:
                yield f"{module.name}:{node.lineno}", node.value
    for template in sorted(Path(str(files("vpl_pages"))).glob("*.j2")):
        yield template.name, re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.S)
    for segment, book in PLAYBOOKS.items():
        for word in (*book.values, *book.thresholds, *book.milestones, book.ladder, *book.checklists):
            yield from ((f"{segment} {where}", text) for where, text in _texts_in(word))


def _not_for_readers(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what an error says."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Raise):
        yield from ast.walk(node)


def _texts_in(thing: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(thing, tuple):
        for part in thing:
            yield from _texts_in(part, where)
    elif isinstance(thing, BaseModel):
        for field in type(thing).model_fields:
            yield from _texts_in(getattr(thing, field), f"{getattr(thing, 'id', where)}.{field}")
    elif isinstance(thing, str):
        yield where, thing


def forbidden_in(text: str) -> list[str]:
    return [what for what, pattern in NEVER.items() if re.search(pattern, text, re.IGNORECASE)]


def test_no_sentence_of_ours_claims_what_nobody_stands_behind():
    sentences = list(our_sentences())
    assert len(sentences) > 1500
    assert [(where, text, bad) for where, text in sentences if (bad := forbidden_in(text))] == []


@pytest.mark.parametrize("segment", sorted(PLAYBOOKS))
def test_no_rendered_page_says_one_of_those_words_in_our_name(segment):
    for name, body in bodies_of(harmless_twin(segment).twin):
        assert forbidden_in(A_MARK.sub("somebody", text_of(body))) == [], name


@pytest.mark.parametrize(
    "sentence",
    [
        "The result was validated.",
        "Not counted until confirmed",
        "The saving is confirmed.",
        "Confirmed and reproduced",
        "A realised value of 12",
        "N/A",
        "Due: TBD",
        "Saves up to 40%",
        "a potential saving",
        "world-class results",
        "The date was delayed slightly",
        "Customers report fewer errors",
    ],
)
def test_the_search_for_such_words_finds_them(sentence):
    assert forbidden_in(sentence)


@pytest.mark.parametrize("sentence", ["; confirmed by Mina", "The owner has confirmed it", "what is up to date"])
def test_a_word_that_says_who_stands_behind_it_may_be_said(sentence):
    assert not forbidden_in(sentence)


# --- numbers and their proof --------------------------------------------------------------------------------------

NUMBERS = {"hours": "7.31", "errors": "6.53", "sales": "812.7", "seats": "61.9", "mood": "4.17"}
STEPS = (
    step("fewer-hours", AtMost(value="hours", limit="few-hours")),
    step("fewer-errors", AllOf(conditions=(TargetMet(value="errors"), GapClosed(value="errors", percent=50)))),
    step("more-sales", TargetMet(value="sales")),
    step("all-seats", AtLeast(value="seats", limit="many-seats")),
)
BOOK = playbook(*STEPS, rungs=(rung(1, "all-seats"), rung(2, "fewer-hours", "fewer-errors", "more-sales")))


def with_every_rigor() -> AccountFacts:
    """A reading proven by two sources, one by the vendor's word, one without a source, usage, and a survey."""
    sources = {"hours": "timesheet", "errors": "our-word", "sales": "", "seats": "product", "mood": "survey"}
    readings = [reading(value, number, on=60, source=sources[value]) for value, number in NUMBERS.items()]
    readings += [reading("hours", "12.4", on=30), reading("hours", "7.3", on=58, source="observer")]
    plans = (agreed("hours", 15, 4), agreed("errors", 12, 2), agreed("sales", 500, 900))
    return known(tuple(readings), plan=plans)


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


# --- what is missing and what is not reached ------------------------------------------------------------------------


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


SAMPLES = settings(max_examples=60)


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


# --- bad news -------------------------------------------------------------------------------------------------------

NOT_REACHED = (MilestoneStatus.DELAYED, MilestoneStatus.MISSED)
BAD = re.compile(r"\blate\b|fallen back|not any more")


@SAMPLES
@given(account_facts(), playbooks())
def test_bad_news_comes_no_later_than_the_second_sentence(facts, book):
    view = view_of(facts, book)
    late = [m.name for m in view.milestones if m.status in NOT_REACHED]
    lost = [m.name for m in view.milestones if Badge.REGRESSED in m.badges]
    fallen = [m.name for m in view.measures if m.outcome and Badge.REGRESSED in m.badges]
    due = [m.name for m in view.measures if m.outcome and is_overdue(m, view)]
    first_two = headline(view).lead.split(". ")[:2]
    assert bool(late or lost or fallen or due) == bool(BAD.search(". ".join(first_two))), first_two


def is_overdue(measure: MeasureView, view: CustomerView) -> bool:
    past = measure.due is not None and measure.due.on <= view.as_of.on
    return past and bool(measure.target) and measure.target_outcome is not Outcome.MET


@SAMPLES
@given(account_facts(), playbooks())
def test_what_is_late_lost_or_weak_is_in_the_box_of_what_is_not_proven(facts, book):
    view = view_of(facts, book)
    box = " ".join(view.unproven)
    for m in view.milestones:
        if m.status in NOT_REACHED or Badge.REGRESSED in m.badges:
            assert m.name in box
    for measure in view.measures:
        planned = measure.agreed or measure.lacking
        best = measure.target_rigor or measure.rigor
        if measure.outcome and planned and (best is None or not best.reaches(ENOUGH)):
            assert measure.name in box
        if measure.outcome and planned and measure.conflicting:
            assert measure.name in box


@SAMPLES
@given(account_facts(), playbooks())
def test_the_box_of_what_is_not_proven_is_on_every_overview(facts, book):
    view = view_of(facts, book)
    html = bodies(view)["index"]
    assert html.count('<section class="vpl-unknown"') == 1
    box = html.split('<section class="vpl-unknown"')[1].split("</section>")[0]
    assert box.count("<li>") == len(view.unproven)
    assert bool(view.unproven) != ("no claim on this site that is without proof" in box)


def weakly_claimed() -> CustomerView:
    """Rung 1 proven, rung 2 reached by the vendor's word, rung 3 far away."""
    book = playbook(
        *STEPS,
        rungs=(
            rung(1, "all-seats"),
            rung(2, "fewer-errors", floor=Rigor.CORROBORATED),
            rung(3, "more-sales", floor=Rigor.CORROBORATED),
        ),
    )
    readings = (reading("seats", 80, source="product"), reading("errors", 1, source="our-word"))
    return view_of(known(readings, plan=(agreed("errors", 12, 2), agreed("sales", 1, 2))), book, after=20)


def test_a_claim_above_the_proof_is_said_on_the_overview_and_on_the_ladder():
    view = weakly_claimed()
    assert (view.proven, view.claimed) == (1, 2)
    pages = bodies(view)
    for path in ("index", "ladder"):
        assert "Rung 1 of 3, Rung 1, is proven; rung 2, Rung 2, is claimed" in text_of(pages[path])
        rungs = re.findall(r'<li class="vpl-rung .*?</li>', pages[path], re.S)
        assert ["Claimed, not proven" in one for one in rungs] == [False, True, False]
    assert any("is claimed, not proven" in sentence for sentence in view.unproven)


@SAMPLES
@given(account_facts(), playbooks())
def test_rungs_between_the_proven_and_the_claimed_carry_the_claim_in_words(facts, book):
    view = view_of(facts, book)
    rungs = re.findall(r'<li class="vpl-rung .*?</li>', bodies(view)["index"], re.S)
    said = [number for number, one in enumerate(rungs, start=1) if "Claimed, not proven" in one]
    assert said == list(range(view.proven + 1, view.claimed + 1))


def test_an_override_is_shown_with_what_it_was_what_it_is_why_and_by_whom():
    override = Override(threshold="few-hours", number=6, because="Two shifts share a desk", by="Mina Park")
    view = view_of(known((reading("hours", 5),), plan=(agreed("hours", 15, 4),), overrides=(override,)), BOOK)
    for path in ("index", "ladder"):
        shown = text_of(bodies(view)[path])
        assert "Threshold changed: was 4 h, now 6 h. Two shifts share a desk Agreed by Mina Park." in shown
    assert "6 h" in text_of(bodies(view)["ladder"]).split("The numbers that decide")[1]


def test_the_first_promise_stays_where_a_date_was_moved():
    resets = tuple(
        Reset(to=day(to), on=day(on), because=f"Reason {on}", confidence="low", by="Omar")
        for to, on in ((110, 50), (150, 105))
    )
    plan = MilestonePlan(milestone="fewer-hours", due=day(60), resets=resets)
    view = view_of(known(plan=(agreed("hours", 15, 4),), milestones=(plan,)), playbook(STEPS[0]))
    first, last = view.milestones[0].promised, view.milestones[0].due
    assert first and last and (first.on, last.on) == (day(60), day(150))
    pages = {path: text_of(html) for path, html in bodies(view).items()}
    assert f"promised before {first.text}, moved twice, now expected by {last.text} (confidence low)" in pages["index"]
    assert "60 days late, counted from the first promise" in pages["index"]
    own = pages["milestones/fewer-hours"]
    assert (
        f"60 days late. Promised before {first.text}. Moved twice, now expected by {last.text}, confidence low." in own
    )
    for moved in ("Reason 50 (Omar)", "Reason 105 (Omar)"):
        assert moved in own
    assert f"{first.text} {last.text} 60 days late" in pages["milestones"]


def test_a_milestone_that_is_excused_or_left_out_says_why_and_by_whom():
    waiver = Waiver(about="fewer-errors", because="New insurer", by="Mina", on=day(100), expires=day(200))
    left = MilestonePlan(milestone="more-sales", left_out="Not wanted this year", left_out_by="Omar")
    pages = bodies(view_of(known(waivers=(waiver,), milestones=(left,)), BOOK))
    excused, left_out = text_of(pages["milestones/fewer-errors"]), text_of(pages["milestones/more-sales"])
    assert "Excused for now. New insurer (Mina, 11 May 2025, until 19 Aug 2025)" in excused
    assert "Left out. Not wanted this year (Omar)" in left_out
    assert "Step more-sales: left out for now, which is not a proof." in text_of(pages["ladder"])


def test_an_old_reading_and_sources_that_disagree_are_said_beside_the_number():
    readings = (reading("hours", 5, on=20), reading("hours", 9, on=22, source="observer"))
    view = view_of(known(readings, plan=(agreed("hours", 15, 4, source="timesheet"),)), BOOK)
    pages = {path: text_of(html) for path, html in bodies(view).items()}
    for path in ("index", "evidence", "milestones/fewer-hours"):
        assert "100 days old, a new reading is overdue, sources disagree" in pages[path]
    assert "Sources disagree Value hours: Timesheets says 5 h; Visits of an observer says 9 h" in pages["evidence"]
    assert any("sources disagree" in sentence for sentence in view.unproven)


def test_a_claim_that_rests_on_a_waiver_does_not_wait_for_proof_alone():
    waiver = Waiver(about="fewer-errors", because="New insurer", by="Mina", on=day(10), expires=day(200))
    book = playbook(*STEPS, rungs=(rung(1, "all-seats"), rung(2, "fewer-errors")))
    view = view_of(known((reading("seats", 80),), waivers=(waiver,)), book, after=20)
    assert (view.proven, view.claimed) == (1, 2)
    assert "excused for now, which is not a proof" in " ".join(view.blocking)
    assert "is claimed, but something is only excused." in headline(view).standing


def test_a_quote_without_consent_is_on_no_page():
    told = paper("praise", kind="testimonial", quote="Best thing ever", values=("hours",))
    allowed = replace_quote(told, "Allowed words", "Mina, 3 May 2025")
    pages = bodies(view_of(known(evidence=(told, allowed.model_copy(update={"id": "allowed"}))), BOOK))
    everything = "".join(pages.values())
    assert "Best thing ever" not in everything
    assert "Allowed words" in pages["evidence"]


def replace_quote(evidence: Any, quote: str, consent: str) -> Any:
    return evidence.model_copy(update={"quote": quote, "consent": consent})


def test_where_a_number_began_is_shown_with_how_well_that_is_proven():
    began = Baseline(number=15, on=day(-5), source="our-word")
    weak = agreed("hours", 15, 4).model_copy(update={"baseline": began})
    pages = bodies(view_of(known((reading("hours", 3),), plan=(weak,)), BOOK))
    for path in ("evidence", "milestones/fewer-hours"):
        assert "15\u202fh" in pages[path]
        assert rigor_word(Rigor.ASSERTED, "Acme") in text_of(pages[path])


def test_pages_are_made_of_the_view_alone():
    """A page cannot know more than the view: the same view twice is the same pages."""
    view = weakly_claimed()
    copied = CustomerView.model_validate(view.model_dump())
    assert MAKER.site(copied) == MAKER.site(view)
    assert replace(MAKER.site(view), name="Other") != MAKER.site(view)


@SAMPLES
@given(st.data())
def test_a_measure_that_is_printed_always_says_how_sure_we_are(data):
    view = view_of(data.draw(account_facts()), data.draw(playbooks()))
    html = bodies(view)["index"]
    for row in re.findall(r'<li class="vpl-measure .*?</li>', html, re.S):
        assert row.count('<span class="vpl-rigor ') == 1
    assert html.count('<li class="vpl-measure ') == sum(m.outcome for m in view.measures)


def test_a_reason_that_names_only_the_need_says_that_it_is_not_met():
    asked = Question(
        id="q-1",
        text="Is it wanted?",
        condition=AllOf(conditions=(Recorded(fact="goal"), MilestoneReached(milestone="all-seats"))),
        why="Nobody would miss it",
        next_step="Ask",
    )
    book = playbook(*STEPS, checklists=(Checklist(id="go", name="Go", decides="Go or stay", questions=(asked,)),))
    shown = text_of(bodies(view_of(known(), book))["decisions"])
    assert "Not so: a goal is written down in the customer's words." in shown
    goal = Goal(id="home", words="Home by five", level="tactical")
    shown = text_of(bodies(view_of(known(goals=(goal,)), book))["decisions"])
    assert "Not known: the milestone “Step all-seats” is reached." in shown


def test_a_milestone_that_is_not_reached_is_not_said_to_be_unmeasured():
    view = view_of(known((reading("hours", 9),), plan=(agreed("hours", 15, 4),)), BOOK)
    for path in ("milestones", "ladder"):
        row = next(row for row in re.findall(r"<tr>.*?</tr>", bodies(view)[path], re.S) if "fewer-hours.html" in row)
        assert "Nothing to prove yet" in row
        assert "Not yet measured" not in row
