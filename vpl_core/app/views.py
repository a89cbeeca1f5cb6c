"""Views: what a customer may read of one account that was assessed, with what moved since they last looked."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.app.portfolio import Assessed, Workspace
from vpl_core.model.audience import CustomerView
from vpl_core.model.audiences import Audience
from vpl_core.rules.looking_back import day_before, look_back
from vpl_core.site.context import customer_view


def site_view(workspace: Workspace, one: Assessed) -> CustomerView:
    """The view that the account's site is made from; a function of its facts, its rules, the settings and the day."""
    return next(site_views(workspace, one))


def site_views(workspace: Workspace, one: Assessed, reader: Audience | None = None) -> Iterator[CustomerView]:
    """The view in each of the account's languages, the first language first; with a reader, of their site."""
    settings = workspace.settings
    earlier = day_before(one.assessment.as_of, settings.portfolio.changes_since)
    before = look_back(one.facts, one.playbook, earlier, one.assessment.overrides)
    for language in one.facts.account.spoken:
        yield customer_view(
            one.facts,
            one.playbook,
            one.assessment,
            vendor=settings.vendor,
            before=before,
            reader=reader,
            language=language,
        )
