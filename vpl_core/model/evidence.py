"""Evidence: what somebody can hold in their hands to carry a claim."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vpl_core.model.base import Day, Id, Line, Name, Word
from vpl_core.model.values import Party

EvidenceKind = Literal[
    "confirmation",
    "reproduction",
    "raw_data",
    "report",
    "finance_report",
    "audit_report",
    "dashboard",
    "screenshot",
    "time_log",
    "survey",
    "testimonial",
    "training_record",
    "agreement",
    "certificate",
]


class Evidence(Word):
    """A document, a signature or a statement, dated, with the party it comes from."""

    id: Id
    """Unique within the account."""
    kind: EvidenceKind
    """What sort of paper or statement it is."""
    title: Name
    """As the customer reads it."""
    on: Day
    """Its date; before that day it does not exist."""
    by: Line = ""
    """The person who stands behind it."""
    party: Party
    """Whom it comes from."""
    values: tuple[Id, ...] = ()
    """The values it speaks of."""
    milestones: tuple[Id, ...] = ()
    """The milestones it speaks of."""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """The fingerprint of the attached file, computed when it was read; empty for a bare statement."""
    file: Line = ""
    """The file's name as the customer knows it, shown as text."""
    quote: Line = ""
    """The words of a testimonial."""
    consent: Line = ""
    """Who allowed the quote to be shown, and when; a quote without it stays off every page."""
    internal: bool = False
    """True where the customer's site must not show it."""

    @model_validator(mode="after")
    def _confirmed_by_whom(self) -> Evidence:
        if self.kind == "confirmation" and (self.party == "vendor" or not self.by):
            raise ValueError("a confirmation is somebody else's: name the person and their party, not the vendor")
        return self
