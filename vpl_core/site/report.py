"""Reports: blocks of plain sentences with their proofs, to be sent as a mail or a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from vpl_core.model.accounts import Language


class Entry(NamedTuple):
    """One line of a block."""

    words: str
    proof: str = ""
    """How well it is proven, in words; empty where it says nothing that would have to be proven."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading and what stands under it: lines, a table, or a sentence that there is nothing."""

    title: str
    entries: tuple[Entry, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Each as long as the head; empty where there is no table."""
    nothing: str = ""
    """What is said where there is neither a line nor a row."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; all of it is plain text, and nothing of it is Markdown or HTML yet."""

    title: str
    about: str
    """Whom it is for, and on which day it speaks."""
    blocks: tuple[Block, ...]
    language: Language
    foot: str = ""


class CustomerReport(Report):
    """A report made from a customer's view, which has no internal field."""

    __slots__ = ()


class InternalReport(Report):
    """A report for the vendor's own eyes; no customer's site or report is ever made from it."""

    __slots__ = ()
