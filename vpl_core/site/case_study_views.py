"""What may be told elsewhere: nothing without a consent that covers the day, and then only what is well proven."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.audience import MeasureView, MilestoneView
from vpl_core.model.case_study_views import CaseStudyView, ConsentView, WordsView
from vpl_core.model.consents import Consent, ConsentScope
from vpl_core.model.milestones import Badge, MilestoneStatus
from vpl_core.model.outcomes import Rigor
from vpl_core.site.projection import Projection
from vpl_core.site.unproven import ENOUGH


def case_study_of(
    sight: Projection, milestones: tuple[MilestoneView, ...], measures: tuple[MeasureView, ...]
) -> CaseStudyView | None:
    """The draft; none where no consent in force allows the story, whatever else is allowed."""
    allowed = _in_force(sight, "case_study")
    if not allowed:
        return None
    return CaseStudyView(
        name=sight.account.name if _in_force(sight, "name") else "",
        consents=tuple(ConsentView(by=c.by, given=sight.day(c.given_on), until=sight.day(c.expires)) for c in allowed),
        aims=tuple(_aims(sight)),
        quotes=tuple(_quotes(sight)),
        milestones=tuple(m.id for m in milestones if m.status is MilestoneStatus.ACHIEVED and _is_enough(m.rigor)),
        measures=tuple(m.id for m in measures if _is_a_result(m)),
    )


def _in_force(sight: Projection, scope: ConsentScope) -> list[Consent]:
    covering = [consent for consent in sight.account.consents if consent.covers(scope, sight.as_of)]
    return sorted(covering, key=lambda consent: (consent.given_on, consent.id))


def _is_enough(rigor: Rigor | None) -> bool:
    return rigor is not None and rigor.reaches(ENOUGH)


def _is_a_result(m: MeasureView) -> bool:
    better = m.gap_closed is not None and m.gap_closed > 0 and Badge.REGRESSED not in m.badges
    return m.outcome and better and _is_enough(m.rigor) and _is_enough(m.baseline_rigor)


def _aims(sight: Projection) -> Iterator[WordsView]:
    for goal in sight.account.goals:
        if goal.said_on is None or goal.said_on <= sight.as_of:
            yield from _in_own_words(sight, goal.words, goal.said_by)


def _quotes(sight: Projection) -> Iterator[WordsView]:
    """Those that may stand on the customer's own site, and that the speaker allowed to be told elsewhere too."""
    for e in sight.shown_evidence:
        if e.quote and e.consent:
            yield from _in_own_words(sight, e.quote, e.by)


def _in_own_words(sight: Projection, words: str, by: str) -> Iterator[WordsView]:
    own = [c for c in _in_force(sight, "quote") if by and c.by.casefold() == by.casefold()]
    if own:
        named = any("name" in consent.scope for consent in own)
        yield WordsView(words=words, by=by if named else "")
