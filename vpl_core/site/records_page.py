"""A decision record's page: what was chosen, what was traded, what carries it, and what would change our minds."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vpl_core.model.audience import CustomerView
from vpl_core.model.decision_states import RecordStatus
from vpl_core.model.decisions import Section
from vpl_core.model.outcomes import Outcome
from vpl_core.model.record_views import AlternativeView, RecordView, StatementView
from vpl_core.site.overview_page import overdue
from vpl_core.site.signs import Signs
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
    Outcome.MET: ("missed", "Seen"),
    Outcome.UNMET: ("met", "Not seen"),
    Outcome.UNKNOWN: ("unknown", "Not known"),
    None: ("unknown", "Not told here"),
}


def register(view: CustomerView, signs: Signs) -> list[tuple[Any, ...]]:
    """The rows of the register: every record with its state, its choice and its next review."""
    return [
        (
            Markup('<a href="decisions/{}.html">{}</a>').format(r.id, r.title),
            signs.worded(STATUS_SIGNS[r.status], status_words(r)),
            r.chosen or (f"Proposed: {r.proposed}" if r.proposed else "Open"),
            r.owner or "Nobody yet",
            overdue(r.next_review.text, r.review_overdue) if r.next_review else "None",
        )
        for r in view.records
    ]


def one_record(view: CustomerView, r: RecordView, signs: Signs) -> dict[str, Any]:
    """What a record's own page needs."""
    prose = {section: paragraphs(words) for section, words in r.passages}
    return {
        "r": r,
        "sign": STATUS_SIGNS[r.status],
        "status": status_words(r),
        "fields": _fields(r),
        "prose": {section.name.lower(): prose.get(section.value, []) for section in Section},
        "options": [_option(option, view, signs) for option in r.options],
        "steps": [(step.name, step.state, step.needs) for step in r.steps],
        "signals": [(signs.worded(*_SEEN[s.outcome]), "Stop" if s.stops else "Reversal", s) for s in r.signals],
        "statements": [(_kind(s), _carried(s, view, signs)) for s in r.statements],
        "rests_on": [
            (
                b.kind,
                Markup("{} <small>{}</small>").format(b.name, b.says) if b.says else b.name,
                b.owner or "–",
                b.kept,
            )
            for b in r.rests_on
        ],
        "actions": [
            (what, who or "Nobody yet", due or "No date", done or "Open") for what, who, due, done in r.actions
        ],
        "approvals": [(signs.worded(_APPROVAL_SIGNS[a.standing], APPROVAL_WORDS[a.standing]), a) for a in r.approvals],
        "risks": [(what, how or "Nothing yet", who or "Nobody yet") for what, how, who in r.risks],
        "held": [(h.kind, h.on.text, h.by, h.outcome, "; ".join(h.signals)) for h in r.held],
    }


_APPROVAL_SIGNS = {"given": "met", "exempt": "exempt", "missing": "delayed", "expired": "missed", "unknown": "unknown"}


def status_words(r: RecordView) -> str:
    """The state in words; of what waits for an approval also whose."""
    word = RECORD_WORDS[r.status]
    return f"{word} of {' and '.join(r.awaits)}" if r.status is RecordStatus.AWAITING_APPROVAL else word


def paragraphs(words: str) -> list[str]:
    """The prose by paragraphs, each on one line; what looks like markup stays text."""
    return [" ".join(part.split()) for part in words.split("\n\n") if part.strip()]


def _fields(r: RecordView) -> list[tuple[str, str]]:
    return [
        ("Proposed", r.proposed) if r.proposed else ("Chosen", r.chosen),
        ("Why", r.why),
        ("What we traded", r.traded),
        ("What will be otherwise", r.changes),
        ("Owner", r.owner),
        ("Decided on", "Not before it is approved" if r.proposed else r.decided_on.text if r.decided_on else ""),
        ("Meant to hold", r.horizon),
        ("Next review", overdue(r.next_review.text, r.review_overdue) if r.next_review else ""),
        ("Measured by", ", ".join(r.metrics)),
    ]


def _option(option: AlternativeView, view: CustomerView, signs: Signs) -> dict[str, Any]:
    about = ". ".join(part for part in (option.type, f"Changes {option.changes}" if option.changes else "") if part)
    proof = signs.rigor(option.rigor, view.customer) if option.rigor else Markup("")
    told = Markup("{} {}").format(option.proof, proof) if option.proof or option.rigor else "Not estimated"
    return {
        "cells": (
            Markup("{} <small>{}</small>").format(option.name, about),
            option.gives or "–",
            option.costs or "–",
            told,
            option.cost or "–",
            option.risk or "–",
            option.way_back or "–",
        ),
        "chosen": option.chosen,
    }


def _kind(statement: StatementView) -> str:
    return STATEMENT_WORDS[statement.counts_as]


def _carried(statement: StatementView, view: CustomerView, signs: Signs) -> Markup:
    """The statement with what carries it, or why it does not count as written."""
    told = Markup("{}").format(statement.text)
    if statement.demoted:
        told += Markup(" <small>Written as a fact; nothing on file carries it.</small>")
    elif statement.counts_as == "fact":
        carried = "; ".join(statement.evidence)
        told += Markup(" {} <small>{}</small>").format(signs.rigor(statement.rigor, view.customer), carried)
    due = ", ".join(part for part in (statement.who, f"by {statement.by.text}" if statement.by else "") if part)
    return told + Markup(" <small>{}</small>").format(due) if due else told
