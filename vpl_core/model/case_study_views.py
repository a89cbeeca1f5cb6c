"""Case study views: what may be told elsewhere, and who allowed it."""

from __future__ import annotations

from vpl_core.model.base import Word
from vpl_core.model.record_views import Dated


class ConsentView(Word):
    """A consent that covers the day."""

    by: str
    given: Dated
    until: Dated


class WordsView(Word):
    """What somebody said, who allowed just that."""

    words: str
    by: str
    """Empty where the name may not be told."""


class CaseStudyView(Word):
    """A draft for the vendor's marketing, which the customer can check before anybody else sees it."""

    name: str
    """The customer's name; empty where it may not be told."""
    consents: tuple[ConsentView, ...]
    """Those that allow the story; never empty."""
    aims: tuple[WordsView, ...]
    """What they wanted, in the words of somebody who allowed that."""
    quotes: tuple[WordsView, ...]
    milestones: tuple[str, ...]
    """The ids of those that hold and on which two sources agree or better."""
    measures: tuple[str, ...]
    """The ids of the outcomes that are better than at the start, both ends proven by two sources or better."""
