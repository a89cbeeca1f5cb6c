"""Reports as HTML: the values of a report with their signs, on a page of the site and in the file that is sent."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.site.badges import rigor_in_words
from vpl_core.site.report import Block, Cell, Entry, Link, Proof, Report, Step
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs

_LINK = shape('<a href="{href}">{words}</a>')


def report_page(report: Report, signs: Signs, *, up: str = "", alone: bool = False) -> dict[str, Any]:
    """What the report's template needs; `up` leads from its page to the start page.

    Where it stands alone its foot is told; a page of the site has the site's own.
    """
    return {"report": report, "blocks": [told(block, signs, up) for block in report.blocks], "alone": alone}


def told(block: Block, signs: Signs, up: str = "") -> dict[str, Any]:
    """One block: sentences, steps, or a table."""
    steps = [(entry, entry.step) for entry in block.entries if entry.step is not None]
    return {
        "title": block.title,
        "sentences": [(e.words, _sign(e.proof)) for e in block.entries if e.step is None],
        "steps": [_step(entry, step, signs, up) for entry, step in steps],
        "dated": any(step.day for _, step in steps),
        "head": [
            (name, "sign" if kind is Proof else "") for name, kind in zip(block.head, _kinds(block), strict=False)
        ],
        "rows": [[_cell(cell, up) for cell in row] for row in block.rows],
        "nothing": block.nothing,
    }


def _kinds(block: Block) -> list[type]:
    return [type(cell) for cell in block.rows[0]] if block.rows else []


def _step(entry: Entry, step: Step, signs: Signs, up: str) -> dict[str, Any]:
    return {
        "day": step.day,
        "name": _linked(step.name, step.href, up),
        "status": signs.sign(step.status) if step.status else "",
        "proof": _sign(entry.proof),
        "bad": step.bad,
        "note": step.note,
    }


def _cell(cell: Cell, up: str) -> str:
    if isinstance(cell, Proof):
        return _sign(cell)
    return _linked(cell.words, cell.href, up) if isinstance(cell, Link) else cell


def _sign(proof: Proof | None) -> Markup:
    return rigor_in_words(proof.rigor, proof.words) if proof else Markup()


def _linked(words: str, href: str, up: str) -> str:
    return _LINK(href=f"{up}{href}", words=words) if href else words
