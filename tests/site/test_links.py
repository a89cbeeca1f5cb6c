"""A link that leads nowhere stops the build and says where it stands."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from vpl_core.errors import BuildFailure
from vpl_core.site.gate import examine
from vpl_core.site.links import Linked, Links


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("index", "gone.html"),
        ("index", "#gone"),
        ("index", "ladder.html#gone"),
        ("index", "../ladder.html"),
        ("index", "ladder"),
        ("milestones/first-report", "ladder.html"),
        ("milestones/first-report", "../milestones/gone.html"),
        ("milestones/first-report", "../../ladder.html"),
        ("index", "assets/vpl/vpl.css#x"),
        ("index", "assets/vpl/gone.svg"),
    ],
)
def test_a_link_to_nowhere_is_named_with_its_page(path, link, builder, site, page, tmp_path):
    others = [page(each) for each in ("index", "ladder", "milestones/first-report") if each != path]
    with pytest.raises(BuildFailure) as failure:
        builder.build(site(pages=(page(path, link=link), *others)), tmp_path / "site")
    (problem,) = failure.value.problems
    assert problem.path == f"{path}.html"
    assert problem.line == 3
    assert f"link {link} " in problem.message
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("index", "ladder.html#hours"),
        ("index", "milestones/first-report.html"),
        ("milestones/first-report", "../index.html#start"),
        ("milestones/first-report", "first-report.html#hours"),
        ("index", "assets/vpl/mark.svg"),
        ("index", "#of-the-footer"),
        ("ladder", "index.html#of-the-footer"),
        ("index", "#v-measured"),
        ("index", "https://example.com/nowhere"),
        ("index", "mailto:ann@example.com"),
    ],
)
def test_a_link_that_leads_somewhere_passes(path, link, builder, site, page, tmp_path):
    others = [page(each) for each in ("index", "ladder", "milestones/first-report") if each != path]
    footer = Markup('<p id="of-the-footer">Data to 1 Nov</p>')
    builder.build(site(pages=(page(path, link=link), *others), footer=footer), tmp_path / "site")


def test_a_link_in_the_footer_must_lead_somewhere_from_every_page(builder, site, page, tmp_path):
    footer = Markup('<p><a href="ladder.html">The ladder</a></p>')
    flat = (page("index"), page("ladder"))
    builder.build(site(pages=flat, footer=footer), tmp_path / "flat")
    with pytest.raises(BuildFailure) as failure:
        builder.build(site(pages=(*flat, page("milestones/first-report")), footer=footer), tmp_path / "deep")
    assert [problem.path for problem in failure.value.problems] == ["milestones/first-report.html"]


def test_an_anchor_in_another_script_is_found_plain_and_encoded(builder, site, page, tmp_path):
    body = Markup('<h2 id="時間">x</h2><a href="#時間">a</a><a href="#%E6%99%82%E9%96%93">b</a>')
    builder.build(site(pages=(page("index", body=body, headings=()),)), tmp_path / "site")


def test_all_broken_links_are_told_at_once(builder, site, page, tmp_path):
    pages = (page("index", link="one.html"), page("ladder", link="two.html"))
    with pytest.raises(BuildFailure) as failure:
        builder.build(site(pages=pages), tmp_path / "site")
    assert [problem.path for problem in failure.value.problems] == ["index.html", "ladder.html"]


@pytest.mark.parametrize("word", ["word", "言葉", "a\ud800z"])
def test_a_link_to_nowhere_is_found_on_a_very_long_page_too(word):
    """What waits there is packed, and comes out as it was."""
    html = f"<h1>Start</h1>\n<p>{f'{word} ' * 40_000}</p>\n" + '<p><a href="gone.html">on</a></p>\n'
    verdict = examine(Markup(html), "index.html")
    body = Linked(verdict.ids, verdict.references, html)
    links = Links((), frozenset())
    links.note("index.html", body)
    [waiting] = [linked for _, linked, _, _ in links._open]
    assert len(waiting.html) < len(html) / 10
    [problem] = links.broken()
    assert (problem.path, problem.line) == ("index.html", 3)
