"""Pages beside the navigation: very many of them are printed as any other, and few of them are held at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from weakref import WeakSet

import pytest

from vpl_core.errors import BuildFailure
from vpl_core.site.finished import Site, SitePage
from vpl_core.site.inspection import Inspection
from vpl_core.site.shells import AT_ONCE


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def accounts(page, number: int, **changes) -> list[SitePage]:
    return [page(f"accounts/a{n}", words=f"Account {n}", in_nav=False, **changes) for n in range(number)]


def test_pages_beside_the_others_become_the_same_files_as_if_they_were_among_them(builder, site, page, tmp_path):
    many = accounts(page, 2 * AT_ONCE + 1, link="../index.html")
    listed = site()
    builder.build(replace(listed, pages=(*listed.pages, *many)), tmp_path / "among")
    builder.build(replace(listed, beside=many), tmp_path / "beside")
    assert files_of(tmp_path / "beside") == files_of(tmp_path / "among")


def test_few_pages_are_held_at_a_time_and_each_is_made_once(builder, site, page, tmp_path):
    held: WeakSet[str] = WeakSet()
    most = [0, 0]

    class Body(type(page("index").body)):
        """Markup that can be followed."""

    def made() -> Iterator[SitePage]:
        for one in accounts(page, 4 * AT_ONCE, link="../index.html"):
            body = Body(one.body)
            held.add(body)
            most[:] = [max(most[0], len(held)), most[1] + 1]
            yield replace(one, body=body)
            del body

    gc.collect()
    builder.build(replace(site(), beside=made()), tmp_path / "site")
    assert most[1] == 4 * AT_ONCE
    assert most[0] <= 2 * AT_ONCE + 1


@pytest.mark.parametrize(
    ("path", "link", "heading", "told"),
    [
        ("accounts/last", "../index.html", "gone", "no element with the id gone"),
        ("accounts/last", "javascript:alert(1)", "hours", "the address"),
        ("accounts/last", "gone.html", "hours", "the link gone.html leads nowhere"),
        ("accounts/a0", "../index.html", "hours", "two pages have this path"),
        ("index", "../index.html", "hours", "two pages have this path"),
    ],
)
def test_a_page_beside_that_must_not_stand_there_leaves_the_last_good_site(
    path, link, heading, told, builder, site, page, tmp_path
):
    good = replace(site(), beside=accounts(page, 2))
    builder.build(good, tmp_path / "site")
    before = files_of(tmp_path)
    bad = page(path, link=link, in_nav=False)
    bad = replace(bad, headings=tuple(replace(one, id=heading) for one in bad.headings))
    with pytest.raises(BuildFailure) as failure:
        builder.build(replace(good, beside=[*accounts(page, 2 * AT_ONCE), bad]), tmp_path / "site")
    (problem,) = failure.value.problems
    assert told in problem.message and problem.path == f"{path}.html"
    assert problem.line == (3 if "link" in told else problem.line)
    assert files_of(tmp_path) == before


def test_what_is_wrong_with_all_pages_beside_is_told_at_once(builder, site, page, tmp_path):
    bad = accounts(page, 3 * AT_ONCE, link="javascript:alert(1)")
    with pytest.raises(BuildFailure) as failure:
        builder.build(replace(site(), beside=bad), tmp_path / "site")
    assert [problem.path for problem in failure.value.problems] == [one.file for one in bad]


def test_a_link_to_a_page_beside_that_is_made_later_leads_somewhere(builder, site, page, tmp_path):
    def linked(link: str) -> Site:
        first = page("index", link=link)
        return site(pages=(first,), beside=accounts(page, AT_ONCE + 2, link=f"a{AT_ONCE + 1}.html"))

    builder.build(linked(f"accounts/a{AT_ONCE + 1}.html#hours"), tmp_path / "site")
    with pytest.raises(BuildFailure, match="leads nowhere"):
        builder.build(linked(f"accounts/a{AT_ONCE + 2}.html"), tmp_path / "site")


def test_nothing_is_printed_of_a_page_that_must_not_stand_there_or_comes_after_it(page):
    bad = page("accounts/bad", link="javascript:alert(1)", in_nav=False)
    first, last = accounts(page, 2, link="#hours")
    passed = Inspection("<p>foot</p>", frozenset()).passed([first, bad, last])
    assert next(passed) is first
    with pytest.raises(BuildFailure):
        next(passed)
