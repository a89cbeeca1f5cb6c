"""The contract of a plugin that adds pages, as tests that its author runs.

In the tests of the plugin's own distribution::

    import pytest
    import vpl_next_steps
    from vpl_core.testing.pages_contract import *

    @pytest.fixture(scope="session")
    def pages():
        return vpl_next_steps
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from vpl_core.model.audience import CustomerView
from vpl_core.model.extra_pages import ExtraPage
from vpl_core.site.gate import Passed, examine
from vpl_core.site.pages import PageMaker
from vpl_core.testing.given import registry_of
from vpl_core.testing.strategies.views import customer_views
from vpl_core.testing.trial import readable

__all__ = [
    "test_every_page_is_made_from_any_view",
    "test_pages_have_names_of_their_own",
    "test_the_plugin_adds_pages",
    "test_the_same_view_gives_the_same_pages",
]

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]
LAW = settings(deadline=None, suppress_health_check=_CHECKS, max_examples=max(10, settings().max_examples // 4))
"""A quarter of the examples that the author's own profile asks for: each is an account, assessed."""
_VIEWS = customer_views()
_MAKER = PageMaker()


def _given(pages: Any, view: CustomerView) -> tuple[ExtraPage, ...]:
    """The plugin's pages for the view; fails with what was wrong where something was."""
    registry = registry_of(pages=pages)
    made = tuple(c.content for c in registry.contributions("vpl_pages", ExtraPage, view=view))
    wrong = [problem for problem in registry.problems if not problem.warning]
    assert not wrong, readable("the plugin's pages cannot be made", wrong)
    return made


def test_the_plugin_adds_pages(pages: Any) -> None:
    """It implements `vpl_pages`, and nothing about it is doubtful."""
    registry = registry_of(pages=pages)
    assert not registry.problems, readable("the plugin is doubtful", registry.problems)
    assert "vpl_pages" in registry.listed[0].hooks, "mark a function vpl_pages(view) with @hookimpl"


@LAW
@given(view=_VIEWS)
def test_every_page_is_made_from_any_view(pages: Any, view: CustomerView) -> None:
    """Whatever a customer may read, the page is made of it, and nothing in it is markup."""
    for page in _MAKER.site(view, _given(pages, view)).pages:
        passed = examine(str(page.body), page.path)
        assert isinstance(passed, Passed), readable(f"the page {page.path} cannot be published", passed)


@LAW
@given(view=_VIEWS)
def test_the_same_view_gives_the_same_pages(pages: Any, view: CustomerView) -> None:
    """No clock, no chance, nothing that is used up."""
    assert _given(pages, view) == _given(pages, view), "asked again, the plugin gives another page"


@LAW
@given(view=_VIEWS)
def test_pages_have_names_of_their_own(pages: Any, view: CustomerView) -> None:
    """Two pages of one name would be one file."""
    ids = [page.id for page in _given(pages, view)]
    assert len(ids) == len(set(ids)), f"two pages have one name: {', '.join(sorted(ids))}"
