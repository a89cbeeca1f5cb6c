"""Badges for pages: the signs and words of a rigor or a status, as finished HTML."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from vpl_core.model.audience import MilestoneView
from vpl_core.model.milestones import Badge
from vpl_core.site.words import BADGE_WORDS

_BESIDE = (Badge.RESET, Badge.STALE, Badge.CONFLICTING)
"""Badges that are said beside a status; the others take the status's own place."""


class Signs:
    """Makes badges with the macros of the components."""

    def __init__(self, env: Environment) -> None:
        self._macros: Any = env.get_template("components.j2").module

    def rigor(self, rigor: str | None, customer: str) -> Markup:
        return Markup(self._macros.rigor_badge(str(rigor or "none"), customer))

    def proof(self, rigor: str | None, customer: str) -> Markup:
        """The rigor of what is reached, or that there is nothing to prove yet."""
        return self.rigor(rigor, customer) if rigor else Markup('<span class="vpl-delta">Nothing to prove yet</span>')

    def status(self, milestone: MilestoneView) -> Markup:
        badge = Markup(self._macros.status_badge(status_of(milestone)))
        beside = [BADGE_WORDS[b] for b in milestone.badges if b in _BESIDE]
        return badge + Markup(' <span class="vpl-delta">{}</span>').format(", ".join(beside)) if beside else badge

    def worded(self, status: str, words: str) -> Markup:
        """The sign of a status with other words beside it."""
        return Markup(self._macros.sign_with_words(status, words))

    def footer(self, customer: str, lines: list[str]) -> Markup:
        return Markup(self._macros.footer(customer, lines))


def status_of(milestone: MilestoneView) -> str:
    """The status's sign: fallen back and beyond target have their own."""
    if Badge.REGRESSED in milestone.badges:
        return "regressed"
    return "over-achieved" if Badge.OVER_ACHIEVED in milestone.badges else str(milestone.status)
