"""A report as Markdown: whatever a fact says stays the letters that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vpl_core.site.report import Block, Cell, Entry, Report

_SPACES = re.compile(r"[^\S\u00a0\u202f\u3000]+")
"""Spaces and line ends; not those that keep a number with its unit."""
_SPECIAL = re.compile(r"[\\`*_\[\]{}#]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "^": "&#94;"})
_FIRST = re.compile(r"^(-|[+:](?= |$)|[!?]{3})")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?= |$)")
_AUTOMATIC = re.compile(r"(?i)(:)(?=//)|(www)(?=\.)|(@)|(mailto)(?=:)|(xmpp)(?=:)")
_JOINER = "\u2060"
"""Shows nothing, breaks no line, and keeps a reader from making a link of an address. No fact can hold it."""


def markdown(report: Report) -> str:
    """The report in CommonMark with the tables that GitHub has."""
    return "\n\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield f"# {inert(report.title)}"
    yield inert(report.about)
    for block in report.blocks:
        yield f"## {inert(block.title)}"
        yield from _block(block)
    if report.foot:
        yield inert(report.foot)


def _block(block: Block) -> Iterator[str]:
    if block.entries:
        yield "\n".join(f"- {_entry(entry)}" for entry in block.entries)
    if block.rows:
        rule = tuple("---" for _ in block.head)
        rows = (tuple(map(inert, block.head)), rule, *(tuple(map(_cell, row)) for row in block.rows))
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    if not block.entries and not block.rows:
        yield inert(block.nothing)


def _entry(entry: Entry) -> str:
    return f"{inert(entry.words)} *({inert(entry.proof.words)})*" if entry.proof else inert(entry.words)


def _cell(cell: Cell) -> str:
    return inert(cell if isinstance(cell, str) else cell.words)


def inert(text: str) -> str:
    """The text on one line as letters: no heading, list, link, image, table, code or HTML comes of it."""
    line = _SPACES.sub(" ", text).strip()
    plain = _SPECIAL.sub(lambda found: f"\\{found[0]}", line).translate(_ENTITIES)
    plain = _NUMBERED.sub(r"\1\\\2", plain)
    plain = _FIRST.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", plain)
    return _AUTOMATIC.sub(lambda found: f"{found[0]}{_JOINER}", plain)
