"""Pages: a customer's view turned into finished HTML, one page for each question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from vpl_core.catalogues import wording
from vpl_core.model.accounts import Language
from vpl_core.model.audience import CustomerView, MilestoneView
from vpl_core.model.extra_pages import ExtraPage, TextTable
from vpl_core.model.record_views import RecordView
from vpl_core.model.visibility import Subject
from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.case_study_page import CASE_STUDY, case_study, whose_proof
from vpl_core.site.celebrated import is_celebrated
from vpl_core.site.changes_page import changes
from vpl_core.site.customer_reports import on_the_site
from vpl_core.site.decisions_page import decisions
from vpl_core.site.drawn import Drawn, drawn
from vpl_core.site.evidence_page import evidence
from vpl_core.site.finished import Heading, Site, SitePage, SiteTable
from vpl_core.site.headline import Headline, headline
from vpl_core.site.ladder_page import ladder
from vpl_core.site.left_english import marked_english
from vpl_core.site.milestone_pages import all_milestones, one_milestone
from vpl_core.site.money_page import TABLE, money, spreadsheet
from vpl_core.site.overview_page import overview
from vpl_core.site.reached_page import reached
from vpl_core.site.records_page import one_record
from vpl_core.site.report import Report
from vpl_core.site.report_page import report_page
from vpl_core.site.review_page import review_page
from vpl_core.site.roles_page import roles
from vpl_core.site.shape import markup
from vpl_core.site.signs import Signs
from vpl_core.site.templates import environment
from vpl_core.site.weakest import with_weakest
from vpl_core.site.words import AUDIENCE_WORDS, SUBJECT_WORDS

_HEADING = re.compile(r'<h([12])[^>]*? id="([^"]+)"[^>]*>(.*?)</h', re.S)
"""Its level, its id and what stands in it: nothing but its own words."""


class PageMaker:
    """Makes the sites of one customer after another with one environment for each language."""

    def __init__(self, env: Environment | None = None, words: Wording = ENGLISH) -> None:
        """`words` are those of the pages that are asked for by themselves; a site is made in its view's language."""
        self.words = words
        self.env = env or environment(words)
        self.signs = Signs(words)
        self._template = cache(self.env.get_template)
        self._speaking: dict[str, PageMaker] = {words.language: self}

    def speaking(self, language: Language) -> PageMaker:
        """A maker of pages in the language; there is one for each."""
        if language not in self._speaking:
            self._speaking[language] = PageMaker(words=wording(language))
        return self._speaking[language]

    def site(self, view: CustomerView, extra: Iterable[ExtraPage] = ()) -> Site:
        """The whole site of a customer, ready to be built; `extra` are the plugins' pages, put last."""
        return self.speaking(view.language)._site(view, extra)

    def _site(self, view: CustomerView, extra: Iterable[ExtraPage]) -> Site:
        signs, say, steps = self.signs, self.signs.say, self.signs.say("Milestones")
        terms, head = [(term.word, term.meaning) for term in view.glossary], headline(view)
        told, once = partial(self._told, view), drawn(view, signs)
        review, reports = tuple(self._review(view, head)), tuple(on_the_site(view, head, signs))
        to_send = _to_send(review, reports)
        pages = (
            told("overview", "index", say("Overview"), {**overview(view, head, once, signs), "to_send": to_send}),
            told("roles", "roles", say("For your role"), roles(view, head, signs)),
            told("ladder", "ladder", say("The ladder"), ladder(view, once, signs)),
            told("milestones", "milestones", say("All milestones"), all_milestones(view, signs), steps),
            *(
                told("milestone", f"milestones/{m.id}", m.name, one_milestone(view, m, once, signs), steps)
                for m in view.milestones
            ),
            *(self._reached(view, m, once) for m in view.milestones if is_celebrated(m, view)),
            *self._money(view),
            *review,
            *(self._report(view, path, report) for path, report in reports),
            told("evidence", "evidence", say("Evidence"), evidence(view, signs)),
            *self._decisions(view),
            *self._changes(view),
            *self._case_study(view),
            told("glossary", "glossary", say("Words used here"), {"terms": terms}),
            *(self._extra(view, one) for one in extra),
        )
        tables = (SiteTable(TABLE, spreadsheet(view.money)),) if view.money else ()
        return Site(view.customer, view.language, pages, self._footer(view), view.as_of.on, tables)

    def page(self, template: str, path: str, title: str, **parts: Any) -> SitePage:
        """One page from its template and the parts it needs."""
        body = self._body(template, parts)
        return SitePage(path=path, title=title, body=body, headings=headings_in(body))

    def _body(self, template: str, parts: Mapping[str, Any]) -> Markup:
        return markup(self._template(f"{template}.j2").render(parts))

    def _told(
        self,
        view: CustomerView,
        template: str,
        path: str,
        title: str,
        parts: Mapping[str, Any],
        section: str = "",
        *,
        in_nav: bool = True,
        signer: str = "",
    ) -> SitePage:
        """A page of the view, with its weakest proof at the foot; `signer` is who verified, the customer by name."""
        plain = with_weakest(self._body(template, {"view": view, **parts}), signer or view.customer, self.signs)
        body = marked_english(plain, view.left_english) if view.left_english else plain
        return SitePage(path, title, body, headings_in(body), section, in_nav)

    def _money(self, view: CustomerView) -> Iterator[SitePage]:
        if view.money:
            title = self.signs.say("Value and return")
            yield self._told(view, "money", "value", title, money(view, view.money, self.signs))

    def _reached(self, view: CustomerView, m: MilestoneView, once: Drawn) -> SitePage:
        """A page to pass on, which the overview leads to."""
        parts = reached(view, m, once, self.signs)
        return self._told(view, "reached", f"reached/{m.id}", parts["heading"], parts, in_nav=False)

    def _case_study(self, view: CustomerView) -> Iterator[SitePage]:
        """A draft to be checked, which the sponsor's block leads to; it says no name that nobody allowed."""
        if view.case_study:
            title, signer = self.signs.say("May we tell this?"), whose_proof(view.case_study, self.signs)
            parts = case_study(view, view.case_study, self.signs)
            yield self._told(view, "case_study", CASE_STUDY, title, parts, in_nav=False, signer=signer)

    def _changes(self, view: CustomerView) -> Iterator[SitePage]:
        if view.changes:
            parts = changes(view, view.changes, self.signs)
            yield self._told(view, "changes", "changes", self.signs.say("What has changed"), parts)

    def _review(self, view: CustomerView, head: Headline) -> Iterator[SitePage]:
        """The quarter on one page, for whom nothing of it has to be left out."""
        if not view.withheld:
            parts = review_page(view, self.signs, head)
            yield self._told(view, "review", "review", self.signs.say("Quarterly review"), parts)

    def _report(self, view: CustomerView, path: str, report: Report) -> SitePage:
        """What is sent as a file, as a page that can be passed on, which the overview leads to."""
        return self._told(view, "report", path, report.title, report_page(report, self.signs, up="../"), in_nav=False)

    def _decisions(self, view: CustomerView) -> Iterator[SitePage]:
        """The register and the records; no page for whom they are not meant, for it would read as if none were."""
        if Subject.DECISIONS not in view.withheld:
            title = self.signs.say("Decisions")
            yield self._told(view, "decisions", "decisions", title, decisions(view, self.signs))
            yield from (self._record(view, r) for r in view.records)

    def _record(self, view: CustomerView, r: RecordView) -> SitePage:
        """The record's own page, which the register leads to."""
        parts = one_record(view, r, self.signs)
        return self._told(view, "record", f"decisions/{r.id}", r.title, parts, in_nav=False)

    def _extra(self, view: CustomerView, page: ExtraPage) -> SitePage:
        tables = (b for s in page.sections for b in s.blocks if isinstance(b, TextTable))
        heads = {table.columns: [(column, "") for column in table.columns] for table in tables}
        return self._told(view, "extra", f"more/{page.id}", page.title, {"page": page, "heads": heads})

    def _footer(self, view: CustomerView) -> Markup:
        lines = [
            self.signs.say(
                "Data to {day}. Prepared for {customer} by {vendor}. Confidential.",
                day=view.as_of.text,
                customer=view.customer,
                vendor=view.vendor,
            ),
            self.signs.say(
                "Every standing and every percentage is computed from the readings and the evidence on file."
            ),
        ]
        return self.signs.footer(view.customer, [*lines, *self._whom_for(view)])

    def _whom_for(self, view: CustomerView) -> Iterator[str]:
        """On a site for one reader, whom it is for and what it leaves out."""
        if view.reader is None:
            return
        say, names = self.signs.say, [self.signs.say(SUBJECT_WORDS[subject]) for subject in view.withheld]
        reader = say(AUDIENCE_WORDS[view.reader])
        if names:
            left_out = self.signs.words.listed(names)
            yield say(
                "Made for: {reader}. Left out, because it is for others: {subjects}.", reader=reader, subjects=left_out
            )
        else:
            yield say("Made for: {reader}.", reader=reader)


def _to_send(review: Iterable[SitePage], reports: Iterable[tuple[str, Report]]) -> list[tuple[str, str]]:
    """The pages that are made to be passed on, each with its title."""
    return [
        *((page.file, page.title) for page in review),
        *((f"{path}.html", report.title) for path, report in reports),
    ]


def headings_in(body: str) -> tuple[Heading, ...]:
    """The first and second headings of a body that carry an id, as plain text."""
    return tuple([_heading(*found) for found in _HEADING.findall(body)])


@lru_cache(maxsize=4096)
def _heading(level: str, id_: str, inner: str) -> Heading:
    return Heading(int(level), id_, " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split()))
