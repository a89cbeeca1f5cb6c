"""Badges for pages: the signs and words of a rigor or a status, as finished HTML."""

from __future__ import annotations

from markupsafe import Markup

from vpl_core.model.audience import MilestoneView
from vpl_core.model.milestones import Badge
from vpl_core.rules.wording import ENGLISH, Wording
from vpl_core.site.components import footer, rigor_badge, sign_with_words, status_badge
from vpl_core.site.shape import shape
from vpl_core.site.words import BADGE_WORDS

_BESIDE = (Badge.RESET, Badge.STALE, Badge.CONFLICTING)
"""Badges that are said beside a status; the others take the status's own place."""
_SAID_BESIDE = shape(' <span class="vpl-delta">{words}</span>')
_NOTHING_TO_PROVE = shape('<span class="vpl-delta">{words}</span>')


class Signs:
    """Makes badges, and says our sentences in the language of the site."""

    def __init__(self, words: Wording = ENGLISH) -> None:
        self.words = words
        self.say = words.say
        """One of our sentences with its parts put in; text, which the template escapes."""
        self.count = words.count
        """The sentence for one or for many, with the number as `{n}`."""

    def rigor(self, rigor: str | None, customer: str) -> Markup:
        return rigor_badge(str(rigor or "none"), customer, self.words)

    def proof(self, rigor: str | None, customer: str) -> Markup:
        """The rigor of what is reached, or that there is nothing to prove yet."""
        return self.rigor(rigor, customer) if rigor else _NOTHING_TO_PROVE(words=self.say("Nothing to prove yet"))

    def status(self, milestone: MilestoneView) -> Markup:
        badge = status_badge(status_of(milestone), self.words)
        beside = [self.say(BADGE_WORDS[b]) for b in milestone.badges if b in _BESIDE]
        return badge + _SAID_BESIDE(words=self.words.listed(beside)) if beside else badge

    def sign(self, status: str) -> Markup:
        """The badge of a status by its sign alone."""
        return status_badge(status, self.words)

    def worded(self, status: str, words: str) -> Markup:
        """The sign of a status with other words beside it."""
        return sign_with_words(status, words)

    def footer(self, customer: str, lines: list[str]) -> Markup:
        return footer(customer, lines, self.words)


def status_of(milestone: MilestoneView) -> str:
    """The status's sign: fallen back and beyond target have their own."""
    if Badge.REGRESSED in milestone.badges:
        return "regressed"
    return "over-achieved" if Badge.OVER_ACHIEVED in milestone.badges else str(milestone.status)
