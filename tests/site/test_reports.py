"""Reports to send: nothing internal in a customer's, the site's own numbers, and Markdown that stays letters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

import markdown as python_markdown
import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from tests.portfolios import collect
from tests.site.canaries import AS_OF, KEPT, SHOWN, Marks, marked_facts, marked_playbook
from tests.site.mark_search import found_in
from tests.site.segments import PLAYBOOKS
from tests.site.test_hostile_texts import PAYLOADS
from tests.site.test_review_in_chromium import EXAMPLES, views
from vpl_core.app.internal import row_of
from vpl_core.app.portfolio import assess_one, open_workspace
from vpl_core.app.reports import FOR_CUSTOMERS, for_customer
from vpl_core.model.audience import CustomerView, MilestoneView
from vpl_core.model.audiences import Audience
from vpl_core.model.milestones import MilestoneStatus
from vpl_core.model.portfolio_views import PortfolioRow
from vpl_core.rules.engine import assess
from vpl_core.site.context import customer_view
from vpl_core.site.customer_reports import CHECKPOINTS, LAST_DAY, plan
from vpl_core.site.finished import SitePage
from vpl_core.site.pages import PageMaker
from vpl_core.site.portfolio_pages import PortfolioPages
from vpl_core.site.portfolio_views import Past, portfolio_row, portfolio_view
from vpl_core.site.report import Block, CustomerReport, Entry, InternalReport, Link, Proof, Report, Step
from vpl_core.site.report_html import html
from vpl_core.site.report_markdown import inert, markdown
from vpl_core.site.report_page import report_page
from vpl_core.site.review import MILESTONES
from vpl_core.site.weekly_report import weekly

TODAY = dt.date(2026, 11, 15)
"""Of the examples."""


@pytest.fixture(scope="module")
def northwind() -> CustomerView:
    (view,) = views("northwind")
    return view


def told(report: Report) -> tuple[str, str]:
    """As Markdown and as HTML."""
    maker = PageMaker().speaking(report.language)
    body = maker.page("report", "report", report.title, **report_page(report, maker.signs, alone=True)).body
    return markdown(report), html(report, body)


@pytest.mark.parametrize("segment", ["smb", "enterprise", "healthcare", "finance"])
def test_no_customers_report_holds_what_is_the_vendors_own(segment):
    marks = Marks("acme")
    playbook = marked_playbook(PLAYBOOKS[segment], marks)
    facts, of_facts = marked_facts(playbook, "acme", 1)
    kept = {**marks.those(KEPT), **of_facts.those(KEPT)}
    assert len(kept) >= 45
    assessment = assess(facts, playbook, AS_OF)
    view = customer_view(facts, playbook, assessment, vendor="Tessaly")
    shown = {*marks.those(SHOWN).values(), *of_facts.those(SHOWN).values()}
    seen = set()
    for kind in FOR_CUSTOMERS:
        report = for_customer(view, kind)
        assert isinstance(report, CustomerReport)
        for text in told(report):
            assert not found_in(text.encode(), kept), kind
            seen |= {mark for mark in shown if mark.split()[0] in text}
    assert len(seen) >= 3, "the control: what may be read is there"
    internal = weekly(portfolio_row(facts, playbook, assessment, Past(proven=0)), AS_OF)
    assert isinstance(internal, InternalReport)
    assert any(mark.split()[0] in markdown(internal) for mark in kept.values()), (
        "the control: the search can see internal words"
    )


def test_each_report_has_exactly_its_blocks(northwind):
    titles = {kind: [block.title for block in for_customer(northwind, kind).blocks] for kind in FOR_CUSTOMERS}
    assert titles["monthly"] == ["Where we are", "The data", "Next target and plan"]
    assert titles["quarterly"] == [
        *("Progress", "Value to date", "Return on investment", "What is late", "Next phase", "What we need from you")
    ]
    assert [title.partition(":")[0] for title in titles["kickoff"]] == [
        *("Week 2", "Week 4", "Month 2", "Month 3", "What has to be agreed", "Beyond the first 90 days")
    ]


def test_the_numbers_of_a_report_are_those_of_the_site(northwind):
    site = {page.path: str(page.body) for page in PageMaker().site(northwind).pages}
    monthly, quarterly = (markdown(for_customer(northwind, kind)) for kind in ("monthly", "quarterly"))
    case = northwind.money
    assert case is not None
    for figure in (case.proven, case.cost, case.net, case.gain):
        assert figure in quarterly
        assert figure in site["value"]
    for m in northwind.measures:
        if m.outcome and m.now:
            assert m.now in monthly
            assert m.now in site["index"]
    amounts = set(re.findall(r"\$[\d,]+", quarterly))
    assert amounts <= set(re.findall(r"\$[\d,]+", site["value"]))


# --- the plan of the first ninety days --------------------------------------------------------------------------------


@st.composite
def starts(draw, view: CustomerView) -> CustomerView:
    start = draw(st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)))
    days = st.none() | st.integers(-20, 200)
    due = [draw(days) for _ in view.milestones]

    def moved(m: MilestoneView, number: int | None) -> MilestoneView:
        at = None if number is None else view.started.model_copy(update={"on": start + dt.timedelta(days=number)})
        return m.model_copy(update={"due": at})

    steps = tuple(moved(m, number) for m, number in zip(view.milestones, due, strict=True))
    return view.model_copy(update={"started": view.started.model_copy(update={"on": start}), "milestones": steps})


@given(st.data())
def test_every_day_of_the_plan_is_within_ninety_days_and_before_it_would_be_late(northwind, data):
    view = data.draw(starts(northwind))
    planned = plan(view)
    for one in planned:
        after = (one.on - view.started.on).days
        assert 0 <= after <= LAST_DAY
        assert after <= one.checkpoint.after
        assert one.milestone.due is not None
        assert one.on < one.milestone.due.on or one.on == view.started.on
    soon = {m.id for m in view.milestones if m.due and (m.due.on - view.started.on).days <= LAST_DAY}
    assert soon <= {one.milestone.id for one in planned}, "what is due by then is in the plan"
    text = markdown(for_customer(view, "kickoff"))
    assert all(inert(m.name) in text for m in view.milestones), "and what is later is said to lie beyond"


def test_something_is_wanted_in_week_two_where_week_four_has_several():
    (view,) = views("amberlow")
    planned = plan(view)
    assert [one.checkpoint for one in planned].count(CHECKPOINTS[0]) == 1
    assert any(one.checkpoint is CHECKPOINTS[1] for one in planned)


# --- as pages of the site ---------------------------------------------------------------------------------------------


def pages_of(view: CustomerView) -> dict[str, SitePage]:
    return {page.path: page for page in PageMaker().site(view).pages if page.path.startswith("reports/")}


def words_of(made: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", made)).split())


def said_in_blocks(body: str) -> list[str]:
    return [words_of(block) for block in re.findall(r'<section class="vpl-letter__block".*?</section>', body, re.S)]


def test_the_monthly_report_is_a_page_and_the_plan_is_one_while_its_days_last():
    (old,), (new,) = views("northwind"), views("amberlow")
    assert list(pages_of(old)) == ["reports/monthly"]
    assert list(pages_of(new)) == ["reports/monthly", "reports/first-90-days"]
    assert not any(page.in_nav for page in pages_of(new).values())
    for after, there in ((-5, True), (LAST_DAY, True), (LAST_DAY + 1, False)):
        on = new.started.on + dt.timedelta(days=after)
        then = new.model_copy(update={"as_of": new.as_of.model_copy(update={"on": on})})
        assert ("reports/first-90-days" in pages_of(then)) is there, after


def test_a_plan_without_a_single_step_is_no_page():
    (view,) = views("amberlow")
    undated = tuple(m.model_copy(update={"due": None}) for m in view.milestones)
    assert list(pages_of(view.model_copy(update={"milestones": undated}))) == ["reports/monthly"]


def test_whoever_may_not_read_everything_has_no_page_of_a_report():
    workspace = open_workspace(EXAMPLES)
    (facts,) = collect(workspace, ("northwind",)).facts
    one = assess_one(workspace, facts, TODAY)
    for reader, there in ((Audience.IT, []), (Audience.SPONSOR, ["reports/monthly"])):
        view = customer_view(one.facts, one.playbook, one.assessment, vendor="Tessaly", reader=reader)
        assert bool(view.withheld) is not bool(there)
        assert list(pages_of(view)) == there


def test_the_overview_leads_to_what_can_be_passed_on():
    for account in ("northwind", "amberlow"):
        (view,) = views(account)
        (overview,) = (page for page in PageMaker().site(view).pages if page.path == "index")
        for path in ("review", *pages_of(view)):
            assert f'<a href="{path}.html">' in overview.body


@pytest.mark.parametrize("account", ["northwind", "amberlow", "hinokizaka"])
def test_a_page_of_a_report_says_what_the_report_says(account):
    (view,) = views(account)
    reports = {"reports/monthly": "monthly", "reports/first-90-days": "kickoff"}
    for path, page in pages_of(view).items():
        report = for_customer(view, reports[path])
        _, sent = told(report)
        assert said_in_blocks(page.body) == said_in_blocks(sent)
        assert len(said_in_blocks(page.body)) == len(report.blocks)


@pytest.mark.parametrize("account", ["northwind", "amberlow", "kingsmere", "hinokizaka"])
def test_a_step_says_no_more_and_no_less_than_its_sentence(account):
    (view,) = views(account)
    steps = 0
    for kind in FOR_CUSTOMERS:
        for entry in (entry for block in for_customer(view, kind).blocks for entry in block.entries if entry.step):
            steps += 1
            parts = [entry.step.name, entry.step.day, entry.step.bad]
            assert all(part in entry.words for part in parts), entry
            # Who is asked is said in another way.
            assert entry.step.note in entry.words or entry.step.note.endswith(tuple(a.who for a in view.asks)), entry
    assert steps > 5


@pytest.mark.parametrize("kind", FOR_CUSTOMERS)
def test_no_line_of_a_japanese_report_is_put_together_with_english_signs(kind):
    """The account of the example writes Japanese throughout; whatever stands between its words is ours."""
    (view,) = views("hinokizaka")
    sent, page = told(for_customer(view, kind))
    title = re.findall(r"<title>(.*?)</title>", page)[0]
    assert "：" in sent + title
    assert not [line for line in (*sent.splitlines(), title) if ": " in line or "; " in line]


def test_every_number_of_the_monthly_page_has_the_badge_of_its_proof(northwind):
    body = str(pages_of(northwind)["reports/monthly"].body)
    rows = re.findall(r"<tr>(.*?)</tr>", body.split("<tbody>")[1], re.S)
    assert len(rows) == sum(m.outcome for m in northwind.measures)
    assert all(row.count('class="vpl-rigor vpl-rigor--') == 1 for row in rows)
    assert '<p class="vpl-weakest">' in body


def test_each_late_milestone_is_late_in_the_monthly_report_however_many_there_are(northwind):
    late = {"status": MilestoneStatus.DELAYED, "days_behind": 12, "badges": (), "reached": None}
    due = northwind.as_of.model_copy(update={"on": northwind.as_of.on + dt.timedelta(days=3)})
    steps = tuple(m.model_copy(update={**late, "due": due}) for m in northwind.milestones)
    assert len(steps) > MILESTONES
    view = northwind.model_copy(update={"milestones": steps})
    text = markdown(for_customer(view, "monthly"))
    assert text.count("; 12 days late, counted from ") == len(steps)
    assert str(pages_of(view)["reports/monthly"].body).count('<p class="vpl-letter__bad">12 days late') == len(steps)


# --- the week's report ------------------------------------------------------------------------------------------------


def rows_of(*accounts: str) -> dict[str, PortfolioRow]:
    workspace = open_workspace(EXAMPLES)
    collected = collect(workspace, accounts)
    return {f.account.id: row_of(workspace, assess_one(workspace, f, TODAY)) for f in collected.facts}


def internal_site(rows: Iterable[PortfolioRow]) -> dict[str, str]:
    whole = portfolio_view(tuple(rows), name="All", vendor="Tessaly", as_of=TODAY, earlier=TODAY, left_out=())
    return {page.path: str(page.body) for page in PortfolioPages().beside(whole)}


def test_the_internal_page_of_an_account_says_what_its_weekly_report_says():
    rows = rows_of("northwind", "caldermoor", "hinokizaka", "quillon")
    pages = internal_site(rows.values())
    for account, row in rows.items():
        report = weekly(row, TODAY)
        _, sent = told(report)
        assert said_in_blocks(pages[f"accounts/{account}"]) == said_in_blocks(sent)
        assert len(said_in_blocks(sent)) == len(report.blocks) == 3


def test_the_weekly_report_is_in_english_whatever_the_customer_speaks():
    row = rows_of("hinokizaka")["hinokizaka"]
    assert row.rung_ahead is not None
    assert row.rung_ahead.missing
    own = (row.customer, *(name for m in row.course.slips for name in (m.name,)))
    text = markdown(weekly(row, TODAY))
    for name in own:
        text = text.replace(inert(name), "")
    assert not re.search(r"（|。|：", "".join(row.rung_ahead.missing))
    assert "milestones proven." in text


def test_the_weekly_report_says_its_day_its_colour_and_that_it_is_internal():
    row = rows_of("northwind")["northwind"]
    for text in told(weekly(row, TODAY)):
        for said in ("Data to 15 Nov 2026", f"Health is {row.health}.", "Internal.", "Not for the customer."):
            assert said in text


def test_where_every_rung_is_proven_the_weekly_report_says_so():
    row = rows_of("kingsmere")["kingsmere"]
    assert (row.proven, row.rung_ahead) == (row.rungs, None)
    assert f"All {row.rungs} rungs are proven." in markdown(weekly(row, TODAY))


def test_the_timeline_has_what_is_late_or_due_in_thirty_days_and_nothing_else():
    row = rows_of("northwind")["northwind"]
    far = [d for d in row.deadlines if not d.overdue and d.on.on > TODAY + dt.timedelta(days=30)]
    assert far
    timeline = weekly(row, TODAY).blocks[2]
    text = " ".join(entry.words for entry in timeline.entries)
    assert not any(d.on.text in text for d in far)
    late = [step for step in row.steps_ahead if step.late]
    assert late
    assert all(f"{step.name}, late" in text for step in late)
    soon = [step for step in row.steps_ahead if not step.late]
    assert all(step.on <= TODAY + dt.timedelta(days=30) for step in soon)


# --- letters stay letters ---------------------------------------------------------------------------------------------

MORE = [
    "# heading", "## a\n## b", "- item", "1. item", "2) item", "+ item", "===", "---", "***", "> quote", "    code",
    "https://evil.example/x", "www.evil.example", "me@evil.example", "mailto:me@evil.example", "[a](//evil.example)",
    "[a]: //evil.example", "[^1]: note", "![x](//evil.example/x.png)", "<https://evil.example>", "a | b", "|---|",
    "`code`", "~~gone~~", "*[abbr]: x", "{: .x onclick=alert(1)}", "!!! note", "??? note", ": definition", "\\",
    "&lt;b&gt;",
    "&#60;script&#62;", "x\\](//evil.example)", "**bold**", "__bold__", "a  \nb", "term\n: meaning",
]  # fmt: skip
COMMON = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EXTENSIONS = ["tables", "attr_list", "def_list", "footnotes", "abbr", "admonition", "fenced_code", "md_in_html"]


def report_of(words: str) -> CustomerReport:
    proof, step = Proof("measured", words), Step(words, words, words, "index.html", "delayed", words)
    entries = (Entry(words, proof), Entry(words), Entry(words, proof, step))
    block = Block(words, entries, (words, "B"), ((words, proof), (Link(words, "index.html"), "x")))
    return CustomerReport(words, words, (block, Block(words, nothing=words)), "en", words)


class Read(HTMLParser):
    """The elements and attributes of a text, and its letters without spaces."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(made)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split()).replace("\u2060", "")


