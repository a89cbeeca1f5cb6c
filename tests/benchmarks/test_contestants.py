"""Contestants: whoever does not build the same pages is out."""

from __future__ import annotations

import pytest

from benchmarks.contestants import Batch, Contestant, contestants, insist_on_pages
from benchmarks.cost import Failed
from benchmarks.portfolios import SHAPES


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return Batch(tmp_path_factory.mktemp("batch"), 2, SHAPES["plain"])


@pytest.mark.slow
@pytest.mark.parametrize("one", contestants(), ids=lambda one: one.name)
def test_each_builds_every_page_of_each_account(batch: Batch, one: Contestant) -> None:
    try:
        one.version()
    except Failed as reason:
        pytest.skip(str(reason))
    built = one.build(batch)
    pages = sum(len(site.pages) for _, site in batch.sites(2))
    assert (built.sites, built.pages) == (2, pages)
    assert pages >= 2 * 8  # what a goal means by a site
    assert built.cost.cpu > 0
    assert built.footprint.files > pages


@pytest.mark.slow
def test_a_page_without_its_body_is_found(batch: Batch) -> None:
    account, site = next(batch.sites(1))
    home = batch.printed / account
    insist_on_pages(site, home)
    file = home / site.pages[-1].file
    file.write_text(file.read_text().replace(str(site.pages[-1].body)[-200:-100], ""))
    with pytest.raises(Failed, match=site.pages[-1].file):
        insist_on_pages(site, home)
