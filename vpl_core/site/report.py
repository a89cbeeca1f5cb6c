"""Reports: blocks of plain sentences with their proofs, to be sent as a mail or a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from vpl_core.model.accounts import Language


class Proof(NamedTuple):
    """How well a number is proven."""

    rigor: str
    """One of the six, or `none` where there is no reading."""
    words: str


class Link(NamedTuple):
    """A name that leads to a page of the customer's site."""

    words: str
    href: str
    """Seen from the start page; empty where there is no such page."""


Cell = str | Proof | Link


class Step(NamedTuple):
    """A line in its parts, for a page that sets them apart."""

    name: str
    note: str = ""
    day: str = ""
    href: str = ""
    """As of a link."""
    status: str = ""
    """The sign of where it stands; empty where it is not told."""
    bad: str = ""
    """What is late about it; empty where nothing is."""


class Entry(NamedTuple):
    """One line of a block."""

    words: str
    proof: Proof | None = None
    """None where it says nothing that would have to be proven."""
    step: Step | None = None
    """The same line in its parts; none where it is nothing but a sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading and what stands under it: lines, a table, or a sentence that there is nothing."""

    title: str
    entries: tuple[Entry, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
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
    day: str = ""
    """The day up to which it knows anything, in a sentence."""


class CustomerReport(Report):
    """A report made from a customer's view, which has no internal field."""

    __slots__ = ()


class InternalReport(Report):
    """A report for the vendor's own eyes; no customer's site or report is ever made from it."""

    __slots__ = ()
