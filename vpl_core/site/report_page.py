"""Reports as HTML: the values of a report with their signs, on a page of the site and in the file that is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from vpl_core.site.badges import rigor_in_words
from vpl_core.site.report import Block, Cell, Entry, Link, Proof, Report, Step
from vpl_core.site.shape import markup, shape
from vpl_core.site.signs import Signs
from vpl_core.site.tables import scroll_table

_SAID = shape('<p class="vpl-letter__say">{words}{proof}</p>\n')
_STEPS = shape('<ul class="vpl-letter__steps{look}">\n{steps}</ul>\n')
_DATED = shape('<li><span class="vpl-letter__day">{day}</span>\n{rest}</li>\n')
_UNDATED = shape("<li>{rest}</li>\n")
_STEP = shape("<div><p><strong>{name}</strong>{status}{proof}</p>\n{bad}{note}</div>")
_SIGN = shape(" {badge}")
_LINK = shape('<a href="{href}">{words}</a>')
_BAD = shape('<p class="vpl-letter__bad">{words}</p>\n')
_LINE = shape("<p>{words}</p>\n")
_NOTHING = Markup()


def report_page(report: Report, signs: Signs, *, up: str = "", alone: bool = False) -> dict[str, Any]:
    """What the report's template needs; `up` leads from its page to the start page.

    Where it stands alone its foot is told; a page of the site has the site's own.
    """
    blocks = [(block.title, told(block, signs, up)) for block in report.blocks]
    return {"report": report, "blocks": blocks, "alone": alone}


def told(block: Block, signs: Signs, up: str = "") -> Markup:
    """What stands under the title of a block: sentences, steps, a table, or that there is nothing."""
    if not block.entries and not block.rows:
        return _LINE(words=block.nothing)
    return markup("".join(_parts(block, signs, up)))


def _parts(block: Block, signs: Signs, up: str) -> Iterator[Markup]:
    yield from (_SAID(words=e.words, proof=_sign(e.proof)) for e in block.entries if e.step is None)
    steps = [(entry, entry.step) for entry in block.entries if entry.step is not None]
    if steps:
        dated = any(step.day for _, step in steps)
        lines = [_line(entry, step, signs, up, dated=dated) for entry, step in steps]
        yield _STEPS(look=" is-dated" if dated else "", steps=lines)
    if block.rows:
        head = [
            (name, "sign" if isinstance(cell, Proof) else "")
            for name, cell in zip(block.head, block.rows[0], strict=True)
        ]
        yield scroll_table(block.title, head, [[_cell(cell, up) for cell in row] for row in block.rows])


def _line(entry: Entry, step: Step, signs: Signs, up: str, *, dated: bool) -> Markup:
    rest = _STEP(
        name=_linked(step.name, step.href, up),
        status=_SIGN(badge=signs.sign(step.status)) if step.status else _NOTHING,
        proof=_sign(entry.proof),
        bad=_BAD(words=step.bad) if step.bad else "",
        note=_LINE(words=step.note) if step.note else "",
    )
    return _DATED(day=step.day, rest=rest) if dated else _UNDATED(rest=rest)


def _cell(cell: Cell, up: str) -> str:
    if isinstance(cell, Proof):
        return rigor_in_words(cell.rigor, cell.words)
    return _linked(cell.words, cell.href, up) if isinstance(cell, Link) else cell


def _sign(proof: Proof | None) -> Markup:
    return _SIGN(badge=rigor_in_words(proof.rigor, proof.words)) if proof else _NOTHING


def _linked(words: str, href: str, up: str) -> str:
    return _LINK(href=f"{up}{href}", words=words) if href else words
