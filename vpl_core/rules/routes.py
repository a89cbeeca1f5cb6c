"""Routes: where each kind of barrier and each escalation goes; every kind goes somewhere."""

from __future__ import annotations

from typing import Literal

from vpl_core.model.corrections import Barrier, BarrierKind, Desk, Escalation, EscalationTrigger

Destination = Literal["support_and_engineering", "executive_sponsor", "temporary_help", "training", "workflow_redesign"]

BARRIERS: dict[BarrierKind, Destination] = {
    "technical": "support_and_engineering",
    "organisational": "executive_sponsor",
    "resource": "temporary_help",
    "knowledge": "training",
    "process": "workflow_redesign",
}
"""Who can take each kind of barrier away."""
ESCALATIONS: dict[EscalationTrigger, Desk] = {
    "not_engaging": "account_executive",
    "sponsor_missing": "success_leadership",
    "strong_resistance": "success_leadership",
    "beyond_our_scope": "technical_team",
}
"""Relationships are the account executive's, executives are talked to by leadership, products are technical."""


def destination_of(barrier: Barrier) -> Destination:
    return BARRIERS[barrier.kind]


def desk_of(escalation: Escalation) -> Desk:
    """Who is called in: as it was written down, or else as the trigger asks for."""
    return escalation.to or ESCALATIONS[escalation.trigger]
