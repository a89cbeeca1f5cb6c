"""Reports of one account, made from what may be read: the customer's kinds from the customer's view alone."""

from __future__ import annotations

from collections.abc import Iterable

from vpl_core.app.internal import row_of
from vpl_core.app.portfolio import Assessed, Workspace
from vpl_core.catalogues import wording
from vpl_core.model.audience import CustomerView
from vpl_core.site.context import customer_view
from vpl_core.site.customer_reports import kickoff, monthly, quarterly
from vpl_core.site.pages import PageMaker
from vpl_core.site.report import CustomerReport, Report
from vpl_core.site.report_html import html
from vpl_core.site.report_markdown import markdown
from vpl_core.site.report_page import report_page
from vpl_core.site.review_page import review_page
from vpl_core.site.signs import Signs
from vpl_core.site.weekly_report import weekly

KINDS = {
    "weekly": "internal: progress to the next rung, blockers, timeline",
    "monthly": "for the customer: where we are, the data, the next target and its plan",
    "quarterly": "for the sponsor, on one page: progress, value to date, return, what is late, next phase",
    "kickoff": "for the customer: the plan of the first 90 days",
}
FOR_CUSTOMERS = {"monthly": monthly, "quarterly": quarterly, "kickoff": kickoff}


def report_text(workspace: Workspace, one: Assessed, kind: str, form: str) -> str:
    """The report as `md` or `html`; the same facts and day give the same bytes."""
    vendor = workspace.settings.vendor
    if kind not in FOR_CUSTOMERS:
        return _written(weekly(row_of(workspace, one), one.assessment.as_of), form)
    view = customer_view(one.facts, one.playbook, one.assessment, vendor=vendor)
    if kind == "quarterly" and form == "html":
        return _review(view)
    return _written(for_customer(view, kind), form, view.left_english)


def for_customer(view: CustomerView, kind: str) -> CustomerReport:
    """One of the customer's kinds, in the language of the view."""
    return FOR_CUSTOMERS[kind](view, Signs(wording(view.language)))


def _written(report: Report, form: str, english: Iterable[str] = ()) -> str:
    if form == "md":
        return markdown(report)
    maker = PageMaker().speaking(report.language)
    body = maker.page("report", "report", report.title, **report_page(report, maker.signs, alone=True)).body
    return html(report, body, english)


def _review(view: CustomerView) -> str:
    """The page itself, which is one sheet."""
    report, maker = for_customer(view, "quarterly"), PageMaker().speaking(view.language)
    body = maker.page("review", "review", report.title, **review_page(view, maker.signs)).body
    return html(report, body, view.left_english)
