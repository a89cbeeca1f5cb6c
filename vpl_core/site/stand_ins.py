"""Stand-ins: words put in the place of a site's own, to see what the theme makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from markupsafe import Markup

from vpl_core.site.mkdocs_internals import H1
from vpl_core.site.shell import HOSTILE

__all__ = ["HOSTILE_WORDS", "MARKS", "StandIns", "between_marks"]


class StandIns(Protocol):
    """Other words for a site, each made from its place among the site's words."""

    def name(self, place: int) -> str:
        """A plain text. It has two places: the next is for the same text with each run of spaces as one space."""

    def word(self, place: int) -> str:
        """The last part of a path, or an id."""

    def markup(self, place: int, beginning: str) -> Markup:
        """A body or a footer; it contains the beginning of an element that the theme looks for, if one is given."""


class _Marks:
    """Words that are found again in a page: no theme has them.

    Two spaces tell whether the theme prints a name as it is or, as Material does with some headings, without markup and
    with single spaces.
    """

    def name(self, place: int) -> str:
        return f"\ue000{place}  \ue001"

    def word(self, place: int) -> str:
        return f"vplmark{place}vplmark"

    def markup(self, place: int, beginning: str) -> Markup:
        return Markup(f"\ue002{place}{beginning}\ue003")


_MARK = re.compile(f"\ue000(\\d+)(  ?)\ue001|vplmark(\\d+)vplmark|\ue002(\\d+)(?:{H1})?\ue003")


class _HostileWords:
    """Words that come out of a page as they went in only where the theme prints them as text, and does no more."""

    def name(self, place: int) -> str:
        return f" \u3000{place}{HOSTILE}\t\xa0\u202eé\ud800\n"

    def word(self, place: int) -> str:
        return f"w{place}"

    def markup(self, place: int, beginning: str) -> Markup:
        return Markup(f"<p>{place} &amp;  é{{{{7*7}}}}</p>{beginning}")


MARKS, HOSTILE_WORDS = _Marks(), _HostileWords()


def between_marks(text: str) -> Iterator[tuple[str, int]]:
    """What stands before each mark, with the mark's place; last what stands behind them all, with -1."""
    end = 0
    for mark in _MARK.finditer(text):
        name, spaces, word, markup = mark.groups()
        yield text[end : mark.start()], int(name or word or markup) + (spaces == " ")
        end = mark.end()
    yield text[end:], -1
