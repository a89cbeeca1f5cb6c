"""What stands on every page is paid for on every page: a shell that grows is noticed here."""

from __future__ import annotations

import re

from markupsafe import Markup

from vpl_core.site import marks
from vpl_core.site.badges import legend

EMPTY = Markup("<p>.</p>")


def test_a_page_with_nothing_on_it_weighs_little_more_than_twelve_kilobytes(builder, site, page, tmp_path):
    paths = ("index", "roles", "ladder", "milestones", "review", "evidence", "decisions", "changes", "glossary")
    pages = tuple(page(path, body=EMPTY, headings=()) for path in paths)
    builder.build(site(pages=pages, footer=legend("Northwind")), tmp_path / "site")
    for each in pages:
        assert len((tmp_path / "site" / each.file).read_bytes()) < 12_200, each.file


def test_the_signs_of_the_head_are_in_the_style_sheet_and_in_no_page(builder, site, page, tmp_path):
    builder.build(site(pages=(page("index", body=EMPTY, headings=()),)), tmp_path / "site")
    html = (tmp_path / "site/index.html").read_text("utf-8").replace(marks.PATTERNS, "")
    sheet = (tmp_path / "site/assets/vpl/vpl.css").read_text("utf-8")
    named = set(re.findall(r'<svg class="vpl-i (vpl-i--\w+)"/>', html))
    assert html.count("<svg") == html.count('<svg class="vpl-i ')
    assert len(named) == 7
    assert all(f".{name} {{ --vpl-i: url(" in sheet for name in named)


def test_a_page_prints_its_table_of_contents_once(builder, site, tmp_path):
    wanted = site()
    builder.build(wanted, tmp_path / "site")
    html = (tmp_path / "site/index.html").read_text("utf-8")
    assert wanted.pages[0].headings
    assert html.count('data-md-component="toc"') == html.count("md-nav--secondary") == 1
