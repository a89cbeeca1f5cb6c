"""A decision record's page: what was chosen, what was traded, what carries it, and what would change our minds."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView
from vpl_core.model.decision_states import ApprovalStanding, RecordStatus
from vpl_core.model.decisions import Section
from vpl_core.model.outcomes import Outcome
from vpl_core.model.record_views import AlternativeView, RecordView, StatementView
from vpl_core.rules.catalogue import N_
from vpl_core.site.overview_page import overdue
from vpl_core.site.shape import shape
from vpl_core.site.signs import Signs
from vpl_core.site.tables import noted
from vpl_core.site.words import APPROVAL_WORDS, RECORD_WORDS, STATEMENT_WORDS

STATUS_SIGNS = {
    "draft": "not-started",
    "framed": "in-progress",
    "compared": "in-progress",
    "refused": "missed",
    "expired": "missed",
    "awaiting_approval": "delayed",
    "review_due": "delayed",
    "in_force": "achieved",
    "concluded": "achieved",
}
"""The sign of a milestone's status that a record's is drawn with."""
_SEEN = {
    Outcome.MET: ("missed", N_("Seen")),
    Outcome.UNMET: ("met", N_("Not seen")),
    Outcome.UNKNOWN: ("unknown", N_("Not known")),
    None: ("unknown", N_("Not told here")),
}


def register(view: CustomerView, signs: Signs) -> list[tuple[Any, ...]]:
    """The rows of the register: every record with its state, its choice and its next review."""
    say = signs.say
    return [
        (
            Markup('<a href="decisions/{}.html">{}</a>').format(r.id, r.title),
            signs.worded(STATUS_SIGNS[r.status], status_words(r, signs)),
            r.chosen or (say("Proposed: {option}", option=r.proposed) if r.proposed else say("Open")),
            r.owner or say("Nobody yet"),
            overdue(r.next_review.text, r.review_overdue, signs) if r.next_review else say("None"),
        )
        for r in view.records
    ]


def one_record(view: CustomerView, r: RecordView, signs: Signs) -> dict[str, Any]:
    """What a record's own page needs."""
    say = signs.say
    prose = {section: paragraphs(words) for section, words in r.passages}
    return {
        "r": r,
        "sign": STATUS_SIGNS[r.status],
        "status": status_words(r, signs),
        "fields": _fields(r, signs),
        "prose": {section.name.lower(): prose.get(section.value, []) for section in Section},
        "options": [_option(option, view, signs) for option in r.options],
        "steps": [(step.name, step.state, step.needs) for step in r.steps],
        "signals": [(_seen(s.outcome, signs), say("Stop") if s.stops else say("Reversal"), s) for s in r.signals],
        "statements": [(_kind(s, signs), _carried(s, view, signs)) for s in r.statements],
        "rests_on": [
            (
                b.kind,
                noted(name=b.name, note=b.says) if b.says else b.name,
                b.owner or "–",
                b.kept,
            )
            for b in r.rests_on
        ],
        "actions": [
            (what, who or say("Nobody yet"), due or say("No date"), done or say("Open"))
            for what, who, due, done in r.actions
        ],
        "approvals": [
            (signs.worded(_APPROVAL_SIGNS[a.standing], say(APPROVAL_WORDS[a.standing])), a) for a in r.approvals
        ],
        "risks": [(what, how or say("Nothing yet"), who or say("Nobody yet")) for what, how, who in r.risks],
        "held": [(h.kind, h.on.text, h.by, h.outcome, "; ".join(h.signals)) for h in r.held],
    }


_APPROVAL_SIGNS = {"given": "met", "exempt": "exempt", "missing": "delayed", "expired": "missed", "unknown": "unknown"}


def _approval(standing: ApprovalStanding, signs: Signs) -> Markup:
    return signs.worded(_APPROVAL_SIGNS[standing], signs.say(APPROVAL_WORDS[standing]))


def _seen(outcome: Outcome | None, signs: Signs) -> Markup:
    sign, words = _SEEN[outcome]
    return signs.worded(sign, signs.say(words))


def status_words(r: RecordView, signs: Signs) -> str:
    """The state in words; of what waits for an approval also whose."""
    if r.status is not RecordStatus.AWAITING_APPROVAL:
        return signs.say(RECORD_WORDS[r.status])
    return signs.say("Awaiting approval of {who}", who=signs.words.all_of(r.awaits))


def paragraphs(words: str) -> list[str]:
    """The prose by paragraphs, each on one line; what looks like markup stays text."""
    return [" ".join(part.split()) for part in words.split("\n\n") if part.strip()]


def _fields(r: RecordView, signs: Signs) -> list[tuple[str, str]]:
    say = signs.say
    decided = r.decided_on.text if r.decided_on else ""
    return [
        (say("Proposed"), r.proposed) if r.proposed else (say("Chosen"), r.chosen),
        (say("Why"), r.why),
        (say("What we traded"), r.traded),
        (say("What will be otherwise"), r.changes),
        (say("Owner"), r.owner),
        (say("Decided on"), say("Not before it is approved") if r.proposed else decided),
        (say("Meant to hold"), r.horizon),
        (say("Next review"), overdue(r.next_review.text, r.review_overdue, signs) if r.next_review else ""),
        (say("Measured by"), signs.words.listed(r.metrics)),
    ]


def _option(option: AlternativeView, view: CustomerView, signs: Signs) -> dict[str, Any]:
    changes = signs.say("Changes {what}", what=option.changes) if option.changes else ""
    about = ". ".join(part for part in (option.type, changes) if part)
    proof = signs.rigor(option.rigor, view.customer) if option.rigor else Markup("")
    told = Markup("{} {}").format(option.proof, proof) if option.proof or option.rigor else signs.say("Not estimated")
    return {
        "cells": (
            noted(name=option.name, note=about),
            option.gives or "–",
            option.costs or "–",
            told,
            option.cost or "–",
            option.risk or "–",
            option.way_back or "–",
        ),
        "chosen": option.chosen,
    }


def _kind(statement: StatementView, signs: Signs) -> str:
    return signs.say(STATEMENT_WORDS[statement.counts_as])


def _carried(statement: StatementView, view: CustomerView, signs: Signs) -> Markup:
    """The statement with what carries it, or why it does not count as written."""
    told = Markup("{}").format(statement.text)
    if statement.demoted:
        told += _BESIDE(words=signs.say("Written as a fact; nothing on file carries it."))
    elif statement.counts_as == "fact":
        carried = "; ".join(statement.evidence)
        told += Markup(" {} <small>{}</small>").format(signs.rigor(statement.rigor, view.customer), carried)
    due = _until(statement, signs)
    return told + _BESIDE(words=due) if due else told


_BESIDE = shape(" <small>{words}</small>")


def _until(statement: StatementView, signs: Signs) -> str:
    """Who finds it out, and by when."""
    if statement.by is None:
        return statement.who
    if not statement.who:
        return signs.say("by {day}", day=statement.by.text)
    return signs.say("{name}, by {day}", name=statement.who, day=statement.by.text)
