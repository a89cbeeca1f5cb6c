"""A report as one HTML file: its style in it, without scripts, and without asking anybody for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from vpl_core.catalogues import wording
from vpl_core.site.left_english import marked_english
from vpl_core.site.marks import PATTERNS
from vpl_core.site.report import Report
from vpl_core.site.shape import shape

_PAGE = shape(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="robots" content="noindex,nofollow">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n"
    '<body class="vpl-report" data-md-color-scheme="default">\n{patterns}\n<main class="md-typeset">\n{body}\n</main>\n'
    "</body>\n</html>\n"
)
_LINK = re.compile(r"<a href=\"[^\"]*\">(.*?)</a>", re.S)
_OF_A_SITE = re.compile(r"@font-face\s*\{[^}]*\}\n?|^\.vpl-i--.*\n", re.M)
_OWN = """
html { font-size: 20px; } *, ::before, ::after { box-sizing: border-box; }
body.vpl-report { margin: 0; font-family: var(--vpl-sans); color: var(--vpl-ink); }
.vpl-report main { max-width: 46rem; margin: 0 auto; padding: 1rem; font-size: .75rem; line-height: 1.5; }
.vpl-report table { border-collapse: collapse; width: 100%; overflow-wrap: anywhere; }
.vpl-report :is(th, td) { text-align: left; vertical-align: top; padding: .2rem .4rem .2rem 0; }
.vpl-report svg.v { display: block; width: 100%; overflow: visible; } .vpl-report svg.m { width: .8rem; height: .8rem; }
@media print { html { font-size: 15px; } .vpl-report main { max-width: none; padding: 0; } }
@page { size: A4 portrait; margin: 14mm; }
"""


def html(report: Report, body: Markup, english: Iterable[str] = ()) -> str:
    """The body in a page of its own; links into the site are plain words here, for the file stands alone.

    `english` are the texts that are not in the language of the report.
    """
    told = marked_english(Markup(_LINK.sub(r"\1", str(body))), english)
    style = Markup(_style())
    title = wording(report.language).say("{name}: {what}", name=report.title, what=report.about)
    return str(_PAGE(language=report.language, title=title, style=style, patterns=PATTERNS, body=told))


@cache
def _style() -> str:
    """The theme's own style without its fonts, which would have to be fetched, and the signs of a site's head."""
    sheet = files("vpl_theme").joinpath("assets", "vpl", "vpl.css").read_text("utf-8")
    return _OF_A_SITE.sub("", sheet) + _OWN
