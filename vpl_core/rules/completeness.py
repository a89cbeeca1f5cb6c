"""Completeness: which of a record's twelve sections are there, and what its next stage lacks."""

from __future__ import annotations

from collections.abc import Iterator

from vpl_core.model.alternatives import Alternative
from vpl_core.model.decision_states import ApprovalState, Completeness, JudgedStatement, RecordStage
from vpl_core.model.decisions import DecisionRecord, Section
from vpl_core.rules.catalogue import Said, theirs


def completeness(record: DecisionRecord) -> Completeness:
    """The sections that hold what they ask for; adding to a record never takes one away."""
    lacks = {section: what for section, what, there in _asked(record) if not there}
    return Completeness(
        tuple(s for s in Section if s not in lacks), tuple((s, lacks[s]) for s in Section if s in lacks)
    )


def _asked(record: DecisionRecord) -> Iterator[tuple[Section, str, bool]]:
    """Each section, what it needs, and whether that is there; each asks that something exists, never that all do."""
    reviews = record.reviews
    assumed = any(statement.kind == "assumption" for statement in record.statements)
    dates = None not in (reviews.initial, reviews.operating, reviews.post)
    yield Section.OBJECTIVE, Said("what the decision is for"), bool(record.prose(Section.OBJECTIVE))
    scoped = bool(record.prose(Section.SCOPE)) and record.horizon is not None
    yield Section.SCOPE, Said("what is in it and what is not, and from when to when"), scoped
    yield Section.METRICS, Said("a value that success is measured by"), bool(record.metrics)
    yield Section.ASSUMPTIONS, Said("an input with its owner, or an assumption"), bool(record.inputs) or assumed
    yield Section.OPTIONS, Said("at least two options"), len(record.options) >= 2
    yield Section.RANGES, Said("low, base and high of something uncertain"), bool(record.ranges)
    weighed = sum(_weighed(option) for option in record.options)
    yield Section.TRADE_OFF, Said("days to proof and rigor of at least two options"), weighed >= 2
    yield Section.RISKS, Said("a risk with its mitigation"), any(risk.mitigation for risk in record.risks)
    yield Section.CRITERIA, Said("what a good choice has to do"), bool(record.criteria)
    yield Section.RECOMMENDATION, Said("which option is proposed, and why"), bool(record.prose(Section.RECOMMENDATION))
    timed = bool(record.owner) and any(action.owner and action.due for action in record.next)
    yield Section.TIMELINE, Said("an owner, and a next action with owner and day"), timed
    triggers = dates and record.reversal is not None and bool(record.stop)
    yield Section.TRIGGERS, Said("three review dates, a stop condition and a reversal signal"), triggers


def _weighed(option: Alternative) -> bool:
    return option.estimate is not None and option.estimate.weighs


def stage_of(
    record: DecisionRecord,
    statements: tuple[JudgedStatement, ...],
    refusals: tuple[str, ...] = (),
    approvals: tuple[ApprovalState, ...] = (),
) -> tuple[RecordStage, tuple[str, ...]]:
    """The stage that is reached, and what the next one lacks.

    `statements` are the record's as the facts let them stand; `refusals` say why its options are not comparable;
    `approvals` are those of the segment, which a record lacks as long as it is not decided. A decided record that
    lost one is still committed: that is told as what speaks against it.
    """
    for stage, lacks in (
        (RecordStage.DRAFT, _to_frame(record)),
        (RecordStage.FRAMED, [*_to_compare(record, statements), *((what, False) for what in refusals)]),
        (RecordStage.COMPARED, [*_to_commit(record), *_to_approve(record, approvals)]),
    ):
        missing = tuple(what for what, there in lacks if not there)
        if missing:
            return stage, missing
    return RecordStage.COMMITTED, ()


def _to_frame(record: DecisionRecord) -> list[tuple[str, bool]]:
    return [
        (Said("an owner, by name"), bool(record.owner)),
        (Said("a horizon with its first and last day"), record.horizon is not None),
    ]


def _to_compare(record: DecisionRecord, statements: tuple[JudgedStatement, ...]) -> list[tuple[str, bool]]:
    weighed = [option for option in record.options if _weighed(option)]
    return [
        (Said("at least two options"), len(record.options) >= 2),
        (Said("the type of every option"), all(option.type for option in record.options)),
        (
            Said("an option that changes an action, an owner or a budget"),
            any(option.changes for option in record.options),
        ),
        (Said("a constraint"), bool(record.constraints)),
        (Said("a value that success is measured by"), bool(record.metrics)),
        (Said("a fact with evidence on file"), any(judged.counts_as == "fact" for judged in statements)),
        (Said("days to proof and rigor of at least two options"), len(weighed) >= 2),
        (Said("what the estimates rest on"), all(option.basis for option in weighed)),
    ]


def _to_commit(record: DecisionRecord) -> list[tuple[str, bool]]:
    reviews = record.reviews
    return [
        (Said("the option that is chosen"), record.chosen is not None),
        (Said("why that one"), bool(record.because)),
        (Said("the day of the choice"), record.decided_on is not None),
        (Said("the day of the initial review"), reviews.initial is not None),
        (Said("the day of the first operating review"), reviews.operating is not None),
        (Said("the day of the post-review"), reviews.post is not None),
        (Said("a reversal signal"), record.reversal is not None),
        (Said("a stop condition"), bool(record.stop)),
        (Said("the seal of `vpl decide commit`"), record.locked is not None),
    ]


def _to_approve(record: DecisionRecord, approvals: tuple[ApprovalState, ...]) -> list[tuple[str, bool]]:
    if record.decided_on is not None:
        return []
    return [
        (
            Said(
                "the approval of “{what}” by the {role}", what=theirs(one.asked, "name"), role=theirs(one.asked, "role")
            ),
            not one.is_awaited,
        )
        for one in approvals
    ]