def readers(text: str) -> tuple[Read, Read]:
    return Read(COMMON.render(text)), Read(python_markdown.markdown(text, extensions=EXTENSIONS))


def check_that_it_stays_letters(words: str) -> None:
    whole = "".join(words.split())
    for read, plain in zip(readers(markdown(report_of(words))), readers(markdown(report_of("plain"))), strict=True):
        assert read.tags == plain.tags, words
        assert read.text == plain.text.replace("plain", whole), words


@pytest.mark.parametrize("payload", [*MORE, *(p for p in PAYLOADS if p.isprintable())])
def test_a_hostile_text_is_no_heading_list_link_or_html(payload):
    check_that_it_stays_letters(payload)


@given(st.text(st.sampled_from("ab1 .)-+*_`#<>[]()!|\\&:;~=@/w^{}\"'$%?"), min_size=1, max_size=12).filter(str.strip))
def test_no_text_of_marks_is_anything_but_letters(words):
    check_that_it_stays_letters(f"x{words}" if words.startswith(" ") else words)


def test_an_address_is_no_link_where_a_reader_makes_links_of_addresses():
    for words in ("https://evil.example", "HTTP://evil.example", "www.evil.example", "me@evil.example"):
        assert not re.search(r"(?i)://|www\.|@[a-z]", inert(words))


def test_the_html_asks_nobody_for_anything(northwind):
    for kind in FOR_CUSTOMERS:
        _, page = told(for_customer(northwind, kind))
        assert not re.search(r"<script|<link|\bsrc=|\bhref=|@import|https?://|url\((?!#)", page)
        assert "default-src 'none'" in page
        assert page.count("<h1") == 1
