"""The one door from what the vendor knows to what a customer may read."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.catalogues import wording
from vpl_core.model.accounts import AccountFacts, Language
from vpl_core.model.assessment import Assessment
from vpl_core.model.audience import (
    AskView,
    CustomerView,
    EvidenceView,
    GoalView,
    OverrideView,
    ThresholdView,
)
from vpl_core.model.audiences import Audience
from vpl_core.model.playbook import Playbook
from vpl_core.rules.looking_back import Earlier
from vpl_core.rules.readers import withheld_from, without
from vpl_core.rules.spoken import texts_of
from vpl_core.segment_texts import voice
from vpl_core.site.case_study_views import case_study_of
from vpl_core.site.change_views import changes_of
from vpl_core.site.decision_views import checklists_of, decisions_of
from vpl_core.site.glossary import glossary
from vpl_core.site.ladder_views import rungs_of
from vpl_core.site.measure_views import measures_of
from vpl_core.site.milestone_views import milestones_of
from vpl_core.site.money_views import money_of
from vpl_core.site.projection import Projection
from vpl_core.site.record_views import records_of
from vpl_core.site.unproven import unproven_of
from vpl_core.site.words import EVIDENCE_WORDS, LEVEL_WORDS, PARTY_WORDS, STAGE_WORDS


def customer_view(
    facts: AccountFacts,
    playbook: Playbook,
    assessment: Assessment,
    *,
    vendor: str,
    before: Earlier | None = None,
    reader: Audience | None = None,
    language: Language | None = None,
) -> CustomerView:
    """What the customer of this account may read on the assessment's day, and what moved since the day `before`.

    Attributes, contacts, addresses, notes, health, scorecards, renewal and everything marked internal have no field
    to go to. With a reader, what only others at the customer may know is gone before anything else is done.
    In `language`, or in the account's own where none is named, and so are the texts of its segment.
    """
    language = language or facts.account.language
    playbook, theirs, english = voice(playbook, language)
    withheld = withheld_from(facts.account, reader) if reader else ()
    if withheld:
        facts, playbook, assessment = without(withheld, facts, playbook, assessment)
        before = before and before.without(withheld)
    words = wording(language, facts.account.currency, theirs)
    sight = Projection(facts, playbook, assessment, vendor, words)
    standing, stage, rungs = assessment.standing, assessment.calendar_stage, rungs_of(sight)
    upper = rungs[standing.proven : standing.proven + 1]
    measures, milestones = measures_of(sight), milestones_of(sight)
    return CustomerView(
        account=facts.account.id,
        customer=facts.account.name,
        vendor=vendor,
        reader=reader,
        withheld=withheld,
        segment=playbook.segment.name,
        cares_about=playbook.segment.cares_about,
        language=sight.wording.language,
        left_english=tuple(sorted({one.text for one in texts_of(playbook) if one.text in english} if english else ())),
        as_of=sight.day(assessment.as_of),
        month=assessment.elapsed_months,
        started=sight.day(facts.account.start),
        calendar_stage=sight.wording.say(STAGE_WORDS[stage]) if stage else "",
        proven=standing.proven,
        claimed=standing.claimed,
        rungs=rungs,
        blocking=tuple(r.missing for rung in upper for r in rung.requirements if r.missing),
        measures=measures,
        milestones=milestones,
        money=money_of(sight),
        evidence=tuple(_evidence(sight)),
        goals=tuple(_goals(sight)),
        asks=tuple(ask for ask in _asks(sight) if reader in (None, ask.audience)),
        decisions=decisions_of(sight),
        records=records_of(sight),
        checklists=checklists_of(sight),
        overrides=tuple(_overrides(sight)),
        thresholds=tuple(_thresholds(sight)),
        unproven=unproven_of(sight, rungs),
        glossary=glossary(facts.account.name, sight.wording),
        case_study=case_study_of(sight, milestones, measures) if reader in (None, Audience.SPONSOR) else None,
        changes=changes_of(sight, before, milestones, measures) if before else None,
    )


def _evidence(sight: Projection) -> Iterator[EvidenceView]:
    milestone = sight.playbook.milestone
    for e in sight.shown_evidence:
        yield EvidenceView(
            id=e.id,
            kind=sight.wording.say(EVIDENCE_WORDS[e.kind]),
            title=e.title,
            on=sight.day(e.on),
            by=e.by,
            party=sight.wording.say(PARTY_WORDS[e.party]),
            about=(*sight.value_names(e.values), *(milestone[m].name for m in e.milestones if m in milestone)),
            file=e.file,
            sha256=e.sha256,
            quote=e.quote if e.consent else "",
        )


def _goals(sight: Projection) -> Iterator[GoalView]:
    known = (goal for goal in sight.account.goals if goal.said_on is None or goal.said_on <= sight.as_of)
    for goal in known:
        yield GoalView(
            words=goal.words,
            level=sight.wording.say(LEVEL_WORDS[goal.level]),
            said_by=goal.said_by,
            said_on=sight.maybe(goal.said_on),
            measures=sight.value_names(goal.values),
        )


def _asks(sight: Projection) -> Iterator[AskView]:
    for ask in sorted(sight.account.asks, key=lambda a: (a.by, a.what)):
        overdue = ask.by < sight.as_of
        yield AskView(
            who=ask.who,
            what=ask.what,
            by=sight.day(ask.by),
            otherwise=ask.otherwise,
            overdue=overdue,
            audience=ask.audience,
        )


def _overrides(sight: Projection) -> Iterator[OverrideView]:
    for override in sight.assessment.overrides:
        threshold = sight.playbook.threshold[override.threshold]
        if names := sight.definitions.decides.get(threshold.id):
            yield OverrideView(
                name=sight.wording.listed(names),
                was=sight.wording.amount(threshold.number, threshold.unit),
                now=sight.wording.amount(override.number, threshold.unit),
                because=override.because,
                by=override.by,
            )


def _thresholds(sight: Projection) -> Iterator[ThresholdView]:
    in_force = {override.threshold: override.number for override in sight.assessment.overrides}
    for threshold in sight.playbook.thresholds:
        if names := sight.definitions.decides.get(threshold.id):
            number = in_force.get(threshold.id, threshold.number)
            text = sight.wording.amount(number, threshold.unit)
            yield ThresholdView(name=sight.wording.listed(names), number=text, source=threshold.source)
