"""What the internal portfolio's cards say: who moved between rungs, and how long the first proof took."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from vpl_core.rules.movements import Place
from vpl_core.rules.survival import Curve, Step
from vpl_core.rules.wording import days_in_words
from vpl_core.site.curve_chart import reached_curve
from vpl_core.site.portfolio_tally import NAMED, Beginning, Tally
from vpl_core.site.portfolio_views import why_no_median


class Cell(NamedTuple):
    """One cell of the table of movement."""

    words: str
    look: str


class Moved:
    """The card of movement: a sentence, a table from then to now, and the names of those who moved."""

    def __init__(self, tally: Tally, since: str) -> None:
        self._tally, self._moved = tally, tally.movement
        self._rungs = sorted({*self._moved.before, *self._moved.now})
        self._lost: list[Place] = [None] if self._moved.left else []
        self.since = since

    @property
    def says(self) -> str:
        m = self._moved
        parts = [f"{m.up} went up", f"{m.down} went down", f"{m.stayed} stayed"]
        parts += [f"{m.entered} new"] * bool(m.entered) + [f"{m.left} gone"] * bool(m.left)
        return ", ".join(parts) + "."

    @property
    def head(self) -> list[str]:
        return ["Gone" if place is None else str(place or "None") for place in (*self._rungs, *self._lost)]

    @property
    def rows(self) -> list[tuple[str, list[Cell]]]:
        """A row for each rung that somebody stood on then, the lowest first, and one for the new accounts."""
        before: list[Place] = [*self._moved.before, *([None] if self._moved.entered else [])]
        places = (*self._rungs, *self._lost)
        return [
            ("New" if place is None else rung_label(place), [self._cell(place, now) for now in places])
            for place in before
        ]

    def _cell(self, before: Place, now: Place) -> Cell:
        accounts = self._moved.accounts(before, now)
        return Cell(str(accounts) if accounts else "·", _look(before, now) if accounts else "is-none")

    @property
    def names(self) -> list[tuple[str, Markup]]:
        """Who went up and who went down, each with both rungs; nothing of those who stayed."""
        told = (("Up", self._tally.up), ("Down", self._tally.down), ("New", self._tally.new))
        return [(word, _links(who)) for word, who in told if who.count]


class FirstProof:
    """The card of the time to the first proven value: the median or why there is none, with the curve behind it."""

    def __init__(self, curve: Curve) -> None:
        self._curve = curve
        self.why = why_no_median(curve)
        self.median = "" if curve.median is None else days_in_words(curve.median)
        still = len(curve.open_after)
        self.counts = f"{curve.observed} reached it, {still} still open." if curve.observed or still else ""

    @property
    def chart(self) -> Markup:
        """The curve; nothing where nobody reached it or nobody was followed for a day."""
        if not self._curve.observed or not self._curve.longest:
            return Markup()
        title = "Share of accounts with a first proven value, by days since the start"
        return reached_curve(self._curve, title=title, desc=f"Median: {self.median or self.why}. {self.counts}")

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return [
            (str(step.day), str(step.at_risk), str(step.events), f"{float(1 - step.survival):.0%}", _band(step))
            for step in self._curve.steps
        ]


def _band(step: Step) -> str:
    """Between which shares the true one lies with a confidence of 95 %."""
    return "–" if step.band is None else f"{1 - step.band[1]:.0%} – {1 - step.band[0]:.0%}"


def rung_label(number: int) -> str:
    return f"Rung {number}" if number else "None"


def _look(before: Place, now: Place) -> str:
    if before is None or now is None:
        return "is-new"
    return "is-same" if before == now else "is-up" if now > before else "is-down"


def _links(who: Beginning) -> Markup:
    """The names with links, the longest way first; of many only some, and how many more there are."""
    link = Markup('<a href="accounts/{}.html">{}</a> <small>{}</small>')
    links = [link.format(account, customer, _way(before, now)) for account, customer, before, now in who.rows]
    return Markup(", ").join([*links, *[f"{who.count - NAMED} more"] * (who.count > NAMED)])


def _way(before: Place, now: int) -> str:
    """Both rungs; the present one alone for a new account."""
    told = str(now) if now else "none"
    return told if before is None else f"{before or 'none'} → {told}"
