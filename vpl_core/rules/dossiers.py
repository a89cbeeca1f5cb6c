"""Dossiers: the papers that speak of one thing, and how well each proves it on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from vpl_core.model.assessment import FourTests
from vpl_core.model.evidence import Evidence
from vpl_core.model.outcomes import Rigor
from vpl_core.rules.account_day import AccountDay
from vpl_core.rules.rigor import Footing, grade, signs


class Dossier:
    """The papers about one value or milestone; each looks at the others only through the days on which they came in."""

    __slots__ = ("firm_from", "papers", "repeated", "signed_from")

    def __init__(self, papers: Iterable[Evidence]) -> None:
        self.papers = tuple(papers)
        self.signed_from: dt.date | None = None
        """The first day on which a named person at the customer signs."""
        self.firm_from: dict[str, dt.date] = {}
        """By party, the first day on which it brings more than the vendor's bare word."""
        self.repeated: list[Evidence] = []
        """The first two papers that say that it came out again: one of them is not the paper that is asked about."""
        for paper in sorted(self.papers, key=lambda one: one.on):
            self._take(paper)

    def _take(self, paper: Evidence) -> None:
        if self.signed_from is None and signs(paper):
            self.signed_from = paper.on
        if paper.party not in self.firm_from and _footing_of(paper) > Footing.VENDOR_WORD:
            self.firm_from[paper.party] = paper.on
        if len(self.repeated) < 2 and _repeats(paper) and not any(one is paper for one in self.repeated):
            self.repeated.append(paper)

    def rigor_on(self, paper: Evidence, day: dt.date) -> Rigor:
        """How well the paper proves an event, given all that speaks of the same thing by the day.

        An attached file makes it a record; another party's evidence agrees with it, but for the vendor's bare word;
        events do not age.
        """
        tests = FourTests(
            confirmed=self.signed_from is not None and self.signed_from <= day,
            agrees=any(first <= day for party, first in self.firm_from.items() if party != paper.party),
            sound=bool(paper.sha256),
            reproducible=paper.party == "third_party"
            or any(other.on <= day for other in self.repeated if other is not paper),
        )
        return grade(_footing_of(paper), tests)

    def reaching(self, kinds: Iterable[str], floor: Rigor) -> Iterator[dt.date]:
        """For each paper of these kinds the first day on which it is proven at the floor, if there is one."""
        turns = {*self.firm_from.values(), *(paper.on for paper in self.repeated)}
        if self.signed_from is not None:
            turns.add(self.signed_from)
        for paper in self.papers:
            if paper.kind in kinds:
                # What is filed later can only help.
                days = (paper.on, *sorted(day for day in turns if day > paper.on))
                yield from [day for day in days if self.rigor_on(paper, day).reaches(floor)][:1]


def dossier_of(now: AccountDay, *, milestone: str | None = None, value: str | None = None) -> Dossier | None:
    """What is on file about the milestone or else the value on the account's day; none where nothing is."""
    subject = (milestone, value)
    if subject not in now.dossiers:
        papers = now.evidence_of_milestone.get(milestone) if milestone else now.evidence_of_value.get(value or "")
        now.dossiers[subject] = Dossier(papers) if papers else None
    return now.dossiers[subject]


def evidence_rigor(evidence: Evidence, beside: Iterable[Evidence]) -> Rigor:
    """How well a piece of evidence proves an event, given all that speaks of the same thing."""
    return Dossier((evidence, *beside)).rigor_on(evidence, dt.date.max)


def _footing_of(evidence: Evidence) -> Footing:
    if evidence.sha256:
        return Footing.RECORD
    if not evidence.by:
        return Footing.NOTHING
    return Footing.VENDOR_WORD if evidence.party == "vendor" else Footing.CUSTOMER_WORD


def _repeats(evidence: Evidence) -> bool:
    """Somebody with a name or a file worked it out again, or a third party's file says the same."""
    if evidence.kind == "reproduction":
        return _footing_of(evidence) > Footing.NOTHING
    return evidence.party == "third_party" and bool(evidence.sha256)
